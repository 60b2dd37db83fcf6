"""Krippendorff's alpha: the examples of the literature, a count by hand, and its laws."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.teach.agreement import alpha, verdict


def units(*coders):
    """Units from one row a coder, a character a value, "." where there is none."""
    return [[None if v == "." else v for v in values] for values in zip(*coders, strict=True)]


EXAMPLES = {
    "Krippendorff 2011, A": (("0100000010", "1110010000"), 0.095),
    "Krippendorff 2011, C": (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),
    "three coders, many missing": ((".....34121133.3", "1.213343.......", "..21344.21133.4"), 0.691),
}


@pytest.mark.parametrize(("coders", "value"), EXAMPLES.values(), ids=EXAMPLES)
def test_the_examples_of_the_literature(coders, value):
    assert alpha(units(*coders)) == pytest.approx(value, abs=5e-4)


def by_hand(given):
    """One minus observed over expected disagreement, every pair counted one by one."""
    paired = [[v for v in unit if v is not None] for unit in given]
    paired = [unit for unit in paired if len(unit) > 1]
    every = [v for unit in paired for v in unit]
    if len(set(every)) < 2:
        return None
    observed = sum(sum(a != b for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in paired) / len(every)
    expected = sum(a != b for a, b in permutations(every, 2)) / (len(every) * (len(every) - 1))
    return 1 - observed / expected


tables = st.integers(2, 4).flatmap(
    lambda n: st.lists(st.lists(st.sampled_from(["a", "b", "c", None]), min_size=n, max_size=n), max_size=8)
)


@given(tables)
def test_it_is_what_counting_by_hand_gives(given_units):
    expected = by_hand(given_units)
    assert alpha(given_units) == (None if expected is None else pytest.approx(expected))


@given(tables)
def test_neither_the_order_of_coders_nor_the_names_of_values_matter(given_units):
    other = [[v and v.upper() for v in reversed(unit)] for unit in reversed(given_units)]
    assert alpha(other) == (None if alpha(given_units) is None else pytest.approx(alpha(given_units)))


def test_full_agreement_is_one_and_one_value_says_nothing():
    assert alpha(units("abab", "abab")) == 1
    assert alpha(units("aaaa", "aaaa")) is None
    assert alpha(units("ab..", "..ab")) is None


@pytest.mark.parametrize(("value", "told"), [(None, "cannot"), (0.8, "reliable"), (0.7, "first conclusion"), (0.2, "too low")])
def test_a_verdict_in_words(value, told):
    assert told in verdict(value)
