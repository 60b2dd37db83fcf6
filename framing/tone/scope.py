"""Which words of a sentence are said of a target: its role, its predicate, its clause, and what is denied there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from framing.records import Span
from framing.syntax import Parse
from framing.tone import lexicon

Role = Literal["doer", "other", "owner", "oblique", "none"]

INSIDE = frozenset({"compound", "appos", "nmod", "nummod", "amod", "flat", "conj", "dep", "npadvmod"})
"""Dependencies over which a name's word is still part of a larger phrase: "Mayor Ana Brandt" is what "Brandt" is."""
APART = frozenset({"ccomp", "advcl", "relcl", "parataxis", "csubj"})
"""Clauses inside a clause: what they say is not said of the outer clause's target."""
NOT_ALONE = frozenset({"only", "just", "merely", "simply"})
"""Words before which "not" denies nothing: "not only"."""
VERBAL = frozenset({"VERB", "AUX"})
CLIMB = 12
"""Governors looked at above a word."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A target in its sentence.

    `head` is the token of its phrase that hangs on `predicate` (None where nothing verbal governs it) in `role`; `phrase` and
    `clause` are the tokens of its phrase and of its predicate's own clause, the target's own words left out.
    """

    role: Role
    head: int
    predicate: int | None
    phrase: frozenset[int]
    clause: frozenset[int]


def of(parse: Parse, span: Span) -> Scope:
    """The scope of the target at characters `span` of the parsed text."""
    first, last = parse.tokens_in(*span)
    own = range(first, max(last, first + 1))
    head = next((i for i in own if parse.tokens[i].head not in own or parse.tokens[i].head == i), first)
    role, head = _role(parse, head)
    top = parse.tokens[head]
    predicate = _predicate(parse, head)
    clause = frozenset(_clause(parse, predicate)) if predicate is not None else frozenset()
    phrase = frozenset(range(top.left, top.right)) if top.pos not in VERBAL else frozenset()
    return Scope(role, head, predicate, phrase.difference(own), clause.difference(own))


def _role(parse: Parse, i: int) -> tuple[Role, int]:
    """The role of the phrase that token `i` is in, and its head; an owner's phrase is what is owned: "Brandt's lies"."""
    tokens, owner = parse.tokens, False
    for _ in range(CLIMB):
        token = tokens[i]
        owner = owner or token.dep == "poss"
        if token.head == i or tokens[token.head].pos in VERBAL or token.dep not in INSIDE | {"poss"}:
            break
        i = token.head
    if owner:
        return "owner", i
    dep, above = tokens[i].dep, tokens[tokens[i].head].dep
    if dep == "nsubj" or (dep == "pobj" and above == "agent"):
        return "doer", i
    if dep in {"dobj", "nsubjpass", "dative", "oprd"}:
        return "other", i
    return ("oblique" if dep == "pobj" else "none"), i


def _predicate(parse: Parse, i: int) -> int | None:
    for _ in range(CLIMB):
        token = parse.tokens[i]
        if token.pos in VERBAL and token.dep not in {"aux", "auxpass"}:
            return i
        if token.head == i:
            return None
        i = token.head
    return None


def _clause(parse: Parse, i: int) -> Iterator[int]:
    """The tokens of the clause of predicate `i`, without clauses inside it and verbs beside it that have their own subject."""
    waiting = [i]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(c for c in parse.children[here] if not _apart(parse, c))


def _apart(parse: Parse, i: int) -> bool:
    token = parse.tokens[i]
    own_subject = any(parse.tokens[c].dep in {"nsubj", "nsubjpass"} for c in parse.children[i])
    return token.dep in APART or (token.dep == "conj" and token.pos in VERBAL and own_subject)


def denied(parse: Parse, i: int) -> bool:
    """Whether what token `i` says is denied: each denying word and each turning governor above it turns it once.

    Denial reaches to the end of its clause, turning ("deny that …") below it too. After NegEx (Chapman et al. 2001) and the
    negation of VADER (Hutto & Gilbert 2014), with the parse for the window of words.
    """
    tokens, turned, inside, here = parse.tokens, False, True, i
    for _ in range(CLIMB):
        if inside:
            turned ^= any(c < max(i, here) and _denying(parse, c) for c in parse.children[here] if c != i)
        inside = inside and tokens[here].dep not in APART
        above = tokens[here].head
        if above == here:
            break
        turned ^= (inside and _denying(parse, above)) or (
            lexicon.turns(tokens[above]) and tokens[here].dep not in {"nsubj", "advcl", "advmod", "conj"}
        )
        here = above
    return turned


def _denying(parse: Parse, i: int) -> bool:
    after = parse.tokens[i + 1].text.lower() if i + 1 < len(parse.tokens) else ""
    return lexicon.denies(parse.tokens[i]) and after not in NOT_ALONE
