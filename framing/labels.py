"""Names for points: phrases of the texts, two to six words, distinct within a page."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from framing import phrases
from framing.phrases import DENIALS, LONGEST, SHORTEST, Phrase
from framing.propositions import Matter
from framing.records import Statement
from framing.similarity import Matrix, Vector, rarity, unit
from framing.syntax import Reading

FORM = {"noun": 1.0, "verb": 0.8, "clause": 0.8}
"""A matter is best named by a noun phrase: it takes no tense and sides with nobody."""

WHO = 0.5
"""Factor of a phrase that says who and not what."""

PIECE = re.compile(r"[^\"“”()\[\]{}<>:;|*•–—/….!?,\n]+")
"""What stands between two marks."""

WORD = re.compile(r"\S+")
NOT = ("n't", "n’t")


def name(
    points: Sequence[Sequence[Statement]],
    readings: Mapping[str, Reading],
    matters: Mapping[str, Matter],
    rows: Mapping[str, Vector],
    words: Mapping[str, Matrix],
) -> tuple[str, ...]:
    """A label for each point, from the words of its statements. By the id of a statement, `rows` holds its unit row and `words`
    those of its content words, as they are read in their article.

    A phrase stands for its point by its words and by its sense. Words: the sum over its lemmas of their `_telling` weight,
    over the square root of their number. Sense: the cosine between the mean of its words, wherever the point's statements hold
    it, and the mean of these statements, both taken from the event's mean, so that what all points share counts for none; 0
    for a phrase without a content word. No label holds all words of another as long as there is a choice, no two are equal.
    """
    told = {s.id: s for members in points for s in members}
    found = {i: phrases.of(s, readings[s.article]) for i, s in told.items()}
    df = Counter(lemma for i in told for lemma in {w.lemma for w in matters[i].words})
    telling = [_telling(members, df, len(told), matters) for members in points]
    spoken = {s.id: _spoken(found[s.id], matters[s.id], words[s.id]) for s in told.values()}
    labels: list[str] = []
    for members, weights, fits in zip(points, telling, _fits(points, spoken, rows), strict=True):
        options = {p.text: p for s in members for p in found[s.id]}
        ranked = sorted((-_score(p, weights) * fits.get(text, 0.0), text) for text, p in options.items())
        good, others = [t for worth, t in ranked if worth < 0], [t for worth, t in ranked if worth >= 0]
        label = _apart(good, labels) or _unused([*good, *others, *_stretches(members, matters)], labels)
        labels.append(label[:1].upper() + label[1:])
    return tuple(labels)


def _apart(good: Sequence[str], taken: Sequence[str]) -> str | None:
    """The first phrase that shares all its words with no label before it; None where there is none."""
    words = [_words(label) for label in taken]
    for text in good:
        own = _words(text)
        if not any(own <= other or other <= own for other in words):
            return text
    return None


def _unused(texts: Sequence[str], taken: Sequence[str]) -> str:
    """The first phrase that equals no label before it, else the last with a number."""
    used = {label.lower() for label in taken}
    return next((text for text in texts if text.lower() not in used), f"{texts[-1]} {len(taken) + 1}")


def _telling(members: Sequence[Statement], df: Counter[str], n: int, matters: Mapping[str, Matter]) -> dict[str, float]:
    """How far each lemma stands for a point: p^2 x ln((n + 1) / df) x its rarity in general news x its own weight.

    p is the share of the point's statements that hold it: p^2 is the chance that two of them drawn at random both do, so a
    word binds a point together or says little of it. n statements of the event, df of which hold the lemma.
    """
    inside = Counter(lemma for s in members for lemma in {w.lemma for w in matters[s.id].words})
    own: dict[str, float] = {}
    for word in (w for s in members for w in matters[s.id].words):
        own[word.lemma] = max(word.weight, own.get(word.lemma, 0.0))
    lemmas = sorted(inside)
    return {lemma: (inside[lemma] / len(members)) ** 2 * math.log((n + 1) / df[lemma]) * float(rare) * own[lemma]
            for lemma, rare in zip(lemmas, rarity(lemmas), strict=True)}  # fmt: skip


def _score(phrase: Phrase, telling: Mapping[str, float]) -> float:
    total = sum(telling.get(lemma, 0.0) for lemma in set(phrase.lemmas))
    return total / math.sqrt(len(set(phrase.lemmas))) * FORM[phrase.form] * (WHO if phrase.who else 1.0)


def _spoken(phrases_told: Sequence[Phrase], matter: Matter, words: Matrix) -> dict[str, Vector]:
    """The mean row of the words of each phrase of a statement."""
    own = {p.text: [k for k, word in enumerate(matter.words) if word.lemma in p.lemmas] for p in phrases_told}
    return {text: words[places].mean(axis=0) for text, places in own.items() if places}


def _fits(
    points: Sequence[Sequence[Statement]], spoken: Mapping[str, Mapping[str, Vector]], rows: Mapping[str, Vector]
) -> list[dict[str, float]]:
    """How near each phrase of its statements is to a point."""
    centres = np.stack([np.mean([rows[s.id] for s in members], axis=0) for members in points])
    heard = [_heard([spoken[s.id] for s in members]) for members in points]
    middle = np.mean([row for own in heard for row in own.values()] or [centres[0]], axis=0)
    centres = unit(centres - centres.mean(axis=0))
    return [{text: float(unit((row - middle)[None, :])[0] @ centre) for text, row in own.items()}
            for own, centre in zip(heard, centres, strict=True)]  # fmt: skip


def _heard(spoken: Sequence[Mapping[str, Vector]]) -> dict[str, Vector]:
    """The row of each phrase of some statements, its mean where several hold it."""
    texts = dict.fromkeys(text for own in spoken for text in own)  # in a fixed order: sums round by it
    return {text: np.mean([own[text] for own in spoken if text in own], axis=0) for text in texts}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.lower().split())


def _stretches(members: Sequence[Statement], matters: Mapping[str, Matter]) -> list[str]:
    """What stands between the marks of the statements, for points of which no phrase stands alone; those of most weight
    first (a speaker's words weigh less), at last the first words."""
    found = [stretch for s in members for piece in PIECE.finditer(s.text) for stretch in _runs(s.text, piece, matters[s.id])]
    return [*(text for _, text in sorted(found, key=lambda pair: -pair[0])), " ".join(members[0].text.split()[:LONGEST])]


def _runs(text: str, piece: re.Match[str], matter: Matter) -> Iterator[tuple[float, str]]:
    """Stretches of a piece with the weight of their words: all of it when it is short, else what opens and ends with a content
    word, else a single content word with the word before it. None leaves out a denial."""
    words = list(WORD.finditer(text, piece.start(), piece.end()))
    weights = [max((c.weight for c in matter.words if c.start < w.end() and c.end > w.start()), default=0.0) for w in words]
    told = [k for k, weight in enumerate(weights) if weight]
    whole = [(0, len(words) - 1)] if SHORTEST <= len(words) <= LONGEST else []
    runs = [(i, j) for i in told for j in told if SHORTEST <= j - i + 1 <= LONGEST]
    denied = [k for k, w in enumerate(words) if w.group().lower() in DENIALS or w.group().lower().endswith(NOT)]
    for i, j in whole or runs or [(max(0, k - 1), k) for k in told]:
        if all(i <= k <= j for k in denied):
            yield sum(weights[i : j + 1]), " ".join(w.group() for w in words[i : j + 1])
