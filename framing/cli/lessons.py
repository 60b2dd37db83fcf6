"""Verbs of the lesson: teach, and agree on a class's coding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from framing import config
from framing.cli.options import Changes, Columns, Encoder, Fetch, Force, Inputs, Json, Language, Output, Sides
from framing.cli.talking import end, lines, safe, say, written
from framing.cli.working import articles_of, asked, can_write, comparisons, file_name, formats_of, sides_of, told_apart
from framing.config import SHEETS
from framing.errors import NothingUsable
from framing.records import plain

EDITED = ("guide.html", "worksheet.html", "answer-key.html")
"""Sheets of a lesson that a teacher edits."""


def teach(
    inputs: Inputs,
    output: Output = Path("lesson"),
    minutes: Annotated[int, typer.Option(help="Length of the lesson: 45 or 90.")] = 45,
    paper: Annotated[str, typer.Option(help="Size of the pages: a4 or letter.")] = "a4",
    level: Annotated[str, typer.Option(help="For whom: 11-13, 14-18 or university.")] = "14-18",
    redact: Annotated[bool, typer.Option("--redact", help="Black out the names of those who tell, also in headlines.")] = False,
    formats: Annotated[
        str,
        typer.Option(
            "--format",
            help="How to write the sheets, with commas: html, pdf to print (needs framing[pdf]), "
            "docx to edit (guide, worksheet and key).",
        ),
    ] = "html",
    force: Force = False,
    encoder: Encoder = None,
    sides: Sides = None,
    columns: Columns = None,
    language: Language = "en",
    fetch: Fetch = False,
    changes: Changes = None,
) -> int:
    """Write a lesson for each event: guide, worksheet, answer key, and cards and a quiz where the texts bear them."""
    given = config.read(changes or ())
    wanted = formats_of(formats, SHEETS)
    from framing import teach as lesson
    from framing import write
    from framing.teach import levels

    length, size, whom = lesson.length(minutes), lesson.size(paper), levels.level(level)
    can_write(wanted)
    write.check(output, force=force)
    write.check_apart(output, inputs)
    own = sides_of(sides)
    articles, aside = articles_of(inputs, asked(columns, language, given, fetch))
    made = [(file_name(c), c) for c in comparisons(articles, aside, encoder, own, given)]
    contents: dict[str, str | bytes] = {}
    thin: dict[str, str] = {}
    for name, comparison in made:
        try:
            pack = lesson.pack(comparison, length, size, whom, redact)
            contents.update({f"{name}/{file}": content for file, content in sheets_of(pack, wanted)})
        except NothingUsable as fault:
            thin[name] = str(fault)
    if not contents:
        others = f"; no other of {len(made)} events bears a lesson either" if len(made) > 1 else ""
        raise NothingUsable(f"{next(iter(thin.values()))}{others}")
    for name, why in thin.items():
        say(f"no lesson for {name}: {why}")
    written(output, contents, force)
    return end(told_apart(made, aside))


def agree(
    tool: Annotated[Path, typer.Argument(metavar="TOOL.CSV", help="The coding-tool.csv of a lesson.")],
    coded: Annotated[list[Path], typer.Argument(metavar="CODED.CSV...", help="Filled copies of its coding.csv, one a coder.")],
    as_json: Json = False,
) -> int:
    """Say how far a class agrees on its coding, with itself and with the tool: Krippendorff's alpha."""
    from framing.teach import coding

    rows = coding.agree(_coded(tool), [_coded(path) for path in coded])
    if as_json:
        lines({**plain(row), "verdict": row.verdict} for row in rows)
        return 0
    print(f"{'code':8} {'sentences':>9} {'class':>7} {'with tool':>9}  class")
    for row in rows:
        of_class, with_tool = ("-" if a is None else f"{a:.3f}" for a in (row.of_class, row.with_tool))
        print(f"{safe(row.code):8} {row.sentences:>9} {of_class:>7} {with_tool:>9}  {row.verdict}")
    return 0


def sheets_of(pack: Mapping[str, str], wanted: set[str]) -> Iterator[tuple[str, str | bytes]]:
    """The files of one lesson, its sheets in each format wanted."""
    from framing import pdf, sheets, word

    for name, text in pack.items():
        stem = name.removesuffix(".html")
        if stem == name:
            yield name, text
            continue
        if "html" in wanted:
            yield name, text
        if "pdf" in wanted:
            yield f"{stem}.pdf", pdf.sheet(text)
        if "docx" in wanted and name in EDITED:
            yield f"{stem}.docx", word.sheet(sheets.blocks(text))


def _coded(path: Path) -> Any:
    """A coded table by the name of its file."""
    from framing.teach import coding

    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return coding.read(path.name, stream.read(coding.LARGEST + 1))
    except UnicodeDecodeError:
        raise NothingUsable(f"{safe(str(path))} is not UTF-8 text: save it as “CSV UTF-8”") from None
    except OSError as fault:
        raise NothingUsable(f"cannot read {safe(str(path))}: {fault.strerror or fault}") from None
