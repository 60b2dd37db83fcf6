"""Who the holders are."""

from __future__ import annotations

import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framing import attribution, cast, holders
from framing.models import Models
from framing.records import Article
from framing.syntax import Reading
from tests.readings import reading, resolved

pytestmark = pytest.mark.models

TALKS = "It was the first call between Macron and Boric. "
LEAD = TALKS + "French President Emmanuel Macron spoke by phone with Chilean President Gabriel Boric on Monday."
"""Introduces two principals."""


@pytest.mark.parametrize(("text", "holder", "how"), [
    (LEAD + " Boric said the call was useful.", "Boric", {"short name", "named"}),
    (LEAD + " Macron asked for more trade. He said the call was useful.", "Macron", {"pronoun"}),
    (LEAD + " The two presidents said the call was useful.", "Boric + Macron", {"joint"}),
    (LEAD + " The leaders said the call was useful.", "Boric + Macron", {"joint"}),
    (LEAD + " Both sides said the call was useful.", "Boric + Macron", {"joint"}),
    (LEAD + " They said the call was useful.", "Boric + Macron", {"joint"}),
    (LEAD + " Macron and Boric said the call was useful.", "Boric + Macron", {"joint"}),
    (LEAD + " The French president said the call was useful.", "Macron", {"role"}),
    (LEAD + " The president of Chile said the call was useful.", "Boric", {"role"}),
    ("Chinese Foreign Ministry spokesman Gao Peng spoke. The spokesman said it was useful.", "Gao Peng", {"role"}),
    ("Angela Merkel arrived with Boris Johnson. She said it was useful.", "Merkel", {"pronoun"}),
    ("A Western diplomat said it was late. It rained. The diplomat said it was useful.", "Western diplomat", {"role"}),
    ("The Global Times said little on Monday. The paper said it was useful.", "Global Times", {"role"}),
    ("The Global Times said little on Monday. It said the call was useful.", "Global Times", {"pronoun"}),
    ("The White House’s statement said it was useful.", "White House", {"role"}),
    ("The ministry sent a letter to Paris on Monday. The letter said it was useful.", "ministry", {"role"}),
    ("The State Department kept silent. The department said on Friday it was useful.", "State Department", {"role"}),
    ("Matt Ruiz, the union’s director, said it was useful.", "Matt Ruiz", {"named"}),
    ("The union’s director, Matt Ruiz, said it was useful.", "Matt Ruiz", {"named"}),
    ("Critics say it was useful.", "Critics", {"named"}),
    ("Angela Merkel stayed. Her office said it was useful.", "Merkel's office", {"role"}),
    ("Quiet talks, Merkel's office said in a statement. The statement said it was useful.", "Merkel's office", {"role"}),
    ("Putin and Macron met NATO. The Kremlin, in its description of the useful call, said so.", "Kremlin", {"pronoun"}),
    ("It cheered Vladimir Putin. Donald Trump smiled. He wants a useful thing from Trump.", "Putin", {"pronoun"}),
    ("Macron said little. U.S. flags were waved at the rally. They thanked useful Americans.", "", {"unresolved"}),
])  # fmt: skip
def test_a_holder_is_named_by_the_first_rule_that_fits(models: Models, text: str, holder: str, how: set[str]) -> None:
    last = next(one for one in resolved(models, text) if "useful" in text[slice(*one.content_span)])
    assert last.holder == holder
    assert last.resolved in how


def test_nobody_is_guessed(models: Models) -> None:
    found = resolved(models, "He said it was useful. They said it was not. It said nothing.")
    assert found and {one.holder for one in found} == {""}
    assert {one.resolved for one in found} == {"unresolved"}
    assert all(one.confidence < 0.6 for one in found)


def test_a_passive_by_nobody_is_unnamed(models: Models) -> None:
    found = resolved(models, "Chile is believed to seek a deal.")
    assert [one.holder for one in found if one.cue_span] == ["unnamed"]


def test_a_womans_words_are_not_given_to_a_man(models: Models) -> None:
    found = resolved(models, "Boris Johnson met reporters. She said it was useful.")
    assert found[-1].holder == ""


def test_a_known_gender_comes_before_an_unknown_one(models: Models) -> None:
    text = "Quinn Ortega waved until Donald Trump reached the hall. “I am glad,” he said."
    assert resolved(models, text)[-1].holder == "Trump"


def test_a_place_is_nobody(models: Models) -> None:
    text = "The mayor spoke in Charlotte, N.C. Charlotte lies in the south. “I am glad,” she said."
    assert resolved(models, text)[-1].holder == ""


def test_who_is_named_inside_a_quotation_is_not_its_speaker(models: Models) -> None:
    text = "Gabriel Boric spoke on Monday. “Macron is a friend of my country,” he said."
    assert resolved(models, text)[-1].holder == "Gabriel Boric"


def test_an_outer_holder_goes_on_until_somebody_else_speaks(models: Models) -> None:
    text = ("According to TASS, Putin said the deal was fair. He said it would hold. "
            "In response, Macron said it was not. He said it would fail.")  # fmt: skip
    carried = [one for one in resolved(models, text) if one.holder == "TASS" and one.cue_span is None]
    assert len(carried) == 1
    assert carried[0].resolved == "carried" and carried[0].holder_span is None
    assert text[slice(*carried[0].content_span)] == "He said it would hold."


def test_reportedly_is_what_the_medium_said(models: Models) -> None:
    text = ("The Lima Times reported that Boric was tired. It rained. “I am not tired,” Macron reportedly said. "
            "Rain fell again. Macron said he was fine.")  # fmt: skip
    carried = [one for one in resolved(models, text) if one.cue_span is None and one.holder_span is None]
    assert [(one.holder, text[slice(*one.content_span)]) for one in carried] == [
        ("Lima Times", "“I am not tired,” Macron reportedly said."),
    ]


def test_a_description_with_words_of_its_own_is_somebody_else(models: Models) -> None:
    text = "Officials in both capitals said it was useful. Peruvian officials said it was not."
    assert resolved(models, text)[-1].holder == "Peruvian officials"


def test_carried_holders_come_last_and_leave_the_others_in_order(models: Models) -> None:
    text = "According to TASS, Putin said the deal was fair. He said it would hold."
    one = reading(models, text)
    found = attribution.find(one)
    named = holders.resolve(one, found)
    assert [a.content_span for a in named[: len(found)]] == [a.content_span for a in found]
    assert [a.holder for a in named[len(found) :]] == ["TASS"]


def test_a_governments_readout_names_its_own_head_first(models: Models) -> None:
    text = "President Biden spoke today with President Zelenskyy of Ukraine. The President said the call was useful."
    assert resolved(models, text, "White House")[-1].holder == "Biden"
    assert resolved(models, text, "President of Ukraine")[-1].holder == "Zelenskyy"


def test_the_cast_knows_persons_by_all_their_names(models: Models) -> None:
    text = ("Russian President Vladimir Putin met Steffen Hebestreit, a spokesman for Scholz. President Putin smiled. "
            "Mary Hill, a Iowa Democrat, and Liz Hill stayed away. Hill left.")  # fmt: skip
    people = cast.of(reading(models, text))
    putin, spokesman = people.person("Putin"), people.person("Steffen Hebestreit")
    assert putin is not None and putin.name == "Vladimir Putin" and putin.side == "Russia"
    assert spokesman is not None and spokesman.of == "Scholz" and spokesman.has("spokes")
    assert people.person("Mary Hill") is not None and people.person("Nobody") is None


@pytest.mark.parametrize("text", [
    "", "…", "“”" * 50, "HE SAID. SHE SAID. IT SAID. THEY SAID. WHO SAID?", "said said said said", "the the the the said",
    "\u202eHe said\u202c", "MACRON SAID BORIC SAID XI SAID.", "He, who said that which they said, said.", "'s 's said 's",
])  # fmt: skip
def test_odd_text_is_no_fault(models: Models, text: str) -> None:
    for one in resolved(models, text):
        assert 0 <= one.confidence <= 1


def test_an_article_without_paragraphs_has_nobody() -> None:
    assert holders.resolve(Reading(Article("a", "Gazette", ""), ()), ()) == ()


WORDS = st.lists(st.sampled_from([
    "Macron", "Boric", "he", "they", "the", "president", "said", "told", "that", "“", "”", ",", ".", "Xinhua", "two", "leaders",
    "letter", "who",
]))  # fmt: skip


@given(WORDS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_are_resolved_the_same_way_twice(models: Models, words: list[str]) -> None:
    text = " ".join(words)
    assert resolved(models, text) == resolved(models, text)


def calls(one: Reading) -> int:
    """Calls of Python functions while the holders of an article are named: a measure of work that no machine changes."""
    found, made = attribution.find(one), 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal made
        made += event == "call"

    sys.setprofile(count)
    try:
        holders.resolve(one, found)
    finally:
        sys.setprofile(None)
    return made


@pytest.mark.parametrize("line", [
    "Macron said it was useful. He told the president that the letter said so. The two leaders agreed to it.\n",
    "The ministry sent a letter. The letter said the group said that they said it. ",
])  # fmt: skip
def test_the_work_grows_with_the_text_not_with_its_square(models: Models, line: str) -> None:
    short, long = (calls(reading(models, line * n)) for n in (40, 160))
    assert long < 1.5 * 4 * short
