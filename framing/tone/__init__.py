"""How a sentence speaks of a named target: ill, plainly or well.

A small head, multinomial logistic regression over vectors of the encoder and what a lexicon finds in the target's scope
(`heads/tone.json`; `models/tone/fit.py` fits and measures it). The target's name is hidden from the encoder, so that
nobody's tone is read off who they are. Tone is how a sentence speaks, not whether it is right.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from framing.models import Models
from framing.syntax import TokenVectors
from framing.tone import features
from framing.tone.features import Asked, Floats, at, score

__all__ = ["Asked", "Tone", "at", "judge", "score", "toward"]


@dataclass(frozen=True, slots=True)
class Tone:
    """The chances that a sentence speaks ill, plainly or well of its target; they sum to 1."""

    negative: float
    neutral: float
    positive: float

    @property
    def leaning(self) -> float:
        """Chance of speaking well less that of speaking ill, -1..1."""
        return self.positive - self.negative


def judge(asked: Sequence[Asked], models: Models) -> list[Tone]:
    """The tone toward each target, in order. One pass of the encoder for each."""
    vectors = models.embed_tokens([one.masked for one in asked])
    return [toward(one, v) for one, v in zip(asked, vectors, strict=True)]


def toward(asked: Asked, vectors: TokenVectors) -> Tone:
    """The tone toward one target; `vectors` are the subwords' of `asked.masked`."""
    weights, intercept = _head()
    odds = weights @ features.of(asked, vectors) + intercept
    chances = np.exp(odds - odds.max())
    return Tone(*(chances / chances.sum()).tolist())


@cache
def _head() -> tuple[Floats, Floats]:
    head = json.loads(files("framing.heads").joinpath("tone.json").read_text(encoding="utf-8"))
    return np.array(head["weights"]), np.array(head["intercept"])
