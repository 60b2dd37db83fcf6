"""How high a cue still stands after all that governs it: what loosens it, denies it, or puts it before the event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from framing.contrasts.ladder import CONSIDERED, PROMISED, word, words
from framing.syntax import Parse, Token

SUBJECT = frozenset({"nsubj", "nsubjpass"})
SPINE = frozenset({"xcomp", "ccomp", "pcomp", "acl", "conj", "dobj", "pobj", "prep", "acomp", "attr", "oprd", "nsubjpass",
                   "dative"})  # fmt: skip
"""Dependencies over which a governor's firmness holds for what hangs on it."""
NOT = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "cannot"})
NO_DENIAL = frozenset({"only", "just", "merely", "simply", "doubt", "later"})
"""Words before which "not" or "no" denies nothing: "not only", "no doubt"."""
MODALS = frozenset({"may", "might", "could", "can", "would", "'d", "’d"})
DUTY = frozenset({"should", "must", "ought"})
"""What somebody should do, he is not told to have bound himself to."""
FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
OPEN = frozenset({"if", "unless", "whether", "before", "until"})
CLIMB = 12
"""Governors looked at above a cue."""


@dataclass(frozen=True, slots=True)
class Climb:
    """The way up from a cue: its governors in order, and the cues among them that it is the content of, not joined to."""

    path: tuple[int, ...]
    direct: frozenset[int]
    joined: frozenset[int]


def climbed(parse: Parse, at: int, cues: Mapping[int, int]) -> Climb:
    """The way up from the cue at token `at`; `cues` are the heights of all cues by token."""
    path, direct, joined, here, beside = [at], set(), set(), at, False
    for _ in range(CLIMB):
        token = parse.tokens[here]
        above = token.head
        if above == here or token.dep not in SPINE or (token.dep == "conj" and not _matching(token, parse.tokens[above])):
            break
        beside = beside or token.dep == "conj"
        if token.dep == "conj":
            joined.add(above)
        elif above in cues and not _swallows(parse, here):
            break
        path.append(above)
        if above in cues and token.dep != "conj" and not beside:
            direct.add(above)
        here = above
    return Climb(tuple(path), frozenset(direct), frozenset(joined))


def _matching(one: Token, other: Token) -> bool:
    """Whether two joined words have one form; "urging him to pay and vowing" is joined wrongly by the parser."""
    return one.pos not in {"VERB", "AUX"} or one.tag == other.tag or {one.tag, other.tag} <= {"VBD", "VBN", "VBZ", "VBP"}


def _swallows(parse: Parse, here: int) -> bool:
    """Whether a cue binds to what stands here, a clause or a phrase of its own ("agreed on talks"), so the inner decides."""
    token = parse.tokens[here]
    return token.dep in {"xcomp", "ccomp", "pcomp", "acl", "acomp", "oprd"} or token.pos in {"ADP", "PART"}


def bound(parse: Parse, at: int, cues: Mapping[int, int], climb: Climb) -> int | None:
    """The height of a cue after all that governs it; None where it is denied, left open, or is still to be talked of."""
    height = cues[at]
    for n, i in enumerate(climb.path):
        if denied(parse, i) or (n and word(parse, i) in words("denying")):
            return None
        height = min(height, cues.get(i, height) if i not in climb.joined else height)
        helping = {parse.tokens[c].text.lower() for c in parse.children[i] if parse.tokens[c].dep == "aux"}
        if i in climb.joined:
            continue
        hoped = n > 0 and word(parse, i) in words("unsure")
        if _open(parse, i) or helping & DUTY or (hoped and _other_doer(parse, climb.path[n - 1])):
            return None
        if parse.tokens[i].dep == "ccomp" and helping & {"would", "'d", "’d"}:
            helping = (helping - MODALS) | FUTURE  # "said that it would" reports "will"
        loose = bool(helping & MODALS) or hoped or conditional(parse, i)
        if loose or helping & FUTURE:
            if height < CONSIDERED:
                return None
            height = min(height, CONSIDERED if loose else PROMISED)
        if n == 0 and _only_meant(parse, i, height):
            return None
    return height


def _only_meant(parse: Parse, i: int, height: int) -> bool:
    """Whether a predicate tells only what for ("flew in to agree on fees"), or what was denied ("ruled out discussing")."""
    token = parse.tokens[i]
    purpose = token.dep in {"advcl", "relcl"} and any(parse.tokens[c].text.lower() == "to" for c in parse.children[i])
    denied = token.dep == "advcl" and token.tag == "VBG" and word(parse, token.head) in words("denying")
    return denied or (purpose and height > CONSIDERED)


def _open(parse: Parse, i: int) -> bool:
    """Whether a predicate stands under "if" or "whether", so that nothing is told of it."""
    return any(parse.tokens[c].dep == "mark" and parse.tokens[c].text.lower() in OPEN for c in parse.children[i])


def _other_doer(parse: Parse, i: int) -> bool:
    """Whether what is wanted is wanted of another: "wants the council to promise"."""
    return any(parse.tokens[c].dep in SUBJECT for c in parse.children[i])


def conditional(parse: Parse, i: int) -> bool:
    """Whether a predicate, or the clause it governs, hangs on a condition."""
    return any(t.dep == "advcl" and _open(parse, t.i) for t in _clauses(parse, i))


def _clauses(parse: Parse, i: int) -> Iterator[Token]:
    """What hangs on a predicate or on the clause it governs: the parser hangs "if" and "last year" on either."""
    for c in parse.children[i]:
        yield parse.tokens[c]
        if parse.tokens[c].dep in {"xcomp", "ccomp", "acl"}:
            yield from (parse.tokens[k] for k in parse.children[c])


def denied(parse: Parse, i: int) -> bool:
    """Whether a predicate is denied in its own clause: by "not", by "no" before its subject or object, by "without"."""
    children = [parse.tokens[c] for c in parse.children[i]]
    words = [t for t in children if t.text.lower() in NOT and t.dep in {"neg", "det", "aux", "preconj", "advmod"}]
    words += [parse.tokens[c] for t in children if t.dep in SUBJECT | {"dobj"} for c in parse.children[t.i]
              if parse.tokens[c].text.lower() in {"no", "neither"}]  # fmt: skip
    words += [t for t in children if t.dep in SUBJECT and t.text.lower() in {"nobody", "neither", "none"}]
    following = ((parse.tokens[t.i + 1].text.lower() if t.i + 1 < len(parse.tokens) else "") for t in words)
    without = parse.tokens[i].dep == "pcomp" and parse.tokens[parse.tokens[i].head].text.lower() == "without"
    return without or any(word not in NO_DENIAL for word in following)


def earlier(parse: Parse, climb: Climb) -> bool:
    """Whether the act is put before the event: "had agreed", "agreed last year"."""
    for i in climb.path:
        own = [parse.tokens[c] for c in parse.children[i]]
        if any(t.dep == "aux" and t.text.lower() in {"had", "'d", "’d"} and t.tag == "VBD" for t in own):
            return True
        when = (parse.tokens[k].text.lower() for t in _clauses(parse, i) if t.dep in {"npadvmod", "advmod"}
                for k in range(t.left, t.right))  # fmt: skip
        if any(word in words("earlier") for word in when):
            return True
        dated = (parse.tokens[c] for t in own if t.dep == "prep" and t.text.lower() in {"in", "since"}
                 for c in parse.children[t.i])  # fmt: skip
        if any(t.name == "DATE" and t.text.isdigit() for t in dated):
            return True
    return False
