"""Tone toward a target: what is said of whom, what is denied, and chances that are chances."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import tone
from framing.tone import features, scope
from tests import fakes

ILL = [
    ("The mayor condemned Ana Brandt on Monday.", "Ana Brandt"),
    ("Nobody trusts Brandt.", "Brandt"),
    ("Brandt's lies hurt the town.", "Brandt"),
    ("Brandt, who stole the money, left.", "Brandt"),
    ("Brandt was accused of fraud by the council.", "Brandt"),
    ("The council lacks a brilliant leader like Brandt.", "Brandt"),
    ("Brandt is not honest.", "Brandt"),
    ("Brandt failed to praise the nurses and lied to the council.", "Brandt"),
]
WELL = [
    ("Ana Brandt is not a liar.", "Ana Brandt"),
    ("Ana Brandt never lied to the council.", "Ana Brandt"),
    ("The court refuted the claim that Brandt cheated.", "Brandt"),
    ("Brandt was praised by the mayor.", "Brandt"),
    ("There is no evidence of fraud by Brandt.", "Brandt"),
    ("Not only is Brandt a hero.", "Brandt"),
    ("The mayor thanked Brandt.", "Brandt"),
]
PLAIN = [
    ("Brandt arrived in the harbour on Monday.", "Brandt"),
    ("Brandt said that the storm was terrible.", "Brandt"),
    ("Brandt spoke on Monday, and the mayor lied.", "Brandt"),
]
HOSTILE = [
    "Brandt" + "(" * 3000, "Brandt " + "not " * 500 + "lied.", "<script>Brandt</script>", "Brandt\u202e\u0000 lied.", "Brandt",
]  # fmt: skip


def asked(models, text, target="Brandt"):
    return tone.at(models.parse([text])[0], (text.index(target), text.index(target) + len(target)))


@pytest.mark.models
@pytest.mark.parametrize(("text", "target"), ILL)
def test_the_lexicon_hears_ill(models, text, target):
    assert tone.score(asked(models, text, target)) < -0.05


@pytest.mark.models
@pytest.mark.parametrize(("text", "target"), WELL)
def test_the_lexicon_hears_well(models, text, target):
    assert tone.score(asked(models, text, target)) > 0.05


@pytest.mark.models
@pytest.mark.parametrize(("text", "target"), PLAIN)
def test_what_is_said_of_another_is_not_said_of_the_target(models, text, target):
    assert tone.score(asked(models, text, target)) == 0


@pytest.mark.models
def test_one_sentence_speaks_of_two_in_two_ways(models):
    text = "The honest Marsh was praised, but Brandt lied to the council."
    assert tone.score(asked(models, text, "Marsh")) > 0 > tone.score(asked(models, text, "Brandt"))


@pytest.mark.models
@pytest.mark.parametrize(("text", "role"), [
    ("Brandt praised the mayor.", "doer"), ("The mayor praised Brandt.", "other"), ("The mayor was praised by Brandt.", "doer"),
    ("Brandt was praised.", "other"), ("Brandt's plan failed.", "owner"), ("The mayor spoke with Brandt.", "oblique"),
])  # fmt: skip
def test_roles(models, text, role):
    one = asked(models, text)
    assert scope.of(one.parse, one.target).role == role


@pytest.mark.models
def test_the_encoder_never_reads_the_target_name(models):
    text = "On Monday Ana Brandt lied."
    one = asked(models, text, "Ana Brandt")
    assert one.masked == "On Monday they lied."
    assert one.masked[slice(*one.mask)] == features.MASK


@pytest.mark.models
def test_the_tone_does_not_hang_on_the_name(models):
    found = [tone.judge([asked(models, f"{name} misled the council again.", name)], models)[0] for name in ("Brandt", "Marsh")]
    assert found[0] == found[1]


@pytest.mark.models
def test_the_head_orders_ill_before_plain_before_well(models):
    texts = ["Brandt is a corrupt liar who betrayed the town.", "Brandt said the vote is on Monday.",
             "Brandt is a brave and brilliant leader whom the town admires."]  # fmt: skip
    ill, plain, well = tone.judge([asked(models, text) for text in texts], models)
    assert ill.leaning < plain.leaning < well.leaning
    assert ill.negative > 0.5 and plain.neutral > 0.5 and well.positive > 0.5


@pytest.mark.models
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_has_a_tone_too(models, text):
    (one,) = tone.judge([asked(models, text)], models)
    assert one.negative + one.neutral + one.positive == pytest.approx(1)


@pytest.mark.models
def test_the_tone_of_one_does_not_hang_on_what_is_asked_beside_it(models):
    some = [asked(models, text) for text, target in (*ILL, *WELL) if target == "Brandt"]
    together = tone.judge(some, models)
    for one, found in zip(some, together, strict=True):
        (alone,) = tone.judge([one], models)
        assert alone.leaning == pytest.approx(found.leaning, abs=1e-3)
    assert together == tone.judge(some, models)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_scored(before, after):
    text = f"{before} Brandt {after}"
    place = text.index("Brandt")
    one = tone.at(fakes.parse([text])[0], (place, place + 6))
    assert -1 < tone.score(one) < 1
    assert features.MASK in one.masked


def test_the_lexicon_names_its_origin_and_holds_each_word_once():
    lines = (files("framing") / "lexicons" / "tone.tsv").read_text(encoding="utf-8").splitlines()
    assert any("C.J. Hutto" in line for line in lines if line.startswith("#"))
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    for kind in ("word", "subject", "object", "deny", "turn"):
        words = [word for name, _, words in rows if name == kind for word in words.split()]
        assert words and len(words) == len(set(words)), kind
