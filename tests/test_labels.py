from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st

from framing import labels, nearness, points, propositions, river
from framing.models import Models
from framing.records import Article, Point, Statement
from framing.settings import DEFAULT
from framing.syntax import Reading
from tests import fakes

COUNCIL = (
    "The harbour council agreed to open the northern quay to foreign ships.",
    "Fishermen fear that the northern quay would drive away the herring.",
    "The reef dispute was not on the table.",
    "The mayor refused to sign the fishing treaty.",
)


def told(models: Models, *texts: str) -> tuple[list[Statement], Mapping[str, Reading]]:
    articles = [Article(f"a{n}", f"Paper {n}", text) for n, text in enumerate(texts)]
    made = {a.id: river.read(a, models) for a in articles}
    return [s for r in made.values() for s in river.tell(r)], made


def named(models: Models, groups: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Labels of points given as the sentences of each; all sentences make one article."""
    statements, made = told(models, "\n\n".join(dict.fromkeys(text for group in groups for text in group)))
    by_text = {s.text: s for s in statements}
    matters = {s.id: propositions.of(s, made[s.article]) for s in statements}
    vectors = nearness.embed(statements, [matters[s.id] for s in statements], models)
    rows, words = ({s.id: row for s, row in zip(statements, of, strict=True)} for of in (vectors.statements, vectors.words))
    return labels.name([[by_text[text] for text in group] for group in groups], made, matters, rows, words)


def found(models: Models, *texts: str) -> tuple[Point, ...]:
    statements, made = told(models, *texts)
    return points.find(statements, made, models, DEFAULT).points


# --- with fake models -----------------------------------------------------------------------------------------------------


@runs(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*COUNCIL, "Yes.", "\"(((", "<b>Quay</b> opened", "He has done that at his", "- - -"]),
                min_size=1, max_size=8))  # fmt: skip
def test_labels_are_distinct_short_and_never_empty(sentences):
    made = found(fakes.MODELS, "\n\n".join(sentences), "\n\n".join(COUNCIL))
    assert len({p.label.lower() for p in made}) == len(made)
    assert all(p.label.strip() and len(p.label.split()) <= 7 for p in made)


@runs(max_examples=20, deadline=None)
@given(st.permutations(range(len(COUNCIL))))
def test_the_order_of_points_members_and_articles_changes_no_label(order):
    statements, made = told(fakes.MODELS, *COUNCIL)
    turned = [statements[k] for k in order]
    there = points.find(statements, made, fakes.MODELS, DEFAULT).points
    back = points.find(turned, dict(reversed(made.items())), fakes.MODELS, DEFAULT).points
    assert there == back


# --- with the real ones ---------------------------------------------------------------------------------------------------

QUAY = (
    "The council agreed to open the northern quay to foreign ships.",
    "Foreign ships may use the northern quay from May, officials said.",
    "Fishermen fear that the northern quay would drive away the silver herring.",
    "The mayor praised the plan for the northern quay in a landmark speech worth a hundred toasts.",
)
GRAIN = (
    "Northland promised to purchase island grain for three years.",
    "Island grain sells badly since the drought.",
    "The minister called island grain the best of the south.",
)


@pytest.mark.models
def test_a_label_fits_the_group_and_not_one_member(models):
    quay, grain = named(models, [QUAY, GRAIN])
    assert "quay" in quay.lower() and "grain" in grain.lower()


@pytest.mark.models
def test_a_label_tells_its_point_from_the_others(models):
    made = named(models, [QUAY[:2], QUAY[2:3], QUAY[3:]])
    assert len({label.lower() for label in made}) == 3
    assert "herring" in made[1].lower() or "fishermen" in made[1].lower()


@pytest.mark.models
@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("No date has been set for a meeting of the two leaders in the capital.", "set for a meeting"),
        ("China supports the defense industry without sending lethal weapons to the front.", "sending lethal weapons"),
        ("No enemy can paralyze the Iranian nation in this century of steel.", "paralyze the iranian nation"),
        ("The president offered no additional details about the border plan.", "additional details"),
        ("The minister did not sign the fishing treaty in the harbour.", "sign the fishing treaty"),
        ("The mayor refused to sign the treaty.", "sign the treaty"),
        ("They never came here to swim, sail and row with us.", "swim, sail and row"),
    ],
)
def test_a_label_never_leaves_out_a_denial(models, text, never):
    (one,) = found(models, text)
    assert one.label and one.label.lower() != never


@pytest.mark.models
@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("We need to heal.", "We need to heal"),  # a whole short sentence
        ("It is greater than it was when they were here before him.", "Is greater"),  # nothing stands alone
        ("“Faith made the island strong,” he said.", "Faith made the island strong"),
    ],
)
def test_what_stands_in_when_no_phrase_stands_alone(models, text, label):
    (one,) = found(models, text)
    assert one.label == label


@pytest.mark.models
def test_labels_are_words_of_the_points_statements_and_hang_on_nothing_but_the_texts(models):
    texts = ["\n\n".join(QUAY), "\n\n".join(GRAIN)]
    statements, made = told(models, *texts)
    by_id = {s.id: s.text for s in statements}
    first = points.find(statements, made, models, DEFAULT).points
    assert all(any(p.label.lower() in " ".join(by_id[i].lower().split()) for i in p.statements) for p in first)
    renamed = [replace(r.article, id=f"z{i}", source="Anzeiger") for i, r in zip((2, 1), made.values(), strict=True)]
    again = {a.id: river.read(a, models) for a in reversed(renamed)}
    second = points.find([s for r in again.values() for s in river.tell(r)], again, models, DEFAULT).points
    assert [p.label for p in second] == [p.label for p in first]
