"""Two told of together: "the two leaders", "both sides", "the pair"."""

from __future__ import annotations

from collections.abc import Iterator

from framing import names
from framing.cast import Cast, known_side
from framing.records import Reference, Span
from framing.references.phrases import AGENTS, Phrase, Sentence, Text

_PERSONS = frozenset({
    "leaders", "presidents", "ministers", "men", "women", "diplomats", "premiers", "chancellors", "interlocutors",
    "counterparts",
})  # fmt: skip
_STATES = frozenset({"countries", "nations", "governments", "powers", "capitals", "neighbors", "neighbours"})
_EITHER = frozenset({"sides"})
_NO_STATE = frozenset({"NATO", "EU", "UN"})
_TWO = frozenset({"two", "both"})
_NEAR = 2  # sentences in which the two are looked for
_FAR = 40  # sentences in which one of the two was last named


def link(text: Text, who: Cast) -> Iterator[Reference]:
    """The phrases of an article that safely mean two named before."""
    for number, there in enumerate(text.phrases):
        for phrase in there:
            sort = _sort(phrase)
            found = _two(text, who, phrase, sort) if sort else ()
            if found:
                yield Reference(*phrase.span, found, "pair")
        yield from _both(text, who, number)


def _both(text: Text, who: Cast, number: int) -> Iterator[Reference]:
    """ "The two" and "both" as the subject of what only persons do."""
    sentence = text.sentences[number]
    for token in sentence.tokens:
        words = [t.text.lower() for t in sentence.parse.tokens[token.left : token.right]] if token.dep == "nsubj" else []
        if words in (["the", "two"], ["both"]) and sentence.parse.tokens[token.head].lemma.lower() in AGENTS:
            start, end = (sentence.offset + c for c in sentence.parse.span(token.left, token.right))
            found = _persons(text, who, start, number)
            if found:
                yield Reference(start, end, found, "pair")


def _sort(phrase: Phrase) -> str:
    """"persons", "states" or "either" for a phrase of two with nothing behind it, else ""."""
    words = [t.text.lower() for t in phrase.tokens]
    if phrase.last != phrase.head.i + 1 or phrase.joined or phrase.head.dep in ("appos", "attr"):
        return ""
    if words in (["the", "pair"], ["the", "duo"]):
        return "persons"
    if len(words) > 3 or not ({"both"} & set(words) or words[:2] == ["the", "two"]) or words[0] not in ("the", "both"):
        return ""
    for sort, nouns in (("persons", _PERSONS), ("states", _STATES), ("either", _EITHER)):
        if words[-1] in nouns and len(words) == (3 if words[0] == "the" else 2):
            return sort
    return ""


def _two(text: Text, who: Cast, phrase: Phrase, sort: str) -> tuple[Span, ...]:
    start = phrase.span[0]
    if sort == "persons":
        return _persons(text, who, start, phrase.sentence)
    return _states(text, who, start, phrase.sentence, by_person=sort == "either")


def _persons(text: Text, who: Cast, at: int, sentence: int) -> tuple[Span, ...]:
    """The last mentions of the two persons named near; of the two principals when fewer are."""
    for first in range(sentence, max(-1, sentence - _NEAR - 1), -1):
        last = {m.person: (m.start, m.end) for m in who.mentions_in(text.begin(first), at) if not m.quoted and m.end <= at}
        if len(last) >= 2:
            break
    if len(last) < 2 and last.keys() <= set(who.principals):
        there = who.mentions_in(text.begin(sentence - _FAR), at)
        last = {m.person: (m.start, m.end) for m in there if m.person in who.principals and m.end <= at}
    return tuple(sorted(last.values())) if len(last) == 2 else ()


def _states(text: Text, who: Cast, at: int, sentence: int, *, by_person: bool) -> tuple[Span, ...]:
    """The last names of the two states told of near; of those of the two principals when fewer are.

    A state is told of by its name or by a person who speaks for it; the person stands for it only where `by_person` allows.
    """
    there: set[str] = set()
    for n in range(sentence, max(-1, sentence - _NEAR - 1), -1):
        there |= {side for side, _, _ in _told_of(text.sentences[n], who, at)}
        if len(there) >= 2:
            break
    wanted = {side for side in (known_side(who.persons[p]) for p in who.principals) if side}
    if len(there) < 2 and len(wanted) == 2 and there <= wanted:
        there = wanted
    if len(there) != 2:
        return ()
    last: dict[str, Span] = {}
    for n in range(max(0, sentence - _FAR), sentence + 1):
        told = _told_of(text.sentences[n], who, at)
        last |= {side: span for side, span, named in told if side in there and (named or by_person)}
    return tuple(sorted(last.values())) if len(last) == 2 else ()


def _told_of(sentence: Sentence, who: Cast, at: int) -> Iterator[tuple[str, Span, bool]]:
    """The states a sentence tells of before a character, and whether by name; those told of by persons come first."""
    start, end = (sentence.offset + c for c in sentence.parse.span(sentence.first, sentence.last))
    for m in who.mentions_in(start, min(end, at)):
        side = known_side(who.persons[m.person])
        if side and m.end <= at:
            yield side, (m.start, m.end), False
    for one in names.sides_in([t.text for t in sentence.tokens], who.sure):
        if one.alias.sort in ("name", "people", "seat") and one.alias.side not in _NO_STATE:
            start, end = sentence.parse.span(sentence.first + one.first, sentence.first + one.last)
            if sentence.offset + end <= at:
                yield one.alias.side, (sentence.offset + start, sentence.offset + end), True
