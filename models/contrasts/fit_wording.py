"""Fits and measures which statements a reader lays side by side for their words (`framing/heads/wording.json`).

    python models/contrasts/fit_wording.py BENCH     BENCH holds gold/articles.jsonl and gold/<event>.json

Two fits, both leaving one event out for the figures: the chance that a reader cites both statements of a pair in one wording
contrast, and from that the chance that a set of two or three is one a reader reports (half of the evidence of each in the
other). The chances of one point, which the pairs are judged by, were fitted on the same events and are not fitted anew.
Writes the head and models/contrasts/wording_metrics.json. About two minutes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from framing import accounts, models, points
from framing.contrasts import wording
from framing.records import Account, Contrast, Point
from framing.settings import DEFAULT

HERE = Path(__file__).parent
HEAD = HERE.parent.parent / "framing" / "heads" / "wording.json"
sys.path.insert(0, str(HERE.parent))
from labelled import covers, events  # noqa: E402 - models/ is no package

FIRST = (3, 5, 8)  # how many of our contrasts per event are looked at
PULL = 0.3  # inverse strength of the ridge on weights of standardised features


@dataclass(frozen=True)
class Read:
    """One event: its accounts, points and statements, which of the readers' statements each of ours is, what they report."""

    name: str
    accounts: Sequence[Account]
    points: Sequence[Point]
    event: wording.Event
    on: Mapping[str, frozenset[str]]
    reported: Mapping[str, Sequence[frozenset[str]]]


def prepared(bench: Path, opened: models.Models) -> Iterator[Read]:
    for one in events(bench, opened):
        found = points.find(one.statements, one.readings, opened, DEFAULT)
        by_id = {s.id: s for s in one.statements}
        every = accounts.gather([r.article for r in one.readings.values()], one.statements, (), (), DEFAULT)
        own = [a for a in every if a.view == "source"]
        spans = one.gold["statements"]
        on = {s.id: frozenset(i for i, span in spans.items() if covers(span, s)) for s in one.statements}
        reported = {name: [frozenset(c["evidence"]) for c in reading["contrasts"] if c["type"] == "wording"]
                    for name, reading in one.gold["readings"].items()}  # fmt: skip
        event = wording.gather(own, by_id, one.readings, found.nearness)
        yield Read(one.name, own, found.points, event, on, reported)


def evidence(one: Read) -> tuple[np.ndarray, np.ndarray]:
    """Features of every pair of accounts' statements on one point, once for each reader, and whether the reader cites both."""
    rows, said = [], []
    for rank, point in enumerate(one.points):
        own = wording.told(one.accounts, point, one.event)
        for x, y in combinations(sorted(own), 2):
            for pair in wording.pairs(own[x], own[y], rank, one.event, DEFAULT.wording_pairs):
                numbers = wording.features(pair, one.event)
                for cited in one.reported.values():
                    rows.append(numbers)
                    said.append(any(one.on[pair.a] & c and one.on[pair.b] & c for c in cited))
    return np.array(rows).reshape(-1, len(wording.FEATURES)), np.array(said, dtype=bool)


def fitted(train: Sequence[Read], pairs: Mapping[str, tuple[np.ndarray, np.ndarray]]) -> wording.Head:
    rows = np.concatenate([pairs[one.name][0] for one in train])
    said = np.concatenate([pairs[one.name][1] for one in train])
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    model = LogisticRegression(C=PULL).fit((rows - mean) / spread, said)
    weights = model.coef_[0] / spread
    head: wording.Head = {"intercept": float(model.intercept_[0] - weights @ mean),
                          "weights": dict(zip(wording.FEATURES, map(float, weights), strict=True)),
                          "reported": {"intercept": 0.0, "odds": 1.0, "three": 0.0}}  # fmt: skip
    numbers, hits = [], []
    for one in train:
        for weight, contrast in wording.ranked(one.accounts, one.points, one.event, head, DEFAULT):
            odds = np.log(weight / (1 - weight)) if 0 < weight < 1 else np.log(1e-4)
            numbers += [(odds, len(contrast.evidence) > 2)] * len(one.reported)
            hits += [any(alike(cited(one, contrast), c) for c in own) for own in one.reported.values()]
    second = LogisticRegression(C=10).fit(numbers, hits)
    head["reported"] = {"intercept": float(second.intercept_[0]), "odds": float(second.coef_[0][0]),
                        "three": float(second.coef_[0][1])}  # fmt: skip
    return head


def cited(one: Read, contrast: Contrast) -> frozenset[str]:
    return frozenset().union(*(one.on[i] for i in contrast.evidence))


def alike(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    both = len(ours & theirs)
    return bool(both) and 2 * both >= len(ours) and 2 * both >= len(theirs)


def figures(made: Sequence[tuple[Read, Sequence[tuple[float, Contrast]]]]) -> dict:
    """For the first k contrasts of each event: the share of readers' found, and of ours that a reader reports."""
    told = {}
    for k in FIRST:
        found = [any(alike(cited(one, c), theirs) for _, c in listed[:k])
                 for one, listed in made for own in one.reported.values() for theirs in own]  # fmt: skip
        right = [any(alike(cited(one, c), theirs) for own in one.reported.values() for theirs in own)
                 for one, listed in made for _, c in listed[:k]]  # fmt: skip
        told[f"first {k}"] = {"readers' found": round(float(np.mean(found)), 3),
                              "of ours reported": round(float(np.mean(right)), 3), "n": len(found)}  # fmt: skip
    return told


def calibration(made: Sequence[tuple[Read, Sequence[tuple[float, Contrast]]]]) -> dict:
    """The mean chance given, and the share that a reader reports, by fifths of the chance."""
    rows = [(w, any(alike(cited(one, c), theirs) for theirs in own))
            for one, listed in made for w, c in listed for own in one.reported.values()]  # fmt: skip
    rows.sort()
    return {f"fifth {n}": {"predicted": round(float(np.mean([w for w, _ in part])), 3),
                           "reported": round(float(np.mean([h for _, h in part])), 3)}
            for n in range(5) for part in [rows[n * len(rows) // 5 : (n + 1) * len(rows) // 5]]}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    bench = parser.parse_args().bench
    read = list(prepared(bench, models.load()))
    pairs = {one.name: evidence(one) for one in read}
    made = [(one, wording.ranked(one.accounts, one.points, one.event,
                                 fitted([other for other in read if other is not one], pairs), DEFAULT))
            for one in read]  # fmt: skip
    digest = hashlib.sha256(b"".join(p.read_bytes() for p in sorted((bench / "gold").glob("*.json*")))).hexdigest()
    head = fitted(read, pairs)
    metrics = {"data": {"events": len(read), "sha256": digest}, "leaving one event out": figures(made),
               "calibration": calibration(made)}  # fmt: skip
    rounded = {"intercept": round(head["intercept"], 5),
               "weights": {n: round(w, 5) for n, w in head["weights"].items()},
               "reported": {n: round(w, 5) for n, w in head["reported"].items()}}  # fmt: skip
    HEAD.write_text(json.dumps(rounded, indent=1) + "\n")
    (HERE / "wording_metrics.json").write_text(json.dumps(metrics, indent=1) + "\n")
    print(json.dumps(metrics, indent=1))


if __name__ == "__main__":
    main()
