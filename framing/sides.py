"""Whom a holder speaks for: a country, a body, both parties together, an expert, or somebody unnamed.

A user's own sides decide first, then the text ("Chinese Foreign Ministry spokesman Lu Kang"), then the lexicons (Xi, TASS).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from framing import cast, names
from framing.cast import Cast, Person
from framing.own_sides import NONE, OwnSides
from framing.records import Attribution, Statement
from framing.syntax import Reading

JOINT, EXPERT, UNNAMED = "joint", "expert", "unnamed"
_LINKS = frozenset({"of", "for", "from", "in", "at", "on", "with", "to", "by", "who", "which", "that", "familiar", "close"})
_BOTH = frozenset({"both sides", "both countries", "two sides", "two countries", "both governments"})

_PAIR = frozenset(f"{both} {who}" for both in ("two", "both") for who in (
    "leaders", "presidents", "ministers", "premiers", "chancellors", "nations", "delegations", "heads of state"))  # fmt: skip


def side_of(chain: Sequence[Attribution], people: Cast, own: OwnSides = NONE) -> str | None:
    """Whom the outermost holder of a chain speaks for; with no chain, the government that publishes the article, or None."""
    return holder_side(chain[0].holder, people, own) if chain else own.called(people.own)


def give(reading: Reading, statements: Sequence[Statement], own: OwnSides = NONE) -> tuple[Statement, ...]:
    """The statements of an article, each with its side; a source that the user lists speaks for that side in its own voice."""
    people, voice = cast.of(reading), own.named(reading.article.source)
    return tuple(
        replace(one, side=side_of(one.attributions, people, own) if one.attributions or not voice else voice)
        for one in statements
    )


def holder_side(holder: str, people: Cast, own: OwnSides = NONE) -> str:
    """The side of a holder by name."""
    listed = own.named(holder)
    if listed:
        return listed
    parts = [part for part in holder.split(" + ") if part] if " + " in holder else _halves(holder, people)
    if len(parts) > 1:
        sides = {holder_side(part, people, own) for part in parts}
        return sides.pop() if len(sides) == 1 else JOINT
    person = people.person(holder)
    if own:
        return _listed(holder, person, own) or own.called(_known(holder, person, people)) or holder
    return _known(holder, person, people)


def _listed(holder: str, person: Person | None, own: OwnSides) -> str | None:
    """The user's side of a person by any of his names, or of the name before or behind a holder's noun."""
    if person is not None:
        return own.named(person.name) or own.named(person.short)
    words = holder.split()
    cut = next((n for n, word in enumerate(words) if n and word.lower() in _LINKS), len(words))
    kinds = {role.kind for _, _, role in names.roles_in(words[:cut])}
    return own.within(words[:cut]) or (own.within(words[cut : cut + 6]) if kinds - {"source"} else None)


def _known(holder: str, person: Person | None, people: Cast) -> str:
    if person is not None:
        return person_side(person, people)
    aliases = names.alias_of(_bare(holder))
    known = [a for a in aliases if not a.unsure or a.side in people.sure]
    if len({a.side for a in known}) == 1:
        return known[0].side
    if not known and any(a.side == _bare(holder) for a in aliases):
        return _own_name(holder, people)
    return _phrase_side(holder.split(), people)


def _own_name(name: str, people: Cast) -> str:
    """A holder as a side of its own. One that is called as a state, and may be a person or another place, says so: it must
    never stand in that state's column."""
    stately = any(a.unsure and a.side == name and name not in people.sure for a in names.alias_of(name))
    return f"{name} (ambiguous)" if stately else name


def _halves(holder: str, people: Cast) -> list[str]:
    """The parts of "Ukrainian forces and pro-Russian separatists"; the whole when it names no two sides."""
    parts = holder.split(" and ")
    named = [any(names.sides_in(re.split(r"[\s-]+", part), people.sure)) for part in parts]
    return parts if len(parts) == 2 and all(named) and not names.alias_of(_bare(holder)) else [holder]


def _bare(holder: str) -> str:
    words = holder.split()
    return " ".join(words[1:] if words and words[0].lower() == "the" else words)


def person_side(person: Person, people: Cast) -> str:
    """Whom a person speaks for: nobody but science for an expert, else a country, a party, an employer, or only himself."""
    judges = person.has("expert") or any(role.word == "commentator" for role in person.roles)  # several are their country's
    if judges and not person.has("head", "state", "spokes"):
        return EXPERT
    country = cast.known_side(person)
    if country:
        return country
    if person.of and person.has("state", "spokes", "expert", "person"):
        inner = person.of
        if inner != person.name and inner != person.short:
            return _belonging(inner, people)
    official = people.own if person.has("head", "state", "spokes") else None
    return person.party or official or _own_name(person.short, people)


def _belonging(name: str, people: Cast) -> str:
    person = people.person(name)
    return person_side(person, people) if person else holder_side(name, people)


def _phrase_side(words: Sequence[str], people: Cast) -> str:
    """The side of a phrase that is no known name: "Russian state media", "Trump aides", "a senior Israeli official"."""
    if not words or not any(c.isalnum() for word in words for c in word):
        return UNNAMED
    plain = [w.strip(",;:\"“”'’") for w in words]
    lower = " ".join(plain).lower()
    if any(both in lower for both in _BOTH) or lower in _PAIR:
        return JOINT
    cut = next((n for n, w in enumerate(plain) if n and w.lower() in _LINKS), len(plain))
    front = [w for word in plain[:cut] for w in (word.removesuffix("'s").removesuffix("’s"),) if w]
    found = list(names.roles_in(front))
    kind = found[-1][2].kind if found else None
    if kind == "expert":
        return EXPERT
    if kind == "person":
        return UNNAMED
    role = found[-1][2] if found and found[-1][1] == len(front) else None
    speaks = role is not None and (role.kind in names.PERSONS or role.word in _GOVERNS)
    proper = not speaks and all(w[:1].isupper() or w.lower() in _SMALL for w in plain)
    side = _front_side(front, proper, people) or (_behind(plain[cut:], kind, people) if speaks else None)
    if side:
        return side
    thing = kind == "document" and " ".join(plain).islower()  # "a statement", "the video"
    nobody = thing or kind in names.PERSONS or (words[0][:1].islower() and not found) or plain[0].lower() in _SOME
    return UNNAMED if nobody and not (proper and len(front) > 1) else " ".join(words)


def _front_side(front: Sequence[str], proper: bool, people: Cast) -> str | None:
    """The side or person named before a holder's noun; in a proper name only at its end: "America Rising" is no country's."""
    for found in names.sides_in(front, people.sure):
        if not proper or found.last == len(front):
            return found.alias.side
    for word in front[:-1]:
        person = people.person(word)
        if person is not None:
            return person_side(person, people)
    return None


_SMALL = frozenset({"of", "the", "and", "for", "in", "&"})
_GOVERNS = frozenset({
    "ministry", "department", "government", "administration", "embassy", "army", "military", "council", "office",
})  # fmt: skip
_SOME = frozenset({
    "some", "many", "several", "others", "critics", "sources", "people", "those", "most", "few", "one", "two", "unnamed",
})  # fmt: skip


def _behind(words: Sequence[str], kind: str | None, people: Cast) -> str | None:
    """The side told behind a role: "a spokesman for Merkel", "the Foreign Ministry in Beijing", "officials in Kyiv"."""
    if len(words) < 2 or kind is None or kind == "source" or words[0].lower() not in ("of", "for", "from", "in", "at"):
        return None
    if words[0].lower() == "in" and kind not in ("body", "state", "spokes"):
        return None
    for found in names.sides_in(words[1:6], people.sure):
        return found.alias.side
    for word in words[1:4]:
        person = people.person(word)
        if person is not None:
            return person_side(person, people)
    return None


def parties(readings: Sequence[Reading], own: OwnSides = NONE) -> frozenset[str]:
    """The sides an event is between: the governments that publish its articles, and those of the persons these open with."""
    found: set[str] = set()
    counts: Counter[str] = Counter()
    for reading in readings:
        people = cast.of(reading)
        found.update(side for side in (own.named(reading.article.source) or own.called(people.own),) if side)
        counts.update({holder_side(people.persons[p].name, people, own) for p in people.principals} - {EXPERT, UNNAMED, JOINT})
    found.update(side for side, n in counts.items() if n * 2 >= len(readings))
    return frozenset(found)
