"""The verb that keeps a comparison as a model: fit; and what scoring by it is carried out with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing import config
from framing.cli.options import Changes, Columns, Encoder, Fetch, Force, Inputs, Language, Output, Sides
from framing.cli.talking import end, safe, say, written
from framing.cli.working import articles_of, asked, sides_of
from framing.config import Config
from framing.errors import UsageError
from framing.records import Event

if TYPE_CHECKING:
    from framing.batch.work import Job

LISTED = 12
"""Events that are named when one must be chosen."""


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


def by_model(job: Job, model: Path, given: Config) -> Job:
    """The job by which each article is laid beside a model.

    Raises `ModelMissing` for a model that is not whole or of other models than those in use, before any article is read, and
    `UsageError` for settings other than those it was fitted with.
    """
    from framing.batch.work import opened, prepared
    from framing.reference import rows
    from framing.settings import DEFAULT

    fitted = prepared(model.absolute(), opened(job)).reference.settings
    if given.settings not in (DEFAULT, fitted):
        raise UsageError("the model keeps the settings it was fitted with: leave out --set settings.…, or fit it again")
    return replace(job, tables=tuple(rows.TABLES), settings=fitted, model=model.absolute())
