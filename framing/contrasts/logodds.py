"""Words that mark one of two texts: log-odds ratio with an informative Dirichlet prior.

Monroe, Colaresi & Quinn (2008), "Fightin' Words", Political Analysis 16(4), equations 16, 19 and 22. For a word w with counts
y_i, y_j in two texts of n_i, n_j words and prior counts a_w (their sum a_0):

    delta_w = ln[(y_wi + a_w) / (n_i + a_0 - y_wi - a_w)] - ln[(y_wj + a_w) / (n_j + a_0 - y_wj - a_w)]
    z_w     = delta_w / sqrt(1 / (y_wi + a_w) + 1 / (y_wj + a_w))

The prior draws rare words toward the background rate, so that one use is no mark. Words repeat within a text: z orders words,
it is no p-value.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def deltas(counts_a: npt.ArrayLike, counts_b: npt.ArrayLike, prior: npt.ArrayLike) -> Floats:
    """delta_w of each word, over the last axis; above 0 it marks text a. What comes in is as in `log_odds`, unchecked.

    `counts_a` and `counts_b` may have axes before the last, one text a row.
    """
    a, b, pull = (np.asarray(x, dtype=np.float64) for x in (counts_a, counts_b, prior))
    return _log_odds_of(a + pull) - _log_odds_of(b + pull)


def log_odds(counts_a: npt.ArrayLike, counts_b: npt.ArrayLike, prior: npt.ArrayLike) -> Floats:
    """z score of each word of one vocabulary: above 0 it marks text a, below 0 text b.

    `counts_a` and `counts_b` are the words' counts in the two texts, `prior` their prior counts, such as a_0 times their rate
    in a background. Raises ValueError when the three differ in length, a count is negative, a prior is not above 0, or there
    are fewer than two words: odds need another word to be against.
    """
    a, b, pull = (np.asarray(x, dtype=np.float64) for x in (counts_a, counts_b, prior))
    if a.ndim != 1 or a.shape != b.shape or a.shape != pull.shape:
        raise ValueError("counts and prior must be one number per word each")
    if len(a) < 2 or (a < 0).any() or (b < 0).any() or (pull <= 0).any():
        raise ValueError("two words or more are needed, counts of 0 or more and a prior above 0")
    delta = deltas(a, b, pull)
    return np.asarray(delta / np.sqrt(1 / (a + pull) + 1 / (b + pull)))


def _log_odds_of(counts: Floats) -> Floats:
    """Log odds of each word against all others."""
    return np.asarray(np.log(counts) - np.log(counts.sum(axis=-1, keepdims=True) - counts))
