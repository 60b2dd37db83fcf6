"""What a worker does: the rows of one event. A pure function of its articles and the job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing import events, models, river, scores
from framing.limits import DEFAULT as LIMITS
from framing.limits import Limits
from framing.own_sides import NONE, OwnSides
from framing.records import Article
from framing.settings import DEFAULT, Settings

ASIDE = "set aside"
"""Mark of a line that tells of an article not used; the row holds `where` and `why`."""


@dataclass(frozen=True, slots=True)
class Job:
    """What every event of a run is scored with; it goes to each worker once."""

    tables: tuple[str, ...]
    settings: Settings = DEFAULT
    limits: Limits = LIMITS
    own_sides: OwnSides = NONE
    encoder: str | None = None
    runtime: models.Runtime | None = None
    store: Path | None = None
    threads: int | None = None


def opened(job: Job) -> models.Models:
    """The models of the job."""
    return models.load(job.encoder, job.runtime, job.store, job.threads)


def lines(articles: Sequence[Article], job: Job, used: models.Models) -> list[tuple[str, Any]]:
    """The rows of the event that `articles` tell, each with the name of its table, and the articles of it set aside."""
    (event,) = events.group(articles, job.settings)
    of = {article.id: article for article in articles}
    ordered = [of[i] for i in event.articles]
    made = river.compare_event(event, ordered, used, job.settings, own_sides=job.own_sides, limits=job.limits)
    told: list[tuple[str, Any]] = [(name, row) for name in job.tables for row in scores.TABLES[name].rows(made)]
    return told + [(ASIDE, {"where": one.where, "why": one.why}) for one in made.set_aside]


def readable(article: Article, job: Job, used: models.Models) -> list[tuple[str, Any]]:
    """Nothing, if the article can be read to its statements alone: asked when an event failed, to find which article it was."""
    river.tell(river.read(article, used), job.own_sides)
    return []
