"""How many differences are found, and how many conflicts that readers list are among them.

    python models/claims/measure.py BENCH [--seeds FOLDER] [--print]

BENCH is a folder with the labelled sets; they are not part of this repository. Prints counts by kind for the events read
twice (gold), the topics of aligned sentences (statements/spark.jsonl) and the articles in FOLDER; recall against the readers'
"conflict" contrasts: both sides of one of our differences are among the statements a reader cites. `--print` shows each
difference with its two passages, to be judged by reading; nothing of them is written anywhere.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from framing import models, read, river
from framing.models import Models
from framing.records import Article, Comparison
from framing.settings import Settings

QUICK = Settings(bootstrap=10)
"""Differences need no intervals."""


def gold(bench: Path) -> list[Article]:
    articles, _ = read.read([bench / "gold" / "articles.jsonl"])
    return list(articles)


def spark(bench: Path) -> list[Article]:
    """Each document of a topic as an article of its aligned sentences."""
    told: dict[tuple[str, str], list[str]] = {}
    for line in (bench / "statements" / "spark.jsonl").read_text().splitlines():
        row = json.loads(line)
        told.setdefault((row["topic"], row["doc"]), []).append(row["sentence"])
    return [Article(f"{topic}:{doc}", doc, "\n\n".join(dict.fromkeys(sentences)), event=topic)
            for (topic, doc), sentences in told.items()]  # fmt: skip


def seeds(folder: Path) -> list[Article]:
    articles, _ = read.read(sorted(folder.glob("0*.txt")))
    return list(articles)


def conflicts(bench: Path) -> Iterator[tuple[str, list[tuple[str, int, int]]]]:
    """Event, and article and characters of each statement cited, of every conflict that a reader lists."""
    for path in sorted((bench / "gold").glob("*.json")):
        event = json.loads(path.read_text())
        places = {i: (s["doc_id"], s["start"], s["end"]) for i, s in event["statements"].items()}
        for reading in event["readings"].values():
            for contrast in reading["contrasts"]:
                if contrast["type"] == "conflict":
                    yield path.stem, [places[i] for i in contrast["evidence"]]


def found_of(listed: Iterable[tuple[str, list[tuple[str, int, int]]]], made: Sequence[Comparison]) -> tuple[int, int, int]:
    """How many conflicts are listed; of how many two cited statements share a point; how many are among the differences."""
    count = point = found = 0
    by_event = {c.event.id: c for c in made}
    for event, places in listed:
        c = by_event[event]
        cited = {s.id: {n for n, (article, a, b) in enumerate(places) if s.article == article and s.start < b and a < s.end}
                 for s in c.statements}  # fmt: skip
        count += 1
        point += any(len(set().union(*(cited[i] for i in p.statements))) > 1 for p in c.points)
        found += any(all(cited[i] for i in d.statements) and len(cited[d.statements[0]] | cited[d.statements[1]]) > 1
                     for d in c.differences)  # fmt: skip
    return count, point, found


def show(c: Comparison) -> None:
    text, told = {a.id: a.text for a in c.articles}, {s.id: s for s in c.statements}
    for d in c.differences:
        print(f"## {c.event.id} {d.point} {d.kind}")
        for i, (a, b) in zip(d.statements, d.spans, strict=True):
            s = told[i]
            print(f"   - {text[s.article][s.start : a]}[[{text[s.article][a:b]}]]{text[s.article][b : s.end]}")


def compare(name: str, articles: list[Article], opened: Models, printing: bool) -> list[Comparison]:
    made = list(river.compare(articles, opened, QUICK))
    kinds = Counter(d.kind for c in made for d in c.differences)
    told, found = sum(len(c.statements) for c in made), dict(sorted(kinds.items()))
    print(f"{name}: {len(made)} events, {told} statements, {sum(kinds.values())} differences {found}")
    if printing:
        for c in made:
            show(c)
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--seeds", type=Path)
    parser.add_argument("--print", action="store_true")
    args = parser.parse_args()
    opened = models.load()
    made = compare("gold", gold(args.bench), opened, args.print)
    count, point, found = found_of(conflicts(args.bench), made)
    print(f"conflicts listed by readers: {count}; two cited statements share one of our points: {point}; found: {found}")
    compare("spark", spark(args.bench), opened, args.print)
    if args.seeds:
        compare("seeds", seeds(args.seeds), opened, args.print)


if __name__ == "__main__":
    main()
