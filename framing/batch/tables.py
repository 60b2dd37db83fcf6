"""The tables of a run out of its shards, row by row: CSV, JSON lines and Parquet, each file whole or not there."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from framing import scores
from framing.errors import ExtraMissing
from framing.reference import rows as by_model
from framing.scores.codebook import Column, Columns, Row

FORMATS = frozenset({"csv", "jsonl", "parquet"})

GROUP = 20_000
"""Rows of a row group in Parquet: a few megabytes held at a time."""

SET_ASIDE = "set-aside"
"""Name of the table of what was not used."""

ASIDE: Columns = {
    "place": Column("text", "file and row, or article, that was not used"),
    "reason": Column("text", "why it was not used"),
}
"""The first columns of the table of rows set aside; behind them stand the rows' own."""

EVERY = (*scores.TABLES, *by_model.TABLES, SET_ASIDE)
"""The names of all tables that a run may write."""

Add = Callable[[Row], None]


def check(formats: Iterable[str]) -> None:
    """Raise `ExtraMissing` for a format that cannot be written here."""
    if "parquet" in formats:
        try:
            import pyarrow  # type: ignore[import-untyped]  # noqa: F401
        except ImportError:
            raise ExtraMissing("Parquet needs pyarrow: pip install 'framing[parquet]', or ask for csv or jsonl") from None


def write(folder: Path, rows: Iterator[tuple[str, Row]], columns: Mapping[str, Columns], formats: Iterable[str]) -> list[Path]:
    """Write every row to its table in each format; a table without a row is a header."""
    made = []
    with ExitStack() as stack:
        adders: dict[str, list[Add]] = {name: [] for name in columns}
        for name, told in columns.items():
            for form in sorted(formats):
                path = folder / f"{name}.{form}"
                adders[name].append(stack.enter_context(_WRITERS[form](path, told)))
                made.append(path)
        for name, row in rows:
            for add in adders[name]:
                add(row if row.keys() == columns[name].keys() else {column: row.get(column) for column in columns[name]})
    return made


def remove(folder: Path, names: Iterable[str], keep: Collection[Path] = ()) -> None:
    """Remove tables, in all formats, that an earlier run left in a folder of ours, but for those to `keep`."""
    for path in (folder / f"{name}.{form}" for name in names for form in FORMATS):
        if path not in keep:
            path.unlink(missing_ok=True)


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _put(stream: BinaryIO, text: str) -> None:
    stream.write(text.encode("utf-8", "replace"))


@contextmanager
def _csv(path: Path, columns: Columns) -> Iterator[Add]:
    with _whole(path) as stream:
        stream.write(scores.to_csv([], columns).encode())
        yield lambda row: _put(stream, scores.to_csv([row], columns, header=False))


@contextmanager
def _jsonl(path: Path, columns: Columns) -> Iterator[Add]:
    with _whole(path) as stream:
        yield lambda row: _put(stream, scores.to_jsonl([row]))


@contextmanager
def _parquet(path: Path, columns: Columns) -> Iterator[Add]:
    import pyarrow
    from pyarrow import parquet

    kinds = {"text": pyarrow.string(), "whole": pyarrow.int64(), "number": pyarrow.float64()}
    fields = [pyarrow.field(name, kinds[c.kind], metadata={"meaning": c.meaning}) for name, c in columns.items()]
    schema = pyarrow.schema(fields)
    waiting: list[Row] = []
    with _whole(path) as stream, parquet.ParquetWriter(stream, schema) as writer:

        def flush() -> None:
            writer.write_table(pyarrow.Table.from_pylist(waiting, schema=schema))
            waiting.clear()

        def add(row: Row) -> None:
            waiting.append(row)
            if len(waiting) == GROUP:
                flush()

        yield add
        flush()


_WRITERS = {"csv": _csv, "jsonl": _jsonl, "parquet": _parquet}
