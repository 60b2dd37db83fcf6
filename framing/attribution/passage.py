"""A paragraph as the frames read it: its parse, its quotations, and small questions about both."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from framing.attribution import quotations
from framing.attribution.quotations import Quotation
from framing.records import Span
from framing.syntax import Paragraph, Parse, Token

QUOTE_MARKS = frozenset("“”„\"«»「」『』‹›‘’'`") | {"``", "''"}
_EDGE = frozenset({",", ";", ":", ".", "-", "--", "–", "—", "(", "...", "…"})


@dataclass(frozen=True, slots=True)
class Passage:
    """One parsed paragraph. `start` is its place in the article, `number` its place among the paragraphs.

    `quoted[i]` is the index of the quotation token i stands in, or -1.
    """

    number: int
    start: int
    headline: bool
    parse: Parse
    quotations: tuple[Quotation, ...]
    quoted: tuple[int, ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.parse.tokens

    def sentence(self, token: int) -> tuple[int, int]:
        """Token range of the sentence that holds `token`."""
        return self.parse.sentences[self.tokens[token].sentence]

    def quotation_at(self, character: int) -> int:
        """Index of the quotation over `character`, or -1."""
        place = bisect_right(self.quotations, character, key=lambda q: q.start) - 1
        return place if place >= 0 and character < self.quotations[place].end else -1

    def characters(self, first: int, last: int) -> Span | None:
        """Characters of tokens `first` to `last` (exclusive) without punctuation at their edges; None if nothing is left."""
        tokens = self.tokens
        while first < last and (tokens[first].text in _EDGE or tokens[first].pos == "SPACE"):
            first += 1
        while last > first and (tokens[last - 1].text in _EDGE or tokens[last - 1].pos == "SPACE"):
            last -= 1
        return (tokens[first].start, tokens[last - 1].end) if first < last else None


def read(number: int, paragraph: Paragraph) -> Passage | None:
    """The passage of a parsed paragraph; None for furniture and for a parse without words."""
    parse = paragraph.parse
    if parse is None or paragraph.kind == "furniture" or not parse.tokens:
        return None
    found = quotations.find(parse.text)
    quoted = [-1] * len(parse.tokens)
    place = 0
    for token in parse.tokens if found else ():
        while place < len(found) and found[place].end <= token.start:
            place += 1
        if place == len(found):
            break
        if token.start >= found[place].start:
            quoted[token.i] = place
    return Passage(number, paragraph.start, paragraph.kind == "headline", parse, found, tuple(quoted))
