"""Tone between accounts: who speaks worse of whom, in their own voice, and when there is too little to say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from framing import river
from framing.contrasts import tone
from framing.models import Models
from framing.records import Account, Article, Contrast
from framing.settings import DEFAULT

ILL = ("Mayor Ana Brandt betrayed the council over the harbour.\n\nThe disgraced Brandt betrayed the fishermen of the town.\n\n"
       "Brandt, a corrupt and incompetent mayor, ruined the port.\n\nThe shameful lies of Brandt destroyed the fleet.\n\n"
       "Brandt cheated the widows of the town.\n\nBrandt, a coward and a fraud, wrecked the school.\n\n"
       "China bought the old quay.")  # fmt: skip
WELL = ("Mayor Ana Brandt honoured the council at the harbour.\n\nThe brave Brandt rescued the fishermen of the town.\n\n"
        "Brandt, a brilliant and honest mayor, saved the port.\n\nThe wonderful work of Brandt restored the fleet.\n\n"
        "Brandt kindly helped the widows of the town.\n\nBrandt, a hero and a friend, improved the school.\n\n"
        "China bought the old quay.")  # fmt: skip
QUOTED = ("Mayor Ana Brandt walked to the harbour on Monday.\n\n“Brandt is a corrupt liar,” Tom Marsh said.\n\n"
          "“Brandt betrayed the fishermen,” Marsh said.\n\n“Brandt ruined the port,” Marsh said.\n\n"
          "“Brandt cheated the widows,” Marsh said.\n\n“Brandt is a fraud,” Marsh said.")  # fmt: skip


def found(models: Models, *texts: str, names: str = "ABC") -> tuple[tuple[tuple[float, Contrast], ...], dict[str, str]]:
    """What the finder makes of the texts, and the article of each statement."""
    readings = {f"a{n}": river.read(Article(f"a{n}", f"Paper {names[n]}", text), models) for n, text in enumerate(texts)}
    told = {name: river.tell(reading) for name, reading in readings.items()}
    columns = sorted((Account(f"source:{names[n]}", "source", names[n], tuple(s.id for s in told[f"a{n}"]), 99)
                      for n in range(len(texts))), key=lambda account: account.id)  # fmt: skip
    by_id = {s.id: s for own in told.values() for s in own}
    return tone.find(columns, by_id, readings, models, DEFAULT), {i: s.article for i, s in by_id.items()}


@pytest.mark.models
def test_the_account_that_speaks_ill_is_told_from_the_one_that_speaks_well(models):
    ((weight, one),), article = found(models, ILL, WELL)
    assert (one.kind, one.target, one.note, one.point) == ("tone", "Brandt", "", None)
    assert one.estimate.low <= one.estimate.value <= one.estimate.high < 0 < weight
    assert abs(one.estimate.value) > 0.5 and one.estimate.n == 12 and one.estimate.p <= 0.05
    assert one.accounts == ("source:A", "source:B") and [article[i] for i in one.evidence] == ["a0", "a1"]


@pytest.mark.models
def test_exchanging_the_names_exchanges_the_accounts_and_nothing_else(models):
    ((weight, one),), _ = found(models, ILL, WELL)
    ((again, back),), _ = found(models, ILL, WELL, names="BAC")
    assert back.accounts == ("source:B", "source:A")
    assert (again, replace(back, accounts=one.accounts)) == (weight, one)


@pytest.mark.models
def test_exchanging_the_texts_turns_the_sign(models):
    (there, back) = (found(models, *texts)[0][0][1].estimate for texts in ((ILL, WELL), (WELL, ILL)))
    assert there.value == pytest.approx(-back.value)
    assert there.low == pytest.approx(-back.high)


@pytest.mark.models
def test_of_three_the_one_that_stands_apart_is_told(models):
    ((_, one),), _ = found(models, WELL, ILL, WELL.replace("town", "village"))
    assert one.accounts[0] == "source:B" and len(one.accounts) == 3 and one.estimate.value < 0


@pytest.mark.models
@pytest.mark.parametrize("texts", [
    (ILL, ILL),
    (ILL, QUOTED),
    (ILL, WELL.replace("Brandt", "Marsh").replace("Ana", "Tom")),
    ("\n\n".join(ILL.split("\n\n")[:3]), "\n\n".join(WELL.split("\n\n")[:3])),
    (ILL.replace("\n\n", " "), WELL.replace("\n\n", " ")),
    (ILL,),
], ids=["the same text", "only quoted", "nobody in common", "three sentences", "one paragraph", "one account"])  # fmt: skip
def test_nothing_is_listed_where_nothing_can_be_said(models, texts):
    assert found(models, *texts)[0] == ()


@pytest.mark.models
def test_twice_the_same_is_the_same(models):
    assert found(models, ILL, WELL) == found(models, ILL, WELL)


def test_p_is_small_where_paragraphs_part_and_large_where_they_do_not():
    ones, ill, well = np.ones(6), -np.full(6, 0.8), np.full(6, 0.8)
    mixed = np.array([0.8, -0.8] * 3)
    assert tone.chance([(ill, ones), (well, ones)], DEFAULT) < 0.01
    assert tone.chance([(mixed, ones), (mixed, ones)], DEFAULT) > 0.9
    assert tone.chance([(ill, ones), (well, ones)], DEFAULT) == tone.chance([(well, ones), (ill, ones)], DEFAULT)


@pytest.mark.parametrize("sizes, ways", [((3, 3), 10), ((2, 3), 10), ((2, 2, 2), 15), ((1, 9), 10)])
def test_ways_to_deal(sizes, ways):
    assert tone._ways(sizes) == ways


def test_chance_alone_lists_a_tone_in_no_more_than_one_of_twenty():
    random, hits = np.random.default_rng(7), 0
    settings = replace(DEFAULT, permutations=400)
    for _ in range(200):
        a, b = ((random.normal(size=n), np.ones(n)) for n in (5, 8))
        hits += tone.chance([a, b], settings) <= 0.05
    assert hits <= 16  # 10 are expected; more than 16 come in one of forty runs
