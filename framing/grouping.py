"""Groups that may overlap, out of how near each two things are."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]


def overlapping(near: Matrix, cut: float, join: float, most: int) -> tuple[tuple[int, ...], ...]:
    """Average linkage cut at mean nearness `cut`; then each thing also joins the groups it is near to.

    A thing joins another group when its mean nearness to the members is at least `join`, best first, up to `most` groups in
    all. A group that has become part of another is dropped. Members in rising order, groups by their first members.
    """
    home = _linkage(near, cut)
    member = np.zeros((len(near), int(home.max()) + 1), dtype=np.float32)
    member[np.arange(len(near)), home] = 1
    mean = (near @ member - np.diagonal(near)[:, None] * member) / np.maximum(member.sum(axis=0) - member, 1)
    groups = [set(np.flatnonzero(column).tolist()) for column in member.T]
    for i, row in enumerate(mean):
        others = [g for g in np.argsort(-row, kind="stable").tolist() if g != home[i] and row[g] >= join]
        for g in others[: most - 1]:
            groups[g].add(i)
    return _largest(groups)


def _linkage(near: Matrix, cut: float) -> npt.NDArray[np.int64]:
    """The group of each thing, numbered from 0 (UPGMA, Sokal & Michener 1958)."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    if len(near) == 1:
        return np.zeros(1, dtype=np.int64)
    top = float(near.max())
    apart = top - near.astype(np.float64)
    np.fill_diagonal(apart, 0)
    tree = linkage(squareform(apart, checks=False), method="average")
    return np.asarray(fcluster(tree, max(top - cut, 0.0), criterion="distance"), dtype=np.int64) - 1


def _largest(groups: list[set[int]]) -> tuple[tuple[int, ...], ...]:
    kept: list[set[int]] = []
    for group in sorted(groups, key=lambda g: (-len(g), sorted(g))):
        if not any(group <= other for other in kept):
            kept.append(group)
    return tuple(sorted(tuple(sorted(group)) for group in kept))
