"""Tables: a header and rows of cells, parted by commas, tabs, semicolons or bars (RFC 4180, and what people call it).

Read row by row, whatever the size of the file. A quotation mark that is never closed would swallow all that follows: a record
of more than `RECORD_LINES` lines or `lines.LONGEST` characters, and one that ends in a fault or at the end of the file, is
taken for one; its first line is set aside and reading begins again at the second.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TextIO

from framing.limits import Limits
from framing.read import encodings, mapping
from framing.read.given import Given
from framing.read.lines import KEPT, LONGEST, Line, lines
from framing.read.mapping import Columns, Headerless, known
from framing.read.rows import Row, Unused
from framing.records import SetAside

RECORD_LINES = 25_000
"""Lines of one record: an article of 200,000 characters in lines of 60 has an eighth of them."""

RESTARTS = 50
"""Quotation marks never closed behind which reading begins again at leisure; from then on a record is one line, so that a table
full of them is read in time."""

DELIMITERS = ",\t;|"
USUAL = {".tsv": "\t", ".tab": "\t"}
"""Delimiters of which nothing is said, by a file's ending; of any other ending the comma."""

SAID = {",": "commas", "\t": "tabs", ";": "semicolons", "|": "bars"}

NEVER_CLOSED = "opens a quotation mark that is never closed; mend the row"

Record = tuple[int, list[str] | str, str]
"""Number of its first line, its cells or why it cannot be read, and the line itself in the latter case."""


def rows(given: Given, limits: Limits, columns: Columns) -> Iterator[Row | SetAside]:
    """A row for each record below the header; a table without a column of use is set aside as a whole.

    Raises what `columns` raises, and `UsageError` when a column that we know stands twice in the header.
    """
    encoding = encodings.survey(given)
    if encoding.fault:
        yield SetAside(given.where, encoding.fault)
        return
    with encodings.text(given, encoding) as stream:
        yield from _rows(stream, given, encoding.notes, columns)


def looks_like_one(line: str) -> bool:
    """Whether a file's first line is the header of a table of articles, or the first row of an export that has none."""
    header = cells(line, delimiter(line))
    return mapping.headerless(cells(line, "\t")) is not None or (len(header) > 1 and bool(mapping.named(header, "text")))


def delimiter(line: str) -> str:
    """The delimiter under which a header's line names most columns we know, else under which it has most cells."""
    return max(DELIMITERS, key=lambda d: (sum(bool(known(name)) for name in cells(line, d)), len(cells(line, d)), d == ","))


def cells(line: str, delimiter: str) -> list[str]:
    """The cells of one line, without surrounding space."""
    try:
        return [name.strip() for name in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return []


def _rows(stream: TextIO, given: Given, notes: tuple[str, ...], columns: Columns) -> Iterator[Row | SetAside]:
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST + 1))
    read = lines(stream)
    first = next(line for line in read if line.text.strip())
    parted = delimiter(first.text)
    export = mapping.headerless(cells(first.text, "\t"))
    header = list(export.header) if export else cells(first.text, parted)
    mapping.refuse_twice(header, given.where)
    meant = columns(header, given.where)
    if not {"text", "summary", "url"} & set(meant.values()):
        yield SetAside(given.where, _no_text(header))
        return
    if export:
        parted, read = "\t", chain([first], read)
    if parted not in USUAL.get(given.suffix, ",") and not export:
        notes = (*notes, f"cells parted by {SAID[parted]}")
    count = 0
    for line, record, raw in _records(read, parted):
        if isinstance(record, list) and not any(cell.strip() for cell in record):
            continue
        count += 1
        place, name = f"{given.where} line {line}", f"{given.stem}#{count}"
        if isinstance(record, str):
            yield Unused(place, record, {"line": raw[:KEPT]})
        else:
            yield _row(record, header, meant, place, name, notes, export)
    if not count:
        yield SetAside(given.where, "holds a header and no row; give it at least one article")


def _row(
    record: list[str], header: Sequence[str], meant: Mapping[str, str], place: str, name: str, notes: tuple[str, ...],
    export: Headerless | None,
) -> Row | SetAside:  # fmt: skip
    own = dict(zip(header, record, strict=False))
    if len(record) != len(header):
        own |= {f"cell {n}": cell for n, cell in enumerate(record[len(header) :], len(header) + 1)}
        why = f"has {len(record)} cells where the header has {len(header)}; mend commas and quotes"
        return Unused(place, why, own)
    if export and export.nothing:
        own = {column: "" if cell == export.nothing else cell for column, cell in own.items()}
    return Row(mapping.fields(meant, own), place, name, notes, own=own)


def _no_text(header: Sequence[str]) -> str:
    shown = ", ".join(repr(name[:40]) for name in header[:12])
    return f"no column holds the text (the columns are {shown}); name one of them 'text' in the first row"


# --- records ----------------------------------------------------------------------------------------------------------


class _Lines:
    """Lines for a `csv.reader`; those of the record being read are held, so that reading can begin again behind its first."""

    def __init__(self, stream: Iterator[Line]) -> None:
        self.stream = stream
        self.again: deque[Line] = deque()
        self.held: list[Line] = []
        self.size = 0
        self.most = RECORD_LINES

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self.again.popleft() if self.again else next(self.stream)
        self.held.append(line)
        self.size += len(line.text)
        if not line.whole or self.size > LONGEST or len(self.held) > self.most:
            raise _TooLong
        return line.text

    def forget(self) -> None:
        """Let the held lines go: their record was read."""
        self.held.clear()
        self.size = 0

    def begin_again(self) -> Line:
        """The first of the held lines; the others are read again."""
        first, *rest = self.held
        self.again.extendleft(reversed(rest))
        self.forget()
        return first


class _TooLong(Exception):
    """A record has grown beyond what one can be."""


def _records(stream: Iterator[Line], delimiter: str) -> Iterator[Record]:
    """The records below the header, in order."""
    source = _Lines(stream)
    restarts = 0
    while True:
        reader = csv.reader(source, delimiter=delimiter, strict=True)
        fault = ""
        while not fault:
            try:
                record = next(reader)
            except StopIteration:
                return
            except _TooLong:
                fault = NEVER_CLOSED if len(source.held) > 1 else f"is longer than {LONGEST:,} characters; cut it"
            except csv.Error as error:
                unclosed = len(source.held) > 1 or "unexpected end" in str(error)
                fault = NEVER_CLOSED if unclosed else f"cannot be read as a table's row ({error}); mend its quotation marks"
            else:
                yield source.held[0].number, record, ""
                source.forget()
        restarts += len(source.held) > 1
        source.most = RECORD_LINES if restarts < RESTARTS else 1
        line = source.begin_again()
        yield line.number, fault, line.text
