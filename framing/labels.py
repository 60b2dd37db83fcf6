"""Names for points: phrases of the texts, two to six words, distinct within a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from framing.propositions import Matter
from framing.records import Statement
from framing.similarity import rarity
from framing.syntax import Parse, Reading, Token

LONGEST = 6
MODIFIER = frozenset({"amod", "compound", "nummod", "nmod", "poss", "quantmod", "advmod", "neg", "hyph", "punct", "case"})
PREPOSITIONS = frozenset({"of", "on", "for", "to", "against", "with", "over", "in", "from", "between", "about", "by"})


def name(
    points: Sequence[Sequence[Statement]],
    best: Sequence[Statement],
    readings: Mapping[str, Reading],
    matters: Mapping[str, Matter],
) -> tuple[str, ...]:
    """A label for each point, from the words of its statements; the statement that tells it best is asked first.

    A phrase is scored by the words it holds: how many of the point's statements have the word x how few of the event's x how
    rare it is in general news; the sum over its words, over the square root of its length. No two labels are equal.
    """
    df = Counter(lemma for m in matters.values() for lemma in {w.lemma for w in m.words})
    labels: list[str] = []
    for members, chosen in zip(points, best, strict=True):
        inside = Counter(lemma for s in members for lemma in {w.lemma for w in matters[s.id].words})
        weigh = _weights(inside, df, len(members), len(matters))
        weight_of = {w.lemma: w.weight for s in members for w in matters[s.id].words}
        phrases = []
        for s in sorted(members, key=lambda s: s.id != chosen.id):
            for text, lemmas in _phrases(s, readings[s.article]):
                score = sum(weigh.get(x, 0.0) * weight_of.get(x, 1.0) for x in set(lemmas)) / len(text.split()) ** 0.5
                phrases.append((score * (1.2 if s.id == chosen.id else 1.0), text))
        phrases.sort(key=lambda pair: (-pair[0], pair[1]))
        taken = {label.lower() for label in labels}
        options = [text for _, text in phrases] + list(_openings(chosen))
        fresh = (text for text in options if text.lower() not in taken)
        labels.append(_capital(next(fresh, f"{options[-1]} ({len(labels) + 1})")))
    return tuple(labels)


def _weights(inside: Counter[str], df: Counter[str], size: int, n: int) -> dict[str, float]:
    lemmas = sorted(inside)
    rare = rarity(lemmas)
    return {x: inside[x] / size * float(np.log((n + 1) / df[x])) * float(r) for x, r in zip(lemmas, rare, strict=True)}


def _phrases(statement: Statement, reading: Reading) -> Iterator[tuple[str, list[str]]]:
    """Noun phrases of a statement, bare and with one prepositional phrase: their text and their lemmas."""
    for paragraph in reading.paragraphs:
        parse = paragraph.parse
        if parse is None or paragraph.start >= statement.end or paragraph.end <= statement.start:
            continue
        first, last = parse.tokens_in(statement.start - paragraph.start, statement.end - paragraph.start)
        for token in parse.tokens[first:last]:
            if token.pos in {"NOUN", "PROPN"} and token.dep != "compound":
                for low, high in _spans(parse, token):
                    yield from _phrase(parse, max(low, first), min(high, last))


def _spans(parse: Parse, head: Token) -> Iterator[tuple[int, int]]:
    low = _low(parse, head)
    yield low, head.i + 1
    for c in parse.children[head.i]:
        child = parse.tokens[c]
        if child.dep == "prep" and c == head.i + 1 and child.lemma.lower() in PREPOSITIONS:
            for o in parse.children[c]:
                if parse.tokens[o].dep == "pobj" and parse.tokens[o].pos in {"NOUN", "PROPN"}:
                    yield low, o + 1
    governor = parse.tokens[head.head]
    if head.dep in {"dobj", "nsubjpass"} and governor.pos == "VERB" and governor.i < head.i and head.i - governor.i <= 5:
        yield governor.i, head.i + 1


def _low(parse: Parse, head: Token) -> int:
    low = head.i
    while low > head.left and parse.tokens[low - 1].dep in MODIFIER and parse.tokens[low - 1].pos not in {"PRON", "DET"}:
        low -= 1
    while low < head.i and parse.tokens[low].pos in {"PUNCT", "PART", "DET", "PRON", "ADV"}:
        low += 1
    return low


def _phrase(parse: Parse, low: int, high: int) -> Iterator[tuple[str, list[str]]]:
    tokens = parse.tokens[low:high]
    if not tokens:
        return
    start, end = parse.span(low, high)
    text = " ".join(parse.text[start:end].split())
    fits = 2 <= len(text.split()) <= LONGEST and tokens[0].sentence == tokens[-1].sentence
    if fits and not any(c in text for c in "\"“”()[]:;,"):
        yield text, [t.lemma.lower() for t in tokens]


def _openings(statement: Statement) -> Iterator[str]:
    """The statement's first words, for a statement without a phrase."""
    words = statement.text.split()
    for length in range(min(len(words), LONGEST), 0, -1):
        yield " ".join(words[:length]).strip("\"“”.,;: ")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
