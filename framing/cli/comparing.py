"""Verbs that lay accounts side by side: compare, events, statements, demo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from framing import config
from framing.cli.options import Changes, Columns, Encoder, Fetch, Force, Inputs, Json, Language, Open, Output, Sides
from framing.cli.talking import end, lines, row, safe, show_in_browser, written
from framing.cli.talking import show as shown
from framing.cli.working import (
    articles_of,
    asked,
    can_write,
    comparisons,
    file_name,
    formats_of,
    set_aside_table,
    sides_of,
    told_apart,
)  # fmt: skip
from framing.config import PAGES
from framing.records import Comparison, to_json


def compare(
    inputs: Inputs,
    output: Output = Path("out"),
    formats: Annotated[
        str,
        typer.Option(
            "--format",
            help="What to write of each event, with commas: html (the page), json (the data), md (Markdown), "
            "docx (Word), pdf (the page on paper, needs framing[pdf]).",
        ),
    ] = "html,json",
    force: Force = False,
    encoder: Encoder = None,
    sides: Sides = None,
    show: Open = False,
    columns: Columns = None,
    language: Language = "en",
    fetch: Fetch = False,
    changes: Changes = None,
) -> int:
    """Compare the articles: a file of each format asked for, for each event, and with html an index page."""
    given = config.read(changes or ())
    wanted = formats_of(formats, PAGES)
    from framing import report, write

    can_write(wanted)
    write.check(output, force=force)
    write.check_apart(output, inputs)
    own = sides_of(sides)
    articles, aside = articles_of(inputs, asked(columns, language, given, fetch))
    made = [(file_name(c), c) for c in comparisons(articles, aside, encoder, own, given)]
    aside = told_apart(made, aside)
    contents: dict[str, str | bytes] = {}
    for name, comparison in made:
        contents.update(_pages(name, comparison, wanted))
    contents |= set_aside_table(aside)
    if "html" in wanted:
        contents["index.html"] = report.index([c for _, c in made], [name for name, _ in made])
    paths = written(output, contents, force)
    if show:
        show_in_browser(paths)
    return end(aside)


def events(
    inputs: Inputs, as_json: Json = False, columns: Columns = None, language: Language = "en",
    fetch: Fetch = False, changes: Changes = None
) -> int:  # fmt: skip
    """Say which articles tell the same event."""
    given = config.read(changes or ())
    from framing import clean
    from framing import events as stage

    articles, aside = articles_of(inputs, asked(columns, language, given, fetch))
    stories = [story for article in articles for story in clean.split_digest(article)]
    for event in stage.group(stories, given.settings):
        if as_json:
            lines({"article": article, "event": event.id} for article in event.articles)
        else:
            print(safe(event.label or event.id), *(f"  {safe(article)}" for article in event.articles), sep="\n")
    return end(aside)


def statements(
    inputs: Inputs, as_json: Json = False, sides: Sides = None, columns: Columns = None, language: Language = "en",
    fetch: Fetch = False, changes: Changes = None,
) -> int:  # fmt: skip
    """Show who is said to have said what: holder, cue and content of each statement."""
    given = config.read(changes or ())
    from framing import clean, models, river

    own = sides_of(sides)
    articles, aside = articles_of(inputs, asked(columns, language, given, fetch))
    opened = models.load()
    for article in articles:
        for story in clean.split_digest(article):
            told = river.tell(river.read(story, opened), own)
            if as_json:
                lines(row(statement) for statement in told)
            else:
                shown(story, told)
    return end(aside)


def demo(output: Output = Path("demo"), force: Force = False, show: Open = False) -> int:
    """Compare two short accounts that come with the program: does everything work here?"""
    from importlib.resources import as_file, files

    with as_file(files("framing") / "demo") as folder:
        code: int = compare([str(folder)], output, "html,json", force, show=show)
    return code


def _pages(name: str, comparison: Comparison, wanted: set[str]) -> Iterator[tuple[str, str | bytes]]:
    """The files of one event, each with its name."""
    from framing import markdown, measured, pdf, report, word

    card = measured.card()
    if "json" in wanted:
        yield f"{name}.json", to_json(comparison)
    if wanted & {"html", "pdf"}:
        page = report.page(comparison, accuracy=card, data_file=f"{name}.json" if "json" in wanted else "")
        if "html" in wanted:
            yield f"{name}.html", page
        if "pdf" in wanted:
            yield f"{name}.pdf", pdf.pdf(page)
    if "md" in wanted:
        yield f"{name}.md", markdown.text(comparison, card)
    if "docx" in wanted:
        yield f"{name}.docx", word.docx(comparison, card)
