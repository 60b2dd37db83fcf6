"""How far one account's share of something stands from the mean of the others', and whether chance alone shows as much.

Of each target k an account a has n_ak cases (clauses in which somebody stands, sentences) of which h_ak are hits:

    s_ak = h_ak / n_ak        D_ak = s_ak - mean of s_rk over the other accounts r

each account counting alike. The interval is from resampled paragraphs (`STRETCH`). As many targets are looked at, and of each
the account that stands furthest apart, the p is of the largest of all: paragraphs are dealt out anew among the accounts, each
account getting as many as it has, and in every deal the largest z² of any account and target is taken (single-step max-T;
Westfall & Young 1993, ch. 2; (1 + hits) / (1 + draws), Phipson & Smyth 2010),

    z_ak² = D_ak² / [s_k (1 - s_k) (1 / n_ak + sum of 1 / n_rk / R²)]

with s_k the share of k in all accounts together and R the number of the others. `uncertainty.max_t` is not used, as it asks for
more room only, and for shares of one whole; here each target has cases of its own, and less counts as much as more.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.records import Estimate, Statement
from framing.settings import Settings
from framing.uncertainty import DEALT, Floats, interval, resampled_shares

STRETCH = 3
"""Sentences of a paragraph up to which it is resampled and dealt out whole. News paragraphs have one to three; a longer one is
cut into stretches of so many, as texts are often given with their paragraphs run together, and of one piece nothing is told."""

PARAGRAPHS = 2
"""Paragraphs with a case that an account needs: of one, no resample and no half differs."""


def places(own: Sequence[Statement]) -> list[int]:
    """For each statement of an account, in order, the number of the paragraph or stretch of one that it stands in."""
    blocks: dict[tuple[str, int, int], int] = {}
    seen: Counter[tuple[str, int]] = Counter()
    found = []
    for s in own:
        paragraph = s.article, s.paragraph
        found.append(blocks.setdefault((*paragraph, seen[paragraph] // STRETCH), len(blocks)))
        seen[paragraph] += 1
    return found


@dataclass(frozen=True, slots=True)
class Counts:
    """One account's paragraphs: `hits` of `cases`, each (paragraphs, targets), and the text they are counted in."""

    hits: Floats
    cases: Floats
    text: str

    def share(self, k: int) -> float:
        """The account's share of hits of target `k`."""
        return float(self.hits[:, k].sum() / self.cases[:, k].sum())

    def enough(self, k: int, fewest: int) -> bool:
        """Whether the account has cases enough of target `k` for its share to mean anything."""
        return bool(self.cases[:, k].sum() >= fewest and np.count_nonzero(self.cases[:, k]) >= PARAGRAPHS)

    def halves(self, k: int) -> float:
        """How far the shares of its odd and its even paragraphs with a case stand apart: what is not above it is no news."""
        told = self.cases[:, k] > 0
        hits, cases = self.hits[told, k], self.cases[told, k]
        return abs(float(hits[::2].sum() / cases[::2].sum() - hits[1::2].sum() / cases[1::2].sum()))

    def samples(self, k: int, settings: Settings) -> Floats:
        """Shares of resampled paragraphs, drawn by the text and not the name: equal texts alike, others on their own."""
        told = self.cases[:, k] > 0
        seed = settings.seed + zlib.crc32(self.text.encode("utf-8", "replace"))
        return resampled_shares(self.hits[told][:, [k]], self.cases[told, k], settings.bootstrap, seed)[:, 0]


@dataclass(frozen=True, slots=True)
class Apart:
    """Target `k` in the account that stands furthest apart, `first`, beside those it is measured against (places in the list
    given)."""

    k: int
    first: int
    others: tuple[int, ...]
    size: Estimate


def find(counts: Sequence[Counts], fewest: int, unit: str, settings: Settings) -> list[Apart]:
    """The targets on which an account stands apart from the others more than chance and its own halves do.

    Accounts are to come in an order that no name decides; of two as far apart the one with the larger share is first. Given are
    those whose interval holds no zero, that are not below the floor, and whose p is at most `settings.chance`.
    """
    if not counts:
        return []
    likely = [one for k in range(counts[0].hits.shape[1]) for one in _furthest(counts, k, fewest, unit, settings)]
    if not likely:
        return []
    chances = _chances(counts, fewest, [(one.first, one.k) for one in likely], settings)
    tested = [_with_chance(one, p) for one, p in zip(likely, chances, strict=True)]
    return [one for one in tested if one.size.p is not None and one.size.p <= settings.chance]


def _furthest(counts: Sequence[Counts], k: int, fewest: int, unit: str, settings: Settings) -> Iterator[Apart]:
    """The account furthest apart on target `k`, if its interval holds no zero and it is not below its floor."""
    enough = [n for n, one in enumerate(counts) if one.enough(k, fewest)]
    if len(enough) < 2:
        return
    shares = {n: counts[n].share(k) for n in enough}
    apart = {n: shares[n] - float(np.mean([shares[m] for m in enough if m != n])) for n in enough}
    first = max(enough, key=lambda n: (round(abs(apart[n]), 9), apart[n] > 0, -n))
    floor = counts[first].halves(k)
    if abs(apart[first]) < max(floor, 1e-9):
        return
    others = tuple(n for n in enough if n != first)
    drawn = counts[first].samples(k, settings) - np.mean([counts[n].samples(k, settings) for n in others], axis=0)
    cases = round(sum(float(counts[n].cases[:, k].sum()) for n in enough))
    size = interval(apart[first], drawn, unit, cases, floor=floor)
    if size.low > 0 or size.high < 0:
        yield Apart(k, first, others, size)


def _with_chance(one: Apart, p: float) -> Apart:
    size = one.size
    return Apart(one.k, one.first, one.others,
                 Estimate(size.value, size.low, size.high, size.unit, size.n, round(p, 6), size.floor))  # fmt: skip


def _chances(counts: Sequence[Counts], fewest: int, asked: Sequence[tuple[int, int]], settings: Settings) -> list[float]:
    """The p of each account and target asked for, adjusted for all accounts and targets."""
    kept = [one.cases.any(axis=1) for one in counts]
    sizes = np.array([told.sum() if told.sum() >= PARAGRAPHS else 0 for told in kept])  # one paragraph is no deal
    blocks = [told if size else np.zeros_like(told) for told, size in zip(kept, sizes, strict=True)]
    hits = np.concatenate([one.hits[told] for one, told in zip(counts, blocks, strict=True)])
    cases = np.concatenate([one.cases[told] for one, told in zip(counts, blocks, strict=True)])
    owner = np.repeat(np.arange(len(counts)), sizes)
    seen = _strengths(hits, cases, owner[None], len(counts), fewest)[0]
    random, above = np.random.default_rng(settings.seed), np.zeros(len(asked))
    step = max(1, DEALT // max(1, hits.size))
    for begun in range(0, settings.permutations, step):
        hand = np.broadcast_to(owner, (min(step, settings.permutations - begun), len(owner)))
        top = _strengths(hits, cases, random.permuted(hand, axis=1), len(counts), fewest).max(axis=(1, 2))
        above += [np.count_nonzero(top >= seen[place] - 1e-9) for place in asked]
    return [float(1 + n) / (1 + settings.permutations) for n in above]


def _strengths(hits: Floats, cases: Floats, owners: npt.NDArray[np.integer], accounts: int, fewest: int) -> Floats:
    """z² of every account and target under each of the `owners`, (draws, accounts, targets); -1 where there is too little."""
    mine = (owners[:, None, :] == np.arange(accounts)[None, :, None]).astype(np.float64)
    h, n = mine @ hits, mine @ cases
    whole = hits.sum(axis=0) / np.maximum(cases.sum(axis=0), 1)
    enough = n >= fewest
    share = np.where(enough, h / np.maximum(n, 1), 0)
    spread = np.where(enough, 1 / np.maximum(n, 1), 0)
    others = np.maximum(enough.sum(axis=1, keepdims=True) - 1, 1)
    apart = share - (share.sum(axis=1, keepdims=True) - share) / others
    var = whole * (1 - whole) * (spread + (spread.sum(axis=1, keepdims=True) - spread) / others**2)
    told = enough & (enough.sum(axis=1, keepdims=True) > 1) & (var > 0)
    return np.where(told, apart**2 / np.where(told, var, 1), -1.0)
