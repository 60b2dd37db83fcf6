"""Proof that an item has one right answer: what its options say is read anew from the comparison, not from how it was made."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from framing.teach import items_on_points, items_on_words
from framing.teach.items import SURE, Item, Kind, Told, told
from framing.teach.lesson import BOXES, Lesson, Sentence


def faults(item: Item, lesson: Lesson) -> tuple[str, ...]:
    """What is wrong with an item, in words; () when its evidence is on the sheet and exactly one answer is right."""
    sheet = {s.number: s for text in lesson.texts for s in text.sentences}
    wrong = []
    if not item.evidence or not sheet.keys() >= set(item.evidence):
        return ("its evidence is not on the sheet",)
    if tuple(sheet[n].statement.id for n in item.evidence) != item.statements:
        wrong.append("its statements are not those of its evidence")
    if item.kind == "match":
        return (*wrong, *_match(item, lesson))
    texts = [" ".join(o.text.split()).lower() for o in item.options]
    if len(texts) < 2 or len(set(texts)) < len(texts):
        wrong.append("two options read alike, or there is one only")
    if sum(o.right for o in item.options) != 1:
        wrong.append("not one option is marked right")
    if not all(o.feedback for o in item.options):
        wrong.append("an option says nothing when it is chosen")
    right = _RIGHT[item.kind](item, lesson, sheet)
    unborne = [o.text for o in item.options if right.get(o.text) is not o.right]
    return (*wrong, *(f"the comparison does not bear out {text!r}" for text in unborne))


Verdicts = Mapping[str, bool | None]
"""Of each option whether the comparison makes it right; None where it cannot tell."""


def _who(item: Item, lesson: Lesson, sheet: Mapping[str, Sentence]) -> Verdicts:
    s = sheet[item.evidence[0]]
    (one,) = s.statement.attributions
    near = items_on_words.too_near(one.holder, s, lesson)
    sure = one.confidence >= SURE
    return {o.text: True if o.text == one.holder and sure else None if o.text in near else False for o in item.options}


def _manner(item: Item, lesson: Lesson, sheet: Mapping[str, Sentence]) -> Verdicts:
    s = sheet[item.evidence[0]].statement
    return {o.text: BOXES[s.mode] == o.text for o in item.options}


def _absent(item: Item, lesson: Lesson, sheet: Mapping[str, Sentence]) -> Verdicts:
    def verdict(p: Told) -> bool | None:
        return False if p.sure(item.about) else True if p.absent(item.about) else None

    return _by_point(item, lesson, verdict)


def _by_all(item: Item, lesson: Lesson, sheet: Mapping[str, Sentence]) -> Verdicts:
    def verdict(p: Told) -> bool | None:
        return True if all(map(p.sure, lesson.letters)) else False if any(map(p.absent, lesson.letters)) else None

    return _by_point(item, lesson, verdict)


def _first(item: Item, lesson: Lesson, sheet: Mapping[str, Sentence]) -> Verdicts:
    """By `Cell.first`, where 1 opens the account: one point alone must have the highest."""
    cells = {p.point.id: p.cells[item.about].first for p in told(lesson)}
    places = [cells.get(o.refers) for o in item.options]
    known = [place for place in places if place is not None]
    if len(known) < len(places) or known.count(max(known)) > 1:
        return {}
    return {o.text: cells[o.refers] == max(known) for o in item.options}


def _words(item: Item, lesson: Lesson, sheet: Mapping[str, Sentence]) -> Verdicts:
    text = next(t for t in lesson.texts if t.letter == item.about)
    return {o.text: items_on_words.uses(text, o.text[1:-1], lesson) for o in item.options}


def _firmer(item: Item, lesson: Lesson, sheet: Mapping[str, Sentence]) -> Verdicts:
    """A commitment tells the firmer cue first."""
    return next(({f"“{firm}”": True, f"“{loose}”": False} for c in lesson.columns.contrasts
                 if c.kind == "commitment" and c.evidence == item.statements and len(c.words) == 2
                 for firm, loose in [c.words]), {})  # fmt: skip


def _by_point(item: Item, lesson: Lesson, verdict: Callable[[Told], bool | None]) -> Verdicts:
    points = {p.point.id: p for p in told(lesson)}
    return {o.text: verdict(points[o.refers]) if o.refers in points else None for o in item.options}


def _match(item: Item, lesson: Lesson) -> tuple[str, ...]:
    points = told(lesson)
    wrong = []
    for said, name in item.pairs:
        homes = {t.letter: s for t in lesson.texts for s in t.sentences if s.hidden == said}
        letter = name.removeprefix("Text ")
        if list(homes) != [letter] or not items_on_points.of_one_text(homes[letter], letter, points, lesson):
            wrong.append(f"{said!r} may be of another text")
    twice = len({said for said, _ in item.pairs}) < len(item.pairs)
    return (*wrong, *(["two sentences read alike"] if twice else []))


_RIGHT: Mapping[Kind, Callable[[Item, Lesson, Mapping[str, Sentence]], Verdicts]] = {
    "who says it": _who,
    "how it is told": _manner,
    "not in this text": _absent,
    "told by all": _by_all,
    "told first": _first,
    "which words": _words,
    "firmer word": _firmer,
}
