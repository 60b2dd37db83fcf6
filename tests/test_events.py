"""Events: articles that tell the same thing come together, look-alikes stay apart, copies are told from originals."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.clean import split_digest
from framing.events import copies, group
from framing.language import function_words
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
    return Article(**{"id": id_, "source": id_, "text": text} | fields)


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


def test_row_56_a_set_too_large_to_hold_at_once_is_cut_and_loses_no_article(stories, monkeypatch):
    monkeypatch.setattr("framing.events.gathering.DENSE", 6)
    events = group(stories, DEFAULT)
    assert sorted(a for e in events for a in e.articles) == sorted(s.id for s in stories)
    assert told(events) >= {frozenset({"003#2", "003#6", "003#9"}), frozenset({"003#5", "003#8"}), frozenset({"001"})}


def test_few_articles_come_together_with_and_without_the_first_cut(stories, monkeypatch):
    events = group(stories, DEFAULT)
    monkeypatch.setattr("framing.events.gathering.FEW_ENOUGH", 0)
    assert group(stories, DEFAULT) == events


def test_words_of_news_tell_events_and_function_words_do_not():
    words = function_words()
    assert not words & {"fire", "bill", "system", "mill", "find", "found", "interest", "side", "say"}
    assert words >= {"the", "of", "don't", "herself", "whereas", "might"}


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


LOOK_ALIKES = {
    "quakes": (
        ("A magnitude 6.1 earthquake struck the Varn valley early on Tuesday, killing 12 people and flattening some 300 houses "
         "in the village of Odrin, rescuers said. Teams dug through the night.",
         "Rescuers in the village of Odrin were still digging on Tuesday evening after the 6.1 magnitude earthquake that "
         "killed at least 12 people. About 300 houses in the Varn valley collapsed, the governor said."),
        ("A magnitude 5.4 earthquake shook the Varn valley on Sunday, injuring 40 people in the town of Melk, where the roof "
         "of a school gave way. Nobody died, the mayor said.",
         "Forty people were hurt in Melk when an earthquake of magnitude 5.4 brought down the roof of a school on Sunday. The "
         "school was empty at the time but a market beside it was not, the mayor of Melk said."),
    ),
    "matches": (
        ("Harrow Town beat Selby Rovers 3-1 on Saturday with two goals by Ines Okoro, who scored in the 12th and 71st "
         "minutes. Selby had gone ahead through a penalty. Harrow stay second in the league.",
         "Ines Okoro scored twice as Harrow Town came from behind to beat Selby Rovers 3-1 on Saturday. Selby's early penalty "
         "was cancelled out in the 12th minute by Okoro, who settled it in the 71st."),
        ("Harrow Town lost 2-0 at Dunmore United on Wednesday and dropped to fourth in the league. Both goals came from "
         "corners headed in by Pavel Brandt, and Harrow finished with ten after a red card for Tom Reyes.",
         "Two headers by Pavel Brandt gave Dunmore United a 2-0 win over Harrow Town on Wednesday. Tom Reyes of Harrow was "
         "shown a red card after 55 minutes at Dunmore; both goals followed corners."),
    ),
    "calls": (
        ("President Aldo Vance and Chancellor Mira Holt spoke by telephone on Monday about the grain agreement, which runs "
         "out on 30 June. Holt asked for a renewal by one year. Vance said the harvest in the north would decide it.",
         "Chancellor Mira Holt asked President Aldo Vance in a telephone call on Monday to renew the grain agreement by one "
         "year before it runs out on 30 June. Vance pointed to the harvest in the north, his office said."),
        ("President Aldo Vance told Prime Minister Sato Lindqvist in a telephone call on Thursday that the two navies should "
         "hold an exercise in the strait of Korv in autumn. Lindqvist welcomed it and spoke of 14 ships.",
         "Fourteen ships may take part in a naval exercise in the strait of Korv this autumn. President Aldo Vance proposed "
         "it to Prime Minister Sato Lindqvist by telephone on Thursday; Lindqvist said 14 ships could be ready."),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_look_alike_events_stay_apart_alone_and_together(name):
    one, other = ([article(f"{n}{k}", text) for k, text in enumerate(texts)] for n, texts in enumerate(LOOK_ALIKES[name]))
    assert told(group([*one, *other], DEFAULT)) == {frozenset({"00", "01"}), frozenset({"10", "11"})}
    for a in one:
        assert all(len(group([a, b], DEFAULT)) == 2 for b in other)
    assert len(group(one, DEFAULT)) == len(group(other, DEFAULT)) == 1


def test_many_articles_of_one_event_are_not_split_among_themselves():
    told_by = [
        "The crew of the Marrow Queen waited for the tide after the ferry ran aground off Selby Point on Sunday.",
        "Tugs pulled the ferry Marrow Queen off a sandbank near Selby Point late on Sunday; all 214 people were unhurt.",
        "Coastguard officers are asking why the Marrow Queen left the channel and struck sand off Selby Point on Sunday.",
        "Passengers of the Marrow Queen told of a jolt when the ferry ran aground on Sunday off Selby Point.",
        "An inquiry opens into how the Marrow Queen, with 214 on board, came to sit on a sandbank off Selby Point on Sunday.",
        "The owner of the Marrow Queen apologised to 214 people who spent Sunday on the stranded ferry off Selby Point.",
    ]
    articles = [article(f"f{n}", text) for n, text in enumerate([*FERRY, *told_by])]
    assert len(group(articles, DEFAULT)) == 1
    assert len(group([*articles, article("l", LIBRARY)], DEFAULT)) == 2


def test_an_articles_name_and_source_play_no_part(stories):
    renamed = {s.id: f"{n * 7919 % 97:02}" for n, s in enumerate(stories)}
    events = group([replace(s, id=renamed[s.id], source=renamed[s.id]) for s in stories], DEFAULT)
    assert {frozenset(e.articles) for e in events} == {
        frozenset(renamed[a] for a in e.articles) for e in group(stories, DEFAULT)
    }


@pytest.mark.parametrize("times", [1, 20])
def test_a_duplicate_goes_where_its_original_goes_and_moves_nothing_else(stories, times):
    for story in (stories[0], next(s for s in stories if s.id.startswith("002"))):
        doubles = [replace(story, id=f"{story.id}-{n}", source=f"Mirror {n}") for n in range(times)]
        events = group([*doubles, *stories], DEFAULT)
        names = {d.id for d in doubles}
        assert next(names <= set(e.articles) for e in events if story.id in e.articles)
        assert [tuple(a for a in e.articles if a not in names) for e in events] == [
            e.articles for e in group(stories, DEFAULT)
        ]


@pytest.mark.parametrize(("dates", "events"), [
    (("2024-03-10", "2024-03-10"), 1),  # of one day: taken for one event more readily
    ((None, None), 2),
    (("2024-03-10", None), 2),  # a missing date says nothing
])  # fmt: skip
def test_two_articles_of_one_day_are_taken_for_one_event_more_readily(dates, events):
    texts = ("Harbour workers in Selby walked out over pay on Monday, union leader Ana Reyes said. Ferries were cancelled.",
             "Reyes told a crowd in Selby that talks had broken down. Trucks queued outside the town and shops closed.")
    pair = [article(f"a{n}", text, date=day) for n, (text, day) in enumerate(zip(texts, dates, strict=True))]
    assert len(group(pair, DEFAULT)) == events


def test_texts_without_words_stay_apart():
    assert len(group([article("a", "..."), article("b", "!!!"), article("c", "the and of")], DEFAULT)) == 3


def test_a_label_is_words_of_the_texts(stories):
    texts = {s.id: s for s in stories}
    for event in group(stories, DEFAULT):
        words = " ".join(texts[a].title + " " + texts[a].text for a in event.articles)
        assert event.label and event.label.removesuffix(" …") in " ".join(words.split())


# --- copies -----------------------------------------------------------------------------------------------------------

WIRE = " ".join(f"{FERRY[0]} {FERRY[1]} {LIBRARY} Sentence {n} tells one thing more." for n in range(5))


def test_row_28_a_wire_story_under_a_new_lead_is_a_copy_of_the_earlier():
    late = article("a", f"Here is what we know so far. {WIRE}", date="2024-03-12")
    early = article("b", WIRE, date="2024-03-11")
    undated = article("c", WIRE.upper())
    assert copies([late, early, undated]) == (Copy("a", "b", 1.0), Copy("c", "b", 1.0))


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_without_dates_the_first_id_is_the_original_whatever_the_order(names):
    pair = [article(name, WIRE) for name in names]
    assert copies(pair) == (Copy("b", "a", 1.0),)


OWN = " ".join(f"At {n} metres the paper's own reporter noted tide {n * 7} and wind {n * 3}." for n in range(60))


@pytest.mark.parametrize(("first", "second", "found"), [
    (WIRE, f"A lead of our own, written here. {WIRE}", {"b"}),  # under a new lead
    (OWN, " ".join(OWN.split()[:200]), {"b"}),  # cut short
    (" ".join(OWN.split()[:200]), OWN, set()),  # grown to more than twice the text: an update with more to tell
    (WIRE, f"{OWN} {WIRE}", set()),  # a document quoted in full inside an article of its own
    (WIRE, WIRE.replace(", the coastguard said", ", the coastguard says"), {"b"}),  # touched up
    (FERRY[0], FERRY[1], set()),  # two short texts on one thing
    (FERRY[0], FERRY[0].replace("214", "208"), set()),  # a figure apart, in a text of one sentence
    ("By Ana Reyes\n" + LIBRARY, "By Tom Holt\n" + LIBRARY, {"b"}),  # furniture apart
    ("", "", set()),
])  # fmt: skip
def test_row_28_what_a_copy_is(first, second, found):
    pair = [article("a", first, date="2024-03-11"), article("b", second, date="2024-03-12")]
    assert {c.article for c in copies(pair)} == found
    assert copies(pair[::-1]) == copies(pair)


def test_of_two_texts_of_one_day_the_longer_is_kept():
    short, long = article("a", " ".join(WIRE.split()[:60])), article("b", WIRE)
    assert copies([short, long]) == (Copy("a", "b", 1.0),)


def test_a_chain_of_copies_ends_at_an_original_and_what_has_drifted_away_counts():
    words = [f"word{n}" for n in range(300)]
    chain = [article(f"a{n}", " ".join(words[n * 20 : n * 20 + 200]), date=f"2024-03-{10 + n}") for n in range(5)]
    found = copies(chain)
    assert [(c.article, c.of) for c in found] == [("a1", "a0"), ("a3", "a2")]


def test_copies_are_found_among_many_that_share_a_pages_standing_text():
    standing = "Sign up for the evening letter of the Selby Post and never miss what happens in the harbour again."
    many = [article(f"n{n:03}", " ".join(f"w{n}x{k}" for k in range(60)) + " " + standing) for n in range(150)]
    wire = [article(f"w{n}", f"{WIRE} {standing}", source="Selby Post") for n in range(3)]
    assert [(c.article, c.of) for c in copies([*many, *wire])] == [("w1", "w0"), ("w2", "w0")]


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


@pytest.mark.parametrize("text", ["0", "12", "Advertisement"])
def test_a_text_of_nothing_but_furniture_is_a_copy_of_its_like(text):
    pair = [Article("a", "Herald", text), Article("b", "Post", text)]
    assert [c.article for c in copies(pair)] == ["b"]
    assert copies([pair[0], Article("b", "Post", "Some other words")]) == ()
