"""Candidates: every place where a cue may keep content, with the one who speaks and a confidence."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from framing.attribution.clauses import Clause, gather, mention, pronoun_of, speaker, verb_cue
from framing.attribution.cues import Cue, lexicon
from framing.attribution.frames import FRAMES, of_noun
from framing.attribution.passage import Passage
from framing.records import Span

W = [.2,.7,.55,.7,.6,.5,.4,.8,.3,.2,.5,.5]
_LABEL = 8  # tokens in which a speaker's name before a colon must end
_TELLERS = frozenset({"poll", "report", "study", "survey", "source", "official", "analyst", "expert", "minister", "spokesman"})
_LABELS = frozenset({
    "clarification", "correction", "update", "related", "photo", "photos", "video", "watch", "read", "more", "note", "exclusive",
    "source", "transcript", "live", "fact check", "editor's note", "editor’s note", "advertisement",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue token with one content and one speaker; spans are characters of the paragraph, `speaker` a token or -1."""

    cue: int
    cue_span: Span
    content: Span
    speaker: int
    confidence: float
    speaks: bool = False


def find(passage: Passage) -> list[Candidate]:
    """The best candidate of every cue outside quotation marks, in the order of the cues."""
    found: list[Candidate] = list(_colon(passage))
    words = lexicon()
    for token in passage.tokens:
        if passage.quoted[token.i] >= 0:
            continue
        if token.pos in ("VERB", "AUX"):
            found.extend(_of_verb(passage, token.i))
        elif token.pos in ("NOUN", "ADJ"):
            cue = words.get((token.lemma.lower(), "noun" if token.pos == "NOUN" else "adj"))
            if cue:
                found.extend(_of_noun(passage, token.i, cue))
    return found


def _of_verb(passage: Passage, at: int) -> Iterator[Candidate]:
    if passage.tokens[at].text.lower() == "according":
        yield from _according(passage, at)
        return
    cue = verb_cue(passage, at)
    if cue is None:
        return
    clause = gather(passage, cue, at)
    options = []
    for frame in FRAMES:
        for name, first, last in frame(clause):
            level = cue.frames.get(name) or cue.frames.get("object_" + name)  # "what he described as …" has no object
            content = passage.characters(first, last) if level else None
            if level and content:
                options.append(_candidate(clause, content, level))
    if options:
        yield max(options, key=lambda c: (c.confidence, c.content[1] - c.content[0]))


def _of_noun(passage: Passage, at: int, cue: Cue) -> Iterator[Candidate]:
    options = []
    bearer = _bearer(passage, at, cue)
    clause = Clause(passage, cue, at, at, at + 1, -1, bearer, False, False, (), -1, (), (), ())
    for name, first, last in of_noun(clause):
        level = cue.frames.get(name)
        content = passage.characters(first, last) if level else None
        if level and content:
            options.append(_candidate(clause, content, level))
    if options:
        yield max(options, key=lambda c: (c.confidence, c.content[1] - c.content[0]))


def _bearer(passage: Passage, at: int, cue: Cue) -> int:
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
            found = speaker(passage, head, any(tokens[c].dep == "auxpass" for c in children[head]))
            return found if found != at else -1
    return -1


def _according(passage: Passage, at: int) -> Iterator[Candidate]:
    """"According to X, …", "…, according to X" and between."""
    tokens, children = passage.tokens, passage.parse.children
    to = next((c for c in children[at] if tokens[c].text.lower() == "to"), -1)
    source = next((c for c in children[to] if tokens[c].dep == "pobj"), -1) if to >= 0 else -1
    if source < 0:
        return
    begin, end = passage.sentence(at)
    after = tokens[source].right
    if at - begin <= 1:
        first, last = after, end
    elif all(tokens[k].pos == "PUNCT" for k in range(after, end)):
        first, last = begin, at
    else:
        first, last = begin, end
    content = passage.characters(first, last)
    if content:
        yield Candidate(at, (tokens[at].start, tokens[to].end), content, source, 0.9, True)


def _colon(passage: Passage) -> Iterator[Candidate]:
    """"TAPPER: Do you think …", "Poll: Voters …": a name, a colon, and what is said to the paragraph's end."""
    tokens = passage.tokens
    at = next((i for i in range(min(_LABEL, len(tokens))) if tokens[i].text == ":"), -1)
    if at < 1 or len(tokens) - at < _LABEL // 2 or any(t.pos in ("VERB", "AUX", "NUM") for t in tokens[:at]):
        return
    label, last = passage.parse.text[: tokens[at].start].strip(), tokens[at - 1]
    called = last.pos == "PROPN" or last.name in ("PERSON", "ORG", "NORP") or last.lemma.lower() in _TELLERS
    shouted = label.isupper() and len(label) > 2
    content = passage.characters(at + 1, len(tokens))
    if content and label.lower() not in _LABELS and (shouted or called):
        yield Candidate(at, (tokens[at].start, tokens[at].end), content, at - 1, 0.6 if shouted else 0.4, True)


def _candidate(clause: Clause, content: Span, level: float) -> Candidate:
    passage, tokens = clause.passage, clause.passage.tokens
    particle = clause.cue.word.partition(" ")[2]
    parts = [c for c in passage.parse.children[clause.at] if c > clause.at and tokens[c].text.lower() == particle]
    span = (tokens[clause.at].start, tokens[parts[0] if parts else clause.at].end)
    return Candidate(clause.at, span, content, clause.speaker, _confidence(clause, content, level), clause.cue.speaks)


def _confidence(clause: Clause, content: Span, level: float) -> float:
    """The level, moved on the log-odds scale by what the sentence shows; weights set by hand after a logistic fit."""
    passage, tokens = clause.passage, clause.passage.tokens
    begin, end = passage.sentence(clause.at)
    odds = W[0] + W[1] * math.log(level / (1 - level))
    odds += W[2] * math.log(1 + content[1] - content[0]) - W[3] * math.log(1 + end - begin)
    odds -= W[4] * clause.modal
    cue = tokens[clause.at]
    odds -= W[5] * (cue.tag == "VB")
    odds += W[6] * (cue.dep in ("ROOT", "conj", "advcl"))
    odds -= W[7] * (cue.dep == "ccomp")
    if clause.speaker < 0:
        odds -= W[8]
    else:
        who = tokens[clause.speaker]
        odds += W[9] * (who.name in ("PERSON", "ORG", "GPE", "NORP")) - W[10] * (who.text.lower() in ("it", "this", "which", "that"))
    quote = passage.quotation_at(min((content[0] + content[1]) // 2, len(passage.parse.text) - 1))
    odds += W[11] * (quote >= 0)
    return 1 / (1 + math.exp(-odds))


def speaker_spans(passage: Passage, head: int, cue: int) -> tuple[Span | None, Span | None]:
    """Characters of the noun phrase that names a speaker, and of its mention: with the relative pronoun after it, if any."""
    if head < 0:
        return None, None
    words = passage.characters(*mention(passage, head))
    pronoun = pronoun_of(passage, head, cue)
    return words, (words[0], passage.tokens[pronoun].end) if words and pronoun >= 0 else words
