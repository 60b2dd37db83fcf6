"""The encoder: texts to vectors, by whichever engine reads the batches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from framing.models import vectors
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


APART = ("The harbour froze in March.", "Nine judges heard her appeal.")
"""Two sentences without a word in common: an encoder whose words are known gives them different vectors."""


def fault(engine: Engine) -> str:
    """What is wrong with the vectors of an engine, as the end of a sentence; "" for nothing. Reads two sentences."""
    import numpy as np

    rows = _read(engine, APART)
    if not np.isfinite(rows).all() or not rows.any(axis=1).all():
        return "gives no numbers, so its weights are damaged"
    if np.allclose(rows[0], rows[1], atol=1e-4):
        return "takes all words for one, so its tokenizer is missing or damaged"
    return ""


def embed(engine: Engine, texts: Sequence[str], store: Path | None = None) -> np.ndarray:
    """A unit row for each text, float32, equal texts read once; those kept in the file `store` are not read again."""
    import numpy as np

    readable = [UNREADABLE.sub(" ", text) for text in texts]
    keys = {text: vectors.key(engine.card, text) for text in readable}
    rows = vectors.kept(store, list(keys.values()), engine.width) if store else {}
    new = [text for text, key in keys.items() if key not in rows]
    read = dict(zip((keys[text] for text in new), _read(engine, new), strict=True))
    if store and read:
        vectors.keep(store, read)
    rows |= read
    return np.stack([rows[keys[text]] for text in readable]) if texts else np.zeros((0, engine.width), dtype=np.float32)


def _read(engine: Engine, texts: Sequence[str]) -> np.ndarray:
    import numpy as np

    rows = np.zeros((len(texts), engine.width), dtype=np.float32)

    def take(batch: Batch, states: np.ndarray, vectors: np.ndarray) -> None:
        rows[list(batch.members)] = vectors[: len(batch.members)]

    engine.run(batches([one.ids for one in engine.cut(texts)], engine.padding), take)
    return _rounded(rows)


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
