"""How the cost of an event grows with its statements: seconds and memory for 500, 1,000, 2,000 and 5,000.

    python models/bench_points.py [N ...]

Each size runs in a process of its own: twenty articles made of the sentences in seeds/, three words in ten exchanged for
others of general news, so that statements resemble each other as accounts of one event do. Prints seconds for reading (parser,
who speaks), for points and for the whole comparison, its growth against the smallest size, and the peak of memory.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = (500, 1000, 2000, 5000)
ARTICLES = 20
EXCHANGED = 0.3  # share of longer words that are exchanged
LONG = 5  # letters of a longer word


def texts(n: int, seed: int = 0) -> list[str]:
    """Texts of `n` sentences together."""
    from framing import clean, models, read
    from framing.propositions import background

    opened = models.load()
    stories = [story for article in read.read([ROOT / "seeds"])[0] for story in clean.split_digest(article)]
    parses = opened.parse([s.text[p.start : p.end] for s in stories for p in clean.paragraphs(s) if p.kind == "text"])
    sentences = [parse.text[slice(*parse.span(*bounds))] for parse in parses for bounds in parse.sentences]
    sentences = [" ".join(s.split()) for s in sentences if 6 <= len(s.split()) <= 45]
    words = sorted(word for word in background()[0] if word.isalpha() and len(word) >= LONG)
    draw = random.Random(seed)
    made = [
        " ".join(draw.choice(words) if len(w) >= LONG and draw.random() < EXCHANGED else w for w in s.split())
        for s in draw.choices(sentences, k=n)
    ]
    return [" ".join(made[k::ARTICLES]).replace(". ", ".\n\n") for k in range(ARTICLES)]


def run(n: int) -> dict[str, float]:
    """Seconds of each part for one event of about `n` statements, and the peak of memory in MB."""
    from framing import accounts, models, points, river
    from framing.records import Article, Event
    from framing.settings import DEFAULT

    articles = [Article(f"a{k}", f"Paper {k}", text, event="e") for k, text in enumerate(texts(n))]
    opened = models.load()
    opened.embed(["The models are opened before the clock starts."])
    begun = time.perf_counter()
    readings = {a.id: river.read(a, opened) for a in articles}
    told = [s for r in readings.values() for s in river.tell(r)]
    read = time.perf_counter()
    points.find(accounts.counted(articles, told, ()), readings, opened, DEFAULT)
    found, memory = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    del readings, told
    (whole,) = [river.compare_event(Event("e", "e", tuple(a.id for a in articles)), articles, opened, DEFAULT)]
    done = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"statements": len(whole.statements), "points": len(whole.points), "reading": read - begun, "finding": found - read,
            "whole": done - found, "found megabytes": memory, "megabytes": peak}  # fmt: skip


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(run(int(sys.argv[2]))))
        return
    rows = []
    for n in map(int, sys.argv[1:] or map(str, SIZES)):
        done = subprocess.run([sys.executable, __file__, "--one", str(n)], check=True, capture_output=True, text=True)
        rows.append(json.loads(done.stdout))
        row, first = rows[-1], rows[0]
        growth = f"{row['whole'] / first['whole']:.1f} x the time, {row['statements'] / first['statements']:.1f} x the size"
        seconds = "  ".join(f"{part} {row[part]:6.1f} s" for part in ("reading", "finding", "whole"))
        memory = f"{row['found megabytes']:.0f} MB with the points, {row['megabytes']:.0f} MB at most"
        print(f"{row['statements']:>5.0f} statements {row['points']:>4.0f} points  {seconds}  {growth}  {memory}", flush=True)


if __name__ == "__main__":
    main()
