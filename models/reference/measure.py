"""Measures a model of an event: which points a new article tells, what it adds, whose account it follows.

    python models/reference/measure.py BENCH [--events 40] [--seed 10]

BENCH holds gold/articles.jsonl with gold/<event>.json, events/seesaw.jsonl and readouts.jsonl (see card.md). The weights of
`framing/reference/weights.json` are fitted on halves of the accounts of gold alone; everything said of SEESAW is of events that
are not in gold. Writes the head and models/reference/metrics.json. About five minutes.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score

from framing import models, reference, river
from framing.errors import NothingUsable
from framing.records import Article, Comparison, Event
from framing.reference import Placed, Prepared
from framing.reference.following import TERMS, posterior, terms
from framing.settings import DEFAULT

HERE = Path(__file__).parent
HEAD = HERE.parent.parent / "framing" / "reference" / "weights.json"
sys.path.insert(0, str(HERE.parent))
from labelled import covers  # noqa: E402 - models/ is no package

QUICK = replace(DEFAULT, bootstrap=20, permutations=20, words_deals=20)  # contrasts play no part here
ALIKE = 0.5  # Jaccard from which a point of one grouping is taken for one of another
RUN = 2  # sentences that are dealt out together where an article has no paragraphs
Told = dict[str, list]


# --- what is read ---------------------------------------------------------------------------------------------------------


def articles(path: Path) -> dict[str, list[Article]]:
    """The English articles of a file by their events."""
    found: dict[str, list[Article]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row.get("lang") in (None, "", "en"):
            found[row["event_id"]].append(Article(row["doc_id"], row["source"], row["text"], row.get("title") or "",
                                                  row.get("date"), event=row["event_id"]))  # fmt: skip
    return found


def apart_from(gold: Mapping[str, Sequence[Article]], found: Mapping[str, list[Article]]) -> dict[str, list[Article]]:
    """The events of which no article shares a run of twelve words with one of gold, whose texts were tidied: not the same."""

    def runs(article: Article) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", article.text.lower())
        return {tuple(words[n : n + 12]) for n in range(len(words) - 11)}

    known = {run for own in gold.values() for a in own for run in runs(a)}
    return {name: own for name, own in found.items() if not any(runs(a) & known for a in own)}


def remembering(opened: models.Models) -> models.Models:
    """The same models, each text read once: an event is compared six times here."""

    def once(function):
        known: dict[str, object] = {}

        def kept(texts: Sequence[str]):
            new = [t for t in dict.fromkeys(texts) if t not in known]
            known.update(zip(new, function(new), strict=True) if new else ())
            return [known[t] for t in texts]

        return kept

    embed = once(opened.embed)
    width = opened.embed(["width"]).shape[1]
    return models.Models(
        once(opened.parse),
        lambda texts: np.stack(embed(texts)) if texts else np.zeros((0, width), dtype=np.float32),
        once(opened.embed_tokens),
        opened.cards,
    )


def compared(own: Sequence[Article], opened: models.Models) -> Comparison:
    event = Event(own[0].event or "event", "", tuple(a.id for a in own))
    return river.compare_event(event, own, opened, QUICK)


def prepared(comparison: Comparison, opened: models.Models) -> Prepared:
    return reference.prepare(reference.fit(comparison, opened, QUICK), opened)


# --- which points it tells ------------------------------------------------------------------------------------------------


def told(own: Sequence[Article], opened: models.Models, readers: Mapping | None = None) -> Iterator[Told]:
    """Each article of an event left out in turn: for each point of the others what we say and what the measure says.

    The measure is the comparison of all, or with `readers` each of the readings of gold.
    """
    full = compared(own, opened)
    for out in own:
        rest = [a for a in own if a.id != out.id]
        try:
            before = prepared(compared(rest, opened), opened)
        except NothingUsable:
            continue
        placed = reference.place(before, out, opened)
        vectors = opened.embed([s.text for s in placed.statements])
        yield {"rows": list(_rows(before, placed, vectors, full, out.id, readers)), "added": list(_added(placed, full, out.id))}


def _rows(
    before: Prepared, placed: Placed, rows: np.ndarray, full: Comparison, out: str, readers: Mapping | None
) -> Iterator[tuple]:
    """For each point: does the measure have it too, do we say told, chance, best cosine, does the measure, our answer."""
    kept = {s.id: row for s, row in zip(before.statements, before.reference.vectors.statements, strict=True)}
    by_id = {s.id: s for s in before.statements}
    for k, point in enumerate(before.reference.comparison.points):
        cosine = float((rows @ np.stack([kept[i] for i in point.statements]).T).max()) if len(rows) else 0.0
        found = placed.found[k]
        measures = _reader_says(point, by_id, out, readers) if readers else _full_says(point, full, out)
        for near, says in measures:
            yield near >= ALIKE, found.found == "told", found.chance or 0.0, cosine, says, found.found


def _full_says(point, full: Comparison, out: str) -> Iterator[tuple[float, bool]]:
    article = {s.id: s.article for s in full.statements}
    best, says = 0.0, False
    for other in full.points:
        theirs = {i for i in other.statements if article[i] != out}
        near = len(theirs & set(point.statements)) / len(theirs | set(point.statements)) if theirs else 0.0
        if near > best:
            best, says = near, len(theirs) < len(other.statements)
    yield best, says


def _reader_says(point, by_id, out: str, gold: Mapping) -> Iterator[tuple[float, bool]]:
    spans = gold["statements"]
    ours = {i for i, span in spans.items() if any(covers(span, by_id[k]) for k in point.statements)}
    for reading in gold["readings"].values():
        of: dict[str, set[str]] = defaultdict(set)
        for i, s in reading["statements"].items():
            for name in () if s.get("drop") else s["points"]:
                of[name].add(i)
        best, says = 0.0, False
        for members in of.values():
            others = {i for i in members if spans[i]["doc_id"] != out}
            near = len(others & ours) / len(others | ours) if others else 0.0
            if near > best:
                best, says = near, len(others) < len(members)
        yield best, says


def _added(placed: Placed, full: Comparison, out: str) -> Iterator[tuple[bool, bool]]:
    """(we say it adds, the full comparison has it on no point of others) for each statement of the article left out."""
    article = {s.id: s.article for s in full.statements}
    shared = {i for p in full.points if any(article[j] != out for j in p.statements) for i in p.statements}
    ours = {s.id for s in placed.added}
    yield from ((s.id in ours, s.id not in shared) for s in placed.statements)


def right(says: np.ndarray, true: np.ndarray) -> dict[str, float]:
    hits = float((says & true).sum())
    precision, recall = hits / max(1, says.sum()), hits / max(1, true.sum())
    return {"precision": round(precision, 3), "recall": round(recall, 3),
            "F1": round(2 * precision * recall / max(1e-9, precision + recall), 3)}  # fmt: skip


def telling(found: Sequence[Told]) -> dict:
    every = [row for one in found for row in one["rows"]]
    rows = [row[1:] for row in every if row[0]]
    ours, chance, cosine, true, answer = (np.array(x) for x in zip(*rows, strict=True))
    base = float(true.mean())
    best = max((right(cosine >= t, true) | {"threshold": round(float(t), 2)} for t in np.arange(0.2, 0.95, 0.01)),
               key=lambda one: one["F1"])  # fmt: skip
    return {
        "articles": len(found), "points": len(rows), "points that the measure has not, not counted": len(every) - len(rows),
        "told (base rate: the precision of chance)": round(base, 3),
        "F1 of saying told of all": round(2 * base / (1 + base), 3),
        "ours": right(ours, true),
        "chance of 0.5 or more": right(chance >= 0.5, true),
        "best plain cosine, threshold chosen on these": best,
        "area under the curve": {"our chance": round(float(roc_auc_score(true, chance)), 3),
                                 "cosine": round(float(roc_auc_score(true, cosine)), 3)},
        "by answer": {name: {"n": int((answer == name).sum()), "told": round(float(true[answer == name].mean()), 3),
                             "mean chance": round(float(chance[answer == name].mean()), 3)}
                      for name in ("told", "cannot tell", "not found") if (answer == name).any()},
    }  # fmt: skip


def adding(found: Sequence[Told]) -> dict:
    adds, alone = (np.array(x) for x in zip(*(pair for one in found for pair in one["added"]), strict=True))
    return {"statements": len(adds), "base rate": round(float(alone.mean()), 3), **right(adds, alone)}


def strangers(events: Sequence[Sequence[Article]], opened: models.Models) -> dict:
    """Articles of another event: what of them is told, what added, of how many an account is named."""
    answers: list[str] = []
    adds: list[float] = []
    named: list[float] = []
    for own, other in zip(events, [*events[1:], events[0]], strict=True):
        before = prepared(compared(own[:2], opened), opened)
        placed = reference.place(before, other[0], opened)
        answers += [p.found for p in placed.found]
        adds.append(len(placed.added) / max(1, len(placed.statements)))
        named += [chance for _, chance in reference.follow(before, placed).ranked[:1]]
    return {"articles": len(adds), "points": len(answers), "told": round(answers.count("told") / len(answers), 4),
            "cannot tell": round(answers.count("cannot tell") / len(answers), 4),
            "statements added": round(float(np.mean(adds)), 3), "an account is named": round(len(named) / len(adds), 3),
            "mean chance given to it": round(float(np.mean(named or [0])), 3)}  # fmt: skip


# --- whose account it follows -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Half:
    """One half of an account beside the other halves of all: the log likelihoods by term, whose it is, how long it is."""

    terms: dict[str, np.ndarray]
    whose: int
    words: int
    named: bool
    nearest: int


def halves(article: Article, opened: models.Models) -> tuple[Article, Article] | None:
    """The odd and the even paragraphs; where there are fewer than four, runs of two sentences."""
    units = [line.strip() for line in article.text.split("\n") if line.strip()]
    if len(units) < 4:
        sentences = [parse.text[slice(*parse.span(a, b))] for parse in opened.parse(units) for a, b in parse.sentences]
        units = [" ".join(sentences[n : n + RUN]) for n in range(0, len(sentences), RUN)]
    if len(units) < 2:
        return None
    first, second = (replace(article, id=f"{article.id}/{h}", text="\n\n".join(units[h::2]), title="") for h in (0, 1))
    return first, second


def followed(own: Sequence[Article], opened: models.Models) -> Iterator[Half]:
    """Each half of each account beside the model fitted on the other halves of all."""
    cut = [pair for a in own if (pair := halves(a, opened))]
    for h in (0, 1):
        try:
            before = prepared(compared([pair[h] for pair in cut], opened), opened)
        except (NothingUsable, IndexError):
            continue
        names = [a.name for a in before.reference.accounts]
        if before.reference.accounts[0].view != "source":
            continue
        for pair in cut:
            out = pair[1 - h]
            if out.source not in names:
                continue
            placed = reference.place(before, out, opened)
            if placed.statements:
                mean = [_mean_row(before, a.statements) for a in before.reference.accounts]
                own_mean = opened.embed([s.text for s in placed.statements]).mean(axis=0)
                nearest = int(np.argmax([float(m @ own_mean) for m in mean]))
                named = bool(reference.follow(before, placed).ranked)
                yield Half(terms(before, placed), names.index(out.source), placed.words, named, nearest)


def _mean_row(before: Prepared, ids: Sequence[str]) -> np.ndarray:
    place = {one.statement: n for n, one in enumerate(before.reference.said)}
    row = before.reference.vectors.statements[[place[i] for i in ids if i in place]].mean(axis=0)
    return row / np.linalg.norm(row)


def fitted(found: Sequence[Half], used: Sequence[str] = TERMS) -> dict[str, float]:
    """The weights of the terms `used`, none below 0, by maximum likelihood with a slight pull to 0; the others 0."""

    def loss(w: np.ndarray) -> float:
        weights = dict.fromkeys(TERMS, 0.0) | dict(zip(used, w, strict=True))
        return -sum(np.log(max(1e-12, posterior(one.terms, weights)[one.whose])) for one in found) + 0.01 * float(w @ w)

    best = minimize(loss, np.full(len(used), 0.1), bounds=[(0, None)] * len(used), method="L-BFGS-B").x
    return dict.fromkeys(TERMS, 0.0) | {name: round(float(w), 4) for name, w in zip(used, best, strict=True)}


def following(found: Sequence[tuple[Half, dict[str, float]]]) -> dict:
    """How often the likeliest account is the half's own, beside chance, and whether the chances mean what they say."""
    if not found:
        return {"halves": 0}
    chances = [posterior(one.terms, weights) for one, weights in found]
    right_ = np.array([int(c.argmax()) == one.whose for c, (one, _) in zip(chances, found, strict=True)])
    top = np.array([float(c.max()) for c in chances])
    brier = [float(((c - np.eye(len(c))[one.whose]) ** 2).sum()) for c, (one, _) in zip(chances, found, strict=True)]
    alone = [float(((1 / len(c) - np.eye(len(c))[one.whose]) ** 2).sum()) for c, (one, _) in zip(chances, found, strict=True)]
    bins = [(0.0, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01)]
    return {
        "halves": len(found),
        "right": round(float(right_.mean()), 3),
        "chance": round(float(np.mean([1 / len(c) for c in chances])), 3),
        "nearest mean vector": round(float(np.mean([one.nearest == one.whose for one, _ in found])), 3),
        "mean chance given": round(float(top.mean()), 3),
        "Brier": round(float(np.mean(brier)), 3), "Brier of equal chances": round(float(np.mean(alone)), 3),
        "by chance given": {f"{low:.1f}-{min(high, 1):.1f}": {"n": int(of.sum()), "given": round(float(top[of].mean()), 3),
                                                 "right": round(float(right_[of].mean()), 3)}
                            for low, high in bins for of in [(top >= low) & (top < high)] if of.any()},
    }  # fmt: skip


# --- all of it ----------------------------------------------------------------------------------------------------------------


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--events", type=int, default=40)
    parser.add_argument("--seed", type=int, default=10)
    given = parser.parse_args()
    opened = remembering(models.load(threads=1))
    gold = articles(given.bench / "gold/articles.jsonl")
    seesaw = apart_from(gold, articles(given.bench / "events/seesaw.jsonl"))
    chosen = random.Random(given.seed).sample(sorted(seesaw), given.events)

    own_halves = {name: list(followed(own, opened)) for name, own in gold.items() if len(own) > 1}
    every = [one for found in own_halves.values() for one in found]
    print(len(every), "halves of gold", flush=True)
    by_used = {}
    for used in (("pattern",), ("nearness",), TERMS):
        left_out = [(one, weights) for name, found in own_halves.items()
                    for weights in [fitted([o for n, f in own_halves.items() if n != name for o in f], used)] for one in found]
        if used == TERMS:
            of_all = left_out
        by_used["+".join(used)] = {"weights": fitted(every, used), "gold, leaving one event out": following(left_out)}
    in_calls = [name.startswith("us-") for name, found in own_halves.items() for _ in found]
    calls = [pair for pair, inside in zip(of_all, in_calls, strict=True) if inside]
    head = fitted(every)
    HEAD.write_text(json.dumps(head, indent=1) + "\n")
    print(json.dumps(by_used, indent=1), flush=True)
    apart = [one for name in chosen for one in followed(seesaw[name], opened)]
    for used, one in by_used.items():
        one["SEESAW"] = following([(half, one["weights"]) for half in apart])
        print(used, json.dumps(one["SEESAW"]), flush=True)
    of_seesaw = [one for name in chosen for one in told(seesaw[name], opened)]
    of_gold = {name: list(told(own, opened, json.loads((given.bench / f"gold/{name}.json").read_text(encoding="utf-8"))))
               for name, own in gold.items() if len(own) > 1}  # fmt: skip
    metrics = {
        "data": {"SEESAW events": len(chosen), "of those not in gold": len(seesaw), "seed": given.seed,
                 "gold events": len(gold)},
        "whose account": {
            "readouts of one call, leaving one call out": following(calls),
            "gold, leaving one event out": by_used["+".join(TERMS)]["gold, leaving one event out"],
            "gold, where an account is named": following([pair for pair in of_all if pair[0].named]),
            "SEESAW": by_used["+".join(TERMS)]["SEESAW"],
            "SEESAW, where an account is named": following([(half, head) for half in apart if half.named]),
            "terms alone": by_used,
        },
        "told": {
            "SEESAW, against the comparison of all three": telling(of_seesaw),
            "gold, against two readers": telling([one for own in of_gold.values() for one in own]),
            "readouts among them": telling([one for name, own in of_gold.items() if name.startswith("us-") for one in own]),
        },
        "adds, SEESAW, against the comparison of all three": adding(of_seesaw),
        "articles of another event": strangers([seesaw[name] for name in chosen], opened),
    }  # fmt: skip
    (HERE / "metrics.json").write_text(json.dumps(metrics, indent=1) + "\n")
    print(json.dumps(metrics, indent=1))


if __name__ == "__main__":
    main()
