"""The configuration: where a value comes from, and that whatever is wrong is told with its place."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import tomllib
from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path

import pytest

from framing import config, limits, settings
from framing.config import Options, kinds, read
from framing.errors import UsageError
from framing.limits import Limits
from framing.settings import Settings

ROOT = Path(__file__).parent.parent


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty working folder, and no variable of ours."""
    for name in os.environ:
        if name.startswith("FRAMING_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(text: str, folder: Path, name: str = "framing.toml") -> str:
    """What is said of a faulty file."""
    (folder / name).write_text(text)
    with pytest.raises(UsageError) as fault:
        read(folder=folder, environment={})
    assert fault.value.exit_code == 2 and "\n" not in str(fault.value)
    return str(fault.value)


# --- where a value comes from -----------------------------------------------------------------------------------------


def test_a_flag_goes_before_the_environment_that_before_the_file_and_that_before_the_default(folder):
    name, variable = "settings.evidence", {"FRAMING_SETTINGS_EVIDENCE": "6"}
    seen = [read(folder=folder, environment={})]
    (folder / "framing.toml").write_text("\n[settings]\nevidence = 5\n")
    seen += [read(folder=folder, environment={}), read(folder=folder, environment=variable),
             read([f"{name}=7"], folder, variable)]  # fmt: skip
    assert [one.settings.evidence for one in seen] == [Settings().evidence, 5, 6, 7]
    assert [one.origins.get(name) for one in seen] == [
        None, f"{folder / 'framing.toml'}:3", "FRAMING_SETTINGS_EVIDENCE", "--set"
    ]  # fmt: skip


def test_the_nearest_folder_that_has_one_is_heeded_and_framing_toml_first(folder):
    (folder / "framing.toml").write_text("[limits]\nevent_accounts = 7\nfile_bytes = 9\n")
    below = folder / "a" / "b"
    below.mkdir(parents=True)
    (folder / "a" / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    assert read(folder=below, environment={}).limits == replace(limits.DEFAULT, event_accounts=7, file_bytes=9)
    (folder / "a" / "pyproject.toml").write_text("[tool.framing.limits]\nevent_accounts = 8\n")
    assert read(folder=below, environment={}).limits == replace(limits.DEFAULT, event_accounts=8)
    (folder / "a" / "framing.toml").write_text("limits.event_accounts = 9\n")
    found = read(folder=below, environment={})
    assert found.limits.event_accounts == 9
    assert found.origins["limits.event_accounts"] == f"{folder / 'a' / 'framing.toml'}:1"


def test_a_pyproject_of_others_that_is_no_toml_is_no_fault_of_ours(folder):
    for text in ("[tool.other\n", "# framing\n[tool.other]\n", "[tool.framing\n" + "#" * 1_000_000):
        (folder / "pyproject.toml").write_text(text)
        assert read(folder=folder, environment={}) == config.Config()


def test_paths_are_of_the_folder_of_their_file(folder):
    below = folder / "below"
    below.mkdir()
    (folder / "framing.toml").write_text('[options]\nsides = "own.toml"\nencoder = ""\nmap = ["source=outlet"]\n')
    found = read(folder=below, environment={}).options
    assert (found.sides, found.encoder, found.map) == (str(folder / "own.toml"), "", ("source=outlet",))
    found = read(folder=below, environment={"FRAMING_OPTIONS_SIDES": "x.toml", "FRAMING_OPTIONS_MAP": "a=b, c=d"}).options
    assert (found.sides, found.map) == ("x.toml", ("a=b", "c=d"))


def test_debug_is_no_setting(folder):
    assert read(folder=folder, environment={"FRAMING_DEBUG": "1", "OTHER": "x"}) == config.Config()


# --- every field ------------------------------------------------------------------------------------------------------

EVERY = [(section, key) for section in config.SECTIONS for key in kinds(section)]


@pytest.mark.parametrize(("section", "key"), EVERY)
def test_every_field_has_a_kind_that_its_default_fits_and_that_refuses_what_is_off(section, key, folder):
    kind = kinds(section)[key]
    assert kind.of in (int, float, str, tuple)
    default = getattr(config.SECTIONS[section](), key)
    assert kind.value(list(default) if kind.of is tuple else default) == default
    off = [True, {}, 3, 3.5, None] if kind.of in (str, tuple) else [True, "1", [], float("nan"), float("inf"), -1, None]
    for value in [*off, 10**400] if kind.of is float else off:
        if not (kind.of is float and value == 3.5):
            with pytest.raises(ValueError):
                kind.value(value)
    if kind.of in (int, float):
        for value in ("nan", "-inf", "-1", "7e", ""):
            with pytest.raises(UsageError, match=f"FRAMING_{section}_{key}".upper()):
                read(folder=folder, environment={f"FRAMING_{section}_{key}".upper(): value})


@pytest.mark.parametrize("record", [Settings, Limits])
def test_what_is_told_as_a_chance_or_a_share_lies_between_0_and_1(record):
    """The words below each field and its type tell the same."""
    tree = ast.parse(Path(sys.modules[record.__module__].__file__).read_text())
    body = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == record.__name__).body
    told = {f.target.id: ast.literal_eval(doc.value) for f, doc in pairwise(body)
            if isinstance(f, ast.AnnAssign) and isinstance(doc, ast.Expr)}  # fmt: skip
    section = record.__name__.lower()
    assert told.keys() == kinds(section).keys()
    for name, text in told.items():
        if text.startswith(("Chance", "Share", "Mean cosine", "Confidence", "p up to")):
            assert kinds(section)[name].bound == config.Range(0, 1), name


def test_the_choices_are_those_of_the_commands():
    from framing import teach
    from framing.teach import levels

    assert set(kinds("options")["level"].bound.values) == set(levels.LEVELS)
    for size in kinds("options")["paper"].bound.values:
        teach.size(size)
    for minutes in kinds("options")["minutes"].bound.values:
        teach.length(minutes)


def test_defaults_name_parameters_of_the_verbs():
    from typer.main import get_command

    from framing.cli import app

    commands = get_command(app).commands
    made = Options(encoder="e", sides="s").defaults()
    for verb, given in made.items():
        own = {one.name for one in commands[verb].params} if verb in commands else set()
        assert not verb.endswith("format") and ("formats" in given) == ("formats" in own), verb
    known = {one.name for command in commands.values() for one in command.params}
    assert set().union(*made.values()) - known <= {"columns", "language"}


# --- what is wrong is told --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "said"), [
    ("[settings]\nsame_evnt = 0.2", ":2: “same_evnt” in [settings] is not known; the nearest is same_event"),
    ("[setings]\nx = 1", ":1: [setings] is not known; the nearest is settings"),
    ("x = 1", ":1: [x] is not known"),
    ("settings = 3", ":1: [settings] must be a table"),
    ("[settings]\nsame_event = 7", ":2: settings.same_event must be a number from 0 to 1, not 7"),
    ("[settings]\nsame_event = -0.1", "must be a number from 0 to 1, not -0.1"),
    ("[settings]\nsame_event = nan", "must be a number from 0 to 1, not nan"),
    ("[settings]\ndays_fade = inf", "must be a number above 0, not inf"),
    ("[settings]\nsame_event = '0.2'", "must be a number from 0 to 1, not '0.2'"),
    ("[settings]\nevidence = 2.0", "must be a whole number above 0, not 2.0"),
    ("[settings]\nevidence = true", "must be a whole number above 0, not True"),
    ("[settings]\n\n# so many\nevidence = 0", ":4: settings.evidence must be a whole number above 0, not 0"),
    ("[limits]\nevent_accounts = 1", "must be a whole number from 2 up, not 1"),
    ("[limits]\nfile_bytes = []", "must be a whole number above 0, not []"),
    ("[limits]\nfile_bytes = 0x" + "f" * 9000, "must be a whole number above 0, not what is written there"),
    ("[settings]\nevidence = " + "9" * 9000, "no TOML"),
    ("[options]\nlevel = 'adult'", "options.level must be 11-13, 14-18 or university, not 'adult'"),
    ("[options]\ncompare_format = 'html,odt'", "must be one or more of docx, html, json, md, pdf, not 'html,odt'"),
    ("[options]\nminutes = '45'", "must be 45 or 90, not '45'"),
    ("[options]\nmap = {source = 'outlet'}", "must be a list of texts, not {'source': 'outlet'}"),
    ("[settings\n", "no TOML: Expected ']'"),
    ("[settings]\nseed = 1\nseed = 2", "no TOML: Cannot overwrite a value"),
    ("a" + ".a" * 90_000 + " = 1", "a key of more than 32 parts"),
    ("a = " + "[" * 5000, "no TOML"),
    ("[settings]\nseed = " + "[" * 200 + "]" * 200, "must be a whole number from 0 up, not [[["),
    ("\x00", "no TOML"),
    ("x" * 2_000_000, "more than 1,000,000 bytes"),
])  # fmt: skip
def test_row_53_a_fault_of_the_file_is_told_with_its_place(text, said, folder):
    assert said in (sentence := told(text, folder)) and sentence.startswith(str(folder / "framing.toml")), sentence
    assert len(sentence) < 400


def test_row_53_in_a_pyproject_too(folder):
    said = told("[project]\nname = 'x'\n\n[tool.framing.settings]\nchance = 2\n", folder, "pyproject.toml")
    assert said.startswith(f"{folder / 'pyproject.toml'}:5: settings.chance must be a number from 0 to 1")
    assert "[tool.framing] must be a table" in told("[tool]\nframing = 3\n", folder, "pyproject.toml")


@pytest.mark.parametrize(("environment", "said"), [
    ({"FRAMING_SETTINGS_SAME_EVNT": "1"}, "SETTINGS_SAME_EVNT is not known; the nearest is FRAMING_SETTINGS_SAME_EVENT"),
    ({"FRAMING_HOME": "/"}, "FRAMING_HOME is not known"),
    ({"FRAMING_SETTINGS_EVIDENCE": "2.5"}, "_EVIDENCE: settings.evidence must be a whole number above 0, not '2.5'"),
    ({"FRAMING_LIMITS_FILE_BYTES": "9" * 5000}, "FRAMING_LIMITS_FILE_BYTES: limits.file_bytes must be a whole number"),
    ({"FRAMING_OPTIONS_PAPER": "a5"}, "FRAMING_OPTIONS_PAPER: options.paper must be a4 or letter"),
    ({"FRAMING_OPTIONS_SIDES": "a\0b"}, "with a path"),
])  # fmt: skip
def test_row_53_a_fault_of_the_environment_is_told_with_its_variable(environment, said, folder):
    with pytest.raises(UsageError) as fault:
        read(folder=folder, environment=environment)
    assert said in str(fault.value)


@pytest.mark.parametrize(("changes", "said"), [
    (["settings.same_event"], "write a name and its value"),
    (["settings.same_event=7"], "--set settings.same_event: settings.same_event must be a number from 0 to 1, not 7.0"),
    (["settings.same_event=much"], "must be a number from 0 to 1, not 'much'"),
    (["same_event=0.2"], "'same_event' is not known; the nearest is settings.same_event"),
    (["options.level=university"], "flags of their own"),
    (["settings.evidence=2", "settings.evidence=3"], "is given twice, as '2' and as '3'"),
])  # fmt: skip
def test_row_53_a_fault_of_a_flag_is_told_with_it(changes, said, folder):
    with pytest.raises(UsageError) as fault:
        read(changes, folder, {})
    assert said in str(fault.value).replace("not '7'", "not 7.0")


# --- the command ------------------------------------------------------------------------------------------------------


def framing(*arguments, cwd, **environment) -> subprocess.CompletedProcess:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FRAMING_")}
    return subprocess.run([sys.executable, "-m", "framing", *map(str, arguments)], capture_output=True, text=True, timeout=120,
                          cwd=cwd, env={**kept, "PYTHONPATH": str(ROOT), **environment})  # fmt: skip


def test_what_is_printed_can_be_read_back(tmp_path):
    (tmp_path / "framing.toml").write_text('[settings]\nseed = 4\n[options]\nsides = "é\\u007F.toml"\nmap = ["a=b"]\n')
    done = framing("config", "--set", "limits.file_bytes=77", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    back = tomllib.loads(done.stdout)
    assert (back["settings"]["seed"], back["limits"]["file_bytes"], back["options"]["map"]) == (4, 77, ["a=b"])
    assert back["options"]["sides"] == str(tmp_path / "é\x7f.toml")
    (tmp_path / "back").mkdir()
    (tmp_path / "back" / "framing.toml").write_text(done.stdout)
    assert framing("config", cwd=tmp_path / "back").stdout == done.stdout
    assert {section: set(back[section]) for section in back} == {name: set(kinds(name)) for name in config.SECTIONS}


def test_the_origin_of_each_value_is_told(tmp_path):
    (tmp_path / "framing.toml").write_text("[settings]\nseed = 4\n")
    asked = ("config", "--origin", "--set", "limits.file_bytes=77")
    lines = framing(*asked, cwd=tmp_path, FRAMING_OPTIONS_MINUTES="90").stdout.splitlines()
    assert f"seed = 4  # {tmp_path / 'framing.toml'}:2" in lines and "evidence = 3  # default" in lines
    assert "file_bytes = 77  # --set" in lines and "minutes = 90  # FRAMING_OPTIONS_MINUTES" in lines
    rows = [json.loads(line) for line in framing(*asked, "--json", cwd=tmp_path).stdout.splitlines()]
    assert {"section": "limits", "key": "file_bytes", "value": 77, "origin": "--set"} in rows
    assert len(rows) == sum(len(fields(record)) for record in config.SECTIONS.values())


@pytest.mark.parametrize("verb", ["compare", "score", "teach", "statements", "events"])
def test_a_faulty_configuration_stops_every_verb_that_uses_it_before_any_work_but_not_its_help(verb, tmp_path):
    (tmp_path / "framing.toml").write_text("[settings]\nseed = -4\n")
    done = framing(verb, "nowhere.txt", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "") and "framing.toml:2: settings.seed" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["framing.toml"]
    assert framing(verb, "--help", cwd=tmp_path).returncode == 0


def test_settings_reach_the_grouping_of_events_and_options_their_verbs(tmp_path):
    (tmp_path / "one.txt").write_text("The harbour council opened the new quay on Monday, it said.\n")
    (tmp_path / "two.txt").write_text("The harbour council said on Monday that it opened the new quay.\n")
    asked = ("events", "one.txt", "two.txt", "--json")

    def events(*more, **environment):
        done = framing(*asked, *more, cwd=tmp_path, **environment)
        assert done.returncode == 0, done.stderr
        return len({json.loads(line)["event"] for line in done.stdout.splitlines()})

    assert events() == 1
    assert events("--set", "settings.same_event=1") == 2
    assert events(FRAMING_SETTINGS_SAME_EVENT="1") == 2
    (tmp_path / "framing.toml").write_text('[options]\nsides = "none.toml"\n')
    done = framing("statements", "one.txt", cwd=tmp_path)
    assert done.returncode == 2 and f"{tmp_path / 'none.toml'}: No such file" in done.stderr
    done = framing("statements", "one.txt", "--sides", "flag.toml", cwd=tmp_path)
    assert done.returncode == 2 and "flag.toml: No such file" in done.stderr


def test_limits_that_are_not_the_default_are_recorded():
    assert limits.recorded(limits.DEFAULT) == {}
    assert limits.recorded(Limits(file_bytes=7, html_seconds=2.5)) == {"limits.file_bytes": 7, "limits.html_seconds": 2.5}
    assert settings.as_dict(settings.DEFAULT).keys().isdisjoint(limits.recorded(Limits(file_bytes=7)))
