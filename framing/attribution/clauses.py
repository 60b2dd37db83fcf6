"""A cue word with what depends on it, sorted once; and who speaks through it."""

from __future__ import annotations

from dataclasses import dataclass

from framing.attribution.cues import Cue, lexicon
from framing.attribution.passage import Passage

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECTS = frozenset({"dobj", "dative"})
_RELATIVES = frozenset({"WP", "WDT"})
RESUMING = frozenset({"add", "say", "note", "cite", "explain", "tell", "stress"})
"""Verbs whose participle after a comma goes on with the reporting: "…, adding that …"."""

_STATES = frozenset({"convince", "worry", "concern", "please", "disappoint", "determine", "interest", "oppose", "commit", "frustrate"})
"""Verbs whose participle tells what its subject feels: the subject of "is convinced that …" is the one convinced."""

_PAUSES = frozenset({",", "(", "-", "--", "–", "—", ":"})
_PARTICLES = frozenset({"prt", "advmod", "acomp", "oprd", "amod", "ccomp"})
_CLAUSES = ("relcl", "acl")
_UP = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "acomp"})
OBJECT_CONTROL = frozenset({
    "urge", "ask", "tell", "order", "instruct", "direct", "task", "advise", "encourage", "invite", "press", "push", "force", "allow",
    "lead", "prompt", "get", "help", "want", "expect", "call", "cause", "persuade", "convince", "require", "enable", "let", "make",
    "hear", "see", "record", "catch", "show", "quote", "have", "inspire", "compel", "implore", "exhort", "beg", "warn", "challenge",
})  # fmt: skip
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
    passive = is_passive(passage, at)
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


def speaker(passage: Passage, verb: int, passive: bool = False) -> int:
    """Head token of the one who speaks through `verb`: its subject, the agent of a passive, or whoever controls it; -1 if none."""
    tokens, children = passage.tokens, passage.parse.children
    if passive:
        agents = [k for c in children[verb] if tokens[c].dep == "agent" for k in children[c] if tokens[k].dep == "pobj"]
        return agents[0] if agents else -1
    for _ in range(_CLIMB):
        report = resumed(passage, verb)
        verb = report if report >= 0 else verb
        token = tokens[verb]
        found = max((c for c in children[verb] if tokens[c].dep in SUBJECTS and c < verb), default=-1)
        if found < 0:
            found = next((c for c in children[verb] if tokens[c].dep in SUBJECTS), -1)
        if found >= 0:
            relative = token.dep == "relcl" and tokens[found].tag in _RELATIVES
            return _person_of_place(passage, _past_dateline(passage, token.head if relative else found, verb), verb)
        if token.dep == "acl":
            return token.head
        if token.dep not in _UP or token.head == verb:
            return -1
        if token.dep == "xcomp" and tokens[token.head].lemma in OBJECT_CONTROL:
            controlled = [c for c in children[token.head] if tokens[c].dep == "dobj" and c < verb]
            if controlled:
                return controlled[0]
        verb = token.head
        if tokens[verb].pos not in ("VERB", "AUX", "ADP", "SCONJ", "ADJ"):
            return -1
    return -1


def _past_dateline(passage: Passage, head: int, verb: int) -> int:
    """`head`, or the noun that a dateline parsed as the subject ("BERLIN (Reuters) – Merkel said") stands before."""
    if head >= passage.begin:
        return head
    tokens = passage.tokens
    nouns = (k for k in range(passage.begin, verb) if tokens[k].pos in ("NOUN", "PROPN", "PRON"))
    return next((k for k in nouns if tokens[k].head < passage.begin or tokens[k].dep == "nsubj"), -1)


def _person_of_place(passage: Passage, head: int, verb: int) -> int:
    """`head`, or the person in apposition to a place: in "Springfield, Ohio Mayor Jane Doe said" the mayor speaks."""
    tokens = passage.tokens
    if head < 0 or tokens[head].name != "GPE":
        return head
    beside = (c for c in passage.parse.children[head] if tokens[c].dep in ("appos", "conj", "nmod") and c < verb)
    return next((c for c in beside if tokens[c].name == "PERSON"), head)


def gather_speaker(passage: Passage, verb: int) -> int:
    """Head token of the one who speaks through a verb, passive or not."""
    return speaker(passage, verb, is_passive(passage, verb))


def is_passive(passage: Passage, verb: int) -> bool:
    """Whether a verb is in the passive voice: "was told", "asked by", "Asked about his plans, …"."""
    kinds = {passage.tokens[c].dep for c in passage.parse.children[verb]}
    if "agent" not in kinds and passage.tokens[verb].lemma in _STATES:
        return False
    if kinds & {"nsubjpass", "auxpass", "agent"}:
        return True
    token = passage.tokens[verb]
    return token.tag == "VBN" and token.dep in ("acl", "relcl", "advcl") and not kinds & {"aux", "nsubj"}


def resumed(passage: Passage, verb: int) -> int:
    """The reporting verb that `verb`, parsed into the clause it reports, really continues; -1 if none.

    "Xi recalled that the US and China fought together … and warned against …": no subject of its own, the tense of the
    reporting verb, and a verb of speech or one that does not match the clause it is coordinated with.
    """
    tokens, children = passage.tokens, passage.parse.children
    token, top = tokens[verb], verb
    if any(tokens[c].dep in SUBJECTS for c in children[verb]):
        return -1
    if token.dep == "advcl" and token.tag == "VBG" and token.lemma in RESUMING and tokens[token.left - 1].text == ",":
        top = token.head
    elif token.dep == "conj":
        for _ in range(_CLIMB):
            if tokens[top].dep != "conj":
                break
            top = tokens[top].head
    if top == verb or tokens[top].dep != "ccomp" or not tokens[top].head < top < verb:
        return -1
    report = tokens[tokens[top].head]
    if verb_cue(passage, report.i) is None or (token.dep == "conj" and finite(passage, report.i) != finite(passage, verb)):
        return -1
    own = verb_cue(passage, verb)
    apart = finite(passage, top) != finite(passage, verb) or passage.quoted[top] >= 0
    return report.i if own is not None and (own.speaks or apart or token.dep == "advcl") else -1


def finite(passage: Passage, verb: int) -> str:
    """Tag of the finite verb of a clause: its first auxiliary's, or its own."""
    tokens = passage.tokens
    return next((tokens[c].tag for c in passage.parse.children[verb] if c < verb and tokens[c].dep in ("aux", "auxpass")),
                tokens[verb].tag)  # fmt: skip


def verb_cue(passage: Passage, at: int) -> Cue | None:
    """The lexicon row of the verb at a token, with its particle or adjective where a row has one ("point out", "make clear")."""
    words, token = lexicon(), passage.tokens[at]
    if token.pos not in ("VERB", "AUX"):
        return None
    lemma = token.lemma.lower()
    for child in passage.parse.children[at]:
        if child > at and passage.tokens[child].dep in _PARTICLES:
            row = words.get((f"{lemma} {passage.tokens[child].text.lower()}", "verb"))
            if row:
                return row
    return words.get((lemma, "verb"))


def mention(passage: Passage, head: int) -> tuple[int, int]:
    """Token range of the noun phrase of `head`, without what a comma sets off and without a name's relative clause."""
    tokens, token = passage.tokens, passage.tokens[head]
    first, last = max(token.left, passage.begin), token.right
    for child in passage.parse.children[head]:
        one = tokens[child]
        if child > head and (one.text in _PAUSES or (one.dep in _CLAUSES and token.pos != "PRON")
                             or (one.dep in ("appos", *_CLAUSES) and tokens[one.left - 1].text in _PAUSES)):  # fmt: skip
            last = min(last, one.left)
    last = max(last, head + 1)
    for k in range(head - 1, first - 1, -1):
        if passage.quoted[k] >= 0 and passage.quoted[k] != passage.quoted[head]:
            return k + 1, last
    return first, last


def pronoun_of(passage: Passage, head: int, verb: int) -> int:
    """The relative pronoun through which the noun `head` is the subject of `verb` or of what governs it; -1 if none."""
    tokens, children = passage.tokens, passage.parse.children
    for clause in children[head]:
        if clause > head and tokens[clause].dep == "relcl" and tokens[clause].left <= verb < tokens[clause].right:
            return next((c for c in children[clause] if tokens[c].dep in SUBJECTS and tokens[c].tag in _RELATIVES), -1)
    return -1
