from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import models as opener
from framing.errors import ExtraMissing, ModelMissing
from framing.models import on_openvino
from framing.models.batches import LENGTHS, PIECES, SHORT, batches
from framing.models.on_openvino import can_read
from framing.models.parser import MAX_PARSED_CHARS, parser_view
from tests.runtimes import RUNTIMES


@given(st.text(max_size=300))
def test_the_parsers_view_keeps_every_offset(text):
    view = parser_view(text)
    assert len(view) == len(text)
    assert all(a == b or b in " “”" for a, b in zip(text, view, strict=True))


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ('"' * 10, '"""       '),
        ("a" * 100, "a" * 79 + " " * 21),
        ("end\u00a0here\x1b[2J", "end here [2J"),
        ("Well...", "Well..."),
    ],
)
def test_runs_that_make_tokenizers_slow_are_cut(text, view):
    assert parser_view(text) == view


@pytest.mark.models
def test_a_parse_is_plain_data_with_offsets(models):
    text = "Beijing said that Xi “rectified” it. He added more."
    (parse,) = models.parse([text])
    assert [text[t.start : t.end] for t in parse.tokens] == [t.text for t in parse.tokens]
    assert len(parse.sentences) == 2
    said = next(t for t in parse.tokens if t.lemma == "say")
    assert said.dep == "ROOT" and said.head == said.i
    assert "Beijing" in {parse.tokens[i].text for i in parse.children[said.i]}
    assert parse.tokens_in(0, 7) == (0, 1) and parse.tokens_in(7, 8) == (0, 0)


@pytest.mark.models
def test_odd_paragraphs_are_parsed_one_for_one(models):
    odd = ["", " ", '"' * 10_000, "w" * 50_000, "a b " * (MAX_PARSED_CHARS // 3), "\ud800 lone", "日本 text"]
    parses = models.parse(odd)
    assert [p.text for p in parses] == odd
    for text, parse in zip(odd, parses, strict=True):
        assert all(0 <= t.start < t.end <= len(text) and t.left <= t.i < t.right for t in parse.tokens)


TEXTS = ["The talks were about grain.", "Grain was what they talked of.", "A cat sat.", "", "Farmers " * 300,
         *(" ".join(["The council met on Monday and agreed to open the bridge"] * n) for n in range(1, 9))]  # fmt: skip


@pytest.mark.models
@pytest.mark.parametrize("runtime", RUNTIMES)
def test_row_58_vectors_are_unit_rows_and_do_not_depend_on_their_company(runtime):
    embed = opener.load(runtime=runtime).embed
    together = embed(TEXTS)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-3)
    assert np.array_equal(embed(TEXTS[::-1]), together[::-1])
    for n, text in enumerate(TEXTS):
        assert np.array_equal(embed([text])[0], together[n])
    assert together[0] @ together[1] > together[0] @ together[2]
    assert embed([]).shape == (0, together.shape[1])


@pytest.mark.models
@pytest.mark.parametrize("runtime", RUNTIMES)
def test_token_vectors_stand_on_their_letters(runtime):
    text = "The grain deal"
    (found,) = opener.load(runtime=runtime).embed_tokens([text])
    assert [text[a:b] for a, b in found.spans] == ["The", "grain", "deal"]
    assert found.vectors.shape == (3, 384)


@pytest.mark.models
@pytest.mark.skipif(not can_read(None), reason="framing[speed] is missing")
def test_both_engines_read_alike():
    one, other = opener.load(runtime="torch"), opener.load(runtime="openvino")
    assert (one.embed(TEXTS) * other.embed(TEXTS)).sum(axis=1).min() >= 0.999
    for a, b in zip(one.embed_tokens(TEXTS), other.embed_tokens(TEXTS), strict=True):
        assert a.spans == b.spans
        assert not len(a.vectors) or (a.vectors * b.vectors).sum(axis=1).min() >= 0.999
    assert other.cards()[1].version.startswith("0.1.0 OpenVINO") and one.cards()[1].version == "0.1.0"


OPENED_AHEAD = """
from framing import models
from framing.models import on_openvino
opened, real = [], on_openvino.engine
on_openvino.engine = lambda *given: opened.append(given) or real(*given)
models.open_ahead()
print(len(models.load().embed(["One.", "Two."])), opened)
"""


@pytest.mark.models
@pytest.mark.skipif(not can_read(None), reason="framing[speed] is missing")
def test_an_encoder_that_is_opened_ahead_is_opened_once():
    """In a process of its own: to forget the one that is open here would let it go (`models._opened_once`)."""
    done = subprocess.run([sys.executable, "-c", OPENED_AHEAD], capture_output=True, text=True, timeout=120)
    assert (done.stdout, done.stderr) == ("2 [(None, None)]\n", "")


def test_what_is_wrong_with_an_encoder_opened_ahead_is_told_at_its_use(tmp_path):
    opener.open_ahead(tmp_path)
    with pytest.raises(ModelMissing, match=r"model\.safetensors"):
        opener.load(tmp_path).embed(["x"])


def test_an_engine_that_is_not_installed_is_said_to_be_missing(monkeypatch):
    monkeypatch.setattr(on_openvino, "find_spec", lambda name: None)
    assert opener._runtime(None, None) == "torch"
    with pytest.raises(ExtraMissing, match=r"framing\[speed\]"):
        opener._runtime(None, "openvino")


@pytest.mark.parametrize("change", [{"model_type": "roberta"}, {"hidden_act": "relu"}, {"pooling_mode_cls_token": True}])
def test_another_kind_of_model_is_left_to_torch(tmp_path, change):
    told = {"model_type": "bert", "hidden_act": "gelu", "pooling_mode_mean_tokens": True} | change
    (tmp_path / "1_Pooling").mkdir()
    (tmp_path / "tokenizer.json").write_text("{}")
    (tmp_path / "modules.json").write_text('[{"type": "sentence_transformers.models.Transformer"}]')
    for name in ("config.json", "1_Pooling/config.json"):
        (tmp_path / name).write_text(json.dumps(told))
    assert not can_read(tmp_path) and not can_read(tmp_path / "nowhere")


@given(st.lists(st.integers(1, 256), max_size=60))
def test_every_text_is_read_once_in_a_batch_of_a_fixed_shape(lengths):
    made = list(batches([[7] * n for n in lengths], padding=0))
    assert sorted(n for batch in made for n in batch.members) == list(range(len(lengths)))
    for batch in made:
        rows, length = batch.ids.shape
        assert rows <= PIECES // length and length in LENGTHS and batch.mask.sum(axis=1).all()
        assert rows == max(len(batch.members), 2 if length < SHORT else 1)
        for row, n in enumerate(batch.members):
            assert batch.mask[row].sum() == lengths[n] == (batch.ids[row] == 7).sum()


def test_row_51_a_folder_without_weights_is_refused(tmp_path):
    with pytest.raises(ModelMissing, match=r"model\.safetensors"):
        opener.load(tmp_path).embed(["x"])


@pytest.mark.models
def test_row_51_a_missing_model_ends_with_its_exit_code(tmp_path):
    (tmp_path / "a.txt").write_text("The quay was opened on Monday.")
    command = [sys.executable, "-m", "framing", "compare", tmp_path / "a.txt", "--encoder", tmp_path, "-o", tmp_path / "o"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 5 and "model.safetensors" in done.stderr and "Traceback" not in done.stderr
