"""Openings laid side by side."""

from __future__ import annotations

import numpy as np
import pytest

from framing.contrasts import opening
from framing.nearness import Nearness
from framing.records import Account, Statement


def account(name: str, *ids: str) -> Account:
    return Account(f"source:{name}", "source", name, ids, 10 * len(ids))


def told(*articles: str) -> dict[str, Statement]:
    """Three statements of each article, in its order."""
    ids = [f"{a}/s{n}" for a in articles for n in range(3)]
    return {i: Statement(i, i[0], 10 * n, 10 * n + 9, "A sentence.", n) for n, i in enumerate(ids)}


def nearness(statements: dict[str, Statement], **alike: float) -> Nearness:
    """Openings of two articles tell one point with the chance given by the letters of both."""
    ids = tuple(statements)
    chance = np.zeros((len(ids), len(ids)))
    for both, value in alike.items():
        for i, j in (both, both[::-1]):
            chance[ids.index(f"{i}/s0"), ids.index(f"{j}/s1")] = value
    return Nearness(ids, chance, np.zeros((len(ids), 2), dtype=np.float32))


def accounts(statements: dict[str, Statement], names: str) -> list[Account]:
    return [account(n, *(i for i in statements if i[0] == n)) for n in names]


def test_an_opening_is_the_first_two_statements_of_each():
    statements = told("a", "b")
    ((chance, one),) = opening.find(accounts(statements, "ab"), statements, nearness(statements, ab=0.2))
    assert one.kind == "emphasis" and one.point is None and one.note == opening.NOTE
    assert one.evidence == ("a/s0", "a/s1", "b/s0", "b/s1") and 0 < chance < 1


def test_openings_that_tell_one_point_are_no_difference():
    statements = told("a", "b")
    assert opening.find(accounts(statements, "ab"), statements, nearness(statements, ab=0.99)) == ()


@pytest.mark.parametrize("names", ["a", ""])
def test_one_account_opens_like_no_other(names):
    statements = told("a")
    assert opening.find(accounts(statements, names), statements, nearness(statements)) == ()


def test_the_less_alike_the_likelier_reported():
    assert opening.reported(0.1) > opening.reported(0.9) > 0


def test_of_many_accounts_the_least_alike_are_shown_in_the_order_of_the_texts():
    statements = told(*"abcde")
    pairs = {x + y: 0.9 for x in "abcde" for y in "abcde" if x < y} | {"be": 0.0, "bd": 0.1, "de": 0.2}
    for order in ("abcde", "edcba"):
        ((_, one),) = opening.find(accounts(statements, order), statements, nearness(statements, **pairs))
        assert one.accounts == ("source:b", "source:d", "source:e")
