"""The gallery: every page in reports/ is what its JSON renders to, byte for byte, and what the seeds still give."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from framing import from_json, models, read, report, river
from framing.records import Comparison
from framing.write import slug
from tests.runtimes import RUNTIMES

ROOT = Path(__file__).parent.parent
ACCURACY = json.loads((ROOT / "framing" / "accuracy.json").read_text())
GALLERY = sorted((ROOT / "reports").glob("*.json"))


def test_the_gallery_holds_the_eight_events_of_the_seeds():
    assert len(GALLERY) == 8


@pytest.mark.parametrize("path", GALLERY, ids=lambda p: p.stem)
def test_a_page_is_what_its_json_renders_to(path):
    page = report.page(from_json(path.read_text()), accuracy=ACCURACY, data_file=path.name)
    assert page == path.with_suffix(".html").read_text()


def test_the_index_is_what_the_comparisons_render_to():
    made = [from_json(path.read_text()) for path in GALLERY]
    made.sort(key=lambda c: c.event.id)
    assert report.index(made, [slug(c.event.id) for c in made]) == (ROOT / "reports" / "index.html").read_text()


def told(c: Comparison):
    """What must not drift: numbers may differ in the last digit between machines, so they are compared apart."""
    points = [(p.id, p.statements) for p in c.points]
    return (c.event, c.articles, c.statements, c.accounts, points, [(x.account, x.point, x.found) for x in c.cells])


@pytest.mark.models
@pytest.mark.parametrize("runtime", RUNTIMES)
def test_the_seeds_still_give_the_gallery(runtime):
    articles, _ = read.read(sorted((ROOT / "seeds").glob("0*.txt")))
    kept = {c.event.id: c for c in (from_json(path.read_text()) for path in GALLERY)}
    labels = []
    for fresh in river.compare(articles, models.load(runtime=runtime)):
        old = kept[fresh.event.id]
        assert told(fresh) == told(old)
        labels += [(a.label, b.label) for a, b in zip(fresh.points, old.points, strict=True)]
        for a, b in zip(fresh.cells, old.cells, strict=True):
            assert a.share is b.share is None or a.share.value == pytest.approx(b.share.value, abs=1e-4)
    assert sum(a == b for a, b in labels) >= 0.98 * len(labels)
