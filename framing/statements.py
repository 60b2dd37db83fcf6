"""Statements: the sentences of an article, each with who is said to have said it, how, and for which side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing import cast, sides
from framing.attribution import quotations
from framing.records import Attribution, Mode, Span, Statement
from framing.syntax import Paragraph, Reading

_COVERED = 0.34  # share of a statement's characters an attribution must hold for the statement to be its holder's


def tell(reading: Reading, attributions: Sequence[Attribution]) -> tuple[Statement, ...]:
    """The statements of an article in text order; `attributions` are those of `holders.resolve`.

    A statement is a sentence of a headline or of running text, without the white space round it. Its chain runs from the
    outermost holder inwards; a sentence that only touches on what somebody said is the article's own voice.
    """
    people = cast.of(reading)
    told = []
    for number, paragraph, start, end in _sentences(reading):
        quoted = _quoted(paragraph)
        chain = _chain([a for a in attributions if _touches(a, start, end)], start, end)
        mode = _mode(reading.article.text, chain, start, end, quoted)
        told.append(Statement(
            f"{reading.article.id}/s{len(told)}", reading.article.id, start, end, reading.article.text[start:end], number,
            mode, sides.side_of(chain, people), paragraph.kind == "headline", tuple(chain),
        ))  # fmt: skip
    return tuple(told)


def _sentences(reading: Reading) -> Iterator[tuple[int, Paragraph, int, int]]:
    """Paragraph number, paragraph, and the characters of each sentence, trimmed; sentences without a letter or digit are none."""
    text = reading.article.text
    for number, paragraph in enumerate(reading.paragraphs):
        if paragraph.parse is None or paragraph.kind == "furniture":
            continue
        for first, last in paragraph.parse.sentences:
            start, end = paragraph.parse.span(first, last)
            start, end = start + paragraph.start, end + paragraph.start
            while start < end and text[start].isspace():
                start += 1
            while end > start and text[end - 1].isspace():
                end -= 1
            if any(c.isalnum() for c in text[start:end]):
                yield number, paragraph, start, end


def _quoted(paragraph: Paragraph) -> list[Span]:
    text = paragraph.parse.text if paragraph.parse else ""
    return [(q.start + paragraph.start, q.end + paragraph.start) for q in quotations.find(text)]


def _overlap(span: Span, start: int, end: int) -> int:
    return max(0, min(span[1], end) - max(span[0], start))


def _touches(one: Attribution, start: int, end: int) -> bool:
    return _overlap(one.content_span, start, end) > 0 or bool(one.cue_span and start <= one.cue_span[0] < end)


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Whether the inner attribution is part of what the outer one's holder says."""
    if outer is inner:
        return False
    where = inner.cue_span or inner.content_span
    a, b = outer.content_span
    return a <= where[0] and where[1] <= b and (b - a) > (inner.content_span[1] - inner.content_span[0])


def _chain(there: list[Attribution], start: int, end: int) -> list[Attribution]:
    """The attributions of a sentence, the outermost of the widest first."""
    outermost = [a for a in there if not any(_holds(b, a) for b in there)]
    if not outermost:
        return []
    main = max(outermost, key=lambda a: (_overlap(a.content_span, start, end), -a.content_span[0]))
    if _overlap(main.content_span, start, end) < _COVERED * (end - start):
        return []
    rest = [a for a in there if a is not main]
    inner = sorted((a for a in rest if _holds(main, a)), key=lambda a: (a.content_span[0] - a.content_span[1], a.content_span[0]))
    other = [a for a in rest if not any(a is i for i in inner)]
    return [main, *inner, *other]


def _mode(text: str, chain: Sequence[Attribution], start: int, end: int, quoted: Sequence[Span]) -> Mode:
    """How a statement is told: `direct` when all of its content stands in quotation marks, `mixed` when part of it does."""
    if not chain:
        return "voice"
    content = [(max(start, a.content_span[0]), min(end, a.content_span[1])) for a in chain]
    inside = _letters(text, content, quoted)
    whole = _letters(text, content, [(start, end)])
    if not inside:
        return "indirect"
    return "direct" if inside >= 0.95 * whole else "mixed"


def _letters(text: str, spans: Sequence[Span], within: Sequence[Span]) -> int:
    """Letters and digits of `spans`, each counted once, that lie in `within`."""
    places = {i for a, b in spans for c, d in within for i in range(max(a, c), min(b, d))}
    return sum(text[i].isalnum() for i in places)
