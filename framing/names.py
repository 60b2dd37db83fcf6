"""The words that name sides, roles and persons: the lexicons, opened once, and how a run of words is looked up in them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

Sort = Literal["name", "people", "seat", "media", "body", "leader"]
Kind = Literal["head", "state", "spokes", "expert", "politician", "person", "people", "source", "paper", "document", "body"]

PERSONS: frozenset[str] = frozenset({"head", "state", "spokes", "expert", "politician", "person", "people", "source"})
"""Kinds of role that a person has, not a body or a document."""


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of a side. `unsure` ones mean other things too and count only when the text names the side otherwise."""

    side: str
    sort: Sort
    short: str  # for a leader: the name the person is commonly called by
    unsure: bool


@dataclass(frozen=True, slots=True)
class Role:
    """What a speaker is called by: its kind, and the one word used for all its variants."""

    kind: Kind
    word: str


@dataclass(frozen=True, slots=True)
class Found:
    """A name of a side in a run of words: the words `first` to `last` (exclusive)."""

    first: int
    last: int
    alias: Alias


def sides_in(words: Sequence[str], sure: Collection[str] = ()) -> Iterator[Found]:
    """The names of sides in `words`, longest first at each place, left to right.

    A name with several meanings is given only when `sure` holds its side; "non-U.S." names nobody.
    """
    longest, past = _longest_from(), 0
    for i, word in enumerate(words):
        most = longest.get(word.lower().replace("’", "'"))
        found = _side_at(words, i, most, sure) if most and i >= past else None
        if found is None:
            continue
        past = found.last
        if not (i >= 1 and words[i - 1].lower() in {"non", "non-", "anti", "anti-"}) and not (
            i >= 2 and words[i - 1] == "-" and words[i - 2].lower() in {"non", "anti", "pro", "ex"}
        ):
            yield found


def _side_at(words: Sequence[str], i: int, most: int, sure: Collection[str]) -> Found | None:
    """The longest name of a side, of at most `most` words, that begins at word `i`."""
    for n in range(min(most, len(words) - i), 0, -1):
        for alias in alias_of(" ".join(words[i : i + n])):
            if not alias.unsure or alias.side in sure:
                return Found(i, i + n, alias)
    return None


@lru_cache(maxsize=1 << 14)
def alias_of(name: str) -> tuple[Alias, ...]:
    """The sides a name may stand for; more than one only for names with several meanings. Capitals must fit."""
    plain = name.replace("’", "'")
    return tuple(alias for alias, written in _aliases().get(plain.lower(), ()) if _fits(plain, written))


def _fits(name: str, written: str) -> bool:
    if (len(written) <= 5 and written.isupper()) or not name.isupper():
        return name == written or (len(written) > 5 and name[:1].isupper() and name.lower() == written.lower())
    return True


def role_of(words: Sequence[str], i: int) -> tuple[Role, int] | None:
    """The role that begins at word `i`, with the number of its words; None when there is none. Plurals are roles too."""
    if words[i].lower() not in _role_openings():
        return None
    for n in (3, 2, 1):
        phrase = " ".join(words[i : i + n]).lower()
        role = _roles().get(phrase) or _roles().get(_singular(phrase))
        if role and i + n <= len(words):
            return role, n
    return None


def roles_in(words: Sequence[str]) -> Iterator[tuple[int, int, Role]]:
    """The roles in `words` as (first, last exclusive, role), left to right."""
    openings, past = _role_openings(), 0
    for i, word in enumerate(words):
        found = role_of(words, i) if i >= past and word.lower() in openings else None
        if found:
            past = i + found[1]
            yield i, past, found[0]


def gender_of(first_name: str) -> str | None:
    """"f" or "m" for a common first name, else None."""
    return _genders().get(first_name)


def _singular(phrase: str) -> str:
    if phrase.endswith("men"):
        return phrase[:-3] + "man"
    if phrase.endswith("ies"):
        return phrase[:-3] + "y"
    if phrase.endswith(("ches", "shes", "sses")):
        return phrase[:-2]
    if phrase.startswith(("heads of ", "chiefs of ", "secretaries of ")):
        return phrase.replace("ies of", "y of").replace("s of", " of")
    return phrase[:-1] if phrase.endswith("s") else phrase


@cache
def _aliases() -> dict[str, tuple[tuple[Alias, str], ...]]:
    table: dict[str, list[tuple[Alias, str]]] = {}

    def add(side: str, sort: Sort, names: str, short: str = "") -> None:
        for entry in filter(None, names.split(";")):
            written = entry.rstrip("?")
            alias = Alias(side, sort, short, entry.endswith("?"))
            for form in dict.fromkeys((written, written.replace("-", " - "), written.replace("'s", " 's"))):
                table.setdefault(form.lower(), []).append((alias, form))

    for side, names, people, seats in _rows("countries.tsv"):
        add(side, "name", names)
        add(side, "people", people)
        add(side, "seat", seats)
    for side, kind, names in _rows("sides.tsv"):
        sort: Sort = "media" if kind == "media" else "leader" if kind == "leader" else "body"
        written = names.split(";")
        add(side, sort, names, next((name for name in written if " " not in name), written[0]))
    return {name: tuple(found) for name, found in table.items()}


@cache
def _longest_from() -> dict[str, int]:
    """The most words of a name of a side that begins with a word."""
    longest: dict[str, int] = {}
    for name in _aliases():
        words = name.split()
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


@cache
def _role_openings() -> frozenset[str]:
    """The words, single and in plural, that a role may begin with."""
    first = {role.split()[0] for role in _roles()}
    plural = {word + ending for word in first for ending in ("s", "es")}
    plural |= {word[:-1] + "ies" for word in first if word.endswith("y")}
    plural |= {word[:-3] + "men" for word in first if word.endswith("man")}
    return frozenset(first | plural)


@cache
def _roles() -> dict[str, Role]:
    return {word: Role(_kind(kind), same) for word, kind, same in _rows("roles.tsv")}


def _kind(kind: str) -> Kind:
    kinds: dict[str, Kind] = {k: k for k in Kind.__args__}  # type: ignore[attr-defined]
    return kinds[kind]


@cache
def _genders() -> dict[str, str]:
    return {name: gender for gender, names in _rows("first_names.tsv") for name in names.split(";")}


def _rows(file: str) -> Iterator[list[str]]:
    """The rows of a lexicon after its comments and its line of headings."""
    lines = (files("framing") / "lexicons" / file).read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.strip() and not line.startswith("#")]
    for line in kept[1:]:
        yield line.split("\t")
