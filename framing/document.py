"""A comparison as a document: headings, paragraphs, tables and quotations, for formats that are read from top to bottom.

It says what the page says, in the page's words (`render.words`), and less of it: no map of sentences, no full texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from framing import columns as views
from framing.lines import Line
from framing.passages import Passage, quoting
from framing.records import Comparison
from framing.render import count, link, percent, turns, words
from framing.report import Shown, Teller, View, Voices, speaking, view

DIFFERENCES = 20
"""Differences of a view that are told; the page and the data hold all."""

ABREAST = 4
"""Accounts up to which each is a column of the first table; beyond, each is a row."""

ACROSS = 8
"""Accounts that a table of points holds; more go on in the next table."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words set alike; `url`, http or https only, makes them a link."""

    text: str
    strong: bool = False
    url: str = ""


Words = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1, the title, to 3; `new_page`: where a file has pages, it begins one."""

    level: int
    text: str
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: "lead" says what stands below it, "note" is about the one before it."""

    words: Words
    role: Literal["", "lead", "note"] = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence of an article, where it stands and who says it, and its language (BCP 47, or "")."""

    text: str
    by: str
    language: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without numbers."""

    items: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under a head, which a format sets apart; the first cell of a row says what it is about.

    One filled in `by_hand` needs rows high enough to write in.
    """

    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Framed:
    """Paragraphs in a frame, which stay together."""

    paragraphs: tuple[Words, ...]


Block = Heading | Paragraph | Quotation | Bullets | Table | Framed


def document(comparison: Comparison, accuracy: Sequence[Mapping[str, object]] = ()) -> tuple[Block, ...]:
    """The comparison as blocks in reading order. `accuracy` as in `report.page`."""
    seen = _views(comparison)
    return (
        Heading(1, comparison.event.label or comparison.event.id),
        *counted(comparison, seen),
        *(block for one in seen for block in _view(one, several=len(comparison.articles) > 1)),
        *_voices(comparison),
        *_articles(comparison),
        *_method(comparison, accuracy),
    )


def glance(comparison: Comparison) -> tuple[Block, ...]:
    """What a comparison is about and who tells what: its title, its counts, and the map of each view."""
    seen = _views(comparison)
    blocks: list[Block] = [Heading(1, comparison.event.label or comparison.event.id), *counted(comparison, seen)]
    for one in seen:
        blocks += [Heading(3, f"Who tells what, by {one.name}"), *_maps(one)]
    return tuple(blocks)


def counted(comparison: Comparison, seen: Sequence[View]) -> tuple[Paragraph, Paragraph]:
    """The two counting sentences at the head of the page."""
    return _plain(_said("counts.html", "compared", seen, comparison)), _plain(_said("counts.html", "sure", seen))


def _views(comparison: Comparison) -> tuple[View, ...]:
    quote = quoting(comparison, views.places(comparison))
    return tuple(view(columns, comparison, quote) for columns in views.shown(comparison))


# --- a view -------------------------------------------------------------------------------------------------------------


def _view(one: View, several: bool) -> Iterable[Block]:
    yield Heading(2, f"By {one.name}")
    yield _plain(
        "Each account is one publisher: all its sentences, whoever they quote."
        if one.name == "source"
        else "Each account is one side: every sentence that gives its words, wherever it was published. "
        "A point’s label is words of the texts, not always of the account it stands beside."
    )
    yield Heading(3, "What each account leads with")
    yield _side_by_side(one)
    yield Heading(3, "Who tells what")
    yield from _maps(one)
    if one.lines:
        yield Heading(3, "How they differ")
        for number, line in enumerate(one.lines[:DIFFERENCES], 1):
            yield from _difference(number, line, one.name, several)
        more = len(one.lines) - DIFFERENCES
        if more > 0:
            yield _plain(f"{count(more, 'further difference')} of this view: see the page or the data.")


def _side_by_side(one: View) -> Table:
    """What each account opens and leads with, and what it does not tell: accounts abreast, or one below the other."""
    leads = range(max((len(t.leads) for t in one.tellers), default=0))
    names = ("Account", "Length", "Opens with", *(f"Leads with {n + 1}" for n in leads), "Others lead with, not found here")
    grid = [tuple(_one(name) for name in names), *(_teller(t, one.name, len(leads)) for t in one.tellers)]
    if len(one.tellers) <= ABREAST:
        grid = list(zip(*grid, strict=True))
    return Table(grid[0], tuple(grid[1:]))


def _teller(teller: Teller, name: str, leads: int) -> tuple[Words, ...]:
    cells = [_lead(lead.passage, teller, lead.row.point.label, _share(lead.cell.share)) for lead in teller.leads]
    missing = "; ".join(
        f"{row.point.label} ({other.name}{'' if shown.silence == 'not found' else f', {shown.silence}'})"
        for other, row, shown in teller.missing
    )
    thin = "; too little text to say how much room a point gets: in the order told" if teller.thin and teller.leads else ""
    return (
        _one(teller.account.name),
        _one(f"{count(len(teller.own), 'sentence')}, {count(teller.account.words, 'word')}{thin}"),
        _opens(teller),
        *cells,
        *[()] * (leads - len(cells)),
        _one(missing or "–"),
    )


def _opens(teller: Teller) -> Words:
    """What an account opens with, or which of its leads that is."""
    if teller.opens:
        return _one(f"“{_text(teller.opens)}” ({_by(teller.opens, side=teller.account.name)})")
    first = next((n for n, lead in enumerate(teller.leads, 1) if lead.passage.ref.id == teller.own[0].id), 0)
    return _one(f"the same sentence as “Leads with {first}”" if first else "–")


def _lead(passage: Passage, teller: Teller, label: str, share: str) -> Words:
    return Run(label, strong=True), Run(f"{share}: “{_text(passage)}” ({_by(passage, side=teller.account.name)})")


def _share(share: object) -> str:
    value = getattr(share, "value", None)
    return "" if value is None else f", {percent(value)} of its words"


def _maps(one: View) -> Iterable[Table]:
    """What each account does with each point; a table for every few accounts, so that none is wider than a sheet."""
    for n in range(0, len(one.tellers), ACROSS):
        some = one.tellers[n : n + ACROSS]
        head = (_one("Point"), *(_one(t.account.name) for t in some))
        rows = [
            (_one(f"{row.number}. {row.point.label}"), *(_cell(row.of(t.account), one.name) for t in some)) for row in one.rows
        ]
        yield Table(head, tuple(rows))


def _cell(shown: Shown, name: str) -> Words:
    """The share of an account's words with its interval and the place of first mention, or what is known without them."""
    cell = shown.cell
    if cell.found != "told":
        return _one(words("parts.html", "absent", shown, name)[0])
    if cell.share is None:
        return _one(_said("parts.html", "unsized", cell))
    place = "" if shown.place is None else f", {_said('parts.html', 'place', shown.place)}"
    return Run(percent(cell.share.value), strong=True), Run(f" ({_said('parts.html', 'interval', cell.share)}){place}")


def _difference(number: int, line: Line, name: str, several: bool) -> Iterable[Block]:
    told = _said("sentence.html", "sentence", name, line)
    yield Paragraph((Run(f"{number}. {line.contrast.kind}.", strong=True), Run(f" {told}")), "lead")
    known = ". ".join(filter(None, (line.size, line.note)))
    if known:
        yield Paragraph(_one(known), "note")
    yield from (Quotation(_text(p), _by(p, source=several), p.language) for p in line.passages)


# --- who speaks, the articles, the method -------------------------------------------------------------------------------


def _voices(comparison: Comparison) -> Iterable[Block]:
    quote = quoting(comparison, views.places(comparison))
    groups = {name: speaking(views.read(comparison, name), quote) for name in ("source", "side")}
    yield Heading(2, "Who speaks")
    yield _plain("The articles’ own voice and the voices they give, counted apart.")
    for name, group in groups.items():
        if group:
            yield Heading(3, f"By {name}")
            yield _manners(group, [mode for mode, _, _ in group[0].modes if mode != "voice" or name == "source"])
            yield Bullets(tuple(_heard(spoken) for spoken in group if spoken.holders))


def _manners(group: Sequence[Voices], modes: Sequence[str]) -> Table:
    head = (_one("Account"), *(_one(manner) for mode, manner, _ in group[0].modes if mode in modes))
    rows = [
        (_one(spoken.account.name),
         *(_one(f"{len(own)} of {spoken.total}" if own else "none") for mode, _, own in spoken.modes if mode in modes))
        for spoken in group
    ]  # fmt: skip
    return Table(head, tuple(rows))


def _heard(spoken: Voices) -> Words:
    said = "; ".join(f"{holder} ({', '.join(r.place for r in refs)})" for holder, refs in spoken.holders)
    return *_strong(spoken.account.name), Run(f" gives the words of {said}")


def _articles(comparison: Comparison) -> Iterable[Block]:
    letters = views.places(comparison).letters
    copies = {c.article: c for c in comparison.copies}
    yield Heading(2, "The articles")
    seventh = "A7 is the seventh sentence of article A" if len(letters) > 1 else "7 is the seventh"
    yield _plain(f"Sentences are numbered from 1 in each article: {seventh}.")
    items = []
    for a in comparison.articles:
        safe = link(a.url) or ""
        told = [a.source, a.date, None if safe else a.url]
        if a.guessed:
            told.append(f"read from the text, not given: {', '.join(a.guessed)}")
        if a.excerpt:
            told.append(f"only a part of it was read: {a.excerpt}")
        if a.id in copies:
            told.append(f"a copy of {letters.get(copies[a.id].of, 'another')}, not counted again")
        where = (Run(" · "), Run(safe, url=safe)) if safe else ()
        items.append((Run(f"{letters[a.id]}. {a.title or a.source}", strong=True),
                      Run(f" · {' · '.join(filter(None, told))}"), *where))  # fmt: skip
    yield Bullets(tuple(items))


def _method(comparison: Comparison, accuracy: Sequence[Mapping[str, object]]) -> Iterable[Block]:
    yield Heading(2, "How this was made")
    yield Heading(3, "What it can and cannot say")
    turned = any(turns(text) for a in comparison.articles for text in (a.text, a.title, a.source))
    parts = any(a.excerpt for a in comparison.articles)
    yield Bullets(tuple(_one(limit) for limit in words("limits.html", "limits", turned, parts)))
    if accuracy:
        yield Heading(3, "How well it does this")
        keys = {"what": "What was measured", "figure": "Figure", "on": "On", "beside": "Beside"}
        yield Table(
            tuple(_one(name) for name in keys.values()),
            tuple(tuple(_one(str(row.get(key, ""))) for key in keys) for row in accuracy),
        )
    if comparison.set_aside:
        yield Heading(3, "Not used")
        yield Bullets(tuple(_one(f"{row.where}: {row.why}") for row in comparison.set_aside))
    yield Heading(3, "To make it again")
    made = comparison.method
    models = (f"{m.name} {m.version}, sha256 {m.sha256}" for m in made.models)
    settings = ", ".join(f"{name} {value}" for name, value in sorted(made.settings.items()))
    program = f"framing {made.version}, schema {comparison.schema}, event {comparison.event.id}"
    yield Bullets(tuple(_one(line) for line in (program, *models, f"settings: {settings}")))
    yield _plain("The words of the articles remain their publishers’.")


# --- words --------------------------------------------------------------------------------------------------------------


def _said(template: str, macro: str, *values: object) -> str:
    return " ".join(words(template, macro, *values))


def _plain(text: str) -> Paragraph:
    return Paragraph(_one(text))


def _one(text: str) -> Words:
    return (Run(text),)


def _strong(text: str) -> Words:
    return (Run(text, strong=True),)


def _text(passage: Passage) -> str:
    return "".join(piece.text for piece in passage.pieces)


def _by(passage: Passage, source: bool = False, side: str = "") -> str:
    """Where a quotation stands, who says it, and what its words stand for, as the page says it below a quotation."""
    stand = (f"“{word}” stands for “{meant}”" for word, meant in passage.stand)
    return " · ".join(
        (f"sentence {passage.ref.place}", _said("parts.html", "speaker", passage, side), *([passage.source] if source else []),
         *stand)
    )  # fmt: skip
