"""The coding sheet of a university class: who speaks and what is told, sentence by sentence, and how far coders and tool agree.

Every coder fills one table; a cell left empty was not coded. What the comparison is unsure of it leaves empty too, so that the
class is never held against a guess.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from framing.errors import NothingUsable
from framing.passages import UNSURE
from framing.records import Mode
from framing.scores import to_csv
from framing.teach.agreement import alpha, verdict
from framing.teach.lesson import Lesson, Sentence

MODES: dict[Mode, str] = {"voice": "own", "direct": "quoted", "mixed": "quoted", "indirect": "retold"}
"""The code of each manner of speaking."""

NOBODY, UNNAMED = "text", "?"
"""The codes of a sentence in which the text itself speaks, and of one whose speaker is not named."""

LARGEST = 1_000_000
"""Characters of a coded table that are read: a class codes some fifty sentences."""


@dataclass(frozen=True, slots=True)
class Coding:
    """What one coder gave: by code ("mode", "holder", "P1", …) and sentence; what was not coded is not in it."""

    coder: str
    values: Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Krippendorff's alpha for one code, of the class and of the class with the tool as one coder more; None: not told."""

    code: str
    sentences: int  # that at least two of the class coded
    of_class: float | None
    with_tool: float | None

    @property
    def verdict(self) -> str:
        """What the class's own alpha allows one to say."""
        return verdict(self.of_class)


def names(lesson: Lesson) -> dict[str, str]:
    """The codes for points with what they stand for: "P1" and the label."""
    return {f"P{n}": task.label for n, task in enumerate(lesson.tasks, 1)}


def holders(lesson: Lesson) -> tuple[str, ...]:
    """Everybody whom the comparison finds speaking on the sheet, in alphabetical order: the values of "holder"."""
    told = {_holder(s) for text in lesson.texts for s in text.sentences}
    return tuple(sorted(told - {"", NOBODY, UNNAMED}, key=lambda name: (name.casefold(), name)))


def empty(lesson: Lesson) -> str:
    """The table for the class as CSV: a row a sentence of the sheet, nothing coded."""
    columns = _columns(lesson)
    return to_csv([{**dict.fromkeys(columns, ""), "sentence": s.number} for s in _sentences(lesson)], columns)


def by_tool(lesson: Lesson) -> str:
    """The same table as the comparison fills it."""
    rows = []
    for s in _sentences(lesson):
        sure = all(a.confidence >= UNSURE for a in s.statement.attributions)
        points = {code: _tells(s, n, lesson) for n, code in enumerate(names(lesson))}
        who = {"mode": MODES[s.statement.mode], "holder": _holder(s)} if sure else {"mode": "", "holder": ""}
        rows.append({"sentence": s.number, **who, **points})
    return to_csv(rows, _columns(lesson))


def _columns(lesson: Lesson) -> dict[str, str]:
    return dict.fromkeys(("sentence", "mode", "holder", *names(lesson)), "")


def _sentences(lesson: Lesson) -> list[Sentence]:
    return [s for text in lesson.texts for s in text.sentences]


def _holder(s: Sentence) -> str:
    """The outermost speaker: of "A says that B said", A."""
    if s.statement.mode == "voice":
        return NOBODY
    return (s.statement.attributions[0].holder if s.statement.attributions else "") or UNNAMED


def _tells(s: Sentence, task: int, lesson: Lesson) -> str:
    """ "1" or "0"; "" where the comparison cannot tell for the text."""
    answer = next(a for a in lesson.tasks[task].answers if s in a.text.sentences)
    return "" if answer.discuss else "1" if s.statement.id in answer.cell.statements else "0"


# --- agreement ----------------------------------------------------------------------------------------------------------


def read(coder: str, text: str) -> Coding:
    """A filled table, with commas, semicolons or tabs between the cells. Raises `NothingUsable` where it is none of ours.

    Case and spaces at the ends of a value do not matter, nor the `'` with which a spreadsheet is kept from running it.
    """
    head = text[:LARGEST].lstrip("\ufeff").partition("\n")[0]
    mark = max(",;\t", key=head.count)
    if len(text) > LARGEST or "\0" in text or "sentence" not in (name.strip() for name in head.rstrip("\r").split(mark)):
        raise NothingUsable(f"{coder} has no column “sentence”, as a coding table of ours has: fill coding.csv, save it as CSV")
    try:
        rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=mark))
    except csv.Error as fault:
        raise NothingUsable(f"{coder} cannot be read as CSV: {fault}") from None
    values = {}
    for row in rows:
        sentence = (row.get("sentence") or "").strip()
        for code, value in row.items():
            if code and code != "sentence" and isinstance(value, str) and (told := value.strip().lstrip("'").casefold()):
                values[code.strip(), sentence] = told
    return Coding(coder, values)


def agree(tool: Coding, coders: Sequence[Coding]) -> tuple[Agreement, ...]:
    """How far the coders agree, with each other and with the tool: mode, holder, all points together, then each point.

    A unit is a sentence, for the points a sentence and a point. Raises `NothingUsable` when nobody coded one of the tool's.
    """
    sentences = list(dict.fromkeys(sentence for _, sentence in tool.values))
    points = [code for code in dict.fromkeys(code for code, _ in tool.values) if code not in {"mode", "holder"}]
    if not any(tool.values.keys() & one.values.keys() for one in coders):
        raise NothingUsable("no sentence of the tool's table was coded: give the coding-tool.csv of the same lesson")
    groups = {"mode": ["mode"], "holder": ["holder"], "points": points, **{code: [code] for code in points}}
    return tuple(_of(name, [(code, s) for code in codes for s in sentences], tool, coders) for name, codes in groups.items())


def _of(name: str, units: Sequence[tuple[str, str]], tool: Coding, coders: Sequence[Coding]) -> Agreement:
    of_class = [[one.values.get(unit) for one in coders] for unit in units]
    with_tool = [[*values, tool.values.get(unit)] for values, unit in zip(of_class, units, strict=True)]
    coded = {s for (_, s), values in zip(units, of_class, strict=True) if sum(v is not None for v in values) > 1}
    return Agreement(name, len(coded), alpha(of_class), alpha(with_tool))
