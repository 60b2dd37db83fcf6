"""Keeps what is needed of a comparison to score new articles by it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from framing import nearness, points, propositions, river
from framing.errors import NothingUsable
from framing.models import Models
from framing.records import Comparison
from framing.reference.record import Reference, Said, cards
from framing.settings import Settings


def fit(comparison: Comparison, models: Models, settings: Settings) -> Reference:
    """The reference that a comparison made with these models and settings is.

    Articles are read again, as a comparison does not keep their parses. Raises `NothingUsable` when it holds fewer than two
    accounts or no point: there is nobody to follow.
    """
    readings = {a.id: river.read(a, models) for a in comparison.articles}
    counted = {i for a in comparison.accounts if a.view == "source" for i in a.statements}
    matters = {s.id: propositions.of(s, readings[s.article]) for s in comparison.statements if s.id in counted}
    told = [s for s in comparison.statements if s.id in matters and matters[s.id].words]
    ordered = points.in_order(told, readings)
    encoder, parser = cards(models)
    reference = Reference(
        encoder=encoder,
        parser=parser,
        settings=settings,
        said=tuple(Said(s.id, len(matters[s.id].propositions), len(matters[s.id].words)) for s in ordered),
        vocabulary={
            a.id: dict(sorted(Counter(w.lemma for i in a.statements for w in matters[i].words).items()))
            for a in comparison.accounts
        },
        comparison=replace(comparison, contrasts=(), differences=(), set_aside=()),
        vectors=nearness.embed(ordered, [matters[s.id] for s in ordered], models),
    )
    if len(reference.accounts) < 2 or not comparison.points:
        raise NothingUsable("a model needs two accounts of one event: add an article of another source on it")
    return reference
