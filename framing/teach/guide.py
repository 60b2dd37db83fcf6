"""The teacher's guide: aims, time, questions, what to mind, and how far the method carries.

Only what the texts hold is said of the event: the names a class should know, the matters that may hurt somebody, what was left
out because the texts do not bear it. The questions are worded here; each names the sets of questions it belongs with.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal

from framing.render import render
from framing.teach.lesson import Lesson
from framing.teach.quiz import Quiz

Minutes = Literal[45, 90]
Paper = Literal["a4", "letter"]

NAMLE, CML = "NAMLE", "Center for Media Literacy"
LOOK_SHARP, REASONING = "Project Look Sharp", "Civic Online Reasoning"


@dataclass(frozen=True, slots=True)
class Question:
    """A question for the class at a step of the sheet, and the sets of questions it belongs with."""

    step: int
    text: str
    sets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the lesson: minutes, steps of the sheet, and how the class works."""

    minutes: int
    steps: str
    how: str


@dataclass(frozen=True, slots=True)
class Matter:
    """What may hurt somebody, and the sentences of the sheet that speak of it."""

    name: str
    sentences: tuple[str, ...]


QUESTIONS = (
    Question(1, "Before you read: what do you already think you know of this, and from where?", (NAMLE, REASONING)),
    Question(2, "Who may have made this text, and for whom?", (NAMLE, CML)),
    Question(3, "What does one text tell that another does not?", (CML, LOOK_SHARP, NAMLE)),
    Question(3, "How can you tell? Read out the sentence.", (LOOK_SHARP, REASONING)),
    Question(4, "Which word made you feel something, and what would a calm word change?", (CML, NAMLE)),
    Question(5, "Whose voice do we hear, in whose words, and who is spoken about but never heard?", (LOOK_SHARP, CML)),
    Question(5, "Now that you know who wrote it: what would you read again, and why?", (NAMLE, CML)),
    Question(6, "Who could have told you what is missing here, and where would you find them?", (REASONING, NAMLE)),
    Question(6, "What do other sources say of the same point?", (REASONING,)),
    Question(7, "Which words would you change so that both sides could say them?", (LOOK_SHARP, CML)),
)

PLANS: dict[Minutes, tuple[Stage, ...]] = {
    45: (
        Stage(5, "1", "whole class: guesses on the board, none is wrong"),
        Stage(12, "2 and 3", "pairs: each reads one text, then they fill the grid together"),
        Stage(6, "4", "pairs: one pair of words, one swap of their own"),
        Stage(10, "5", "pairs, then whole class: who speaks; who they are, and which sentence gave it away"),
        Stage(7, "6", "groups of four: what is missing, and where to look"),
        Stage(5, "ticket", "alone; step 7 at home"),
    ),
    90: (
        Stage(8, "1", "whole class: guesses on the board, none is wrong"),
        Stage(22, "2 and 3", "alone, then in pairs: the grid, with sentence numbers"),
        Stage(12, "4", "pairs: words compared and swapped, the swapped sentences read out"),
        Stage(17, "5", "pairs, then whole class: who speaks; who they are, and which sentence gave it away"),
        Stage(16, "6", "groups of four: look up one missing point in another source, if a device is there"),
        Stage(10, "7", "alone: the headlines, read out and compared"),
        Stage(5, "ticket", "alone"),
    ),
}

RUBRIC = (
    ("evidence", "no sentence named", "a sentence named that does not show it", "a sentence named that shows it",
     "sentences of two texts, the best ones chosen"),
    ("comparison", "one text retold", "two texts retold one after the other", "one point held against both texts",
     "what is stressed, missing and worded otherwise told apart"),
    ("language", "no word looked at", "a word called good or bad", "two words for one matter, and what each does",
     "who chose the word, the text or somebody it quotes"),
    ("reasoning", "“they always lie”", "a guess at a motive", "a reason from the text",
     "several reasons weighed; what the text cannot tell is said"),
)  # fmt: skip
"""What is looked at, and four levels of it."""

_WORD = re.compile(r"[^\W\d_]+")
_DIALLED = re.compile(r"\+?[\d()./-]+")

FEWEST_DIALLED = 9
"""Digits in a row of words, no date having more than eight, from which a figure is taken for a telephone number."""

ADULT = 18
"""Years: somebody younger is a child by the UN Convention on the Rights of the Child, article 1."""


def guide(lesson: Lesson, quiz: Quiz, minutes: Minutes = 45, paper: Paper = "a4", cards: bool = True) -> str:
    """The guide as one HTML page to print; `cards`: whether there are any in the pack."""
    return render("guide.html", lesson=lesson, quiz=quiz, questions=QUESTIONS, plan=stages(lesson, minutes), minutes=minutes,
                  paper=paper, rubric=RUBRIC, sentences=sum(len(t.sentences) for t in lesson.texts),
                  sensitive=sensitive(lesson), missing=left_out(lesson, quiz, cards), cards=cards)  # fmt: skip


def stages(lesson: Lesson, minutes: Minutes) -> tuple[Stage, ...]:
    """The plan as these texts have it: the reporting is read after a guess, and there may be no words to compare."""
    first, second, third, *rest = PLANS[minutes]
    if told := lesson.reporting:
        how = f"pairs: {' and '.join(lesson.hidden)}, guesses written down; then {told.letter}, and the grid together"
        second = replace(second, how=how)
    if not lesson.pairs:
        third = replace(third, how="pairs: strong words found, swapped for calm ones and read out")
    return (first, second, third, *rest)


def sensitive(lesson: Lesson) -> tuple[Matter, ...]:
    """What the sheet speaks of that may hurt somebody, by a list of words and the shape of addresses, with its sentences."""
    found: dict[str, list[str]] = defaultdict(list)
    for text in lesson.texts:
        for s in text.sentences:
            words = {w.lower() for w in _WORD.findall(s.hidden)}
            for name in sorted({_matters()[w] for w in words & _matters().keys()} | _personal(s.hidden)):
                found[name].append(s.number)
    return tuple(Matter(name, tuple(numbers)) for name, numbers in sorted(found.items()))


def _personal(sentence: str) -> set[str]:
    """What a sentence tells of a person that does not belong before a class: how to reach somebody, a child's age."""
    words = [word.strip("()[]“”\"',;:.!?") for word in sentence.split()]
    mailed = any("." in word.rpartition("@")[2] and word.partition("@")[0] for word in words if "@" in word)
    figures = "".join("".join(c for c in word if c.isdigit()) if _DIALLED.fullmatch(word) else " " for word in words).split()
    ages = [age for word in words for age, _, rest in [word.partition("-")] if rest.startswith("year-old")]
    found = {"how to reach a person"} if mailed or any(len(run) >= FEWEST_DIALLED for run in figures) else set()
    return found | ({"a child"} if any(age.isdecimal() and int(age[:3]) < ADULT for age in ages) else set())


def left_out(lesson: Lesson, quiz: Quiz, cards: bool = True) -> tuple[str, ...]:
    """What these texts do not bear, in a teacher's words; of a quiz what it does not ask, or that there is none."""
    asked = [kind for reason in quiz.left_out for kind in [reason.partition(":")[0]] if kind not in ("the quiz", "more items")]
    missing = (
        ("headlines to guess from in step 1", not lesson.headlines),
        ("two words for one thing in step 4: the class finds strong words of its own", not lesson.pairs),
        ("sentences to ask about in step 5", not lesson.speakers),
        ("a point that one text does not tell", not any(lesson.absent(text) for text in lesson.texts)),
        ("a point that all texts tell: the shared headline of step 7 can only name the event", not lesson.shared),
        ("a quiz: too few questions have one sure answer", not quiz.items),
        (f"quiz questions of these kinds: {', '.join(asked)}", bool(quiz.items and asked)),
        ("cards to cut out: too few short sentences that name no teller", not cards),
    )
    return tuple(what for what, is_so in missing if is_so)


@cache
def _matters() -> dict[str, str]:
    text = files("framing").joinpath("teach", "sensitive.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}
