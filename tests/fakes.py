"""Models that answer in microseconds, for the laws: any text, flat parses, vectors of hashed words."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import cache

import numpy as np

from framing.models import Models
from framing.records import ModelCard
from framing.syntax import Parse, Token, TokenVectors

WORD = re.compile(r"\w+|[^\w\s]")
SIZE = 32
ENCODED = 384
"""Numbers of a subword's vector: as many as the head of tone reads."""


def parse(paragraphs: Sequence[str]) -> list[Parse]:
    return [_parse(text) for text in paragraphs]


def _parse(text: str) -> Parse:
    """Sentences end at . ! ? followed by a space; every word hangs on its sentence's first."""
    words = list(WORD.finditer(text))
    sentences, first = [], 0
    for n, word in enumerate(words):
        last = n == len(words) - 1
        if last or (word.group() in ".!?" and text[word.end() : word.end() + 1] == " "):
            sentences.append((first, n + 1))
            first = n + 1
    tokens = []
    for number, (a, b) in enumerate(sentences):
        for i in range(a, b):
            word, letters = words[i], words[i].group()
            pos = "PUNCT" if not letters[0].isalnum() else "PROPN" if letters[0].isupper() and i > a else "NOUN"
            left, right = (a, b) if i == a else (i, i + 1)
            dep = "ROOT" if i == a else "dep"
            tokens.append(Token(i, word.start(), word.end(), letters, letters.lower(), pos, "NN", dep, a, left, right,
                                number, ""))  # fmt: skip
    children = tuple(tuple(range(t.left + 1, t.right)) if t.dep == "ROOT" else () for t in tokens)
    return Parse(text, tuple(tokens), tuple(sentences), children, ())


@cache
def _vector(word: str, size: int = SIZE) -> np.ndarray:
    return np.random.default_rng(zlib.crc32(word.lower().encode("utf-8", "replace"))).standard_normal(size)


def _unit(rows: np.ndarray) -> np.ndarray:
    norms = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.round(rows / np.where(norms == 0, 1, norms), 5).astype(np.float32)


def embed(texts: Sequence[str]) -> np.ndarray:
    if not texts:
        return np.zeros((0, SIZE), dtype=np.float32)
    return _unit(np.stack([sum((_vector(w) for w in WORD.findall(t)), np.zeros(SIZE)) for t in texts]))


def embed_tokens(texts: Sequence[str]) -> list[TokenVectors]:
    found = []
    for text in texts:
        words = list(WORD.finditer(text))
        rows = np.stack([_vector(w.group(), ENCODED) for w in words]) if words else np.zeros((0, ENCODED))
        found.append(TokenVectors(tuple(w.span() for w in words), _unit(rows)))
    return found


MODELS = Models(parse, embed, embed_tokens, lambda: (ModelCard("fake", "0", "0" * 64),))
