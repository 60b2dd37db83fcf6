"""The figures of record: a floor under each, measured with the weights and lexicons that are here."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "models"))
import measure  # noqa: E402 - models/ is no package

FLOORS = {
    "content, characters, F1": 0.84,
    "content recall, direct": 0.97,
    "content recall, mixed": 0.86,
    "content recall, indirect": 0.72,
    "attributions matched (overlap >= 0.5), F1": 0.69,
    "right source, of the matched": 0.87,
    "outermost holder of each statement": 0.82,
    "side of each statement": 0.86,
    "voice, direct, mixed or indirect": 0.89,
    "same point, across documents, pair F1": 0.58,
    "same point, any pair, F1": 0.55,
    "same thing told, sentences across documents, pair F1": 0.47,
    "a reader's contrasts found among the first 20": 0.48,
    "... wording": 0.35,
    "... emphasis": 0.30,
    "... conflict": 0.20,
    "of our first 10, the share a reader reports too": 0.65,
    "tone toward a named target, macro F1": 0.70,
    "ecbplus: articles grouped by event, B-cubed F1": 0.92,
    "seesaw: articles grouped by event, B-cubed F1": 0.93,
}
CEILINGS = {"bylines, captions, credits kept as statements": 0.04}
METRICS = json.loads((ROOT / "models" / "metrics.json").read_text())
FIGURES = {f["metric"]: f["value"] for f in METRICS["figures"]}


@pytest.mark.parametrize("metric", FLOORS)
def test_no_figure_of_record_is_below_its_floor(metric):
    assert FIGURES[metric] >= FLOORS[metric]


@pytest.mark.parametrize("metric", CEILINGS)
def test_no_figure_of_record_is_above_its_ceiling(metric):
    assert FIGURES[metric] <= CEILINGS[metric]


def test_the_figures_were_measured_with_these_weights_and_lexicons():
    assert METRICS["weights"] == measure.weights(), "lexicons or weights changed: run models/measure.py again"


def test_the_readme_shows_the_figures_of_record():
    assert measure.table(METRICS["figures"]) in (ROOT / "README.md").read_text()


def test_the_pages_show_the_figures_of_record():
    assert measure.card(METRICS["figures"]) == json.loads((ROOT / "framing" / "accuracy.json").read_text())
