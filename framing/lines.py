"""A difference as a sentence of the page: about one account, beside others, with what is known of its size.

The sentences themselves stand in `templates/line.html`, one for each sort.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from framing.columns import Columns
from framing.passages import Glance, Passage, Quoting, Ref
from framing.records import TOO_LITTLE, Account, Contrast, Estimate, Point, Span, Statement
from framing.render import percent

Sort = Literal[
    "omission", "only", "doubt", "emphasis", "opening", "wording", "naming", "word", "commitment", "cross-attribution",
    "weaker", "otherwise", "unchecked", "conflict", "quotation", "figures", "tone", "acting", "left out", "frame",
]  # fmt: skip
"""How a difference is told. A "doubt" is an omission where a passage comes near, "only" one of all accounts but those named;
"weaker", "otherwise" and "unchecked" are what a party's own account has of what another says it said; "acting" and "left out"
are of agency."""

NOTED: dict[str, Sort] = {
    "quoted in other words": "quotation",
    "near figures": "figures",
    "actor left out": "left out",
    "weaker in its own account": "weaker",
    "contradicted by its own account": "otherwise",
}
"""Notes that a sort tells in its own words."""

WORDED = frozenset({"wording", "commitment", "conflict"})
"""Kinds whose words are marked wherever a point quotes the statement."""

GLANCES = 3
"""Accounts whose first words stand beside a difference."""


@dataclass(frozen=True, slots=True)
class Line:
    """A contrast in the words of the page.

    `times` is an emphasis as a plain ratio; `size` is words; `words` are the phrases that differ, each with its sentence;
    `note` is a caution that the sentence of its sort does not tell; `glances` are the first words of a statement of each
    account, where no phrases are told.
    """

    contrast: Contrast
    sort: Sort
    about: Account
    others: tuple[Account, ...]
    point: Point | None
    passages: tuple[Passage, ...]
    times: float | None
    size: str
    words: tuple[tuple[Ref, str], ...]
    note: str
    glances: tuple[Glance, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of some kinds under one heading, in their order; `says` is a caution that holds for all of them."""

    name: str
    title: str
    says: str
    lines: tuple[Line, ...]


GROUPS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("said", "What one says another said", "Only the texts given here were read: a party may have said it elsewhere.",
     ("cross-attribution",)),
    ("words", "Names and words", "", ("wording", "commitment")),
    ("conflict", "Where both can hardly be right", "", ("conflict",)),
    ("room", "What gets more room, and how they open", "", ("emphasis",)),
    ("absent", "What one tells and another does not", "", ("omission",)),
    ("voice", "Tone, who acts, frames", "Tested for all targets together; what chance may show is not listed.",
     ("tone", "agency", "frame")),
)  # fmt: skip
"""Headings of the differences on a page, with the kinds under each."""


def groups(found: Sequence[Line]) -> tuple[Group, ...]:
    """The lines by heading; headings without any are left out."""
    made = (Group(name, title, says, tuple(one for one in found if one.contrast.kind in kinds))
            for name, title, says, kinds in GROUPS)  # fmt: skip
    return tuple(group for group in made if group.lines)


def line(contrast: Contrast, columns: Columns, quote: Quoting) -> Line:
    """One contrast of the view that `columns` hold."""
    names = {a.id: a for a in columns.accounts}
    about = names[contrast.accounts[0]]
    point = next((p for p in columns.points if p.id == contrast.point), None)
    sort = _sort(contrast, _silence(about, point, len(contrast.accounts), columns) if point else "omission")
    sized = contrast.estimate if contrast.estimate and contrast.estimate.unit == "log2 ratio of shares" else None
    return Line(
        contrast=contrast,
        sort=sort,
        about=about,
        others=tuple(names[i] for i in contrast.accounts[1:]),
        point=point,
        passages=tuple(quote.passage(columns.statements[i], short=True, worded=_spans(columns.statements[i], words))
                       for i, words in zip_longest(contrast.evidence, contrast.words, fillvalue="")),
        times=2**sized.value if sized else None,
        size=_size(contrast.estimate, about),
        words=tuple((quote.ref(columns.statements[i]), words)
                    for i, words in zip(contrast.evidence, contrast.words, strict=False) if words),
        note=contrast.note if contrast.note == TOO_LITTLE and sort != "unchecked" else "",
        glances=() if any(contrast.words) else _glances(contrast, columns, quote),
    )  # fmt: skip


def _glances(contrast: Contrast, columns: Columns, quote: Quoting) -> tuple[Glance, ...]:
    """The first words of the first statement of each account in the evidence, of `GLANCES` at most."""
    teller = {i: a.id for a in columns.accounts for i in a.statements}
    first: dict[str, str] = {}
    for i in contrast.evidence:
        first.setdefault(teller.get(i, ""), i)
    return tuple(quote.glance(columns.statements[i]) for i in list(first.values())[:GLANCES])


def worded(columns: Columns) -> dict[str, tuple[Span, ...]]:
    """Where other accounts of the view put other words: the characters of each statement's article, by its id."""
    found: dict[str, set[Span]] = defaultdict(set)
    for contrast in columns.contrasts:
        if contrast.kind in WORDED and len(set(contrast.words) - {""}) > 1:
            for i, words in zip(contrast.evidence, contrast.words, strict=True):
                found[i] |= set(_spans(columns.statements[i], words))
    return {i: tuple(sorted(spans)) for i, spans in found.items()}


def _spans(s: Statement, words: str) -> tuple[Span, ...]:
    """Where the words stand first in the statement."""
    at = s.text.find(words) if words else -1
    return ((s.start + at, s.start + at + len(words)),) if at >= 0 else ()


def _silence(about: Account, point: Point, named: int, columns: Columns) -> Sort:
    """How an omission is told: as in doubt, or as what only the others named tell."""
    if columns.cell(about, point).found == "cannot tell":
        return "doubt"
    others = {columns.cell(a, point).found for a in columns.accounts if a not in columns.tellers(point)}
    return "only" if named < len(columns.accounts) and others == {"not found"} else "omission"


def _sort(contrast: Contrast, silence: Sort) -> Sort:
    if contrast.note in NOTED:
        return NOTED[contrast.note]
    if contrast.kind == "omission":
        return silence
    if contrast.kind == "cross-attribution":
        return "unchecked" if contrast.note == TOO_LITTLE else "cross-attribution"
    if contrast.kind == "emphasis" and contrast.point is None:
        return "opening"
    if contrast.kind == "wording" and contrast.point is None:
        return "word" if contrast.estimate else "naming"
    return "acting" if contrast.kind == "agency" else contrast.kind


def _size(estimate: Estimate | None, about: Account) -> str:
    """The size of a contrast in words, with its interval."""
    if estimate is None:
        return ""
    if estimate.unit == "log2 ratio of shares":
        crosses = ", so it may be no difference at all" if estimate.low <= 0 <= estimate.high else ""
        return f"95% interval: {2**estimate.low:.1f} to {2**estimate.high:.1f} times{crosses}{_against(estimate)}"
    if estimate.unit == "bits of surprise":
        return (
            f"an account of {len(about.statements)} sentences that gave it the others’ room would pass it over "
            f"{chance(2**-estimate.value)}"
        )
    interval = f", 95% interval {estimate.low:.2f} to {estimate.high:.2f}" if estimate.low < estimate.high else ""
    p = "" if estimate.p is None else f"; p {estimate.p:.3f} over all that was tested"
    return f"{estimate.value:.2f} {estimate.unit}{interval}{p}"


def _against(estimate: Estimate) -> str:
    """The chance that accounts which do not differ show so much on any point, and how much the account differs from itself."""
    p = "" if estimate.p is None else f"; paragraphs dealt out at random show as much on some point {chance(estimate.p)}"
    if estimate.floor is None:
        return p
    return f"{p}; the account’s own halves differ {2**estimate.floor:.1f} times"


def chance(p: float) -> str:
    """A probability as a reader says it: "40% of the time", "1 time in 30"."""
    if p >= 0.1:
        return f"{percent(p)} of the time"
    return f"1 time in {1 / p:,.0f}" if p > 0.001 else "less than 1 time in 1,000"
