"""The Word file: opened again, every quotation stands in it; its looks are styles; it holds nothing that XML forbids."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import word
from framing.document import Quotation, document
from framing.render import link, upright
from tests.comparisons import harbour, hostile, many, xi_trump

docx = pytest.importorskip("docx", reason="python-docx is not installed")

MADE = {"one article, two sides": xi_trump, "two sources": harbour, "hostile": hostile}


@pytest.fixture(params=MADE)
def comparison(request):
    return MADE[request.param]()


def opened(comparison):
    return docx.Document(BytesIO(word.docx(comparison)))


def test_every_quotation_is_found_again(comparison):
    quoted = [p.text for p in opened(comparison).paragraphs if p.style.name == "Quote"]
    expected = [" ".join(upright(b.text).split()) for b in document(comparison) if isinstance(b, Quotation)]
    assert expected and quoted == expected


def test_it_has_a_title_headings_and_a_table_for_each_thing():
    file = opened(harbour())
    styles = [p.style.name for p in file.paragraphs]
    assert styles[0] == "Title" and styles.count("Title") == 1
    headings = [p.text for p in file.paragraphs if p.style.name == "Heading 1"]
    assert headings == ["By source", "By side", "Who speaks", "The articles", "How this was made"]
    accounts, points = file.tables[:2]
    assert [c.text for c in accounts.rows[0].cells] == ["Account", "Harbour Times", "The Coast Ledger"]
    assert points.rows[1].cells[0].text == "1. double the number of its cranes by spring"
    assert "not found in this text" in [c.text for row in points.rows for c in row.cells]


def test_its_looks_are_styles(comparison):
    with ZipFile(BytesIO(word.docx(comparison))) as packed:
        body = packed.read("word/document.xml").decode()
    formatted = set(re.findall(r"<w:(b|i|u|sz|color|rFonts|jc|ind|spacing|shd)\b", body.partition("<w:sectPr")[0]))
    assert formatted == set()


def test_the_languages_of_the_file_and_of_its_quotations_are_told():
    made = harbour()
    german = replace(made, articles=tuple(replace(a, language="de") for a in made.articles))
    with ZipFile(BytesIO(word.docx(german))) as packed:
        assert 'w:lang w:val="en"' in packed.read("word/styles.xml").decode()
        assert 'w:lang w:val="de"' in packed.read("word/document.xml").decode()


def test_it_prints_on_a4_and_letter_and_turns_for_many_accounts():
    for made, wide in ((harbour(), False), (many(6, 8), True)):
        (section,) = opened(made).sections
        assert sorted((round(section.page_width.mm), round(section.page_height.mm))) == [210, 279]
        assert (section.page_width > section.page_height) == wide


def test_only_safe_addresses_are_links(comparison):
    file = opened(comparison)
    outside = {r.target_ref for r in file.part.rels.values() if r.is_external}
    assert outside == {a.url for a in comparison.articles if link(a.url)}


@settings(max_examples=20)
@given(st.text(st.characters(codec=None), max_size=30))
def test_text_of_any_kind_can_be_written(text):
    made = xi_trump()
    odd = replace(
        made,
        event=replace(made.event, label=text),
        statements=tuple(replace(s, text=f"{s.text} {text}") for s in made.statements),
        points=tuple(replace(p, label=text) for p in made.points),
    )
    quoted = [p.text for p in opened(odd).paragraphs if p.style.name == "Quote"]
    assert quoted == [word.clean(b.text) for b in document(odd) if isinstance(b, Quotation)]


@pytest.mark.parametrize("gone", ["\x00", "\x0b", "\x1f", "\ufffe", "\ud800", "\u202e"])
def test_what_may_not_stand_in_a_file_is_left_out(gone):
    assert word.clean(f"one{gone}two").replace(" ", "") == "onetwo"


def test_equal_comparisons_give_equal_bytes():
    assert word.docx(harbour()) == word.docx(harbour())


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_it(tmp_path):
    (tmp_path / "made.docx").write_bytes(word.docx(harbour()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "made.docx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert (tmp_path / "made.pdf").read_bytes().startswith(b"%PDF-")
