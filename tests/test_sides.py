"""Whom a holder speaks for."""

from __future__ import annotations

import pytest

from framing import cast, sides
from framing.cast import Cast, Person
from framing.models import Models
from framing.names import Role
from framing.records import Attribution
from tests.readings import reading, told


def person(name: str, **known: object) -> Person:
    plain: dict[str, object] = {"short": name, "described": frozenset(), "roles": (), "side": None, "of": "", "party": None,
                                "gender": None}  # fmt: skip
    return Person(name, **(plain | known))  # type: ignore[arg-type]


def people(*persons: Person, own: str | None = None, sure: tuple[str, ...] = ()) -> Cast:
    return Cast(persons, (), frozenset(sure), own, (), {p.short.lower(): n for n, p in enumerate(persons)})


@pytest.mark.parametrize(("holder", "side"), [
    ("Beijing", "China"), ("the Kremlin", "Russia"), ("Kremlin", "Russia"), ("Downing Street", "UK"), ("Élysée", "France"),
    ("White House", "US"), ("Xinhua", "China"), ("TASS", "Russia"), ("Global Times", "China"), ("Tasnim", "Iran"),
    ("Russian state media", "Russia"), ("Chinese officials", "China"), ("senior Israeli official", "Israel"),
    ("US Treasury officials", "US"), ("Foreign Ministry in Beijing", "China"), ("officials in Kyiv", "Ukraine"),
    ("Ministry of Foreign Affairs of Iran", "Iran"), ("Putin", "Russia"), ("Zelensky", "Ukraine"),
    ("British officials", "UK"), ("U.S. officials", "US"), ("Namibia", "Namibia"), ("Kosovo", "Kosovo"), ("Taiwan", "Taiwan"),
    ("Taipei", "Taiwan"), ("Namibian ministers", "Namibia"), ("European Commission", "EU"), ("NATO", "NATO"),
    ("U.N. Security Council resolution", "UN"),
])  # fmt: skip
def test_row_68_governments_their_seats_media_and_officials_are_of_their_country(holder: str, side: str) -> None:
    assert sides.holder_side(holder, people()) == side


@pytest.mark.parametrize(("holder", "side"), [
    ("Some analysts", "expert"), ("16 Russian academics", "expert"), ("healthcare experts", "expert"),
    ("Diplomatic sources in Beijing", "unnamed"), ("source familiar with China’s thinking", "unnamed"), ("", "unnamed"),
    ("unnamed", "unnamed"), ("senior non-U.S. Western diplomat", "unnamed"), ("some", "unnamed"), ("...", "unnamed"),
    ("statement", "unnamed"), ("video", "unnamed"),
    ("young Iranian man", "unnamed"), ("state media on both sides", "joint"), ("Putin + Xi", "joint"),
    ("Ukrainian forces and Russian separatists", "joint"),
])  # fmt: skip
def test_experts_the_unnamed_and_both_together_stand_apart(holder: str, side: str) -> None:
    assert sides.holder_side(holder, people()) == side


@pytest.mark.parametrize("holder", ["Bank of America", "America Rising", "Washington Post", "Volkswagen", "Supreme Court",
                                    "Log Cabin Republicans Club", "Teamsters"])  # fmt: skip
def test_a_body_is_a_side_by_its_own_name(holder: str) -> None:
    assert sides.holder_side(holder, people()) == holder


@pytest.mark.parametrize("holder", ["Georgia", "Jordan", "Chad"])
def test_row_68_an_ambiguous_name_is_no_countrys_side_until_the_text_decides(holder: str) -> None:
    assert sides.holder_side(holder, people()) == f"{holder} (ambiguous)"
    assert sides.holder_side(holder, people(sure=(holder,))) == holder


def test_row_68_the_letters_of_a_code_are_no_country() -> None:
    assert sides.holder_side("NA", people()) != "Namibia"


def test_a_person_called_as_a_state_is_not_that_state() -> None:
    assert sides.holder_side("Jordan", people(person("Jordan"))) == "Jordan (ambiguous)"


def test_two_of_one_side_are_that_side() -> None:
    assert sides.holder_side("Lavrov + Putin", people()) == "Russia"


def test_an_ambiguous_name_is_the_country_when_the_text_says_so() -> None:
    assert sides.holder_side("Georgia", people(sure=("Georgia",))) == "Georgia"
    assert sides.holder_side("Georgian officials", people()) == "unnamed"
    assert sides.holder_side("Georgian officials", people(sure=("Georgia",))) == "Georgia"


def test_a_person_speaks_for_the_country_the_text_gives_then_for_the_one_we_know() -> None:
    minister, professor = Role("state", "minister"), Role("expert", "professor")
    assert sides.holder_side("Okoro", people(person("Okoro", roles=(minister,), side="Nigeria"))) == "Nigeria"
    assert sides.holder_side("Merkel", people(person("Merkel"))) == "Germany"
    assert sides.holder_side("Wang", people(person("Wang", roles=(professor,), side="China"))) == "expert"
    assert sides.holder_side("Ortiz", people(person("Ortiz"))) == "Ortiz"
    assert sides.holder_side("Ortiz", people(person("Ortiz", party="Democrats"))) == "Democrats"


def test_who_works_for_somebody_speaks_for_him() -> None:
    merkel = person("Merkel", side="Germany")
    spokesman = person("Seibert", roles=(Role("spokes", "spokesman"),), of="Merkel")
    assert sides.holder_side("Seibert", people(merkel, spokesman)) == "Germany"
    assert sides.holder_side("Merkel spokesman", people(merkel)) == "Germany"
    assert sides.holder_side("spokesman for Merkel", people(merkel)) == "Germany"


def test_without_a_chain_the_side_is_the_government_that_publishes() -> None:
    assert sides.side_of([], people(own="Ukraine")) == "Ukraine"
    assert sides.side_of([], people()) is None
    assert sides.side_of([Attribution("Moscow", None, None, (0, 1))], people(own="Ukraine")) == "Russia"


@pytest.mark.parametrize(("source", "side"), [
    ("White House", "US"), ("The White House", "US"), ("President of Russia", "Russia"), ("Kremlin", "Russia"),
    ("President of Ukraine", "Ukraine"), ("China’s Foreign Ministry", "China"), ("US Department of State", "US"),
    ("Ministry of Foreign Affairs of the People’s Republic of China", "China"), ("10 Downing Street", "UK"),
    ("Russian Embassy in London", "Russia"), ("Government of India", "India"),
    ("Washington Post", None), ("China Daily", None), ("Moscow Times", None), ("TASS", None), ("Reuters", None), ("", None),
    ("Georgia Recorder", None), ("The Jordan Times", None), ("South China Morning Post", None),
])  # fmt: skip
def test_a_source_is_a_government_only_by_its_office(source: str, side: str | None) -> None:
    assert cast.source_side(source) == side


@pytest.mark.models
@pytest.mark.parametrize(("text", "sides_told"), [
    ("Chinese Foreign Ministry spokesman Gao Peng said the talks went well.", ["China"]),
    ("Defence Minister Ana Ruiz of Chile said the talks went well.", ["Chile"]),
    ("Lin Qiang, a professor at Fudan University in China, said the talks went well.", ["expert"]),
    ("“It went well,” said Jan Peeters, spokesman for Merkel.", ["Germany"]),
    ("Iran’s supreme leader said the talks went well.", ["Iran"]),
    ("Some residents say the talks went well.", ["unnamed"]),
    ("The two leaders agreed to meet in June. They welcomed the ceasefire.", ["joint", "joint"]),
    ("Georgian Prime Minister Irakli Kobakhidze said the talks went well.", ["Georgia"]),
    ("Georgia's Republican governor said the talks went well.", ["unnamed"]),
    ("The talks went well, said Konstantin von Eggert, a commentator for TV Rain, a Moscow TV station.", ["expert"]),
    ("“It went well,” said Chris Weafer, senior partner at economic and political consultancy Macro-Advisory.", ["expert"]),
    ("Angela Merkel stayed. The talks went well, her office said.", [None, "Germany"]),
])  # fmt: skip
def test_sides_are_read_from_descriptions_in_the_text(models: Models, text: str, sides_told: list[str]) -> None:
    assert [s.side for s in told(models, text)] == sides_told


@pytest.mark.models
def test_the_parties_are_the_publishers_governments_and_those_the_articles_open_with(models: Models) -> None:
    news = reading(models, "French President Emmanuel Macron met Chilean President Gabriel Boric in Paris.")
    own = reading(models, "President Biden spoke today with President Macron of France.", "White House")
    assert sides.parties([news]) == {"France", "Chile"}
    assert sides.parties([own]) == {"US", "France"}
