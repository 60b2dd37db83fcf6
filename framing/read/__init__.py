"""Reads articles from what people have: text, JSON and tables, folders of these, standard input, pages of the network.

`stream` yields articles and rows set aside as it reads, in constant memory; `read` gathers them. Source, title and date come
from columns, else from front matter, else from the text where it says so, else (source and date) from the url or the file's
name; `Article.guessed` names those that were not given. A row that cannot be used is set aside with its file, row and reason:
rows in = articles + rows set aside. What was changed on the way in (an encoding, a control character, a date that is not clear)
is told in `Article.origin`, which names the file without its folders, so that equal files give equal bytes wherever they lie.

    given → {texts, json_lines, tables, html, archives of these} → rows → articles
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO

from framing.errors import NothingUsable, UsageError
from framing.read import articles, kinds
from framing.read.asked import ASKED, Asked
from framing.read.given import on_disk
from framing.read.rows import Row, Unused
from framing.records import Article, SetAside

__all__ = ["ASKED", "Asked", "inside", "nothing", "read", "stream"]


OURS = ".framing"
"""The mark of a folder that this program wrote (`write.MARK`): pages made of articles are no articles."""


def read(
    inputs: Sequence[str | Path], stdin: IO[bytes] | None = None, asked: Asked = ASKED
) -> tuple[tuple[Article, ...], tuple[SetAside, ...]]:
    """All articles in `inputs` (files, folders, "-" for standard input, urls), in order, and the rows set aside.

    Article ids are unique: a repeated one gets "~2", "~3". Raises as `stream`, and `NothingUsable` when no article is left.
    """
    made = list(_made(inputs, stdin, asked))
    aside = tuple(one for one in made if isinstance(one, SetAside))
    found = [one for one in made if isinstance(one, Article)]
    if not found:
        raise NothingUsable(nothing(inputs, next(iter(aside), None), len(aside)))
    return tuple(articles.distinct(found, frozenset(article.id for article in found))), aside


def stream(
    inputs: Sequence[str | Path], stdin: IO[bytes] | None = None, asked: Asked = ASKED
) -> Iterator[Article | SetAside]:
    """The articles and the rows set aside, in order, as they are read; ids are unique.

    Raises `UsageError` for a path that does not exist or a table whose columns are not clear.
    """
    aside: list[SetAside] = []

    def usable() -> Iterator[Article]:
        for one in _made(inputs, stdin, asked):
            if isinstance(one, Article):
                yield one
            else:
                aside.append(one)

    for article in articles.distinct(usable()):
        yield from aside
        aside.clear()
        yield article
    yield from aside


def nothing(inputs: Sequence[str | Path], first: SetAside | None, count: int) -> str:
    """Why no article was found, in one sentence: what was said of the first of so many rows set aside."""
    if first is None:
        where = ", ".join(_shown(given) for given in inputs) or "no input"
        return f"{where}: no article found; give text, web pages, Word files or tables, or a folder of these"
    more = f" ({count - 1} more rows or files could not be used)" if count > 1 else ""
    return f"{first.where}: {first.why}{more}"


def _made(inputs: Sequence[str | Path], stdin: IO[bytes] | None, asked: Asked) -> Iterator[Article | SetAside]:
    for given in inputs:
        for row in _rows(given, stdin, asked):
            row = _with_page(row, asked) if isinstance(row, Row) else row
            yield row if isinstance(row, SetAside) else articles.article(row, asked.limits)


def _rows(given: str | Path, stdin: IO[bytes] | None, asked: Asked) -> Iterator[Row | SetAside]:
    if str(given) == "-":
        yield from _standard_input(stdin or sys.stdin.buffer, asked)
    elif str(given).lower().startswith(("http://", "https://")):
        yield from _page(str(given), asked)
    else:
        yield from _path(Path(given), asked)


# --- files and folders ------------------------------------------------------------------------------------------------


def _path(path: Path, asked: Asked) -> Iterator[Row | SetAside]:
    if path.is_dir():
        for file in inside(path):
            yield from _file(file, asked)
    elif path.is_file():
        yield from _file(path, asked)
    elif path.exists():
        raise NothingUsable(f"{_shown(path)} is neither a file nor a folder: give text, web pages, Word files or tables")
    else:
        raise UsageError(f"{_shown(path)} does not exist: give a file, a folder, or - for standard input")


def inside(folder: Path) -> Iterator[Path]:
    """The files in a folder and in those below it that are looked at, in order: none hidden, none in a folder we wrote."""
    every = sorted(folder.rglob("*"), key=lambda one: one.parts)
    ours = {file.parent for file in every if file.name == OURS and file.parent != folder}
    for file in every:
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        passed = hidden or kinds.own_paper(file.stem, file.suffix) or not ours.isdisjoint(file.parents)
        if not passed and not file.is_dir():
            yield file


def _file(path: Path, asked: Asked) -> Iterator[Row | SetAside]:
    suffix = path.suffix.lower()
    if suffix not in kinds.READERS:
        yield kinds.not_read(_shown(path), path.suffix)
    elif not path.is_file():
        yield SetAside(_shown(path), "is neither a file nor a folder, or leads nowhere")
    else:
        yield from kinds.rows(on_disk(path, _shown(path), path.stem, suffix), asked)


def _standard_input(stream: IO[bytes], asked: Asked) -> Iterator[Row | SetAside]:
    """Standard input is read more than once, so it is kept in a temporary file meanwhile."""
    with tempfile.NamedTemporaryFile(prefix="framing-") as kept:
        try:
            if stream.isatty():
                asked.say("reading standard input; end it with Ctrl-D")
            shutil.copyfileobj(stream, kept)
            kept.flush()
        except ValueError:  # closed
            pass
        except OSError as fault:
            yield SetAside("standard input", f"cannot be read ({fault.strerror or fault})")
            return
        yield from kinds.rows(on_disk(Path(kept.name), "standard input", "stdin", ""), asked)


def _shown(path: str | Path) -> str:
    """A path as it may stand in a sentence: what cannot be printed is escaped."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in str(path))


# --- pages of the network -----------------------------------------------------------------------------------------------


def _page(url: str, asked: Asked) -> Iterator[Row | SetAside]:
    if asked.fetch is None:
        raise UsageError(f"{_shown(url)} is a page of the network: add --fetch to have it read, or give a file")
    page = asked.fetch(url, asked.limits)
    if isinstance(page, SetAside):
        yield page
        return
    for row in kinds.rows(page, asked):
        yield replace(row, fields={"url": url, **row.fields}) if isinstance(row, Row) else row


def _with_page(row: Row, asked: Asked) -> Row | SetAside:
    """A row that has an address in place of a text, with the text of its page, where pages may be fetched."""
    url = row.fields.get("url", "").strip()
    if asked.fetch is None or not url or row.fields.get("text", "").strip():
        return row
    found = next(_page(url, asked), None)
    if found is None or isinstance(found, SetAside):
        return Unused(row.where, f"its page {_shown(url)}: {found.why if found else 'holds nothing'}", row.own)
    given = {field: value for field, value in row.fields.items() if value.strip()}
    return replace(row, fields={**found.fields, **given}, notes=(*row.notes, *found.notes), excerpt=found.excerpt)
