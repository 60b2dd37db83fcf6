"""The verb that keeps a comparison as a model, and the scoring of new articles by it: fit, and score --model."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from framing import config
from framing.cli.options import Changes, Columns, Encoder, Fetch, Force, Inputs, Language, Output, Sides
from framing.cli.talking import SOME_SET_ASIDE, end, safe, say, written
from framing.cli.working import articles_of, asked, sides_of, standard_input
from framing.config import Config
from framing.errors import NothingUsable, UsageError
from framing.records import Event, SetAside

if TYPE_CHECKING:
    from framing.batch.work import Job
    from framing.read.asked import Asked
    from framing.reference import Prepared

LISTED = 12
"""Events that are named when one must be chosen."""

EMPTY = "no sentence left without bylines, captions and credits"


def fit(
    inputs: Inputs,
    output: Output = Path("model"),
    event: Annotated[str | None, typer.Option(help="Which event to keep, where the articles tell several.")] = None,
    force: Force = False,
    encoder: Encoder = None,
    sides: Sides = None,
    columns: Columns = None,
    language: Language = "en",
    fetch: Fetch = False,
    changes: Changes = None,
) -> int:
    """Keep a comparison as a model: score --model then says which of its points a new article tells, and whom it follows."""
    given = config.read(changes or ())
    from framing import clean, models, reference, river, write
    from framing import events as stage
    from framing.reference import folder

    write.check(output, force=force)
    write.check_apart(output, inputs)
    own = sides_of(sides)
    articles, aside = articles_of(inputs, asked(columns, language, given, fetch))
    stories = {story.id: story for article in articles for story in clean.split_digest(article)}
    chosen = _chosen(stage.group(tuple(stories.values()), given.settings), event)
    opened = models.load(encoder)
    told = [stories[i] for i in chosen.articles]
    comparison = river.compare_event(chosen, told, opened, given.settings, aside, own, given.limits)
    kept = reference.fit(comparison, opened, given.settings)
    written(output, folder.contents(kept), force)
    names = ", ".join(a.name for a in kept.accounts)
    say(safe(f"{chosen.label or chosen.id}: {len(comparison.points)} points, accounts of {names}"))
    return end(comparison.set_aside)


def _chosen(events: Sequence[Event], name: str | None) -> Event:
    """The event asked for, or the only one. Raises `UsageError` with the events there are."""
    found = [one for one in events if name in (None, one.id)]
    if len(found) == 1:
        return found[0]
    more = f" and {len(events) - LISTED} more" if len(events) > LISTED else ""
    names = safe(", ".join(one.id for one in events[:LISTED])) + more
    if name is None:
        raise UsageError(f"the articles tell {len(events)} events: choose one with --event ({names})")
    raise UsageError(f"no event is called {safe(name)!s}: the articles tell {names}")


def by_model(
    inputs: Sequence[str], output: Path, model: Path, formats: Collection[str], job: Job, how: Asked, given: Config
) -> int:
    """Score each article by a model into the tables `followed` and `reference-points`; the exit code."""
    from framing import reference, write
    from framing.batch import tables
    from framing.batch.work import opened
    from framing.reference import rows
    from framing.scores import codebook
    from framing.settings import DEFAULT

    used = opened(job)
    kept = reference.read(model, used)
    if given.settings not in (DEFAULT, kept.settings):
        raise UsageError("the model keeps the settings it was fitted with: leave out --set settings.…, or fit it again")
    columns = rows.TABLES | {"set-aside": tables.ASIDE}
    write.check_apart(output, [str(model)])
    files = write.files(output, {"codebook.json": codebook.as_json(columns)}, force=True)
    count = {"followed": 0, "set-aside": 0}

    def counted() -> Iterator[tuple[str, Any]]:
        for name, row in _scored(inputs, reference.prepare(kept, used), job, how):
            if name in count:
                count[name] += 1
            if name == "set-aside":
                say(f"set aside: {row['where']}: {row['why']}")
            yield name, row

    try:
        files += tables.write(output, counted(), columns, formats)
    except OSError as fault:
        raise UsageError(f"cannot write to {str(output)!r}: {fault.strerror or fault}; give another --output") from None
    if not count["followed"]:
        raise NothingUsable(f"no article to score in {safe(', '.join(inputs))}")
    event = safe(kept.comparison.event.id)
    say(f"{count['followed']} articles by the model of {event}; {len(files)} files in {safe(str(output))}")
    return SOME_SET_ASIDE if count["set-aside"] else 0


def _scored(inputs: Sequence[str], prepared: Prepared, job: Job, how: Asked) -> Iterator[tuple[str, Any]]:
    """The rows of each article as it is read, and of what is set aside."""
    from framing import clean, read, reference
    from framing.batch.work import opened
    from framing.reference import rows

    used = opened(job)
    for one in read.stream(inputs, standard_input(), how):
        if isinstance(one, SetAside):
            yield "set-aside", {"where": one.where, "why": one.why}
            continue
        for story in clean.split_digest(one):
            placed = reference.place(prepared, story, used, job.own_sides, job.limits)
            if placed.statements:
                yield from rows.rows(prepared, placed, reference.follow(prepared, placed), story.id)
            else:
                yield "set-aside", {"where": story.origin or story.id, "why": EMPTY}
