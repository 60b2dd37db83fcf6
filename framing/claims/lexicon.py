"""The lexicon of predicates: which exclude each other, which are one act, and which deny what hangs on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

PREFIXES = ("un", "dis", "non", "non-")
"""Openings that deny an adjective, an adverb or a verb: "unable", "disagree". Words in "in-" and "il-" are listed: too many of
them deny nothing ("increase", "immigrant")."""


def act(lemma: str) -> str:
    """The one word for all words of an act ("purchase" is "buy"); the lemma itself when it has no other words."""
    return _same().get(lemma, lemma)


def opposed(one: str, other: str) -> bool:
    """Whether two lemmas exclude each other, as listed or by a denying prefix; symmetric."""
    return (one, other) in _opposites() or _denies(one, other) or _denies(other, one)


def opposites(lemma: str) -> frozenset[str]:
    """The listed opposites of a lemma."""
    return _opposites_of().get(lemma, frozenset())


@cache
def words(name: str) -> frozenset[str]:
    """The words of a class."""
    return frozenset(word for first, _ in _rows(name) for word in first)


@cache
def acts_of_nouns() -> Mapping[str, str]:
    """The verb whose act a noun names: "agreement" is "agree"."""
    return {noun: verbs[0] for nouns, verbs in _rows("noun") for noun in nouns}


def _denies(one: str, other: str) -> bool:
    return len(other) > 3 and one.endswith(other) and one[: -len(other)] in PREFIXES and one not in _LOOKALIKES


_LOOKALIKES = frozenset({"discover", "display", "dispatch", "dispose", "disposed", "disease", "discharge", "discount",
                         "disposition", "distress", "discourse", "disorder", "dispute", "until", "unless"})  # fmt: skip


@cache
def _same() -> Mapping[str, str]:
    return {word: group[0] for group, _ in _rows("same") for word in group}


@cache
def _opposites() -> frozenset[tuple[str, str]]:
    found = {(a, b) for ones, others in _rows("antonym") for a in ones for b in others}
    return frozenset(found | {(b, a) for a, b in found})


@cache
def _opposites_of() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for a, b in _opposites():
        found[a].add(b)
    return {lemma: frozenset(others) for lemma, others in found.items()}


@cache
def _rows(name: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    lines = files("framing.lexicons").joinpath("claims.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple((tuple(row[1].split()), tuple(row[2].split()) if len(row) > 2 else ()) for row in rows if row[0] == name)
