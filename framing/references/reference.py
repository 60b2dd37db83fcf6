"""What a linked word or phrase is, once it is linked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from framing.records import Span


@dataclass(frozen=True, slots=True)
class Reference:
    """Characters `start` to `end` of the article stand for `antecedents`, earlier spans of it: one, or the two of a pair."""

    start: int
    end: int
    antecedents: tuple[Span, ...]
    kind: Literal["pronoun", "noun", "pair", "event"]
