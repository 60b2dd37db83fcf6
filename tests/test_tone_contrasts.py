"""Tone between accounts: who speaks worse of whom, in their own voice, and when there is too little to say."""

from __future__ import annotations

import pytest

from framing import river
from framing.contrasts import tone
from framing.models import Models
from framing.records import Account, Article
from framing.settings import DEFAULT

ILL = ("Mayor Ana Brandt lied to the council about the harbour.\n\nThe disgraced Brandt betrayed the fishermen of the town.\n\n"
       "Brandt, a corrupt and incompetent mayor, ruined the port.\n\nChina bought the old quay.")  # fmt: skip
WELL = ("Mayor Ana Brandt told the council about the harbour.\n\nThe brave Brandt rescued the fishermen of the town.\n\n"
        "Brandt, a brilliant and honest mayor, saved the port.\n\nChina bought the old quay.")  # fmt: skip
QUOTED = ("Mayor Ana Brandt walked to the harbour on Monday.\n\n“Brandt is a corrupt liar,” Tom Marsh said.\n\n"
          "“Brandt betrayed the fishermen,” Marsh said.\n\n“Brandt ruined the port,” Marsh said.")  # fmt: skip


def found(models: Models, *texts: str):
    readings = {f"a{n}": river.read(Article(f"a{n}", f"Paper {n}", text), models) for n, text in enumerate(texts)}
    told = {name: river.tell(reading) for name, reading in readings.items()}
    columns = [Account(f"source:{n}", "source", n, tuple(s.id for s in own), 99) for n, own in told.items()]
    return tone.find(columns, {s.id: s for own in told.values() for s in own}, readings, models, DEFAULT), told


def of(contrasts, target):
    return [(weight, one) for weight, one in contrasts if one.note.startswith(f"toward {target}")]


@pytest.mark.models
def test_the_account_that_speaks_ill_is_told_from_the_one_that_speaks_well(models):
    contrasts, told = found(models, ILL, WELL)
    ((weight, one),) = of(contrasts, "Brandt")
    assert one.estimate is not None and one.estimate.low <= one.estimate.value <= one.estimate.high
    assert abs(one.estimate.value) > 0.5 and weight > 0 and one.estimate.n == 6
    assert len({i for i in one.evidence if i in {s.id for s in told["a0"]}}) == 1 and len(one.evidence) == 2
    assert (one.estimate.value < 0) == (one.accounts[0] == "source:a0")
    assert contrasts[0][1] == one


@pytest.mark.models
def test_exchanging_the_accounts_turns_the_sign(models):
    (there, back) = (of(found(models, *texts)[0], "Brandt")[0][1] for texts in ((ILL, WELL), (WELL, ILL)))
    assert there.accounts == back.accounts
    assert there.estimate.value == pytest.approx(-back.estimate.value)
    assert there.estimate.low == pytest.approx(-back.estimate.high)


@pytest.mark.models
def test_the_same_text_under_two_names_does_not_differ(models):
    assert all(one.estimate is None for _, one in found(models, ILL, ILL)[0])


@pytest.mark.models
def test_one_sentence_is_too_little(models):
    ((weight, one),) = of(found(models, ILL, WELL)[0], "China")
    assert one.estimate is None and tone.TOO_LITTLE in one.note and weight == 0
    assert len(one.evidence) == 2


@pytest.mark.models
def test_what_others_are_quoted_as_saying_is_not_the_outlets_tone(models):
    contrasts, _ = found(models, QUOTED, WELL)
    assert [one.estimate for _, one in of(contrasts, "Brandt")] == [None]


@pytest.mark.models
def test_nobody_named_by_one_account_alone_is_a_target(models):
    contrasts, _ = found(models, ILL, WELL.replace("China", "A company"))
    assert not of(contrasts, "China")


@pytest.mark.models
def test_twice_the_same_is_the_same(models):
    assert found(models, ILL, WELL) == found(models, ILL, WELL)
