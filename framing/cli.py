"""The command line: parse, call, write, say. The only place that prints; data on stdout, talk on stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from framing import __version__, own_sides
from framing.errors import FramingError, NothingUsable, UsageError
from framing.records import Article, Comparison, SetAside, Statement, plain, to_json
from framing.settings import DEFAULT

app = typer.Typer(
    help="Lay several accounts of one event side by side: who says what, what each stresses and leaves out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Inputs = Annotated[
    list[str],
    typer.Argument(metavar="ARTICLES...", help="Files (.txt, .md, .jsonl, .csv), folders of these, or - for standard input."),
]
Output = Annotated[Path, typer.Option("--output", "-o", help="Folder for the results: new, empty or ours.")]
Force = Annotated[bool, typer.Option("--force", help="Write into a folder that holds other files.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line on standard output.")]
Encoder = Annotated[str | None, typer.Option(help="Folder of another sentence-transformers model.")]
Open = Annotated[bool, typer.Option("--open", help="Show the result in the browser of this machine.")]
Sides = Annotated[Path | None, typer.Option(help="Your own sides, a TOML file: it goes before what we know.")]

PACKAGES = ("framing", "sentence-transformers", "scikit-learn", "spacy", "torch", "typer", "jinja2", "pydantic",
            "python-docx", "weasyprint")  # fmt: skip

PAGES = {"html", "json", "md", "docx", "pdf"}
"""What `compare` can write of an event."""

SHEETS = {"html", "pdf", "docx"}
"""What `teach` can write a sheet as."""

EDITED = ("guide.html", "worksheet.html", "answer-key.html")
"""Sheets of a lesson that a teacher edits."""

NOTES = 20
"""Articles whose notes are said one by one."""

SOME_SET_ASIDE = 4
"""Exit code of a run that was finished while some rows were set aside."""


@app.callback(invoke_without_command=True)
def start(version: Annotated[bool, typer.Option("--version", help="Say the version and stop.")] = False) -> None:
    if version:
        print(__version__)
        raise typer.Exit


@app.command()
def compare(
    inputs: Inputs,
    output: Output = Path("out"),
    formats: Annotated[
        str,
        typer.Option(
            "--format",
            help="What to write of each event, with commas: html (the page), json (the data), md (Markdown), "
            "docx (Word, needs framing[docx]), pdf (the page on paper, needs framing[pdf]).",
        ),
    ] = "html,json",
    force: Force = False,
    encoder: Encoder = None,
    sides: Sides = None,
    show: Open = False,
) -> int:
    """Compare the articles: a file of each format asked for, for each event, and with html an index page."""
    wanted = _formats(formats, PAGES)
    from framing import report, write

    _can_write(wanted)
    write.check(output, force=force)
    own = _own_sides(sides)
    articles, aside = _read(inputs)
    made = [(_name(c), c) for c in _comparisons(articles, aside, encoder, own)]
    aside = _told_apart(made, aside)
    contents: dict[str, str | bytes] = {}
    for name, comparison in made:
        contents.update(_pages(name, comparison, wanted))
    if "html" in wanted:
        contents["index.html"] = report.index([c for _, c in made], [name for name, _ in made])
    paths = _write(output, contents, force)
    if show:
        _show_in_browser(paths)
    return _end(aside)


@app.command()
def events(inputs: Inputs, as_json: Json = False) -> int:
    """Say which articles tell the same event."""
    from framing import clean
    from framing import events as stage

    articles, aside = _read(inputs)
    stories = [story for article in articles for story in clean.split_digest(article)]
    for event in stage.group(stories, DEFAULT):
        if as_json:
            _lines({"article": article, "event": event.id} for article in event.articles)
        else:
            print(_safe(event.label or event.id), *(f"  {_safe(article)}" for article in event.articles), sep="\n")
    return _end(aside)


@app.command()
def statements(inputs: Inputs, as_json: Json = False, sides: Sides = None) -> int:
    """Show who is said to have said what: holder, cue and content of each statement."""
    from framing import clean, models, river

    own = _own_sides(sides)
    articles, aside = _read(inputs)
    opened = models.load()
    for article in articles:
        for story in clean.split_digest(article):
            told = river.tell(river.read(story, opened), own)
            if as_json:
                _lines(_row(statement) for statement in told)
            else:
                _show(story, told)
    return _end(aside)


@app.command()
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
            "docx to edit (guide, worksheet and key; needs framing[docx]).",
        ),
    ] = "html",
    force: Force = False,
    encoder: Encoder = None,
    sides: Sides = None,
) -> int:
    """Write a lesson for each event: guide, worksheet, answer key, and cards and a quiz where the texts bear them."""
    wanted = _formats(formats, SHEETS)
    from framing import teach as lesson
    from framing import write
    from framing.teach import levels

    length, size, whom = lesson.length(minutes), lesson.size(paper), levels.level(level)
    _can_write(wanted)
    write.check(output, force=force)
    own = _own_sides(sides)
    articles, aside = _read(inputs)
    made = [(_name(c), c) for c in _comparisons(articles, aside, encoder, own)]
    contents: dict[str, str | bytes] = {}
    thin: dict[str, str] = {}
    for name, comparison in made:
        try:
            pack = lesson.pack(comparison, length, size, whom, redact)
            contents.update({f"{name}/{file}": content for file, content in _sheets(pack, wanted)})
        except NothingUsable as fault:
            thin[name] = str(fault)
    if not contents:
        others = f"; no other of {len(made)} events bears a lesson either" if len(made) > 1 else ""
        raise NothingUsable(f"{next(iter(thin.values()))}{others}")
    for name, why in thin.items():
        _say(f"no lesson for {name}: {why}")
    _write(output, contents, force)
    return _end(_told_apart(made, aside))


@app.command()
def agree(
    tool: Annotated[Path, typer.Argument(metavar="TOOL.CSV", help="The coding-tool.csv of a lesson.")],
    coded: Annotated[list[Path], typer.Argument(metavar="CODED.CSV...", help="Filled copies of its coding.csv, one a coder.")],
    as_json: Json = False,
) -> int:
    """Say how far a class agrees on its coding, with itself and with the tool: Krippendorff's alpha."""
    from framing.teach import coding

    rows = coding.agree(_coding(tool), [_coding(path) for path in coded])
    if as_json:
        _lines({**plain(row), "verdict": row.verdict} for row in rows)
        return 0
    print(f"{'code':8} {'sentences':>9} {'class':>7} {'with tool':>9}  class")
    for row in rows:
        of_class, with_tool = ("-" if a is None else f"{a:.3f}" for a in (row.of_class, row.with_tool))
        print(f"{_safe(row.code):8} {row.sentences:>9} {of_class:>7} {with_tool:>9}  {row.verdict}")
    return 0


@app.command()
def score(
    inputs: Inputs,
    output: Output = Path("scores"),
    formats: Annotated[str, typer.Option("--format", help="What to write, with commas: csv, jsonl.")] = "csv,jsonl",
    force: Force = False,
    encoder: Encoder = None,
    sides: Sides = None,
) -> int:
    """Write one row for each account of each event and one for each article."""
    wanted = _formats(formats, {"csv", "jsonl"})
    from framing import scores, write

    write.check(output, force=force)
    own = _own_sides(sides)
    articles, aside = _read(inputs)
    made = list(_comparisons(articles, aside, encoder, own))
    tables = {
        "accounts": ([row for c in made for row in scores.account_rows(c)], scores.ACCOUNT_COLUMNS),
        "articles": ([row for c in made for row in scores.article_rows(c)], scores.ARTICLE_COLUMNS),
    }
    contents = {}
    for name, (rows, columns) in tables.items():
        if "csv" in wanted:
            contents[f"{name}.csv"] = scores.to_csv(rows, columns)
        if "jsonl" in wanted:
            contents[f"{name}.jsonl"] = scores.to_jsonl(rows)
    _write(output, contents, force)
    return _end(_told_apart([("", c) for c in made], aside))


@app.command()
def demo(output: Output = Path("demo"), force: Force = False, show: Open = False) -> int:
    """Compare two short accounts that come with the program: does everything work here?"""
    from importlib.resources import as_file, files

    with as_file(files("framing") / "demo") as folder:
        code: int = compare([str(folder)], output, "html,json", force, None, None, show)
    return code


@app.command()
def doctor(as_json: Json = False) -> int:
    """Say what is installed, which models are here, and their hashes."""
    from importlib.metadata import PackageNotFoundError, version

    from framing import models

    packages: dict[str, str | None] = {}
    for package in PACKAGES:
        try:
            packages[package] = version(package)
        except PackageNotFoundError:
            packages[package] = None
    cards = models.load().cards()
    if as_json:
        _lines([{"python": sys.version.split()[0], "packages": packages, "models": [plain(card) for card in cards]}])
        return 0
    print(f"python {sys.version.split()[0]}")
    for name, number in packages.items():
        print(f"{name} {number or 'is not installed'}")
    for card in cards:
        print(f"model {card.name} {card.version} sha256 {card.sha256}")
    return 0


# --- reading and comparing -----------------------------------------------------------------------------------------


def _read(inputs: Sequence[str]) -> tuple[tuple[Article, ...], tuple[SetAside, ...]]:
    from framing import read

    articles, aside = read.read(inputs, sys.stdin.buffer)
    noted = [article.origin for article in articles if "; " in article.origin]
    for origin in noted[:NOTES]:
        _say(f"note: {origin}")
    if len(noted) > NOTES:
        _say(f"note: {len(noted) - NOTES} more articles were changed on the way in; `origin` in the JSON says how")
    return articles, aside


def _own_sides(file: Path | None) -> own_sides.OwnSides:
    return own_sides.read(file) if file else own_sides.NONE


def _comparisons(
    articles: Sequence[Article], aside: Sequence[SetAside], encoder: str | None, own: own_sides.OwnSides
) -> Iterator[Comparison]:
    from framing import models, river

    made = list(_progress(river.compare(articles, models.load(encoder), set_aside=aside, own_sides=own)))
    alone = [c for c in made if not _comparable(c)]
    if len(alone) == len(made):
        names = sorted({account.name for c in made for account in c.accounts}) or ["nobody"]
        where = articles[0].origin.partition(";")[0] or articles[0].id
        raise NothingUsable(
            f"only one account was found in {_safe(where)} ({_safe(names[0])}): "
            "add an article of another source on the same event"
        )
    for c in alone:
        _say(f"note: {c.event.label or c.event.id}: one account only; add an article of another source on the same event")
    copied = sum(len(c.copies) for c in made)
    if copied:
        _say(f"note: {copied} articles repeat another and were counted once")
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


def _told_apart(made: Sequence[tuple[str, Comparison]], aside: Sequence[SetAside]) -> tuple[SetAside, ...]:
    """Every row set aside, on reading or later, once."""
    return tuple(dict.fromkeys([*aside, *(row for _, c in made for row in c.set_aside)]))


def _name(comparison: Comparison) -> str:
    from framing import write

    return write.slug(comparison.event.id)


def _can_write(wanted: set[str]) -> None:
    """Raise `ExtraMissing` for a format that cannot be written here, before any work is done for it."""
    from framing import pdf, word

    if "docx" in wanted:
        word.check()
    if "pdf" in wanted:
        pdf.check()


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


def _sheets(pack: Mapping[str, str], wanted: set[str]) -> Iterator[tuple[str, str | bytes]]:
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


def _coding(path: Path) -> Any:
    """A coded table by the name of its file."""
    from framing.teach import coding

    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return coding.read(path.name, stream.read(coding.LARGEST + 1))
    except UnicodeDecodeError:
        raise NothingUsable(f"{_safe(str(path))} is not UTF-8 text: save it as “CSV UTF-8”") from None
    except OSError as fault:
        raise NothingUsable(f"cannot read {_safe(str(path))}: {fault.strerror or fault}") from None


def _formats(text: str, known: set[str]) -> set[str]:
    wanted = {part.strip().lower() for part in text.split(",") if part.strip()}
    if not wanted or wanted - known:
        raise UsageError(f"--format {_safe(text)!s} is not known: give one or more of {', '.join(sorted(known))}")
    return wanted


# --- saying --------------------------------------------------------------------------------------------------------


def _write(output: Path, contents: Mapping[str, str | bytes], force: bool) -> list[Path]:
    from framing import write

    paths = write.files(output, contents, force=force)
    index = next((p for p in paths if p.name == "index.html"), None)
    _say(f"{len(paths)} files in {_safe(str(output))}" + (f"; open {_safe(str(index))}" if index else ""))
    return paths


def _show_in_browser(paths: Sequence[Path]) -> None:
    """Open the index, or the only page, where there is a browser to open it in; else say so and go on."""
    import webbrowser

    ordered = sorted(paths, key=lambda p: (p.name != "index.html", p.suffix != ".html"))
    page = next((p for p in ordered if p.suffix in {".html", ".pdf"}), None)
    if page is None:
        _say("note: --open shows html or pdf; none was asked for")
    elif not _has_display() or not webbrowser.open(page.resolve().as_uri()):
        _say("note: there is no browser here to open it in")


def _has_display() -> bool:
    """Whether a window can be opened; a user's own `BROWSER` is trusted."""
    windows = sys.platform in {"win32", "darwin"}
    return windows or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))


def _end(aside: Sequence[SetAside]) -> int:
    for row in aside:
        _say(f"set aside: {row.where}: {row.why}")
    return SOME_SET_ASIDE if aside else 0


def _show(article: Article, told: Iterable[Statement]) -> None:
    from framing import marked

    print(f"== {_safe(article.id)} · {_safe(article.source)}")
    for statement in told:
        print("", *(_safe(line) for line in marked.lines(statement)), sep="\n")
    print()


def _row(statement: Statement) -> dict[str, Any]:
    """A statement as one line of JSON: its attributions, then those of its parts."""
    row: dict[str, Any] = plain(statement)
    row["attributions"] += row.pop("parts")
    return row


def _lines(rows: Iterable[Any]) -> None:
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))


def _say(text: str) -> None:
    print(_safe(text), file=sys.stderr)


def _safe(text: str) -> str:
    """Text for a terminal: control characters, and marks that turn the direction of writing, are shown as escapes."""
    return "".join(c if c.isprintable() or c == " " else c.encode("unicode_escape", "replace").decode() for c in text)


def main(arguments: Sequence[str] | None = None) -> None:
    """The entry point: every fault ends in one sentence on standard error and the documented exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = app(arguments, standalone_mode=False)
    except FramingError as fault:
        _say(f"framing: {fault}")
        code = fault.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads on: end quietly
        code = 0
    except KeyboardInterrupt:
        _say("framing: stopped")
        code = 130
    except Exception as fault:  # noqa: BLE001 - the last net: a user never sees a traceback
        code = _unexpected(fault)
    sys.exit(code or 0)


def _unexpected(fault: Exception) -> int:
    """Faults of the command line parser have their own code; any other is ours, and says how to tell us."""
    if hasattr(fault, "exit_code") and hasattr(fault, "format_message"):
        _say(f"framing: {fault.format_message()}")
        return int(fault.exit_code)
    if os.environ.get("FRAMING_DEBUG"):
        raise fault
    _say(f"framing: unexpected fault, {type(fault).__name__}: {fault}; run again with FRAMING_DEBUG=1 to see where")
    return 1
