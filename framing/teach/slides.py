"""Slides to project: one idea a slide, from the headlines to the reveal, only those that the texts bear.

They show what the sheet shows, with the tellers' names hidden until the reveal; each quotation is a whole sentence with its
number on the sheet.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from framing.columns import EXCERPT
from framing.render import render
from framing.teach.guide import Paper
from framing.teach.items import Told, told, words
from framing.teach.lesson import BOXES, Answer, Lesson, Sentence, Task

LONG = 240
"""Characters of a sentence up to which it is projected: about four lines that can be read from the last row."""

ROWS = 6
"""Points of the grid on a slide."""


@dataclass(frozen=True, slots=True)
class Alone:
    """A point that one text tells in a sentence of the sheet, and the texts in which it is surely not found."""

    label: str
    letter: str
    sentence: Sentence
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Worded:
    """A sentence of a text, parted where the words stand that another text puts differently."""

    letter: str
    sentence: Sentence
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Voices:
    """How many of a text's sentences on the sheet are told in which manner, by machine."""

    letter: str
    counts: tuple[tuple[str, int], ...]

    def manner(self, row: int) -> str:
        """One count in words: "all", "most", "some" or "none" of its sentences."""
        n, of = self.counts[row][1], sum(count for _, count in self.counts)
        return "none" if not n else "all" if n == of else "most" if 2 * n > of else "some"


def slides(lesson: Lesson, paper: Paper = "a4") -> str:
    """The slides as one HTML page: a screen each, and a page each when printed. No script, nothing from the network."""
    found = alone(lesson)
    return render("slides.html", lesson=lesson, paper=paper, alone=found[:1], grid=grid(lesson), pair=pair(lesson),
                  voices=voices(lesson), silent=silent(lesson, found))  # fmt: skip


def alone(lesson: Lesson) -> tuple[Alone, ...]:
    """The points that one text alone surely tells and that are surely not found in the others, in sentences to project."""
    return tuple(one for p in told(lesson) for letter in lesson.letters for one in [_alone(p, letter, lesson)] if one)


def _alone(p: Told, letter: str, lesson: Lesson) -> Alone | None:
    missing = tuple(x for x in lesson.letters if x != letter)
    short = [s for s in p.sentences[letter] if len(s.hidden) <= LONG and not s.statement.headline]
    if not short or not p.sure(letter) or not all(map(p.absent, missing)):
        return None
    best = max(short, key=lambda s: len(words(p.label) & words(s.hidden)))
    return Alone(p.label, letter, best, missing)


def silent(lesson: Lesson, found: tuple[Alone, ...]) -> tuple[Alone, ...]:
    """For each text a point that it does not tell, the one that has a slide of its own left out."""
    first = (next((one for one in found[1:] if letter in one.missing), None) for letter in lesson.letters)
    return tuple(dict.fromkeys(one for one in first if one))


def grid(lesson: Lesson) -> tuple[tuple[Task, tuple[str, ...]], ...]:
    """The points of the sheet with a mark for each text: "told", "not found", "not in this excerpt" or "discuss"."""
    return tuple((task, tuple(map(_mark, task.answers))) for task in lesson.tasks[:ROWS])


def _mark(answer: Answer) -> str:
    return EXCERPT if answer.silence == EXCERPT else "discuss" if answer.discuss else answer.cell.found


def pair(lesson: Lesson) -> tuple[Worded, ...]:
    """The first two sentences of the sheet's pairs of words that can be projected; () when there are none."""
    for one in lesson.pairs:
        if all(len(s.hidden) <= LONG for s in one.sentences):
            return tuple(_worded(s.number[0], s, phrase) for s, phrase in zip(one.sentences, one.words, strict=True))
    return ()


def _worded(letter: str, s: Sentence, phrase: str) -> Worded:
    before, found, after = s.hidden.partition(phrase)
    return Worded(letter, s, before, found, after)


def voices(lesson: Lesson) -> tuple[Voices, ...]:
    """How many sentences of each text on the sheet are the text's own, quoted or retold."""
    made = []
    for text in lesson.texts:
        counts = Counter(BOXES[s.statement.mode] for s in text.sentences)
        made.append(Voices(text.letter, tuple((name, counts[name]) for name in dict.fromkeys(BOXES.values()))))
    return tuple(made)
