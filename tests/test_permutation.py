"""The test of emphasis by dealing paragraphs out anew, the floor between halves, and the share of false finds."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from framing.uncertainty import benjamini_hochberg, max_t, split_half


def drawn(sizes=(12, 9, 14), points=6, seed=0):
    """Paragraphs of accounts that draw from one distribution: each on one point, of 5 to 30 words."""
    rng = np.random.default_rng(seed)
    owner = np.repeat(np.arange(len(sizes)), sizes)
    amounts = np.zeros((len(owner), points))
    amounts[np.arange(len(owner)), rng.integers(0, points, len(owner))] = rng.integers(5, 30, len(owner))
    return amounts, amounts.sum(axis=1), owner


def test_two_points_told_apart_by_all_paragraphs_have_the_p_of_every_deal():
    # Of the 70 ways to deal eight equal paragraphs to two accounts, two part the points as fully as this: p = 2 / 70.
    amounts = np.repeat(np.eye(2), 4, axis=0) * 10
    deals = list(combinations(range(8), 4))
    exact = sum(set(d) in ({0, 1, 2, 3}, {4, 5, 6, 7}) for d in deals) / len(deals)
    p = max_t(amounts, np.full(8, 10.0), np.repeat([0, 1], 4), 20_000, 1)
    assert [p[0, 0], p[1, 1]] == pytest.approx([exact, exact], abs=0.004)
    assert p[0, 1] == p[1, 0] == 1


def test_a_lesser_parting_counts_every_deal_that_is_as_strong():
    # Three of A's four paragraphs are on the first point, one of B's: 32 + 2 of the 70 deals are as strong or stronger.
    amounts = np.eye(2)[[0, 0, 0, 1, 0, 1, 1, 1]] * 10
    p = max_t(amounts, np.full(8, 10.0), np.repeat([0, 1], 4), 20_000, 1)
    assert p[0, 0] == pytest.approx(34 / 70, abs=0.012)


def test_without_a_difference_the_least_p_of_an_event_is_as_good_as_uniform():
    least = [np.min(max_t(*drawn(seed=seed), 200, seed)) for seed in range(300)]
    for level in (0.05, 0.1, 0.25, 0.5):
        assert np.mean(np.array(least) <= level) == pytest.approx(level, abs=3 * np.sqrt(level * (1 - level) / 300))


def test_what_one_account_tells_much_more_is_found_and_only_there():
    amounts, totals, owner = drawn((20, 20, 20), seed=3)
    amounts[:16], totals[:16] = 0, 15
    amounts[:16, 2] = 15
    p = max_t(amounts, totals, owner, 1000, 0)
    assert p[0, 2] < 0.01 and np.argmin(p) == 2
    assert p[1:, 2].min() > 0.9


def test_a_share_doubled_from_two_fifths_in_forty_statements_is_found_four_times_in_five():
    found = 0
    for seed in range(50):
        rng = np.random.default_rng(seed)
        rooms = [[share, *[(1 - share) / 9] * 9] for share in (0.8, 0.4, 0.4)]
        told = np.concatenate([rng.choice(10, 40, p=room) for room in rooms])
        amounts = np.eye(10)[told] * rng.integers(8, 36, (120, 1))
        found += max_t(amounts, amounts.sum(axis=1), np.repeat([0, 1, 2], 40), 300, seed)[0, 0] < 0.05
    assert found >= 40


def test_each_p_is_above_zero_and_equal_seeds_give_equal_p():
    p = max_t(*drawn(), 100, 5)
    assert np.all((p >= 1 / 101) & (p <= 1))
    assert np.array_equal(p, max_t(*drawn(), 100, 5))


@pytest.mark.parametrize("sizes", [(12, 9, 14), (10, 10, 10)])
def test_neither_the_order_of_accounts_nor_of_paragraphs_changes_a_p(sizes):
    amounts, totals, owner = drawn(sizes)
    p = max_t(amounts, totals, owner, 300, 0)
    names = np.array([2, 0, 1])
    order = np.random.default_rng(1).permutation(len(owner))
    assert np.array_equal(max_t(amounts[order], totals[order], names[owner][order], 300, 0)[names], p)


def test_draws_dealt_in_parts_are_the_same_draws(monkeypatch):
    whole = max_t(*drawn(), 100, 0)
    monkeypatch.setattr("framing.uncertainty.DEALT", 35 * 7)
    assert np.array_equal(max_t(*drawn(), 100, 0), whole)


def test_an_account_of_one_paragraph_has_no_p_and_changes_none():
    amounts, totals, owner = drawn((12, 9))
    p = max_t(amounts, totals, owner, 100, 0)
    more = max_t(np.vstack([amounts, amounts[:1]]), np.append(totals, totals[0]), np.append(owner, 2), 100, 0)
    assert np.isnan(more[2]).all() and np.array_equal(more[:2], p)


@pytest.mark.parametrize("sizes", [(1, 1), (1, 9)])
def test_fewer_than_two_accounts_of_several_paragraphs_allow_no_test(sizes):
    assert np.isnan(max_t(*drawn(sizes), 100, 0)).all()


def test_a_point_that_only_the_untested_tell_has_no_contrast():
    amounts, totals, owner = drawn((5, 5, 1), points=3)
    amounts[:10, 2] = 0
    assert (max_t(amounts, totals, owner, 50, 0)[:2, 2] == 1).all()


def test_the_floor_is_the_ratio_between_odd_and_even_paragraphs():
    # Odd paragraphs: 30 of 40 words on the point, even ones 10 of 40; both pulled to 1/2 by 10 words: 35/50 and 15/50.
    amounts = np.array([[20.0], [5.0], [10.0], [5.0]])
    assert split_half(amounts, np.full(4, 20.0), 10.0) == pytest.approx([np.log2(35 / 15)])


def test_an_account_that_is_even_throughout_has_no_floor_and_one_paragraph_has_no_halves():
    assert split_half(np.full((4, 2), 5.0), np.full(4, 20.0), 10.0).tolist() == [0, 0]
    assert split_half(np.full((1, 2), 5.0), np.full(1, 20.0), 10.0) is None


@pytest.mark.parametrize(
    ("p", "q"),
    [([0.01, 0.04, 0.03, 0.5], [0.04, 0.16 / 3, 0.16 / 3, 0.5]), ([0.9, 0.9], [0.9, 0.9]), ([1.0], [1.0]), ([], [])],
)  # p n / rank, each no larger than that of the next larger p: 0.03 has 0.06, but 0.04 has 0.16 / 3
def test_benjamini_hochberg(p, q):
    assert benjamini_hochberg(np.array(p)).tolist() == pytest.approx(q)
