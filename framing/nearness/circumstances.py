"""Signals beside meaning: where two statements stand, who says them, and who acts in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from framing.propositions import Matter
from framing.records import Statement
from framing.similarity import Matrix
from framing.syntax import Reading

FEW = 4
"""Content words under which a statement says little by itself: "That is a big step." goes on with what stood before."""


def places(
    statements: Sequence[Statement], readings: Mapping[str, Reading], matters: Sequence[Matter]
) -> Iterator[tuple[str, Matrix]]:
    """Whether two statements are of one article, how far apart they stand in two (0..1), their lengths in log words, and
    whether one of them follows the other and says little by itself."""
    documents = np.array([s.article for s in statements])
    apart = (documents[:, None] != documents[None, :]).astype(np.float32)
    yield "same article", 1 - apart
    place = np.array([s.start / max(1, len(readings[s.article].article.text)) for s in statements], dtype=np.float32)
    yield "distance", apart * np.abs(place[:, None] - place[None, :])
    length = np.log([len(s.text.split()) for s in statements]).astype(np.float32)
    yield "length", np.asarray((length[:, None] + length[None, :]) / 2, dtype=np.float32)
    yield "shorter", np.asarray(np.minimum(length[:, None], length[None, :]), dtype=np.float32)
    yield "runs on", _runs_on(documents, np.array([len(m.words) < FEW for m in matters]))


def _runs_on(documents: np.ndarray, few: np.ndarray) -> Matrix:
    follows = np.zeros((len(few), len(few)), dtype=np.float32)
    for k in range(1, len(few)):
        if documents[k] == documents[k - 1] and (few[k] or few[k - 1]):
            follows[k, k - 1] = follows[k - 1, k] = 1
    return follows


def voices(statements: Sequence[Statement]) -> Iterator[tuple[str, Matrix]]:
    """Whether both are said by one holder (by the last word of the name), whether both are in an article's own voice, and
    how many of the two (0 to 2) tell of the other's holder while another speaks."""
    names = [_last(s.attributions[0].holder) if s.attributions else "" for s in statements]
    _, holder = np.unique([name or f"#{k}" for k, name in enumerate(names)], return_inverse=True)
    yield "same holder", np.equal.outer(holder, holder).astype(np.float32)
    voice = np.array([not s.attributions for s in statements], dtype=np.float32)
    yield "own voice", voice[:, None] * voice[None, :]
    texts = [s.text.lower() for s in statements]
    tells = {name: np.array([name in text for text in texts]) for name in set(names) if name}
    none = np.zeros(len(texts), dtype=bool)
    told = np.stack([tells.get(name, none) for name in names]) & np.not_equal.outer(holder, holder)
    yield "speaker told of", told.astype(np.float32) + told.T


def _last(name: str) -> str:
    words = name.lower().split()
    return words[-1] if words else ""


def actors(statements: Sequence[Statement], matters: Sequence[Matter]) -> Iterator[tuple[str, Matrix]]:
    """Whether each of two statements names who acts in it, and nobody acts in both: the same act of other participants."""
    named = sorted({name for m in matters for name in m.actors})
    acts = np.array([[name in m.actors for name in named] for m in matters], dtype=np.float32)
    acts = acts.reshape(len(matters), len(named))
    some = acts.max(axis=1, initial=0)
    yield "other actors", np.outer(some, some) * (acts @ acts.T == 0)
