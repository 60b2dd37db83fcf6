"""Scored through Ray: the tables are those of the local engine, and what fails harms no other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from framing.batch import folder, inputs, isolate, on_ray, spool
from framing.batch.pool import outcomes
from framing.batch.work import Job
from framing.errors import ExtraMissing, UsageError
from framing.records import Article
from framing.settings import DEFAULT
from tests import dying

SMALL = Path(__file__).parent.parent / "seeds" / "small"
JOB = Job(tables=("events",))
needs_ray = pytest.mark.skipif(find_spec("ray") is None, reason="ray is not installed: pip install 'framing[ray]'")


def spooled(folder, *texts):
    """A spool with an event for each text."""
    file = folder / "articles.sqlite"
    spool.fill(file, [Article(f"a{n}", "S", text, event=f"e{n}") for n, text in enumerate(texts)], DEFAULT)
    return file


# --- an actor, without a cluster ---------------------------------------------------------------------------------------------


def test_an_actor_scores_every_event_of_every_block_whatever_happens_to_one(tmp_path, monkeypatch):
    monkeypatch.setattr(isolate, "outcomes", lambda *given: outcomes(*given, dying.serve))
    actor = on_ray.Scorer(str(spooled(tmp_path, "fine", "die", "raise", "fine")), JOB, 20.0, inputs.versions())
    told = [actor({"event": block}) for block in ([0, 1], [2, 3])]
    assert [one["event"] for one in told] == [[0, 1], [2, 3]]
    assert [(line.startswith('[["failed"'), '"a' in line) for one in told for line in one["lines"]] == [
        (False, True), (True, True), (True, True), (False, True)]  # fmt: skip
    assert [one["articles"] + one["fault"] for one in told] == [[1, 1, "", ""]] * 2


@pytest.mark.parametrize(
    ("file", "versions", "said"),
    [("nowhere", {}, "storage that all machines"), ("articles.sqlite", {"framing": "0.0.0"}, "other versions of framing")],
)
def test_a_machine_that_cannot_score_says_why(tmp_path, file, versions, said):
    spooled(tmp_path, "fine")
    told = on_ray.Scorer(str(tmp_path / file), JOB, 20.0, inputs.versions() | versions)({"event": [0]})
    assert said in told["fault"][0] and told["lines"] == [""]


def test_without_ray_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.setitem(sys.modules, "ray.data", None)
    with pytest.raises(ExtraMissing, match=r"framing\[ray\]"):
        on_ray.check()


# --- a cluster of two cores --------------------------------------------------------------------------------------------------


def command(output, *more, given=SMALL):
    return [sys.executable, "-m", "framing", "score", given, "--output", output, "--format", "csv,jsonl", *more]


def score(output, *more, **environment):
    given = {name: value for name, value in os.environ.items() if name != "RAY_ADDRESS"} | environment
    return subprocess.run(command(output, *more), capture_output=True, text=True, env=given)


def files(output):
    return {p.name: p.read_bytes() for p in output.iterdir() if p.is_file()}


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory):
    output = tmp_path_factory.mktemp("local") / "o"
    done = score(output, "--workers", "1")
    assert done.returncode == 0, done.stderr
    return output


@needs_ray
@pytest.mark.models
def test_both_engines_give_the_same_bytes(unbroken, tmp_path):
    done = score(tmp_path / "o", "--engine", "ray", "--workers", "2")
    assert done.returncode == 0, done.stderr
    assert files(tmp_path / "o") == files(unbroken)


@needs_ray
@pytest.mark.models
@pytest.mark.skipif(os.name != "posix", reason="processes are killed by signal")
def test_a_run_killed_on_one_engine_goes_on_with_the_other(unbroken, tmp_path):
    run = subprocess.Popen(command(tmp_path / "o", "--engine", "ray", "--workers", "1"), stderr=subprocess.DEVNULL)
    while not (tmp_path / "o" / folder.RUN / "articles.sqlite").exists():
        time.sleep(0.1)
    time.sleep(2.0)
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    done = score(tmp_path / "o", "--workers", "1")
    assert done.returncode == 0, done.stderr
    assert files(tmp_path / "o") == files(unbroken)


@needs_ray
def test_a_cluster_that_does_not_answer_is_said_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("RAY_ADDRESS", "no-such-scheme://x")
    with pytest.raises(UsageError, match="no-such-scheme"):
        next(on_ray.events(spooled(tmp_path, "fine"), [0], JOB, 1, 20.0))


def test_a_cluster_where_nobody_listens_is_said_at_once(tmp_path, monkeypatch):
    monkeypatch.setenv("RAY_ADDRESS", "127.0.0.1:1")
    with pytest.raises(UsageError, match=r"cluster at 127\.0\.0\.1:1 cannot be reached"):
        on_ray._answers("127.0.0.1:1")
    for address in (None, "auto", "ray://head:10001", "local"):
        on_ray._answers(address)


def test_engines_are_known(tmp_path):
    done = score(tmp_path / "o", "--engine", "magic")
    assert done.returncode == 2 and "local, ray" in done.stderr
