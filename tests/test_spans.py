"""The part of a statement that speaks to a point."""

from __future__ import annotations

import pytest

from framing import nearness, points, propositions, river
from framing.records import Article
from framing.settings import DEFAULT
from framing.spans import spans_of
from tests import fakes

LIST = "The presidents discussed grain prices, the disputed reef, the fishing treaty and a prison exchange."
ARTICLES = [
    Article("a", "Herald", f"{LIST}\n\nRain fell on the harbour all day."),
    Article("b", "Post", "The disputed reef belongs to the island, its president said."),
    Article("c", "Star", "A prison exchange would free nine sailors, and the reef, disputed for years, came up too."),
]


def told(articles, models):
    readings = {a.id: river.read(a, models) for a in articles}
    said = [s for r in readings.values() for s in river.tell(r)]
    return {s.id: s for s in said}, points.find(said, readings, models, DEFAULT).points


@pytest.mark.parametrize("articles", [ARTICLES, ARTICLES[:1]])
def test_spans_lie_in_their_statements_one_for_each(articles):
    said, made = told(articles, fakes.MODELS)
    for point in made:
        assert len(point.spans) == len(point.statements)
        for i, (start, end) in zip(point.statements, point.spans, strict=True):
            assert said[i].start <= start < end <= said[i].end


@pytest.mark.models
@pytest.mark.parametrize(
    ("one", "other", "speaks"),
    [
        (LIST, "The disputed reef belongs to the island, its president said.", "the disputed reef"),
        (LIST, "Nine sailors would come home in an exchange of prisoners, the prison service hopes.", "a prison exchange"),
        ("The council opened the quay to foreign ships, while the price of grain rose to a record.",
         "Grain has never been so dear.", "the price of grain rose to a record"),
        ("The herring are gone.", "The herring have left the bay for good.", "The herring are gone."),
    ],
)  # fmt: skip
def test_a_statement_speaks_with_what_the_other_tells_too(models, one, other, speaks):
    readings = {i: river.read(Article(i, i, text), models) for i, text in (("a", one), ("b", other))}
    said = [s for r in readings.values() for s in river.tell(r)]
    matters = [propositions.of(s, readings[s.article]) for s in said]
    ((span, _),) = spans_of([(0, 1)], said, matters, nearness.embed(said, matters, models))
    assert one[slice(*span)] == speaks


@pytest.mark.models
def test_a_statement_that_stands_alone_speaks_with_all_it_says(models):
    said, made = told(ARTICLES[:1], models)
    for point in (p for p in made if len(p.statements) == 1):
        assert point.spans == ((said[point.statements[0]].start, said[point.statements[0]].end),)
