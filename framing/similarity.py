"""How near two statements of one event are: signals, each a symmetric matrix, and how they are put together.

Every signal is over the n statements of one event, float32, larger = nearer. They are put on one scale by their spread inside
the event (`standard`), because what is near depends on the event: in an account of one phone call everything is about the call.
Work goes in blocks of statements, so that memory grows with n x n and never with the square of the number of words.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from framing.propositions import Word, background
from framing.syntax import TokenVectors

Matrix = npt.NDArray[np.float32]

BLOCK = 64
"""Statements whose words are compared with all others' at once."""


def standard(signal: Matrix) -> Matrix:
    """A signal in standard deviations from its mean over pairs of different statements."""
    n = len(signal)
    if n < 2:
        return np.zeros_like(signal)
    total, square = float(signal.sum(dtype=np.float64)), float(np.square(signal, dtype=np.float64).sum())
    own = np.diagonal(signal).astype(np.float64)
    count = n * (n - 1)
    mean = (total - own.sum()) / count
    spread = max((square - np.square(own).sum()) / count - mean * mean, 0.0) ** 0.5
    return ((signal - mean) / (spread or 1.0)).astype(np.float32)


def rarity(lemmas: Sequence[str]) -> npt.NDArray[np.float32]:
    """ln((N+1)/(df+1)) / ln(N+1) of each lemma in general news: 1 for a word never seen there, near 0 for an everyday one."""
    counts, size = background()
    df = np.array([counts.get(lemma, 0) for lemma in lemmas], dtype=np.float32)
    return (np.log((size + 1) / (df + 1)) / np.log(size + 1)).astype(np.float32)


def words_cosine(bags: Sequence[Sequence[Word]]) -> Matrix:
    """TF-IDF cosine of lemmas: rarity in the event, ln((n+1)/df), times rarity in general news, times the word's own weight."""
    from scipy.sparse import csr_matrix

    vocabulary = {lemma: k for k, lemma in enumerate(sorted({w.lemma for bag in bags for w in bag}))}
    n = len(bags)
    if not vocabulary:
        return np.zeros((n, n), dtype=np.float32)
    rows = [i for i, bag in enumerate(bags) for _ in bag]
    columns = [vocabulary[w.lemma] for bag in bags for w in bag]
    weights = [w.weight for bag in bags for w in bag]
    table = csr_matrix((np.array(weights, dtype=np.float32), (rows, columns)), shape=(n, len(vocabulary)))
    df = np.bincount(table.indices, minlength=len(vocabulary))
    scale = np.log((n + 1) / np.maximum(df, 1)).astype(np.float32) * rarity(list(vocabulary))
    table = table.multiply(scale[None, :]).tocsr()
    norms = np.sqrt(np.asarray(table.multiply(table).sum(axis=1))).ravel()
    table = table.multiply((1 / np.where(norms == 0, 1, norms))[:, None]).tocsr()
    return np.asarray((table @ table.T).todense(), dtype=np.float32)


def centred_cosine(vectors: Matrix) -> Matrix:
    """Cosine after the event's mean vector is taken away: what a statement says beyond the event's common theme."""
    unit = _unit(vectors - vectors.mean(axis=0, keepdims=True))
    return unit @ unit.T


def in_context(vectors: Matrix, documents: Sequence[str], before: float = 0.5, after: float = 0.25) -> Matrix:
    """Each statement's vector with its neighbours' in the same article: e[i] + 0.5 e[i-1] + 0.25 e[i+1].

    Statements come in the order of their article; `documents` names the article of each.
    """
    mixed = vectors.copy()
    same = np.array([a == b for a, b in pairwise(documents)], dtype=np.float32)[:, None]
    mixed[1:] += before * same * vectors[:-1]
    mixed[:-1] += after * same * vectors[1:]
    return mixed


def propositions_match(vectors: Matrix, owner: Sequence[int], n: int) -> Matrix:
    """For each pair of statements, how well the propositions of one are met in the other, averaged over both directions.

    `vectors` has one row per proposition, `owner` the statement of each, in order. Centred cosine; the best partner of each
    proposition, then the mean over a statement's propositions.
    """
    unit = _unit(vectors - vectors.mean(axis=0, keepdims=True))
    starts = np.searchsorted(np.asarray(owner), np.arange(n))
    counts = np.diff(np.append(starts, len(owner))).astype(np.float32)
    one_way = np.empty((n, n), dtype=np.float32)
    for low in range(0, n, BLOCK * 4):
        high = min(n, low + BLOCK * 4)
        rows = slice(starts[low], starts[high] if high < n else len(owner))
        best = np.maximum.reduceat(unit[rows] @ unit.T, starts, axis=1)
        one_way[low:high] = np.add.reduceat(best, starts[low:high] - starts[low], axis=0) / counts[low:high, None]
    return (one_way + one_way.T) / 2


def word_vectors(words: Sequence[Sequence[Word]], tokens: Sequence[TokenVectors]) -> list[Matrix]:
    """For each statement, one unit row per content word: the mean of its subwords' vectors in the statement's context."""
    found = []
    for bag, vectors in zip(words, tokens, strict=True):
        states = np.asarray(vectors.vectors, dtype=np.float32)
        rows = np.zeros((len(bag), states.shape[1] if states.ndim == 2 else 0), dtype=np.float32)
        for k, word in enumerate(bag):
            inside = [j for j, (a, b) in enumerate(vectors.spans) if a < word.end and b > word.start]
            if inside:
                rows[k] = states[inside].mean(axis=0)
        found.append(_unit(rows))
    return found


def anchors(bags: Sequence[Sequence[Word]], vectors: Sequence[Matrix], documents: Sequence[str]) -> Matrix:
    """Shared anchors: words of one statement met, in form or in sense, in the other, weighed by how telling they are.

    b(t, j) is the best cosine of word t with a word of statement j; m = clip((b - 0.55) / 0.4, 0, 1) is a soft match;
    df(t) = sum over j of sigmoid((b - 0.75) / 0.05) counts the statements the word is met in; a word weighs
    ln((n + 1) / (df + 0.5)) x rarity in general news x its own weight. A statement also holds the words of the one before it in
    its article, at 0.3. M(i, j) = (sum over t of (w m)^4)^(1/4): the strongest shared anchors decide, not many weak ones.
    """
    n = len(bags)
    sizes = np.array([len(bag) for bag in bags])
    full = [k for k in range(n) if sizes[k]]
    if not full:
        return np.zeros((n, n), dtype=np.float32)
    everything = np.concatenate([vectors[k] for k in full])
    starts = np.concatenate([[0], np.cumsum(sizes[full])[:-1]])
    follows = np.array([k > 0 and documents[k] == documents[k - 1] for k in range(n)])
    fourth = np.zeros((n, n), dtype=np.float32)
    for low in range(0, n, BLOCK):
        block = [k for k in range(low, min(n, low + BLOCK)) if sizes[k]]
        if not block:
            continue
        best = np.zeros((int(sizes[block].sum()), n), dtype=np.float32)
        best[:, full] = np.maximum.reduceat(np.concatenate([vectors[k] for k in block]) @ everything.T, starts, axis=1)
        weights = _telling(best, [w for k in block for w in bags[k]], n)
        match = np.clip((best - 0.55) / 0.4, 0, 1)
        match[:, 1:] = np.maximum(match[:, 1:], 0.3 * match[:, :-1] * follows[None, 1:])
        strength = (weights[:, None] * match) ** 4
        firsts = np.concatenate([[0], np.cumsum(sizes[block])[:-1]])
        fourth[block] = np.add.reduceat(strength, firsts, axis=0)
    carried = np.zeros_like(fourth)
    carried[1:] = 0.3**4 * fourth[:-1] * follows[1:, None]
    one_way = (fourth + carried) ** 0.25
    return np.asarray((one_way + one_way.T) / 2, dtype=np.float32)


def _telling(best: Matrix, words: Sequence[Word], n: int) -> Matrix:
    met = (1 / (1 + np.exp(np.clip(-(best - 0.75) / 0.05, -30, 30)))).sum(axis=1)
    own = np.array([w.weight for w in words], dtype=np.float32)
    return np.asarray(np.log((n + 1) / (met + 0.5)) * rarity([w.lemma for w in words]) * own, dtype=np.float32)


def _unit(rows: Matrix) -> Matrix:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(norms == 0, 1, norms), dtype=np.float32)
