"""Who fills the places of a predicate: the one who acts and the one acted on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from framing import names
from framing.syntax import Parse

SUBJECT, PASSIVE, OBJECT = frozenset({"nsubj"}), frozenset({"nsubjpass"}), frozenset({"dobj", "dative"})
APART = frozenset({"relcl", "advcl", "parataxis", "appos"})
"""Clauses that hang on a predicate and tell a matter of their own."""

OF_SOME = frozenset({"dozen", "score", "hundred", "thousand", "million", "number", "group", "lot", "majority", "couple",
                     "some", "most", "one", "all", "many", "several", "both", "neither", "none", "either", "each"})  # fmt: skip
"""Words before "of" that only say how many there are of what follows."""

OWN_SUBJECT = frozenset({"without", "by", "after", "before", "in", "on", "while", "since", "despite"})
"""Prepositions behind which a verb has the main one's subject ("left without signing"), not its object ("accused him of")."""

CLIMB = 4
"""Predicates above one at which its understood subject is looked for."""

LONGEST = 6
"""Words before the last one of a name of a side."""

DATED = frozenset({"DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who or what fills a place of a predicate: its head token, its first and last (exclusive) token, and its names.

    `names` are the sides and last names it goes by ("US" and "trump" for "President Trump"); empty when it is not named.
    `nouns` are the lemmas of all its nouns.
    """

    head: int
    first: int
    last: int
    lemma: str
    names: frozenset[str]
    nouns: frozenset[str]
    pronoun: bool


def of(parse: Parse, head: int, climb: int = CLIMB) -> tuple[Actor | None, Actor | None]:
    """Agent and patient of a predicate; of a passive, the one behind "by" and the subject.

    A subject that is understood is looked for at `climb` predicates above at most.
    """
    agent = _filler(parse, head, SUBJECT)
    passive = _filler(parse, head, PASSIVE)
    token = parse.tokens[head]
    if passive is None and token.dep == "acl" and token.tag == "VBN" and parse.tokens[token.head].dep != "ROOT":
        passive = _actor(parse, token.head, head)
    if passive is None and agent is None and token.dep == "conj" and token.tag == "VBN":
        passive = _filler(parse, token.head, PASSIVE)
    if passive is not None:
        by = next((c for c in parse.children[head] if parse.tokens[c].dep == "agent"), None)
        return (_filler(parse, by, frozenset({"pobj"})) if by is not None else None), passive
    return agent or _understood(parse, head, climb), _filler(parse, head, OBJECT) or _filler(parse, head, frozenset({"oprd"}))


def _understood(parse: Parse, head: int, climb: int) -> Actor | None:
    """The subject a predicate shares with the one it hangs on: the object of "asked Xi to call", else the subject.

    A short sentence such as "Trump called Xi" may be read as a noun with a participle: its noun is the subject.
    """
    token = parse.tokens[head]
    above = parse.tokens[token.head]
    if token.dep == "acl" and above.dep == "ROOT" and above.pos == "PROPN" and token.tag in {"VBD", "VBN"}:
        by = any(parse.tokens[c].dep == "agent" or parse.tokens[c].text == "by" for c in parse.children[head])
        return None if by else _actor(parse, above.i, head)
    if token.dep == "acl" and token.tag == "VBG":
        return _actor(parse, above.i, head)
    controls = token.dep == "xcomp"
    if token.dep == "pcomp":
        controls = above.text.lower() not in OWN_SUBJECT
        above = parse.tokens[above.head]
    elif token.dep not in {"conj", "xcomp"} and not (token.dep == "advcl" and token.tag == "VBG"):
        return None
    if above.pos not in {"VERB", "AUX"} or not climb:
        return None
    asked = _filler(parse, above.i, OBJECT) if controls else None
    return asked or _filler(parse, above.i, PASSIVE) or of(parse, above.i, climb - 1)[0]


def _filler(parse: Parse, head: int, places: frozenset[str]) -> Actor | None:
    for c in parse.children[head]:
        if parse.tokens[c].dep in places:
            described = parse.tokens[c].tag in {"WDT", "WP"} and parse.tokens[head].dep == "relcl"
            return _actor(parse, parse.tokens[head].head, head) if described else _actor(parse, c)
    return None


def _actor(parse: Parse, i: int, before: int | None = None) -> Actor:
    """The actor at token `i`; of "dozens of ships", the ships. It ends before token `before` where that is given."""
    token = parse.tokens[i]
    apart = (parse.tokens[c].left for c in parse.children[i] if parse.tokens[c].dep in APART)
    last = min(apart, default=token.right) if before is None else min(before, token.right)
    if token.lemma.lower() in OF_SOME:
        of = [c for p in parse.children[i] if parse.tokens[p].text == "of" for c in parse.children[p]]
        i = next((c for c in of if parse.tokens[c].dep == "pobj"), i)
    while last - 1 > i and parse.tokens[last - 1].pos in {"PUNCT", "CCONJ"}:
        last -= 1
    first, named = min(token.left, i), parse.tokens[i]
    nouns = frozenset(t.lemma.lower() for t in parse.tokens[first:last] if t.pos in {"NOUN", "PROPN"} and t.name not in DATED)
    called = frozenset(_called(parse, i, first))
    return Actor(i, first, max(last, i + 1), named.lemma.lower(), called, nouns, named.pos == "PRON")


def _called(parse: Parse, i: int, first: int) -> Iterator[str]:
    """The names of an actor and of those coordinated with it."""
    together = [(i, first)]
    while together:
        i, first = together.pop()
        if parse.tokens[i].pos == "PROPN":
            yield parse.tokens[i].text.lower()
            words = [t.text for t in parse.tokens[max(first, i - LONGEST) : i + 1]]
            aliases = (alias for n in range(len(words)) for alias in names.alias_of(" ".join(words[n:])))
            yield from (f"side:{alias.side}" for alias in aliases if not alias.unsure)
        together += [(c, parse.tokens[c].left) for c in parse.children[i] if parse.tokens[c].dep == "conj"]
