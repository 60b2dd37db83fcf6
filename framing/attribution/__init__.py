"""Who is said to have said it: holder, cue and content of every attribution in an article.

    quotations → passage → cues, verbs, speakers → clauses → ends, frames, confidence → candidates → carry → find

The order of the rules follows a study of rules over a dependency parse on PolNeAR (Newell, Margolin & Ruths 2018).
"""

from __future__ import annotations

from framing.attribution import candidates, carry, passage
from framing.attribution.carry import Told
from framing.attribution.passage import Passage
from framing.records import Attribution, Span
from framing.syntax import Reading

_KEEP = 0.3  # least confidence of an attribution
_KEEP_INSIDE = 0.66  # of one whose cue is inside another's content
_SAME = 0.93  # share of overlap from which two contents are one


def find(reading: Reading) -> tuple[Attribution, ...]:
    """The attributions of an article's paragraphs in text order, outer before inner; spans are characters of the article.

    `holder` is the surface words of the one who speaks, "" where the text names none; `holder_span` covers them and the
    relative pronoun that follows ("Lopez, who"). A quotation that carries on an earlier speaker has `resolved="carried"`,
    that speaker's words and the span where they stand, and no cue.
    """
    found: list[Told] = []
    last: Told | None = None
    before: Passage | None = None
    for number, paragraph in enumerate(reading.paragraphs):
        one = passage.read(number, paragraph)
        if one is None:
            continue
        told, weak = _kept(one)
        last = carry.place(one, told, weak, last, before)
        found.extend(told)
        before = one
    return tuple(_attribution(reading.article.text, one) for one in found)


def _kept(one: Passage) -> tuple[list[Told], list[Told]]:
    """The candidates sure enough to keep, and the others; one inside another must be surer."""
    every = sorted((carry.from_candidate(one, c) for c in candidates.find(one)),
                   key=lambda t: (t.content[0], -t.content[1], t.cue))  # fmt: skip
    told: list[Told] = []
    weak: list[Told] = []
    reach = 0  # where the contents kept so far end
    for each in every:
        inside = each.cue_span is not None and each.cue_span[0] < reach
        if each.confidence < (_KEEP_INSIDE if inside else _KEEP) or any(_same(each.content, t.content) for t in told[-3:]):
            weak.append(each)
        else:
            told.append(each)
            reach = max(reach, each.content[1])
    return told, weak


def _same(a: Span, b: Span) -> bool:
    return min(a[1], b[1]) - max(a[0], b[0]) >= _SAME * (max(a[1], b[1]) - min(a[0], b[0]))


def _attribution(text: str, told: Told) -> Attribution:
    holder = text[told.holder[0] : told.holder[1]] if told.holder else ""
    resolved = "carried" if told.carried and holder else "named" if holder else "unresolved"
    return Attribution(holder, told.mention, told.cue_span, told.content, resolved, round(told.confidence, 3))
