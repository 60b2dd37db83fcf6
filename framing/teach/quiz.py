"""The quiz of a lesson: items that the texts on the sheet decide, as Moodle GIFT and as a table.

Where a kind of item cannot be made honestly it is left out, and `left_out` says why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from framing.render import upright
from framing.scores import to_csv
from framing.teach import items_on_points, items_on_words
from framing.teach.items import Item, Kind
from framing.teach.lesson import Lesson
from framing.teach.proof import faults

MOST = 12
"""Items of a quiz at most: no more than ten minutes."""

FEWEST = 4
"""Items below which there is no quiz."""

_KINDS: tuple[tuple[Kind, int, Callable[[Lesson], Iterable[Item]], str], ...] = (
    ("who says it", 3, items_on_words.who, "who says it: too few sentences on the sheet name one speaker beyond doubt"),
    ("not in this text", 3, items_on_points.absent, "what is not in a text: no point is surely missing beside two told"),
    ("told first", 3, items_on_points.first, "what is told first: no text tells three points in sentences of their own"),
    ("match", 1, items_on_points.match, "match: too few sentences tell what one text alone tells"),
    ("firmer word", 2, items_on_words.firmer, "which word is firmer: no two verbs that bind differently are on the sheet"),
    ("told by all", 1, items_on_points.by_all, "what all tell: no point is surely told by all beside two that are not"),
    ("which words", 2, items_on_words.wording, "which words: no two phrases for alike things were found on the sheet"),
    ("how it is told", 2, items_on_words.manner, "how it is told: no sentence on the sheet is beyond doubt quoted or retold"),
)
"""Kinds in the order they are asked, with the items of each at most and why there may be none."""

COLUMNS = {
    "number": "from 1", "kind": "what is asked for", "question": "with the tellers' names hidden",
    "options": "to choose from, or texts to match", "right": "the one right answer",
    "right_feedback": "what is said to it", "other_feedback": "what is said to each other option", "feedback": "said to all",
    "evidence": "sentences by their numbers on the sheet", "statements": "the same by their ids",
    "confidence": "0 to 1, of what the item rests on least surely; empty where there is no number",
}  # fmt: skip
"""Columns of the table, in order, with their meanings."""


@dataclass(frozen=True, slots=True)
class Quiz:
    """Items in the order they are asked, and why kinds of item are missing."""

    items: tuple[Item, ...]
    left_out: tuple[str, ...]


def quiz(lesson: Lesson) -> Quiz:
    """The quiz of a lesson: only items that the comparison proves, mixed; none at all when they are fewer than `FEWEST`."""
    made = {kind: tuple(islice((item for item in make(lesson) if not faults(item, lesson)), most))
            for kind, most, make, _ in _KINDS}  # fmt: skip
    missing = tuple(why for kind, _, _, why in _KINDS if not made[kind])
    turns = max(map(len, made.values()))
    mixed = [own[turn] for turn in range(turns) for own in made.values() if turn < len(own)][:MOST]
    if len(mixed) < FEWEST:
        return Quiz((), (f"the quiz: {len(mixed)} items could be made, and {FEWEST} are needed", *missing))
    return Quiz(tuple(mixed), missing)


# --- the formats --------------------------------------------------------------------------------------------------------

_SPECIAL = re.compile(r"([~=#{}:])")
_SPACE = re.compile(r"\s+")
_HELD = re.compile(r"&(?=&\d{3})")


def gift(made: Quiz, title: str) -> str:
    """The quiz in Moodle's GIFT format: one category, a blank line between items and none inside.

    Texts are [plain]; what the format would read as its own is escaped (question/format/gift/format.php). What cannot be is
    written otherwise: a backslash becomes a set minus; an arrow of two characters, which parts the sides of a match, becomes
    one; and the importer's own marks for escaped characters, "&&058" and the like, are parted. The name of a category is never
    unescaped, so it has none of these characters.
    """
    blocks = [f"$CATEGORY: {_SPACE.sub(' ', _SPECIAL.sub(' ', _plain(title)).replace('/', '-')).strip()}"]
    for n, item in enumerate(made.items, 1):
        lines = [f"::{n:02} {_gift(item.kind)}::[plain]{_gift(item.question)} {{"]
        lines += [f"{'=' if o.right else '~'}[plain]{_gift(o.text)}#[plain]{_gift(o.feedback)}" for o in item.options]
        lines += [f"=[plain]{_gift(told)} -> {_gift(text)}" for told, text in item.pairs]
        blocks.append("\n".join([*lines, f"####[plain]{_gift(item.feedback)}", "}"]))
    return "\n\n".join(blocks) + "\n"


def _gift(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", _plain(text))


def _plain(text: str) -> str:
    """One line without what turns it, controls it or cannot be escaped."""
    line = "".join(c for c in _SPACE.sub(" ", upright(text)) if c.isprintable())
    return _HELD.sub("& ", line.replace("\\", "∖").replace("->", "→")).strip()


def table(made: Quiz) -> str:
    """The quiz as CSV, an item a row; text that a spreadsheet might run is made safe as in the scores."""
    rows = (_row(n, item) for n, item in enumerate(made.items, 1))
    return to_csv([{name: upright(value) for name, value in row.items()} for row in rows], COLUMNS)


def _row(n: int, item: Item) -> Mapping[str, object]:
    right = [o for o in item.options if o.right]
    return {
        "number": n,
        "kind": item.kind,
        "question": item.question,
        "options": " | ".join([o.text for o in item.options] or sorted({text for _, text in item.pairs})),
        "right": item.right,
        "right_feedback": " ".join(o.feedback for o in right),
        "other_feedback": " | ".join(f"{o.text}: {o.feedback}" for o in item.options if not o.right),
        "feedback": item.feedback,
        "evidence": ", ".join(item.evidence),
        "statements": ", ".join(item.statements),
        "confidence": None if item.confidence is None else round(item.confidence, 2),
    }
