"""How likely a careful reader reports a difference in coverage: the order in which readers should see them.

Two logistic models, of omissions and of emphases, fitted on what two readers reported of 18 events (`heads/contrasts.json`;
`models/contrasts/` tells how, and how often the first ones are what a reader reports). They see how much is told of a point and
where, never what it is about or who tells it.
"""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files
from typing import TypedDict

Features = dict[str, float]


def omission(statements: int, share: float, place: float, chance: float) -> Features:
    """What is known of a point that an account does not tell: the statements on it of those who tell it, the largest share of
    an account's words it has, its first place (0 opens an article, 1 ends it), and the chance that the silent tells it too."""
    return {"statements": math.log(statements), "single": float(statements == 1), "share": math.log(share + 0.005),
            "place": place, "chance": chance}  # fmt: skip


def emphasis(statements: int, share: float, place: float, gap: float) -> Features:
    """What is known of a point that several tell: as for an omission, and by how much of its words the first exceeds the mean
    of the others."""
    return {"statements": math.log(statements), "share": math.log(share + 0.005), "place": place, "gap": gap}


def reported(kind: str, features: Features) -> float:
    """The chance that a careful reader reports it, 0..1."""
    weights = head()["weights"][kind]
    return 1 / (1 + math.exp(-(weights["intercept"] + sum(weights[name] * value for name, value in features.items()))))


class Head(TypedDict):
    """The weights of each kind, and how many of each kind one reader reports of an event."""

    weights: dict[str, dict[str, float]]
    reported: dict[str, float]


@cache
def head() -> Head:
    """What was fitted."""
    loaded: Head = json.loads(files("framing.heads").joinpath("contrasts.json").read_text(encoding="utf-8"))
    return loaded
