"""Many events: the tables are those of one comparison after the other, whatever happens on the way."""

from __future__ import annotations

import csv
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from framing import batch, read, river, scores
from framing.batch import folder, isolate, spool
from framing.batch.pool import Task, outcomes
from framing.batch.work import Job
from framing.errors import UsageError
from framing.records import Article, SetAside
from framing.settings import DEFAULT
from tests import dying

SMALL = Path(__file__).parent.parent / "seeds" / "small"
JOB = Job(tables=("events",))


def article(name, text="The quay was opened on Monday.", event="e", **more):
    return Article(name, "S", text, event=event, **more)


def files(output):
    return {p.name: p.read_bytes() for p in output.iterdir() if p.is_file()}


# --- the pool ---------------------------------------------------------------------------------------------------------


def test_every_task_has_an_outcome_and_what_kills_its_worker_harms_no_other():
    texts = ["fine", "die", "fine", "raise", "hang", "fine"]
    tasks = [Task(n, (article(f"a{n}", text),)) for n, text in enumerate(texts)]
    found = {o.task.number: o for o in outcomes(iter(tasks), JOB, 2, 3.0, dying.serve)}
    assert sorted(found) == list(range(6))
    for n, text in enumerate(texts):
        assert (found[n].fault == "") == (text == "fine"), text
    assert "signal 9" in found[1].fault and found[3].fault == "ValueError: a3" and "longer than 3 s" in found[4].fault
    assert found[5].lines == [("events", {"ids": ["a5"]})]


@pytest.mark.parametrize(
    ("texts", "scored", "aside"),
    [
        (["fine", "fine"], ["a0", "a1"], []),
        (["fine", "raise", "fine"], ["a0", "a2"], ["a1"]),
        (["die", "fine"], ["a1"], ["a0"]),
        (["raise", "die"], [], ["a0", "a1"]),
        (["quarrel", "fine"], [], ["event e"]),
        (["unscorable"], [], ["a0"]),
        (["quarrel", "fine", "raise"], [], ["a2", "event e"]),
    ],
)
def test_an_event_that_fails_is_scored_without_the_article_at_fault(tmp_path, monkeypatch, texts, scored, aside):
    monkeypatch.setattr(isolate, "outcomes", lambda *given: outcomes(*given, dying.serve))
    given = [article(f"a{n}", text, "e") for n, text in enumerate(texts)]
    spool.fill(tmp_path / "s", [*given, article("b", event="f")], DEFAULT)
    found = {number: lines for number, lines, _ in isolate.events(tmp_path / "s", iter([0, 1]), JOB, 1, 20.0)}
    assert found[1] == [("events", {"ids": ["b"]})]
    assert [row["ids"] for mark, row in found[0] if mark == "events"] == ([scored] if scored else [])
    assert sorted(row["where"] for mark, row in found[0] if mark == isolate.FAILED) == aside


# --- the spool --------------------------------------------------------------------------------------------------------


def test_articles_of_an_event_come_together_wherever_they_stood(tmp_path):
    given = [article("a", event="x"), SetAside("f line 2", "is empty"), article("b", event="w"), article("c", event="x")]
    spool.fill(tmp_path / "s", given, DEFAULT)
    assert spool.counts(tmp_path / "s") == (2, 3, 1)
    assert [[a.id for a in spool.event(tmp_path / "s", n)] for n in range(2)] == [["b"], ["a", "c"]]
    assert list(spool.aside(tmp_path / "s")) == [{"place": "f line 2", "reason": "is empty"}]
    assert not (tmp_path / "s.part").exists()


def test_events_that_are_not_given_are_found_and_named_apart(tmp_path, monkeypatch):
    monkeypatch.setattr(spool, "BLOCK", 2)
    told = "The council of Port Ana opened the new quay on Monday after two years of work on its cranes."
    given = [article(n, told, None, date="2026-03-04") for n in "ab"] + [article("c", told, None), article("d", event="a")]
    spool.fill(tmp_path / "s", given, DEFAULT)
    events = [spool.event(tmp_path / "s", n) for n in range(spool.counts(tmp_path / "s")[0])]
    assert [(e[0].event, [a.id for a in e]) for e in events] == [("a", ["d"]), ("a-2", ["a", "b"]), ("c", ["c"])]


def test_articles_alone_are_events_in_the_order_of_reading(tmp_path):
    given = [article("b", event="x"), article("a", event="x"), SetAside("f line 2", "is empty"), article("c", event=None)]
    spool.fill(tmp_path / "s", given, DEFAULT, alone=True)
    assert [[a.id for a in spool.event(tmp_path / "s", n)] for n in range(3)] == [["b"], ["a"], ["c"]]


def test_text_that_no_file_can_hold_is_stored(tmp_path):
    spool.fill(tmp_path / "s", [article("a\ud800", "x\ud800 \0", "e\ud800")], DEFAULT)
    (one,) = spool.event(tmp_path / "s", 0)
    assert one.text == "x\ud800 \0" and one.event == "e?"


@pytest.mark.parametrize("damage", [lambda b: b"", lambda b: b[:2000], lambda b: b.replace(b'{"id"', b'["id"')])
def test_a_spool_that_was_damaged_is_known(tmp_path, damage):
    file = tmp_path / "s"
    spool.fill(file, [article("a"), SetAside("f line 2", "is empty")], DEFAULT)
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(spool.Damaged):
        spool.counts(file)
        spool.event(file, 0)


@pytest.mark.parametrize("refetched", [False, True])
def test_what_was_finished_is_kept_unless_pages_are_read_anew(tmp_path, refetched):
    with folder.held(tmp_path / "o"):
        folder.finish(folder.shard(tmp_path / "o", 0), [("events", {"event": "e"})])
        batch._spool(tmp_path / "o").write_bytes(b"x")
        said = str(batch._without_spool(tmp_path / "o", refetched))
    assert not batch._spool(tmp_path / "o").exists() and "run it again" in said
    assert folder.shard(tmp_path / "o", 0).exists() == (not refetched) == ("is kept" in said)


# --- the folder -------------------------------------------------------------------------------------------------------


def test_row_47_two_runs_in_one_folder_are_refused(tmp_path):
    with folder.held(tmp_path / "o"), pytest.raises(UsageError, match="another run"), folder.held(tmp_path / "o"):
        raise AssertionError
    with folder.held(tmp_path / "o"):
        pass


@pytest.mark.parametrize("cut", [0, 1, 20, -5, -2])
def test_row_48_a_shard_cut_short_or_changed_is_no_shard(tmp_path, cut):
    file = tmp_path / "0.jsonl"
    lines = [("events", {"event": "e", "label": "“Grüße”\u2028"}), ("accounts", {"words": 3})]
    folder.finish(file, lines)
    assert folder.finished(file) == lines
    file.write_bytes(file.read_bytes()[:cut])
    assert folder.finished(file) is None
    folder.finish(file, lines)
    file.write_text(file.read_text().replace("3", "4"))
    assert folder.finished(file) is None


def test_a_shard_without_a_line_is_a_shard(tmp_path):
    folder.finish(tmp_path / "0.jsonl", [])
    assert folder.finished(tmp_path / "0.jsonl") == []


def test_row_48_a_folder_of_another_run_is_refused_by_what_differs(tmp_path):
    with folder.held(tmp_path / "o"):
        folder.same_run(tmp_path / "o", {"inputs": [1], "settings": {"a": 0.5}})
        folder.same_run(tmp_path / "o", {"inputs": [1], "settings": {"a": 0.5}})
        with pytest.raises(UsageError, match=r"other settings: .*--force"):
            folder.same_run(tmp_path / "o", {"inputs": [1], "settings": {"a": 0.6}})
        (tmp_path / "o" / folder.RUN / folder.MANIFEST).write_text("{")
        with pytest.raises(UsageError, match="cannot be read"):
            folder.same_run(tmp_path / "o", {"inputs": [1], "settings": {"a": 0.5}})
        folder.forget(tmp_path / "o")
        folder.same_run(tmp_path / "o", {"inputs": [2]})


# --- the whole way ----------------------------------------------------------------------------------------------------


def score(output, *more, given=SMALL):
    command = [sys.executable, "-m", "framing", "score", given, "--output", output, "--workers", "1", *more]
    return subprocess.run(command, capture_output=True, text=True)


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory):
    output = tmp_path_factory.mktemp("unbroken") / "o"
    done = score(output, "--statements", "--format", "csv,jsonl,parquet")
    assert done.returncode == 0, done.stderr
    return output


@pytest.mark.models
def test_the_tables_are_the_rows_of_each_comparison(unbroken, models):
    articles, _ = read.read([SMALL])
    made = list(river.compare(articles, models))
    for name, table in scores.TABLES.items():
        rows = [row for c in made for row in table.rows(c)]
        assert (unbroken / f"{name}.jsonl").read_text() == scores.to_jsonl(rows)
        assert (unbroken / f"{name}.csv").read_bytes().decode() == scores.to_csv(rows, table.columns)
        assert pytest.importorskip("pyarrow.parquet").read_table(unbroken / f"{name}.parquet").to_pylist() == rows


@pytest.mark.models
def test_the_codebook_holds_every_column_of_every_table(unbroken):
    told = json.loads((unbroken / "codebook.json").read_text())
    for name, columns in told.items():
        header = next(csv.reader((unbroken / f"{name}.csv").read_text().splitlines()))
        assert header == [column["column"] for column in columns]
        assert all(column["meaning"] and column["kind"] in ("text", "whole", "number") for column in columns)
    assert set(told) == set(scores.TABLES)


@pytest.mark.models
@pytest.mark.skipif(os.name != "posix", reason="processes are killed by signal")
def test_row_45_a_run_killed_again_and_again_gives_the_same_bytes(unbroken, tmp_path, monkeypatch):
    command = [sys.executable, "-m", "framing", "score", SMALL, "--output", tmp_path / "o", "--workers", "1", "--statements",
               "--format", "csv,jsonl,parquet"]  # fmt: skip
    chance = random.Random(7)
    for _ in range(4):
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(chance.uniform(0.5, 6.0))
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
    done = score(tmp_path / "o", "--statements", "--format", "csv,jsonl,parquet")
    assert done.returncode == 0, done.stderr
    assert files(tmp_path / "o") == files(unbroken)


@pytest.mark.models
def test_a_finished_run_is_kept_and_another_input_refused(unbroken, tmp_path):
    output = tmp_path / "o"
    assert score(output).returncode == 0
    again = score(output)
    assert again.returncode == 0 and "3 of them kept" in again.stderr
    (tmp_path / "new.jsonl").write_text('{"text": "The quay was opened on Monday.", "source": "S"}\n')
    other = score(output, given=tmp_path / "new.jsonl")
    assert other.returncode == 2 and "other inputs" in other.stderr and "Traceback" not in other.stderr
    mapped = score(output, "--map", "source=title")
    assert mapped.returncode == 2 and "other columns" in mapped.stderr
    another = score(output, "--format", "parquet")
    assert another.returncode == 0 and {"events.csv", "events.parquet"} <= files(output).keys()  # both are of this run
    longer = score(output, "--set", "limits.event_seconds=9000")  # for what took too long: the rows stay what they are
    assert longer.returncode == 0 and "3 of them kept" in longer.stderr
    assert score(output, "--force", "--statements", "--format", "csv,jsonl").returncode == 0
    anew = score(output, "--force", given=tmp_path / "new.jsonl")
    assert anew.returncode == 0 and "1 events, 1 articles" in anew.stderr
    assert not {"statements.csv", "events.jsonl", "events.parquet"} & files(output).keys() and "events.csv" in files(output)


@pytest.mark.models
def test_row_48_a_shard_that_was_cut_is_scored_again(tmp_path):
    assert score(tmp_path / "o").returncode == 0
    before = files(tmp_path / "o")
    shard = folder.shard(tmp_path / "o", 0)
    shard.write_bytes(shard.read_bytes()[:100])
    again = score(tmp_path / "o")
    assert again.returncode == 0 and "kept" not in again.stderr and files(tmp_path / "o") == before
    articles = tmp_path / "o" / folder.RUN / "articles.sqlite"
    articles.write_bytes(articles.read_bytes()[:2000])
    broken = score(tmp_path / "o")
    assert broken.returncode == 2 and "damaged and is removed" in broken.stderr and "Traceback" not in broken.stderr
    again = score(tmp_path / "o")
    assert again.returncode == 0 and "3 of them kept" in again.stderr and files(tmp_path / "o") == before


@pytest.mark.models
def test_an_account_that_is_not_compared_is_set_aside_with_its_event(tmp_path):
    assert score(tmp_path / "o", "--set", "limits.event_accounts=2").returncode == 4
    (row,) = csv.DictReader((tmp_path / "o" / "set-aside.csv").read_text().splitlines())
    assert row["place"] == "ferry-harbour-post: Tarn Lines" and "event_accounts" in row["reason"]


@pytest.mark.models
def test_rows_set_aside_end_in_their_table_and_exit_code_4(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "The quay was opened on Monday."}\n{"text": \n{"text": "It rained."}\n')
    done = score(tmp_path / "o", given=tmp_path / "a.jsonl")
    assert done.returncode == 4 and "line 2" in done.stderr
    (row,) = csv.DictReader((tmp_path / "o" / "set-aside.csv").read_text().splitlines())
    assert "line 2" in row["place"] and "JSON" in row["reason"]
    (tmp_path / "a.jsonl").write_text('{"text": "The quay was opened on Monday."}\n')
    assert score(tmp_path / "o", "--force", given=tmp_path / "a.jsonl").returncode == 0
    assert "set-aside.csv" not in files(tmp_path / "o")


@pytest.mark.models
def test_folders_are_events_when_asked(tmp_path):
    for event, names in {"one": "ab", "two": "c"}.items():
        (tmp_path / "in" / event).mkdir(parents=True)
        for name in names:
            (tmp_path / "in" / event / f"{name}.txt").write_text(f"The quay {name} was opened on Monday by the council.")
    done = score(tmp_path / "o", "--events", "folder", given=tmp_path / "in")
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader((tmp_path / "o" / "events.csv").read_text().splitlines()))
    assert [(r["event"], r["articles"]) for r in rows] == [("one", "2"), ("two", "1")]
    for _ in range(2):  # what a run wrote inside its own input is no article of the next, nor another input
        within = score(tmp_path / "in" / "o", "--events", "folder", given=tmp_path / "in")
        assert within.returncode == 0 and "2 events" in within.stderr, within.stderr


@pytest.mark.models
def test_standard_input_is_scored_too(tmp_path):
    command = [sys.executable, "-m", "framing", "score", "-", "--output", tmp_path / "o", "--workers", "1"]
    line = '{"text": "The quay was opened on Monday.", "source": "S"}\n'
    done = subprocess.run(command, input=line, capture_output=True, text=True)
    assert done.returncode == 0 and "1 articles" in done.stderr, done.stderr


@pytest.mark.parametrize("text", ["", '{"text": ""}\n'])
def test_an_input_without_an_article_ends_in_one_sentence(tmp_path, text):
    (tmp_path / "a.jsonl").write_text(text)
    done = score(tmp_path / "o", given=tmp_path / "a.jsonl")
    assert done.returncode == 3 and "a.jsonl" in done.stderr and "Traceback" not in done.stderr
    (tmp_path / "empty").mkdir()
    assert score(tmp_path / "p", given=tmp_path / "empty").returncode == 3


def test_a_file_that_is_no_store_is_refused_before_any_work(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "The quay was opened on Monday."}\n')
    done = score(tmp_path / "o", "--store", tmp_path / "a.jsonl", given=tmp_path / "a.jsonl")
    assert done.returncode == 2 and "no store of vectors" in done.stderr and not (tmp_path / "o").exists()
    assert (tmp_path / "a.jsonl").read_text().startswith("{")


def test_ways_to_find_events_are_known(tmp_path):
    done = score(tmp_path / "o", "--events", "magic")
    assert done.returncode == 2 and "column, folder, found" in done.stderr


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="a full disk is made with a small tmpfs, as root")
@pytest.mark.models
def test_row_46_a_disk_that_is_full_or_read_only_is_said_and_loses_nothing(tmp_path, unbroken):
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=120k", "tmpfs", small], capture_output=True).returncode:
        pytest.skip("no tmpfs can be mounted here")
    try:
        full = score(small / "o", "--statements", "--format", "csv,jsonl,parquet")
        assert full.returncode == 2 and "No space left" in full.stderr and "Traceback" not in full.stderr
        subprocess.run(["mount", "-o", "remount,ro", small], check=True)
        locked = score(small / "o", "--statements", "--format", "csv,jsonl,parquet")
        assert locked.returncode == 2 and "Read-only" in locked.stderr and "Traceback" not in locked.stderr
        subprocess.run(["mount", "-o", "remount,rw,size=20m", small], check=True)
        done = score(small / "o", "--statements", "--format", "csv,jsonl,parquet")
        assert done.returncode == 0 and files(small / "o") == files(unbroken)
    finally:
        subprocess.run(["umount", small], check=True)
