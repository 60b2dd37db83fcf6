"""The answer key as it is printed: every answer is entailed by the comparison's records, read apart from the lesson."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from framing import teach
from framing.passages import UNSURE
from framing.render import upright
from framing.teach.hiding import BAR
from framing.teach.lesson import BOXES, plan
from framing.teach.levels import LEVELS
from tests import lessons
from tests.comparisons import harbour, hostile, many, xi_trump
from tests.entailed import told as told_by
from tests.pages import Page

MADE = {"two sources": harbour, "two sides": xi_trump, "hostile": hostile, "long": lambda: many(4, 40)} | {
    name: lambda name=name: lessons.comparison(name) for name in lessons.MADE_FROM
}
each_level = pytest.mark.parametrize("level", LEVELS.values(), ids=LEVELS)


@pytest.fixture(params=MADE)
def comparison(request):
    return MADE[request.param]()


def step(html, number):
    """The words of a step's part of a page, as a page of its own."""
    return html.partition(f"<h2><b>{number}</b>")[2].partition("</section>")[0].partition("</h2>")[2]


def words(text):
    return " ".join(upright(text).split())


def numbered(text, ids):
    """The numbers of the statements that the sheet shows, and how many it does not."""
    return [s.number for s in text.sentences if s.statement.id in ids]


@each_level
def test_each_cell_of_the_grid_says_what_the_comparison_holds(level, comparison):
    lesson = plan(comparison, level)
    cells = iter(Page(step(teach.pack(comparison, level=level)["answer-key.html"], 3)).texts("td"))
    for task in lesson.tasks:
        for text in lesson.texts:
            found, ids = told_by(comparison, lesson, text, task.point)
            shown = next(cells)
            if found == "told":
                assert shown == f"told: {', '.join(numbered(text, ids)) or 'not on the sheet'}"
            elif found == "cannot tell":
                assert shown == "discuss"
            else:
                assert re.fullmatch(r"not found in this (text|account)( discuss)?", shown)
    assert next(cells, None) is None


@each_level
def test_each_speaker_and_manner_is_the_attribution(level, comparison):
    lesson = plan(comparison, level)
    by_number = {s.number: s.statement for text in lesson.texts for s in text.sentences}
    page = Page(step(teach.pack(comparison, level=level)["answer-key.html"], 5))
    rows = list(zip(*[iter(page.texts("td"))] * 3, strict=True))
    numbers = [t for t in page.texts("th") if t in by_number]
    assert len(rows) == len(numbers) == len(lesson.speakers)
    for number, (manner, who, sentence) in zip(numbers, rows, strict=True):
        s = by_number[number]
        unsure = any(a.confidence < UNSURE for a in s.attributions)
        assert manner == BOXES[s.mode] + " discuss" * unsure and words(sentence) == words(s.text)
        named = [a.holder if a.resolved != "unresolved" and a.holder else "somebody not named" for a in s.attributions]
        assert who == words(" › ".join(dict.fromkeys(named)) or "the text itself")


@each_level
def test_what_is_not_in_a_text_is_all_that_the_comparison_does_not_find_there(level, comparison):
    lesson = plan(comparison, level)
    html = step(teach.pack(comparison, level=level)["answer-key.html"], 6)
    for text in lesson.texts:
        part = html.partition(f"<h3>Text {text.letter}</h3>")[2].partition("<h3>Text")[0]
        missing = [task.point.label for task in lesson.tasks
                   if told_by(comparison, lesson, text, task.point)[0] != "told"]  # fmt: skip
        assert [words(unescape(t)) for t in re.findall(r"<p><bdi>(.*?)</bdi>:", part)] == [words(label) for label in missing]


@each_level
def test_what_a_text_stresses_is_told_on_the_sheet(level, comparison):
    lesson = plan(comparison, level)
    for text in lesson.texts:
        for task, answer in lesson.stressed(text):
            found, ids = told_by(comparison, lesson, text, task.point)
            assert found == "told" and numbered(text, ids) == answer.numbers.split(", ")
            assert task in lesson.tasks


# --- the reporting ------------------------------------------------------------------------------------------------------


@each_level
def test_the_reporting_is_what_no_side_of_the_sheet_says(level):
    for made in (xi_trump(), lessons.comparison("xi-trump-call")):
        lesson = plan(made, level)
        quoted = {i for a in made.accounts if a.name in {t.account.name for t in lesson.texts if not t.reporting}
                  and a.view == "side" for i in a.statements}  # fmt: skip
        assert lesson.reporting is lesson.texts[-1] and len(lesson.hidden) == 2
        assert lesson.reporting.sentences and not quoted & {s.statement.id for s in lesson.reporting.sentences}
        assert lesson.reporting.account.name == made.articles[0].source
        assert any(task.of(lesson.reporting).cell.found == "told" for task in lesson.tasks)


def test_two_sources_have_no_reporting():
    assert plan(harbour()).reporting is None and "reporting" not in teach.pack(harbour())["worksheet.html"]


def test_guide_and_key_say_what_the_third_text_is_and_when_it_is_handed_out():
    pack = teach.pack(lessons.comparison("xi-trump-call"))
    for name in ("guide.html", "answer-key.html"):
        assert "C is the reporting that A and B are quoted in" in words(Page(pack[name]).texts("body")[0])
    assert "goes out when the guesses are written down" in pack["guide.html"]
    assert "guesses written down; then C" in pack["guide.html"]


@each_level
@pytest.mark.parametrize("redact", [False, True])
@pytest.mark.parametrize("made", [xi_trump, lambda: lessons.comparison("xi-trump-call")])
def test_another_name_of_the_outlet_changes_names_only(made, redact, level):
    given = made()
    plain = replace(given, articles=tuple(replace(a, guessed=()) for a in given.articles))
    (old,) = {a.source for a in plain.articles}
    new = "Paper 0"
    other = replace(plain, articles=tuple(replace(a, source=new) for a in plain.articles),
                    accounts=tuple(replace(a, name=new) if a.name == old else a for a in plain.accounts))  # fmt: skip
    one, two = teach.pack(plain, level=level, redact=redact), teach.pack(other, level=level, redact=redact)
    assert one.keys() == two.keys()
    for name, text in one.items():
        assert old not in text if name in {"worksheet.html", "cards.html", "coding.html"} else True
        assert text.replace(f"<bdi>{old}</bdi>", f"<bdi>{new}</bdi>") == two[name]


def test_an_outlet_that_is_named_in_its_own_text_is_hidden_there():
    plain = lessons.comparison("xi-trump-call")
    told = next(s for s in plain.statements if s.text.startswith("This call comes"))
    named = replace(told, text="This call, Bloomberg.com learned, comes amid rising tensions.")
    made = replace(plain, statements=tuple(named if s is told else s for s in plain.statements))
    for redact in (False, True):
        sheet = teach.pack(made, redact=redact)["worksheet.html"]
        assert "Bloomberg.com" not in sheet and "This call, [C] learned" in sheet
        assert (BAR in sheet) is redact


def test_a_point_told_only_in_the_sides_own_words_is_discussed_for_the_reporting_with_that_reason():
    made = lessons.comparison("xi-trump-call")
    lesson = plan(made)
    alone = [task for task in lesson.tasks if task.of(lesson.reporting).cell.found == "cannot tell"]
    assert alone and all(not task.of(lesson.reporting).closest for task in alone)
    key = words(Page(teach.pack(made)["answer-key.html"]).texts("body")[0])
    assert key.count("its only sentences on it stand among those of A and B") == len(alone)
