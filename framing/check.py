"""What a comparison of some input would work with, found by reading all of it and opening no model.

Rows in = articles + rows set aside. What is kept of an article is a few bytes, but for the first `NEAR`, whose words are laid
beside each other.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from hashlib import blake2b

from framing import doubts, events
from framing.read.articles import NOT_CLEAR
from framing.read.rows import Unused
from framing.records import Article, SetAside

SCHEMA = 1
"""Number of the JSON form."""

NEAR = 5000
"""Articles up to which near-copies are looked for: their words are held in memory."""

LISTED = 12
"""Sources and reasons that are listed; of more, how many."""


@dataclass(frozen=True, slots=True)
class Check:
    """What was found. Counts are of articles; `dates` are the first and the last; `near_copies` is None where there were too
    many articles to look; `reasons` and `places` tell why rows were set aside, each with the first of its places."""

    schema_version: int
    rows: int
    articles: int
    set_aside: int
    sources: dict[str, int]
    dates: tuple[str, ...]
    dates_missing: int
    dates_unclear: int
    languages: dict[str, int]
    equal_texts: int
    near_copies: int | None
    cut_short: dict[str, int]
    events: dict[str, int]
    without_event: int
    guessed: dict[str, int]
    reasons: dict[str, int]
    places: dict[str, str]
    doubts: tuple[str, ...]


@dataclass(slots=True)
class _Tally:
    articles: int = 0
    near: list[Article] = field(default_factory=list)
    sources: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    cut_short: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    guessed: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    places: dict[str, str] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    told: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    spans: dict[str, tuple[str, str]] = field(default_factory=dict)
    equal: int = 0
    first: str = ""
    last: str = ""
    missing: int = 0
    unclear: int = 0

    def add(self, article: Article) -> None:
        self.articles += 1
        if len(self.near) <= NEAR:
            self.near.append(article)
        self.sources[article.source] += 1
        self.languages["en"] += 1
        self.events[article.event or ""] += 1
        self.guessed.update(article.guessed)
        if article.excerpt:
            self.cut_short[_sort(article.excerpt)] += 1
        self._date(article)
        digest = int.from_bytes(blake2b(" ".join(article.text.split()).encode(), digest_size=8).digest(), "big")
        self.equal += digest in self.texts
        one = self.texts.setdefault(digest, article.id if article.event else "")
        if article.event:
            self.told[one or article.id].add(article.event)
            doubts.widen(self.spans, article)

    def _date(self, article: Article) -> None:
        if article.date:
            self.first, self.last = min(self.first or article.date, article.date), max(self.last, article.date)
        elif NOT_CLEAR in article.origin:
            self.unclear += 1
        else:
            self.missing += 1

    def leave(self, row: SetAside) -> None:
        reason = _sort(row.why)
        self.reasons[reason] += 1
        self.places.setdefault(reason, row.where)
        if isinstance(row, Unused) and row.language:
            self.languages[row.language] += 1


def survey(found: Iterable[Article | SetAside]) -> Check:
    """What `read.stream` found, counted."""
    tally = _Tally()
    for one in found:
        tally.leave(one) if isinstance(one, SetAside) else tally.add(one)
    aside = tally.reasons.total()
    copies = len(events.copies(tally.near)) if tally.articles <= NEAR else None
    asked = (doubts.alike(tally.sources), doubts.far_apart(tally.spans), doubts.in_two_events(tally.told))
    return Check(
        schema_version=SCHEMA,
        rows=tally.articles + aside,
        articles=tally.articles,
        set_aside=aside,
        sources=dict(tally.sources.most_common()),
        dates=(tally.first, tally.last) if tally.first else (),
        dates_missing=tally.missing,
        dates_unclear=tally.unclear,
        languages=dict(tally.languages.most_common()),
        equal_texts=tally.equal,
        near_copies=None if copies is None else max(0, copies - tally.equal),
        cut_short=dict(tally.cut_short.most_common()),
        events={name: n for name, n in tally.events.most_common() if name},
        without_event=tally.events[""],
        guessed=dict(tally.guessed.most_common()),
        reasons=dict(tally.reasons.most_common()),
        places=tally.places,
        doubts=tuple(doubt for sort in asked for doubt in doubts.shortened(sort)),
    )


def _sort(why: str) -> str:
    """A reason without the numbers that differ from row to row."""
    return re.sub(r"\d[\d,.]*", "…", why)


def as_dict(check: Check) -> dict[str, object]:
    """The counts for one object of JSON."""
    return asdict(check)


def text(check: Check) -> str:
    """The counts, a line each, for a terminal."""
    return "\n".join(f"{name:<12} {told}" for name, told in _lines(check))


def _lines(check: Check) -> Iterator[tuple[str, str]]:
    yield "rows", f"{check.rows:,}"
    yield "articles", f"{check.articles:,}"
    yield "set aside", f"{check.set_aside:,}"
    yield "sources", f"{len(check.sources):,}{_listed(check.sources)}"
    told = f"{check.dates[0][:10]} to {check.dates[1][:10]}" if check.dates else "none"
    yield "dates", f"{told}; {check.dates_missing:,} articles without, {check.dates_unclear:,} not clear"
    yield "languages", ", ".join(f"{name} {n:,}" for name, n in check.languages.items()) or "none"
    near = f"not looked for among more than {NEAR:,} articles" if check.near_copies is None else f"{check.near_copies:,}"
    yield "copies", f"{check.equal_texts:,} equal texts; near-copies: {near}"
    yield "cut short", f"{sum(check.cut_short.values()):,}{_listed(check.cut_short)}"
    yield "events", f"{len(check.events):,} given; {check.without_event:,} articles without one, to be gathered by their words"
    if check.guessed:
        yield "guessed", ", ".join(f"{name} {n:,}" for name, n in check.guessed.items())
    for reason, n in list(check.reasons.items())[:LISTED]:
        yield "not used", f"{n:,}: {reason} (first: {check.places[reason]})"
    if len(check.reasons) > LISTED:
        yield "not used", f"{len(check.reasons) - LISTED:,} more reasons; --set-aside FILE writes every row with its own"
    for doubt in check.doubts:
        yield "look at", doubt


def _listed(counts: dict[str, int]) -> str:
    shown = ", ".join(f"{name} {n:,}" for name, n in list(counts.items())[:LISTED])
    more = f" and {len(counts) - LISTED:,} more" if len(counts) > LISTED else ""
    return f": {shown}{more}" if shown else ""
