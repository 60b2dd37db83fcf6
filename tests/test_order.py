"""The order of differences, and the conflicts among them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.contrasts import conflict, worth
from framing.contrasts.order import in_order
from framing.nearness import Nearness
from framing.records import Account, Article, Contrast, Difference, Point, Statement
from framing.syntax import Reading


def contrast(kind: str, point: str, evidence: tuple[str, ...], about: str = "source:A") -> Contrast:
    return Contrast("", kind, "source", point, (about, "source:B"), None, evidence)


def test_within_a_kind_the_likelier_comes_first_and_ids_follow_the_order():
    made = in_order([(0.2, contrast("omission", "p1", ("s1",))), (0.7, contrast("omission", "p2", ("s2",)))])
    assert [(c.id, c.point) for c in made] == [("source-c1", "p2"), ("source-c2", "p1")]


def test_kinds_are_mixed_as_readers_mix_them():
    found = [(0.9 - n / 100, contrast("omission", f"p{n}", (f"s{n}",))) for n in range(12)]
    found += [(0.1, contrast("wording", f"q{n}", (f"t{n}", f"u{n}"))) for n in range(5)]
    first = [c.kind for c in in_order(found)][:13]
    assert 3 <= first.count("wording") <= 5 and first[0] == "omission"


def test_what_shows_the_same_sentences_again_comes_after_all_others():
    same = [(0.9, contrast("omission", "p1", ("s1",), about)) for about in ("source:A", "source:C")]
    made = in_order([*same, (0.1, contrast("omission", "p2", ("s2",)))])
    assert [(c.point, c.accounts[0]) for c in made] == [("p1", "source:A"), ("p2", "source:A"), ("p1", "source:C")]


@given(st.permutations(range(8)))
def test_the_order_found_changes_nothing(order):
    found = [(0.5, contrast(("omission", "emphasis")[n % 2], f"p{n}", (f"s{n // 3}",), f"source:{n % 3}")) for n in range(8)]
    assert in_order([found[n] for n in order]) == in_order(found)


def test_a_conflict_is_of_two_accounts_of_the_view():
    a, b = (Account(f"source:{x}", "source", x, (f"{x}0", f"{x}1"), 40) for x in "AB")
    across, inside = (Difference("p1", "number", pair, ((0, 1), (2, 3))) for pair in (("A0", "B1"), ("A0", "A1")))
    told = {i: Statement(i, i[0], 0, 9, "4 men, 15", 0) for x in "AB" for i in (f"{x}0", f"{x}1")}
    read = {x: Reading(Article(x, x, "4 men, 15"), ()) for x in "AB"}
    near = Nearness(tuple(told), np.eye(4), np.zeros((4, 2), dtype=np.float32))
    point = Point("p1", "men", ("A0", "A1", "B1"))
    ((_, made),) = conflict.find((a, b), (point,), told, read, near, (across, inside))
    assert (made.kind, made.point, made.accounts, made.evidence) == ("conflict", "p1", (a.id, b.id), ("A0", "B1"))
    assert made.words == ("4", "m")
    assert conflict.find((a,), (point,), told, read, near, (across,)) == ()


@pytest.mark.parametrize(
    ("kind", "less", "more"),
    [
        ("omission", worth.omission(2, 0.05, 0.5, 0.1), worth.omission(2, 0.4, 0.5, 0.1)),
        ("omission", worth.omission(2, 0.2, 0.5, 0.6), worth.omission(2, 0.2, 0.5, 0.0)),
        ("emphasis", worth.emphasis(4, 0.3, 0.2, 0.05), worth.emphasis(4, 0.3, 0.2, 0.3)),
    ],
)
def test_more_room_and_surer_silence_are_reported_more_often(kind, less, more):
    assert 0 < worth.reported(kind, less) < worth.reported(kind, more) < 1
