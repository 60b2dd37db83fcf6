"""The differences of one view in the order a reader should see them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from framing.contrasts.worth import head
from framing.records import Contrast

Found = tuple[float, Contrast]
"""How likely a careful reader reports a difference, and the difference; its id is still empty."""


RATE = 0.5
"""Differences one reader reports of an event, of a kind for which that has not been counted; and of wordings that stand in no
point (a name, a word that marks an account), which come behind the sentences laid side by side."""


def in_order(found: Iterable[Found]) -> tuple[Contrast, ...]:
    """The likeliest first within a kind, and the kinds mixed as readers mix them: nine omissions to four wordings, say.

    Kinds are mixed by what one reader reports of an event on average: the n-th of a kind of which a reader reports r comes at
    (n - 1/2) / r. What shows the same sentences as one before it, the silence of another account on the same point, comes
    after all that shows others. Ids are numbered in this order.
    """
    by_kind: dict[tuple[str, bool], list[Found]] = defaultdict(list)
    for one in found:
        by_kind[one[1].kind, one[1].point is not None].append(one)
    placed: list[tuple[int, float, tuple[str, bool], int, Contrast]] = []
    for kind, own in by_kind.items():
        rate = head()["reported"].get(kind[0], RATE) if kind[1] else RATE
        own.sort(key=lambda f: (-round(f[0], 9), f[1].point or "", () if f[1].point else f[1].evidence, f[1].accounts))
        seen: Counter[frozenset[str]] = Counter()
        count: Counter[int] = Counter()
        for _, contrast in own:
            again = seen[frozenset(contrast.evidence)]
            seen[frozenset(contrast.evidence)] += 1
            placed.append((again, (count[again] + 0.5) / rate, kind, count[again], contrast))
            count[again] += 1
    placed.sort(key=lambda p: p[:4])
    return tuple(replace(p[-1], id=f"{p[-1].view}-c{n}") for n, p in enumerate(placed, start=1))
