"""Near figures: two accounts give amounts of one thing that are close and not the same.

`claims` compares numbers where the predicate or most words are shared. Amounts of money, and counts of one thing, that differ
by less than a tenth ("a $850 billion package", "includes $855 billion") are mostly of one matter even where little else is said
alike: two amounts in one event that have nothing to do with each other are seldom so near. So here the chance that the
statements tell one point (`nearness`) is asked for, and each must give one amount of the kind only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from framing import quantities
from framing.contrasts.together import Pair, Side
from framing.nearness import Nearness
from framing.quantities import Quantity
from framing.records import Account, Statement
from framing.syntax import Reading

NOTE = "near figures"

KINDS = frozenset({"money", "count"})
"""Kinds of number compared: percentages of all sorts are near each other, dates are of many things."""

NEAR = 1.1
"""Ratio of two amounts up to which they are near."""

FEWEST = 10
"""Smallest amount compared: below, two counts are near by chance."""

TOGETHER = 0.2
"""Chance of one point that the two statements need."""

REPORTED = 0.6
"""Chance that a reader reports it: of five such pairs in seventy stories nobody had labelled, four were of one matter."""

Told = tuple[Statement, Quantity, str]
"""A statement, its only amount of a kind, and the words that give it."""


def find(
    accounts: Sequence[Account], statements: Mapping[str, Statement], readings: Mapping[str, Reading], nearness: Nearness
) -> tuple[Pair, ...]:
    """The pairs of near figures of accounts of one view, in the order of the texts."""
    holder = {i: account.id for account in accounts for i in account.statements}
    number = {i: n for n, i in enumerate(nearness.ids)}
    told = [one for i, s in statements.items() if i in holder and i in number for one in _told(s, readings[s.article])]
    return tuple(
        Pair(REPORTED, (Side(a.id, words), Side(b.id, others)), NOTE)
        for (a, p, words), (b, q, others) in combinations(told, 2)
        if holder[a.id] != holder[b.id] and _near(p, q) and nearness.chance[number[a.id], number[b.id]] >= TOGETHER
    )


def _told(statement: Statement, reading: Reading) -> Iterator[Told]:
    for paragraph in reading.paragraphs:
        parse = paragraph.parse
        if parse is None or paragraph.start > statement.start or paragraph.end < statement.end:
            continue
        bounds = parse.tokens_in(statement.start - paragraph.start, statement.end - paragraph.start)
        found = quantities.find(parse, *bounds)
        for one in found:
            if one.kind in KINDS and one.low >= FEWEST and sum(one.comparable(q) for q in found) == 1:
                start, end = parse.span(one.first, one.last)
                yield statement, one, parse.text[start:end]


def _near(one: Quantity, other: Quantity) -> bool:
    if not one.comparable(other) or one.agrees(other) or one.open or other.open:
        return False
    return max(one.middle, other.middle) <= NEAR * min(one.middle, other.middle)
