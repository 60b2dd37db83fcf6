"""Asks whether what an editor says of coverage is among our first contrasts: the outlets, by rating, and the matter.

    python models/contrasts/coverage_notes.py BENCH [--keep FOLDER] [--show N]

BENCH holds coverage/<name>.articles.jsonl, whose doc_ids end in the rating of the outlet (_left, _center, _right), and
coverage/<name>.notes.jsonl. The rating is read here and nowhere else: the program does not know it. COVERAGE.md tells how.
Writes models/contrasts/coverage_metrics.json. Comparisons are written to FOLDER, or read from it when it holds them; N remarks
are shown with what was found of them. About ten minutes, two of them without the comparisons.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from remarks import Remark, key_words, lemmas, remarks

from framing import models, river
from framing.records import Article, Comparison, Contrast, from_json, to_json
from framing.settings import DEFAULT

HERE = Path(__file__).parent
FIRST = (3, 10, 20)
DEALT = 400
"""Times chance is drawn anew."""
ABOUT_THE_FIRST = frozenset({"emphasis", "tone", "frame", "cross-attribution"})
"""Kinds that say something of their first account; an omission says that the others tell; the rest lay all side by side."""

Words = frozenset[str]
Borne = Mapping[str, Words]
"""By rating: the lemmas with which its outlet tells or stresses something in the contrasts looked at."""


@dataclass(frozen=True)
class Shown:
    """One contrast as it is judged: its kind, the ratings that tell or stress, the statements cited, lemmas of its target."""

    kind: str
    telling: tuple[str, ...]
    evidence: tuple[str, ...]
    target: Words


@dataclass(frozen=True)
class Event:
    """One event: lemmas of the editors' title and of each statement, ratings of statements, contrasts by source in order."""

    title: Words
    said: Mapping[str, Words]
    rating: Mapping[str, str]
    shown: tuple[Shown, ...]

    @property
    def told(self) -> Borne:
        """All lemmas of each account."""
        return {r: Words().union(*(self.said[i] for i in self.rating if self.rating[i] == r)) for r in self.ratings}

    @property
    def ratings(self) -> tuple[str, ...]:
        return tuple(sorted(set(self.rating.values())))


@dataclass(frozen=True)
class Asked:
    """A remark with its event and the lemmas of its matter, before those are dropped that cannot tell accounts apart."""

    event: str
    remark: Remark
    words: Words


def event_of(one: Comparison, title: str, opened: models.Models) -> Event:
    """A comparison with the ratings that the ids of its articles end in."""
    parses = opened.parse([s.text for s in one.statements])
    rating = {s.id: s.article.rsplit("_", 1)[1] for s in one.statements}
    of_account = {a.id: rating[a.statements[0]] for a in one.accounts if a.view == "source"}
    contrasts = [c for c in one.contrasts if c.view == "source"]
    targets = opened.parse([c.target for c in contrasts])
    shown = tuple(Shown(c.kind, telling(c, of_account), c.evidence, lemmas(t)) for c, t in zip(contrasts, targets, strict=True))
    counted = {i for a in one.accounts if a.view == "source" for i in a.statements}
    said = {s.id: lemmas(p) for s, p in zip(one.statements, parses, strict=True) if s.id in counted}
    return Event(lemmas(opened.parse([title])[0]), said, {i: rating[i] for i in said}, shown)


def telling(contrast: Contrast, rating: Mapping[str, str]) -> tuple[str, ...]:
    """The ratings of the accounts that tell or stress what a contrast is about."""
    if contrast.kind in ABOUT_THE_FIRST:
        return (rating[contrast.accounts[0]],)
    told = contrast.accounts[1:] if contrast.kind == "omission" else contrast.accounts
    return tuple(rating[a] for a in told)


def borne(event: Event, first: int, dealt: Mapping[str, str] | None = None) -> Borne:
    """What the outlet of each rating is shown to tell by the first contrasts; `dealt` puts other statements in place of those
    cited. A word that an account beside it has in the same contrast is no difference."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in event.shown[:first]:
        evidence = [dealt[i] for i in one.evidence] if dealt else one.evidence
        own: dict[str, Words] = defaultdict(Words)
        for i in evidence:
            own[event.rating[i]] |= event.said[i]
        for rating in one.telling:
            beside = own.keys() - (set(one.telling) if one.kind == "omission" else {rating})
            others = Words().union(*(own[r] for r in beside))
            found[rating] |= (own[rating] - others) | one.target
    return {rating: frozenset(words) for rating, words in found.items()}


def telling_apart(asked: Asked, event: Event, told: Borne) -> Words:
    """The words that can tell accounts apart: not in the title, and in no more accounts than the remark names."""
    many = Counter(w for words in told.values() for w in words)
    return frozenset(w for w in asked.words - event.title if many[w] <= len(asked.remark.named))


def bearers(words: Words, shown: Borne, least: int = 1) -> Words:
    """The ratings whose outlet is shown to tell so many of the words."""
    return frozenset(rating for rating, own in shown.items() if len(words & own) >= least)


@dataclass(frozen=True)
class Sets:
    """Which remarks a share is taken of, by their numbers."""

    all: tuple[int, ...]
    reachable: tuple[int, ...]
    on_its_side: tuple[int, ...]


Shares = Mapping[str, float]


def shares(hits: Sequence[Words], named: Sequence[Words], sets: Sets) -> dict[str, float]:
    """The share of remarks whose words are shown of an outlet they name, by set; and of those shown of any, the side right."""
    right = np.array([bool(h & n) for h, n in zip(hits, named, strict=True)])
    found = np.array([bool(h) for h in hits])
    return {
        "all": float(right.mean()),
        "words in a text": float(right[list(sets.reachable)].mean()),
        "words in a text of the side named": float(right[list(sets.on_its_side)].mean()),
        "side right, where the words are found": float(right.sum() / max(1, found.sum())),
    }


class Chance:
    """Three ways in which sides and words would be found by chance, each drawn `DEALT` times."""

    def __init__(
        self, asked: Sequence[Asked], every: Mapping[str, Event], words: Sequence[Words], sets: Sets, first: int, least: int
    ):
        self.asked, self.every, self.words, self.sets = asked, every, words, sets
        self.first, self.least, self.rng = first, least, np.random.default_rng(DEFAULT.seed)
        self.shown = {name: borne(event, first) for name, event in every.items()}
        self.named = [a.remark.named for a in asked]

    def sides_dealt(self) -> dict[str, float]:
        """Our contrasts, the ratings of an event's outlets exchanged."""
        hits = []
        to = {name: dict(zip(e.ratings, self.rng.permutation(e.ratings), strict=True)) for name, e in self.every.items()}
        for one, words in zip(self.asked, self.words, strict=True):
            hits.append(frozenset(str(to[one.event][r]) for r in bearers(words, self.shown[one.event], self.least)))
        return shares(hits, self.named, self.sets)

    def sentences_dealt(self) -> dict[str, float]:
        """Our contrasts, each account's sentences exchanged among themselves: what any choice of as many sentences finds."""
        shown = {}
        for name, event in self.every.items():
            dealt: dict[str, str] = {}
            for rating in event.ratings:
                own = [i for i in event.rating if event.rating[i] == rating]
                dealt |= dict(zip(own, (own[n] for n in self.rng.permutation(len(own))), strict=True))
            shown[name] = borne(event, self.first, dealt)
        hits = [bearers(words, shown[one.event], self.least) for one, words in zip(self.asked, self.words, strict=True)]
        return shares(hits, self.named, self.sets)

    def another_event(self) -> dict[str, float]:
        """The contrasts of another event, of which as many are looked at."""
        order = self.rng.permutation(sorted({one.event for one in self.asked})).tolist()
        to = dict(zip(order, [*order[1:], order[0]], strict=True))
        hits = [bearers(words - self.every[to[one.event]].title, self.shown[to[one.event]], self.least)
                for one, words in zip(self.asked, self.words, strict=True)]  # fmt: skip
        return shares(hits, self.named, self.sets)

    def drawn(self, way: Callable[[], dict[str, float]]) -> dict[str, dict[str, float]]:
        """Mean and 95% range of each share."""
        rows = [way() for _ in range(DEALT)]
        return {key: {"mean": round(float(np.mean(own)), 3), "low": round(float(np.quantile(own, 0.025)), 3),
                      "high": round(float(np.quantile(own, 0.975)), 3)}
                for key in rows[0] for own in [[row[key] for row in rows]]}  # fmt: skip


def compared(bench: Path, keep: Path | None, opened: models.Models) -> Iterator[Comparison]:
    """The comparisons of all events, from `keep` when it holds some."""
    files = sorted(keep.glob("*.json")) if keep and keep.exists() else []
    if files:
        yield from (from_json(file.read_bytes()) for file in files)
        return
    articles = [Article(r["doc_id"], r["source"], r["text"], r.get("title") or "", r.get("date"), event=r["event_id"])
                for path in sorted((bench / "coverage").glob("*.articles.jsonl")) for r in rows(path)]  # fmt: skip
    for n, one in enumerate(river.compare(articles, opened)):
        if keep:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{n:04d}.json").write_text(to_json(one), encoding="utf-8")
        yield one


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def asked_of(notes: Sequence[dict], every: Mapping[str, Event], opened: models.Models) -> tuple[list[Asked], Counter[str]]:
    """The remarks that can be asked about, and how many are left out for which reason."""
    kept, count = [], Counter[str]()
    for note in notes:
        count["sentences"] += len(note["comparison_sentences"])
        for remark in (r for s in note["comparison_sentences"] for r in remarks(s)):
            count["remarks that name one or two ratings"] += 1
            event = every.get(note["event_id"])
            if remark.turned:
                count["left out: on what a side does not tell"] += 1
            elif event is None or not remark.named <= set(event.ratings):
                count["left out: no text of a side named"] += 1
            else:
                one = Asked(note["event_id"], remark, key_words(opened.parse([remark.text])[0]))
                if telling_apart(one, event, event.told):
                    kept.append(one)
                else:
                    count["left out: no word that tells accounts apart"] += 1
    return kept, count


def measured(asked: Sequence[Asked], every: Mapping[str, Event], least: int) -> dict:
    """The figures for our first three, ten and twenty contrasts, beside chance, of the remarks that have `least` words or more:
    a remark is found where an outlet it names is shown to tell that many."""
    told = {name: event.told for name, event in every.items()}
    asked = [one for one in asked if len(telling_apart(one, every[one.event], told[one.event])) >= least]
    words = [telling_apart(one, every[one.event], told[one.event]) for one in asked]
    where = [bearers(w, told[one.event], least) for one, w in zip(asked, words, strict=True)]
    sets = Sets(tuple(range(len(asked))), tuple(n for n, w in enumerate(where) if w),
                tuple(n for n, w in enumerate(where) if w & asked[n].remark.named))  # fmt: skip
    result: dict = {"n": {"all": len(asked), "words in a text": len(sets.reachable),
                          "words in a text of the side named": len(sets.on_its_side)}}  # fmt: skip
    for first in FIRST:
        chance = Chance(asked, every, words, sets, first, least)
        hits = [bearers(w, chance.shown[one.event], least) for one, w in zip(asked, words, strict=True)]
        ways = {"sides dealt at random": chance.sides_dealt, "sentences dealt at random": chance.sentences_dealt,
                "another event": chance.another_event}  # fmt: skip
        by_chance = {name: chance.drawn(way) for name, way in ways.items()}
        ours = shares(hits, chance.named, sets)
        result[f"first {first}"] = {
            "sentences cited": round(float(np.mean([cited(every[one.event], first) for one in asked])), 3),
            "words found": sum(map(bool, hits)),
            **{key: {"framing": round(value, 3), **{name: by_chance[name][key] for name in ways}}
               for key, value in ours.items()},
            "by kind": by_kind(asked, words, every, first, least),
        }
    return result


def cited(event: Event, first: int) -> float:
    """The share of an event's sentences that its first contrasts cite."""
    return len({i for one in event.shown[:first] for i in one.evidence}) / len(event.said)


def by_kind(
    asked: Sequence[Asked], words: Sequence[Words], every: Mapping[str, Event], first: int, least: int
) -> dict[str, int]:
    """How many remarks are found, side and words, by contrasts of each kind alone."""
    count: Counter[str] = Counter()
    for one, own in zip(asked, words, strict=True):
        event = every[one.event]
        for kind in {s.kind for s in event.shown[:first]}:
            alone = replace(event, shown=tuple(s for s in event.shown[:first] if s.kind == kind))
            count[kind] += bool(bearers(own, borne(alone, first), least) & one.remark.named)
    return dict(sorted(count.items()))


def show(asked: Sequence[Asked], every: Mapping[str, Event], number: int) -> None:
    """Prints some remarks, evenly spaced, with their words, where those stand, and where the first contrasts show them."""
    for one in asked[:: max(1, len(asked) // number)][:number]:
        event = every[one.event]
        own = telling_apart(one, event, event.told)
        print(f"\n{one.event} {sorted(one.remark.named)} {one.remark.text}\n  words {sorted(own)}")
        for name, place in (("in the texts", event.told), *((f"first {k}", borne(event, k)) for k in FIRST)):
            print(f"  {name}: " + "; ".join(f"{r} {sorted(own & place[r])}" for r in sorted(place) if own & place[r]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args()
    opened = models.load()
    files = sorted((args.bench / "coverage").glob("*.jsonl"))
    notes = [note for path in files if path.name.endswith(".notes.jsonl") for note in rows(path)]
    title = {note["event_id"]: note["issue"] for note in notes}
    every = {one.event.id: event_of(one, title[one.event.id], opened) for one in compared(args.bench, args.keep, opened)
             if one.event.id in title}  # fmt: skip
    asked, count = asked_of(notes, every, opened)
    if args.show:
        show(asked, every, args.show)
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    result = {"data": {"events": len(every), "sha256": digest}, "remarks": dict(count),
              "one word": measured(asked, every, 1), "two words": measured(asked, every, 2)}  # fmt: skip
    (HERE / "coverage_metrics.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
