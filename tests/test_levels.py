"""A lesson for each age: how much is read, how numbers are told, how hard our wording is, and names blacked out on request."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from framing import UsageError, from_json, teach
from framing.render import upright
from framing.teach import levels
from framing.teach.hiding import BAR, Names
from framing.teach.lesson import plan
from framing.teach.levels import LEVELS, MIDDLE, UNIVERSITY, YOUNG
from framing.teach.reading_level import grade
from tests.comparisons import harbour, hostile, many, xi_trump
from tests.own_wording import OwnWording
from tests.pages import Page

REPORTS = Path(__file__).parent.parent / "reports"
GALLERY = ["000-b5dce99c3a1fdfa9", "002-76fa894463f9fd1d", "003-eac15356b4594fd0-2"]
MADE = {"two sources": harbour, "two sides": xi_trump, "hostile": hostile, "long": lambda: many(4, 40)} | {
    name: lambda name=name: from_json((REPORTS / f"{name}.json").read_text()) for name in GALLERY
}
each_level = pytest.mark.parametrize("level", LEVELS.values(), ids=LEVELS)


@pytest.fixture(params=MADE)
def comparison(request):
    return MADE[request.param]()


def words(text):
    return " ".join(text.split())


def renamed(comparison):
    names = {a.name: f"Paper {n}" for n, a in enumerate(comparison.accounts) if a.view == "source"}
    articles = tuple(replace(a, source=names.get(a.source, a.source)) for a in comparison.articles)
    return replace(comparison, articles=articles,
                   accounts=tuple(replace(a, name=names.get(a.name, a.name)) for a in comparison.accounts))  # fmt: skip


# --- how much -----------------------------------------------------------------------------------------------------------


@each_level
def test_a_level_bounds_what_is_read_and_asked(level, comparison):
    lesson = plan(comparison, level)
    assert len(lesson.hidden) <= level.texts and len(lesson.texts) <= max(3, level.texts)
    assert len(lesson.tasks) <= level.points and len(lesson.pairs) <= level.pairs
    for text in lesson.texts:
        assert len(text.sentences) <= level.sentences
        assert sum(s.sentence.number.startswith(text.letter) for s in lesson.speakers) <= level.speakers


def test_older_classes_read_more():
    made = [plan(many(4, 40), level) for level in LEVELS.values()]
    for younger, older in pairwise(made):
        assert sum(len(t.sentences) for t in younger.texts) < sum(len(t.sentences) for t in older.texts)
        assert len(younger.tasks) <= len(older.tasks)


def test_an_unknown_level_is_refused():
    with pytest.raises(UsageError, match="--level 11-13, 14-18 or university"):
        levels.level("6-10")
    assert levels.level("university") is UNIVERSITY


# --- numbers ------------------------------------------------------------------------------------------------------------


def test_each_age_is_told_numbers_in_its_own_way():
    comparison = many(4, 40)
    key = {level.name: words(" ".join(Page(teach.pack(comparison, level=level)["answer-key.html"]).texts("p")))
           for level in LEVELS.values()}  # fmt: skip
    assert "%" not in key["11-13"] and not re.search(r"told in \d|similarity", key["11-13"])
    assert "%" not in key["14-18"] and re.search(r"told in \d+ of its 40 sentences", key["14-18"])
    assert re.search(r"\d+% of its words \(95% interval <?\d+% to \d+%\)", key["university"])


# --- our wording --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", [YOUNG, MIDDLE], ids=lambda level: level.name)
@pytest.mark.parametrize("redact", [False, True])
def test_every_sentence_of_the_sheet_that_is_ours_is_within_the_grade_of_its_class(level, redact, comparison):
    ours = OwnWording(teach.pack(comparison, level=level, redact=redact)["worksheet.html"]).sentences
    assert len(ours) > 15
    assert grade(ours) <= level.grade
    assert [s for s in ours if grade([s]) > level.grade] == []


def test_the_reading_level_of_a_text_is_told_only_of_a_hundred_words():
    assert all(text.grade is None for text in plan(harbour()).texts)
    texts = plan(many(2, 40)).texts
    for text in texts:
        assert text.grade == max(1, round(grade([s.statement.text for s in text.sentences])))
    assert f"reads at about grade {texts[0].grade}" in teach.pack(many(2, 40))["answer-key.html"]


# --- steps and words ----------------------------------------------------------------------------------------------------


@each_level
def test_the_steps_come_in_their_order_and_tellers_are_told_at_the_fifth(level, comparison):
    pack = teach.pack(comparison, level=level)
    for name in ("worksheet.html", "answer-key.html"):
        steps = [t[:1] for t in Page(pack[name]).texts("h2") if t[:1].isdigit()]
        assert steps == list("1234567")
    assert re.search(r"(until|in) step 5\.", pack["worksheet.html"])
    fifth = pack["worksheet.html"].split("<b>5</b>")[1].split("<b>6</b>")[0]
    assert "Then your teacher tells you." in fifth


@each_level
def test_words_to_compare_stand_in_their_sentences_and_in_one_contrast(level, comparison):
    contrasts = [set(c.words) for c in comparison.contrasts if c.kind in {"wording", "commitment"}]
    for pair in plan(comparison, level).pairs:
        assert any(set(pair.words) <= told for told in contrasts)
        assert all(told in s.hidden and s.number for told, s in zip(pair.words, pair.sentences, strict=True))
        assert pair.sentences[0].number[0] < pair.sentences[1].number[0]


def test_words_to_compare_are_to_be_discussed_and_never_right_or_wrong():
    pack = teach.pack(MADE[GALLERY[0]]())
    key = Page(pack["answer-key.html"])
    pairs = plan(MADE[GALLERY[0]]()).pairs
    assert pairs
    for pair in pairs:
        (heading,) = (t for t in key.texts("h3") if all(f"“{w}”" in t for w in pair.words))
        assert heading.endswith("discuss") and all(s.number in heading for s in pair.sentences)


def test_a_lesson_without_words_to_compare_says_so_and_lets_the_class_look():
    pack = teach.pack(harbour())
    assert not plan(harbour()).pairs
    assert "two words for one thing in step 4" in pack["guide.html"]
    assert "Here are" not in pack["worksheet.html"] and "Find strong words yourself" in pack["worksheet.html"]


# --- every level keeps the laws -----------------------------------------------------------------------------------------


@each_level
def test_quotations_are_whole_sentences_of_an_article(level, comparison):
    sentences = {words(upright(s.text)) for s in comparison.statements}
    for quotation in Page(teach.pack(comparison, level=level, redact=True)["answer-key.html"]).texts("blockquote"):
        assert re.sub(r"^([A-C]\d+|not on the sheet) ", "", quotation) in sentences


@each_level
@pytest.mark.parametrize("redact", [False, True])
def test_other_names_of_the_sources_change_nothing_for_the_class(level, redact):
    comparison = harbour()
    one, other = (teach.pack(c, level=level, redact=redact) for c in (comparison, renamed(comparison)))
    for name in {"worksheet.html", "coding.html", "coding.csv", "coding-tool.csv"} & one.keys():
        assert one[name] == other[name]


@each_level
def test_nothing_in_a_pack_runs(level):
    for name, html in teach.pack(hostile(), level=level, redact=True).items():
        if name.endswith(".html"):
            tags = {tag for tag, _ in Page(html).tags}
            assert not tags & {"script", "img", "iframe", "base", "link", "form", "input", "svg"}


# --- names blacked out --------------------------------------------------------------------------------------------------


def sheet_of(comparison):
    """The sheet up to the guess of who tells."""
    return words(" ".join(Page(teach.pack(comparison, redact=True)["worksheet.html"]).texts("body"))).partition("Stop:")[0]


def test_bars_hide_sides_and_who_speaks_for_them_wherever_they_are_named():
    sheet = sheet_of(xi_trump())
    for name in ("China", "Chinese", "Beijing", "White House", "Xi", "Japan", "Japanese", "Takaichi"):
        assert not re.search(rf"(?<!\w){name}(?!\w)", sheet), name
    assert BAR in sheet and "[A]" not in sheet
    assert "Beijing emphasized that Xi" in teach.pack(xi_trump(), redact=True)["answer-key.html"]


def test_bars_hide_sources_also_in_headlines():
    comparison = harbour()
    told = "The Coast Ledger: Port to double its cranes by spring"
    articles = tuple(replace(a, title=told) if a.source == "Harbour Times" else a for a in comparison.articles)
    sheet = sheet_of(replace(comparison, articles=articles))
    assert f"{BAR}: Port to double" in sheet and "Coast Ledger" not in sheet


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("US President Donald Trump met Iran.", f"US President {BAR} met {BAR}."),
        ("New Trump plan", f"New {BAR} plan"),
        ("Trump Iran plan", f"{BAR} {BAR} plan"),
        ("Trumpet and Iranian", "Trumpet and Iranian"),
        ("Trump’s plan", f"{BAR}’s plan"),
    ],
)
def test_a_bar_takes_a_first_name_with_it_and_no_part_of_another_word(text, shown):
    assert Names({}, {}, ("Trump", "Iran")).hide(text) == shown
