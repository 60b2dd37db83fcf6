"""The lesson: a student's sheet and its answer key, from one comparison.

Nothing is invented: every task asks about sentences of the texts, every answer names its sentences and quotes them, and what
the comparison is unsure of is marked "discuss", never right or wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from framing import columns as views
from framing.columns import Columns, letter
from framing.errors import NothingUsable
from framing.passages import MODES, UNSURE, shortened
from framing.records import Account, Article, Cell, Comparison, Point, Statement, View
from framing.render import render

TEXTS = 3
"""Accounts a lesson lays side by side at most: more do not fit the time of a lesson."""

POINTS = 6
"""Points in the grid to tick."""

SENTENCES = 12
"""Sentences of one text on the sheet: an excerpt, short enough to read in class and to quote."""

QUOTED = 200
"""Characters of a sentence the key quotes."""

SPEAKERS = 4
"""Sentences of one text of which the class is asked who speaks."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence on the sheet: its number there, its words with the tellers' names hidden, and as they were."""

    number: str
    hidden: str
    statement: Statement

    @property
    def quotation(self) -> str:
        """The sentence as the key quotes it: its own words, cut when long."""
        return shortened(self.statement.text, QUOTED)


@dataclass(frozen=True, slots=True)
class Text:
    """One account as the class reads it."""

    letter: str
    account: Account
    sentences: tuple[Sentence, ...]
    of: int  # sentences of the whole account
    articles: tuple[Article, ...]
    headlines: tuple[str, ...]  # with names hidden


@dataclass(frozen=True, slots=True)
class Answer:
    """What one text does with one point: the sentences on the sheet that tell it, or that we cannot tell."""

    text: Text
    cell: Cell
    sentences: tuple[Sentence, ...]

    @property
    def room(self) -> float:
        """Share of the text's words, 0 to 1."""
        return self.cell.share.value if self.cell.share else 0.0


@dataclass(frozen=True, slots=True)
class Task:
    """A row of the grid: a point, its answers in the order of the texts, and a caution if there is one."""

    point: Point
    label: str  # with names hidden
    answers: tuple[Answer, ...]
    discuss: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """A sentence of which the class says who speaks; `who` and `manner` are the answer."""

    sentence: Sentence
    who: str
    manner: str
    discuss: bool


@dataclass(frozen=True, slots=True)
class Lesson:
    """Everything the sheet and the key are made of."""

    comparison: Comparison
    view: str
    texts: tuple[Text, ...]
    tasks: tuple[Task, ...]
    speakers: tuple[Speaker, ...]
    title: str

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters of the texts."""
        return tuple(t.letter for t in self.texts)

    def absent(self, text: Text) -> tuple[tuple[Task, Answer], ...]:
        """What a text does not tell, among the points of the grid."""
        own = ((task, a) for task in self.tasks for a in task.answers if a.text.letter == text.letter)
        return tuple((task, a) for task, a in own if a.cell.found != "told")

    def leads(self, text: Text) -> tuple[tuple[Task, Answer], ...]:
        """The two points of the grid to which a text gives most words."""
        own = ((task, a) for task in self.tasks for a in task.answers if a.text.letter == text.letter)
        told = [(task, a) for task, a in own if a.cell.share and a.sentences]
        return tuple(sorted(told, key=lambda pair: -pair[1].room)[:2])

    @property
    def shared(self) -> tuple[Task, ...]:
        """The points that every text tells."""
        return tuple(t for t in self.tasks if all(a.cell.found == "told" for a in t.answers))


def pack(comparison: Comparison) -> dict[str, str]:
    """The files of a lesson by name: "worksheet.html" for the class, "answer-key.html" for the teacher.

    The texts are the accounts by source, or by side where there are not two sources. Raises `NothingUsable` when there are
    fewer than two accounts, or no point that one tells and another does not or both tell.
    """
    lesson = plan(comparison)
    return {
        "worksheet.html": render("worksheet.html", lesson=lesson),
        "answer-key.html": render("answer-key.html", lesson=lesson),
    }


def plan(comparison: Comparison) -> Lesson:
    """What the lesson asks and answers. Raises `NothingUsable` as `pack` does."""
    seen = views.comparable(comparison)
    event = comparison.event.label or comparison.event.id
    if not seen:
        raise NothingUsable(f"a lesson needs two accounts of {event!r}, and there is one: add an article of another source")
    columns = seen[0]
    accounts = _chosen_accounts(columns)
    points = _chosen_points(columns, accounts)
    if not points:
        raise NothingUsable(f"a lesson needs a point that somebody tells about {event!r}, and none was found")
    names = Names({a.name: letter(n) for n, a in enumerate(accounts)}, columns.view)
    texts = tuple(_text(letter(n), a, columns, points, comparison, names) for n, a in enumerate(accounts))
    return Lesson(
        comparison=comparison,
        view=columns.view,
        texts=texts,
        tasks=tuple(_task(p, texts, columns, names) for p in points),
        speakers=tuple(s for text in texts for s in _speakers(text)),
        title=names.hide(event),
    )


# --- what to read -------------------------------------------------------------------------------------------------------


def _chosen_accounts(columns: Columns) -> tuple[Account, ...]:
    """The accounts that tell most points, in the comparison's order."""
    told = {a.id: sum(a in columns.tellers(p) for p in columns.points) for a in columns.accounts}
    most = sorted(columns.accounts, key=lambda a: (-told[a.id], -a.words))[:TEXTS]
    return tuple(a for a in columns.accounts if a in most)


def _chosen_points(columns: Columns, accounts: Sequence[Account]) -> tuple[Point, ...]:
    """The points on which the accounts differ most, then those told alike; in the comparison's order."""

    def gap(point: Point) -> float:
        shares = [s.value if (s := columns.cell(a, point).share) else 0.0 for a in accounts]
        return max(shares) - min(shares)

    told = [p for p in columns.points if any(columns.cell(a, p).found == "told" for a in accounts)]
    shared = [p for p in told if all(columns.cell(a, p).found == "told" for a in accounts)][:1]
    widest = sorted((p for p in told if p not in shared), key=gap, reverse=True)[: POINTS - len(shared)]
    return tuple(p for p in told if p in shared or p in widest)


def _text(
    mark: str, account: Account, columns: Columns, points: Sequence[Point], comparison: Comparison, names: Names
) -> Text:
    own = columns.own(account)
    articles = {a.id: a for a in comparison.articles}
    used = tuple(articles[i] for i in dict.fromkeys(s.article for s in own))
    return Text(
        letter=mark,
        account=account,
        sentences=tuple(
            Sentence(f"{mark}{n}", names.hide_in(s), s)
            for n, s in enumerate(_excerpt(own, account, columns, points), 1)
        ),
        of=len(own),
        articles=used,
        headlines=tuple(names.hide(a.title) for a in used if a.title) if columns.view == "source" else (),
    )


def _excerpt(
    own: Sequence[Statement], account: Account, columns: Columns, points: Sequence[Point]
) -> tuple[Statement, ...]:
    """All sentences of a short account; of a long one the first, then those that speak to the chosen points, turn by turn."""
    if len(own) <= SENTENCES:
        return tuple(own)
    queues = [columns.cell(account, p).statements for p in points]
    kept = {own[0].id}
    for turn in range(max(map(len, queues), default=0)):
        for queue in queues:
            if turn < len(queue) and len(kept) < SENTENCES:
                kept.add(queue[turn])
    return tuple(s for s in own if s.id in kept)


# --- names hidden -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Names:
    """The tellers' names, each with the letter that hides it on the sheet: "Beijing said" becomes "[B] said".

    A source is hidden wherever it is named; a side only where it speaks, for what it says of itself is what the class reads.
    """

    letters: Mapping[str, str]
    view: View

    def hide(self, text: str) -> str:
        """The text with the sources' names hidden where they stand as words of their own."""
        longest_first = sorted((n for n in self.letters if n), key=len, reverse=True)
        if self.view == "side" or not longest_first:
            return text
        pattern = "|".join(rf"(?<!\w){re.escape(n)}(?!\w)" for n in longest_first)
        return re.sub(pattern, lambda m: f"[{self.letters[m.group()]}]", text)

    def hide_in(self, s: Statement) -> str:
        """The statement with the sources' names hidden, or its outermost holder if it speaks for a side of the sheet."""
        mark = self.letters.get(s.side or "") if self.view == "side" else None
        span = s.attributions[0].holder_span if s.attributions else None
        if not mark or span is None or not s.start <= span[0] < span[1] <= s.end:
            return self.hide(s.text)
        return f"{s.text[: span[0] - s.start]}[{mark}]{s.text[span[1] - s.start :]}"


# --- what to ask --------------------------------------------------------------------------------------------------------


def _task(point: Point, texts: Sequence[Text], columns: Columns, names: Names) -> Task:
    answers = tuple(_answer(point, text, columns) for text in texts)
    unclear = [a.text.letter for a in answers if a.cell.found == "cannot tell"]
    noted = {c.note for c in columns.contrasts if c.point == point.id and c.note}
    reasons = [f"we cannot tell for {', '.join(unclear)}"] if unclear else []
    return Task(point, names.hide(point.label), answers, "; ".join((*reasons, *sorted(noted))))


def _answer(point: Point, text: Text, columns: Columns) -> Answer:
    cell = columns.cell(text.account, point)
    told = tuple(s for s in text.sentences if s.statement.id in cell.statements)
    return Answer(text, cell, told)


def _speakers(text: Text) -> list[Speaker]:
    """Sentences to ask about: one of each manner first, then more in order; the class finds the pattern in the mix."""
    plain = [s for s in text.sentences if not s.statement.headline] or list(text.sentences)
    by_mode = [[s for s in plain if s.statement.mode == mode] for mode in MODES]
    turns = [queue[turn] for turn in range(len(plain)) for queue in by_mode if turn < len(queue)][:SPEAKERS]
    return [
        Speaker(
            sentence=s,
            who=" › ".join(dict.fromkeys(a.holder or "somebody not named" for a in s.statement.attributions)),
            manner=MODES[s.statement.mode],
            discuss=any(a.confidence < UNSURE for a in s.statement.attributions),
        )
        for s in plain
        if s in turns
    ]

