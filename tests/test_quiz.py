"""The quiz: every item follows from the comparison, has one right answer, and survives Moodle."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import from_json, teach
from framing.records import Article, Contrast, Event
from framing.teach import items, items_on_words, proof, quiz
from framing.teach.items import Item, Option
from framing.teach.lesson import BOXES, plan
from framing.teach.quiz import FEWEST, MOST, Quiz
from tests import moodle_gift
from tests.comparisons import Said, harbour, hostile, xi_trump
from tests.comparisons import comparison as comparison_of

REPORTS = Path(__file__).parent.parent / "reports"
GALLERY = ["000-b5dce99c3a1fdfa9", "002-76fa894463f9fd1d", "003-eac15356b4594fd0-2"]

HARD = ["~ = # { } :", "a\n\nb", "\\\\:", "//no", "[html]<b>x</b>", "%50%half", "TRUE", "T", "->", "\\n \\", "a -> b",
        "\u202eturned", "####x", "::title::", "}", "<script>", "x\x00\x07", "=", "$CATEGORY: x", "&&058;", "&&&010", "0",
        "\u2028//x"]  # fmt: skip
texts = st.one_of(st.sampled_from(HARD), st.lists(st.sampled_from(HARD), max_size=3).map("".join),
                  st.text(min_size=1, max_size=40)).filter(quiz._plain)  # fmt: skip

GRAIN = {
    "a": (("Grain will leave the port of Vell on Monday, both ministers wrote.", "s"),
          ("“The ships will sail with grain and with nothing else on board,” Ingrid Holm said.", "q", "Ingrid Holm", "said",
           "north", "direct"),
          ("Farmers in the hills lost half of their harvest to hail in June.", "h"),
          ("Insurers want twice the money for each voyage through the strait.", "i"),
          ("Norland agreed to a search of every hull at sea.", "c")),
    "b": (("From Monday the port of Vell is open to ships that carry grain.", "s"),
          ("Davit Orlan said that nobody had asked the fishermen about the route.", "f", "Davit Orlan", "said", "south",
           "indirect"),
          ("Mines from the old war still drift near the lighthouse.", "m"),
          ("A choir from the islands sang at the quay for an hour.", "k"),
          ("Norland discussed a search of hulls at sea.", "c"),
          ("Ana Reyes said the price of bread would fall in all towns.", "p", "Ana Reyes", "said", None, "indirect")),
}  # fmt: skip
LABELS = {"s": "grain from Vell on Monday", "q": "ships with grain and nothing else", "h": "hail in June",
          "i": "money for each voyage", "f": "fishermen and the route", "m": "mines from the old war",
          "k": "choir at the quay", "p": "price of bread", "c": "search at sea"}  # fmt: skip


def grain():
    """Two invented texts that bear every kind of item: points one alone tells, two verbs and two phrases for one matter."""
    articles = []
    for name, told in GRAIN.items():
        saids = [Said(*one) for one in told]
        articles.append((Article(name, f"Paper {name}", "\n".join(s.text for s in saids), "", "2026-03-04"), saids))
    made = comparison_of(Event("grain", "grain ships", tuple(GRAIN), ("2026-03-04",)), articles, LABELS)
    at = {s.text: s.id for s in made.statements}
    accounts = {a.name: a.id for a in made.accounts if a.view == "source"}
    contrasts = [("commitment", "a", 4, "agreed", "b", 4, "discussed"),
                 ("wording", "a", 0, "both ministers wrote", "b", 0, "open")]  # fmt: skip
    added = tuple(
        Contrast(f"x{n}", kind, "source", None, (accounts[f"Paper {x}"], accounts[f"Paper {y}"]), None,
                 (at[GRAIN[x][i][0]], at[GRAIN[y][j][0]]), words=(one, other))
        for n, (kind, x, i, one, y, j, other) in enumerate(contrasts))  # fmt: skip
    sure = tuple(replace(c, found="not found" if c.found != "told" else c.found, chance=0.1 if c.found != "told" else None)
                 for c in made.cells)  # fmt: skip
    named = tuple(replace(s, attributions=tuple(_spans(s, a) for a in s.attributions)) for s in made.statements)
    return replace(made, contrasts=(*added, *made.contrasts), cells=sure, statements=named)


def _spans(s, a):
    """Holder and saying where they stand in the sentence."""
    holder = s.start + s.text.index(a.holder)
    said = s.text.index(a.holder) + len(f"{a.holder} said ") if not s.text.startswith("“") else 0
    end = s.text.index(a.holder) if s.text.startswith("“") else len(s.text)
    return replace(a, holder_span=(holder, holder + len(a.holder)), content_span=(s.start + said, s.start + end))


@pytest.fixture(params=[*GALLERY, "grain"])
def comparison(request):
    return grain() if request.param == "grain" else from_json((REPORTS / f"{request.param}.json").read_text())


def made_of(comparison):
    lesson = plan(comparison)
    return lesson, quiz.quiz(lesson)


def test_an_item_has_one_right_answer_and_sentences_of_the_sheet(comparison):
    lesson, made = made_of(comparison)
    on_sheet = {s.number: s.statement.id for text in lesson.texts for s in text.sentences}
    assert FEWEST <= len(made.items) <= MOST
    for item in made.items:
        assert item.evidence and [on_sheet[n] for n in item.evidence] == list(item.statements)
        assert bool(item.pairs) != bool(item.options) and item.feedback
        assert all(o.feedback for o in item.options)
        if item.options:
            assert sum(o.right for o in item.options) == 1
            assert len({o.text.lower() for o in item.options}) == len(item.options) > 1


def test_answers_follow_from_the_records(comparison):
    """Read from the records alone: cells, statements and attributions, with nothing that made the items."""
    lesson, made = made_of(comparison)
    cells = {(c.account, c.point): c for c in comparison.cells}
    sentences = {s.number: s.statement for text in lesson.texts for s in text.sentences}
    account = {t.letter: t.account for t in lesson.texts}
    for item in made.items:
        found = {x: {o.text: cells[a.id, o.refers] for o in item.options if o.refers} for x, a in account.items()}
        right = [o.text for o in item.options if o.right]
        if item.kind == "who says it":
            (one,) = sentences[item.evidence[0]].attributions
            assert right == [one.holder] and one.confidence >= items.SURE
            said = re.search(r"“(.*)”$", item.question, re.DOTALL).group(1)
            assert said in sentences[item.evidence[0]].text and one.holder not in said
            points = [p for p in comparison.points if item.statements[0] in p.statements]
            also = {a.holder for p in points for s in comparison.statements if s.id in p.statements for a in s.attributions}
            assert not also & {o.text for o in item.options if not o.right}
        if item.kind == "not in this text":
            told = found[item.about]
            assert [t for t, c in told.items() if c.found == "not found" and c.chance < items.ABSENT] == right
            assert all(c.chance is None or c.chance >= items.TOLD for t, c in told.items() if t not in right)
            assert {c.found for t, c in told.items() if t not in right} == {"told"}
        if item.kind == "told by all":
            everywhere = [t for t in found["A"] if all(of[t].found == "told" for of in found.values())]
            assert everywhere == right
            assert all(any(of[t].found == "not found" for of in found.values()) for t in found["A"] if t not in right)
        if item.kind == "told first":
            first = {t: c.first for t, c in found[item.about].items()}
            assert [t for t, place in first.items() if place == max(first.values())] == right
        if item.kind == "match":
            for said, name in item.pairs:
                assert [x for x in account if any(s.hidden == said for t in lesson.texts if t.letter == x
                                                  for s in t.sentences)] == [name.removeprefix("Text ")]  # fmt: skip
        if item.kind == "which words":
            whole = " ".join(s.text for s in comparison.statements if s.id in account[item.about].statements)
            assert [o.text for o in item.options if o.text[1:-1] in whole] == right
        if item.kind == "firmer word":
            (contrast,) = (c for c in comparison.contrasts if c.kind == "commitment" and c.evidence == item.statements)
            assert right == [f"“{contrast.words[0]}”"]
        if item.kind == "how it is told":
            assert right == [BOXES[sentences[item.evidence[0]].mode]]


def test_texts_that_bear_it_are_asked_in_eight_items_or_more_of_mixed_kinds():
    _, made = made_of(grain())
    kinds = [i.kind for i in made.items]
    assert 8 <= len(kinds) <= MOST
    assert {"who says it", "not in this text", "match", "told first", "firmer word", "told by all"} <= set(kinds)
    assert len(set(kinds[:5])) == 5
    assert [reason.split(":")[0] for reason in made.left_out] == ["which words"]


def test_sentences_to_match_do_not_say_whose_they_are_and_are_told_by_one_text():
    lesson, made = made_of(grain())
    (item,) = (i for i in made.items if i.kind == "match")
    shared = {i for p in lesson.comparison.points for i in p.statements if p.label in (LABELS["s"], LABELS["c"])}
    assert {name for _, name in item.pairs} == {"Text A", "Text B"} and not shared & set(item.statements)


@pytest.mark.parametrize("chance", [None, items.ABSENT, 0.6])
def test_a_text_that_may_tell_a_point_is_not_said_to_be_without_it(chance):
    doubtful = replace(grain(), cells=tuple(replace(c, chance=chance) if c.found == "not found" else c for c in grain().cells))
    kinds = {i.kind for i in made_of(doubtful)[1].items}
    assert not kinds & {"not in this text", "match", "told by all"}


def test_what_we_cannot_tell_is_never_an_answer():
    cells = tuple(replace(c, found="cannot tell") if c.found == "not found" else c for c in grain().cells)
    unsure = replace(grain(), cells=cells)
    assert not {i.kind for i in made_of(unsure)[1].items} & {"not in this text", "match", "told by all"}


def test_a_doubtful_speaker_is_not_asked_for():
    doubtful = tuple(replace(s, attributions=tuple(replace(a, confidence=items.SURE - 0.01) for a in s.attributions))
                     for s in grain().statements)  # fmt: skip
    assert not {i.kind for i in made_of(replace(grain(), statements=doubtful))[1].items} & {"who says it", "how it is told"}


def test_one_who_speaks_for_the_same_side_is_no_wrong_answer():
    made = grain()
    joined = replace(made, statements=tuple(replace(s, side="north") if s.attributions else s for s in made.statements))
    assert "who says it" not in {i.kind for i in made_of(joined)[1].items}


def test_the_side_that_somebody_speaks_for_is_no_wrong_answer():
    made = grain()
    named = replace(made, statements=tuple(replace(s, side="Ana Reyes") if "Davit" in s.text else s for s in made.statements))
    asked = [i for i in made_of(named)[1].items if i.kind == "who says it"]
    assert asked and not [i for i in asked if i.right == "Davit Orlan"]


def test_one_who_is_only_said_to_have_spoken_is_no_answer():
    comparison = from_json((REPORTS / "lessons" / "norland-and-sarvia.json").read_text())
    lesson, made = made_of(comparison)
    outer = {s.statement.attributions[0].holder for t in lesson.texts for s in t.sentences if s.statement.attributions}
    asked = [i for i in made.items if i.kind == "who says it"]
    assert asked and {o.text for i in asked for o in i.options} <= outer


def test_the_proof_finds_a_second_right_answer(comparison):
    lesson, made = made_of(comparison)
    for item in made.items:
        assert proof.faults(item, lesson) == ()
        if item.options:
            turned = replace(item, options=tuple(replace(o, right=not o.right) for o in item.options))
            both = replace(item, options=tuple(replace(o, right=True) for o in item.options))
            alike = replace(item, options=(*item.options, replace(item.options[0], text=f"{item.options[0].text} ")))
            assert proof.faults(turned, lesson) and proof.faults(both, lesson) and proof.faults(alike, lesson)
        else:
            other = {"Text A": "Text B", "Text B": "Text A"}
            assert proof.faults(replace(item, pairs=tuple((told, other[name]) for told, name in item.pairs)), lesson)
        assert proof.faults(replace(item, evidence=("Z9",)), lesson)
        assert proof.faults(replace(item, statements=(*item.statements[::-1], "x")), lesson)


def test_the_proof_finds_a_distractor_that_the_text_does_not_surely_tell():
    lesson, made = made_of(grain())
    (item, *_) = (i for i in made.items if i.kind == "not in this text")
    other = next(p for p in items.told(lesson) if p.absent(item.about) and p.label != item.right)
    assert proof.faults(replace(item, options=(*item.options, Option(other.label, False, "x", other.point.id))), lesson)


@pytest.mark.parametrize(("ours", "theirs", "same"), [
    ("video call", "video conference", True),
    ("President Trump’s holiday greetings", "festival greetings", True),
    ("Jan. 29 Iranian missile test", "Iranian officials", False),
    ("statement", "press secretary Sean Spicer", False),
    ("Taiwan", "self-ruled Taiwan", False),
    ("the deal", "the pact", False),
])  # fmt: skip
def test_two_phrases_are_asked_about_only_where_they_name_alike_things(ours, theirs, same):
    assert items_on_words.alike(ours, theirs) is same is items_on_words.alike(theirs, ours)


def test_moodle_reads_back_what_was_written(comparison):
    lesson, made = made_of(comparison)
    category, read = moodle_gift.read(quiz.gift(made, lesson.title))
    assert category == lesson.title and len(read) == len(made.items)
    for item, question in zip(made.items, read, strict=True):
        assert question.kind == ("match" if item.pairs else "multichoice")
        assert question.text == " ".join(item.question.split()) and question.general == " ".join(item.feedback.split())
        assert question.right == [o.text for o in item.options if o.right]
        assert question.wrong == [o.text for o in item.options if not o.right]
        assert question.pairs == [(" ".join(told.split()), name) for told, name in item.pairs]
        assert question.feedback == {o.text: " ".join(o.feedback.split()) for o in item.options}


@settings(max_examples=60, deadline=None)
@given(st.lists(texts, min_size=3, max_size=5, unique_by=quiz._plain), texts)
def test_hostile_text_stays_in_its_place(options, question):
    chosen = tuple(Option(o, not n, question) for n, o in enumerate(options))
    item = Item("who says it", question, chosen, (), question, ("A1",))
    pairs = Item("match", question, (), tuple((o, "Text A") for o in options), question, ("A1",))
    written = quiz.gift(Quiz((item, pairs), ()), question)
    category, (one, two) = moodle_gift.read(written)
    plain = [quiz._plain(o) for o in options]
    said = quiz._plain(question)
    assert (one.kind, two.kind) == ("multichoice", "match") and not one.weighted
    assert (one.right, one.wrong) == (plain[:1], plain[1:])
    assert two.pairs == [(told, "Text A") for told in plain]
    assert {one.text, two.text, one.general, two.general, *one.feedback.values()} == {said}
    assert set(one.formats + two.formats) == {"plain"}
    assert not set(category) & set("~=#{}:\\&/") - set(said)


def test_nothing_is_lost_but_what_the_format_cannot_hold():
    assert quiz._plain("“Ja” – naïve: 50% of {all} = £5 ~ #1") == "“Ja” – naïve: 50% of {all} = £5 ~ #1"
    assert quiz._plain("a\\b -> c\n\nd &&058;") == "a∖b → c d & &058;"


def test_the_table_is_read_by_a_spreadsheet_as_text():
    item = Item("match", "=HYPERLINK(1)", (), (("@now", "Text A"),), "+1", ("A1",))
    (row,) = csv.DictReader(io.StringIO(quiz.table(Quiz((item,), ()))))
    assert row["question"].startswith("'=") and row["feedback"].startswith("'+") and row["right"].startswith("'@")


def test_the_table_holds_what_the_items_hold(comparison):
    _, made = made_of(comparison)
    rows = list(csv.DictReader(io.StringIO(quiz.table(made))))
    assert list(rows[0]) == list(quiz.COLUMNS)
    for item, row in zip(made.items, rows, strict=True):
        assert row["right"] == item.right and row["statements"] == ", ".join(item.statements)
        said = row["right_feedback"] + row["other_feedback"]
        assert all(o.text in row["options"] and o.feedback in said for o in item.options)


def test_a_thin_comparison_has_no_quiz_and_says_why():
    _, made = made_of(xi_trump())
    assert made.items == () and made.left_out[0].startswith("the quiz: ")
    files = teach.pack(xi_trump())
    assert "quiz.gift" not in files and "Left out, as these texts do not bear it" in files["answer-key.html"]


def renamed(comparison, names):
    by = dict(zip([a.name for a in comparison.accounts if a.view == "source"], names, strict=False))
    return replace(
        comparison,
        articles=tuple(replace(a, source=by.get(a.source, a.source)) for a in comparison.articles),
        accounts=tuple(replace(a, name=by[a.name]) if a.view == "source" else a for a in comparison.accounts),
    )


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text("§¶µ¿", min_size=3, max_size=9), min_size=2, max_size=2, unique=True))
def test_other_names_of_the_sources_change_nothing_in_a_quiz(names):
    for plain in (grain(), harbour()):
        assert made_of(renamed(plain, names))[1] == made_of(plain)[1]


def test_a_source_that_is_quoted_is_not_given_away_as_an_answer():
    made = grain()
    named = renamed(made, ["Ana Reyes", "Paper b"])
    assert "Ana Reyes" not in quiz.gift(made_of(named)[1], "x") and "Ana Reyes" in quiz.gift(made_of(made)[1], "x")


def test_a_point_outside_the_grid_is_asked_about_in_words_that_the_sheet_shows(comparison):
    lesson, made = made_of(comparison)
    grid = {task.label for task in lesson.tasks}
    sheet = [items.words(s.hidden) for text in lesson.texts for s in text.sentences]
    for option in (o for item in made.items for o in item.options if o.refers and o.text not in grid):
        assert any(items.words(option.text) <= shown for shown in sheet)


def test_hostile_comparisons_make_items_that_can_be_read_back():
    lesson, made = made_of(hostile())
    assert not made.items or len(moodle_gift.read(quiz.gift(made, lesson.title))[1]) == len(made.items)
