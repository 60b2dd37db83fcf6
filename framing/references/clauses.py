"""The stretch of a clause that tells an act: its subject, its verb and what the verb takes."""

from __future__ import annotations

from framing.records import Span
from framing.references.phrases import SUBJECT, Sentence
from framing.syntax import Token

_TAKEN = frozenset({"dobj", "prep", "prt", "xcomp", "attr", "acomp", "oprd", "dative", "agent", "ccomp", "advmod", "npadvmod"})
_LONGEST = 40  # tokens of a clause that a noun may stand for


def span(sentence: Sentence, verb: Token, *, all_of_it: bool = False) -> Span:
    """Characters of the article from the subject of a verb to the last of its objects and complements.

    With `all_of_it` the whole sentence: what is said may stand before its verb.
    """
    if all_of_it:
        start, end = sentence.parse.span(sentence.first, sentence.last)
        return sentence.offset + start, sentence.offset + end
    tokens = sentence.parse.tokens
    below = [tokens[c] for c in sentence.parse.children[verb.i]]
    first = min((t.left for t in below if t.dep in SUBJECT and t.i < verb.i), default=verb.i)
    last = max((t.right for t in below if t.dep in _TAKEN and t.i > verb.i), default=verb.i + 1)
    first, last = max(first, sentence.first), min(last, sentence.last, verb.i + _LONGEST)
    while last > verb.i + 1 and not tokens[last - 1].text[:1].isalnum():
        last -= 1
    start, end = sentence.parse.span(min(first, verb.i), max(last, verb.i + 1))
    return sentence.offset + start, sentence.offset + end
