"""The lesson: a student's sheet, its answer key and a quiz, from one comparison.

Nothing is invented: every task asks about sentences of the texts, every answer names its sentences and quotes them, and what
the comparison is unsure of is marked "discuss", never right or wrong.
"""

from __future__ import annotations

from framing import quiz as quizzes
from framing.lesson import plan
from framing.records import Comparison
from framing.render import render


def pack(comparison: Comparison) -> dict[str, str]:
    """The files of a lesson by name: "worksheet.html" for the class, "answer-key.html" for the teacher, and where the
    comparison bears one a quiz, "quiz.gift" for Moodle and "quiz.csv".

    Raises `NothingUsable` when there are fewer than two accounts, or no point that one tells and another does not or both tell.
    """
    lesson = plan(comparison)
    quiz = quizzes.quiz(lesson)
    files = {
        "worksheet.html": render("worksheet.html", lesson=lesson),
        "answer-key.html": render("answer-key.html", lesson=lesson, quiz=quiz),
    }
    if quiz.items:
        files |= {"quiz.gift": quizzes.gift(quiz, lesson.title), "quiz.csv": quizzes.table(quiz)}
    return files
