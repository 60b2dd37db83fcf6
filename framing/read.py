"""Reads articles from what people have: .txt and .md, .jsonl and .ndjson, .csv and .tsv, folders of these, standard input.

`read` is the one public verb. Every field stays a string, whatever it looks like ("NA", "007"). Source, title and date come
from columns, else from front matter, else from the text where it says so, else (source, date) from the file's name;
`Article.guessed` names those that were not given. A row that cannot be used is set aside with its file, row and reason, so
rows in == articles + rows set aside. What was changed on the way in (an encoding, a control character) is told in
`Article.origin`.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import IO, Any

from framing import clean
from framing.errors import NothingUsable, UsageError
from framing.records import Article, SetAside

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("doc_id", "docid", "article_id", "stories_id", "guid", "id"),
    "event": ("event_id", "event", "story"),
    "source": (
        "source", "source_name", "source.name", "publication", "publisher", "outlet", "newspaper", "media_name", "sitename",
        "meta_site_name", "sourcecommonname", "hostname", "domain",
    ),
    "title": ("title", "headline"),
    "text": (
        "text", "content", "body", "article", "plaintext", "full_text", "fulltext", "article_text", "raw_text", "maintext",
    ),
    "date": (
        "date", "publish_date", "published_at", "publishedat", "publishing_date", "date_published", "date_publish",
        "publish_time", "published", "pubdate", "seendate",
    ),
    "url": ("url", "link", "canonical_link", "source_url"),
    "language": ("language", "lang"),
    "author": ("author", "authors", "byline"),
}  # fmt: skip
"""Names a column may carry, compared without case and surrounding space, first come first taken. Nothing else is guessed.

For the text alone two names side by side are a question, not a choice, unless one of them is `text` itself.
"""

OWN_PAPERS = ("readme", "source", "license", "licence", "notice", "changelog", "citation")
"""File names, without their ending, of a folder's own papers: a folder is read without them. `source.txt` is an article."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One article as a reader found it: fields by our names, where it stands, the name it has if none is given."""

    fields: Mapping[str, str]
    where: str
    name: str
    notes: tuple[str, ...] = ()
    file: str = ""  # the file's stem when the file is one article


def read(
    inputs: Sequence[str | Path], stdin: IO[bytes] | None = None
) -> tuple[tuple[Article, ...], tuple[SetAside, ...]]:
    """All articles in `inputs` (files, folders, "-" for standard input), in order, and the rows set aside.

    Article ids are unique: a repeated one gets "~2", "~3". Raises `UsageError` for a path that does not exist or a table
    whose column of text is not clear, `NothingUsable` when no article is left.
    """
    rows: list[_Row | SetAside] = []
    for given in inputs:
        if str(given) == "-":
            rows.extend(_standard_input(stdin or sys.stdin.buffer))
        else:
            rows.extend(_path(Path(given)))
    made = [row if isinstance(row, SetAside) else _article(row) for row in rows]
    articles = _distinct([a for a in made if isinstance(a, Article)])
    aside = tuple(s for s in made if isinstance(s, SetAside))
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
    """A path as it may stand in a sentence: control characters escaped."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in str(path))


# --- files and folders ----------------------------------------------------------------------------------------------------


def _path(path: Path) -> Iterator[_Row | SetAside]:
    if path.is_dir():
        for file in sorted(path.rglob("*"), key=lambda p: p.parts):
            relative = file.relative_to(path)
            hidden = any(part.startswith(".") for part in relative.parts)
            own = file.stem.lower() in OWN_PAPERS and file.suffix.lower() in ("", ".md", ".cff")
            if file.is_file() and not hidden and not own:
                yield from _file(file)
    elif path.is_file():
        yield from _file(path)
    elif path.exists():
        raise NothingUsable(f"{_shown(path)} is neither a file nor a folder: give .txt, .jsonl or .csv files")
    else:
        raise UsageError(f"{_shown(path)} does not exist: give a file, a folder, or - for standard input")


def _file(path: Path) -> Iterator[_Row | SetAside]:
    where = _shown(path)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        kinds = ", ".join(READERS)
        yield SetAside(where, f"files ending in {_shown(path.suffix) or 'nothing'} are not read; save it as one of {kinds}")
        return
    try:
        data = path.read_bytes()
    except OSError as fault:
        yield SetAside(where, f"cannot be opened ({fault.strerror}); check that you may read it")
        return
    yield from _decoded(data, where, path.stem, reader)


def _standard_input(stream: IO[bytes]) -> Iterator[_Row | SetAside]:
    try:
        data = stream.read()
    except (OSError, ValueError):
        data = b""
    yield from _decoded(data, "standard input", "stdin", None)


def _decoded(data: bytes, where: str, stem: str, reader: Reader | None) -> Iterator[_Row | SetAside]:
    if not data.strip():
        yield SetAside(where, "is empty; give it at least one article")
        return
    decoded = _decode(data)
    if decoded is None:
        yield SetAside(where, "its bytes are no text; save it as UTF-8 text")
        return
    text, notes = decoded
    for row in (reader or _sniffed(text))(text, where, stem):
        yield replace(row, notes=(*notes, *row.notes)) if isinstance(row, _Row) else row


def _sniffed(text: str) -> Reader:
    """The reader for a text without a name: JSON lines, a table whose header names a column of text, or one article."""
    first = text.lstrip().partition("\n")[0]
    if first.startswith("{"):
        return _json_lines
    header = _header(_delimiter(first), first)
    return _table if len(header) > 1 and _named(header, "text") else _plain_text


# --- bytes to text --------------------------------------------------------------------------------------------------------


def _decode(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """The text of `data` and a note on its encoding when it is not UTF-8; None when the bytes are no text."""
    text, notes = _by_encoding(data)
    if text is None:
        return None
    sample = text[:100_000]
    controls = sum(c < " " and c not in "\t\n\r\f\v" for c in sample)
    return None if 20 * controls > len(sample) else (text, notes)


def _by_encoding(data: bytes) -> tuple[str | None, tuple[str, ...]]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace"), ("read as UTF-16",)
    zeros = (data[0:4000:2].count(0), data[1:4000:2].count(0))
    if len(data) > 3 and max(zeros) > 0.4 * min(len(data), 4000) / 2 and min(zeros) < 0.1 * max(zeros):
        kind = "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
        return data.decode(kind, errors="replace"), ("read as UTF-16 without a mark",)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return _not_utf8(data)


def _not_utf8(data: bytes) -> tuple[str | None, tuple[str, ...]]:
    patched = data.decode("utf-8-sig", errors="replace")
    broken = patched.count("\ufffd")
    if sum(c > "\x7f" for c in patched) > 4 * broken:
        return patched, (f"{broken} bytes that are no UTF-8 replaced",)
    try:
        return data.decode("cp1252"), ("read as Windows-1252",)
    except UnicodeDecodeError:
        return None, ()


_NO_CHARACTER = {
    **{n: " " for n in (0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x1F)},
    **{n: "\ufffd" for n in range(0x20) if n not in (0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1C, 0x1D, 0x1E, 0x1F)},
    **{n: "\ufffd" for n in (0x7F, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000))},
}


def _tidy(value: str) -> tuple[str, int]:
    """`value` with each character no text can hold (controls, lone surrogates) replaced by one other, and how many."""
    tidied = value.translate(_NO_CHARACTER)
    return tidied, sum(a != b for a, b in zip(value, tidied, strict=True)) if tidied != value else 0


# --- readers, one per kind ------------------------------------------------------------------------------------------------

Reader = Callable[[str, str, str], "Iterator[_Row | SetAside]"]
"""text, where, stem -> rows"""


def _plain_text(text: str, where: str, stem: str) -> Iterator[_Row | SetAside]:
    fields, body = _front_matter(text)
    notes = (f"without its front matter, from character {body}",) if body else ()
    yield _Row({**fields, "text": text[body:]}, where, stem, notes, file=stem)


def _json_lines(text: str, where: str, stem: str) -> Iterator[_Row | SetAside]:
    columns: dict[str, str] | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        place = f"{where} line {number}"
        try:
            row = json.loads(
                line, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_once, strict=False
            )
        except (ValueError, RecursionError) as fault:
            yield SetAside(place, f"is no JSON ({_why(fault)}); mend or remove the line")
            continue
        if not isinstance(row, dict):
            yield SetAside(place, "is no JSON object; write one object with a text a line")
            continue
        values = {name: said for name, value in _flat(row) if (said := _as_text(value)) is not None}
        columns = _columns(list(values), place) if columns is None or not columns.keys() >= values.keys() else columns
        yield _Row(_fields(columns, values), place, f"{stem}#{number}")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _why(fault: BaseException) -> str:
    if isinstance(fault, json.JSONDecodeError):
        return f"{fault.msg.lower()} at character {fault.pos + 1}"
    return "nested too deeply" if isinstance(fault, RecursionError) else str(fault)


def _flat(row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Names and values of a JSON object; {"source": {"name": …}} gives "source.name"."""
    for name, value in row.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{inner}", v) for inner, v in value.items())
        else:
            yield name, value


def _as_text(value: Any) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "; ".join(value)
    return None


def _table(text: str, where: str, stem: str) -> Iterator[_Row | SetAside]:
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = _delimiter(first)
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header: list[str] = []
    columns: dict[str, str] = {}
    number = 0
    for record in records:
        if not any(cell.strip() for cell in record):
            continue
        if not header:
            header = [name.strip() for name in record]
            columns = _header_columns(header, where)
            continue
        number += 1
        place = f"{where} row {number} (line {records.line_num})"
        if len(record) != len(header):
            yield SetAside(place, f"has {len(record)} cells where the header has {len(header)}; mend its commas and quotes")
            continue
        yield _Row(_fields(columns, dict(zip(header, record, strict=True))), place, f"{stem}#{number}")


READERS: Mapping[str, Reader] = {
    ".txt": _plain_text, ".md": _plain_text, ".jsonl": _json_lines, ".ndjson": _json_lines, ".csv": _table, ".tsv": _table,
}  # fmt: skip
"""How each kind of file is read, by its ending."""


# --- columns --------------------------------------------------------------------------------------------------------------


def _delimiter(first: str) -> str:
    """The delimiter under which the header's first line names most columns we know; a comma when none does."""
    return max(",\t;|", key=lambda d: (sum(bool(_known(name)) for name in _header(d, first)), d == ","))


def _header(delimiter: str, first: str) -> list[str]:
    try:
        return [name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])]
    except csv.Error:
        return []


def _known(name: str) -> list[str]:
    return [field for field, names in COLUMNS.items() if name.strip().lower() in names]


def _named(header: Sequence[str], field: str) -> list[str]:
    """The columns of `header` that may hold `field`, best first."""
    rank = {name: n for n, name in enumerate(COLUMNS[field])}
    return sorted((name for name in header if name.strip().lower() in rank), key=lambda name: rank[name.strip().lower()])


def _header_columns(header: Sequence[str], where: str) -> dict[str, str]:
    twice = [name for name, n in Counter(name.lower() for name in header).items() if n > 1 and _known(name)]
    if twice:
        raise UsageError(f"{where}: the column {_shown(twice[0])!r} stands twice in the header; rename or remove one of them")
    columns = _columns(header, where)
    if "text" not in columns.values():
        shown = ", ".join(_shown(name) for name in header[:12])
        raise NothingUsable(f"{where}: no column holds the text (columns: {shown}); name one of them 'text' in the first row")
    return columns


def _columns(header: Sequence[str], where: str) -> dict[str, str]:
    """Our field for each column of `header` that has one."""
    texts = _named(header, "text")
    if len(texts) > 1 and texts[0].strip().lower() != "text":
        shown = " and ".join(repr(_shown(name)) for name in texts)
        raise UsageError(f"{where}: the columns {shown} may both hold the text; name the right one 'text'")
    return {names[0]: field for field in COLUMNS if (names := _named(header, field))}


def _fields(columns: Mapping[str, str], values: Mapping[str, str]) -> dict[str, str]:
    return {columns[name]: value for name, value in values.items() if name in columns}


# --- front matter ---------------------------------------------------------------------------------------------------------

_KEY_LINE = re.compile(r"([A-Za-z][\w .-]{0,30}?)[ \t]*:[ \t]+(\S[^\n]{0,500})$|([A-Za-z][\w .-]{0,30}?)[ \t]*:[ \t]*$")


def _front_matter(text: str) -> tuple[dict[str, str], int]:
    """Fields at the head of a text, and the character where the text itself begins (0 when there are none).

    Either "key: value" lines between two lines of three dashes, or at least two leading lines with keys we know, closed by
    a blank line or the text ("Source: …", "Title: …", "Date: …").
    """
    lines = text[:20_000].splitlines(keepends=True)
    place = 0
    fenced = bool(lines) and lines[0].strip() == "---"
    fields: dict[str, str] = {}
    for number, line in enumerate(lines[:60]):
        if fenced and number == 0:
            place += len(line)
            continue
        if fenced and line.strip() in ("---", "..."):
            return fields, _past_blank(text, place + len(line))
        m = _KEY_LINE.match(line.strip())
        known = _known(m[1] or m[3] or "") if m else []
        if m and m[2] and known and known[0] != "text":
            fields.setdefault(known[0], m[2].strip().strip("\"'"))
        elif not fenced:
            return (fields, _past_blank(text, place)) if len(fields) > 1 else ({}, 0)
        place += len(line)
    return {}, 0


def _past_blank(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


# --- rows to articles -----------------------------------------------------------------------------------------------------


def _article(row: _Row) -> Article | SetAside:
    tidied = {field: _tidy(value) for field, value in row.fields.items()}
    text, _ = tidied.get("text", ("", 0))
    if not any(c.isalnum() for c in text):
        return SetAside(row.where, "has no text; give it one or remove it")
    notes = list(row.notes)
    if replaced := sum(n for _, n in tidied.values()):
        notes.append(f"{replaced} characters that no text can hold replaced")
    given = {field: " ".join(value.split()) for field, (value, _) in tidied.items() if field != "text"}
    when = _date(given.get("date", ""))
    if given.get("date") and when is None:
        notes.append(f"its date {given['date'][:40]!r} is not clear and was left out")
    guesses = _guesses(text, row.file)
    guessed = {k: v for k, v in guesses.items() if not given.get(k) and not (k == "date" and given.get("date"))}
    return Article(
        id=given.get("id") or row.name,
        source=given.get("source") or guessed.get("source", "") or row.name.partition("#")[0],
        text=text,
        title=given.get("title") or guessed.get("title", ""),
        date=when or guessed.get("date"),
        url=given.get("url") or None,
        language=given.get("language") or None,
        event=given.get("event") or None,
        origin="; ".join((row.where, *notes)),
        guessed=tuple(sorted(guessed.keys() | ({"source"} if not given.get("source") else set()))),
    )


def _distinct(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles with every id once: a repeated id gets the first free "~2", "~3", …"""
    taken = {article.id for article in articles}
    seen: set[str] = set()
    found = []
    for article in articles:
        name, n = article.id, 2
        while name in seen or (name != article.id and name in taken):
            name, n = f"{article.id}~{n}", n + 1
        seen.add(name)
        found.append(replace(article, id=name))
    return tuple(found)


# --- dates ----------------------------------------------------------------------------------------------------------------

_FORMS = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%Y/%m/%d", "%Y-%m-%d %H:%M:%S %Z", "%Y.%m.%d")


def _date(value: str) -> str | None:
    """`value` as an ISO 8601 date or date-time, or None when it is not clear: "03/04/2026", "May", epoch numbers."""
    value = value.strip()
    if not value or len(value) > 40:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(value).isoformat()
    except ValueError:
        pass
    plain = re.sub(r"(?<=[A-Za-z])\.", "", value).replace("Sept ", "Sep ")
    for form in _FORMS:
        try:
            return datetime.strptime(plain, form).date().isoformat()
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(value).isoformat() if re.match(r"[A-Z][a-z]{2}, ?\d", value) else None
    except (ValueError, TypeError):
        return None


# --- what the text itself says --------------------------------------------------------------------------------------------

_TEXT_DATE = re.compile(r"\s*date[: ] ?(\d{4}-\d{2}-\d{2})\b")
_NAME_DATE = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")
_SOURCE_LINE = re.compile(r"Source: (\S.{0,60})$")
_HASH = re.compile(r"[_.-][0-9a-f]{12,}$")


def _guesses(text: str, file: str) -> dict[str, str]:
    """Source, title and date where the text, or else the file's name, tells them; only those found."""
    title = clean.headline(text)
    stated = _TEXT_DATE.match(text[:200]) or _NAME_DATE.search(file)
    found = {
        "source": _stated_source(text) or _HASH.sub("", file),
        "title": " ".join(text[title[0] : title[1]].split()) if title else "",
        "date": (_date(stated[1]) or "") if stated else "",
    }
    return {field: value for field, value in found.items() if value}


def _stated_source(text: str) -> str:
    """The agency of a dateline among the first lines, else the name after a "Source:" in the last lines, else ""."""
    lines = [line.strip() for line in text[:3000].splitlines() if line.strip()][:8]
    for line in lines:
        if (mark := clean.dateline(line)) and mark.agency:
            return mark.agency
    for line in reversed([line.strip() for line in text[-1000:].splitlines() if line.strip()][-4:]):
        if m := _SOURCE_LINE.match(line):
            return m[1].strip()
    return ""
