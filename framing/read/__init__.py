"""Reads articles from what people have: .txt and .md, .jsonl and .ndjson, .csv and .tsv, folders, standard input.

`read` is the one public verb. Source, title and date come from columns, else from front matter, else from the text where
it says so, else (source and date) from the url or the file's name; `Article.guessed` names those that were not given. A
row that cannot be used is set aside with its file, row and reason: rows in = articles + rows set aside. What was changed
on the way in (an encoding, a control character, a date that is not clear) is told in `Article.origin`, which names the
file without its folders, so that equal files give equal bytes wherever they lie.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from framing import clean, language
from framing.errors import NothingUsable, UsageError
from framing.furniture import dateline
from framing.read.rows import READERS, Row, rows
from framing.records import Article, SetAside

READ_LANGUAGE = "en"
"""The language that the parser and the lexicons are of: the start of its code ("en-GB", "English")."""

OWN_PAPERS = ("readme", "source", "sources", "license", "licence", "notice", "changelog", "citation")
"""Names, without an ending or with .md or .cff, of a folder's own papers: they are no articles. `source.txt` is one."""


def read(
    inputs: Sequence[str | Path], stdin: IO[bytes] | None = None
) -> tuple[tuple[Article, ...], tuple[SetAside, ...]]:
    """All articles in `inputs` (files, folders, "-" for standard input), in order, and the rows set aside.

    Article ids are unique: a repeated one gets "~2", "~3". Raises `UsageError` for a path that does not exist or a table
    whose column of text is not clear, `NothingUsable` when no article is left.
    """
    found: list[Row | SetAside] = []
    for given in inputs:
        if str(given) == "-":
            found.extend(_standard_input(stdin or sys.stdin.buffer))
        else:
            found.extend(_path(Path(given)))
    made = [row if isinstance(row, SetAside) else _article(row) for row in found]
    aside = tuple(one for one in made if isinstance(one, SetAside))
    articles = _distinct([one for one in made if isinstance(one, Article)])
    if not articles:
        raise NothingUsable(_nothing(inputs, aside))
    return articles, aside


def _nothing(inputs: Sequence[str | Path], aside: Sequence[SetAside]) -> str:
    if not aside:
        where = ", ".join(_shown(given) for given in inputs) or "no input"
        return f"{where}: no article found; give .txt, .jsonl or .csv files, or a folder of these"
    more = f" ({len(aside) - 1} more rows or files could not be used)" if len(aside) > 1 else ""
    return f"{aside[0].where}: {aside[0].why}{more}"


def _shown(path: str | Path) -> str:
    """A path as it may stand in a sentence: what cannot be printed is escaped."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in str(path))


# --- files and folders ------------------------------------------------------------------------------------------------


def _path(path: Path) -> Iterator[Row | SetAside]:
    if path.is_dir():
        for file in sorted(path.rglob("*"), key=lambda one: one.parts):
            hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
            own = file.stem.lower() in OWN_PAPERS and file.suffix.lower() in ("", ".md", ".cff")
            if file.is_file() and not hidden and not own:
                yield from _file(file)
    elif path.is_file():
        yield from _file(path)
    elif path.exists():
        raise NothingUsable(f"{_shown(path)} is neither a file nor a folder: give .txt, .jsonl or .csv files")
    else:
        raise UsageError(f"{_shown(path)} does not exist: give a file, a folder, or - for standard input")


def _file(path: Path) -> Iterator[Row | SetAside]:
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        ending = f"files ending in {_shown(path.suffix)}" if path.suffix else "files without an ending"
        yield SetAside(_shown(path), f"{ending} are not read; save it as one of {', '.join(READERS)}")
        return
    try:
        data = path.read_bytes()
    except OSError as fault:
        yield SetAside(_shown(path), f"cannot be opened ({fault.strerror}); check that you may read it")
        return
    yield from rows(data, _shown(path), path.stem, reader)


def _standard_input(stream: IO[bytes]) -> Iterator[Row | SetAside]:
    try:
        data = stream.read()
    except (OSError, ValueError):  # closed
        data = b""
    yield from rows(data, "standard input", "stdin")


# --- rows to articles -------------------------------------------------------------------------------------------------


def _article(row: Row) -> Article | SetAside:
    tidied = {field: value.translate(_NO_CHARACTER) for field, value in row.fields.items()}
    text = tidied.pop("text", "")
    if not any(c.isalnum() for c in text):
        return SetAside(row.where, "has no words in its text; give it some or remove it")
    given = {field: " ".join(value.split()) for field, value in tidied.items()}
    given = {field: value for field, value in given.items() if value}
    spoken = language.of(text) or given.get("language", "en")
    if not spoken.lower().startswith(READ_LANGUAGE):
        return SetAside(row.where, f"is in another language ({spoken}); only English is read so far")
    when = _date(given.get("date", ""))
    guesses = {field: value for field, value in _guesses(row, text, given).items() if field not in given}
    told = {**guesses, **given}
    return Article(
        id=given.get("id") or row.name,
        source=told["source"],
        text=text,
        title=told.get("title", ""),
        date=when or guesses.get("date"),
        url=given.get("url"),
        language=given.get("language"),
        event=given.get("event"),
        origin="; ".join((row.where.rpartition(os.sep)[2], *row.notes, *_notes(row, given, when))),
        guessed=tuple(sorted(guesses)),
    )


def _notes(row: Row, given: dict[str, str], when: str | None) -> Iterator[str]:
    replaced = sum(ord(c) in _NO_CHARACTER for value in row.fields.values() for c in value)
    if replaced:
        yield f"{replaced} characters that no text can hold replaced"
    if "date" in given and when is None:
        yield f"its date {given['date'][:40]!r} is not clear and was left out"


_NO_CHARACTER = {
    **dict.fromkeys(set(range(0x20)) - set(b"\t\n\r"), "\ufffd"),
    **dict.fromkeys(b"\x0b\x0c\x1c\x1d\x1e\x1f", " "),
    **dict.fromkeys((0x7F, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)), "\ufffd"),
}
"""What no text can hold (controls, lone surrogates) and the one character that takes its place, so that offsets stay."""


def _distinct(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles with every id once: a repeated id gets the first free "~2", "~3", …"""
    taken = {article.id for article in articles}
    counts: dict[str, int] = {}
    found = []
    for article in articles:
        name, n = article.id, counts.get(article.id, 0) + 1
        while n > 1 and (name := f"{article.id}~{n}") in taken:
            n += 1
        counts[article.id] = n
        taken.add(name)
        found.append(replace(article, id=name))
    return tuple(found)


# --- dates ------------------------------------------------------------------------------------------------------------

_FORMS = ("%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d", "%Y.%m.%d")
_OF_MAIL = re.compile(r"[A-Z][a-z]{2}, ?\d")


def _date(value: str) -> str | None:
    """`value` as an ISO 8601 date or date-time, or None when it is not clear: "03/04/2026", "May", a number of seconds."""
    if not value or len(value) > 40:
        return None
    for form in (date.fromisoformat, datetime.fromisoformat):
        try:
            return form(value).isoformat()
        except ValueError:
            continue
    plain = re.sub(r"(?<=[A-Za-z])\.", "", value).replace("Sept ", "Sep ")
    for pattern in _FORMS:
        try:
            return datetime.strptime(plain, pattern).date().isoformat()
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(value).isoformat() if _OF_MAIL.match(value) else None
    except (ValueError, TypeError):
        return None


# --- what the text itself says ----------------------------------------------------------------------------------------

_TEXT_DATE = re.compile(r"\s*date[: ] ?(\d{4}-\d{2}-\d{2})\b")
_NAME_DATE = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")
_SOURCE_LINE = re.compile(r"Source: (\S.{0,60})$")
_HASH = re.compile(r"[_.-][0-9a-f]{12,}$")


def _guesses(row: Row, text: str, given: dict[str, str]) -> dict[str, str]:
    """Source, title and date where the text, the url or the file's name tells them; the source always."""
    title = clean.headline(text)
    stated = _TEXT_DATE.match(text[:200]) or _NAME_DATE.search(row.file)
    name = _HASH.sub("", row.file or row.name.rpartition("#")[0] or row.name)
    found = {
        "source": _host(given.get("url", "")) or _stated_source(text) or name.translate(_NO_CHARACTER) or "unnamed",
        "title": " ".join(text[slice(*title)].split()) if title else "",
        "date": (_date(stated[1]) or "") if stated else "",
    }
    return {field: value for field, value in found.items() if value}


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _stated_source(text: str) -> str:
    """The agency of a dateline among the first lines, else the name after a "Source:" in the last lines, else ""."""
    first = [line.strip() for line in text[:3000].splitlines() if line.strip()][:8]
    last = [line.strip() for line in text[-1000:].splitlines() if line.strip()][-4:]
    agencies = [mark.agency for line in first if (mark := dateline(line)) and mark.agency]
    names = [m[1].strip() for line in reversed(last) if (m := _SOURCE_LINE.match(line))]
    return next(iter([*agencies, *names]), "")
