"""Who speaks through a cue, and the words that name them."""

from __future__ import annotations

from framing import quotations
from framing.attribution.cues import words
from framing.attribution.passage import Passage
from framing.attribution.verbs import CLIMB, SUBJECTS, is_passive, resumes, speaks
from framing.records import Span

_RELATIVES = frozenset({"WP", "WDT"})
_SUFFIXES = ("Jr.", "Sr.")  # parsed as subjects of their own in "Joseph R. Biden, Jr. said"
_UP = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "acomp"})
_GOVERNORS = frozenset({"VERB", "AUX", "ADP", "SCONJ", "ADJ"})
_PAUSES = frozenset({",", "(", "-", "--", "–", "—", ":"})
_CLOSE = quotations.ENDS | {","}
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def of(passage: Passage, verb: int, passive: bool | None = None) -> int:
    """Head token of the one who speaks through a verb: its subject, a passive's agent, or whoever governs it; -1 if none.

    Nobody who speaks stands inside quotation marks.
    """
    found = _governing(passage, verb, passive)
    return found if found < 0 or passage.quoted[found] < 0 else -1


def _governing(passage: Passage, verb: int, passive: bool | None) -> int:
    tokens, children = passage.tokens, passage.parse.children
    if is_passive(passage, verb) if passive is None else passive:
        agents = (k for c in children[verb] if tokens[c].dep == "agent" for k in children[c] if tokens[k].dep == "pobj")
        return next(agents, -1)
    for _ in range(CLIMB):
        report = resumes(passage, verb)
        verb = report if report >= 0 else verb
        found = _subject(passage, verb)
        if found >= 0:
            return _person_of_place(passage, _past_dateline(passage, found, verb), verb)
        token = tokens[verb]
        if token.dep == "acl" and tokens[token.head].dep == "pobj" and tokens[token.head].lemma == "time":
            verb = tokens[tokens[token.head].head].head  # "has toyed with the plan, at times saying that …"
            continue
        if token.dep == "acl":
            return token.head
        if token.dep not in _UP or token.head == verb or tokens[token.head].pos not in _GOVERNORS:
            return -1
        if token.dep == "xcomp" and tokens[token.head].lemma in words("controlling"):
            controlled = next((c for c in children[token.head] if tokens[c].dep == "dobj" and c < verb), -1)
            if controlled >= 0:
                return controlled
        verb = _past_time(passage, token.head, verb)
    return -1


def _past_time(passage: Passage, clause: int, participle: int) -> int:
    """`clause`, or the one it is a time of: "They met just after the vote ended, promising …" has them promise."""
    tokens, token = passage.tokens, passage.tokens[clause]
    if tokens[participle].tag != "VBG" or tokens[participle].dep != "advcl" or passage.before(participle) != ",":
        return clause
    marks = (tokens[c].text.lower() for c in passage.parse.children[clause] if tokens[c].dep in ("mark", "advmod"))
    timed = token.dep == "advcl" and any(mark in words("time") or mark == "when" for mark in marks)
    return token.head if timed else clause


def inverted(passage: Passage, verb: int) -> int:
    """Head token of the one who speaks behind the verb, parsed as its object ("…, said three people who …"); -1 if none."""
    tokens, kinds = passage.tokens, passage.kinds(verb)
    misread = [c for c in kinds.get("prep", []) if tokens[c].pos == "PROPN"]
    named = (k for c in misread for k in passage.parse.children[c] if tokens[k].dep == "pobj")
    found = kinds.get("dobj", [next(named, -1)])[0]
    if found < 0 or _first(passage, found) != verb + 1 or tokens[verb - 1].text not in _CLOSE:
        return -1
    told = speaks(passage, verb) and tokens[verb].tag in _FINITE and not any(kind in kinds for kind in SUBJECTS)
    return found if told and tokens[found].pos in ("NOUN", "PROPN") else -1


def _first(passage: Passage, head: int) -> int:
    """The first token of a noun phrase, with a first name before it that was taken for a preposition: "Per Lund"."""
    first, governor = passage.tokens[head].left, passage.tokens[passage.tokens[head].head]
    return governor.i if governor.pos == "PROPN" and governor.dep == "prep" and governor.i == first - 1 else first


def after(passage: Passage, verb: int) -> int:
    """Head token of the noun phrase right after a verb that the parser gave no subject ("…," said Carson, asked about …)."""
    tokens = passage.tokens
    nouns = (k for k in range(verb + 1, min(verb + CLIMB, len(tokens))) if tokens[k].left == verb + 1 and passage.quoted[k] < 0)
    return max((k for k in nouns if tokens[k].pos in ("NOUN", "PROPN", "PRON")), default=-1)


def _subject(passage: Passage, verb: int) -> int:
    """The subject nearest before a verb, else after it; the noun that a relative pronoun stands for; -1 if none."""
    tokens = passage.tokens
    subjects = [c for c in passage.parse.children[verb]
                if tokens[c].dep in SUBJECTS and tokens[c].text not in _SUFFIXES and passage.quoted[c] < 0]  # fmt: skip
    if not subjects:
        found = inverted(passage, verb)
        return found if found >= 0 else _listed(passage, verb)
    found = max((c for c in subjects if c < verb), default=subjects[0])
    return tokens[verb].head if tokens[verb].dep == "relcl" and tokens[found].tag in _RELATIVES else found


def _listed(passage: Passage, verb: int) -> int:
    """The name right before a verb, read as one of an earlier list: "Between Lyon and Lima, Maria Lopez said …"; -1 if none."""
    tokens, before = passage.tokens, passage.tokens[verb - 1] if verb else passage.tokens[verb]
    told = tokens[verb].tag in _FINITE and before.dep == "conj" and before.pos == "PROPN" and passage.quoted[before.i] < 0
    return before.i if told and before.right == verb and passage.before(before.i) == "," and speaks(passage, verb) else -1


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


def words_of(passage: Passage, head: int) -> Span | None:
    """Characters of the noun phrase of `head`, without what a comma sets off and without its relative clause."""
    tokens, token = passage.tokens, passage.tokens[head]
    first, last = _first(passage, head), token.right
    for child in passage.parse.children[head]:
        if child > head and _ends_name(passage, head, child):
            last = min(last, tokens[child].left)
    for k in range(head - 1, first - 1, -1):
        if passage.quoted[k] >= 0 and passage.quoted[k] != passage.quoted[head]:
            first = k + 1  # a quotation parsed into the name of the one who said it
            break
    return passage.characters(first, max(last, head + 1))


def _ends_name(passage: Passage, head: int, child: int) -> bool:
    token = passage.tokens[child]
    if token.dep in ("relcl", "acl") and passage.tokens[head].pos != "PRON":
        return True
    if token.text == "," and any(c > child and passage.tokens[c].dep == "conj" for c in passage.parse.children[head]):
        return False  # "Lopez, Kim and Sato said"
    return token.text in _PAUSES or (token.dep in ("relcl", "acl", "appos") and passage.before(child) in _PAUSES)


def mention_of(passage: Passage, head: int, verb: int) -> Span | None:
    """Characters of the noun phrase of `head`, with the relative pronoun after it through which it is the subject of `verb`."""
    tokens, name = passage.tokens, words_of(passage, head)
    for clause in passage.parse.children[head]:
        if name and clause > head and tokens[clause].dep == "relcl" and tokens[clause].left <= verb < tokens[clause].right:
            pronouns = (tokens[c].end for c in passage.parse.children[clause]
                        if tokens[c].dep in SUBJECTS and tokens[c].tag in _RELATIVES)  # fmt: skip
            return name[0], max(name[1], next(pronouns, name[1]))
    return name
