"""What one should look at before comparing a set of articles: names of sources that look alike, events that do not hold
together. Nothing is changed: sources of two spellings stay two, an event that was given stays as given."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from framing.records import Article

MONTHS_APART = 60
"""Days between the first and the last article of a given event from which they may be two events: news ages in days, and
a trial or a treaty in weeks."""

SHOWN = 20
"""Doubts of one sort that are told one by one."""

_LOOKS_LIKE = str.maketrans(
    "авекмнорстухіјѕԁԛԝһѵαβεζηικμνορτυχ",
    "abekmhopctyxijsdqwhvabezhikmnoptyx",
)
"""Small letters of the Cyrillic and the Greek alphabet that look, small or capital, like Latin ones (Unicode TR 39)."""


def alike(sources: Iterable[str]) -> Iterator[str]:
    """Sources that differ only in case, spaces, or letters that look the same."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name in sorted(set(sources)):
        groups[skeleton(name)].append(name)
    for names in groups.values():
        if len(names) > 1:
            shown = ", ".join(f"{name!a}" if not name.isascii() else f"{name!r}" for name in names)
            yield f"the sources {shown} look alike and are kept apart; give them one name if they are one"


def skeleton(name: str) -> str:
    """A name without what the eye passes over: case, spaces, marks nobody sees, the alphabet of a letter."""
    plain = unicodedata.normalize("NFKC", name).casefold().translate(_LOOKS_LIKE)
    return "".join(c for c in plain if not c.isspace() and unicodedata.category(c) != "Cf")


def far_apart(events: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """Given events whose first and last date, in ISO 8601, lie months apart."""
    for event, (first, last) in sorted(events.items()):
        days = (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days
        if days > MONTHS_APART:
            yield f"the event {event!r} runs from {first[:10]} to {last[:10]}: are these articles of one event?"


def in_two_events(told: Mapping[str, set[str]]) -> Iterator[str]:
    """Articles, by id, whose text was given in more than one event."""
    for article, names in sorted(told.items()):
        if len(names) > 1:
            yield f"the text of {article!r} stands in {len(names)} events ({', '.join(map(repr, sorted(names)[:5]))})"


def of(articles: Iterable[Article]) -> Iterator[str]:
    """All doubts about a set of articles, of each sort at most `SHOWN`."""
    sources: set[str] = set()
    dates: dict[str, tuple[str, str]] = {}
    first: dict[str, str] = {}
    told: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        sources.add(article.source)
        if article.event:
            widen(dates, article)
            told[first.setdefault(article.text, article.id)].add(article.event)
    yield from shortened(alike(sources))
    yield from shortened(far_apart(dates))
    yield from shortened(in_two_events(told))


def widen(dates: dict[str, tuple[str, str]], article: Article) -> None:
    """Take an article's date into the first and last of its event."""
    if article.event and article.date:
        first, last = dates.get(article.event, (article.date, article.date))
        dates[article.event] = min(first, article.date), max(last, article.date)


def shortened(doubts: Iterable[str]) -> Iterator[str]:
    """The first of them, and how many more there are."""
    found = list(doubts)
    yield from found[:SHOWN]
    if len(found) > SHOWN:
        yield f"{len(found) - SHOWN} more like this"
