"""Signals of meaning: what two statements say, through the words, propositions and sentences of both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framing import similarity
from framing.models import Models
from framing.propositions import Matter
from framing.records import Statement
from framing.similarity import Matrix


@dataclass(frozen=True, slots=True)
class Vectors:
    """What the encoder makes of statements: unit rows of each statement, of each of its propositions (all statements' in one
    matrix, with the number of the statement each belongs to, rising), and of each of its content words."""

    statements: Matrix
    propositions: Matrix
    owners: tuple[int, ...]
    words: tuple[Matrix, ...]


def embed(statements: Sequence[Statement], matters: Sequence[Matter], models: Models) -> Vectors:
    """The vectors of statements in the order of their articles; `matters` holds what each says."""
    owned = [(k, p.text) for k, m in enumerate(matters) for p in m.propositions]
    return Vectors(
        models.embed([s.text for s in statements]),
        models.embed([text for _, text in owned]),
        tuple(k for k, _ in owned),
        tuple(_word_vectors(statements, matters, models)),
    )


def _word_vectors(statements: Sequence[Statement], matters: Sequence[Matter], models: Models) -> Iterator[Matrix]:
    """Vectors of the statements' content words, read after the statement before: "it" and "the move" mean something there."""
    texts, documents = [s.text for s in statements], [s.article for s in statements]
    before = [texts[k - 1] + " " if k and documents[k] == documents[k - 1] else "" for k in range(len(texts))]
    read = models.embed_tokens([a + b for a, b in zip(before, texts, strict=True)])
    return (similarity.word_vectors(m.words, t, len(b)) for m, t, b in zip(matters, read, before, strict=True))


def signals(
    statements: Sequence[Statement], matters: Sequence[Matter], vectors: Vectors
) -> Iterator[tuple[str, Matrix]]:
    """The signals of meaning as they are, before they are put on the event's scale, and the plain cosine of sentences."""
    documents, words = [s.article for s in statements], [m.words for m in matters]
    met = similarity.word_signals(words, vectors.words, documents)
    yield "anchors", met.anchors
    yield "coverage", met.coverage
    yield "gist", met.gist
    del met
    clauses = [p.kind == "clause" for m in matters for p in m.propositions]
    matched = similarity.propositions_match(vectors.propositions, vectors.owners, clauses, len(statements))
    yield "propositions", matched.mean
    yield "best proposition", matched.best
    del matched
    yield "words", similarity.words_cosine(words)
    yield "context", similarity.centred_cosine(similarity.in_context(vectors.statements, documents))
    yield "cosine", vectors.statements @ vectors.statements.T
