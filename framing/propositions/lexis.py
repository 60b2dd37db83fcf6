"""Which words carry a matter, and how common they are in general news."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})


@cache
def empty_lemmas() -> frozenset[str]:
    """Lemmas that name no matter: the function words, and words of saying."""
    return frozenset(_table("empty.tsv"))


@cache
def background() -> tuple[Mapping[str, int], int]:
    """In how many sentences of general news each lemma occurs, and how many sentences were counted."""
    rows = _table("background.tsv")
    return {lemma: int(n) for lemma, n in rows.items() if lemma != "lemma"}, int(_header("background.tsv", "sentences"))


def _table(name: str) -> dict[str, str]:
    lines = files("framing.lexicons").joinpath(name).read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {pair[0]: pair[1] if len(pair) > 1 else "" for pair in pairs}


def _header(name: str, field: str) -> str:
    lines = files("framing.lexicons").joinpath(name).read_text(encoding="utf-8").splitlines()
    return next(line.split(":", 1)[1].strip() for line in lines if line.startswith(f"# {field}:"))
