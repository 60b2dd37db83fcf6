"""Every kind of difference as a sentence of the page."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from framing import lines, report
from framing.contrasts import agency, cross_attribution, figures, quoted
from framing.records import Contrast, Estimate
from tests.comparisons import harbour
from tests.pages import Page

SOME = Estimate(0.4, 0.1, 0.7, "difference", 12, 0.01)


def one(kind: str, note: str = "", point: bool = True, target: str = "", size: Estimate | None = None) -> str:
    """The page's line for a contrast of this kind between the two sources, as words."""
    made = harbour()
    accounts = tuple(a.id for a in made.accounts if a.view == "source")
    shown = tuple(next(s.id for s in made.statements if s.id in a.statements) for a in made.accounts if a.view == "source")
    contrast = Contrast("source-c1", kind, "source", made.points[0].id if point else None, accounts, size, shown, note,
                        ("first phrase", "second phrase"), target)  # fmt: skip
    page = Page(report.page(replace(made, contrasts=(contrast,))))
    brief, full = (" ".join(text.split()) for text in page.texts("li") if text.startswith(kind))
    assert brief.removeprefix(kind).partition(" 2 sentences")[0].strip() in full
    return full


@pytest.mark.parametrize("kind, given, told", [
    ("omission", {}, "is not found"),
    ("emphasis", {"note": "too little text to say"}, "more room than"),
    ("emphasis", {"point": False, "note": "how they open"}, "do not open with the same"),
    ("wording", {}, "in other words"),
    ("wording", {"point": False, "target": "reef", "note": "in its own voice"}, "“reef” by other names, in its own voice"),
    ("wording", {"point": False, "target": "reef", "note": "in quoted voice", "size": SOME}, "uses “reef” more than"),
    ("commitment", {}, "as firmer than"),
    ("cross-attribution", {"note": cross_attribution.NOT_FOUND, "target": "Sarvia"}, "Sarvia as saying or doing this"),
    ("cross-attribution", {"note": cross_attribution.WEAKER, "target": "Sarvia"}, "binds it less"),
    ("cross-attribution", {"note": cross_attribution.CONTRADICTED, "target": "Sarvia"}, "says otherwise"),
    ("cross-attribution", {"note": cross_attribution.TOO_LITTLE, "target": "Sarvia"}, "too little of"),
    ("conflict", {}, "both can hardly be right"),
    ("conflict", {"note": quoted.NOTE}, "the same quotation in other words"),
    ("conflict", {"note": figures.NOTE}, "near and not the same"),
    ("tone", {"point": False, "target": "Sarvia", "size": SOME}, "speaks better of Sarvia than"),
    ("agency", {"point": False, "target": "Sarvia", "size": SOME}, "as the one who acts more often than"),
    ("agency", {"note": agency.LEFT_OUT, "target": "Sarvia"}, "leaves out who did it"),
    ("frame", {"point": False, "target": "conflict", "size": SOME}, "Words of conflict stand in more sentences of"),
])  # fmt: skip
def test_each_kind_has_its_sentence(kind, given, told):
    text = one(kind, **given)
    assert told in text
    assert text.count("first phrase") <= 1


def test_a_caution_is_said_once():
    assert one("emphasis", note="too little text to say").count("too little text to say") == 1


@pytest.mark.parametrize(
    "note", [quoted.NOTE, figures.NOTE, agency.LEFT_OUT, cross_attribution.WEAKER, cross_attribution.CONTRADICTED]
)
def test_the_notes_of_the_finders_are_known_to_the_page(note):
    assert lines.NOTED[note] in get_args(lines.Sort)


def test_what_one_of_many_accounts_tells_is_said_once():
    made = harbour()
    third = replace(next(a for a in made.accounts if a.view == "source"), id="source:Third", name="Third")
    blank = tuple(replace(c, account=third.id, found="not found", statements=(), share=None, first=None)
                  for c in made.cells if c.account.startswith("source:Harbour"))  # fmt: skip
    point = made.points[0]
    teller, other = (a.id for a in made.accounts if a.view == "source")
    cells = tuple(replace(c, found="not found", statements=(), share=None, first=None)
                  if (c.account, c.point) == (other, point.id) else c for c in made.cells)  # fmt: skip
    shown = next(i for a in made.accounts if a.id == teller for i in a.statements)
    contrast = Contrast("source-c1", "omission", "source", point.id, (other, teller), None, (shown,), "too little text to say")
    page = Page(report.page(replace(made, accounts=(*made.accounts, third), cells=(*cells, *blank), contrasts=(contrast,))))
    name = next(a.name for a in made.accounts if a.id == teller)
    assert any(f"Only {name} tells" in text for text in page.texts("li"))
