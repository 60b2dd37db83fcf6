"""Words that mark an account beside the pool of the others, in each voice apart.

Of every lemma w of the content words and names of one voice, the log-odds ratio with an informative Dirichlet prior (Monroe,
Colaresi & Quinn 2008; `logodds`) of the account's counts to those of the others together,

    delta_w = ln[(y_wi + a_w) / (n_i + a_0 - y_wi - a_w)] - ln[(y_wj + a_w) / (n_j + a_0 - y_wj - a_w)],

a_w the rate of the word in general news times `settings.words_prior`. Words come in bursts, so the z of that paper is no
p-value: p is the share of deals of the paragraphs among the accounts, each getting as many as it has, that give the account a z
as large ((1 + hits) / (1 + deals), Phipson & Smyth 2010). A word is told of the account it marks most, its p times the
accounts it was tested for: what marks one is rare in the others, and p that lean against each other do not count apart. The p
of all voices and words of a view that are tested are held together to a share of false finds (Benjamini & Hochberg 1995).
Tested are only those for which some deal is rare enough to be listed (Gilbert 2005, after Tarone 1990), which the paragraphs
alone decide, whosever they are. Short accounts mostly have no word that marks them: then none is listed.
"""

from __future__ import annotations

import math
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from framing import voices
from framing.contrasts.logodds import deltas
from framing.contrasts.order import Found
from framing.propositions import background, empty_lemmas
from framing.records import Account, Contrast, Estimate, Statement
from framing.settings import Settings
from framing.syntax import Reading, Token
from framing.uncertainty import Floats, benjamini_hochberg, interval, resampled_shares
from framing.voices import Voice

UNIT = "log odds ratio"

WORTH = 0.1
"""What a word is worth at most beside two statements laid side by side: readers point to sentences rather than to counts."""

COUNTED = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
"""Parts of speech whose words are counted; numbers and adverbs tell little of how a matter is put."""

TIMES = frozenset({"DATE", "TIME", "ORDINAL", "CARDINAL", "PERCENT", "MONEY", "QUANTITY"})
"""Names that are numbers or dates, whose words are not counted."""

DEALT = 4_000_000
"""Paragraphs dealt at a time, in all deals together."""

Whole = npt.NDArray[np.intp]
Chosen = npt.NDArray[np.bool_]


class Use(NamedTuple):
    """A counted word: its lemma, the statement it stands in, that statement's paragraph, and its characters in the article."""

    lemma: str
    statement: str
    block: tuple[str, int]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Bag:
    """The words of one voice in all accounts of a view: counts by paragraph, (paragraphs, lemmas), and whose they are."""

    lemmas: tuple[str, ...]
    counts: Floats
    owner: Whole
    uses: tuple[tuple[Use, ...], ...]  # by account

    @property
    def prior(self) -> Floats:
        """Rates of the lemmas in general news; they sum to 1."""
        seen, _ = background()
        rates = np.array([seen.get(lemma, 0) + 0.5 for lemma in self.lemmas])
        return np.asarray(rates / rates.sum())


def find(
    accounts: Sequence[Account], statements: Mapping[str, Statement], readings: Mapping[str, Reading], settings: Settings
) -> tuple[Found, ...]:
    """The words that mark the accounts of one view, each with its worth, the surest first; at most `settings.words_listed` for
    an account.

    `target` is the lemma, `words` its forms as they stand in the cited statements, `note` the voice, `n` of the estimate the
    uses of the word in all accounts, `p` adjusted for all that was tested in the view.
    """
    ordered = sorted((a for a in accounts if a.statements), key=lambda account: _place(account, statements))
    bags = gather(ordered, statements, readings) if len(ordered) > 1 else []
    tested = []
    for voice, bag, chosen in zip(voices.VOICES, bags, choose(bags, settings), strict=False):
        p = chances(bag, chosen, settings)
        for w in np.flatnonzero(chosen.any(axis=0)).tolist():
            a = int(np.nanargmin(p[:, w]))
            tested.append((min(1.0, float(p[a, w]) * int(chosen[:, w].sum())), bag, voice, a, w))
    if not tested:
        return ()
    adjusted = benjamini_hochberg(np.array([one[0] for one in tested]))
    listed: dict[str, list[tuple[float, Contrast]]] = defaultdict(list)
    for q, (_, bag, voice, a, w) in zip(adjusted.tolist(), tested, strict=True):
        if q <= settings.false_words:
            listed[ordered[a].id].append((q, _contrast(ordered, a, bag, w, voice, q, settings, statements)))
    kept = [one for own in listed.values() for one in sorted(own, key=_surest)[: settings.words_listed]]
    return tuple((round(WORTH * (1 - q), 6), contrast) for q, contrast in sorted(kept, key=_surest))


def _place(account: Account, statements: Mapping[str, Statement]) -> tuple[str, int]:
    """Where an account's first statement stands, whatever the account is called."""
    return min((statements[i].article, statements[i].start) for i in account.statements)


def _surest(one: tuple[float, Contrast]) -> tuple[float, float, str]:
    size = one[1].estimate
    return one[0], -(size.value if size else 0.0), one[1].target


def gather(
    accounts: Sequence[Account], statements: Mapping[str, Statement], readings: Mapping[str, Reading]
) -> list[Bag]:
    """The counted words of each of `voices.VOICES`."""
    told = [[use for i in account.statements for use in _uses(statements[i], readings, account)] for account in accounts]
    return [_bag(tuple(tuple(use for whose, use in own if whose == voice) for own in told)) for voice in voices.VOICES]


def _bag(uses: tuple[tuple[Use, ...], ...]) -> Bag:
    """The counted words of one voice by account, paragraph by paragraph; the order of paragraphs depends on nothing but their
    words."""
    lemmas = sorted({use.lemma for own in uses for use in own})
    number = {lemma: n for n, lemma in enumerate(lemmas)}
    rows: dict[tuple[int, tuple[str, int]], Floats] = {}
    for a, own in enumerate(uses):
        for use in own:
            rows.setdefault((a, use.block), np.zeros(len(lemmas)))[number[use.lemma]] += 1
    order = sorted(rows, key=lambda key: (rows[key].tobytes(), key[0]))
    counts = np.array([rows[key] for key in order]).reshape(len(order), len(lemmas))
    return Bag(tuple(lemmas), counts, np.array([a for a, _ in order], dtype=np.intp), uses)


def _uses(statement: Statement, readings: Mapping[str, Reading], account: Account) -> list[tuple[Voice, Use]]:
    """The counted words of a statement with their voice, without the names of those who are said to have said something."""
    holders = [a.holder_span for a in (*statement.attributions, *statement.parts) if a.holder_span]
    block = statement.article, statement.paragraph
    uses = [(whose, Use(token.lemma.lower(), statement.id, block, token.start + offset, token.end + offset))
            for token, _, offset, whose in voices.tokens(statement, readings[statement.article], account.view)
            if _counts(token)]  # fmt: skip
    return [(whose, use) for whose, use in uses if not any(start <= use.start < end for start, end in holders)]


def _counts(token: Token) -> bool:
    return token.pos in COUNTED and token.name not in TIMES and _is_word(token.lemma.lower())


@lru_cache(maxsize=1 << 16)
def _is_word(lemma: str) -> bool:
    letters = sum(c.isalpha() for c in lemma) > 2 and not any(c.isdigit() for c in lemma)
    return letters and lemma not in empty_lemmas()


def choose(bags: Sequence[Bag], settings: Settings) -> list[Chosen]:
    """Which words of which accounts are tested in each voice: (accounts, lemmas).

    Those whose rarest deal has a chance of at most `settings.false_words` / K, for the smallest K that is no less than their
    number (Gilbert 2005, A modified false discovery rate multiple-comparisons procedure for discrete data, section 2).
    """
    rarest = [_rarest(bag, settings) for bag in bags]
    every = np.sort(np.concatenate([one.ravel() for one in rarest])) if bags else np.zeros(0)
    k = 1
    while np.searchsorted(every, settings.false_words / k, side="right") > k:
        k += 1
    return [one <= settings.false_words / k for one in rarest]


def _rarest(bag: Bag, settings: Settings) -> Floats:
    """The chance of a deal that gives an account all paragraphs of a word, or only such: (accounts, lemmas).

    Of N paragraphs m are the account's and k hold the word: C(N - k, m - k) / C(N, m), or C(k, m) / C(N, m) where k > m. 2
    for what is not tested: a word of few paragraphs, and an account that has, or beside which the others have, few words.
    """
    found = np.full((len(bag.uses), len(bag.lemmas)), 2.0)
    held = (bag.counts > 0).sum(axis=0)
    every = len(bag.owner)
    for a in range(len(bag.uses)):
        own = bag.owner == a
        m = int(own.sum())
        if all(bag.counts[side].sum() >= settings.words_fewest for side in (own, ~own)):
            ways = [math.comb(every - k, m - k) if k <= m else math.comb(k, m) for k in held.tolist()]
            found[a] = np.where(held >= settings.words_paragraphs, [way / math.comb(every, m) for way in ways], 2.0)
    return found


def chances(bag: Bag, chosen: Chosen, settings: Settings) -> Floats:
    """How likely a deal of the paragraphs marks an account with a word as much as the texts do: p, (accounts, lemmas).

    NaN for what is not `chosen`.
    """
    found = np.full(chosen.shape, np.nan)
    for a in np.flatnonzero(chosen.any(axis=1)):
        words = np.flatnonzero(chosen[a])
        found[a, words] = _dealt(bag, bag.owner == a, words, settings)
    return found


def _dealt(bag: Bag, own: Chosen, often: Whole, settings: Settings) -> Floats:
    """p of the words `often` of one account, whose paragraphs are `own`."""
    counts, totals, prior = bag.counts[:, often], bag.counts.sum(axis=1), bag.prior[often] * settings.words_prior
    seen = _marks(own[None], counts, totals, prior, settings.words_prior)[0]
    hits, left, random = np.zeros(len(often)), settings.words_deals, np.random.default_rng(settings.seed)
    while left:
        step = min(left, max(1, DEALT // len(own)))
        hands = random.permuted(np.broadcast_to(np.sort(own), (step, len(own))), axis=1)
        hits += (_marks(hands, counts, totals, prior, settings.words_prior) >= seen - 1e-9).sum(axis=0)
        left -= step
    return np.asarray((1 + hits) / (1 + settings.words_deals))


def _marks(hands: Chosen, counts: Floats, totals: Floats, prior: Floats, pull: float) -> Floats:
    """z of each word where an account has the paragraphs of each of the `hands`: (hands, words)."""
    dealt = hands.astype(np.float64)
    y, n = dealt @ counts, (dealt @ totals)[:, None]
    a, b = y + prior, counts.sum(axis=0) - y + prior
    delta = np.log(a / (n + pull - a)) - np.log(b / (totals.sum() - n + pull - b))
    return np.asarray(delta / np.sqrt(1 / a + 1 / b))


def _contrast(
    accounts: Sequence[Account], a: int, bag: Bag, w: int, voice: Voice, q: float, settings: Settings,
    statements: Mapping[str, Statement],
) -> Contrast:  # fmt: skip
    first: dict[str, Use] = {}
    for use in bag.uses[a]:
        if use.lemma == bag.lemmas[w]:
            first.setdefault(use.statement, use)
    cited = list(first.values())[: settings.evidence]
    text = (statements[use.statement] for use in cited)
    slices = tuple(s.text[use.start - s.start : use.end - s.start] for s, use in zip(text, cited, strict=True))
    others = (other.id for n, other in enumerate(accounts) if n != a)
    size = replace(_size(bag, a, w, settings), p=round(q, 6))
    return Contrast("", "wording", accounts[a].view, None, (accounts[a].id, *others), size, tuple(u.statement for u in cited),
                    voices.CALLED[voice], slices, bag.lemmas[w])  # fmt: skip


def _size(bag: Bag, a: int, w: int, settings: Settings) -> Estimate:
    """delta of one word, with the interval of resampled paragraphs, the account's and the others' each on their own."""
    prior = bag.prior * settings.words_prior
    sides = [bag.counts[bag.owner == a], bag.counts[bag.owner != a]]
    value = float(deltas(sides[0].sum(axis=0), sides[1].sum(axis=0), prior)[w])
    odds = []
    for counts in sides:
        words = counts.sum(axis=1)
        seed = settings.seed + zlib.crc32(counts.tobytes())
        drawn = resampled_shares(counts[:, [w]], words, settings.bootstrap, seed)[:, 0] * words.sum() + prior[w]
        odds.append(np.log(drawn) - np.log(words.sum() + settings.words_prior - drawn))
    return interval(value, odds[0] - odds[1], UNIT, int(bag.counts[:, w].sum()))
