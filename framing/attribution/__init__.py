"""Who is said to have said it: holder, cue and content of every attribution in an article.

    quotations → passage → cues, clauses, frames → candidates → carry → find

The order of the rules follows a study of rules over a dependency parse on PolNeAR (Newell, Margolin & Ruths 2018).
"""

from __future__ import annotations

from framing.attribution import candidates, carry, passage
from framing.attribution.carry import Told
from framing.attribution.passage import Passage
from framing.records import Attribution
from framing.syntax import Reading

_KEEP = 0.27  # least confidence of an attribution
_KEEP_INSIDE = 0.57  # of one inside another's content
_SAME = 0.93  # share of overlap from which two contents are one


def find(reading: Reading) -> tuple[Attribution, ...]:
    """The attributions of an article's paragraphs in text order, outer before inner; spans are characters of the article.

    `holder` is the surface words of the one who speaks, "" where the text names none. A quotation that carries on an earlier
    speaker has `resolved="carried"`, that speaker's words and the span where they stand, and no cue.
    """
    found: list[Told] = []
    last: Told | None = None
    for number, paragraph in enumerate(reading.paragraphs):
        one = passage.read(number, paragraph)
        if one is None:
            continue
        told = _of(one, last)
        quoted = [t for t in told if _quotes(one, t)]
        last = quoted[-1] if quoted else last
        found.extend(told)
    return tuple(_attribution(reading.article.text, one) for one in found)


def _of(one: Passage, last: Told | None) -> list[Told]:
    every = [carry.from_candidate(one, c, carry.widened(one, c.content)) for c in candidates.find(one)]
    every.sort(key=lambda t: (t.content[0] - t.content[1], t.content[0], t.cue))
    told: list[Told] = []
    weak: list[Told] = []
    for each in every:
        (told if each.confidence >= (_KEEP_INSIDE if _inside(each, told) else _KEEP) and not _repeats(each, told) else weak).append(each)
    return carry.place_quotations(one, told, weak, last)


def _inside(one: Told, told: list[Told]) -> bool:
    return any(t.cue_span and one.cue_span and t.content[0] <= one.cue_span[0] < t.content[1] for t in told)


def _repeats(one: Told, told: list[Told]) -> bool:
    return any(_overlap(one.content, t.content) >= _SAME for t in told)


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0.0


def _quotes(one: Passage, told: Told) -> bool:
    return one.quotation_at(told.content[1] - one.start - 1) >= 0


def _attribution(text: str, told: Told) -> Attribution:
    holder = text[told.speaker[0] : told.speaker[1]] if told.speaker else ""
    resolved = "carried" if told.carried and holder else "named" if holder else "unresolved"
    return Attribution(holder, told.speaker, told.cue_span, told.content, resolved, round(told.confidence, 3))
