"""Tone: how each account's own voice speaks of the same person, body or country.

The leaning of a sentence toward a target is the chance that it speaks well of it less the chance that it speaks ill (`tone`).
For a target t, an account's leaning m_at is the mean over its own sentences that name t; what is told is

    D_at = m_at - mean of m_rt over the other accounts r,

each account counting alike, with a 95% interval from resampled paragraphs. What somebody is quoted as saying is left out: it is
not the outlet's tone. One contrast a target, about the account that stands furthest apart.

p is the share of deals of the target's paragraphs among the accounts, each getting as many as it has, in which some account
stands as far apart ((1 + hits) / (1 + deals), Phipson & Smyth 2010), times the number of targets of the view that could be told
at all (Bonferroni, over those only whose paragraphs can be dealt in enough ways; Tarone 1990). A difference is listed when this
p and the interval both say that it is one; a target named in two or three paragraphs never is.
"""

from __future__ import annotations

import math
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing import tone
from framing.contrasts import named
from framing.contrasts.named import Named
from framing.contrasts.order import Found
from framing.models import Models
from framing.records import Account, Contrast, Statement
from framing.settings import Settings
from framing.syntax import Reading
from framing.tone import Asked
from framing.uncertainty import Floats, interval, resampled_shares

UNIT = "difference of leaning, -2 to 2"

@dataclass(frozen=True, slots=True)
class _Naming:
    """One account's own sentences that name a target, each with the target in place."""

    account: Account
    told: tuple[Statement, ...]
    asked: tuple[Asked, ...]

    @property
    def paragraphs(self) -> int:
        """Paragraphs that name the target."""
        return len({(s.article, s.paragraph) for s in self.told})


@dataclass(frozen=True, slots=True)
class _Heard:
    """One account's sentences on a target, with the leaning of each."""

    account: Account
    told: tuple[Statement, ...]
    leanings: tuple[float, ...]

    @property
    def mean(self) -> float:
        return float(np.mean(self.leanings))

    @property
    def blocks(self) -> tuple[Floats, Floats]:
        """Sums and numbers of the leanings, by paragraph."""
        number = {key: n for n, key in enumerate(dict.fromkeys((s.article, s.paragraph) for s in self.told))}
        of = [number[s.article, s.paragraph] for s in self.told]
        return np.bincount(of, self.leanings).astype(np.float64), np.bincount(of).astype(np.float64)

    def telling(self, well: bool) -> str:
        """The statement that speaks best of the target, or worst; the first of equals."""
        return self.told[int(np.argmax(self.leanings) if well else np.argmin(self.leanings))].id

    def samples(self, settings: Settings) -> Floats:
        """Means of resampled paragraphs, drawn by the text and not the name: equal texts alike, others on their own."""
        sums, counts = self.blocks
        seed = settings.seed + zlib.crc32("\n".join(s.text for s in self.told).encode("utf-8", "replace"))
        return resampled_shares(sums[:, None], counts, settings.bootstrap, seed)[:, 0]


def find(
    accounts: Sequence[Account],
    statements: Mapping[str, Statement],
    readings: Mapping[str, Reading],
    models: Models,
    settings: Settings,
) -> tuple[Found, ...]:
    """The differences of tone between the accounts of one view, each with its weight, the surest and largest first.

    Targets are those whom at least two accounts name in `settings.tone_fewest` sentences of their own voice or more; `target`
    tells which. The weight is how far the interval lies from "no difference". `p` is adjusted for all targets of the view.
    Nothing is listed that chance may show, nor where there is too little text to say. Contrasts have no id yet.
    """
    heard = _judged(_testable(_naming(accounts, statements, readings, settings), settings), models)
    found = [_contrast(name, told, len(heard), settings) for name, told in heard.items()]
    sure = [f for f in found if f[0] > 0 and f[1].estimate and (f[1].estimate.p or 0.0) <= settings.false_tone]
    return tuple(sorted(sure, key=lambda f: (-f[0], f[1].target)))


def _naming(
    accounts: Sequence[Account], statements: Mapping[str, Statement], readings: Mapping[str, Reading], settings: Settings
) -> dict[str, list[_Naming]]:
    """Each target's sentences by account, those of an article's own voice, of accounts that name it often enough."""
    own = {a.id: [statements[i] for i in a.statements if statements[i].mode == "voice"] for a in accounts}
    articles = sorted({s.article for told in own.values() for s in told})
    mentions = {name: named.of(readings[name]) for name in articles}
    found: dict[str, list[_Naming]] = defaultdict(list)
    for account in sorted((a for a in accounts if own[a.id]), key=lambda a: min((s.article, s.start) for s in own[a.id])):
        of: dict[str, list[tuple[Statement, Asked]]] = defaultdict(list)
        for s in own[account.id]:
            for name, one in _asked(s, readings[s.article], mentions[s.article]):
                of[name].append((s, one))
        for name, told in of.items():
            naming = _Naming(account, tuple(s for s, _ in told), tuple(asked for _, asked in told))
            if len(told) >= settings.tone_fewest and naming.paragraphs > 1:
                found[name].append(naming)
    return {name: found[name] for name in sorted(found)}


def _testable(naming: Mapping[str, Sequence[_Naming]], settings: Settings) -> dict[str, Sequence[_Naming]]:
    """The targets that two accounts name in so many paragraphs that the rarest way to deal them is news."""
    ways = {name: _ways([one.paragraphs for one in told]) for name, told in naming.items() if len(told) > 1}
    tested = sorted(ways, key=lambda name: (-ways[name], name))
    while tested and settings.false_tone * ways[tested[-1]] < len(tested):
        tested.pop()
    return {name: naming[name] for name in sorted(tested)}


def _ways(sizes: Sequence[int]) -> float:
    """In how many ways paragraphs can be dealt to accounts of these sizes, accounts of one size not told apart."""
    left, ways = sum(sizes), 1
    for size in sizes:
        ways, left = ways * math.comb(left, size), left - size
    return ways / math.prod(math.factorial(sizes.count(size)) for size in set(sizes))


def _judged(naming: Mapping[str, Sequence[_Naming]], models: Models) -> dict[str, list[_Heard]]:
    """The leanings of all sentences, in one pass of the model."""
    asked = [one for told in naming.values() for account in told for one in account.asked]
    leanings = iter([one.leaning for one in tone.judge(asked, models)] if asked else [])
    return {name: [_Heard(one.account, one.told, tuple(next(leanings) for _ in one.told)) for one in told]
            for name, told in naming.items()}  # fmt: skip


def _asked(s: Statement, reading: Reading, mentions: Sequence[Named]) -> Iterator[tuple[str, Asked]]:
    """The targets of a statement, each where it is named first."""
    paragraph = named.paragraph_of(s, reading)
    if paragraph is None or paragraph.parse is None:
        return
    seen: set[str] = set()
    for one in mentions:
        if s.start <= one.span[0] and one.span[1] <= s.end and one.name not in seen:
            seen.add(one.name)
            target = one.span[0] - paragraph.start, one.span[1] - paragraph.start
            yield one.name, Asked(paragraph.parse, target, (s.start - paragraph.start, s.end - paragraph.start))


def _contrast(name: str, heard: Sequence[_Heard], tested: int, settings: Settings) -> tuple[float, Contrast]:
    """The account furthest apart from the others on one target, the first by its text of equals."""
    apart = [_apart([one.mean for one in heard], n) for n in range(len(heard))]
    top = max(range(len(heard)), key=lambda n: round(abs(apart[n]), 9))
    others = [one for n, one in enumerate(heard) if n != top]
    drawn = heard[top].samples(settings) - np.mean([one.samples(settings) for one in others], axis=0)
    p = min(1.0, tested * chance([one.blocks for one in heard], settings))
    size = interval(apart[top], drawn, UNIT, sum(len(one.told) for one in heard), p)
    evidence = (heard[top].telling(apart[top] > 0), *(one.telling(apart[top] <= 0) for one in others))[: settings.evidence]
    ids = (heard[top].account.id, *(one.account.id for one in others))
    contrast = Contrast("", "tone", heard[top].account.view, None, ids, size, evidence, target=name)
    return max(0.0, size.low, -size.high), contrast


def _apart(means: Sequence[float], n: int) -> float:
    """How far one mean stands from the mean of the others."""
    return means[n] - float(np.mean([m for k, m in enumerate(means) if k != n]))


def chance(accounts: Sequence[tuple[Floats, Floats]], settings: Settings) -> float:
    """p that paragraphs dealt out anew put some account as far apart as the furthest: (1 + hits) / (1 + deals).

    `accounts` holds each account's sums and numbers of leanings by paragraph. The order of accounts and paragraphs changes
    nothing but the deals drawn, which do not depend on names.
    """
    sums, counts = (np.concatenate(part) for part in zip(*accounts, strict=True))
    owner = np.repeat(np.arange(len(accounts)), [len(part) for part, _ in accounts])
    order = np.lexsort((sums, counts))
    hands = np.random.default_rng(settings.seed).permuted(
        np.broadcast_to(np.sort(owner), (settings.permutations, len(owner))), axis=1
    )
    seen = _furthest(owner[order][None], sums[order], counts[order])[0]
    hits = int((_furthest(hands, sums[order], counts[order]) >= seen - 1e-9).sum())
    return (1 + hits) / (1 + settings.permutations)


def _furthest(hands: npt.NDArray[np.intp], sums: Floats, counts: Floats) -> Floats:
    """Of each deal the largest distance of an account's mean from the mean of the others'."""
    accounts = int(hands.max()) + 1
    means = np.stack([((hands == n) @ sums) / np.maximum((hands == n) @ counts, 1e-12) for n in range(accounts)])
    return np.asarray(np.abs(means - (means.sum(axis=0) - means) / (accounts - 1)).max(axis=0))
