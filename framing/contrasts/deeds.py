"""Deeds: predicates that an account tells in its own words as done, with the one who acts and the one acted upon.

Who fills which place is read from the parse (`actors`): of an active verb its subject acts and its object is acted upon, of a
passive the one behind "by" and the subject. What is denied, asked, only possible ("could", "if", "to" behind "wants"), said or
quoted is no deed; nor is a state, in which nobody acts (`lexicons/agency.tsv`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from framing import actors, quotations
from framing.actors import Actor
from framing.contrasts import named
from framing.records import Span, Statement
from framing.syntax import Parse, Reading, Token

UNREAL = frozenset({"would", "could", "may", "might", "should", "must", "can", "ca", "wo", "shall", "'d", "’d"})
OPEN = frozenset({"if", "unless", "whether"})
CLIMB = 6
"""Predicates above one at which "if" or "would" is looked for."""

LONGEST = 14
"""Tokens of a phrase that shows a deed; a longer one is cut to the predicate and the nearer of its places."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One predicate told as done. `passive` tells its voice; `agentless` a passive that nobody stands behind.

    `agent` is None where it is left out, `patient` where nobody is acted upon; of a verb such as "die" the subject is the
    patient. `standing` holds, by the token of a pronoun, the characters of the name it stands for and that name.
    """

    statement: Statement
    parse: Parse = field(repr=False)
    offset: int
    head: int
    agent: Actor | None
    patient: Actor | None
    passive: bool
    standing: Mapping[int, tuple[Span, str]]

    @property
    def lemma(self) -> str:
        return self.parse.tokens[self.head].lemma.lower()

    @property
    def agentless(self) -> bool:
        return self.passive and self.agent is None

    def names(self, actor: Actor) -> frozenset[str]:
        """The names one who fills a place goes by; of "he", the last word of the one name it stands for."""
        there = self.standing.get(actor.head)
        return actor.names if there is None else frozenset({there[1].split()[-1].lower()})

    def called(self, actor: Actor) -> str:
        """What the statement calls one who fills a place, without the "who" of a clause behind it."""
        last = actor.last
        while last - 1 > actor.head and self.parse.tokens[last - 1].tag in {"WDT", "WP"}:
            last -= 1
        return self.text(actor.first, last)

    def phrase(self) -> str:
        """The deed in the statement's own words: from one place to the other, or the predicate with the nearer one."""
        tokens = self.parse.tokens
        group = [self.head, *(c for c in self.parse.children[self.head] if tokens[c].dep in {"aux", "auxpass", "neg", "prt"})]
        first, last = min(group), max(group) + 1
        places = [(a.first, min(a.last, a.first + LONGEST)) for a in (self.agent, self.patient) if a is not None]
        for start, end in sorted(places, key=lambda p: max(first - p[0], p[1] - last)):
            if max(last, end) - min(first, start) <= LONGEST:
                first, last = min(first, start), max(last, end)
        return self.text(first, last)

    def text(self, first: int, last: int) -> str:
        """The words from token `first` to token `last` (exclusive) that lie in the statement."""
        start, end = (c + self.offset - self.statement.start for c in self.parse.span(first, last))
        return self.statement.text[max(0, start) : end]


def of(s: Statement, reading: Reading) -> Iterator[Deed]:
    """The deeds of a statement in text order: in the article's own voice all that nobody is said to have said, else those the
    article paraphrases. What stands in quotation marks is none."""
    paragraph = named.paragraph_of(s, reading)
    if s.text.rstrip().endswith("?") or paragraph is None or paragraph.parse is None:
        return
    parse, offset = paragraph.parse, paragraph.start
    first, last = parse.tokens_in(s.start - offset, s.end - offset)
    quoted = [(q.start, q.end) for q in quotations.find(parse.text)]
    cues = [(a.cue_span[0] - offset, a.cue_span[1] - offset) for a in (*s.attributions, *s.parts) if a.cue_span]
    parts = s.parts if s.mode == "voice" else ()
    said = [(a.content_span[0] - offset, a.content_span[1] - offset) for a in parts]
    standing = _standing(s, reading, parse, offset)
    for i in range(first, last):
        token = parse.tokens[i]
        if _predicate(token) and not _within(token, (*quoted, *cues, *said)) and done(parse, i):
            yield from _deed(s, parse, offset, i, standing)


def _predicate(token: Token) -> bool:
    return token.pos == "VERB" and token.dep not in {"aux", "auxpass", "amod", "compound", "prt", "case"}


def _within(token: Token, spans: tuple[Span, ...]) -> bool:
    return any(start <= token.start < end for start, end in spans)


def done(parse: Parse, i: int) -> bool:
    """Whether a predicate is told as done: not denied, not merely possible, wanted or asked for."""
    for step in range(CLIMB):
        token, below = parse.tokens[i], [parse.tokens[c] for c in parse.children[i]]
        if any(c.dep == "neg" or c.text.lower() in {"never", "not", "n't", "n’t"} for c in below):
            return False
        if any((c.dep in {"aux", "mark"}) and c.text.lower() in UNREAL | OPEN for c in below):
            return False
        above = parse.tokens[token.head]
        infinitive = any(c.tag == "TO" and c.dep == "aux" for c in below)
        if infinitive and not (token.dep == "xcomp" and above.lemma.lower() in words("real")):
            return False
        if token.dep == "pcomp" or (token.dep == "ccomp" and not step and above.lemma.lower() in words("state")):
            return False
        if token.head == i or token.dep not in {"xcomp", "ccomp", "conj", "advcl"}:
            return True
        i = token.head
    return True


def _standing(s: Statement, reading: Reading, parse: Parse, offset: int) -> Mapping[int, tuple[Span, str]]:
    """The pronouns of a statement that safely stand for one name (`references`)."""
    alone = [(r, r.antecedents[0]) for r in s.references if r.kind == "pronoun" and len(r.antecedents) == 1]
    called = [(r, span, reading.article.text[slice(*span)]) for r, span in alone]
    return {parse.tokens_in(r.start - offset, r.end - offset)[0]: (span, name) for r, span, name in called if name.istitle()}


def _deed(
    s: Statement, parse: Parse, offset: int, i: int, standing: Mapping[int, tuple[Span, str]]
) -> Iterator[Deed]:
    lemma, passive = parse.tokens[i].lemma.lower(), _passive(parse, i)
    if lemma in words("state") or lemma in words("saying"):
        return
    agent, patient = actors.of(parse, i)
    if patient is not None and parse.tokens[patient.head].dep == "oprd":
        patient = None
    if not passive and lemma in words("undergo"):
        agent, patient = None, agent
    elif not passive and patient is not None and lemma in words("untouched"):
        patient = None
    if passive and agent is None and any(parse.tokens[c].text.lower() == "by" for c in parse.children[i]):
        return
    yield Deed(s, parse, offset, i, agent, patient, passive, standing)


def _passive(parse: Parse, i: int) -> bool:
    token, below = parse.tokens[i], [parse.tokens[c].dep for c in parse.children[i]]
    if "nsubj" in below or token.tag != "VBN":
        return False
    if "nsubjpass" in below or "auxpass" in below:
        return True
    if token.dep == "conj":
        return not any(parse.tokens[c].dep == "dobj" for c in parse.children[i]) and _passive(parse, token.head)
    return token.dep == "acl" and "dobj" not in below and parse.tokens[token.head].dep != "ROOT"


def heads(parse: Parse, actor: Actor) -> frozenset[int]:
    """The head tokens of all who fill a place together: "Brandt and Marsh", "the mayor, Ana Brandt"."""
    found, ahead = set(), [actor.head]
    while ahead:
        i = ahead.pop()
        found.add(i)
        ahead += [c for c in parse.children[i] if parse.tokens[c].dep == "conj"
                  or (parse.tokens[c].dep == "appos" and parse.tokens[c].pos == "PROPN")]  # fmt: skip
    return frozenset(found)


# --- the lexicon ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Act:
    """One act: the verbs that do it, those that tell only its outcome, and the nouns that name it."""

    verbs: frozenset[str]
    outcomes: frozenset[str]
    nouns: frozenset[str]


def act_of(verb: str) -> Act:
    """The act a verb (lemma) does; one of its own where none is listed."""
    return _acts().get(verb) or Act(frozenset({verb}), frozenset(), frozenset())


@cache
def words(kind: str) -> frozenset[str]:
    """All words of a kind."""
    return frozenset(word for row in _rows(kind) for word in row[0].split())


@cache
def actor_group(noun: str) -> frozenset[str]:
    """The words for those who act that mean the same as `noun`; itself alone where it is not listed."""
    return next((group for row in _rows("actor") for group in [frozenset(row[0].split())] if noun in group), frozenset({noun}))


@cache
def _acts() -> Mapping[str, Act]:
    acts = [Act(*(frozenset(column.split()) for column in (*row, "", "")[:3])) for row in _rows("act")]
    return {verb: act for act in acts for verb in act.verbs}


@cache
def _rows(kind: str) -> tuple[tuple[str, ...], ...]:
    lines = files("framing.lexicons").joinpath("agency.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple(tuple(row[1:]) for row in rows if row[0] == kind)
