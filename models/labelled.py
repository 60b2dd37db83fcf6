"""The twice-read events of BENCH, read by the package's own stages: what every script here measures or fits on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from framing import nearness, points, propositions, river
from framing.models import Models
from framing.nearness import Vectors
from framing.propositions import Matter
from framing.records import Article, Statement
from framing.syntax import Reading


@dataclass(frozen=True)
class Told:
    """One event: its readers' labels as they are, and our statements that say something, with their matters and vectors."""

    name: str
    gold: dict
    readings: Mapping[str, Reading]
    statements: tuple[Statement, ...]
    matters: tuple[Matter, ...]
    vectors: Vectors


def events(bench: Path, opened: Models) -> Iterator[Told]:
    """The events of BENCH/gold in order of their files."""
    articles: dict[str, list[Article]] = {}
    for line in (bench / "gold/articles.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        articles.setdefault(row["event_id"], []).append(
            Article(row["doc_id"], row["source"], row["text"], row.get("title") or "", row.get("date"), event=row["event_id"])
        )
    for path in sorted((bench / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        yield told(gold, articles[gold["event_id"]], opened)


def told(gold: dict, articles: Sequence[Article], opened: Models) -> Told:
    """One event read by our stages."""
    return gathered(gold, {a.id: river.read(a, opened) for a in articles}, opened)


def gathered(gold: dict, readings: Mapping[str, Reading], opened: Models) -> Told:
    """The statements of read articles, as `points.find` compares them."""
    said = [(s, propositions.of(s, readings[s.article])) for r in readings.values() for s in river.tell(r)]
    matter = {s.id: m for s, m in said}
    ordered = points.in_order([s for s, m in said if m.words], readings)
    matters = [matter[s.id] for s in ordered]
    return Told(gold["event_id"], gold, readings, tuple(ordered), tuple(matters), nearness.embed(ordered, matters, opened))


def covers(span: Mapping, s: Statement) -> bool:
    """Whether a statement of ours is the readers' statement at `span`: half of the shorter lies in the other."""
    shared = min(s.end, span["end"]) - max(s.start, span["start"]) if span["doc_id"] == s.article else 0
    return shared > 0 and shared >= 0.5 * min(s.end - s.start, span["end"] - span["start"])
