from __future__ import annotations

import pytest

from framing import phrases
from framing.models import Models
from framing.phrases import LONGEST, SHORTEST
from framing.records import Attribution, Statement
from tests import readings

pytestmark = pytest.mark.models


def said(models: Models, text: str, **more) -> dict[str, str]:
    """The phrases of one sentence with their forms."""
    statement = Statement("a/s0", "a", 0, len(text), text, 0, **more)
    return {p.text: p.form for p in phrases.of(statement, readings.reading(models, text))}


@pytest.mark.parametrize(
    ("text", "phrase", "form"),
    [
        ("The islands won a pledge of lower ferry prices.", "pledge of lower ferry prices", "noun"),
        ("The minister's tweet mocking the harbour drew anger.", "minister's tweet mocking the harbour", "noun"),
        ("They discussed ties between islands and mainland.", "ties between islands and mainland", "noun"),
        ("He raised trade, currency and tariffs.", "trade, currency and tariffs", "noun"),
        ("The leaders discussed ways of de-escalation.", "ways of de-escalation", "noun"),
        ("The mayor showed no moral leadership.", "no moral leadership", "noun"),
        ("A fund for the poor was closed.", "fund for the poor", "noun"),
        ("Northland promised to purchase island grain.", "purchase island grain", "verb"),
        ("The senator withdrew from the harbour race.", "senator withdrew from the harbour race", "clause"),
    ],
)  # fmt: skip
def test_what_can_stand_alone(models, text, phrase, form):
    assert said(models, text).get(phrase) == form


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("They discussed ties between islands and mainland.", ["ties between islands"]),
        ("The return of the lost islands was praised.", ["the return", "return"]),
        ("The captain showed clear readiness to talk.", ["clear readiness"]),
        ("Catholic bishops have emerged as loud critics.", ["Catholic bishops have emerged", "bishops have emerged"]),
        ("The self-ruled island fears a blockade.", ["ruled island", "self-"]),
        ("The strategy of fear, envy and spite failed.", ["fear, envy", "envy and spite"]),
        ("She gave them these important matters to settle.", ["these important matters", "important matters"]),
        ("The minister called the reef a wayward province.", ["wayward province"]),
        ("He backed the “modest harbour” plan’ on Monday.", ["harbour” plan", "modest harbour” plan"]),
        ("The islanders' front page commentary praised it.", ["page commentary"]),
        ("He left on the eve of Easter and New Year holidays.", ["and New Year holidays"]),
        ("The memo is titled “Because of the quay”.", ["memo is titled"]),
        ("Ships waited at anchor last Friday evening.", ["Friday evening", "last Friday evening"]),
    ],
)
def test_no_fragment(models, text, never):
    assert not set(said(models, text)) & set(never)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("The mayor refused to sign the fishing treaty.", ["sign the fishing treaty"]),
        ("The firm failed to deliver new ferries.", ["deliver new ferries"]),
        ("The mayor resigned rather than sell the old quay.", ["sell the old quay"]),
        ("Ministers denied any role in the harbour fire.", ["role in the harbour fire"]),
        ("The island trades without sending heavy weapons.", ["sending heavy weapons"]),
        ("If Northland closes the strait, ships will wait.", ["Northland closes the strait"]),
        ("The alleged harbour poll angered islanders.", ["harbour poll"]),
        ("The anti-reef movement grew.", ["reef movement", "movement grew"]),
        ("No date has been set for the harbour talks.", ["date has been set for the harbour talks"]),
        ("The mayor showed no moral leadership.", ["moral leadership"]),
    ],
)
def test_nothing_that_says_the_opposite(models, text, never):
    assert not set(said(models, text)) & set(never)


def test_a_claim_or_a_question_gives_no_clause(models):
    text = "The senator withdrew from the race."
    assert "clause" in said(models, text).values()
    assert "clause" not in said(models, text, mode="indirect").values()
    assert "clause" not in said(models, "The senator withdrew from the race?").values()


def test_who_speaks_is_no_matter(models):
    text = "Lee Brown, a professor of island history, praised the new harbour law."
    holder = Attribution("Lee Brown", (0, 9), (42, 49), (50, len(text)))
    statement = Statement("a/s0", "a", 0, len(text), text, 0, attributions=(holder,))
    who = {p.text: p.who for p in phrases.of(statement, readings.reading(models, text))}
    assert who.get("new harbour law") is False
    assert all(who[text] for text in who if "history" in text or "Brown" in text)


def test_phrases_are_stretches_of_the_statement_and_of_two_to_six_words(models):
    text = ("The harbour council, which met on Monday, agreed to open the northern quay to foreign ships and to cut the long-"
            "standing tax on herring, grain and timber from the outer islands.")  # fmt: skip
    found = said(models, text)
    assert len(found) > 5
    assert all(phrase in text and SHORTEST <= len(phrase.split()) <= LONGEST for phrase in found)
