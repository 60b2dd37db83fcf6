"""Finders of differences between accounts, one a file, and the order in which a reader should see what they find.

    {coverage (emphasis, omission), opening, wording + naming, words, commitment, cross_attribution, conflict, tone, agency,
    frames} → order

`ladder`, `modality` and `rungs` tell how firmly somebody is bound; `named`, `deeds` and `shares` who is named, what is told as
done, and how far shares stand apart; `together` joins pairs of statements that tell one difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from framing.contrasts import (
    agency,
    commitment,
    conflict,
    coverage,
    cross_attribution,
    frames,
    naming,
    opening,
    order,
    tone,
    wording,
    words,
)
from framing.models import Models
from framing.nearness import Nearness
from framing.records import Account, Cell, Contrast, Difference, Point, Presence, Statement
from framing.settings import Settings
from framing.syntax import Reading


def find(
    accounts: Sequence[Account],
    points: Sequence[Point],
    statements: Mapping[str, Statement],
    readings: Mapping[str, Reading],
    nearness: Nearness,
    presences: Mapping[tuple[str, str], Presence],
    differences: Sequence[Difference],
    models: Models,
    settings: Settings,
) -> tuple[tuple[Cell, ...], tuple[Contrast, ...]]:
    """The cells and the contrasts of one event: all of its accounts by source, then all by side."""
    cells: list[Cell] = []
    contrasts: list[Contrast] = []
    for view in ("source", "side"):
        own = [account for account in accounts if account.view == view]
        covered = coverage.cover(own, points, statements, presences, settings)
        cells += covered.cells
        crossed = cross_attribution.find(own, points, statements, readings, nearness, presences, differences, settings)
        worded = wording.find(own, points, statements, readings, nearness, settings)
        worded, named = naming.merged(worded, naming.find(own, points, statements, readings, nearness, settings))
        contrasts += order.in_order([
            *order.without_repeats(covered.found, crossed),
            *opening.find(own, statements, nearness),
            *worded,
            *named,
            *words.find(own, statements, readings, settings),
            *commitment.find(own, points, statements, readings, nearness, settings),
            *crossed,
            *conflict.find(own, points, statements, readings, nearness, differences),
            *tone.find(own, statements, readings, models, settings),
            *agency.find(own, points, statements, readings, nearness, settings),
            *frames.find(own, statements, readings, settings),
        ])  # fmt: skip
    return tuple(cells), tuple(contrasts)
