from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import models as opener
from framing.errors import ModelMissing
from framing.models.parser import MAX_PARSED_CHARS, parser_view


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


@pytest.mark.models
def test_vectors_are_unit_rows_and_do_not_depend_on_their_company(models):
    texts = ["The talks were about grain.", "Grain was what they talked of.", "A cat sat."]
    together = models.embed(texts)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-3)
    assert np.allclose(models.embed(texts[:1])[0], together[0], atol=2e-5)
    assert together[0] @ together[1] > together[0] @ together[2]
    assert models.embed([]).shape == (0, together.shape[1])


@pytest.mark.models
def test_token_vectors_stand_on_their_letters(models):
    text = "The grain deal"
    (found,) = models.embed_tokens([text])
    assert [text[a:b] for a, b in found.spans] == ["The", "grain", "deal"]
    assert found.vectors.shape == (3, 384)


def test_a_folder_without_weights_is_refused(tmp_path):
    with pytest.raises(ModelMissing, match=r"model\.safetensors"):
        opener.load(tmp_path).embed(["x"])


@pytest.mark.models
def test_a_missing_model_ends_with_its_exit_code(tmp_path):
    (tmp_path / "a.txt").write_text("The quay was opened on Monday.")
    command = [sys.executable, "-m", "framing", "compare", tmp_path / "a.txt", "--encoder", tmp_path, "-o", tmp_path / "o"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 5 and "model.safetensors" in done.stderr and "Traceback" not in done.stderr
