"""Dates as people and programs write them: read when they are clear, left out when they are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.read.dates import iso


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-03-04", "2026-03-04"),
        ("2026-03-04T05:06:07", "2026-03-04T05:06:07"),
        ("2026-03-04T05:06:07Z", "2026-03-04T05:06:07+00:00"),
        ("2026-03-04 05:06:07+01:00", "2026-03-04T05:06:07+01:00"),
        ("20260304", "2026-03-04"),
        ("20260304T050607Z", "2026-03-04T05:06:07+00:00"),
        ("20260304050607", "2026-03-04T05:06:07+00:00"),
        ("March 4, 2026", "2026-03-04"),
        ("Sept. 4, 2026", "2026-09-04"),
        ("4 March 2026", "2026-03-04"),
        ("Wednesday, March 4, 2026", "2026-03-04"),
        ("Wednesday 4 March 2026", "2026-03-04"),
        ("Wed, 04 Mar 2026 05:06:07 GMT", "2026-03-04T05:06:07+00:00"),
        ("2026/03/04", "2026-03-04"),
    ],
)
def test_row_26_dates_that_are_clear(written, read):
    assert iso(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "",
        "03/04/2026",
        "May",
        "2026-02-30",
        "20260230",
        "1772600000",
        "1772600000000",
        "9" * 20_000,
        "yesterday",
        "20269999T999999Z",
        "4 Mars 2026",
    ],
)
def test_row_26_dates_that_are_not_clear(written):
    assert iso(written) is None


@given(st.text(max_size=60))
def test_row_26_any_text_is_a_date_or_none(text):
    read = iso(text)
    assert read is None or read[4] == "-"
