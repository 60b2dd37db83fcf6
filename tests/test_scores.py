"""The score tables: true counts, cells a spreadsheet cannot run, a codebook that holds every column."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from math import nan

import pytest

from framing import scores
from framing.scores import accounts, details
from framing.scores.divergence import divergence
from tests.comparisons import harbour, xi_trump


def rows_of(comparison, view):
    return {r["account"]: r for r in accounts.rows(comparison) if r["view"] == view}


def test_every_row_holds_the_columns_of_the_codebook_and_no_other():
    comparison = harbour()
    assert all(list(r) == list(accounts.COLUMNS) for r in accounts.rows(comparison))
    assert all(list(r) == list(details.ARTICLE_COLUMNS) for r in details.article_rows(comparison))


def test_points_told_and_points_nobody_else_tells():
    times = rows_of(harbour(), "source")["Harbour Times"]
    assert (times["points_told"], times["points_not_found"], times["only_here"]) == (5, 1, 3)
    assert times["lead_point"] == "double the number of its cranes by spring"


def test_the_only_account_of_a_view_has_no_divergence_and_says_why():
    alone = rows_of(xi_trump(), "source")["Seed 001"]
    assert alone["emphasis_divergence"] is None
    assert alone["only_here"] is None
    assert "only account" in alone["flags"]


def test_a_short_account_has_no_divergence_and_no_lead():
    us = rows_of(xi_trump(), "side")["US"]
    assert (us["emphasis_divergence"], us["lead_point"], us["lead_share"]) == (None, None, None)
    assert us["flags"] == "too little text"


def test_an_account_is_not_measured_against_one_too_short_for_shares():
    comparison = harbour()
    (ledger,) = [a.id for a in comparison.accounts if a.name == "The Coast Ledger"]
    short = tuple(replace(c, share=None) if c.account == ledger else c for c in comparison.cells)
    times = rows_of(replace(comparison, cells=short), "source")["Harbour Times"]
    assert times["lead_point"] == "double the number of its cranes by spring"
    assert times["emphasis_divergence"] is None


def test_a_side_has_no_voice_of_its_own():
    assert rows_of(xi_trump(), "side")["China"]["voice_share"] is None


def test_a_copy_is_named_and_its_points_are_not_counted():
    wire = next(r for r in details.article_rows(harbour()) if r["article"] == "wire")
    assert (wire["copy_of"], wire["points_told"]) == ("harbour-times", None)


def test_shares_of_an_article_sum_to_one():
    for row in details.article_rows(harbour()):
        parts = [row[f"{mode}_share"] for mode in ("voice", "direct", "mixed", "indirect")]
        assert sum(parts) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    ("p", "q", "bits"),
    [([1, 0], [0, 1], 1.0), ([2, 1], [4, 2], 0.0), ([1, 0], [1, 1], 0.3113), ([0, 0], [1, 0], nan), ([1, 0], [0, 0], nan)],
)
def test_divergence(p, q, bits):
    assert float(divergence(p, q)) == pytest.approx(bits, abs=1e-4, nan_ok=True)


def test_divergences_of_many_are_those_of_each():
    rows, pool = [[3, 0, 1], [0, 0, 0], [1, 1, 1]], [1, 2, 3]
    assert divergence(rows, pool) == pytest.approx([float(divergence(row, pool)) for row in rows], nan_ok=True)


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_text_that_a_spreadsheet_might_run_is_guarded(text):
    table = scores.to_csv([{"a": text, "b": -2.5}], {"a": "", "b": ""})
    (row,) = csv.DictReader(io.StringIO(table, newline=""))
    assert row == {"a": "'" + text, "b": "-2.5"}


def test_csv_and_jsonl_hold_the_same_rows():
    rows = accounts.rows(harbour())
    table = list(csv.DictReader(io.StringIO(scores.to_csv(rows, accounts.COLUMNS))))
    lines = [json.loads(line) for line in scores.to_jsonl(rows).splitlines()]
    assert [r["account"] for r in table] == [r["account"] for r in lines] == [r["account"] for r in rows]
    assert table[0]["words"] == str(lines[0]["words"])
