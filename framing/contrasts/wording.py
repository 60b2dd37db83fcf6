"""Wording: two or three accounts that tell the same matter in other words.

Of each point and each two accounts that tell it the pair of statements is taken that a careful reader would most likely lay
side by side, by a logistic model over what stands in `FEATURES`: how surely and how nearly the two tell the same, how few words
they share, how early they stand, how long they are, and whether two phrases in one place differ (`differing`). A third account
joins when its statement is about as likely beside both. The weights (`heads/wording.json`) were fitted on twice-read events;
`models/contrasts/fit_wording.py` tells how well they carry over to events they were not fitted on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations, product
from typing import TypedDict

import numpy as np
import numpy.typing as npt

from framing.differing import Differing, Worded, between, third, worded
from framing.nearness import Nearness
from framing.records import Account, Contrast, Point, Statement
from framing.settings import Settings
from framing.syntax import Reading

Floats = npt.NDArray[np.float64]

FEATURES = ("chance", "cosine", "shared words", "opening", "length", "differing", "rank")
"""What the chance of a pair is judged by; `features` gives them in this order."""

ACCOUNTS = 6
"""Pairs of accounts laid side by side on one point: all of four accounts; of twenty, 190 pairs say no more."""

SURE = 1e-3
"""Chances are kept this far from 0 and 1 before their log odds are taken, so that no signal decides alone."""


@dataclass(frozen=True, slots=True)
class Event:
    """What is known of an event's statements by id: wording, number in `nearness`, place in its account (0..1)."""

    statements: Mapping[str, Statement]
    words: Mapping[str, Worded]
    numbers: Mapping[str, int]
    places: Mapping[str, float]
    nearness: Nearness


@dataclass(frozen=True, slots=True)
class Pair:
    """Statements `a` and `b` of two accounts on the point that is the `rank`-th of the event, and the phrases that differ."""

    a: str
    b: str
    rank: int
    differing: Differing


@dataclass(frozen=True, slots=True)
class Set:
    """Statements that tell one matter in other words, by account, with their phrases and the mean log odds of their pairs."""

    accounts: tuple[str, ...]
    evidence: tuple[str, ...]
    differing: Differing
    words: tuple[str, ...]
    odds: float


class Head(TypedDict):
    """The learned weights: of a pair's features, and of a set's log odds and its being of three for the reader's chance."""

    intercept: float
    weights: dict[str, float]
    reported: dict[str, float]


def find(
    accounts: Sequence[Account],
    points: Sequence[Point],
    statements: Mapping[str, Statement],
    readings: Mapping[str, Reading],
    nearness: Nearness,
    settings: Settings,
) -> tuple[tuple[float, Contrast], ...]:
    """The wording contrasts of the accounts of one view, each with the chance (0..1) that a careful reader reports it.

    `statements` are by id, `readings` by article. At most one contrast per point and two accounts, the likeliest first; no
    two statements are laid side by side twice. Its `words` are the phrases that differ, in the order of
    its evidence, "" for a third that has none in that place; () when no two phrases stand in one place.
    """
    return ranked(accounts, points, gather(accounts, statements, readings, nearness), head(), settings)


def ranked(
    accounts: Sequence[Account], points: Sequence[Point], event: Event, head: Head, settings: Settings
) -> tuple[tuple[float, Contrast], ...]:
    """What `find` returns, judged by given weights."""
    found: list[tuple[float, Contrast]] = []
    for rank, point in enumerate(points):
        for one in sets(told(accounts, point, event), rank, event, head, settings):
            contrast = Contrast("", "wording", accounts[0].view, point.id, one.accounts, None, one.evidence, words=one.words)
            found.append((chance_of(one, head), contrast))
    found.sort(key=lambda f: (-f[0], f[1].evidence, f[1].point or ""))
    kept: list[tuple[float, Contrast]] = []
    laid: set[frozenset[str]] = set()
    for weight, contrast in found:
        together = {frozenset(two) for two in combinations(contrast.evidence, 2)}
        if not together & laid:
            kept.append((weight, contrast))
            laid |= together
    return tuple(kept)


def gather(
    accounts: Sequence[Account], statements: Mapping[str, Statement], readings: Mapping[str, Reading], nearness: Nearness
) -> Event:
    """What is known of the statements of some accounts."""
    ids = [i for account in accounts for i in account.statements]
    words = {i: worded(statements[i], readings[statements[i].article]) for i in dict.fromkeys(ids)}
    places = {i: n / max(1, len(account.statements) - 1) for account in accounts for n, i in enumerate(account.statements)}
    return Event(statements, words, {i: n for n, i in enumerate(nearness.ids)}, places, nearness)


def told(accounts: Sequence[Account], point: Point, event: Event) -> dict[str, list[str]]:
    """The statements of each account that tells the point, by the account's id."""
    own: dict[str, list[str]] = {}
    for account in accounts:
        its = set(account.statements)
        ids = [i for i in point.statements if i in its and i in event.numbers]
        if ids:
            own[account.id] = ids
    return own


def pairs(ids_a: Sequence[str], ids_b: Sequence[str], rank: int, event: Event, most: int) -> Iterator[Pair]:
    """The `most` likeliest pairs of one point in which both statements have words of their own."""
    def nearest(pair: tuple[str, str]) -> float:
        return -float(event.nearness.chance[event.numbers[pair[0]], event.numbers[pair[1]]])

    apart = [(a, b) for a, b in product(ids_a, ids_b) if a != b]
    for a, b in sorted(apart, key=nearest)[:most]:
        differing = between(event.words[a], event.words[b])
        if differing:
            yield Pair(a, b, rank, differing)


def features(pair: Pair, event: Event) -> Floats:
    """The numbers of `FEATURES` for a pair; swapping its statements changes none."""
    a, b = event.statements[pair.a], event.statements[pair.b]
    i, j = event.numbers[a.id], event.numbers[b.id]
    chance = min(max(float(event.nearness.chance[i, j]), SURE), 1 - SURE)
    words_a, words_b = event.words[a.id].lemmas, event.words[b.id].lemmas
    every = sum((dict(words_a) | dict(words_b)).values())
    shared = sum(words_a[lemma] for lemma in sorted(words_a.keys() & words_b.keys()))
    return np.array([
        np.log(chance / (1 - chance)),
        float(event.nearness.vectors[i] @ event.nearness.vectors[j]),
        shared / every if every else 0.0,
        1 - (event.places[a.id] + event.places[b.id]) / 2,
        float(np.log(min(a.words, b.words))),
        pair.differing.rare,
        float(np.log1p(pair.rank)),
    ])  # fmt: skip


def sets(
    own: Mapping[str, Sequence[str]], rank: int, event: Event, head: Head, settings: Settings
) -> Iterator[Set]:
    """The sets of one point: the best pair, with a third where one is as likely, then accounts not yet laid together.

    Sides stand in the order of the articles' texts, whatever the accounts are called.
    """
    together = _nearest(own, event)
    own = {account: own[account] for account in dict.fromkeys(a for two in together for a in two)}
    best = []
    for x, y in together:
        likely = [(odds_of(features(p, event), head), p) for p in pairs(own[x], own[y], rank, event, settings.wording_pairs)]
        if likely:
            odds, pair = max(likely, key=lambda one: (one[0], event.numbers[one[1].a], event.numbers[one[1].b]))
            best.append(Set((x, y), (pair.a, pair.b), pair.differing, pair.differing.words, odds))
    best.sort(key=lambda one: (-one.odds, [event.numbers[i] for i in one.evidence]))
    laid: set[frozenset[str]] = set()
    for one in best:
        if frozenset(one.accounts) not in laid:
            grown = _with_third(one, own, rank, event, head, settings)
            laid |= {frozenset(two) for two in combinations(grown.accounts, 2)}
            yield grown


def _nearest(own: Mapping[str, Sequence[str]], event: Event) -> list[tuple[str, str]]:
    """The `ACCOUNTS` pairs of accounts whose nearest statements on a point are nearest, each in the order of the texts."""
    numbers = {account: [event.numbers[i] for i in ids] for account, ids in own.items()}
    every = combinations(sorted(own, key=lambda account: min(numbers[account])), 2)
    near = {two: float(event.nearness.chance[np.ix_(numbers[two[0]], numbers[two[1]])].max()) for two in every}
    return sorted(near, key=lambda two: (-near[two], [min(numbers[account]) for account in two]))[:ACCOUNTS]


def _with_third(
    one: Set, own: Mapping[str, Sequence[str]], rank: int, event: Event, head: Head, settings: Settings
) -> Set:
    """The set with the statement of a third account that is likeliest beside both, if it is nearly as likely as they are."""
    grown = []
    for account in sorted(set(own) - set(one.accounts)):
        for i in own[account]:
            beside = [p for e in one.evidence for p in pairs([e], [i], rank, event, 1)]
            odds = [odds_of(features(p, event), head) for p in beside]
            if len(beside) == len(one.evidence) and np.mean(odds) > one.odds - settings.wording_third:
                same = third(one.differing, event.words[i])
                words = (*one.words, same.text if same else "") if one.words else ()
                grown.append(Set((*one.accounts, account), (*one.evidence, i), one.differing, words,
                                 float(np.mean([one.odds, *odds]))))  # fmt: skip
    return max(grown, key=lambda g: (g.odds, g.evidence), default=one)


def odds_of(evidence: Floats, head: Head) -> float:
    """Log odds that a reader lays a pair side by side."""
    return head["intercept"] + float(evidence @ np.array([head["weights"][name] for name in FEATURES]))


def chance_of(one: Set, head: Head) -> float:
    """The chance that a careful reader reports a set."""
    reported = head["reported"]
    odds = reported["intercept"] + reported["odds"] * one.odds + reported["three"] * (len(one.evidence) > 2)
    return round(float(1 / (1 + np.exp(-odds))), 4)


@cache
def head() -> Head:
    """The fitted weights."""
    weights: Head = json.loads(files("framing.heads").joinpath("wording.json").read_text(encoding="utf-8"))
    return weights
