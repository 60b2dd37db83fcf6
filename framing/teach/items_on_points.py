"""Items on points: which is not in a text, which all tell, which comes first, which texts tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from framing.teach.items import Item, Option, Told, choice, in_turn, in_words, kin, numbers, shows, told
from framing.teach.lesson import Lesson, Sentence, Text

NONE = "none of these texts"
"""The last option of an item that asks which texts tell a point."""


def absent(lesson: Lesson) -> Iterator[Item]:
    """A point that is surely not in a text and told elsewhere on the sheet, beside points that the text surely tells."""
    points = told(lesson)
    for letter in lesson.letters:
        for p in (p for p in points if p.absent(letter) and not in_words(p.label, lesson, (letter,))):
            others = [x for x in lesson.letters if p.sure(x)]
            beside = unlike(p, (q for q in points if q.sure(letter)))
            if not others or len(beside) < 2:
                continue
            where = f"It is told in Text {others[0]}: {numbers(p, others[0])}."
            options = (Option(p.label, True, where, p.point.id), *(
                Option(q.label, False, f"Text {letter} tells it: {numbers(q, letter)}.", q.point.id)
                for q in beside))  # fmt: skip
            shown = [p.sentences[others[0]][0], *(q.sentences[letter][0] for q in beside)]
            sure = min(p.chance(letter), *(q.chance(letter) for q in beside))
            yield choice("not in this text", f"Which of these points is not found in Text {letter}?", options, where, shown,
                        letter, sure)  # fmt: skip


def unlike(p: Told, others: Iterable[Told]) -> list[Told]:
    """Three others at most whose labels share no word with that of the point, nor with one another: none is nearly right."""
    chosen: list[Told] = []
    for q in others:
        if not any(kin(q.label, r.label) for r in (p, *chosen)):
            chosen.append(q)
    return chosen[:3]


def by_all(lesson: Lesson) -> Iterator[Item]:
    """A point that every text surely tells, beside points that are surely not found in one."""
    points = told(lesson)
    alone = [p for p in points if any(map(p.sure, lesson.letters))
             and any(p.absent(x) and not in_words(p.label, lesson, (x,)) for x in lesson.letters)]  # fmt: skip
    for p in (p for p in points if all(map(p.sure, lesson.letters))):
        beside = unlike(p, alone)
        if len(beside) < 2:
            continue
        where = "; ".join(f"Text {x}: {numbers(p, x)}" for x in lesson.letters)
        options = (Option(p.label, True, where, p.point.id), *(_only_some(q, lesson) for q in beside))
        shown = [*(p.sentences[x][0] for x in lesson.letters),
                 *(next(q.sentences[x][0] for x in lesson.letters if q.sure(x)) for q in beside)]  # fmt: skip
        sure = min(*map(p.chance, lesson.letters), *(max(q.chance(x) for x in lesson.letters if q.absent(x)) for q in beside))
        whole = "both texts" if len(lesson.texts) == 2 else "all texts"
        yield choice("told by all", f"Which of these points do {whole} tell?", options, where, shown, "", sure)


def _only_some(p: Told, lesson: Lesson) -> Option:
    missing = " or ".join(x for x in lesson.letters if p.absent(x))
    return Option(p.label, False, f"It is not found in Text {missing}.", p.point.id)


def first(lesson: Lesson) -> Iterator[Item]:
    """Points that a text surely tells, in sentences of their own, and which comes first: no word of another comes before it.

    Not of the reporting that two sides are quoted in: it tells points in their words first, which stand in other texts.
    """
    points = told(lesson)
    for text in (text for text in lesson.texts if not text.reporting):
        places: dict[str, Told] = {}
        for p in points:
            at = opening(p, text)
            if at and p.sure(text.letter) and shows(p.label, [at]):
                places.setdefault(at.number, p)
        order = [s for s in text.sentences if s.number in places]
        if not order:
            continue
        before = " ".join(s.hidden for s in text.sentences[: text.sentences.index(order[0]) + 1])
        later = [places[s.number] for s in order[1:] if not kin(places[s.number].label, before)]
        beside = unlike(places[order[0].number], later)
        chosen = [order[0], *(s for s in order if places[s.number] in beside)]
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


def which_texts(lesson: Lesson) -> Iterator[Item]:
    """Which texts tell a point: one alone, or all, where of each it is sure; the answers take turns."""
    queues: dict[str, list[Item]] = {}
    for p in told(lesson):
        tellers = [x for x in lesson.letters if p.sure(x)]
        rest = [x for x in lesson.letters if x not in tellers]
        if not tellers or len(tellers) not in {1, len(lesson.letters)}:
            continue
        if not all(map(p.absent, rest)) or in_words(p.label, lesson, rest):
            continue
        right = _those(tellers, lesson)
        where = " ".join((*(f"Text {x} tells it: {numbers(p, x)}." for x in tellers),
                          *([f"It is not found in Text {' or '.join(rest)}."] if rest else [])))  # fmt: skip
        options = (*(Option(_those((x,), lesson), tellers == [x], where) for x in lesson.letters),
                   Option(_those(lesson.letters, lesson), len(tellers) > 1, where), Option(NONE, False, where))  # fmt: skip
        shown = [p.sentences[x][0] for x in tellers]
        made = choice("which texts", f"Which texts tell this point? “{p.label}”", options, where, shown, "",
                      min(map(p.chance, lesson.letters)), p.point.id)  # fmt: skip
        queues.setdefault(right, []).append(made)
    yield from in_turn(queues.values())


def _those(letters: Iterable[str], lesson: Lesson) -> str:
    """The option that names some of the texts: one of them, or all."""
    named = tuple(letters)
    if len(named) == 1:
        return f"only Text {named[0]}"
    return "both texts" if len(lesson.letters) == 2 else "all of the texts"
