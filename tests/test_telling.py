"""The order of telling: places, lines, and what moves most."""

from __future__ import annotations

from dataclasses import replace

import pytest

from framing import columns, report
from framing.telling import LINES, UPRIGHTS, telling
from tests.comparisons import harbour, many, xi_trump
from tests.pages import Page


def test_places_follow_the_first_mention():
    view = columns.read(harbour(), "source")
    order = telling(view)
    assert order is not None
    for n, account in enumerate(order.accounts):
        told = [t for t in order.tracks if t.places[n] is not None]
        assert sorted(told, key=lambda t: t.places[n]) == sorted(told, key=lambda t: -(view.cell(account, t.point).first or 0))
        assert all(1 <= t.places[n] <= order.counts[n] for t in told)


def test_only_points_of_two_accounts_are_drawn_and_the_most_moved_is_named():
    order = telling(columns.read(harbour(), "source"))
    assert order is not None and order.tracks
    assert all(sum(place is not None for place in t.places) > 1 and t.links for t in order.tracks)
    if order.most:
        track, early, late = order.most
        assert track.shift == max(t.shift for t in order.tracks) and early.account != late.account


def test_nothing_shared_has_no_order():
    alone = harbour()
    cells = tuple(c if c.account == alone.accounts[0].id else replace(c, found="not found") for c in alone.cells)
    assert telling(columns.read(replace(alone, cells=cells), "source")) is None
    assert telling(columns.read(xi_trump(), "source")) is None


@pytest.mark.parametrize("accounts", [UPRIGHTS, UPRIGHTS + 1])
def test_many_accounts_are_told_by_the_table_alone(accounts):
    made = many(accounts, 20)
    order = telling(columns.read(made, "source"))
    assert order is not None and bool(order.drawn) == (accounts <= UPRIGHTS) and len(order.drawn) <= LINES
    page = Page(report.page(made))
    assert ("slope" in page.values("class")) == (accounts <= UPRIGHTS)
    assert "order-source" in page.values("id")
