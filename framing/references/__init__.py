"""Which words of an article stand for an earlier phrase of it: "it", "the waterway", "the two leaders", "the decision".

    phrases → {pronouns, nouns, pairs, events} → link

Rules that speak only where one reading is safe: precision before reach, and nothing is guessed (models/points/REFERENCES.md).
Who is *said* to speak is the business of `holders`.
"""

from __future__ import annotations

from itertools import chain

from framing import cast
from framing.records import Reference, Span
from framing.references import events, nouns, pairs, phrases, pronouns
from framing.syntax import Reading

__all__ = ["Reference", "link"]


def link(reading: Reading) -> tuple[Reference, ...]:
    """The references of an article in text order, none inside another; an article without a parse has none.

    Linear in the text: every look back is bounded in sentences.
    """
    text, who = phrases.text(reading), cast.of(reading)
    found = chain(pairs.link(text, who), events.link(text), nouns.link(text, who), pronouns.link(text, who))
    taken: dict[Span, Reference] = {}
    for one in found:
        if all(end <= one.start for _, end in one.antecedents):
            taken.setdefault((one.start, one.end), one)
    return tuple(taken[span] for span in sorted(taken))
