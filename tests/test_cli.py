"""The command line as a user meets it: real files, real processes, exit codes and one clear sentence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import webbrowser
from pathlib import Path

import pytest

from framing.cli import talking

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"


def framing(*arguments, stdin: bytes = b"", cwd=None, env=None) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "framing", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, timeout=120, env={**os.environ, **(env or {})})


def refused(done: subprocess.CompletedProcess, code: int) -> str:
    """The one sentence of a refusal."""
    said = done.stderr.decode()
    assert done.returncode == code, said
    assert "Traceback" not in said and len(said.strip().splitlines()) == 1, said
    assert done.stdout == b""
    return said


def rows(*articles: dict) -> bytes:
    return "\n".join(json.dumps(a) for a in articles).encode()


@pytest.mark.parametrize("command", ["compare", "events", "statements", "teach", "score"])
def test_a_missing_file_is_named(command, tmp_path):
    options = [] if command in {"events", "statements"} else ["--output", tmp_path / "out"]
    assert "nowhere.txt" in refused(framing(command, tmp_path / "nowhere.txt", *options), 2)


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.txt", b""), ("blank.txt", b" \n\n "), ("empty.jsonl", b""), ("header.csv", b"source,text\n"),
     ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\xff\xfe\x00\x01" * 20)],
)  # fmt: skip
def test_a_file_with_nothing_to_read_is_named(name, content, tmp_path):
    (tmp_path / name).write_bytes(content)
    assert name in refused(framing("events", tmp_path / name), 3)


def test_an_unknown_option_or_format_is_a_usage_error(tmp_path):
    assert "--nonsense" in refused(framing("compare", "--nonsense"), 2)
    said = refused(framing("compare", SEEDS, "--format", "html,odt", "--output", tmp_path / "o"), 2)
    assert "odt" in said and "docx, html, json, md, pdf" in said
    assert "ARTICLES" in refused(framing("compare"), 2)


@pytest.mark.models
def test_one_source_alone_is_refused_with_the_remedy(tmp_path):
    (tmp_path / "one.txt").write_text("The quay was opened on Monday.\n\nIt has room for 14 ships.\n")
    said = refused(framing("compare", tmp_path / "one.txt", "--output", tmp_path / "out"), 3)
    assert "one.txt" in said and "add" in said
    assert not (tmp_path / "out").exists()


def test_a_row_without_text_is_set_aside_and_named():
    done = framing("events", "-", "--json", stdin=rows(
        {"doc_id": "a", "source": "A", "text": "The quay was opened on Monday by the harbour council."},
        {"doc_id": "b", "source": "B", "text": ""},
    ))  # fmt: skip
    assert done.returncode == 4
    assert [json.loads(line)["article"] for line in done.stdout.splitlines()] == ["a"]
    assert b"2" in done.stderr and b"set aside" in done.stderr


@pytest.mark.models
def test_ten_thousand_quotation_marks_are_read():
    done = framing("statements", "-", "--json", stdin=rows(
        {"doc_id": "a", "source": "A", "text": '"' * 10_000 + "\n\nThe quay was opened on Monday."}
    ))  # fmt: skip
    assert done.returncode in {0, 4}
    assert "The quay was opened on Monday." in [json.loads(line)["text"] for line in done.stdout.splitlines()]


def test_the_output_folder_of_others_is_refused(tmp_path):
    (tmp_path / "theirs.doc").write_text("x")
    said = refused(framing("score", SEEDS / "001_762eb665452de657.txt", "--output", tmp_path), 2)
    assert "--force" in said


def test_doctor_names_the_models_and_their_hashes():
    found = json.loads(framing("doctor", "--json").stdout)
    assert {m["name"] for m in found["models"]} == {"all-MiniLM-L6-v2", "en_core_web_sm"}
    assert all(len(m["sha256"]) == 64 for m in found["models"])


def test_a_reader_that_goes_away_is_no_fault():
    done = subprocess.run(
        f"{sys.executable} -m framing events {SEEDS} --json | head -1", shell=True, capture_output=True, timeout=120
    )
    assert done.returncode == 0 and b"Traceback" not in done.stderr


@pytest.mark.models
def test_demo_writes_pages_and_says_where(tmp_path):
    done = framing("demo", "--output", tmp_path / "demo")
    assert done.returncode == 0, done.stderr
    assert b"index.html" in done.stderr and (tmp_path / "demo/index.html").is_file()


@pytest.mark.models
def test_statements_reads_standard_input_and_keeps_the_contract():
    text = "Beijing emphasized that the quay is open.\n\nIt has room for 14 ships."
    done = framing("statements", "-", "--json", stdin=rows({"doc_id": "a", "source": "A", "text": text}))
    first, second = map(json.loads, done.stdout.splitlines())
    assert {"id", "article", "start", "end", "text", "mode", "side", "attributions"} <= first.keys()
    assert (first["mode"], first["side"], second["mode"], second["side"]) == ("indirect", "China", "voice", None)
    said = first["attributions"][0]
    assert said["holder"] == "Beijing" and text[slice(*said["content_span"])].endswith("the quay is open")


@pytest.mark.models
def test_scores_are_one_row_an_account_and_one_an_article(tmp_path):
    done = framing("score", ROOT / "framing/demo", "--output", tmp_path / "s", "--format", "csv,jsonl")
    assert done.returncode == 0, done.stderr
    accounts = [json.loads(line) for line in (tmp_path / "s/accounts.jsonl").read_text().splitlines()]
    articles = [json.loads(line) for line in (tmp_path / "s/articles.jsonl").read_text().splitlines()]
    assert len({(a["event"], a["view"], a["account"]) for a in accounts}) == len(accounts) >= 2
    assert len(articles) == len({a["article"] for a in articles}) >= 2
    assert (tmp_path / "s/accounts.csv").read_text().count("\n") == len(accounts) + 1


def test_an_article_in_another_language_is_named_and_set_aside(tmp_path):
    french = "Les deux présidents se sont parlé mardi au téléphone et ont décidé de rouvrir le port avant l'hiver."
    (tmp_path / "fr.txt").write_text(french)
    (tmp_path / "en.txt").write_text("The quay was opened on Monday.")
    done = framing("events", tmp_path, "--json")
    assert done.returncode == 4 and b"fr.txt" in done.stderr and b"another language" in done.stderr


def test_a_date_that_is_not_clear_is_told():
    done = framing("events", "-", "--json", stdin=rows(
        {"doc_id": "a", "source": "A", "text": "The quay was opened on Monday.", "date": "2026-13-44"}
    ))  # fmt: skip
    assert done.returncode == 0 and b"note:" in done.stderr and b"2026-13-44" in done.stderr


@pytest.mark.models
def test_two_articles_of_one_source_are_one_account(tmp_path):
    for n in (1, 2):
        (tmp_path / f"{n}.txt").write_text(f"---\nsource: A\n---\nThe quay was opened on Monday before {n} ships.\n")
    said = refused(framing("compare", tmp_path, "--output", tmp_path / "out"), 3)
    assert "another source" in said


@pytest.mark.models
def test_where_the_files_lie_changes_no_byte(tmp_path):
    import shutil

    made = []
    for place in ("one", "two/deep"):
        shutil.copytree(ROOT / "framing/demo", tmp_path / place)
        done = framing("compare", tmp_path / place, "--output", tmp_path / place / "out", "--format", "json")
        assert done.returncode == 0, done.stderr
        made += [p.read_bytes() for p in (tmp_path / place / "out").glob("*.json")]
    assert len(made) == 2 and made[0] == made[1]


@pytest.mark.models
def test_row_68_a_foreign_ministry_settles_whose_name_it_is():
    told = "Jordan's foreign ministry said the kingdom would host the talks."
    sides = []
    for text in (told, "Chad said he was tired."):
        done = framing("statements", "-", "--json", stdin=rows({"doc_id": "a", "source": "A", "text": text}))
        sides.append(json.loads(done.stdout)["side"])
    assert sides == ["Jordan", "Chad (ambiguous)"]


@pytest.mark.models
def test_each_format_asked_for_is_written_and_no_other(tmp_path):
    pytest.importorskip("docx", reason="python-docx is not installed")
    pytest.importorskip("weasyprint", reason="WeasyPrint is not installed", exc_type=(ImportError, OSError))
    done = framing("compare", ROOT / "framing/demo", "--output", tmp_path / "out", "--format", "md,docx,pdf")
    assert done.returncode == 0, done.stderr
    made = {p.suffix: p.read_bytes() for p in (tmp_path / "out").iterdir() if p.suffix}
    assert made.keys() == {".md", ".docx", ".pdf"}
    assert made[".md"].startswith(b"# ") and made[".docx"].startswith(b"PK") and made[".pdf"].startswith(b"%PDF-")
    assert done.stderr.decode().startswith("3 files in ")


@pytest.mark.parametrize(("kind", "module", "fault"), [
    ("pdf", "weasyprint", 'OSError("cannot load library libpango-1.0-0")'),
    ("pdf", "weasyprint", 'ImportError("absent")'),
])  # fmt: skip
def test_a_format_whose_packages_are_missing_is_refused_before_any_work(kind, module, fault, tmp_path):
    (tmp_path / "absent").mkdir()
    (tmp_path / "absent" / f"{module}.py").write_text(f"raise {fault}\n")
    path = os.pathsep.join([str(tmp_path / "absent"), os.environ.get("PYTHONPATH", "")])
    done = framing("compare", "nowhere.txt", "--format", f"html,{kind}", "--output", tmp_path / "o", env={"PYTHONPATH": path})
    said = refused(done, 5)
    assert f"pip install 'framing[{kind}]'" in said and "libpango" in said
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [("--level", "6-10", "11-13, 14-18 or university"), ("--minutes", "60", "45 or 90"), ("--paper", "a5", "a4 or letter"),
     ("--format", "odt", "docx, html, pdf")],
)  # fmt: skip
def test_a_choice_of_a_lesson_that_is_not_known_is_refused_before_any_work(option, value, told, tmp_path):
    said = refused(framing("teach", "nowhere.txt", option, value, "--output", tmp_path / "o"), 2)
    assert told in said and not (tmp_path / "o").exists()


def test_agree_says_how_far_a_class_agrees(tmp_path):
    files = {"tool": "own,1\nA2,quoted,0", "anna": "own,1\nA2,quoted,1", "ben": "own,1\nA2,quoted,0"}
    for name, cells in files.items():
        (tmp_path / f"{name}.csv").write_text(f"sentence,mode,P1\nA1,{cells}\n")
    paths = [tmp_path / f"{name}.csv" for name in files]
    done = framing("agree", *paths)
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().splitlines()[1].split()[:4] == ["mode", "2", "1.000", "1.000"]
    told = [json.loads(line) for line in framing("agree", *paths, "--json").stdout.splitlines()]
    assert [row["code"] for row in told] == ["mode", "holder", "points", "P1"]
    assert told[0]["verdict"] == "reliable" and told[1]["of_class"] is None


def test_agree_names_the_table_that_cannot_be_read(tmp_path):
    (tmp_path / "tool.csv").write_text("sentence,mode\nA1,own\n")
    (tmp_path / "anna.csv").write_bytes(b"sentence,mode\nA1,\xff\n")
    assert "UTF-8" in refused(framing("agree", tmp_path / "tool.csv", tmp_path / "anna.csv"), 3)
    assert "nowhere.csv" in refused(framing("agree", tmp_path / "tool.csv", tmp_path / "nowhere.csv"), 3)


@pytest.fixture
def opened(monkeypatch):
    """The addresses a browser was asked for, on a machine with a window to show them in."""
    asked: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda address: bool(asked.append(address) or True))
    monkeypatch.setenv("DISPLAY", ":0")
    return asked


@pytest.mark.parametrize(
    ("names", "shown"),
    [(["a.html", "a.json", "b.html", "index.html"], "index.html"), (["a.json", "a.pdf", "a.html"], "a.html"),
     (["a.docx", "a.pdf"], "a.pdf")],
)  # fmt: skip
def test_open_shows_the_index_or_the_only_page(names, shown, opened, tmp_path):
    talking.show_in_browser([tmp_path / name for name in names])
    assert opened == [(tmp_path / shown).as_uri()]


def test_open_says_when_there_is_nothing_to_show(opened, tmp_path, capsys):
    talking.show_in_browser([tmp_path / "a.json"])
    assert opened == [] and "html or pdf" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a window")
def test_without_a_window_no_browser_is_asked(opened, monkeypatch, tmp_path, capsys):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    talking.show_in_browser([tmp_path / "a.html"])
    assert opened == [] and "no browser here" in capsys.readouterr().err


@pytest.mark.models
@pytest.mark.parametrize("verb", ["compare", "score"])
def test_the_rows_set_aside_are_a_table_in_the_folder(verb, tmp_path):
    told = [{"source": s, "outlet": f"The {s}", "event": "e", "text": f"The quay was opened on {day}, they said."}
            for s, day in (("A", "Monday"), ("B", "Tuesday"))]  # fmt: skip
    unused = {"outlet": "C", "text": ""}
    done = framing(verb, "-", "--output", tmp_path / "o", "--map", "source=outlet", stdin=rows(*told, unused))
    assert done.returncode == 4, done.stderr
    (line,) = (tmp_path / "o/set-aside.csv").read_text().splitlines()[1:]
    assert "standard input line 3" in line and ",C," in line
    done = framing(verb, "-", "--output", tmp_path / "p", "--map", "source=outlet", stdin=rows(*told))
    assert done.returncode == 0 and not (tmp_path / "p/set-aside.csv").exists()


def test_a_note_that_holds_for_many_articles_is_said_once(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("source;text\n" + "".join(f"A;The quay was opened on Monday before {n} ships.\n" for n in range(30)))
    said = framing("events", path, "--json").stderr.decode().splitlines()
    assert said == ["note: a.csv line 2 and 29 more; cells parted by semicolons"]


def test_sources_that_look_alike_are_warned_of():
    done = framing("events", "-", stdin=rows(*({"source": s, "text": f"The {s} quay was opened."} for s in ("BBC", "bbc"))))
    assert done.returncode == 0 and b"warning: the sources 'BBC', 'bbc' look alike" in done.stderr


@pytest.mark.parametrize("command", ["compare", "events", "statements", "teach", "score", "check"])
def test_a_column_that_makes_no_sense_is_refused_by_every_command(command):
    assert "there is no field 'paper'" in refused(framing(command, "-", "--map", "paper=outlet"), 2)
    assert "no pipeline for it is here yet" in refused(framing(command, "-", "--language", "fr"), 2)
