"""Items on words: who says it, how it is told, which text writes which phrase, which verb is firmer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from framing.records import Attribution
from framing.teach.items import LONG, SURE, Item, Option, choice, words
from framing.teach.lesson import BOXES, Lesson, Sentence, Text

SHORT = 5
"""Words of a saying below which nobody could know it again."""

_EDGE = " \t\n“”\"'‘’,;:"
_QUOTED = re.compile(r"[“”\"«»]")
_WORD = re.compile(r"[^\W_]+")


def who(lesson: Lesson) -> Iterator[Item]:
    """What one speaker is given as saying, and who it is; the others are speakers of the same texts."""
    found = [(text, s, one) for text in lesson.texts for s in text.sentences for one in [_speaker(s)] if one]
    for text, s, one in _in_turn(found):
        others = [h for h in holders(lesson) if h not in too_near(one.holder, s, lesson)][:3]
        said = saying(s, one)
        if len(others) < 2 or not said:
            continue
        where = f"Sentence {s.number} gives it to {one.holder}."
        options = (Option(one.holder, True, where), *(Option(h, False, where) for h in others))
        yield choice("who says it", f"In Text {text.letter}, who is given as saying this? “{said}”", options, where, [s],
                    text.letter, one.confidence)  # fmt: skip


def _speaker(s: Sentence) -> Attribution | None:
    """The one speaker of a sentence, if it is sure and named in it."""
    if len(s.statement.attributions) != 1 or s.statement.parts or s.statement.headline:
        return None
    (one,) = s.statement.attributions
    named = one.holder_span is not None and one.resolved in {"named", "short name"}
    return one if named and one.holder and one.confidence >= SURE and one.holder in s.hidden else None


def saying(s: Sentence, one: Attribution) -> str:
    """What is said, in the words of the sentence; "" where it is short, long, not of one piece or tells who speaks."""
    first, last = one.content_span
    said = s.statement.text[max(0, first - s.statement.start) : last - s.statement.start].strip(_EDGE)
    plain = said in s.hidden and not words(one.holder) & words(said) and not _QUOTED.search(said)
    return said if plain and first >= s.statement.start and len(said.split()) >= SHORT and len(said) <= LONG else ""


def holders(lesson: Lesson) -> tuple[str, ...]:
    """Everyone who speaks on the sheet and is named there, not those who only are said to have spoken by somebody who does.

    A teller's name is hidden on the sheet, so it is not one of them.
    """
    outer = ((s, a) for text in lesson.texts for s in text.sentences for a in s.statement.attributions[:1])
    return tuple(dict.fromkeys(a.holder for s, a in outer if a.holder and a.resolved in {"named", "short name"}
                               and a.holder in s.hidden))  # fmt: skip


def too_near(holder: str, s: Sentence, lesson: Lesson) -> frozenset[str]:
    """Who may be right as well: speakers to the same points or for the same side, the side, a name that shares a word."""
    ids = {i for p in lesson.comparison.points if s.statement.id in p.statements for i in p.statements}
    near = {a.holder for t in lesson.comparison.statements for a in t.attributions
            if t.id in ids or (t.side is not None and t.side == s.statement.side)}  # fmt: skip
    named = words(f"{holder} {s.statement.side or ''}")
    return frozenset(near | {h for h in holders(lesson) if words(h) & named})


def manner(lesson: Lesson) -> Iterator[Item]:
    """Whether the text itself says it, quotes it or retells it, where the quotation marks bear it out."""
    found = [(text, s, a[0]) for text in lesson.texts for s in text.sentences for a in [s.statement.attributions]
             if len(a) == 1 and a[0].confidence >= SURE and not s.statement.parts and not s.statement.headline]  # fmt: skip
    for text, s, one in _in_turn(found):
        box = BOXES[s.statement.mode]
        if s.statement.mode == "voice" or (s.statement.mode == "indirect") == bool(_QUOTED.search(s.statement.text)):
            continue
        why = "It stands in quotation marks." if s.statement.mode != "indirect" else "It has a speaker and no quotation marks."
        options = tuple(Option(name, name == box, why) for name in dict.fromkeys(BOXES.values()))
        yield choice("how it is told", f"Sentence {s.number} of Text {text.letter}: who speaks, and how?", options,
                    f"{why} See sentence {s.number}.", [s], text.letter, one.confidence)  # fmt: skip


def wording(lesson: Lesson) -> Iterator[Item]:
    """Phrases of two texts that share a word and differ in one, each used by one of them only."""
    place = {s.statement.id: (text, s) for text in lesson.texts for s in text.sentences}
    for contrast in lesson.columns.contrasts:
        used = [(*place[i], one) for i, one in zip(contrast.evidence, contrast.words, strict=False) if i in place and one]
        for (text, s, ours), (other, t, theirs) in combinations(used if contrast.kind == "wording" else [], 2):
            shown = ours in s.hidden and theirs in t.hidden
            if text.letter != other.letter and shown and alike(ours, theirs) and not (
                    uses(text, theirs, lesson) or uses(other, ours, lesson)):  # fmt: skip
                whose = f"Text {other.letter} writes this, in sentence {t.number}."
                options = (Option(f"“{ours}”", True, f"Sentence {s.number}."), Option(f"“{theirs}”", False, whose))
                question = f"One text writes “{ours}”, another “{theirs}”. Which does Text {text.letter} write?"
                yield choice("which words", question, options, f"See sentences {s.number} and {t.number}.", [s, t], text.letter)
                break


def firmer(lesson: Lesson) -> Iterator[Item]:
    """Two verbs for one matter, of which one binds somebody more firmly: "agreed to" and "discussed"."""
    place = {s.statement.id: s for text in lesson.texts for s in text.sentences}
    for contrast in lesson.columns.contrasts:
        used = [(place[i], one) for i, one in zip(contrast.evidence, contrast.words, strict=False) if i in place and one]
        if contrast.kind != "commitment" or contrast.note or len(used) != 2:
            continue
        (s, firm), (t, loose) = used
        if firm.lower() != loose.lower() and firm in s.hidden and loose in t.hidden:
            options = (Option(f"“{firm}”", True, f"Sentence {s.number}: it binds more."),
                       Option(f"“{loose}”", False, f"Sentence {t.number}: it leaves more open."))  # fmt: skip
            both = f"sentence {s.number} has “{firm}”, sentence {t.number} “{loose}”"
            question = f"On one matter, {both}. Which binds more firmly?"
            yield choice("firmer word", question, options, f"Compare sentences {s.number} and {t.number}.", [s, t])


def alike(ours: str, theirs: str) -> bool:
    """Whether two phrases share a word that carries meaning and each has one of its own: "video call", "video conference".

    In phrases of three such words or more it must be the last of both, which names the thing: "Iranian officials" and
    "Iranian missile test" are no two words for one thing.
    """
    a, b = words(ours), words(theirs)
    ends = {tuple(_WORD.findall(phrase.lower()))[-1:] for phrase in (ours, theirs)}
    return bool(a & b and a - b and b - a) and (len(ends) == 1 or max(len(a), len(b)) < 3)


def uses(text: Text, phrase: str, lesson: Lesson) -> bool:
    """Whether a text has the phrase anywhere."""
    return any(phrase.lower() in s.text.lower() for s in lesson.columns.own(text.account))


def _in_turn(found: Iterable[tuple[Text, Sentence, Attribution]]) -> list[tuple[Text, Sentence, Attribution]]:
    """One of each text, then the next of each."""
    queues: dict[str, list[tuple[Text, Sentence, Attribution]]] = {}
    for one in found:
        queues.setdefault(one[0].letter, []).append(one)
    longest = max(map(len, queues.values()), default=0)
    return [queue[turn] for turn in range(longest) for queue in queues.values() if turn < len(queue)]
