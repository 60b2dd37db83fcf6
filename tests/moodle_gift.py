"""A reader of Moodle's GIFT format for tests of what we write, after the steps its importer takes in their order.

What it does that is easily missed: a bare "0" ends an item as a blank line does; escapes become marks such as "&&058;" first,
and those marks are turned into characters wherever they stand, in the text's own words too; answers end at the first brace that
closes; general feedback begins at the last "####"; the name of a category and the sides of a match have no format; nothing is
undone in the name of a category, which a slash parts and a word between dollars makes a place; an id is read from a comment
before the item.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MARKS = {"\\:": "&&058;", "\\#": "&&035;", "\\=": "&&061;", "\\{": "&&123;", "\\}": "&&125;", "\\~": "&&126;", "\\n": "&&010"}
FORMATS = ("moodle", "html", "plain", "markdown")
TRIMMED = " \t\n\r\0\x0b"


@dataclass
class Question:
    title: str
    id: str
    text: str
    kind: str = ""
    formats: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    weighted: list[str] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    feedback: dict[str, str] = field(default_factory=dict)
    general: str = ""


def read(text: str) -> tuple[str, list[Question]]:
    """The category and the questions; what the importer would refuse raises ValueError."""
    category, questions = "", []
    for lines in _items(text):
        named = re.search(r"\[id:((?:\\]|[^\]\x00-\x1f])+)]", "\n".join(line for line in lines if line.startswith("//")))
        block = "\n".join(" " if line.startswith("//") else line for line in lines).strip(TRIMMED)
        block = _marked(block)
        if block.startswith("$CATEGORY:"):
            category = block.removeprefix("$CATEGORY:").strip(TRIMMED)
            if "/" in category or re.match(r"\$[a-z]+\$$", category) or not category:
                raise ValueError("not one category with a name")
        elif block:
            questions.append(_question(block, named[1] if named else ""))
    return category, questions


def _items(text: str) -> list[list[str]]:
    items: list[list[str]] = [[]]
    for line in (line.strip(TRIMMED) for line in text.split("\n")):
        if line in {"", "0"}:
            items.append([])
        else:
            items[-1].append(line)
    return [lines for lines in items if lines]


def _question(block: str, named: str) -> Question:
    title = ""
    if block.startswith("::") and "::" in block[2:]:
        title, _, block = block[2:].partition("::")
    block = block.strip(TRIMMED)
    start, end = block.find("{"), block.find("}")
    if min(start, end) < 0 or end < start:
        raise ValueError("no answers in braces")
    made = Question(_unmarked(title).strip(TRIMMED), named, "")
    gap = "" if block.endswith("}") else "_____"
    made.text = _text(block[:start] + gap + block[end + 1 :], made)
    answers = block[start + 1 : end].strip(TRIMMED)
    if "####" in answers:
        answers, _, general = answers.rpartition("####")
        made.general = _text(general, made)
    made.kind = _kind(answers.strip(TRIMMED))
    if made.kind == "multichoice":
        _choices(answers, made)
    elif made.kind == "match":
        _pairs(answers, made)
    return made


def _kind(answers: str) -> str:
    if not answers:
        return "essay"
    if answers[0] == "#":
        return "numerical"
    if "~" in answers:
        return "multichoice"
    if "=" in answers and "->" in answers:
        return "match"
    return "truefalse" if answers.split("#")[0].strip(TRIMMED) in {"T", "TRUE", "F", "FALSE"} else "shortanswer"


def _choices(answers: str, made: Question) -> None:
    split = answers.strip(TRIMMED).replace("=", "~=").split("~")
    for answer in (one.strip(TRIMMED) for one in (split if split[0] not in {"", "0"} else split[1:])):
        if not answer:
            raise ValueError("an answer without words")
        right = answer.startswith("=")
        if not right and re.match(r"%-*\d{1,2}\.?\d*%", answer):
            made.weighted.append(answer)
        told, _, feedback = answer.removeprefix("=").partition("#")
        text = _text(told.strip(TRIMMED), made)
        (made.right if right else made.wrong).append(text)
        made.feedback[text] = _text(feedback.strip(TRIMMED), made)


def _pairs(answers: str, made: Question) -> None:
    split = answers.strip(TRIMMED).split("=")
    for answer in (one.strip(TRIMMED) for one in (split if split[0] not in {"", "0"} else split[1:])):
        left, arrow, side = answer.partition("->")
        if not arrow:
            raise ValueError("no arrow in a match")
        made.pairs.append((_text(left, made), _unmarked(side).strip(TRIMMED)))


def _text(text: str, made: Question) -> str:
    """The words without the name of their format, which counts only where they start with it and it is known."""
    name = text[1 : text.find("]")] if text.startswith("[") and "]" in text else ""
    if name in FORMATS:
        made.formats.append(name)
        text = text[len(name) + 2 :]
    else:
        made.formats.append("none")
    return _unmarked(text).strip(TRIMMED)


def _marked(text: str) -> str:
    text = text.replace("\\\\", "&&092;")
    for written, mark in MARKS.items():
        text = text.replace(written, mark)
    return text.replace("&&092;", "\\")


def _unmarked(text: str) -> str:
    for written, mark in MARKS.items():
        text = text.replace(mark, "\n" if written == "\\n" else written[1])
    return text
