"""Quotations and their speakers: joined to a reported clause, found beside a cue, or carried on from what came before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from framing.attribution.candidates import Candidate, speaker_span, verb_cue
from framing.attribution.clauses import speaker
from framing.attribution.passage import Passage
from framing.attribution.quotations import Quotation
from framing.records import Span

_REACH = 14  # tokens between a quotation and the cue beside it
_GAP = 70  # characters of a cue clause between two quotations that are told as one: "…," she said. "…"
_WORDS = 3  # a shorter quotation without a cue is a name or a scare quote
_PARAGRAPHS = 2  # paragraphs over which a quotation carries on the last speaker


@dataclass(frozen=True, slots=True)
class Told:
    """An attribution in the making; spans are characters of the article, None where the part is not in the text."""

    passage: Passage
    content: Span
    cue: int
    cue_span: Span | None
    speaker: Span | None
    confidence: float
    carried: bool = False


def shifted(passage: Passage, span: Span | None) -> Span | None:
    """A span of the paragraph as a span of the article."""
    return (span[0] + passage.start, span[1] + passage.start) if span else None


def from_candidate(passage: Passage, one: Candidate, content: Span) -> Told:
    """A candidate, with its content as given."""
    start = passage.start
    return Told(passage, (content[0] + start, content[1] + start), one.cue, shifted(passage, one.cue_span),
                shifted(passage, speaker_span(passage, one.speaker)), one.confidence)  # fmt: skip


def widened(passage: Passage, content: Span) -> Span:
    """The content with all of each quotation it touches."""
    first, last = passage.quotation_at(content[0]), passage.quotation_at(content[1] - 1)
    start = min(content[0], passage.quotations[first].start) if first >= 0 else content[0]
    end = max(content[1], passage.quotations[last].end) if last >= 0 else content[1]
    return start, end


def beside(passage: Passage, quotation: Quotation) -> tuple[int, int] | None:
    """Cue token and speaker token of a quotation: a speech verb right after it or right before it."""
    tokens = passage.tokens
    after = _first_token_from(passage, quotation.end)
    for at in range(after, min(after + _REACH, len(tokens))):
        if passage.quoted[at] >= 0 or tokens[at].text in (".", "?", "!", ";") or tokens[at].pos == "SPACE":
            break
        found = _speech(passage, at)
        if found is not None and _near(passage, at, after):
            return at, found
    before = _first_token_from(passage, quotation.start) - 1
    if before >= 0 and (tokens[before].text in (",", ":") or tokens[before].text.lower() == "that" or _speech(passage, before) is not None):
        for at in range(before, max(before - _REACH, -1), -1):
            if passage.quoted[at] >= 0 or tokens[at].text in (".", "?", "!", ";"):
                break
            found = _speech(passage, at)
            if found is not None:
                return at, found
    return None


def _near(passage: Passage, at: int, after: int) -> bool:
    """Whether a verb after a quotation stands in the quotation's own cue clause: only its speaker lies between."""
    children = passage.parse.children[at]
    subject = next((c for c in children if passage.tokens[c].dep in ("nsubj", "nsubjpass")), -1)
    left = min(at, passage.tokens[subject].left if subject >= 0 else at)
    return left - after <= 2


def _speech(passage: Passage, at: int) -> int | None:
    if passage.tokens[at].pos not in ("VERB", "AUX"):
        return None
    cue = verb_cue(passage, at)
    return speaker(passage, at) if cue is not None and cue.speaks else None


def _first_token_from(passage: Passage, character: int) -> int:
    low, high = 0, len(passage.tokens)
    while low < high:
        middle = (low + high) // 2
        if passage.tokens[middle].start < character:
            low = middle + 1
        else:
            high = middle
    return low


def place_quotations(passage: Passage, told: list[Told], weak: list[Told], last: Told | None) -> list[Told]:
    """`told` with an attribution for every quotation of the passage that has none yet.

    `weak` are candidates that were set aside; `last` is the last quoted attribution of the paragraphs before.
    """
    told = list(told)
    previous: Told | None = last if last and passage.number - last.passage.number <= _PARAGRAPHS else None
    for quotation in passage.quotations:
        start, end = quotation.start + passage.start, quotation.end + passage.start
        holder = _covering(told, start, end)
        if holder is None:
            holder = _place(passage, quotation, told, weak, previous)
        if holder is not None:
            previous = holder
    return sorted(told, key=lambda t: (t.content[0], -t.content[1]))


def _covering(told: list[Told], start: int, end: int) -> Told | None:
    for one in reversed(told):
        if min(end, one.content[1]) - max(start, one.content[0]) >= 0.5 * (end - start):
            return one
    return None


def _place(passage: Passage, quotation: Quotation, told: list[Told], weak: list[Told], previous: Told | None) -> Told | None:
    start, end = quotation.start + passage.start, quotation.end + passage.start
    near = beside(passage, quotation)
    if near is not None:
        cue, who = near
        same = next((t for t in told if t.cue == cue and t.passage is passage), None)
        if same is not None:
            return _extend(told, same, start, end)
        token = passage.tokens[cue]
        one = Told(passage, (start, end), cue, shifted(passage, (token.start, token.end)),
                   shifted(passage, speaker_span(passage, who)), 0.9 if who >= 0 else 0.6)  # fmt: skip
        told.append(one)
        return one
    if previous is not None and quotation.words >= _WORDS and _begins(passage, quotation):
        gap = start - previous.content[1]
        if previous.passage is passage and gap <= _GAP:
            return _extend(told, previous, start, end)
        one = replace(previous, passage=passage, content=(start, end), cue=-1, cue_span=None, confidence=0.7, carried=True)
        told.append(one)
        return one
    if quotation.words < _WORDS:
        return None
    around = _covering(weak, start, end)
    one = around or Told(passage, (start, end), -1, None, None, 0.3)
    told.append(one)
    return one


def _extend(told: list[Told], one: Told, start: int, end: int) -> Told:
    wider = replace(one, content=(min(one.content[0], start), max(one.content[1], end)))
    told[told.index(one)] = wider
    return wider


def _begins(passage: Passage, quotation: Quotation) -> bool:
    """Whether a quotation begins its sentence."""
    before = passage.parse.text[: quotation.start].rstrip()
    return not before or before[-1] in ".!?”\"’:"
