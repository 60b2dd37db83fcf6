"""What a verb is: its row in the lexicon, its voice and tense, and the reporting verb it goes on from."""

from __future__ import annotations

from framing.attribution.cues import Cue, lexicon, words
from framing.attribution.passage import Passage

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
CLIMB = 6  # governors looked at on the way up from a word: keeps every search linear in the text

_PARTICLES = frozenset({"prt", "advmod", "acomp", "oprd", "amod", "ccomp"})


def row_of(passage: Passage, at: int) -> Cue | None:
    """The lexicon row of the verb at a token, with its particle or adjective where a row has one: "point out", "make clear"."""
    rows, token = lexicon(), passage.tokens[at]
    if token.pos not in ("VERB", "AUX"):
        return None
    lemma = token.lemma.lower()
    for child in passage.parse.children[at]:
        if child > at and passage.tokens[child].dep in _PARTICLES:
            row = rows.get((f"{lemma} {passage.tokens[child].text.lower()}", "verb"))
            if row:
                return row
    return rows.get((lemma, "verb"))


def speaks(passage: Passage, at: int) -> bool:
    """Whether the token is a verb of speech, one that can introduce or trail a quotation."""
    row = row_of(passage, at)
    return row is not None and row.speaks


def is_passive(passage: Passage, at: int) -> bool:
    """Whether a verb is in the passive voice: "was told", "asked by", "Asked about his plans, …"."""
    kinds, token = passage.kinds(at), passage.tokens[at]
    if "agent" in kinds or token.lemma in words("seeming"):
        return True  # in "She seems to agree" nobody says so
    if token.lemma in words("feeling"):
        return False  # the subject of "is convinced that …" is the one convinced
    if "nsubjpass" in kinds or "auxpass" in kinds:
        return True
    if token.dep == "acl" and "ccomp" in kinds and passage.before(at) == "," and "appos" in passage.kinds(token.head):
        return False  # the main verb hung on its subject: "Lopez, the chief of staff of the mayor, tweeted that …"
    return token.tag == "VBN" and token.dep in ("acl", "relcl", "advcl") and "aux" not in kinds and "nsubj" not in kinds


def tense(passage: Passage, at: int) -> str:
    """Tag of the finite verb of a clause: its first auxiliary's, or its own."""
    tokens = passage.tokens
    helping = (tokens[c].tag for c in passage.parse.children[at] if c < at and tokens[c].dep in ("aux", "auxpass"))
    return next(helping, tokens[at].tag)


def resumes(passage: Passage, at: int) -> int:
    """The reporting verb that a verb, parsed into the clause it reports, really goes on from; -1 if none.

    "Xi recalled that the US and China fought together … and warned against …": "warned" has no subject of its own and the
    tense of "recalled". Past the tense it must be a verb of speech, or not match the clause it is coordinated with.
    """
    own, kinds = row_of(passage, at), passage.kinds(at)
    if own is None or any(kind in kinds for kind in SUBJECTS):
        return -1
    tokens, top = passage.tokens, _head_of_chain(passage, at)
    if top == at or tokens[top].dep != "ccomp" or not tokens[top].head < top < at:
        return -1
    report = tokens[top].head
    if row_of(passage, report) is None:
        return -1
    if tokens[at].dep == "advcl":
        return report
    mismatched = tense(passage, top) != tense(passage, at) or passage.quoted[top] >= 0
    return report if tense(passage, report) == tense(passage, at) and (own.speaks or mismatched) else -1


def _head_of_chain(passage: Passage, at: int) -> int:
    """The verb that a coordinated verb, or a participle such as ", adding that …", is joined to; itself if none."""
    tokens, token = passage.tokens, passage.tokens[at]
    if token.dep == "advcl":
        joined = token.tag == "VBG" and token.lemma in words("resuming") and passage.before(at) == ","
        return token.head if joined else at
    for _ in range(CLIMB):
        if tokens[at].dep != "conj":
            break
        at = tokens[at].head
    return at
