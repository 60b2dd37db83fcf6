"""The lexicon of tone: the valence of words, what verbs say of who does them and of whom they are done to, and what denies."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from framing.syntax import Token


def valence(token: Token) -> float:
    """The valence of a word, -4 (ill) to 4 (well), as it is written or else of its lemma; 0 for a word that is not listed."""
    values = _values("word")
    return values.get(token.text.lower(), values.get(token.lemma.lower(), 0.0))


def of_doer(lemma: str) -> float:
    """What a verb says of who does it: -2.5 for "lie", 0 when it is not listed."""
    return _values("subject").get(lemma, 0.0)


def of_other(lemma: str) -> float:
    """What a verb says of whom it is done to: 2.5 for "praise", 0 when it is not listed."""
    return _values("object").get(lemma, 0.0)


def denies(token: Token) -> bool:
    """Whether a word turns the valence of what it governs or stands before: "not", "without"."""
    return token.text.lower() in _values("deny")


def turns(token: Token) -> bool:
    """Whether a word turns the valence of what hangs on it: "refute", "prevent"."""
    return token.lemma.lower() in _values("turn")


@cache
def _values(kind: str) -> Mapping[str, float]:
    lines = (files("framing") / "lexicons" / "tone.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {word: float(value or 0) for name, value, words in rows[1:] if name == kind for word in words.split()}
