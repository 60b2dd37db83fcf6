"""Whose account a new article follows: how likely each account of the reference makes it, as a chance.

Three things are weighed for each account a; each is a log likelihood.

Pattern. Of the points the accounts tell, which the article speaks to. y_ak is 1 where the account tells point k, else the chance
that it does; x_k is the chance that the article does; b, the mean of x, is what we would expect knowing neither account. One
account seen once is one observation beside that (a Beta prior of one observation, mean b):

    p_ak = (y_ak + b) / 2        pattern_a = sum_k x_k ln p_ak + (1 - x_k) ln(1 - p_ak)

Room. How the article's words spread over the points, under a Dirichlet-multinomial (Minka 2000) whose prior is the account's own
words on them with `settings.words_prior` words of the event's mean shares g_k beside; words of one statement come together, so
they are counted in statements of the mean length L. A statement's words go to the points by its mean chance with each.

    alpha_ak = (W_ak + prior g_k) / L        room_a = ln DM(n | alpha_a)

Words. The same of content words: how often the article uses each, given the account's vocabulary and as much of the event's as
prior (as Monroe, Colaresi & Quinn 2008 draw rates of words to a prior).

The chances are a conditional logit (McFadden 1974) over the accounts, P(a) ~ exp(w1 pattern_a + w2 room_a + w3 words_a). The
weights (`heads/reference.json`) temper the likelihoods, which take what comes together as independent and so are far too sure.
`models/reference/measure.py` fits them and says how often they are right.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import lgamma

import numpy as np
import numpy.typing as npt

from framing.records import TOO_LITTLE, Account
from framing.reference.placing import Placed, Prepared

Floats = npt.NDArray[np.float64]

TERMS = ("pattern", "room", "words")

NO_POINT = "tells no point of the reference"


@dataclass(frozen=True, slots=True)
class Followed:
    """The accounts an article may follow with the chance of each, the likeliest first; none, with a `note`, when it tells no
    point of the reference or has too little text to say."""

    ranked: tuple[tuple[Account, float], ...]
    note: str = ""


def follow(prepared: Prepared, placed: Placed) -> Followed:
    """Whose account the article follows. A tie is broken by the accounts' own text, never by their names."""
    if placed.words < prepared.reference.settings.silence_words:
        return Followed((), TOO_LITTLE)
    if not placed.joins.any():
        return Followed((), NO_POINT)
    accounts = prepared.reference.accounts
    chances = posterior(terms(prepared, placed), _head())
    texts = {s.id: s.text for s in prepared.statements}
    order = sorted(range(len(accounts)), key=lambda n: (-round(float(chances[n]), 6), [texts.get(i, "") for i in accounts[n].statements]))
    return Followed(tuple((accounts[n], round(float(chances[n]), 4)) for n in order))


def posterior(weighed: Mapping[str, Floats], weights: Mapping[str, float]) -> Floats:
    """The chance of each account from the log likelihoods of all, by term."""
    odds = np.sum([weights[name] * weighed[name] for name in TERMS], axis=0)
    likely = np.exp(odds - odds.max())
    return np.asarray(likely / likely.sum())


def terms(prepared: Prepared, placed: Placed) -> dict[str, Floats]:
    """For each term its log likelihood under each account, in the order of `Reference.accounts`."""
    return {"pattern": _pattern(prepared, placed), "room": _room(prepared, placed), "words": _words(prepared, placed)}


def _pattern(prepared: Prepared, placed: Placed) -> Floats:
    reference = prepared.reference
    cells = {(c.account, c.point): 1.0 if c.found == "told" else c.chance or 0.0 for c in reference.comparison.cells}
    told = np.array([[cells[a.id, p.id] for p in reference.comparison.points] for a in reference.accounts])
    speaks = np.array([one.chance or 0.0 for one in placed.found])
    likely = np.clip((told + speaks.mean()) / 2, 1e-3, 1 - 1e-3)
    return np.asarray((speaks * np.log(likely) + (1 - speaks) * np.log(1 - likely)).sum(axis=1))


def _room(prepared: Prepared, placed: Placed) -> Floats:
    reference = prepared.reference
    length = {s.id: s.words for s in prepared.statements}
    mean = float(np.mean(list(length.values())))
    amounts = np.array([_amounts(a, prepared, length) for a in reference.accounts])
    given = placed.near / np.maximum(1, placed.near.sum(axis=1, keepdims=True))
    seen = np.array([s.words for s in placed.statements]) @ given
    return _dirichlet(seen / mean, amounts / mean, reference.settings.words_prior / mean)


def _amounts(account: Account, prepared: Prepared, length: Mapping[str, int]) -> list[float]:
    """The words an account gives to each point; a statement on k points gives 1/k of its words to each."""
    points = prepared.reference.comparison.points
    speaks = Counter(i for p in points for i in p.statements)
    own = set(account.statements)
    return [sum(length[i] / speaks[i] for i in p.statements if i in own) for p in points]


def _words(prepared: Prepared, placed: Placed) -> Floats:
    reference = prepared.reference
    own = [reference.vocabulary[a.id] for a in reference.accounts]
    used = Counter(w.lemma for m in placed.matters for w in m.words)
    names = sorted({lemma for words in own for lemma in words})
    amounts = np.array([[float(words.get(lemma, 0)) for lemma in names] for words in own])
    return _dirichlet(np.array([float(used[lemma]) for lemma in names]), amounts, reference.settings.words_prior)


def _dirichlet(seen: Floats, amounts: Floats, prior: float) -> Floats:
    """ln of the Dirichlet-multinomial chance of `seen` (k,) given the `amounts` (accounts, k) of each account, up to what all
    accounts share. The prior is the mean of the accounts' shares, each counting alike, in the weight of `prior`."""
    shares = amounts / np.maximum(amounts.sum(axis=1, keepdims=True), 1e-12)
    mean = shares.mean(axis=0)
    kept = mean > 0
    alphas = amounts[:, kept] + prior * mean[kept]
    n = seen[kept]
    return np.array([
        lgamma(a.sum()) - lgamma(a.sum() + n.sum()) + sum(lgamma(x + y) - lgamma(x) for x, y in zip(a, n, strict=True) if y)
        for a in alphas
    ])  # fmt: skip


@cache
def _head() -> dict[str, float]:
    head: dict[str, float] = json.loads(files("framing.heads").joinpath("reference.json").read_text(encoding="utf-8"))
    return head
