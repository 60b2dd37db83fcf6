"""Where content ends: before the same or another speaker goes on, before an aside, before what tells about the speaking."""

from __future__ import annotations

from framing.attribution.clauses import Clause
from framing.attribution.cues import words
from framing.attribution.passage import Passage
from framing.attribution.verbs import resumes, speaks, tense

SET_OFF = frozenset({",", "-", "--", "–", "—", ";", "("})

_CHAIN = 8  # coordinated verbs looked through in one reported clause
_RELATIVES = frozenset({"WDT", "WP", "WP$", "WRB"})
_NAMING_PARTS = frozenset({"include", "like", "as"})  # ", including …", ", like …", ", as well as …" go on with the content
_GOES_ON = frozenset({"prep", "xcomp", "advcl", "acl", "relcl", "dobj", "appos", "agent"})


def end_of(clause: Clause, head: int) -> int:
    """Token after the content headed by `head`, which ends where the same or another speaker goes on."""
    passage, tokens, end = clause.passage, clause.passage.tokens, clause.passage.tokens[head].right
    chain = [head]
    for link in chain:
        for child in passage.parse.children[link]:
            token = tokens[child]
            if child <= head:
                continue
            if token.dep == "conj" and len(chain) < _CHAIN:
                chain.append(child)
            if token.dep == "prep" and token.text.lower() == "according":
                end = min(end, token.left)
            elif token.dep in ("conj", "advcl") and (resumes(passage, child) == clause.at or _apart(clause, head, child)):
                end = min(end, _before_and(passage, token.left))
    return _without_aside(passage, head, max(head + 1, _before_and(passage, end)))


def _without_aside(passage: Passage, head: int, end: int) -> int:
    """Token after a reported clause without the relative clause that a comma sets off at its end: the teller's own remark."""
    tokens, at = passage.tokens, end - 1
    for _ in range(_CHAIN):
        token = tokens[at]
        if token.dep == "relcl" and tokens[token.left].tag in _RELATIVES and passage.before(at) == ",":
            return token.left - 1 if passage.quoted[token.left] < 0 and token.left - 1 > head else end
        if at == head or token.head == at:
            break
        at = token.head
    return end


def _apart(clause: Clause, head: int, child: int) -> bool:
    """Whether a clause coordinated with the content goes on with the telling: "She said …, and ten others said …"."""
    tokens, passage = clause.passage.tokens, clause.passage
    if tokens[child].dep != "conj" or passage.quoted[child] >= 0:
        return False
    if not tense(passage, head) != tense(passage, child) == tense(passage, clause.at):
        return False
    kinds = passage.kinds(child)
    return "nsubj" not in kinds or ("ccomp" in kinds and speaks(passage, child))


def _before_and(passage: Passage, first: int) -> int:
    """`first`, or the conjunction and comma right before it."""
    while first > 0 and passage.tokens[first - 1].text in ("and", "but", ","):
        first -= 1
    return first


def reach(clause: Clause, head: int) -> int:
    """Token after the content that begins with the dependent `head`, going on over what follows it without a pause.

    Parsers hang "calls to ban …", "the assault on …" and the like on the verb as often as on the noun. Times, places of speech
    and clauses of time end the content: they tell about the speaking.
    """
    passage, tokens = clause.passage, clause.passage.tokens
    end = noun_end(passage, head)
    for child in passage.parse.children[clause.at]:
        token = tokens[child]
        if child <= head or token.left < end:
            continue
        if token.dep == "conj" and token.pos in ("NOUN", "PROPN"):
            end = noun_end(passage, child)  # "welcomed the launch, as well as cooperation", hung on the verb
            continue
        if token.dep in ("cc", "punct"):
            continue
        if token.left > end or token.dep not in _GOES_ON or _about_the_speaking(passage, child):
            break
        end = noun_end(passage, child)
    return end


def _about_the_speaking(passage: Passage, child: int) -> bool:
    """Whether an adjunct tells when or where something was said: "on Friday", "in a speech", "after they met"."""
    tokens, token = passage.tokens, passage.tokens[child]
    if token.dep == "prep":
        named = next((tokens[c] for c in passage.parse.children[child] if tokens[c].dep == "pobj"), None)
        if named is None or token.text.lower() in words("time") or named.name in ("DATE", "TIME"):
            return token.text.lower() in words("time") or named is not None
        return token.lemma in words("place") and (named.lemma in words("occasion") or named.name in ("GPE", "FAC"))
    return token.dep == "advcl" and tokens[token.left].text.lower() not in ("to", "for") and token.tag != "VB"


def noun_end(passage: Passage, head: int) -> int:
    """Token after the phrase of `head`, ending before a clause or apposition that a comma or dash sets off."""
    tokens, end = passage.tokens, passage.tokens[head].right
    for child in passage.parse.children[head]:
        token = tokens[child]
        aside = token.dep in ("relcl", "acl", "appos", "advcl") or (token.dep == "prep" and token.lemma not in _NAMING_PARTS)
        if child > head and aside and passage.before(child) in SET_OFF:
            end = min(end, token.left - 1)
    return end


def preposition_end(passage: Passage, preposition: int) -> int:
    """Token after a prepositional phrase, cut like `noun_end`."""
    children = passage.parse.children[preposition]
    last = [c for c in children if c > preposition]
    return noun_end(passage, last[-1]) if last else preposition + 1
