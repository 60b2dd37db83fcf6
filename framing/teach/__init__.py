"""The lesson: a student's sheet, its answer key and a quiz, from one comparison.

Nothing is invented: every task asks about sentences of the texts, every answer names its sentences and quotes them, and what
the comparison is unsure of is marked "discuss", never right or wrong.
"""

from __future__ import annotations

from typing import cast, get_args

from framing.errors import UsageError
from framing.records import Comparison
from framing.render import render
from framing.teach import cards, coding, guide, slides
from framing.teach import quiz as quizzes
from framing.teach.guide import PLANS, Minutes, Paper
from framing.teach.lesson import plan
from framing.teach.levels import MIDDLE, Level


def length(minutes: int) -> Minutes:
    """The length of a lesson. Raises `UsageError` for one that has no plan."""
    for known in PLANS:
        if minutes == known:
            return known
    raise UsageError(f"there is no plan for {minutes} minutes; give --minutes 45 or 90")


def size(paper: str) -> Paper:
    """The size of the pages. Raises `UsageError` for one that is not known."""
    for known in get_args(Paper):
        if paper.lower() == known:
            return cast(Paper, known)
    raise UsageError(f"{paper!r} is no size of paper we know; give --paper a4 or letter")


def pack(
    comparison: Comparison, minutes: Minutes = 45, paper: Paper = "a4", level: Level = MIDDLE, redact: bool = False
) -> dict[str, str]:
    """The files of a lesson by name: "worksheet.html" for the class, "answer-key.html" and "guide.html" for the teacher,
    "slides.html" for both, and where the comparison bears them "cards.html" to cut out, and a quiz, "quiz.gift" for Moodle and
    "quiz.csv".

    `minutes` decide the plan of the guide, `paper` the size of the pages, `level` how much is read and asked; one that codes
    adds "coding.html" and "coding.csv" for the class and "coding-tool.csv" to hold them against. `redact` blacks names out.
    Raises `NothingUsable` when there are fewer than two accounts, or no point that one tells and another does not or both tell.
    """
    lesson = plan(comparison, level, redact)
    quiz = quizzes.quiz(lesson)
    deck = cards.cards(lesson, paper)
    files = {
        "worksheet.html": render("worksheet.html", lesson=lesson, paper=paper),
        "answer-key.html": render("answer-key.html", lesson=lesson, quiz=quiz, paper=paper),
        "guide.html": guide.guide(lesson, quiz, minutes, paper, bool(deck)),
        "slides.html": slides.slides(lesson, paper),
    }
    if deck:
        files["cards.html"] = deck
    if quiz.items:
        files |= {"quiz.gift": quizzes.gift(quiz, lesson.title), "quiz.csv": quizzes.table(quiz)}
    if level.coding:
        points, holders = coding.names(lesson), coding.holders(lesson)
        files["coding.html"] = render("coding.html", lesson=lesson, points=points, holders=holders, paper=paper)
        files |= {"coding.csv": coding.empty(lesson), "coding-tool.csv": coding.by_tool(lesson)}
    return files
