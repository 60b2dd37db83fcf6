"""How sure a share is: numbers in, `Estimate` out. Pure numpy.

The unit that is resampled is the paragraph, never the word: words and sentences of one paragraph come together, and
treating them as independent makes every interval too narrow.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framing.records import Estimate

Floats = npt.NDArray[np.float64]


def resampled_shares(amounts: Floats, totals: Floats, draws: int, seed: int) -> Floats:
    """Shares under a block bootstrap (Efron & Tibshirani 1993, ch. 6): (draws, k).

    `amounts` is (blocks, k): what each block, a paragraph, gives to each of k points; `totals` (blocks,): its words.
    A resample draws as many blocks as there are, with replacement. With a single block every resample is the same.
    """
    blocks = len(totals)
    counts = np.random.default_rng(seed).multinomial(blocks, np.full(blocks, 1 / blocks), size=draws).astype(float)
    return np.asarray((counts @ amounts) / np.maximum(counts @ totals, 1e-12)[:, None])


def interval(value: float, samples: Floats, unit: str, n: int) -> Estimate:
    """The value with the middle 95% of `samples`, widened where needed to hold the value itself."""
    low, high = np.percentile(samples, [2.5, 97.5])
    return estimate(value, min(low, value), max(high, value), unit, n)


def wilson(successes: float, n: int) -> tuple[float, float]:
    """Wilson's 95% interval of a proportion (Wilson 1927): for accounts of one paragraph, where no resample differs."""
    if n == 0:
        return 0.0, 1.0
    z, p = 1.959964, successes / n
    middle, half = p + z * z / (2 * n), z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return max(0.0, float((middle - half) / (1 + z * z / n))), min(1.0, float((middle + half) / (1 + z * z / n)))


def estimate(value: float, low: float, high: float, unit: str, n: int, p: float | None = None) -> Estimate:
    """An `Estimate` rounded to six decimals, so that equal input gives equal bytes on any machine."""
    v, a, b = (round(float(x), 6) + 0.0 for x in (value, low, high))
    return Estimate(v, min(a, v), max(b, v), unit, n, None if p is None else round(float(p), 6))
