"""Told, not found, cannot tell: what is known of each account and point, and how sure that is."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from framing.nearness import Nearness
from framing.presence import evidence, judge, telling
from framing.records import Account, Point
from framing.settings import DEFAULT, Settings

A, B, C = (Account(f"source:{x}", "source", x, tuple(f"{x}{n}" for n in range(2)), 40) for x in "ABC")
SHARED = Point("p1", "shared", ("A0", "B0"), "A0")
ALONE = Point("p2", "alone", ("A1",), "A1")


def near(**chances: float) -> Nearness:
    """Six statements far from each other but for the pairs given: A0_C1=0.9."""
    ids = tuple(i for account in (A, B, C) for i in account.statements)
    matrix = np.full((6, 6), 0.02, dtype=np.float32)
    np.fill_diagonal(matrix, 1)
    for pair, chance in chances.items():
        i, j = (ids.index(x) for x in pair.split("_"))
        matrix[i, j] = matrix[j, i] = chance
    return Nearness(ids, matrix, np.eye(6, dtype=np.float32))


def test_who_was_grouped_tells_and_is_sure_by_what_the_others_say():
    found = judge((A, B, C), (SHARED, ALONE), near(A0_B0=0.8), DEFAULT)
    assert found["source:A", "p1"].found == found["source:B", "p1"].found == "told"
    assert found["source:A", "p1"].chance > 0.7 and found["source:A", "p1"].closest is None


def test_a_point_that_one_account_alone_tells_has_nobody_to_judge_its_teller_by():
    assert judge((A,), (ALONE,), near(), DEFAULT)["source:A", "p2"].chance is None


def test_an_account_far_from_a_point_does_not_tell_it_and_shows_its_nearest_statement():
    silent = judge((A, B, C), (SHARED, ALONE), near(A0_C1=0.1), DEFAULT)["source:C", "p1"]
    assert (silent.found, silent.closest) == ("not found", "C1")
    assert silent.chance < DEFAULT.cannot_tell and silent.similarity == 0.0


def test_an_account_near_a_point_is_undecided():
    unclear = judge((A, B, C), (SHARED, ALONE), near(A0_C1=0.9, B0_C1=0.7), DEFAULT)["source:C", "p1"]
    assert (unclear.found, unclear.closest) == ("cannot tell", "C1") and unclear.chance >= DEFAULT.cannot_tell
    strict = Settings(cannot_tell=0.99)
    assert judge((C,), (SHARED,), near(A0_C1=0.9, B0_C1=0.7), strict)["source:C", "p1"].found == "not found"


def test_an_account_without_a_statement_that_says_something_is_undecided():
    mute = Account("source:M", "source", "M", ("M0",), 1)
    found = judge((mute,), (SHARED,), near(), DEFAULT)["source:M", "p1"]
    assert (found.found, found.closest, found.similarity) == ("cannot tell", None, None)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20), st.floats(0, 1))
def test_a_nearer_statement_never_lowers_the_chance(chances, more):
    before, after = telling(np.array(chances)), telling(np.array([*chances, more]))
    assert 0 < before <= after < 1
    assert np.isfinite(evidence(np.array(chances))).all()
