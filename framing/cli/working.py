"""What the verbs do alike: read, compare, gather what was set aside."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

from framing import own_sides
from framing.cli.talking import safe, say
from framing.config import Config
from framing.errors import NothingUsable, UsageError
from framing.records import Article, Comparison, SetAside

if TYPE_CHECKING:
    from framing.limits import Limits
    from framing.read.asked import Asked
    from framing.read.given import Given

NOTES = 20
"""Notes on articles that are said one by one, each with the first article it holds for."""


def standard_input() -> IO[bytes]:
    """Standard input; nothing where it is closed."""
    return sys.stdin.buffer if sys.stdin else io.BytesIO()


def asked(columns: Sequence[str] | None, language: str, given: Config, fetch: bool = False) -> Asked:
    """How the input is to be read. Raises `UsageError` for a column or a language that is not known."""
    from framing.read import asked

    asked.language(language)
    return asked.Asked(given.limits, asked.columns(columns or ()), _network() if fetch else None, say)


def _network() -> Callable[[str, Limits], Given | SetAside]:
    from framing.read import fetch

    return fetch.opener()


def articles_of(inputs: Sequence[str], how: Asked) -> tuple[tuple[Article, ...], tuple[SetAside, ...]]:
    from framing import doubts, read

    articles, aside = read.read(inputs, standard_input(), how)
    noted: dict[str, list[str]] = {}
    for article in articles:
        place, told, notes = article.origin.partition("; ")
        if told:
            noted.setdefault(notes, []).append(place)
    for notes, places in list(noted.items())[:NOTES]:
        say(f"note: {places[0]}{f' and {len(places) - 1} more' if len(places) > 1 else ''}; {notes}")
    if len(noted) > NOTES:
        say(f"note: articles were changed in {len(noted) - NOTES} more ways on the way in; `origin` in the JSON says how")
    for doubt in doubts.of(articles):
        say(f"warning: {doubt}")
    return articles, aside


def sides_of(file: Path | None) -> own_sides.OwnSides:
    return own_sides.read(file) if file else own_sides.NONE


def comparisons(
    articles: Sequence[Article], aside: Sequence[SetAside], encoder: str | None, own: own_sides.OwnSides, given: Config
) -> Iterator[Comparison]:
    from framing import models, river

    models.open_ahead(encoder)
    made = list(_progress(river.compare(articles, models.load(encoder), given.settings, aside, own, given.limits)))
    alone = [c for c in made if not _comparable(c)]
    if len(alone) == len(made):
        names = sorted({account.name for c in made for account in c.accounts}) or ["nobody"]
        where = articles[0].origin.partition(";")[0] or articles[0].id
        raise NothingUsable(
            f"only one account was found in {safe(where)} ({safe(names[0])}): "
            "add an article of another source on the same event"
        )
    for c in alone:
        say(f"note: {c.event.label or c.event.id}: one account only; add an article of another source on the same event")
    copied = sum(len(c.copies) for c in made)
    if copied:
        say(f"note: {copied} articles repeat another and were counted once")
    yield from made


def _comparable(comparison: Comparison) -> bool:
    """Whether there are two accounts to lay side by side, by source or by side."""
    views = [account.view for account in comparison.accounts]
    return max(views.count("source"), views.count("side")) > 1


def _progress(comparisons: Iterator[Comparison]) -> Iterator[Comparison]:
    """A count of events on a terminal, nothing elsewhere."""
    for n, comparison in enumerate(comparisons, start=1):
        if sys.stderr.isatty():
            print(f"\rcompared {n} events", end="", file=sys.stderr, flush=True)
        yield comparison
    if sys.stderr.isatty():
        print(file=sys.stderr)


def told_apart(made: Sequence[tuple[str, Comparison]], aside: Sequence[SetAside]) -> tuple[SetAside, ...]:
    """Every row set aside, on reading or later, once."""
    every = [*aside, *(row for _, c in made for row in c.set_aside)]
    once: dict[tuple[str, str], SetAside] = {}
    for row in every:
        once.setdefault((row.where, row.why), row)
    return tuple(once.values())


def set_aside_table(rows: Sequence[SetAside]) -> dict[str, str | bytes]:
    """The table of the rows set aside, where there are any."""
    from framing import aside

    return {"set-aside.csv": aside.to_csv(rows)} if rows else {}


def file_name(comparison: Comparison) -> str:
    from framing import write

    return write.slug(comparison.event.id)


def can_write(wanted: set[str]) -> None:
    """Raise `ExtraMissing` for a format that cannot be written here, before any work is done for it."""
    from framing import pdf

    if "pdf" in wanted:
        pdf.check()


def formats_of(text: str, known: Sequence[str]) -> set[str]:
    wanted = {part.strip().lower() for part in text.split(",") if part.strip()}
    if not wanted or wanted - set(known):
        raise UsageError(f"--format {safe(text)!s} is not known: give one or more of {', '.join(sorted(known))}")
    return wanted
