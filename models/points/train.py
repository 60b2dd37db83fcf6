"""Fits the weights of `framing/heads/points.json` on twice-read events and measures them, leaving one event out.

    python models/points/train.py BENCH        BENCH holds gold/articles.jsonl and gold/<event>.json (see card.md)

Writes the head and models/points/metrics.json. Needs what framing needs and nothing else. About two minutes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from framing import grouping, models, nearness, points, propositions, river, similarity
from framing.records import Article
from framing.settings import DEFAULT

HERE = Path(__file__).parent
HEAD = HERE.parent.parent / "framing" / "heads" / "points.json"
STRENGTH = 1.0  # inverse L2 penalty on standardised features: sklearn's default, not tuned


@dataclass
class Labelled:
    """One event: evidence by name, each (n, n); per reading, which statements count and which pairs share a point."""

    name: str
    signals: dict[str, np.ndarray]
    evidence: dict[str, np.ndarray]
    readings: list[tuple[np.ndarray, np.ndarray]]
    documents: np.ndarray
    cover: np.ndarray
    gold: list[tuple[np.ndarray, np.ndarray]]
    gold_documents: np.ndarray


def load(bench: Path, opened: models.Models) -> list[Labelled]:
    articles: dict[str, list[Article]] = {}
    for line in (bench / "gold/articles.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        articles.setdefault(row["event_id"], []).append(
            Article(row["doc_id"], row["source"], row["text"], row.get("title") or "", row.get("date"), event=row["event_id"])
        )
    gold = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((bench / "gold").glob("*.json"))]
    return [event(one, articles, opened) for one in gold]


def event(gold: dict, articles: dict[str, list[Article]], opened: models.Models) -> Labelled:
    readings = {a.id: river.read(a, opened) for a in articles[gold["event_id"]]}
    told = points.in_order([s for r in readings.values() for s in river.tell(r)], readings)
    matters = [propositions.of(s, readings[s.article]) for s in told]
    cover = np.array([[covers(g, s) for s in told] for g in gold["statements"].values()])
    truth = [reading(gold["readings"][r]["statements"], list(gold["statements"])) for r in "AB"]
    labels = []
    for keep, same in truth:
        there = (cover & keep[:, None]).astype(float)
        labels.append((there.any(axis=0), (there.T @ same @ there) > 0))
    signals = {name: matrix for name, matrix in nearness.signals(told, matters, opened) if name in nearness.SCALED}
    return Labelled(gold["event_id"], signals, dict(nearness.features(told, readings, matters, opened)), labels,
                    np.array([s.article for s in told]), cover, truth,
                    np.array([g["doc_id"] for g in gold["statements"].values()]))  # fmt: skip


def covers(gold: dict, s) -> bool:
    shared = min(s.end, gold["end"]) - max(s.start, gold["start"]) if gold["doc_id"] == s.article else 0
    return shared > 0 and shared >= 0.5 * min(s.end - s.start, gold["end"] - gold["start"])


def reading(statements: dict, ids: list[str]) -> tuple[np.ndarray, np.ndarray]:
    of = [set(statements[i]["points"]) for i in ids]
    keep = np.array([not statements[i].get("drop") for i in ids])
    return keep, np.array([[bool(a & b) for b in of] for a in of])


def fit(events: Sequence[Labelled]) -> tuple[dict[str, float], float]:
    """Weights on the evidence as it is, and the intercept: logistic regression on standardised evidence, folded back."""
    names = list(events[0].evidence)
    rows, truth = [], []
    for one in events:
        upper = np.triu(np.ones_like(one.readings[0][1], dtype=bool), 1)
        for keep, same in one.readings:
            pairs = upper & keep[:, None] & keep[None, :]
            rows.append(np.stack([one.evidence[name][pairs] for name in names], axis=1))
            truth.append(same[pairs])
    x, y = np.concatenate(rows).astype(np.float64), np.concatenate(truth)
    mean, spread = x.mean(axis=0), x.std(axis=0)
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit((x - mean) / spread, y)
    weights = model.coef_[0] / spread
    return dict(zip(names, weights.tolist(), strict=True)), float(model.intercept_[0] - weights @ mean)


def chances(one: Labelled, weights: dict[str, float], intercept: float) -> np.ndarray:
    odds = intercept + sum(weights[name] * one.evidence[name] for name in weights)
    chance = (1 / (1 + np.exp(-odds))).astype(np.float32)
    np.fill_diagonal(chance, 1)
    return chance


def counts(one: Labelled, chance: np.ndarray, across: bool) -> np.ndarray:
    """Right, told and real pairs over both readings, through groups."""
    groups = grouping.covering(chance, DEFAULT.point_bond, DEFAULT.point_worth)
    member = np.zeros((len(chance), len(groups)))
    for k, group in enumerate(groups):
        member[list(group), k] = 1
    inside = (one.cover @ member > 0).astype(float)
    told = inside @ inside.T > 0
    pairs = np.triu(np.ones_like(told), 1)
    if across:
        pairs &= one.gold_documents[:, None] != one.gold_documents[None, :]
    total = np.zeros(3)
    for keep, same in one.gold:
        counted = pairs & keep[:, None] & keep[None, :]
        total += [(told & same & counted).sum(), (told & counted).sum(), (same & counted).sum()]
    return total


def figures(events: Sequence[Labelled], chance: dict[str, np.ndarray]) -> dict[str, float]:
    found = {}
    for name, across in (("across documents", True), ("any pair", False)):
        hit, told, real = sum(counts(one, chance[one.name], across) for one in events)
        found[f"F1, {name}"] = round(2 * hit / (told + real), 3)
        truth, score = [], []
        for one in events:
            pairs = np.triu(np.ones_like(one.readings[0][1], dtype=bool), 1)
            if across:
                pairs &= one.documents[:, None] != one.documents[None, :]
            for keep, same in one.readings:
                counted = pairs & keep[:, None] & keep[None, :]
                truth.append(same[counted])
                score.append(chance[one.name][counted])
        found[f"average precision, {name}"] = round(average_precision_score(np.concatenate(truth), np.concatenate(score)), 3)
    return found


def usual(events: Sequence[Labelled]) -> dict[str, list[float]]:
    """Mean and spread of each signal over different statements, averaged over events."""
    result = {}
    for name in nearness.SCALED:
        apart = [one.signals[name][~np.eye(len(one.documents), dtype=bool)] for one in events]
        result[name] = [round(float(np.mean([a.mean() for a in apart])), 4), round(float(np.mean([a.std() for a in apart])), 4)]
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    bench = parser.parse_args().bench
    events = load(bench, models.load())
    scale = usual(events)
    for one in events:
        for name in nearness.SCALED:
            one.evidence[name] = similarity.standard(one.signals[name], tuple(scale[name]))
        one.evidence["mutual"] = similarity.mutual_rank(sum(one.evidence[n] for n in nearness.RANKED) / len(nearness.RANKED))
    weights, intercept = fit(events)
    held = {one.name: chances(one, *fit([other for other in events if other is not one])) for one in events}
    digest = hashlib.sha256(b"".join(p.read_bytes() for p in sorted((bench / "gold").glob("*.json*")))).hexdigest()
    metrics = {
        "data": {"events": len(events), "statements": sum(len(one.documents) for one in events), "sha256": digest},
        "leaving one event out": figures(events, held),
        "fitted on all events": figures(events, {one.name: chances(one, weights, intercept) for one in events}),
    }
    head = {"intercept": round(intercept, 5), "weights": {n: round(w, 5) for n, w in weights.items()}, "usual": scale}
    HEAD.write_text(json.dumps(head, indent=1) + "\n", encoding="utf-8")
    (HERE / "metrics.json").write_text(json.dumps(metrics, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(metrics, indent=1))


if __name__ == "__main__":
    main()
