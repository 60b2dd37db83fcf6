"""Which claims are about the same matter: one predicate, and enough of what it is said of.

Rule: two claims are aligned when their predicates are one act or opposites, both are told in one mode (as a fact, as what
will, may or is hoped to be), their subjects and objects do not name different things, and of the rarity-weighted words of one
at least `settings.claim_shared` are in the other. What is denied must be held by what is affirmed: "agreed to open the quay on
Monday" contradicts "did not agree to open the quay", "agreed to meet" does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from framing.actors import Actor
from framing.claims import lexicon
from framing.claims.claim import Claim
from framing.quantities.numerals import counts
from framing.settings import Settings

UNSURE_SIDES = frozenset({None, "unnamed", "expert", "joint"})


def pairs(claims: Sequence[Claim], most: int) -> list[tuple[Claim, Claim]]:
    """Pairs of claims of different accounts with one predicate or opposites, at most `most`: those that share most words.

    Claims come in the order of their articles' texts; so do the sides of a pair.
    """
    by_act: Mapping[str, list[int]] = defaultdict(list)
    for n, one in enumerate(claims):
        by_act[one.act].append(n)
    found = [(a, b) for act, mine in by_act.items() for a in mine for b in _partners(act, by_act)
             if a < b and apart(claims[a], claims[b])]  # fmt: skip
    if len(found) > most:
        keys = [frozenset(c.words) for c in claims]
        found = sorted(found, key=lambda pair: (-len(keys[pair[0]] & keys[pair[1]]), pair))[:most]
    return [(claims[a], claims[b]) for a, b in sorted(found)]


def _partners(act: str, by_act: Mapping[str, list[int]]) -> Iterator[int]:
    words = act.split()
    others = [act, *sorted(" ".join((*words[:-1], other)) for other in by_opposites(words[-1]))]
    if words[0] == "be" and len(words) == 2:
        others += [other for other in by_act if other.startswith("be ") and lexicon.opposed(other[3:], words[1])]
    else:
        others += [p + act for p in lexicon.PREFIXES] + [act[len(p):] for p in lexicon.PREFIXES if act.startswith(p)]
    for other in dict.fromkeys(others):
        if other in by_act and (other == act or opposite(act, other)):
            yield from by_act[other]


def by_opposites(lemma: str) -> frozenset[str]:
    """The acts that exclude one."""
    return frozenset(lexicon.act(word) for word in lexicon.opposites(lemma))


def opposite(one: str, other: str) -> bool:
    """Whether two acts exclude each other."""
    a, b = one.split(), other.split()
    if len(a) != len(b) or (len(a) == 2 and a[0] != b[0]):
        return False
    return b[-1] in by_opposites(a[-1]) or a[-1] in by_opposites(b[-1]) or lexicon.opposed(a[-1], b[-1])


def apart(one: Claim, other: Claim) -> bool:
    """Whether two claims are of different accounts: of two articles, or said for two sides in one.

    A predicate that is itself the cue ("Putin invited Biden") is told by the article, not by the one it names.
    """
    first, second = one.statement, other.statement
    if first.article != second.article:
        return True
    if not (first.attributions and second.attributions) or first.side == second.side:
        return False
    if {first.side, second.side} & UNSURE_SIDES or _is_cue(one) or _is_cue(other):
        return False
    return not any(counts(word) for s in (first, second) for word in s.attributions[0].holder.split())


def _is_cue(claim: Claim) -> bool:
    at = claim.span(claim.head, claim.head + 1)[0]
    return any(a.cue_span is not None and a.cue_span[0] <= at < a.cue_span[1] for a in claim.statement.attributions)


def parted(one: Claim, other: Claim) -> bool:
    """Whether each names somebody or something that the other does not: then they are of two matters."""
    return bool(one.names - other.words.keys()) and bool(other.names - one.words.keys())


def held(one: Claim, other: Claim) -> float:
    """The share of the rarity of one's words that is told of the other too, 0..1; 0 when it has none."""
    total = sum(one.words.values())
    return sum(w for lemma, w in one.words.items() if lemma in other.words) / total if total else 0.0


def mass(one: Claim, other: Claim, without: Collection[str] = ()) -> float:
    """The summed rarity of the words that two claims share, their act among them: 1 is a word never seen in general news."""
    own = one.rarity if one.act == other.act else 0.0
    return own + sum(one.words[w] for w in one.words.keys() & other.words.keys() if w not in without)


def enough(one: Claim, other: Claim, settings: Settings, without: Collection[str] = ()) -> bool:
    """Whether two claims share enough to be of one matter: telling words, or every word with the one who acts."""
    if mass(one, other, without) >= settings.claim_mass:
        return True
    return same_actor(one.agent, other.agent) and one.words.keys() == other.words.keys()


def actors_fit(one: Claim, other: Claim) -> bool:
    """Whether the actors of two claims may be the same: "they launched the operation" and "the operation started" fit too."""
    if fit(one.agent, other.agent) and fit(one.patient, other.patient):
        return True
    if one.patient is None and other.patient is not None:
        return same_actor(one.agent, other.patient)
    return one.patient is not None and other.patient is None and same_actor(one.patient, other.agent)


def fit(one: Actor | None, other: Actor | None) -> bool:
    """Whether two actors may be one: by a name or side, else by a noun they share; a pronoun or nobody may be anyone."""
    if one is None or other is None or one.pronoun or other.pronoun:
        return True
    if one.names and other.names:
        return bool(one.names & other.names)
    return one.lemma == other.lemma or bool(one.nouns & other.nouns)


def same_actor(one: Actor | None, other: Actor | None) -> bool:
    """Whether two actors are one, named so in both."""
    return one is not None and other is not None and not one.pronoun and not other.pronoun and fit(one, other)
