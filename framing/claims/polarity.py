"""One account affirms what the other denies."""

from __future__ import annotations

from framing.claims import alignment, lexicon
from framing.claims.claim import Claim
from framing.claims.scope import ASKING, PLACES, denials
from framing.records import Span
from framing.settings import Settings

ASKED = ASKING | PLACES
SOME = frozenset({"some", "many", "most", "few", "several", "another", "other", "more", "certain", "various"})


def differ(one: Claim, other: Claim, settings: Settings) -> tuple[Span, Span] | None:
    """Where two claims tell the same matter with opposite polarity: the predicate of each with what denies it."""
    if one.scope.mode != other.scope.mode or one.scope.mode == "open":
        return None
    if alignment.parted(one, other) or not alignment.actors_fit(one, other):
        return None
    if (one.scope.so == other.scope.so) == (one.act == other.act):
        return _opposed_words(one, other, settings)
    if _left_open(one) or _left_open(other) or _denies_inside(one) != _denies_inside(other):
        return None
    if not _of_one_matter(one, other, settings) or _apart_in_number(one, other) or not _beyond_subject(one, other):
        return None
    return (one.telling(), other.telling()) if alignment.enough(one, other, settings) else None


def _of_one_matter(one: Claim, other: Claim, settings: Settings) -> bool:
    """Whether what is denied is held by what is affirmed; opposites must be told of one who acts."""
    if one.act != other.act:
        return _one_doer(one, other) and _all_held(one, other, settings)
    denied, told = (other, one) if one.scope.so else (one, other)
    return alignment.held(denied, told) >= settings.claim_held and _denied_things(denied) <= told.words.keys()


def _left_open(claim: Claim) -> bool:
    """Whether a claim is of some only, or of a question: its denial excludes nothing."""
    return _of_some(claim) or _asks(claim)


def _of_some(claim: Claim) -> bool:
    """Whether a predicate is told of some only: "seventeen states", "most members", "clinics where it is not offered"."""
    tokens, told = claim.parse.tokens, claim.parse.tokens[claim.head]
    if told.dep in {"relcl", "acl"} and tokens[told.head].tag == "NNS":
        return True
    about = claim.agent or claim.patient
    if about is None:
        return False
    own = [tokens[c] for c in claim.parse.children[about.head]]
    definite = any(t.dep == "poss" or t.lemma.lower() in {"the", "this", "that", "both", "all"} for t in own)
    return not definite and any(t.dep == "nummod" or t.lemma.lower() in SOME for t in own)


def _denies_inside(claim: Claim) -> bool:
    """Whether what hangs on a predicate is denied: "felt we were not ready" and "did not feel we were ready" are one."""
    tokens = claim.parse.tokens
    inner = [c for c in claim.parse.children[claim.head] if tokens[c].dep in {"ccomp", "xcomp"}]
    return sum(1 for c in inner for _ in denials(claim.parse, c)) % 2 == 1


def _asks(claim: Claim) -> bool:
    """Whether a claim is of a question: "did not say where", "knew whether"."""
    tokens = claim.parse.tokens
    told = (tokens[c] for c in claim.parse.children[claim.head] if tokens[c].dep in {"ccomp", "xcomp", "advcl"})
    return any(tokens[i].text.lower() in ASKED for t in told for i in (t.left, *claim.parse.children[t.i]) if i < t.i)


def _all_held(one: Claim, other: Claim, settings: Settings) -> bool:
    """Whether opposites are told of one matter: nearly all words of one claim are in the other, and most the other way."""
    ways = alignment.held(one, other), alignment.held(other, one)
    return max(ways) >= settings.claim_held and min(ways) >= settings.claim_shared


def _apart_in_number(one: Claim, other: Claim) -> bool:
    """Whether the claims give another time or number: then both may be right."""
    return any(q.comparable(r) and not q.agrees(r) for q in one.quantities for r in other.quantities)


def _denied_things(claim: Claim) -> set[str]:
    """What "no" stands before in a claim ("has no reservations"), unless it names the act itself ("reached no agreement")."""
    tokens = claim.parse.tokens
    heads = (tokens[tokens[i].head] for i in claim.scope.marks if tokens[i].text.lower() == "no")
    return {h.lemma.lower() for h in heads if h.pos == "NOUN" and lexicon.acts_of_nouns().get(h.lemma.lower()) != claim.act}


def _one_doer(one: Claim, other: Claim) -> bool:
    """Whether the same is told of one agent, or of one patient with no agent told."""
    if one.agent is None and other.agent is None:
        return alignment.same_actor(one.patient, other.patient)
    return alignment.same_actor(one.agent, other.agent)


def _beyond_subject(one: Claim, other: Claim) -> bool:
    """Whether two claims share a word that is no subject of either, or what is denied has none and is of one named agent."""
    subject = {w for c in (one, other) for w in _subject_words(c)}
    if (one.words.keys() & other.words.keys()) - subject or not (set(one.words) | set(other.words)) - subject:
        return True
    denied = other if one.scope.so else one
    named = one.agent is not None and other.agent is not None and bool(one.agent.names & other.agent.names)
    return named and one.act == other.act and denied.rarity > 0 and not set(denied.words) - subject


def _subject_words(claim: Claim) -> set[str]:
    if claim.agent is None:
        return set()
    return {claim.parse.tokens[i].lemma.lower() for i in range(claim.agent.first, claim.agent.last)}


def _opposed_words(one: Claim, other: Claim, settings: Settings) -> tuple[Span, Span] | None:
    """One predicate, told of opposites: "was in the country legally" and "illegally"; all else must be shared."""
    if one.act != other.act or one.scope.so != other.scope.so:
        return None
    left, right = set(one.words) - set(other.words), set(other.words) - set(one.words)
    found = [(a, b) for a in sorted(left) for b in sorted(right)
             if lexicon.opposed(a, b) and _qualifies(one, a) and _qualifies(other, b)]  # fmt: skip
    if len(found) != 1 or not alignment.enough(one, other, settings):
        return None
    a, b = found[0]
    rest = min(_rest(one, other, a), _rest(other, one, b))
    if rest < settings.claim_shared:
        return None
    return _of_word(one, a), _of_word(other, b)


def _rest(one: Claim, other: Claim, without: str) -> float:
    kept = {w: r for w, r in one.words.items() if w != without}
    total = sum(kept.values())
    return sum(r for w, r in kept.items() if w in other.words) / total if total else 0.0


def _qualifies(claim: Claim, lemma: str) -> bool:
    return claim.parse.tokens[_place(claim, lemma)].pos in {"ADJ", "ADV"}


def _of_word(claim: Claim, lemma: str) -> Span:
    at = _place(claim, lemma)
    return claim.span(at, at + 1)


def _place(claim: Claim, lemma: str) -> int:
    """The token of a claim's word nearest to its predicate."""
    found = [t.i for t in claim.parse.tokens if t.lemma.lower() == lemma]
    return min(found, key=lambda i: abs(i - claim.head), default=claim.head)
