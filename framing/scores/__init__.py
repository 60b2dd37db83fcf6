"""The comparison as rows for tables, tidy and with a codebook of their columns.

`TABLES` names each table with its columns and the function that makes its rows from a `Comparison`.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from framing.records import Comparison
from framing.scores import accounts, details
from framing.scores.codebook import Columns, Row


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns in order, and the rows that a comparison gives it."""

    columns: Columns
    rows: Callable[[Comparison], list[Row]]


TABLES: Mapping[str, Table] = {
    "events": Table(details.EVENT_COLUMNS, details.event_rows),
    "accounts": Table(accounts.COLUMNS, accounts.rows),
    "articles": Table(details.ARTICLE_COLUMNS, details.article_rows),
    "points": Table(details.POINT_COLUMNS, details.point_rows),
    "contrasts": Table(details.CONTRAST_COLUMNS, details.contrast_rows),
    "statements": Table(details.STATEMENT_COLUMNS, details.statement_rows),
}

ON_DEMAND = frozenset({"statements"})
"""Tables that are written only when they are asked for: they hold the texts."""

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_UNSEEN = " \u00a0\u200b\u2060\ufeff"  # what a spreadsheet may leave out before it looks


def to_csv(rows: Iterable[Mapping[str, object]], columns: Iterable[str], header: bool = True) -> str:
    """The rows as CSV text (RFC 4180), with a header. Text that a spreadsheet might run as a formula starts with `'`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    names = list(columns)
    if header:
        writer.writerow(map(_safe, names))
    writer.writerows([_safe(row[name]) for name in names] for row in rows)
    return out.getvalue()


def to_jsonl(rows: Iterable[Mapping[str, object]]) -> str:
    """The rows as JSON, one a line; text is given as it is."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _safe(cell: object) -> object:
    return "'" + cell if isinstance(cell, str) and cell.lstrip(_UNSEEN).startswith(_FORMULA) else cell
