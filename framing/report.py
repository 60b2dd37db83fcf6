"""The page: one self-contained HTML file for a comparison, and an index for a set of them.

A page quotes, counts and labels with words of the texts; every number on it has its sentences.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from framing import columns as views
from framing import lines
from framing.columns import EXCERPT, Columns, silence
from framing.dotplot import Mark, Plot, marks, plot
from framing.lines import Group, Line
from framing.passages import MODES, Passage, Quoting, Ref, quoting
from framing.records import Account, Article, Cell, Comparison, Copy, Difference, Mode, Point, Span, Statement
from framing.render import render, turns
from framing.telling import Telling, telling

LEADS = 3
"""Points an account is shown to give most room to."""

FIRST = 10
"""Differences told in a sentence near the top."""

SHOWN = 3
"""Passages of a point that stand open in a column; the rest are one step away."""

WIDE = 4
"""Accounts up to which a point's columns also show who does not tell it; beyond, those are named in one line."""


def page(comparison: Comparison, *, accuracy: Sequence[Mapping[str, object]] = (), data_file: str = "") -> str:
    """The comparison as one HTML page that asks nothing of the network; its one script, `page.js`, only hides, shows and marks.

    `accuracy` rows say what was measured, on what, and how well: keys "what", "on", "figure", and "beside" (what to hold the
    figure against). `data_file` is the name of the JSON file that holds the comparison.
    """
    places = views.places(comparison)
    quote = quoting(comparison, places)
    seen = views.shown(comparison)
    return render(
        "page.html",
        comparison=comparison,
        event=comparison.event,
        views=tuple(view(columns, comparison, quote) for columns in seen),
        others=tuple((name, speaking(views.read(comparison, name), quote)) for name in ("source", "side")
                     if all(name != columns.view for columns in seen)),
        articles=tuple(_article(a, comparison, seen, quote) for a in comparison.articles),
        letters=places.letters,
        example=quote.ref(comparison.statements[0]) if comparison.statements else None,
        turned=any(turns(text) for a in comparison.articles for text in (a.text, a.title, a.source)),
        accuracy=accuracy,
        data_file=data_file,
        kinds=Counter(c.kind for columns in seen for c in columns.contrasts),
    )


def index(comparisons: Iterable[Comparison], names: Iterable[str]) -> str:
    """One page that lists the events, each with a link to its page: `<name>.html` for the name in the same place."""
    entries = [
        Entry(
            comparison=c,
            name=f"{name}.html",
            sources=tuple(sorted({a.source for a in c.articles})),
            seen=views.shown(c),
        )
        for c, name in zip(comparisons, names, strict=True)
    ]
    return render("index.html", entries=entries)


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of the index."""

    comparison: Comparison
    name: str
    sources: tuple[str, ...]
    seen: tuple[Columns, ...]  # the views its page shows


# --- a view: by source or by side ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """One account on one point, with its passages; `place` is the share of the account told before the first mention."""

    account: Account
    mark: Mark
    cell: Cell
    passages: tuple[Passage, ...]
    more: tuple[Passage, ...]
    closest: Passage | None
    place: float | None

    @property
    def silence(self) -> str:
        """What is said of the cell where nothing is told."""
        return silence(self.account, self.cell)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the words of a label stand and whose they are: an account of the view, somebody else, or "" for the article."""

    ref: Ref
    who: str


@dataclass(frozen=True, slots=True)
class Differs:
    """Two statements that tell one matter with another polarity, number or role: the words that differ, and where they are."""

    what: str
    sides: tuple[tuple[Ref, str], ...]


DIFFERING: dict[str, str] = {"polarity": "yes or no", "number": "another number", "role": "who did it to whom"}
"""What each kind of difference is called on a page."""


@dataclass(frozen=True, slots=True)
class Row:
    """A point: its number in the view, and what each account does with it."""

    number: int
    point: Point
    label_from: Origin | None
    shown: tuple[Shown, ...]
    silent: tuple[Shown, ...]  # named in one line instead of a column of their own
    differs: tuple[Differs, ...] = ()

    def of(self, account: Account) -> Shown:
        """What one account does with the point."""
        return next(s for s in (*self.shown, *self.silent) if s.account.id == account.id)


@dataclass(frozen=True, slots=True)
class Lead:
    """A point an account gives much room to, in its own words."""

    row: Row
    cell: Cell
    passage: Passage


@dataclass(frozen=True, slots=True)
class Teller:
    """An account at the head of the page: what it opens with, gives most room to, and what others lead with and it does not."""

    account: Account
    mark: Mark
    own: tuple[Ref, ...]
    articles: tuple[Ref, ...]
    opens: Passage | None
    leads: tuple[Lead, ...]
    missing: tuple[tuple[Account, Row, Shown], ...]
    thin: bool  # too little text for shares


@dataclass(frozen=True, slots=True)
class Voices:
    """Who speaks in an account: statements by mode, and by the holder named."""

    account: Account
    mark: Mark
    total: int
    modes: tuple[tuple[Mode, str, tuple[Ref, ...]], ...]
    holders: tuple[tuple[str, tuple[Ref, ...]], ...]


@dataclass(frozen=True, slots=True)
class View:
    """Everything a page shows of one view."""

    name: str
    tellers: tuple[Teller, ...]
    rows: tuple[Row, ...]
    elsewhere: tuple[tuple[Point, tuple[Ref, ...]], ...]  # points none of its accounts tells
    plot: Plot | None
    row_of: Mapping[str, Row]
    lines: tuple[Line, ...]
    first: tuple[Line, ...]  # of the lines
    groups: tuple[Group, ...]
    voices: tuple[Voices, ...]
    telling: Telling | None
    look: Mapping[str, Mark]
    sure: Sureness


@dataclass(frozen=True, slots=True)
class Sureness:
    """Counts that say how sure a view is."""

    statements: int  # of the view's accounts
    by_all: int
    by_one: int
    not_found: int
    cannot_tell: int
    in_excerpts: int  # not told, by accounts of which only a part was read
    sized: int  # emphasis contrasts with an interval
    clear: int  # those whose interval leaves out "no difference"
    too_little: int


def view(columns: Columns, comparison: Comparison, quote: Quoting) -> View:
    """Everything that is shown of one view, made ready to be quoted."""
    by_id = columns.statements
    elsewhere = [p for p in comparison.points if p.id not in columns.numbers]
    look, worded = marks(columns), lines.worded(columns)
    rows = tuple(_row(point, columns, look, comparison.differences, worded, quote) for point in columns.points)
    row_of = {row.point.id: row for row in rows}
    told = tuple(lines.line(c, columns, quote) for c in columns.contrasts)
    return View(
        name=columns.view,
        tellers=_tellers(columns, rows, look, quote),
        rows=rows,
        elsewhere=tuple((p, quote.refs(by_id[i] for i in p.statements if i in by_id)) for p in elsewhere),
        plot=plot(columns),
        row_of=row_of,
        lines=told,
        first=told[:FIRST],
        groups=lines.groups(told),
        voices=speaking(columns, quote),
        telling=telling(columns),
        look=look,
        sure=_sureness(columns),
    )


def _row(
    point: Point,
    columns: Columns,
    look: Mapping[str, Mark],
    differences: Sequence[Difference],
    worded: Mapping[str, Sequence[Span]],
    quote: Quoting,
) -> Row:
    shown = [_shown(a, point, columns, look[a.id], worded, quote) for a in columns.accounts]
    silent = [s for s in shown if s.cell.found != "told"] if len(shown) > WIDE else []
    return Row(
        number=columns.numbers[point.id],
        point=point,
        label_from=_origin(point, columns, quote),
        shown=tuple(s for s in shown if s not in silent),
        silent=tuple(silent),
        differs=tuple(_differs(d, columns, quote) for d in differences if d.point == point.id),
    )


def _differs(difference: Difference, columns: Columns, quote: Quoting) -> Differs:
    told = [columns.statements[i] for i in difference.statements]
    words = (s.text[a - s.start : b - s.start] for s, (a, b) in zip(told, difference.spans, strict=True))
    return Differs(DIFFERING[difference.kind], tuple(zip(quote.refs(told), words, strict=True)))


def _origin(point: Point, columns: Columns, quote: Quoting) -> Origin | None:
    """The statement a label is drawn from: the headline if it holds the words, else the first of the point's, then of all."""
    inside = sorted(point.statements, key=lambda i: i != point.headline)
    words = " ".join(point.label.lower().split())
    for i in (*inside, *columns.statements):
        s = columns.statements.get(i)
        if s and words in " ".join(s.text.lower().split()):
            return Origin(quote.ref(s), _speaker(s, columns, quote))
    return None


def _speaker(s: Statement, columns: Columns, quote: Quoting) -> str:
    """The account of the view that holds the statement, else who is said to speak; "" for the article's own voice."""
    own = next((a.name for a in columns.accounts if s.id in a.statements), "")
    return own or s.side or next((a.holder for a in s.attributions if a.holder), "")


def _shown(
    account: Account, point: Point, columns: Columns, mark: Mark, worded: Mapping[str, Sequence[Span]], quote: Quoting
) -> Shown:
    cell = columns.cell(account, point)
    told = [columns.statements[i] for i in cell.statements]
    first = sorted(told, key=lambda s: s.id != point.headline)[:SHOWN]
    closest = columns.statements.get(cell.closest or "")
    span = dict(zip(point.statements, point.spans, strict=False))
    return Shown(
        account=account,
        mark=mark,
        cell=cell,
        passages=tuple(quote.passage(s, span=span.get(s.id), worded=worded.get(s.id, ())) for s in told if s in first),
        more=tuple(quote.passage(s, span=span.get(s.id), worded=worded.get(s.id, ())) for s in told if s not in first),
        closest=quote.passage(closest, short=True) if closest else None,
        place=None if cell.first is None else 1 - cell.first,
    )


def _tellers(columns: Columns, rows: Sequence[Row], look: Mapping[str, Mark], quote: Quoting) -> tuple[Teller, ...]:
    leads = {a.id: _leads(a, columns, rows, quote) for a in columns.accounts}
    return tuple(
        Teller(
            account=a,
            mark=look[a.id],
            own=quote.refs(columns.own(a)),
            articles=_standing_in(columns.own(a), quote),
            opens=_opening(columns.own(a), leads[a.id], quote),
            leads=leads[a.id],
            missing=_missing(a, columns, leads),
            thin=a.id in columns.thin,
        )
        for a in columns.accounts
    )


def _leads(account: Account, columns: Columns, rows: Sequence[Row], quote: Quoting) -> tuple[Lead, ...]:
    """The points an account leads with, as `Columns.ranked` has them, each with a sentence that tells it."""
    row_of = {row.point.id: row for row in rows}
    leads: list[Lead] = []
    quoted: set[str] = set()
    for point in columns.ranked(account)[:LEADS]:
        cell = columns.cell(account, point)
        best = columns.statements[_best(cell, point, quoted)]
        quoted.add(best.id)
        leads.append(Lead(row_of[point.id], cell, quote.passage(best, short=True)))
    return tuple(leads)


def _best(cell: Cell, point: Point, quoted: Collection[str]) -> str:
    """The statement that tells the point best, if it is the account's own, else its first; one not quoted yet, where it can be
    had."""
    return min(cell.statements, key=lambda i: (i in quoted, i != point.headline))


def _missing(
    account: Account, columns: Columns, leads: Mapping[str, Sequence[Lead]]
) -> tuple[tuple[Account, Row, Shown], ...]:
    """What each other account gives most room to and this one does not tell."""
    found: dict[str, tuple[Account, Row, Shown]] = {}
    for other in columns.accounts:
        for lead in leads[other.id][:1]:
            shown = lead.row.of(account)
            if shown.cell.found != "told":
                found.setdefault(lead.row.point.id, (other, lead.row, shown))
    return tuple(found.values())


def _opening(own: Sequence[Statement], leads: Sequence[Lead], quote: Quoting) -> Passage | None:
    """What the account opens with, unless a lead quotes it already."""
    return quote.passage(own[0], short=True) if own and all(own[0].id != lead.passage.ref.id for lead in leads) else None


def _standing_in(own: Sequence[Statement], quote: Quoting) -> tuple[Ref, ...]:
    """A link to each article the statements stand in."""
    return tuple(Ref(article, quote.places.letters[article]) for article in dict.fromkeys(s.article for s in own))


def speaking(columns: Columns, quote: Quoting) -> tuple[Voices, ...]:
    """Who speaks in each account of a view."""
    look = marks(columns)
    return tuple(_voices(a, columns, look, quote) for a in columns.accounts)


def _voices(account: Account, columns: Columns, look: Mapping[str, Mark], quote: Quoting) -> Voices:
    own = columns.own(account)
    held: dict[str, list[Statement]] = defaultdict(list)
    for s in own:
        for name in dict.fromkeys(a.holder for a in s.attributions if a.holder):
            held[name].append(s)
    return Voices(
        account=account,
        mark=look[account.id],
        total=len(own),
        modes=tuple((mode, MODES[mode], quote.refs(s for s in own if s.mode == mode)) for mode in MODES),
        holders=tuple((name, quote.refs(said)) for name, said in sorted(held.items(), key=lambda h: (-len(h[1]), h[0]))),
    )


def _sureness(columns: Columns) -> Sureness:
    tellers = [len(columns.tellers(p)) for p in columns.points]
    cells = [silence(a, columns.cell(a, p)) for p in columns.points for a in columns.accounts]
    sized = [c.estimate for c in columns.contrasts if c.kind == "emphasis" and c.estimate]
    return Sureness(
        statements=len({i for a in columns.accounts for i in a.statements}),
        by_all=tellers.count(len(columns.accounts)),
        by_one=tellers.count(1),
        not_found=cells.count("not found"),
        cannot_tell=cells.count("cannot tell"),
        in_excerpts=cells.count(EXCERPT),
        sized=len(sized),
        clear=sum(e.low > 0 or e.high < 0 for e in sized),
        too_little=sum(bool(c.note) for c in columns.contrasts),
    )


# --- the articles in full -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Spoken:
    """A point a statement speaks to, as one view shows it: its number there and its words."""

    number: int
    point: Point


@dataclass(frozen=True, slots=True)
class Told:
    """A statement in its place, with the points it speaks to, view by view; `aside` is text that is no statement."""

    passage: Passage | None
    points: tuple[tuple[str, tuple[Spoken, ...]], ...] = ()
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Full:
    """An article as given, cut into paragraphs of statements; nothing of its text is lost but white space."""

    article: Article
    letter: str
    copy: Copy | None
    paragraphs: tuple[tuple[Told, ...], ...]


def _article(article: Article, comparison: Comparison, seen: Sequence[Columns], quote: Quoting) -> Full:
    own = sorted((s for s in comparison.statements if s.article == article.id), key=lambda s: (s.start, s.end))
    spoken: dict[str, list[tuple[str, tuple[Spoken, ...]]]] = defaultdict(list)
    for columns in seen:
        for s in own:
            points = tuple(Spoken(columns.numbers[p.id], p) for p in columns.points if s.id in p.statements)
            spoken[s.id] += [(columns.view, points)] if points else []
    return Full(
        article=article,
        letter=quote.places.letters[article.id],
        copy=next((c for c in comparison.copies if c.article == article.id), None),
        paragraphs=tuple(_paragraphs(article.text, own, spoken, quote)),
    )


def _paragraphs(
    text: str,
    own: Sequence[Statement],
    spoken: Mapping[str, Sequence[tuple[str, tuple[Spoken, ...]]]],
    quote: Quoting,
) -> list[tuple[Told, ...]]:
    paragraphs: list[list[Told]] = [[]]
    at = 0
    for s in own:
        _between(text[at : s.start], paragraphs)
        paragraphs[-1].append(Told(quote.passage(s), tuple(spoken.get(s.id, ()))))
        at = max(at, s.end)
    _between(text[at:], paragraphs)
    return [tuple(p) for p in paragraphs if p]


def _between(gap: str, paragraphs: list[list[Told]]) -> None:
    """What stands between two statements: a new line opens a paragraph, words that were not used are kept as an aside."""
    for n, line in enumerate(gap.split("\n")):
        if n and paragraphs[-1]:
            paragraphs.append([])
        if line.strip():
            paragraphs[-1].append(Told(None, aside=line.strip()))
