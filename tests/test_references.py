"""Which words of an article stand for an earlier phrase, and which must be left alone."""

from __future__ import annotations

import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framing.models import Models
from framing.references import Reference, link
from tests.readings import reading

pytestmark = pytest.mark.models

LEAD = "French President Emmanuel Macron met Chilean President Gabriel Boric in Santiago on Monday. "
SEA = "Ships crossed the disputed Coral Sea on Monday. "
FERRY = "A ferry sank off the coast on Monday. "


def found(models: Models, text: str, phrase: str) -> Reference | None:
    """The reference at the last place where a text has a phrase."""
    at = text.rindex(phrase)
    return next((one for one in link(reading(models, text)) if (one.start, one.end) == (at, at + len(phrase))), None)


@pytest.mark.parametrize(("text", "phrase", "antecedents", "kind"), [
    # one thing
    ("The bill passed on Monday. It would ban fishing nets.", "It", ["The bill"], "pronoun"),
    ("The treaty was signed in May, but it was never ratified.", "it", ["The treaty"], "pronoun"),
    ("Norway said it would send two ships.", "it", ["Norway"], "pronoun"),
    ("The museum closed in June. It reopened on Friday.", "It", ["The museum"], "pronoun"),
    ("Chile kept its army at home.", "its", ["Chile"], "pronoun"),
    ("Peru and its neighbours agreed on fishing.", "its", ["Peru"], "pronoun"),
    ("The report was late. This angered the farmers.", "This", ["The report was late"], "pronoun"),
    # several
    ("The farmers blocked the road. They want lower taxes.", "They", ["The farmers"], "pronoun"),
    ("Nurses said they would strike in June.", "they", ["Nurses"], "pronoun"),
    ("Brazil and Peru sent their ships home.", "their", ["Brazil and Peru"], "pronoun"),
    ("The two mayors praised their police.", "their", ["The two mayors"], "pronoun"),
    # one person
    ("Angela Merkel arrived on Monday. She said little.", "She", ["Angela Merkel"], "pronoun"),
    ("Angela Merkel arrived on Monday with her husband's car.", "her", ["Angela Merkel"], "pronoun"),
    ("Boris Johnson slept badly. The train was late. He complained.", "He", ["Boris Johnson"], "pronoun"),
    # the same noun
    ("The mayor sent a letter to the union. The letter was short.", "The letter", ["a letter to the union"], "noun"),
    ("Parliament debated a new housing bill. The bill failed.", "The bill", ["a new housing bill"], "noun"),
    ("She joined the Senate Budget Committee. The committee met twice.", "The committee", ["the Senate Budget Committee"],
     "noun"),
    ("Police released three dashboard videos. The videos are short.", "The videos", ["three dashboard videos"], "noun"),
    # a wider noun
    (SEA + "Pirates fear the waterway.", "the waterway", ["the disputed Coral Sea"], "noun"),
    (SEA + "Pirates fear the strategic waterway.", "the strategic waterway", ["the disputed Coral Sea"], "noun"),
    ("The navy sent a destroyer to Oslo. The ship carries missiles.", "The ship", ["a destroyer to Oslo"], "noun"),
    ("Envoys signed a trade agreement in Geneva. The deal lowers tariffs.", "The deal", ["a trade agreement in Geneva"],
     "noun"),
    ("Parliament passed an amendment. Farmers hate the measure.", "the measure", ["an amendment"], "noun"),
    ("Storms hit Portugal on Monday. Schools closed across the country.", "the country", ["Portugal"], "noun"),
    # a role
    ("Mayor Anne Hidalgo spoke first. Later the mayor left.", "the mayor", ["Anne Hidalgo"], "noun"),
    (LEAD + "The Chilean president smiled.", "The Chilean president", ["Gabriel Boric"], "noun"),
    # two
    (LEAD + "The two leaders discussed copper.", "The two leaders", ["Emmanuel Macron", "Gabriel Boric"], "pair"),
    (LEAD + "Both presidents praised the talks.", "Both presidents", ["Emmanuel Macron", "Gabriel Boric"], "pair"),
    ("Chile and Peru share a border. The two countries traded fish.", "The two countries", ["Chile", "Peru"], "pair"),
    ("Norway has quarrelled with Iceland. Both sides want talks.", "Both sides", ["Norway", "Iceland"], "pair"),
    # an act
    ("The minister resigned on Friday. The resignation surprised many.", "The resignation", ["The minister resigned on Friday"],
     "event"),
    ("The court decided to free him. The decision was unanimous.", "The decision", ["The court decided to free him"], "event"),
    ("Macron phoned Boric on Monday. The call lasted an hour.", "The call", ["Macron phoned Boric on Monday"], "event"),
    ("Soldiers attacked the village at dawn. The attack killed four.", "The attack", ["Soldiers attacked the village at dawn"],
     "event"),
    ("Madrid expelled two diplomats. The move angered Lima.", "The move", ["Madrid expelled two diplomats"], "event"),
    ("They had a phone conversation on Monday. The talks were frank.", "The talks", ["a phone conversation on Monday"],
     "event"),
])  # fmt: skip
def test_a_word_is_linked_to_what_it_stands_for(
    models: Models, text: str, phrase: str, antecedents: list[str], kind: str
) -> None:
    one = found(models, text, phrase)
    assert one is not None
    assert ([text[a:b] for a, b in one.antecedents], one.kind) == (antecedents, kind)


@pytest.mark.parametrize(("text", "phrase"), [
    # "it" that is nothing
    (FERRY + "It is likely that many drowned.", "It"),
    (FERRY + "It rained all day.", "It"),
    (FERRY + "It was raining.", "It"),
    (FERRY + "It was a passenger who called.", "It"),
    (FERRY + "It took hours to reach them.", "It"),
    (FERRY + "It is hard to say why.", "It"),
    (FERRY + "It seems that nobody swam.", "It"),
    (FERRY + "It is time to ask why.", "It"),
    (FERRY + "It was Tuesday.", "It"),
    (FERRY + "That's when the storm came.", "That"),
    # more than one may be meant
    ("The bill angered the bank. The bank, the union and the court studied it.", "it"),
    ("The bank met the union while the court slept. It was late again.", "It"),
    ("Anna Meyer met Julia Klein. She was late.", "She"),
    ("Boris Johnson spoke. A gunman fled. He was caught.", "He"),
    ("Anna Meyer spoke. Her sister left. She was angry.", "She"),
    ("The farmers met the nurses. They left.", "They"),
    ("Ships crossed the Coral Sea and the Bering Strait. Pirates fear the waterway.", "the waterway"),
    ("A letter to the union and a letter to the mayor were lost. The letter was found.", "The letter"),
    ("Storms hit Portugal and Spain on Monday. Schools closed across the country.", "the country"),
    ("Mayor Anne Hidalgo met Mayor Sadiq Khan. The mayor left.", "The mayor"),
    ("Chile, Peru and Brazil share a river. The two countries traded fish.", "The two countries"),
    # nothing before
    ("It said little on Monday.", "It"),
    ("They left on Monday.", "They"),
    ("The letter was short.", "The letter"),
    ("The two leaders discussed copper.", "The two leaders"),
    ("The decision was unanimous.", "The decision"),
    ("Pirates fear the waterway.", "the waterway"),
    # told of, but not done, or something else
    ("The court did not decide. The decision will come in May.", "The decision"),
    ("The court may decide in May. The decision is hard.", "The decision"),
    ("Coverage details were missing. The details are in the law.", "The details"),
    ("He never debated with fewer than four candidates. The candidates spoke.", "The candidates"),
    (FERRY + "The world was shocked.", "The world"),
    ("The old bill failed. The new bill passed.", "The new bill"),
    # the text looks forward, or another speaks
    ("Both sides exchanged information, its assessments and a map.", "its"),
    ("A plane landed. In its report the airline blamed ice.", "its"),
    ("The deputy mayor met Deputy Mayor Omar Haddad. The mayor left.", "The mayor"),
    ("The army left. “It hurts us,” Ruiz said.", "It"),
    ("Macron praised Boric. “He is a friend,” the mayor said.", "He"),
])  # fmt: skip
def test_in_doubt_nothing_is_linked(models: Models, text: str, phrase: str) -> None:
    assert found(models, text, phrase) is None


def test_what_is_linked_is_in_order_and_looks_back(models: Models) -> None:
    text = LEAD + "The two leaders signed a copper agreement. The deal lowers tariffs.\nIt was announced by both presidents."
    linked = link(reading(models, text))
    assert [text[one.start : one.end] for one in linked][:2] == ["The two leaders", "The deal"]
    assert linked == tuple(sorted(linked, key=lambda one: one.start))
    assert all(end <= one.start for one in linked for _, end in one.antecedents)


def test_headlines_and_empty_articles_refer_to_nothing(models: Models) -> None:
    assert link(reading(models, "")) == ()
    assert not link(reading(models, "The bill passed. It bans nets.\nRain fell.", headlines=1))


WORDS = st.sampled_from([
    "it", "It", "they", "the two leaders", "both", "the letter", "a letter to", "Xi", "Putin", "Anna Meyer", "she", "his",
    "said", "the move", "decided", "the country", "Peru", "“", "”", "\"", "'", "(", ")", ",", ".", "—", "\n", "\u202e", "😀",
    "<b>", "the", "this", "-", "…", "and", "its", "Acme Corp", "the company",
])  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=40))
def test_any_text_keeps_the_offsets(models: Models, words: list[str]) -> None:
    text = " ".join(words)
    for one in link(reading(models, text)):
        assert one.antecedents
        for start, end in ((one.start, one.end), *one.antecedents):
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip() != ""
        assert all(end <= one.start for _, end in one.antecedents)


@pytest.mark.parametrize("word", [
    "it ", "the letter ", "the two leaders ", "he said ", "the decision, ", "Anna Meyer and she ",
    "Ann decided. The decision. ",
])  # fmt: skip
def test_the_work_grows_with_the_text(models: Models, word: str) -> None:
    """Calls made, not seconds: four times the text may cost little more than four times the calls."""
    short, long = (_calls(models, word * n) for n in (150, 600))
    assert long <= 6 * short + 2000


def _calls(models: Models, text: str) -> int:
    one = reading(models, text)
    calls = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        link(one)
    finally:
        sys.setprofile(None)
    return calls
