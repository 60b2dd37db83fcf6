"""Finders of differences between accounts, one a file, and the order in which a reader should see what they find.

    {coverage (emphasis, omission), wording + naming, words, tone, conflict} → order
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from framing.contrasts import conflict, coverage, naming, order, tone, wording, words
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
        worded = wording.find(own, points, statements, readings, nearness, settings)
        worded, named = naming.merged(worded, naming.find(own, points, statements, readings, nearness, settings))
        marked = words.find(own, statements, readings, settings)
        toned = tone.find(own, statements, readings, models, settings)
        contrasts += order.in_order([*covered.found, *worded, *named, *marked, *toned, *conflict.find(own, differences)])
    return tuple(cells), tuple(contrasts)
