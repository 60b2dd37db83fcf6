"""The folder of a reference: `reference.json` and `vectors.safetensors`. Nothing in it is code, and nothing of it is run.

What cannot be read whole is refused by name, in one sentence: each number in a folder from elsewhere may be wrong.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from framing import write as out
from framing.errors import ModelMissing
from framing.models import Models
from framing.nearness import Vectors
from framing.records import Comparison, ModelCard, from_json, plain
from framing.reference.record import SCHEMA, Reference, Said, cards, fault
from framing.settings import Settings

if TYPE_CHECKING:
    from pydantic import TypeAdapter

JSON, ROWS = "reference.json", "vectors.safetensors"

LARGEST = 1_000_000_000
"""Bytes of a file of a reference that are read: some ten thousand articles."""


@dataclass(frozen=True, slots=True)
class _Beside:
    """What `reference.json` holds beside the comparison."""

    schema: int
    encoder: ModelCard
    parser: ModelCard
    settings: Settings
    vectors_sha256: str
    said: tuple[Said, ...]
    vocabulary: dict[str, dict[str, int]]


@cache
def _adapter() -> TypeAdapter[_Beside]:
    from pydantic import ConfigDict, TypeAdapter, with_config

    for record in (_Beside, Said):
        with_config(ConfigDict(extra="forbid"))(record)
    return TypeAdapter(_Beside)


def contents(reference: Reference) -> dict[str, str | bytes]:
    """The files of a reference by name; equal references give equal bytes."""
    from safetensors.numpy import save

    v = reference.vectors
    tensors = {"statements": v.statements, "propositions": v.propositions, "words": np.concatenate(v.words)}
    rows = save({name: np.ascontiguousarray(t, dtype=np.float32) for name, t in tensors.items()})
    digest = hashlib.sha256(rows).hexdigest()
    beside = _Beside(SCHEMA, reference.encoder, reference.parser, reference.settings, digest, reference.said,
                     reference.vocabulary)  # fmt: skip
    told = {**plain(beside), "comparison": plain(reference.comparison)}
    return {ROWS: rows, JSON: json.dumps(told, ensure_ascii=True, indent=1) + "\n"}


def write(reference: Reference, folder: Path, *, force: bool = False) -> list[Path]:
    """Write a reference. Raises `UsageError` as `framing.write.files` does."""
    return out.files(folder, contents(reference), force=force)


def read(folder: Path, models: Models) -> Reference:
    """The reference in a folder, for use with these models.

    Raises `ModelMissing`, with what is wrong and how to mend it, when the folder or a file is absent, a file is not whole or
    not what it says, or the reference was fitted with another encoder or parser than `models`.
    """
    if not folder.is_dir():
        raise ModelMissing(f"no model in {str(folder)!r}: give a folder that framing fit wrote")
    told = _told(folder / JSON)
    comparison = told.pop("comparison")
    beside = _valid(folder, told)
    _same_models(beside, models)
    raw = _bytes(folder / ROWS)
    if hashlib.sha256(raw).hexdigest() != beside.vectors_sha256:
        raise _broken(folder / ROWS, "is cut short or belongs to another model")
    reference = Reference(beside.encoder, beside.parser, beside.settings, beside.said, beside.vocabulary,
                          _comparison(folder, comparison), _vectors(folder, raw, beside.said))  # fmt: skip
    if wrong := fault(reference):
        raise _broken(folder / JSON, f"does not hold together ({wrong})")
    return reference


def _told(path: Path) -> dict[str, Any]:
    """The JSON object, of our schema and with a comparison."""
    try:
        told = json.loads(_bytes(path), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise _broken(path, "is no whole JSON text") from None
    if not isinstance(told, dict) or "comparison" not in told:
        raise _broken(path, "holds no reference")
    if told.get("schema") != SCHEMA:
        found = str(told.get("schema"))[:20]
        raise ModelMissing(f"the model in {str(path.parent)!r} has schema {found}, this version reads {SCHEMA}: fit it again")
    return told


def _no_number(name: str) -> None:
    raise ValueError(name)


def _valid(folder: Path, told: dict[str, Any]) -> _Beside:
    from pydantic import ValidationError

    try:
        return _adapter().validate_json(json.dumps(told))
    except ValidationError as wrong:
        first = wrong.errors()[0]
        place = ".".join(map(str, first["loc"][:3])) or "the whole"
        raise _broken(folder / JSON, f"is not as expected ({first['msg']} at {place[:80]})") from None


def _comparison(folder: Path, told: object) -> Comparison:
    from framing.errors import NothingUsable

    try:
        return from_json(json.dumps(told))
    except NothingUsable as wrong:
        raise _broken(folder / JSON, f"holds {wrong}") from None


def _vectors(folder: Path, raw: bytes, said: tuple[Said, ...]) -> Vectors:
    """The rows, of the expected number and each a finite unit row or, of a word past the encoder's window, all zeros."""
    from safetensors import SafetensorError
    from safetensors.numpy import load

    try:
        found = load(raw)
    except (SafetensorError, ValueError, KeyError, TypeError, OverflowError, MemoryError):
        raise _broken(folder / ROWS, "is no whole safetensors file") from None
    expected = {"statements": len(said), "propositions": sum(s.propositions for s in said), "words": sum(s.words for s in said)}
    shapes = {name: t.shape for name, t in found.items() if t.dtype == np.float32 and t.ndim == 2}
    widths = {shape[1] for shape in shapes.values()}
    if {name: shape[0] for name, shape in shapes.items()} != expected or found.keys() != expected.keys():
        raise _broken(folder / ROWS, "holds other rows than the statements need")
    if len({found["statements"].shape[1], found["propositions"].shape[1]}) > 1 or 0 in widths:
        raise _broken(folder / ROWS, "holds rows of unlike length")
    for name, rows in found.items():
        lengths = np.linalg.norm(rows.astype(np.float64), axis=1)
        if not np.isfinite(rows).all() or not ((np.abs(lengths - 1) < 0.01) | (lengths == 0)).all():
            raise _broken(folder / ROWS, f"holds {name} that are no unit rows")
    ends = np.cumsum([s.words for s in said])[:-1]
    owners = tuple(k for k, s in enumerate(said) for _ in range(s.propositions))
    return Vectors(found["statements"], found["propositions"], owners, tuple(np.split(found["words"], ends)))


def _same_models(beside: _Beside, models: Models) -> None:
    """Raise `ModelMissing` when the models in use have other weights than those the reference was fitted with."""
    for noun, fitted, here in zip(("encoder", "parser"), (beside.encoder, beside.parser), cards(models), strict=True):
        if fitted.sha256 != here.sha256:
            raise ModelMissing(
                f"the model was fitted with the {noun} {_name(fitted)}; this is {_name(here)}: use that {noun}, or fit it again"
            )


def _name(card: ModelCard) -> str:
    return f"{card.name[:60]} {card.version[:20]}".strip() + f" (sha256 {card.sha256[:12]}…)"


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise _broken(path, f"is larger than {LARGEST:,} bytes")
        return path.read_bytes()
    except OSError:
        raise _broken(path, "is missing or cannot be read") from None


def _broken(path: Path, why: str) -> ModelMissing:
    return ModelMissing(f"{str(path)!r} {why}: fit the model again")
