"""A user's own sides, which go before the lexicons: whose names stand for which side, and what a side is called.

    [sides]
    "PRC" = ["Beijing", "Xinhua", "Lu Kang", "China"]

    [labels]
    "US" = "United States"
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from framing import toml
from framing.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

KEPT = frozenset({"joint", "expert", "unnamed", "outlet"})
"""Words of the program that are no side and keep their name."""

_LONGEST = 8  # words of a name that are looked for inside a holder
_EDGE = ",;:.()\"“”'’"


@dataclass(frozen=True, slots=True)
class OwnSides:
    """Names of holders by side, and new labels for sides. A name may also be a side of ours: ("PRC" holds "China").

    Capitals and a leading "the" do not matter. `UsageError` when a name is given to two sides.
    """

    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    _by_words: Mapping[tuple[str, ...], str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_words: dict[tuple[str, ...], str] = {}
        for side, entries in self.names.items():
            for name in entries:
                other = by_words.setdefault(_words(name), side)
                if other != side:
                    one, first, second = map(toml.short, (name, other, side))
                    raise UsageError(f"[sides] gives “{one}” to “{first}” and to “{second}”: give it to one of them")
        for side in self.labels:
            if side in KEPT:
                raise UsageError(f"[labels] “{toml.short(side)}” is no side and keeps its name")
        object.__setattr__(self, "_by_words", by_words)

    def __bool__(self) -> bool:
        return bool(self.names or self.labels)

    def recorded(self) -> dict[str, float | int | str]:
        """The sides for the record of a run, as JSON text; nothing when there are none."""
        import json

        given = {"sides": {side: list(names) for side, names in self.names.items()}, "labels": dict(self.labels)}
        return {"own_sides": json.dumps(given, ensure_ascii=False, sort_keys=True)} if self else {}

    def named(self, name: str) -> str | None:
        """The user's side of a holder whose whole name is listed, or None."""
        side = self._by_words.get(_words(name))
        return self._label(side) if side is not None else None

    def within(self, words: Sequence[str]) -> str | None:
        """The user's side of the longest listed name inside `words`, the first of several; None when there is none."""
        plain = _words(" ".join(words))
        for n in range(min(_LONGEST, len(plain)), 0, -1):
            for i in range(len(plain) - n + 1):
                if plain[i : i + n] in self._by_words:
                    return self._label(self._by_words[plain[i : i + n]])
        return None

    def called(self, side: str | None) -> str | None:
        """What a side found by the lexicons is called: the user's side that lists it, else its new label, else itself."""
        return side if side is None or side in KEPT else self.named(side) or self._label(side)

    def _label(self, side: str) -> str:
        return self.labels.get(side, side)


NONE = OwnSides()
"""No sides of the user's own."""


def read(path: Path) -> OwnSides:
    """The sides of a TOML file. `UsageError`, with the place, when it cannot be read or says anything else."""
    return parse(toml.content(path), str(path))


def parse(raw: bytes, where: str) -> OwnSides:
    """The sides in TOML text; `where` is named in every fault."""
    given = toml.parse(raw, where)
    for key in given:
        if key not in ("sides", "labels"):
            raise UsageError(f"{where}: “{toml.short(key)}” is not known: write [sides] and [labels]")
    sides, labels = (_table(given, key, where) for key in ("sides", "labels"))
    for side, names in sides.items():
        _check(side, f"{where}: [sides]")
        if not isinstance(names, list) or not names:
            raise UsageError(f"{where}: [sides] “{toml.short(side)}”: give a list of names, such as [\"Beijing\", \"Xinhua\"]")
        for name in names:
            _check(name, f"{where}: [sides] “{toml.short(side)}”")
    for side, label in labels.items():
        _check(label, f"{where}: [labels] “{toml.short(side)}”")
    try:
        return OwnSides(sides, labels)
    except UsageError as fault:
        raise UsageError(f"{where}: {fault}") from None


def _table(given: dict[str, Any], key: str, where: str) -> dict[str, Any]:
    table = given.get(key, {})
    if not isinstance(table, dict):
        raise UsageError(f"{where}: “{key}” must be a table: write [{key}] on a line of its own")
    return table


def _check(name: object, place: str) -> None:
    if not isinstance(name, str) or not _words(name):
        must = "a name must be text in quotation marks with a letter or digit in it"
        raise UsageError(f"{place}: {must}, not {toml.shown(name)}")


def _words(name: str) -> tuple[str, ...]:
    plain = name.replace("’", "'").casefold().replace("'s", "").split()
    words = tuple(w for word in plain if (w := word.strip(_EDGE)) and any(c.isalnum() for c in w))
    return words[1:] if len(words) > 1 and words[0] == "the" else words
