"""Articles gathered into events, and articles that repeat another. No parser, no model: seconds for a thousand articles."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any

import numpy as np

from framing.records import Article, Copy, Event
from framing.settings import Settings

_WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")

# --- copies -----------------------------------------------------------------------------------------------------------

RUN = 5
"""Words of one run: texts written apart rarely share five words in a row (Broder 1997, resemblance and containment)."""

COPIED = 0.8
"""Share of the shorter text's runs found in the other from which it is a copy: an agency's story under a new lead."""


def copies(articles: Sequence[Article]) -> tuple[Copy, ...]:
    """Articles that repeat another of the same sequence, in the order of their ids.

    Two texts are copies when the shorter has at least `COPIED` of its five-word runs in the other. The original is the
    earlier by date (an article without one comes last), then by id; a copy's original is never a copy itself.
    """
    order = sorted(articles, key=lambda a: (a.date is None, a.date or "", a.id))
    runs = {a.id: _runs(a.text) for a in order}
    originals: list[str] = []
    found = []
    for article in order:
        shares = [(_contained(runs[article.id], runs[other]), other) for other in originals]
        share, original = max(shares, key=lambda s: s[0], default=(0.0, ""))
        if share >= COPIED:
            found.append(Copy(article.id, original, round(share, 3)))
        else:
            originals.append(article.id)
    return tuple(sorted(found, key=lambda c: c.article))


def _runs(text: str) -> frozenset[int]:
    """Hashes of the text's runs of `RUN` words, case apart; of all its words when it has fewer."""
    words = [m.group().lower() for m in _WORD.finditer(text)]
    runs = (" ".join(words[n : n + RUN]) for n in range(max(1, len(words) - RUN + 1)) if words)
    return frozenset(_hash(run) for run in runs)


def _hash(run: str) -> int:
    """64 bits of a run's BLAKE2b: the same in every process, unlike `hash`."""
    return int.from_bytes(blake2b(run.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def _contained(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


# --- events -----------------------------------------------------------------------------------------------------------


def group(articles: Sequence[Article], settings: Settings) -> tuple[Event, ...]:
    """The events that `articles` tell, each article in one, in the order of the events' ids.

    Articles that carry an event keep it: its id is that name. The others are gathered by how near their words are (see
    `_gathered`) and their event is named after the first of the articles' ids. The articles' order plays no part.
    """
    given: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if article.event:
            given[article.event].append(article)
    events = dict(given)
    for members in _gathered(sorted((a for a in articles if not a.event), key=lambda a: a.id), settings):
        events[_new_name(members[0].id, events)] = members
    return tuple(_event(name, members) for name, members in sorted(events.items()))


def _new_name(article: str, taken: dict[str, list[Article]]) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", article.lower()).strip("-") or "event"
    name, n = plain, 2
    while name in taken:
        name, n = f"{plain}-{n}", n + 1
    return name


def _event(name: str, members: Sequence[Article]) -> Event:
    ordered = sorted(members, key=lambda a: a.id)
    dates = sorted(a.date[:10] for a in ordered if a.date)
    return Event(name, _label(ordered), tuple(a.id for a in ordered), tuple(sorted({dates[0], dates[-1]})) if dates else ())


_BEFORE_TEXT = re.compile(r"[^A-Z\"“‘]{0,40}(?:[A-Z][^()\n]{0,40}\([A-Z][\w ]{1,20}\)[ \u00a0]*[-–—]+[ \u00a0]*)?")


def _label(members: Sequence[Article]) -> str:
    """The title whose words most of the texts share; without titles, the opening of the first text's first sentence."""
    told = Counter(word for a in members for word in {m.group().lower() for m in _WORD.finditer(a.text)})
    titles = sorted({a.title for a in members if a.title})
    if titles:
        return max(titles, key=lambda t: sum(told[m.group().lower()] for m in _WORD.finditer(t)) / (1 + len(t.split())))
    lines = [line.strip() for line in members[0].text[:4000].splitlines() if line.strip()]
    line = next((one for one in lines if len(one.split()) > 7 and re.search(r"[.!?。][\"”’]?$", one)), (lines or [""])[0])
    before = _BEFORE_TEXT.match(line)
    words = line[before.end() if before else 0 :].split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "")


# --- gathering --------------------------------------------------------------------------------------------------------

LARGEST = 16
"""Articles of the smaller group beyond which the threshold rises no more: larger events were not measured."""

DENSE = 3_000
"""Articles of which all pairs are held at once (72 MB); a larger set that hangs together is first cut at nearer pairs."""


def _gathered(articles: Sequence[Article], settings: Settings) -> Iterator[list[Article]]:
    """Groups of `articles` (sorted by id) that tell one event, each sorted by id.

    Average linkage (Sokal & Michener 1958) over the cosines of TF-IDF rows. Two groups become one when their mean cosine
    reaches `settings.same_event`, raised by `settings.same_event_rise` for every doubling of the smaller: two large groups
    that tell one event lie near each other throughout, two look-alike events only in their subject.
    """
    if len(articles) < 2:
        yield from ([a] for a in articles)
        return
    rows, days = _rows(articles), _days(articles)
    share = _near_share(days, settings)
    for members in _together(rows, days, share, np.arange(len(articles)), settings.same_event, settings):
        near = _nearness(rows[members], rows[members], days[members], days[members], share, settings)
        for part in _linked(near, settings):
            yield [articles[members[n]] for n in part]


def _together(
    rows: Any, days: Any, share: float, members: Any, floor: float, settings: Settings
) -> Iterator[Any]:
    """Sets of `members` with no pair as near as `floor` between them: average linkage joins none of two such sets.

    A set of more than `DENSE` is cut again at a higher floor, so that memory stays bounded; that is an approximation.
    """
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


def _linked(near: Any, settings: Settings) -> list[list[int]]:
    """Groups of the rows of a square matrix of nearness: the largest subtrees of its dendrogram that hold throughout."""
    from sklearn.cluster import AgglomerativeClustering

    n = len(near)
    if n == 1:
        return [[0]]
    tree = AgglomerativeClustering(
        n_clusters=1, metric="precomputed", linkage="average", compute_distances=True, compute_full_tree=True
    ).fit(1 - near)
    groups: dict[int, list[int]] = {k: [k] for k in range(n)}
    for node, ((a, b), height) in enumerate(zip(tree.children_.tolist(), tree.distances_.tolist(), strict=True), start=n):
        if a in groups and b in groups:
            smaller = min(len(groups[a]), len(groups[b]), LARGEST)
            if 1 - height >= settings.same_event + settings.same_event_rise * math.log2(smaller):
                groups[node] = sorted(groups.pop(a) + groups.pop(b))
    return sorted(groups.values())


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
    """Share of the pairs of dated articles that are at most `settings.same_days` apart; 1 when there is no pair."""
    dated = np.sort(days[~np.isnan(days)])
    pairs = len(dated) * (len(dated) - 1) / 2
    near = np.sum(np.searchsorted(dated, dated + settings.same_days, side="right") - np.arange(len(dated)) - 1)
    return max(1.0, float(near)) / pairs if pairs else 1.0


# --- words ------------------------------------------------------------------------------------------------------------

LEAD = 80
"""Words of the opening that are compared once more by themselves: news tells its event first."""


def _rows(articles: Sequence[Article]) -> Any:
    """TF-IDF rows (articles, terms), sparse: the whole text with its title twice, and the lead, half the weight each."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.feature_extraction.text import TfidfVectorizer

    whole = [(a.id, f"{a.title} . {a.title} . {a.text}") for a in articles]
    lead = [(a.id, f"{a.title} . {' '.join(a.text.split()[:LEAD])}") for a in articles]
    views = [TfidfVectorizer(analyzer=_terms, sublinear_tf=True).fit_transform(texts) for texts in (whole, lead)]
    return csr_matrix(hstack(views)) * math.sqrt(0.5)


def _terms(named: tuple[str, str]) -> list[str]:
    """The telling words of a text in lower case, plurals joined to singulars; its name when there is no word at all."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    name, text = named
    words = [m.group().lower() for m in _WORD.finditer(text)]
    terms = [_singular(word) for word in words if word not in ENGLISH_STOP_WORDS]
    return [t for t in terms if t not in ENGLISH_STOP_WORDS] or words or [f"\0{name}"]


def _singular(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("’s")
    if len(word) > 3 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
