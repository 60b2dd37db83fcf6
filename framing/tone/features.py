"""What the head of tone reads: vectors of the target and its sentence, and what the lexicon finds in scope."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.records import Span
from framing.syntax import Parse, TokenVectors
from framing.tone import lexicon, scope
from framing.tone.scope import Scope

Floats = npt.NDArray[np.float64]

MASK = "they"
"""Stands for the target before the encoder reads the sentence, so that nobody's tone is read off a name."""

LISTED = ("phrase ill", "phrase well", "clause ill", "clause well", "rest ill", "rest well", "verb", "doer", "other", "owner",
          "oblique", "denied")  # fmt: skip
"""What `listed` gives, in its order."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A target in its sentence: its characters `target`, and the sentence's, both in the text of the parse."""

    parse: Parse
    target: Span
    sentence: Span

    @property
    def masked(self) -> str:
        """The sentence as the encoder reads it, the target's words replaced."""
        (begin, end), (start, stop) = self.sentence, self.target
        return self.parse.text[begin:start] + MASK + self.parse.text[stop:end]

    @property
    def mask(self) -> Span:
        """Where the words that stand for the target are in `masked`."""
        start = self.target[0] - self.sentence[0]
        return start, start + len(MASK)


def at(parse: Parse, target: Span) -> Asked:
    """The target at characters `target` of a parse, in the sentence it stands in."""
    first, _ = parse.tokens_in(*target)
    return Asked(parse, target, parse.span(*parse.sentences[parse.tokens[first].sentence]))


def of(asked: Asked, vectors: TokenVectors) -> Floats:
    """The numbers of one target; `vectors` are those of `asked.masked`."""
    rows = np.asarray(vectors.vectors, dtype=np.float64)
    sentence = _unit(rows.mean(axis=0)) if len(rows) else np.zeros(rows.shape[1])
    return np.concatenate([_mean(rows, vectors.spans, asked.mask), sentence, listed(asked)])


def listed(asked: Asked) -> Floats:
    """What the lexicon says: ill and well in phrase, clause and rest of the sentence, by the verb's role; the roles; denial."""
    found = scope.of(asked.parse, asked.target)
    phrase, clause = _sums(asked, found.phrase), _sums(asked, found.clause - found.phrase)
    rest = _sums(asked, _sentence(asked) - found.clause - found.phrase)
    roles = [float(found.role == role) for role in ("doer", "other", "owner", "oblique")]
    no = found.predicate is not None and scope.denied(asked.parse, found.predicate)
    return np.array([*phrase, *clause, *rest, by_role(asked.parse, found), *roles, float(no)])


def score(asked: Asked) -> float:
    """The lexicon alone: summed valence of the target's phrase, clause and verb role, drawn into -1..1 as VADER does,

    x / sqrt(x^2 + 15) (Hutto & Gilbert 2014).
    """
    found = scope.of(asked.parse, asked.target)
    total = sum(_sums(asked, found.phrase | found.clause)) + by_role(asked.parse, found)
    return float(total / (total * total + 15) ** 0.5)


def by_role(parse: Parse, found: Scope) -> float:
    """What the target's predicate says of one in its role, turned where it is denied."""
    if found.predicate is None or found.role not in ("doer", "other"):
        return 0.0
    lemma = parse.tokens[found.predicate].lemma.lower()
    value = lexicon.of_doer(lemma) if found.role == "doer" else lexicon.of_other(lemma)
    return -value if scope.denied(parse, found.predicate) else value


def _sentence(asked: Asked) -> frozenset[int]:
    first, last = asked.parse.tokens_in(*asked.sentence)
    return frozenset(range(first, last)).difference(range(*asked.parse.tokens_in(*asked.target)))


def _sums(asked: Asked, tokens: Iterable[int]) -> tuple[float, float]:
    """Summed valence of ill and of well meaning words, each turned where it is denied."""
    ill = well = 0.0
    for i in sorted(tokens):
        value = lexicon.valence(asked.parse.tokens[i])
        if value:
            value = -value if scope.denied(asked.parse, i) else value
            ill, well = ill + min(value, 0), well + max(value, 0)
    return ill, well


def _mean(rows: Floats, spans: Iterable[Span], where: Span) -> Floats:
    """Unit mean vector of the subwords within characters `where`; zeros when the encoder cut them off."""
    inside = [k for k, (a, b) in enumerate(spans) if a < where[1] and b > where[0]]
    return _unit(rows[inside].mean(axis=0)) if inside else np.zeros(rows.shape[1])


def _unit(row: Floats) -> Floats:
    return np.asarray(row / max(float(np.linalg.norm(row)), 1e-9))
