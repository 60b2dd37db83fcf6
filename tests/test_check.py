"""`framing check`: what a comparison would work with, without a model."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import aside, check
from framing.read import stream
from framing.read.rows import Unused
from framing.records import Article, SetAside

BODY = "The council met on Monday. It agreed to open the bridge again after the winter."
FRENCH = "Les deux présidents se sont parlé mardi au téléphone et ont décidé de rouvrir le port avant l'hiver, selon eux."
ROWS = [
    {"source": "A", "text": BODY, "date": "2026-01-02", "event": "e"},
    {"source": "A", "text": BODY, "date": "2026-01-05", "event": "e"},
    {"source": "B", "text": BODY.replace("Monday", "Tuesday") + " It rained in the harbour all day, and nobody came.",
     "date": "soon"},
    {"source": "C", "text": "[Removed]"},
    {"source": "=C()", "text": "", "note": "@SUM(1)"},
    {"source": "D", "text": FRENCH},
    {"text": BODY.replace("council", "board") + " [+1234 chars]"},
]  # fmt: skip


def framing(*arguments, env=None) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "framing", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=60, env={**os.environ, **(env or {})})


@pytest.fixture
def given_rows(tmp_path):
    path = tmp_path / "given.jsonl"
    path.write_text("\n".join([*map(json.dumps, ROWS), "{no json"]))
    return path


def test_what_is_counted(given_rows):
    found = check.survey(stream([given_rows]))
    assert (found.rows, found.articles, found.set_aside) == (8, 4, 4)
    assert found.sources == {"A": 2, "B": 1, "given": 1}
    assert (found.dates, found.dates_missing, found.dates_unclear) == (("2026-01-02", "2026-01-05"), 1, 1)
    assert found.languages == {"en": 4, "fr": 1}
    assert found.equal_texts == 1 and list(found.cut_short.values()) == [1]
    assert (found.events, found.without_event, found.guessed) == ({"e": 2}, 2, {"source": 1})
    assert sorted(found.reasons.values()) == [1, 1, 1, 1]
    assert all(found.places[reason].startswith(str(given_rows)) for reason in found.reasons)


def test_near_copies_are_counted_apart_from_equal_texts_and_only_of_a_few(monkeypatch):
    long = " ".join(f"word{n}" for n in range(200))
    articles = [Article(str(n), "A", text) for n, text in enumerate([long, long, long + " and more", BODY])]
    found = check.survey(articles)
    assert (found.equal_texts, found.near_copies) == (1, 1)
    monkeypatch.setattr(check, "NEAR", 3)
    found = check.survey(articles)
    assert (found.equal_texts, found.near_copies) == (1, None) and "more than 3 articles" in check.text(found)


def test_the_terminal_shows_what_is_there_and_exits_with_4(given_rows):
    done = framing("check", given_rows)
    told = done.stdout.decode()
    assert done.returncode == 4
    for words in ("rows         8", "articles     4", "2026-01-02 to 2026-01-05", "en 4, fr 1", "1 equal texts", "e given"):
        assert words.replace("e given", "1 given") in told
    assert "removed by its publisher" in told


def test_json_is_one_object_with_a_schema(given_rows):
    done = framing("check", given_rows, "--json")
    (found,) = map(json.loads, done.stdout.splitlines())
    assert found["schema_version"] == check.SCHEMA and found["rows"] == found["articles"] + found["set_aside"] == 8


def test_no_model_is_opened(given_rows):
    code = ("import sys; from framing.cli import main\ntry: main(['check', sys.argv[1]])\n"
            "except SystemExit: print({'spacy', 'torch', 'sentence_transformers', 'sklearn'} & set(sys.modules))")  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code, given_rows], capture_output=True, timeout=60)
    assert done.stdout.decode().strip().endswith("set()"), done.stdout


@pytest.mark.parametrize(("rows", "code"), [(ROWS[:2], 0), (ROWS, 4), (ROWS[3:6], 3), ([], 3)])
def test_exit_codes(tmp_path, rows, code):
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    done = framing("check", path)
    assert done.returncode == code and b"rows" in done.stdout
    assert code != 3 or (b"a.jsonl" in done.stderr and (not rows or b"2 more rows" in done.stderr))


def test_the_rows_set_aside_as_a_table_that_no_spreadsheet_runs(given_rows, tmp_path):
    done = framing("check", given_rows, "--set-aside", tmp_path / "aside.csv")
    assert done.returncode == 4
    rows = list(csv.DictReader(io.StringIO((tmp_path / "aside.csv").read_text())))
    assert [row["place"].rpartition(" ")[2] for row in rows] == ["4", "5", "6", "8"] and all(row["reason"] for row in rows)
    assert [row["source"] for row in rows] == ["C", "'=C()", "D", ""]
    assert rows[1]["note"] == "'@SUM(1)" and rows[2]["text"] == FRENCH and rows[3]["line"] == "{no json"


def test_the_rows_set_aside_as_lines_that_can_be_mended_and_given_again(given_rows, tmp_path):
    framing("check", given_rows, "--set-aside", tmp_path / "aside.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "aside.jsonl").read_text().splitlines()]
    assert [row["row"] for row in rows][:3] == ROWS[3:6]
    assert [row["row"] for row in rows][3] == {"line": "{no json"}


def test_the_file_of_rows_set_aside_writes_over_nothing(given_rows, tmp_path):
    (tmp_path / "theirs.csv").write_text("x")
    assert framing("check", given_rows, "--set-aside", tmp_path / "theirs.csv").returncode == 2
    assert (tmp_path / "theirs.csv").read_text() == "x"
    assert framing("check", given_rows, "--set-aside", tmp_path / "theirs.csv", "--force").returncode == 4
    done = framing("check", given_rows, "--set-aside", tmp_path / "a.xlsx")
    assert done.returncode == 2 and b".csv or .jsonl" in done.stderr


def test_a_row_that_calls_its_own_columns_place_and_reason():
    rows = [Unused("a line 1", "why", {"place": "here", "=reason": "half \ud800"}), SetAside("b", "because")]
    (first, second) = csv.DictReader(io.StringIO(aside.to_csv(rows)))
    assert first == {"place": "a line 1", "reason": "why", "place_": "here", "'=reason": "half ?"}
    assert (second["place"], second["reason"]) == ("b", "because")


found = st.lists(st.one_of(
    st.builds(Article, st.text(max_size=3), st.text(min_size=1, max_size=3), st.text(max_size=9).map(lambda t: t.encode(
        "utf-8", "replace").decode()), date=st.none() | st.dates().map(str), event=st.none() | st.text(min_size=1, max_size=2)),
    st.builds(SetAside, st.text(max_size=5), st.text(max_size=5)),
), max_size=12)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(found)
def test_rows_in_are_articles_and_rows_set_aside(made):
    counted = check.survey(made)
    assert counted.rows == len(made) == counted.articles + counted.set_aside
    assert sum(counted.reasons.values()) == counted.set_aside
    for counts in (counted.sources, counted.languages):
        assert sum(counts.values()) == counted.articles
    assert sum(counted.events.values()) + counted.without_event == counted.articles
    dated = counted.articles - counted.dates_missing - counted.dates_unclear
    assert (dated > 0) == bool(counted.dates)
    json.dumps(check.as_dict(counted))
