"""Sheets of a lesson in Word and PDF: the words of their HTML, places to write, and nothing that breaks a file."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO

import pytest

from framing import pdf, sheets, teach, word
from framing.cli import lessons
from framing.document import Bullets, Heading, Paragraph, Quotation, Table
from framing.errors import ExtraMissing
from framing.teach.lesson import plan
from framing.teach.levels import UNIVERSITY
from tests.comparisons import harbour, hostile, xi_trump
from tests.pages import Page

MADE = {"two sources": harbour, "two sides": xi_trump, "hostile": hostile}


@pytest.fixture(params=MADE)
def pack(request):
    return teach.pack(MADE[request.param]())


def said(block):
    match block:
        case Heading(_, text):
            return text
        case Quotation(text, by, _):
            return f"{by} {text}"
        case Paragraph(words, _):
            return "".join(run.text for run in words)
        case Bullets(items):
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
    assert any(t.startswith("My evidence is sentence ________ and sentence") for t in told)
    grid = next(b for b in made if isinstance(b, Table))
    assert "".join(r.text for r in grid.rows[0][1]).startswith("☐")
    assert [b.by_hand for b in made if isinstance(b, Table)] == [False, True, True]


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
    assert len(file.tables) == len(Page(pack[name]).texts("table"))


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
def test_libreoffice_opens_guide_sheet_and_key(tmp_path):
    pytest.importorskip("docx", reason="python-docx is not installed")
    pack = teach.pack(hostile(), level=UNIVERSITY)
    for name in lessons.EDITED:
        (tmp_path / name.replace(".html", ".docx")).write_bytes(word.sheet(sheets.blocks(pack[name])))
    command = ["soffice", f"-env:UserInstallation={tmp_path.as_uri()}/profile", "--headless", "--convert-to", "txt:Text"]
    made = sorted(tmp_path.glob("*.docx"))
    subprocess.run([*command, "--outdir", tmp_path, *made], check=True, capture_output=True, timeout=180)
    assert "Before you read" in (tmp_path / "worksheet.txt").read_text(errors="replace")
    assert "Rubric" in (tmp_path / "guide.txt").read_text(errors="replace")
    assert (tmp_path / "answer-key.txt").exists()
