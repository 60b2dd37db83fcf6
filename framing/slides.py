"""Slides for the class: one idea each, made of the lesson and nothing else; what the texts do not bear has no slide."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from framing.guide import Paper
from framing.lesson import BOXES, Lesson, Sentence, Task
from framing.quiz import Item, Quiz
from framing.render import render

SAID = {"told": "✓", "not found": "–", "cannot tell": "?"}
"""How the grid shows what a text does with a point."""


@dataclass(frozen=True, slots=True)
class Alone:
    """A point that one text alone surely tells, with the sentence that tells it."""

    task: Task
    letter: str
    sentence: Sentence


def slides(lesson: Lesson, quiz: Quiz, paper: Paper = "a4") -> str:
    """The slides as one HTML page: each fills the window on a screen and a sheet, laid across, on paper."""
    return render("slides.html", lesson=lesson, alone=alone(lesson), words=_words(quiz), voices=voices(lesson), said=SAID,
                  paper=paper)  # fmt: skip


def alone(lesson: Lesson) -> Alone | None:
    """The first point of the grid that one text tells, on the sheet, and every other is not found to tell."""
    for task in lesson.tasks:
        tellers = [a for a in task.answers if a.numbers]
        silent = [a for a in task.answers if a.cell.found == "not found" and not a.discuss]
        if len(tellers) == 1 and len(silent) == len(task.answers) - 1 and not task.discuss:
            shown = next(s for s in tellers[0].sentences if s.number)
            return Alone(task, tellers[0].text.letter, shown)
    return None


def voices(lesson: Lesson) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    """By text: how many sentences of the sheet are the text's own, quoted and retold."""
    boxes = tuple(dict.fromkeys(BOXES.values()))
    counted = [(text.letter, Counter(BOXES[s.statement.mode] for s in text.sentences)) for text in lesson.texts]
    return tuple((letter, tuple((box, own[box]) for box in boxes)) for letter, own in counted)


def _words(quiz: Quiz) -> Item | None:
    return next((item for item in quiz.items if item.kind == "which words"), None)
