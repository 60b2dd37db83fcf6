"""Rows of fields out of bytes: what encoding it is, one small reader per kind of file, which column means what.

Every value stays the string it was ("NA", "007", "1e5"). A row that cannot be read is a `SetAside` with its place and
reason; reading goes on behind it. Tables of articles write the same thing under many names: `COLUMNS` lists them.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from framing.errors import UsageError
from framing.records import SetAside

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("doc_id", "docid", "article_id", "stories_id", "guid", "id"),
    "event": ("event_id", "event"),
    "source": (
        "source", "source_name", "source.name", "publication", "publisher", "outlet", "newspaper", "media_name",
        "sitename", "meta_site_name", "sourcecommonname", "hostname", "domain",
    ),
    "title": ("title", "headline"),
    "text": (
        "text", "content", "body", "article", "plaintext", "full_text", "fulltext", "article_text", "raw_text",
    ),
    "date": (
        "date", "publish_date", "published_at", "publishedat", "publishing_date", "date_published", "date_publish",
        "publish_time", "published", "pubdate", "seendate",
    ),
    "url": ("url", "link", "canonical_link", "source_url"),
    "language": ("language", "lang"),
    "author": ("author", "authors", "byline"),
}  # fmt: skip
"""Names a column may carry, compared without case and surrounding space, the first found taken. Nothing else is guessed.

For the text alone two names side by side are a question, not a choice, unless one of them is `text` itself.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One article as a reader found it.

    `fields` are named as in `COLUMNS`; `name` is the id it has when none is given; `file` is the file's name without its
    ending when the file is one article, else "". `notes` tell what was changed on the way in.
    """

    fields: Mapping[str, str]
    where: str
    name: str
    notes: tuple[str, ...] = ()
    file: str = ""


Reader = Callable[[str, str, str], "Iterator[Row | SetAside]"]
"""text, where it stands, the file's name without its ending -> rows"""


def rows(data: bytes, where: str, stem: str, reader: Reader | None = None) -> Iterator[Row | SetAside]:
    """The rows in `data`, by `reader` or, without one, by the look of the text. Raises `UsageError` as `_columns` does."""
    text, notes = _decoded(data)
    if text is None:
        yield SetAside(where, "its bytes are no text; save it as text in UTF-8")
        return
    if not text.strip():
        yield SetAside(where, "is empty; give it at least one article")
        return
    for row in (reader or _reader_by_look(text))(text, where, stem):
        yield replace(row, notes=(*notes, *row.notes)) if isinstance(row, Row) else row


def _reader_by_look(text: str) -> Reader:
    """JSON lines, a table whose header names a column of text beside others, or one article."""
    first = text.lstrip().partition("\n")[0]
    if first.startswith("{"):
        return _json_lines
    header = _cells(first, _delimiter(first))
    return _table if len(header) > 1 and _named(header, "text") else _one_article


# --- bytes to text ----------------------------------------------------------------------------------------------------


def _decoded(data: bytes) -> tuple[str | None, tuple[str, ...]]:
    """The text of `data`, None when its bytes are no text, and a note on the encoding when it is not plain UTF-8."""
    text, notes = _by_encoding(data)
    sample = (text or "")[:100_000]
    controls = sum(c < " " and c not in "\t\n\r\f\v" for c in sample)
    return (None, ()) if 20 * controls > len(sample) else (text, notes)


def _by_encoding(data: bytes) -> tuple[str | None, tuple[str, ...]]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace"), ("read as UTF-16",)
    if 0 in data[:4000]:
        even, odd, half = data[0:4000:2].count(0), data[1:4000:2].count(0), min(len(data), 4000) / 2
        if max(even, odd) > 0.6 * half and min(even, odd) < 0.1 * half:  # every other byte of Latin text is zero
            kind = "utf-16-le" if odd > even else "utf-16-be"
            return data.decode(kind, errors="replace"), ("read as UTF-16, though it does not say so",)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return _not_utf8(data)


def _not_utf8(data: bytes) -> tuple[str | None, tuple[str, ...]]:
    """Text in UTF-8 but for a few bytes, or in the old encoding of Western Windows, or none."""
    patched = data.decode("utf-8-sig", errors="replace")
    broken = patched.count("\ufffd")
    if sum(c > "\x7f" for c in patched) > 4 * broken:
        return patched, (f"{broken} bytes that are no UTF-8 replaced",)
    try:
        return data.decode("cp1252"), ("read as Windows-1252, as it is no UTF-8",)
    except UnicodeDecodeError:
        return None, ()


# --- readers, one per kind --------------------------------------------------------------------------------------------


def _one_article(text: str, where: str, stem: str) -> Iterator[Row | SetAside]:
    fields, begin = _front_matter(text)
    place = f"{where} from character {begin}" if begin else where
    yield Row({**fields, "text": text[begin:]}, place, stem, file=stem)


def _json_lines(text: str, where: str, stem: str) -> Iterator[Row | SetAside]:
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
            yield SetAside(place, "is no JSON object; write one object with a text on each line")
            continue
        values = {name: said for name, value in _flat(row) if (said := _as_text(value)) is not None}
        yield Row(_fields(_columns(list(values), place), values), place, f"{stem}#{number}")


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
            yield from ((f"{name}.{inner}", held) for inner, held in value.items())
        else:
            yield name, value


def _as_text(value: Any) -> str | None:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "; ".join(value)
    return value if isinstance(value, str) else None


RESTARTS = 50
"""Quotation marks never closed that are read past, one by one; behind the last, the rest of the table is set aside."""


def _table(text: str, where: str, stem: str) -> Iterator[Row | SetAside]:
    lines = io.StringIO(text, newline="").readlines()
    at = next(n for n, line in enumerate(lines) if line.strip())
    delimiter = _delimiter(lines[at])
    header = _cells(lines[at], delimiter)
    columns, fault = _header_columns(header, where)
    if fault:
        yield SetAside(where, fault)
        return
    count = 0
    for first, record in _records(lines, at + 1, delimiter):
        place = f"{where} line {first + 1}"
        if isinstance(record, list) and not any(cell.strip() for cell in record):
            continue
        count += 1
        if isinstance(record, str):
            yield SetAside(place, record)
        elif len(record) != len(header):
            yield SetAside(place, f"has {len(record)} cells where the header has {len(header)}; mend commas and quotes")
        else:
            yield Row(_fields(columns, dict(zip(header, record, strict=True))), place, f"{stem}#{count}")
    if not count:
        yield SetAside(where, "holds a header and no row; give it at least one article")


def _records(lines: Sequence[str], begin: int, delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """Number of its first line and cells of each record from line `begin` on, or the reason why it cannot be read."""
    csv.field_size_limit(max(csv.field_size_limit(), sum(map(len, lines)) + 1))
    restarts = 0
    while begin < len(lines):
        reader = csv.reader(lines[begin:], delimiter=delimiter, strict=True)
        first = begin
        while True:
            try:
                record = next(reader)
            except StopIteration:
                return
            except csv.Error as fault:
                open_end = "unexpected end" in str(fault)
                if open_end and restarts < RESTARTS:
                    break
                yield first, f"cannot be read as a table's row ({fault}); mend its quotation marks"
                if open_end:
                    return
            else:
                yield first, record
            first = begin + reader.line_num
        yield first, "opens a quotation mark that is never closed; mend the row"
        begin, restarts = first + 1, restarts + 1


# --- columns ----------------------------------------------------------------------------------------------------------


def _delimiter(line: str) -> str:
    """The delimiter under which a header's line names most columns we know; a comma when none does."""
    return max(",\t;|", key=lambda d: (sum(bool(known(name)) for name in _cells(line, d)), d == ","))


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return [name.strip() for name in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return []


def known(name: str) -> list[str]:
    """The fields of `COLUMNS` that a column of this name may hold."""
    return [field for field, names in COLUMNS.items() if name.strip().lower() in names]


def _named(header: Sequence[str], field: str) -> list[str]:
    """The columns of `header` that may hold `field`, best first."""
    rank = {name: n for n, name in enumerate(COLUMNS[field])}
    return sorted((name for name in header if name.strip().lower() in rank), key=lambda n: rank[n.strip().lower()])


def _header_columns(header: Sequence[str], where: str) -> tuple[dict[str, str], str]:
    """Our field for each column of a table that has one, and what makes the table useless, if anything."""
    twice = [name for name, n in Counter(name.lower() for name in header).items() if n > 1 and known(name)]
    if twice:
        raise UsageError(f"{where}: the column {twice[0]!r} stands twice in the header; rename or remove one of them")
    columns = _columns(header, where)
    if "text" in columns.values():
        return columns, ""
    shown = ", ".join(repr(name[:40]) for name in header[:12])
    return {}, f"no column holds the text (the columns are {shown}); name one of them 'text' in the first row"


def _columns(header: Sequence[str], where: str) -> dict[str, str]:
    """Our field for each column of `header` that has one. Raises `UsageError` when two columns may hold the text."""
    texts = _named(header, "text")
    if len(texts) > 1 and texts[0].strip().lower() != "text":
        shown = " and ".join(repr(name) for name in texts)
        raise UsageError(f"{where}: the columns {shown} may both hold the text; name the right one 'text'")
    return {names[0]: field for field in COLUMNS if (names := _named(header, field))}


def _fields(columns: Mapping[str, str], values: Mapping[str, str]) -> dict[str, str]:
    return {columns[name]: value for name, value in values.items() if name in columns}


# --- front matter -----------------------------------------------------------------------------------------------------

_KEY = re.compile(r"([A-Za-z][\w .-]{0,30})[ \t]*:(?:[ \t]+(\S.{0,500}))?$")


def _front_matter(text: str) -> tuple[dict[str, str], int]:
    """Fields at the head of a text, and the character where the text itself begins (0 when there are none).

    Either "key: value" lines between two lines of three dashes, or leading lines whose keys we know, up to a blank line:
    "Source: …", "Title: …", "Date: …".
    """
    lines = text[:20_000].splitlines(keepends=True)
    fenced = bool(lines) and lines[0].strip() == "---"
    place = len(lines[0]) if fenced else 0
    fields: dict[str, str] = {}
    for line in lines[1 if fenced else 0 : 60]:
        told = line.strip()
        m = _KEY.match(told)
        field = next(iter(known(m[1])), "") if m else ""
        if fenced and told in ("---", "..."):
            return fields, _past_blank(text, place + len(line))
        if not fenced and (not m or not m[2] or field in ("", "text")):
            return (fields, _past_blank(text, place)) if fields and not told else ({}, 0)
        if fenced and not m and told and not line[0].isspace() and told[0] not in "-#":
            return {}, 0
        if m and m[2] and field not in ("", "text"):
            fields.setdefault(field, m[2].strip().strip("\"'"))
        place += len(line)
    return {}, 0


def _past_blank(text: str, place: int) -> int:
    return len(text) - len(text[place:].lstrip())


READERS: Mapping[str, Reader] = {
    ".txt": _one_article, ".md": _one_article, ".jsonl": _json_lines, ".ndjson": _json_lines, ".csv": _table,
    ".tsv": _table,
}  # fmt: skip
"""How each kind of file is read, by its ending."""
