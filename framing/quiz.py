"""The quiz of a lesson: items that the texts on the sheet decide, as Moodle GIFT and as a table.

Every item is built from what the comparison is sure of, and is answered by sentences that stand on the sheet. A distractor is
never a second right answer: it is of the same texts, and the comparison says that it does not fit. Where a kind of item cannot
be made honestly it is left out, and `left_out` says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from framing.columns import Columns
from framing.lesson import Answer, Lesson, Sentence, Task, Text
from framing.records import Attribution
from framing.render import upright
from framing.scores import to_csv

Kind = Literal["who says it", "not in this text", "match", "told first", "which words"]

SURE = 0.8
"""Confidence of an attribution from which the class is asked who says it."""

ABSENT = 0.25
"""Chance that a text tells a point, below which "not found" is asked as an answer."""

MOST: Mapping[Kind, int] = {"who says it": 3, "not in this text": 3, "match": 1, "told first": 2, "which words": 3}
"""Items of each kind at most: a mix, and no more than ten minutes."""

FEWEST = 4
"""Items below which there is no quiz."""

PAIRS = 4
"""Sentences to match at most; with fewer than three there is nothing to match."""

LONG = 320
"""Characters of a sentence up to which it is asked about: longer ones are hard to read in a quiz."""

COLUMNS = {"number": "", "kind": "", "question": "", "right": "", "others": "", "evidence": "", "feedback": ""}
"""Columns of the table, in order."""


Said = tuple[Text, Sentence, Attribution]
"""A sentence of a text with its one speaker."""


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to choose, whether it is right, and what is said when it is chosen."""

    text: str
    right: bool
    feedback: str


@dataclass(frozen=True, slots=True)
class Item:
    """A question with its options, or with sentences to match to texts (`pairs`); `evidence` are numbers on the sheet."""

    kind: Kind
    question: str
    options: tuple[Option, ...]
    pairs: tuple[tuple[str, str], ...]
    feedback: str
    evidence: tuple[str, ...]

    @property
    def right(self) -> str:
        """The right answer in words."""
        return "; ".join(f"{told}: {text}" for told, text in self.pairs) or "".join(o.text for o in self.options if o.right)


@dataclass(frozen=True, slots=True)
class Quiz:
    """Items in the order they are asked, and why kinds of item are missing."""

    items: tuple[Item, ...]
    left_out: tuple[str, ...]


def quiz(lesson: Lesson) -> Quiz:
    """The quiz of a lesson; no items at all when fewer than `FEWEST` can be made."""
    makers: dict[Kind, tuple[Iterable[Item], str]] = {
        "who says it": (_who(lesson), "who says it: too few sentences on the sheet name one speaker beyond doubt"),
        "not in this text": (_absent(lesson), "what is not in a text: no point is surely missing beside two that are told"),
        "match": (_match(lesson), "match: too few sentences tell what one text alone tells"),
        "told first": (_order(lesson), "what is told first: no text tells three points in sentences of their own"),
        "which words": (_words(lesson), "which words: no two phrases were found for one matter on the sheet"),
    }
    made = {kind: tuple(items)[: MOST[kind]] for kind, (items, _) in makers.items()}
    missing = tuple(reason for kind, (_, reason) in makers.items() if not made[kind])
    items = tuple(item for turn in range(max(MOST.values())) for own in made.values() if turn < len(own)
                  for item in [own[turn]])  # fmt: skip
    if len(items) < FEWEST:
        return Quiz((), (f"the quiz: {len(items)} items could be made, and {FEWEST} are needed", *missing))
    return Quiz(items, missing)


# --- the items ----------------------------------------------------------------------------------------------------------


def _who(lesson: Lesson) -> Iterator[Item]:
    """Sentences with one speaker who is named there, turn by turn through the texts."""
    said = [(text, s, one) for text in lesson.texts for s in text.sentences for one in [_speaker(s)] if one]
    holders = list(dict.fromkeys(one.holder for _, _, one in said))
    for text, s, one in _in_turn(said):
        others = [h for h in holders if _apart(h, one.holder) and h not in _also(s, lesson)][:3]
        if len(others) < 2:
            continue
        told = f"Sentence {s.number} gives it to {one.holder}."
        options = (Option(one.holder, True, told), *(Option(h, False, told) for h in others))
        yield _item("who says it", f"Text {text.letter}, sentence {s.number}: “{s.hidden}” Who says this?", options, told, [s])


def _speaker(s: Sentence) -> Attribution | None:
    """The one speaker of a sentence, if it is sure and named in it."""
    if len(s.statement.attributions) != 1 or s.statement.parts or len(s.hidden) > LONG or not s.number:
        return None
    (one,) = s.statement.attributions
    named = one.holder_span is not None and one.resolved in {"named", "short name"}
    return one if named and one.holder and one.confidence >= SURE and one.holder in s.hidden else None


def _apart(one: str, other: str) -> bool:
    """Whether two names share no word, so that they are not two names of one."""
    return not set(one.lower().split()) & set(other.lower().split())


def _also(s: Sentence, lesson: Lesson) -> set[str]:
    """Everyone who is said to speak to a point that a sentence speaks to."""
    points = [p for p in lesson.comparison.points if s.statement.id in p.statements]
    ids = {i for p in points for i in p.statements}
    return {a.holder for t in lesson.comparison.statements if t.id in ids for a in t.attributions}


def _absent(lesson: Lesson) -> Iterator[Item]:
    for text in lesson.texts:
        told = [task for task in lesson.tasks if task.of(text).numbers][:3]
        for task, answer in lesson.absent(text):
            elsewhere = [a for a in task.answers if a.numbers]
            if len(told) < 2 or not elsewhere or not _surely_absent(answer) or task.discuss:
                continue
            where = f"It is told in Text {elsewhere[0].text.letter}, {elsewhere[0].numbers}."
            options = (Option(task.label, True, where), *(
                Option(t.label, False, f"Text {text.letter} tells it: {t.of(text).numbers}.") for t in told))  # fmt: skip
            shown = [s for a in (elsewhere[0], *(t.of(text) for t in told)) for s in a.sentences[:1]]
            question = f"Which of these points is not found in Text {text.letter}?"
            yield _item("not in this text", question, options, where, shown)
            break


def _surely_absent(answer: Answer) -> bool:
    cell = answer.cell
    return cell.found == "not found" and not answer.discuss and (cell.chance is None or cell.chance < ABSENT)


def _match(lesson: Lesson) -> Iterator[Item]:
    """Sentences of points that one text alone tells, and that do not say whose they are."""
    queues = [[(text, s) for s in text.sentences if _of_one_text(s, lesson)] for text in lesson.texts]
    chosen = [queue[turn] for turn in range(PAIRS) for queue in queues if turn < len(queue)][:PAIRS]
    if len(chosen) < 3 or len({text.letter for text, _ in chosen}) < 2:
        return
    chosen.sort(key=lambda one: one[1].hidden)
    pairs = tuple((s.hidden, f"Text {text.letter}") for text, s in chosen)
    numbers = ", ".join(s.number for _, s in chosen)
    yield Item("match", "Which text does each sentence come from? Answer from what each text tells.", (), pairs,
               f"They are sentences {numbers}.", tuple(s.number for _, s in chosen))  # fmt: skip


def _of_one_text(s: Sentence, lesson: Lesson) -> bool:
    own = [p for p in lesson.comparison.points if s.statement.id in p.statements]
    tellers = {a.text.letter for task in lesson.tasks for a in task.answers
               if task.point in own and a.cell.found != "not found"}  # fmt: skip
    hidden = any(f"[{letter}]" in s.hidden for letter in lesson.letters) or s.statement.headline
    return bool(own) and len(tellers) == 1 and not hidden and len(s.hidden) <= LONG and bool(s.number)


def _order(lesson: Lesson) -> Iterator[Item]:
    for text in lesson.texts:
        first: dict[str, tuple[Task, Sentence]] = {}
        for task in lesson.tasks:
            if told := _first(task.of(text)):
                first.setdefault(told.number, (task, told))
        ordered = sorted(first.values(), key=lambda one: text.sentences.index(one[1]))[:4]
        if len(ordered) < 3 or len({task.label for task, _ in ordered}) < len(ordered):
            continue
        places = ", ".join(f"{task.label}: {s.number}" for task, s in ordered)
        options = tuple(Option(task.label, not n, f"First told in sentence {s.number}.") for n, (task, s) in enumerate(ordered))
        yield _item("told first", f"Which of these points does Text {text.letter} tell first?", options, places,
                    [s for _, s in ordered])  # fmt: skip


def _first(answer: Answer) -> Sentence | None:
    """The sentence of the sheet that tells a point first; None when a sentence that is not on the sheet tells it too."""
    if answer.cell.found != "told" or any(not s.number for s in answer.sentences):
        return None
    return min(answer.sentences, key=lambda s: answer.text.sentences.index(s), default=None)


def _words(lesson: Lesson) -> Iterator[Item]:
    """Phrases of two texts for one matter, each used by one of them only."""
    place = {s.statement.id: (text, s) for text in lesson.texts for s in text.sentences}
    for contrast in lesson.columns.contrasts:
        told = [(*place[i], words) for i, words in zip(contrast.evidence, contrast.words, strict=False) if i in place and words]
        if contrast.kind not in {"wording", "commitment", "conflict"}:
            continue
        for (text, s, words), (other, t, others) in combinations(told, 2):
            if text.letter != other.letter and words in s.hidden and others in t.hidden and not (
                    _uses(text, others, lesson.columns) or _uses(other, words, lesson.columns)):  # fmt: skip
                whose = f"Text {other.letter} writes this, in sentence {t.number}."
                options = (Option(f"“{words}”", True, f"Sentence {s.number}."), Option(f"“{others}”", False, whose))
                question = f"Of one matter, one text writes “{words}”, another “{others}”. Which does Text {text.letter} write?"
                yield _item("which words", question, options, f"See sentences {s.number} and {t.number}.", [s, t])
                break


def _uses(text: Text, words: str, columns: Columns) -> bool:
    return any(words.lower() in s.text.lower() for s in columns.own(text.account))


def _item(kind: Kind, question: str, options: tuple[Option, ...], feedback: str, shown: Iterable[Sentence]) -> Item:
    """An item with its options in the order of their letters, so that the right one is not always first."""
    ordered = tuple(sorted(options, key=lambda o: o.text.lower()))
    return Item(kind, question, ordered, (), feedback, tuple(dict.fromkeys(s.number for s in shown if s.number)))


def _in_turn(told: Iterable[Said]) -> list[Said]:
    """One of each text, then the next of each."""
    queues: dict[str, list[Said]] = {}
    for one in told:
        queues.setdefault(one[0].letter, []).append(one)
    longest = max(map(len, queues.values()), default=0)
    return [queue[turn] for turn in range(longest) for queue in queues.values() if turn < len(queue)]


# --- the formats --------------------------------------------------------------------------------------------------------

_SPECIAL = re.compile(r"([~=#{}:])")
_SPACE = re.compile(r"\s+")


def gift(made: Quiz, title: str) -> str:
    """The quiz in Moodle's GIFT format: one category, a blank line between items and none inside.

    Texts are [plain]; what the format would read as its own is escaped, and a backslash, which it reads in two ways, becomes
    a set minus; an arrow of two characters becomes one, as it parts the sides of a match.
    """
    blocks = [f"$CATEGORY: {_gift(title).replace('/', '-')}"]
    for n, item in enumerate(made.items, 1):
        lines = [f"::{n:02} {_gift(item.kind)}::[plain]{_gift(item.question)} {{"]
        lines += [f"{'=' if o.right else '~'}[plain]{_gift(o.text)}#[plain]{_gift(o.feedback)}" for o in item.options]
        lines += [f"=[plain]{_gift(told)} -> {_gift(text)}" for told, text in item.pairs]
        blocks.append("\n".join([*lines, f"####[plain]{_gift(item.feedback)}", "}"]))
    return "\n\n".join(blocks) + "\n"


def _gift(text: str) -> str:
    plain = _SPACE.sub(" ", upright(text)).strip().replace("\\", "∖").replace("->", "→")
    return _SPECIAL.sub(r"\\\1", "".join(c for c in plain if c.isprintable()))


def table(made: Quiz) -> str:
    """The quiz as CSV, an item a row; text that a spreadsheet might run is made safe as in the scores."""
    rows = [
        {
            "number": n,
            "kind": item.kind,
            "question": item.question,
            "right": item.right,
            "others": "; ".join(o.text for o in item.options if not o.right),
            "evidence": ", ".join(item.evidence),
            "feedback": item.feedback,
        }
        for n, item in enumerate(made.items, 1)
    ]
    return to_csv([{name: upright(value) for name, value in row.items()} for row in rows], COLUMNS)
