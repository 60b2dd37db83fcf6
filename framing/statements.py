"""Statements: the sentences of an article, each with who is said to have said it and how; `sides` adds for whom."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from framing import cast, names, quotations
from framing.records import Attribution, Mode, Reference, Span, Statement
from framing.syntax import Paragraph, Parse, Reading, Token

_VOICE = 0.7  # weight under which what somebody said is only touched on; chosen on twice-read events
_DEEP = 0.3  # weight lost for each clause between the sentence and the cue, two at most
_NOBODY = 0.3  # weight lost when nobody is named
_ASIDE = 12  # letters of another's reported words beside a quotation that make a statement mixed
_ALL = 0.95  # share of the content's letters in quotation marks that makes a statement direct
_MOST = 40  # attributions of one sentence that are weighed, the widest first


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence: its paragraph and that one's number, its characters in the article, and its quoted stretches."""

    number: int
    paragraph: Paragraph
    start: int
    end: int
    quoted: tuple[Span, ...]

    def within(self, one: Attribution) -> Span:
        """The content of an attribution that lies in the sentence; empty spans run backwards."""
        return max(self.start, one.content_span[0]), min(self.end, one.content_span[1])

    def overlap(self, one: Attribution) -> int:
        """Characters of an attribution's content that lie in the sentence."""
        start, end = self.within(one)
        return max(0, end - start)

    def has_cue(self, one: Attribution) -> bool:
        """Whether an attribution's cue stands in the sentence."""
        return one.cue_span is not None and self.start <= one.cue_span[0] < self.end


def tell(reading: Reading, attributions: Sequence[Attribution]) -> tuple[Statement, ...]:
    """The statements of an article in text order; `attributions` are those of `holders.resolve`.

    A statement is a sentence of a headline or of running text, without the white space round it; one that does no more than
    name who says what stands elsewhere ("He added:") is none. Its chain runs from the outermost holder inwards; a sentence
    that only touches on what somebody said is the article's own voice, and what it touches on is in its `parts`.
    """
    own = cast.source_side(reading.article.source)
    sentences = list(_sentences(reading))
    text = reading.article.text
    told = []
    of_each = zip(sentences, _by_sentence(sentences, attributions), strict=True)
    for n, (sentence, there) in enumerate(pair for pair in of_each if not _only_frames(*pair)):
        heard = [a for a in there if sentence.overlap(a) and (a.holder or not own) and not _unsaid(a, sentence)]
        chain = _chain(heard, sentence)
        parts = [a for a in there if not any(a is c for c in chain)]
        told.append(Statement(
            id=f"{reading.article.id}/s{n}", article=reading.article.id, start=sentence.start, end=sentence.end,
            text=text[sentence.start : sentence.end], paragraph=sentence.number, mode=_mode(text, chain, parts, sentence),
            headline=sentence.paragraph.kind == "headline", attributions=tuple(chain), parts=tuple(parts),
        ))  # fmt: skip
    return tuple(told)


def referring(told: Sequence[Statement], references: Sequence[Reference]) -> tuple[Statement, ...]:
    """The statements (in text order), each with those of its words that stand for something said before it."""
    starts = [s.start for s in told]
    found: dict[int, list[Reference]] = defaultdict(list)
    for one in references:
        n = bisect_right(starts, one.start) - 1
        if n >= 0 and one.end <= told[n].end and all(end <= told[n].start for _, end in one.antecedents):
            found[n].append(one)
    return tuple(replace(s, references=tuple(found[n])) if n in found else s for n, s in enumerate(told))


def _sentences(reading: Reading) -> Iterator[_Sentence]:
    """The sentences of the article, trimmed; one without a letter or digit is none."""
    text = reading.article.text
    for number, paragraph in enumerate(reading.paragraphs):
        if paragraph.parse is None or paragraph.kind == "furniture":
            continue
        found = quotations.find(paragraph.parse.text)
        spans = [(q.start + paragraph.start, q.end + paragraph.start) for q in found]
        for first, last in _labelled(paragraph.parse):
            start, end = (paragraph.start + c for c in paragraph.parse.span(first, last))
            start += len(text[start:end]) - len(text[start:end].lstrip())
            end = start + len(text[start:end].rstrip())
            if any(c.isalnum() for c in text[start:end]):
                begin = max(0, bisect_right(spans, start, key=lambda span: span[0]) - 1)
                stop = bisect_right(spans, end, key=lambda span: span[0])
                yield _Sentence(number, paragraph, start, end, tuple(spans[begin:stop]))


def _labelled(parse: Parse) -> Iterator[tuple[int, int]]:
    """The sentences of a parse as token ranges, a speaker's name and colon joined to what follows: "Maria Lopez: I stay"."""
    begun = -1
    for first, last in parse.sentences:
        begin = begun if begun >= 0 else first
        if parse.tokens[last - 1].text == ":" and last - begin <= _LABEL and last < len(parse.tokens):
            begun = begin
            continue
        begun = -1
        yield begin, last


def _by_sentence(sentences: Sequence[_Sentence], attributions: Sequence[Attribution]) -> list[list[Attribution]]:
    """For each sentence the attributions whose content or cue lies in it, in the order given; at most `_MOST`."""
    there: dict[int, list[Attribution]] = defaultdict(list)
    for one in attributions:
        begin, end = one.content_span
        first = min(begin, one.cue_span[0]) if one.cue_span else begin
        n = max(0, bisect_right(sentences, first, key=lambda s: s.start) - 1)
        while n < len(sentences) and sentences[n].start < max(end, one.cue_span[1] if one.cue_span else end):
            if sentences[n].overlap(one) or sentences[n].has_cue(one):
                there[n].append(one)
            n += 1
    return [_widest(there[n], sentence) for n, sentence in enumerate(sentences)]


def _widest(there: list[Attribution], sentence: _Sentence) -> list[Attribution]:
    if len(there) <= _MOST:
        return there
    kept = sorted(range(len(there)), key=lambda n: (-sentence.overlap(there[n]), n))[:_MOST]
    return [there[n] for n in sorted(kept)]


_LABEL = 5  # tokens of a speaker's name with its colon
_FRAME = 10  # tokens a sentence may have that only names who speaks
_LITTLE = frozenset({"PUNCT", "SPACE", "ADP", "DET", "AUX", "ADV", "PART", "CCONJ"})
_WHERE = frozenset({"statement", "interview", "tweet", "post", "twitter", "facebook", "email", "letter", "reporter"})


def _only_frames(sentence: _Sentence, there: Sequence[Attribution]) -> bool:
    """Whether a sentence holds no more than holder and cue of what another says: "Trump said on Twitter.", "Lopez adds:"."""
    parse, own = sentence.paragraph.parse, [a for a in there if sentence.has_cue(a)]
    if parse is None or len(own) != 1 or not own[0].holder or not all(_beyond(sentence, a) for a in there):
        return False
    first, last = parse.tokens_in(sentence.start - sentence.paragraph.start, sentence.end - sentence.paragraph.start)
    if last - first > _FRAME or any(start < sentence.end and sentence.start < end for start, end in sentence.quoted):
        return False
    spans = [tuple(c - sentence.paragraph.start for c in span) for span in (own[0].holder_span, own[0].cue_span) if span]
    rest = (t for t in parse.tokens[first:last] if not any(a <= t.start < b for a, b in spans))
    return all(t.pos in _LITTLE or t.name in ("DATE", "TIME") or t.lemma.lower() in _WHERE for t in rest)


def _beyond(sentence: _Sentence, one: Attribution) -> bool:
    """Whether an attribution's content stands outside the sentence, on one side or on both."""
    start, end = one.content_span
    return not sentence.overlap(one) or start < sentence.start < sentence.end < end


# --- chain ----------------------------------------------------------------------------------------------------------------


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Whether the inner attribution is part of what the outer one's holder says."""
    if outer is inner:
        return False
    where = inner.cue_span or inner.content_span
    a, b = outer.content_span
    return a <= where[0] and where[1] <= b and (b - a) > (inner.content_span[1] - inner.content_span[0])


def _chain(there: Sequence[Attribution], sentence: _Sentence) -> list[Attribution]:
    """The attributions of the holder who bears the sentence most, with those he tells of; none when nobody bears it."""
    by_holder: dict[str, list[Attribution]] = defaultdict(list)
    for one in there:
        if not any(_holds(other, one) for other in there):
            by_holder[one.holder].append(one)
    cues = {at for a in there for at in [_cue(a, sentence)] if at is not None}
    weights = {holder: _weight(own, sentence, cues) for holder, own in by_holder.items()}
    holder = max(weights, key=lambda h: weights[h], default="")
    if weights.get(holder, 0.0) < _VOICE:
        return []
    own = sorted(by_holder[holder], key=lambda a: (-sentence.overlap(a), a.content_span[0]))
    inner = [a for a in there if not any(a is o for o in own) and any(_holds(o, a) for o in own)]
    inner.sort(key=lambda a: (a.content_span[0] - a.content_span[1], a.content_span[0]))
    return [own[0], *inner, *own[1:]]


def _weight(own: Sequence[Attribution], sentence: _Sentence, cues: Collection[int]) -> float:
    """How much one holder's attributions bear a sentence: sure, wide and in the main clause."""
    covered = _union([sentence.within(a) for a in own]) / (sentence.end - sentence.start)
    sure = max(a.confidence - _DEEP * _depth(a, sentence, cues) for a in own)
    return sure + covered - _NOBODY * (not own[0].holder)


def _union(spans: Sequence[Span]) -> int:
    """Characters in at least one of the spans."""
    total, at = 0, -1
    for start, end in sorted(spans):
        total += max(0, end - max(start, at))
        at = max(at, end)
    return total


_LEVEL = frozenset({"conj", "aux", "auxpass", "xcomp", "prep", "pcomp", "agent"})
_SILENT = frozenset({
    "say", "tell", "mention", "specify", "elaborate", "reply", "respond", "comment", "disclose", "reveal", "explain", "answer",
    "speak", "provide", "address",
})  # fmt: skip
_DEEDS = frozenset({
    "plan", "attempt", "aim", "try", "fail", "seek", "support", "oppose", "back", "debate", "release", "publish", "issue",
})  # fmt: skip
_LETS_SEE = frozenset({
    "show", "underline", "underscore", "highlight", "raise", "reflect", "illustrate", "demonstrate", "prove",
})  # fmt: skip
_LIGHT = frozenset({"raise", "express", "voice", "convey", "issue"})  # "raised concerns" is one act of speech
_LAND = frozenset({"territory", "land", "sea", "island", "region", "area", "waters"})
_NEITHER = frozenset({"no", "neither", "nothing", "none", "nobody"})


def _unsaid(one: Attribution, sentence: _Sentence) -> bool:
    """Whether a cue tells of no words.

    That is silence ("has not said whether …", "mentions neither"); and, where nothing is quoted, a request to the reader
    ("Call it luck"), a deed or leaning ("plans to come", "released an advert") and what can be seen ("the vote underlines …").
    """
    parse, at = sentence.paragraph.parse, _cue(one, sentence)
    if parse is None or at is None:
        return False
    token, own = parse.tokens[at], [parse.tokens[c] for c in parse.children[at]]
    objects = [t for t in own if t.dep == "dobj"]
    if token.lemma in _SILENT and (any(t.dep == "neg" for t in own) or any(_is_none(parse, t) for t in objects)):
        return True
    if any(one.content_span[0] < end and start < one.content_span[1] for start, end in sentence.quoted):
        return False
    if token.dep == "ROOT" and token.tag == "VB" and not one.holder:
        return not any(t.dep in ("nsubj", "aux") for t in own)
    deed = token.lemma in _DEEDS and not any(_is_document(t) for t in objects)
    deed = deed or (token.lemma == "claim" and any(_has_land(parse, t) for t in objects))
    return deed or (token.lemma in _LETS_SEE and _is_sight(token, own))


def _is_none(parse: Parse, token: Token) -> bool:
    return parse.tokens[token.left].text.lower() in _NEITHER


def _has_land(parse: Parse, token: Token) -> bool:
    """Whether a noun phrase names a place: "claims most of the South China Sea"."""
    return any(t.name in ("LOC", "GPE") or t.lemma.lower() in _LAND for t in parse.tokens[token.left : token.right])


def _is_sight(verb: Token, own: Sequence[Token]) -> bool:
    """Whether a verb lets one see: "shows him talking", or its subject is a thing, no person, body or document."""
    if verb.lemma == "show" and any(t.dep == "ccomp" and t.tag == "VBG" for t in own):
        return True
    things = (t for t in own if t.dep == "nsubj" and t.pos == "NOUN" and not t.name)
    return any(names.role_of([t.text], 0) is None for t in things)


def _is_document(token: Token) -> bool:
    role = names.role_of([token.text], 0)
    return role is not None and role[0].kind == "document"


def _cue(one: Attribution, sentence: _Sentence) -> int | None:
    """The token a cue begins with, when it stands in the sentence."""
    parse = sentence.paragraph.parse
    if parse is None or one.cue_span is None or not sentence.has_cue(one):
        return None
    first, last = parse.tokens_in(*(c - sentence.paragraph.start for c in one.cue_span))
    return first if first < last else None


def _depth(one: Attribution, sentence: _Sentence, cues: Collection[int]) -> int:
    """The clauses between a cue and its sentence's root, two at most; a deed told first counts as one."""
    parse, at = sentence.paragraph.parse, _cue(one, sentence)
    if parse is None or at is None:
        return 0
    token = parse.tokens[at]
    if token.pos == "PUNCT":
        return 0  # "Maria Lopez: …" and "“…” — Maria Lopez" stand over what they name the speaker of
    deep = int(token.dep == "conj" and token.head not in cues)
    while token.head != token.i and deep < 2:
        over = parse.tokens[token.head]
        if token.dep in ("acl", "relcl") and _is_frame(parse, over):
            token = parse.tokens[over.head]
            continue
        deep += token.dep not in _LEVEL and not (token.dep == "dobj" and over.lemma in _LIGHT)
        token = over
    return deep


def _is_frame(parse: Parse, noun: Token) -> bool:
    """Whether what hangs on a noun stands on the level of its sentence: "sent a letter saying …", "It is a plan that she called
    weak", "did so, at times saying …"."""
    if noun.dep in ("dobj", "pobj"):
        return _is_document(noun) or (noun.dep == "pobj" and noun.lemma == "time")
    beside = parse.children[noun.head]
    return noun.dep == "attr" and any(parse.tokens[c].text.lower() in ("it", "this", "that") for c in beside if c < noun.head)


# --- mode -----------------------------------------------------------------------------------------------------------------


def _mode(text: str, chain: Sequence[Attribution], parts: Sequence[Attribution], sentence: _Sentence) -> Mode:
    """How a statement is told: `direct` when all of its content stands in quotation marks, `mixed` when part of it does.

    The words of the cue's own clause, "…," she said, "…", are no content; what somebody else is told to have asked or said
    beside the quotation is.
    """
    if not chain:
        return "voice"
    while len(chain) > 1 and chain[0].cue_span is None and chain[0].holder_span is None:
        chain = chain[1:]  # what an outer holder carried on tells is how the inner one told it
    main = chain[0]
    told = [sentence.within(main)]
    others = [sentence.within(a) for a in (*chain[1:], *parts) if not _holds(main, a)]
    inside = _letters(text, [*told, *others[: len(chain) - 1]], sentence.quoted)
    if not inside:
        return "indirect"
    gaps = [g for g in _gaps(sentence) if not _is_cue_clause(main, g)]
    beside = _letters(text, others, gaps)
    if main.cue_span is None and main.content_span[0] > sentence.start:  # "…, they “know how it ends”"
        told = [(sentence.start, sentence.end)]
    outside = _letters(text, told, gaps) + (beside if beside >= _ASIDE else 0)
    return "direct" if inside >= _ALL * (inside + outside) else "mixed"


def _is_cue_clause(one: Attribution, gap: Span) -> bool:
    """Whether a stretch outside quotation marks is where the cue stands, between two quotations of one content."""
    start, end = one.content_span
    return one.cue_span is not None and gap[0] <= one.cue_span[0] < gap[1] and start < gap[0] < end


def _gaps(sentence: _Sentence) -> list[Span]:
    """The stretches of a sentence outside quotation marks."""
    gaps, at = [], sentence.start
    for start, end in sentence.quoted:
        if at < start < sentence.end:
            gaps.append((at, start))
        at = max(at, end)
    return [*gaps, (at, sentence.end)] if at < sentence.end else gaps


def _letters(text: str, spans: Sequence[Span], within: Sequence[Span]) -> int:
    """Letters and digits of `spans`, each counted once, that lie in `within`."""
    places = {i for a, b in spans for c, d in within for i in range(max(a, c), min(b, d))}
    return sum(text[i].isalnum() for i in places)
