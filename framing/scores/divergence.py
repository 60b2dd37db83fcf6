"""How far an account's emphasis lies from the others', with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from math import log2

import numpy as np

from framing.columns import Columns
from framing.records import Account, Estimate, Point
from framing.uncertainty import Floats, interval, resampled_shares

DRAWS = 500
"""Resamples of an account's paragraphs for the interval: the ends move by a hundredth of a bit between seeds."""

UNIT = "bits, 0 to 1"


def divergence(p: Sequence[float], q: Sequence[float]) -> float | None:
    """Jensen-Shannon divergence in bits (Lin 1991, IEEE Trans. Inf. Theory 37) of two lists of weights of the same length.

    0 when they are in proportion, 1 when they share nothing; None when either sums to nothing.
    """
    if not sum(p) or not sum(q):
        return None
    ps, qs = [x / sum(p) for x in p], [x / sum(q) for x in q]
    middle = [(a + b) / 2 for a, b in zip(ps, qs, strict=True)]
    return max(0.0, (_relative(ps, middle) + _relative(qs, middle)) / 2)


def of_emphasis(account: Account, columns: Columns, seed: int) -> Estimate | None:
    """The account's shares against the mean of those others' that have text enough, each counting alike however long.

    The interval is of the account's paragraphs drawn anew (block bootstrap), the others held as they are. None when nobody else
    has text enough, or either side tells no point.
    """
    others = [a for a in columns.accounts if a.id != account.id and a.id not in columns.thin]
    if not others:
        return None
    pool = [sum(share(a, p, columns) for a in others) / len(others) for p in columns.points]
    found = divergence([share(account, p, columns) for p in columns.points], pool)
    if found is None:
        return None
    drawn = [divergence(row, pool) for row in _resampled(account, columns, seed).tolist()]
    return interval(found, np.array([one for one in drawn if one is not None]), UNIT, len(account.statements))


def paragraphs(account: Account, columns: Columns) -> int:
    """Paragraphs that the account has statements in; of a single one no resample differs, so there is no interval."""
    return len({(s.article, s.paragraph) for s in columns.own(account)})


def share(account: Account, point: Point, columns: Columns) -> float:
    """The account's share of its words that goes to the point, 0 where it has none."""
    size = columns.cell(account, point).share
    return size.value if size else 0.0


def _resampled(account: Account, columns: Columns, seed: int) -> Floats:
    """Shares of the points under resamples of the account's paragraphs: (DRAWS, points)."""
    own = columns.own(account)
    speaks = {s.id: [k for k, p in enumerate(columns.points) if s.id in set(columns.cell(account, p).statements)] for s in own}
    block = {key: n for n, key in enumerate(dict.fromkeys((s.article, s.paragraph) for s in own))}
    amounts, totals = np.zeros((len(block), len(columns.points))), np.zeros(len(block))
    for s in own:
        row = block[s.article, s.paragraph]
        totals[row] += s.words
        for k in speaks[s.id]:
            amounts[row, k] += s.words / len(speaks[s.id])
    return resampled_shares(amounts, totals, DRAWS, seed)


def _relative(p: Sequence[float], q: Sequence[float]) -> float:
    return sum(a * log2(a / b) for a, b in zip(p, q, strict=True) if a > 0)
