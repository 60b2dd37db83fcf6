"""The lexicons, and how words are looked up in them."""

from __future__ import annotations

from importlib.resources import files

import pytest

from framing import names

LEXICONS = ("countries.tsv", "sides.tsv", "roles.tsv", "first_names.tsv")


def sides(words: str, sure: tuple[str, ...] = ()) -> list[str]:
    return [found.alias.side for found in names.sides_in(words.split(), sure)]


@pytest.mark.parametrize(("words", "expected"), [
    ("Chinese Foreign Ministry spokesman", ["China"]),
    ("the U.S. Secretary of State", ["US"]),
    ("the President of the United States of America", ["US"]),
    ("South Korean officials", ["South Korea"]),
    ("Downing Street", ["UK"]),
    ("the Élysée", ["France"]),
    ("the German and French leaders", ["Germany", "France"]),
    ("CHINA MEDIA", ["China"]),
    ("tell us more", []),
    ("a non-U.S. diplomat", []),
    ("a senior non - U.S. Western diplomat", []),
    ("the turkey", []),
    ("the polish on it", []),
])  # fmt: skip
def test_a_name_of_a_side_is_found_whole_and_as_it_is_written(words: str, expected: list[str]) -> None:
    assert sides(words) == expected


@pytest.mark.parametrize(("name", "side"), [
    ("Georgia", "Georgia"), ("Jordan", "Jordan"), ("Chad", "Chad"), ("Congo", "DR Congo"),
])  # fmt: skip
def test_an_ambiguous_name_waits_for_the_text(name: str, side: str) -> None:
    assert sides(name) == []
    assert sides(name, (side,)) == [side]


@pytest.mark.parametrize(("words", "role"), [
    ("press secretary", "spokesman"), ("Spokeswoman", "spokesman"), ("two presidents", "president"),
    ("heads of state", "head of state"), ("ministries", "ministry"), ("Gov.", "governor"),
    ("research fellow", "research fellow"),
])  # fmt: skip
def test_roles_are_found_in_all_their_forms(words: str, role: str) -> None:
    assert [r.word for _, _, r in names.roles_in(words.split())][-1] == role


@pytest.mark.parametrize("file", LEXICONS)
def test_each_lexicon_tells_where_it_is_from(file: str) -> None:
    lines = (files("framing") / "lexicons" / file).read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# origin: ") and lines[1].startswith("# licence: ")
    head = next(line for line in lines if not line.startswith("#"))
    assert all(line.count("\t") == head.count("\t") for line in lines if line and not line.startswith("#"))


def test_no_name_stands_for_two_sides_without_being_marked() -> None:
    for name, found in names._aliases().items():
        sure = {alias.side for alias, _ in found if not alias.unsure}
        assert len(sure) <= 1, name


def test_no_first_name_is_both_a_mans_and_a_womans() -> None:
    lines = (files("framing") / "lexicons" / "first_names.tsv").read_text(encoding="utf-8").splitlines()
    women, men = (set(line.split("\t")[1].split(";")) for line in lines if line[:2] in ("f\t", "m\t"))
    assert not women & men
