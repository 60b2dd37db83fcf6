"""A comparison kept as a model: it comes back as it was, refuses what is not whole, and says what a new article tells."""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st
from safetensors.numpy import load, save

from framing import reference, river
from framing.batch import folder as folders
from framing.cli import main
from framing.errors import ModelMissing, NothingUsable, UsageError
from framing.models import Models
from framing.records import TOO_LITTLE, Article, Cell, ModelCard, Point, Presence
from framing.reference import folder, rows
from framing.reference.following import NO_POINT, TERMS, posterior, terms
from framing.settings import Settings
from tests import fakes

SETTINGS = Settings(bootstrap=20, permutations=20, words_deals=20, silence_words=20)

HARBOUR = (
    "The harbour of Lindau was closed on Monday after a storm sank two fishing boats. "
    "The mayor of Lindau promised that the port would open again within ten days. "
    "Divers searched the harbour for the crew of the second boat until midnight. "
    "Fishermen said that the sea wall had been cracked since last winter."
)
BUDGET = (
    "The council of Lindau debated the cost of a new sea wall on Monday. "
    "Engineers warned the council in March that the old wall would not survive a storm. "
    "The opposition asked for an inquiry into the missing repair money. "
    "The port lost two fishing boats in the storm, and its owners want to be paid."
)
STRANGER = (
    "The orchestra of Graz played a forgotten symphony by a local composer on Friday. "
    "Critics praised the young violinist and the warm sound of the restored hall. "
    "Tickets for the next concert, with works by Bartok, were sold within an hour."
)


def told(a: str = HARBOUR, b: str = BUDGET, first: str = "Gazette", second: str = "Courier") -> tuple[Article, Article]:
    return Article("a", first, a, event="storm"), Article("b", second, b, event="storm")


def fitted(models: Models = fakes.MODELS, articles=None, settings=SETTINGS) -> reference.Reference:
    (comparison,) = river.compare(articles or told(), models, settings)
    return reference.fit(comparison, models, settings)


def scored(kept: reference.Reference, text: str, models: Models = fakes.MODELS, source: str = "Herald"):
    ready = reference.prepare(kept, models)
    placed = reference.place(ready, Article("n", source, text), models)
    return ready, placed, reference.follow(ready, placed)


@pytest.fixture
def kept(tmp_path) -> Path:
    reference.write(fitted(), tmp_path / "model")
    return tmp_path / "model"


# --- the folder -----------------------------------------------------------------------------------------------------------


def test_what_is_written_comes_back(kept):
    before, after = fitted(), reference.read(kept, fakes.MODELS)
    assert replace(after, vectors=before.vectors) == before
    for name in ("statements", "propositions"):
        assert np.array_equal(getattr(after.vectors, name), getattr(before.vectors, name))
    assert after.vectors.owners == before.vectors.owners
    assert all(np.array_equal(x, y) for x, y in zip(after.vectors.words, before.vectors.words, strict=True))
    assert folder.contents(after) == folder.contents(before)


def test_it_is_json_and_safetensors_alone(kept):
    assert {p.name for p in kept.iterdir()} == {".framing", "reference.json", "vectors.safetensors"}
    assert json.loads((kept / "reference.json").read_text())["schema"] == 1


def test_a_model_scores_as_the_comparison_it_came_from(kept):
    _, placed, followed = scored(fitted(), BUDGET)
    _, again, followed_again = scored(reference.read(kept, fakes.MODELS), BUDGET)
    assert (placed.found, followed) == (again.found, followed_again)


def test_one_account_is_no_model():
    (comparison,) = river.compare(told()[:1], fakes.MODELS, SETTINGS)
    with pytest.raises(NothingUsable, match="two accounts"):
        reference.fit(comparison, fakes.MODELS, SETTINGS)


def refused(model: Path, models: Models = fakes.MODELS) -> str:
    with pytest.raises(ModelMissing) as fault:
        reference.read(model, models)
    assert "\n" not in str(fault.value)
    return str(fault.value)


def test_no_folder_and_no_file(tmp_path, kept):
    assert "no model in" in refused(tmp_path / "nowhere")
    (kept / "vectors.safetensors").unlink()
    assert "is missing" in refused(kept)


def test_another_encoder_is_refused_by_name(kept):
    large = ModelCard("large", "2 OpenVINO f32", "1" * 64)
    other = replace(fakes.MODELS, cards=lambda: (ModelCard("fake", "0", "0" * 64), large))
    said = refused(kept, other)
    assert "encoder fake 0" in said and "this is large 2 (" in said


def test_another_engine_is_no_other_encoder(kept):
    same = replace(fakes.MODELS, cards=lambda: (ModelCard("fake", "0 OpenVINO bf16", "0" * 64),))
    assert reference.read(kept, same).encoder.version == "0"


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"{}", b"\xff\xfe\x00", b"[" * 100_000, b'{"comparison": 1, "schema": 1}'])
def test_json_that_is_none(kept, raw):
    (kept / "reference.json").write_bytes(raw)
    assert "reference.json" in refused(kept) or "schema" in refused(kept)


def changed(kept: Path, change) -> None:
    path = kept / "reference.json"
    made = json.loads(path.read_text())
    change(made)
    path.write_text(json.dumps(made))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda m: m.update(schema=99), "schema 99"),
        (lambda m: m.update(run="import os"), "not as expected"),
        (lambda m: m["comparison"].update(schema=99), "schema 99"),
        (lambda m: m["comparison"]["statements"][0].update(text="Another."), "a statement is not in its article"),
        (lambda m: m["comparison"]["points"][0].update(statements=["x"]), "a point has no statement"),
        (lambda m: m["comparison"].update(accounts=[]), "two whole accounts"),
        (lambda m: m["comparison"].update(cells=[]), "no answer for a point"),
        (lambda m: m.update(vocabulary={}), "no vocabulary"),
        (lambda m: m["said"].append(m["said"][0]), "other rows"),
        (lambda m: m["settings"].update(cannot_tell="often"), "not as expected"),
        (lambda m: m["settings"].update(point_bond=-4), "the setting point_bond cannot be so"),
        (lambda m: m["comparison"]["cells"][0].update(chance=7e99), "a chance is not from 0 to 1"),
        (lambda m: m["comparison"]["cells"][0].update(chance=float("nan")), "no whole JSON text"),
        (lambda m: m["comparison"]["points"].append(m["comparison"]["points"][0]), "an id stands twice"),
    ],
)
def test_json_that_does_not_hold_together(kept, change, said):
    changed(kept, change)
    assert said in refused(kept)


def rewritten(kept: Path, raw: bytes) -> None:
    """Other vectors, with a hash that agrees: as somebody would make them who means harm."""
    (kept / "vectors.safetensors").write_bytes(raw)
    changed(kept, lambda made: made.update(vectors_sha256=hashlib.sha256(raw).hexdigest()))


def test_vectors_cut_short(kept):
    path = kept / "vectors.safetensors"
    raw = path.read_bytes()[:-7]
    path.write_bytes(raw)
    assert "cut short or belongs to another model" in refused(kept)
    rewritten(kept, raw)
    assert "no whole safetensors file" in refused(kept)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: t.update(statements=t["statements"] * np.float32("nan")), "no unit rows"),
        (lambda t: t.update(statements=t["statements"] * 3), "no unit rows"),
        (lambda t: t.update(statements=t["statements"][:-1]), "other rows"),
        (lambda t: t.update(words=t["words"].astype(np.float64)), "other rows"),
        (lambda t: t.update(more=t["words"]), "other rows"),
        (lambda t: t.pop("words"), "other rows"),
        (lambda t: t.update(statements=t["statements"][:, :1] * 0 + 1), "unlike length"),
    ],
)
def test_vectors_that_are_none(kept, change, said):
    tensors = load((kept / "vectors.safetensors").read_bytes())
    change(tensors)
    rewritten(kept, save(tensors))
    assert said in refused(kept)


def test_vectors_of_another_width_are_refused_before_any_article(kept):
    tensors = load((kept / "vectors.safetensors").read_bytes())
    narrow = {name: np.eye(8, dtype=np.float32)[np.zeros(len(t), dtype=int)] for name, t in tensors.items()}
    rewritten(kept, save(narrow))
    with pytest.raises(ModelMissing, match="not those of this encoder"):
        reference.prepare(reference.read(kept, fakes.MODELS), fakes.MODELS)


@how(max_examples=25)
@given(st.integers(0, 10**9), st.binary(min_size=1, max_size=4))
def test_no_damage_ends_in_anything_but_a_refusal(tmp_path_factory, where, what):
    model = tmp_path_factory.mktemp("damaged") / "model"
    reference.write(fitted(), model)
    path = model / ("reference.json" if where % 2 else "vectors.safetensors")
    raw = bytearray(path.read_bytes())
    at = (where // 2) % len(raw)
    raw[at : at + len(what)] = what
    path.write_bytes(raw)
    try:
        ready = reference.prepare(reference.read(model, fakes.MODELS), fakes.MODELS)
        reference.follow(ready, reference.place(ready, Article("n", "Herald", BUDGET), fakes.MODELS))
    except ModelMissing:
        pass


# --- a new article --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "source"), [(HARBOUR, "Gazette"), (BUDGET, "Courier")])
def test_who_repeats_an_account_follows_it_and_adds_nothing(text, source):
    ready, placed, followed = scored(fitted(), text)
    assert followed.ranked[0][0].name == source
    assert placed.added == ()
    cells = ready.reference.comparison.cells
    own = {c.point for c in cells if c.account == f"source:{source}" and c.found == "told"}
    points = ready.reference.comparison.points
    assert own <= {p.id for p, found in zip(points, placed.found, strict=True) if found.found == "told"}


def test_an_article_of_the_reference_itself_can_be_scored():
    ready = reference.prepare(fitted(), fakes.MODELS)
    placed = reference.place(ready, told()[0], fakes.MODELS)
    (first, *others) = rows.rows(ready, placed, reference.follow(ready, placed), "a")
    assert first[1]["article"] == "a" and first[1]["follows"] == "Gazette"
    assert {i.partition("/")[0] for _, row in others for i in row["statements"].split("; ") if i} == {"a"}


def test_chances_are_of_all_accounts_and_sum_to_one():
    _, _, followed = scored(fitted(), HARBOUR)
    assert {a.name for a, _ in followed.ranked} == {"Gazette", "Courier"}
    assert sum(chance for _, chance in followed.ranked) == pytest.approx(1, abs=1e-3)
    assert posterior({name: np.zeros(4) for name in TERMS}, dict.fromkeys(TERMS, 1.0)).tolist() == [0.25] * 4


def test_too_little_text_names_nobody():
    _, _, followed = scored(fitted(), "The harbour of Lindau was closed on Monday after a storm sank two boats.")
    assert (followed.ranked, followed.note) == ((), TOO_LITTLE)


def test_an_article_with_nothing_to_compare_leaves_everything_open():
    ready, placed, followed = scored(fitted(), "…")
    assert placed.statements == () and {p.found for p in placed.found} == {"cannot tell"} and followed.ranked == ()
    assert len(placed.found) == len(ready.reference.comparison.points)


def test_renaming_the_sources_changes_names_only():
    before, after = fitted(), fitted(articles=told(first="Zenith", second="Abacus"))
    _, one, first = scored(before, BUDGET)
    _, two, second = scored(after, BUDGET, source="Quill")
    assert one.found == two.found and np.array_equal(one.chance, two.chance)
    names = {"Gazette": "Zenith", "Courier": "Abacus"}
    assert [(names[a.name], chance) for a, chance in first.ranked] == [(a.name, chance) for a, chance in second.ranked]


@how(max_examples=25)
@given(st.text(max_size=300))
def test_any_text_is_scored(text):
    ready, placed, followed = scored(fitted(), text)
    made = list(rows.rows(ready, placed, followed, "n"))
    assert len(made) == 1 + len(ready.reference.comparison.points)
    assert all(row.keys() == rows.TABLES[name].keys() for name, row in made)
    assert all(placed.article.text[s.start : s.end] == s.text for s in placed.added)


# --- with the real models -------------------------------------------------------------------------------------------------


@pytest.mark.models
def test_stored_rows_are_what_the_encoder_gives(models, tmp_path):
    reference.write(fitted(models), tmp_path / "model")
    back = reference.read(tmp_path / "model", models)
    texts = {s.id: s.text for s in back.comparison.statements}
    assert np.array_equal(models.embed([texts[one.statement] for one in back.said]), back.vectors.statements)


@pytest.mark.models
def test_an_article_of_another_event_tells_no_point_and_adds_everything(models):
    _, placed, followed = scored(fitted(models), STRANGER, models)
    assert {p.found for p in placed.found} == {"not found"}
    assert placed.added == placed.statements and (followed.ranked, followed.note) == ((), NO_POINT)


@pytest.mark.models
def test_the_same_matter_in_other_words_is_told_and_what_is_new_is_added(models):
    text = (  # what is told again has more than the 20 words that these settings ask for
        "Engineers had told the council in March that the old sea wall could not survive a storm. "
        "The opposition demands an inquiry into the repair money that is missing. "
        "A choir from Bregenz will sing for the families in the town hall on Sunday."
    )
    ready, placed, followed = scored(fitted(models), text, models)
    assert [s.text.split()[1] for s in placed.added] == ["choir"]
    assert followed.ranked[0][0].name == "Courier" and followed.ranked[0][1] > 0.5
    (row,) = (row for name, row in rows.rows(ready, placed, followed, "n") if name == "followed")
    assert row["added"] == 1 and row["points_told"] >= 2 and row["added_first"].startswith("A choir")
    assert "choir" in row["added_words"] and "wall" not in row["added_words"]


# --- the command line -----------------------------------------------------------------------------------------------------


def run(*arguments) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(a) for a in arguments])
    return ended.value.code


def file(path: Path, articles) -> Path:
    lines = (json.dumps({"doc_id": a.id, "source": a.source, "text": a.text, "event_id": a.event}) for a in articles)
    path.write_text("".join(line + "\n" for line in lines))
    return path


@pytest.mark.models
def test_fit_then_score(tmp_path, capsys):
    given = file(tmp_path / "told.jsonl", told())
    more = f"{BUDGET} {HARBOUR.partition('. ')[0]}."  # enough words to say whom it follows
    new = file(tmp_path / "new.jsonl", [Article("n", "=Herald", more), Article("x", "Herald", STRANGER)])
    assert run("fit", given, "--output", tmp_path / "model") == 0
    assert run("score", new, "--model", tmp_path / "model", "--output", tmp_path / "out", "--format", "csv,jsonl") == 0
    made = [json.loads(line) for line in (tmp_path / "out/followed.jsonl").read_text().splitlines()]
    assert [(row["article"], row["follows"]) for row in made] == [("n", "Courier"), ("x", None)]
    assert (tmp_path / "out/reference-points.csv").read_text().startswith("article,model,point")
    assert "'=Herald" in (tmp_path / "out/followed.csv").read_text()
    assert {"followed", "reference-points"} <= json.loads((tmp_path / "out/codebook.json").read_text()).keys()
    assert run("score", new, "--model", tmp_path / "model", "--output", tmp_path / "out", "--statements") == 2
    assert run("score", given, "--model", tmp_path / "model", "--output", tmp_path / "out") == 2
    assert "other inputs" in capsys.readouterr().err
    assert run("score", new, "--model", tmp_path / "none", "--output", tmp_path / "out") == 5
    assert run("score", new, "--model", tmp_path / "model", "--output", tmp_path / "model") == 2
    changed_settings = ("--set", "settings.cannot_tell=0.2")
    assert run("score", new, "--model", tmp_path / "model", "--output", tmp_path / "out", *changed_settings) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.models
def test_scoring_by_a_model_goes_on_where_it_was_stopped(tmp_path, monkeypatch, capsys):
    """Forty articles, some of them empty, scored by two workers and by one that is stopped in its second shard."""
    assert run("fit", file(tmp_path / "told.jsonl", told()), "--output", tmp_path / "model") == 0
    texts = [(BUDGET, HARBOUR, STRANGER, "It is so.")[n % 4] for n in range(40)]
    new = file(tmp_path / "new.jsonl", [Article(f"n{n}", "Herald", text) for n, text in enumerate(texts)])
    asked = ("score", new, "--model", tmp_path / "model", "--output")
    assert run(*asked, tmp_path / "whole", "--workers", 2) == 4
    finish = folders.finish

    def stopped(path, lines):
        if path.name == "0000001.jsonl":
            raise KeyboardInterrupt
        finish(path, lines)

    monkeypatch.setattr(folders, "finish", stopped)
    assert run(*asked, tmp_path / "out", "--workers", 1) == 130
    monkeypatch.undo()
    capsys.readouterr()
    assert run(*asked, tmp_path / "out", "--workers", 1) == 4
    assert "20 of them kept from before" in capsys.readouterr().err
    made, whole = ({p.name: p.read_bytes() for p in (tmp_path / o).iterdir() if p.is_file()} for o in ("out", "whole"))
    assert made == whole and made.keys() >= {"followed.csv", "reference-points.csv", "set-aside.csv", "manifest.json"}
    aside = list(csv.DictReader(made["set-aside.csv"].decode().splitlines()))
    assert len(aside) == 10 and all("no sentence left" in row["reason"] and "line" in row["place"] for row in aside)
    rows = list(csv.DictReader(made["followed.csv"].decode().splitlines()))
    assert [row["article"] for row in rows] == [f"n{n}" for n in range(40) if n % 4 < 3]


def test_of_several_events_one_is_chosen(tmp_path, capsys):
    both = [*told(), *(replace(a, id=f"{a.id}2", event="sequel") for a in told())]
    given = file(tmp_path / "told.jsonl", both)
    assert run("fit", given, "--output", tmp_path / "model") == 2
    assert "choose one with --event (sequel, storm)" in capsys.readouterr().err
    assert run("fit", given, "--output", tmp_path / "model", "--event", "calm") == 2
    assert "no event is called calm" in capsys.readouterr().err
    assert not (tmp_path / "model").exists()


def test_a_folder_that_is_not_ours_is_not_written(tmp_path):
    (tmp_path / "theirs.txt").write_text("kept")
    with pytest.raises(UsageError, match="not ours"):
        reference.write(fitted(), tmp_path)
    assert (tmp_path / "theirs.txt").read_text() == "kept"


# --- whose account, by hand -----------------------------------------------------------------------------------------------


def by_hand(tells: str, near: dict[int, float] | None = None):
    """Terms of an article of one statement that tells the points named, beside two accounts that tell p, q and q, r."""
    ready = reference.prepare(fitted(), fakes.MODELS)
    one, two = ready.reference.comparison.accounts[:2]
    first = {a.id: next(n for n, s in enumerate(ready.statements) if s.id in a.statements) for a in (one, two)}
    cells = [Cell(a.id, p, "told" if p in own else "not found", (), chance=0.1)
             for a, own in ((one, "pq"), (two, "qr")) for p in "pqr"]  # fmt: skip
    points = tuple(Point(p, p, (ready.reference.said[0].statement,)) for p in "pqr")
    comparison = replace(ready.reference.comparison, cells=tuple(cells), points=points)
    ready = replace(ready, reference=replace(ready.reference, comparison=comparison))
    placed = reference.place(ready, Article("n", "Herald", "The harbour was closed."), fakes.MODELS)
    chance = np.full((1, len(ready.statements)), 0.02, dtype=np.float32)
    for account, value in (near or {}).items():
        chance[0, first[(one, two)[account].id]] = value
    found = tuple(Presence("told" if p in tells else "not found", 0.9 if p in tells else 0.1) for p in "pqr")
    return terms(ready, replace(placed, chance=chance, found=found))


def test_the_points_told_and_those_passed_over_speak_for_an_account():
    first, second = by_hand("pq")["pattern"]
    assert first > second
    both, other = by_hand("q")["pattern"]
    assert both == pytest.approx(other)


def test_a_statement_near_an_account_speaks_for_it():
    first, second = by_hand("q", {0: 0.8})["nearness"]
    assert first > second
    nearer, _ = by_hand("q", {0: 0.95})["nearness"]
    assert nearer > first and np.isfinite(by_hand("q", {0: 1.0})["nearness"]).all()
