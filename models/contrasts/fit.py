"""Fits how likely a careful reader reports a difference (`framing/heads/contrasts.json`), and measures it.

    python models/contrasts/fit.py BENCH     BENCH holds gold/articles.jsonl and gold/<event>.json (see card.md)

For each omission and emphasis we find: the share of two readers who report one of that kind with the same evidence (half of
each list in the other). Logistic regression per kind, leaving one event out for the figures. Writes the head and
models/contrasts/metrics.json. About a minute.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from framing import accounts, models, points, presence, river, sides
from framing import events as event_stage
from framing.contrasts import coverage
from framing.contrasts.worth import Features, Head
from framing.settings import DEFAULT

HERE = Path(__file__).parent
HEAD = HERE.parent.parent / "framing" / "heads" / "contrasts.json"
sys.path.insert(0, str(HERE.parent))
from labelled import Told, covers, events  # noqa: E402 - models/ is no package

STRENGTH = 0.3  # inverse L2 penalty on standardised features: few events, strongly correlated features
KINDS = ("omission", "emphasis")  # those with weights of their own here
KIND = {"cross-attribution": "omission"}


@dataclass(frozen=True)
class Listed:
    """One difference we find: its kind, what is known of it, and the share of the readers who report it."""

    kind: str
    features: Features
    reported: float


def found(one: Told, opened: models.Models) -> list[Listed]:
    """The differences by source of an event, or by side where it has one source; those that show the same sentences once."""
    articles = [r.article for r in one.readings.values()]
    told = [s for r in one.readings.values() for s in river.tell(r)]
    copies = event_stage.copies(articles)
    counted = accounts.counted(articles, told, copies)
    made = points.find(counted, one.readings, opened, DEFAULT)
    columns = accounts.gather(articles, counted, copies, sides.parties(list(one.readings.values())), DEFAULT)
    presences = presence.judge(columns, made.points, made.nearness, DEFAULT)
    view = "source" if sum(c.view == "source" for c in columns) > 1 else "side"
    by_id = {s.id: s for s in counted}
    covered = coverage.cover([c for c in columns if c.view == view], made.points, by_id, presences, DEFAULT)
    spans = one.gold["statements"]
    listed: dict[tuple[str, tuple[str, ...]], Listed] = {}
    for features, contrast in covered.known:
        ours = {i for i, span in spans.items() if any(covers(span, by_id[e]) for e in contrast.evidence)}
        share = float(np.mean([any(KIND.get(c["type"], c["type"]) == contrast.kind and alike(ours, set(c["evidence"]))
                                   for c in reading["contrasts"]) for reading in one.gold["readings"].values()]))  # fmt: skip
        listed.setdefault((contrast.kind, contrast.evidence), Listed(contrast.kind, features, share))
    return list(listed.values())


def alike(ours: set[str], theirs: set[str]) -> bool:
    """Whether two lists of sentences hold at least half of each other."""
    both = len(ours & theirs)
    return bool(both) and 2 * both >= len(ours) and 2 * both >= len(theirs)


def fit(listed: Sequence[Listed]) -> dict[str, float]:
    """Intercept and weights on the features as they are."""
    names = list(listed[0].features)
    x = np.array([[one.features[n] for n in names] for one in listed])
    y = np.array([one.reported for one in listed])
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    both = np.concatenate([(x - mean) / spread] * 2)
    model = LogisticRegression(C=STRENGTH).fit(both, np.repeat([1, 0], len(y)), sample_weight=np.concatenate([y, 1 - y]))
    weights = model.coef_[0] / spread
    return {"intercept": float(model.intercept_[0] - weights @ mean), **dict(zip(names, weights.tolist(), strict=True))}


def chance(one: Listed, weights: dict[str, float]) -> float:
    odds = weights["intercept"] + sum(weights[n] * v for n, v in one.features.items())
    return 1 / (1 + np.exp(-odds))


def head(told: Sequence[Told], listed: Mapping[str, Sequence[Listed]]) -> Head:
    """What some events teach, as `framing/heads/contrasts.json` holds it; `listed` are the differences found, by event."""
    every = [x for one in told for x in listed[one.name]]
    weights = {kind: fit([x for x in every if x.kind == kind]) for kind in KINDS}
    readings = [r for one in told for r in one.gold["readings"].values()]
    count = Counter(KIND.get(c["type"], c["type"]) for r in readings for c in r["contrasts"])
    return {"weights": {kind: {n: round(w, 5) for n, w in own.items()} for kind, own in weights.items()},
            "reported": {kind: round(n / len(readings), 2) for kind, n in sorted(count.items())}}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    bench = parser.parse_args().bench
    opened = models.load()
    told = list(events(bench, opened))
    listed = {one.name: found(one, opened) for one in told}
    metrics = {}
    for kind in KINDS:
        own = {name: [x for x in every if x.kind == kind] for name, every in listed.items()}
        flat = [x for every in own.values() for x in every]
        held = [chance(x, fit([y for other in own if other != name for y in own[other]])) for name in own for x in own[name]]
        twice, sure = np.repeat([1, 0], len(flat)), np.array([x.reported for x in flat])
        metrics[kind] = {
            "found": len(flat), "readers report": round(float(sure.mean()), 3),
            "area under the curve, leaving one event out": round(float(roc_auc_score(
                twice, np.concatenate([held, held]), sample_weight=np.concatenate([sure, 1 - sure]))), 3),
        }  # fmt: skip
    learned = head(told, listed)
    digest = hashlib.sha256(b"".join(p.read_bytes() for p in sorted((bench / "gold").glob("*.json*")))).hexdigest()
    HEAD.write_text(json.dumps(learned, indent=1) + "\n", encoding="utf-8")
    result = {"data": {"events": len(told), "sha256": digest}, **metrics,
              "reported by one reader of one event": learned["reported"]}  # fmt: skip
    (HERE / "metrics.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
