"""Items on speakers: who says it, and who speaks in one text alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from framing.records import Attribution
from framing.teach.items import LONG, SURE, Item, Option, choice, in_turn, kin, words
from framing.teach.lesson import Lesson, Sentence, Text

SHORT = 5
"""Words of a saying below which nobody could know it again."""

AROUND = 6
"""Words on each side of a name among which it may be said whose leader, officer or spokesman its bearer is."""

_ROLE = re.compile(
    r"(?i)(?:spokes\w+|leaders?|heads?|chiefs?|directors?|officers?|officials?|secretar\w+|ministers?|ministry|presidents?|"
    r"chancellors?|advis[eo]rs?|aides?|chair\w*|ambassadors?|envoys?|lawyers?|editors?|professors?|members?|managers?|"
    r"engineers?|owners?|founders?)"
)
_TOKEN = re.compile(r"[^\W_]+")
_EDGE = " \t\n“”\"'‘’,;:"
_QUOTED = re.compile(r"[“”\"«»]")
_BY_NAME = frozenset({"named", "short name"})


def who(lesson: Lesson) -> Iterator[Item]:
    """What one speaker is given as saying, and who it is; the others are speakers of the same texts."""
    found = [[(text, s, one) for s in text.sentences for one in [_speaker(s)] if one] for text in lesson.texts]
    for text, s, one in in_turn(found):
        others = _unlike(h for h in holders(lesson) if h not in too_near(one.holder, s, lesson))
        said = saying(s, one)
        if len(others) < 2 or not said:
            continue
        where = f"Sentence {s.number} gives it to {one.holder}."
        options = (Option(one.holder, True, where), *(Option(h, False, where) for h in others))
        yield choice("who says it", f"In Text {text.letter}, who is given as saying this? “{said}”", options, where, [s],
                    text.letter, one.confidence)  # fmt: skip


def _unlike(names: Iterator[str]) -> list[str]:
    """Three names at most of which no two share a word."""
    chosen: list[str] = []
    for name in names:
        if not any(kin(name, other) for other in chosen):
            chosen.append(name)
    return chosen[:3]


def _speaker(s: Sentence) -> Attribution | None:
    """The one speaker of a sentence, if it is sure and named in it."""
    if len(s.statement.attributions) != 1 or s.statement.parts or s.statement.headline:
        return None
    (one,) = s.statement.attributions
    named = one.holder_span is not None and one.resolved in _BY_NAME
    return one if named and one.holder and one.confidence >= SURE and one.holder in s.hidden else None


def saying(s: Sentence, one: Attribution) -> str:
    """What is said, in the words of the sentence; "" where it is short, long, not of one piece or tells who speaks."""
    first, last = one.content_span
    said = s.statement.text[max(0, first - s.statement.start) : last - s.statement.start].strip(_EDGE)
    plain = said in s.hidden and not words(one.holder) & words(said) and not _QUOTED.search(said)
    whole = plain and first >= s.statement.start and len(said.split()) >= SHORT and len(said) <= LONG
    return said.removeprefix("that ") if whole else ""


def holders(lesson: Lesson) -> tuple[str, ...]:
    """Everyone who speaks on the sheet and is named there, not those who only are said to have spoken by somebody who does.

    A teller's name is hidden on the sheet, so it is not one of them.
    """
    return tuple(dict.fromkeys(name for text in lesson.texts for name in speakers(text)))


def speakers(text: Text, at_least: float = 0.0) -> dict[str, Sentence]:
    """Who speaks in a text on the sheet and is named there, with the first sentence that says so with this confidence."""
    found: dict[str, Sentence] = {}
    for s in text.sentences:
        for one in s.statement.attributions[:1]:
            if one.holder and one.resolved in _BY_NAME and one.holder in s.hidden and one.confidence >= at_least:
                found.setdefault(one.holder, s)
    return found


def too_near(holder: str, s: Sentence, lesson: Lesson) -> frozenset[str]:
    """Who may be right as well as the holder of a sentence.

    They are those named in it as speakers, speakers to the same points, those of the same side or of both sides, the side, a
    name that shares a word, whoever passes on his words or is passed on by him, and whom he is said to speak for or who is
    said to speak for him: what a spokesman says, his office says.
    """
    ids = {i for p in lesson.comparison.points if s.statement.id in p.statements for i in p.statements} | {s.statement.id}
    sides = {s.statement.side, "joint"} - {None}
    near = {a.holder for t in lesson.comparison.statements for a in (*t.attributions, *t.parts)
            if t.id in ids or t.side in sides}  # fmt: skip
    called = f"{holder} {s.statement.side or ''} {described(holder, lesson)}"
    alike = {h for h in holders(lesson) if kin(h, called) or kin(holder, described(h, lesson))}
    return frozenset(near | alike | passed_on(holder, lesson))


def passed_on(holder: str, lesson: Lesson) -> frozenset[str]:
    """Whoever stands in one chain with a holder, or with one who does: "according to her office, Holm said …"."""
    chains = [{a.holder for a in s.attributions if a.holder and a.resolved != "unresolved"}
              for s in lesson.comparison.statements if len(s.attributions) > 1]  # fmt: skip
    found = {holder}
    while more := {h for chain in chains if chain & found for h in chain} - found:
        found |= more
    return frozenset(found - {holder})


def described(holder: str, lesson: Lesson) -> str:
    """The words near a speaker's name, wherever it stands, that may say for whom it speaks: "council leader Grace Amadi".

    All that begin small; those that begin large only where a role stands beside them, for "Holm told Orlan" names two.
    """
    near: list[str] = []
    for s in lesson.comparison.statements:
        for at in (a.holder_span for a in s.attributions if a.holder == holder):
            if at and s.start <= at[0] < at[1] <= s.end:
                before, name, after = (_TOKEN.findall(s.text[first:last]) for first, last in (
                    (0, at[0] - s.start), (at[0] - s.start, at[1] - s.start), (at[1] - s.start, None)))  # fmt: skip
                around = [*before[-AROUND:], *name, *after[:AROUND]]
                role = any(map(_ROLE.fullmatch, around))
                near += [w for w in around if role or w[:1].islower()]
    return " ".join(near)


def alone(lesson: Lesson) -> Iterator[Item]:
    """A speaker that one text names and another does not at all, beside speakers whom that other surely has."""
    for text in lesson.texts:
        for other in (t for t in lesson.texts if t is not text):
            theirs = speakers(other, SURE)
            for holder, s in speakers(text, SURE).items():
                near = too_near(holder, s, lesson)
                beside = _unlike(h for h in theirs if h not in near and a_name(h, lesson))
                if not a_name(holder, lesson) or may_speak(holder, s, other, lesson) or len(beside) < 2:
                    continue
                where = f"Sentence {s.number} gives {holder} as a speaker; the name is not in Text {other.letter}."
                there = f"Text {other.letter} has this speaker, in sentence"
                options = (Option(holder, True, where), *(Option(h, False, f"{there} {theirs[h].number}.") for h in beside))
                sure = min(one.statement.attributions[0].confidence for one in (s, *(theirs[h] for h in beside)))
                yield choice("who speaks here alone", f"Who speaks in Text {text.letter}, but not in Text {other.letter}?",
                            options, where, [s, *(theirs[h] for h in beside)], text.letter, sure)  # fmt: skip


def a_name(holder: str, lesson: Lesson) -> bool:
    """Whether a holder is called by one name: not "Analysts", whom any text may have in other words, and not two together.

    No word of it begins small and, if it is one word, it stands somewhere after another: a capital that opens a sentence makes
    no name.
    """
    large = " + " not in holder and not any(w[:1].islower() for w in holder.split())
    return large and (" " in holder or any(_behind_a_word(holder, s.text) for s in lesson.comparison.statements))


def _behind_a_word(name: str, text: str) -> bool:
    """Whether a name of one word stands behind another word, with no end of a sentence between."""
    words = [word.strip(_EDGE) for word in text.split(" ")]
    return any(word == name and before[-1:].isalnum() for before, word in pairwise(words))


def may_speak(holder: str, s: Sentence, other: Text, lesson: Lesson) -> bool:
    """Whether another text names the holder of a sentence, or has speakers without a name among whom he may be.

    "Chinese state media" may be Xinhua, "analysts" any expert.
    """
    crowd = {a.holder for t in lesson.columns.own(other.account) for a in t.attributions
             if t.side is not None and t.side == s.statement.side and not a_name(a.holder, lesson)}  # fmt: skip
    return bool(crowd) or named_in(holder, other, lesson)


def named_in(holder: str, text: Text, lesson: Lesson) -> bool:
    """Whether the whole of a text holds a word of the name."""
    return any(words(holder) & words(s.text) for s in lesson.columns.own(text.account))
