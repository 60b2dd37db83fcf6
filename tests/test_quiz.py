"""The quiz: every item follows from the comparison, has one right answer, and survives Moodle."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import from_json, teach
from framing.records import Article, Contrast, Event
from framing.teach import items, items_on_points, items_on_speakers, items_on_words, proof, quiz
from framing.teach.items import Item, Option
from framing.teach.lesson import BOXES, Sentence, plan
from framing.teach.levels import LEVELS, MIDDLE
from framing.teach.quiz import AIM, FEWEST, MOST, Quiz
from tests import moodle_gift
from tests.comparisons import Said, harbour, hostile, xi_trump
from tests.comparisons import comparison as comparison_of

REPORTS = Path(__file__).parent.parent / "reports"
GALLERY = ["000-b5dce99c3a1fdfa9", "002-76fa894463f9fd1d", "003-eac15356b4594fd0-2", "003-eac15356b4594fd0-5",
           "lessons/norland-and-sarvia"]  # fmt: skip

HARD = ["~ = # { } :", "a\n\nb", "\\\\:", "//no", "[html]<b>x</b>", "%50%half", "TRUE", "T", "->", "\\n \\", "a -> b",
        "\u202eturned", "####x", "::title::", "}", "<script>", "x\x00\x07", "=", "$CATEGORY: x", "&&058;", "&&&010", "0",
        "\u2028//x", "$course$", "a/b", "$a$/b", "[id:x]", "]", "// [tag:y]", "=%100%x", "~%-50%y", "\\n", "F#no"]  # fmt: skip
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
          "k": "choir at the quay", "p": "price of bread", "c": "search at sea",
          "l": "insurers in the lighthouse", "w": "snow on the mountain pass"}  # fmt: skip


THIRD = {
    "c": (("On Monday grain leaves Vell for the first time in two years.", "s"),
          ("Pia Lunde said the insurers had met in the lighthouse.", "l", "Pia Lunde", "said", "islands", "indirect"),
          ("Snow closed the mountain pass behind the silos.", "w")),
}  # fmt: skip


def grain(more=()):
    """Two invented texts that bear every kind of item: points one alone tells, two verbs and two phrases for one matter.

    `more` are sentences of further texts by name.
    """
    articles = []
    for name, told in {**GRAIN, **dict(more)}.items():
        saids = [Said(*one) for one in told]
        articles.append((Article(name, f"Paper {name}", "\n".join(s.text for s in saids), "", "2026-03-04"), saids))
    made = comparison_of(Event("grain", "grain ships", tuple(a.id for a, _ in articles), ("2026-03-04",)), articles, LABELS)
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


def opened(name):
    return from_json((REPORTS / f"{name}.json").read_text())


@pytest.fixture(params=[*GALLERY, "grain", "three texts"])
def comparison(request):
    own = {"grain": grain, "three texts": lambda: grain(THIRD.items())}
    return own[request.param]() if request.param in own else opened(request.param)


def made_of(comparison, level=MIDDLE):
    lesson = plan(comparison, level)
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
        if item.kind == "who speaks here alone":
            speaks = {x: {h for t in lesson.texts if t.letter == x for s in t.sentences
                          for h in [a.holder for a in s.statement.attributions[:1] if a.confidence >= items.SURE]}
                      for x in account}  # fmt: skip
            other = item.question.removesuffix("?")[-1]
            assert set(right) <= speaks[item.about] and {o.text for o in item.options if not o.right} <= speaks[other]
            whole = " ".join(s.text for s in comparison.statements if s.id in account[other].statements)
            assert not [word for word in right[0].split() if word in whole]
        if item.kind == "which sentence":
            by_words = {s.hidden: s.statement.id for t in lesson.texts for s in t.sentences}
            (point,) = (p for p in comparison.points if p.id == item.subject)
            assert [o.text for o in item.options if by_words[o.text] in point.statements] == right
            assert all(items.words(point.label) & items.words(o.text) == frozenset() for o in item.options if not o.right)
        if item.kind == "which texts":
            of = {x: cells[a.id, item.subject] for x, a in account.items()}
            tellers = [x for x, c in of.items() if c.found == "told" and (c.chance is None or c.chance >= items.TOLD)]
            silent = [x for x, c in of.items() if c.found == "not found" and c.chance < items.ABSENT]
            assert sorted(tellers + silent) == sorted(account)
            everywhere = "both texts" if len(account) == 2 else "all of the texts"
            assert right == ([everywhere] if not silent else [f"only Text {x}" for x in tellers])
        if item.kind == "stated here alone":
            home = {s.hidden: t.letter for t in lesson.texts for s in t.sentences}
            other = item.question.removesuffix(" not?")[-1]
            assert [o.text for o in item.options if home[o.text] == item.about] == right
            assert {home[o.text] for o in item.options if not o.right} == {other}
            (own,) = (s.statement.id for t in lesson.texts for s in t.sentences if s.hidden == right[0])
            of = [cells[account[other].id, p.id] for p in comparison.points if own in p.statements]
            assert all(c.found != "told" for c in of) and any(c.found == "not found" and c.chance < items.ABSENT for c in of)
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
    assert AIM <= len(made.items) <= MOST
    assert {i.kind for i in made.items} == set(get_args(items.Kind)) - {"which words"}
    assert [reason.split(":")[0] for reason in made.left_out] == ["which words"]


@pytest.mark.parametrize("level", LEVELS.values(), ids=list(LEVELS))
@pytest.mark.parametrize("name", GALLERY)
def test_two_accounts_with_enough_text_bear_eight_items(name, level):
    lesson, made = made_of(opened(name), level)
    apart = not any(text.reporting for text in lesson.texts)
    assert (AIM if apart else FEWEST) <= len(made.items) <= MOST
    assert (len(made.items) < AIM) == any("bear no more" in why for why in made.left_out)


def test_a_short_quiz_says_that_the_texts_bear_no_more():
    _, made = made_of(xi_trump())
    assert FEWEST <= len(made.items) < AIM
    assert made.left_out[0] == f"more items: the quiz has {len(made.items)}, as these texts bear no more"


def test_items_go_from_easy_to_hard_and_none_asks_what_another_has_asked(comparison):
    _, made = made_of(comparison)
    hard = {kind: n for kind, n, *_ in quiz._KINDS}
    order = [hard[item.kind] for item in made.items]
    assert order == sorted(order) and (order[0] < order[-1] or len(made.items) < AIM)
    asked = [key for item in made.items for key in quiz._asks_for(item)]
    assert len(set(asked)) == len(asked)
    kinds = [item.kind for item in made.items if hard[item.kind] == 1]
    assert len(set(kinds)) == 1 or all(one != two for one, two in pairwise(kinds[:3]))


def test_an_item_keeps_its_id_when_another_is_taken_out(comparison):
    lesson, made = made_of(comparison)
    ids = [q.id for q in moodle_gift.read(quiz.gift(made, lesson.title))[1]]
    assert len(set(ids)) == len(ids) == len(made.items) and all(re.fullmatch(r"[a-z0-9-]+", one) for one in ids)
    less = Quiz(made.items[1:], ())
    assert [q.id for q in moodle_gift.read(quiz.gift(less, lesson.title))[1]] == ids[1:]
    assert [row["id"] for row in csv.DictReader(io.StringIO(quiz.table(less)))] == ids[1:]


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


def test_nobody_of_both_sides_is_a_wrong_answer():
    for level in LEVELS.values():
        _, made = made_of(opened("002-76fa894463f9fd1d"), level)
        asked = [i for i in made.items if i.kind == "who says it"]
        assert asked and not [o for i in asked for o in i.options if "both sides" in o.text]


def chained(*chain):
    """The two texts, and a sentence in which one passes on what the other says."""
    made = grain()
    said = next(s for s in made.statements if "Davit" in s.text)
    passed = tuple(replace(said.attributions[0], holder=h) for h in chain)
    return replace(made, statements=(*made.statements, replace(said, id="z", side=None, attributions=passed)))


def test_the_office_whose_words_a_speaker_passes_on_is_no_wrong_answer():
    assert "Ana Reyes" in str([i for i in made_of(grain())[1].items if i.kind == "who says it"])
    for chain in (("Davit Orlan", "Ana Reyes"), ("Ana Reyes", "Davit Orlan")):
        lesson = plan(chained(*chain))
        assert items_on_speakers.passed_on("Davit Orlan", lesson) == {"Ana Reyes"}
        s = next(s for t in lesson.texts for s in t.sentences if "Davit" in s.hidden)
        assert "Ana Reyes" in items_on_speakers.too_near("Davit Orlan", s, lesson)


@pytest.mark.parametrize(("words", "near"), [
    ("Council leader Grace Amadi said that no post would go.", {"town council"}),
    ("“No post will go,” said Grace Amadi, who speaks for the council.", {"town council"}),
    ("Granary spokeswoman Grace Amadi said that no post would go.", {"Granary"}),
    ("Grace Amadi told Orlan that no post would go.", set()),
])  # fmt: skip
def test_whom_somebody_is_said_to_speak_for_is_no_wrong_answer(words, near):
    others = ("The town council said it would meet.", "Granary said it would close.", "Orlan said he would travel.")
    saids = [Said(words, "", "Grace Amadi", "said", None, "indirect"),
             *(Said(t, "", t.split(" said")[0].removeprefix("The "), "said", None, "indirect") for t in others)]
    told = Article("d", "Paper d", "\n".join(s.text for s in saids), "", "2026-03-04")
    lesson = plan(grain())
    made = comparison_of(Event("d", "posts", ("d",)), [(told, saids)], {})
    texts = (replace(lesson.texts[0], sentences=tuple(Sentence(f"A{n}", s.text, s) for n, s in enumerate(made.statements))),)
    small = replace(lesson, comparison=made, texts=texts)
    (s,) = (s for s in texts[0].sentences if "Grace" in s.hidden)
    assert items_on_speakers.too_near("Grace Amadi", s, small) == near | {"Grace Amadi"}


def test_one_in_the_chain_of_a_sentence_is_no_wrong_answer_to_it():
    lesson = plan(grain())
    s = next(s for t in lesson.texts for s in t.sentences if "Davit" in s.hidden)
    inner = replace(s.statement.attributions[0], holder="Ana Reyes")
    deeper = replace(s, statement=replace(s.statement, parts=(inner,)))
    outside = replace(lesson.comparison, points=())
    assert "Ana Reyes" not in items_on_speakers.too_near("Davit Orlan", s, replace(lesson, comparison=outside))
    told = replace(outside, statements=(deeper.statement,))
    assert "Ana Reyes" in items_on_speakers.too_near("Davit Orlan", deeper, replace(lesson, comparison=told))


@pytest.mark.parametrize(("one", "other", "near"), [
    ("Chinese state media", "state media on both sides", True),
    ("China media", "Chinese officials", True),
    ("Iran", "Iranian officials", True),
    ("Meeting between Trump and Xi", "Letter to Xi", True),
    ("Meeting of leaders", "The end of the war", False),
    ("White House", "Sean Spicer", False),
    ("Sarvian ships", "Sarvia", True),
])  # fmt: skip
def test_names_and_labels_that_share_a_word_are_near(one, other, near):
    assert items.kin(one, other) is near is items.kin(other, one)


@pytest.mark.parametrize(("label", "name"), [
    ("Chinese President Xi Jinping", True),
    ("Norland's Prime Minister Ingrid Holm", True),
    ("Coastguard officer Ida Renn", True),
    ("Tom Bale of the association", True),
    ("Letter to Chinese President Xi Jinping", False),
    ("Fishing fleet of Port Ana", False),
    ("Norland and Sarvia agree on grain", False),
    ("Sarvian ships", False),
    ("Trade", False),
])  # fmt: skip
def test_a_name_is_no_point_to_ask_for(label, name):
    assert items.only_a_name(label) is name


def test_a_point_called_by_half_a_sentence_is_not_asked_for():
    made = grain()
    half = replace(made, points=tuple(replace(p, label=f"who {p.label}") for p in made.points))
    assert items.told(plan(made)) and not items.told(plan(half))


def test_one_who_may_be_among_speakers_without_a_name_is_not_said_to_be_missing():
    made = grain()
    assert "Ingrid Holm" in [i.right for i in made_of(made)[1].items if i.kind == "who speaks here alone"]
    crowd = replace(next(s for s in made.statements if "Davit" in s.text).attributions[0], holder="northern officials")
    told = tuple(replace(s, side="north", attributions=(crowd,)) if "choir" in s.text else s for s in made.statements)
    unclear = made_of(replace(made, statements=told))[1]
    assert "Ingrid Holm" not in [i.right for i in unclear.items if i.kind == "who speaks here alone"]


@pytest.mark.parametrize(("holder", "words", "name"), [
    ("Tesh", "According to Tesh, Holm called.", True),
    ("Mira Tesh", "“No,” said Mira Tesh.", True),
    ("Mira Tesh", "Mira Tesh said no.", True),
    ("Analysts", "Analysts say that Holm called.", False),
    ("Farm unions", "But Farm unions say that Holm called.", False),
    ("Putin + Xi", "Then Putin + Xi called.", False),
])  # fmt: skip
def test_only_one_who_is_called_by_a_name_is_asked_for(holder, words, name):
    made = grain()
    told = replace(made, statements=(replace(made.statements[0], text=words),))
    assert items_on_speakers.a_name(holder, replace(plan(made), comparison=told)) is name


def test_a_text_tells_a_point_surely_only_where_it_holds_the_words_of_its_label():
    wide = replace(grain(), points=tuple(replace(p, label=f"{p.label} in winter") for p in grain().points))
    lesson = plan(wide)
    assert items.told(lesson) and not [p for p in items.told(lesson) if any(map(p.sure, lesson.letters))]


def test_an_option_that_shares_a_word_with_the_right_one_is_found(comparison):
    lesson, made = made_of(comparison)
    for item in (i for i in made.items if i.kind in {"who says it", "not in this text", "told first", "told by all"}):
        near = replace(item, options=(*item.options, Option(f"the other {item.right}", False, "x")))
        assert "an option shares a word with the right one" in proof.faults(near, lesson)


def test_a_sentence_of_a_point_that_has_one_in_common_is_no_wrong_answer(comparison):
    lesson, made = made_of(comparison)
    home = {s.hidden: s.statement.id for t in lesson.texts for s in t.sentences}
    for item in (i for i in made.items if i.kind == "which sentence"):
        (asked,) = (set(p.statements) for p in comparison.points if p.id == item.subject)
        others = [set(p.statements) for p in comparison.points for o in item.options
                  if not o.right and home[o.text] in p.statements]  # fmt: skip
        assert others and not [other for other in others if other & asked]


def test_three_texts_are_asked_about_one_by_one_and_together():
    lesson, made = made_of(grain(THIRD.items()))
    offered = [o.text for p in items_on_points.which_texts(lesson) for o in p.options]
    assert {"only Text A", "only Text C", "all of the texts", items_on_points.NONE} <= set(offered)
    assert "both texts" not in offered and made.items


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
            other = {"Text A": "Text B", "Text B": "Text A", "Text C": "Text A"}
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


def test_row_62_moodle_reads_back_what_was_written(comparison):
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
def test_row_62_hostile_text_stays_in_its_place(options, question):
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
    assert category and len(category) <= quiz.NAME and not set(category) & set("~=#{}:\\/$")
    assert [one.id, two.id] == ["who-says-it-a1", "match-a1"]


@pytest.mark.parametrize(("title", "name"), [
    ("Grain, 4 March 2026", "Grain, 4 March 2026"),
    ("a/b // c\\d", "a-b -- c-d"),
    ("$course$", "course"),
    ("~=#{}:", "framing"),
    ("{a}: 1=1 #2 ~", "a 1 1 2"),
    ("a\n\n::x::[html]", "a x [html]"),
    ("x" * 300, "x" * 255),
])  # fmt: skip
def test_row_62_the_category_is_a_name_that_moodle_takes_as_it_stands(title, name):
    assert moodle_gift.read(quiz.gift(Quiz((), ()), title)) == (name, [])


def test_row_62_nothing_is_lost_but_what_the_format_cannot_hold():
    assert quiz._plain("“Ja” – naïve: 50% of {all} = £5 ~ #1") == "“Ja” – naïve: 50% of {all} = £5 ~ #1"
    assert quiz._plain("a\\b -> c\n\nd &&058;") == "a∖b → c d & &058;"


@pytest.mark.parametrize("word", ["TRUE", "FALSE", "T", "F", "=TRUE", "%50%a", "// $CATEGORY: x", "####", "[html]"])
def test_row_62_a_word_that_the_format_uses_is_an_answer_like_others(word):
    chosen = (Option(word, True, "yes"), Option("the harbour", False, "no"), Option("the bridge", False, "no"))
    item = Item("who says it", word, chosen, (), "so", ("A1",))
    _, (question,) = moodle_gift.read(quiz.gift(Quiz((item,), ()), "Grain"))
    right, wrong = [quiz._plain(word)], ["the harbour", "the bridge"]
    assert (question.kind, question.right, question.wrong) == ("multichoice", right, wrong)


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
    sides = [a for a in xi_trump().accounts if a.view == "side"]
    thin = replace(xi_trump(), accounts=tuple(replace(a, statements=a.statements[:1]) for a in sides))
    _, made = made_of(thin)
    assert made.items == () and made.left_out[0].startswith("the quiz: ")
    files = teach.pack(thin)
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
