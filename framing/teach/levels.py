"""For whom a lesson is made: how much the class reads, what it is asked, and how numbers are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from framing.errors import UsageError

Numbers = Literal["none", "counts", "intervals"]


@dataclass(frozen=True, slots=True)
class Level:
    """What a class can do in the time of a lesson.

    At most: `texts` laid side by side, `sentences` of one text on the sheet, `points` in the grid, `speakers` of one text to
    be named, `pairs` of words to compare; `shared` points are told by several texts, if there are as many. `numbers` is how
    room is told: not at all, in sentences, or as a share with its interval. `grade` is the Flesch–Kincaid grade that our own
    wording on the sheet stays under, None where it is free.
    """

    name: str
    texts: int
    sentences: int
    points: int
    shared: int
    speakers: int
    pairs: int
    numbers: Numbers
    grade: float | None = None
    coding: bool = False  # whether the class codes sentences and measures how far it agrees

    @property
    def plain(self) -> bool:
        """Whether the sheet uses its short wording."""
        return self.numbers == "none"


YOUNG = Level("11-13", texts=2, sentences=8, points=5, shared=3, speakers=3, pairs=2, numbers="none", grade=6.5)
"""Two short texts: eight sentences of news are about 200 words, five minutes of slow reading. Shares need percentages that the
sixth year has only begun, so room is told by sentences named. Grade 6.5 is the middle of the ages 11 to 13."""

MIDDLE = Level("14-18", texts=3, sentences=12, points=6, shared=4, speakers=4, pairs=3, numbers="counts", grade=9.0)
"""Three texts of up to twelve sentences are read in ten minutes; a count of sentences can be checked with a finger, a share of
words cannot. Grade 9 is the age of 14, the youngest of them."""

UNIVERSITY = Level(
    "university", texts=3, sentences=16, points=8, shared=5, speakers=5, pairs=4, numbers="intervals", coding=True
)
"""Every figure with its interval, and a coding sheet with Krippendorff's alpha: the class tests the tool. Sixteen sentences of
three texts are 48 units to code, enough for an alpha to mean something and few enough for one session."""

LEVELS = {level.name: level for level in (YOUNG, MIDDLE, UNIVERSITY)}


def level(name: str) -> Level:
    """A level by its name. Raises `UsageError` for one that is not known."""
    if name in LEVELS:
        return LEVELS[name]
    raise UsageError(f"{name!r} is no level we know; give --level {', '.join(list(LEVELS)[:-1])} or {list(LEVELS)[-1]}")
