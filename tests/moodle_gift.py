"""A reader of Moodle's GIFT format that follows the importer's own order of steps, for tests of what we write."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

ESCAPED = {"\\" + c: chr(0xE000 + n) for n, c in enumerate("~=#{}:")}
FORMAT = re.compile(r"^\[(html|moodle|plain|markdown)\]")


@dataclass
class Question:
    title: str
    text: str
    right: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    feedback: dict[str, str] = field(default_factory=dict)
    general: str = ""


def read(text: str) -> tuple[str, list[Question]]:
    """The category and the questions; a question that the importer would refuse raises ValueError."""
    lines = [line for line in text.split("\n") if not line.strip().startswith("//")]
    category, questions = "", []
    for block in re.split(r"\n\s*\n", "\n".join(lines)):
        block = block.strip()
        if block.startswith("$CATEGORY:"):
            category = _plain(block.removeprefix("$CATEGORY:"))
        elif block:
            questions.append(_question(block))
    return category, questions


def _question(block: str) -> Question:
    for written, held in ESCAPED.items():
        block = block.replace(written, held)
    if not block.startswith("::"):
        raise ValueError("no title")
    title, _, rest = block[2:].partition("::")
    start, end = rest.find("{"), rest.rfind("}")
    if start < 0 or end < start or rest[end + 1 :].strip():
        raise ValueError("no answers in braces")
    body, _, general = rest[start + 1 : end].partition("####")
    made = Question(_plain(title), _plain(rest[:start]), general=_plain(general))
    if body.strip().upper() in {"T", "TRUE", "F", "FALSE"}:
        raise ValueError("read as true or false")
    answers = re.findall(r"([=~])([^=~]*)", body)
    if body.strip() and not body.strip().startswith(("=", "~")):
        raise ValueError("text before the first answer")
    for sign, answer in answers:
        told, _, feedback = answer.partition("#")
        if re.match(r"^%-?\d{1,2}", told.strip()):
            raise ValueError("read as a weight")
        if "->" in told:
            left, _, side = told.partition("->")
            made.pairs.append((_plain(left), _plain(side)))
            continue
        (made.right if sign == "=" else made.wrong).append(_plain(told))
        made.feedback[_plain(told)] = _plain(feedback)
    return made


def _plain(text: str) -> str:
    text = FORMAT.sub("", text.strip())
    for written, held in ESCAPED.items():
        text = text.replace(held, written[1]).replace(written, written[1])
    return text.strip()
