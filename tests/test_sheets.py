"""Sheets of a lesson in Word and PDF: the words of their HTML, places to write, and nothing that breaks a file."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO

import pytest

from framing import pdf, sheets, teach, word
from framing.cli import lessons
from framing.document import Bullets, Framed, Heading, Paragraph, Quotation, Table
from framing.errors import ExtraMissing
from framing.teach.lesson import plan
from framing.teach.levels import LEVELS
from tests.comparisons import harbour, hostile, xi_trump
from tests.pages import Page

MADE = {"two sources": harbour, "two sides": xi_trump, "hostile": hostile}


@pytest.fixture(params=MADE)
def pack(request):
    return teach.pack(MADE[request.param]())


def said(block):
    match block:
        case Heading(_, text, _):
            return text
        case Quotation(text, by, _):
            return f"{by} {text}"
        case Paragraph(words, _):
            return "".join(run.text for run in words)
        case Framed(items) | Bullets(items):
            return " ".join("".join(run.text for run in item) for item in items)
        case Table(head, rows, _):
            return " ".join("".join(run.text for run in cell) for row in (head, *rows) for cell in row)


def letters(text):
    return re.sub(r"[\s_☐\[\]]", "", text)


@pytest.mark.parametrize("name", lessons.EDITED)
def test_every_word_of_a_sheet_is_in_its_blocks_in_order(name, pack):
    (body,) = Page(pack[name]).texts("body")
    assert letters(" ".join(map(said, sheets.blocks(pack[name])))) == letters(body)


def test_a_sheet_keeps_lines_boxes_gaps_and_spaces():
    made = sheets.blocks(teach.pack(harbour())["worksheet.html"])
    told = [said(b) for b in made]
    assert sheets.LINE in told
    assert "1 Before you read" in told and "3 Who tells what?" in told
    assert any(t.startswith("A1 Port to double") for t in told)
    (ticket,) = (b for b in made if isinstance(b, Framed))
    assert "My evidence is sentence ________ and sentence ________" in said(ticket)
    grid = next(b for b in made if isinstance(b, Table))
    assert "".join(r.text for r in grid.rows[0][1]).startswith("☐")
    assert [b.by_hand for b in made if isinstance(b, Table)] == [False, True, True]


def test_a_line_to_fill_in_is_no_longer_than_a_line_to_write_on(pack):
    told = [said(b) for b in sheets.blocks(pack["worksheet.html"]) if isinstance(b, Paragraph)]
    filled = [t for t in told if "_" in t]
    assert len(filled) > 5 and max(map(len, filled)) <= len(sheets.LINE)
    assert all(re.search("_{10}", t) for t in filled)


@pytest.mark.parametrize("level", LEVELS.values(), ids=LEVELS)
def test_the_reporting_begins_a_page_of_its_own(level):
    made = sheets.blocks(teach.pack(xi_trump(), level=level)["worksheet.html"])
    (there,) = (n for n, b in enumerate(made) if isinstance(b, Heading) and b.new_page)
    assert made[there].text.startswith("Text C (the reporting that A and B are quoted in")
    assert "Guess before you read on" in " ".join(map(said, made[there - 3 : there]))


@pytest.mark.parametrize("name", lessons.EDITED)
def test_no_space_stands_before_a_mark(name):
    for made in (teach.pack(xi_trump()), teach.pack(harbour())):
        assert not [t for t in map(said, sheets.blocks(made[name])) if re.search(r" [,.;:](?:\s|$)", t)]


def test_what_is_to_be_discussed_is_marked_without_a_frame():
    key = [said(b) for b in sheets.blocks(teach.pack(xi_trump())["answer-key.html"])]
    assert any("[discuss]" in t for t in key)


# --- the files ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", lessons.EDITED)
def test_a_word_file_holds_the_sheet_and_is_made_alike_twice(name, pack):
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    made = word.sheet(sheets.blocks(pack[name]))
    assert made == word.sheet(sheets.blocks(pack[name]))
    file = docx.Document(BytesIO(made))
    assert [p.text for p in file.paragraphs if p.style.name == "Title"] == Page(pack[name]).texts("h1")
    frames = [t for t in file.tables if t.style.name == "Frame"]
    assert len(frames) == (name == "worksheet.html") and all("My evidence" in t.cell(0, 0).text for t in frames)
    assert len(file.tables) - len(frames) == len(Page(pack[name]).texts("table"))


def test_the_formats_asked_for_are_written_and_no_other():
    pack = {"worksheet.html": "<p>x</p>", "cards.html": "<p>x</p>", "quiz.csv": "x"}
    assert list(dict(lessons.sheets_of(pack, {"html"}))) == list(pack)
    pytest.importorskip("docx", reason="python-docx is not installed")
    assert list(dict(lessons.sheets_of(pack, {"docx"}))) == ["worksheet.docx", "quiz.csv"]


@pytest.mark.parametrize(("paper", "points"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_a_pdf_has_the_size_of_its_paper_and_the_sentences_of_the_sheet(paper, points):
    try:
        pdf.check()
    except ExtraMissing as fault:
        pytest.skip(str(fault))
    pypdf = pytest.importorskip("pypdf")
    made = pypdf.PdfReader(BytesIO(pdf.sheet(teach.pack(harbour(), paper=paper)["worksheet.html"])))
    assert (round(made.pages[0].mediabox.width), round(made.pages[0].mediabox.height)) == points
    told = letters(" ".join(page.extract_text() for page in made.pages))
    for text in plan(harbour()).texts:
        assert all(letters(s.hidden) in told for s in text.sentences[:2])


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_makes_guide_sheet_and_key_of_every_level_a_pdf(tmp_path):
    pytest.importorskip("docx", reason="python-docx is not installed")
    pypdf = pytest.importorskip("pypdf")
    for level, comparison in zip(LEVELS.values(), (xi_trump(), harbour(), hostile()), strict=True):
        pack = teach.pack(comparison, level=level)
        for name in lessons.EDITED:
            file = tmp_path / f"{level.name}-{name.replace('.html', '.docx')}"
            file.write_bytes(word.sheet(sheets.blocks(pack[name])))
    command = ["soffice", f"-env:UserInstallation={tmp_path.as_uri()}/profile", "--headless", "--convert-to", "pdf"]
    made = sorted(tmp_path.glob("*.docx"))
    subprocess.run([*command, "--outdir", tmp_path, *made], check=True, capture_output=True, timeout=180)
    for level in LEVELS:
        for name, words in (("worksheet", "My evidence is sentence"), ("guide", "Rubric"), ("answer-key", "Who speaks?")):
            pages = pypdf.PdfReader(tmp_path / f"{level}-{name}.pdf").pages
            assert words in " ".join(" ".join(page.extract_text() for page in pages).split())
            assert all(page.extract_text().strip() for page in pages)
