"""The items of a quiz, each made from what the comparison is sure of and answered by sentences that stand on the sheet.

Nothing is invented: an option is a speaker, a point or words of the same texts, and the comparison says of every distractor
that it does not fit. `framing.teach.proof` goes through each item once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from framing.records import Cell, Point
from framing.teach.hiding import BAR
from framing.teach.lesson import Lesson, Sentence

T = TypeVar("T")

Kind = Literal[
    "who says it", "who speaks here alone", "how it is told", "which sentence", "which texts", "which words", "told first",
    "not in this text", "told by all", "stated here alone", "firmer word", "match"
]  # fmt: skip

SURE = 0.8
"""Confidence of an attribution from which the class is asked who says it, and how."""

ABSENT = 0.25
"""Chance that a text tells a point, below which "not found" is asked as an answer."""

TOLD = 0.7
"""Chance that a text tells a point, from which it is an answer that it does; where no other tells it, it is told for sure."""

LONG = 320
"""Characters of a sentence up to which it is asked about: longer ones are hard to read in a quiz."""

ALIKE = 4
"""Letters with which two words begin alike when one may be made from the other: "China" and "Chinese", "Iran" and "Iranian"."""

_WORD = re.compile(r"[^\W_]+")
_HALF = re.compile(r"(?i)(?:who|whom|whose|which|that|what|where|when)\b")
_PLACED = re.compile(r"[A-Z]\w+ [A-Z]\w+ (?:of|from|in|at) ")
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "a about after an and as at before between by during for from has have her his in is its it not of on or over s that "
        "the their to was were who with",
    )
)


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to choose, whether it is right, and what is said when it is chosen; `refers`: the id of its point, if any."""

    text: str
    right: bool
    feedback: str
    refers: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A question with its options, or with sentences to match to texts (`pairs`).

    `about` is the letter of the text asked about, "" for all. `evidence` are numbers on the sheet, `statements` their ids.
    `confidence`, 0 to 1, is that of what it rests on least surely; None where the comparison gives a contrast no number.
    `subject` is the id of the point that the question names, "" where it names none.
    """

    kind: Kind
    question: str
    options: tuple[Option, ...]
    pairs: tuple[tuple[str, str], ...]
    feedback: str
    evidence: tuple[str, ...]
    about: str = ""
    statements: tuple[str, ...] = ()
    confidence: float | None = None
    subject: str = ""

    @property
    def id(self) -> str:
        """A name that stays while the item does, whatever is asked before it: its kind, its text and its evidence."""
        return "-".join(_WORD.findall(" ".join((self.kind, self.about, *self.evidence)).lower()))

    @property
    def right(self) -> str:
        """The right answer in words."""
        return "; ".join(f"{told}: {text}" for told, text in self.pairs) or "".join(o.text for o in self.options if o.right)


@dataclass(frozen=True, slots=True)
class Told:
    """A point as the sheet tells it: its label with names hidden, and for each text its cell and its sentences on the sheet."""

    point: Point
    label: str
    cells: dict[str, Cell]
    sentences: dict[str, tuple[Sentence, ...]]

    def sure(self, letter: str) -> bool:
        """Whether the text surely tells it, in sentences of the sheet that hold the words of its label.

        Where they do not, a reader may say that the text tells a part only, and be right.
        """
        cell = self.cells[letter]
        likely = cell.found == "told" and (cell.chance is None or cell.chance >= TOLD)
        return likely and shows(self.label, self.sentences[letter])

    def absent(self, letter: str) -> bool:
        """Whether it is surely not found in the text."""
        cell = self.cells[letter]
        return cell.found == "not found" and cell.chance is not None and cell.chance < ABSENT

    def chance(self, letter: str) -> float:
        """How sure its cell is of what it says."""
        cell = self.cells[letter]
        told = 1.0 if cell.chance is None else cell.chance
        return told if cell.found == "told" else 1 - told


def told(lesson: Lesson) -> tuple[Told, ...]:
    """The points of the sheet, those of its grid first; one of several with the same label.

    A point outside the grid is there when the sheet shows the words of its label, so that no hidden name is given away. One
    that is called by a name only, by half a sentence, or by words of which some are blacked out, is not there: nobody could
    say which sentences tell "President Xi Jinping".
    """
    grid = {task.point.id: task.label for task in lesson.tasks}
    points = [task.point for task in lesson.tasks] + [p for p in lesson.columns.points if p.id not in grid]
    made: dict[str, Told] = {}
    for point in points:
        cells = {t.letter: lesson.columns.cell(t.account, point) for t in lesson.texts}
        on_sheet = {t.letter: tuple(s for s in t.sentences if s.statement.id in cells[t.letter].statements)
                    for t in lesson.texts}  # fmt: skip
        shown = any(words(point.label) <= words(s.hidden) for own in on_sheet.values() for s in own)
        label = grid.get(point.id, point.label if shown else "")
        if label and BAR not in label and not only_a_name(label) and not _HALF.match(label):
            made.setdefault(label.lower(), Told(point, label, cells, on_sheet))
    return tuple(made.values())


def only_a_name(label: str) -> bool:
    """Whether a label of several words is a name, with whatever is said of its bearer.

    No word of it begins small, or nothing but titles stands before its last, or a name of two words is placed: "Prime Minister
    Ingrid Holm", "council leader Grace Amadi", "Tom Bale of the association".
    """
    if " " not in label:
        return False
    plain = not any(w in _SMALL for w in _WORD.findall(label))
    titled = plain and label.split()[-1][:1].isupper()
    return titled or not any(w[:1].islower() for w in label.split()) or bool(_PLACED.match(label))


def words(text: str) -> frozenset[str]:
    """The words of a text that carry meaning, in small letters."""
    return frozenset(w for w in _WORD.findall(text.lower()) if w not in _SMALL)


def kin(one: str, other: str) -> bool:
    """Whether two texts share a word that carries meaning, or hold two that begin alike."""
    theirs = {_root(w) for w in words(other)}
    return any(_root(w) in theirs for w in words(one))


def shows(label: str, sentences: Iterable[Sentence]) -> bool:
    """Whether sentences hold every word of a label between them, so that a reader finds it there."""
    shown = [words(s.hidden) for s in sentences]
    return bool(shown) and words(label) <= frozenset().union(*shown)


def _root(word: str) -> str:
    return word[:ALIKE]


def numbers(p: Told, letter: str) -> str:
    """Where the sheet tells a point: "A2, A5"."""
    return ", ".join(s.number for s in p.sentences[letter])


def in_words(label: str, lesson: Lesson, letters: Iterable[str]) -> bool:
    """Whether a text, the whole of it, holds every word of a label in one statement."""
    texts = (t for t in lesson.texts if t.letter in letters)
    return any(words(label) <= words(s.text) for t in texts for s in lesson.columns.own(t.account))


def in_turn(queues: Iterable[Sequence[T]]) -> Iterator[T]:
    """The first of each queue, then the second of each."""
    held = list(queues)
    longest = max(map(len, held), default=0)
    return (queue[turn] for turn in range(longest) for queue in held if turn < len(queue))


def choice(kind: Kind, question: str, options: Iterable[Option], feedback: str, shown: Iterable[Sentence], about: str = "",
          confidence: float | None = None, subject: str = "") -> Item:  # fmt: skip
    """An item with its options in the order of their letters, so that the right one is not always first."""
    ordered = tuple(sorted(options, key=lambda o: o.text.lower()))
    once = {s.number: s.statement.id for s in shown}
    return Item(kind, question, ordered, (), feedback, tuple(once), about, tuple(once.values()), confidence, subject)
