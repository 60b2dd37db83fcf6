"""How well few articles are gathered into events: sets of two, three to eight and nine to forty, with look-alike events.

    python models/events/measure_small_sets.py BENCH

BENCH is a folder with `events/ecbplus.jsonl` and `events/seesaw.jsonl` (kept outside this repository). ECB+ holds two
look-alike events for each topic number (Cybulska & Vossen 2014); for SEESAW (Zhang et al. 2022) the look-alike of a story is
the story whose words are nearest. Draws are seeded: the same folder gives the same figures.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from framing.events import group
from framing.records import Article
from framing.settings import DEFAULT, Settings

DRAWS = 300
"""Sets drawn for each figure: a rate of one half is then known to about 0.06 either way."""

SIZES = ((3, 8), (9, 40))
"""Least and most articles of the larger sets."""

Labelled = dict[str, list[Article]]
Set = list[tuple[str, Article]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--draws", type=int, default=DRAWS)
    asked = parser.parse_args()
    for line in figures(asked.bench, DEFAULT, asked.draws):
        print(line, flush=True)


def figures(bench: Path, settings: Settings, draws: int) -> Iterator[str]:
    """One line for each collection, with and without its dates."""
    for name in ("ecbplus", "seesaw"):
        dated = events_of(bench / "events" / f"{name}.jsonl")
        undated = {event: [replace(a, date=None) for a in members] for event, members in dated.items()}
        alike = topic_mates(dated) if name == "ecbplus" else nearest(dated)
        for how, events in [("no dates", undated), ("dates", dated)][: 2 if name == "seesaw" else 1]:
            yield f"{name:8} {how:9} {summary(events, alike, settings, draws)}"


def summary(events: Labelled, alike: dict[str, str], settings: Settings, draws: int) -> str:
    two = {kind: rates(pairs_of(events, alike, kind, draws), alike, settings)[kind] for kind in ("same", "alike", "other")}
    kinds = {"of two": two} | {f"of {least}-{most}": rates(small_sets(events, alike, draws, least, most), alike, settings)
                              for least, most in SIZES}  # fmt: skip
    return "; ".join(
        f"{of}: split {1 - found['same']:.3f}, joined alike {found['alike']:.3f}, other {found['other']:.3f}"
        + (f", B-cubed {found['b3']:.3f}" if "b3" in found else "")
        for of, found in kinds.items()
    )


def events_of(path: Path) -> Labelled:
    events: Labelled = defaultdict(list)
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        article = Article(row["doc_id"], row["source"] or "", row["text"], row["title"] or "", row["date"])
        events[row["event_id"]].append(article)
    return dict(sorted(events.items()))


def topic_mates(events: Labelled) -> dict[str, str]:
    """The other event of the same ECB+ topic number."""
    number = {event: re.match(r"ecbplus:(\d+)", event).group(1) for event in events}  # type: ignore[union-attr]
    return {a: b for a in events for b in events if a != b and number[a] == number[b]}


def nearest(events: Labelled) -> dict[str, str]:
    """The story whose articles' words are nearest, for each."""
    names = list(events)
    told = [" ".join(f"{a.title} {a.text}" for a in events[name]) for name in names]
    rows = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(told)
    near = (rows @ rows.T).toarray() - 2 * np.eye(len(names))
    return {name: names[int(near[n].argmax())] for n, name in enumerate(names)}


def pairs_of(events: Labelled, alike: dict[str, str], kind: str, draws: int) -> Iterator[Set]:
    chance = random.Random(f"pairs {kind}")
    names = [event for event in events if kind != "same" or len(events[event]) > 1]
    for _ in range(draws):
        one = chance.choice([name for name in names if kind != "alike" or name in alike])
        if kind == "same":
            yield [(one, a) for a in chance.sample(events[one], 2)]
            continue
        other = alike[one] if kind == "alike" else chance.choice([e for e in names if e not in (one, alike.get(one))])
        yield [(event, chance.choice(events[event])) for event in (one, other)]


def small_sets(events: Labelled, alike: dict[str, str], draws: int, least: int, most: int) -> Iterator[Set]:
    """Sets of so many articles: of one event, mostly with its look-alikes, half of the time with an unrelated one too.

    A draw of events with too few articles is passed over: SEESAW has three an event, so its sets end at nine.
    """
    chance = random.Random(f"sets of {least} to {most}")
    for _ in range(draws):
        size = chance.randint(least, most)
        one = chance.choice([event for event in events if event in alike])
        chosen = {one, *chance.sample(sorted(events), chance.randint(0, 1))}
        if chance.random() < 0.75:
            chosen.add(alike[one])
        pool = [(event, a) for event in sorted(chosen) for a in events[event]]
        if len(pool) >= least:
            yield chance.sample(pool, min(len(pool), size))


def rates(sets: Iterator[Set], alike: dict[str, str], settings: Settings) -> dict[str, float]:
    """Shares of the pairs of each kind that were put into one event, and the mean B-cubed F1 of the sets."""
    joined: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    scores = []
    for drawn in sets:
        told = {a: event.id for event in group([a for _, a in drawn], settings) for a in event.articles}
        for (e, a), (f, b) in combinations(drawn, 2):
            kind = "same" if e == f else "alike" if f == alike.get(e) or e == alike.get(f) else "other"
            pairs[kind] += 1
            joined[kind] += told[a.id] == told[b.id]
        scores.append(b_cubed([e for e, _ in drawn], [told[a.id] for _, a in drawn]))
    return {kind: joined[kind] / pairs[kind] for kind in pairs} | {"b3": float(np.mean(scores))}


def b_cubed(real: list[str], told: list[str]) -> float:
    """F1 of B-cubed precision and recall (Bagga & Baldwin 1998)."""
    both, one, other = Counter(zip(real, told, strict=True)), Counter(real), Counter(told)
    precision = sum(n * n / other[t] for (_, t), n in both.items()) / len(real)
    recall = sum(n * n / one[r] for (r, _), n in both.items()) / len(real)
    return 2 * precision * recall / (precision + recall)


if __name__ == "__main__":
    main()
