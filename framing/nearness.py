"""The chance that two statements of one event speak to the same point.

A logistic model over six signals of meaning and eight of place and voice. Its weights were fitted on twice-read events and are
kept in `heads/points.json`; `models/points/` tells how, on what, and how well it carries over to events it was not fitted on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TypedDict

import numpy as np

from framing import similarity
from framing.models import Models
from framing.propositions import Matter
from framing.records import Statement
from framing.similarity import Matrix
from framing.syntax import Reading

SIGNALS = ("anchors", "coverage", "gist", "propositions", "words", "context")


def chances(
    statements: Sequence[Statement], readings: Mapping[str, Reading], matters: Sequence[Matter], models: Models
) -> Matrix:
    """P(same point) of each two statements, (n, n) float32 in 0..1, symmetric, 1 on the diagonal.

    Statements come in the order of their articles; `matters` holds what each says.
    """
    head = _head()
    odds = np.full((len(statements), len(statements)), head["intercept"], dtype=np.float32)
    for name, evidence in features(statements, readings, matters, models):
        odds += np.float32(head["weights"][name]) * evidence
    chance = 1 / (1 + np.exp(-odds))
    np.fill_diagonal(chance, 1)
    return np.asarray(chance, dtype=np.float32)


def features(
    statements: Sequence[Statement], readings: Mapping[str, Reading], matters: Sequence[Matter], models: Models
) -> Iterator[tuple[str, Matrix]]:
    """The evidence for each pair by name, one matrix at a time so that a large event needs no more than a few at once."""
    usual = _head()["usual"]
    together = np.zeros((len(statements), len(statements)), dtype=np.float32)
    for name, signal in signals(statements, matters, models):
        if name in SIGNALS:
            signal = similarity.standard(signal, usual[name])
            together += signal / len(SIGNALS)
        yield name, signal
    yield "mutual", similarity.mutual_rank(together)
    yield from _places(statements, readings)
    yield from _voices(statements)


def signals(
    statements: Sequence[Statement], matters: Sequence[Matter], models: Models
) -> Iterator[tuple[str, Matrix]]:
    """The six signals of meaning as they are, before they are put on the event's scale, and the plain cosine of sentences."""
    texts, documents = [s.text for s in statements], [s.article for s in statements]
    words = [m.words for m in matters]
    met = similarity.word_signals(words, _word_vectors(texts, documents, matters, models), documents)
    yield "anchors", met.anchors
    yield "coverage", met.coverage
    yield "gist", met.gist
    del met
    clauses = [(i, p.text) for i, m in enumerate(matters) for p in m.clauses]
    vectors = models.embed([text for _, text in clauses])
    yield "propositions", similarity.propositions_match(vectors, [i for i, _ in clauses], len(texts))
    yield "words", similarity.words_cosine(words)
    vectors = models.embed(texts)
    yield "context", similarity.centred_cosine(similarity.in_context(vectors, documents))
    yield "cosine", vectors @ vectors.T


def _word_vectors(
    texts: Sequence[str], documents: Sequence[str], matters: Sequence[Matter], models: Models
) -> list[Matrix]:
    """Vectors of the statements' content words, read after the statement before: "it" and "the move" mean something there."""
    before = [texts[k - 1] + " " if k and documents[k] == documents[k - 1] else "" for k in range(len(texts))]
    read = models.embed_tokens([a + b for a, b in zip(before, texts, strict=True)])
    return [similarity.word_vectors(m.words, t, len(b)) for m, t, b in zip(matters, read, before, strict=True)]


def _places(statements: Sequence[Statement], readings: Mapping[str, Reading]) -> Iterator[tuple[str, Matrix]]:
    """Whether two statements are of one article, how far apart they stand in two (0..1), and their lengths in log words."""
    documents = np.array([s.article for s in statements])
    apart = (documents[:, None] != documents[None, :]).astype(np.float32)
    yield "same article", 1 - apart
    place = np.array([s.start / max(1, len(readings[s.article].article.text)) for s in statements], dtype=np.float32)
    yield "distance", apart * np.abs(place[:, None] - place[None, :])
    length = np.log([len(s.text.split()) for s in statements]).astype(np.float32)
    yield "length", np.asarray((length[:, None] + length[None, :]) / 2, dtype=np.float32)
    yield "shorter", np.asarray(np.minimum(length[:, None], length[None, :]), dtype=np.float32)


def _voices(statements: Sequence[Statement]) -> Iterator[tuple[str, Matrix]]:
    """Whether both are said by one holder (by the last word of the name), and whether both are in an article's own voice."""
    names = [s.attributions[0].holder.lower().split()[-1:] if s.attributions else [] for s in statements]
    holder = np.array([name[0] if name else f"#{k}" for k, name in enumerate(names)])
    yield "same holder", (holder[:, None] == holder[None, :]).astype(np.float32)
    voice = np.array([not s.attributions for s in statements], dtype=np.float32)
    yield "own voice", voice[:, None] * voice[None, :]


class Head(TypedDict):
    """The learned weights: `usual` is the mean and spread of each signal over the events they were fitted on."""

    intercept: float
    weights: dict[str, float]
    usual: dict[str, tuple[float, float]]


@cache
def _head() -> Head:
    head: Head = json.loads(files("framing.heads").joinpath("points.json").read_text(encoding="utf-8"))
    return head
