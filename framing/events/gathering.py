"""Which articles tell one event: average linkage over the words they share, their leads and their dates."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np

from framing.language import function_words
from framing.propositions import background
from framing.records import Article
from framing.settings import Settings

WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")
"""A word: letters and digits, and the marks inside it ("U.S", "1,000", "don't")."""

# --- gathering --------------------------------------------------------------------------------------------------------

FEW = 0.09
"""Added to `settings.same_event`, divided by the number of articles: of two, rare words are those of general news, and all that
is about one subject shares these; of many, the set itself shows which words its subject brings along."""

USUAL = 10
"""Pairs of a year's news that are counted beside the set's own, so that two articles of one day are not taken for a set in
which everything is of one day: of few articles the dates then say much, of many what the set's own dates say."""

LARGEST = 16
"""Articles of the smaller group beyond which the threshold rises no more: larger events were not measured."""

FEW_ENOUGH = 100
"""Articles that are linked at once, without looking for sets that do not hang together."""

DENSE = 3_000
"""Articles of which all pairs are held at once (72 MB); a larger set that hangs together is first cut at nearer pairs."""


def gathered(articles: Sequence[Article], settings: Settings) -> Iterator[list[Article]]:
    """Groups of `articles` that tell one event. Neither their order nor their ids play a part.

    Average linkage (Sokal & Michener 1958) over the cosines of TF-IDF rows. Two groups become one when their mean cosine
    reaches `settings.same_event`, raised by `settings.same_event_rise` for every doubling of the smaller: two large groups
    that tell one event lie near each other throughout, two look-alike events only in their subject. See also `FEW`.
    """
    if len(articles) < 2:
        yield from ([a] for a in articles)
        return
    articles = sorted(articles, key=lambda a: (a.text, a.title, a.date or "", a.id))
    rows, days = _rows(articles), _days(articles)
    share, floor = _near_share(days, settings), settings.same_event + FEW / len(articles)
    for members in _together(rows, days, share, np.arange(len(articles)), floor, settings):
        near = _nearness(rows[members], rows[members], days[members], days[members], share, settings)
        for part in _linked(near, floor, settings):
            yield [articles[members[n]] for n in part]


def _together(
    rows: Any, days: Any, share: float, members: Any, floor: float, settings: Settings
) -> Iterator[Any]:
    """Sets of `members` with no pair as near as `floor` between them: average linkage joins none of two such sets.

    A set of more than `DENSE` is cut again at a higher floor, so that memory stays bounded; that is an approximation.
    """
    if len(members) <= min(FEW_ENOUGH, DENSE):
        yield members
        return
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    left, right = [], []
    size = max(1, 4_000_000 // len(members))  # a block of pairs is at most 32 MB
    for begin in range(0, len(members), size):
        block = members[begin : begin + size]
        near = _nearness(rows[block], rows[members], days[block], days[members], share, settings)
        i, j = np.nonzero(near >= floor)
        left.append(i + begin)
        right.append(j)
    i, j = np.concatenate(left), np.concatenate(right)
    _, labels = connected_components(coo_matrix((np.ones(len(i)), (i, j)), shape=(len(members),) * 2), directed=False)
    order = np.argsort(labels, kind="stable")
    for part in np.split(order, np.flatnonzero(np.diff(labels[order])) + 1):
        if len(part) > DENSE and floor < 0.95:
            yield from _together(rows, days, share, members[part], floor + 0.05, settings)
        else:
            yield members[part]


def _linked(near: Any, floor: float, settings: Settings) -> list[list[int]]:
    """Groups of the rows of a square matrix of nearness: the largest subtrees of its dendrogram that hold throughout."""
    n = len(near)
    groups: dict[int, list[int]] = {k: [k] for k in range(n)}
    for node, (left, right, height) in enumerate(_tree(1 - near[np.triu_indices(n, 1)]), start=n):
        a, b = int(left), int(right)
        if a in groups and b in groups:
            smaller = min(len(groups[a]), len(groups[b]), LARGEST)
            if 1 - height >= floor + settings.same_event_rise * math.log2(smaller):
                groups[node] = sorted(groups.pop(a) + groups.pop(b))
    return sorted(groups.values())


def _tree(distances: Any) -> list[list[float]]:
    """The merges of average linkage, nearest first: two nodes and their distance. None for no pair, one for one."""
    if len(distances) < 2:  # two articles, the common case, do not wait for SciPy's clustering to be opened
        return [[0, 1, float(height)] for height in distances]
    from scipy.cluster.hierarchy import linkage

    return [merge[:3] for merge in linkage(distances, method="average").tolist()]


def _nearness(left: Any, right: Any, left_days: Any, right_days: Any, share: float, settings: Settings) -> Any:
    """Cosines of `left` rows with `right` rows, raised or lowered by the articles' dates, (left, right), in 0..1.

    Two dates at most `settings.same_days` apart count the more the fewer pairs are so near (`share`); beyond, the cosine
    fades by the day. Where a date is missing the words speak alone. Rounded, so that equal pairs stay equal.
    """
    cosines = (left @ right.T).toarray()
    apart = np.abs(left_days[:, None] - right_days[None, :])  # NaN where a date is missing
    weight = np.ones_like(cosines)
    beyond = apart - settings.same_days
    weight[beyond <= 0] = 1 + settings.days_weight * math.log(1 / share)
    weight[beyond > 0] = np.exp(-beyond[beyond > 0] / settings.days_fade)
    return np.round(np.clip(cosines * weight, 0.0, 1.0), 6)


def _days(articles: Sequence[Article]) -> Any:
    return np.array([float(date.fromisoformat(a.date[:10]).toordinal()) if a.date else math.nan for a in articles])


def _near_share(days: Any, settings: Settings) -> float:
    """Share of the pairs of dated articles at most `settings.same_days` apart, with `USUAL` pairs of a year's news added."""
    dated = np.sort(days[~np.isnan(days)])
    pairs = len(dated) * (len(dated) - 1) / 2
    near = np.sum(np.searchsorted(dated, dated + settings.same_days, side="right") - np.arange(len(dated)) - 1)
    return (float(near) + USUAL * (2 * settings.same_days + 1) / 365) / (pairs + USUAL)


# --- words ------------------------------------------------------------------------------------------------------------

LEAD = 80
"""Words of the opening that are compared once more by themselves: news tells its event first."""


TELLING = 2.0
"""Weight of a number or a day of the week, other words having 1: how many and when set one match, quake or vote apart from the
next, where the other words are the same."""

WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})

GENERAL = 100
"""Articles of general news that are counted beside the set's own: in a dozen articles of one event the event's own words are
common, and only general news knows that they are not."""

SENTENCES, LEAD_SENTENCES = 15, 4
"""Sentences of an article and of its lead: general news was counted by the sentence."""


def _rows(articles: Sequence[Article]) -> Any:
    """TF-IDF rows (articles, terms), sparse: the whole text with its title twice, and the lead, half the weight each."""
    from scipy.sparse import csr_matrix, hstack

    whole = [(a.id, f"{a.title} . {a.title} . {a.text}") for a in articles]
    lead = [(a.id, f"{a.title} . {' '.join(a.text.split()[:LEAD])}") for a in articles]
    return csr_matrix(hstack([_weighed(whole, SENTENCES), _weighed(lead, LEAD_SENTENCES)])) * math.sqrt(0.5)


def _weighed(texts: Sequence[tuple[str, str]], sentences: int) -> Any:
    """Unit rows of TF-IDF (texts, terms): how often a term is told, dampened, by how rare it is here and in general news.

    A term's rarity is log((n + GENERAL + 1) / (df + GENERAL p + 1)) + 1, with p the share of general articles that tell it.
    """
    from scipy.sparse import csr_matrix, diags

    counted = [sorted(Counter(_terms(text)).items()) for text in texts]
    terms = sorted({term for row in counted for term, _ in row})
    column = {term: n for n, term in enumerate(terms)}
    columns = np.array([column[term] for row in counted for term, _ in row])
    counts = np.array([count for row in counted for _, count in row], dtype=np.float64)
    told = np.bincount(columns, minlength=len(terms))
    usual = 1 - (1 - np.array([_usual(term) for term in terms])) ** sentences
    rarity = np.log((len(texts) + GENERAL + 1) / (told + GENERAL * usual + 1)) + 1
    telling = [TELLING if term[0].isdigit() or term in WEEKDAYS else 1.0 for term in terms]
    begins = np.cumsum([0, *(len(row) for row in counted)])
    rows = csr_matrix((1 + np.log(counts), columns, begins), shape=(len(texts), len(terms))) @ diags(rarity * telling)
    return diags(1 / np.sqrt(rows.multiply(rows).sum(axis=1).A1)) @ rows


@lru_cache(maxsize=100_000)
def _usual(term: str) -> float:
    """The share of general news' sentences that tell a term; of one never met, as if it had been met once."""
    counts, sentences = background()
    return max(1, *(counts.get(lemma, 0) for lemma in _lemmas(term))) / sentences


def _lemmas(term: str) -> Iterator[str]:
    """What the term may be a form of: "agreed" of "agree", "stopping" of "stop"."""
    yield term
    for ending in ("ed", "ing", "d"):
        stem = term.removesuffix(ending)
        if stem != term and len(stem) > 2:
            yield from (stem, stem + "e", stem[:-1])


def _terms(named: tuple[str, str]) -> list[str]:
    """The telling words of a text in lower case, plurals joined to singulars; its name when there is no word at all."""
    name, text = named
    words = [m.group().lower().replace("’", "'") for m in WORD.finditer(text)]
    terms = [_singular(word) for word in words if word not in function_words()]
    return [t for t in terms if t not in function_words()] or words or [f"\0{name}"]


def _singular(word: str) -> str:
    word = word.removesuffix("'s")
    if len(word) > 3 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
