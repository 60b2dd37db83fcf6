"""The quiz of a lesson: items that the texts on the sheet decide, as Moodle GIFT and as a table.

Where a kind of item cannot be made honestly it is left out, and `left_out` says why.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from framing.render import upright
from framing.scores import to_csv
from framing.teach import items_on_points, items_on_sentences, items_on_speakers, items_on_words
from framing.teach.items import Item, Kind
from framing.teach.lesson import Lesson
from framing.teach.proof import faults

MOST = 12
"""Items of a quiz at most: no more than ten minutes."""

FEWEST = 4
"""Items below which there is no quiz."""

AIM = 8
"""Items of a quiz where the texts bear them."""

_KINDS: tuple[tuple[Kind, int, int, Callable[[Lesson], Iterable[Item]], str], ...] = (
    ("who says it", 1, 3, items_on_speakers.who, "who says it: too few sentences on the sheet name one speaker beyond doubt"),
    ("which sentence", 1, 3, items_on_sentences.evidence,
     "which sentence: no point has a sentence to show it beside two that surely do not"),
    ("who speaks here alone", 1, 2, items_on_speakers.alone,
     "who speaks in one text alone: no speaker of one text is surely not in another beside two that are"),
    ("how it is told", 1, 2, items_on_words.manner,
     "how it is told: no sentence on the sheet is beyond doubt quoted or retold"),
    ("told first", 2, 3, items_on_points.first, "what is told first: no text tells three points in sentences of their own"),
    ("which texts", 2, 2, items_on_points.which_texts, "which texts: of no point is it sure which texts tell it"),
    ("which words", 2, 2, items_on_words.wording, "which words: no two phrases for alike things were found on the sheet"),
    ("not in this text", 3, 2, items_on_points.absent, "what is not in a text: no point is surely missing beside two told"),
    ("stated here alone", 3, 1, items_on_sentences.stated,
     "what one text alone states: no statement is surely of one text only, or too few say nothing of their teller"),
    ("firmer word", 3, 2, items_on_words.firmer, "which word is firmer: no two verbs that bind differently are on the sheet"),
    ("told by all", 3, 1, items_on_points.by_all, "what all tell: no point is surely told by all beside two that are not"),
    ("match", 3, 1, items_on_sentences.match, "match: too few sentences tell what one text alone tells"),
)  # fmt: skip
"""Kinds of item, each with how hard it is, the items of it at most, and why there may be none.

1 is answered by one sentence, 2 by the whole of one text, 3 by what is not there or by more than one text at once.
"""

COLUMNS = {
    "number": "from 1", "id": "stays while the item does", "kind": "what is asked for",
    "question": "with the tellers' names hidden", "options": "to choose from, or texts to match",
    "right": "the one right answer",
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
    """The quiz of a lesson: items that the comparison proves, from easy to hard; none where they are fewer than `FEWEST`."""
    proven = {kind: [item for item in make(lesson) if not faults(item, lesson)] for kind, _, _, make, _ in _KINDS}
    chosen = _chosen(proven)
    missing = tuple(why for kind, *_, why in _KINDS if not proven[kind])
    if len(chosen) < FEWEST:
        return Quiz((), (f"the quiz: {len(chosen)} items could be made, and {FEWEST} are needed", *missing))
    short = (f"more items: the quiz has {len(chosen)}, as these texts bear no more",) if len(chosen) < AIM else ()
    return Quiz(_in_order(chosen), (*short, *missing))


def _chosen(proven: Mapping[Kind, Sequence[Item]]) -> list[Item]:
    """Items of all kinds in turn, the hard ones first, as they are rare; none asks for what another has asked for.

    Of a kind, the one is taken that stands in the way of fewest others. There may be one more of a kind than its number where
    there would be fewer than `AIM` of all, the easy ones first, as they are surest.
    """
    wanted = Counter(key for items in proven.values() for item in items for key in _asks_for(item))
    most = {kind: number for kind, _, number, *_ in _KINDS}
    chosen: list[Item] = []
    asked: set[str] = set()
    last = max(most.values()) + 1
    for turn in range(1, last + 1):
        for kind in reversed(most) if turn < last else most:
            room = turn <= most[kind] or (turn == last and len(chosen) < AIM)
            free = [item for item in proven[kind] if not asked & _asks_for(item)] if room and len(chosen) < MOST else []
            if free:
                new = min(free, key=lambda item: sum(wanted[key] for key in _asks_for(item)))
                chosen.append(new)
                asked |= _asks_for(new)
    return chosen


def _asks_for(item: Item) -> frozenset[str]:
    """What an item asks for: its point, its speaker, its sentence, so that one answer does not give another away."""
    right = [o for o in item.options if o.right]
    spoken = [o.text for o in right if item.kind in {"who says it", "who speaks here alone"}]
    sentence = item.statements[:1] if item.kind in {"who says it", "how it is told"} else ()
    return frozenset({item.id, item.subject, *spoken, *sentence, *(o.refers for o in right)} - {""})


def _in_order(chosen: Sequence[Item]) -> tuple[Item, ...]:
    """From easy to hard; of those as hard as each other, one of each kind and then the next of each."""
    place = {kind: (hard, n) for n, (kind, hard, *_) in enumerate(_KINDS)}
    turn = {item.id: sum(one.kind == item.kind for one in chosen[:n]) for n, item in enumerate(chosen)}
    return tuple(sorted(chosen, key=lambda item: (place[item.kind][0], turn[item.id], place[item.kind][1])))


# --- the formats --------------------------------------------------------------------------------------------------------

_SPECIAL = re.compile(r"([~=#{}:])")
_SPACE = re.compile(r"\s+")
_NOT_IN_CATEGORY = str.maketrans({"/": "-", "∖": "-", "$": " "})

NAME = 255
"""Characters of a category's name at most: Moodle's column holds no more."""

_HELD = re.compile(r"&(?=&\d{3})")


def gift(made: Quiz, title: str) -> str:
    """The quiz in Moodle's GIFT format: one category, a blank line between items and none inside.

    Texts are [plain]; what the format would read as its own is escaped (question/format/gift/format.php). What cannot be is
    written otherwise: a backslash becomes a set minus; an arrow of two characters, which parts the sides of a match, becomes
    one; and the importer's own marks for escaped characters, "&&058" and the like, are parted. Before each item stands its id,
    in a comment, which newer importers keep.
    """
    blocks = [f"$CATEGORY: {_category(title)}"]
    for n, item in enumerate(made.items, 1):
        lines = [f"// [id:{item.id}] [tag:{_SPECIAL.sub(' ', item.kind)}]"]
        lines += [f"::{n:02} {_gift(item.kind)}::[plain]{_gift(item.question)} {{"]
        lines += [f"{'=' if o.right else '~'}[plain]{_gift(o.text)}#[plain]{_gift(o.feedback)}" for o in item.options]
        lines += [f"=[plain]{_gift(told)} -> {_gift(text)}" for told, text in item.pairs]
        blocks.append("\n".join([*lines, f"####[plain]{_gift(item.feedback)}", "}"]))
    return "\n\n".join(blocks) + "\n"


def _category(title: str) -> str:
    """A name that the importer takes as it stands, for it undoes no escapes there.

    A slash would part it, and a word between dollars would name a place in Moodle: "$course$".
    """
    name = _SPACE.sub(" ", _SPECIAL.sub(" ", _plain(title)).translate(_NOT_IN_CATEGORY)).strip()
    return name[:NAME].strip() or "framing"


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
        "id": item.id,
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
