"""Who appears in an article: the persons it names, what it calls them, and the sides its words settle.

    lexicons → names → cast (people → runs → descriptions → of) → {holders, sides}

Made once from a reading and handed to the stages that ask who "the spokesman" is and whom he speaks for. No coreference model:
a person is a name and all that the text puts beside it ("Chinese Foreign Ministry spokesman Lu Kang", "Matt Brooks, the
coalition's executive director"). Linear in the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from framing import names, quotations
from framing.cast import descriptions, runs
from framing.cast.people import Cast, Mention, Person, known_side
from framing.once import per_record
from framing.records import Span
from framing.syntax import Parse, Reading

__all__ = ["Cast", "Mention", "Person", "known_side", "of", "source_side"]


@per_record
def of(reading: Reading) -> Cast:
    """The cast of an article."""
    parsed = [(p, p.parse) for p in reading.paragraphs if p.parse is not None and p.kind != "furniture"]
    sure = _sure_sides(reading, [parse for _, parse in parsed])
    quotes = [(q.start + p.start, q.end + p.start) for p, parse in parsed for q in quotations.find(parse.text)]
    groups = runs.same_person(runs.find(parsed))
    persons: list[Person] = []
    mentions: list[Mention] = []
    for number, group in enumerate(groups):
        told = [descriptions.Description(run, *descriptions.describe(run)) for run in group]
        persons.append(descriptions.person_of(told, sure))
        mentions.extend(Mention(*d.run.span, *d.span, number, d.run.subject, _within(quotes, d.run.span[0])) for d in told)
    mentions.sort(key=lambda m: (m.start, m.end))
    persons = descriptions.sided_by_role(persons, descriptions.role_sides([parse for _, parse in parsed], sure))
    own = source_side(reading.article.source)
    named = {key.lower(): n for n in reversed(range(len(persons))) for key in (persons[n].name, persons[n].short)}
    return Cast(tuple(persons), tuple(mentions), sure, own, _principals(reading, persons, mentions), named)


def _within(spans: Sequence[Span], character: int) -> bool:
    """Whether one of the ordered spans holds the character."""
    place = bisect_right(spans, character, key=lambda span: span[0])
    return place > 0 and character < spans[place - 1][1]


# --- sides of the text ----------------------------------------------------------------------------------------------------


def _sure_sides(reading: Reading, parses: Sequence[Parse]) -> frozenset[str]:
    found: set[str] = set()
    for words in (reading.article.title.split(), *([t.text for t in parse.tokens] for parse in parses)):
        found.update(one.alias.side for one in names.sides_in(words) if one.alias.sort != "media")
        found.update(_sides_by_office(words))
    return frozenset(found)


_NATIONAL = frozenset({
    "prime minister", "deputy prime minister", "foreign minister", "defense minister", "crown prince", "king",
})  # fmt: skip


_ABROAD = frozenset({"foreign", "defense", "defence"})
"""Ministries that no part of a country has."""


def _sides_by_office(words: Sequence[str]) -> Iterator[str]:
    """The sides whose ambiguous names stand before an office that only a country has: "Georgian Prime Minister"."""
    offices = [first for first, _, role in names.roles_in(words) if role.word in _NATIONAL]
    offices += [n - 1 for n, word in enumerate(words) if n and word.lower() == "ministry" and words[n - 1].lower() in _ABROAD]
    for first in offices:
        owner = first - 1 - (first > 1 and words[first - 1] in ("'s", "’s"))
        if owner >= 0:
            yield from (alias.side for alias in names.alias_of(words[owner]) if alias.sort in ("name", "people"))


_OFFICES = frozenset({
    "president", "presidency", "government", "ministry", "minister", "kremlin", "cabinet", "chancellery", "chancellor",
    "embassy", "office", "department", "administration", "spokesperson",
})  # fmt: skip
_NO_MORE = frozenset({"the", "press", "10", "no"})


def source_side(source: str) -> str | None:
    """The government that a source is: "Russia" for "President of Russia" and "Kremlin", None for an outlet."""
    words = source.replace("’", "'").replace("'s", " 's").split()
    found = list(names.sides_in(words))
    if not found or any(one.alias.sort == "media" for one in found):
        return None
    first = found[0]
    rest = {w.lower().strip(",.") for n, w in enumerate(words) if not first.first <= n < first.last}
    alone = first.alias.sort in ("name", "seat", "body") and rest <= _NO_MORE
    return first.alias.side if alone or rest & _OFFICES else None


# --- principals -----------------------------------------------------------------------------------------------------------

_OPENING = 3  # sentences in which the parties of the event are introduced


def _principals(reading: Reading, persons: Sequence[Person], mentions: Sequence[Mention]) -> tuple[int, ...]:
    """The persons of at least two sides whom one of the first sentences puts together; else the two most named ones."""
    seen = 0
    for paragraph in reading.paragraphs:
        parse = paragraph.parse
        if parse is None or paragraph.kind == "furniture":
            continue
        for first, last in parse.sentences:
            start, end = (paragraph.start + c for c in parse.span(first, last))
            inside = [m for m in mentions if start <= m.start < end]
            there = {m.person: None for m in inside if _main_clause(parse, m.start - paragraph.start)}
            sides = {known_side(persons[p]) for p in there} - {None}
            if len(sides) >= 2 and 2 <= len(there) <= 4:
                return tuple(there)
            seen += 1
            if seen >= _OPENING:
                return _most_named(persons, mentions)
    return _most_named(persons, mentions)


def _main_clause(parse: Parse, character: int) -> bool:
    """Whether the word at a character belongs to its sentence's main clause."""
    token = parse.tokens[parse.tokens_in(character, character + 1)[0]]
    while token.head != token.i and token.dep not in ("advcl", "relcl", "ccomp", "acl", "pcomp"):
        token = parse.tokens[token.head]
    return token.head == token.i


def _most_named(persons: Sequence[Person], mentions: Sequence[Mention]) -> tuple[int, ...]:
    counts = Counter(m.person for m in mentions)
    order = sorted(counts, key=lambda p: (-counts[p], p))
    for n, second in enumerate(order[:6]):
        for first in order[:n]:
            sides = {known_side(persons[first]), known_side(persons[second])}
            if counts[second] >= 2 and None not in sides and len(sides) == 2:
                return tuple(sorted((first, second)))
    return ()
