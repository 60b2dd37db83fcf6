"""The rows set aside as a file: where each stands, why it was not used, and its own values, to be mended and given again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from framing import scores
from framing.errors import UsageError
from framing.read.rows import Unused
from framing.records import SetAside

MOST_COLUMNS = 500
"""Columns of the rows' own in a table, those of the first rows: lines of JSON may each have others."""

ENDINGS = (".csv", ".jsonl")


def content(rows: Sequence[SetAside], path: Path) -> str:
    """The rows as CSV or as JSON lines, by the ending of the file they are for. Raises `UsageError` for another ending."""
    check(path)
    return to_csv(rows) if path.suffix.lower() == ".csv" else to_jsonl(rows)


def check(path: Path) -> None:
    """Raise `UsageError` for a file whose ending says neither CSV nor JSON lines."""
    if path.suffix.lower() not in ENDINGS:
        raise UsageError(f"--set-aside {str(path)!r}: give a name that ends in {' or '.join(ENDINGS)}")


def to_csv(rows: Sequence[SetAside]) -> str:
    """One row each: `place`, `reason`, then its own values, none of which a spreadsheet runs as a formula."""
    names = list(dict.fromkeys(name for row in rows for name in _own(row)))[:MOST_COLUMNS]
    columns = ["place", "reason", *names]
    return scores.to_csv([dict.fromkeys(columns) | fields(row) for row in rows], dict.fromkeys(columns, ""))


def to_jsonl(rows: Sequence[SetAside]) -> str:
    """One object a line: `place`, `reason`, and its own values under `row`."""
    return scores.to_jsonl({"place": _clean(row.where), "reason": _clean(row.why), "row": _own(row)} for row in rows)


def fields(row: SetAside) -> dict[str, str]:
    """`place`, `reason`, and the row's own values."""
    return {**_own(row), "place": _clean(row.where), "reason": _clean(row.why)}


def _own(row: SetAside) -> Mapping[str, str]:
    """The row's own values; a column of its own that is called as one of ours gets a mark."""
    own = row.own if isinstance(row, Unused) else {}
    return {f"{_clean(name)}{'_' if name in ('place', 'reason') else ''}": _clean(value) for name, value in own.items()}


def _clean(text: str) -> str:
    """What a file can hold: half a character is replaced."""
    return text.encode("utf-8", "replace").decode()
