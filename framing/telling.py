"""The order of telling as numbers: in which place each account first tells each point, and lines between the accounts.

A slope chart (Tufte 1983): one upright for each account, a node where a point is first told, a line where two accounts beside
each other tell it. Positions are in pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from framing.columns import Columns
from framing.dotplot import Mark, marks
from framing.passages import shortened
from framing.records import Account, Point

UPRIGHTS = 4
"""Accounts up to which the order is drawn; of more the table tells it."""

LINES = 15
"""Points drawn at most, those whose place differs most first."""

STEP, WIDTH, HEAD, SIDE = 26, 180, 30, 270
"""Height of a place, width between two uprights, height above the first place, and room for labels on each side, in pixels."""

LABEL = 34
"""Characters of a label beside the chart; the table has it whole."""


@dataclass(frozen=True, slots=True)
class Node:
    """Where an account first tells a point: its place, from 1, and its position."""

    account: Account
    mark: Mark
    place: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Track:
    """One point through the accounts; `places` has None where it is not told; `shift` is the largest difference of places as a
    share of the account (0..1)."""

    point: Point
    number: int
    places: tuple[int | None, ...]
    nodes: tuple[Node, ...]
    links: tuple[tuple[Node, Node], ...]
    shift: float


@dataclass(frozen=True, slots=True)
class Telling:
    """The order of a view: points that two accounts or more tell, by number; `drawn` are those of the chart, none for many
    accounts; `most` is the one whose place differs most, with the earliest and the latest of its accounts."""

    accounts: tuple[Account, ...]
    tracks: tuple[Track, ...]
    drawn: tuple[Track, ...]
    most: tuple[Track, Node, Node] | None
    counts: tuple[int, ...]
    width: int
    height: int

    @property
    def labels(self) -> tuple[tuple[Node, str, bool], ...]:
        """The label of each point drawn, at its node on the first and the last upright; True at the first."""
        ends = ((0, True), (WIDTH * (len(self.accounts) - 1), False))
        return tuple((node, shortened(track.point.label, LABEL), first)
                     for track in self.drawn for node in track.nodes for x, first in ends if node.x == x)  # fmt: skip


def telling(columns: Columns) -> Telling | None:
    """The order of telling; None when no two accounts tell one point."""
    places = {a.id: _places(a, columns) for a in columns.accounts}
    counts = tuple(len(places[a.id]) for a in columns.accounts)
    tracks = tuple(_track(p, columns, places) for p in columns.points if len(columns.tellers(p)) > 1)
    if not tracks:
        return None
    moved = sorted(tracks, key=lambda t: -t.shift)
    drawn = tuple(moved[:LINES]) if len(columns.accounts) <= UPRIGHTS else ()
    deepest = max((node.place for track in tracks for node in track.nodes), default=1)
    return Telling(columns.accounts, tracks, drawn, _most(moved[0], counts, columns), counts,
                   WIDTH * (len(columns.accounts) - 1), HEAD + STEP * deepest)  # fmt: skip


def _places(account: Account, columns: Columns) -> dict[str, int]:
    """The points an account tells, each with its place in the order of first mention."""
    told = [(p, c.first) for p in columns.points if (c := columns.cell(account, p)).found == "told"]
    ordered = sorted(told, key=lambda one: (-(one[1] or 0.0), columns.numbers[one[0].id]))
    return {point.id: n for n, (point, _) in enumerate(ordered, 1)}


def _track(point: Point, columns: Columns, places: dict[str, dict[str, int]]) -> Track:
    look = marks(columns)
    nodes = [Node(a, look[a.id], places[a.id][point.id], n * WIDTH, HEAD + STEP * places[a.id][point.id] - STEP // 2)
             for n, a in enumerate(columns.accounts) if point.id in places[a.id]]  # fmt: skip
    parts = [(node.place - 1) / max(1, len(places[node.account.id]) - 1) for node in nodes]
    links = tuple((a, b) for a, b in pairwise(nodes) if b.x - a.x == WIDTH)
    return Track(point, columns.numbers[point.id], tuple(places[a.id].get(point.id) for a in columns.accounts),
                 tuple(nodes), links, round(max(parts) - min(parts), 6))  # fmt: skip


def _most(track: Track, counts: tuple[int, ...], columns: Columns) -> tuple[Track, Node, Node] | None:
    if not track.shift:
        return None
    number = {a.id: n for n, a in enumerate(columns.accounts)}

    def part(node: Node) -> float:
        return (node.place - 1) / max(1, counts[number[node.account.id]] - 1)

    return track, min(track.nodes, key=part), max(track.nodes, key=part)
