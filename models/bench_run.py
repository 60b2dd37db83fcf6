"""What a night's run costs in memory, whether its time is linear, and whether kills change anything.

    python models/bench_run.py memory ARTICLES.jsonl [FEW] [MANY]
    python models/bench_run.py kills ARTICLES.jsonl [KILLS] [ARTICLES] [SEED]

`memory` scores FEW and MANY articles (500, 5,000), the beginnings of those given, in events of three, each with words of its
own; prints the peak of resident memory of all processes together, and the time for each article. `kills` scores some articles
unbroken, then again while it is killed with all its workers at random moments, and compares the tables byte for byte. Linux.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

LONG = 500
"""Characters of an article in `memory`, cut at a word."""


def resident(group: int) -> int:
    """Kilobytes of resident memory of all processes of a group; shared pages count in each."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            told = status.read_text()
            if os.getpgid(int(status.parent.name)) == group:
                total += next(int(line.split()[1]) for line in told.splitlines() if line.startswith("VmRSS"))
        except (OSError, StopIteration):
            continue
    return total


def command(given: Path, output: Path) -> list[str]:
    return [
        sys.executable,
        "-m",
        "framing",
        "score",
        str(given),
        "--output",
        str(output),
        "--statements",
        "--format",
        "csv,jsonl",
    ]


def many(rows: Sequence[dict[str, str]], count: int) -> list[dict[str, str]]:
    """`count` short articles in events of three, no two with the same words."""
    made = []
    for n in range(count):
        row = rows[n % len(rows)]
        begun = row["text"][:LONG].rpartition(" ")[0]
        event = f"{row['event_id']}-{n // len(rows)}"
        made.append({**row, "event_id": event, "doc_id": f"a{n}", "text": f"{begun} Vell{n}x Orlan{n}y."})
    return made


def memory(rows: Sequence[dict[str, str]], counts: Sequence[int]) -> None:
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            given = Path(folder) / "in.jsonl"
            given.write_text("\n".join(map(json.dumps, many(rows, count))))
            begun = time.monotonic()
            run = subprocess.Popen(command(given, Path(folder) / "out"), stderr=subprocess.DEVNULL, start_new_session=True)
            peak = 0
            while run.poll() is None:
                peak = max(peak, resident(run.pid))
                time.sleep(0.5)
            took = time.monotonic() - begun
        each = f"{1000 * took / count:.0f} ms an article"
        print(f"{count} articles: peak {peak / 1024:.0f} MB, {took:.0f} s, {each}, exit code {run.returncode}")


def kills(rows: Sequence[dict[str, str]], wanted: int, seed: int) -> None:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "in.jsonl"
        given.write_text("\n".join(map(json.dumps, rows)))
        begun = time.monotonic()
        subprocess.run(command(given, Path(folder) / "whole"), check=True, capture_output=True)
        took = time.monotonic() - begun
        done = 0
        while done < wanted:
            run = subprocess.Popen(command(given, Path(folder) / "out"), stderr=subprocess.DEVNULL, start_new_session=True)
            time.sleep(chance.uniform(0.2, 0.6 * took))
            if run.poll() is not None:  # it came to its end first: begin anew, the kills so far count
                same(Path(folder))
                shutil.rmtree(Path(folder) / "out")
                continue
            os.killpg(run.pid, signal.SIGKILL)
            run.wait()
            done += 1
        subprocess.run(command(given, Path(folder) / "out"), check=True, capture_output=True)
        same(Path(folder))
    print(f"{len(rows)} articles, {wanted} kills (seed {seed}): every table the same, byte for byte")


def same(folder: Path) -> None:
    told = {path.name: path.read_bytes() for path in (folder / "whole").iterdir() if path.is_file()}
    assert told == {path.name: path.read_bytes() for path in (folder / "out").iterdir() if path.is_file()}


def main() -> None:
    rows = [json.loads(line) for line in Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()]
    numbers = [int(argument) for argument in sys.argv[3:]]
    if sys.argv[1] == "memory":
        memory(rows, numbers or (500, 5000))
    else:
        wanted, articles, seed = [*numbers, *(20, 45, 1)[len(numbers) :]]
        kills(rows[:articles], wanted, seed)


if __name__ == "__main__":
    main()
