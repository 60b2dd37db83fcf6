"""Fits the weights of `framing/heads/points.json` on twice-read events and measures them, leaving one event out.

    python models/points/train.py BENCH        BENCH holds gold/articles.jsonl and gold/<event>.json (see card.md)

Writes the head and models/points/metrics.json. Needs what framing needs and nothing else. About two minutes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from framing import models, nearness, points, similarity
from framing.records import Statement
from framing.settings import DEFAULT

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
from labelled import Told, covers  # noqa: E402 - models/ is no package
from labelled import events as labelled_events  # noqa: E402

HEAD = HERE.parent.parent / "framing" / "heads" / "points.json"
STRENGTH = 1.0  # inverse L2 penalty on standardised features: sklearn's default, not tuned


@dataclass
class Labelled:
    """One event: evidence by name, each (n, n); per reading, which statements count and which pairs share a point."""

    name: str
    statements: Sequence[Statement]
    signals: dict[str, np.ndarray]
    evidence: dict[str, np.ndarray]
    readings: list[tuple[np.ndarray, np.ndarray]]
    documents: np.ndarray
    cover: np.ndarray
    gold: list[tuple[np.ndarray, np.ndarray]]
    gold_points: list[list[frozenset[int]]]
    gold_documents: np.ndarray


def labelled(one: Told) -> Labelled:
    """The evidence for each pair of an event's statements, and what two readers say of the pair."""
    spans = one.gold["statements"]
    cover = np.array([[covers(g, s) for s in one.statements] for g in spans.values()])
    truth = [reading(one.gold["readings"][r]["statements"], list(spans)) for r in "AB"]
    labels = []
    for keep, same in truth:
        there = (cover & keep[:, None]).astype(float)
        labels.append((there.any(axis=0), (there.T @ same @ there) > 0))
    signals = {n: m for n, m in nearness.signals(one.statements, one.matters, one.vectors) if n in nearness.SCALED}
    evidence = dict(nearness.features(one.statements, one.readings, one.matters, one.vectors))
    return Labelled(one.name, one.statements, signals, evidence, labels, np.array([s.article for s in one.statements]), cover,
                    truth, [points_of(one.gold["readings"][r]["statements"], list(spans)) for r in "AB"],
                    np.array([g["doc_id"] for g in spans.values()]))  # fmt: skip


def reading(statements: dict, ids: list[str]) -> tuple[np.ndarray, np.ndarray]:
    of = [set(statements[i]["points"]) for i in ids]
    keep = np.array([not statements[i].get("drop") for i in ids])
    return keep, np.array([[bool(a & b) for b in of] for a in of])


def points_of(statements: dict, ids: list[str]) -> list[frozenset[int]]:
    """The points of one reading, each as the numbers of its statements."""
    found: dict[str, set[int]] = {}
    for n, i in enumerate(ids):
        for point in () if statements[i].get("drop") else statements[i]["points"]:
            found.setdefault(point, set()).add(n)
    return [frozenset(members) for members in found.values()]


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


def inside(one: Labelled, chance: np.ndarray) -> np.ndarray:
    """Which of the readers' statements lie in which of our groups, (statements, groups)."""
    groups = points.grouped(chance, one.statements, DEFAULT)
    member = np.zeros((len(chance), len(groups)))
    for k, group in enumerate(groups):
        member[list(group), k] = 1
    return one.cover @ member > 0


def counts(one: Labelled, found: np.ndarray, across: bool) -> np.ndarray:
    """Right, told and real pairs over both readings, through groups."""
    told = found.astype(float) @ found.T.astype(float) > 0
    pairs = np.triu(np.ones_like(told), 1)
    if across:
        pairs &= one.gold_documents[:, None] != one.gold_documents[None, :]
    total = np.zeros(3)
    for keep, same in one.gold:
        counted = pairs & keep[:, None] & keep[None, :]
        total += [(told & same & counted).sum(), (told & counted).sum(), (same & counted).sum()]
    return total


def speakers(one: Labelled, found: np.ndarray) -> np.ndarray:
    """Points of both readings whose best matching group is spoken to by exactly the same articles, and all points."""
    total = np.zeros(2)
    for (keep, _), real in zip(one.gold, one.gold_points, strict=True):
        ours = sorted({tuple(np.flatnonzero(found[:, k] & keep).tolist()) for k in range(found.shape[1])})
        ours = [group for group in ours if group]
        for point in real if len(set(one.gold_documents)) > 1 else ():
            best = max(ours, key=lambda group: len(point & set(group)) / len(point | set(group)))
            same = {*one.gold_documents[list(best)]} == {*one.gold_documents[list(point)]}
            total += [bool(point & set(best)) and same, 1]
    return total


def figures(events: Sequence[Labelled], chance: dict[str, np.ndarray]) -> dict[str, float]:
    groups = {one.name: inside(one, chance[one.name]) for one in events}
    right, real = sum(speakers(one, groups[one.name]) for one in events)
    found = {"who speaks, exactly right": round(right / real, 3)}
    for name, across in (("across documents", True), ("any pair", False)):
        hit, told, real = sum(counts(one, groups[one.name], across) for one in events)
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
    events = [labelled(one) for one in labelled_events(bench, models.load())]
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
