"""Which phrases name one thing, and which labels name a matter: what a class can be asked without being puzzled.

The comparison finds phrases that stand near each other in meaning. Two of them are laid before a class only when their words
bear out that they name one thing; a verb is not judged here, for nothing but its own sentence says what it does.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from importlib.resources import files

from framing import called, names

_WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*\.?")
_OWNER = re.compile(r"^.*\w(?:['’]s|s['’])\s+")
_NATION = re.compile(r"[A-Z]\w+(?:ese|ian|ish)")
_LINKS = frozenset({"of", "in", "on", "at", "for", "with", "to", "from", "by", "about", "between", "against", "over", "into"})
_SMALL = _LINKS | frozenset(re.findall(
    r"\w+", "a an the this that these those its his her their our my your and or but not no as than is are was were be been "
    "has have had who whose which what it he she they we"
))  # fmt: skip
_COUNTS = frozenset(re.findall(
    r"\w+", "one two three four five six seven eight nine ten many some few several other all most both more"
))  # fmt: skip
_WHO = frozenset({"head", "state", "spokes", "expert", "politician", "person", "people", "source", "party", "paper", "body"})
"""Kinds of role that say who, not what."""


def for_one_thing(one: str, other: str) -> bool:
    """Whether two noun phrases name one thing in other words: "video call", "video conference"; "reporters", "journalists".

    Either they have one head and differ in what stands before it; or their heads differ and are of one set, or have the same
    common noun before them. Whose it is does not count, and where one counts or lists what the other does not, they are two
    things.
    """
    a, b = _core(one), _core(other)
    if not a or not b or a == b or any(w in _COUNTS or w[0].isdigit() for w in (*a, *b)):
        return False
    heads = _stem(a[-1]), _stem(b[-1])
    if heads[0] == heads[1] or _of_one_set(*heads):
        return True
    return len(a) == len(b) == 2 and a[0] == b[0] and a[0].islower()


def _core(phrase: str) -> tuple[str, ...]:
    """The words of the phrase up to its head, common ones in small letters, without whose it is: "nuclear work"."""
    words = _WORD.findall(_OWNER.sub("", phrase))
    cut = next((n for n, w in enumerate(words) if w.lower() in _LINKS), len(words))
    return tuple(w for w in words[:cut] if w.lower() not in _SMALL)


def _stem(word: str) -> str:
    """The singular of a regular noun, in small letters."""
    small = word.lower()
    if small.endswith("ies"):
        return f"{small[:-3]}y"
    return small[:-1] if small.endswith("s") and not small.endswith("ss") else small


def _of_one_set(one: str, other: str) -> bool:
    judged = called.same()
    return any({one, other} <= row for row in _sets()) or (
        one in judged and other in judged and judged[one][0] == judged[other][0])  # fmt: skip


@cache
def _sets() -> tuple[frozenset[str], ...]:
    text = files("framing").joinpath("teach", "same_thing.tsv").read_text(encoding="utf-8")
    return tuple(frozenset(line.split()) for line in text.splitlines() if line and not line.startswith("#"))


def says_a_matter(label: str, sentences: Collection[str]) -> bool:
    """Whether a label says what is told, and not only who is named: it holds a common word that is no title or kind of person.

    Beside a nation's adjective one such word is not enough ("Sarvian ships", "the Iranian nation"). `sentences` are the
    point's: a capital at the head of a label is the label's own when they have the word without one.
    """
    words: list[str] = _WORD.findall(label)
    common = frozenset(w for s in sentences for w in _WORD.findall(s) if w.islower())
    lowered = [w.lower() if n == 0 and w.lower() in common else w for n, w in enumerate(words)]
    who = {i for first, last, role in names.roles_in(lowered) if role.kind in _WHO for i in range(first, last)}
    who |= {i for found in names.sides_in(lowered) for i in range(found.first, found.last)}
    matter = [w for i, w in enumerate(lowered) if i not in who and w.islower() and w not in _SMALL]
    people = any(_NATION.fullmatch(w) for w in lowered) or any(f.alias.sort == "people" for f in names.sides_in(lowered))
    linked = any(w in _LINKS for w in lowered)
    return len(matter) > (1 if people and not linked else 0)
