"""The plan of a lesson, from one comparison: what the class reads, and what it is asked.

Nothing is invented: every task asks about sentences of the texts, every answer names its sentences and quotes them, and what
the comparison is unsure of is marked "discuss", never right or wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from framing import columns as views
from framing import titles
from framing.columns import EXCERPT, Columns, letter, silence
from framing.errors import NothingUsable
from framing.passages import UNSURE
from framing.records import TOO_LITTLE, Account, Article, Attribution, Cell, Comparison, Mode, Point, Statement
from framing.teach.excerpt import accounts_to_read, points_to_ask, sentences_to_read
from framing.teach.hiding import BAR, Names, to_bar
from framing.teach.levels import MIDDLE, Level
from framing.teach.matching import for_one_thing, says_a_matter
from framing.teach.reading_level import grade
from framing.teach.reporting import with_reporting

LEADS = 2
"""Points the key names as those a text leads with."""

MEASURED = 100
"""Words from which a text's reading level is told: Flesch (1948), on whom the formula rests, counted samples of a hundred."""

NEAR = 0.5
"""Similarity of a text's closest sentence from which a point not found in it is to be discussed."""

BOXES: dict[Mode, str] = {
    "voice": "the text itself",
    "direct": "quoted, at least in part",
    "mixed": "quoted, at least in part",
    "indirect": "retold in other words",
}
"""The box to tick for each mode, on the sheet and in the key."""



@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its number on the sheet, "" if not there; its words with the tellers' names hidden, and as they were."""

    number: str
    hidden: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class Text:
    """One account as the class reads it."""

    letter: str
    account: Account
    sentences: tuple[Sentence, ...]
    of: int  # sentences of the whole account
    articles: tuple[Article, ...]
    headline: str  # of its first article, with names hidden; "" by side
    unstated: bool  # whether its publisher is a guess that nothing in it bears out
    reporting: bool = False  # whether it is what the sides are quoted in, its teller the outlet

    @property
    def grade(self) -> int | None:
        """The school grade at which its sentences on the sheet are read; None where they hold too few words to say."""
        words = sum(s.statement.words for s in self.sentences)
        return max(1, round(grade([s.statement.text for s in self.sentences]))) if words >= MEASURED else None


@dataclass(frozen=True, slots=True)
class Answer:
    """What one text does with one point: the sentences that tell it, on the sheet and telling it best first, or the closest."""

    text: Text
    cell: Cell
    sentences: tuple[Sentence, ...]
    closest: Sentence | None

    @property
    def numbers(self) -> str:
        """Where the sheet tells it: "A2, A5"; "" when only the rest of the text does."""
        told = {s.number for s in self.sentences}
        return ", ".join(s.number for s in self.text.sentences if s.number in told)

    @property
    def room(self) -> float | None:
        """Share of the text's words, 0 to 1; None where there is too little text to say."""
        return self.cell.share.value if self.cell.share else None

    @property
    def silence(self) -> str:
        """What is said of the cell where nothing is told."""
        return silence(self.text.account, self.cell)

    @property
    def discuss(self) -> bool:
        """Whether the text may tell it all the same."""
        near = self.closest is not None and (self.cell.similarity or 0.0) >= NEAR
        return self.cell.found == "cannot tell" or (self.cell.found == "not found" and near)


@dataclass(frozen=True, slots=True)
class Task:
    """A point with its answers in the order of the texts, and cautions if there are any: a row of the grid."""

    point: Point
    label: str  # with names hidden
    answers: tuple[Answer, ...]
    unclear: tuple[str, ...]  # letters of the texts for which the comparison cannot tell
    parts: tuple[str, ...]  # letters of those of which only a part was read, where nothing was found
    note: str  # of the differences between its texts

    @property
    def discuss(self) -> str:
        """The cautions in words; "" when there are none."""
        unclear = f"we cannot tell for {', '.join(self.unclear)}" if self.unclear else ""
        parts = f"{EXCERPT}: {', '.join(self.parts)}" if self.parts else ""
        return "; ".join(filter(None, (unclear, parts, self.note)))

    def of(self, text: Text) -> Answer:
        """What one text does with the point."""
        return next(a for a in self.answers if a.text.letter == text.letter)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A sentence of which the class says who speaks; `who` and `manner` are the answer."""

    sentence: Sentence
    who: str
    manner: str
    discuss: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of two texts for one matter, each with its sentence: to be compared, neither is the right one."""

    words: tuple[str, str]
    sentences: tuple[Sentence, Sentence]


@dataclass(frozen=True, slots=True)
class Lesson:
    """Everything the sheet and the key are made of."""

    comparison: Comparison
    view: str
    texts: tuple[Text, ...]
    points: int  # that the texts tell, on the sheet or not
    tasks: tuple[Task, ...]
    leading: Mapping[str, tuple[Task, ...]]  # by letter: what each text leads with, of all points
    speakers: tuple[Speaker, ...]
    title: str
    names: tuple[str, ...]  # that the texts share
    columns: Columns  # the view it is made from
    level: Level
    redacted: bool  # whether names are blacked out, not only lettered
    pairs: tuple[Pair, ...]

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters of the texts."""
        return tuple(t.letter for t in self.texts)

    @property
    def hidden(self) -> tuple[str, ...]:
        """The letters of the texts whose tellers the class is to guess: all but the reporting."""
        return tuple(t.letter for t in self.texts if not t.reporting)

    @property
    def reporting(self) -> Text | None:
        """The reporting that the sides are quoted in, to be read when the class has guessed who they are; None by source."""
        return next((t for t in self.texts if t.reporting), None)

    def absent(self, text: Text) -> tuple[tuple[Task, Answer], ...]:
        """What a text does not tell, among the points of the grid."""
        return tuple((task, a) for task in self.tasks if (a := task.of(text)).cell.found != "told")

    def leads(self, text: Text) -> tuple[tuple[Task, Answer], ...]:
        """What a text leads with, of all points of the comparison, with its answers."""
        return tuple((task, task.of(text)) for task in self.leading[text.letter])

    def stressed(self, text: Text) -> tuple[tuple[Task, Answer], ...]:
        """The point of the grid that a text gives most room on the sheet, with its answer; () when the sheet tells none."""
        rank = {p.id: n for n, p in enumerate(self.columns.ranked(text.account))}
        told = [(task, a) for task in self.tasks if (a := task.of(text)).numbers]
        return tuple(sorted(told, key=lambda one: rank[one[0].point.id])[:1])

    @property
    def headlines(self) -> bool:
        """Whether every text has a headline to show."""
        return all(t.headline for t in self.texts)

    @property
    def shared(self) -> tuple[Task, ...]:
        """The points of the grid that every text tells."""
        return tuple(t for t in self.tasks if all(a.cell.found == "told" for a in t.answers))


def plan(comparison: Comparison, level: Level = MIDDLE, redact: bool = False) -> Lesson:
    """What the lesson asks and answers, as much of it as the level bears.

    The texts are the accounts by source; where there are not two sources, those by side, and with them the reporting that they
    are quoted in, which names them and so is read when the class has guessed. With `redact`, the tellers' names, and those of
    whoever speaks for a side of the sheet, are black bars wherever they stand up to the guess. Raises `NothingUsable` when
    there are fewer than two accounts, or no point that one tells and another does not or both tell.
    """
    seen = views.comparable(comparison)
    event = comparison.event.label or comparison.event.id
    if not seen:
        raise NothingUsable(f"a lesson needs two accounts of {event!r}, and there is one: add an article of another source")
    sides = accounts_to_read(seen[0], level)
    columns, reporting = with_reporting(seen[0], sides, comparison)
    accounts = (*sides, reporting) if reporting else sides
    points = points_to_ask(columns, accounts, level)
    if not points:
        raise NothingUsable(f"a lesson needs a point that somebody tells about {event!r}, and none was found")
    letters = {a.name: letter(n) for n, a in enumerate(sides)}
    outlet = {reporting.name: letter(len(sides))} if reporting else {}
    before = Names(*((outlet, letters) if columns.view == "side" else (letters, {})), to_bar(columns, sides) if redact else ())
    names = Names(outlet, {}) if reporting else before
    texts = tuple(_text(letter(n), a, columns, points, comparison, names if a is reporting else before, level)
                  for n, a in enumerate(accounts))  # fmt: skip
    tasks = {p.id: _task(p, texts, columns, names) for p in columns.points}
    return Lesson(
        comparison=comparison,
        view=columns.view,
        texts=texts,
        points=len(columns.points),
        tasks=tuple(tasks[p.id] for p in points),
        leading={t.letter: tuple(tasks[p.id] for p in _leading(columns.ranked(t.account), columns)) for t in texts},
        speakers=tuple(s for text in texts for s in _speakers(text, level)),
        title=titles.title(len(texts), comparison.event.dates),
        names=tuple(n for n in titles.shared_names(columns, accounts) if BAR not in before.hide(n)),
        columns=columns,
        level=level,
        redacted=redact,
        pairs=tuple(_pairs(texts, columns))[: level.pairs],
    )


def _text(
    mark: str, account: Account, columns: Columns, points: Sequence[Point], comparison: Comparison, names: Names, level: Level
) -> Text:
    own = columns.own(account)
    articles = {a.id: a for a in comparison.articles}
    used = tuple(articles[i] for i in dict.fromkeys(s.article for s in own))
    return Text(
        letter=mark,
        account=account,
        sentences=tuple(
            Sentence(f"{mark}{n}", names.hide_in(s), s)
            for n, s in enumerate(sentences_to_read(own, account, columns, points, level), 1)
        ),
        of=len(own),
        articles=used,
        headline=names.hide(used[0].title) if columns.view == "source" and used else "",
        unstated=account.view == "source" and not any(_states_its_source(a) for a in used),
        reporting=columns.view == "side" and account.view == "source",
    )


def _states_its_source(article: Article) -> bool:
    """Whether its source was given, or stands in its text or address; a guess from a file's name states nothing."""
    return "source" not in article.guessed or article.source.lower() in f"{article.text} {article.url or ''}".lower()


def _leading(ranked: Sequence[Point], columns: Columns) -> list[Point]:
    """The first of the ranked points, those whose label says a matter before mere names."""
    return sorted(ranked, key=lambda p: not says_a_matter(p.label, columns.texts(p)))[:LEADS]


# --- what to ask --------------------------------------------------------------------------------------------------------


def _task(point: Point, texts: Sequence[Text], columns: Columns, names: Names) -> Task:
    answers = tuple(_answer(point, text, columns) for text in texts)
    unclear = tuple(a.text.letter for a in answers if a.silence == "cannot tell")
    parts = tuple(a.text.letter for a in answers if a.silence == EXCERPT)
    noted = any(c.point == point.id and c.note == TOO_LITTLE for c in columns.contrasts)
    return Task(point, names.hide(point.label), answers, unclear, parts, TOO_LITTLE if noted else "")


def _answer(point: Point, text: Text, columns: Columns) -> Answer:
    cell = columns.cell(text.account, point)
    on_sheet = {s.statement.id: s for s in text.sentences}
    told = [on_sheet.get(i) or Sentence("", "", columns.statements[i]) for i in cell.statements]
    near = columns.statements.get(cell.closest or "")
    closest = (on_sheet.get(near.id) or Sentence("", "", near)) if near else None
    return Answer(text, cell, tuple(sorted(told, key=lambda s: (not s.number, s.statement.id != point.headline))), closest)


def _speakers(text: Text, level: Level) -> list[Speaker]:
    """Sentences to ask about: one of each manner first, then more in order; the class finds the pattern in the mix."""
    plain = [s for s in text.sentences if not s.statement.headline] or list(text.sentences)
    by_mode = [[s for s in plain if s.statement.mode == mode] for mode in BOXES]
    turns = [queue[turn] for turn in range(len(plain)) for queue in by_mode if turn < len(queue)][: level.speakers]
    return [
        Speaker(
            sentence=s,
            who=" › ".join(dict.fromkeys(_named(a) for a in s.statement.attributions)),
            manner=BOXES[s.statement.mode],
            discuss=any(a.confidence < UNSURE for a in s.statement.attributions),
        )
        for s in plain
        if s in turns
    ]



def _named(one: Attribution) -> str:
    return "somebody not named" if one.resolved == "unresolved" or not one.holder else one.holder


def _pairs(texts: Sequence[Text], columns: Columns) -> Iterator[Pair]:
    """Phrases that two texts use for one thing or act, both on the sheet and not hidden there; each stands in one pair only.

    Those that name one thing come first, then verbs that differ in how surely one matter is settled.
    """
    place = {s.statement.id: (text.letter, s) for text in texts for s in text.sentences}
    used: set[str] = set()
    told = [c for kind in ("wording", "commitment") for c in columns.contrasts if c.kind == kind]
    for contrast in told:
        found = [(*place[i], words) for i, words in zip(contrast.evidence, contrast.words, strict=False)
                 if i in place and words and words in place[i][1].hidden]  # fmt: skip
        for (one, s, words), (other, t, others) in combinations(found, 2):
            apt = contrast.kind == "commitment" or for_one_thing(words, others)
            if apt and one != other and words.lower() != others.lower() and not used & {words, others}:
                used |= {words, others}
                yield Pair((words, others), (s, t)) if one < other else Pair((others, words), (t, s))
