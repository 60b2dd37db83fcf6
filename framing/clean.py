"""Tidies an article without losing offsets: furniture is marked, not cut out, and a digest is split into its stories.

Pure. Every span is characters into `Article.text` as it was given. `paragraphs` is the verb for one article,
`split_digest` for a document that holds several; `headline` answers the reader of a text that has no title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from framing import furniture
from framing.furniture import Dateline, dateline, is_sentence, trimmed
from framing.records import Article, Span
from framing.syntax import Paragraph, ParagraphKind

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")


def _lines(text: str) -> list[Span]:
    """Spans of the lines that are not blank, trimmed."""
    spans = (trimmed(text, *m.span()) for m in _LINE.finditer(text))
    return [(start, end) for start, end in spans if start < end]


def _dateline_at(text: str, span: Span) -> Dateline | None:
    return dateline(text[span[0] : min(span[1], span[0] + 160)])


# --- headline ---------------------------------------------------------------------------------------------------------


def headline(text: str) -> Span | None:
    """The span of the headline that `text` opens with, or None: a short first line that is no sentence, with a body below."""
    return _headline(text, _lines(text))


def _headline(text: str, lines: Sequence[Span]) -> Span | None:
    if len(lines) < 2:
        return None
    start, end = lines[0]
    first = text[start:end]
    body = any(is_sentence(text[a:b]) and len(text[a:b].split()) >= 8 for a, b in lines[1:])
    if not body or len(first.split()) > 25 or len(first) > 220 or furniture.whole(first) or dateline(first):
        return None
    if first[-1] in ".:;,":
        titled = [w for w in first.split() if len(w) > 3]
        if first[-1] != "." or "\n\n" not in text[end : end + 4] or sum(w[0].isupper() for w in titled) < 0.85 * len(titled):
            return None
    return start, end


# --- paragraphs -------------------------------------------------------------------------------------------------------


def paragraphs(article: Article) -> tuple[Paragraph, ...]:
    """The article's paragraphs in order, not parsed: one a line, furniture inside a line apart.

    Together they hold every character that is not white space. An article of nothing but furniture keeps its longest line as
    text, so that a reader sees what was given.
    """
    lines = _lines(article.text)
    found = tuple(_paragraphs(article, lines))
    if found and all(p.kind == "furniture" for p in found):
        longest = max(found, key=lambda p: (p.end - p.start, -p.start))
        return tuple(replace(p, kind="text") if p is longest else p for p in found)
    return found


def _paragraphs(article: Article, lines: Sequence[Span]) -> Iterator[Paragraph]:
    text = article.text
    title = _headline(text, lines)
    if title and _other_title(article.title, text[title[0] : title[1]]):
        title = None
    aside = _lead_in(text, lines, title) | _slugs(text, lines, titled=title is None and bool(article.title))
    for number, (start, end) in enumerate(lines):
        line = text[start:end]
        if (start, end) == title:
            yield Paragraph(start, end, "headline")
        elif number in aside or furniture.whole(line) or _only_dateline(line):
            yield Paragraph(start, end, "furniture")
        else:
            yield from _pieces(text, start, end)


def _other_title(given: str, first: str) -> bool:
    """Whether a short first line shares no word with the title that was given: a byline, a section's name."""
    return bool(given) and furniture.is_slug(first) and not set(given.lower().split()) & set(first.lower().split())


HIGHLIGHTS = ("story highlights", "highlights", "key points", "key takeaways")
"""Lines after which short lines are the story in brief, not slugs."""


def _slugs(text: str, lines: Sequence[Span], *, titled: bool) -> frozenset[int]:
    """Numbers of the slugs among the lines, unless they outnumber the sentences; the first only if `titled` elsewhere."""
    told = [text[a:b] for a, b in lines]
    found = []
    brief = False
    for number, line in enumerate(told):
        brief = (brief and not is_sentence(line) and not _only_dateline(line)) or line.lower().startswith(HIGHLIGHTS)
        if furniture.is_slug(line) and not brief and (number or titled):
            found.append(number)
    return frozenset(found) if len(found) <= sum(map(is_sentence, told)) else frozenset()


def _only_dateline(line: str) -> bool:
    mark = dateline(line) if len(line) <= 160 else None
    return bool(mark and mark.end >= len(line))


def _lead_in(text: str, lines: Sequence[Span], title: Span | None) -> frozenset[int]:
    """Numbers of the lines between the headline and an agency's dateline that are no sentences: the picture's caption."""
    for number, span in enumerate(lines[1:6] if title else (), start=1):
        mark = _dateline_at(text, span)
        if mark and mark.agency:
            return frozenset(n for n in range(1, number) if not is_sentence(text[lines[n][0] : lines[n][1]]))
    return frozenset()


def _pieces(text: str, start: int, end: int) -> Iterator[Paragraph]:
    place = start
    for a, b in (*furniture.within(text[start:end]), (end - start, end - start)):
        pieces: tuple[tuple[int, int, ParagraphKind], ...] = ((place, start + a, "text"), (start + a, start + b, "furniture"))
        for left, right, kind in pieces:
            first, last = trimmed(text, left, right)
            if first < last:
                yield Paragraph(first, last, kind)
        place = max(place, start + b)


# --- digests ----------------------------------------------------------------------------------------------------------

MAX_LEAD_IN = 4
"""Lines before a dateline that may belong to its story: headline, deck, caption, byline."""


def split_digest(article: Article) -> tuple[Article, ...]:
    """The stories of a digest, each an article of its own; any other article alone, as it is.

    A digest holds several agency datelines, each under a headline of its own. A story is the exact slice of the text (`origin`
    tells its characters), named "<id>#1" onwards. Its title and, unless the digest's source was given, its source are read
    from the text and marked as guessed; its date is not known.
    """
    starts = _stories(article.text)
    if len(starts) < 2:
        return (article,)
    ends = [*starts[1:], len(article.text)]
    return tuple(_story(article, n, a, b) for n, (a, b) in enumerate(zip(starts, ends, strict=True), start=1))


def _stories(text: str) -> list[int]:
    """Where each story starts; empty when the text is one article."""
    lines = _lines(text)
    found: list[int] = []
    floor = 0
    for number, span in enumerate(lines):
        mark = _dateline_at(text, span)
        if mark and mark.agency and span[1] - span[0] > mark.end + 40:
            first = _first_of_lead_in(text, lines, number, floor)
            if first is not None or not floor:  # the first may have lost its headline: given apart, or never copied
                found.append(0 if first is None else lines[first][0])
            floor = number + 1
    return [0, *found[1:]] if len(found) > 1 else []


def _first_of_lead_in(text: str, lines: Sequence[Span], number: int, floor: int) -> int | None:
    """Number of the headline above dateline line `number`, or None when there is none."""
    first = number
    while first > max(floor, number - MAX_LEAD_IN) and _leads_in(text[slice(*lines[first - 1])]):
        first -= 1
    line = text[slice(*lines[first])]
    return first if first < number and len(line.split()) >= 4 and not furniture.whole(line) else None


def _leads_in(line: str) -> bool:
    """Whether a line may stand above a story's dateline: no sentence, no credit; a short question may be a headline."""
    words = len(line.split())
    return (not is_sentence(line) and not line.endswith(")") and words <= 30) or (line[-1] in "?!" and words <= 15)


def _story(digest: Article, number: int, start: int, end: int) -> Article:
    start, end = trimmed(digest.text, start, end)
    text = digest.text[start:end]
    lines = _lines(text)
    title = _headline(text, lines)
    marks = [mark for span in lines[: MAX_LEAD_IN + 1] if (mark := _dateline_at(text, span)) and mark.agency]
    source_guessed = "source" in digest.guessed
    guessed = [name for name, so in (("source", source_guessed), ("title", title)) if so]
    return replace(
        digest,
        id=f"{digest.id}#{number}",
        source=marks[0].agency if source_guessed and marks else digest.source,
        title=text[slice(*title)] if title else "",
        date=None,
        text=text,
        origin=f"{digest.origin}, story {number}: characters {start} to {end}".lstrip(", "),
        guessed=tuple(guessed),
    )
