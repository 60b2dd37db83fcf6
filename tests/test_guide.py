"""The guide and the cards: what they say of the texts, and what they leave to the texts."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from framing import UsageError, from_json, teach
from framing.teach import cards, guide, quiz
from framing.teach.hiding import BAR
from framing.teach.lesson import plan
from tests.comparisons import Said, harbour, hostile, xi_trump
from tests.pages import Page

REPORTS = Path(__file__).parent.parent / "reports"
GALLERY = ["000-b5dce99c3a1fdfa9", "002-76fa894463f9fd1d", "003-eac15356b4594fd0-2"]


@pytest.fixture(params=GALLERY)
def comparison(request):
    return from_json((REPORTS / f"{request.param}.json").read_text())


@pytest.mark.parametrize("minutes", [45, 90])
def test_a_plan_fills_its_time_and_holds_every_step(minutes):
    assert sum(stage.minutes for stage in guide.PLANS[minutes]) == minutes
    told = " ".join(stage.steps + stage.how for stage in guide.PLANS[minutes])
    assert all(str(step) in told for step in range(1, 8)) and "ticket" in told


def test_a_plan_tells_what_these_texts_allow():
    for minutes in guide.PLANS:
        sides, papers = guide.stages(plan(xi_trump()), minutes), guide.stages(plan(harbour()), minutes)
        assert [s.minutes for s in sides] == [s.minutes for s in papers] == [s.minutes for s in guide.PLANS[minutes]]
        assert "guesses written down; then C" in sides[1].how and papers[1] == guide.PLANS[minutes][1]
        assert "strong words" in papers[2].how


def test_questions_name_the_sets_they_go_with_and_every_set_is_there():
    sets = {name for q in guide.QUESTIONS for name in q.sets}
    assert sets == {guide.NAMLE, guide.CML, guide.LOOK_SHARP, guide.REASONING}
    assert all(q.sets and q.text.rstrip().endswith((".", "?")) and 1 <= q.step <= 7 for q in guide.QUESTIONS)


def test_the_method_is_told_in_about_a_hundred_and_fifty_words(comparison):
    page = Page(teach.pack(comparison)["guide.html"])
    (told,) = (text for text in page.texts("p") if text.startswith("A program read the articles"))
    assert 120 <= len(told.split()) <= 190


def test_row_66_sensitive_matters_are_said_with_their_sentences(comparison):
    lesson = plan(comparison)
    sheet = {s.number: s.hidden.lower() for text in lesson.texts for s in text.sentences}
    for matter in guide.sensitive(lesson):
        words = {w for w, name in guide._matters().items() if name == matter.name}
        assert matter.sentences and all(any(w in sheet[n] for w in words) for n in matter.sentences)


@pytest.mark.parametrize(("sentence", "told"), [
    ("Write to ana.ruiz@harbour.example, she said.", {"how to reach a person"}),
    ("Call (020) 7946 0018 by Monday.", {"how to reach a person"}),
    ("Her number is +44 20 7946 0018.", {"how to reach a person"}),
    ("The 12-year-old boy fell from the quay.", {"a child"}),
    ("The 62-year-old bridge was shut on 2026-03-04.", set()),
    ("They spent 14,000,000 in 2025 and 1200 in 2026.", set()),
    ("@harbour wrote that 214 people @ the quay were safe.", set()),
    ("", set()),
])  # fmt: skip
def test_row_66_how_to_reach_somebody_and_a_child_are_warned_of(sentence, told):
    assert guide._personal(sentence) == told


def test_row_66_the_guide_names_the_sentences():
    said = (Said("The 9-year-old girl can be reached at kim@quay.example by all.", "a"),)
    more = [Said(f"The port answered {n} times on Monday.", "a") for n in range(3)]
    html = teach.pack(harbour({"Quay Post": (*said, *more)}))["guide.html"]
    assert "how to reach a person" in html and "a child" in html


def test_what_the_texts_do_not_bear_is_said():
    lesson = plan(xi_trump())
    told = guide.left_out(lesson, quiz.quiz(lesson))
    assert told and all(reason in Page(teach.pack(xi_trump())["guide.html"]).texts("body")[0] for reason in told[:1])


def fits(card, sentence):
    """Whether a card is the sentence, with a bar for whoever speaks or none."""
    return re.fullmatch(re.escape(card).replace(BAR, ".+?"), sentence) is not None


def test_cards_are_sentences_of_the_sheet_as_many_of_each_text(comparison):
    lesson = plan(comparison)
    made = cards.choose(lesson)
    sheet = {s.number: s.hidden for text in lesson.texts for s in text.sentences}
    assert len(made) % cards.PAGE == 0
    assert all(fits(c.words, sheet[c.sentence]) and c.sentence.startswith(c.letter) for c in made)
    counts = [sum(c.letter == letter for c in made) for letter in lesson.letters]
    assert max(counts) - min(counts) <= 1
    assert [c.number for c in made] == list(range(1, len(made) + 1))


def test_few_sentences_make_no_cards():
    few = replace(harbour(), accounts=tuple(replace(a, statements=a.statements[:3]) for a in harbour().accounts))
    assert cards.cards(plan(few)) == "" and "cards.html" not in teach.pack(few)
    assert "cards to cut out: too few" in teach.pack(few)["guide.html"]
    assert "cards to cut out" in teach.pack(harbour())["guide.html"].partition("In this pack")[2]


def test_two_sides_with_few_sentences_are_sorted_from_the_reporting_and_no_card_shows_a_letter():
    made = cards.choose(plan(xi_trump()))
    assert len(made) == cards.PAGE and {c.letter for c in made} == {"A", "B", "C"}
    assert not any(re.search(r"\[[A-C]\]", c.words) for c in made)
    assert any(BAR in c.words for c in made if c.letter != "C")


def test_letter_pages_are_letter(comparison):
    files = teach.pack(comparison, 90, "letter")
    for name in ("worksheet.html", "answer-key.html", "guide.html"):
        assert "size: letter" in files[name] and "size: letter" not in teach.pack(comparison)[name]
    assert "90 minutes" in Page(files["guide.html"]).texts("body")[0]


@pytest.mark.parametrize("made", [harbour, hostile, xi_trump])
def test_other_names_of_the_sources_change_no_card_and_only_names_of_the_guide(made):
    plain = made()
    names = {a.name: f"Paper {n}" for n, a in enumerate(plain.accounts) if a.view == "source"}
    renamed = replace(plain, articles=tuple(replace(a, source=names.get(a.source, a.source)) for a in plain.articles),
                      accounts=tuple(replace(a, name=names.get(a.name, a.name)) for a in plain.accounts))  # fmt: skip
    assert [c.number for c in cards.choose(plan(plain))] == [c.number for c in cards.choose(plan(renamed))]


def test_unknown_lengths_and_papers_are_refused():
    with pytest.raises(UsageError, match="--minutes 45 or 90"):
        teach.length(60)
    with pytest.raises(UsageError, match="--paper a4 or letter"):
        teach.size("a5")
    assert teach.size("Letter") == "letter" and teach.length(90) == 90


def test_hostile_words_stay_words():
    for name, text in teach.pack(hostile()).items():
        if name.endswith(".html"):
            assert "<script" not in text
