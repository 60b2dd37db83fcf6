from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from framing import grouping, points, propositions, river, similarity
from framing.records import Article, Attribution, Point, Statement
from framing.settings import DEFAULT
from framing.syntax import Paragraph, Reading
from tests import fakes

HERALD = Article("h", "Herald", (
    "The harbour council agreed to open the northern quay to foreign ships.\n\n"
    "Fishermen fear that the quay would drive away the herring.\n\n"
    "The minister promised to buy island grain for three years."
))  # fmt: skip
POST = Article("p", "Post", (
    "Foreign ships may use the northern quay from May, the harbour council agreed.\n\n"
    "The reef dispute was not on the table.\n\n"
    "Grain purchases for three years were promised by the minister."
))  # fmt: skip


def told(articles, models):
    readings = {a.id: river.read(a, models) for a in articles}
    return [s for r in readings.values() for s in river.tell(r)], readings


def found(articles, models=fakes.MODELS) -> tuple[Point, ...]:
    statements, readings = told(articles, models)
    return points.find(statements, readings, models, DEFAULT).points


def texts(made, articles, models=fakes.MODELS):
    by_id = {s.id: s.text for s in told(articles, models)[0]}
    return [(p.label, sorted(by_id[i] for i in p.statements)) for p in made]


# --- find -----------------------------------------------------------------------------------------------------------------


def test_every_statement_is_in_a_point_and_points_are_numbered_in_order():
    made = found([HERALD, POST])
    statements, _ = told([HERALD, POST], fakes.MODELS)
    assert {i for p in made for i in p.statements} == {s.id for s in statements}
    assert [p.id for p in made] == [f"p{n}" for n in range(1, len(made) + 1)]
    assert all(p.headline in p.statements for p in made)
    widths = [len({i.split("/")[0] for i in p.statements}) for p in made]
    assert widths == sorted(widths, reverse=True)


def test_the_order_of_articles_and_statements_changes_nothing():
    statements, readings = told([HERALD, POST], fakes.MODELS)
    backwards = points.find(statements[::-1], dict(reversed(readings.items())), fakes.MODELS, DEFAULT).points
    assert backwards == points.find(statements, readings, fakes.MODELS, DEFAULT).points


def test_other_names_of_articles_and_sources_change_no_group_and_no_label():
    renamed = [replace(HERALD, id="z", source="Zeitung"), replace(POST, id="a", source="Anzeiger")]
    assert texts(found(renamed), renamed) == texts(found([HERALD, POST]), [HERALD, POST])


def test_the_same_text_under_two_names_speaks_to_the_same_points():
    mirror = replace(HERALD, id="m", source="Mirror")
    for point in found([HERALD, mirror]):
        own = {i.split("/")[1] for i in point.statements if i.startswith("h/")}
        assert own == {i.split("/")[1] for i in point.statements if i.startswith("m/")}


@pytest.mark.parametrize("text", ["", "Yes.", "— — —", "…", "The harbour opened."])
def test_row_57_articles_of_one_statement_or_none(text):
    made = found([Article("a", "A", text)])
    assert len(made) <= 1 and all(p.label.strip() for p in made)


# --- propositions ---------------------------------------------------------------------------------------------------------


def matter(text, models, holder="", cue=""):
    (parse,) = models.parse([text])
    reading = Reading(Article("a", "A", text), (Paragraph(0, len(text), "text", parse),))
    spans = [(text.index(x), text.index(x) + len(x)) if x else None for x in (holder, cue)]
    said = (Attribution(holder, spans[0], spans[1], (0, len(text))),) if cue else ()
    return propositions.of(Statement("a/s0", "a", 0, len(text), text, 0, attributions=said), reading)


@pytest.mark.models
@pytest.mark.parametrize(
    ("text", "holder", "cue", "told"),
    [
        ("Putin said that the army would leave.", "Putin", "said", ["the army would leave"]),
        ("The council opened the quay and sold its ships.", "", "",
         ["The council opened the quay and", "The council sold its ships"]),
        ("According to Reuters, prices fell sharply in May.", "Reuters", "According to", ["prices fell sharply in May"]),
    ],
)  # fmt: skip
def test_propositions_leave_the_frame_and_borrow_the_subject(models, text, holder, cue, told):
    assert [p.text for p in matter(text, models, holder, cue).propositions] == told


@pytest.mark.models
def test_words_of_a_frame_and_of_a_person_weigh_less(models):
    weight = {w.lemma: w.weight for w in matter("Biden warned that sanctions would follow.", models, "Biden", "warned").words}
    assert weight["biden"] == pytest.approx(propositions.FRAME * propositions.PERSON)
    assert weight["sanction"] == 1.0


def test_words_keep_their_place_in_the_statement():
    said = matter("Grain prices fell.", fakes.MODELS)
    assert ["Grain prices fell."[w.start : w.end].lower() for w in said.words] == [w.lemma for w in said.words]


# --- similarity -----------------------------------------------------------------------------------------------------------


def random_rows(n, size=8, seed=3):
    return similarity.unit(np.random.default_rng(seed).standard_normal((n, size)).astype(np.float32))


def test_standard_has_no_mean_and_unit_spread_in_a_large_event():
    signal = similarity.centred_cosine(random_rows(60))
    z = similarity.standard(signal, (5.0, 9.0))[~np.eye(60, dtype=bool)]
    assert abs(z.mean()) < 0.2 and 0.3 < z.std() < 1.1


def test_standard_leans_on_the_usual_spread_when_there_are_few_pairs():
    two = np.array([[1, 0.9], [0.9, 1]], dtype=np.float32)
    assert similarity.standard(two, (0.1, 0.2))[0, 1] > 1.5


def test_an_everyday_word_is_less_rare_than_an_unknown_one():
    everyday, unknown = similarity.rarity(["president", "zyzzyva"])
    assert 0 <= everyday < 0.6 < unknown <= 1


def test_propositions_match_is_the_mean_of_best_partners_of_clauses_and_the_nearest_two_of_all():
    rows = random_rows(5)
    owner, clause = [0, 0, 1, 2, 2], [True, False, True, True, True]
    match = similarity.propositions_match(rows, owner, clause, 3)
    flat = similarity.unit(rows - rows.mean(axis=0))
    cosine = flat @ flat.T
    assert match.mean[0, 1] == pytest.approx(cosine[0, 2], abs=1e-5)
    there, back = max(cosine[2, 3], cosine[2, 4]), (cosine[3, 2] + cosine[4, 2]) / 2
    assert match.mean[1, 2] == pytest.approx((there + back) / 2, abs=1e-5)
    assert match.best[0, 1] == pytest.approx(max(cosine[0, 2], cosine[1, 2]), abs=1e-5)
    assert match.best[0, 2] == pytest.approx(cosine[:2, 3:].max(), abs=1e-5)
    for matrix in (match.mean, match.best):
        assert np.allclose(matrix, matrix.T)


def test_row_56_blocks_change_no_signal(monkeypatch):
    bags = [[propositions.Word(0, 1, f"word{k}", 1.0) for k in range(n % 4)] for n in range(11)]
    vectors = [random_rows(len(bag), seed=n) for n, bag in enumerate(bags)]
    documents = ["a"] * 6 + ["b"] * 5
    whole = similarity.word_signals(bags, vectors, documents)
    monkeypatch.setattr(similarity, "BLOCK", 2)
    parts = similarity.word_signals(bags, vectors, documents)
    for name in ("anchors", "coverage", "gist"):
        assert np.allclose(getattr(whole, name), getattr(parts, name), atol=1e-5), name


def test_context_stays_inside_an_article():
    rows = random_rows(3)
    mixed = similarity.in_context(rows, ["a", "a", "b"])
    assert np.allclose(mixed[2], rows[2])
    assert np.allclose(mixed[0], rows[0] + 0.25 * rows[1])
    assert np.allclose(mixed[1], rows[1] + 0.5 * rows[0])


# --- grouping -------------------------------------------------------------------------------------------------------------


def chance(n, *pairs):
    matrix = np.full((n, n), 0.02, dtype=np.float32)
    np.fill_diagonal(matrix, 1)
    for i, j, p in pairs:
        matrix[i, j] = matrix[j, i] = p
    return matrix


@pytest.mark.parametrize(
    ("matrix", "groups"),
    [
        (chance(1), ((0,),)),
        (chance(3), ((0,), (1,), (2,))),
        (chance(4, (0, 1, 0.9), (2, 3, 0.8)), ((0, 1), (2, 3))),
        (chance(3, (0, 1, 0.7), (1, 2, 0.7)), ((0, 1), (1, 2))),  # 1 speaks to two points
        (chance(3, (0, 1, 0.9), (1, 2, 0.9), (0, 2, 0.9)), ((0, 1, 2),)),
    ],
)
def test_covering(matrix, groups):
    assert grouping.covering(matrix, 0.3, 0.33) == groups


def test_a_group_inside_another_is_dropped():
    rng = np.random.default_rng(0)
    matrix = rng.random((20, 20)).astype(np.float32)
    matrix = (matrix + matrix.T) / 2
    groups = [set(g) for g in grouping.covering(matrix, 0.3, 0.33)]
    assert not any(a < b for a in groups for b in groups)
    assert set().union(*groups) == set(range(20))


# --- the real thing -------------------------------------------------------------------------------------------------------


@pytest.mark.models
def test_two_accounts_of_one_talk(models):
    made = texts(found([HERALD, POST], models), [HERALD, POST], models)
    together = [members for _, members in made if len(members) > 1]
    quay = [m for m in together if any("open the northern quay" in t for t in m)]
    assert any(any("may use the northern quay" in t for t in members) for members in quay)
    assert any(all("rain" in t for t in members) for members in together)
    assert ["The reef dispute was not on the table."] in [members for _, members in made]
