"""A claim: one predicate of a statement with what it is said of, as it is held beside another.

Claims are made of a statement's propositions and of the cue that frames them: "did not agree" is told by the cue where the two
sides agree on something, and a proposition alone would not hold it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from framing import actors, names, propositions, quantities, similarity
from framing.actors import APART, DATED, SUBJECT, Actor
from framing.claims import lexicon, scope
from framing.claims.scope import Scope
from framing.propositions import CONTENT, Proposition, empty_lemmas
from framing.quantities import Quantity
from framing.records import Span, Statement
from framing.syntax import Parse, Reading

FIGURES = frozenset({"money", "year"})
"""Kinds of number compared between whole statements: days mostly date the page or the saying, counts are of many things."""


MEASURED = DATED | {"PERCENT", "MONEY", "CARDINAL", "QUANTITY"}


@dataclass(frozen=True, slots=True)
class Claim:
    """One predicate of a statement.

    `act` is what its predicate names, `rarity` that of it in general news (0..1); `words` are the lemmas it is said of with
    their rarity, `names` those of them that are proper names (last names, sides),
    `quantities` its numbers and dates.
    """

    statement: Statement
    proposition: Proposition
    parse: Parse = field(repr=False)
    offset: int
    head: int
    act: str
    rarity: float
    scope: Scope
    agent: Actor | None
    patient: Actor | None
    words: Mapping[str, float]
    names: frozenset[str]
    quantities: tuple[Quantity, ...]

    def span(self, first: int, last: int) -> Span:
        """Characters of the article from token `first` to token `last` (exclusive)."""
        start, end = self.parse.span(first, last)
        return start + self.offset, end + self.offset

    def telling(self) -> Span:
        """The predicate with the tokens that deny it, where they stand in one clause with it."""
        own = {self.head, *(i for i in self.scope.marks if abs(i - self.head) <= NEAR)}
        return self.span(min(own), max(own) + 1)


NEAR = 12
"""Tokens up to which a word that denies a predicate is shown together with it."""


def of(statement: Statement, reading: Reading) -> tuple[Claim, ...]:
    """The claims of a statement in text order; none without a parse, in a question without a verb, or in a bare headline."""
    for paragraph in reading.paragraphs:
        if paragraph.parse is not None and paragraph.start < statement.end and paragraph.end > statement.start:
            parse = paragraph.parse
            first, last = parse.tokens_in(statement.start - paragraph.start, statement.end - paragraph.start)
            if first == last:
                return ()
            told = propositions.of(statement, reading).clauses
            found = quantities.find(parse, first, last)
            return tuple(_claim(statement, parse, paragraph.start, i, told, found, (first, last))
                         for i in range(first, last) if _predicates(parse, i))  # fmt: skip
    return ()


def figures(statement: Statement, reading: Reading) -> tuple[Claim, ...]:
    """The statement as a whole, once for an amount of money or a year that it gives only one of; its act is the kind."""
    for paragraph in reading.paragraphs:
        parse = paragraph.parse
        if parse is None or paragraph.start >= statement.end or paragraph.end <= statement.start:
            continue
        first, last = parse.tokens_in(statement.start - paragraph.start, statement.end - paragraph.start)
        if not any(parse.tokens[i].text == "?" for i in range(first, last)):
            found = quantities.find(parse, first, last)
            alone = [q for q in found if q.kind in FIGURES and sum(q.kind == r.kind for r in found) == 1]
            return tuple(_figure(statement, parse, paragraph.start, (first, last), q) for q in alone)
    return ()


def _figure(statement: Statement, parse: Parse, offset: int, bounds: Span, one: Quantity) -> Claim:
    words = {w: r for i in range(*bounds) for w in _words(parse, i) for r in [float(similarity.rarity([w])[0])]}
    named = frozenset(w for i in range(*bounds) if _names(parse, i) for w in _words(parse, i))
    told = Proposition(statement.start, statement.end, statement.text, (), "clause", -1, ())
    act, how = f"{one.kind} {one.unit}", Scope(True, "", ())
    return Claim(statement, told, parse, offset, one.head, act, 0.0, how, None, None, words, named, (one,))


def _predicates(parse: Parse, i: int) -> bool:
    token = parse.tokens[i]
    if token.dep in {"aux", "auxpass", "amod", "compound", "prt", "case"}:
        return False
    return token.pos == "VERB" or (token.pos == "AUX" and any(parse.tokens[c].dep in SUBJECT for c in parse.children[i]))


def _claim(
    statement: Statement, parse: Parse, offset: int, head: int, told: tuple[Proposition, ...],
    found: tuple[Quantity, ...], bounds: Span,
) -> Claim:  # fmt: skip
    said = frozenset(i for i in _subtree(parse, head) if bounds[0] <= i < bounds[1])
    act, lent = _act(parse, head)
    how = scope.of(parse, head)
    skip = {head, *lent, *how.marks}
    agent, patient = actors.of(parse, head)
    if agent is not None and not agent.pronoun:
        said |= frozenset(range(agent.first, agent.last))
    lemmas = list(dict.fromkeys(word for i in sorted(said - skip) for word in _words(parse, i)))
    named = frozenset(w for i in said - skip if _names(parse, i) for w in _words(parse, i))
    rare = dict(zip(lemmas, map(float, similarity.rarity(lemmas)), strict=True))
    mine = tuple(q for q in found if q.head in said and _governor(parse, q.head) == head)
    whole = min(told, key=lambda p: (head not in p.tokens, abs(p.head - head)))
    return Claim(statement, whole, parse, offset, head, act, _rare(act), how, agent, patient, rare, named, mine)


def _rare(act: str) -> float:
    """The rarity of an act's word; of one that is told of everything, such as "have", none."""
    word = act.split()[-1]
    empty = word in empty_lemmas() or word in lexicon.words("shared") or word in quantities.MEASURES
    return 0.0 if empty else float(similarity.rarity([word])[0])


def _subtree(parse: Parse, head: int) -> Iterator[int]:
    """The tokens under a predicate without the clauses that tell a matter of their own, or are coordinated with it."""
    stack = [head]
    while stack:
        i = stack.pop()
        yield i
        for c in parse.children[i]:
            token = parse.tokens[c]
            apart = token.dep in APART or (token.dep == "conj" and token.pos in {"VERB", "AUX"})
            if not apart and token.dep != "punct":
                stack.append(c)


def _act(parse: Parse, head: int) -> tuple[str, tuple[int, ...]]:
    """The act a predicate names: its own, that of a noun it lends its place to ("reach an agreement"), or what it says of its
    subject ("be legal"); with the tokens that name it."""
    lemma = parse.tokens[head].lemma.lower()
    nouns = lexicon.acts_of_nouns()
    for c in parse.children[head]:
        token = parse.tokens[c]
        if lemma in lexicon.words("light") and token.dep == "dobj" and token.lemma.lower() in nouns:
            return lexicon.act(nouns[token.lemma.lower()]), (c,)
        if lemma == "be" and token.dep in {"acomp", "attr"}:
            return f"be {token.lemma.lower()}", (c,)
    return lexicon.act(lemma), ()


def _words(parse: Parse, i: int) -> tuple[str, ...]:
    """The lemma of a content word, a side for its names; none for a word that tells no matter."""
    token = parse.tokens[i]
    lemma = token.lemma.lower()
    if token.pos not in CONTENT or not any(c.isalpha() for c in token.text) or token.pos == "NUM":
        return ()
    if lemma in empty_lemmas() or (token.name in MEASURED and lemma in quantities.MEASURES):
        return ()
    sides = {alias.side for alias in names.alias_of(token.text) if alias.sort in {"name", "people"}}
    return (sides.pop().lower(),) if len(sides) == 1 else (lemma,)


def _names(parse: Parse, i: int) -> bool:
    """Whether a token is a name's last word; a weekday, a month or a title before a name is none."""
    token = parse.tokens[i]
    return token.pos == "PROPN" and token.dep != "compound" and token.name not in DATED


def _governor(parse: Parse, i: int) -> int:
    """The nearest predicate at or above a token."""
    for _ in range(scope.CLIMB * 2):
        if _predicates(parse, i) or parse.tokens[i].head == i:
            return i
        i = parse.tokens[i].head
    return i
