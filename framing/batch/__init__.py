"""Many events: scored one by one, shard by shard, restarted where they stopped.

`score` is the verb. What is read is spooled to disk by event (`spool`), events are scored in worker processes (`pool`, `work`)
of this machine or of a cluster (`on_ray`), one that fails without the articles at fault (`isolate`), their rows are kept in
shards (`folder`), and the tables are written out of the shards at the end (`tables`). A run may be killed at any moment: run
again, on whatever engine, it keeps the finished shards, and the tables are the same, byte for byte.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from framing.aside import MOST_COLUMNS
from framing.batch import folder as folders
from framing.batch import isolate, on_ray, spool, tables, work
from framing.batch.isolate import FAILED, Line
from framing.batch.tables import SET_ASIDE
from framing.batch.work import ASIDE, Job
from framing.errors import NothingUsable, UsageError
from framing.read import nothing
from framing.records import Article, SetAside
from framing.scores.codebook import Column, Columns, Row, as_json

ENGINES = ("local", "ray")
"""What may carry the work: processes of this machine, or the actors of a Ray cluster."""

SHARD = 20
"""Events of a shard: what is lost at most when the machine dies is less than a minute of a worker's time."""

SHOWN = 20
"""Rows set aside that are said one by one; all are in the table of them."""

Progress = Callable[[int, int, int], None]
"""Called with the events done (kept ones included), all events, and the articles scored since this run began."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a run is carried out; but for `formats` none of it changes a row."""

    formats: frozenset[str]
    workers: int
    event_seconds: float
    retry: bool = False
    anew: bool = False
    engine: str = ENGINES[0]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to; `kept` events were finished before, `first_aside` are the first `SHOWN` of the rows set aside."""

    events: int
    articles: int
    kept: int
    first_aside: tuple[SetAside, ...]
    set_aside: int
    files: tuple[Path, ...]


def score(
    found: Callable[[], Iterable[Article | SetAside]],
    told: Mapping[str, Any],
    output: Path,
    job: Job,
    plan: Plan,
    progress: Progress,
) -> Summary:
    """Score all events of what `found()` reads and write their tables to the folder `output`.

    `told` says what the run is of (inputs with their hashes, versions): a folder that holds a run of something else is refused.
    Raises `UsageError` for that, for a folder that another run works in, for a disk that is full and for a spool that was
    damaged, and `NothingUsable` when no article was read.
    """
    with folders.held(output):
        try:
            if plan.anew:
                folders.forget(output)
            folders.same_run(output, told)
            return _run(found, told, output, job, plan, progress)
        except OSError as fault:
            raise folders.unwritable(output, fault) from None
        except spool.Damaged:
            raise _without_spool(output, refetched=bool(told.get("fetch"))) from None


def _run(
    found: Callable[[], Iterable[Article | SetAside]],
    told: Mapping[str, Any],
    output: Path,
    job: Job,
    plan: Plan,
    progress: Progress,
) -> Summary:
    articles = _spool(output)
    if not articles.exists():
        spool.fill(articles, found(), job.settings, alone=job.model is not None)
    events, of_articles, unread = spool.counts(articles)
    if not of_articles:
        reasons = (SetAside(row["place"], row["reason"]) for row in spool.aside(articles))
        raise NothingUsable(nothing([one["name"] for one in told["inputs"]], next(reasons, None), unread))
    shards = range(0, events, SHARD)
    open_shards = {n for n, begin in enumerate(shards) if not _kept(output, n, plan.retry)}
    written = {output / f"{name}.{form}" for name in (*job.tables, SET_ASIDE) for form in plan.formats}
    if open_shards:  # what is scored now makes old tables of what is not written anew
        tables.remove(output, tables.EVERY, keep=written)
    kept = sum(len(range(begin, min(begin + SHARD, events))) for n, begin in enumerate(shards) if n not in open_shards)
    _score(articles, events, open_shards, output, job, plan, lambda done, scored: progress(kept + done, events, scored))
    columns = work.columns(job)
    if own := _columns_aside(articles, output, len(shards)):
        columns[SET_ASIDE] = own
    files = tables.write(output, _rows(articles, output, len(shards)), columns, plan.formats)
    if SET_ASIDE not in columns:
        tables.remove(output, [SET_ASIDE])
    folders.put(output / "codebook.json", as_json(columns))
    folders.put(output / folders.MANIFEST, json.dumps({**told, "events": events, "articles": of_articles}, indent=1) + "\n")
    aside = (row for name, row in _rows(articles, output, len(shards)) if name == SET_ASIDE)
    first = tuple(SetAside(str(row["place"]), str(row["reason"])) for row in islice(aside, SHOWN))
    files += [output / "codebook.json", output / folders.MANIFEST]
    return Summary(events, of_articles, kept, first, len(first) + sum(1 for _ in aside), tuple(files))


def _spool(output: Path) -> Path:
    return output / folders.RUN / "articles.sqlite"


def _without_spool(output: Path, refetched: bool) -> UsageError:
    """What is said when the spool was damaged, which is removed so that the next run reads the input anew.

    Pages of the network may read otherwise by then: with them, what is finished goes too.
    """
    if refetched:
        folders.forget(output)
    _spool(output).unlink(missing_ok=True)
    kept = "so is what was finished of its pages" if refetched else "what is finished is kept"
    return UsageError(f"{str(_spool(output))!r} was damaged and is removed, {kept}: run it again")


def _kept(output: Path, number: int, retry: bool) -> bool:
    """Whether a shard is finished; one in which something failed is not when it is to be tried again."""
    lines = folders.finished(folders.shard(output, number))
    return lines is not None and not (retry and any(mark == FAILED for mark, _ in lines))


def _score(
    articles: Path, events: int, open_shards: set[int], output: Path, job: Job, plan: Plan, progress: Callable[[int, int], None]
) -> None:
    """Score the events of the open shards, and write each shard when its last event is done."""
    asked = (n for n in range(events) if n // SHARD in open_shards)
    done: dict[int, dict[int, list[Line]]] = defaultdict(dict)
    finished = scored = 0
    events_of = on_ray.events if plan.engine == "ray" else isolate.events
    for number, lines, size in events_of(articles, asked, job, plan.workers, plan.event_seconds):
        of_shard = done[number // SHARD]
        of_shard[number] = lines
        finished, scored = finished + 1, scored + size
        progress(finished, scored)
        first = number - number % SHARD
        if len(of_shard) == len(range(first, min(first + SHARD, events))):
            ordered = [line for _, own in sorted(done.pop(number // SHARD).items()) for line in own]
            folders.finish(folders.shard(output, number // SHARD), ordered)


def _rows(articles: Path, output: Path, shards: int) -> Iterator[tuple[str, Row]]:
    """All rows of a finished run with the names of their tables: what was set aside on reading first, then by event."""
    for one in spool.aside(articles):
        yield SET_ASIDE, dict(one)
    for number in range(shards):
        for mark, row in folders.finished(folders.shard(output, number)) or ():
            yield (SET_ASIDE, {"place": row["where"], "reason": row["why"]}) if mark in (ASIDE, FAILED) else (mark, row)


def _columns_aside(articles: Path, output: Path, shards: int) -> Columns:
    """The columns of the table of rows set aside, those of the rows' own among them; none when there is no such row."""
    found = (row for name, row in _rows(articles, output, shards) if name == SET_ASIDE)
    own = dict.fromkeys(name for row in found for name in row)
    given = {name: Column("text", "as it was given") for name in list(own)[:MOST_COLUMNS] if name not in tables.ASIDE}
    return {**tables.ASIDE, **given} if own else {}
