"""Articles that repeat another: an agency's story under a new lead or cut short, the same page read twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from framing import furniture
from framing.records import Article, Copy

Runs = npt.NDArray[np.uint64]

RUN = 5
"""Words of one run: texts written apart rarely share five words in a row (Broder 1997, resemblance and containment)."""

COPIED = 0.8
"""Share of a text's runs found in an earlier one from which it has nothing of its own; in reverse, from which all of the
earlier one stands in it."""

MOSTLY = 0.5
"""Share of a text's runs that must be the earlier one's when that stands in it whole: below, an article quotes a document in
full and has more of its own to tell."""

FREQUENT = 64
"""Originals in which a run is looked for. What more of them share is a page's standing text, and no sign of a copy."""

_WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")
_POWERS = np.array([pow(0x9E3779B97F4A7C15, k, 2**64) for k in range(RUN)], dtype=np.uint64)


def copies(articles: Sequence[Article]) -> tuple[Copy, ...]:
    """Articles that repeat another of the same sequence, in the order of their ids.

    A text is a copy of an earlier one when at least `COPIED` of its five-word runs are found there (cut short), or when at
    least `COPIED` of the earlier one's are found in it and make up `MOSTLY` of it (a new lead). Earlier is the one with the
    earlier date (an article without one comes last); of one date, the longer, so that nothing told is lost; then by text,
    title and id. A copy's original is never a copy itself. `Copy.shared` is the share of the shorter text's runs.
    """
    words: dict[str, int] = {}
    runs = {a.id: _runs(a.text, words) for a in articles}
    order = sorted(articles, key=lambda a: (a.date is None, a.date or "", -len(runs[a.id]), a.text, a.title, a.id))
    common = _common(list(runs.values()))
    originals: dict[int, list[str]] = defaultdict(list)
    found = []
    for article in order:
        own = runs[article.id]
        repeated = _both(own, common)
        shared = Counter(other for run in repeated for other in originals.get(run, ()))
        near = [(n / min(len(own), len(runs[other])), -place, other) for place, (other, n) in enumerate(shared.items())
                if _repeats(n, len(own), len(runs[other]))]  # fmt: skip
        if near:
            share, _, original = max(near)
            found.append(Copy(article.id, original, round(share, 3)))
            continue
        for run in repeated:
            if len(originals[run]) < FREQUENT:
                originals[run].append(article.id)
    return tuple(sorted(found, key=lambda c: c.article))


def _repeats(shared: int, own: int, earlier: int) -> bool:
    """Whether a text of `own` runs repeats one of `earlier` runs with which it shares so many."""
    return shared >= COPIED * own or (shared >= COPIED * earlier and shared >= MOSTLY * own)


def _runs(text: str, hashes: dict[str, int]) -> Runs:
    """Sorted hashes of the text's runs of `RUN` words, case and furniture apart; of all its words when it has fewer,
    and of the furniture when it has nothing else.

    A run's hash is a polynomial of its words' (Karp & Rabin 1987), modulo 2^64. `hashes` remembers those of words.
    """
    told = "\n".join(line for line in text.splitlines() if not furniture.whole(line.strip()))
    words = [m.group().lower() for m in _WORD.finditer(told)] or [m.group().lower() for m in _WORD.finditer(text)]
    for word in set(words).difference(hashes):
        hashes[word] = _hash(word)
    hashed = np.array([hashes[word] for word in words], dtype=np.uint64)
    length = min(RUN, len(hashed))
    size = len(hashed) - length + 1 if length else 0
    return np.unique(sum((hashed[k : k + size] * _POWERS[k] for k in range(length)), np.zeros(size, dtype=np.uint64)))


def _hash(word: str) -> int:
    """64 bits of a word's BLAKE2b: the same in every process, unlike `hash`."""
    return int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def _common(runs: Sequence[Runs]) -> Runs:
    """The runs that stand in more than one text, sorted: a few in a hundred, so that only these need an index."""
    every = np.sort(np.concatenate(runs)) if runs else np.zeros(0, dtype=np.uint64)
    return np.unique(every[1:][every[1:] == every[:-1]])


def _both(own: Runs, common: Runs) -> list[int]:
    """The runs of a text that are among the common ones; both sorted, so that a text costs no pass over all of them."""
    if not len(common):
        return []
    place = np.minimum(np.searchsorted(common, own), len(common) - 1)
    return [int(run) for run in own[common[place] == own]]
