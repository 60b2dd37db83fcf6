"""A new article laid beside a reference as one more account; the reference's points stay as they are.

How near its statements are to those of the reference is worked out as within one event (`nearness`). A statement joins a point
by the rule by which points are grown (`grouping`): a mean chance of one point with its members of `settings.point_worth` or
more, and with one of them of `settings.point_bond` or more. What the article tells, does not tell or may tell is then judged as
of any account (`presence`), so that chances mean what they mean on a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from framing import nearness, presence, propositions, river
from framing.errors import ModelMissing
from framing.limits import DEFAULT as LIMITS
from framing.limits import Limits
from framing.models import Models
from framing.nearness import Nearness, Vectors
from framing.own_sides import NONE, OwnSides
from framing.propositions import Matter
from framing.records import Account, Article, Point, Presence, Statement
from framing.reference.record import Reference
from framing.similarity import Matrix
from framing.syntax import Reading

SAME = 0.99
"""Cosine from which two rows are of one text by one encoder: engines agree to 0.999, other encoders come nowhere near."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A reference with its articles parsed: done once, then any number of articles can be laid beside it."""

    reference: Reference
    readings: Mapping[str, Reading]
    statements: tuple[Statement, ...]
    matters: tuple[Matter, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A new article beside the reference.

    `statements` are those that say something, with what each says in `matters`; `chance` is that of one point of each with each
    statement of the reference, (statements, statements of the reference); `joins` is which of the reference's points each
    speaks to, (statements, points). `found` is what is known of the article on each point, in the points' order. `words` counts
    all its statements.
    """

    article: Article
    statements: tuple[Statement, ...]
    matters: tuple[Matter, ...]
    chance: Matrix
    joins: npt.NDArray[np.bool_]
    found: tuple[Presence, ...]
    words: int

    @property
    def added(self) -> tuple[Statement, ...]:
        """The statements that speak to no point of the reference."""
        return tuple(s for s, joins in zip(self.statements, self.joins, strict=True) if not joins.any())


def prepare(reference: Reference, models: Models) -> Prepared:
    """The reference with its articles parsed.

    Raises `ModelMissing` when the parses do not fit its vectors, or these are not what the encoder gives.
    """
    readings = {a.id: river.read(a, models) for a in reference.comparison.articles}
    by_id = {s.id: s for s in reference.comparison.statements}
    statements = tuple(by_id[one.statement] for one in reference.said)
    matters = tuple(propositions.of(s, readings[s.article]) for s in statements)
    if any((len(m.propositions), len(m.words)) != (one.propositions, one.words)
           for m, one in zip(matters, reference.said, strict=True)):  # fmt: skip
        raise ModelMissing("the model's statements are read otherwise by this version: fit it again")
    if not _ours(reference, statements[0], models):
        raise ModelMissing("the model's vectors are not those of this encoder: fit it again")
    return Prepared(reference, readings, statements, matters)


def _ours(reference: Reference, first: Statement, models: Models) -> bool:
    """Whether the encoder's vectors are of the kept ones' width, and that of the first statement is the kept one, but for the
    digits in which engines differ."""
    kept, now = reference.vectors, models.embed([first.text])
    words = models.embed_tokens([first.text])[0].vectors
    same_width = now.shape[1] == kept.statements.shape[1] and np.asarray(words).shape[1] == kept.words[0].shape[1]
    return same_width and float(now[0] @ kept.statements[0]) > SAME


def place(
    prepared: Prepared, article: Article, models: Models, own_sides: OwnSides = NONE, limits: Limits = LIMITS
) -> Placed:
    """Lay one article beside the reference. Of one with nothing to compare we cannot tell what it tells."""
    own = replace(article, id=_apart(article.id, prepared.readings))
    reading = river.read(own, models)
    told = river.tell(reading, own_sides)[: limits.article_statements]
    pairs = [(s, m) for s in told for m in [propositions.of(s, reading)] if m.words]
    new, matters = tuple(s for s, _ in pairs), tuple(m for _, m in pairs)
    points = prepared.reference.comparison.points
    words = sum(s.words for s in told)
    if not new:
        none = np.zeros((0, len(prepared.statements)), dtype=np.float32)
        unknown = tuple(Presence("cannot tell") for _ in points)
        return Placed(own, (), (), none, np.zeros((0, len(points)), dtype=bool), unknown, words)
    known = _nearness(prepared, reading, new, matters, models)
    across: Matrix = known.chance[-len(new) :, : -len(new)]
    joins = _joins(prepared, across)
    account = Account("new", "source", own.source, tuple(s.id for s in new), max(1, words), excerpt=bool(own.excerpt))
    grown = [_grown(p, [s.id for s, joined in zip(new, joins[:, k], strict=True) if joined]) for k, p in enumerate(points)]
    judged = presence.judge((account,), grown, known, prepared.reference.settings)
    return Placed(own, new, matters, across, joins, tuple(judged["new", p.id] for p in points), words)


def _apart(name: str, taken: Mapping[str, Reading]) -> str:
    """An id that no article of the reference has: an article of it may be scored as well."""
    while name in taken:
        name = f"{name}*"
    return name


def _nearness(
    prepared: Prepared, reading: Reading, new: tuple[Statement, ...], matters: tuple[Matter, ...], models: Models
) -> Nearness:
    """How near all statements are to each other, the reference's first; its vectors are those that were kept."""
    kept, own = prepared.reference.vectors, nearness.embed(new, matters, models)
    first = len(prepared.statements)
    both = Vectors(
        np.concatenate([kept.statements, own.statements]),
        np.concatenate([kept.propositions, own.propositions]),
        (*kept.owners, *(first + k for k in own.owners)),
        (*kept.words, *own.words),
    )
    every = (*prepared.statements, *new)
    readings = {**prepared.readings, reading.article.id: reading}
    chance = nearness.chances(every, readings, (*prepared.matters, *matters), both)
    return Nearness(tuple(s.id for s in every), chance, both.statements)


def _joins(prepared: Prepared, across: Matrix) -> npt.NDArray[np.bool_]:
    """Which point each new statement joins, given its chance of one point with each statement of the reference."""
    place = {s.id: n for n, s in enumerate(prepared.statements)}
    settings = prepared.reference.settings
    members = [np.array([place[i] for i in p.statements], dtype=int) for p in prepared.reference.comparison.points]
    near = np.stack([across[:, own].mean(axis=1, dtype=np.float64) for own in members], axis=1)
    nearest = np.stack([across[:, own].max(axis=1) for own in members], axis=1)
    return np.asarray((near >= settings.point_worth) & (nearest >= settings.point_bond))


def _grown(point: Point, joined: list[str]) -> Point:
    return replace(point, statements=(*point.statements, *joined), spans=())
