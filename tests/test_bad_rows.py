"""Every row of our list of bad inputs is held by a test that names it, or stands here with the reason why none does."""

from __future__ import annotations

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parent
ROWS = range(1, 69)
NAMED = re.compile(r"test_rows?_((?:\d+_(?:and_)?)+)")

NOT_OURS: dict[int, str] = {}
"""Rows that do not concern this program, with the reason in one sentence; none at present."""


def named(name: str) -> set[int]:
    """The rows that the name of a test names: "test_rows_2_3_4_encodings_…" names 2, 3 and 4."""
    found = NAMED.match(name)
    return {int(n) for n in re.findall(r"\d+", found[1])} if found else set()


def held() -> dict[int, list[str]]:
    """The tests of each row, as "file::test"."""
    found: dict[int, list[str]] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                for row in named(node.name):
                    found.setdefault(row, []).append(f"{path.name}::{node.name}")
    return found


def test_names_are_read():
    assert named("test_row_7_an_open_mark") == {7} and named("test_rows_2_3_4_encodings") == {2, 3, 4}
    assert named("test_row_14_and_29_hostile_text") == {14, 29} and named("test_a_row_of_12_cells") == set()
    assert named("test_row_1_a_field_beyond_131072_characters") == {1}


def test_every_row_has_a_test_or_a_reason_and_none_has_both():
    tested = set(held())
    assert sorted(set(ROWS) - tested - NOT_OURS.keys()) == []
    assert sorted(tested & NOT_OURS.keys()) == []
    assert sorted((tested | NOT_OURS.keys()) - set(ROWS)) == []
