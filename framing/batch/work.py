"""What a worker does: the rows of one event, or of one article by a model. A pure function of the articles and the job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from framing import events, models, reference, river, scores
from framing.limits import DEFAULT as LIMITS
from framing.limits import Limits
from framing.own_sides import NONE, OwnSides
from framing.records import Article
from framing.reference import rows as by_model
from framing.scores.codebook import Columns
from framing.settings import DEFAULT, Settings

ASIDE = "set aside"
"""Mark of a line that tells of an article not used; the row holds `where` and `why`."""


NOTHING = "no sentence left that says something, without bylines, captions and credits"


@dataclass(frozen=True, slots=True)
class Job:
    """What every event of a run is scored with; it goes to each worker once.

    With a `model`, the folder of a reference, each article is an event of its own and is laid beside the reference.
    """

    tables: tuple[str, ...]
    settings: Settings = DEFAULT
    limits: Limits = LIMITS
    own_sides: OwnSides = NONE
    encoder: str | None = None
    runtime: models.Runtime | None = None
    store: Path | None = None
    threads: int | None = None
    model: Path | None = None


def columns(job: Job) -> dict[str, Columns]:
    """The tables of the job with their columns."""
    every = by_model.TABLES if job.model else {name: table.columns for name, table in scores.TABLES.items()}
    return {name: every[name] for name in job.tables}


def opened(job: Job) -> models.Models:
    """The models of the job."""
    return models.load(job.encoder, job.runtime, job.store, job.threads)


def lines(articles: Sequence[Article], job: Job, used: models.Models) -> list[tuple[str, Any]]:
    """The rows of the event that `articles` tell, each with the name of its table, and the articles of it set aside."""
    if job.model:
        return [line for article in articles for line in _beside(article, job, prepared(job.model, used), used)]
    (event,) = events.group(articles, job.settings)
    of = {article.id: article for article in articles}
    ordered = [of[i] for i in event.articles]
    made = river.compare_event(event, ordered, used, job.settings, own_sides=job.own_sides, limits=job.limits)
    told: list[tuple[str, Any]] = [(name, row) for name in job.tables for row in scores.TABLES[name].rows(made)]
    places = {article.origin or article.id for article in ordered}
    return told + [
        (ASIDE, {"where": one.where if one.where in places else f"{event.id}: {one.where}", "why": one.why})
        for one in made.set_aside
    ]


@lru_cache(maxsize=1)
def prepared(model: Path, used: models.Models) -> reference.Prepared:
    """The reference in a folder, its articles parsed. Raises `ModelMissing` as `reference.read` and `reference.prepare` do."""
    return reference.prepare(reference.read(model, used), used)


def _beside(article: Article, job: Job, ready: reference.Prepared, used: models.Models) -> list[tuple[str, Any]]:
    """The rows of one article laid beside a reference; what says nothing is set aside."""
    placed = reference.place(ready, article, used, job.own_sides, job.limits)
    if not placed.statements:
        return [(ASIDE, {"where": article.origin or article.id, "why": NOTHING})]
    return list(by_model.rows(ready, placed, reference.follow(ready, placed), article.id))


def readable(article: Article, job: Job, used: models.Models) -> list[tuple[str, Any]]:
    """Nothing, if the article can be read to its statements alone: asked when an event failed, to find which article it was."""
    river.tell(river.read(article, used), job.own_sides)
    return []
