"""What is written, printed and read from the user leaves nothing outside its place and runs nothing: folders, terminals,
spreadsheets, hostile names and files of sides. Each test names the row of the bad inputs it answers."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from framing import cli, own_sides, scores, teach, write
from framing.cli import talking
from framing.errors import UsageError
from framing.teach.levels import UNIVERSITY
from framing.write import MARK
from tests.comparisons import hostile

ROOT = Path(__file__).parent.parent
DEMO = ROOT / "framing" / "demo"


def framing(*arguments, cwd, stdin=b"") -> subprocess.CompletedProcess:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FRAMING_")}
    env = {**kept, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "framing", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, input=stdin, timeout=120, cwd=cwd, env=env)


def everything(folder: Path) -> dict[str, bytes | str]:
    """All there is in a folder, links as what they lead to."""
    return {str(p.relative_to(folder)): os.readlink(p) if p.is_symlink() else p.read_bytes()
            for p in folder.rglob("*") if p.is_symlink() or p.is_file()}  # fmt: skip


# --- the folder of results (rows 35, 36, 46) ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [
    "../../etc/x", "/abs", "con", "CON.txt", "a/b", "a\\b", "e" * 300, ".", "..", "", "📰", "dot.", "BBC", "bbc", " ", "-rf",
    "a\0b", "a\nb", "\ud800", "..%2f", "C:\\x", "~root", "index", "nul",
])  # fmt: skip
def test_row_35_no_name_leaves_the_folder_or_is_one_a_system_keeps(name, tmp_path):
    out = tmp_path / "out"
    (made,) = write.files(out, {f"{write.slug(name)}.html": "x"})
    assert made.parent == out and {p.name for p in out.iterdir()} == {MARK, made.name}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]
    assert not made.name.startswith((".", "-")) and made.stem not in {"con", "nul", "index"}


def test_row_36_a_link_in_the_folder_is_not_followed(tmp_path):
    out, theirs = tmp_path / "out", tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "kept.html").write_text("kept")
    write.files(out, {"a.html": "x"})
    (out / "page.html").symlink_to(theirs / "kept.html")
    write.files(out, {"page.html": "new"})
    assert not (out / "page.html").is_symlink() and (out / "page.html").read_text() == "new"
    (out / "event").symlink_to(theirs)
    for name in ("event/kept.html", "../theirs/kept.html"):
        with pytest.raises(UsageError, match="leads out of its folder"):
            write.files(out, {"b.html": "x", name: "new"})
    (out / MARK).unlink()
    (out / MARK).symlink_to(theirs / "made")
    write.files(out, {"a.html": "x"}, force=True)
    assert everything(theirs) == {"kept.html": b"kept"}
    assert not (out / "b.html").exists()


@pytest.mark.parametrize("made", ["link", "dangling", "circle", "file", "foreign"])
def test_row_36_a_folder_that_is_not_ours_is_refused_and_left_as_it_is(made, tmp_path):
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "x.doc").write_text("x")
    out = tmp_path / "out"
    if made in ("link", "dangling", "circle"):
        out.symlink_to({"link": tmp_path / "theirs", "dangling": tmp_path / "nowhere", "circle": out}[made])
    elif made == "file":
        out.write_text("x")
    else:
        out = tmp_path / "theirs"
    before = everything(tmp_path)
    done = framing("score", DEMO, "-o", out, cwd=tmp_path)
    assert done.returncode == 2 and b"--output" in done.stderr and len(done.stderr.splitlines()) == 1
    assert everything(tmp_path) == before


def test_row_36_the_folder_of_the_input_is_refused_though_it_be_ours_and_forced(tmp_path):
    (tmp_path / MARK).touch()
    (tmp_path / "a.txt").write_text("The quay was opened on Monday.")
    before = everything(tmp_path)
    for given, out in ((".", "."), ("a.txt", "."), (tmp_path / "a.txt", tmp_path), (".", f"../{tmp_path.name}")):
        done = framing("compare", given, "-o", out, "--force", cwd=tmp_path)
        assert done.returncode == 2 and b"is the folder of the input" in done.stderr, done.stderr
    assert everything(tmp_path) == before
    write.check_apart(tmp_path / "out", [str(tmp_path), "-", "http://news.example/", "a\0b", "nowhere"])


@contextmanager
def small_disk(folder: Path):
    """A disk of 64 KB."""
    folder.mkdir()
    if os.name != "posix" or os.geteuid() or not shutil.which("mount"):
        pytest.skip("a small disk takes a superuser to make")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def test_row_46_a_full_disk_is_told_and_leaves_no_half_file(tmp_path):
    with small_disk(tmp_path / "disk"):
        out = tmp_path / "disk" / "out"
        write.files(out, {"kept.html": "old"})
        with pytest.raises(UsageError, match="No space left on device; give another --output"):
            write.files(out, {"first.html": "x" * 20_000, "kept.html": "y" * 90_000, "last.html": "z"})
        assert everything(out) == {MARK: b"", "first.html": b"x" * 20_000, "kept.html": b"old"}


def test_row_46_a_folder_removed_between_is_made_again_and_one_removed_meanwhile_is_told(tmp_path, monkeypatch):
    out = tmp_path / "out"
    write.files(out, {"a": "x"})
    write.check(out)
    shutil.rmtree(out)
    write.files(out, {"a": "x"})
    assert everything(out) == {MARK: b"", "a": b"x"}
    real = os.replace

    def removing(source, target):
        shutil.rmtree(out)
        return real(source, target)

    monkeypatch.setattr(os, "replace", removing)
    with pytest.raises(UsageError, match="cannot write to"):
        write.files(out, {"a": "y"})
    assert not out.exists()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="nothing is forbidden to a superuser")
def test_row_46_a_folder_that_may_not_be_written_is_told(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(UsageError, match="Permission denied"):
            write.files(tmp_path / "out", {"a": "x"})
    finally:
        tmp_path.chmod(0o700)


# --- the terminal (rows 34, 67) -------------------------------------------------------------------------------------------

CONTROLS = "\x1b]0;owned\x07 \x1b[2J \x9b31m \r over \u202e drawkcab \u2066 \u200f \u2028 \0 \x7f \U000e0041 \ud800 [/] [red]x"


def harmless(said: bytes) -> str:
    """What a terminal was sent, with nothing in it that controls it, turns a line or begins a new one."""
    text = said.decode()
    assert all(c.isprintable() or c == "\n" for c in text), repr(text)
    return text


def test_row_34_what_controls_a_terminal_is_shown_and_markup_stands_as_it_is():
    told = talking.safe(CONTROLS)
    assert told.isprintable()
    for part in (r"\x1b]0;owned\x07", r"\x9b31m", r"\r over", r"\u202e", r"\u2066", r"\u200f", r"\u2028", r"\x00", r"\x7f",
                 r"\U000e0041", r"\ud800", "[/] [red]x"):  # fmt: skip
        assert part.lower() in told.lower(), part


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_row_34_hostile_titles_and_ids_reach_no_terminal(options, tmp_path):
    fields = {name: f"{name} {CONTROLS}" for name in ("source", "title", "event")}
    text = f"The quay {CONTROLS} was opened on Monday, said nobody in particular in the town."
    articles = [{"doc_id": f"id {n} {CONTROLS}", **fields, "text": text} for n in (1, 2)]
    done = framing("events", "-", *options, cwd=tmp_path, stdin="\n".join(map(json.dumps, articles)).encode())
    assert done.returncode == 0, done.stderr
    harmless(done.stderr)
    lines = harmless(done.stdout).splitlines()
    if options:  # and what a program reads is what was there
        assert all("\u202e" in json.loads(line)["article"] and "\x9b31m" in json.loads(line)["article"] for line in lines)


HOSTILE_NAMES = ["a\nb.txt", "\x1b[2J.txt", "a\u202etxt.exe", "[red]x[bold].txt", "a\r.txt", "a\x9b31m.csv", "-o", "a'b\"c.odt"]


@pytest.mark.skipif(os.name != "posix", reason="no such names elsewhere")
@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_row_67_a_hostile_file_name_is_one_line_in_every_sentence(name, tmp_path):
    for command in (("events", "--", name), ("compare", "-o", f"out{name}", "--", name),
                    ("statements", "--sides", f"x{name}", "x"), ("teach", "--encoder", name, "x"),
                    ("events", f"--{name}"), ("compare", "--format", name, "x"), ("events", "--set", name, "x"),
                    ("agree", f"x{name}", f"y{name}")):  # fmt: skip
        done = framing(*command, cwd=tmp_path)
        assert done.returncode in (2, 3), (command, done.stderr)
        assert len(harmless(done.stderr).splitlines()) == 1, done.stderr
    (tmp_path / name).write_bytes(b"\xff\xfe\x00")
    done = framing("events", "--", name, cwd=tmp_path)
    assert done.returncode == 3 and len(harmless(done.stderr).splitlines()) == 1, done.stderr


@pytest.mark.skipif(os.name != "posix", reason="no such names elsewhere")
def test_row_67_so_is_the_name_of_the_folder_a_configuration_lies_in(tmp_path):
    folder = tmp_path / "a\n\x1b[2J\u202e"
    folder.mkdir()
    (folder / "framing.toml").write_text("[settings]\nseed = 4\n")
    harmless(framing("config", "--origin", cwd=folder).stdout)
    (folder / "framing.toml").write_text('[settings]\n"a\\u001b[2J\\n\u202e" = 4\n')
    done = framing("config", cwd=folder)
    assert done.returncode == 2 and len(harmless(done.stderr).splitlines()) == 1


# --- spreadsheets (row 33) ------------------------------------------------------------------------------------------------

FORMULAS = ["=HYPERLINK(\"http://evil\")", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", " =1",
            "\ufeff=1", "\u00a0\u200b=cmd|' /C calc'!A0"]  # fmt: skip


@pytest.mark.parametrize("formula", FORMULAS)
def test_row_33_no_cell_and_no_name_of_a_column_is_run(formula):
    (names, cells) = csv.reader(io.StringIO(scores.to_csv([{formula: formula}], {formula: ""}), newline=""))
    assert names == cells == [f"'{formula}"]


@pytest.mark.parametrize("text", ["plain", "a=1", "1-2", "NA", "007", "", "'quoted", "x@y"])
def test_other_text_and_numbers_stay_as_they_are(text):
    _, cells = csv.reader(io.StringIO(scores.to_csv([{"a": text, "b": -1.5}], {"a": "", "b": ""}), newline=""))
    assert cells == [text, "-1.5"]


def tables() -> dict[str, str]:
    """Every CSV we write, of a comparison in which all names and texts are formulas."""
    bad = hostile()
    bad = replace(bad, articles=tuple(replace(a, source=f"={a.source}", title=f"@{a.title}") for a in bad.articles),
                  accounts=tuple(replace(a, name=f"={a.name}") for a in bad.accounts))  # fmt: skip
    pack = teach.pack(bad, level=UNIVERSITY)
    return {
        **{name: scores.to_csv(table.rows(bad), table.columns) for name, table in scores.TABLES.items()},
        **{name: text for name, text in pack.items() if name.endswith(".csv")},
    }


def test_row_33_no_table_of_ours_holds_a_formula():
    made = tables()
    assert {"accounts", "articles"} < made.keys() and any("coding" in name for name in made)
    for name, text in made.items():
        for row in csv.reader(io.StringIO(text, newline="")):
            for cell in row:
                number = re.fullmatch(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", cell)
                assert number or not cell.lstrip(" \u00a0\u200b\ufeff").startswith((*"=+-@\t\r\n",)), (name, cell)
    assert "'=" in made["accounts"] and "'=" in made["articles"]


def test_there_is_no_other_place_where_csv_is_written():
    writes = re.compile(r"csv\.(?:writer|DictWriter)\b")
    writers = [p for p in (ROOT / "framing").rglob("*.py") if writes.search(p.read_text())]
    assert writers == [ROOT / "framing" / "scores" / "__init__.py"]


# --- what a user gives to be heeded (row 54) ------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "said"), [
    ("[sides]\nA = [" + '"n",' * 1_000_000 + "]", "more than 1,000,000 bytes"),
    ("[sides]\nA = ['x']\nB = ['the X']", "gives “the X” to “A” and to “B”"),
    ("[sides]\nA = ['x']\nA = ['y']", "no TOML: Cannot overwrite a value"),
    ("[sides]\nA = 0x" + "f" * 9000, "give a list of names"),
    ("[sides]\nA = [0x" + "f" * 9000 + "]", "not what is written there"),
    ("[sides]\nA = [" + "9" * 9000 + "]", "no TOML"),
    ("[sides]\nA = [1979-05-27, inf, {a = 1}]", "a name must be text"),
    ("[sides]\nA" + ".A" * 90_000 + " = ['x']", "a key of more than 32 parts"),
    ("[sides]\n" + '"A".' * 90_000 + "A = ['x']", "a key of more than 32 parts"),
    ("[labels]\n" + "US" * 9000 + " = 3", "a name must be text"),
    ("[sides]\n'" + "A" * 9000 + "' = ['x']\nB = ['x']", "gives “x” to “AAA"),
    ("\n".join(f"[t{n}]" for n in range(60_000)), "“t0” is not known"),
    ("!!python/object/apply:os.system ['true']", "no TOML"),
    ("\ufeff\ufeff", "no TOML"),
])  # fmt: skip
def test_row_54_a_hostile_file_of_sides_is_one_sentence(text, said, tmp_path):
    (tmp_path / "sides.toml").write_text(text)
    with pytest.raises(UsageError) as fault:
        own_sides.read(tmp_path / "sides.toml")
    assert said in str(fault.value) and len(str(fault.value)) < 400 and str(fault.value).startswith(str(tmp_path))


def test_row_54_a_name_is_taken_by_its_letters_and_never_as_a_pattern(tmp_path):
    (tmp_path / "sides.toml").write_text("[sides]\nA = ['(a+)+$', 'z.*', 'x|y']\n")
    sides = own_sides.read(tmp_path / "sides.toml")
    assert sides.named("a" * 50_000) is None and sides.within(["a" * 50_000, "!"]) is None and sides.named("zzz") is None
    assert sides.named("x|y") == "A"


def test_row_54_as_many_names_as_a_file_may_hold_are_read_and_looked_up(tmp_path):
    (tmp_path / "sides.toml").write_text("[sides]\n" + "\n".join(f"S{n} = ['n{n}']" for n in range(50_000)))
    sides = own_sides.read(tmp_path / "sides.toml")
    assert sides.named("N49999") == "S49999" and sides.within(["who", "is", "n7", "then"]) == "S7"


def test_row_54_nothing_that_is_read_is_run():
    runs = re.compile(r"^\s*(?:import|from) (?:yaml|pickle|joblib|marshal|shelve|dill)\b|\b(?:eval|exec|__import__)\(", re.M)
    assert [p.name for p in (ROOT / "framing").rglob("*.py") if runs.search(p.read_text())] == []


# --- the network (row 52) -------------------------------------------------------------------------------------------------


@pytest.fixture
def no_network(monkeypatch):
    """Whatever asks for the network is noted and refused; proxies are named, and the hub is not said to be away."""
    asked = []

    def refuse(*arguments, **_):
        asked.append(arguments)
        raise OSError("no network here")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("http_proxy", "https_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://192.0.2.1:9")
    return asked


def run(*arguments) -> int:
    """The command in this process, which the network is kept from."""
    with pytest.raises(SystemExit) as end:
        cli.main([str(one) for one in arguments])
    return int(end.value.code or 0)


def test_row_52_reading_and_grouping_ask_no_network(no_network, tmp_path, capfd):
    assert run("events", DEMO) == 0
    assert run("config") == 0
    assert no_network == []


@pytest.mark.models
@pytest.mark.parametrize("command", ["compare", "score", "teach", "statements"])
def test_row_52_no_verb_asks_the_network(command, no_network, tmp_path, capfd):
    options = [] if command == "statements" else ["-o", tmp_path / "out"]
    assert run(command, DEMO, *options) == 0
    assert no_network == []


@pytest.mark.models
def test_row_52_a_model_that_is_not_here_is_not_looked_for_elsewhere(no_network, tmp_path, capfd):
    name = "sentence-transformers/all-mpnet-base-v2"
    assert run("compare", DEMO, "-o", tmp_path / "out", "--encoder", name) == 5
    assert name in capfd.readouterr().err and no_network == []
