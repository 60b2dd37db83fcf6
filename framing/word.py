"""A comparison as a Word file (DOCX) to be edited: headings, tables and quotations in named styles, nothing formatted by hand.

python-docx is opened at the first use.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from framing.document import Block, Bullets, Framed, Heading, Paragraph, Quotation, Run, Table, Words, document
from framing.records import Comparison
from framing.render import link, upright

if TYPE_CHECKING:
    from docx.document import Document as File
    from docx.text.paragraph import Paragraph as Line

WIDE = 4
"""Accounts beyond which the sheet is turned on its side."""

SHEET_MM = (210, 279)
"""The width of A4 and the height of Letter, so that it prints uncut on both."""

MARGIN_MM = 20

WRITTEN_MM = 9
"""Height of a row that is filled in by hand."""

ROLES = {"": "Normal", "lead": "Lead", "note": "Note"}
"""The style of a paragraph."""

INK, SOFT, FAINT = "1B1A17", "5B574E", "C9C2B4"
"""The colours of the page: of text, of what is said beside it, and of lines."""

OWN = {
    "Lead": ("Normal", 10.5, INK, 2, True),
    "Note": ("Normal", 8.5, SOFT, 4, True),
    "Speaker": ("Quote", 8.5, SOFT, 8, False),
    "Cell": ("Normal", 9, INK, 2, False),
    "Head": ("Cell", 9, INK, 2, False),
    "Asked": ("Head", 9, INK, 2, True),
    "Filled": ("Cell", 9, INK, 2, True),
    "Framed": ("Normal", 10.5, INK, 8, True),
}
"""Paragraph styles of our own: the style below, points, colour, points behind a paragraph, whether it stays with the next."""

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONG_AGO = datetime(1980, 1, 1)
"""The earliest time a ZIP can hold: equal comparisons give equal bytes."""


def docx(comparison: Comparison, accuracy: Sequence[Mapping[str, object]] = ()) -> bytes:
    """The comparison as the bytes of a DOCX file; equal comparisons give equal bytes. `accuracy` as in `report.page`."""
    return _file(document(comparison, accuracy), comparison.event.label or comparison.event.id)


def sheet(blocks: Sequence[Block]) -> bytes:
    """A sheet of a lesson as the bytes of a DOCX file; equal blocks give equal bytes."""
    return _file(blocks, next((b.text for b in blocks if isinstance(b, Heading)), ""))


def _file(blocks: Sequence[Block], title: str) -> bytes:
    import docx as maker

    file = maker.Document()
    _sheet(file, wide=max((len(b.head) - 1 for b in blocks if isinstance(b, Table)), default=0) > WIDE)
    _styles(file)
    _properties(file, title)
    for block in blocks:
        _add(block, file)
    made = BytesIO()
    file.save(made)
    return _undated(made.getvalue())


def clean(words: str) -> str:
    """Text as the page shows it: white space is one space; what XML forbids, and marks that turn the direction of writing, go.

    A space at either end is kept.
    """
    kept = _FORBIDDEN.sub("", upright(words))
    flat = " ".join(kept.split())
    before, after = kept[:1].isspace(), kept[-1:].isspace()
    return f"{' ' * before}{flat}{' ' * (after and bool(flat))}"


# --- the sheet and its styles -------------------------------------------------------------------------------------------


def _sheet(file: File, wide: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section = file.sections[0]
    width, height = SHEET_MM[::-1] if wide else SHEET_MM
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN_MM)


def _styles(file: File) -> None:
    """The template's styles made plain, and our own: OWN and Link."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    every = file.styles.element
    for fonts in every.iter(qn("w:rFonts")):
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    for language in every.iter(qn("w:lang")):
        language.set(qn("w:val"), "en")
    for name, size in {"Normal": 10.5, "Title": 22, "Heading 1": 16, "Heading 2": 13, "Quote": 10.5}.items():
        style: Any = file.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), RGBColor.from_string(INK)
    quote: Any = file.styles["Quote"]
    quote.font.italic = False
    quote.paragraph_format.left_indent = Mm(6)
    _spaced(quote, after=0, keep=True)
    for name, (based, size, colour, after, keep) in OWN.items():
        made: Any = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style, made.font.size, made.font.color.rgb = file.styles[based], Pt(size), RGBColor.from_string(colour)
        _spaced(made, after, keep)
    file.styles["Head"].font.bold = True
    file.styles.add_style("Link", WD_STYLE_TYPE.CHARACTER).font.underline = True
    _frame(file, WD_STYLE_TYPE.TABLE)
    _rules(file.styles["Table Grid"])


def _spaced(style: Any, after: float, keep: bool) -> None:
    from docx.shared import Pt

    style.paragraph_format.space_after, style.paragraph_format.keep_with_next = Pt(after), keep


def _frame(file: File, kind: Any) -> None:
    """The style of a frame: the grid of one cell before its upright lines are taken out, in the colour of the text."""
    from copy import deepcopy

    from docx.oxml.ns import qn

    frame: Any = file.styles.add_style("Frame", kind)
    frame.base_style = file.styles["Normal Table"]
    (grid,) = file.styles["Table Grid"].element.iter(qn("w:tblBorders"))
    borders = deepcopy(grid)
    for edge in borders:
        edge.set(qn("w:color"), INK)
    properties = deepcopy(grid.getparent())
    properties.replace(next(properties.iter(qn("w:tblBorders"))), borders)
    frame.element.append(properties)


def _rules(style: Any) -> None:
    """Faint lines between the rows of a table, none between its columns."""
    from docx.oxml.ns import qn

    (borders,) = style.element.iter(qn("w:tblBorders"))
    for edge in list(borders):
        if edge.tag in {qn("w:left"), qn("w:right"), qn("w:insideV")}:
            borders.remove(edge)
        edge.set(qn("w:color"), FAINT)


def _properties(file: File, title: str) -> None:
    known = file.core_properties
    known.title = clean(title)[:255]
    known.author, known.comments, known.language = "framing", "", "en"
    known.last_modified_by = "framing"
    known.created = known.modified = _LONG_AGO


# --- blocks -------------------------------------------------------------------------------------------------------------


def _add(block: Block, file: File) -> None:
    match block:
        case Heading(level, words, new_page):
            file.add_heading(clean(words), level - 1).paragraph_format.page_break_before = new_page or None
        case Paragraph(words, role):
            _fill(file.add_paragraph(style=ROLES[role]), words)
        case Quotation(words, by, language):
            _fill(file.add_paragraph(style="Quote"), (Run(words),), language)
            _fill(file.add_paragraph(style="Speaker"), (Run(by),))
        case Bullets(items):
            for item in items:
                _fill(file.add_paragraph(style="List Bullet"), item)
        case Framed(paragraphs):
            _framed(file, paragraphs)
        case Table(head, rows, by_hand):
            _table(file, (head, *rows), by_hand)


def _table(file: File, rows: Sequence[Sequence[Words]], by_hand: bool) -> None:
    """A table whose first row is repeated on each sheet and whose rows are not cut."""
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    table = file.add_table(len(rows), len(rows[0]), style="Table Grid")
    for n, (made, row) in enumerate(zip(table.rows, rows, strict=True)):
        properties = made._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if n == 0:
            properties.append(OxmlElement("w:tblHeader"))
        elif by_hand:
            made.height = Mm(WRITTEN_MM)
        for cell, words in zip(made._tr.tc_lst, row, strict=True):
            _fill(_first_line(cell, table, _style(n, len(rows), by_hand)), words)
    _fill(file.add_paragraph(style="Cell"), ())


def _framed(file: File, paragraphs: Sequence[Words]) -> None:
    """A table of one cell, which is not cut at the end of a page."""
    from docx.oxml import OxmlElement

    table: Any = file.add_table(1, 1, style="Frame")
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cell = table.rows[0].cells[0]
    for n, words in enumerate(paragraphs):
        line = cell.add_paragraph() if n else cell.paragraphs[0]
        line.style = "Framed"
        _fill(line, words)
    _fill(file.add_paragraph(style="Cell"), ())


def _style(row: int, of: int, by_hand: bool) -> str:
    """The style of a row; those filled in by hand stay on one sheet with the last."""
    if by_hand and row < of - 1:
        return "Filled" if row else "Asked"
    return "Cell" if row else "Head"


def _first_line(cell: Any, table: Any, style: str) -> Line:
    from docx.text.paragraph import Paragraph as Line

    line = Line(cell.p_lst[0], table)
    line.style = style
    return line


def _fill(line: Line, words: Words, language: str = "") -> None:
    for run in words:
        if run.url and link(run.url):
            _linked(line, run)
            continue
        made = line.add_run(clean(run.text), style="Strong" if run.strong else None)
        if language:
            _speaks(made, language)


def _speaks(run: Any, language: str) -> None:
    """Say what language a run is in, so that it is not spelled as English."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    told = OxmlElement("w:lang")
    told.set(qn("w:val"), language)
    run._r.get_or_add_rPr().append(told)


def _linked(line: Line, run: Run) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = line.add_run(clean(run.text), style="Link")
    around = OxmlElement("w:hyperlink")
    around.set(qn("r:id"), line.part.relate_to(run.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    made._r.getparent().replace(made._r, around)
    around.append(made._r)


def _undated(packed: bytes) -> bytes:
    """The same ZIP without the time it was made."""
    made = BytesIO()
    with ZipFile(BytesIO(packed)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            one = ZipInfo(name, _LONG_AGO.timetuple()[:6])
            one.compress_type = ZIP_DEFLATED
            new.writestr(one, old.read(name))
    return made.getvalue()
