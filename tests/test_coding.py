"""The coding sheet: what the tool codes is what the comparison holds, and classes are held against it fairly."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import from_json, teach
from framing.errors import NothingUsable
from framing.teach import coding
from framing.teach.coding import Coding
from framing.teach.lesson import plan
from framing.teach.levels import UNIVERSITY
from tests.comparisons import harbour, hostile, xi_trump

REPORTS = Path(__file__).parent.parent / "reports"
MADE = {"two sources": harbour, "two sides": xi_trump, "hostile": hostile,
        "gallery": lambda: from_json((REPORTS / "000-b5dce99c3a1fdfa9.json").read_text())}  # fmt: skip


@pytest.fixture(params=MADE)
def lesson(request):
    return plan(MADE[request.param](), UNIVERSITY)


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_class_and_the_tool_code_the_sentences_of_the_sheet(lesson):
    numbers = [s.number for text in lesson.texts for s in text.sentences]
    given_out, filled = rows(coding.empty(lesson)), rows(coding.by_tool(lesson))
    assert [r["sentence"] for r in given_out] == [r["sentence"] for r in filled] == numbers
    assert given_out[0].keys() == filled[0].keys()
    assert not any(value for row in given_out for name, value in row.items() if name != "sentence")


def test_the_tool_codes_what_the_comparison_holds(lesson):
    cells = {(c.account, c.point): c for c in lesson.comparison.cells}
    text_of = {s.number: (text, s.statement) for text in lesson.texts for s in text.sentences}
    for row in rows(coding.by_tool(lesson)):
        text, statement = text_of[row["sentence"]]
        sure = all(a.confidence >= coding.UNSURE for a in statement.attributions)
        assert row["mode"] == (coding.MODES[statement.mode] if sure else "")
        for task, code in zip(lesson.tasks, coding.names(lesson), strict=True):
            if row[code]:
                assert (row[code] == "1") == (statement.id in cells[text.account.id, task.point.id].statements)


def test_what_the_comparison_is_unsure_of_is_left_empty():
    doubtful = rows(coding.by_tool(plan(xi_trump(), UNIVERSITY)))
    assert [r for r in doubtful if not r["mode"] and not r["holder"]]
    comparison = harbour()
    unsure = replace(comparison, cells=tuple(replace(c, found="cannot tell", statements=()) for c in comparison.cells
                                             if c.account.endswith("Ledger")) + tuple(
        c for c in comparison.cells if not c.account.endswith("Ledger")))  # fmt: skip
    lesson = plan(unsure, UNIVERSITY)
    letter = next(t.letter for t in lesson.texts if t.account.name == "The Coast Ledger")
    told = [r for r in rows(coding.by_tool(lesson)) if r["sentence"].startswith(letter)]
    assert told and not any(r[code] for r in told for code in coding.names(lesson))


def test_a_class_that_codes_as_the_tool_agrees_with_it(lesson):
    tool = coding.read("tool", coding.by_tool(lesson))
    for row in coding.agree(tool, [tool, tool]):
        assert row.of_class in {None, 1.0} and row.with_tool in {None, 1.0}
    assert [row.code for row in coding.agree(tool, [tool])][:3] == ["mode", "holder", "points"]


def test_agreement_is_the_alpha_of_the_class_and_of_the_class_with_the_tool():
    tool = coding.read("t", "sentence,mode,P1\nA1,own,1\nA2,quoted,0\nA3,own,\n")
    anna = coding.read("a", "sentence;mode;P1\r\nA1; OWN ;1\r\nA2;quoted;0\r\nA3;own;1\r\n")
    ben = coding.read("b", "\ufeffsentence\tmode\tP1\nA1\town\t0\nA2\tquoted\t1\nA3\t\t1\n")
    by_code = {row.code: row for row in coding.agree(tool, [anna, ben])}
    assert by_code["mode"].of_class == by_code["mode"].with_tool == 1.0
    assert by_code["mode"].sentences == 2 and by_code["P1"].sentences == 3
    assert by_code["P1"].of_class < by_code["P1"].with_tool < 1
    assert by_code["holder"].of_class is None and "cannot be told" in by_code["holder"].verdict


@pytest.mark.parametrize("text", ["", "\0", "a,b\n1,2\n", "sentences,mode\nA1,own\n", "<html>"])
def test_a_file_that_is_no_coding_table_is_refused(text):
    with pytest.raises(NothingUsable, match="ANNA"):
        coding.read("ANNA.csv", text)


def test_tables_of_another_lesson_are_refused():
    with pytest.raises(NothingUsable, match="same lesson"):
        coding.agree(Coding("t", {("mode", "A1"): "own"}), [Coding("a", {("mode", "C9"): "own"})])


@given(st.text(max_size=200).map(lambda text: f"sentence,mode\n{text}"))
def test_no_table_breaks_the_reader(text):
    try:
        read = coding.read("x", text)
    except NothingUsable as fault:
        assert "x" in str(fault)
    else:
        assert all(value and value == value.strip() for value in read.values.values())


def test_only_a_level_that_codes_has_a_coding_sheet():
    assert {"coding.html", "coding.csv", "coding-tool.csv"} <= teach.pack(harbour(), level=UNIVERSITY).keys()
    assert not [name for name in teach.pack(harbour()) if name.startswith("coding")]
    assert "framing agree coding-tool.csv" in teach.pack(harbour(), level=UNIVERSITY)["guide.html"]
