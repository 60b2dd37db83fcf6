"""Quotations and their speakers: joined to a reported clause, found beside a cue, or carried on from what came before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from framing.attribution.candidates import Candidate, speaker_spans
from framing.attribution.clauses import SUBJECTS, gather_speaker, verb_cue
from framing.attribution.passage import Passage
from framing.attribution.quotations import Quotation
from framing.records import Span

_REACH = 14  # tokens between a quotation and the cue beside it
_GAP = 70  # characters of a cue clause between two quotations that are told as one: "…," she said. "…"
_WORDS = 3  # a shorter quotation without a cue is a name or a scare quote
_PARAGRAPHS = 2  # paragraphs over which a quotation carries on the last speaker
_STOPS = frozenset({".", "?", "!", ";"})


@dataclass(slots=True)
class Told:
    """An attribution in the making: its spans are characters of the article, None where the part is not in the text.

    `holder` is the noun phrase that names the speaker, `mention` the same with its relative pronoun ("Lopez, who").
    """

    passage: Passage
    content: Span
    cue: int
    cue_span: Span | None
    holder: Span | None
    mention: Span | None
    confidence: float
    carried: bool = False
    unended: bool = False

    def take(self, start: int, end: int) -> None:
        """Widen the content to the characters from `start` to `end`."""
        self.content = min(self.content[0], start), max(self.content[1], end)


def from_candidate(passage: Passage, one: Candidate) -> Told:
    """A candidate as told, its content taking in all of each quotation it touches."""
    first, last = passage.quotation_at(one.content[0]), passage.quotation_at(one.content[1] - 1)
    start = passage.quotations[first].start if first >= 0 else one.content[0]
    end = passage.quotations[last].end if last >= 0 else one.content[1]
    opening = passage.quotation_at(start)
    if opening >= 0 and passage.quotations[opening].start == start and passage.quotations[opening].ends_clause(passage.parse.text):
        end = passage.quotations[opening].end if last < 0 else end  # "“We will see,” when asked whether …"
    return _told(passage, (start, end), one.cue, one.cue_span, one.speaker, one.confidence)


def _told(passage: Passage, content: Span, cue: int, cue_span: Span, speaker: int, confidence: float) -> Told:
    at = passage.start
    words, mention = speaker_spans(passage, speaker, cue)
    return Told(passage, (content[0] + at, content[1] + at), cue, (cue_span[0] + at, cue_span[1] + at),
                (words[0] + at, words[1] + at) if words else None, (mention[0] + at, mention[1] + at) if mention else None,
                confidence)  # fmt: skip


def place(passage: Passage, told: list[Told], weak: list[Told], last: Told | None, before: Passage | None) -> Told | None:
    """Give every quotation of the passage its place in `told`, and return the last attribution that holds one.

    `weak` are candidates that were set aside, `last` is what this function returned for the paragraphs before, `before` is
    the passage right before this one.
    """
    previous = last if last and passage.number - last.passage.number <= _PARAGRAPHS else None
    by_cue = {t.cue: t for t in told}
    holders, others = _covering(passage, told), _covering(passage, weak)
    for quotation, holder, other in zip(passage.quotations, holders, others, strict=True):
        if holder is not None and holder.content[1] > quotation.start + passage.start:
            previous = holder
        else:
            one = (_beside(passage, quotation, by_cue) or _continued(passage, quotation, previous) or _announced(passage, quotation, before)
                   or _carried(passage, quotation, previous) or _alone(passage, quotation, other))  # fmt: skip
            if one is None:
                continue
            if one is not previous and by_cue.get(one.cue) is not one:
                told.append(one)
                by_cue[one.cue] = one
            if one.cue_span is None and not one.carried and not _begins(passage, quotation):
                continue  # a title or a phrase: nobody's speech to carry on
            previous = one
        previous.unended = quotation.open
    told.sort(key=lambda t: (t.content[0], -t.content[1], t.cue))
    return previous


def _covering(passage: Passage, told: list[Told]) -> Iterator[Told | None]:
    """For each quotation, the innermost of `told` that covers it; one pass over both."""
    waiting = sorted(told, key=lambda t: (t.content[0], -t.content[1]), reverse=True)
    around: list[Told] = []
    for quotation in passage.quotations:
        start, end = quotation.start + passage.start, quotation.end + passage.start
        while waiting and waiting[-1].content[0] <= start:
            around.append(waiting.pop())
        while around and around[-1].content[1] < end:
            around.pop()
        yield around[-1] if around else None


def _beside(passage: Passage, quotation: Quotation, by_cue: dict[int, Told]) -> Told | None:
    """The attribution of a verb of speech right after a quotation, or right before it."""
    cue = _cue_after(passage, quotation)
    cue = cue if cue >= 0 else _cue_before(passage, quotation)
    if cue < 0:
        return None
    start, end = quotation.start + passage.start, quotation.end + passage.start
    if cue in by_cue:
        ahead = by_cue[cue].content[0] > passage.tokens[cue].start + passage.start > start
        if ahead and not _begins(passage, quotation):
            return None  # In "In his book ‘The Deal,’ he said that …" a title stands before the cue
        by_cue[cue].take(start, end)
        return by_cue[cue]
    return _by_verb(passage, cue, quotation.span)


def _by_verb(passage: Passage, cue: int, content: Span) -> Told:
    token, who = passage.tokens[cue], gather_speaker(passage, cue)
    return _told(passage, content, cue, (token.start, token.end), who, 0.9 if who >= 0 else 0.6)


def _cue_after(passage: Passage, quotation: Quotation) -> int:
    tokens = passage.tokens
    after = _token_from(passage, quotation.end)
    for at in range(after, min(after + _REACH, len(tokens))):
        if passage.quoted[at] >= 0 or tokens[at].text in _STOPS or tokens[at].pos == "SPACE":
            break
        if tokens[at].pos in ("VERB", "AUX") and _opens_with(passage, at, after):
            row = verb_cue(passage, at)
            if (row is not None and row.speaks) or (row is None and _comma_inside(passage, quotation) and _told_by_anyone(passage, at)):
                return at
    return -1


def _opens_with(passage: Passage, verb: int, after: int) -> bool:
    """Whether nothing but its subject stands between the token `after` and a verb."""
    subjects = [passage.tokens[c].left for c in passage.parse.children[verb] if passage.tokens[c].dep in SUBJECTS]
    return min([verb, *subjects]) - after <= 2


def _comma_inside(passage: Passage, quotation: Quotation) -> bool:
    return quotation.ends_clause(passage.parse.text)


def _told_by_anyone(passage: Passage, verb: int) -> bool:
    """Whether a verb of no lexicon row can carry a quotation: a person or pronoun is its subject."""
    subjects = [passage.tokens[c] for c in passage.parse.children[verb] if passage.tokens[c].dep == "nsubj"]
    return any(s.name in ("PERSON", "ORG", "NORP") or s.pos == "PRON" for s in subjects) and passage.tokens[verb].tag in ("VBD", "VBZ")


def _cue_before(passage: Passage, quotation: Quotation) -> int:
    tokens = passage.tokens
    last = _token_from(passage, quotation.start) - 1
    if last < 0 or not (tokens[last].text in (",", ":") or tokens[last].text.lower() == "that" or _speaks(passage, last)):
        return -1
    anyone = -1
    for at in range(last, max(last - _REACH, -1), -1):
        if passage.quoted[at] >= 0 or tokens[at].text in _STOPS:
            break
        if _speaks(passage, at):
            return at
        if anyone < 0 and tokens[at].pos == "VERB" and _told_by_anyone(passage, at):
            anyone = at
    whole = tokens[last].text in (",", ":") and quotation.words >= _WORDS and quotation.ends_clause(passage.parse.text)
    return anyone if whole else -1


def _speaks(passage: Passage, at: int) -> bool:
    row = verb_cue(passage, at)
    return row is not None and row.speaks


def _announced(passage: Passage, quotation: Quotation, before: Passage | None) -> Told | None:
    """A quotation that opens its paragraph after one that ends in a colon: the verb there is its cue."""
    if before is None or not before.parse.text.endswith(":") or passage.parse.text[: quotation.start].strip():
        return None
    first, last = before.parse.sentences[-1]
    verbs = [i for i in range(last - 1, first - 1, -1) if before.tokens[i].pos in ("VERB", "AUX") and before.quoted[i] < 0]
    cue = next((i for i in verbs if _speaks(before, i)), next((i for i in verbs if before.tokens[i].head == i), -1))
    if cue < 0:
        return None
    one = _by_verb(before, cue, quotation.span)
    shift = passage.start - before.start
    one.passage, one.content = passage, (one.content[0] + shift, one.content[1] + shift)
    return one


def _continued(passage: Passage, quotation: Quotation, previous: Told | None) -> Told | None:
    """A further quotation of a sentence that reports already: "said it “helped” and therefore “should not come”"."""
    if previous is None or previous.passage is not passage or previous.cue < 0 or _begins(passage, quotation):
        return None
    start, end = quotation.start + passage.start, quotation.end + passage.start
    cue_sentence = passage.tokens[previous.cue].sentence
    same = passage.tokens[min(_token_from(passage, quotation.start), len(passage.tokens) - 1)].sentence == cue_sentence
    if not same or not 0 <= start - previous.content[1] <= _GAP:
        return None
    previous.take(start, end)
    return previous


def _carried(passage: Passage, quotation: Quotation, previous: Told | None) -> Told | None:
    """The last speaker's quotation gone on: the same attribution where little stands between, else a new one carried over."""
    if previous is None or not _begins(passage, quotation):
        return None
    start, end = quotation.start + passage.start, quotation.end + passage.start
    near = previous.passage is passage and start - previous.content[1] <= _GAP
    if near or previous.unended:
        previous.take(start, end)
        previous.passage = passage
        return previous
    if quotation.words < _WORDS:
        return None
    return Told(passage, (start, end), -1 - quotation.start, None, previous.holder, previous.mention, 0.7, True)


def _alone(passage: Passage, quotation: Quotation, weak: Told | None) -> Told | None:
    """A quotation nobody is found for: what weakly attributes it, or itself without a holder."""
    if quotation.words < _WORDS:
        return None
    if weak is not None:
        return weak
    span = quotation.start + passage.start, quotation.end + passage.start
    return Told(passage, span, -1 - quotation.start, None, None, None, 0.3)


def _begins(passage: Passage, quotation: Quotation) -> bool:
    """Whether a quotation begins its sentence."""
    before = passage.parse.text[max(0, quotation.start - 3) : quotation.start].rstrip()
    return not before or before[-1] in ".!?”\"’:"


def _token_from(passage: Passage, character: int) -> int:
    """Index of the first token that starts at `character` or later."""
    return bisect_left(passage.tokens, character, key=lambda t: t.start)
