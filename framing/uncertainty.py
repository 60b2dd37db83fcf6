"""How sure a share is: numbers in, `Estimate` out. Pure numpy.

The unit that is resampled is the paragraph, never the word: words and sentences of one paragraph come together, and
treating them as independent makes every interval too narrow. For a test paragraphs are dealt out anew among the accounts.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from framing.records import Estimate

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.intp]

DEALT = 1_000_000  # paragraphs dealt out at a time, in all draws together: 30 MB
WEIGHT = 2  # power of a point's share by which error is spent on it (0 to 3 were tried: models/uncertainty/LOG.md)


def resampled_shares(amounts: Floats, totals: Floats, draws: int, seed: int) -> Floats:
    """Shares under a block bootstrap (Efron & Tibshirani 1993, ch. 6): (draws, k).

    `amounts` is (blocks, k): what each block, a paragraph, gives to each of k points; `totals` (blocks,): its words.
    A resample draws as many blocks as there are, with replacement. With a single block every resample is the same.
    """
    blocks = len(totals)
    counts = np.random.default_rng(seed).multinomial(blocks, np.full(blocks, 1 / blocks), size=draws).astype(float)
    return np.asarray((counts @ amounts) / np.maximum(counts @ totals, 1e-12)[:, None])


def interval(value: float, samples: Floats, unit: str, n: int, p: float | None = None, floor: float | None = None) -> Estimate:
    """The value with the middle 95% of `samples`, widened where needed to hold the value itself."""
    low, high = np.percentile(samples, [2.5, 97.5])
    return estimate(value, min(low, value), max(high, value), unit, n, p, floor)


def wilson(successes: float, n: int) -> tuple[float, float]:
    """Wilson's 95% interval of a proportion (Wilson 1927): for accounts of one paragraph, where no resample differs."""
    if n == 0:
        return 0.0, 1.0
    z, p = 1.959964, successes / n
    middle, half = p + z * z / (2 * n), z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return max(0.0, float((middle - half) / (1 + z * z / n))), min(1.0, float((middle + half) / (1 + z * z / n)))


def estimate(
    value: float, low: float, high: float, unit: str, n: int, p: float | None = None, floor: float | None = None
) -> Estimate:
    """An `Estimate` rounded to six decimals, so that equal input gives equal bytes on any machine."""
    v, a, b = (round(float(x), 6) + 0.0 for x in (value, low, high))
    chance, least = (None if x is None else round(float(x), 6) + 0.0 for x in (p, floor))
    return Estimate(v, min(a, v), max(b, v), unit, n, chance, least)


def max_t(amounts: Floats, totals: Floats, owner: Whole, draws: int, seed: int) -> Floats:
    """How likely accounts of one distribution show, in any cell, a contrast as strong as each cell's: p, (accounts, points).

    `amounts` (blocks, points) and `totals` (blocks,) are the words of whole paragraphs; `owner` (blocks,) numbers the account,
    from 0, that each stands in. Every draw deals the paragraphs out anew, each account getting as many as it has. p is adjusted
    for all cells together (single-step max-T; Westfall & Young 1993, ch. 2), with (1 + hits) / (1 + draws) never 0 (Phipson &
    Smyth 2010), and one-sided: that the account gives the point *more* room than the others together. It holds what it says
    when no account differs; when one does, the others' p are approximate, as paragraphs of unlike accounts are mixed.

    NaN for an account of a single paragraph, which also takes no part, and everywhere when fewer than two others are left. The
    order of accounts and of paragraphs changes no p.
    """
    accounts = int(owner.max()) + 1
    found = np.full((accounts, amounts.shape[1]), np.nan)
    sizes = np.bincount(owner, minlength=accounts)
    tested = np.flatnonzero(sizes > 1)
    if len(tested) < 2 or not found.size:
        return found
    tested = tested[np.argsort(sizes[tested], kind="stable")]
    rank = np.full(accounts, -1)
    rank[tested] = np.arange(len(tested))
    blocks = np.asarray([b for b in _by_content(amounts, totals) if rank[owner[b]] >= 0])
    amounts, totals = amounts[blocks], totals[blocks]
    seen = np.stack([s[0] for s in _strengths(amounts, totals, rank[owner[blocks]][None])], axis=-1)
    hits = np.zeros(seen.shape)
    for dealt in _deals(sizes[tested], draws, seed):
        top = np.full(len(dealt), -np.inf)
        for strength in _strengths(amounts, totals, dealt):
            np.maximum(top, strength.max(axis=1), out=top)
        hits += len(top) - np.searchsorted(np.sort(top), seen - 1e-9)  # what differs by rounding only is a tie, so a hit
    found[tested] = (1 + hits) / (1 + draws)
    return found


def _by_content(amounts: Floats, totals: Floats) -> list[int]:
    """Blocks in an order that depends on nothing but their words, so that equal seeds deal equal hands."""
    return sorted(range(len(totals)), key=lambda b: (totals[b], amounts[b].tobytes()))


def _deals(sizes: Whole, draws: int, seed: int) -> Iterator[npt.NDArray[np.int16]]:
    """Random owners of every block, (some of the draws, blocks) at a time; account n gets sizes[n] of them."""
    random, hand = np.random.default_rng(seed), np.repeat(np.arange(len(sizes), dtype=np.int16), sizes)
    step = max(1, DEALT // len(hand))
    for begun in range(0, draws, step):
        yield random.permuted(np.broadcast_to(hand, (min(step, draws - begun), len(hand))), axis=1)


def _strengths(amounts: Floats, totals: Floats, owners: npt.NDArray[np.integer]) -> Iterator[Floats]:
    """Point by point the strength of every account's contrast under each of the `owners`: (draws, accounts)."""
    accounts = int(owners.max()) + 1
    rows = np.arange(len(owners))[:, None] * accounts + owners
    words = _dealt(rows, totals, accounts)
    for k in range(amounts.shape[1]):
        blocks = np.flatnonzero(amounts[:, k])
        told = amounts[blocks, k]
        yield _strength(_dealt(rows[:, blocks], told, accounts), words, told)


def _dealt(rows: Whole, weights: Floats, accounts: int) -> Floats:
    """Sums of the blocks' `weights` by draw and account."""
    spread = np.broadcast_to(weights, rows.shape).ravel()
    return np.asarray(np.bincount(rows.ravel(), spread, len(rows) * accounts).reshape(len(rows), accounts), dtype=np.float64)


def _strength(told: Floats, words: Floats, blocks: Floats) -> Floats:
    """The log likelihood ratio (Dunning 1993) of an account's share of a point to the others', less where the point is small.

    Logs of ratios, and differences over their standard error, are made largest by chance for points told once in a short
    account: the greatest of all cells is always one of those, and nothing is found. Bare differences of shares are largest in
    short accounts. A likelihood ratio grows as the log of how unlikely chance is, so cells of every size can be held against
    each other; it is counted in paragraphs, not in words, which come together. Adding WEIGHT times the log of the point's share
    of all words spends the error on points by their room, which no deal changes (Genovese, Roeder & Wasserman 2006).
    Figures of all these: models/uncertainty/LOG.md. The ratio counts as negative where the account gives less room.
    """
    if not len(blocks):
        return np.full(told.shape, -np.inf)
    point, everything = blocks.sum(), words.sum(axis=1, keepdims=True)
    share = point / everything
    rest, others = point - told, everything - words
    ratio = (_information(told, words * share) + _information(rest, others * share)
             + _information(words - told, words * (1 - share)) + _information(others - rest, others * (1 - share)))  # fmt: skip
    together = (blocks**2).sum() / point  # words of a typical paragraph's part in the point
    return np.asarray(np.where(told * others >= rest * words, 1, -1) * ratio / together + WEIGHT * np.log(share))


def _information(seen: Floats, expected: Floats) -> Floats:
    seen = np.maximum(seen, 0)
    return np.asarray(seen * np.log(np.maximum(seen, 1e-12) / np.maximum(expected, 1e-12)))


def split_half(amounts: Floats, totals: Floats, pull: float) -> Floats | None:
    """How much one account differs from itself: |log2 ratio| of shares between its odd and its even paragraphs, by point.

    Shares are drawn toward the account's own by the weight of `pull` words, as those of two accounts are toward their mean.
    None for a single paragraph, which has no halves.
    """
    if len(totals) < 2:
        return None
    pool = pull * np.maximum(amounts.sum(axis=0) / totals.sum(), 1e-12)
    first, second = ((amounts[h::2].sum(axis=0) + pool) / (totals[h::2].sum() + pull) for h in (0, 1))
    return np.asarray(np.abs(np.log2(first / second)))


def benjamini_hochberg(p: Floats) -> Floats:
    """The share of false finds among all with a p as small or smaller: q (Benjamini & Hochberg 1995), in the order of `p`."""
    order = np.argsort(p, kind="stable")[::-1]
    ranks = np.arange(len(p), 0, -1)
    q = np.empty(len(p))
    q[order] = np.minimum.accumulate(np.minimum(1.0, p[order] * len(p) / ranks))
    return q
