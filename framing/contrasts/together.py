"""Differences that hang together, told as one: two accounts beside a third, not three times two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from framing.records import Account, Contrast, Kind, Point


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a difference: a statement, and the words of it that differ."""

    statement: str
    words: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements of two accounts that differ, with the chance (0..1) that a reader reports it, and how they differ."""

    chance: float
    sides: tuple[Side, Side]
    note: str = ""


def told(
    kind: Kind, pairs: Sequence[Pair], accounts: Sequence[Account], points: Sequence[Point], order: Mapping[str, int]
) -> tuple[tuple[float, Contrast], ...]:
    """One contrast for the pairs that share a statement and differ in one way: one side of each account, the likeliest.

    `order` numbers the statements as the texts have them: so the sides stand, whatever the accounts are called. The point is
    the first that two of the statements share, if any.
    """
    holder = {i: account.id for account in accounts for i in account.statements}
    found = []
    for group in _hanging_together(pairs):
        best: dict[str, Side] = {}
        for pair in sorted(group, key=lambda one: -one.chance):
            for side in pair.sides:
                best.setdefault(holder[side.statement], side)
        sides = sorted(best.values(), key=lambda side: order[side.statement])
        ids = tuple(side.statement for side in sides)
        point = next((p.id for p in points if len(set(ids) & set(p.statements)) > 1), None)
        contrast = Contrast("", kind, accounts[0].view, point, tuple(holder[i] for i in ids), None, ids, group[0].note,
                            tuple(side.words for side in sides))  # fmt: skip
        found.append((max(pair.chance for pair in group), contrast))
    return tuple(found)


def _hanging_together(pairs: Sequence[Pair]) -> list[list[Pair]]:
    groups: list[tuple[set[tuple[str, str]], list[Pair]]] = []
    for pair in pairs:
        own = {(pair.note, side.statement) for side in pair.sides}
        meeting = [group for group in groups if group[0] & own]
        groups = [group for group in groups if group not in meeting]
        groups.append((own.union(*(g[0] for g in meeting)), [p for g in meeting for p in g[1]] + [pair]))
    return [group for _, group in groups]
