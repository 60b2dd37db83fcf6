"""A statement as a page quotes it: its words cut at holder and cue, who says it, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from framing.columns import Places
from framing.records import Attribution, Comparison, Mode, Span, Statement

MODES: dict[Mode, str] = {
    "voice": "the article's own voice",
    "direct": "quoted word for word",
    "mixed": "partly in quotation marks",
    "indirect": "reported in other words",
}
"""What each mode is called on a page."""

UNSURE = 0.6
"""Confidence of an attribution below which a page says that it is unsure who speaks."""

QUOTED_CHARS = 260
"""Characters of a statement that a short quotation keeps, cut at a word."""

GLANCE_CHARS = 120
"""Characters of a statement that are shown beside the sentence of a difference."""

STANDING_CHARS = 80
"""Characters kept of what a word stands for."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a statement's characters: plain "", its "holder" or its "cue"; `here` where it alone speaks to a point shown,
    `worded` where another account puts other words."""

    text: str
    role: str = ""
    here: bool = False
    worded: bool = False


@dataclass(frozen=True, slots=True)
class Ref:
    """A link to a statement: its id and its place, such as "A7"."""

    id: str
    place: str


@dataclass(frozen=True, slots=True)
class Glance:
    """The first words of a statement."""

    ref: Ref
    words: str
    language: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotation of one statement. `who` runs from the outermost holder inwards; `unsure` when a holder may be wrong; `stand`
    are its words that stand for something said before, each with what that is, in the article's own words."""

    ref: Ref
    pieces: tuple[Piece, ...]
    who: tuple[str, ...]
    mode: str
    manner: str
    side: str
    unsure: bool
    source: str
    language: str
    stand: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Quoting:
    """Makes passages and references of one comparison's statements."""

    places: Places
    languages: dict[str, str]
    texts: dict[str, str]

    def ref(self, statement: Statement) -> Ref:
        """The link to a statement."""
        return Ref(statement.id, self.places.of(statement))

    def refs(self, statements: Iterable[Statement]) -> tuple[Ref, ...]:
        """The links to several statements, in the order given."""
        return tuple(self.ref(s) for s in statements)

    def passage(self, s: Statement, short: bool = False, span: Span | None = None, worded: Iterable[Span] = ()) -> Passage:
        """The quotation of a statement; a `short` one ends at a word with "…". `span`: its characters that speak to a point,
        `worded` those where another account puts other words."""
        return Passage(
            ref=self.ref(s),
            pieces=_short(s, tuple(worded)) if short else pieces(s, span, worded),
            who=tuple(dict.fromkeys(a.holder or "somebody not named" for a in s.attributions)),
            mode=s.mode,
            manner=MODES[s.mode],
            side=s.side or "",
            unsure=is_unsure(s),
            source=self.places.sources.get(s.article, ""),
            language=self.languages.get(s.article, ""),
            stand=tuple(self._stand(s)),
        )

    def glance(self, s: Statement) -> Glance:
        """The first words of a statement, for a line that leads to the whole."""
        return Glance(self.ref(s), shortened(" ".join(s.text.split()), GLANCE_CHARS), self.languages.get(s.article, ""))

    def _stand(self, s: Statement) -> Iterable[tuple[str, str]]:
        text = self.texts.get(s.article, "")
        for one in s.references:
            before = (" ".join(text[start:end].split()) for start, end in one.antecedents)
            yield text[one.start : one.end], shortened(" and ".join(before), STANDING_CHARS)


def quoting(comparison: Comparison, places: Places) -> Quoting:
    """What quotes a comparison's statements; a language that is no BCP 47 tag is left out."""
    tags = {a.id: a.language or "" for a in comparison.articles}
    languages = {i: tag if _LANGUAGE.fullmatch(tag) else "" for i, tag in tags.items()}
    return Quoting(places, languages, {a.id: a.text for a in comparison.articles})


def is_unsure(statement: Statement) -> bool:
    """Whether it is in doubt who says it."""
    return any(a.confidence < UNSURE for a in statement.attributions)


def shortened(text: str, chars: int = QUOTED_CHARS) -> str:
    """The text, or its first words up to `chars` characters and "…"."""
    if len(text) <= chars:
        return text
    head = text[:chars]
    return (head[: head.rfind(" ")] if " " in head else head).rstrip(" ,;:") + "…"


def pieces(s: Statement, span: Span | None = None, worded: Iterable[Span] = ()) -> tuple[Piece, ...]:
    """The statement's characters in order, cut where a holder or a cue stands in it, where `span` begins and ends, unless it is
    the whole statement, and where words differ; joined they are its text again."""
    whole = span is None or span == (s.start, s.end)
    here = (s.end, s.end) if span is None or whole else span
    differ = tuple(worded)
    cut: list[Piece] = []
    at = s.start
    for start, end, role in [*sorted(_marks(s.attributions)), (s.end, s.end, "")]:
        if at <= start <= end <= s.end:
            cut += [*_split(s, at, start, "", here, differ), *_split(s, start, end, role, here, differ)]
            at = end
    return tuple(p for p in cut if p.text)


def _short(s: Statement, worded: Sequence[Span]) -> tuple[Piece, ...]:
    """The statement with the words that differ marked; without such words its beginning, when it is long."""
    if not worded:
        return (Piece(shortened(s.text)),)
    return tuple(p for p in _split(s, s.start, s.end, "", (s.end, s.end), worded) if p.text)


def _split(s: Statement, start: int, end: int, role: str, here: Span, worded: Sequence[Span]) -> Iterable[Piece]:
    edges = sorted({start, end, *(edge for span in (here, *worded) for edge in span if start < edge < end)})
    for a, b in pairwise(edges):
        differs = any(first <= a and b <= last for first, last in worded)
        yield Piece(s.text[a - s.start : b - s.start], role, here[0] <= a and b <= here[1], differs)


def _marks(chain: Iterable[Attribution]) -> set[tuple[int, int, str]]:
    found = set()
    for a in chain:
        if a.holder_span:
            found.add((*a.holder_span, "holder"))
        if a.cue_span:
            found.add((*a.cue_span, "cue"))
    return found
