"""The encoder read by OpenVINO, two to four times as fast on a few cores: an extra, taken where it is installed.

The graph is built from the weights themselves (Devlin et al. 2019, BERT; mean over the pieces as in Reimers & Gurevych 2019),
so that nothing is exported at install time, nothing is written and torch is never opened. The only file that imports openvino.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from framing.models.batches import LENGTHS, Batch
from framing.models.encoder import Engine, Pieces, Take
from framing.models.weights import encoder_card, encoder_folder
from framing.records import ModelCard


def can_read(folder: Path | None) -> bool:
    """Whether OpenVINO is installed and the model is one of this kind: BERT, the mean of its pieces, in safetensors."""
    if find_spec("openvino") is None:
        return False
    if folder is None:
        return True
    try:
        shape = _json(folder / "config.json")
        pooling = _json(folder / "1_Pooling" / "config.json")
        modules = [Path(module["type"]).suffix for module in _json(folder / "modules.json")]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    pooled = {name for name, on in pooling.items() if name.startswith("pooling_mode_") and on is True}
    return (
        shape.get("model_type") == "bert" and shape.get("hidden_act") == "gelu" and pooled == {"pooling_mode_mean_tokens"}
        and set(modules) <= {".Transformer", ".Pooling", ".Normalize"} and (folder / "tokenizer.json").is_file()
    )  # fmt: skip


def card(folder: Path | None) -> ModelCard:
    """What the model is and by what it is read. Raises `ModelMissing` as `weights.encoder_card` does."""
    told = encoder_card(folder)
    return replace(told, version=f"{told.version} OpenVINO {_precision()}".strip())


@cache
def _precision() -> str:
    """The numbers this processor reckons with: of 16 bits where it can."""
    import openvino  # type: ignore[import-untyped]

    return "bf16" if "BF16" in openvino.Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES") else "f32"


def engine(folder: Path | None, threads: int | None = None) -> Engine:
    """The model in `folder`, or the built-in one, on `threads` cores (all when None); `can_read(folder)` must hold.

    Raises `ModelMissing` as `weights.encoder_card` does.
    """
    told = card(folder)  # refuse wrong weights before opening them
    where = folder or encoder_folder()
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    import openvino
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    shape = _json(where / "config.json")
    settings = {
        "PERFORMANCE_HINT": "THROUGHPUT", "INFERENCE_PRECISION_HINT": _precision(),
        "INFERENCE_NUM_THREADS": threads or os.cpu_count() or 1, "NUM_STREAMS": threads or os.cpu_count() or 1,
        "ENABLE_CPU_PINNING": False,  # every worker process would hold the same first core
    }  # fmt: skip
    compiled = openvino.Core().compile_model(_graph(load_file(where / "model.safetensors"), shape), "CPU", settings)
    tokenizer = Tokenizer.from_file(str(where / "tokenizer.json"))
    tokenizer.no_padding()
    longest = _json(where / "sentence_bert_config.json").get("max_seq_length") or LENGTHS[-1]
    tokenizer.enable_truncation(min(int(longest), LENGTHS[-1]))

    def cut(texts: Sequence[str]) -> list[Pieces]:
        return [Pieces(one.ids, one.offsets) for one in tokenizer.encode_batch(list(texts))]

    def run(batches: Iterable[Batch], take: Take) -> None:
        queue = openvino.AsyncInferQueue(compiled, 0)
        queue.set_callback(lambda request, batch: take(batch, *_told(request, batch)))
        for batch in batches:
            queue.start_async({0: batch.ids, 1: batch.mask}, batch)
        queue.wait_all()

    return Engine(cut, run, shape["hidden_size"], shape.get("pad_token_id") or 0, told)


def _told(request: Any, batch: Batch) -> tuple[Any, Any]:
    """States and unit vectors of a batch: the mean over its pieces, empty rows included."""
    import numpy as np

    states = request.get_output_tensor(0).data
    mask = batch.mask.astype(np.float32)
    means = np.einsum("rl,rld->rd", mask, states) / mask.sum(axis=1, keepdims=True)
    return states, means / np.linalg.norm(means, axis=1, keepdims=True)


def _graph(arrays: Mapping[str, Any], shape: Mapping[str, Any]) -> Any:
    """BERT's encoder as an OpenVINO model: ids and mask (rows, length) to states (rows, length, width)."""
    import numpy as np
    import openvino
    from openvino import opset13 as op

    heads, width, eps = shape["num_attention_heads"], shape["hidden_size"], shape["layer_norm_eps"]
    weights = {name: op.constant(rows, shared_memory=True) for name, rows in arrays.items()}

    def normed(x: Any, name: str) -> Any:
        spread = op.mvn(x, np.array([-1]), True, eps, "inside_sqrt")
        return op.add(op.multiply(spread, weights[f"{name}.weight"]), weights[f"{name}.bias"])

    def linear(x: Any, name: str) -> Any:
        return op.add(op.matmul(x, weights[f"{name}.weight"], False, True), weights[f"{name}.bias"])

    def by_head(x: Any, name: str) -> Any:
        split = op.reshape(linear(x, name), np.array([0, 0, heads, width // heads]), True)
        return op.transpose(split, np.array([0, 2, 1, 3]))

    ids = op.parameter([-1, -1], np.int64, "ids")
    mask = op.parameter([-1, -1], np.int64, "mask")
    seen = op.unsqueeze(op.convert(mask, "boolean"), np.array([1, 2]))
    length = op.gather(op.shape_of(ids), np.array([1]), np.array(0))
    places = op.slice(weights["embeddings.position_embeddings.weight"], np.array([0]), length, np.array([1]), np.array([0]))
    x = op.gather(weights["embeddings.word_embeddings.weight"], ids, np.array(0))
    x = op.add(op.add(x, arrays["embeddings.token_type_embeddings.weight"][:1]), places)
    x = normed(x, "embeddings.LayerNorm")
    for n in range(shape["num_hidden_layers"]):
        layer = f"encoder.layer.{n}"
        query, key, value = (by_head(x, f"{layer}.attention.self.{name}") for name in ("query", "key", "value"))
        met = op.transpose(op.scaled_dot_product_attention(query, key, value, seen), np.array([0, 2, 1, 3]))
        met = op.reshape(met, np.array([0, 0, width]), True)
        x = normed(op.add(x, linear(met, f"{layer}.attention.output.dense")), f"{layer}.attention.output.LayerNorm")
        wide = op.gelu(linear(x, f"{layer}.intermediate.dense"), "erf")
        x = normed(op.add(x, linear(wide, f"{layer}.output.dense")), f"{layer}.output.LayerNorm")
    return openvino.Model([op.result(x)], [ids, mask], "encoder")


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
