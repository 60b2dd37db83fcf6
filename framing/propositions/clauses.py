"""A statement cut into its clauses, each with the subject it shares with another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framing.propositions.lexis import CONTENT, empty_lemmas
from framing.syntax import Parse

CLAUSE = frozenset({"ROOT", "conj", "ccomp", "advcl", "relcl", "acl", "parataxis"})
SUBJECT = frozenset({"nsubj", "nsubjpass"})

LEAST = 2
"""Content words a clause needs to stand alone; "she said" or "it did" says nothing by itself and joins the clause above."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: the token that governs it, its own tokens, and those it borrows, all rising."""

    head: int
    own: tuple[int, ...]
    borrowed: tuple[int, ...]


def cut(parse: Parse, first: int, last: int, frame: frozenset[int]) -> Iterator[Clause]:
    """The clauses of tokens `first` to `last` (exclusive) in order of their heads; no token of the speech frame is in one.

    A coordinated or adverbial clause without a subject borrows that of the clause it hangs on, a relative clause the noun it
    describes. A clause of fewer than `LEAST` content words joins the one it hangs on.
    """
    groups: dict[int, list[int]] = {}
    for i in range(first, last):
        if i not in frame and parse.tokens[i].dep != "mark":
            groups.setdefault(_head(parse, i, first, last), []).append(i)
    for head in sorted(groups, reverse=True):
        _join_if_small(parse, head, groups, first, last)
    for head, own in sorted(groups.items()):
        lent = (i for i in _borrowed(parse, head) if i not in frame and i not in own and first <= i < last)
        yield Clause(head, tuple(own), tuple(sorted(set(lent))))


def _head(parse: Parse, i: int, first: int, last: int) -> int:
    """The verb of the clause a token stands in."""
    for _ in range(last - first):
        token = parse.tokens[i]
        if (token.dep in CLAUSE and token.pos in {"VERB", "AUX"}) or token.head == i or not first <= token.head < last:
            return i
        i = token.head
    return i


def _join_if_small(parse: Parse, head: int, groups: dict[int, list[int]], first: int, last: int) -> None:
    above = parse.tokens[head].head
    if content(parse, groups[head]) >= LEAST or above == head or not first <= above < last:
        return
    governor = _head(parse, above, first, last)
    if governor != head and governor in groups:
        groups[governor] = sorted([*groups[governor], *groups.pop(head)])


def content(parse: Parse, tokens: Sequence[int]) -> int:
    """How many of the tokens are words that carry a matter."""
    found = (parse.tokens[i] for i in tokens)
    return sum(t.pos in CONTENT and t.lemma.lower() not in empty_lemmas() for t in found)


def _borrowed(parse: Parse, head: int) -> Iterator[int]:
    token = parse.tokens[head]
    governor = parse.tokens[token.head]
    if token.dep in {"relcl", "acl"}:
        yield from range(governor.left, governor.i + 1)
    elif token.dep in {"conj", "advcl"} and not any(parse.tokens[c].dep in SUBJECT for c in parse.children[head]):
        for child in (parse.tokens[c] for c in parse.children[governor.i]):
            if child.dep in SUBJECT:
                yield from range(child.left, child.right)
