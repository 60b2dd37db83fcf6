"""Fits and measures the answer to "does this account speak to this point" (`framing/heads/presence.json`).

    python models/points/presence.py BENCH     BENCH holds gold/articles.jsonl and gold/<event>.json (see card.md)

Two questions. Is the chance right: each article against each point that others tell, leaving one event out, beside what two
readers say. And how often does an account of another event match: an article of another event is put beside an event's own, and
goes through the same stages. Writes the head and models/points/presence_metrics.json. About five minutes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from framing import models, nearness, points, presence
from framing.settings import DEFAULT

HERE = Path(__file__).parent
HEAD = HERE.parent.parent / "framing" / "heads" / "presence.json"
sys.path.insert(0, str(HERE.parent))
from labelled import Told, covers, events, gathered  # noqa: E402 - models/ is no package

BESIDE = (5, 11)  # how many events further on the articles of another event are taken from: two for each, of other kinds
BINS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True)
class Asked:
    """One account and point: the evidence, whether it was grouped, and what readers say with the weight of each saying."""

    evidence: np.ndarray
    grouped: bool
    said: tuple[tuple[float, bool], ...] = ()


def pairs(one: Told) -> Iterator[tuple[str, tuple[int, ...], Asked]]:
    """Each article of an event with each point that others tell: the article, the others' statements, what is asked."""
    chance = nearness.chances(one.statements, one.readings, one.matters, one.vectors)
    articles = np.array([s.article for s in one.statements])
    for group in points.grouped(chance, one.statements, DEFAULT):
        for article in sorted(set(articles)):
            rest = tuple(k for k in group if articles[k] != article)
            if rest:
                near = chance[np.ix_(np.flatnonzero(articles == article), rest)].mean(axis=1, dtype=np.float64)
                yield article, rest, Asked(presence.evidence(near), len(rest) < len(group))


def readers(one: Told, article: str, rest: Sequence[int]) -> Iterator[tuple[float, bool]]:
    """Whether each reader has the article speak to the point nearest to `rest` among the other articles' statements, and how
    near that is (Jaccard): a group that no reader has tells little."""
    spans = one.gold["statements"]
    ours = {i for i, span in spans.items() if any(covers(span, one.statements[k]) for k in rest)}
    for reading in one.gold["readings"].values():
        of: dict[str, set[str]] = {}
        for i, s in reading["statements"].items():
            for point in () if s.get("drop") else s["points"]:
                of.setdefault(point, set()).add(i)
        best, speaks = 0.0, False
        for members in of.values():
            others = {i for i in members if spans[i]["doc_id"] != article}
            near = len(others & ours) / len(others | ours) if others else 0.0
            if near > best:
                best, speaks = near, len(others) < len(members)
        if best:
            yield best, speaks


def fit(asked: Sequence[Asked]) -> np.ndarray:
    """Intercept and the weights of the two log odds."""
    rows = [(a.evidence, weight, speaks) for a in asked for weight, speaks in a.said]
    model = LogisticRegression(C=1e3).fit([r[0] for r in rows], [r[2] for r in rows], sample_weight=[r[1] for r in rows])
    return np.array([model.intercept_[0], *model.coef_[0]])


def chance_of(asked: Sequence[Asked], head: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-(head[0] + np.array([a.evidence for a in asked]) @ head[1:])))


def calibration(asked: Sequence[Asked], chance: np.ndarray) -> dict:
    """How right the chances are: all pairs, and by answer and tenth."""
    rows = [(p, a.grouped, weight, speaks) for a, p in zip(asked, chance, strict=True) for weight, speaks in a.said]
    p, grouped, weight, speaks = (np.array(x) for x in zip(*rows, strict=True))

    def told(of: np.ndarray) -> dict[str, float]:
        return {"n": int(of.sum()), "predicted": round(float(np.average(p[of], weights=weight[of])), 3),
                "readers": round(float(np.average(speaks[of], weights=weight[of])), 3)}  # fmt: skip

    unclear = p >= DEFAULT.cannot_tell
    return {
        "area under the curve": round(float(roc_auc_score(speaks, p, sample_weight=weight)), 3),
        "told": told(grouped),
        "cannot tell": told(~grouped & unclear),
        "not found": told(~grouped & ~unclear),
        "tenths": {f"{low:.1f}": told(of) for low, high in pairwise(BINS)
                   for of in [(p >= low) & (p < high)] if of.any()},
    }  # fmt: skip


def strangers(told: Sequence[Told], opened: models.Models) -> Iterator[Asked]:
    """What is asked of an article of another event put beside an event's own."""
    for n, one in enumerate(told):
        for further in BESIDE:
            other = told[(n + further) % len(told)]
            article = sorted(other.readings)[further % len(other.readings)]
            mixed = gathered(one.gold, {**one.readings, article: other.readings[article]}, opened)
            yield from (asked for who, _, asked in pairs(mixed) if who == article)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    bench = parser.parse_args().bench
    opened = models.load()
    told = list(events(bench, opened))
    asked = {one.name: [Asked(a.evidence, a.grouped, tuple(readers(one, who, rest))) for who, rest, a in pairs(one)]
             for one in told if len(one.readings) > 1}  # fmt: skip
    every = [a for own in asked.values() for a in own]
    head = fit(every)
    left_out = np.concatenate([
        chance_of(own, fit([a for name, others in asked.items() if name != event for a in others]))
        for event, own in asked.items()
    ])  # fmt: skip
    other = list(strangers(told, opened))
    apart = chance_of(other, head)
    grouped = np.array([a.grouped for a in other])
    digest = hashlib.sha256(b"".join(p.read_bytes() for p in sorted((bench / "gold").glob("*.json*")))).hexdigest()
    metrics = {
        "data": {"events": len(told), "sha256": digest},
        "leaving one event out": calibration(every, left_out),
        "accounts of another event": {
            "n": len(other),
            "told": round(float(grouped.mean()), 4),
            "cannot tell": round(float((~grouped & (apart >= DEFAULT.cannot_tell)).mean()), 4),
            "chance that one in a hundred reaches": round(float(np.quantile(apart, 0.99)), 3),
        },
    }
    names = ("intercept", "nearest", "any")
    HEAD.write_text(json.dumps({n: round(float(w), 5) for n, w in zip(names, head, strict=True)}, indent=1) + "\n")
    (HERE / "presence_metrics.json").write_text(json.dumps(metrics, indent=1) + "\n")
    print(json.dumps(metrics, indent=1))


if __name__ == "__main__":
    main()
