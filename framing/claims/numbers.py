"""One account gives another number, date or weekday for the same thing."""

from __future__ import annotations

from framing.claims import alignment, lexicon
from framing.claims.claim import Claim
from framing.quantities import Quantity
from framing.records import Span
from framing.settings import Settings

FIGURE_MASS = 3
"""How many times the words of a claim two whole statements must share."""

DATES = frozenset({"weekday", "day", "year"})


def differ(one: Claim, other: Claim, settings: Settings) -> tuple[Span, Span] | None:
    """Where two claims of one act give numbers of one thing that cannot both be right: the two numbers.

    A number that the other claim tells as well is no difference, nor are two where a claim has several of that kind.
    """
    if one.act != other.act or one.scope.mode != other.scope.mode or one.scope.so != other.scope.so:
        return None
    if alignment.parted(one, other):
        return None
    if not alignment.actors_fit(one, other):
        return None
    found = [(a.kind, a.unit, a, b) for a in one.quantities for b in other.quantities
             if a.comparable(b) and not a.agrees(b) and _alone(a, one, other) and _alone(b, other, one)
             and _about_one_thing(one, a, other, b, settings)]  # fmt: skip
    if not found:
        return None
    _, _, a, b = min(found, key=lambda one: one[:2])
    return one.span(a.first, a.last), other.span(b.first, b.last)


def figures_differ(one: Claim, other: Claim, settings: Settings) -> tuple[Span, Span] | None:
    """Where two whole statements that tell nearly the same give another amount or year: the two numbers.

    Needed where no predicate is shared ("launched Jump Start in 2008", "a deployment known as Jump Start, of 2006").
    """
    (a,), (b,) = one.quantities, other.quantities
    if not a.comparable(b) or a.agrees(b) or alignment.parted(one, other):
        return None
    ways = alignment.held(one, other), alignment.held(other, one)
    if max(ways) < settings.claim_whole or alignment.mass(one, other) < FIGURE_MASS * settings.claim_mass:
        return None
    return one.span(a.first, a.last), other.span(b.first, b.last)


def _alone(a: Quantity, one: Claim, other: Claim) -> bool:
    """Whether a number is the only one of its kind in its claim, and the other claim does not tell it as well."""
    only = sum(a.comparable(q) for q in one.quantities) == 1
    return only and not any(a.comparable(q) and a.agrees(q) for q in other.quantities)


def _about_one_thing(one: Claim, a: Quantity, other: Claim, b: Quantity, settings: Settings) -> bool:
    """Whether the rest is the same matter: most words of each in the other, and for a date who did what as well.

    A claim that tells more than the other may count something else ("four years as coach"). What is done again and again
    (speaking, meeting) may have two dates.
    """
    if min(alignment.held(one, other), alignment.held(other, one)) < settings.claim_shared:
        return False
    if a.kind in DATES and one.act in lexicon.words("saying") | lexicon.words("both") | lexicon.words("shared"):
        return False
    counted = {a.unit} if a.kind == "count" else set()
    doers = alignment.same_actor(one.agent, other.agent) or alignment.same_actor(one.patient, other.patient)
    return alignment.enough(one, other, settings, counted) and (doers or a.kind not in DATES)
