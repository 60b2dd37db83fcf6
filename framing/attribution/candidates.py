"""Candidates: every place where a cue may keep content, with the one who speaks and a confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from framing import names
from framing.attribution import confidence, speakers
from framing.attribution.clauses import Clause, gather
from framing.attribution.cues import Cue, lexicon, words
from framing.attribution.frames import FRAMES, Frame, of_noun
from framing.attribution.passage import Passage
from framing.attribution.verbs import row_of
from framing.records import Span

_LABEL = 8  # tokens in which a speaker's name before a colon must end


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue token with one content and one speaker; spans are characters of the paragraph, `speaker` a token or -1."""

    cue: int
    cue_span: Span
    content: Span
    speaker: int
    confidence: float


def find(passage: Passage) -> list[Candidate]:
    """The best candidate of every cue outside quotation marks, in the order of the cues."""
    found = [_colon(passage), _colon_last(passage)]
    rows = lexicon()
    for token in passage.tokens:
        if passage.quoted[token.i] >= 0:
            continue
        if token.text.lower() == "according":
            found.append(_according(passage, token.i))
        elif token.pos in ("VERB", "AUX"):
            cue = row_of(passage, token.i)
            found.append(_best(gather(passage, cue, token.i), FRAMES) if cue else None)
        elif token.pos in ("NOUN", "ADJ"):
            cue = rows.get((token.lemma.lower(), token.pos.lower()))
            found.append(_best(_of_noun(passage, cue, token.i), (of_noun,)) if cue else None)
    return [one for one in found if one]


def _best(clause: Clause, frames: Sequence[Frame]) -> Candidate | None:
    """The surest of the places where the cue's row lets it keep content."""
    passage, options = clause.passage, []
    for name, first, last in (place for frame in frames for place in frame(clause)):
        level = clause.cue.frames.get(name) or clause.cue.frames.get("object_" + name)  # "what he described as …"
        content = passage.characters(first, last) if level else None
        if level and content:
            options.append((confidence.of(clause, content, level), content[1] - content[0], content))
    if not options:
        return None
    sure, _, content = max(options)
    cue = passage.tokens[clause.at].start, passage.tokens[clause.past - 1].end
    return Candidate(clause.at, cue, content, clause.speaker, sure)


def _of_noun(passage: Passage, cue: Cue, at: int) -> Clause:
    return Clause(passage, cue, at, at, at + 1, _bearer(passage, at))


def _bearer(passage: Passage, at: int) -> int:
    """Who bears a noun or adjective: its possessor, its "by" or "from", or the subject of the verb it belongs to."""
    tokens, children = passage.tokens, passage.parse.children
    for child in children[at]:
        if tokens[child].dep == "poss":
            return child
        if tokens[child].dep == "prep" and tokens[child].text.lower() in ("by", "from"):
            return next((c for c in children[child] if tokens[c].dep == "pobj"), -1)
    token = tokens[at]
    if token.dep in ("dobj", "acomp", "attr", "oprd", "pobj", "amod"):
        head = token.head if token.dep != "pobj" else tokens[token.head].head
        if tokens[head].pos in ("VERB", "AUX"):
            found = speakers.of(passage, head)
            return found if found != at else -1
    return -1


def _according(passage: Passage, at: int) -> Candidate | None:
    """"According to X, …", "…, according to X" and between."""
    tokens, children = passage.tokens, passage.parse.children
    to = next((c for c in children[at] if tokens[c].text.lower() == "to"), -1)
    source = next((c for c in children[to] if tokens[c].dep == "pobj"), -1) if to >= 0 else -1
    if source < 0:
        return None
    begin, end = passage.sentence(at)
    after = tokens[source].right
    if at - begin <= 1:
        first, last = after, end
    elif all(tokens[k].pos == "PUNCT" for k in range(after, end)):
        first, last = begin, at
    else:
        first, last = begin, end
    content = passage.characters(first, last)
    return Candidate(at, (tokens[at].start, tokens[to].end), content, source, 0.9) if content else None


def _colon(passage: Passage) -> Candidate | None:
    """"TAPPER: Do you think …", "Poll: Voters …": a name, a colon, and what is said to the paragraph's end."""
    tokens = passage.tokens
    at = next((i for i in range(min(_LABEL, len(tokens))) if tokens[i].text == ":"), -1)
    if at < 1 or len(tokens) - at < _LABEL // 2 or any(t.pos in ("VERB", "AUX", "NUM") for t in tokens[: at if at > 1 else 0]):
        return None
    label, last = passage.parse.text[: tokens[at].start].strip(), tokens[at - 1]
    called = last.pos == "PROPN" or last.name in ("PERSON", "ORG", "NORP") or last.lemma.lower() in words("teller")
    called = called or (at == 1 and label.istitle())
    shouted = label.isupper() and len(label) > 2
    if shouted and (last.name == "GPE" or any(alias.sort in ("name", "seat") for alias in names.alias_of(label))):
        return None  # a dateline
    asks = at > 1 and passage.parse.text.endswith("?")  # a headline's own question: "Xi Calls Trump: What's Behind It?"
    content = passage.characters(at + 1, len(tokens)) if shouted or not asks else None
    if not content or not (shouted or called) or last.lemma.lower() in words("label"):
        return None
    return Candidate(at, (tokens[at].start, tokens[at].end), content, at - 1, 0.6 if shouted else 0.4)


def _colon_last(passage: Passage) -> Candidate | None:
    """A headline that ends in who says it: "Talks went well: Chinese foreign minister"."""
    tokens, last = passage.tokens, len(passage.tokens) - 1
    at = next((i for i in range(last - 1, max(0, last - _LABEL), -1) if tokens[i].text == ":"), -1)
    if at < _LABEL // 2 or passage.quoted[at] >= 0 or any(t.pos in ("VERB", "AUX", "NUM", "PUNCT") for t in tokens[at + 1 :]):
        return None
    who = tokens[last]
    if who.name not in ("PERSON", "ORG") and who.lemma.lower() not in words("teller"):
        return None
    content = passage.characters(0, at)
    return Candidate(at, (tokens[at].start, tokens[at].end), content, last, 0.8) if content else None
