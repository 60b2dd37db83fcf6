"""Naming: what is another name of one thing, and what is only a title."""

from __future__ import annotations

from dataclasses import replace

import pytest

from framing import accounts, called, points, river
from framing.contrasts import naming
from framing.models import Models
from framing.records import Article, Contrast
from framing.settings import DEFAULT
from tests import fakes

pytestmark = pytest.mark.models

REST = "\n\nThe council met on Monday at the old town hall.\n\nFarmers sold apples at the market."


def found(models: Models, *texts: str, names: str = "PQR", rest: str = REST) -> list[tuple[float, Contrast]]:
    """The namings of texts by source."""
    readings = {f"a{n}": river.read(Article(f"a{n}", names[n], text + rest), models) for n, text in enumerate(texts)}
    said = [s for one in readings.values() for s in river.tell(one)]
    columns = accounts.gather([r.article for r in readings.values()], said, (), (), DEFAULT)
    at = points.find(said, readings, models, DEFAULT)
    own = [a for a in columns if a.view == "source"]
    return list(naming.find(own, at.points, {s.id: s for s in said}, readings, at.nearness, DEFAULT))


OTHER_NAMES = [
    ("The minister visited self-ruled Taiwan on Friday.", "The minister visited Taiwan on Friday.",
     ("self-ruled Taiwan", "Taiwan"), "Taiwan"),
    ("Beijing warned the wayward province of Taiwan on Friday.", "Beijing warned Taiwan on Friday.",
     ("wayward province of Taiwan", "Taiwan"), "Taiwan"),
    ("The minister flew to China's Taiwan on Friday.", "The minister flew to Taiwan on Friday.",
     ("China's Taiwan", "Taiwan"), "Taiwan"),
    ("The two leaders discussed the Taiwan question at length.", "The two leaders discussed the Taiwan issue at length.",
     ("Taiwan question", "Taiwan issue"), "Taiwan"),
    ("Tom Marsh, a convicted felon, opened the ferry line on Friday.",
     "Tom Marsh, a former senator, opened the ferry line on Friday.",
     ("Tom Marsh, a convicted felon", "Tom Marsh, a former senator"), "Tom Marsh"),
    ("Ships of the navy sailed around the Nansha Islands on Friday, the ministry added.",
     "Ships of the navy sailed around the Spratly Islands on Friday, the ministry added.",
     ("Nansha Islands", "Spratly Islands"), "Nansha Islands"),
    ("The Sarvian regime closed the border on Friday.", "The Sarvian government closed the border on Friday.",
     ("Sarvian regime", "Sarvian government"), "Sarvian"),
    ("The war in Ukraine has raised the price of wheat.", "The special operation in Ukraine has raised the price of wheat.",
     ("war", "special operation"), "Ukraine"),
    ("Leaders condemned the invasion of Ukraine on Friday.", "Leaders condemned the special operation in Ukraine on Friday.",
     ("invasion", "special operation"), "Ukraine"),
    ("Police held the rioters in the square on Friday.", "Police held the protesters in the square on Friday.",
     ("rioters", "protesters"), "rioters"),
    ("The embattled mayor, Ana Brandt, opened the ferry line.", "The mayor, Ana Brandt, opened the ferry line.",
     ("embattled mayor, Ana Brandt", "mayor, Ana Brandt"), "Ana Brandt"),
    ("The council passed the reckless spending bill on Friday.", "The council passed the spending bill on Friday.",
     ("reckless spending bill", "spending bill"), "bill"),
    ("Police stopped the illegal immigrants at the border.", "Police stopped the undocumented immigrants at the border.",
     ("undocumented immigrants", "illegal immigrants"), "immigrant"),
    ("The far-right Unity Party won the vote on Friday.", "The Unity Party won the vote on Friday.",
     ("far-right Unity Party", "Unity Party"), "Unity Party"),
    ("Soldiers fought terrorists in Norland on Friday.", "Soldiers fought rebels in Norland on Friday.",
     ("terrorists", "rebels"), "terrorists"),
    ("The ministry rejected claims by the so-called Court of Arbitration.",
     "The ministry rejected claims by the Court of Arbitration.",
     ("so-called Court of Arbitration", "Court of Arbitration"), "Court of Arbitration"),
    ("The army annexed the besieged city of Kor on Friday.", "The army annexed Kor on Friday.",
     ("besieged city of Kor", "Kor"), "Kor"),
    ("Leaders met near the Gulf of Arabia on Friday to speak about the ships.",
     "Leaders met near the Gulf of Persia on Friday to speak about the ships.",
     ("Gulf of Arabia", "Gulf of Persia"), "Gulf of Arabia"),
]  # fmt: skip


@pytest.mark.parametrize("a, b, words, target", OTHER_NAMES)
def test_another_name_of_one_thing(models, a, b, words, target):
    ((worth, one),) = found(models, a, b)
    assert set(one.words) == set(words) and one.target == target
    assert (one.kind, one.point, one.estimate, len(one.accounts)) == ("wording", None, None, 2)
    assert 0 < worth <= naming.WORTH and one.note.startswith("in ")


NO_NAMES = [
    ("President Ana Brandt opened the ferry line on Friday.", "Ana Brandt opened the ferry line on Friday."),
    ("Mr. Marsh opened the ferry line on Friday.", "Tom Marsh opened the ferry line on Friday."),
    ("Former President Ana Brandt opened the ferry line.", "Ana Brandt, 58, opened the ferry line."),
    ("Senator Tom Marsh of Norland opened the ferry line.", "Sen. Tom Marsh (D-Norland) opened the ferry line."),
    ("The spokesman, Tom Marsh, opened the ferry line.", "Tom Marsh, spokesman for the council, opened the ferry line."),
    ("The next president, Ana Brandt, spoke on Friday.", "Ana Brandt spoke on Friday."),
    ("The ministry opened the new embassy in China on Friday.", "The ministry opened the embassy in China on Friday."),
    ("The council passed the annual spending bill on Friday.", "The council passed the spending bill on Friday."),
    ("Upsetting Beijing was a mistake, and China called.", "Beijing called on Friday, and China waited."),
    ("A critic mocks Ana Brandt on television.", "A critic greets Ana Brandt on television."),
    ("The harbour was opened on Monday by the council.", "The harbour was opened on Tuesday by the council."),
    ("Conservative Republicans left the hall.", "Republicans left the hall."),
    ("The disputed South China Sea is full of fish.", "The South China Sea is full of fish. The sea is disputed, the "
     "South China Sea above all."),
    ("The embattled Ana Brandt spoke on Friday.", "The embattled Ana Brandt spoke on Sunday."),
    ("The embattled Ana Brandt spoke on Friday.", "The harbour was full of ships."),
    ("The group Secure America Now paid a radical lawyer.", "America paid a lawyer on Friday."),
    ("The embattled Ana Brandt spoke on Friday.", "“Ana Brandt is late,” Tom Marsh said."),
    ("The Sarvian regime closed the border. The Sarvian government slept.", "The Sarvian government closed the border."),
    ("The war in Norland has raised the price of wheat.", "The conflict in Sarvia has raised the price of wheat."),
    ("The brave Ana Marsh spoke on Friday.", "Tom Marsh spoke on Friday."),
]  # fmt: skip


@pytest.mark.parametrize("a, b", NO_NAMES)
def test_titles_offices_days_and_what_both_say_are_no_other_names(models, a, b):
    assert found(models, a, b) == []


def test_the_words_are_slices_of_the_statements_cited(models):
    for a, b, *_ in OTHER_NAMES[:6]:
        readings = {n: river.read(Article(n, n, text + REST), models) for n, text in (("a0", a), ("a1", b))}
        text = {s.id: s.text for one in readings.values() for s in river.tell(one)}
        for _, one in found(models, a, b):
            assert all(words in text[i] for i, words in zip(one.evidence, one.words, strict=True))


def test_of_three_accounts_two_that_do_not_use_the_name_stand_beside_the_one_that_does(models):
    bare = "The minister visited Taiwan on Friday."
    ((_, one),) = found(models, bare, "The minister visited self-ruled Taiwan on Friday.", bare.replace("Friday", "Sunday"))
    assert one.accounts == ("source:Q", "source:P", "source:R") and one.words == ("self-ruled Taiwan", "Taiwan", "Taiwan")


def test_the_more_telling_name_comes_first(models):
    text = "The minister visited {}Taiwan on Friday.\n\n{}Tom Marsh opened the ferry line."
    made = found(models, text.format("self-ruled ", "The popular "), text.format("", ""))
    assert [one.target for _, one in made] == ["Taiwan", "Tom Marsh"] and made[0][0] > made[1][0]


def test_the_same_text_gives_no_naming(models):
    text = "\n\n".join(a for a, *_ in OTHER_NAMES)
    assert found(models, text, text) == []


def test_exchanging_the_names_of_the_sources_exchanges_the_accounts_and_nothing_else(models):
    rename = {"source:P": "source:Q", "source:Q": "source:P"}
    texts = ["\n\n".join(one[n] for one in OTHER_NAMES) for n in (0, 1)]
    there, back = found(models, *texts), found(models, *texts, names="QPR")
    assert there and there == [(w, replace(c, accounts=tuple(rename[a] for a in c.accounts))) for w, c in back]


def test_flat_parses_name_nothing():
    assert found(fakes.MODELS, "The embattled Ana Brandt spoke.", "Ana Brandt spoke.") == []


def worded(evidence: tuple[str, ...], point: str | None, words: tuple[str, ...], target: str = "") -> tuple[float, Contrast]:
    return 0.5, Contrast("", "wording", "source", point, ("source:P", "source:Q"), None, evidence, "", words, target)


def test_a_naming_on_statements_already_side_by_side_is_told_there_once():
    aside, other = worded(("s1", "s2", "s3"), "p1", ("slammed", "chid", "")), worded(("s4", "s5"), "p2", ())
    names, more = worded(("s2", "s1"), None, ("regime", "rule"), "Sarvia"), worded(("s4", "s9"), None, ("a", "b"), "x")
    wordings, left = naming.merged([aside, other], [names, more])
    assert left == (more,) and wordings[1] == other
    assert wordings[0] == (0.5, replace(aside[1], words=("rule", "regime", ""), target="Sarvia"))


def test_every_listed_word_has_one_meaning():
    rows = [list(called._rows(kind)) for kind in ("telling", "plain")]
    listed = [word for kind in rows for row in kind for word in row]
    assert len(listed) == len(set(listed)) and all(word == word.lower() for word in listed)
    nouns = [noun for row in called._rows("same") for group in row for noun in group.split("/")]
    assert len(nouns) == len(set(nouns)) == len(called.same())
