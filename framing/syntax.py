"""A parse as plain data, whichever parser made it.

Stages read these records and never a parser's own objects: rules run several times faster over plain tuples, a parse can
be made by hand in a test, and only `models.py` needs the parser installed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from framing.once import per_record
from framing.records import Article


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a parsed text.

    `start` and `end` are characters in the parsed text; `head` is the index of the governor (its own index at a root);
    `left` and `right` bound the subtree, as token indices, `right` exclusive; `sentence` is the sentence's index.
    Labels are those of the English models of spaCy (Universal POS, Penn tags, ClearNLP dependencies, OntoNotes names).
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    left: int
    right: int
    sentence: int
    name: str  # OntoNotes label of the named entity the token is in, or ""


@dataclass(frozen=True, slots=True)
class Name:
    """A named entity: tokens `first` to `last` (exclusive) and its OntoNotes label."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Parse:
    """The parse of one paragraph: tokens, sentences as token ranges (end exclusive), children of each token, names."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    children: tuple[tuple[int, ...], ...]
    names: tuple[Name, ...]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Characters of tokens `first` to `last` (exclusive) in the parsed text."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def tokens_in(self, start: int, end: int) -> tuple[int, int]:
        """Token range (end exclusive) whose tokens lie at least partly in characters `start` to `end` of the text."""
        starts, ends = _edges(self)
        first, last = bisect_right(ends, start), bisect_left(starts, end)
        return (first, last) if first < last else (0, 0)


@per_record
def _edges(parse: Parse) -> tuple[list[int], list[int]]:
    """Where the tokens of a parse begin and where they end."""
    return [t.start for t in parse.tokens], [t.end for t in parse.tokens]


ParagraphKind = Literal["headline", "text", "furniture"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of an article, as characters into its text: a headline, running text, or furniture.

    Furniture says nothing about the event: bylines, datelines, captions, credits, navigation. It has no parse. The parse of
    the others is of `article.text[start:end]`, so token offsets are relative to `start`.
    """

    start: int
    end: int
    kind: ParagraphKind
    parse: Parse | None = None


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Reading:
    """An article with its paragraphs in order, parsed."""

    article: Article
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class TokenVectors:
    """Contextual vectors of one text: `spans` are characters (start, end) of each subword, `vectors` is (subwords, d)."""

    spans: Sequence[tuple[int, int]]
    vectors: object  # numpy array, float32; `object` keeps this module free of heavy imports
