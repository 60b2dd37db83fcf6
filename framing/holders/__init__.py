"""Who the holders are: pronouns, surnames, roles and joint subjects named, within one article and without a coreference model.

    names → cast → scene → pronouns → phrases → outer → resolve

`resolve` goes through the attributions in text order and keeps what was said before. Each holder is named by the first rule
that fits: the same words named before, a pronoun or "the two leaders", a person's name, a medium, a document's author, a
description. What no rule fits stays as the text has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from framing.holders import outer, phrases, pronouns, scene
from framing.holders.scene import Named, Phrase, Scene, place
from framing.records import Attribution
from framing.syntax import Reading

UNNAMED = "unnamed"
"""The holder of what is said in the passive by nobody: "is believed to", "has been accused of"."""

_MOST = 0.5  # share of a sentence that a quotation fills whose speaker is the sentence's subject: "they “know how it ends”"


def resolve(reading: Reading, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions with their holders named, and those added that an earlier sentence's outer holder carries on.

    In: attributions whose `holder` is the text's words. Out: in the same order, `holder` a short name ("Putin" for "he",
    "Biden + Putin" for "the two presidents"), `resolved` how it was found, `confidence` times the certainty of that; then
    the carried.
    """
    stage = scene.of(reading)
    named = list(attributions)
    for n in sorted(range(len(named)), key=lambda n: (place(named[n]), n)):
        named[n] = _resolved(stage, named[n])
    return (*named, *outer.carried(stage, named))


def _resolved(stage: Scene, one: Attribution) -> Attribution:
    phrase = stage.phrase(one.holder_span)
    found = _nobody(stage, one) if phrase is None else _named(stage, one, phrase)
    done = replace(one, holder=found.name, resolved=found.how, confidence=round(one.confidence * found.sure, 3))
    stage.told.append(done)
    if one.holder_span:
        stage.by_span.setdefault(one.holder_span, done)
    stage.spoke.setdefault(stage.sentence(place(one)), []).append((found.name, phrase is not None and phrase.is_plural))
    return done


def _named(stage: Scene, one: Attribution, phrase: Phrase) -> Named:
    same = stage.by_span.get(one.holder_span) if one.holder_span else None
    if same is not None:
        return Named(same.holder, "carried" if one.resolved == "carried" else same.resolved, 1.0)
    return pronouns.resolve(stage, one, phrase) or phrases.resolve(stage, phrase)


def _nobody(stage: Scene, one: Attribution) -> Named:
    """The holder where the text names none.

    A quotation that opens a sentence goes to who spoke in the one before; a noun cue to the subject of its verb; "was
    discussed" in a government's own readout to both parties; a passive in any other text to nobody named.
    """
    if one.cue_span is None:
        return _goes_on(stage, one)
    cue = stage.phrase(one.cue_span)
    subject = phrases.subject_of(stage, cue) if cue else None
    if subject is not None:
        return subject
    text = stage.reading.article.text[one.cue_span[0] : one.cue_span[1]].lower()
    if stage.cast.own:
        return Named(stage.both(), "joint", 0.6) if "discuss" in text and stage.both() else Named("", "unresolved", 1.0)
    passive = cue is not None and any(
        cue.parse.tokens[c].dep in ("auxpass", "nsubjpass") for t in cue.tokens for c in cue.parse.children[t.i]
    )
    return Named(UNNAMED if passive else "", "unresolved", 1.0)


def _goes_on(stage: Scene, one: Attribution) -> Named:
    """The holder of a quotation without a cue: who spoke in the sentence before, or the subject it is the end of."""
    if one.holder or not stage.starts:
        return Named(one.holder, "carried" if one.holder else "unresolved", 1.0)
    sentence = stage.sentence(one.content_span[0])
    before = stage.spoke.get(sentence - 1, [])
    if one.content_span[0] <= stage.starts[sentence]:
        known = before and before[-1][0] not in ("", UNNAMED)
        return Named(before[-1][0], "carried", 1.0) if known else Named("", "unresolved", 1.0)
    start, end = stage.bounds(sentence)
    a, b = one.content_span
    wide = b <= end and b - a >= _MOST * (end - start)
    for subject in stage.subjects(sentence) if wide else ():
        if subject.span[1] <= one.content_span[0]:
            named = pronouns.resolve(stage, replace(one, holder_span=subject.span), subject) or phrases.resolve(stage, subject)
            return replace(named, sure=0.7)
    return Named("", "unresolved", 1.0)
