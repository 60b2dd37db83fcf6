"""What an editor's sentence on coverage is taken to say, and what counts as found of it (models/contrasts)."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from framing import models as opener
from framing.records import Contrast

sys.path.insert(0, str(Path(__file__).parent.parent / "models" / "contrasts"))
from coverage_notes import Asked, Event, Sets, Shown, bearers, borne, shares, telling, telling_apart
from remarks import Remark, key_words, remarks


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("Left-rated outlets dwelt on the flood.", ["left"]),
        ("Left- and center-rated outlets dwelt on the flood.", ["center left"]),
        ("Left-rated and right-rated outlets dwelt on the flood.", ["left right"]),
        ("Voices on the right dwelt on the flood.", ["right"]),
        ("Coverage from the center and left dwelt on the flood.", ["center left"]),
        ("Right-rated outlets dwelt on the flood more than left- and center-rated outlets.", ["right"]),
        ("Left-rated outlets dwelt on the flood; right-rated outlets dwelt on its cost.", ["left", "right"]),
        ("Left-rated outlets dwelt on the flood, while voices from the right told its cost.", ["left", "right"]),
        ("Left-rated outlets dwelt on the flood; some told its cost.", ["left"]),
        ("The flood was told across the spectrum.", []),
        ("Left-, center- and right-rated outlets told of the flood.", []),
        ("The council defended voting rights and left the center of town.", []),
    ],
)
def test_the_outlets_named_first_are_those_a_remark_is_about(sentence, named):
    assert [" ".join(sorted(one.named)) for one in remarks(sentence)] == named


@pytest.mark.parametrize(
    ("sentence", "turned"),
    [
        ("No left-rated outlets told of the flood.", True),
        ("Right-rated outlets were less likely to tell of the flood.", True),
        ("Right-rated outlets did not tell of the flood.", True),
        ("The flood got little coverage from right-rated outlets.", True),
        ("Right-rated outlets told that the mayor did not come.", False),
        ("Outlets, particularly but not exclusively on the right, told of the flood.", False),
    ],
)
def test_what_a_side_does_not_tell_is_told_from_what_it_tells(sentence, turned):
    assert [one.turned for one in remarks(sentence)] == [turned]


@pytest.mark.models
def test_key_words_are_of_the_matter_and_not_of_outlets_or_talk_of_coverage(models: opener.Models):
    (parse,) = models.parse(["Coverage from left- and center-rated outlets tended to highlight the bridges and the mayor."])
    assert key_words(parse) == {"bridge", "mayor"}


def contrast(kind, accounts):
    return Contrast("source-c1", kind, "source", "p1", accounts, None, ("s1",))


@pytest.mark.parametrize(
    ("kind", "tells"), [("omission", ("right", "center")), ("emphasis", ("left",)), ("wording", ("left", "right", "center"))]
)
def test_who_tells_depends_on_the_kind(kind, tells):
    rating = {"source:A": "left", "source:B": "right", "source:C": "center"}
    assert telling(contrast(kind, ("source:A", "source:B", "source:C")), rating) == tells


EVENT = Event(
    title=frozenset({"river"}),
    said={"l1": frozenset({"river", "bridge"}), "l2": frozenset({"mayor"}), "r1": frozenset({"cost", "bridge"})},
    rating={"l1": "left", "l2": "left", "r1": "right"},
    shown=(Shown("omission", ("left",), ("l2",), frozenset()), Shown("wording", ("left", "right"), ("l1", "r1"), frozenset())),
)


def test_a_word_both_sides_of_a_contrast_have_is_no_difference():
    assert borne(EVENT, 2) == {"left": {"river", "mayor"}, "right": {"cost"}}


def test_only_the_first_contrasts_are_looked_at():
    assert borne(EVENT, 1) == {"left": {"mayor"}}


def test_two_who_tell_what_a_third_does_not_may_share_its_words():
    one = replace(EVENT, shown=(Shown("omission", ("left", "right"), ("l1", "r1"), frozenset()),))
    assert "bridge" in borne(one, 1)["left"] & borne(one, 1)["right"]


def test_statements_dealt_anew_stay_in_their_account():
    assert borne(EVENT, 1, {"l1": "l2", "l2": "l1", "r1": "r1"}) == {"left": {"river", "bridge"}}


def test_words_of_the_title_and_of_more_accounts_than_are_named_tell_nothing_apart():
    words = frozenset({"river", "bridge", "mayor", "ferry"})
    one = Asked("e", Remark("", frozenset({"left"}), False), words)
    assert telling_apart(one, EVENT, EVENT.told) == {"mayor", "ferry"}
    both = replace(one, remark=Remark("", frozenset({"left", "right"}), False))
    assert telling_apart(both, EVENT, EVENT.told) == {"bridge", "mayor", "ferry"}


def test_a_remark_is_found_with_the_sides_that_are_shown_to_tell_its_words():
    assert bearers(frozenset({"mayor", "ferry"}), borne(EVENT, 2)) == {"left"}
    assert bearers(frozenset({"ferry"}), borne(EVENT, 2)) == frozenset()
    assert bearers(frozenset({"mayor", "cost"}), borne(EVENT, 2), least=2) == frozenset()


def test_shares_are_of_the_remarks_each_set_holds():
    left, right, nobody = frozenset({"left"}), frozenset({"right"}), frozenset()
    sets = Sets((0, 1, 2, 3), (0, 1), (0,))
    found = shares([left, left, nobody, nobody], [left, right, left, right], sets)
    assert found == {"all": 0.25, "words in a text": 0.5, "words in a text of the side named": 1.0,
                     "side right, where the words are found": 0.5}  # fmt: skip
