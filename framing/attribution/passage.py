"""A paragraph as the frames read it: its parse, its quotations, and small questions about both."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from framing import quotations
from framing.quotations import Quotation
from framing.records import Span
from framing.syntax import Paragraph, Parse, Token

_DATELINE = 60  # characters in which a dateline must end
_DASHES = ("— ", "– ", " - ", "-- ")
_EDGE = frozenset({",", ";", ":", ".", "-", "--", "–", "—", "(", "...", "…"})


@dataclass(frozen=True, slots=True)
class Passage:
    """One parsed paragraph. `start` is its place in the article, `number` its place among the paragraphs.

    `quoted[i]` is the index of the quotation token i stands in, or -1; `begin` is the first token after a dateline.
    """

    number: int
    start: int
    parse: Parse
    quotations: tuple[Quotation, ...]
    quoted: tuple[int, ...]
    begin: int

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

    def token_from(self, character: int) -> int:
        """Index of the first token that starts at `character` or later."""
        return bisect_left(self.tokens, character, key=lambda t: t.start)

    def before(self, token: int) -> str:
        """Text of the token before the phrase of `token`; "" at the paragraph's start."""
        left = self.tokens[token].left
        return self.tokens[left - 1].text if left else ""

    def kinds(self, token: int) -> dict[str, list[int]]:
        """The dependents of a token by their label, in text order."""
        kinds: dict[str, list[int]] = {}
        for child in self.parse.children[token]:
            kinds.setdefault(self.tokens[child].dep, []).append(child)
        return kinds

    def characters(self, first: int, last: int) -> Span | None:
        """Characters of tokens `first` to `last` (exclusive) without punctuation at their edges; None if nothing is left."""
        tokens = self.tokens
        first = max(first, self.begin)
        while first < last and (tokens[first].text in _EDGE or tokens[first].pos == "SPACE"):
            first += 1
        while last > first and (tokens[last - 1].text in _EDGE or tokens[last - 1].pos == "SPACE"):
            last -= 1
        while first < last < len(tokens) - 1 and tokens[last].text == "-" and tokens[last - 1].end == tokens[last].start:
            last += 2  # no content ends within "de-escalate"
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
    begin = bisect_left(parse.tokens, _dateline(parse.text), key=lambda t: t.start)
    return Passage(number, paragraph.start, parse, found, tuple(quoted), begin if begin < len(parse.tokens) else 0)


def _dateline(text: str) -> int:
    """Characters of a dateline that opens a paragraph ("BERLIN (Reuters) – "), or 0."""
    opening = text[:_DATELINE]
    at = min((opening.find(dash) + len(dash) for dash in _DASHES if dash in opening), default=0)
    place = opening[:at].split(" ", 1)[0].strip(",.")
    return at if len(place) > 1 and place.isalpha() and place.isupper() else 0
