"""A cue word with what depends on it, sorted once; and who speaks through it."""

from __future__ import annotations

from dataclasses import dataclass

from framing.attribution.cues import Cue
from framing.attribution.passage import Passage

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECTS = frozenset({"dobj", "dative"})
_RELATIVES = frozenset({"WP", "WDT"})
_UP = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp"})
_CLIMB = 6  # governors tried before the speaker is given up: keeps the search linear in the text


@dataclass(frozen=True, slots=True)
class Clause:
    """The dependents of a cue at token `at`, by kind; -1 or () where there is none.

    `speaker` is the head token of the one who speaks; `start` is the token where the clause's own words begin: its subject,
    auxiliary or the cue itself, whichever comes first; `end` is the token after them.
    """

    passage: Passage
    cue: Cue
    at: int
    start: int
    end: int
    subject: int
    speaker: int
    passive: bool
    modal: bool
    objects: tuple[int, ...]
    predicate: int
    complements: tuple[int, ...]
    infinitives: tuple[int, ...]
    prepositions: tuple[int, ...]


def gather(passage: Passage, cue: Cue, at: int) -> Clause:
    """The clause of a verb cue."""
    tokens, kinds = passage.tokens, _by_kind(passage, at)
    passive = "nsubjpass" in kinds or "auxpass" in kinds or _bare_participle(passage, at, kinds)
    subject = next((kinds[kind][0] for kind in ("nsubj", "nsubjpass", "csubj") if kind in kinds), -1)
    own = [at, *kinds.get("aux", ()), *kinds.get("auxpass", ()), *kinds.get("neg", ()), *kinds.get("prt", ())]
    own += [tokens[k].left for k in (subject,) if k >= 0]
    after = [tokens[k].right for k in (subject,) if k > at]
    return Clause(
        passage, cue, at, min(own), max([at + 1, *(k + 1 for k in own), *after]), subject, speaker(passage, at, passive), passive,
        any(tokens[k].tag == "MD" and tokens[k].lemma not in ("will", "would") for k in kinds.get("aux", ())),
        tuple(k for kind in ("dobj", "dative") for k in kinds.get(kind, ()) if tokens[k].dep in _OBJECTS and k > at),
        next(iter(kinds.get("oprd", ())), -1), tuple(kinds.get("ccomp", ())), tuple(kinds.get("xcomp", ())),
        tuple(k for k in kinds.get("prep", ()) if k > at),
    )  # fmt: skip


def _by_kind(passage: Passage, at: int) -> dict[str, list[int]]:
    kinds: dict[str, list[int]] = {}
    for child in passage.parse.children[at]:
        kinds.setdefault(passage.tokens[child].dep, []).append(child)
    return kinds


def _bare_participle(passage: Passage, at: int, kinds: dict[str, list[int]]) -> bool:
    token = passage.tokens[at]
    return token.tag == "VBN" and ("agent" in kinds or (token.dep in ("acl", "relcl") and "aux" not in kinds and "nsubj" not in kinds))


def speaker(passage: Passage, verb: int, passive: bool = False) -> int:
    """Head token of the one who speaks through `verb`: its subject, the agent of a passive, or whoever controls it; -1 if none."""
    tokens, children = passage.tokens, passage.parse.children
    if passive:
        agents = [k for c in children[verb] if tokens[c].dep == "agent" for k in children[c] if tokens[k].dep == "pobj"]
        return agents[0] if agents else -1
    for _ in range(_CLIMB):
        token = tokens[verb]
        found = next((c for c in children[verb] if tokens[c].dep in SUBJECTS), -1)
        if found >= 0:
            relative = token.dep == "relcl" and tokens[found].tag in _RELATIVES
            return token.head if relative else found
        if token.dep == "acl":
            return token.head
        if token.dep not in _UP or token.head == verb:
            return -1
        if token.dep == "xcomp":
            controlled = [c for c in children[token.head] if tokens[c].dep == "dobj" and c < verb]
            if controlled:
                return controlled[0]
        verb = token.head
        if tokens[verb].pos not in ("VERB", "AUX", "ADP", "SCONJ", "ADJ"):
            return -1
    return -1


def mention(passage: Passage, head: int) -> tuple[int, int]:
    """Token range of the noun phrase of `head`, without what a comma sets off and without a name's relative clause."""
    tokens, token = passage.tokens, passage.tokens[head]
    last = token.right
    for child in passage.parse.children[head]:
        one = tokens[child]
        if child > head and (one.text in (",", "(", "-", "--", "–", "—", ":") or (one.dep in ("relcl", "appos", "acl")
                             and (token.pos == "PROPN" or tokens[one.left - 1].text == ","))):  # fmt: skip
            last = min(last, one.left)
    return token.left, max(last, head + 1)
