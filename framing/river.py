"""The river itself: articles in, one `Comparison` per event out. No IO."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from framing import (
    __version__,
    accounts,
    attribution,
    claims,
    clean,
    contrasts,
    events,
    holders,
    points,
    presence,
    references,
    sides,
    statements,
)  # fmt: skip
from framing.limits import DEFAULT as LIMITS
from framing.limits import Limits, recorded
from framing.models import Models
from framing.own_sides import NONE, OwnSides
from framing.records import SCHEMA, Account, Article, Comparison, Event, Method, SetAside, Statement
from framing.settings import DEFAULT, Settings, as_dict
from framing.syntax import Paragraph, Reading


def compare(
    articles: Iterable[Article],
    models: Models,
    settings: Settings = DEFAULT,
    set_aside: Sequence[SetAside] = (),
    own_sides: OwnSides = NONE,
    limits: Limits = LIMITS,
) -> Iterator[Comparison]:
    """One comparison for each event the articles tell, in the order of `events.group`.

    Digests are split into their stories first. Articles that carry an event keep it. `set_aside` is passed on to every
    comparison; `own_sides` go before the sides we know. Raises nothing of its own: an article with nothing to compare, and what
    is beyond `limits`, ends in the comparison's `set_aside`.
    """
    stories = {story.id: story for article in articles for story in clean.split_digest(article)}
    for event in events.group(tuple(stories.values()), settings):
        yield compare_event(event, [stories[i] for i in event.articles], models, settings, set_aside, own_sides, limits)


def compare_event(
    event: Event,
    articles: Sequence[Article],
    models: Models,
    settings: Settings,
    set_aside: Sequence[SetAside] = (),
    own_sides: OwnSides = NONE,
    limits: Limits = LIMITS,
) -> Comparison:
    """The comparison of the articles of one event."""
    readings = {article.id: read(article, models) for article in articles}
    told = {name: tell(reading, own_sides) for name, reading in readings.items()}
    unused = [_unused(a, len(told[a.id]), limits) for a in articles if not 0 < len(told[a.id]) <= limits.article_statements]
    told = {name: own[: limits.article_statements] for name, own in told.items()}
    copies = events.copies([a for a in articles if told[a.id]])
    counted = accounts.counted(articles, [s for a in articles for s in told[a.id]], copies)
    parties = sides.parties([readings[a.id] for a in articles], own_sides)
    columns, left = accounts.bounded(accounts.gather(articles, counted, copies, parties, settings), limits.event_accounts)
    if left:
        unused += [_left_out(account, limits) for account in left]
        counted = accounts.without([a for a in left if a.view == "source"], counted)
        gathered = accounts.gather(articles, counted, copies, parties, settings)
        columns, _ = accounts.bounded(gathered, limits.event_accounts)
    found = points.find(counted, readings, models, settings)
    presences = presence.judge(columns, found.points, found.nearness, settings)
    differences = claims.differences(found.points, counted, readings, settings)
    by_id = {s.id: s for s in counted}
    cells, contrasted = contrasts.find(
        columns, found.points, by_id, readings, found.nearness, presences, differences, models, settings
    )
    return Comparison(
        schema=SCHEMA,
        event=event,
        articles=tuple(articles),
        statements=tuple(s for a in articles for s in told[a.id]),
        accounts=columns,
        points=found.points,
        differences=differences,
        cells=cells,
        contrasts=contrasted,
        copies=copies,
        set_aside=(*(SetAside(row.where, row.why) for row in set_aside), *unused),
        method=Method(__version__, models.cards(), as_dict(settings) | recorded(limits) | own_sides.recorded()),
    )


def _unused(article: Article, statements: int, limits: Limits) -> SetAside:
    """An article without a statement, or with more than are compared."""
    why = "no sentence left without bylines, captions and credits"
    if statements:
        most = limits.article_statements
        why = f"has {statements:,} statements, of which the first {most:,} are compared (limit article_statements)"
    return SetAside(article.origin or article.id, why)


def _left_out(account: Account, limits: Limits) -> SetAside:
    most = f"the {limits.event_accounts} by {account.view} that are compared (limit event_accounts)"
    return SetAside(account.name, f"its account, of {account.words:,} words, is shorter than {most}")


def read(article: Article, models: Models) -> Reading:
    """An article with its paragraphs parsed; furniture is not."""
    paragraphs = clean.paragraphs(article)
    parses = iter(models.parse([article.text[p.start : p.end] for p in paragraphs if p.kind != "furniture"]))
    return Reading(article, tuple(
        p if p.kind == "furniture" else Paragraph(p.start, p.end, p.kind, next(parses)) for p in paragraphs
    ))  # fmt: skip


def tell(reading: Reading, own_sides: OwnSides = NONE) -> tuple[Statement, ...]:
    """The statements of an article, each with who is said to have said it, and for which side."""
    named = holders.resolve(reading, attribution.find(reading))
    told = statements.referring(statements.tell(reading, named), references.link(reading))
    return sides.give(reading, told, own_sides)
