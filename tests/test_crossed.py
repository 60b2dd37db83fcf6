"""Lists made with weights fitted on other events (models/contrasts/crossed.py): the weights are exchanged, then put back."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from framing.contrasts import order, wording, worth
from framing.models import Models
from framing.records import Contrast

sys.path.insert(0, str(Path(__file__).parent.parent / "models" / "contrasts"))
import crossed

EVEN = {"weights": {"omission": {"intercept": 0.0, "chance": -1.0}, "emphasis": {"intercept": 0.0}},
        "reported": {"omission": 1.0, "emphasis": 9.0}}  # fmt: skip


def found(kind, point):
    return 0.5, Contrast("", kind, "source", point, ("source:A",), None, (f"{kind} {point}",))


def test_other_weights_are_used_wherever_the_package_reads_them():
    both = [found(kind, point) for kind in ("omission", "emphasis") for point in ("p1", "p2")]
    own = [c.kind for c in order.in_order(both)]
    with crossed.heads(contrasts=EVEN):
        assert worth.reported("omission", {"chance": 0.0}) == 0.5
        assert [c.kind for c in order.in_order(both)] == ["emphasis", "emphasis", "omission", "omission"]
    assert [c.kind for c in order.in_order(both)] == own != ["emphasis", "emphasis", "omission", "omission"]


def test_weights_are_put_back_after_a_fault():
    own = wording.head()
    with pytest.raises(ZeroDivisionError), crossed.heads(wording={"intercept": 7.0}):
        assert wording.head() == {"intercept": 7.0}
        raise ZeroDivisionError
    assert wording.head() == own


def test_a_text_is_given_to_a_model_once():
    asked = []
    models = crossed.once(Models(lambda texts: asked.append(texts) or [], lambda t: t, lambda t: t, tuple))
    models.parse(["a", "b"])
    models.parse(["a", "b"])
    models.parse(["b"])
    assert asked == [["a", "b"], ["b"]]


@dataclass
class Named:
    name: str


def test_an_event_has_no_part_in_the_weights_its_list_is_made_with(monkeypatch):
    a, b, c = map(Named, "abc")
    monkeypatch.setattr(crossed.fit, "head", lambda told, listed: [one.name for one in told])
    monkeypatch.setattr(crossed.fit_wording, "fitted", lambda read, pairs: read)
    assert crossed.without(b, [a, b, c], {}, {"a": 1, "b": 2, "c": 3}, {}) == {"contrasts": ["a", "c"], "wording": [1, 3]}
