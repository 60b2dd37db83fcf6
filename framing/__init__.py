"""Lay several accounts of one event side by side.

    >>> from framing import Article, compare
    >>> comparisons = compare([Article("a", "Harbour Herald", "…"), Article("b", "Island Post", "…")])

Importing this package opens nothing heavy; the models are opened by the first comparison.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from framing.errors import FramingError, ModelMissing, NothingUsable, UsageError
from framing.own_sides import NONE, OwnSides
from framing.records import SCHEMA, Article, Comparison, from_json, to_json
from framing.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from framing.models import Models

__version__ = "0.1.0"
__all__ = [
    "DEFAULT",
    "SCHEMA",
    "Article",
    "Comparison",
    "FramingError",
    "ModelMissing",
    "NothingUsable",
    "OwnSides",
    "Settings",
    "UsageError",
    "compare",
    "from_json",
    "to_json",
]


def compare(
    articles: Iterable[Article], *, models: Models | None = None, settings: Settings = DEFAULT, sides: OwnSides = NONE
) -> tuple[Comparison, ...]:
    """One `Comparison` for each event that the articles tell.

    `models` is an opened bundle (`framing.models.load()`), to be given when many sets are compared in one process. `sides` go
    before the sides we know: `OwnSides({"PRC": ["Beijing", "China"]}, labels={"US": "United States"})`.
    Raises `ModelMissing` when a model's files are absent.
    """
    from framing import models as opener
    from framing import river

    return tuple(river.compare(articles, models or opener.load(), settings, own_sides=sides))
