"""The verb that scores many events: score."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from framing import config
from framing.cli import fitting
from framing.cli.options import Changes, Columns, Encoder, Fetch, Inputs, Language, Output, Sides
from framing.cli.talking import SOME_SET_ASIDE, safe, say
from framing.cli.working import asked, formats_of, sides_of, standard_input
from framing.config import TABLES
from framing.errors import UsageError

BY = ("column", "folder", "found")
"""Where an article's event may come from."""


def score(
    inputs: Inputs,
    output: Output = Path("scores"),
    formats: Annotated[
        str, typer.Option("--format", help="What to write, with commas: csv, jsonl, parquet (needs framing[parquet]).")
    ] = "csv",
    events_by: Annotated[
        str, typer.Option("--events", help="Where an article's event is: column (found where there is none), folder or found.")
    ] = "column",
    with_statements: Annotated[bool, typer.Option("--statements", help="Write the table of statements too.")] = False,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes that score; one for each core when not given.")] = None,
    store: Annotated[Path | None, typer.Option(help="File that keeps vectors for later runs.")] = None,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Score again events in which something failed.")] = False,
    engine: Annotated[
        str, typer.Option(help="What carries the work: local (this machine), or ray (a cluster; needs framing[ray]).")
    ] = "local",
    model: Annotated[
        Path | None, typer.Option(help="Folder that fit wrote: say which of its points each article tells, whom it follows.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Begin anew where another run, or other files, are.")] = False,
    encoder: Encoder = None,
    sides: Sides = None,
    columns: Columns = None,
    language: Language = "en",
    fetch: Fetch = False,
    changes: Changes = None,
) -> int:
    """Score many events into tables: events, accounts, articles, points, contrasts. A run that was stopped goes on."""
    given = config.read(changes or ())
    wanted = formats_of(formats, TABLES)
    if events_by not in BY:
        raise UsageError(f"--events {safe(events_by)} is not known: give one of {', '.join(BY)}")
    from framing import batch, scores, write
    from framing.batch import inputs as of
    from framing.batch import on_ray, tables
    from framing.batch.work import Job
    from framing.models import vectors

    if engine not in batch.ENGINES:
        raise UsageError(f"--engine {safe(engine)} is not known: give one of {', '.join(batch.ENGINES)}")
    if engine == "ray":
        on_ray.check()
    tables.check(wanted)
    if store:
        vectors.check(store)
    write.check(output, force=force)
    write.check_apart(output, inputs)
    cores = os.cpu_count() or 1
    hands = workers or cores
    job = Job(
        tables=tuple(name for name in scores.TABLES if with_statements or name not in scores.ON_DEMAND),
        settings=given.settings, limits=given.limits, own_sides=sides_of(sides),
        encoder=encoder, store=store, threads=max(1, cores // hands),
    )  # fmt: skip
    how = asked(columns, language, given, fetch)
    if model:
        if with_statements or events_by != BY[0]:
            raise UsageError("--model scores each article alone, into tables of its own: leave out --statements and --events")
        write.check_apart(output, [str(model)])
        job = fitting.by_model(job, model, given)
    plan = batch.Plan(frozenset(wanted), hands, given.limits.event_seconds, retry_failed, force, engine)
    with _kept_input(inputs) as kept:
        run_of = of.fingerprint(inputs, kept, events_by, job, how)
        found = of.reading(inputs, kept, events_by, how)
        summary = batch.score(found, run_of, output, job, plan, _rate())
    for row in summary.first_aside:
        say(f"set aside: {row.where}: {row.why}")
    if summary.set_aside > len(summary.first_aside):
        say(f"set aside: {summary.set_aside - len(summary.first_aside)} more, in {safe(str(output))}/set-aside")
    before = f", {summary.kept} of them kept from before" if summary.kept else ""
    told = f"{summary.articles} articles{before}" if model else f"{summary.events} events{before}, {summary.articles} articles"
    say(f"{told}; {len(summary.files)} files in {safe(str(output))}")
    return SOME_SET_ASIDE if summary.set_aside else 0


@contextmanager
def _kept_input(inputs: Sequence[str]) -> Iterator[Path | None]:
    """What stands on standard input, in a file for as long as it is needed: it is read twice, once for its hash."""
    if "-" not in inputs:
        yield None
        return
    import shutil
    import tempfile

    with tempfile.NamedTemporaryFile(prefix="framing-") as kept:
        shutil.copyfileobj(standard_input(), kept)
        kept.flush()
        yield Path(kept.name)


def _rate() -> Callable[[int, int, int], None]:
    """Says events done, articles a second and the time left: in place on a terminal, elsewhere a line a minute."""
    begun = said = time.monotonic()
    first: list[int] = []

    def progress(done: int, events: int, articles: int) -> None:
        nonlocal said
        now = time.monotonic()
        first[:] = first or [done - 1]
        if now - said < (1 if sys.stderr.isatty() else 60) and done < events:
            return
        said = now
        left = (events - done) * (now - begun) / max(1, done - first[0])
        line = f"{done} of {events} events, {articles / max(now - begun, 1e-9):.1f} articles/s, {left / 60:.0f} min left"
        print(f"\r{line:70}" if sys.stderr.isatty() else line, end="" if sys.stderr.isatty() and done < events else "\n",
              file=sys.stderr, flush=True)  # fmt: skip

    return progress
