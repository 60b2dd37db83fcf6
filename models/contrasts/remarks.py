"""What an editor's sentence on coverage says: which outlets, by rating, and what matter they tell that others do not.

A sentence is cut into remarks, each about the one group of outlets that it names first ("left- and center-rated outlets").
What is left of it, without the words in which coverage is talked of, are the key words of the matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from framing.propositions.lexis import empty_lemmas
from framing.syntax import Parse

SIDE = r"(?:left|right|cent(?:er|re))"
RATED = r"(?:rated|leaning|wing|biased?)"
OF = r"(?:outlets?|sources?|voices?|media|commentators?|publications?|sites?)"
AND = r"(?:\s*,\s*|\s*-?\s*(?:and|or)\s+(?:the\s+)?)"
MENTION = re.compile(
    rf"\b(?:{SIDE}(?:-{RATED})?-?{AND})*{SIDE}(?:-\s*{RATED}|\s+{RATED}|\s+(?:news\s+)?{OF})\b"
    rf"|\b(?:on|from|in)\s+the\s+(?:{SIDE}{AND})*{SIDE}\b",
    re.IGNORECASE,
)
"""Outlets named by their rating: "left- and center-rated outlets", "voices on the right"."""

CUT = re.compile(r"\s*;\s*|\s*,?\s+while\s+(?!also\b)", re.IGNORECASE)

TURNED_BEFORE = re.compile(r"\b(?:no|not(?! exclusively)|few|fewer|less|little|rarely|limited)\b|n['’]t\b", re.IGNORECASE)
TURNED_AFTER = re.compile(
    r"^(?:\W*\w+){0,4}?\W*(?:\b(?:not|never|rarely|less|fewer|avoid(?:ed)?|omit(?:ted)?|ignored)\b|n['’]t\b)", re.IGNORECASE
)

MATTER = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})

TALK = frozenset(word for line in Path(__file__).with_name("talk.txt").read_text(encoding="utf-8").splitlines()
                 if not line.startswith("#") for word in line.split())  # fmt: skip
"""Words in which coverage is talked of, whatever the matter."""


@dataclass(frozen=True)
class Remark:
    """Words of an editor on outlets rated "left", "center", "right", one or two of them; `turned`: on what they leave out."""

    text: str
    named: frozenset[str]
    turned: bool


def remarks(sentence: str) -> Iterator[Remark]:
    """The remarks of a sentence that name outlets of one or two ratings; what names none belongs to the remark before it."""
    for part in _parts(sentence):
        mention = MENTION.search(part)
        if mention is None:
            continue
        named = frozenset(s.lower().replace("centre", "center") for s in re.findall(SIDE, mention.group(), re.IGNORECASE))
        if len(named) < 3:
            turned = TURNED_BEFORE.search(part[: mention.start()]) or TURNED_AFTER.search(part[mention.end() :])
            yield Remark(part, named, bool(turned))


def _parts(sentence: str) -> list[str]:
    parts: list[str] = []
    for part in CUT.split(sentence):
        if parts and not (MENTION.search(part) and MENTION.search(parts[-1])):
            parts[-1] += "; " + part
        else:
            parts.append(part)
    return parts


def key_words(parse: Parse) -> frozenset[str]:
    """Lemmas of a remark that name its matter: not those that name outlets, nor talk of coverage."""
    outlets = [m.span() for m in MENTION.finditer(parse.text)]
    words = {lemma_of(t.lemma, t.tag) for t in parse.tokens
             if t.pos in MATTER and not any(a < t.end and t.start < b for a, b in outlets)}  # fmt: skip
    return frozenset(w for w in words - TALK - empty_lemmas() if len(w) > 1 and any(c.isalnum() for c in w))


def lemmas(parse: Parse) -> frozenset[str]:
    """Lemmas of a text, of whatever part of speech."""
    return frozenset(lemma_of(t.lemma, t.tag) for t in parse.tokens)


def lemma_of(lemma: str, tag: str) -> str:
    """In lower case; the parser leaves the plural of a name ("Democrats") as it is."""
    lemma = lemma.lower()
    return lemma[:-1] if tag == "NNPS" and lemma.endswith("s") else lemma
