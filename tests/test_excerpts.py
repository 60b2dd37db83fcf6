"""An article of which only a part was read: what it does not tell may stand in the rest."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framing import from_json, markdown, report, river, scores, teach, to_json
from framing.records import Article, Comparison
from framing.settings import Settings
from tests import fakes
from tests.comparisons import harbour
from tests.test_laws import sets_of_articles

SETTINGS = Settings(bootstrap=50, silence_words=20)


def compared(articles) -> Comparison:
    (one,) = river.compare(articles, fakes.MODELS, SETTINGS)
    return one


def told(c: Comparison) -> list:
    """The contrasts but for their ids and those that rest on a silence."""
    return sorted((replace(x, id="") for x in c.contrasts if x.kind not in ("omission", "cross-attribution")), key=repr)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sets_of_articles(), st.integers(0, 3))
def test_an_excerpt_leaves_nothing_out_and_changes_no_other_contrast(articles, which):
    source = articles[which % len(articles)].source
    whole = compared(articles)
    part = compared([replace(a, excerpt="cut") if a.source == source else a for a in articles])
    excerpts = {a.id for a in part.accounts if a.excerpt}
    assert {a.id for a in part.accounts if a.view == "source"} & excerpts <= {f"source:{source}"}
    assert not [c for c in part.contrasts if c.kind == "omission" and c.accounts[0] in excerpts]
    assert told(part) == told(whole)
    assert {c.found for c in part.cells if c.account in excerpts} <= {"told", "cannot tell"}
    assert [c for c in part.cells if c.account not in excerpts] == [c for c in whole.cells if c.account not in excerpts]
    kept = {replace(c, id="") for c in part.contrasts if c.kind == "cross-attribution"}
    assert kept <= {replace(c, id="") for c in whole.contrasts if c.kind == "cross-attribution"}


def in_excerpt() -> Comparison:
    """Two newspapers, of the second of which only a part was read."""
    made = harbour(copied=False)
    name = "The Coast Ledger"
    account = {a.id for a in made.accounts if a.name == name}
    return replace(
        made,
        articles=tuple(replace(a, excerpt="the export cut it") if a.source == name else a for a in made.articles),
        accounts=tuple(replace(a, excerpt=True) if a.id in account else a for a in made.accounts),
        cells=tuple(replace(c, found="cannot tell") if c.account in account and c.found != "told" else c for c in made.cells),
        contrasts=tuple(c for c in made.contrasts if c.kind != "omission" or c.accounts[0] not in account),
    )


@pytest.mark.parametrize("written", [
    lambda c: report.page(c), lambda c: markdown.text(c, ()), lambda c: teach.pack(c)["answer-key.html"],
    lambda c: teach.pack(c)["slides.html"],
], ids=["page", "markdown", "key", "slides"])  # fmt: skip
def test_every_output_says_not_in_this_excerpt(written):
    assert "not in this excerpt" in written(in_excerpt()).lower()
    assert "not in this excerpt" not in written(harbour(copied=False)).lower()


def test_the_page_says_why_it_is_a_part_and_speaks_of_no_near_passage():
    page = report.page(in_excerpt())
    assert "the export cut it" in page and "whose rest was not read" in page
    assert "a passage comes near" not in page.split('id="texts"')[0]


def test_scores_flag_an_account_of_excerpts():
    flags = {row["account"]: row["flags"] for row in scores.TABLES["accounts"].rows(in_excerpt()) if row["view"] == "source"}
    assert "excerpt" in flags["The Coast Ledger"] and "excerpt" not in flags["Harbour Times"]


def test_a_source_with_one_whole_article_is_no_excerpt():
    text = "The harbour council agreed on Monday to open the northern quay to foreign ships.\n\nIt rained."
    other = text.replace("northern", "southern") + " Fishermen stayed away."
    one = compared([
        Article("a", "A", text, event="e", excerpt="cut"), Article("b", "A", other, event="e"),
        Article("c", "C", "Fishermen said the quay would drive away the herring.", event="e", excerpt="cut"),
    ])  # fmt: skip
    assert {a.name: a.excerpt for a in one.accounts if a.view == "source"} == {"A": False, "C": True}


def test_a_file_of_before_is_read():
    old = json.loads(to_json(harbour()))
    for record in (*old["articles"], *old["accounts"]):
        del record["excerpt"]
    assert from_json(json.dumps(old)) == harbour()
