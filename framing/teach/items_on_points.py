"""Items on points: which is not in a text, which all tell, which comes first, whose sentence tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from framing.teach.items import LONG, Item, Option, Told, choice, numbers, told, words
from framing.teach.lesson import Lesson, Sentence, Text

PAIRS = 4
"""Sentences to match at most; with fewer than three there is nothing to match."""


def absent(lesson: Lesson) -> Iterator[Item]:
    """A point that is surely not in a text and told elsewhere on the sheet, beside points that the text surely tells."""
    points = told(lesson)
    for letter in lesson.letters:
        beside = [p for p in points if p.sure(letter)][:3]
        missing = (p for p in points if p.absent(letter) and not in_words(p.label, lesson, (letter,)))
        for p in missing if len(beside) > 1 else ():
            others = [x for x in lesson.letters if p.sure(x)]
            if not others:
                continue
            where = f"It is told in Text {others[0]}: {numbers(p, others[0])}."
            options = (Option(p.label, True, where, p.point.id), *(
                Option(q.label, False, f"Text {letter} tells it: {numbers(q, letter)}.", q.point.id)
                for q in beside))  # fmt: skip
            shown = [p.sentences[others[0]][0], *(q.sentences[letter][0] for q in beside)]
            sure = min(p.chance(letter), *(q.chance(letter) for q in beside))
            yield choice("not in this text", f"Which of these points is not found in Text {letter}?", options, where, shown,
                        letter, sure)  # fmt: skip
            break


def by_all(lesson: Lesson) -> Iterator[Item]:
    """A point that every text surely tells, beside points that are surely not found in one."""
    points = told(lesson)
    beside = [p for p in points if any(map(p.sure, lesson.letters))
              and any(p.absent(x) and not in_words(p.label, lesson, (x,)) for x in lesson.letters)][:3]  # fmt: skip
    for p in points if len(beside) > 1 else ():
        if not all(map(p.sure, lesson.letters)):
            continue
        where = "; ".join(f"Text {x}: {numbers(p, x)}" for x in lesson.letters)
        options = (Option(p.label, True, where, p.point.id), *(_only_some(q, lesson) for q in beside))
        shown = [*(p.sentences[x][0] for x in lesson.letters),
                 *(next(q.sentences[x][0] for x in lesson.letters if q.sure(x)) for q in beside)]  # fmt: skip
        sure = min(*map(p.chance, lesson.letters), *(max(q.chance(x) for x in lesson.letters if q.absent(x)) for q in beside))
        whole = "both texts" if len(lesson.texts) == 2 else "all texts"
        yield choice("told by all", f"Which of these points do {whole} tell?", options, where, shown, "", sure)


def _only_some(p: Told, lesson: Lesson) -> Option:
    missing = ", ".join(x for x in lesson.letters if p.absent(x))
    return Option(p.label, False, f"It is not found in Text {missing}.", p.point.id)


def first(lesson: Lesson) -> Iterator[Item]:
    """Points that a text surely tells, in sentences of their own, and which of them comes first."""
    points = told(lesson)
    for text in lesson.texts:
        places: dict[str, Told] = {}
        for p in points:
            at = opening(p, text)
            if at and p.sure(text.letter):
                places.setdefault(at.number, p)
        order = [s for s in text.sentences if s.number in places]
        if not order:
            continue
        before = text.sentences[: text.sentences.index(order[0]) + 1]
        chosen = [order[0], *(s for s in order[1:] if not told_in(places[s.number].label, before))][:4]
        if len(chosen) < 3:
            continue
        where = ", ".join(f"{places[s.number].label}: {s.number}" for s in chosen)
        options = tuple(Option(places[s.number].label, not n, f"First told in sentence {s.number}.", places[s.number].point.id)
                        for n, s in enumerate(chosen))  # fmt: skip
        sure = min(places[s.number].chance(text.letter) for s in chosen)
        yield choice("told first", f"Which of these points does Text {text.letter} tell first?", options, where, chosen,
                    text.letter, sure)  # fmt: skip


def opening(p: Told, text: Text) -> Sentence | None:
    """The sentence that tells the point first in the whole text; None when it is not on the sheet."""
    own = [i for i in text.account.statements if i in p.cells[text.letter].statements]
    return next((s for s in p.sentences[text.letter] if s.statement.id == own[0]), None) if own else None


def match(lesson: Lesson) -> Iterator[Item]:
    """Sentences of points that one text alone tells, and that do not say whose they are."""
    points = told(lesson)
    queues = [[(text, s) for s in text.sentences if of_one_text(s, text.letter, points, lesson)] for text in lesson.texts]
    chosen = [queue[turn] for turn in range(PAIRS) for queue in queues if turn < len(queue)][:PAIRS]
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
    marked = any(f"[{x}]" in s.hidden for x in lesson.letters) or s.statement.headline
    return bool(own) and alone and not marked and len(s.hidden) <= LONG


def told_in(label: str, sentences: Iterable[Sentence]) -> bool:
    """Whether one of the sentences holds every word of a label, so that a reader may find the point there."""
    return any(words(label) <= words(s.statement.text) for s in sentences)


def in_words(label: str, lesson: Lesson, letters: Iterable[str]) -> bool:
    """Whether a text, the whole of it, holds every word of a label in one statement."""
    texts = (t for t in lesson.texts if t.letter in letters)
    return any(words(label) <= words(s.text) for t in texts for s in lesson.columns.own(t.account))
