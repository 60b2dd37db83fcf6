"""How near two statements of one event are: one function a signal, each giving a symmetric matrix.

Every signal is over the n statements of one event, (n, n) float32, larger = nearer. Work goes in blocks of statements, so that
memory grows with n x n and never with the square of the number of words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from framing.propositions import Word, background
from framing.syntax import TokenVectors

Matrix = npt.NDArray[np.float32]
Vector = npt.NDArray[np.float32]

BLOCK = 64
"""Statements whose words are compared with all others' at once."""

PRIOR_PAIRS = 20
"""Pairs the usual mean and spread of a signal count for: two statements alone tell nothing of what is near in their event."""


def standard(signal: Matrix, usual: tuple[float, float]) -> Matrix:
    """A signal in standard deviations from its mean over the event's pairs of different statements.

    What counts as near depends on the event: in accounts of one phone call everything is about the call. `usual` is the
    mean and spread seen in other events; it counts for `PRIOR_PAIRS` pairs, which matters in the smallest events only.
    """
    pairs = len(signal) * (len(signal) - 1)
    own = np.diagonal(signal).astype(np.float64)
    total = float(signal.sum(dtype=np.float64) - own.sum())
    square = float(np.square(signal).sum(dtype=np.float64) - np.square(own).sum())
    count = pairs + 2 * PRIOR_PAIRS
    mean = (total + 2 * PRIOR_PAIRS * usual[0]) / count
    spread = (square + 2 * PRIOR_PAIRS * (usual[1] ** 2 + usual[0] ** 2)) / count - mean * mean
    return np.asarray((signal - np.float32(mean)) / np.float32(max(spread, 1e-6) ** 0.5), dtype=np.float32)


def rarity(lemmas: Sequence[str]) -> Vector:
    """ln((N+1)/(df+1)) / ln(N+1) of each lemma in general news: 1 for a word never seen there, near 0 for an everyday one."""
    counts, size = background()
    df = np.array([counts.get(lemma, 0) for lemma in lemmas], dtype=np.float32)
    return np.asarray(np.log((size + 1) / (df + 1)) / np.log(size + 1), dtype=np.float32)


def centred_cosine(vectors: Matrix) -> Matrix:
    """Cosine after the event's mean vector is taken away: what a statement says beyond the event's common theme."""
    rows = unit(vectors - vectors.mean(axis=0, keepdims=True))
    return rows @ rows.T


def in_context(vectors: Matrix, documents: Sequence[str]) -> Matrix:
    """Each statement's vector with its neighbours' in the same article: e[i] + 0.5 e[i-1] + 0.25 e[i+1].

    A quotation that runs on, or a sentence that opens with "it", is about what the one before it is about. Statements come in
    the order of their articles; `documents` names the article of each.
    """
    mixed = vectors.copy()
    same = np.array([a == b for a, b in pairwise(documents)], dtype=np.float32)[:, None]
    mixed[1:] += 0.5 * same * vectors[:-1]
    mixed[:-1] += 0.25 * same * vectors[1:]
    return mixed


def _both_ways(one_way: Matrix) -> Matrix:
    """The mean of a matrix and its mirror."""
    return np.asarray((one_way + one_way.T) / 2, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Matched:
    """How the propositions of two statements meet, two symmetric matrices.

    `mean`: the best partner of each clause in the other statement, averaged over a statement's clauses and both directions.
    `best`: the nearest two propositions, clauses or matters of a list: two statements may share one of several matters.
    """

    mean: Matrix
    best: Matrix


def propositions_match(vectors: Matrix, owner: Sequence[int], clause: Sequence[bool], n: int) -> Matched:
    """The two signals of propositions of `n` statements, by centred cosine.

    `vectors` has one row per proposition, `owner` the statement of each, rising, `clause` whether it is a clause; every
    statement has at least one clause.
    """
    rows = unit(vectors - vectors.mean(axis=0, keepdims=True))
    inside, of = np.asarray(clause, dtype=bool), np.asarray(owner)
    mean, best = np.empty((n, n), dtype=np.float32), np.empty((n, n), dtype=np.float32)
    all_of, clauses_of = np.searchsorted(of, np.arange(n + 1)), np.searchsorted(of[inside], np.arange(n + 1))
    for low in range(0, n, BLOCK * 4):
        high = min(n, low + BLOCK * 4)
        own = slice(all_of[low], all_of[high])
        near = rows[own] @ rows.T
        met = np.maximum.reduceat(near, all_of[:-1], axis=1)
        best[low:high] = np.maximum.reduceat(met, all_of[low:high] - all_of[low], axis=0)
        met = np.maximum.reduceat(near[inside[own]][:, inside], clauses_of[:-1], axis=1)
        sums = np.add.reduceat(met, clauses_of[low:high] - clauses_of[low], axis=0)
        mean[low:high] = sums / np.diff(clauses_of[low : high + 1])[:, None]
    return Matched(_both_ways(mean), _both_ways(best))


def words_cosine(bags: Sequence[Sequence[Word]]) -> Matrix:
    """TF-IDF cosine of lemmas: rarity in the event, ln((n+1)/df), times rarity in general news, times the word's own weight."""
    from scipy.sparse import csr_matrix

    n = len(bags)
    place = {lemma: k for k, lemma in enumerate(sorted({w.lemma for bag in bags for w in bag}))}
    if not place:
        return np.zeros((n, n), dtype=np.float32)
    rows = [i for i, bag in enumerate(bags) for _ in bag]
    columns = [place[w.lemma] for bag in bags for w in bag]
    weights = np.array([w.weight for bag in bags for w in bag], dtype=np.float32)
    table = csr_matrix((weights, (rows, columns)), shape=(n, len(place)))
    df = np.bincount(table.indices, minlength=len(place))
    table = table.multiply((np.log((n + 1) / df) * rarity(list(place)))[None, :]).tocsr()
    norms = np.sqrt(np.asarray(table.multiply(table).sum(axis=1))).ravel()
    table = table.multiply((1 / np.where(norms == 0, 1, norms))[:, None]).tocsr()
    return np.asarray((table @ table.T).todense(), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class WordSignals:
    """Three signals of how the content words of two statements meet, in form or in sense.

    `anchors`: M(i, j) = (sum over words t of i of (w m)^4)^(1/4): the strongest shared words decide, not many weak ones. A
    statement also holds the words of the one before it in its article, at 0.3.
    `coverage`: the share of i's word weight that is met in j (Zhang et al. 2020, BERTScore recall with idf), both ways.
    `gist`: centred cosine of the weighted sums of the words' vectors (after Arora et al. 2017).
    """

    anchors: Matrix
    coverage: Matrix
    gist: Matrix


def word_signals(bags: Sequence[Sequence[Word]], vectors: Sequence[Matrix], documents: Sequence[str]) -> WordSignals:
    """The three signals; `vectors` has one unit row per word of each statement (`word_vectors`).

    b(t, j) is the best cosine of word t with a word of statement j. df(t) = sum over j of sigmoid((b - 0.75) / 0.05) counts
    the statements it is met in. A word weighs w = ln((n + 1) / (df + 0.5))^1.5 x rarity^0.5 x its own weight. The soft match
    m is clip((b - 0.55) / 0.4, 0, 1) for anchors and clip((b - 0.2) / 0.8, 0, 1) for coverage.
    """
    n = len(bags)
    follows = np.array([k > 0 and documents[k] == documents[k - 1] for k in range(n)])
    fourth, covered = np.zeros((n, n), dtype=np.float32), np.zeros((n, n), dtype=np.float32)
    gist = np.zeros((n, max((v.shape[1] for v in vectors), default=0)), dtype=np.float32)
    for block, best in _met(vectors):
        sizes = [len(bags[k]) for k in block]
        firsts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        weights = _telling(best, [w for k in block for w in bags[k]])
        match = np.clip((best - 0.55) / 0.4, 0, 1)
        match[:, 1:] = np.maximum(match[:, 1:], 0.3 * match[:, :-1] * follows[None, 1:])
        fourth[block] = np.add.reduceat((weights[:, None] * match) ** 4, firsts, axis=0)
        share = np.add.reduceat(weights[:, None] * np.clip((best - 0.2) / 0.8, 0, 1), firsts, axis=0)
        covered[block] = share / np.maximum(np.add.reduceat(weights, firsts), 1e-3)[:, None]
        gist[block] = np.add.reduceat(weights[:, None] * np.concatenate([vectors[k] for k in block]), firsts, axis=0)
    fourth[1:] += 0.3**4 * follows[1:, None] * fourth[:-1]
    anchors = fourth**0.25
    return WordSignals(_both_ways(anchors), _both_ways(covered), centred_cosine(unit(gist)))


def word_vectors(words: Sequence[Word], tokens: TokenVectors, offset: int) -> Matrix:
    """One unit row per word: the mean of its subwords' vectors; a word past the encoder's window has a row of zeros.

    The statement begins at character `offset` of the text that was embedded.
    """
    states = np.asarray(tokens.vectors, dtype=np.float32)
    rows = np.zeros((len(words), states.shape[1] if states.ndim == 2 else 0), dtype=np.float32)
    starts, ends = [a for a, _ in tokens.spans], [b for _, b in tokens.spans]  # subwords stand in text order
    for k, word in enumerate(words):
        first, last = bisect_right(ends, word.start + offset), bisect_left(starts, word.end + offset)
        if first < last:
            rows[k] = states[first:last].mean(axis=0)
    return unit(rows)


def mutual_rank(near: Matrix) -> Matrix:
    """-ln(1 + r), r the mean of the two ranks that each of a pair has among the other's nearest.

    It corrects for statements that are near to everything (Schnitzer et al. 2012, mutual proximity).
    """
    n = len(near)
    ranks = np.empty((n, n), dtype=np.float32)
    for i in range(n):
        row = near[i].copy()
        row[i] = -np.inf
        ranks[i, np.argsort(-row, kind="stable")] = np.arange(n)
    signal = -np.log1p((ranks + ranks.T) / 2)
    np.fill_diagonal(signal, 0)
    return signal


def unit(rows: Matrix) -> Matrix:
    """Rows of length one; a row of zeros stays."""
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(norms == 0, 1, norms), dtype=np.float32)


def _met(vectors: Sequence[Matrix]) -> Iterator[tuple[list[int], Matrix]]:
    """Blocks of statements that have words, with b(t, j) of their words t against all statements j."""
    n = len(vectors)
    full = [k for k in range(n) if len(vectors[k])]
    if not full:
        return
    everything = np.concatenate([vectors[k] for k in full])
    starts = np.concatenate([[0], np.cumsum([len(vectors[k]) for k in full])[:-1]])
    for low in range(0, len(full), BLOCK):
        block = full[low : low + BLOCK]
        own = np.concatenate([vectors[k] for k in block])
        best = np.zeros((len(own), n), dtype=np.float32)
        best[:, full] = np.maximum.reduceat(own @ everything.T, starts, axis=1)
        yield block, best


def _telling(best: Matrix, words: Sequence[Word]) -> Vector:
    met = (1 / (1 + np.exp(np.clip(-(best - 0.75) / 0.05, -30, 30)))).sum(axis=1)
    own = np.array([w.weight for w in words], dtype=np.float32)
    rare_here = np.maximum(np.log((best.shape[1] + 1) / (met + 0.5)), 0)
    return np.asarray(rare_here**1.5 * rarity([w.lemma for w in words]) ** 0.5 * own, dtype=np.float32)
