"""What two statements call the same thing: the two phrases, one of each, that stand in the same place and differ.

A phrase is a noun with what stands before it and its "of", or a verb with its particle. Two phrases stand in the same place
when they name the same noun ("disputed waters", "home waters"), or are joined in the same way to the same word: governed by
it, of it, told nearer by it ("slammed the plan", "welcomed the plan"). Who acts is no place: one does many things. The rarer
the shared words, the surer the place; the rarer the words that only one of the statements uses, the more they say. Nothing is
judged loaded: rarity in general news is all that is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from framing.once import per_record
from framing.propositions import CONTENT
from framing.records import Statement
from framing.similarity import rarity
from framing.syntax import Parse, Reading, Token

SPELLING = re.compile("[-.\u00ad\u2010\u2011]")

BEFORE = frozenset({"amod", "compound", "nmod", "poss", "nummod", "quantmod", "advmod", "npadvmod", "neg"})
"""What stands before its noun and names it closer (ClearNLP dependencies)."""

BESIDE = frozenset({"prt", "neg", "advmod"})
"""What a verb takes along: its particle, "not", an adverb at its side."""

TAKEN = frozenset({"nsubjpass", "dobj", "attr", "acomp", "oprd"})
"""How a verb is joined to the words that show what place it stands in."""

NAMED = 0.3
"""Weight of a word of a name, a date or a number: rare in general news, it says little about how a matter is told, and who acts
shows a place less surely than what is done."""

ASIDE = 0.5
"""Weight of a shared word that stands before other nouns: a border wall and a border guard are not one thing."""

LONGEST = 8
"""Tokens of a phrase at most: what a reader takes in at a glance."""

MET = 1.0
"""Rarity of shared words at which half of the sureness of a place is reached: about two telling words."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of a statement: its words as they stand, what each of its content lemmas says (0..1), and its place: how it is
    joined to which lemma, and what that lemma says."""

    text: str
    verb: bool
    lemmas: Mapping[str, float]
    place: Mapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Worded:
    """How a statement is worded: its content lemmas with their rarity (0..1), and its phrases in text order."""

    lemmas: Mapping[str, float]
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """Two phrases in one place, None when no two meet: how sure the place is and how much the words that differ say (0..1)."""

    phrases: tuple[Phrase, Phrase] | None
    placed: float
    rare: float

    @property
    def words(self) -> tuple[str, ...]:
        """The phrases as they stand; none when no two meet."""
        return tuple(phrase.text for phrase in self.phrases or ())


@per_record
def worded(statement: Statement, reading: Reading) -> Worded:
    """The words and phrases of a statement; a statement without a parse has none."""
    for paragraph in reading.paragraphs:
        if paragraph.parse is not None and paragraph.start < statement.end and paragraph.end > statement.start:
            parse = paragraph.parse
            first, last = parse.tokens_in(statement.start - paragraph.start, statement.end - paragraph.start)
            lemmas = sorted({_lemma(t) for t in parse.tokens[first:last] if _says(t)})
            rare = dict(zip(lemmas, rarity(lemmas).tolist(), strict=True)) if lemmas else {}
            made = (_phrase(t, parse, first, last, rare) for t in parse.tokens[first:last])
            return Worded(rare, tuple(phrase for phrase in made if phrase))
    return Worded({}, ())


def _says(token: Token) -> bool:
    return token.pos in CONTENT and len(_letters(token.text)) > 1


def _lemma(token: Token) -> str:
    """The lemma without the marks in which only the spelling differs ("fund-raiser", "Ms.", a soft hyphen)."""
    return _spelled(token.lemma.lower())


@lru_cache(maxsize=1 << 16)
def _spelled(lemma: str) -> str:
    return SPELLING.sub("", lemma) or lemma


def _phrase(head: Token, parse: Parse, first: int, last: int, rare: Mapping[str, float]) -> Phrase | None:
    verb = head.pos == "VERB"
    if not _says(head) or not (verb or (head.pos in {"NOUN", "PROPN"} and head.dep not in BEFORE)):
        return None
    inside = _inside(head, parse, verb)
    low, high = max(first, min(inside)), min(last, max(inside) + 1)
    if high - low > LONGEST:
        low, high = head.i, head.i + 1
    tokens = parse.tokens[low:high]
    start, end = parse.span(low, high)
    place = {(how, _lemma(t)): says * (ASIDE if how == "before" else 1) for how, t in _joined(head, parse, verb)
             if first <= t.i < last for says in _saying([t], rare).values()}  # fmt: skip
    return Phrase(" ".join(parse.text[start:end].split()), verb, _saying(tokens, rare), place)


def _saying(tokens: Sequence[Token], rare: Mapping[str, float]) -> dict[str, float]:
    return {_lemma(t): rare[_lemma(t)] * (NAMED if t.name or t.pos in {"PROPN", "NUM"} else 1) for t in tokens if _says(t)}


def _inside(head: Token, parse: Parse, verb: bool) -> set[int]:
    """Numbers of the first and last tokens of a phrase, and others between."""
    children = [parse.tokens[c] for c in parse.children[head.i]]
    if verb:
        return {head.i, *(c.i for c in children if c.dep in BESIDE and abs(c.i - head.i) <= 2)}
    inside = {head.i, *(i for c in children if c.dep in BEFORE and c.i < head.i for i in (c.left, c.i))}
    for of in (c for c in children if c.dep == "prep" and c.lemma.lower() == "of"):
        for noun in (parse.tokens[c] for c in parse.children[of.i] if parse.tokens[c].dep == "pobj"):
            inside |= {of.i, *_inside(noun, parse, False)}
    return inside


def _joined(head: Token, parse: Parse, verb: bool) -> list[tuple[str, Token]]:
    """The words that show what place a phrase stands in, each with how it is joined to them."""
    children = [parse.tokens[c] for c in parse.children[head.i]]
    after = [parse.tokens[c] for prep in children if prep.dep in {"prep", "agent"} for c in parse.children[prep.i]]
    governed = [("after", t) for t in after if t.dep == "pobj"]
    if verb:
        return [*governed, *(("after", t) for t in children if t.dep in TAKEN)]
    above = parse.tokens[head.head]
    above = parse.tokens[above.head] if above.pos == "ADP" else above
    before = [("before", t) for t in children if t.dep in BEFORE and t.i < head.i]
    return [("is", head), *governed, *before, *([("above", above)] if above.i != head.i else [])]


def between(a: Worded, b: Worded) -> Differing | None:
    """The two phrases that differ most surely in one place; None when one of the statements has no phrase of its own."""
    own_a, own_b = _own(a, b), _own(b, a)
    if not own_a or not own_b:
        return None
    met = [Differing((p, q), _placed(p, q), (rare_p * rare_q) ** 0.5) for p, rare_p in own_a for q, rare_q in own_b
           if p.verb == q.verb and _letters(p.text) != _letters(q.text)]  # fmt: skip
    best = max(met, key=lambda one: one.placed * one.rare, default=None)
    return best if best and best.placed else Differing(None, 0.0, 0.0)


def third(differing: Differing, other: Worded) -> Phrase | None:
    """The phrase of another statement that stands most surely where two differing phrases stand; None where none does."""
    if not differing.phrases:
        return None
    placed = [(sum(_placed(p, q) for p in differing.phrases) * max(q.lemmas.values(), default=0.0), q) for q in other.phrases
              if q.verb == differing.phrases[0].verb]  # fmt: skip
    sure, phrase = max(placed, key=lambda one: one[0], default=(0.0, None))
    return phrase if sure else None


@lru_cache(maxsize=1 << 16)
def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def _own(one: Worded, other: Worded) -> Sequence[tuple[Phrase, float]]:
    """The phrases with a word that the other statement does not use, and what the most telling of these words says."""
    found = []
    for phrase in one.phrases:
        alone = [says for lemma, says in phrase.lemmas.items() if lemma not in other.lemmas]
        if alone:
            found.append((phrase, max(alone)))
    return found


def _placed(p: Phrase, q: Phrase) -> float:
    met = sum(min(p.place[one], q.place[one]) for one in sorted(p.place.keys() & q.place.keys()))
    return met / (met + MET)
