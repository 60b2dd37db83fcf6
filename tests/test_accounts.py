"""Accounts: what counts once in a source's account."""

from __future__ import annotations

import random

import pytest

from framing.accounts import counted
from framing.records import Article, Copy, Statement

VOTE = "The council voted by nine to four to close the swimming pool."
LATER = "Opponents gathered outside the town hall in the evening."
MORNING = Article("b", "Post", "", date="2024-05-01T08:00")
EVENING = Article("a", "Post", "", date="2024-05-01T20:00")
OTHER = Article("c", "Herald", "", date="2024-05-02")


def said(*rows: tuple[str, str]) -> list[Statement]:
    return [Statement(f"{article}/{n}", article, n, n + 1, text, n) for n, (article, text) in enumerate(rows)]


def ids(statements: list[Statement]) -> list[str]:
    return [s.id for s in statements]


@pytest.mark.parametrize(("rows", "kept"), [
    ([("a", VOTE), ("a", LATER), ("b", VOTE)], ["a/1", "b/2"]),  # the evening's update takes the morning's sentence over
    ([("b", VOTE), ("a", VOTE.upper().replace(".", "!"))], ["b/0"]),  # case and punctuation are no words
    ([("b", VOTE), ("c", VOTE)], ["b/0", "c/1"]),  # two sources each tell it
    ([("b", VOTE), ("b", VOTE)], ["b/0", "b/1"]),  # twice in one article is stress
    ([("b", "He declined to comment."), ("a", "He declined to comment.")], ["b/0", "a/1"]),  # short words come up anew
])  # fmt: skip
def test_what_a_source_repeats_word_for_word_counts_once(rows, kept):
    articles = [MORNING, EVENING, OTHER]
    assert ids(counted(articles, said(*rows), ())) == kept
    assert ids(counted(random.Random(1).sample(articles, 3), said(*rows), ())) == kept


def test_a_copy_from_the_same_source_counts_nothing():
    rows = said(("b", VOTE), ("a", VOTE), ("a", LATER))
    assert ids(counted([MORNING, EVENING], rows, [Copy("a", "b", 0.9)])) == ["b/0"]


def test_a_repeated_statement_is_not_lost_with_the_copy_it_stood_in_first():
    rows = said(("b", VOTE), ("a", VOTE))
    assert ids(counted([MORNING, EVENING], rows, [Copy("b", "c", 1.0)])) == ["a/1"]
