"""What differs between two machines, and changes no byte: seeds of hashing, time zones, languages, workers, ways to start them.

The number in a test's name is the row of our list of bad inputs.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from framing.batch.pool import Task, outcomes
from framing.batch.work import Job
from framing.records import Article
from tests import dying

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "seeds" / "small"
MACHINES = [
    ({"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"}, "1"),
    ({"PYTHONHASHSEED": "77", "TZ": "Pacific/Kiritimati", "LC_ALL": "de_DE.UTF-8", "OMP_NUM_THREADS": "2"}, "2"),
]


def scored(output: Path, env: dict[str, str], workers: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "framing", "score", SMALL, "--output", output, "--workers", workers, "--statements",
               "--format", "csv,jsonl"]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, env={**os.environ, **env})
    assert done.returncode == 0, done.stderr
    return {p.name: p.read_bytes() for p in output.iterdir() if p.is_file()}


@pytest.mark.models
def test_row_58_another_machine_and_two_workers_give_the_same_bytes(tmp_path):
    one, other = (scored(tmp_path / f"o{n}", *machine) for n, machine in enumerate(MACHINES))
    assert len(one) > 5 and one == other


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_row_59_workers_are_started_anew_and_never_forked(monkeypatch):
    def barred():
        raise AssertionError("forked")

    monkeypatch.setattr(os, "fork", barred)
    tasks = [Task(n, (Article(f"a{n}", "S", "fine", event="e"),)) for n in range(3)]
    found = list(outcomes(iter(tasks), Job(tables=("events",)), 2, 20.0, dying.serve))
    assert sorted(o.task.number for o in found) == [0, 1, 2] and not any(o.fault for o in found)


def test_row_59_no_module_forks_or_takes_the_way_to_start_a_process_as_it_comes():
    """`multiprocessing` is used through `get_context("spawn")` alone, `ProcessPoolExecutor` and `os.fork` nowhere."""
    bad = []
    for path in sorted((ROOT / "framing").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            call = ast.unparse(node) if isinstance(node, ast.Attribute) else ""
            if call in ("os.fork", "os.forkpty") or "ProcessPoolExecutor" in call:
                bad.append(f"{path.name}: {call}")
            if call.startswith("multiprocessing.") and not call.startswith("multiprocessing.get_context"):
                bad.append(f"{path.name}: {call}")
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("get_context"):
                bad += [] if ast.unparse(node) == "multiprocessing.get_context('spawn')" else [ast.unparse(node)]
    assert bad == []
