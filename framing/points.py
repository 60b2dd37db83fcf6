"""Statements about the same matter, across accounts and inside one.

A statement may speak to several points; what one statement alone tells is a point as well. Nothing depends on the order in
which articles come or on how they are called: statements are put into the order of their articles' texts first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from framing import grouping, headlines, labels, nearness, propositions
from framing.models import Models
from framing.nearness import Nearness
from framing.records import Point, Statement
from framing.settings import Settings
from framing.similarity import Matrix
from framing.spans import spans_of
from framing.syntax import Reading


@dataclass(frozen=True, slots=True)
class Found:
    """The points of an event, and how near its statements are to each other."""

    points: tuple[Point, ...]
    nearness: Nearness


def find(
    statements: Sequence[Statement], readings: Mapping[str, Reading], models: Models, settings: Settings
) -> Found:
    """The points the statements of one event speak to, most widely told first, numbered p1, p2, … in that order.

    `readings` holds the parsed article of each statement by its id. A statement that repeats another word for word speaks to
    the same points. A statement without a content word ("Yes.") speaks to none and is in no nearness.
    """
    matters = {s.id: propositions.of(s, readings[s.article]) for s in statements}
    telling = [s for s in in_order(statements, readings) if matters[s.id].words]
    said = [matters[s.id] for s in telling]
    vectors = nearness.embed(telling, said, models)
    ids = tuple(s.id for s in telling)
    if not telling:
        return Found((), Nearness(ids, np.zeros((0, 0), dtype=np.float32), vectors.statements))
    chance = nearness.chances(telling, readings, said, vectors)
    groups = grouped(chance, telling, settings)
    speaks = Counter(k for group in groups for k in group)
    ranked = sorted(groups, key=lambda group: _importance([telling[k] for k in group], readings))
    rows, words = (dict(zip(ids, of, strict=True)) for of in (vectors.statements, vectors.words))
    names = labels.name([[telling[k] for k in group] for group in ranked], readings, matters, rows, words)
    where = spans_of(ranked, telling, said, vectors)
    points = (
        Point(f"p{n}", label, tuple(ids[k] for k in group), ids[headlines.best(group, telling, chance, speaks, label)], spans)
        for n, (group, label, spans) in enumerate(zip(ranked, names, where, strict=True), start=1)
    )
    return Found(tuple(points), Nearness(ids, chance, vectors.statements))


def grouped(chance: Matrix, statements: Sequence[Statement], settings: Settings) -> tuple[tuple[int, ...], ...]:
    """The numbers of the statements of each point, given the chance of one point of each two."""
    return _with_repeats(grouping.covering(chance, settings.point_bond, settings.point_worth), statements)


def in_order(statements: Sequence[Statement], readings: Mapping[str, Reading]) -> list[Statement]:
    """Statements in the order of their articles' texts, whatever the articles are called and however they came."""
    return sorted(statements, key=lambda s: (readings[s.article].article.text, s.article, s.start, s.end))


def _with_repeats(groups: Sequence[Sequence[int]], statements: Sequence[Statement]) -> tuple[tuple[int, ...], ...]:
    """The groups, each with all statements that repeat a member word for word; a group inside another is dropped."""
    repeats: dict[str, list[int]] = {}
    for k, s in enumerate(statements):
        repeats.setdefault(_plain(s.text), []).append(k)
    grown = {tuple(sorted({j for k in group for j in repeats[_plain(statements[k].text)]})) for group in groups}
    return tuple(grouping.whole(sorted(grown)))


def _plain(text: str) -> str:
    return " ".join(text.split()).strip("\"“”'‘’.,;: ").lower()


def _importance(members: Sequence[Statement], readings: Mapping[str, Reading]) -> tuple[float, ...]:
    """How widely and how often a point is told, and how early: the least comes first."""
    sources = {readings[s.article].article.source for s in members}
    first = min(s.start / max(1, len(readings[s.article].article.text)) for s in members)
    return (-len(sources), -len(members), first)
