"""Cards to cut out: sentences of the sheet, to be sorted by the text they come from, eight to a page."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from itertools import zip_longest

from framing.render import render
from framing.teach.guide import Paper
from framing.teach.hiding import BAR
from framing.teach.lesson import Lesson, Sentence, Text

PAGE = 8
"""Cards of a page."""

PAGES = 2
"""Pages at most: what a group of four sorts in ten minutes."""

LONG = 230
"""Characters of a sentence that fits a card."""


@dataclass(frozen=True, slots=True)
class Card:
    """A card: its number, its words, and for the teacher the text and the sentence they come from."""

    number: int
    words: str
    letter: str
    sentence: str


def cards(lesson: Lesson, paper: Paper = "a4") -> str:
    """The cards as one HTML page to print, the key on a page of its own; "" when fewer than a page can be filled."""
    chosen = choose(lesson)
    pages = [chosen[n : n + PAGE] for n in range(0, len(chosen), PAGE)]
    return render("cards.html", lesson=lesson, pages=pages, cards=chosen, paper=paper) if chosen else ""


def choose(lesson: Lesson) -> tuple[Card, ...]:
    """The cards, as many of each text, in an order that gives nothing away; full pages only.

    Two sides that one article quotes may have few sentences: they give what they have then, and the reporting fills the page.
    """
    queues = [_of(text, lesson) for text in lesson.texts]
    each = min(map(len, queues))
    if lesson.reporting and each * len(queues) < PAGE:
        each = PAGE
    told: list[tuple[Text, Sentence]] = [queue[turn] for turn in range(each) for queue in queues if turn < len(queue)]
    told = told[: min(len(told), PAGES * PAGE) // PAGE * PAGE] if all(queues) else []
    told.sort(key=lambda one: zlib.crc32(one[1].hidden.encode("utf-8", "replace")))
    return tuple(Card(n, blanked(s, lesson), text.letter, s.number) for n, (text, s) in enumerate(told, 1))


def blanked(s: Sentence, lesson: Lesson) -> str:
    """The sentence with a bar for whoever speaks, where sides are sorted from the reporting: a letter would say whose it is."""
    if not lesson.reporting:
        return s.hidden
    at = s.statement.attributions[0].holder_span if s.statement.attributions else None
    named = s.statement.text[at[0] - s.statement.start : at[1] - s.statement.start] if at and at[0] >= s.statement.start else ""
    told = s.hidden
    for letter in lesson.hidden:
        told = told.replace(f"[{letter}]", BAR)
    return told.replace(named, BAR, 1) if named else told


def _of(text: Text, lesson: Lesson) -> list[tuple[Text, Sentence]]:
    """The sentences of a text that fit: by turns of points that it alone tells and of points that others tell too."""
    several = {s.statement.id for task in lesson.tasks if sum(a.cell.found == "told" for a in task.answers) > 1
               for a in task.answers for s in a.sentences}  # fmt: skip
    fit = [s for s in text.sentences if _fits(s, lesson)]
    shared, own = [s for s in fit if s.statement.id in several], [s for s in fit if s.statement.id not in several]
    turns = zip_longest(own, shared)
    return [(text, s) for pair in turns for s in pair if s]


def _fits(s: Sentence, lesson: Lesson) -> bool:
    """Whether a sentence can be sorted by what it says: no headline, not too long, no teller's letter in it."""
    named = any(f"[{letter}]" in blanked(s, lesson) for letter in lesson.letters)
    return not named and not s.statement.headline and len(s.hidden) <= LONG
