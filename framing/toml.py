"""TOML that a user wrote: read with bounds, and every fault told in one sentence with its file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from framing.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 1_000_000
"""Bytes beyond which a file is refused: it is no configuration."""

DEEPEST = 32
"""Parts of one dotted key beyond which a file is refused: the standard library's parser is quadratic in them."""

_BETWEEN = re.compile(r"[=,{}\[\]\n\"']")
_QUOTED_PARTS = re.compile(r"[\"'][ \t]*\.[ \t]*[\"']")


def content(path: Path) -> bytes:
    """The bytes of a file. Raises `UsageError` when it cannot be read or is too large."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as fault:
        raise UsageError(f"{path}: {fault.strerror or 'cannot be read'}") from None
    if len(raw) > LARGEST:
        raise UsageError(f"{path}: more than {LARGEST:,} bytes; write less, or give another file")
    return raw


def parse(raw: bytes, where: str) -> dict[str, Any]:
    """The tables of TOML text. Raises `UsageError` with `where`, and the line where there is one, when it is none."""
    import tomllib

    try:
        text = raw.decode("utf-8-sig")
        if len(_QUOTED_PARTS.findall(text)) > DEEPEST or any(part.count(".") > DEEPEST for part in _BETWEEN.split(text)):
            raise UsageError(f"{where}: a key of more than {DEEPEST} parts, or so many points in a row; write it plainly")
        return tomllib.loads(text)
    except (ValueError, RecursionError) as fault:  # no UTF-8, no TOML, a number of 5,000 digits, 5,000 brackets
        raise UsageError(f"{where}: no TOML: {fault}") from None


def shown(value: object) -> str:
    """A value as it may stand in a sentence: short, and whatever it is."""
    try:
        return short(repr(value))
    except (ValueError, RecursionError):  # a number of 5,000 digits, 5,000 brackets
        return "what is written there"


def short(text: str) -> str:
    """A text as it may stand in a sentence: its first 60 characters."""
    return text if len(text) <= 60 else f"{text[:60]}…"
