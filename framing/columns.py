"""A comparison read by one view: its accounts as columns, with what the outputs look up again and again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_uppercase

from framing.records import Account, Cell, Comparison, Contrast, Point, Statement, View


@dataclass(frozen=True, slots=True)
class Columns:
    """The accounts of one view and the points that at least one of them tells, in the order of the comparison.

    `thin` names the accounts with too little text for shares: what they tell is told without one.
    """

    view: View
    accounts: tuple[Account, ...]
    points: tuple[Point, ...]
    numbers: Mapping[str, int]  # of each of its points, from 1
    contrasts: tuple[Contrast, ...]
    cells: Mapping[tuple[str, str], Cell]
    statements: Mapping[str, Statement]
    thin: frozenset[str]

    def cell(self, account: Account, point: Point) -> Cell:
        """The account on the point; an empty "cannot tell" where the comparison holds no cell for them."""
        return self.cells.get((account.id, point.id)) or Cell(account.id, point.id, "cannot tell", ())

    def tellers(self, point: Point) -> tuple[Account, ...]:
        """The accounts that tell the point."""
        return tuple(a for a in self.accounts if self.cell(a, point).found == "told")

    def ranked(self, account: Account) -> tuple[Point, ...]:
        """The points an account tells, most room first; of about equal ones, to 5% of its words, what it tells first.

        By first mention alone where any of its shares is not known.
        """
        told = {p: self.cell(account, p) for p in self.points if self.cell(account, p).found == "told"}
        known = all(cell.share for cell in told.values())
        room = {p: round(cell.share.value * 20) if known and cell.share else 0 for p, cell in told.items()}
        return tuple(sorted(told, key=lambda p: (-room[p], -(told[p].first or 0.0))))

    def texts(self, point: Point) -> tuple[str, ...]:
        """The sentences that speak to a point."""
        return tuple(self.statements[i].text for i in point.statements if i in self.statements)

    def own(self, account: Account) -> tuple[Statement, ...]:
        """The statements of an account, in its order."""
        return tuple(self.statements[i] for i in account.statements if i in self.statements)


EXCERPT = "not in this excerpt"


def silence(account: Account, cell: Cell) -> str:
    """What is said of a cell: as found, but where an account of excerpts tells nothing, that it is not in what was read."""
    return EXCERPT if account.excerpt and cell.found != "told" else cell.found


def read(comparison: Comparison, view: View) -> Columns:
    """The columns of one view, however few."""
    accounts = tuple(a for a in comparison.accounts if a.view == view)
    names = {a.id for a in accounts}
    cells = {(c.account, c.point): c for c in comparison.cells if c.account in names}
    told = {point for (_, point), cell in cells.items() if cell.found == "told"}
    points = tuple(p for p in comparison.points if p.id in told)
    return Columns(
        view=view,
        accounts=accounts,
        points=points,
        numbers={p.id: n for n, p in enumerate(points, 1)},
        contrasts=tuple(c for c in comparison.contrasts if c.view == view and names.issuperset(c.accounts)),
        cells=cells,
        statements={s.id: s for s in comparison.statements},
        thin=frozenset(c.account for c in cells.values() if c.found == "told" and c.share is None),
    )


def shown(comparison: Comparison) -> tuple[Columns, ...]:
    """The views a page shows: those with accounts to lay side by side, or the sources alone."""
    return comparable(comparison) or (read(comparison, "source"),)


def comparable(comparison: Comparison) -> tuple[Columns, ...]:
    """The views that hold two accounts or more, sources first; none when there is nothing to lay side by side."""
    both = (read(comparison, "source"), read(comparison, "side"))
    return tuple(columns for columns in both if len(columns.accounts) > 1)


@dataclass(frozen=True, slots=True)
class Places:
    """Where a statement stands: the letter of its article and its number there, from 1."""

    letters: Mapping[str, str]
    numbers: Mapping[str, int]
    sources: Mapping[str, str]

    def of(self, statement: Statement) -> str:
        """ "A7", the seventh sentence of article A; "7" when there is one article only."""
        letter = self.letters[statement.article] if len(self.letters) > 1 else ""
        return f"{letter}{self.numbers[statement.id]}"


def places(comparison: Comparison) -> Places:
    """The places of all statements of a comparison; articles are A, B, … Z, AA, … in their order."""
    by_article: dict[str, list[Statement]] = defaultdict(list)
    for s in comparison.statements:
        by_article[s.article].append(s)
    ordered = [sorted(own, key=lambda s: (s.start, s.end)) for own in by_article.values()]
    return Places(
        letters={article.id: letter(n) for n, article in enumerate(comparison.articles)},
        numbers={s.id: n for own in ordered for n, s in enumerate(own, 1)},
        sources={article.id: article.source for article in comparison.articles},
    )


def letter(n: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    return (letter(n // 26 - 1) if n >= 26 else "") + ascii_uppercase[n % 26]
