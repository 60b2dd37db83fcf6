"""Cleaning: furniture is told from what an article says, by its characters, and a digest is split into its stories."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.clean import headline, paragraphs, split_digest
from framing.furniture import dateline
from framing.read import read
from framing.records import Article

SEEDS = Path(__file__).parent.parent / "seeds"
SAID = "The council agreed on Monday to open the bridge again, the mayor said."


def article(text, **fields):
    return Article(id="a", source="A", text=text, **fields)


def seed(number):
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return read([path])[0][0]


def parts(text, kind="furniture", **fields):
    return [text[p.start : p.end] for p in paragraphs(article(text, **fields)) if p.kind == kind]


# --- datelines --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "taken", "agency"),
    [
        ("BEIJING (Reuters) – Chinese state media", "BEIJING (Reuters) – ", "Reuters"),
        ("BEIJING/WASHINGTON (Reuters) – The", "BEIJING/WASHINGTON (Reuters) – ", "Reuters"),
        ("LOS ANGELES/CHARLESTON, S.C. (Reuters) - The", "LOS ANGELES/CHARLESTON, S.C. (Reuters) - ", "Reuters"),
        ("HEMPSTEAD, N.Y., Sept. 26 (UPI) — The", "HEMPSTEAD, N.Y., Sept. 26 (UPI) — ", "UPI"),
        ("Mexico City (AFP) – The", "Mexico City (AFP) – ", "AFP"),
        ("HONG KONG CNN — The", "HONG KONG CNN — ", "CNN"),
        ("Hong Kong CNN \u00a0—", "Hong Kong CNN \u00a0—", "CNN"),
        ("(CNN) -- The", "(CNN) -- ", "CNN"),
        ("(CNN)The president", "(CNN)", "CNN"),
        ("QUITO (Andes) – The", "QUITO (Andes) – ", "Andes"),
        ("WASHINGTON — The", "WASHINGTON — ", ""),
        ("WASHINGTON—The", "WASHINGTON—", ""),
        ("NEWPORT NEWS, Va. - The", "NEWPORT NEWS, Va. - ", ""),
    ],
)
def test_datelines(line, taken, agency):
    mark = dateline(line)
    assert mark is not None
    assert (line[: mark.end], mark.agency) == (taken, agency)


@pytest.mark.parametrize(
    "line",
    [
        "The minister (Labour) – who had said nothing – left.",
        "Senator Ann Lee (Republican) — a critic — left.",
        "He said CNN was wrong — and left.",
        "NATO-led troops left.",
        "Warm ties",
        "",
    ],
)
def test_no_dateline(line):
    assert dateline(line) is None


# --- furniture --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "By Ben Blanchard and Eric Walsh",
        "By PARISA HAFEZI, Staff Writer",
        "(Reporting by Ben Blanchard; Editing by Michael Perry)",
        "(This story has been refiled to replace “influence” with “strength” in ninth paragraph.)",
        "CNN’s Katie Hunt and Serena Dong contributed reporting.",
        "Source: Bloomberg.com",
        "02:06 - Source: CNN",
        "※ This article has been translated by AI. Share your feedback here.",
        "Story highlights",
        "TAIWAN, YUAN IN FOCUS",
        "‘A HUGE BONUS’",
        "Warm ties",
        "china russia military drills pkg_00001029.jpg",
        "Putin and Xi shake hands during a meeting in Beijing in June 2016.",
        "Russian President Vladimir Putin holds a video conference on Nov. 21 (local time). /Courtesy of the Kremlin",
        "FILE PHOTO: U.S. President Donald Trump listens to a question in Washington, U.S., September 19, 2018.",
        "READ MORE: What the bridge has cost so far",
        "Advertisement",
        "___",
        "https://post.example/a/b",
        "Follow us on Twitter.",
        "All rights reserved. This material may not be published, broadcast, rewritten or redistributed.",
        "Hong Kong CNN \u00a0—",
    ],
)
def test_a_line_that_says_nothing_about_the_event(line):
    text = f"The bridge opens again\n\n{SAID}\n\n{line}\n\n{SAID}"
    assert parts(text) == [line]
    assert parts(text, "text") == [SAID, SAID]


@pytest.mark.parametrize(
    "line",
    [
        "He holds the post until May 2026, the mayor said.",
        "By Monday the bridge was open.",
        "The two leaders have yet to speak by phone.",
        "Chinese, French and German firms signed.",
        "“That is the last thing China wants,” a source told Reuters.",
        "People without insurance may sign up for it by March 31.",
        "The Source: a river with two names, closed since May.",
        "- a list item without a stop",
        "signed a letter to the mayor and",
        "The two states hold primaries on March 1, 2016. Then the rest follow in June 2016.",
        "NATO said it would stay.",
        "习近平抵达斐洛里庄园时，受到拜登热情迎接。",
    ],
)
def test_a_line_that_says_something(line):
    text = f"The bridge opens again\n\n{SAID}\n\n{line}\n\n{SAID}"
    assert parts(text) == []


@pytest.mark.parametrize(
    ("line", "inside"),
    [
        (f"BEIJING (Reuters) – {SAID}", ["BEIJING (Reuters) –"]),
        (f" date 2025-01-22 {SAID}", ["date 2025-01-22"]),
        (f"{SAID} (asd)", ["(asd)"]),
        (f"{SAID} [nL4N1FN0JR]", ["[nL4N1FN0JR]"]),
        (f"{SAID} [nL4N1FN0JR] {SAID}", ["[nL4N1FN0JR]"]),
        (f"{SAID} ADVERTISEMENT {SAID}", ["ADVERTISEMENT"]),
        (f"{SAID} Updated at 11:39 a.m.", ["Updated at 11:39 a.m."]),
        (f"{SAID} Ann Lee and J. D. Moe contributed reporting. {SAID}", ["Ann Lee and J. D. Moe contributed reporting."]),
        (f"{SAID} FILE PHOTO: U.S. President Trump in May. REUTERS/Ann Lee {SAID}",
         ["FILE PHOTO: U.S. President Trump in May. REUTERS/Ann Lee"]),
        (f"{SAID} (Reporting by Ann Lee; Editing by J. Moe)", ["(Reporting by Ann Lee; Editing by J. Moe)"]),
        (f"{SAID} The news was first reported by the Daily Post. {SAID}", ["The news was first reported by the Daily Post."]),
    ],
)  # fmt: skip
def test_furniture_inside_a_line_is_cut_out_of_it(line, inside):
    text = f"{SAID}\n{line}\n{SAID}"
    assert parts(text) == inside
    assert set(parts(text, "text")) == {SAID}


def test_highlights_are_the_story_in_brief():
    text = f"Story highlights\n\nTrump and Xi have yet to speak\n\nHong Kong CNN —\n\n{SAID}\n\nWarm ties\n\n{SAID}"
    assert parts(text) == ["Story highlights", "Hong Kong CNN —", "Warm ties"]


def test_an_article_of_nothing_but_furniture_keeps_a_line():
    assert parts("By Ann Lee\n(Reporting by Ann Lee in Paris)", "text") == ["(Reporting by Ann Lee in Paris)"]


# --- headlines --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "is_headline"),
    [
        ("Xi Calls Trump: What's Behind the Invitation to Beijing?", True),
        ("Good food is worth waiting for – China media welcomes Trump letter", True),
        ("Bridge Opens Again After Long Winter Closure.", True),
        ("The council agreed on Monday to open the bridge.", False),
        ("By Ann Lee", False),
        ("Paris CNN —", False),
        ("word " * 30, False),
    ],
)
def test_a_first_line_is_a_headline_or_not(first, is_headline):
    text = f"{first}\n\n{SAID}\n\n{SAID}"
    assert headline(text) == ((0, len(first.rstrip())) if is_headline else None)
    assert bool(parts(text, "headline")) is is_headline


def test_one_line_alone_is_no_headline():
    assert parts("Trump breaks ice with Xi", "text") == ["Trump breaks ice with Xi"]


def test_a_first_line_that_shares_nothing_with_the_title_given_is_a_byline():
    text = f"Ann Lee and J. Moe\n\n{SAID}\n\n{SAID}"
    assert parts(text, title="Bridge opens again") == ["Ann Lee and J. Moe"]
    assert parts(text.replace("Ann Lee and J. Moe", "Bridge to open"), "headline", title="Bridge opens again")


# --- digests ----------------------------------------------------------------------------------------------------------


def test_the_digest_among_the_seeds_is_ten_stories():
    digest = seed("003")
    stories = split_digest(digest)
    assert [s.id for s in stories] == [f"{digest.id}#{n}" for n in range(1, 11)]
    assert {s.source for s in stories} == {"Reuters"} and {s.date for s in stories} == {None}
    assert stories[0].title == "Good food is worth waiting for – China media welcomes Trump letter"
    assert stories[9].title == "The Art of the Deal: Why Putin needs one more than Trump"
    assert all(s.guessed == ("source", "title") for s in stories)
    assert "".join(digest.text.split()) == "".join("".join(s.text for s in stories).split())
    for story in stories:
        start, end = map(int, story.origin.rpartition("characters ")[2].split(" to "))
        assert digest.text[start:end] == story.text
        assert split_digest(story) == (story,)


def test_a_digest_whose_first_headline_was_not_copied():
    bare = story(1).partition("\n\n")[2]
    first, second = split_digest(Article(id="d", source="", text=f"{bare}\n\n{story(2, 'ROME')}"))
    assert first.title == "" and first.text.startswith("By Ann Lee")
    assert second.title == "The mayor opens bridge number 2"


@pytest.mark.parametrize("number", ["000", "001", "002", "004"])
def test_the_other_seeds_are_one_article_each(number):
    assert split_digest(seed(number)) == (seed(number),)


def story(n, place="PARIS"):
    return f"The mayor opens bridge number {n}\n\nBy Ann Lee\n\n{place} (AFP) – {SAID}\n\n{SAID}\n\n(Editing by J. Moe)"


def test_a_digest_with_a_question_as_a_headline_and_a_source_given():
    text = f"{story(1)}\n\nWill the bridge stay open this winter?\n\nROME (AFP) – {SAID}\n\n{SAID}"
    first, second = split_digest(Article(id="d", source="Morning Post", text=text, date="2024-03-11", event="bridges"))
    assert (first.source, first.date, first.event) == ("Morning Post", None, "bridges")
    assert second.title == "Will the bridge stay open this winter?"


@pytest.mark.parametrize(
    "text",
    [
        story(1),
        f"{story(1)}\n\nThe agency (AFP) – which was there – said more in Rome (AP) – and elsewhere.",
        f"Round-up of the day\n\nPARIS (AFP) – {SAID}\n\nROME (AFP) – {SAID}\n\nOSLO (AFP) – {SAID}",
        f"WASHINGTON (AP) — {SAID}\n\n___\n\n3:15 p.m.\n\n{SAID}\n\n___\n\n2:05 p.m.\n\n{SAID}",
    ],
)
def test_an_ordinary_article_stays_whole(text):
    assert split_digest(article(text)) == (article(text),)


# --- laws -------------------------------------------------------------------------------------------------------------

PIECES = ["By Ann Lee", "BEIJING (Reuters) – x", SAID, "(asd)", "FILE PHOTO: a. b", "Warm ties", "[nL4N1FN0JR]", "\r"]
LINES = st.lists(st.text(max_size=60) | st.sampled_from(PIECES), max_size=12)


def test_the_headline_of_another_story_is_cut_out_where_the_text_quotes_in_double_marks():
    text = f"“We open,” Lopez said. “It is late.” Lopez once called the ‘old bridge’ a ruin. {SAID}"
    assert parts(text) == ["Lopez once called the ‘old bridge’ a ruin."]
    assert parts(f"Lopez once called the ‘old bridge’ a ruin. {SAID}") == []
    assert parts(f"“We open,” Lopez said. “They call it the ‘old bridge’ here,” she said. {SAID}") == []


@given(lines=LINES)
def test_paragraphs_hold_every_character_once_and_in_order(lines):
    text = "\n".join(lines)
    found = paragraphs(article(text))
    assert "".join("".join(text[p.start : p.end].split()) for p in found) == "".join(text.split())
    for left, right in itertools.pairwise(found):
        assert left.end <= right.start
    for p in found:
        assert text[p.start : p.end].strip() == text[p.start : p.end] != ""
    assert not found or any(p.kind != "furniture" for p in found)


@given(lines=LINES)
def test_a_split_loses_no_character(lines):
    text = "\n".join(lines)
    assert "".join("".join(s.text for s in split_digest(article(text))).split()) == "".join(text.split())


HOSTILE = [
    '"', "a", " ", "A", "A/", "A.", "(", "(A", "‘", "“a” ‘a b’ ", "FILE PHOTO: ", "click here to ", "By A", "A, ", "[nL4N",
    "\n", ". ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_length_and_no_faster(piece):
    text = piece * (200_000 // len(piece))
    began = time.perf_counter()
    paragraphs(article(text))
    split_digest(article(f"{SAID}\n{text}\n{SAID}"))
    assert time.perf_counter() - began < 5
