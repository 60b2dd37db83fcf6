"""Articles gathered into events, and articles that repeat another. No parser, no model: seconds for a thousand articles."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

import numpy as np

from framing.records import Article, Copy, Event
from framing.settings import Settings

_WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")


# --- copies ---------------------------------------------------------------------------------------------------------------

SHINGLE = 5
"""Words of one run; runs of five words are rarely shared by texts written apart (Broder 1997, On the resemblance of documents)."""

COPIED = 0.8
"""Share of the shorter text's runs found in the other from which it is a copy: an agency's story with a new lead."""


def copies(articles: Sequence[Article]) -> tuple[Copy, ...]:
    """Articles that repeat another of the same sequence, in the order of their ids.

    Two texts are copies when the shorter has at least `COPIED` of its five-word runs in the other. The original is the
    earlier by date (an article without one comes last), then by id; every copy points at an original that is no copy itself.
    """
    order = sorted(articles, key=lambda a: (a.date is None, a.date or "", a.id))
    runs = {a.id: _runs(a.text) for a in order}
    originals: list[str] = []
    found = []
    for article in order:
        best = max(((_contained(runs[article.id], runs[o]), o) for o in reversed(originals)), default=(0.0, ""), key=lambda b: b[0])
        if best[0] >= COPIED:
            found.append(Copy(article.id, best[1], round(best[0], 3)))
        else:
            originals.append(article.id)
    return tuple(sorted(found, key=lambda c: c.article))


def _runs(text: str) -> frozenset[int]:
    words = [m.group().lower() for m in _WORD.finditer(text)]
    grams = [" ".join(words[n : n + SHINGLE]) for n in range(max(1, len(words) - SHINGLE + 1))] if words else []
    return frozenset(int.from_bytes(blake2b(g.encode("utf-8", "replace"), digest_size=8).digest(), "big") for g in grams)


def _contained(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


# --- events ---------------------------------------------------------------------------------------------------------------

SAME_EVENT = 0.17
"""Mean cosine of two groups of articles from which they are one event."""


def group(articles: Sequence[Article], settings: Settings) -> tuple[Event, ...]:
    """The events that `articles` tell, each article in one, in the order of the events' ids.

    Articles that carry an event keep it: its id is that name. The others are gathered by average linkage of the cosines of
    their words, and named after the first of their articles' ids. The result does not depend on the articles' order.
    """
    given: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if article.event:
            given[article.event].append(article)
    free = sorted((a for a in articles if not a.event), key=lambda a: a.id)
    groups = [(name, members) for name, members in given.items()]
    groups += [(_free_name(members, given), members) for members in _gathered(free)]
    return tuple(_event(name, members) for name, members in sorted(groups, key=lambda g: g[0]))


def _free_name(members: Sequence[Article], taken: dict[str, list[Article]]) -> str:
    name = min(a.id for a in members)
    while name in taken:
        name += "+"
    return name


def _gathered(articles: Sequence[Article]) -> list[list[Article]]:
    if len(articles) < 2:
        return [[a] for a in articles]
    from sklearn.cluster import AgglomerativeClustering

    near = _nearness(articles)
    labels = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1 - SAME_EVENT
    ).fit_predict(1 - near)
    found: dict[int, list[Article]] = defaultdict(list)
    for article, label in zip(articles, labels, strict=True):
        found[int(label)].append(article)
    return list(found.values())


def _nearness(articles: Sequence[Article]) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [f"{a.title}\n{a.title}\n{a.text}" for a in articles]
    rows = TfidfVectorizer(sublinear_tf=True, stop_words="english", token_pattern=_WORD.pattern).fit_transform(texts)
    return np.clip((rows @ rows.T).toarray(), 0.0, 1.0)


def _event(name: str, members: Sequence[Article]) -> Event:
    ordered = sorted(members, key=lambda a: a.id)
    dates = sorted({a.date[:10] for a in ordered if a.date})
    return Event(name, _label(ordered), tuple(a.id for a in ordered), tuple(dict.fromkeys((dates[0], dates[-1]))) if dates else ())


def _label(members: Sequence[Article]) -> str:
    """The title nearest to all the articles' words, else the first words of the first text."""
    counts = Counter(w for a in members for w in {m.group().lower() for m in _WORD.finditer(a.text)})
    titles = sorted({a.title for a in members if a.title})
    if titles:
        return max(titles, key=lambda t: sum(counts[m.group().lower()] for m in _WORD.finditer(t)) / (1 + len(t.split())))
    words = members[0].text.split()
    return " ".join(words[:10]) + (" …" if len(words) > 10 else "")
