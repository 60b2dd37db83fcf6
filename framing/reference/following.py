"""Whose account a new article follows: how likely each account of the reference makes it, as a chance.

Two things are weighed for each account a, each a log likelihood.

Pattern. Which of the points the article speaks to. y_ak is 1 where the account tells point k, else the chance that it does; x_k
is the chance that the article does; b, the mean of x, is what we would expect knowing no account. One account seen once is one
observation beside that (a Beta prior of one observation with the mean b):

    p_ak = (y_ak + b) / 2        pattern_a = sum_k x_k ln p_ak + (1 - x_k) ln(1 - p_ak)

Nearness. Whether the account has what the article says, statement by statement: m_st is the chance of one point of the
article's statement s with the account's statement t, w_s its words over their mean; any of the account's will do (a noisy or;
Pearl 1988), and a hundredth is left for what nobody says:

    nearness_a = sum_s w_s ln(0.01 + 1 - prod_t (1 - m_st))

The chances are a conditional logit (McFadden 1974) over the accounts, P(a) ~ exp(w1 pattern_a + w2 nearness_a). The two weights
(`weights.json`) temper the likelihoods, which take what comes together as independent and so are far too sure. They are
chances *given that* the article follows one of the accounts: of an article that follows none they say which is least unlike it.
`models/reference/measure.py` fits them and says how often they are right; its card.md names what was tried besides.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from framing.records import TOO_LITTLE, Account
from framing.reference.placing import Placed, Prepared

Floats = npt.NDArray[np.float64]

TERMS = ("pattern", "nearness")

NOBODY = 0.01
"""Chance left for a statement that no account has: new matter speaks for nobody, however many statements there are."""

NO_POINT = "tells no point of the reference"


@dataclass(frozen=True, slots=True)
class Followed:
    """The accounts an article may follow with the chance of each, the likeliest first; none, with a `note`, when it tells no
    point of the reference or has too little text to say."""

    ranked: tuple[tuple[Account, float], ...]
    note: str = ""


def follow(prepared: Prepared, placed: Placed) -> Followed:
    """Whose account the article follows. A tie is broken by the accounts' own text, never by their names.

    Nobody is named where what it tells of the reference has fewer than `settings.silence_words` words.
    """
    if not placed.joins.any():
        return Followed((), NO_POINT)
    telling = zip(placed.statements, placed.joins, strict=True)
    if sum(s.words for s, joins in telling if joins.any()) < prepared.reference.settings.silence_words:
        return Followed((), TOO_LITTLE)
    accounts = prepared.reference.accounts
    chances = [round(float(p), 4) for p in posterior(terms(prepared, placed), _head())]
    texts = {s.id: s.text for s in prepared.statements}
    ranked = zip(accounts, chances, strict=True)
    return Followed(tuple(sorted(ranked, key=lambda one: (-one[1], [texts.get(i, "") for i in one[0].statements]))))


def posterior(weighed: Mapping[str, Floats], weights: Mapping[str, float]) -> Floats:
    """The chance of each account from the log likelihoods of all, by term."""
    odds = np.sum([weights[name] * weighed[name] for name in TERMS], axis=0)
    likely = np.exp(odds - odds.max())
    return np.asarray(likely / likely.sum())


def terms(prepared: Prepared, placed: Placed) -> dict[str, Floats]:
    """For each term its log likelihood under each account, in the order of `Reference.accounts`."""
    return {"pattern": _pattern(prepared, placed), "nearness": _nearness(prepared, placed)}


def _pattern(prepared: Prepared, placed: Placed) -> Floats:
    reference = prepared.reference
    cells = {(c.account, c.point): 1.0 if c.found == "told" else c.chance or 0.0 for c in reference.comparison.cells}
    told = np.array([[cells[a.id, p.id] for p in reference.comparison.points] for a in reference.accounts])
    speaks = np.array([one.chance or 0.0 for one in placed.found])
    likely = np.clip((told + speaks.mean()) / 2, 1e-3, 1 - 1e-3)
    return np.asarray((speaks * np.log(likely) + (1 - speaks) * np.log(1 - likely)).sum(axis=1))


def _nearness(prepared: Prepared, placed: Placed) -> Floats:
    place = {s.id: n for n, s in enumerate(prepared.statements)}
    words = np.array([s.words for s in placed.statements], dtype=np.float64)
    apart = 1 - placed.chance.astype(np.float64)
    theirs = [[place[i] for i in a.statements if i in place] for a in prepared.reference.accounts]
    has = np.stack([1 - np.prod(apart[:, own], axis=1) for own in theirs])
    return np.asarray(np.log(NOBODY + has) @ (words / words.mean()))


@cache
def _head() -> dict[str, float]:
    head: dict[str, float] = json.loads(files("framing.reference").joinpath("weights.json").read_text(encoding="utf-8"))
    return head
