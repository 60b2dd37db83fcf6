"""Small events whose statements are near to each other as a test says, so that a finder is tried apart from nearness."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from framing import accounts, claims, presence, river, sides
from framing.models import Models
from framing.nearness import Nearness
from framing.records import Account, Article, Difference, Point, Presence, Statement
from framing.settings import DEFAULT
from framing.syntax import Reading


@dataclass(frozen=True)
class Event:
    """What the finders of differences are given."""

    accounts: tuple[Account, ...]
    points: tuple[Point, ...]
    statements: Mapping[str, Statement]
    readings: Mapping[str, Reading]
    nearness: Nearness
    presences: Mapping[tuple[str, str], Presence]
    differences: tuple[Difference, ...]

    def of(self, view: str) -> list[Account]:
        return [a for a in self.accounts if a.view == view]

    def text(self, i: str) -> str:
        return self.statements[i].text


def event(models: Models, texts: Mapping[str, str], together: Sequence[Sequence[str]] = (), near: float = 0.9) -> Event:
    """The articles `texts` by source; `together` holds, for each point, words its statements hold. Statements of one point are
    `near`, others 0.02; a statement of no point has one of its own."""
    articles = [Article(f"a{n}", source, text) for n, (source, text) in enumerate(texts.items())]
    readings = {a.id: river.read(a, models) for a in articles}
    told = [s for a in articles for s in river.tell(readings[a.id])]
    groups = [[s for s in told if any(words in s.text for words in some)] for some in together]
    groups += [[s] for s in told if not any(s in group for group in groups)]
    points = tuple(Point(f"p{n}", f"point {n}", tuple(s.id for s in group), group[0].id, tuple((s.start, s.end) for s in group))
                   for n, group in enumerate(groups, 1))  # fmt: skip
    number = {s.id: n for n, s in enumerate(told)}
    chance = np.full((len(told), len(told)), 0.02, dtype=np.float32)
    for group in groups:
        rows = [number[s.id] for s in group]
        chance[np.ix_(rows, rows)] = near
    np.fill_diagonal(chance, 1)
    nearness = Nearness(tuple(number), chance, np.eye(len(told), dtype=np.float32))
    own = accounts.gather(articles, told, (), sides.parties(list(readings.values())), DEFAULT)
    presences = presence.judge(own, points, nearness, DEFAULT)
    differences = claims.differences(points, told, readings, DEFAULT)
    return Event(own, points, {s.id: s for s in told}, readings, nearness, presences, differences)
