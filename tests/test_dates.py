"""Dates as exports and pages write them: clear ones are read, the others are none."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.read.dates import YEARS, from_epoch, iso, leading

DAY = "2026-03-04"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2026-03-04", DAY),
        (" 2026-03-04\n", DAY),
        ("2026-03-04T05:06:07Z", f"{DAY}T05:06:07+00:00"),
        ("2026-03-04T05:06:07+0100", f"{DAY}T05:06:07+01:00"),
        ("2026-03-04 05:06:07", f"{DAY}T05:06:07"),
        ("2026-03-04 05:06:07 UTC", f"{DAY}T05:06:07+00:00"),
        ("2026-03-04T05:06:07.250+01:00", f"{DAY}T05:06:07.250000+01:00"),
        ("2026-W10-3", DAY),
        ("20260304", DAY),
        ("20260304050607", f"{DAY}T05:06:07"),
        ("20260304T050607Z", f"{DAY}T05:06:07+00:00"),
        ("2026/03/04", DAY),
        ("2026.3.4", DAY),
        ("2026/03/04 05:06", f"{DAY}T05:06:00"),
        ("March 4, 2026", DAY),
        ("MARCH 4, 2026", DAY),
        ("March 4 2026", DAY),
        ("Mar. 4, 2026", DAY),
        ("Sept. 4, 2026", "2026-09-04"),
        ("4 March 2026", DAY),
        ("4th March, 2026", DAY),
        ("the 4th of March 2026", DAY),
        ("04 Mar 2026", DAY),
        ("2026 March 4", DAY),
        ("March 4, 2026 Wednesday", DAY),
        ("Wednesday 4 March 2026", DAY),
        ("Wednesday, March 4, 2026", DAY),
        ("Wed. 4 March 2026", DAY),
        ("March 4, 2026 Wednesday 10:15 PM GMT", DAY),
        ("March 4, 2026 at 10:15 a.m.", DAY),
        ("4 March 2026 | 10.15", DAY),
        ("Wednesday, September 30, 2026 10:15 PM Eastern Standard Time", "2026-09-30"),
        ("Wed, 04 Mar 2026 05:06:07 +0100", f"{DAY}T05:06:07+01:00"),
        ("Wed, 4 Mar 2026 05:06:07 GMT", f"{DAY}T05:06:07+00:00"),
        ("4 Mar 2026 05:06:07 GMT", f"{DAY}T05:06:07+00:00"),
        ("1789-07-15", "1789-07-15"),
    ],
)
def test_row_26_a_clear_date_is_read(value, told):
    assert iso(value) == told


@pytest.mark.parametrize(
    "value",
    ["", " ", "03/04/2026", "4/3/26", "03-04-2026", "May", "March 2026", "2026", "2026-03", "2026-W10", "2026-02-30",
     "20260230", "February 30, 2026", "30 February 2026", "9999-01-01", "99990101", "1 January 9999", "1500-01-01",
     "0001-01-01", "2026-03-04T25:00:00", "1772600767", "1772600767000", "1" * 20_000, "20260304" * 3, "March 4, 20260",
     "yesterday", "Wednesday", "4 March", "March 4, 2026 and later", "12026-03-04", "-2026-03-04",
     "March 4, 2026 is the day", "\ud800",
     "2026-03-04\x00", "nan", "None", "Wed, 99 Mar 2026 05:06:07 +0100", "4 Mar 2026 99:99:99 +9999"],
)  # fmt: skip
def test_row_26_what_is_not_clear_is_no_date(value):
    assert iso(value) is None


@pytest.mark.parametrize("number", ["1772600767", "1772600767.0", "1772600767000", "1772600767000000", "1772600767000000000"])
def test_row_26_a_timestamp_is_read_only_where_a_column_is_known_to_hold_one(number):
    assert from_epoch(number) == f"{DAY}T05:06:07+00:00"
    assert iso(number) is None


@pytest.mark.parametrize("number", ["", "0", "17", "-1772600767", "1e9", "abc", "9" * 19, "1" * 20_000, "99999999999", "nan"])
def test_row_26_a_number_that_is_no_time_of_an_article_is_none(number):
    assert from_epoch(number) is None


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("March 4, 2026 Wednesday Final Edition", (DAY, "Final Edition")),
        ("March 4, 2026 Wednesday; Late Edition", (DAY, "Late Edition")),
        ("4 March 2026", (DAY, "")),
        ("On March 4, 2026", None),
        ("May 2026", None),
        ("March 40, 2026", None),
    ],
)
def test_a_date_at_the_head_of_a_line_and_what_follows_it(line, found):
    assert leading(line) == found


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=70)
    | st.text("0123456789-/TZ: .,", max_size=30)
    | st.from_regex(r"[A-Z][a-z]{2}\.? \d{1,2},? \d{4}", fullmatch=True)
)
def test_fuzz_any_value_gives_a_date_that_exists_or_none(value):
    for told in (iso(value), from_epoch(value)):
        assert told is None or datetime.fromisoformat(told).year in YEARS


@given(st.dates(date(1600, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_in_every_form(day):
    for form in ("%Y-%m-%d", "%Y%m%d", "%B %d, %Y", "%d %B %Y", "%A, %B %d, %Y", "%B %d, %Y %A", "%d %b %Y", "%Y/%m/%d"):
        assert iso(day.strftime(form)) == day.isoformat(), form


@pytest.mark.parametrize("piece", ["1", "a", " ", "March ", "4 ", ",", "th", "Wed, ", "\ud800"])
def test_row_55_a_value_of_any_length_comes_to_an_end(piece):
    text = piece * 200_000
    assert (iso(text), from_epoch(text), leading(text)) == (None, None, None)
