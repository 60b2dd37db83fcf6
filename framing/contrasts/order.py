"""The differences of one view in the order a reader should see them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from framing.contrasts.worth import head
from framing.records import Contrast

Found = tuple[float, Contrast]
"""How likely a careful reader reports a difference, and the difference; its id is still empty."""

NAMES = "names"
"""Wordings that stand in no point, a name or a word that marks an account: they come behind sentences laid side by side."""

RATES = {"cross-attribution": 3.0, "commitment": 1.0, NAMES: 0.5}
"""Differences that one reader reports of an event, of kinds found in few events and mostly right there: of what is found of
them readers report two in three, so it stands among the first."""

UNREAD = 0.3
"""The same of kinds that readers were not asked for: tone, agency, frames. What is listed of them is clear of chance, and comes
after the first twenty differences that readers were asked for."""


def without_repeats(found: Iterable[Found], crossed: Iterable[Found]) -> Iterator[Found]:
    """What was found, without the omissions that a cross-attribution tells more of: on one point, one silent, one telling."""
    told = {(c.point, c.accounts) for _, c in crossed}
    for one in found:
        silent, *tellers = one[1].accounts
        if one[1].kind != "omission" or (one[1].point, (*tellers, silent)) not in told:
            yield one


def in_order(found: Iterable[Found]) -> tuple[Contrast, ...]:
    """The likeliest first within a kind, and the kinds mixed as readers mix them: nine omissions to four wordings, say.

    Kinds are mixed by what one reader reports of an event on average: the n-th of a kind of which a reader reports r comes at
    (n - 1/2) / r. What shows the same sentences as one before it, the silence of another account on the same point, comes
    after all that shows others. Ids are numbered in this order.
    """
    by_kind: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        by_kind[_sort(one[1])].append(one)
    placed: list[tuple[int, float, str, int, Contrast]] = []
    for kind, own in by_kind.items():
        rate = head()["reported"].get(kind) or RATES.get(kind, UNREAD)
        own.sort(key=lambda f: (-round(f[0], 9), f[1].point or "", () if f[1].point else f[1].evidence, f[1].accounts,
                                f[1].target, f[1].note))  # fmt: skip
        seen: Counter[frozenset[str]] = Counter()
        count: Counter[int] = Counter()
        for _, contrast in own:
            again = seen[frozenset(contrast.evidence)]
            seen[frozenset(contrast.evidence)] += 1
            placed.append((again, (count[again] + 0.5) / rate, kind, count[again], contrast))
            count[again] += 1
    placed.sort(key=lambda p: p[:4])
    return tuple(replace(p[-1], id=f"{p[-1].view}-c{n}") for n, p in enumerate(placed, start=1))


def _sort(contrast: Contrast) -> str:
    return NAMES if contrast.kind == "wording" and contrast.point is None else contrast.kind
