"""Which part of a statement speaks to a point: the proposition that the point's other statements tell too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from framing.nearness import Vectors
from framing.propositions import Matter
from framing.records import Span, Statement
from framing.similarity import Matrix, unit

CLEARLY = 0.1
"""Cosine by which a proposition must be nearer to the others' than one it leaves out: nearly equal ones speak together."""


def spans_of(
    groups: Sequence[Sequence[int]], statements: Sequence[Statement], matters: Sequence[Matter], vectors: Vectors
) -> Iterator[tuple[Span, ...]]:
    """For each group of statement numbers the characters of each member's article that speak to the point.

    A proposition is as near as the nearest proposition of another member (cosine, the event's mean taken away). Those less
    than `CLEARLY` behind a statement's nearest speak to the point with it, and what stands between them. A statement that
    stands alone, or has one proposition, speaks with all it says.
    """
    rows = unit(vectors.propositions - vectors.propositions.mean(axis=0, keepdims=True))
    starts = np.searchsorted(np.asarray(vectors.owners), np.arange(len(statements) + 1))
    for group in groups:
        yield tuple(_span(k, group, statements[k], matters[k], rows, starts) for k in group)


def _span(
    k: int, group: Sequence[int], statement: Statement, matter: Matter, rows: Matrix, starts: np.ndarray
) -> Span:
    if len(group) == 1 or len(matter.propositions) == 1:
        return statement.start, statement.end
    others = np.concatenate([rows[starts[j] : starts[j + 1]] for j in group if j != k])
    near = (rows[starts[k] : starts[k + 1]] @ others.T).max(axis=1)
    telling = [p for p, cosine in zip(matter.propositions, near, strict=True) if cosine > near.max() - CLEARLY]
    return max(statement.start, min(p.start for p in telling)), min(statement.end, max(p.end for p in telling))
