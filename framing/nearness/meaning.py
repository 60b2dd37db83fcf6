"""Signals of meaning: what two statements say, through the words, propositions and sentences of both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framing import similarity
from framing.models import Models
from framing.propositions import Matter, Proposition
from framing.records import Statement
from framing.similarity import Matrix

WINDOW = 900
"""Characters that the encoder reads at once: about 200 of the 256 pieces of words that it takes in."""

MARKS = re.compile(r"[\W_]+")
"""What stands between the letters and figures of a text."""


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
    owned = [(k, _text(p, statements[k])) for k, m in enumerate(matters) for p in m.propositions]
    rows = models.embed([*(s.text for s in statements), *(text for _, text in owned)])
    words = tuple(_word_vectors(statements, matters, models))
    return Vectors(rows[: len(statements)], rows[len(statements) :], tuple(k for k, _ in owned), words)


def _text(proposition: Proposition, statement: Statement) -> str:
    """What the encoder reads of a proposition: of one that is all of its statement the statement itself, which is read once."""
    return statement.text if _letters(proposition.text) == _letters(statement.text) else proposition.text


def _letters(text: str) -> str:
    return MARKS.sub("", text)


def _word_vectors(statements: Sequence[Statement], matters: Sequence[Matter], models: Models) -> Iterator[Matrix]:
    """Vectors of the statements' content words, read with the sentences round them: "it" and "the move" mean more there."""
    windows = list(_windows(statements))
    read = models.embed_tokens([" ".join(statements[k].text for k in window) for window in windows])
    for window, tokens in zip(windows, read, strict=True):
        begin = 0
        for k in window:
            yield similarity.word_vectors(matters[k].words, tokens, begin)
            begin += len(statements[k].text) + 1


def _windows(statements: Sequence[Statement]) -> Iterator[list[int]]:
    """Runs of statements of one article that the encoder reads together: as many as `WINDOW` characters hold, at least one."""
    window: list[int] = []
    for k, s in enumerate(statements):
        length = sum(len(statements[j].text) + 1 for j in window)
        if window and (statements[window[0]].article != s.article or length + len(s.text) > WINDOW):
            yield window
            window = []
        window.append(k)
    if window:
        yield window


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
