"""An encoder that somebody gives and that is damaged, or that would run something, ends in one sentence and exit code 5.

The number in a test's name is the row of our list of bad inputs.
"""

from __future__ import annotations

import json
import pickle
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from framing import models as opener
from framing.errors import ModelMissing
from framing.models import weights
from framing.models.weights import encoder_folder
from tests.runtimes import RUNTIMES

pytestmark = pytest.mark.models
TEXTS = ["The quay was opened.", "Nobody spoke of grain."]
WIDTH = 8


def tensors() -> dict[str, np.ndarray]:
    """The weights of a BERT of one layer and eight numbers a word, drawn by chance."""
    draw = np.random.default_rng(7)
    shapes = {"embeddings.word_embeddings.weight": (30522, WIDTH), "embeddings.position_embeddings.weight": (512, WIDTH),
              "embeddings.token_type_embeddings.weight": (2, WIDTH)}  # fmt: skip
    layer = "encoder.layer.0"
    linear = {f"{layer}.attention.self.{n}": (WIDTH, WIDTH) for n in ("query", "key", "value")}
    linear |= {f"{layer}.attention.output.dense": (WIDTH, WIDTH), f"{layer}.intermediate.dense": (16, WIDTH),
               f"{layer}.output.dense": (WIDTH, 16), "pooler.dense": (WIDTH, WIDTH)}  # fmt: skip
    for name, (out, into) in linear.items():
        shapes |= {f"{name}.weight": (out, into), f"{name}.bias": (out,)}
    normed = ("embeddings", f"{layer}.attention.output", f"{layer}.output")
    shapes |= {f"{name}.LayerNorm.{part}": (WIDTH,) for name in normed for part in ("weight", "bias")}
    return {name: draw.standard_normal(shape).astype(np.float32) for name, shape in shapes.items()}


@pytest.fixture
def whole(tmp_path) -> Path:
    """A small encoder with nothing wrong: the built-in one's tokenizer over weights drawn by chance."""
    from safetensors.numpy import save_file

    folder = tmp_path / "whole"
    shutil.copytree(encoder_folder(), folder, ignore=shutil.ignore_patterns("*.safetensors"))
    config = json.loads((folder / "config.json").read_text())
    config |= {"hidden_size": WIDTH, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    pooling = json.loads((folder / "1_Pooling" / "config.json").read_text()) | {"word_embedding_dimension": WIDTH}
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(pooling))
    save_file(tensors(), folder / "model.safetensors", {"format": "pt"})
    return folder


def saved(folder: Path, **changed: np.ndarray) -> None:
    from safetensors.numpy import save_file

    save_file(tensors() | changed, folder / "model.safetensors", {"format": "pt"})


def cut(folder: Path, left: int) -> None:
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:left])


def without(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).unlink(missing_ok=True)


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_an_encoder_that_is_whole_is_read(whole, runtime):
    assert opener.load(whole, runtime=runtime).embed(TEXTS).shape == (2, WIDTH)


DAMAGED = {
    "cut short": lambda f: cut(f, 500_000),
    "cut in its head": lambda f: cut(f, 100),
    "nothing left": lambda f: cut(f, 0),
    "no numbers": lambda f: saved(f, **{"encoder.layer.0.output.dense.bias": np.full(WIDTH, np.nan, np.float32)}),
    "endless numbers": lambda f: saved(f, **{"encoder.layer.0.output.dense.bias": np.full(WIDTH, np.inf, np.float32)}),
    "another size": lambda f: saved(f, **{"encoder.layer.0.output.dense.weight": np.ones((WIDTH, 5), np.float32)}),
    "no tokenizer": lambda f: without(f, "tokenizer.json", "vocab.txt", "tokenizer_config.json", "special_tokens_map.json"),
    "a tokenizer that breaks off": lambda f: (f / "tokenizer.json").write_text("{"),
    "a configuration that breaks off": lambda f: (f / "config.json").write_text("{"),
    "no configuration": lambda f: without(f, "config.json"),
}


@pytest.mark.parametrize("damage", DAMAGED)
@pytest.mark.parametrize("runtime", [None, "torch"])
def test_row_51_a_damaged_encoder_is_refused_in_one_sentence(whole, runtime, damage):
    DAMAGED[damage](whole)
    with pytest.raises(ModelMissing) as told:
        opener.load(whole, runtime=runtime).embed(TEXTS)
    assert str(whole) in str(told.value) and "\n" not in str(told.value) and len(str(told.value)) < 600


def test_row_51_weights_one_may_not_open_are_told(whole, monkeypatch):
    def barred(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(weights, "sha256", barred)
    with pytest.raises(ModelMissing, match="cannot be read: Permission denied"):
        opener.load(whole).embed(TEXTS)


def test_row_51_the_command_ends_with_its_exit_code_and_writes_nothing(whole, tmp_path):
    DAMAGED["cut short"](whole)
    (tmp_path / "a.txt").write_text("The quay was opened on Monday.")
    command = [sys.executable, "-m", "framing", "compare", tmp_path / "a.txt", "--encoder", whole, "-o", tmp_path / "o"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 5 and "Traceback" not in done.stderr
    assert done.stderr.strip().splitlines()[-1].startswith("framing: the encoder in ")
    assert not (tmp_path / "o").exists()


class Trap:
    """Makes a file when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self):
        return Path.touch, (self.mark,)


@pytest.mark.parametrize("name", ["pytorch_model.bin", "model.joblib", "model.pkl", "model.safetensors"])
@pytest.mark.parametrize("runtime", [None, "torch"])
def test_row_50_a_pickle_is_refused_and_never_opened(whole, tmp_path, runtime, name):
    without(whole, "model.safetensors")
    (whole / name).write_bytes(pickle.dumps(Trap(tmp_path / "sprung")))
    with pytest.raises(ModelMissing):
        opener.load(whole, runtime=runtime).embed(TEXTS)
    assert not (tmp_path / "sprung").exists()


def test_row_50_a_pickle_beside_the_weights_is_not_opened(whole, tmp_path):
    modules = json.loads((whole / "modules.json").read_text())
    dense = {"idx": len(modules), "name": "9", "path": "9_Dense", "type": "sentence_transformers.models.Dense"}
    (whole / "modules.json").write_text(json.dumps([*modules, dense]))
    (whole / "9_Dense").mkdir()
    told = {"in_features": WIDTH, "out_features": WIDTH, "activation_function": "torch.nn.modules.linear.Identity"}
    (whole / "9_Dense" / "config.json").write_text(json.dumps(told))
    (whole / "9_Dense" / "pytorch_model.bin").write_bytes(pickle.dumps(Trap(tmp_path / "sprung")))
    with pytest.raises(ModelMissing):
        opener.load(whole).embed(TEXTS)
    assert not (tmp_path / "sprung").exists()


def test_row_50_code_that_lies_in_the_folder_is_not_run(whole, tmp_path):
    modules = json.loads((whole / "modules.json").read_text())
    modules[0]["type"] = "trap.Transformer"
    (whole / "modules.json").write_text(json.dumps(modules))
    (whole / "trap.py").write_text(f"open({str(tmp_path / 'sprung')!r}, 'w')\nclass Transformer: pass\n")
    with pytest.raises(ModelMissing):
        opener.load(whole, runtime="torch").embed(TEXTS)
    with suppress(ModelMissing):  # OpenVINO reads the weights alone, and no module by its name
        opener.load(whole).embed(TEXTS)
    assert not (tmp_path / "sprung").exists()
