"""Statements: the sentences of an article, each with who is said to have said it, how, and for which side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing import cast, sides
from framing.attribution import quotations
from framing.records import Attribution, Mode, Span, Statement
from framing.syntax import Paragraph, Parse, Reading

_VOICE = 0.7  # weight under which what somebody said is only touched on; chosen on twice-read events
_DEEP = 0.3  # weight lost for each clause between the sentence and the cue, two at most
_NOBODY = 0.3  # weight lost when nobody is named
_ALL = 0.95  # share of the content's letters in quotation marks that makes a statement direct


def tell(reading: Reading, attributions: Sequence[Attribution]) -> tuple[Statement, ...]:
    """The statements of an article in text order; `attributions` are those of `holders.resolve`.

    A statement is a sentence of a headline or of running text, without the white space round it. Its chain runs from the
    outermost holder inwards; a sentence that only touches on what somebody said is the article's own voice.
    """
    people = cast.of(reading)
    told: list[Statement] = []
    for number, paragraph, start, end in _sentences(reading):
        quoted = _quoted(paragraph)
        chain = _chain([a for a in attributions if _touches(a, start, end)], paragraph, start, end)
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


def _chain(there: Sequence[Attribution], paragraph: Paragraph, start: int, end: int) -> list[Attribution]:
    """The attributions of a sentence, the weightiest of the outermost first; none when no holder bears the sentence."""
    outermost = [a for a in there if not any(_holds(b, a) for b in there)]
    by_holder: dict[str, list[Attribution]] = {}
    for one in outermost:
        by_holder.setdefault(one.holder, []).append(one)
    best = max((_weight(own, paragraph, start, end) for own in by_holder.values()), default=0.0)
    if best < _VOICE:
        return []
    own = next(own for own in by_holder.values() if _weight(own, paragraph, start, end) == best)
    main = max(own, key=lambda a: (_overlap(a.content_span, start, end), -a.content_span[0]))
    rest = [a for a in there if a is not main]
    inner = [a for a in rest if _holds(main, a)]
    inner.sort(key=lambda a: (a.content_span[0] - a.content_span[1], a.content_span[0]))
    return [main, *inner, *(a for a in rest if not any(a is i for i in inner))]


def _weight(own: Sequence[Attribution], paragraph: Paragraph, start: int, end: int) -> float:
    """How much one holder's attributions bear a sentence: sure, wide and in the main clause."""
    covered = {i for a in own for i in range(max(start, a.content_span[0]), min(end, a.content_span[1]))}
    wide = len(covered) / (end - start)
    sure = max(a.confidence - _DEEP * _depth(a, paragraph, start, end) for a in own)
    return sure + wide - _NOBODY * (not own[0].holder)


_LEVEL = frozenset({"conj", "aux", "auxpass", "xcomp", "prep", "pcomp", "agent"})


_SILENT = frozenset({"say", "tell", "mention", "specify", "elaborate", "reply", "respond", "comment", "disclose", "reveal",
                     "explain", "answer", "speak", "provide", "address"})  # fmt: skip


def _depth(one: Attribution, paragraph: Paragraph, start: int, end: int) -> int:
    """The number of clauses between a cue and its sentence's root, two at most; two for what is said not to have been said."""
    parse = paragraph.parse
    if parse is None or one.cue_span is None or not start <= one.cue_span[0] < end:
        return 0
    first, last = parse.tokens_in(one.cue_span[0] - paragraph.start, one.cue_span[1] - paragraph.start)
    if first == last:
        return 0
    token, deep = parse.tokens[first], 0
    if token.lemma in _SILENT and any(parse.tokens[c].dep == "neg" for c in parse.children[first]):
        return 2
    while token.head != token.i and deep < 2:
        deep += token.dep not in _LEVEL
        token = parse.tokens[token.head]
    return deep


def _mode(text: str, chain: Sequence[Attribution], start: int, end: int, quoted: Sequence[Span]) -> Mode:
    """How a statement is told: `direct` when all of its content stands in quotation marks, `mixed` when part of it does.

    The words of the cue's own clause, "…," she said, "…", are no content.
    """
    if not chain:
        return "voice"
    main = chain[0]
    gaps = _gaps(start, end, quoted)
    cues = [a.cue_span for a in chain if a.cue_span]
    content = [(max(start, a.content_span[0]), min(end, a.content_span[1])) for a in (main, *_beside(main, chain))]
    open_gaps = [g for g in gaps if not (any(g[0] <= c[0] < g[1] for c in cues[:1]) and _merged(main, g))]
    inside = _letters(text, content, quoted)
    outside = _letters(text, content, open_gaps)
    if not inside:
        return "indirect"
    return "direct" if inside >= _ALL * (inside + outside) else "mixed"


def _beside(main: Attribution, chain: Sequence[Attribution]) -> list[Attribution]:
    return [a for a in chain[1:] if not _holds(main, a)]


def _merged(main: Attribution, gap: Span) -> bool:
    """Whether the content runs over a stretch outside quotation marks to a quotation on either side of it."""
    return main.content_span[0] < gap[0] and main.content_span[1] > gap[0]


def _gaps(start: int, end: int, quoted: Sequence[Span]) -> list[Span]:
    """The stretches of a sentence outside quotation marks."""
    gaps, at = [], start
    for a, b in quoted:
        if b <= start or a >= end:
            continue
        if a > at:
            gaps.append((at, a))
        at = max(at, b)
    if at < end:
        gaps.append((at, end))
    return gaps


def _letters(text: str, spans: Sequence[Span], within: Sequence[Span]) -> int:
    """Letters and digits of `spans`, each counted once, that lie in `within`."""
    places = {i for a, b in spans for c, d in within for i in range(max(a, c), min(b, d))}
    return sum(text[i].isalnum() for i in places)
