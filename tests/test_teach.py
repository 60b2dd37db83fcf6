"""The lesson: inert, entailed by the comparison, quoted word for word, and its tellers hidden from the class."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from framing import teach
from framing.errors import NothingUsable
from tests.comparisons import harbour, hostile, many, xi_trump
from tests.pages import Page

MADE = {"one article, two sides": xi_trump, "two sources": harbour, "hostile": hostile, "long": lambda: many(4, 40)}


@pytest.fixture(params=MADE)
def comparison(request):
    return MADE[request.param]()


def words(text):
    return " ".join(text.split())


def test_a_pack_is_a_worksheet_and_its_key(comparison):
    assert list(teach.pack(comparison)) == ["worksheet.html", "answer-key.html"]


def test_nothing_in_a_pack_runs_or_asks_the_network(comparison):
    for html in teach.pack(comparison).values():
        page = Page(html)
        assert not {tag for tag, _ in page.tags} & {"script", "img", "iframe", "base", "link", "form", "input", "svg"}
        assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
        assert not page.values("src") + page.values("style")
        assert all(re.match("https?://", href) for href in page.values("href"))


def test_every_sentence_the_key_quotes_is_in_an_article(comparison):
    texts = [words(a.text) for a in comparison.articles]
    quotations = Page(teach.pack(comparison)["answer-key.html"]).texts("blockquote")
    assert quotations
    for quotation in quotations:
        said = re.sub(r"^[A-C]\d+\s*", "", quotation).removesuffix("…")
        assert any(said in text for text in texts), quotation


def test_every_answer_of_the_grid_is_what_the_comparison_holds(comparison):
    cells = {(c.account, c.point): c for c in comparison.cells}
    for task in teach.plan(comparison).tasks:
        for answer in task.answers:
            cell = cells[answer.text.account.id, task.point.id]
            assert {s.statement.id for s in answer.sentences} <= set(cell.statements)
            assert bool(answer.sentences) == (cell.found == "told")


def test_every_answer_on_who_speaks_is_what_the_comparison_holds(comparison):
    by_id = {s.id: s for s in comparison.statements}
    for speaker in teach.plan(comparison).speakers:
        statement = by_id[speaker.sentence.statement.id]
        assert speaker.manner == teach.MODES[statement.mode]
        assert speaker.who == " › ".join(a.holder or "somebody not named" for a in statement.attributions)


def test_the_sheet_numbers_its_sentences_in_their_order(comparison):
    for text in teach.plan(comparison).texts:
        assert [s.number for s in text.sentences] == [f"{text.letter}{n}" for n in range(1, len(text.sentences) + 1)]
        order = [text.account.statements.index(s.statement.id) for s in text.sentences]
        assert order == sorted(order)
        assert len(text.sentences) <= teach.SENTENCES


def test_the_class_does_not_see_who_the_tellers_are():
    sheet = " ".join(Page(teach.pack(harbour())["worksheet.html"]).texts("body"))
    assert "Harbour Times" not in sheet
    assert "Coast Ledger" not in sheet


def test_a_side_is_hidden_where_it_speaks_and_named_in_the_key():
    lesson = teach.plan(xi_trump())
    letters = {t.account.name: t.letter for t in lesson.texts}
    china = next(t for t in lesson.texts if t.account.name == "China")
    assert f"[{letters['China']}] emphasized that Xi" in " ".join(s.hidden for s in china.sentences)
    assert "Beijing emphasized that Xi" in teach.pack(xi_trump())["answer-key.html"]


def test_renaming_the_sources_changes_nothing_on_the_sheet():
    comparison = harbour()
    names = {"Harbour Times": "Alpha", "The Coast Ledger": "Beta"}
    renamed = replace(
        comparison,
        articles=tuple(replace(a, source=names.get(a.source, a.source)) for a in comparison.articles),
        accounts=tuple(replace(a, name=names.get(a.name, a.name)) for a in comparison.accounts),
    )
    assert teach.pack(renamed)["worksheet.html"] == teach.pack(comparison)["worksheet.html"]


def test_what_the_comparison_is_unsure_of_is_to_be_discussed():
    comparison = harbour()
    doubt = tuple(replace(c, found="cannot tell") if c.found == "not found" else c for c in comparison.cells)
    lesson = teach.plan(replace(comparison, cells=doubt))
    unsure = [t for t in lesson.tasks if any(a.cell.found == "cannot tell" for a in t.answers)]
    assert unsure
    assert all(t.discuss.startswith("we cannot tell for") for t in unsure)
    key = Page(teach.pack(replace(comparison, cells=doubt))["answer-key.html"])
    assert not [t for t in key.texts("td") if "not found" in t]


def test_a_note_on_a_contrast_is_to_be_discussed():
    lesson = teach.plan(xi_trump())
    assert all("too little text to say" in t.discuss for t in lesson.tasks if t.point.label != "Taiwan")


def test_a_doubtful_speaker_is_to_be_discussed():
    doubtful = [s for s in teach.plan(xi_trump()).speakers if s.discuss]
    assert [s.who for s in doubtful] == ["Chinese state media"]


def test_one_account_makes_no_lesson():
    with pytest.raises(NothingUsable, match="needs two accounts"):
        teach.pack(many(1, 5))


def test_no_point_makes_no_lesson():
    with pytest.raises(NothingUsable, match="needs a point"):
        teach.pack(replace(harbour(), points=(), cells=(), contrasts=()))


def test_a_pack_is_a_function_of_the_comparison(comparison):
    assert teach.pack(comparison) == teach.pack(comparison)
