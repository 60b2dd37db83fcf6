"""Items on sentences: which is the evidence for a point, which one text alone states, which text each comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from framing.teach.items import LONG, Item, Option, Told, choice, in_turn, kin, shows, told
from framing.teach.lesson import Lesson, Sentence, Text

PAIRS = 4
"""Sentences to match at most; with fewer than three there is nothing to match."""

OPTION = 240
"""Characters of a sentence up to which it is one option of several: four of that length are a paragraph to read."""


def evidence(lesson: Lesson) -> Iterator[Item]:
    """The sentence that tells a point, beside sentences that surely tell another and nothing that is like it."""
    points = told(lesson)
    found: dict[str, list[Item]] = {x: [] for x in lesson.letters}
    for p in points:
        own = [(x, s) for x in lesson.letters if p.sure(x) for s in p.sentences[x]
               if shows(p.label, [s]) and len(s.hidden) <= OPTION]
        for letter, s in own:
            beside = _others(p, points, lesson)
            if len(beside) > 1:
                found[letter].append(_shown(s, p, letter, beside))
                break
    yield from in_turn(found.values())


def _shown(s: Sentence, p: Told, letter: str, beside: Sequence[tuple[Sentence, Told]]) -> Item:
    where = f"Sentence {s.number} tells it."
    others = (Option(t.hidden, False, f"Sentence {t.number} tells another point: {q.label}.") for t, q in beside)
    options = (Option(s.hidden, True, where), *others)
    sure = min(p.chance(letter), *(max(q.chance(x) for x in q.cells if t in q.sentences[x]) for t, q in beside))
    return choice("which sentence", f"Which sentence is evidence for this point? “{p.label}”", options, where,
                  [s, *(t for t, _ in beside)], "", sure, p.point.id)  # fmt: skip


def another(t: Sentence, p: Told, lesson: Lesson) -> bool:
    """Whether a sentence surely does not tell a point.

    It holds no word of its label, is not the nearest of a text that tells it not, and speaks to no point that any sentence of
    this one speaks to as well.
    """
    near = {i for q in lesson.comparison.points if t.statement.id in q.statements for i in q.statements} | {t.statement.id}
    nearest = {cell.closest for cell in p.cells.values()}
    return not (near & set(p.point.statements) or t.statement.id in nearest or kin(p.label, t.hidden))


def _others(p: Told, points: Sequence[Told], lesson: Lesson) -> list[tuple[Sentence, Told]]:
    """Sentences of other points, three at most, each of a point of its own, those of the texts in turn."""
    chosen: dict[str, tuple[Sentence, Told]] = {}
    queues = [[(t, q) for q in points for t in q.sentences[x] if q.sure(x) and shows(q.label, [t])] for x in lesson.letters]
    for t, q in in_turn(queues):
        new = q.point.id not in chosen and t.number not in {u.number for u, _ in chosen.values()}
        if new and q is not p and not kin(q.label, p.label) and len(t.hidden) <= OPTION and another(t, p, lesson):
            chosen[q.point.id] = (t, q)
    return list(chosen.values())[:3]


def stated(lesson: Lesson) -> Iterator[Item]:
    """A statement of one text whose points no other tells, beside statements of another, which therefore makes them."""
    points = told(lesson)
    for text in lesson.texts:
        for s in (s for s in text.sentences if of_one_text(s, text.letter, points, lesson) and len(s.hidden) <= OPTION):
            for other in (t for t in lesson.texts if t is not text):
                beside = _made_by(other, s, points, lesson)
                if len(beside) < 2:
                    continue
                where = f"It is sentence {s.number}; nothing like it was found in Text {other.letter}."
                made = f"Text {other.letter} makes it: it is sentence"
                options = (Option(s.hidden, True, where), *(Option(t.hidden, False, f"{made} {t.number}.") for t in beside))
                own = [p for p in points if s.statement.id in p.point.statements]
                question = f"Which of these statements does Text {text.letter} make, and Text {other.letter} not?"
                yield choice("stated here alone", question, options, where, [s, *beside], text.letter,
                            min(p.chance(x) for p in own for x in lesson.letters))  # fmt: skip


def _made_by(other: Text, s: Sentence, points: Sequence[Told], lesson: Lesson) -> list[Sentence]:
    """Statements of another text that do not say whose they are, three at most; none shares a point with the first."""
    ids = {i for p in lesson.comparison.points if s.statement.id in p.statements for i in p.statements}
    return [t for t in other.sentences if not marked(t, lesson) and len(t.hidden) <= OPTION and t.statement.id not in ids][:3]


def match(lesson: Lesson) -> Iterator[Item]:
    """Sentences of points that one text alone tells, and that do not say whose they are."""
    points = told(lesson)
    queues = [[(text, s) for s in text.sentences if of_one_text(s, text.letter, points, lesson)] for text in lesson.texts]
    chosen = list(in_turn(queues))[:PAIRS]
    if len(chosen) < 3 or len({text.letter for text, _ in chosen}) < 2:
        return
    chosen.sort(key=lambda one: one[1].hidden)
    pairs = tuple((s.hidden, f"Text {text.letter}") for text, s in chosen)
    listed = tuple(s.number for _, s in chosen)
    ids = tuple(s.statement.id for _, s in chosen)
    own = [p for p in points for _, s in chosen if s.statement.id in p.point.statements]
    sure = min(p.chance(x) for p in own for x in lesson.letters)
    yield Item("match", "Which text does each sentence come from? Answer from what each text tells.", (), pairs,
               f"They are sentences {', '.join(listed)}.", listed, "", ids, sure)


def of_one_text(s: Sentence, letter: str, points: Iterable[Told], lesson: Lesson) -> bool:
    """Whether all that a sentence speaks to is surely told by its text alone, and nothing in it says whose it is."""
    own = [p for p in points if s.statement.id in p.point.statements]
    alone = all(p.sure(letter) and all(p.absent(x) for x in lesson.letters if x != letter) for p in own)
    return bool(own) and alone and not marked(s, lesson) and len(s.hidden) <= LONG


def marked(s: Sentence, lesson: Lesson) -> bool:
    """Whether a sentence says by a letter or by its place, as a headline, whose it is."""
    return any(f"[{x}]" in s.hidden for x in lesson.letters) or s.statement.headline
