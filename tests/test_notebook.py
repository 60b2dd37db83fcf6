"""What a notebook shows of a comparison, and the methods that write one."""

from __future__ import annotations

import pytest

from framing import from_json, measured, report, to_json
from tests.comparisons import harbour, hostile, many, xi_trump
from tests.pages import Page


@pytest.mark.parametrize("made", [xi_trump, harbour, hostile, lambda: many(1, 3)], ids=["call", "harbour", "hostile", "alone"])
def test_a_notebook_shows_tables_without_style_script_or_link(made):
    page = Page(made()._repr_html_())
    assert {tag for tag, _ in page.tags} <= {"div", "p", "b", "bdi", "table", "thead", "tbody", "tr", "th", "td", "code"}
    assert {name for _, attrs in page.tags for name in attrs} <= {"scope"}


def test_it_says_what_the_comparison_is_about_and_who_tells_what():
    page = Page(harbour()._repr_html_())
    assert page.texts("p")[0] == "double the number of cranes"
    assert "Harbour Times" in page.texts("th") and "not found in this text" in page.texts("td")


def test_it_stays_small():
    assert len(many(12, 60)._repr_html_()) < 20_000


def test_the_methods_write_what_the_functions_do():
    made = harbour()
    assert made.to_json() == to_json(made) and from_json(made.to_json()) == made
    assert made.to_html(accuracy=()) == report.page(made)
    assert made.to_html() == report.page(made, accuracy=measured.card())
