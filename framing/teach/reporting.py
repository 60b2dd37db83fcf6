"""The reporting that two sides are quoted in, as an account of its own: what is left of it without their sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from framing import columns as views
from framing.columns import Columns
from framing.records import Account, Cell, Comparison


def with_reporting(columns: Columns, sides: Sequence[Account], comparison: Comparison) -> tuple[Columns, Account | None]:
    """The columns with the reporting among their accounts, and that account; as they were and None where there is none.

    Only by side, and only when all articles are of one source: its sentences that none of `sides` says, in the source's name.
    A point is told by them where the source tells it in one of them. Where it tells it in the sides' words alone the comparison
    never judged the rest, so it cannot tell. They have no share of words, for none was estimated of them.
    """
    sources = views.read(comparison, "source")
    if columns.view != "side" or len(sources.accounts) != 1:
        return columns, None
    (source,) = sources.accounts
    quoted = {i for a in sides for i in a.statements}
    rest = tuple(s for s in sources.own(source) if s.id not in quoted)
    if not rest:
        return columns, None
    account = replace(source, statements=tuple(s.id for s in rest), words=sum(s.words for s in rest))
    cells = {(account.id, p.id): _cell(sources.cell(source, p), account) for p in comparison.points}
    told = {p for (_, p), cell in cells.items() if cell.found == "told"} | {p.id for p in columns.points}
    points = tuple(p for p in comparison.points if p.id in told)
    return replace(
        columns,
        accounts=(*columns.accounts, account),
        points=points,
        numbers={p.id: n for n, p in enumerate(points, 1)},
        cells={**columns.cells, **cells},
        thin=columns.thin | ({account.id} & sources.thin),
    ), account


def _cell(cell: Cell, account: Account) -> Cell:
    """What the source does with a point, in the sentences of the account alone; its first mention as of any account."""
    own = tuple(i for i in cell.statements if i in account.statements)
    if cell.found != "told":
        return replace(cell, closest=cell.closest if cell.closest in account.statements else None)
    if not own:
        return Cell(cell.account, cell.point, "cannot tell", ())
    place = min(map(account.statements.index, own))
    return replace(cell, statements=own, share=None, first=1 - place / max(1, len(account.statements) - 1))
