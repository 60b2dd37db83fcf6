"""Events: articles that tell the same thing come together, look-alikes stay apart, copies are told from originals."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.clean import split_digest
from framing.events import copies, group
from framing.read import read
from framing.records import Article, Copy
from framing.settings import DEFAULT

SEEDS = Path(__file__).parent.parent / "seeds"
FERRY = (
    "The ferry Marrow Queen ran aground off Selby Point on Sunday with 214 people on board, the coastguard said.",
    "The Marrow Queen, a ferry with 214 people on board, sat on a sandbank off Selby Point for hours on Sunday.",
)
LIBRARY = "The Wexcombe library will open on Sundays from September, council leader Grace Amadi announced on Thursday."


def article(id_, text, **fields):
    return Article(id=id_, source=id_, text=text, **fields)


@pytest.fixture(scope="module")
def stories():
    return [story for one in read([SEEDS])[0] for story in split_digest(one)]


def told(events):
    """The events' articles, seeds by their short names: "003#1"."""
    short = {a: a.partition("_")[0] + a[a.find("#") :] * ("#" in a) for e in events for a in e.articles}
    return {frozenset(short[a] for a in e.articles) for e in events}


SEED_EVENTS = [
    {"000", "003#1", "003#3"}, {"002", "004"}, {"001"}, {"003#2", "003#6", "003#9"}, {"003#5", "003#8"}, {"003#4"},
    {"003#7"}, {"003#10"},
]  # fmt: skip


# --- events -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("with_others", [True, False])
def test_the_events_of_the_seeds(stories, with_others):
    chosen = stories if with_others else [s for s in stories if s.id[:3].isdigit()]
    found = told(group(chosen, DEFAULT))
    assert {frozenset(e) for e in SEED_EVENTS} <= found
    assert len(found) == len(SEED_EVENTS) + 3 * with_others


def test_the_order_of_articles_plays_no_part(stories):
    events = group(stories, DEFAULT)
    for seed in range(5):
        shuffled = random.Random(seed).sample(stories, len(stories))
        assert group(shuffled, DEFAULT) == events


def test_a_set_too_large_to_hold_at_once_is_cut_and_loses_no_article(stories, monkeypatch):
    monkeypatch.setattr("framing.events.gathering.DENSE", 6)
    events = group(stories, DEFAULT)
    assert sorted(a for e in events for a in e.articles) == sorted(s.id for s in stories)
    assert told(events) >= {frozenset({"003#2", "003#6", "003#9"}), frozenset({"003#5", "003#8"}), frozenset({"001"})}


def test_articles_that_carry_an_event_keep_it():
    articles = [article("b", FERRY[0], event="Ferry!"), article("a", LIBRARY, event="Ferry!"), article("c", FERRY[1])]
    events = group(articles, DEFAULT)
    assert [(e.id, e.articles) for e in events] == [("Ferry!", ("a", "b")), ("c", ("c",))]


def test_a_new_event_takes_no_given_name():
    events = group([article("x", FERRY[0]), article("y", LIBRARY, event="x")], DEFAULT)
    assert [(e.id, e.articles) for e in events] == [("x", ("y",)), ("x-2", ("x",))]


def test_every_article_is_in_one_event():
    articles = [article("a", FERRY[0]), article("b", FERRY[1]), article("c", LIBRARY)]
    assert told(group(articles, DEFAULT)) == {frozenset("ab"), frozenset("c")}
    assert group([], DEFAULT) == ()
    assert told(group(articles[:1], DEFAULT)) == {frozenset("a")}


def test_dates_far_apart_tell_two_events():
    near = [article("a", FERRY[0], date="2024-03-10"), article("b", FERRY[1], date="2024-03-11T08:00:00")]
    far = [article("a", FERRY[0], date="2023-03-10"), article("b", FERRY[1], date="2024-03-11")]
    assert [e.dates for e in group(near, DEFAULT)] == [("2024-03-10", "2024-03-11")]
    assert len(group(far, DEFAULT)) == 2


def test_texts_without_words_stay_apart():
    assert len(group([article("a", "..."), article("b", "!!!"), article("c", "the and of")], DEFAULT)) == 3


def test_a_label_is_words_of_the_texts(stories):
    texts = {s.id: s for s in stories}
    for event in group(stories, DEFAULT):
        words = " ".join(texts[a].title + " " + texts[a].text for a in event.articles)
        assert event.label and event.label.removesuffix(" …") in " ".join(words.split())


# --- copies -----------------------------------------------------------------------------------------------------------

WIRE = " ".join(f"{FERRY[0]} {FERRY[1]} {LIBRARY} Sentence {n} tells one thing more." for n in range(5))


def test_a_wire_story_under_a_new_lead_is_a_copy_of_the_earlier():
    late = article("a", f"Here is what we know so far. {WIRE}", date="2024-03-12")
    early = article("b", WIRE, date="2024-03-11")
    undated = article("c", WIRE.upper())
    assert copies([late, early, undated]) == (Copy("a", "b", 1.0), Copy("c", "b", 1.0))


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_without_dates_the_first_id_is_the_original_whatever_the_order(names):
    pair = [article(name, WIRE) for name in names]
    assert copies(pair) == (Copy("b", "a", 1.0),)


def test_accounts_of_one_event_are_no_copies(stories):
    assert copies(stories) == ()
    assert copies([article("a", FERRY[0]), article("b", FERRY[1])]) == ()


@given(texts=st.lists(st.sampled_from([WIRE, WIRE + " More.", FERRY[0], LIBRARY, "", "a b", "a b c d e f"]), max_size=6),
       seed=st.integers(0, 9))  # fmt: skip
def test_a_copy_points_at_an_original(texts, seed):
    articles = [article(f"a{n}", text) for n, text in enumerate(texts)]
    found = copies(articles)
    assert not {c.article for c in found} & {c.of for c in found}
    assert all(0.8 <= c.shared <= 1 for c in found)
    assert copies(random.Random(seed).sample(articles, len(articles))) == found
