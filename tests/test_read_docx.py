"""Word files: one article, or a download from Nexis with many; what is none is told."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.errors import NothingUsable
from framing.limits import DEFAULT, Limits
from framing.read import read
from framing.read.docx import rows
from framing.read.given import Given
from framing.records import SetAside

TALKS = "The council of Port Ana met on Monday and agreed to open the quay. It will cost two million, the mayor said."


def word(*lines, styles=None):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line, style=(styles or {}).get(line))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_given(data, name="news"):
    return Given(f"{name}.docx", name, ".docx", lambda: io.BytesIO(data), len(data))


def found(data, limits=DEFAULT):
    return list(rows(as_given(data), limits))


def nexis(headline, paper, date, *text, before=(), labels=(), after=("Load-Date: March 5, 2026",)):
    return [headline, paper, date, *before, *labels, "Body", *text, *after, "End of Document"]


HEAD = [
    "Date and Time: Friday, March 6, 2026 10:11:00 AM EST",
    "Job Number: 123456789",
    "Documents (2)",
    "1. Quay opens",
    "Client/Matter: -None-",
    "Search Terms: quay",
    "2. Mayor under fire",
    "Narrowed by",
    "News",
]
QUAY = nexis(
    "Quay opens",
    "The Ana Times (Port Ana)",
    "March 4, 2026 Wednesday",
    TALKS,
    "A second paragraph on cranes.",
    before=["Copyright 2026 The Ana Times All Rights Reserved"],
    labels=["Section: NEWS; Pg. A1", "Length: 26 words", "Byline: By Rosa Lind"],
    after=["Graphic", "The quay, photographed on Monday", "Classification", "Language: ENGLISH", "Load-Date: March 5, 2026"],
)
MAYOR = nexis("Mayor under fire", "Harbour Herald", "Thursday 5 March 2026", TALKS, labels=["Length: 500 words"])


def test_a_word_file_is_one_article_with_its_title_and_leading_fields():
    data = word(
        "Source: Ana Times", "Date: 4 March 2026", "Quay opens", TALKS, "More on cranes.", styles={"Quay opens": "Title"}
    )
    (row,) = found(data)
    assert row.fields == {
        "source": "Ana Times",
        "date": "4 March 2026",
        "title": "Quay opens",
        "text": f"{TALKS}\n\nMore on cranes.",
    }
    assert (row.name, row.file, row.where) == ("news", "news", "news.docx")


def test_words_in_tables_keep_their_place_and_a_merged_cell_stands_once():
    document = docx.Document()
    document.add_paragraph("Before.")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "In the table."
    document.add_paragraph("Behind.")
    out = io.BytesIO()
    document.save(out)
    (row,) = found(out.getvalue())
    assert row.fields["text"] == "Before.\n\nIn the table.\n\nBehind."


def test_a_download_from_nexis_uni_gives_each_article_with_its_fields():
    quay, mayor = found(word(*HEAD, *QUAY, *MAYOR))
    assert quay.fields == {
        "source": "The Ana Times (Port Ana)",
        "title": "Quay opens",
        "date": "2026-03-04",
        "author": "Rosa Lind",
        "language": "ENGLISH",
        "text": f"{TALKS}\n\nA second paragraph on cranes.",
    }
    assert (quay.where, quay.name, quay.notes) == ("news.docx document 1", "news#1", ())
    assert mayor.fields == {"source": "Harbour Herald", "title": "Mayor under fire", "date": "2026-03-05", "text": TALKS}
    assert mayor.notes == ("its length line says 500 words, 22 were found",)


def test_a_download_from_lexisnexis_of_old():
    lines = [
        "1 of 2 DOCUMENTS",
        "The Ana Times",
        "March 4, 2026 Wednesday",
        "Late Edition",
        "Quay opens",
        "BYLINE: By ROSA LIND",
        "SECTION: Section A; Pg. 1",
        "LENGTH: 22 words",
        TALKS,
        "LOAD-DATE: March 5, 2026",
        "LANGUAGE: ENGLISH",
        "PUBLICATION-TYPE: Newspaper",
        "Copyright 2026 The Ana Times",
        "2 of 2 DOCUMENTS",
        "Harbour Herald",
        "March 5, 2026",
        "Mayor under fire",
        "LENGTH: 22 words",
        TALKS,
        "LOAD-DATE: March 6, 2026",
    ]
    quay, mayor = found(word(*lines))
    assert quay.fields == {
        "source": "The Ana Times",
        "title": "Quay opens",
        "date": "2026-03-04",
        "author": "ROSA LIND",
        "language": "ENGLISH",
        "text": TALKS,
    }
    assert (mayor.fields["source"], mayor.fields["title"], mayor.fields["text"]) == (
        "Harbour Herald",
        "Mayor under fire",
        TALKS,
    )


def test_what_the_list_names_and_is_not_found_is_set_aside():
    quay, missing = found(word(*HEAD, *QUAY))
    assert quay.fields["title"] == "Quay opens"
    assert missing == SetAside("news.docx missing document 1", "the list names 2 documents and 1 were found; download it anew")


def test_an_article_the_service_could_not_show_or_without_a_date_is_set_aside():
    sorry = ["We are sorry but there is an error in this document and it is not possible to display it.", "End of Document"]
    undated = ["A headline", "A paper", "Body", TALKS, "End of Document"]
    one, two, three = found(word(*sorry, *undated, *QUAY))
    assert "could not show it" in one.why and "no line with its date" in two.why and three.fields["title"] == "Quay opens"


def test_an_article_that_says_body_or_notes_keeps_all_of_its_text():
    text = ["The body of the report was found.", "Notes were taken by the clerk.", "Language is a matter of taste.", TALKS]
    (row,) = found(word(*nexis("H", "P", "March 4, 2026", *text)))
    assert row.fields["text"] == "\n\n".join(text)


def test_a_download_is_read_to_articles(tmp_path):
    (tmp_path / "news.docx").write_bytes(word(*HEAD, *QUAY, *MAYOR))
    articles, aside = read([tmp_path])
    assert not aside and [(a.source, a.date, a.title) for a in articles] == [
        ("The Ana Times (Port Ana)", "2026-03-04", "Quay opens"),
        ("Harbour Herald", "2026-03-05", "Mayor under fire"),
    ]


def zipped(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


BOMB = '<!DOCTYPE a [<!ENTITY b "bb">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"{\\rtf1 text}", "RTF"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "password"),
        (b"<html><body>Hi</body></html>", "web page"),
        (b"PK\x03\x04 cut short", "damaged"),
        (word(TALKS)[:-200], "damaged"),
        (word(TALKS)[:2000], "damaged"),
        (zipped(other="x"), "without a Word document"),
        (zipped(word__document_xml=BOMB), "entities"),
        (zipped(word__document_xml="<a>" + " " * 50_000_00 + "</a>"), "times its size"),
        (zipped(word__document_xml="<a/>"), "no Word file"),
    ],
)
def test_row_38_what_is_no_word_file_is_told(data, why):
    (row,) = found(data)
    assert isinstance(row, SetAside) and why in row.why


def test_row_38_a_file_above_the_limit_is_not_read():
    (row,) = found(word(TALKS), Limits(file_bytes=100))
    assert "file_bytes" in row.why


@pytest.mark.parametrize("text", ["a\u202eb", "<script>alert(1)</script>", "=HYPERLINK(1)", "End of Document" * 2])
def test_row_14_and_29_hostile_text_is_text(text):
    (row,) = found(word(text, TALKS))
    assert row.fields["text"].startswith(" ".join(text.split()))


SOUND = word(*HEAD, *QUAY, *MAYOR)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, len(SOUND)), st.binary(max_size=8))
def test_any_damage_gives_rows_or_a_reason(place, data):
    assert found(SOUND[:place] + data + SOUND[place + len(data) :])


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_reason(data):
    assert found(data)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from([*HEAD, *QUAY, *MAYOR, "2 of 3 DOCUMENTS", "", "Headline: x"]), max_size=25))
def test_any_order_of_a_downloads_lines_gives_rows_or_a_reason(lines):
    for row in found(word(*lines)):
        assert isinstance(row, SetAside) or {"date", "text"} & set(row.fields)


def test_nothing_usable_is_one_sentence(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"%PDF")
    with pytest.raises(NothingUsable, match="PDF"):
        read([tmp_path / "a.docx"])
