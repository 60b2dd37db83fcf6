"""A user's own sides: read from TOML, and put before what the lexicons say."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from framing import own_sides, river, sides
from framing.cast import Cast, Person
from framing.errors import UsageError
from framing.models import Models
from framing.own_sides import OwnSides
from tests.readings import reading

OWN = OwnSides(
    {"PRC": ["Beijing", "Xinhua", "Lu Kang", "China"], "Union": ["Harbour Workers' Union", "Maria Lopez"],
     "Post": ["Island Post"]},
    {"US": "United States", "Union": "Dockers"},
)  # fmt: skip


def cast(*persons: Person) -> Cast:
    named = {key.lower(): n for n, p in enumerate(persons) for key in (p.name, p.short)}
    return Cast(persons, (), frozenset(), None, (), named)


@pytest.mark.parametrize(("holder", "side"), [
    ("Beijing", "PRC"),
    ("the xinhua", "PRC"),
    ("Chinese Foreign Ministry", "PRC"),  # ours is China, which the file gives to the PRC
    ("White House", "United States"),
    ("Moscow", "Russia"),
    ("Harbour Workers’ Union", "Dockers"),
    ("a spokeswoman for the Harbour Workers' Union", "Dockers"),
    ("critics of Beijing", "unnamed"),
    ("Beijing + Lu Kang", "PRC"),
    ("Beijing + White House", "joint"),
    ("analysts", "expert"),
])  # fmt: skip
def test_the_users_names_go_before_ours(holder: str, side: str) -> None:
    assert sides.holder_side(holder, cast(), OWN) == side


def test_a_person_is_known_by_the_full_name_when_the_holder_is_the_short_one() -> None:
    people = cast(Person("Maria Lopez", "Lopez", frozenset(), (), None, "", None, None))
    assert sides.holder_side("Lopez", people, OWN) == "Dockers"


def test_without_sides_of_ones_own_nothing_changes() -> None:
    assert sides.holder_side("Beijing", cast()) == sides.holder_side("Beijing", cast(), own_sides.NONE) == "China"


@pytest.mark.models
def test_they_reach_the_statements_and_the_comparison(models: Models) -> None:
    text = "The White House said the talks were about trade. Xinhua said they were about Taiwan."
    news, own = (river.tell(reading(models, text, source), OWN) for source in ("Gazette", "Island Post"))
    assert [s.side for s in news] == ["United States", "PRC"]
    assert [s.side for s in river.tell(reading(models, "The harbour opened.", "Island Post"), OWN)] == ["Post"]
    assert [s.side for s in own] == ["United States", "PRC"]
    articles = [reading(models, text, source).article for source in ("Gazette", "Herald")]
    (one,) = river.compare(articles, models, own_sides=OWN)
    assert {s.side for s in one.statements} == {"United States", "PRC"}
    assert json.loads(str(one.method.settings["own_sides"]))["labels"]["US"] == "United States"


def test_a_file_is_read() -> None:
    text = '\ufeff[sides]\n"PRC" = ["Beijing"]\n[labels]\nUS = "United States"\n'
    assert own_sides.parse(text.encode(), "sides.toml") == OwnSides({"PRC": ["Beijing"]}, {"US": "United States"})
    assert own_sides.parse(b"", "sides.toml") == own_sides.NONE


@pytest.mark.parametrize(("text", "told"), [
    ("[sides", "no TOML"),
    ("[side]\nA = ['b']", "“side” is not known"),
    ("sides = 3", "“sides” must be a table"),
    ("[sides]\nA = 'b'", "[sides] “A”: give a list of names"),
    ("[sides]\nA = []", "[sides] “A”: give a list of names"),
    ("[sides]\nA = ['b', 3]", "[sides] “A”: a name must be text"),
    ("[sides]\nA = ['--']", "[sides] “A”: a name must be text"),
    ("[sides]\n'' = ['b']", "[sides]: a name must be text"),
    ("[labels]\nUS = ['x']", "[labels] “US”: a name must be text"),
    ("[labels]\njoint = 'x'", "“joint” is no side"),
    ("[sides]\nA = ['x']\nB = ['the X']", "gives “the X” to “A” and to “B”"),
    ("\x00", "no TOML"),
    ("a = " + "[" * 5000, "no TOML"),
])  # fmt: skip
def test_a_fault_is_told_with_its_place(text: str, told: str) -> None:
    with pytest.raises(UsageError) as fault:
        own_sides.parse(text.encode(), "sides.toml")
    assert str(fault.value).startswith("sides.toml: ")
    assert told in str(fault.value)


@pytest.mark.parametrize("command", ["compare", "statements", "teach", "score"])
def test_every_command_that_gives_sides_takes_the_file(tmp_path, command):
    (tmp_path / "a.txt").write_text("The quay was opened on Monday.")
    (tmp_path / "sides.toml").write_text("[sides]\nA = 3\n")
    done = subprocess.run([sys.executable, "-m", "framing", command, tmp_path / "a.txt", "--sides", tmp_path / "sides.toml"],
                          capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path)  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert "give a list of names" in done.stderr
    done = subprocess.run([sys.executable, "-m", "framing", command, tmp_path / "a.txt", "--sides", tmp_path / "none.toml"],
                          capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path)  # fmt: skip
    assert done.returncode == 2
    assert "No such file" in done.stderr
