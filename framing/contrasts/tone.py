"""Tone: how each account's own voice speaks of the same person, body or country.

The leaning of a sentence toward a target is the chance that it speaks well of it less the chance that it speaks ill (`tone`).
For a target t, an account's leaning m_at is the mean over its own sentences that name t; what is told is

    D_at = m_at - mean of m_rt over the other accounts r,

each account counting alike, with a 95% interval from resampled paragraphs. What somebody is quoted as saying is left out: it is
not the outlet's tone. One contrast a target, about the account that stands furthest apart.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from framing import tone
from framing.contrasts import named
from framing.contrasts.named import Named
from framing.models import Models
from framing.records import Account, Contrast, Statement
from framing.settings import Settings
from framing.syntax import Reading
from framing.tone import Asked
from framing.uncertainty import Floats, interval, resampled_shares

TOO_LITTLE = "too little text to say"
UNIT = "difference of leaning, -2 to 2"

FEWEST = 3
"""Sentences an account must give a target before its tone is given a number, in at least two paragraphs."""

@dataclass(frozen=True, slots=True)
class _Heard:
    """One account's sentences on a target, with the leaning of each."""

    account: Account
    told: tuple[Statement, ...]
    leanings: tuple[float, ...]

    @property
    def enough(self) -> bool:
        return len(self.told) >= FEWEST and len({(s.article, s.paragraph) for s in self.told}) > 1

    @property
    def mean(self) -> float:
        return float(np.mean(self.leanings))

    def telling(self, well: bool) -> str:
        """The statement that speaks best of the target, or worst; the first of equals."""
        return self.told[int(np.argmax(self.leanings) if well else np.argmin(self.leanings))].id

    def samples(self, settings: Settings) -> Floats:
        """Means of resampled paragraphs, drawn by the text and not the name: equal texts alike, others on their own."""
        blocks = {key: n for n, key in enumerate(dict.fromkeys((s.article, s.paragraph) for s in self.told))}
        sums, counts = np.zeros((len(blocks), 1)), np.zeros(len(blocks))
        for s, leaning in zip(self.told, self.leanings, strict=True):
            sums[blocks[s.article, s.paragraph]] += leaning
            counts[blocks[s.article, s.paragraph]] += 1
        seed = settings.seed + zlib.crc32("\n".join(s.text for s in self.told).encode("utf-8", "replace"))
        return resampled_shares(sums, counts, settings.bootstrap, seed)[:, 0]


def find(
    accounts: Sequence[Account],
    statements: Mapping[str, Statement],
    readings: Mapping[str, Reading],
    models: Models,
    settings: Settings,
) -> tuple[tuple[float, Contrast], ...]:
    """The differences of tone between the accounts of one view, each with its weight, the surest and largest first.

    Targets are those whom at least two accounts name in their own voice; `note` tells which. The weight is how far the interval
    lies from "no difference", 0 where it holds it and where there is too little text to say. Contrasts have no id yet.
    """
    heard = _heard(accounts, statements, readings, models)
    found = [_contrast(name, told, settings) for name, told in sorted(heard.items()) if len(told) > 1]
    told_apart = [f for f in found if f[1].estimate is None or f[1].estimate.value]
    return tuple(sorted(told_apart, key=lambda f: (-f[0], f[1].estimate is None, f[1].note)))


def _heard(
    accounts: Sequence[Account], statements: Mapping[str, Statement], readings: Mapping[str, Reading], models: Models
) -> dict[str, list[_Heard]]:
    """Each target's sentences by account, those of one article's own voice only."""
    own = {a.id: [statements[i] for i in a.statements if statements[i].mode == "voice"] for a in accounts}
    articles = sorted({s.article for told in own.values() for s in told})
    mentions = {name: named.of(readings[name]) for name in articles}
    asked = {(s.id, name): one for told in own.values() for s in told
             for name, one in _asked(s, readings[s.article], mentions[s.article])}  # fmt: skip
    leanings = {key: one.leaning for key, one in zip(asked, tone.judge(list(asked.values()), models), strict=True)}
    found: dict[str, list[_Heard]] = defaultdict(list)
    for account in accounts:
        for name in sorted({name for _, name in leanings}):
            told = tuple(s for s in own[account.id] if (s.id, name) in leanings)
            if told:
                found[name].append(_Heard(account, told, tuple(leanings[s.id, name] for s in told)))
    return found


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


def _contrast(name: str, heard: Sequence[_Heard], settings: Settings) -> tuple[float, Contrast]:
    enough = [one for one in heard if one.enough]
    if len(enough) < 2:
        ids = tuple(one.account.id for one in heard)
        evidence = tuple(one.told[0].id for one in heard)[: settings.evidence]
        return 0.0, Contrast("", "tone", heard[0].account.view, None, ids, None, evidence, f"toward {name}: {TOO_LITTLE}")
    apart = [_apart([one.mean for one in enough], n) for n in range(len(enough))]
    top = max(range(len(enough)), key=lambda n: (round(abs(apart[n]), 9), enough[n].account.id))
    others = [one for n, one in enumerate(enough) if n != top]
    drawn = enough[top].samples(settings) - np.mean([one.samples(settings) for one in others], axis=0)
    n_told = sum(len(one.told) for one in enough)
    size = interval(apart[top], drawn, UNIT, n_told)
    evidence = (enough[top].telling(apart[top] > 0), *(one.telling(apart[top] <= 0) for one in others))[: settings.evidence]
    ids = (enough[top].account.id, *(one.account.id for one in others))
    contrast = Contrast("", "tone", enough[top].account.view, None, ids, size, evidence, f"toward {name}")
    return max(0.0, size.low, -size.high), contrast


def _apart(means: Sequence[float], n: int) -> float:
    """How far one mean stands from the mean of the others."""
    return means[n] - float(np.mean([m for k, m in enumerate(means) if k != n]))
