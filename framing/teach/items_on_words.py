"""Items on words: how a sentence is told, which text writes which phrase, which verb is firmer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from framing.teach.items import SURE, Item, Option, choice, in_turn, words
from framing.teach.lesson import BOXES, Lesson, Text

_QUOTED = re.compile(r"[“”\"«»]")
_WORD = re.compile(r"[^\W_]+")


def manner(lesson: Lesson) -> Iterator[Item]:
    """Whether the text itself says it, quotes it or retells it, where the quotation marks bear it out."""
    found = [[(text, s, a[0]) for s in text.sentences for a in [s.statement.attributions]
              if len(a) == 1 and a[0].confidence >= SURE and not s.statement.parts and not s.statement.headline]
             for text in lesson.texts]  # fmt: skip
    for text, s, one in in_turn(found):
        box = BOXES[s.statement.mode]
        if s.statement.mode == "voice" or (s.statement.mode == "indirect") == bool(_QUOTED.search(s.statement.text)):
            continue
        why = "It stands in quotation marks." if s.statement.mode != "indirect" else "It has a speaker and no quotation marks."
        options = tuple(Option(name, name == box, why) for name in dict.fromkeys(BOXES.values()))
        yield choice("how it is told", f"Who speaks in sentence {s.number} of Text {text.letter}, and how?", options,
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
