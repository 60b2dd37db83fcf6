"""Fits the head of tone (`framing/heads/tone.json`) on NewsMTSC's training part and measures it beside the lexicon alone.

    python models/tone/fit.py BENCH        BENCH holds tone/newsmtsc_train.jsonl

Five folds by file order: each fifth of the file is judged by a head fitted on the other four. Writes the head, fitted on all,
and models/tone/metrics.json.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from framing import models
from framing.tone import features

HERE = Path(__file__).parent
HEAD = HERE.parent.parent / "framing" / "heads" / "tone.json"
FOLDS = 5
STRENGTH = 0.001  # inverse L2 penalty on standardised features (LOG.md)
PLAIN = 0.05  # score up to which the lexicon says neither ill nor well, either way: VADER's own
CLASSES = {2.0: 0, 4.0: 1, 6.0: 2}  # NewsMTSC's polarities: negative, neutral, positive
DECIMALS = 3


def read(path: Path, opened: models.Models) -> tuple[list[features.Asked], np.ndarray, np.ndarray]:
    """The targets of the file in order, the class of each and the number of its sentence."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    parses = opened.parse([row["sentence_normalized"] for row in rows])
    found = [(features.Asked(parse, (t["from"], t["to"]), (0, len(parse.text))), CLASSES[t["polarity"]], n)
             for n, (row, parse) in enumerate(zip(rows, parses, strict=True)) for t in row["targets"]]  # fmt: skip
    asked, truth, sentence = zip(*found, strict=True)
    return list(asked), np.array(truth), np.array(sentence)


def numbers(asked: list[features.Asked], opened: models.Models, block: int = 512) -> np.ndarray:
    """The features of every target, (targets, features)."""
    found = []
    for begin in range(0, len(asked), block):
        some = asked[begin : begin + block]
        vectors = opened.embed_tokens([one.masked for one in some])
        found.append(np.stack([features.of(one, v) for one, v in zip(some, vectors, strict=True)]).astype(np.float32))
    return np.concatenate(found)


def by_lexicon(asked: list[features.Asked]) -> np.ndarray:
    """The class the lexicon alone gives each target."""
    return classes(np.array([features.score(one) for one in asked]))


def classes(scores: np.ndarray) -> np.ndarray:
    return np.where(scores > PLAIN, 2, np.where(scores < -PLAIN, 0, 1))


def fit(x: np.ndarray, y: np.ndarray, strength: float = STRENGTH) -> tuple[np.ndarray, np.ndarray]:
    """Weights (classes, features) on the features as they are, and intercepts, rounded as the head stores them."""
    mean, spread = x.mean(axis=0, dtype=np.float64), np.maximum(x.std(axis=0, dtype=np.float64), 1e-6)
    model = LogisticRegression(C=strength, max_iter=2000).fit((x - mean) / spread, y)
    weights = model.coef_ / spread
    return np.round(weights, DECIMALS), np.round(model.intercept_ - weights @ mean, DECIMALS)


def macro(truth: np.ndarray, found: np.ndarray) -> float:
    return round(float(f1_score(truth, found, average="macro")), 4)


def measure(x: np.ndarray, y: np.ndarray, sentence: np.ndarray, lexicon: np.ndarray) -> dict:
    """Macro F1 of head and lexicon in each fold and over all, and the chances the head gave beside what was right."""
    fold = sentence * FOLDS // (sentence.max() + 1)
    odds = np.zeros((len(y), len(CLASSES)))
    listed = x[:, -len(features.LISTED) :]
    weighed = np.zeros(len(y), dtype=int)
    for k in range(FOLDS):
        left, rest = fold == k, fold != k
        weights, intercept = fit(x[rest], y[rest])
        odds[left] = x[left] @ weights.T + intercept
        weights, intercept = fit(listed[rest], y[rest], strength=1.0)
        weighed[left] = (listed[left] @ weights.T + intercept).argmax(axis=1)
    head = odds.argmax(axis=1)
    whole = classes(listed[:, : features.LISTED.index("verb") + 1].sum(axis=1))
    chances = np.exp(odds - odds.max(axis=1, keepdims=True))
    sure = (chances / chances.sum(axis=1, keepdims=True)).max(axis=1)
    kinds = {"head": head, "lexicon in scope": lexicon, "lexicon, whole sentence": whole, "lexicon, weights fitted": weighed,
             "always negative": np.zeros_like(y)}  # fmt: skip
    return {
        "macro F1": {name: macro(y, found) for name, found in kinds.items()},
        "by fold": {name: [macro(y[fold == k], found[fold == k]) for k in range(FOLDS)] for name, found in kinds.items()},
        "by class (negative, neutral, positive)": {
            name: np.round(f1_score(y, found, average=None), 4).tolist() for name, found in kinds.items()},
        "ill taken for well or well for ill": {name: round(float(np.mean(np.abs(found - y) == 2)), 4)
                                               for name, found in kinds.items()},
        "right, by the head's own chance": {
            f"{low:.1f} to {low + 0.2:.1f}": [round(float(np.mean((head == y)[part])), 4), int(part.sum())]
            for low in (0.4, 0.6, 0.8) for part in ((sure >= low) & (sure < low + 0.2 + 1e-9),)},
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    path = parser.parse_args().bench / "tone" / "newsmtsc_train.jsonl"
    opened = models.load()
    asked, y, sentence = read(path, opened)
    lexicon = by_lexicon(asked)
    begun = time.perf_counter()
    x = numbers(asked, opened)
    print(f"{1000 * (time.perf_counter() - begun) / len(asked):.1f} s for 1,000 targets, parsed already")
    found = {"data": hashlib.sha256(path.read_bytes()).hexdigest(), "targets": len(y), "sentences": int(sentence.max()) + 1,
             "features": x.shape[1], **measure(x, y, sentence, lexicon)}  # fmt: skip
    weights, intercept = fit(x, y)
    HEAD.write_text(json.dumps({"weights": weights.tolist(), "intercept": intercept.tolist()}, separators=(",", ":")) + "\n")
    (HERE / "metrics.json").write_text(json.dumps(found, indent=1) + "\n")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
