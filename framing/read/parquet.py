"""Parquet and Arrow files, some rows at a time, every value as the string it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from framing.errors import ExtraMissing
from framing.limits import Limits
from framing.read.given import Given
from framing.read.rows import Row
from framing.records import SetAside

AT_ONCE = 200
"""Rows in memory at a time: a few megabytes of articles."""

Columns = Callable[[Sequence[str], str], Mapping[str, str]]
"""Header and place -> our field for each column that has one."""


def rows(given: Given, limits: Limits, columns: Columns) -> Iterator[Row | SetAside]:
    """The rows of the file. Raises `ExtraMissing` without pyarrow, and what `columns` raises.

    A column of a kind that cannot be a text (bytes, lists of records) is left out; if it is the text itself, the file is set
    aside with its name. A value that cannot be read sets its row aside.
    """
    try:
        import pyarrow  # type: ignore[import-untyped]
        from pyarrow import parquet
    except ImportError:
        raise ExtraMissing(f"{given.where}: reading Parquet needs pyarrow: pip install 'framing[parquet]'") from None
    with given.open() as stream:
        try:
            file = parquet.ParquetFile(stream)
            names = list(file.schema_arrow.names)
        except (pyarrow.ArrowException, OSError, ValueError) as fault:
            yield SetAside(given.where, f"is no Parquet file that can be read ({_first_line(fault)}); write it anew")
            return
        if len(set(names)) < len(names):
            twice = next(name for name in names if names.count(name) > 1)
            yield SetAside(given.where, f"has two columns named {twice!r}; rename or remove one of them")
            return
        kinds = {name: file.schema_arrow.field(name).type for name in names}
        column = {path: name for name in names for path in _paths(name, kinds[name])}
        header = list(column)
        mapped = columns(header, given.where)
        if not {"text", "summary", "url"} & set(mapped.values()):
            shown = ", ".join(repr(name[:40]) for name in header[:12])
            yield SetAside(given.where, f"no column holds a text (the columns are {shown}); give one with --map text=NAME")
            return
        count = 0
        try:
            for batch in file.iter_batches(batch_size=AT_ONCE, columns=sorted({column[path] for path in mapped})):
                for values in batch.to_pylist():
                    count += 1
                    yield _row(values, mapped, column, f"{given.where} row {count}", f"{given.stem}#{count}")
        except (pyarrow.ArrowException, OSError, ValueError) as fault:
            yield SetAside(f"{given.where} behind row {count}", f"cannot be read ({_first_line(fault)}); write the file anew")
            return
    if not count:
        yield SetAside(given.where, "holds columns and no row; give it at least one article")


def _paths(name: str, kind: Any) -> Iterator[str]:
    """Names of a column: "source" of a struct with a name is "source.name"."""
    from pyarrow import types

    if types.is_dictionary(kind):
        kind = kind.value_type
    if types.is_struct(kind):
        yield from (f"{name}.{kind.field(n).name}" for n in range(kind.num_fields))
    elif not (types.is_binary(kind) or types.is_large_binary(kind) or types.is_map(kind)):
        yield name


def _row(
    values: Mapping[str, Any], mapped: Mapping[str, str], columns: Mapping[str, str], place: str, name: str
) -> Row | SetAside:
    """One row; `columns` says in which column each path of `mapped` stands: "a.b" may be a column or the b of a struct a."""
    fields: dict[str, str] = {}
    own: dict[str, str] = {}
    for path, field in mapped.items():
        value = values.get(columns[path])
        if path != columns[path] and isinstance(value, Mapping):
            value = value.get(path.removeprefix(f"{columns[path]}."))
        try:
            told = _as_text(value)
        except TypeError:
            return SetAside(place, f"column {path!r} holds {type(value).__name__}, which is no text; give another with --map")
        if told is not None:
            fields[field] = own[path] = told
    return Row(fields, place, name, own=own)


def _as_text(value: Any) -> str | None:
    """A value as the string it stands for; None for nothing. Raises `TypeError` for what is none."""
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float):
        return str(value)
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "; ".join(value)
    if hasattr(value, "as_tuple"):  # decimals
        return str(value)
    raise TypeError


def _first_line(fault: Exception) -> str:
    return (str(fault).splitlines() or [type(fault).__name__])[0][:120]
