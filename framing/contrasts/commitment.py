"""Commitment: two accounts that tell one actor's matter as bound to a different degree: agreed, promised, discussed, urged.

On each point the statements of two accounts are laid side by side when they are likely to tell one matter (`nearness`) and
their cues (`rungs`) bind somebody in common to the same object words. What is compared is

    gap = height(a) - height(b)        where shared / lighter >= settings.commitment_shared,

shared, lighter: the summed rarity of the object words of both cues, and of the cue that has less of it. It is told only when
the weaker account says nowhere that the same is bound as firmly: an account that tells both "agreed" and "discussed" differs
from none. The words of an outlet and of a quotation are never compared, nor what two different people
are said to say, nor an act of this event and an earlier one. Where two accounts give one holder the same content, the stance
of the verb that reports it is compared instead (claimed, said, admitted, warned, stressed, denied): by source only, as the verb
is the outlet's, and where the share holds of the heavier content too.

Ladder: agreed > promised > considered > discussed > raised > urged (`lexicons/commitment.tsv`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from framing.contrasts import rungs
from framing.contrasts.order import Found
from framing.contrasts.rungs import Rung
from framing.nearness import Nearness
from framing.records import Account, Contrast, Point, Span, Statement
from framing.settings import Settings
from framing.syntax import Reading

WORTH = {"rung": (0.3, 0.05), "stance": (0.2, 0.0)}
"""Chance that a reader reports a difference of one rung or of stance, and what each further rung adds: set by hand, any
difference of rung before one of stance."""

Bound = Mapping[str, Sequence[Rung]]


@dataclass(frozen=True, slots=True)
class Firmer:
    """What account `firm` binds more firmly than account `loose`: the cue and the statement of each."""

    accounts: tuple[str, str]
    evidence: tuple[str, str]
    cues: tuple[Span, Span]
    chance: float


def find(
    accounts: Sequence[Account],
    points: Sequence[Point],
    statements: Mapping[str, Statement],
    readings: Mapping[str, Reading],
    nearness: Nearness,
    settings: Settings,
) -> tuple[Found, ...]:
    """The commitment contrasts of the accounts of one view, at most one a point and two accounts, the likeliest first.

    Each is about the account that tells it more firmly, then the other; `words` are the two cues as they stand.
    """
    own = {account.id: frozenset(account.statements) for account in accounts}
    ids = list(dict.fromkeys(i for account in accounts for i in account.statements))
    kinds = ("rung",) if accounts and accounts[0].view == "side" else ("rung", "stance")
    bound = {"rung": {i: rungs.of(statements[i], readings[statements[i].article]) for i in ids},
             "stance": {i: rungs.stances(statements[i], readings[statements[i].article]) for i in ids}}  # fmt: skip
    numbers = {i: n for n, i in enumerate(nearness.ids)}
    found: list[tuple[Firmer, Contrast]] = []
    for point in points:
        told = {name: [i for i in point.statements if i in its and i in numbers] for name, its in own.items()}
        for x, y in combinations([name for name, its in told.items() if its], 2):
            laid = [one for a, b in product(told[x], told[y]) if _apart(statements[a], statements[b], accounts[0].view)
                    for kind in kinds for one in _firmer(kind, point, (x, y), (a, b), own, bound[kind],
                                                         float(nearness.chance[numbers[a], numbers[b]]), settings)]  # fmt: skip
            best = min(laid, key=lambda one: (-one.chance, sorted(zip(map(numbers.__getitem__, one.evidence), one.cues,
                                                                      strict=True))), default=None)  # fmt: skip
            if best:
                words = tuple(readings[statements[i].article].article.text[slice(*span)]
                              for i, span in zip(best.evidence, best.cues, strict=True))  # fmt: skip
                found.append((best, Contrast("", "commitment", accounts[0].view, point.id, best.accounts, None, best.evidence,
                                             words=words)))  # fmt: skip
    found.sort(key=lambda f: (-f[0].chance, [numbers[i] for i in f[0].evidence]))
    once: dict[frozenset[str], Found] = {}
    for one, contrast in found:
        once.setdefault(frozenset(contrast.evidence), (round(one.chance, 4), contrast))
    return tuple(once.values())


def _apart(a: Statement, b: Statement, view: str) -> bool:
    """Whether two statements have two tellers: two sides may be told in one article of an outlet."""
    return a.id != b.id and (view == "side" or a.article != b.article)


def _firmer(
    kind: str, point: Point, pair: tuple[str, str], told: tuple[str, str], own: Mapping[str, frozenset[str]], bound: Bound,
    near: float, settings: Settings,
) -> Iterator[Firmer]:  # fmt: skip
    """What one of two statements of a point tells more firmly than the other; `near`: the chance that they tell one matter."""
    if near < settings.commitment_near:
        return
    first, step = WORTH[kind]
    (a, b), (x, y) = told, pair
    for p, q in product(bound[a], bound[b]):
        if p.height == q.height or not comparable(p, q, settings, pair[0].startswith("side:"), kind == "stance"):
            continue
        firm, loose, high, low = (p, q, x, y) if p.height > q.height else (q, p, y, x)
        if _on(point, firm) and _on(point, loose) and not as_firm(firm, own[low], bound, settings):
            chance = (first + step * (firm.height - loose.height)) * near
            yield Firmer((high, low), (firm.statement, loose.statement), (firm.cue, loose.cue), chance)


def _on(point: Point, one: Rung) -> bool:
    """Whether what somebody is bound to is what the statement says on the point."""
    spans = [span for i, span in zip(point.statements, point.spans, strict=True) if i == one.statement] if point.spans else []
    return not spans or any(span[0] < one.about[1] and one.about[0] < span[1] for span in spans)


def comparable(one: Rung, other: Rung, settings: Settings, by_side: bool = False, whole: bool = False) -> bool:
    """Whether two rungs are of one matter, of somebody in common, told in one voice, and of one time.

    By source, whoever is said to say it must be one; by side, who says it differs by nature. `whole`: the same content.
    """
    if one.quoted != other.quoted or one.earlier != other.earlier or (one.teller != other.teller and not by_side):
        return False
    return alike(one, other, settings.commitment_shared, settings.commitment_mass, whole) and met(one, other)


def met(one: Rung, other: Rung) -> bool:
    """Whether two rungs bind somebody in common; nobody named, as in "was discussed", may be anybody. Who is urged is bound."""
    first, second = (r.actors | (r.words.keys() if r.height == 1 else frozenset()) for r in (one, other))
    return not one.actors or not other.actors or bool(first & second)


def alike(one: Rung, other: Rung, share: float, mass: float, whole: bool = False) -> bool:
    """Whether the object words of two rungs are shared: `share` of the rarity of the lighter (`whole`: of the heavier), and
    words of rarity `mass` together."""
    parties = one.actors | other.actors
    left, right = ({w: r for w, r in own.words.items() if w not in parties} for own in (one, other))
    shared = sum(left[word] for word in sorted(left.keys() & right.keys()))
    weights = sum(left.values()), sum(right.values())
    return shared >= mass and shared >= share * (max(weights) if whole else min(weights))


def as_firm(firm: Rung, ids: frozenset[str], bound: Bound, settings: Settings) -> bool:
    """Whether an account binds the matter of a rung as firmly somewhere: half of the shared words are then enough."""
    return any(one.height >= firm.height and met(firm, one) and
               alike(firm, one, settings.commitment_shared / 2, settings.commitment_mass / 2)
               for i in ids for one in bound.get(i, ()))  # fmt: skip
