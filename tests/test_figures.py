"""Amounts of one thing that two accounts give near and not the same."""

from __future__ import annotations

import numpy as np
import pytest

from framing.contrasts import figures
from framing.nearness import Nearness
from tests.test_quoted import read

pytestmark = pytest.mark.models


def words(models, one: str, other: str, chance: float = 0.5) -> list[tuple[str, ...]]:
    own, statements, readings = read(models, one, other)
    ids = tuple(statements)
    near = Nearness(ids, np.full((len(ids), len(ids)), chance), np.zeros((len(ids), 2), dtype=np.float32))
    return [tuple(side.words for side in pair.sides) for pair in figures.find(own, statements, readings, near)]


SAID = "The council passed a spending plan of $850 million for the harbour."


@pytest.mark.parametrize("one, other, told", [
    (SAID, "The plan includes $855 million for the quay and the ferry.", [("$850 million", "$855 million")]),
    ("Voters in 48 districts go to the polls.", "The ballot is held in 46 districts.", [("48", "46")]),
    (SAID, "The plan includes $850 million for the quay.", []),
    (SAID, "The plan includes $400 million for the quay.", []),
    (SAID, "The plan includes more than $840 million for the quay.", []),
    (SAID, "The plan includes $855 million for the quay and $850 million for the ferry.", []),
    (SAID, "The plan includes 855 million herring.", []),
    ("Three ships lay in 6 harbours.", "The ships lay in 5 harbours.", []),
    ("Turnout was 48 percent.", "Turnout was 46 percent.", []),
])  # fmt: skip
def test_near_figures(models, one, other, told):
    assert words(models, one, other) == told
    assert words(models, other, one) == [pair[::-1] for pair in told]


def test_statements_of_other_matters_are_not_compared(models):
    assert words(models, SAID, "The plan includes $855 million for the quay and the ferry.", chance=0.1) == []
