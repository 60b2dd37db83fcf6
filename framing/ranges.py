"""What a value of the configuration may be, said beside its field: `same_event: Share = 0.165`.

A bare `int` or `float` is above 0; a field that may hold something else says so with `Annotated`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Annotated, Any, get_args, get_origin, get_type_hints

MOST = 1e15
"""Above every count of bytes or seconds that means something, and below what a clock or a file of ours cannot hold."""


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers from `low` to `high`, both included; with `above`, `low` itself is not."""

    low: float = 0
    high: float = MOST
    above: bool = False

    def holds(self, number: float) -> bool:
        """Whether the number is one of them; NaN and the infinities never are."""
        return self.low <= number <= self.high and not (self.above and number == self.low)

    def __str__(self) -> str:
        if self.high < MOST:
            return f"from {self.low:g} to {self.high:g}"
        return f"above {self.low:g}" if self.above else f"from {self.low:g} up"


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few values."""

    values: tuple[str | int, ...]

    def holds(self, value: object) -> bool:
        """Whether it is one of them."""
        return value in self.values

    def __str__(self) -> str:
        return f"{', '.join(map(str, self.values[:-1]))} or {self.values[-1]}"


@dataclass(frozen=True, slots=True)
class SomeOf:
    """One or more of a few words, with commas between them."""

    values: tuple[str, ...]

    def holds(self, text: object) -> bool:
        """Whether it names one or more of them and nothing else."""
        named = [part.strip().lower() for part in str(text).split(",") if part.strip()]
        return bool(named) and set(named) <= set(self.values)

    def __str__(self) -> str:
        return f"one or more of {', '.join(self.values)}"


@dataclass(frozen=True, slots=True)
class OnDisk:
    """The path of a file or folder, relative to the folder of the file that names it; "" for none."""

    def holds(self, text: object) -> bool:
        """Whether a path can be so written."""
        return "\0" not in str(text)

    def __str__(self) -> str:
        return "with a path"


POSITIVE = Range(above=True)
"""What a number may be when its field says nothing else."""

Share = Annotated[float, Range(0, 1)]
NotNegative = Annotated[float, Range(0)]
NotNegativeInt = Annotated[int, Range(0)]
PathText = Annotated[str, OnDisk()]


def bounds(record: type) -> dict[str, tuple[type, Any]]:
    """The fields of a dataclass in their order: the type of each, and what its values may be (None: any)."""
    hints = get_type_hints(record, include_extras=True)
    return {one.name: _bound(hints[one.name]) for one in fields(record)}


def _bound(hint: Any) -> tuple[type, Any]:
    of, *more = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    plain = get_origin(of) or of
    return plain, more[0] if more else POSITIVE if plain in (int, float) else None


def outside(record: Any) -> str | None:
    """The first field of a dataclass whose value is not what it may be; None when all are."""
    told = bounds(type(record))
    return next((name for name, (_, bound) in told.items() if bound and not bound.holds(getattr(record, name))), None)
