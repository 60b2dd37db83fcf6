"""Proof that an item has one right answer: what its options say is read anew from the comparison, not from how it was made."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from framing.teach import items_on_sentences, items_on_speakers, items_on_words
from framing.teach.items import SURE, Item, Kind, Told, in_words, kin, shows, told
from framing.teach.items_on_points import NONE
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
    if item.kind in _BY_NAME and any(kin(o.text, item.right) for o in item.options if not o.right):
        wrong.append("an option shares a word with the right one")
    right = _RIGHT[item.kind](item, lesson, sheet)
    unborne = [o.text for o in item.options if right.get(o.text) is not o.right]
    return (*wrong, *(f"the comparison does not bear out {text!r}" for text in unborne))


_BY_NAME: tuple[Kind, ...] = ("who says it", "who speaks here alone", "not in this text", "told by all", "told first")
"""Kinds whose options are names or labels: one that shares a word with the right one may be right as well."""

Verdicts = Mapping[str, bool | None]
"""Of each option whether the comparison makes it right; None where it cannot tell."""


def _who(item: Item, lesson: Lesson, sheet: Mapping[str, Sentence]) -> Verdicts:
    s = sheet[item.evidence[0]]
    (one,) = s.statement.attributions
    near = items_on_speakers.too_near(one.holder, s, lesson)
    sure = one.confidence >= SURE
    return {o.text: True if o.text == one.holder and sure else None if o.text in near else False for o in item.options}


def _speaks_alone(item: Item, lesson: Lesson, sheet: Mapping[str, Sentence]) -> Verdicts:
    """True for a sure speaker whose name the other text, whose sentences are the rest of the evidence, has nowhere."""
    text = next(t for t in lesson.texts if t.letter == item.about)
    shown = set(item.evidence) - {s.number for s in text.sentences}
    other = next((t for t in lesson.texts if shown and shown <= {s.number for s in t.sentences}), None)
    if other is None:
        return {}
    ours, theirs = items_on_speakers.speakers(text, SURE), items_on_speakers.speakers(other, SURE)
    right = {o.text for o in item.options
             if o.text in ours and not items_on_speakers.may_speak(o.text, ours[o.text], other, lesson)}  # fmt: skip
    near = {h for r in right for h in items_on_speakers.too_near(r, ours[r], lesson)}
    return {o.text: True if o.text in right else False if o.text in theirs and o.text not in near else None
            for o in item.options}  # fmt: skip


def _evidence(item: Item, lesson: Lesson, sheet: Mapping[str, Sentence]) -> Verdicts:
    """True for a sentence that shows the point, False for one that surely tells another and not it."""
    points = told(lesson)
    p = next((p for p in points if p.point.id == item.subject), None)
    shown = {s.hidden: s for s in (sheet[n] for n in item.evidence)}
    if p is None:
        return {}
    tellers = [s for x in lesson.letters if p.sure(x) for s in p.sentences[x]]
    right = [s for s in shown.values() if s in tellers and shows(p.label, [s])]

    def verdict(t: Sentence) -> bool | None:
        others = any(t in q.sentences[x] and q.sure(x) for q in points if q is not p for x in lesson.letters)
        return True if t in right else False if others and items_on_sentences.another(t, p, lesson) else None

    return {o.text: verdict(shown[o.text]) if o.text in shown else None for o in item.options}


def _stated(item: Item, lesson: Lesson, sheet: Mapping[str, Sentence]) -> Verdicts:
    """True for a sentence of the text that surely it alone tells, False for one of another text."""
    points = told(lesson)
    shown = {s.hidden: s for s in (sheet[n] for n in item.evidence)}
    own = {s.number for t in lesson.texts if t.letter == item.about for s in t.sentences}

    def verdict(s: Sentence) -> bool | None:
        if s.number not in own:
            return False
        return True if items_on_sentences.of_one_text(s, item.about, points, lesson) else None

    return {o.text: verdict(shown[o.text]) if o.text in shown else None for o in item.options}


def _which_texts(item: Item, lesson: Lesson, sheet: Mapping[str, Sentence]) -> Verdicts:
    """Read from the cells: which texts surely tell it and, where not all do, that it is surely not in the others."""
    p = next((p for p in told(lesson) if p.point.id == item.subject), None)
    if p is None:
        return {}
    tellers = [x for x in lesson.letters if p.sure(x)]
    rest = [x for x in lesson.letters if x not in tellers]
    known = all(map(p.absent, rest)) and not in_words(p.label, lesson, rest)
    named = {"both texts": lesson.letters, "all of the texts": lesson.letters, NONE: ()}
    named |= {f"only Text {x}": (x,) for x in lesson.letters}
    return {o.text: list(named[o.text]) == tellers if known and o.text in named else None for o in item.options}


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
        if list(homes) != [letter] or not items_on_sentences.of_one_text(homes[letter], letter, points, lesson):
            wrong.append(f"{said!r} may be of another text")
    twice = len({said for said, _ in item.pairs}) < len(item.pairs)
    return (*wrong, *(["two sentences read alike"] if twice else []))


_RIGHT: Mapping[Kind, Callable[[Item, Lesson, Mapping[str, Sentence]], Verdicts]] = {
    "who says it": _who,
    "who speaks here alone": _speaks_alone,
    "which sentence": _evidence,
    "which texts": _which_texts,
    "stated here alone": _stated,
    "how it is told": _manner,
    "not in this text": _absent,
    "told by all": _by_all,
    "told first": _first,
    "which words": _words,
    "firmer word": _firmer,
}
