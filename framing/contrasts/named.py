"""Whom an article names: its persons by their short name, and the countries and bodies it calls by a name of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from framing import cast, names
from framing.cast import Cast
from framing.once import per_record
from framing.records import Span, Statement
from framing.syntax import Paragraph, Reading

SIDES = frozenset({"name", "seat", "body"})
"""Names of a side that speak of it itself: "China", "the Kremlin"; not "Chinese", nor its media."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody named in an article: the name all its mentions share, and the characters of this one."""

    name: str
    span: Span


@per_record
def of(reading: Reading) -> tuple[Named, ...]:
    """Everyone and every country or body an article names, in text order: persons by their short name, unless two share it."""
    people = cast.of(reading)
    return tuple(sorted({*_persons(people), *_sides(reading, people)}, key=lambda one: (one.span, one.name)))


def paragraph_of(s: Statement, reading: Reading) -> Paragraph | None:
    """The paragraph a statement stands in."""
    return next((p for p in reading.paragraphs if p.start <= s.start and s.end <= p.end), None)


def _persons(people: Cast) -> Iterator[Named]:
    short = [p.short.lower() for p in people.persons]
    for m in people.mentions:
        person = people.persons[m.person]
        if short.count(person.short.lower()) == 1:
            yield Named(person.short, (m.start, m.end))


def _sides(reading: Reading, people: Cast) -> Iterator[Named]:
    for paragraph in reading.paragraphs:
        tokens = paragraph.parse.tokens if paragraph.parse is not None else ()
        for one in names.sides_in([t.text for t in tokens], people.sure):
            if one.alias.sort in SIDES:
                start, end = tokens[one.first].start, tokens[one.last - 1].end
                yield Named(one.alias.side, (paragraph.start + start, paragraph.start + end))
