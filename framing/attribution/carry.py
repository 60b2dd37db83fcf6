"""Quotations and their speakers: joined to a reported clause, found beside a cue, or carried on from what came before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framing.attribution import speakers
from framing.attribution.candidates import Candidate
from framing.attribution.passage import Passage
from framing.attribution.verbs import SUBJECTS, row_of, speaks
from framing.quotations import Quotation
from framing.records import Span

_REACH = 14  # tokens between a quotation and the cue beside it
_GAP = 70  # characters of a cue clause between two quotations that are told as one: "…," she said. "…"
_WORDS = 3  # a shorter quotation without a cue is a name or a scare quote
_PARAGRAPHS = 2  # paragraphs over which a quotation carries on the last speaker
_DASHES = frozenset({"—", "–", "--", "-"})
_STOPS = frozenset({".", "?", "!", ";"})


@dataclass(slots=True)
class Told:
    """An attribution in the making: its spans are characters of the article, None where the part is not in the text.

    `cue` is a token of `passage`, or negative. `holder` is the noun phrase that names the speaker, `mention` the same with its
    relative pronoun ("Lopez, who"). `unended` tells that the content ends in a quotation without an end mark.
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

    def take(self, passage: Passage, span: Span) -> Told:
        """Widen the content to `span`, which may be of a later passage."""
        self.content = min(self.content[0], span[0]), max(self.content[1], span[1])
        if passage is not self.passage:
            self.passage, self.cue = passage, -1 - span[0]
        return self


def from_candidate(passage: Passage, one: Candidate) -> Told:
    """A candidate as told, its content taking in all of each quotation it touches."""
    first, last = passage.quotation_at(one.content[0]), passage.quotation_at(one.content[1] - 1)
    start = passage.quotations[first].start if first >= 0 else one.content[0]
    end = passage.quotations[last].end if last >= 0 else one.content[1]
    opening = passage.quotation_at(start)
    if opening >= 0 > last and passage.quotations[opening].start == start and passage.quotations[opening].ended:
        end = passage.quotations[opening].end  # "“We will see,” when asked whether …"
    return _told(passage, (start, end), one.cue, one.cue_span, one.speaker, one.confidence)


def _told(passage: Passage, content: Span, cue: int, cue_span: Span, speaker: int, confidence: float) -> Told:
    holder, mention = None, None
    if speaker >= 0:
        holder, mention = speakers.words_of(passage, speaker), speakers.mention_of(passage, speaker, cue)
    return Told(passage, _in_article(passage, content), cue, _in_article(passage, cue_span),
                _in_article(passage, holder) if holder else None, _in_article(passage, mention) if mention else None,
                confidence)  # fmt: skip


def _in_article(passage: Passage, span: Span) -> Span:
    return span[0] + passage.start, span[1] + passage.start


def place(passage: Passage, told: list[Told], weak: Sequence[Told], last: Told | None, before: Passage | None) -> Told | None:
    """Give every quotation of the passage its place in `told`, and return the last attribution that holds one.

    `weak` are candidates that were set aside, `last` is what this function returned for the paragraphs before, `before` is
    the passage right before this one.
    """
    _sign(passage, last, before)
    previous = last if last and passage.number - last.passage.number <= _PARAGRAPHS else None
    by_cue = {one.cue: one for one in told}
    around = zip(passage.quotations, list(_covering(passage, told)), list(_covering(passage, weak)),
                 list(_ended_before(passage, told)), strict=True)  # fmt: skip
    for quotation, holder, other, ended in around:
        one = (holder or _signed(passage, quotation) or _beside(passage, quotation, by_cue)
               or _continued(passage, quotation, previous) or _continued(passage, quotation, ended)
               or _naming(passage, quotation, by_cue)
               or _announced(passage, quotation, before) or _told_before(passage, quotation, before, previous)
               or _carried(passage, quotation, previous) or _alone(passage, quotation, other))  # fmt: skip
        if one is None:
            continue
        if one is not previous and one.cue not in by_cue:
            by_cue[one.cue] = one
            told.append(one)
        if one.cue_span or one.carried or _begins(passage, quotation):  # else a title or a phrase: nobody's speech to carry on
            previous = one
            previous.unended = quotation.open
    told.sort(key=lambda t: (t.content[0], -t.content[1], t.cue))
    return previous


def _covering(passage: Passage, told: Sequence[Told]) -> Iterator[Told | None]:
    """For each quotation, the innermost of `told` that covers it; one pass over both."""
    waiting = sorted(told, key=lambda t: (t.content[0], -t.content[1]), reverse=True)
    around: list[Told] = []
    for quotation in passage.quotations:
        start, end = _in_article(passage, quotation.span)
        while waiting and waiting[-1].content[0] <= start:
            around.append(waiting.pop())
        while around and around[-1].content[1] < end:
            around.pop()
        yield around[-1] if around else None


def _ended_before(passage: Passage, told: Sequence[Told]) -> Iterator[Told | None]:
    """For each quotation, the one of `told` whose content ends last before it; one pass over both."""
    waiting = sorted(told, key=lambda t: (t.content[1], t.content[0]), reverse=True)
    last: Told | None = None
    for quotation in passage.quotations:
        while waiting and waiting[-1].content[1] <= quotation.start + passage.start:
            last = waiting.pop()
        yield last


def _beside(passage: Passage, quotation: Quotation, by_cue: dict[int, Told]) -> Told | None:
    """The attribution of a verb of speech right after a quotation, or right before it."""
    cue = _cue_after(passage, quotation)
    cue = cue if cue >= 0 else _cue_before(passage, quotation)
    if cue < 0:
        return None
    if cue not in by_cue:
        return _by_verb(passage, cue, quotation.span)
    span, at = _in_article(passage, quotation.span), passage.tokens[cue].start + passage.start
    one = by_cue[cue]
    if one.content[0] > at > span[0]:
        if not _begins(passage, quotation):
            return None  # a title before the cue: "In his book ‘The Deal,’ he said that …"
        if quotation.ended and not _quotes(passage, one):
            new = _by_verb(passage, cue, quotation.span)  # what was parsed as content tells about the speaking
            one.content, one.holder, one.mention = new.content, new.holder, new.mention
            one.confidence = max(one.confidence, new.confidence)
            return one
    return one.take(passage, span)


def _quotes(passage: Passage, one: Told) -> bool:
    return passage.quotation_at(one.content[1] - passage.start - 1) >= 0


def _by_verb(passage: Passage, cue: int, content: Span) -> Told:
    token, who = passage.tokens[cue], speakers.of(passage, cue)
    who = who if who >= 0 else speakers.after(passage, cue)
    return _told(passage, content, cue, (token.start, token.end), who, 0.9 if who >= 0 else 0.6)


def _cue_after(passage: Passage, quotation: Quotation) -> int:
    tokens = passage.tokens
    after = passage.token_from(quotation.end)
    for at in range(after, min(after + _REACH, len(tokens))):
        if passage.quoted[at] >= 0 or tokens[at].text in _STOPS or tokens[at].pos == "SPACE":
            break
        if tokens[at].pos in ("VERB", "AUX") and _opens_with(passage, at, after):
            row = row_of(passage, at)
            if row.speaks if row else quotation.ended and _tells(passage, at):
                return at if not _new_sentence(passage, quotation, at) else -1
    return -1


def _new_sentence(passage: Passage, quotation: Quotation, verb: int) -> bool:
    """Whether a verb after a quotation is of a new sentence: "“… know.” Lopez said she stays", "“… now!” The vote came"."""
    mark, first = passage.parse.text[quotation.end - 2 : quotation.end - 1], passage.tokens[passage.token_from(quotation.end)]
    if mark in (".", "?", "!") and first.text.istitle() and first.pos != "PROPN":
        return True
    return mark == "." and any(passage.tokens[c].dep == "ccomp" and c > verb for c in passage.parse.children[verb])


def _opens_with(passage: Passage, verb: int, after: int) -> bool:
    """Whether nothing but its subject stands between the token `after` and a verb."""
    subjects = [passage.tokens[c].left for c in passage.parse.children[verb] if passage.tokens[c].dep in SUBJECTS]
    return min([verb, *subjects]) - after <= 2


def _tells(passage: Passage, verb: int) -> bool:
    """Whether a verb of no lexicon row can carry a quotation ("…," she barked): a finite one with a subject of its own."""
    subjects = (passage.tokens[c] for c in passage.parse.children[verb] if passage.tokens[c].dep == "nsubj")
    return passage.tokens[verb].tag in ("VBD", "VBZ") and any(s.pos in ("PRON", "PROPN", "NOUN") for s in subjects)


def _cue_before(passage: Passage, quotation: Quotation) -> int:
    tokens = passage.tokens
    last = passage.token_from(quotation.start) - 1
    if last < 0 or not (tokens[last].text.lower() in (",", ":", "that") or speaks(passage, last)):
        return -1
    whole = tokens[last].text in (",", ":") and quotation.words >= _WORDS and quotation.ended
    anyone = -1
    for at in range(last, max(last - _REACH, -1), -1):
        if passage.quoted[at] >= 0 or tokens[at].text in _STOPS:
            break
        if speaks(passage, at):
            return at
        if whole and anyone < 0 and tokens[at].pos == "VERB" and _tells(passage, at):
            anyone = at
    return anyone


def _continued(passage: Passage, quotation: Quotation, previous: Told | None) -> Told | None:
    """A further quotation of a sentence that reports already: "said it “helped” and therefore “should not come”"."""
    if previous is None or previous.passage is not passage or previous.cue < 0 or _begins(passage, quotation):
        return None
    span, at = _in_article(passage, quotation.span), passage.token_from(quotation.start)
    same = at < len(passage.tokens) and passage.tokens[at].sentence == passage.tokens[previous.cue].sentence
    if not same or not 0 <= span[0] - previous.content[1] <= _GAP:
        return None
    between = range(passage.token_from(previous.content[1] - passage.start), at)
    return None if any(k != previous.cue and speaks(passage, k) for k in between) else previous.take(passage, span)


def _signed(passage: Passage, quotation: Quotation) -> Told | None:
    """A quotation with its speaker's name behind a dash: "“We stay.” — Maria Lopez, mayor"."""
    at = passage.token_from(quotation.end)
    who = _signer(passage, at)
    dash = (passage.tokens[at].start, passage.tokens[at].end) if who >= 0 else (0, 0)
    return _told(passage, quotation.span, at, dash, who, 0.8) if who >= 0 else None


def _signer(passage: Passage, at: int) -> int:
    """Head token of the name that a dash at `at` sets at the end of a passage; -1 if none."""
    tokens = passage.tokens
    behind = tokens[at + 1 : at + 1 + _REACH]
    if not behind or tokens[at].text not in _DASHES or at + 1 + len(behind) < len(tokens):
        return -1
    name = next((t for t in behind if t.pos == "PROPN" and not at < t.head < t.i), None)
    if name is None or any(t.pos in ("VERB", "AUX") or passage.quoted[t.i] >= 0 for t in behind):
        return -1
    return name.head if at < name.head < len(tokens) and tokens[name.head].pos == "PROPN" else name.i


def _sign(passage: Passage, last: Told | None, before: Passage | None) -> None:
    """Give the quotation that ends the passage before to the name behind a dash that is all this passage has."""
    if last is None or before is None or last.passage is not before or (last.cue_span and not last.carried):
        return
    who, whole = _signer(passage, 0), last.content[1] >= before.start + len(before.parse.text.rstrip())
    if who >= 0 and whole:
        new = _told(passage, (0, 1), 0, (passage.tokens[0].start, passage.tokens[0].end), who, 0.8)
        last.holder, last.mention, last.cue_span = new.holder, new.mention, new.cue_span
        last.confidence, last.carried = new.confidence, False


def _naming(passage: Passage, quotation: Quotation, by_cue: dict[int, Told]) -> Told | None:
    """A name or description in quotation marks: "called the senator “a liar”", "described the plan as “bold”"."""
    tokens, last = passage.tokens, passage.token_from(quotation.start) - 1
    if last < 0 or tokens[last].text in _STOPS:
        return None
    verbs = (k for k in range(last, max(last - _REACH, -1), -1)
             if tokens[k].pos in ("VERB", "AUX") or tokens[k].text in _STOPS or passage.quoted[k] >= 0)  # fmt: skip
    at = next(verbs, -1)
    row = row_of(passage, at) if at >= 0 and passage.quoted[at] < 0 else None
    if row is None or ("object_as" if tokens[last].text.lower() == "as" else "name") not in row.frames:
        return None
    content = passage.characters(at + 1, last + 1)
    start = content[0] if content else quotation.start
    if at in by_cue:
        return by_cue[at].take(passage, _in_article(passage, (start, quotation.end)))
    return _by_verb(passage, at, (start, quotation.end))


def _announced(passage: Passage, quotation: Quotation, before: Passage | None) -> Told | None:
    """A quotation that opens its paragraph after one that ends in a colon: the verb there is its cue."""
    if before is None or quotation is not passage.quotations[0] or not before.parse.text.endswith(":"):
        return None
    if passage.parse.text[: quotation.start].strip():
        return None
    first, last = before.parse.sentences[-1]
    verbs = [i for i in range(last - 1, first - 1, -1) if before.tokens[i].pos in ("VERB", "AUX") and before.quoted[i] < 0]
    cue = next((i for i in verbs if speaks(before, i)), next((i for i in verbs if before.tokens[i].head == i), -1))
    if cue < 0:
        return None
    one = _by_verb(before, cue, quotation.span)
    one.passage, one.cue, one.content = passage, -1 - quotation.start, _in_article(passage, quotation.span)
    return one


def _told_before(passage: Passage, quotation: Quotation, before: Passage | None, previous: Told | None) -> Told | None:
    """A quotation that opens a paragraph after one whose last sentence has somebody speak: "The mayor tweeted about Lopez."."""
    if before is None or passage.parse.text[: quotation.start].strip() or (previous and previous.unended):
        return None
    first, last = before.parse.sentences[-1]
    verb = next((i for i in range(first, last) if before.tokens[i].head == i and speaks(before, i)), -1)
    if quotation.words < _WORDS or verb < 0 or any(place >= 0 for place in before.quoted[first:last]):
        return None
    who = speakers.of(before, verb)
    if who < 0:
        return None
    span, one = _in_article(passage, quotation.span), _told(before, quotation.span, verb, quotation.span, who, 0.7)
    return Told(passage, span, -1 - quotation.start, None, one.holder, one.mention, 0.7, True)


def _carried(passage: Passage, quotation: Quotation, previous: Told | None) -> Told | None:
    """The last speaker's quotation gone on: the same attribution where little stands between, else a new one carried over."""
    if previous is None or not _begins(passage, quotation):
        return None
    span, apart = _in_article(passage, quotation.span), passage.number - previous.passage.number
    if (apart == 0 and span[0] - previous.content[1] <= _GAP) or (apart == 1 and previous.unended):
        return previous.take(passage, span)
    if quotation.words < _WORDS:
        return None
    return Told(passage, span, -1 - quotation.start, None, previous.holder, previous.mention, 0.7, True)


def _alone(passage: Passage, quotation: Quotation, weak: Told | None) -> Told | None:
    """A quotation nobody is found for: what weakly attributes it, or itself without a holder."""
    if quotation.words < _WORDS or (quotation.titled and weak is None):
        return None
    return weak or Told(passage, _in_article(passage, quotation.span), -1 - quotation.start, None, None, None, 0.3)


def _begins(passage: Passage, quotation: Quotation) -> bool:
    """Whether a quotation begins its sentence."""
    before = passage.parse.text[max(0, quotation.start - 3) : quotation.start].rstrip()
    return not before or before[-1] in ".!?”\"’:"
