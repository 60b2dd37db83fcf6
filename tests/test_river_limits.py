"""What is beyond the limits of one event is left out and told."""

from __future__ import annotations

from dataclasses import replace

from framing import report, river
from framing.limits import Limits
from framing.records import Article
from framing.settings import Settings
from tests import fakes

SETTINGS = Settings(bootstrap=50, permutations=50, words_deals=50, silence_words=20)


def compared(articles, limits):
    (one,) = river.compare(articles, fakes.MODELS, SETTINGS, limits=limits)
    return one


def paper(n, sentences):
    text = " ".join(f"Ship {k} of harbour {n} came in on Monday with grain for the island." for k in range(sentences))
    return Article(f"a{n:02}", f"Paper {n:02}", text, event="e")


def test_row_56_more_statements_than_are_compared_are_told():
    one = compared([paper(0, 8), paper(1, 3)], Limits(article_statements=5))
    assert [sum(s.article == a.id for s in one.statements) for a in one.articles] == [5, 3]
    (told,) = one.set_aside
    assert told.where == "a00" and "8 statements" in told.why and "article_statements" in told.why


def test_rows_11_56_the_shortest_accounts_beyond_the_limit_are_left_out_and_told():
    one = compared([paper(n, 2 + n) for n in range(7)], Limits(event_accounts=4))
    assert [a.name for a in one.accounts if a.view == "source"] == [f"Paper 0{n}" for n in (3, 4, 5, 6)]
    assert [row.where for row in one.set_aside] == ["Paper 00", "Paper 01", "Paper 02"]
    assert all("event_accounts" in row.why for row in one.set_aside)
    heard = {i for a in one.accounts for i in a.statements}
    assert {i for p in one.points for i in p.statements} <= heard
    assert "Paper 00" in report.page(one)


def test_within_the_limits_nothing_changes():
    articles = [paper(n, 3) for n in range(4)]
    within = compared(articles, Limits(event_accounts=4, article_statements=3))
    assert within.method.settings.items() - compared(articles, Limits()).method.settings.items() == {
        ("limits.event_accounts", 4), ("limits.article_statements", 3),
    }  # fmt: skip
    assert compared(articles, Limits()) == replace(within, method=compared(articles, Limits()).method)
