"""Measures labels and headline statements on gold groups of statements, so that faults of the grouping do not count.

    python models/labels/measure.py BENCH [--show]     BENCH holds gold/articles.jsonl and gold/<event>.json (see card.md)

Prints the figures and writes models/labels/metrics.json; `--show` prints each label too. About two minutes on a free core.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from framing import headlines, labels, models, nearness
from framing.propositions import CONTENT, empty_lemmas
from framing.records import Statement

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
from labelled import Told, covers, events  # noqa: E402 - models/ is no package

SAME = 0.5  # Jaccard of two readers' statements from which their points are one: more shared than not
EDGES = frozenset({
    "a", "an", "the", "and", "or", "but", "nor", "of", "in", "on", "at", "by", "to", "from", "with", "for", "as", "that",
    "which", "who", "whose", "if", "when", "while", "than", "into", "onto", "is", "are", "was", "were", "be", "been",
    "being", "has", "have", "had", "do", "does", "did", "will", "would", "can", "could", "may", "might", "must", "shall",
    "should", "this", "these", "those", "it", "its", "he", "his", "him", "she", "her", "they", "their", "them", "we",
    "our", "us", "i", "my", "you", "your", "not", "very", "so",
})  # fmt: skip
"""A label that opens or ends with one of these is cut out of something ("to", "not" and possessives may open one)."""
OPENERS = frozenset({"to", "not", "no", "its", "his", "her", "their", "our", "my", "your"})
PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "you", "him", "her", "them", "us", "me", "his", "its", "their",
                      "our", "my", "your", "this", "these", "those"})  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A reader's point: its label, its statements by the reader's ids, and our statements that these cover."""

    label: str
    own: frozenset[str]
    members: tuple[int, ...]


def asked(one: Told, reader: str) -> list[Asked]:
    """The reader's points that at least one of our statements speaks to."""
    spans, read = one.gold["statements"], one.gold["readings"][reader]
    found = []
    for key, point in read["points"].items():
        own = frozenset(i for i, s in read["statements"].items() if key in s["points"] and not s.get("drop"))
        members = tuple(k for k, s in enumerate(one.statements) if any(covers(spans[i], s) for i in own))
        if members:
            found.append(Asked(point["label"], own, members))
    return found


def twin(point: Asked, others: Sequence[Asked]) -> Asked | None:
    """The other reader's point of nearly the same statements."""
    best = max(others, key=lambda o: len(point.own & o.own) / len(point.own | o.own))
    return best if len(point.own & best.own) >= SAME * len(point.own | best.own) else None


class Words:
    """Content lemmas and unit vectors of short texts, each text asked for once."""

    def __init__(self, opened: models.Models):
        self.opened, self.lemmas, self.vectors = opened, {}, {}

    def of(self, text: str) -> frozenset[str]:
        if text not in self.lemmas:
            (parse,) = self.opened.parse([text])
            self.lemmas[text] = frozenset(t.lemma.lower() for t in parse.tokens
                                          if t.pos in CONTENT and t.lemma.lower() not in empty_lemmas())  # fmt: skip
        return self.lemmas[text]

    def f1(self, one: str, other: str) -> float:
        a, b = self.of(one), self.of(other)
        return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0

    def cosine(self, one: str, other: str) -> float:
        for text in (one, other):
            if text not in self.vectors:
                self.vectors[text] = self.opened.embed([text])[0]
        return float(self.vectors[one] @ self.vectors[other])


def fragment(label: str) -> bool:
    """Whether a label is cut: opens or ends with a function word, holds a pronoun, half a pair of marks, or ends in a mark."""
    words = [w.strip("\"“”'‘’.,").lower() for w in label.split()]
    pairs = label.count("“") != label.count("”") or label.count('"') % 2 or label.count("(") != label.count(")")
    return bool((words[0] in EDGES - OPENERS) or words[-1] in EDGES or PRONOUNS & set(words) or pairs
                or label[-1] in ",;:-–—'’")  # fmt: skip


def shared(label: frozenset[str], members: Sequence[int], one: Told) -> list[float]:
    """For each content lemma of a label, the share of the group's statements that hold it."""
    held = [{w.lemma for w in one.matters[k].words} for k in members]
    return [sum(lemma in own for own in held) / len(held) for lemma in sorted(label)]


def told_of(one: Told, reader: str, opened: models.Models) -> tuple[list[Asked], list[Statement], tuple[str, ...]]:
    """The reader's points with our headline statement and our label of each."""
    groups = asked(one, reader)
    speaks = {k: sum(k in g.members for g in groups) for k in range(len(one.statements))}
    chance = nearness.chances(one.statements, one.readings, one.matters, one.vectors)
    ids = [s.id for s in one.statements]
    told = (one.matters, one.vectors.statements, one.vectors.words)
    matters, vectors, spoken = (dict(zip(ids, of, strict=True)) for of in told)
    names = labels.name([[one.statements[k] for k in g.members] for g in groups], one.readings, matters, vectors, spoken)
    best = [one.statements[headlines.best(g.members, one.statements, chance, speaks, label)]
            for g, label in zip(groups, names, strict=True)]  # fmt: skip
    return groups, best, names


def rows(one: Told, opened: models.Models, words: Words) -> Iterator[dict]:
    """One row for each reader's point: what our label reaches, and what the other reader's does."""
    made = {reader: told_of(one, reader, opened) for reader in "AB"}
    for reader, other in ("AB", "BA"):
        groups, best, names = made[reader]
        centres = np.stack([opened.embed([one.statements[k].text for k in g.members]).mean(axis=0) for g in groups])
        near = opened.embed(list(names)) @ (centres - centres.mean(axis=0)).T
        for k, (point, told, label) in enumerate(zip(groups, best, names, strict=True)):
            same = twin(point, made[other][0])
            heard = [point.label] + ([same.label] if same else [])
            share = shared(words.of(label), point.members, one)
            inside = opened.embed([one.statements[i].text for i in point.members]) @ centres[k]
            yield {
                "event": one.name, "gold": " | ".join(heard), "label": label, "headline": told.text, "n": len(point.members),
                "twin": bool(same),
                "F1": max(words.f1(label, h) for h in heard), "cosine": max(words.cosine(label, h) for h in heard),
                "F1 one": words.f1(label, point.label), "cosine one": words.cosine(label, point.label),
                "F1 second": words.f1(same.label, point.label) if same else None,
                "cosine second": words.cosine(same.label, point.label) if same else None,
                "held": float(np.mean(share)) if share else 0.0, "half": max(share, default=0.0) >= 0.5,
                "own": bool(near[k].argmax() == k), "fragment": fragment(label), "words": len(label.split()),
                "gold words": len(point.label.split()),
                "central": float(np.mean(inside < inside[list(point.members).index(one.statements.index(told))])),
                "readable": not headlines.faults(told),
            }  # fmt: skip


def figures(found: Sequence[dict]) -> dict[str, float]:
    def mean(name: str, of: Sequence[dict]) -> float:
        return round(float(np.mean([r[name] for r in of])), 3)

    twins, many = [r for r in found if r["twin"]], [r for r in found if r["n"] >= 3]
    return {
        "points": len(found),
        "F1, best of readers": mean("F1", found),
        "cosine, best of readers": mean("cosine", found),
        "F1, one reader, points of both": mean("F1 one", twins),
        "F1, second reader": mean("F1 second", twins),
        "cosine, one reader, points of both": mean("cosine one", twins),
        "cosine, second reader": mean("cosine second", twins),
        "no word of the reader's": round(float(np.mean([r["F1"] == 0 for r in found])), 3),
        "nearest to its own point": mean("own", found),
        "points of 3 and more": len(many),
        "F1, 3 and more": mean("F1", many),
        "share of statements that hold a label's word, 3 and more": mean("held", many),
        "a word held by half, 3 and more": mean("half", many),
        "cut": mean("fragment", found),
        "words": mean("words", found),
        "reader's words": mean("gold words", found),
        "headline nearer the middle than, 3 and more": mean("central", many),
        "headline without a fault": mean("readable", found),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--show", action="store_true")
    asked_for = parser.parse_args()
    opened = models.load()
    words = Words(opened)
    found = [row for one in events(asked_for.bench, opened) for row in rows(one, opened, words)]
    if asked_for.show:
        for row in found:
            print(row["event"], row["n"], row["label"], row["gold"], f"{row['F1']:.2f}", row["headline"][:160], sep="\t")
    result = figures(found)
    (HERE / "metrics.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
