"""What a class is asked without being puzzled: two phrases for one thing, and points whose label says a matter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from framing.teach.lesson import plan
from framing.teach.levels import LEVELS
from framing.teach.matching import for_one_thing, says_a_matter
from tests.lessons import MADE_FROM, comparison
from tests.test_teach import papers, told


@pytest.mark.parametrize(
    ("one", "other", "apt"),
    [
        ("reporters", "journalists", True),
        ("video call", "video conference", True),
        ("its reactor plan", "the country’s reactor work", True),
        ("the harbour", "self-ruled harbour", True),
        ("festival greetings", "Orlan’s holiday greetings", True),
        ("rebels", "the militants", True),
        ("closed", "recalled", False),
        ("statement", "press secretary Ana Brandt", False),
        ("two ministers", "many other ministers", False),
        ("sale of grain", "200,000 tonnes of grain", False),
        ("Sarvian ships", "Sarvian officials", False),
        ("diplomatic efforts", "priority", False),
        ("fishing rights", "the fishing rights", False),
        ("", "of the", False),
    ],
)
def test_phrases_to_compare_name_one_thing_in_other_words(one, other, apt):
    assert for_one_thing(one, other) is apt
    assert for_one_thing(other, one) is apt


@pytest.mark.parametrize(
    ("label", "sentence", "says"),
    [
        ("Visit Beijing", "He was invited to visit Beijing.", True),
        ("Position on Taiwan", "Their position on Taiwan is known.", True),
        ("Chinese exports of steel", "Chinese exports of steel fell.", True),
        ("Night shifts", "There will be night shifts.", True),
        ("Sarvian ships", "Sarvian ships came.", False),
        ("Norland's Prime Minister Ingrid Holm", "Norland's Prime Minister Ingrid Holm met him.", False),
        ("Foreign minister", "A foreign minister spoke.", False),
        ("America and Brandt", "America and Brandt were burned.", False),
        ("", "", False),
    ],
)
def test_a_label_that_merely_names_somebody_says_no_matter(label, sentence, says):
    assert says_a_matter(label, [sentence]) is says


def test_a_mere_name_is_asked_only_where_nothing_else_is_left():
    made = papers(a=told("a", "abcdefgh"), b=told("b", "abcdefgh"))
    names = {"pa": "Ingrid Holm", "pb": "Davit Orlan"}
    points = tuple(replace(p, label=names.get(p.id, f"the price of grain {p.id}")) for p in made.points)
    for level in LEVELS.values():
        asked = [t.point.id for t in plan(replace(made, points=points), level).tasks]
        assert len(asked) == min(level.points, 8)
        assert (set(asked) & names.keys() == set()) is (level.points <= 6)


@pytest.mark.parametrize("name", MADE_FROM)
@pytest.mark.parametrize("level", LEVELS.values(), ids=LEVELS)
def test_pairs_of_the_gallery_are_words_for_one_thing_or_degrees_of_one_commitment(name, level):
    made = plan(comparison(name), level)
    bound = [set(c.words) for c in made.columns.contrasts if c.kind == "commitment"]
    assert all(for_one_thing(*p.words) or set(p.words) in bound for p in made.pairs)
