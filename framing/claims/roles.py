"""The accounts exchange who did it to whom, or name another for the same act."""

from __future__ import annotations

from framing.actors import Actor
from framing.claims import alignment, lexicon
from framing.claims.claim import Claim
from framing.records import Span
from framing.settings import Settings


def differ(one: Claim, other: Claim, settings: Settings) -> tuple[Span, Span] | None:
    """The two agents, where two claims of one act, told as so, exchange their named actors or name another agent."""
    if one.act != other.act or one.scope.mode != other.scope.mode or not other.scope.so:
        return None
    if one.scope.mode == "open" or not one.scope.so or one.agent is None or other.agent is None:
        return None
    if not (_exchanged(one, other, settings) or _another(one, other, settings)):
        return None
    return one.span(one.agent.first, one.agent.last), other.span(other.agent.first, other.agent.last)


def _exchanged(one: Claim, other: Claim, settings: Settings) -> bool:
    """Whether each agent is the other's patient, and the act is none that both may do to each other with nothing more told."""
    crossed = _is(one.agent, other.patient) and _is(one.patient, other.agent)
    if not crossed or _is(one.agent, one.patient) or _is(one.agent, other.agent):
        return False
    rest = _rest(one), _rest(other)
    if one.act in lexicon.words("both") or (one.act in lexicon.words("saying") - {"call"} and not rest[0] & rest[1]):
        return False
    return not (rest[0] and rest[1]) or len(rest[0] & rest[1]) >= settings.claim_shared * min(map(len, rest))


def _another(one: Claim, other: Claim, settings: Settings) -> bool:
    """Whether one act on one thing, told alike, has two named agents of which neither can be the other."""
    if one.act.split()[0] in lexicon.words("shared") | lexicon.words("both") | lexicon.words("saying"):
        return False
    a, b = one.agent, other.agent
    if a is None or b is None or not _rivals(one, a, other, b):
        return False
    if not alignment.same_actor(one.patient, other.patient):
        return False
    rest = _rest(one), _rest(other)
    shared = rest[0] & rest[1]
    return len(shared) >= 2 and len(shared) >= settings.claim_held * max(map(len, rest))


def _rivals(one: Claim, a: Actor, other: Claim, b: Actor) -> bool:
    """Whether two agents are two states or two persons: a person and a party, or a body and its member, may both be right."""
    if a.pronoun or b.pronoun or a.names & b.names:
        return False
    sides = [any(name.startswith("side:") for name in actor.names) for actor in (a, b)]
    return all(sides) or (not any(sides) and one.parse.tokens[a.head].name == other.parse.tokens[b.head].name == "PERSON")


def _is(one: Actor | None, other: Actor | None) -> bool:
    return one is not None and other is not None and bool(one.names & other.names)


def _rest(claim: Claim) -> set[str]:
    """The words of a claim that are not its agent's, nor its patient's when that is named."""
    taken: set[str] = set()
    for actor in (claim.agent, claim.patient):
        if actor is not None and (actor is claim.agent or actor.names):
            taken |= {claim.parse.tokens[i].lemma.lower() for i in range(actor.first, actor.last)}
            taken |= {name.removeprefix("side:").lower() for name in actor.names}
    return set(claim.words) - taken
