"""Texts that are only the beginning of an article."""

from __future__ import annotations

import re

_MARK = re.compile(r"\[\+\d+ chars\]\s*$")


def cut_short(text: str, title: str) -> str:
    """Why a text is only a part of its article, or ""."""
    return "the export cut it" if _MARK.search(text[-40:]) else ""
