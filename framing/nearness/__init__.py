"""The chance that two statements of one event speak to the same point.

A logistic model over signals of meaning (`meaning`) and of who says it where (`circumstances`). Its weights were fitted on
twice-read events and are kept in `heads/points.json`; `models/points/` tells how, on what, and how well it carries over to
events it was not fitted on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypedDict

import numpy as np

from framing import similarity
from framing.nearness import circumstances
from framing.nearness.meaning import Vectors, embed, signals
from framing.propositions import Matter
from framing.records import Statement
from framing.similarity import Matrix
from framing.syntax import Reading

__all__ = ["RANKED", "SCALED", "Nearness", "Vectors", "chances", "embed", "features", "signals"]

RANKED = ("anchors", "coverage", "gist", "propositions", "words", "context")
"""Signals whose mean ranks each statement's nearest."""

SCALED = (*RANKED, "best proposition")
"""Signals put on the event's scale: what counts as near depends on what the event is about."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near the statements `ids` of an event are to each other: the chance of one point, (n, n), and their unit rows."""

    ids: tuple[str, ...]
    chance: Matrix
    vectors: Matrix


def chances(
    statements: Sequence[Statement], readings: Mapping[str, Reading], matters: Sequence[Matter], vectors: Vectors
) -> Matrix:
    """P(same point) of each two statements, (n, n) float32 in 0..1, symmetric, 1 on the diagonal.

    Statements come in the order of their articles; `matters` holds what each says.
    """
    head = _head()
    odds = np.full((len(statements), len(statements)), head["intercept"], dtype=np.float32)
    for name, evidence in features(statements, readings, matters, vectors):
        odds += np.float32(head["weights"][name]) * evidence
    chance = 1 / (1 + np.exp(-odds))
    np.fill_diagonal(chance, 1)
    return np.asarray(chance, dtype=np.float32)


def features(
    statements: Sequence[Statement], readings: Mapping[str, Reading], matters: Sequence[Matter], vectors: Vectors
) -> Iterator[tuple[str, Matrix]]:
    """The evidence for each pair by name, one matrix at a time so that a large event needs no more than a few at once."""
    usual = _head()["usual"]
    together = np.zeros((len(statements), len(statements)), dtype=np.float32)
    for name, signal in signals(statements, matters, vectors):
        if name in SCALED:
            signal = similarity.standard(signal, usual[name])
        if name in RANKED:
            together += signal / len(RANKED)
        yield name, signal
    yield "mutual", similarity.mutual_rank(together)
    yield from circumstances.places(statements, readings, matters)
    yield from circumstances.voices(statements)
    yield from circumstances.actors(statements, matters)


class Head(TypedDict):
    """The learned weights: `usual` is the mean and spread of each signal over the events they were fitted on."""

    intercept: float
    weights: dict[str, float]
    usual: dict[str, tuple[float, float]]


@cache
def _head() -> Head:
    head: Head = json.loads(files("framing.heads").joinpath("points.json").read_text(encoding="utf-8"))
    return head
