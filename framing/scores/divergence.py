"""How far an account's emphasis lies from the others', with its interval."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import rel_entr

from framing.columns import Columns
from framing.records import Account, Estimate, Point
from framing.uncertainty import Floats, interval, resampled_shares

DRAWS = 500
"""Resamples of an account's paragraphs for the interval: the ends move by a hundredth of a bit between seeds."""

UNIT = "bits, 0 to 1"


def divergence(p: npt.ArrayLike, q: npt.ArrayLike) -> Floats:
    """Jensen-Shannon divergence in bits (Lin 1991, IEEE Trans. Inf. Theory 37) of lists of weights, over the last axis.

    0 when they are in proportion, 1 when they share nothing; NaN where either sums to nothing.
    """
    ps, qs = _in_parts(p), _in_parts(q)
    middle = (ps + qs) / 2
    bits = (rel_entr(ps, middle) + rel_entr(qs, middle)).sum(axis=-1) / 2 / np.log(2)
    return np.asarray(np.maximum(bits, 0.0), dtype=float)


def of_emphasis(account: Account, columns: Columns, seed: int) -> Estimate | None:
    """The account's shares against the mean of those others' that have text enough, each counting alike however long.

    The interval is of the account's paragraphs drawn anew (block bootstrap), the others held as they are. None when nobody else
    has text enough, or either side tells no point.
    """
    others = [a for a in columns.accounts if a.id != account.id and a.id not in columns.thin]
    if not others:
        return None
    pool = [sum(share(a, p, columns) for a in others) / len(others) for p in columns.points]
    found = float(divergence([share(account, p, columns) for p in columns.points], pool))
    if np.isnan(found):
        return None
    drawn = divergence(_resampled(account, columns, seed), pool)
    return interval(found, drawn[~np.isnan(drawn)], UNIT, len(account.statements))


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


def _in_parts(weights: npt.ArrayLike) -> Floats:
    """Weights over their sum, NaN where that is nothing."""
    given = np.asarray(weights, dtype=float)
    total = given.sum(axis=-1, keepdims=True)
    parts: Floats = np.divide(given, total, out=np.full_like(given, np.nan), where=total != 0)
    return parts
