"""The emphasis dot plot as numbers: one strip a point, one dot an account, positions in percent of the strip's width."""

from __future__ import annotations

from dataclasses import dataclass

from framing.columns import Columns
from framing.records import Account, Estimate, Point

SHAPES = (
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0",  # disc
    "M0-6.4 6.4 0 0 6.4-6.4 0z",  # diamond
    "M-4.6-4.6h9.2v9.2h-9.2z",  # square
    "M0-6 5.6 4.4h-11.2z",  # triangle
    "M0 6 5.6-4.4h-11.2z",  # triangle, point down
    "M-1.8-5.6h3.6v3.8h3.8v3.6h-3.8v3.8h-3.6v-3.8h-3.8v-3.6h3.8z",  # plus
    "M-2.8-5h5.6l2.9 5-2.9 5h-5.6l-2.9-5z",  # hexagon
    "M-6 0 4.4-5.6v11.2z",  # triangle, point left
    "M6 0-4.4-5.6v11.2z",  # triangle, point right
    "M-5.2-2.6-2.6-5.2 0-2.6 2.6-5.2 5.2-2.6 2.6 0 5.2 2.6 2.6 5.2 0 2.6-2.6 5.2-5.2 2.6-2.6 0z",  # cross
    "M0-5.8 5.5-1.8 3.4 4.7h-6.8l-2.1-6.5z",  # pentagon
    "M-6-2.6h12v5.2h-12z",  # bar
)
"""SVG paths round (0, 0), one an account, so that no account is told by colour alone."""

COLOURS = 6
"""Colours of the palette in page.css; they repeat after the sixth account, the shapes after the twelfth."""

LANE = 18
"""Pixels of height one account takes in a strip."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How an account is drawn everywhere on a page: a shape and a colour of the palette. `key` names it in attributes."""

    shape: str
    colour: int
    key: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A share with its interval, as x positions in percent of the strip; `y` is in pixels."""

    account: Account
    mark: Mark
    share: Estimate
    x: float
    low: float
    high: float
    y: int


@dataclass(frozen=True, slots=True)
class Strip:
    """One point's row: its dots, the accounts in which it is not found, those of which we cannot tell, and those that tell
    it in too little text for a share. `gap` is the largest share less the smallest, over the dots and the long accounts
    without the point, `blank`, whose share is none."""

    point: Point
    dots: tuple[Dot, ...]
    silent: tuple[Account, ...]
    unclear: tuple[Account, ...]
    thin: tuple[Account, ...]
    blank: tuple[Account, ...]
    gap: float
    height: int


@dataclass(frozen=True, slots=True)
class Plot:
    """All strips, widest gap between shares first; `ticks` are (share, x in percent)."""

    strips: tuple[Strip, ...]
    ticks: tuple[tuple[float, float], ...]
    longest: float  # the largest share


def marks(columns: Columns) -> dict[str, Mark]:
    """The mark of each account, by its place in the view."""
    return {a.id: Mark(SHAPES[n % len(SHAPES)], n % COLOURS, f"{columns.view}-{n}") for n, a in enumerate(columns.accounts)}


def plot(columns: Columns) -> Plot | None:
    """The dot plot of a view; None when no share is known."""
    shares = [c.share for p in columns.points for a in columns.accounts if (c := columns.cell(a, p)).share]
    if not shares:
        return None
    top = _top(max(s.high for s in shares))
    strips = [_strip(columns, point, top) for point in columns.points]
    strips.sort(key=lambda strip: strip.gap, reverse=True)
    step = 0.05 if top <= 0.2 else 0.1 if top <= 0.5 else 0.2
    ticks = tuple((n * step, 100 * n * step / top) for n in range(round(top / step) + 1))
    return Plot(tuple(s for s in strips if s.dots), ticks, max(s.value for s in shares))


def _top(highest: float) -> float:
    """The end of the scale: the first of these shares that holds every interval."""
    return next(top for top in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0) if highest <= top or top == 1.0)


def _strip(columns: Columns, point: Point, top: float) -> Strip:
    def at(share: float) -> float:
        return round(100 * share / top, 2)

    look = marks(columns)
    told = [(a, s) for a in columns.accounts if (s := columns.cell(a, point).share)]
    dots = tuple(
        Dot(a, look[a.id], s, at(s.value), at(s.low), at(s.high), LANE // 2 + n * LANE)
        for n, (a, s) in enumerate(told)
    )
    silent = tuple(a for a in columns.accounts if columns.cell(a, point).found == "not found")
    unclear = tuple(a for a in columns.accounts if columns.cell(a, point).found == "cannot tell")
    thin = tuple(a for a in columns.tellers(point) if not columns.cell(a, point).share)
    blank = tuple(a for a in silent if a.id not in columns.thin)
    shares = [s.value for _, s in told] + [0.0] * len(blank)
    gap = max(shares, default=0.0) - min(shares, default=0.0)
    return Strip(point, dots, silent, unclear, thin, blank, gap, LANE * max(1, len(dots)))
