"""Conflicts: accounts that cannot both be right: one denies what the other says, they give other numbers or dates, another who
acts (`claims`), amounts that are near and not the same (`figures`), or the same quotation in other words (`quoted`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from framing.contrasts import figures, quoted, together
from framing.contrasts.order import Found
from framing.contrasts.together import Pair, Side
from framing.nearness import Nearness
from framing.records import Account, Difference, Point, Statement
from framing.syntax import Reading

REPORTED = 0.8
"""Chance that a reader reports a conflict that is found: nearly all found so far are real (models/claims/card.md)."""


def find(
    accounts: Sequence[Account],
    points: Sequence[Point],
    statements: Mapping[str, Statement],
    readings: Mapping[str, Reading],
    nearness: Nearness,
    differences: Sequence[Difference],
) -> tuple[Found, ...]:
    """The conflicts between accounts of one view, the words of each in `words`; `note` tells near figures and quotations."""
    order = {i: n for n, i in enumerate(statements)}
    holder = {i: account.id for account in accounts for i in account.statements}
    pairs = [Pair(REPORTED, _sides(one, statements, readings)) for one in differences
             if len({holder.get(i) for i in one.statements} - {None}) == 2]  # fmt: skip
    marked = {frozenset(one.statements) for one in differences}
    near = [p for p in figures.find(accounts, statements, readings, nearness)
            if frozenset(side.statement for side in p.sides) not in marked]  # fmt: skip
    pairs += [*near, *quoted.find(accounts, statements, readings)]
    return together.told("conflict", pairs, accounts, points, order)


def _sides(
    one: Difference, statements: Mapping[str, Statement], readings: Mapping[str, Reading]
) -> tuple[Side, Side]:
    first, second = (Side(i, readings[statements[i].article].article.text[start:end])
                     for i, (start, end) in zip(one.statements, one.spans, strict=True))  # fmt: skip
    return first, second
