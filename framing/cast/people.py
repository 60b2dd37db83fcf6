"""The persons of an article and where they are mentioned."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from framing import names
from framing.names import Role


@dataclass(frozen=True, slots=True)
class Mention:
    """A person's name in the text, as characters of the article. `left` and `right` bound the name with its description."""

    start: int
    end: int
    left: int
    right: int
    person: int
    subject: bool
    quoted: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the article: the fullest name, the short one, and what the text says beside it.

    `side` is the country or body named in a description, or None; `of` is the run of words that a spokesman or an officer is
    said to belong to ("Secure America Now"), or "".
    """

    name: str
    short: str
    described: frozenset[str]
    roles: tuple[Role, ...]
    side: str | None
    of: str
    party: str | None
    gender: str | None

    def has(self, *kinds: str) -> bool:
        """Whether a description gives a role of one of these kinds."""
        return any(role.kind in kinds for role in self.roles)


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Cast:
    """The persons of an article and their mentions in text order.

    `sure` holds the sides the text names without doubt; `own` is the government that publishes the article, or None.
    `principals` are the persons of the meeting, call or quarrel the article opens with, as indices.
    """

    persons: tuple[Person, ...]
    mentions: tuple[Mention, ...]
    sure: frozenset[str]
    own: str | None
    principals: tuple[int, ...]
    named: dict[str, int]

    def mentions_in(self, start: int, end: int) -> Sequence[Mention]:
        """The mentions that begin in characters `start` to `end`."""
        return self.mentions[
            bisect_left(self.mentions, start, key=lambda m: m.start) : bisect_left(self.mentions, end, key=lambda m: m.start)
        ]

    def before(self, character: int) -> int:
        """The number of mentions that begin before `character`."""
        return bisect_right(self.mentions, character, key=lambda m: m.start)

    def person(self, name: str) -> Person | None:
        """The person that goes by `name` in full or in short."""
        found = self.named.get(name.lower())
        return None if found is None else self.persons[found]


def known_side(person: Person) -> str | None:
    """The country a person's descriptions name, else the one the lexicon of leaders knows."""
    if person.side:
        return person.side
    known = [a for form in (person.name, person.short) for a in names.alias_of(form) if a.sort == "leader" and not a.unsure]
    return known[0].side if known else None
