"""Articles on disk by event: whatever the order and the size of the input, one event at a time is in memory.

An SQLite file in the folder of the run. Articles that carry an event keep it; the others are gathered (`events.group`)
in blocks of `BLOCK`, by date, those without one last.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, replace
from pathlib import Path

from framing import aside as aside_rows
from framing import clean, events
from framing.records import Article, SetAside
from framing.settings import Settings

BLOCK = 2_000
"""Articles without an event that are gathered together: their cosines take 16 MB, and a story of days fits."""

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE articles (number INTEGER PRIMARY KEY, event TEXT, day TEXT NOT NULL, told TEXT NOT NULL);
CREATE TABLE aside (number INTEGER PRIMARY KEY, told TEXT NOT NULL);
CREATE TABLE events (number INTEGER PRIMARY KEY, name TEXT NOT NULL);
"""


class Damaged(Exception):
    """The spool cannot be read: it was cut short or changed since it was filled."""


def fill(file: Path, found: Iterable[Article | SetAside], settings: Settings, alone: bool = False) -> None:
    """Put all that was read into `file`, by event, or `alone`: each article as an event of its own, in the order of reading.

    The file appears whole, when all is in it. Raises `OSError` when the disk is full.
    """
    try:
        _fill(file, found, settings, alone)
    except sqlite3.OperationalError as fault:
        raise OSError(str(fault)) from None


def _fill(file: Path, found: Iterable[Article | SetAside], settings: Settings, alone: bool) -> None:
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(part)) as store:
        store.executescript(_TABLES)
        for one in found:
            if isinstance(one, SetAside):
                store.execute("INSERT INTO aside (told) VALUES (?)", (json.dumps(aside_rows.fields(one)),))
                continue
            for story in clean.split_digest(one):
                row = (_storable(story.event or "") or None, (story.date or "~")[:10], json.dumps(asdict(story)))
                store.execute("INSERT INTO articles (event, day, told) VALUES (?, ?, ?)", row)
        if alone:
            store.execute("UPDATE articles SET event = printf('%09d', number)")
        else:
            _gather(store, settings)
        store.execute("CREATE INDEX by_event ON articles (event, number)")
        store.execute("INSERT INTO events SELECT row_number() OVER (ORDER BY event) - 1, event FROM articles GROUP BY event")
        store.commit()
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())  # `synchronous` is off while it is filled
    os.replace(part, file)


def _gather(store: sqlite3.Connection, settings: Settings) -> None:
    """Give every article without an event one, no name twice."""
    taken = {name for (name,) in store.execute("SELECT DISTINCT event FROM articles WHERE event IS NOT NULL")}
    numbers = [n for (n,) in store.execute("SELECT number FROM articles WHERE event IS NULL ORDER BY day, number")]
    for begin in range(0, len(numbers), BLOCK):
        block = numbers[begin : begin + BLOCK]
        told = [store.execute("SELECT told FROM articles WHERE number = ?", (n,)).fetchone()[0] for n in block]
        articles = [_article(one) for one in told]
        number_of = {article.id: n for n, article in zip(block, articles, strict=True)}
        for event in events.group(articles, settings):
            name = _free(event.id, taken)
            taken.add(name)
            store.executemany("UPDATE articles SET event = ? WHERE number = ?", ((name, number_of[i]) for i in event.articles))


def _free(name: str, taken: set[str]) -> str:
    free, n = name, 2
    while free in taken:
        free, n = f"{name}-{n}", n + 1
    return free


@contextmanager
def _written(file: Path) -> Iterator[sqlite3.Connection]:
    """The file to read from. Nobody writes to it any more, so no lock is asked for: shared storage often grants none.

    Raises `Damaged` for what cannot be read, or is no row of ours.
    """
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?immutable=1", uri=True)) as store:
            yield store
    except (sqlite3.Error, ValueError, KeyError, TypeError) as fault:
        raise Damaged(f"{file}: {fault}") from fault


def counts(file: Path) -> tuple[int, int, int]:
    """Events, articles and rows set aside on reading. This and what follows raise `Damaged`."""
    with _written(file) as store:
        query = "SELECT (SELECT count(*) FROM events), (SELECT count(*) FROM articles), (SELECT count(*) FROM aside)"
        of_events, of_articles, of_rows = store.execute(query).fetchone()
    return of_events, of_articles, of_rows


def event(file: Path, number: int) -> tuple[Article, ...]:
    """The articles of an event, each with the event's name, in the order in which they were read."""
    query = """SELECT articles.told, events.name FROM events JOIN articles ON articles.event = events.name
               WHERE events.number = ? ORDER BY articles.number"""
    with _written(file) as store:
        return tuple(replace(_article(told), event=name) for told, name in store.execute(query, (number,)))


def aside(file: Path) -> Iterator[dict[str, str]]:
    """The rows set aside on reading, in their order: `place`, `reason`, and their own values."""
    with _written(file) as store:
        yield from (json.loads(told) for (told,) in store.execute("SELECT told FROM aside ORDER BY number"))


def _article(told: str) -> Article:
    fields = json.loads(told)
    return Article(**{**fields, "guessed": tuple(fields["guessed"])})


def _storable(text: str) -> str:
    """A text that a file of UTF-8 can hold."""
    return text.encode("utf-8", "replace").decode()
