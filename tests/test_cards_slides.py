"""Cards and slides: what they show follows from the comparison, word for word, with the tellers hidden until they are told."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import from_json, teach
from framing.render import upright
from framing.teach import cards, items, slides
from framing.teach.lesson import BOXES, plan
from framing.teach.levels import LEVELS
from tests.comparisons import harbour, hostile, many, xi_trump
from tests.entailed import told as told_by
from tests.pages import Page
from tests.test_quiz import GALLERY, REPORTS, grain, renamed

MADE = {"grain": grain, "harbour": harbour, "sides": xi_trump, "hostile": hostile, "three": lambda: many(4, 40)}


@pytest.fixture(params=[*GALLERY, *MADE])
def comparison(request):
    return MADE[request.param]() if request.param in MADE else from_json(Path(REPORTS / f"{request.param}.json").read_text())


def headings(html):
    return Page(html).texts("h1") + Page(html).texts("h2")


def words(text):
    return " ".join(upright(text).split())


def test_six_to_ten_slides_each_with_one_heading(comparison):
    page = Page(slides.slides(plan(comparison)))
    assert 6 <= len(page.texts("section")) <= 10
    assert len(page.texts("section")) == len(page.texts("h1") + page.texts("h2")) and len(page.texts("h1")) == 1


def test_every_quotation_is_a_whole_sentence_of_the_sheet_under_its_number(comparison):
    lesson = plan(comparison)
    sheet = {s.number: words(s.hidden) for text in lesson.texts for s in text.sentences}
    for quotation in Page(slides.slides(lesson)).texts("blockquote"):
        number, _, said = quotation.partition(" ")
        assert said == sheet[number] and len(said) <= slides.LONG


def test_the_marks_of_the_grid_are_the_cells_and_doubt_is_discussed(comparison):
    lesson = plan(comparison)
    for task, marks in slides.grid(lesson):
        for text, mark in zip(lesson.texts, marks, strict=True):
            found, _ = told_by(comparison, lesson, text, task.point)
            assert mark == found or (mark == "discuss" and found != "told")
            assert not (found == "cannot tell" and mark == "not found")


def test_a_point_of_one_text_is_told_there_and_surely_in_no_other(comparison):
    lesson = plan(comparison)
    cells = {(c.account, c.point): c for c in comparison.cells}
    label = {p.label: p.id for p in comparison.points}
    account = {t.letter: t.account.id for t in lesson.texts}
    for one in slides.alone(lesson):
        assert one.sentence.statement.id in cells[account[one.letter], label[one.label]].statements
        assert {one.letter, *one.missing} == set(lesson.letters)
        for letter in one.missing:
            cell = cells[account[letter], label[one.label]]
            assert cell.found == "not found" and cell.chance < items.ABSENT


def test_what_is_not_in_a_text_is_another_point_than_the_one_shown_before():
    found = slides.alone(plan(grain()))
    told = slides.silent(plan(grain()), found)
    assert len(found) > 2 and {x for one in told for x in one.missing} == {"A", "B"} and found[0] not in told
    assert slides.silent(plan(grain()), found[:1]) == ()


@pytest.mark.parametrize("level", LEVELS.values(), ids=LEVELS)
def test_the_youngest_are_shown_no_number_of_sentences(level, comparison):
    lesson = plan(comparison, level)
    page = slides.slides(lesson).partition("<h2>Who speaks?</h2>")[2].partition("</section>")[0]
    assert (re.search(r"<b>\d", page) is None) is level.plain
    for one in slides.voices(lesson):
        of = sum(n for _, n in one.counts)
        for row, (_, n) in enumerate(one.counts):
            assert one.manner(row) == {0: "none", of: "all"}.get(n, "most" if n > of / 2 else "some")


def test_voices_count_the_sentences_of_the_sheet(comparison):
    lesson = plan(comparison)
    for text, one in zip(lesson.texts, slides.voices(lesson), strict=True):
        assert sum(n for _, n in one.counts) == len(text.sentences)
        for name, n in one.counts:
            assert n == sum(BOXES[s.statement.mode] == name for s in text.sentences)


def test_words_that_differ_stand_in_their_sentences_as_the_contrast_has_them():
    firm, loose = slides.pair(plan(grain()))
    assert (firm.words, loose.words) == ("agreed", "discussed") and {firm.letter, loose.letter} == {"A", "B"}
    assert all(one.before + one.words + one.after == one.sentence.hidden for one in (firm, loose))
    assert Page(slides.slides(plan(grain()))).texts("strong") == ["agreed", "discussed"]


def test_only_slides_that_the_comparison_supports_are_shown():
    optional = {"One text tells it", "Two words, one matter?", "What is not in this text?"}
    assert optional <= set(headings(slides.slides(plan(grain()))))
    assert not optional & set(headings(slides.slides(plan(xi_trump()))))


def test_the_tellers_are_named_on_the_slide_that_reveals_them_and_nowhere_before():
    html = slides.slides(plan(harbour()))
    for section in Page(html).texts("section"):
        assert ("Harbour Times" in section) is section.startswith("Who are they?")
    assert "Harbour Times" not in cards.cards(plan(grain()))


@settings(max_examples=10, deadline=None)
@given(st.lists(st.text("§¶µ¿", min_size=3, max_size=9), min_size=2, max_size=2, unique=True))
def test_other_names_of_the_sources_change_names_only(names):
    for plain, olds in ((grain(), ["Paper a", "Paper b"]), (harbour(), ["Harbour Times", "The Coast Ledger"])):
        by_name = sorted(zip(olds, names, strict=True))
        other = plan(renamed(plain, [new for _, new in by_name]))
        old, new = slides.slides(plan(plain)), slides.slides(other)
        for was, now in by_name:
            old = old.replace(f"<bdi>{was}</bdi>", f"<bdi>{now}</bdi>")
        assert old == new and cards.cards(other) == cards.cards(plan(plain))


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_nothing_in_slides_or_cards_runs_or_asks_the_network(comparison, paper):
    lesson = plan(comparison)
    for html in filter(None, (slides.slides(lesson, paper), cards.cards(lesson, paper))):
        page = Page(html)
        assert not {tag for tag, _ in page.tags} & {"script", "img", "iframe", "base", "link", "form", "input", "svg", "a"}
        assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
        assert not page.values("src") + page.values("style") + page.values("href")
        assert "default-src 'none'" in page.values("content")[0] and f'class="{paper}"' in slides.slides(lesson, paper)


def contrast(a, b):
    """WCAG 2.2, 1.4.3: the ratio of two luminances."""
    def light(colour):
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        r, g, b = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    high, low = sorted((light(a), light(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_slides_are_read_in_grey_and_by_weak_eyes():
    style = re.search(r"<style>(.*?)</style>", slides.slides(plan(harbour())), re.DOTALL).group(1)
    named = dict(re.findall(r"--(\w+): (#\w{6})", style))
    assert contrast(named["ink"], "#ffffff") >= 7 and contrast(named["soft"], "#ffffff") >= 4.5
    assert contrast(named["line"], "#ffffff") >= 3
    for colour in named.values():
        parts = [int(colour[n : n + 2], 16) for n in (1, 3, 5)]
        assert max(parts) - min(parts) < 24  # greys: nothing is told by hue


def test_a_mark_of_the_grid_is_told_in_words_too():
    cells = Page(slides.slides(plan(grain()))).texts("td")
    marks = {cell for cell in cells if cell[0] in "●○?"}
    assert marks <= {"● told", "○ not found", "? discuss"} and len(marks) > 1


@pytest.mark.parametrize("made", [lambda: many(3, 40), lambda: from_json((REPORTS / f"{GALLERY[0]}.json").read_text())])
def test_cards_are_of_points_that_one_tells_and_that_several_tell_where_there_are_both(made):
    lesson = plan(made())
    chosen = cards.choose(lesson)
    several = {s.number for task in lesson.tasks if sum(a.cell.found == "told" for a in task.answers) > 1
               for a in task.answers for s in a.sentences}  # fmt: skip
    fit = {s.number for text in lesson.texts for s in text.sentences if cards._fits(s, lesson)}
    for letter in lesson.letters:
        mine = {c.sentence for c in chosen if c.letter == letter}
        able = {n for n in fit if n.startswith(letter)}
        assert bool(mine & several) == bool(able & several)
        assert bool(mine - several) == bool(able - several)


def test_cards_show_a_code_and_a_whole_sentence_and_the_key_gives_its_place():
    lesson = plan(from_json((REPORTS / f"{GALLERY[0]}.json").read_text()))
    sheet = {s.number: words(s.hidden) for text in lesson.texts for s in text.sentences}
    page = Page(cards.cards(lesson))
    cut, codes = page.texts("li"), [code for code in page.texts("th") if code.isdigit()]
    letters, numbers = page.texts("td")[::2], page.texts("td")[1::2]
    assert len(page.texts("ul")) * cards.PAGE == len(cut) == len(codes) > 0
    for card, code, letter, number in zip(cut, codes, letters, numbers, strict=True):
        assert card == code + sheet[number] and number.startswith(letter) and len(sheet[number]) <= cards.LONG


def test_a_card_names_no_teller(comparison):
    lesson = plan(comparison)
    for card in cards.choose(lesson):
        assert not any(f"[{letter}]" in card.words for letter in lesson.letters)
        assert not any(lesson.view == "source" and t.account.name in card.words for t in lesson.texts)


def test_a_pack_has_slides():
    assert teach.pack(grain())["slides.html"] == slides.slides(plan(grain()))


def test_doubtful_cells_leave_the_slide_out():
    doubtful = tuple(replace(c, chance=items.ABSENT) if c.found == "not found" else c for c in grain().cells)
    assert "One text tells it" not in headings(slides.slides(plan(replace(grain(), cells=doubtful))))
