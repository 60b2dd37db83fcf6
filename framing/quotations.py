"""Quotations: what stands between quotation marks, in one pass over a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from framing.records import Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """Characters of a quotation with its marks, and the number of its words.

    `open` tells that its end mark is missing; `ended` that it closes on a comma or the end of a sentence, as what is said does
    and a mere phrase does not; `titled` that it is written like the title of a work.
    """

    start: int
    end: int
    words: int
    open: bool = False
    ended: bool = False
    titled: bool = False

    @property
    def span(self) -> Span:
        return self.start, self.end


CLOSERS = {
    "“": "”\"", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", "‹": "›", "\"": "\"”", "‘": "’", "'": "'", "`": "'",
    "''": "''\"”", "``": "''\"”",
}  # fmt: skip
"""The marks that end a quotation, by the mark that begins it."""

ENDS = frozenset({"”", "“", "\"", "''", "»", "«", "」", "』", "›"})
"""The marks that may end a quotation between double marks, as a parser's tokens."""

PARAGRAPHS = 4096
"""Paragraphs whose quotations are kept: those of an event of a hundred long articles, which many stages ask for again."""

_MARK = re.compile("''|``|[“”„\"«»「」『』‹›‘’'`]")
_WORD = re.compile(r"\w+")
_TITLE = 9  # words a title may have
_LONG = 4  # letters from which a word of a title is capitalised
_SINGLE = "‘’'`"
_SPACED = "«‹"  # French sets a space inside its marks
_STRAIGHT = "\"'`"
_MIDWORD = "\"“'‘`"


@lru_cache(maxsize=PARAGRAPHS)
def find(text: str) -> tuple[Quotation, ...]:
    """The outermost quotations of a paragraph, in order; an opened one that never closes runs to the paragraph's end.

    Single marks count only where they cannot be apostrophes; marks after "=" are markup. Linear in the text.
    """
    found: list[Quotation] = []
    begun, closers, held_single = -1, "", False
    for mark in _MARK.finditer(text):
        at, sign = mark.start(), mark.group()
        if begun < 0:
            if _opens(text, at, sign):
                begun, closers, held_single = at, CLOSERS[sign], sign in _SINGLE
        elif sign in closers and _closes(text, at, sign):
            _keep(found, text, begun, mark.end(), False)
            begun = -1
        elif held_single and sign not in _SINGLE and _opens(text, at, sign):
            begun, closers, held_single = at, CLOSERS[sign], False
    if begun >= 0 and not held_single:
        _keep(found, text, begun, len(text), True)
    return tuple(found)


def _opens(text: str, at: int, sign: str) -> bool:
    if sign not in CLOSERS:
        return False
    before, after = text[at - 1 : at], text[at + len(sign) : at + len(sign) + 1]
    if before == "=" or not after or (after.isspace() and sign not in _SPACED):
        return False
    return sign[0] not in _MIDWORD or not before.isalnum()


def _closes(text: str, at: int, sign: str) -> bool:
    if sign in _SINGLE:
        return not text[at + 1 : at + 2].isalnum()
    if sign[0] in _STRAIGHT:
        return not text[at - 1 : at].isspace() or not text[at + 1 : at + 2].isalnum()
    return True


def _keep(found: list[Quotation], text: str, start: int, end: int, unclosed: bool) -> None:
    words = [m.group() for m in _WORD.finditer(text, start, end)]
    if words:
        last = text[max(start, end - 4) : end].rstrip("”\"'’»“」』›")[-1:]
        ended = not unclosed and last in (",", ".", "?", "!")
        capitals = [w[0].isupper() for w in words if len(w) >= _LONG]
        titled = len(words) < _TITLE and last not in ("?", "!") and bool(capitals) and all(capitals)
        found.append(Quotation(start, end, len(words), unclosed, ended, titled))
