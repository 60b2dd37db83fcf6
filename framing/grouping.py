"""Groups that may overlap, out of the chance that each two things belong together."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Group = tuple[int, ...]

LARGEST = 60
"""Members up to which a group is grown: a longer list is no point any more, and growing it costs."""


def covering(chance: Matrix, bond: float, worth: float) -> tuple[Group, ...]:
    """Groups that cover the likely pairs best; whatever is in none stands alone.

    Around each thing a group is grown by adding the one with the highest mean chance to all members, while that is at least
    `worth` and its chance to the first is at least `bond`; each stage of growth is a candidate. Candidates are then taken
    greedily by what they add: the sum of (chance - worth) over the pairs no group before has put together, over the square
    root of their size, so that a tight group comes before a wide one that holds it. For the F1 of pairs alone the right
    `worth` would be half the F1 that can be reached (Lipton et al. 2014). Members rise in a group, groups by their members.
    """
    told = np.eye(len(chance), dtype=bool)
    value = np.asarray(chance - np.float32(worth), dtype=np.float64)
    taken = list(_greedy(sorted(_candidates(chance, bond, worth)), value, told))
    inside = {i for group in taken for i in group}
    return tuple(sorted([*whole(taken), *((i,) for i in range(len(chance)) if i not in inside)]))


def _candidates(chance: Matrix, bond: float, worth: float) -> set[Group]:
    found: set[Group] = set()
    for first in range(len(chance)):
        group = [first]
        total = chance[first].copy()
        closed = chance[first] < bond
        closed[first] = True
        while len(group) < min(LARGEST, len(chance)):
            mean = np.where(closed, -1, total / len(group))
            nearest = int(mean.argmax())
            if mean[nearest] < worth:
                break
            group.append(nearest)
            closed[nearest] = True
            total = total + chance[nearest]
            found.add(tuple(sorted(group)))
    return found


def whole(groups: Sequence[Group]) -> Iterator[Group]:
    """The groups that are not part of another."""
    holding: dict[int, list[frozenset[int]]] = {}
    for group in groups:
        for i in group:
            holding.setdefault(i, []).append(frozenset(group))
    yield from (group for group in groups if not any(set(group) < other for other in holding[group[0]]))


def _greedy(candidates: Sequence[Group], value: npt.NDArray[np.float64], told: npt.NDArray[np.bool_]) -> Iterator[Group]:
    """Lazy greedy choice (Minoux 1978): a candidate's gain is worked out again only when it comes first."""

    def gain(group: Group) -> float:
        inside = np.ix_(group, group)
        return float((value[inside] * ~told[inside]).sum()) / math.sqrt(len(group))

    waiting = [(-gain(group), group) for group in candidates]
    heapq.heapify(waiting)
    while waiting:
        group = heapq.heappop(waiting)[1]
        now = gain(group)
        if now <= 1e-9:
            continue
        if waiting and now < -waiting[0][0] - 1e-12:
            heapq.heappush(waiting, (-now, group))
            continue
        told[np.ix_(group, group)] = True
        yield group
