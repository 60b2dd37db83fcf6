"""The lesson: inert, entailed by the comparison, quoted word for word, and its tellers hidden from the class."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from framing import teach
from framing.cli import lessons, main
from framing.errors import NothingUsable
from framing.records import TOO_LITTLE, Article, Event
from framing.render import upright
from framing.teach import lesson as lesson_plan
from framing.teach.levels import MIDDLE, UNIVERSITY
from tests.comparisons import Said, harbour, hostile, many, xi_trump
from tests.comparisons import comparison as comparison_of
from tests.entailed import told as told_by
from tests.pages import Page

MADE = {"one article, two sides": xi_trump, "two sources": harbour, "hostile": hostile, "long": lambda: many(4, 40)}


@pytest.fixture(params=MADE)
def comparison(request):
    return MADE[request.param]()


def words(text):
    return " ".join(text.split())


def test_a_pack_is_a_worksheet_and_its_key(comparison):
    assert list(teach.pack(comparison))[:2] == ["worksheet.html", "answer-key.html"]


def test_nothing_in_a_pack_runs_or_asks_the_network(comparison):
    for html in teach.pack(comparison).values():
        page = Page(html)
        assert not {tag for tag, _ in page.tags} & {"script", "img", "iframe", "base", "link", "form", "input", "svg"}
        assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
        assert not page.values("src") + page.values("style")
        assert all(re.match("https?://", href) for href in page.values("href"))


def test_every_sentence_the_key_quotes_is_whole_and_in_an_article(comparison):
    sentences = {words(upright(s.text)) for s in comparison.statements}
    quotations = Page(teach.pack(comparison)["answer-key.html"]).texts("blockquote")
    assert quotations
    for quotation in quotations:
        assert re.sub(r"^([A-C]\d+|not on the sheet) ", "", quotation) in sentences


def test_every_answer_of_the_grid_is_what_the_comparison_holds(comparison):
    lesson = lesson_plan.plan(comparison)
    for task in lesson.tasks:
        for answer in task.answers:
            found, statements = told_by(comparison, lesson, answer.text, task.point)
            assert (answer.cell.found, {s.statement.id for s in answer.sentences}) == (found, statements)
            assert {s.number for s in answer.sentences} <= {s.number for s in answer.text.sentences} | {""}
            assert bool(answer.sentences) == (found == "told")


def test_every_answer_on_who_speaks_is_what_the_comparison_holds(comparison):
    by_id = {s.id: s for s in comparison.statements}
    for speaker in lesson_plan.plan(comparison).speakers:
        statement = by_id[speaker.sentence.statement.id]
        assert speaker.manner == lesson_plan.BOXES[statement.mode]
        assert speaker.who == " › ".join(a.holder or "somebody not named" for a in statement.attributions)


def test_sheet_and_key_call_each_manner_of_speaking_by_the_same_words():
    pack = teach.pack(xi_trump())
    boxes = set(lesson_plan.BOXES.values())
    assert boxes <= set(Page(pack["worksheet.html"]).texts("th"))
    manners = {t.removesuffix(" discuss") for t in Page(pack["answer-key.html"]).texts("td")} & boxes
    assert manners == boxes


# --- what is asked ------------------------------------------------------------------------------------------------------


def papers(**told):
    """Two newspapers; each sentence is its words and the letters of its points."""
    articles = []
    for name, saids in told.items():
        text = "\n".join(text for text, _ in saids)
        articles.append((Article(name, name, text, saids[0][0], "2026-03-04"), [Said(*said) for said in saids]))
    labels = {letter: f"point {letter}" for letter in sorted({x for saids in told.values() for _, ps in saids for x in ps})}
    return comparison_of(Event("e", articles[0][0].title, tuple(told), ("2026-03-04",)), articles, labels)


def told(n, points):
    return [(f"Sentence {n}{k} tells of the grain that lay at the quay in the winter of that year.", p) for k, p in
            enumerate(points)]  # fmt: skip


def test_points_that_both_tell_come_on_the_sheet_first_then_those_one_tells():
    comparison = papers(a=told("a", "cdefgabhij"), b=told("b", "klmabnopqr"))
    chosen = [t.point.id for t in lesson_plan.plan(comparison).tasks]
    assert len(chosen) == MIDDLE.points
    assert {"pa", "pb"} <= set(chosen)
    assert {"pc", "pk"} <= set(chosen)


def test_the_key_ranks_what_a_text_leads_with_among_all_points():
    comparison = papers(
        a=told("a", ["x", "x", "x", "a", "b", "c", "d"]), b=told("b", ["a", "b", "c", "d", "y", "y", "z", "w", "v"])
    )
    shares = {(c.account, c.point): c.share.value for c in comparison.cells if c.share}
    lesson = lesson_plan.plan(comparison)
    for text in lesson.texts:
        (lead, answer), *_ = lesson.leads(text)
        assert answer.room == max(share for (account, _), share in shares.items() if account == text.account.id)
        counted = f"{lead.point.label} told in {len(answer.cell.statements)} of its {text.of} sentences, "
        shared = f"{lead.point.label} {answer.room * 100:.0f}% of its words (95% interval "
        for level, room in ((MIDDLE, counted), (UNIVERSITY, shared)):
            assert room in " ".join(Page(teach.pack(comparison, level=level)["answer-key.html"]).texts("p"))


def test_a_lesson_on_texts_too_short_for_shares_names_what_they_tell_first():
    pack = teach.pack(xi_trump())
    key = words(" ".join(Page(pack["answer-key.html"]).texts("body")))
    assert "%" not in key
    assert "What the texts in fact lead with, of the 6 points found in them:" in key
    assert "Taiwan told in 2 of its 3 sentences, sentences A2, A3 (too little text to say how much)" in key
    assert "Taiwan told in its only sentence, sentence B1 (" in key


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("He also threatened to close the port.", True),
        ("“This is good news for our farmers,” Holm told reporters.", True),
        ("Holm also asked for a date.", True),
        ("Its fleet put out to sea.", True),
        ("The two discussed the strait.", True),
        ("Holm will travel to Sarvia in June.", False),
        ("Hergé was a Belgian.", False),
        ("Italy asked for the call.", False),
    ],
)
def test_a_sentence_that_leans_on_the_one_before_does_not_stand_without_it(text, leans):
    filler = [(f"Filler {n} of the quay.", "z") for n in range(9)]
    own = [("Orlan on the strait", ""), *filler, ("Orlan spoke of the harbours.", ""), (text, "a"), *filler[:0]]
    own += [(f"More {n} of the quay.", "") for n in range(4)]
    lesson = lesson_plan.plan(papers(a=own, b=told("b", "abc")))
    sheet = [s.statement.text for s in lesson.texts[0].sentences]
    assert text in sheet
    assert ("Orlan spoke of the harbours." in sheet) is leans


def test_an_excerpt_begins_no_sentence_whose_antecedent_was_cut():
    own = [("Orlan on the strait", "")]
    own += [(f"{'He' if n % 3 else 'Orlan'} spoke of harbour {n} and of the ships in it.", "abcdef"[n % 6]) for n in range(40)]
    lesson = lesson_plan.plan(papers(a=own, b=told("b", "abcdef")))
    order = [s[0] for s in own]
    for s in lesson.texts[0].sentences:
        if s.statement.text.startswith("He"):
            assert order[order.index(s.statement.text) - 1] in [x.statement.text for x in lesson.texts[0].sentences]
    assert len(lesson.texts[0].sentences) <= MIDDLE.sentences


def test_a_point_not_found_shows_the_closest_sentence_and_is_discussed_when_it_is_near():
    comparison = harbour()

    def key(similarity):
        cells = tuple(replace(c, similarity=similarity) if c.closest else c for c in comparison.cells)
        return Page(teach.pack(replace(comparison, cells=cells), level=UNIVERSITY)["answer-key.html"])

    near, far = key(0.55), key(0.2)
    assert all("discuss" in t for t in near.texts("td") if "not found" in t)
    assert not [t for t in far.texts("td") if "not found" in t and "discuss" in t]
    assert "The closest sentence of Text A, similarity 0.55:" in near.texts("p")
    assert "The closest sentence of Text A, similarity 0.20:" in far.texts("p")


def test_by_side_a_point_is_not_found_in_an_account():
    assert "not found in this text" not in teach.pack(xi_trump())["answer-key.html"]


# --- who is hidden ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("date", ["2026-03-04", "2026-03-04T10:00:00Z"])
def test_the_title_is_no_tellers_headline(date):
    comparison = papers(
        a=[("Norland agrees on grain", "a"), ("On Tuesday Prime Minister Ingrid Holm met Orlan at the Vell Strait.", "a")],
        b=[("Orlan tells Norland no", "a"), ("The Sarvian President Davit Orlan told Holm no, in the Vell Strait.", "a")],
    )
    sheet = Page(teach.pack(replace(comparison, event=replace(comparison.event, dates=(date,))))["worksheet.html"])
    assert sheet.texts("h1") == ["Two accounts of one event, 4 March 2026"]
    assert sheet.texts("title") == ["Worksheet: Two accounts of one event, 4 March 2026"]
    assert "Ingrid Holm · Orlan · Vell Strait" in sheet.texts("p")


def test_the_class_predicts_from_headlines_only_where_all_are_shown():
    sheet = teach.pack(harbour())["worksheet.html"]
    assert "Look only at the headlines." in sheet
    assert {"APort to double its cranes by spring", "BResidents fear noise as port plans night work"} == {
        t for t in Page(sheet).texts("li") if t[1:2] in "PR"
    }
    assert "Look only at the headlines." not in teach.pack(xi_trump())["worksheet.html"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, False),
        ({"guessed": ("source",)}, True),
        ({"guessed": ("source",), "url": "https://example.org/harbour times"}, False),
        ({"guessed": ("title",)}, False),
    ],
)
def test_the_key_says_when_a_publisher_is_only_the_name_of_a_file(fields, told):
    comparison = harbour()
    articles = tuple(
        replace(a, **{"url": None, **fields}) if a.id == "harbour-times" else a for a in comparison.articles
    )
    key = words(" ".join(Page(teach.pack(replace(comparison, articles=articles))["answer-key.html"]).texts("p")))
    assert ("Who published A is not stated in the text: “Harbour Times” is the name of its file." in key) is told
    assert "Who published B" not in key


def test_the_sheet_numbers_its_sentences_in_their_order(comparison):
    for text in lesson_plan.plan(comparison).texts:
        assert [s.number for s in text.sentences] == [f"{text.letter}{n}" for n in range(1, len(text.sentences) + 1)]
        order = [text.account.statements.index(s.statement.id) for s in text.sentences]
        assert order == sorted(order)
        assert len(text.sentences) <= MIDDLE.sentences


def test_the_class_does_not_see_who_the_tellers_are():
    sheet = " ".join(Page(teach.pack(harbour())["worksheet.html"]).texts("body"))
    assert "Harbour Times" not in sheet
    assert "Coast Ledger" not in sheet


def test_a_side_is_hidden_where_it_speaks_and_named_in_the_key():
    lesson = lesson_plan.plan(xi_trump())
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
    lesson = lesson_plan.plan(replace(comparison, cells=doubt))
    unsure = [t for t in lesson.tasks if any(a.cell.found == "cannot tell" for a in t.answers)]
    assert unsure
    assert all(t.discuss.startswith("we cannot tell for") for t in unsure)
    key = Page(teach.pack(replace(comparison, cells=doubt))["answer-key.html"])
    assert not [t for t in key.texts("td") if "not found" in t]


def test_a_note_on_a_contrast_is_to_be_discussed():
    lesson = lesson_plan.plan(xi_trump())
    noted = {c.point for c in xi_trump().contrasts if c.note == TOO_LITTLE}
    assert noted
    assert all((TOO_LITTLE in t.discuss) is (t.point.id in noted) for t in lesson.tasks)


def test_a_doubtful_speaker_is_to_be_discussed():
    doubtful = [s for s in lesson_plan.plan(xi_trump()).speakers if s.discuss]
    assert [s.who for s in doubtful] == ["Chinese state media", "Some analysts"]


def test_one_account_makes_no_lesson():
    with pytest.raises(NothingUsable, match="needs two accounts"):
        teach.pack(many(1, 5))


def test_no_point_makes_no_lesson():
    with pytest.raises(NothingUsable, match="needs a point"):
        teach.pack(replace(harbour(), points=(), cells=(), contrasts=()))


@pytest.mark.parametrize(
    "made", [lambda: [many(1, 5)], lambda: [replace(harbour(), points=(), cells=(), contrasts=()), many(1, 5)]]
)
def test_events_too_thin_for_a_lesson_end_in_one_sentence_and_exit_code_3(made, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(lessons, "articles_of", lambda *_: ([], []))
    monkeypatch.setattr(lessons, "comparisons", lambda *_: iter(made()))
    with pytest.raises(SystemExit) as ended:
        main(["teach", "a.txt", "--output", str(tmp_path / "out")])
    told = capsys.readouterr()
    assert ended.value.code == 3 and told.out == ""
    assert len(told.err.splitlines()) == 1 and told.err.startswith("framing: a lesson needs")
    assert not (tmp_path / "out").exists()


def test_a_pack_is_a_function_of_the_comparison(comparison):
    assert teach.pack(comparison) == teach.pack(comparison)
