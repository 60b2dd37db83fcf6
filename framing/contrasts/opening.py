"""Openings: what each account puts first, its headline and the sentence after it.

Journalists put first what they hold to matter most (the inverted pyramid; Pöttker 2003, "News and its communicative quality"),
and many readers read no further; so different openings are a difference in emphasis however alike the rest is. Each opening
counts whole, not by its words: there is no ratio to estimate, the two or three openings are shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from framing.contrasts.order import Found
from framing.nearness import Nearness
from framing.records import Account, Contrast, Statement

NOTE = "how they open"

STATEMENTS = 2
"""Statements of an opening: a headline and a lead, or two sentences."""

OPENINGS = 3
"""Openings laid side by side at most: of more accounts, the least alike."""

SAME = 0.97
"""Mean chance that two openings tell one point from which they are no difference."""


def find(accounts: Sequence[Account], statements: Mapping[str, Statement], nearness: Nearness) -> tuple[Found, ...]:
    """The openings of the accounts of one view as one contrast, or none when there is one account or all open alike.

    It comes with the chance (0..1) that a careful reader reports it: `reported`. Accounts stand in the order of the texts.
    """
    order = {i: n for n, i in enumerate(statements)}
    opening = {a.id: tuple(sorted(a.statements, key=order.__getitem__)[:STATEMENTS]) for a in accounts if a.statements}
    first = sorted(opening, key=lambda account: order[opening[account][0]])
    if len(first) < 2:
        return ()
    alike = {(a, b): _alike(opening[a], opening[b], nearness) for a, b in combinations(first, 2)}
    told = _least_alike(first, alike)
    mean = float(np.mean([alike[a, b] for a, b in combinations(told, 2)]))
    if mean >= SAME:
        return ()
    evidence = tuple(i for account in told for i in opening[account])
    return ((reported(mean), Contrast("", "emphasis", accounts[0].view, None, tuple(told), None, evidence, NOTE)),)


def reported(alike: float) -> float:
    """The chance that a reader reports openings that tell one point with a mean chance of `alike`: set by eye on twice-read
    events, of which a reader reports the openings in half where they are less alike than 0.8, and in a third of the others."""
    return 0.65 - 0.3 * alike


def _alike(one: Sequence[str], other: Sequence[str], nearness: Nearness) -> float:
    """The largest chance that a statement of one opening and one of the other tell one point."""
    number = {i: n for n, i in enumerate(nearness.ids)}
    rows, columns = ([number[i] for i in ids if i in number] for ids in (one, other))
    return float(nearness.chance[np.ix_(rows, columns)].max()) if rows and columns else 0.0


def _least_alike(accounts: Sequence[str], alike: Mapping[tuple[str, str], float]) -> list[str]:
    """The two accounts that open least alike, and the one that opens least like both; all when there are no more."""
    if len(accounts) <= OPENINGS:
        return list(accounts)
    own, _ = min(alike.items(), key=lambda one: round(one[1], 6))
    beside = {a: sum(value for two, value in alike.items() if a in two and set(two) & set(own))
              for a in accounts if a not in own}  # fmt: skip
    third = min(beside, key=lambda a: round(beside[a], 6))
    return [a for a in accounts if a in own or a == third]
