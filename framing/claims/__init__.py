"""Polarity, number and role kept apart: "agreed" and "did not agree", 4 and 15, "Xi called Trump" and "Trump called Xi".

    lexicon, scope, quantities → claim → alignment → {polarity, numbers, roles} → differences

Two statements of one point that tell the same matter differently are marked; they are never one claim (`same`). A difference is
shown to a reader with its two passages, so what is not sure to be the same matter is not compared.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from framing.claims import alignment, numbers, polarity, roles
from framing.claims.claim import Claim, figures, of
from framing.records import Difference, Differing, Point, Span, Statement
from framing.settings import DEFAULT, Settings
from framing.syntax import Reading

Veto = Callable[[Claim, Claim, Settings], tuple[Span, Span] | None]
VETOES: tuple[tuple[Differing, Veto], ...] = (("polarity", polarity.differ), ("number", numbers.differ), ("role", roles.differ))
__all__ = ["VETOES", "Claim", "Veto", "differences", "of", "same"]


def differences(
    points: Sequence[Point], statements: Sequence[Statement], readings: Mapping[str, Reading], settings: Settings = DEFAULT
) -> tuple[Difference, ...]:
    """Where two statements of one point, of different accounts, tell the same matter differently, in the order of the points.

    `readings` holds the parsed article of each statement by its id. Two statements that share several points are told of in the
    first; a pair has at most one difference of a kind. What the other's article says word for word as well is no difference
    between the two. The sides of each stand in the order of the point's statements.
    """
    by_id = {s.id: s for s in statements}
    made: dict[str, tuple[Claim, ...]] = {}
    whole: dict[str, tuple[Claim, ...]] = {}
    told_by = {(s.article, plain(s.text)) for s in statements}
    found: dict[tuple[str, str, str], Difference] = {}
    for point in points:
        told = [by_id[i] for i in point.statements if i in by_id]
        for s in told:
            if s.id not in made:
                made[s.id], whole[s.id] = of(s, readings[s.article]), figures(s, readings[s.article])
        claims, wholes = [c for s in told for c in made[s.id]], [f for s in told for f in whole[s.id]]
        for a, b, kind, spans in _found(claims, wholes, settings):
            if not _told_by_both(a, b, told_by):
                found.setdefault((a.id, b.id, kind), Difference(point.id, kind, (a.id, b.id), spans))
    return tuple(found.values())


def same(one: Claim, other: Claim, settings: Settings = DEFAULT) -> bool:
    """Whether two claims may be merged as one: neither polarity, number nor role forbids it.

    It says nothing of how near the two are: claims of different acts are not forbidden either.
    """
    acts = one.act == other.act or alignment.opposite(one.act, other.act)
    return not acts or not _vetoes(one, other, settings)


def _found(
    told: Sequence[Claim], whole: Sequence[Claim], settings: Settings
) -> Iterator[tuple[Statement, Statement, Differing, tuple[Span, Span]]]:
    """The differences between the claims of one point's statements, then between the statements as wholes."""
    for a, b in alignment.pairs(told, settings.claim_pairs):
        for kind, spans in _vetoes(a, b, settings):
            yield a.statement, b.statement, kind, spans
    for a, b in alignment.pairs(whole, settings.claim_pairs):
        spans_of_figures = numbers.figures_differ(a, b, settings)
        if spans_of_figures is not None:
            yield a.statement, b.statement, "number", spans_of_figures


def _told_by_both(one: Statement, other: Statement, told_by: Collection[tuple[str, str]]) -> bool:
    crossed = ((one.article, plain(other.text)), (other.article, plain(one.text)))
    return one.article != other.article and any(key in told_by for key in crossed)


def plain(text: str) -> str:
    """A text without case, white space and marks round it."""
    return " ".join(text.split()).strip("\"“”'‘’.,;: ").lower()


def _vetoes(one: Claim, other: Claim, settings: Settings) -> list[tuple[Differing, tuple[Span, Span]]]:
    asked = ((kind, differ(one, other, settings)) for kind, differ in VETOES)
    return [(kind, spans) for kind, spans in asked if spans is not None]
