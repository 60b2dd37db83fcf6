"""Which words of an article stand for an earlier phrase of it: "it", "the waterway", "the two leaders", "the decision".

    phrases → {pronouns, nouns, pairs, events} → link

Rules that speak only where one reading is safe: precision before reach, and nothing is guessed (models/points/REFERENCES.md).
Who is *said* to speak is the business of `holders`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import Literal

from framing import cast
from framing.records import Span
from framing.references import events, nouns, pairs, phrases, pronouns
from framing.syntax import Reading

__all__ = ["Reference", "link"]


@dataclass(frozen=True, slots=True)
class Reference:
    """Characters `start` to `end` of the article stand for `antecedents`, earlier spans of it: one, or the two of a pair."""

    start: int
    end: int
    antecedents: tuple[Span, ...]
    kind: Literal["pronoun", "noun", "pair", "event"]


def link(reading: Reading) -> tuple[Reference, ...]:
    """The references of an article in text order, none inside another; an article without a parse has none.

    Linear in the text: every look back is bounded in sentences.
    """
    text, who = phrases.text(reading), cast.of(reading)
    found = chain(pairs.link(text, who), events.link(text), nouns.link(text, who), pronouns.link(text, who))
    taken: dict[Span, Reference] = {}
    for span, antecedents, kind in found:
        if span not in taken and all(end <= span[0] for _, end in antecedents):
            taken[span] = Reference(*span, antecedents, kind)
    return tuple(taken[span] for span in sorted(taken))
