"""The quiz: every item follows from the comparison, has one right answer, and survives Moodle."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import from_json, quiz, teach
from framing.lesson import plan
from framing.quiz import FEWEST, Item, Option, Quiz
from tests import moodle_gift
from tests.comparisons import harbour, hostile, xi_trump

REPORTS = Path(__file__).parent.parent / "reports"
GALLERY = ["000-b5dce99c3a1fdfa9", "002-76fa894463f9fd1d", "003-eac15356b4594fd0-2"]

HARD = ["~ = # { } :", "a\n\nb", "//no", "[html]<b>x</b>", "%50%half", "TRUE", "T", "->", "\\n \\", "a -> b", "\u202eturned",
        "####x", "::title::", "}", "<script>", "\x00\x07", "=", "$CATEGORY: x"]  # fmt: skip
texts = st.one_of(st.sampled_from(HARD), st.text(min_size=1, max_size=40)).filter(lambda t: quiz._gift(t))


@pytest.fixture(params=GALLERY)
def comparison(request):
    return from_json((REPORTS / f"{request.param}.json").read_text())


def made_of(comparison):
    lesson = plan(comparison)
    return lesson, quiz.quiz(lesson)


def test_an_item_has_one_right_answer_and_sentences_of_the_sheet(comparison):
    lesson, made = made_of(comparison)
    on_sheet = {s.number for text in lesson.texts for s in text.sentences}
    assert FEWEST <= len(made.items) <= 12
    for item in made.items:
        assert item.evidence and set(item.evidence) <= on_sheet
        assert bool(item.pairs) != bool(item.options)
        if item.options:
            assert sum(o.right for o in item.options) == 1
            assert len({o.text for o in item.options}) == len(item.options) > 1


def test_answers_follow_from_the_records(comparison):
    lesson, made = made_of(comparison)
    sentences = {s.number: s for text in lesson.texts for s in text.sentences}
    text_of = {f"Text {t.letter}": t for t in lesson.texts}
    labels = {task.label: task for task in lesson.tasks}
    for item in made.items:
        if item.kind == "who says it":
            holders = {a.holder for a in sentences[item.evidence[0]].statement.attributions}
            assert {o.text for o in item.options if o.text in holders} == {item.right}
        if item.kind == "not in this text":
            text = next(t for name, t in text_of.items() if name + "?" in item.question)
            found = {o.text: labels[o.text].of(text).cell.found for o in item.options}
            assert [name for name, told in found.items() if told == "not found"] == [item.right]
            assert set(found.values()) == {"told", "not found"}
        if item.kind == "match":
            for told, name in item.pairs:
                assert [n for n, t in text_of.items() if any(s.hidden == told for s in t.sentences)] == [name]
        if item.kind == "told first":
            text = next(t for name, t in text_of.items() if name + " " in item.question)
            first = {o.text: min(text.sentences.index(s) for s in labels[o.text].of(text).sentences) for o in item.options}
            assert min(first, key=first.__getitem__) == item.right
        if item.kind == "which words":
            text = next(t for name, t in text_of.items() if name + " " in item.question)
            whole = " ".join(s.text for s in comparison.statements if s.id in text.account.statements)
            assert [o.text for o in item.options if o.text.strip("“”") in whole] == [item.right]


def test_moodle_reads_back_what_was_written(comparison):
    lesson, made = made_of(comparison)
    category, read = moodle_gift.read(quiz.gift(made, lesson.title))
    assert category == lesson.title and len(read) == len(made.items)
    for item, question in zip(made.items, read, strict=True):
        assert question.text == " ".join(item.question.split()) and question.general == item.feedback
        assert question.right == [o.text for o in item.options if o.right]
        assert question.wrong == [o.text for o in item.options if not o.right]
        assert [name for _, name in question.pairs] == [name for _, name in item.pairs]


@given(st.lists(texts, min_size=3, max_size=5, unique_by=quiz._gift), texts)
def test_hostile_text_stays_in_its_place(options, question):
    chosen = tuple(Option(o, not n, question) for n, o in enumerate(options))
    item = Item("who says it", question, chosen, (), question, ("A1",))
    pairs = Item("match", question, (), tuple((o, "Text A") for o in options), question, ("A1",))
    written = quiz.gift(Quiz((item, pairs), ()), question)
    _, (one, two) = moodle_gift.read(written)
    assert len(one.right) == 1 and len(one.wrong) == len(options) - 1
    assert [name for _, name in two.pairs] == ["Text A"] * len(options)
    assert "\n\n" not in written.replace("\n\n::", "").rstrip("\n")
    assert not any(line.startswith("//") for line in written.split("\n"))


def test_the_table_is_read_by_a_spreadsheet_as_text():
    item = Item("match", "=HYPERLINK(1)", (), (("@now", "Text A"),), "+1", ("A1",))
    (row,) = csv.DictReader(io.StringIO(quiz.table(Quiz((item,), ()))))
    assert row["question"].startswith("'=") and row["feedback"].startswith("'+")


def test_a_thin_comparison_has_no_quiz_and_says_why():
    _, made = made_of(xi_trump())
    assert made.items == () and made.left_out
    files = teach.pack(xi_trump())
    assert "quiz.gift" not in files and "Left out, as these texts do not bear it" in files["answer-key.html"]


@pytest.mark.parametrize("made", [harbour, hostile])
def test_other_names_of_the_sources_change_no_item(made):
    plain = made()
    renamed = replace(
        plain,
        articles=tuple(replace(a, source=f"Paper {n}") for n, a in enumerate(plain.articles)),
        accounts=tuple(replace(a, name=f"Paper {n}") if a.view == "source" else a for n, a in enumerate(plain.accounts)),
    )
    assert [i.kind for i in made_of(plain)[1].items] == [i.kind for i in made_of(renamed)[1].items]
