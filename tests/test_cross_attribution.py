"""Cross-attribution: what one account says that another party said, held beside that party's own account."""

from __future__ import annotations

import pytest

from framing.contrasts import cross_attribution
from framing.contrasts.cross_attribution import CONTRADICTED, NOT_FOUND, TOO_LITTLE, WEAKER
from framing.models import Models
from framing.records import Contrast
from framing.settings import DEFAULT
from tests.told_alike import Event, event

pytestmark = pytest.mark.models

KREMLIN, WHITE_HOUSE = "President of Russia", "White House"

FILLER = ("President Joe Biden spoke today with President Vladimir Putin of Russia. President Biden stressed that the Arctic "
          "must stay open to the ships of every country. He thanked the crews of the icebreakers who had brought food to the "
          "stations through the winter. President Biden also noted that scientists of many countries depend on the stations "
          "and on the radio links between them. The call lasted an hour and was held by video.")  # fmt: skip
OPENING = "Vladimir Putin had a telephone conversation with President of the United States Joe Biden."


def checked(
    models: Models, texts: dict[str, str], *together: tuple[str, ...], view: str = "source"
) -> tuple[list[Contrast], Event]:
    made = event(models, texts, together)
    found = cross_attribution.find(made.of(view), made.points, made.statements, made.readings, made.nearness, made.presences,
                                   made.differences, DEFAULT)  # fmt: skip
    assert all(0 <= weight <= 1 and c.kind == "cross-attribution" and c.view == view for weight, c in found)
    return [c for _, c in found], made


@pytest.mark.parametrize("said", [
    "The two presidents agreed to open a joint station in the Arctic.",
    "Joe Biden promised to open a joint station in the Arctic.",
    "Joe Biden said that the embargo on fish had been a mistake.",
    "Both leaders recalled the rescue of whalers a century ago.",
])  # fmt: skip
def test_what_the_other_government_does_not_tell_is_not_found(models, said):
    (one,), made = checked(models, {KREMLIN: f"{OPENING} {said}", WHITE_HOUSE: FILLER})
    assert (one.accounts, one.note, one.target) == ((f"source:{KREMLIN}", f"source:{WHITE_HOUSE}"), NOT_FOUND, "US")
    assert [made.text(i) for i in one.evidence] == [said] and one.point in {p.id for p in made.points}


def test_what_both_said_is_likelier_reported_than_what_one_said(models):
    texts = {KREMLIN: f"{OPENING} The two presidents agreed to open a joint station. Joe Biden said that the weather was fine.",
             WHITE_HOUSE: FILLER}  # fmt: skip
    (first, second), made = checked(models, texts)
    assert "agreed" in made.text(first.evidence[0]) and "weather" in made.text(second.evidence[0])


def test_an_outlet_may_say_it_too(models):
    texts = {"Gazette": "President Joe Biden spoke with Vladimir Putin. Joe Biden promised to lift the embargo on fish.",
             WHITE_HOUSE: FILLER}  # fmt: skip
    (one,), _ = checked(models, texts)
    assert (one.accounts[0], one.target, one.note) == ("source:Gazette", "US", NOT_FOUND)


def test_nothing_is_said_where_its_own_account_tells_the_point(models):
    texts = {KREMLIN: f"{OPENING} Joe Biden stressed that the Arctic must stay open.", WHITE_HOUSE: FILLER}
    assert checked(models, texts, ("Arctic must stay open",))[0] == []


def test_what_a_party_says_of_itself_is_no_cross_attribution(models):
    assert checked(models, {KREMLIN: f"{OPENING} Vladimir Putin said that the ice was thin.", WHITE_HOUSE: FILLER})[0] == []


def test_an_outlet_speaks_for_nobody_even_of_its_own_country(models):
    texts = {"Moscow Gazette": f"{OPENING} Joe Biden promised to open a joint station in the Arctic.",
             "New York Herald": FILLER.replace("spoke today", "spoke on Monday")}  # fmt: skip
    assert checked(models, texts)[0] == []


SEALS = ("Our boats counted seals along the coast this week, and volunteers walked the beaches each morning to look for nets. "
         "Forty seals were seen near the lighthouse and nine near the quay, fewer than last spring. We thank the fishermen who "
         "gave us their charts, and the school which lent us its hall for the evening of the count. The next count is in May.")
PORT = "The port was busy on Monday. Seawatch promised to pay for the cleaning of the northern quay."


def test_a_source_that_bears_the_holders_name_and_tells_of_itself_is_its_own_account(models):
    (one,), _ = checked(models, {"Gazette": PORT, "Seawatch": SEALS})
    assert (one.accounts, one.target, one.note) == (("source:Gazette", "source:Seawatch"), "Seawatch", NOT_FOUND)


def test_an_outlet_that_another_cites_wrote_it_elsewhere(models):
    plain = SEALS.replace("Our boats", "Boats").replace("We thank", "The mayor thanked").replace("gave us", "gave him")
    assert checked(models, {"Gazette": PORT, "Seawatch": plain.replace("lent us", "lent him")})[0] == []


@pytest.mark.parametrize("theirs, own", [
    ("The two presidents agreed to open a joint station in the Arctic.",
     "The two presidents discussed opening a joint station in the Arctic."),
    ("Joe Biden promised to open a joint station in the Arctic.",
     "President Biden is ready to open a joint station in the Arctic."),
    ("Joe Biden agreed to lift the embargo on herring.", "President Biden will consider lifting the embargo on herring."),
])  # fmt: skip
def test_what_its_own_account_binds_it_to_less_firmly_is_weaker(models, theirs, own):
    texts = {KREMLIN: f"{OPENING} {theirs}", WHITE_HOUSE: f"{FILLER} {own}"}
    (one,), made = checked(models, texts, (theirs, own))
    assert (one.note, one.target) == (WEAKER, "US")
    assert [made.text(i) for i in one.evidence] == [theirs, own]


def test_what_it_tells_as_firmly_elsewhere_is_not_weaker(models):
    theirs = "The two presidents agreed to open a joint station in the Arctic."
    own = "The two presidents discussed opening a joint station in the Arctic. They agreed to open a joint Arctic station."
    texts = {KREMLIN: f"{OPENING} {theirs}", WHITE_HOUSE: f"{FILLER} {own}"}
    assert checked(models, texts, ("joint station", "joint Arctic"))[0] == []


def test_what_its_own_account_denies_is_contradicted(models):
    theirs, own = "Joe Biden agreed to lift the embargo on herring.", "President Biden did not agree to lift the embargo."
    (one,), made = checked(models, {KREMLIN: f"{OPENING} {theirs}", WHITE_HOUSE: f"{FILLER} {own}"}, (theirs, own))
    assert (one.note, [made.text(i) for i in one.evidence]) == (CONTRADICTED, [theirs, own])


def test_of_a_few_sentences_nothing_can_be_said(models):
    texts = {KREMLIN: f"{OPENING} The two presidents agreed to open a joint station in the Arctic.",
             WHITE_HOUSE: "President Joe Biden spoke today with President Vladimir Putin of Russia."}  # fmt: skip
    (one,), _ = checked(models, texts)
    assert one.note == TOO_LITTLE


def test_by_side_what_one_sides_people_say_of_the_other(models):
    text = ("President Joe Biden spoke with President Vladimir Putin on Monday. The Kremlin said that Biden promised to close "
            "the station at Cape North. " + " ".join(f"The White House said that {what}." for what in (
                "Biden thanked the crews of the icebreakers who had brought food and fuel to the stations through the winter",
                "the Arctic must stay open to the ships and the scientists of every country that wants to work there",
                "the radio links between the stations would be mended by the end of the summer at the cost of both countries",
            )))  # fmt: skip
    (one,), made = checked(models, {"Gazette": text}, view="side")
    assert (one.accounts, one.note, one.target) == (("side:Russia", "side:US"), NOT_FOUND, "US")
    assert "Cape North" in made.text(one.evidence[0])
    assert checked(models, {"Gazette": text})[0] == []


def test_exchanging_the_order_of_articles_changes_nothing_told(models):
    texts = {KREMLIN: f"{OPENING} The two presidents agreed to open a joint station. Joe Biden said that the ice was thin.",
             WHITE_HOUSE: FILLER}  # fmt: skip
    (there, one), (back, other) = (checked(models, dict(order)) for order in (texts.items(), reversed(texts.items())))
    assert [([one.text(i) for i in c.evidence], c.accounts, c.note) for c in there] == [
        ([other.text(i) for i in c.evidence], c.accounts, c.note) for c in back]  # fmt: skip
    assert len(there) == 2
