"""Does an account speak to a point: told, not found, or cannot tell.

An account tells a point when one of its statements was grouped with it. For every other account the chance that it speaks to
the point all the same is judged by what the others say of it,

    P = sigmoid(a + b logit(max_s m_s) + c logit(1 - prod_s (1 - m_s))),

m_s the mean chance of one point (`nearness`) of the account's statement s with the point's statements of others: how near its
nearest statement is, and how many come near. The three numbers (`heads/presence.json`) were fitted on twice-read events. From
`settings.cannot_tell` on we cannot tell: of accounts of another event, put beside an event's own, fewer than two in a hundred
come as near or are grouped. Of an account of excerpts we cannot tell either: what was not read may tell it.
`models/points/presence.py` measures that, and how often each answer is wrong.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from framing.nearness import Nearness
from framing.records import Account, Found, Point, Presence
from framing.settings import Settings

Floats = npt.NDArray[np.float64]

SURE = 1e-3
"""Chances are kept this far from 0 and 1, so that no single statement decides alone."""


def judge(
    accounts: Sequence[Account], points: Sequence[Point], nearness: Nearness, settings: Settings
) -> dict[tuple[str, str], Presence]:
    """What is known of each account and point, by their ids."""
    place = {i: n for n, i in enumerate(nearness.ids)}
    members = [np.array([place[i] for i in point.statements], dtype=int) for point in points]
    return {(account.id, point.id): found for account in accounts
            for point, found in zip(points, _row(account, members, place, nearness, settings), strict=True)}  # fmt: skip


def _row(
    account: Account, members: Sequence[npt.NDArray[np.int_]], place: Mapping[str, int], nearness: Nearness, settings: Settings
) -> list[Presence]:
    own = np.array([place[i] for i in account.statements if i in place], dtype=int)
    mine = np.zeros(len(nearness.ids), dtype=bool)
    mine[own] = True
    found = []
    for group in members:
        rest = group[~mine[group]]
        if not len(rest) or not len(own):
            found.append(Presence("told" if not len(rest) else "cannot tell"))
            continue
        near = nearness.chance[np.ix_(own, rest)].mean(axis=1, dtype=np.float64)
        chance = round(float(telling(near)), 4)
        if len(rest) < len(group):
            found.append(Presence("told", chance))
            continue
        closest = int(own[near.argmax()])
        cosine = round(float((nearness.vectors[rest] @ nearness.vectors[closest]).max()), 3)
        answer: Found = "cannot tell" if account.excerpt or chance >= settings.cannot_tell else "not found"
        found.append(Presence(answer, chance, nearness.ids[closest], cosine))
    return found


def telling(near: Floats) -> float:
    """The chance that an account speaks to a point, from the mean chance of each of its statements with the others' on it."""
    weights = _head()
    return float(1 / (1 + np.exp(-(weights["intercept"] + evidence(near) @ np.array([weights["nearest"], weights["any"]])))))


def evidence(near: Floats) -> Floats:
    """The two log odds that `telling` weighs: of the nearest statement, and that any of them speaks to the point."""
    odds = np.clip([near.max(), 1 - np.prod(1 - near)], SURE, 1 - SURE)
    return np.asarray(np.log(odds / (1 - odds)))


@cache
def _head() -> dict[str, float]:
    head: dict[str, float] = json.loads(files("framing.heads").joinpath("presence.json").read_text(encoding="utf-8"))
    return head
