"""Names for points: phrases of the texts, two to six words, distinct within a page."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from framing.propositions import CONTENT, Matter, Word, empty_lemmas
from framing.records import Statement
from framing.similarity import rarity
from framing.syntax import Parse, Reading, Token

SHORTEST, LONGEST = 2, 6
MODIFIER = frozenset({"amod", "compound", "nummod", "nmod", "poss", "quantmod", "advmod", "npadvmod", "hyph", "punct",
                      "case", "neg"})  # fmt: skip
EDGE = frozenset({"PUNCT", "PART", "DET", "PRON", "ADV", "ADP"})
TIME = frozenset({"DATE", "TIME", "ORDINAL", "CARDINAL", "PERCENT", "MONEY", "QUANTITY"})
BROKEN = "\"“”‘()[]{}<>:;,|*•–—/…"
"""A phrase that holds one of these is cut out of something longer."""

JOINTS = ("-", "‑", "–", "'", "’")
"""A phrase that touches one of these is the half of a word ("self-" | "ruled Taiwan")."""

DENIALS = frozenset({"no", "not", "n't", "n’t", "never", "neither", "nor", "without", "nobody", "none", "nothing"})
"""Words that turn round what stands under them; a label that leaves one out would say the opposite of its sentence."""

CHOSEN, NAMES_ONLY = 1.2, 0.5
"""Factors of a phrase of the statement that tells a point best, and of a phrase of names alone: who, not what."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of a statement, the lemmas of its words, and whether it holds names only."""

    text: str
    lemmas: tuple[str, ...]
    names: bool


def name(
    points: Sequence[Sequence[Statement]],
    best: Sequence[Statement],
    readings: Mapping[str, Reading],
    matters: Mapping[str, Matter],
) -> tuple[str, ...]:
    """A label for each point, from the words of its statements; `best` holds the statement that tells each best.

    A phrase is scored by its words: the share of the point's statements that have the word x ln((n + 1) / df) in the event
    x its rarity in general news x its own weight (less in a person's name, or in "X said"); the sum over its words, over
    the square root of its length. No label holds all words of another.
    """
    df = Counter(lemma for m in matters.values() for lemma in {w.lemma for w in m.words})
    phrases = {s.id: _phrases(s, readings[s.article]) for members in points for s in members}
    taken: set[frozenset[str]] = set()
    labels: list[str] = []
    for members, chosen in zip(points, best, strict=True):
        weights = _weights(members, df, matters)
        ranked = sorted(
            ((-_score(phrase, weights) * (CHOSEN if s.id == chosen.id else 1.0), phrase.text)
             for s in members for phrase in phrases[s.id]),
        )  # fmt: skip
        options = [text for score, text in ranked if score < 0] + _stretches(chosen, matters[chosen.id].words)
        label = next((text for text in options if _is_new(text, taken)), None) or f"{options[-1]} {len(labels) + 1}"
        taken.add(_words(label))
        labels.append(label[:1].upper() + label[1:])
    return tuple(labels)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.lower().split())


def _is_new(text: str, taken: Collection[frozenset[str]]) -> bool:
    """Whether a label neither holds all words of one before it nor is held by one."""
    words = _words(text)
    return not any(words <= other or other <= words for other in taken)


def _weights(members: Sequence[Statement], df: Counter[str], matters: Mapping[str, Matter]) -> dict[str, float]:
    inside = Counter(lemma for s in members for lemma in {w.lemma for w in matters[s.id].words})
    own: dict[str, float] = {}
    for word in (w for s in members for w in matters[s.id].words):
        own[word.lemma] = max(word.weight, own.get(word.lemma, 0.0))
    lemmas = sorted(inside)
    here = np.log([(len(matters) + 1) / df[lemma] for lemma in lemmas])
    value = here * rarity(lemmas)
    return {x: inside[x] / len(members) * own[x] * float(v) for x, v in zip(lemmas, value, strict=True)}


def _score(phrase: Phrase, weights: Mapping[str, float]) -> float:
    total = sum(weights.get(lemma, 0.0) for lemma in set(phrase.lemmas))
    return total / math.sqrt(len(phrase.text.split())) * (NAMES_ONLY if phrase.names else 1.0)


def _phrases(statement: Statement, reading: Reading) -> tuple[Phrase, ...]:
    """Noun phrases of a statement, bare or with what they hang on, that can stand alone."""
    found: dict[str, Phrase] = {}
    for paragraph in reading.paragraphs:
        parse = paragraph.parse
        if parse is None or paragraph.start >= statement.end or paragraph.end <= statement.start:
            continue
        first, last = parse.tokens_in(statement.start - paragraph.start, statement.end - paragraph.start)
        for head in parse.tokens[first:last]:
            if head.pos in {"NOUN", "PROPN"} and head.dep not in {"compound", "nmod"} and head.name not in TIME:
                for low, high in _spans(parse, head):
                    phrase = _phrase(parse, low, high) if first <= low and high <= last else None
                    if phrase:
                        found.setdefault(phrase.text, phrase)
    return tuple(found.values())


def _spans(parse: Parse, head: Token) -> Iterator[tuple[int, int]]:
    """Token ranges of a noun phrase: bare; with the prepositional phrase behind it; with the verb, or verb and preposition,
    before it ("purchase soybeans", "touched on Ukraine"); with its own verb when it is the subject of a short clause."""
    low, high = _low(parse, head), head.i + 1
    yield low, high
    for child in (parse.tokens[c] for c in parse.children[head.i]):
        if child.dep == "prep" and child.i == high:
            yield from ((low, o + 1) for o in parse.children[child.i] if _plain(parse.tokens[o]))
    governor = parse.tokens[head.head]
    verb = parse.tokens[governor.head] if head.dep == "pobj" and governor.dep == "prep" else governor
    near = low - verb.i <= 3 and not any(t.pos in {"PRON", "VERB"} for t in parse.tokens[verb.i + 1 : low])
    tells = verb.pos == "VERB" and verb.dep != "prep" and verb.lemma.lower() not in empty_lemmas()
    if head.dep in {"dobj", "pobj"} and tells and verb.i < low and near:
        yield verb.i, high


def _plain(token: Token) -> bool:
    return token.dep == "pobj" and token.pos in {"NOUN", "PROPN"} and token.name not in TIME


def _low(parse: Parse, head: Token) -> int:
    """The first token of the modifiers before a noun, without articles, possessive pronouns and the like."""
    low = head.i
    while low > head.left and parse.tokens[low - 1].dep in MODIFIER and parse.tokens[low - 1].pos not in {"PRON", "DET"}:
        low -= 1
    while low < head.i and (parse.tokens[low].pos in EDGE or parse.tokens[low].name in TIME):
        low += 1
    return low


def _phrase(parse: Parse, low: int, high: int) -> Phrase | None:
    tokens = parse.tokens[low:high]
    start, end = parse.span(low, high)
    text = " ".join(parse.text[start:end].split())
    cut = parse.text[max(0, start - 1) : start] in JOINTS or parse.text[end : end + 1] in JOINTS
    whole = tokens[0].sentence == tokens[-1].sentence and not any(c in text for c in BROKEN)
    if cut or not whole or not SHORTEST <= len(text.split()) <= LONGEST or _denied(parse, low, high):
        return None
    content = [t for t in tokens if t.pos in CONTENT]
    return Phrase(text, tuple(t.lemma.lower() for t in tokens), all(t.name or t.pos == "PROPN" for t in content))


def _denied(parse: Parse, low: int, high: int) -> bool:
    """Whether a phrase leaves out a denial of its noun ("no details"), of its verb or of the subject ("no date is set")."""
    for token in parse.tokens[low:high]:
        outside = [parse.tokens[c] for c in parse.children[token.i] if not low <= c < high]
        if token.pos == "VERB":
            subjects = [t for t in outside if t.dep in {"nsubj", "nsubjpass"}]
            outside += [parse.tokens[token.head], *subjects, *(parse.tokens[c] for t in subjects for c in parse.children[t.i])]
        if any(t.text.lower() in DENIALS for t in outside):
            return True
    return False


def _stretches(statement: Statement, words: Sequence[Word]) -> list[str]:
    """What stands between a statement's marks, to the last content word of the first six: when no phrase stands alone."""
    content = {word for w in words for word in statement.text[w.start : w.end].lower().split()}
    breaks = BROKEN + ".!?"
    pieces = statement.text.translate(str.maketrans(breaks, "\n" * len(breaks))).split("\n")
    cut = []
    for piece in (piece.split()[:LONGEST] for piece in pieces):
        last = max((k for k, word in enumerate(piece, start=1) if word.lower() in content), default=0)
        cut.append(" ".join(piece[:last]))
    return [c for c in cut if " " in c] or [c for c in cut if c] or [" ".join(statement.text.split()[:LONGEST])]
