"""The encoder: texts to vectors, by whichever engine reads the batches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.models.batches import Batch, batches
from framing.models.parser import UNREADABLE
from framing.records import ModelCard
from framing.syntax import TokenVectors

if TYPE_CHECKING:
    import numpy as np

Take = Callable[[Batch, "np.ndarray", "np.ndarray"], None]
"""What is done with a batch that was read: states of the shape (rows, length, d) and unit vectors (rows, d), float32."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text as the encoder takes it in: ids of its pieces of words and the characters each stands for, (0, 0) for marks."""

    ids: Sequence[int]
    spans: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Engine:
    """What reads batches: `cut` gives the pieces of texts, `run` reads batches and hands each to a `Take`, in any order."""

    cut: Callable[[Sequence[str]], list[Pieces]]
    run: Callable[[Iterable[Batch], Take], None]
    width: int
    padding: int
    card: ModelCard


def embed(engine: Engine, texts: Sequence[str]) -> np.ndarray:
    """A unit row for each text, float32, equal texts read once."""
    import numpy as np

    unique = list(dict.fromkeys(UNREADABLE.sub(" ", text) for text in texts))
    rows = np.zeros((len(unique), engine.width), dtype=np.float32)

    def take(batch: Batch, states: np.ndarray, vectors: np.ndarray) -> None:
        rows[list(batch.members)] = vectors[: len(batch.members)]

    engine.run(batches([one.ids for one in engine.cut(unique)], engine.padding), take)
    place = {text: n for n, text in enumerate(unique)}
    return _rounded(rows[[place[UNREADABLE.sub(" ", text)] for text in texts]])


def embed_tokens(engine: Engine, texts: Sequence[str]) -> list[TokenVectors]:
    """For each text a unit row for each of its pieces, with the characters it stands for."""
    import numpy as np

    cut = engine.cut([UNREADABLE.sub(" ", text) for text in texts])
    found: dict[int, TokenVectors] = {}

    def take(batch: Batch, states: np.ndarray, vectors: np.ndarray) -> None:
        for row, n in enumerate(batch.members):
            real = [k for k, (start, end) in enumerate(cut[n].spans) if end > start]
            own = states[row][real].astype(np.float32)
            lengths = np.linalg.norm(own, axis=1, keepdims=True)
            spans = tuple((cut[n].spans[k][0], cut[n].spans[k][1]) for k in real)
            found[n] = TokenVectors(spans, _rounded(own / np.where(lengths == 0, 1, lengths)))

    engine.run(batches([one.ids for one in cut], engine.padding), take)
    return [found[n] for n in range(len(texts))]


def _rounded(rows: np.ndarray) -> np.ndarray:
    """Five decimals: machines and numbers of threads differ in the seventh."""
    import numpy as np

    return np.round(rows, 5)
