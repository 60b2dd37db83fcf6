from __future__ import annotations

import numpy as np
import pytest

from framing.uncertainty import estimate, interval, resampled_shares, wilson


def test_resampled_shares_centre_on_the_observed_share():
    amounts = np.array([[10.0, 0.0], [0.0, 10.0], [10.0, 0.0], [10.0, 0.0]])
    samples = resampled_shares(amounts, np.full(4, 10.0), 4000, seed=1)
    assert samples.shape == (4000, 2)
    assert samples[:, 0].mean() == pytest.approx(0.75, abs=0.02)
    assert np.allclose(samples.sum(axis=1), 1)


def test_equal_seeds_give_equal_resamples():
    amounts, totals = np.array([[3.0], [0.0], [2.0]]), np.array([5.0, 6.0, 7.0])
    assert np.array_equal(resampled_shares(amounts, totals, 50, 3), resampled_shares(amounts, totals, 50, 3))


def test_one_paragraph_gives_one_answer_in_every_resample():
    assert np.ptp(resampled_shares(np.array([[4.0]]), np.array([10.0]), 100, 0)) == 0


def test_an_interval_always_holds_its_value():
    found = interval(0.9, np.array([0.1, 0.2, 0.3]), "share", 3)
    assert found.low <= found.value <= found.high


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"), [(0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763), (10, 10, 0.722, 1.0)]
)  # (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n) with z = 1.96, worked out by hand
def test_wilson(hits, n, low, high):
    assert wilson(hits, n) == pytest.approx((low, high), abs=0.001)


def test_wilson_of_nothing_says_anything_is_possible():
    assert wilson(0, 0) == (0.0, 1.0)


def test_minus_zero_is_written_as_zero():
    assert str(estimate(-0.0, -0.0, 0.0, "x", 1).value) == "0.0"
