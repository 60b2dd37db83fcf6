"""How far several coders agree: Krippendorff's alpha for named values, with values missing.

K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", University of Pennsylvania, 2011.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

RELIABLE = 0.8
"""Alpha from which Krippendorff (2004, p. 241) lets conclusions rest on a coding."""

TENTATIVE = 0.667
"""Alpha from which he lets tentative conclusions rest on it."""


def alpha(units: Iterable[Sequence[str | None]]) -> float | None:
    """Krippendorff's alpha: 1 is full agreement, 0 is chance. A unit is the values its coders gave, None where one gave none.

    In a unit with m values every ordered pair of two coders counts 1/(m-1); a unit with fewer than two values counts nothing.
    With o the pairs of equal values, n all values so counted and n_c those equal to c:

        alpha = ((n - 1) o - sum n_c (n_c - 1)) / (n (n - 1) - sum n_c (n_c - 1))

    None where nothing can be said: no unit has two values, or all values are one and the same.
    """
    paired = [values for unit in units if len(values := [v for v in unit if v is not None]) > 1]
    counts = Counter(v for values in paired for v in values)
    total = counts.total()
    by_chance = sum(n * (n - 1) for n in counts.values())
    if total * (total - 1) == by_chance:
        return None
    equal = sum(n * (n - 1) / (len(values) - 1) for values in paired for n in Counter(values).values())
    return ((total - 1) * equal - by_chance) / (total * (total - 1) - by_chance)


def verdict(value: float | None) -> str:
    """What an alpha allows one to say, in words."""
    if value is None:
        return "cannot be told: fewer than two values, or all the same"
    if value >= RELIABLE:
        return "reliable"
    return "good enough for a first conclusion" if value >= TENTATIVE else "too low to build on: compare the reasons"
