"""What Markdown and Word say: the page's words, in the page's order."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from framing import report
from framing.document import DIFFERENCES, Bullets, Heading, Paragraph, Quotation, Table, document, glance
from framing.records import Reference
from framing.render import words
from tests.comparisons import harbour, hostile, many, xi_trump
from tests.pages import Page

MADE = {"one article, two sides": xi_trump, "two sources": harbour, "hostile": hostile, "one account": lambda: many(1, 5)}


@pytest.fixture(params=MADE)
def comparison(request):
    return MADE[request.param]()


def said(words):
    return " ".join("".join(run.text for run in words).split())


def paragraphs(comparison):
    return [said(block.words) for block in document(comparison) if isinstance(block, Paragraph)]


def page_of(comparison):
    return Page(report.page(comparison))


def test_it_begins_with_the_two_counting_sentences_of_the_page(comparison):
    on_page = page_of(comparison).texts("p")
    for sentence in paragraphs(comparison)[:2]:
        assert sentence in on_page


def test_every_difference_is_told_in_the_words_of_the_page(comparison):
    on_page = page_of(comparison).texts("p")
    told = [b for b in document(comparison) if isinstance(b, Paragraph) and b.role == "lead"]
    assert told or not comparison.contrasts
    for block in told:
        assert said(block.words[1:]) in on_page


def test_what_is_told_and_what_is_not_is_told_in_the_words_of_the_page():
    made = harbour()
    on_page = " ".join(page_of(made).texts("main"))
    tables = [b for b in document(made) if isinstance(b, Table) and said(b.head[0]) == "Point"]
    assert [len(t.rows) for t in tables] == [6, 3]
    cells = [said(cell) for t in tables for row in t.rows for cell in row[1:]]
    assert "not found in this text" in cells and "not found in this account" in cells
    for cell in cells:
        for part in re.sub(r" \(.*?\)", "", cell).split(", "):
            assert part and part in on_page


def test_the_limits_are_those_of_the_page(comparison):
    items = page_of(comparison).texts("li")
    lists = [[said(item) for item in b.items] for b in document(comparison) if isinstance(b, Bullets)]
    limits = next(own for own in lists if own and own[0].startswith("A share counts words"))
    assert limits[-1].startswith("Nothing here says who is right") and set(limits) <= set(items)


def test_every_quotation_is_in_an_article(comparison):
    texts = [" ".join(a.text.split()) for a in comparison.articles]
    quotations = [" ".join(b.text.split()) for b in document(comparison) if isinstance(b, Quotation)]
    assert quotations or not comparison.contrasts
    for quotation in quotations:
        assert any(quotation.removesuffix("…") in text for text in texts)


def test_differences_beyond_the_first_are_counted():
    made = harbour()
    first = next(c for c in made.contrasts if c.view == "source")
    more = replace(made, contrasts=tuple(replace(first, id=f"source-c{n}") for n in range(DIFFERENCES + 3)))
    told = [b for b in document(more) if isinstance(b, Paragraph) and b.role == "lead"]
    assert len(told) == DIFFERENCES
    assert any(text.startswith("3 further differences") for text in paragraphs(more))


@pytest.mark.parametrize(("accounts", "columns"), [(2, 3), (4, 5), (5, 7)])
def test_few_accounts_stand_abreast_and_many_below_each_other(accounts, columns):
    first = next(b for b in document(many(accounts, 12)) if isinstance(b, Table))
    assert len(first.head) == columns
    assert all(len(row) == columns for row in first.rows)


def test_what_was_measured_is_told():
    rows = [{"what": "attribution, characters F1", "figure": "0.70", "on": "92 articles"}]
    (table,) = (b for b in document(harbour(), rows) if isinstance(b, Table) and said(b.head[0]) == "What was measured")
    assert [said(cell) for cell in table.rows[0]] == ["attribution, characters F1", "0.70", "92 articles", ""]


def test_what_a_word_stands_for_is_said_beside_its_quotation():
    made = harbour()
    first = made.statements[0]
    link = Reference(first.start, first.start + 4, ((first.start, first.start + 12),), "noun")
    linked = replace(made, statements=(replace(first, references=(link,)), *made.statements[1:]))
    assert any("“Port” stands for" in b.by for b in document(linked) if isinstance(b, Quotation))


def test_a_glance_is_title_counts_and_maps():
    kinds = [type(block) for block in glance(harbour())]
    assert kinds == [Heading, Paragraph, Paragraph, Heading, Table, Heading, Table]


def test_the_words_of_a_macro_come_without_its_marks_and_with_the_words_marks():
    (line,) = words("parts.html", "label", replace(harbour().points[0], label="<b>a</b> & “b”"))
    assert line == "<b>a</b> & “b”"


def test_a_table_of_points_is_never_wider_than_a_sheet():
    made = document(many(19, 6))
    maps = [b for b in made if isinstance(b, Table) and said(b.head[0]) == "Point"]
    assert [len(b.head) - 1 for b in maps] == [8, 8, 3]
    assert {said(name) for b in maps for name in b.head[1:]} == {f"Paper {n}" for n in range(19)}
