"""Articles gathered into events, and articles that repeat another. No parser, no model: seconds for a thousand articles.

`group` and `copies` are the verbs; `gathering` says what makes two articles one event, `near_copies` what makes one a copy.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from framing.events.gathering import WORD, gathered
from framing.events.near_copies import copies
from framing.records import Article, Event
from framing.settings import Settings

__all__ = ["copies", "group"]


def group(articles: Sequence[Article], settings: Settings) -> tuple[Event, ...]:
    """The events that `articles` tell, each article in one, in the order of the events' ids.

    Articles that carry an event keep it: its id is that name. The others are gathered by how near their words are, a copy
    going where its original goes and having no say of its own; their event is named after the first of the articles' ids.
    Neither the articles' order nor their ids nor their sources play a part in which come together.
    """
    given: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if article.event:
            given[article.event].append(article)
    events = dict(given)
    for members in sorted(_with_copies([a for a in articles if not a.event], settings), key=lambda m: m[0].id):
        events[_new_name(members[0].id, events)] = members
    return tuple(_event(name, members) for name, members in sorted(events.items()))


def _with_copies(articles: Sequence[Article], settings: Settings) -> list[list[Article]]:
    """Groups of the articles of one event, each sorted by id: the originals gathered, their copies added."""
    original = {copy.article: copy.of for copy in copies(articles)}
    repeats: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if article.id in original:
            repeats[original[article.id]].append(article)
    groups = gathered([a for a in articles if a.id not in original], settings)
    return [sorted([*members, *(c for a in members for c in repeats[a.id])], key=lambda a: a.id) for members in groups]


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
    told = Counter(word for a in members for word in {m.group().lower() for m in WORD.finditer(a.text)})
    titles = sorted({a.title for a in members if a.title})
    if titles:
        return max(titles, key=lambda t: sum(told[m.group().lower()] for m in WORD.finditer(t)) / (1 + len(t.split())))
    lines = [line.strip() for line in members[0].text[:4000].splitlines() if line.strip()]
    line = next((one for one in lines if len(one.split()) > 7 and re.search(r"[.!?。][\"”’]?$", one)), (lines or [""])[0])
    before = _BEFORE_TEXT.match(line)
    words = line[before.end() if before else 0 :].split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "")
