"""Signals of meaning: what two statements say, through the words, propositions and sentences of both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing import similarity
from framing.models import Models
from framing.propositions import Matter
from framing.records import Statement
from framing.similarity import Matrix


def signals(
    statements: Sequence[Statement], matters: Sequence[Matter], models: Models
) -> Iterator[tuple[str, Matrix]]:
    """The signals of meaning as they are, before they are put on the event's scale, and the plain cosine of sentences."""
    texts, documents = [s.text for s in statements], [s.article for s in statements]
    words = [m.words for m in matters]
    met = similarity.word_signals(words, _word_vectors(texts, documents, matters, models), documents)
    yield "anchors", met.anchors
    yield "coverage", met.coverage
    yield "gist", met.gist
    del met
    propositions = [(i, p) for i, m in enumerate(matters) for p in m.propositions]
    vectors = models.embed([p.text for _, p in propositions])
    owners, clauses = [i for i, _ in propositions], [p.kind == "clause" for _, p in propositions]
    matched = similarity.propositions_match(vectors, owners, clauses, len(texts))
    yield "propositions", matched.mean
    yield "best proposition", matched.best
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
