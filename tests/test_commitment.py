"""Commitment: how firmly a cue binds, and which two accounts differ in it."""

from __future__ import annotations

import pytest

from framing.contrasts import commitment, ladder, rungs
from framing.models import Models
from framing.settings import DEFAULT
from tests.readings import reading, told
from tests.told_alike import event

pytestmark = pytest.mark.models


def read(models: Models, text: str) -> list[tuple[str, str]]:
    """The rungs of a text with their cues."""
    one = reading(models, text)
    return [(ladder.name_of(r.height), text[slice(*r.cue)]) for s in told(models, text) for r in rungs.of(s, one)]


@pytest.mark.parametrize("text, rung, cue", [
    ("Norland agreed to buy herring from the islands.", "agreed", "agreed"),
    ("Norland and Sarvia signed an accord on herring quotas.", "agreed", "signed"),
    ("They reached an agreement to reopen the harbour.", "agreed", "reached an agreement"),
    ("An agreement was reached on herring quotas.", "agreed", "agreement was reached"),
    ("Holt is committed to reopening the harbour.", "agreed", "committed"),
    ("Holt reaffirmed the commitment of the council to cheap ferries.", "agreed", "reaffirmed the commitment"),
    ("Holt had agreed to reopen the harbour.", "agreed", "agreed"),
    ("Holt and Marsh agreed that the harbour must reopen.", "agreed", "agreed"),
    ("“We agreed to reopen the harbour,” Minister Ana Holt said.", "agreed", "agreed"),
    ("Holt promised to reopen the harbour.", "promised", "promised"),
    ("Norland pledged that it would buy herring.", "promised", "pledged"),
    ("The mayor vowed to lower the fees.", "promised", "vowed"),
    ("Norland made a pledge to buy herring.", "promised", "made a pledge"),
    ("Norland will agree to buy herring.", "promised", "will agree"),
    ("Holt said that she would agree to lower fees.", "promised", "would agree"),
    ("Norland would agree to lower fees.", "considered", "would agree"),
    ("Norland will consider buying herring.", "considered", "will consider"),
    ("The council is considering a ban on boats.", "considered", "considering"),
    ("Norland is ready to buy herring.", "considered", "is ready"),
    ("Norland hopes to buy herring.", "considered", "hopes"),
    ("Holt said she was willing to reopen the harbour.", "considered", "was willing"),
    ("Holt expressed readiness to reopen the harbour.", "considered", "expressed readiness"),
    ("Holt may agree to reopen the harbour.", "considered", "may agree"),
    ("Norland could promise lower fees.", "considered", "could promise"),
    ("Norland is expected to agree to lower fees.", "considered", "agree"),
    ("Holt agreed to reopen the harbour if the fees fall.", "considered", "agreed"),
    ("Holt is ready to promise lower fees.", "considered", "ready to promise"),
    ("The ministers discussed herring quotas.", "discussed", "discussed"),
    ("The ministers held talks on herring quotas.", "discussed", "held talks on"),
    ("Herring quotas were discussed by the ministers.", "discussed", "discussed"),
    ("Norland agreed to hold talks on herring quotas.", "discussed", "agreed to hold talks on"),
    ("Norland promised to discuss herring quotas.", "discussed", "promised to discuss"),
    ("The ministers exchanged views on the harbour.", "discussed", "exchanged views"),
    ("Holt raised the issue of herring quotas.", "raised", "raised"),
    ("Holt touched on herring quotas.", "raised", "touched on"),
    ("Holt mentioned herring quotas.", "raised", "mentioned"),
    ("Holt raised herring quotas with Marsh.", "raised", "raised"),
    ("Holt urged Norland to buy herring.", "urged", "urged"),
    ("Holt called on Norland to buy herring.", "urged", "called on"),
    ("Holt called for lower fees.", "urged", "called for"),
    ("Holt demanded that Norland buy herring.", "urged", "demanded"),
    ("Holt urged Marsh to promise lower fees.", "urged", "urged Marsh to promise"),
])  # fmt: skip
def test_a_cue_and_what_governs_it_give_the_rung(models, text, rung, cue):
    assert read(models, text) == [(rung, cue)]


@pytest.mark.parametrize("text", [
    "Norland did not agree to buy herring.",
    "Norland never promised lower fees.",
    "Norland refused to promise lower fees.",
    "No agreement was reached on fees.",
    "Neither side promised to reopen the harbour.",
    "Holt denied that she had agreed to reopen the harbour.",
    "Holt failed to agree on fees with the council.",
    "The council ruled out discussing fees.",
    "Without agreeing on fees, the ministers left.",
    "Will Holt agree to reopen the harbour?",
    "If Holt agrees to reopen the harbour, boats will return.",
    "The ministers will discuss herring quotas on Friday.",
    "The mayor raised fees on boats.",
    "The council considered the plan a success.",
    "The guest was considered rude.",
    "Students signed up for lessons.",
    "Holt wants the council to promise lower fees.",
    "The council must agree to lower fees.",
    "The boat left the harbour on Monday.",
])  # fmt: skip
def test_what_is_denied_asked_or_of_another_sense_has_no_rung(models, text):
    assert read(models, text) == []


def test_one_sentence_may_hold_two_rungs(models):
    assert read(models, "Holt agreed to reopen the harbour and discussed herring quotas.") == [
        ("agreed", "agreed"), ("discussed", "discussed")]  # fmt: skip


@pytest.mark.parametrize("text, quoted, earlier", [
    ("Holt agreed to reopen the harbour.", False, False),
    ("“I agreed to reopen the harbour,” Holt said.", True, False),
    ("Holt agreed to reopen the harbour last year.", False, True),
    ("Holt agreed in 2019 to reopen the harbour.", False, True),
    ("Holt had agreed to reopen the harbour.", False, True),
])  # fmt: skip
def test_a_rung_knows_its_voice_and_its_time(models, text, quoted, earlier):
    (one,) = (r for s in told(models, text) for r in rungs.of(s, reading(models, text)))
    assert (one.quoted, one.earlier) == (quoted, earlier) and {"harbour", "reopen"} <= one.words.keys()


def found(models: Models, first: str, second: str, near: float = 0.9, third: str = ""):
    texts = {"Gazette": first, "Herald": second} | ({"Post": third} if third else {})
    made = event(models, texts, [[line for text in texts.values() for line in text.split("\n")]], near)
    given = (made.of("source"), made.points, made.statements, made.readings, made.nearness)
    return [contrast for _, contrast in commitment.find(*given, DEFAULT)]


@pytest.mark.parametrize("firm, loose, words", [
    ("Holt agreed to reopen the harbour.", "Holt promised to reopen the harbour.", ("agreed", "promised")),
    ("Holt agreed to reopen the harbour.", "Holt discussed reopening the harbour with the council.",
     ("agreed", "discussed")),
    ("The two ministers agreed to lower herring quotas.", "The two ministers discussed herring quotas.",
     ("agreed", "discussed")),
    ("Norland promised to buy herring.", "Holt urged Norland to buy herring.", ("promised", "urged")),
    ("Holt promised to reopen the harbour.", "Holt is ready to reopen the harbour.", ("promised", "is ready")),
    ("Holt discussed herring quotas with Marsh.", "Holt raised the issue of herring quotas.", ("discussed", "raised")),
    ("Holt said the harbour would lose herring boats.", "Holt claimed the harbour would lose herring boats.",
     ("said", "claimed")),
    ("Holt admitted that the harbour was closed too early.", "Holt said that the harbour was closed too early.",
     ("admitted", "said")),
    ("Holt warned that the harbour would silt up.", "Holt said that the harbour would silt up.", ("warned", "said")),
    ("Holt insisted that the harbour was safe.", "Holt acknowledged that the harbour was safe.", ("insisted", "acknowledged")),
])  # fmt: skip
def test_the_firmer_account_comes_first_whichever_is_read_first(models, firm, loose, words):
    names = ("source:Gazette", "source:Herald")
    for texts, about in (((firm, loose), names), ((loose, firm), names[::-1])):
        (one,) = found(models, *texts)
        assert (one.kind, one.accounts, one.words) == ("commitment", about, words)
        assert len(one.evidence) == 2 and one.point == "p1" and one.estimate is None


@pytest.mark.parametrize("first, second", [
    ("Holt agreed to reopen the harbour.", "Holt agreed to reopen the harbour on Monday."),
    ("Holt agreed to reopen the harbour.", "Holt discussed herring quotas."),
    ("Holt agreed to reopen the harbour.", "Marsh promised to reopen the harbour."),
    ("Holt agreed to reopen the harbour.", "“I promise to reopen the harbour,” Holt said."),
    ("Holt agreed to reopen the harbour last year.", "Holt promised to reopen the harbour."),
    ("Holt agreed to reopen the harbour.", "Holt did not discuss reopening the harbour."),
    ("Holt agreed to reopen the harbour.", "Holt discussed reopening the harbour.\nHolt agreed at last to reopen the harbour."),
    ("Holt said the harbour was safe.", "Marsh claimed the harbour was safe."),
    ("Holt said the harbour was safe.", "Holt claimed herring was cheap."),
    ("Holt said the harbour was safe.", "Holt added that the harbour was safe."),
])  # fmt: skip
def test_what_does_not_differ_in_commitment(models, first, second):
    assert found(models, first, second) == [] == found(models, second, first)


def test_statements_that_are_not_near_are_not_compared(models):
    assert found(models, "Holt agreed to reopen the harbour.", "Holt promised to reopen the harbour.", near=0.2) == []


def test_any_number_of_accounts_and_one(models):
    texts = ("Holt agreed to reopen the harbour.", "Holt promised to reopen the harbour.",
             "Holt raised the issue of the harbour.")  # fmt: skip
    made = found(models, *texts[:2], third=texts[2])
    assert {c.accounts for c in made} == {("source:Gazette", "source:Herald"), ("source:Gazette", "source:Post"),
                                          ("source:Herald", "source:Post")}  # fmt: skip
    one = event(models, {"Gazette": texts[0]})
    assert commitment.find(one.of("source"), one.points, one.statements, one.readings, one.nearness, DEFAULT) == ()
