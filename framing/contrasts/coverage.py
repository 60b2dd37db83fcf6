"""Emphasis and omission: what each account gives room to, and what it does not tell.

Shares are of words: a statement that speaks to k points gives 1/k of its words to each. Emphasis is the log ratio of an
account's share to the mean share of the others (leave one out), all drawn a little toward the mean of all accounts, by the
weight of one statement, so that a single sentence does not give an infinite ratio:

    p_sk = (W_sk + a g_k) / (W_s + a)        E_sk = log2(p_sk / mean of p_rk over the others r)

g_k: mean share of all accounts; a: mean words of a statement. Each account counts alike, however long, so no source is the
centre. An omission is weighed by its surprise in bits,

    S_sk = -n_s log2(1 - mean of p_rk),

how unlikely it is that n_s statements with the others' shares are all silent on the point (4.3 bits: 1 in 20).

An omission has no p beside: its surprise is one already, of this point asked about alone, and asking both ways would cost the
test of emphases a part of its power. The p of an emphasis is that of the account beside *all* the others of its view
(`uncertainty.max_t`), whoever tells the point.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.contrasts import worth
from framing.contrasts.order import Found
from framing.contrasts.worth import Features
from framing.records import TOO_LITTLE, Account, Cell, Contrast, Estimate, Kind, Point, Presence, Statement
from framing.settings import Settings
from framing.uncertainty import Floats, estimate, interval, max_t, resampled_shares, split_half, wilson

SHARE = "share of words"

Singles = npt.NDArray[np.float32]
Presences = Mapping[tuple[str, str], Presence]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Cells and contrasts of one view, each contrast with what decides how likely a careful reader reports it."""

    cells: tuple[Cell, ...]
    known: tuple[tuple[Features, Contrast], ...]

    @property
    def found(self) -> tuple[Found, ...]:
        """The contrasts, each with the chance that a careful reader reports it."""
        return tuple((worth.reported(contrast.kind, features), contrast) for features, contrast in self.known)


@dataclass(frozen=True, slots=True)
class _Column:
    """One account as numbers: its statements in order, those on each point, its shares and their resamples."""

    account: Account
    own: tuple[Statement, ...]
    told: tuple[tuple[Statement, ...], ...]
    amounts: Floats  # (paragraphs, points): words given to each point
    totals: Floats  # (paragraphs,): words
    pull: float  # mean words of a statement: the weight of the pool
    shares: tuple[Estimate, ...]  # by point; empty when there is too little text

    @property
    def share(self) -> Floats:
        return np.asarray(self.amounts.sum(axis=0) / self.totals.sum())


def cover(
    accounts: Sequence[Account],
    points: Sequence[Point],
    statements: Mapping[str, Statement],
    presences: Presences,
    settings: Settings,
) -> Coverage:
    """Cells of every account and point of one view; with two accounts or more also emphasis and omission contrasts.

    `presences` tells by account and point whether it is told.
    """
    columns = [_column(account, points, statements, settings) for account in accounts]
    cells = [cell for column in columns for cell in _cells(column, points, presences)]
    found: list[tuple[Features, Contrast]] = []
    if len(columns) > 1:
        pooled = [_pooled(column, columns) for column in columns]
        samples = [_samples(column, columns, settings) for column in columns]
        chances = _chances(columns, settings)
        for k, point in enumerate(points):
            found += _omissions(columns, pooled, samples, k, point, presences, settings)
            found += _emphasis(columns, pooled, samples, chances, k, point, settings)
    return Coverage(tuple(cells), tuple(found))


def _column(
    account: Account, points: Sequence[Point], statements: Mapping[str, Statement], settings: Settings
) -> _Column:
    own = tuple(statements[i] for i in account.statements)
    place = {s.id: n for n, s in enumerate(own)}
    told = tuple(tuple(statements[i] for i in sorted((i for i in p.statements if i in place), key=place.__getitem__))
                 for p in points)  # fmt: skip
    speaks: dict[str, list[int]] = defaultdict(list)
    for k, mine in enumerate(told):
        for s in mine:
            speaks[s.id].append(k)
    blocks = {block: n for n, block in enumerate(dict.fromkeys((s.article, s.paragraph) for s in own))}
    amounts, totals = np.zeros((len(blocks), len(points))), np.zeros(len(blocks))
    for s in own:
        row = blocks[s.article, s.paragraph]
        totals[row] += s.words
        for k in speaks[s.id]:
            amounts[row, k] += s.words / len(speaks[s.id])
    shares = _shares(amounts, totals, len(own), settings)
    return _Column(account, own, told, amounts, totals, float(totals.sum() / len(own)), shares)


def _cells(column: _Column, points: Sequence[Point], presences: Presences) -> list[Cell]:
    rank = {s.id: n for n, s in enumerate(column.own)}
    cells = []
    for k, point in enumerate(points):
        mine, here = column.told[k], presences[column.account.id, point.id]
        first = round(1 - rank[mine[0].id] / max(1, len(column.own) - 1), 6) if mine else None
        share = column.shares[k] if mine and column.shares else None
        cells.append(Cell(column.account.id, point.id, here.found, tuple(s.id for s in mine), share, first, here.closest,
                          here.similarity, here.chance))  # fmt: skip
    return cells


def _shares(amounts: Floats, totals: Floats, n: int, settings: Settings) -> tuple[Estimate, ...]:
    """An account's share of each point; none at all when `n` statements are too little text for any to mean something."""
    if totals.sum() < settings.silence_words:
        return ()
    shares = amounts.sum(axis=0) / totals.sum()
    if len(totals) > 1:
        drawn = resampled_shares(amounts, totals, settings.bootstrap, settings.seed)
        found = tuple(interval(float(p), drawn[:, k], SHARE, n) for k, p in enumerate(shares))
    else:
        found = tuple(estimate(float(p), *wilson(float(p) * n, n), SHARE, n) for p in shares)
    return found if all(e.high - e.low < settings.widest for e in found) else ()


def _mean_share(columns: Sequence[_Column]) -> Floats:
    return np.asarray(np.mean([c.share for c in columns], axis=0))


def _pooled(column: _Column, columns: Sequence[_Column]) -> Floats:
    """p_sk of the account: its shares, drawn toward the mean of all."""
    words = column.totals.sum()
    return np.asarray((column.share * words + column.pull * _mean_share(columns)) / (words + column.pull))


def _samples(column: _Column, columns: Sequence[_Column], settings: Settings) -> Singles:
    """Resampled p_sk: (draws, points). In single precision, as those of all accounts are held together."""
    words = column.totals.sum()
    drawn = resampled_shares(column.amounts, column.totals, settings.bootstrap, settings.seed)
    return np.asarray((drawn * words + column.pull * _mean_share(columns)) / (words + column.pull), dtype=np.float32)


def _chances(columns: Sequence[_Column], settings: Settings) -> Floats:
    """p of every account and point: (accounts, points), NaN where no test is possible."""
    amounts, totals = np.concatenate([c.amounts for c in columns]), np.concatenate([c.totals for c in columns])
    owner = np.repeat(np.arange(len(columns)), [len(c.totals) for c in columns])
    return max_t(amounts, totals, owner, settings.permutations, settings.seed)


def _others(n: int, values: Sequence[npt.NDArray[np.floating]], k: int) -> Floats:
    return np.asarray(np.mean([v[..., k] for m, v in enumerate(values) if m != n], axis=0, dtype=np.float64))


def _omissions(
    columns: Sequence[_Column],
    pooled: Sequence[Floats],
    samples: Sequence[Singles],
    k: int,
    point: Point,
    presences: Presences,
    settings: Settings,
) -> list[tuple[Features, Contrast]]:
    """The accounts that are silent on the point, beside those that tell it: of a point that most do not tell, only the one that
    is surest silent, as it is the telling that is news. An account of excerpts is never one: it may tell it in the rest."""
    tellers = [c for c in columns if c.told[k]]
    silent = sorted((n for n, c in enumerate(columns) if not c.told[k] and not c.account.excerpt),
                    key=lambda n: _silence(columns[n], point, presences))  # fmt: skip
    few = 2 * len(tellers) < len(columns)
    found = []
    for n in silent[: 1 if few else None] if tellers else ():
        column = columns[n]
        p = float(_others(n, pooled, k))
        drawn = _surprise(len(column.own), _others(n, samples, k))
        bits = float(_surprise(len(column.own), np.asarray(p)))
        size = interval(bits, drawn, "bits of surprise", len(column.own)) if column.shares else None
        told = [s.id for s in _telling([s for c in tellers for s in c.told[k]], point)]
        chance = presences[column.account.id, point.id].chance or 0.0
        known = worth.omission(len(told), *_room(tellers, k), chance)
        found.append((known, _contrast("omission", column, tellers, point, size, told[: settings.omission_evidence])))
    return found


def _silence(column: _Column, point: Point, presences: Presences) -> tuple[float, str]:
    """How sure an account's silence is, the surest first; of equals the one whose text comes first in the alphabet."""
    return presences[column.account.id, point.id].chance or 0.0, column.own[0].text


def _room(tellers: Sequence[_Column], k: int) -> tuple[float, float]:
    """The largest share of its words that a teller gives to a point, and the earliest place in an account (0..1)."""
    places = (c.own.index(c.told[k][0]) / max(1, len(c.own) - 1) for c in tellers)
    return max(float(c.share[k]) for c in tellers), min(places)


def _surprise(statements: int, share: Floats) -> Floats:
    return np.asarray(-statements * np.log2(1 - np.minimum(share, 0.999)))


def _emphasis(
    columns: Sequence[_Column],
    pooled: Sequence[Floats],
    samples: Sequence[Singles],
    chances: Floats,
    k: int,
    point: Point,
    settings: Settings,
) -> list[tuple[Features, Contrast]]:
    """The account that gives the point most room beside the others who tell it, if the ratio is worth a reader's time."""
    told = [n for n, c in enumerate(columns) if c.told[k]]
    if len(told) < 2:
        return []
    top = max(told, key=lambda n: (float(pooled[n][k]), columns[n].account.id))
    rest = [n for n in told if n != top]
    base = float(np.mean([pooled[n][k] for n in rest]))
    value = float(np.log2(pooled[top][k] / base))
    if value < settings.emphasis:
        return []
    drawn = np.log2(samples[top][:, k] / np.mean([samples[n][:, k] for n in rest], axis=0, dtype=np.float64))
    n_statements = sum(len(columns[n].own) for n in told)
    enough = all(columns[n].shares for n in told)
    p = None if np.isnan(chances[told, k]).any() else float(chances[top, k])
    size = interval(value, drawn, "log2 ratio of shares", n_statements, p, _floor(columns[top], k)) if enough else None
    tellers = [columns[top], *(columns[n] for n in rest)]
    evidence = [*(s.id for s in _telling(columns[top].told[k], point)[: settings.evidence - 1]),
                *(_telling(columns[n].told[k], point)[0].id for n in rest[: settings.evidence])]  # fmt: skip
    share, place = _room(tellers, k)
    gap = float(columns[top].share[k] - np.mean([columns[n].share[k] for n in rest]))
    known = worth.emphasis(sum(len(c.told[k]) for c in tellers), share, place, gap)
    return [(known, _contrast("emphasis", columns[top], tellers[1:], point, size, evidence))]


def _floor(column: _Column, k: int) -> float | None:
    halves = split_half(column.amounts[:, [k]], column.totals, column.pull)
    return None if halves is None else float(halves[0])


def _telling(told: Sequence[Statement], point: Point) -> list[Statement]:
    """An account's statements on a point, the point's headline first, then in order."""
    return sorted(told, key=lambda s: s.id != point.headline)


def _contrast(
    kind: Kind, about: _Column, others: Sequence[_Column], point: Point, size: Estimate | None, evidence: Sequence[str]
) -> Contrast:
    return Contrast(
        id="",
        kind=kind,
        view=about.account.view,
        point=point.id,
        accounts=(about.account.id, *(c.account.id for c in others)),
        estimate=size,
        evidence=tuple(evidence),
        note="" if size else TOO_LITTLE,
    )
