"""What of the accounts a class reads: which of them, which of their points, and which sentences.

A sentence that leans on the one before is taken together with it, or not at all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from framing.columns import Columns
from framing.records import Account, Point, Statement
from framing.teach.levels import Level
from framing.teach.matching import says_a_matter

LEAD_INS = 2
"""Sentences at most that are taken with a sentence that leans on them."""

_LEANS = re.compile(
    r"[\W_]*(he|she|it|they|his|her|its|their|him|them|this|that|these|those|such|also|both|another|"
    r"the (?:latter|former|two|pair|same))\b|[\W_]*(?:[^\W_]\w*|_) (?:also|too)\b",
    re.IGNORECASE,
)
"""A beginning that leans on the sentence before: a pronoun, or "also"."""


def accounts_to_read(columns: Columns, level: Level) -> tuple[Account, ...]:
    """The accounts that tell most points, in the comparison's order; by side one fewer, for the reporting is read as well."""
    many = level.texts if columns.view == "source" else max(2, level.texts - 1)
    told = {a.id: sum(a in columns.tellers(p) for p in columns.points) for a in columns.accounts}
    most = sorted(columns.accounts, key=lambda a: (-told[a.id], -a.words))[:many]
    return tuple(a for a in columns.accounts if a in most)


def points_to_ask(columns: Columns, accounts: Sequence[Account], level: Level) -> tuple[Point, ...]:
    """The points that most of the accounts tell, those they lead with first, then those one tells, each in turn.

    A point weighs one over its rank with each account that tells it (first 1, second 1/2, …). One whose label merely names
    somebody is asked only where no other is left. In the comparison's order.
    """
    ranks: dict[str, list[int]] = defaultdict(list)
    for account in accounts:
        for rank, point in enumerate(columns.ranked(account), start=1):
            ranks[point.id].append(rank)
    told = [p for p in columns.points if ranks[p.id]]
    told.sort(key=lambda p: (-len(ranks[p.id]), -sum(1 / rank for rank in ranks[p.id])))
    matters = [p for p in told if says_a_matter(p.label, columns.texts(p))]
    shared = [p for p in matters if len(ranks[p.id]) > 1][: level.shared]
    alone = _in_turn([p for p in matters if len(ranks[p.id]) == 1], columns, accounts)[: level.points - len(shared)]
    rest = [p for p in (*matters, *told) if p not in shared and p not in alone]
    more = list(dict.fromkeys(rest))[: level.points - len(shared) - len(alone)]
    return tuple(p for p in columns.points if p in shared or p in alone or p in more)


def _in_turn(points: Sequence[Point], columns: Columns, accounts: Sequence[Account]) -> list[Point]:
    """Points that one account tells each, so that every account has its first before any has its second."""
    queues = [[p for p in points if a in columns.tellers(p)] for a in accounts]
    return [queue[turn] for turn in range(len(points)) for queue in queues if turn < len(queue)]


def sentences_to_read(
    own: Sequence[Statement], account: Account, columns: Columns, points: Sequence[Point], level: Level
) -> tuple[Statement, ...]:
    """All sentences of a short account; of a long one the first, then those that speak to the chosen points, turn by turn.

    A sentence that leans on the one before is taken together with it, or not at all.
    """
    if len(own) <= level.sentences:
        return tuple(own)
    queues = [columns.cell(account, p).statements for p in points]
    kept = {own[0].id}
    for turn in range(max(map(len, queues), default=0)):
        for queue in queues:
            group = _with_lead_in(queue[turn], own) if turn < len(queue) else frozenset()
            if len(kept | group) <= level.sentences:
                kept |= group
    return tuple(s for s in own if s.id in kept)


def _with_lead_in(statement: str, own: Sequence[Statement]) -> frozenset[str]:
    """A sentence with those before it that it leans on: "He also …" needs to know who; none if they are out of reach."""
    at = next(n for n, s in enumerate(own) if s.id == statement)
    start = at
    while start > 0 and _LEANS.match(own[start].text) and own[start - 1].article == own[at].article:
        start -= 1
    return frozenset(s.id for s in own[start : at + 1]) if at - start <= LEAD_INS else frozenset()
