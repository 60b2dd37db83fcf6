"""What a column holds: its kind and its meaning, once for the tables, the README and `codebook.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "whole", "number"]
Value = str | int | float | None
Row = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: a text, a whole number or a number; any of them may be empty where `meaning` says so."""

    kind: Kind
    meaning: str


Columns = Mapping[str, Column]


def as_json(tables: Mapping[str, Columns]) -> str:
    """The codebook as JSON: for each table its columns in order, with kind and meaning."""
    told = {
        table: [{"column": name, "kind": column.kind, "meaning": column.meaning} for name, column in columns.items()]
        for table, columns in tables.items()
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def as_markdown(tables: Mapping[str, Columns]) -> str:
    """The codebook as Markdown tables, one for each table, as the README shows it."""
    parts = []
    for table, columns in tables.items():
        rows = [f"| `{name}` | {column.kind} | {column.meaning} |" for name, column in columns.items()]
        parts.append("\n".join([f"**{table}**", "", "| column | kind | meaning |", "|---|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"
