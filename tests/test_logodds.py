"""Words that mark one of two texts, against examples reckoned by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.contrasts.logodds import log_odds

COUNTS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50), st.floats(0.01, 20)), min_size=2, max_size=8)


def test_two_words_by_hand():
    # with the prior: 4 and 2 against 2 and 4; delta = ln(4/2) - ln(2/4) = 2 ln 2, variance = 1/4 + 1/2
    z = 2 * np.log(2) / np.sqrt(0.75)
    assert log_odds([3, 1], [1, 3], [1, 1]) == pytest.approx([z, -z])


def test_three_words_by_hand():
    # with the prior: 3, 6, 11 of 20 against 1, 6, 13 of 20; first word: ln(3/17) - ln(1/19), variance 1/3 + 1
    found = log_odds([2, 2, 6], [0, 2, 8], [1, 4, 5])
    assert found[0] == pytest.approx((np.log(3 / 17) - np.log(1 / 19)) / np.sqrt(4 / 3))
    assert found[1] == pytest.approx(0) and found[2] < 0


def test_a_stronger_prior_makes_one_use_less_of_a_mark():
    weak, strong = (log_odds([1, 20], [0, 20], [a, 20 * a])[0] for a in (0.1, 10))
    assert 0 < strong < weak


@given(COUNTS)
def test_exchanging_the_texts_turns_the_signs(words):
    a, b, prior = zip(*words, strict=True)
    assert log_odds(a, b, prior) == pytest.approx(-log_odds(b, a, prior))


@pytest.mark.parametrize("a, b, prior", [
    ([1, 2], [1], [1, 1]), ([1, -1], [1, 1], [1, 1]), ([1, 1], [1, 1], [1, 0]), ([1], [1], [1]),
])  # fmt: skip
def test_what_cannot_be_reckoned_is_refused(a, b, prior):
    with pytest.raises(ValueError, match="prior"):
        log_odds(a, b, prior)
