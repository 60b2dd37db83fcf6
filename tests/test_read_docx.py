"""Word files: a document is one article, a Nexis download many; whatever else bears the ending is told for what it is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable

import docx
import pytest
from docx.document import Document
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from framing.limits import Limits
from framing.read import nexis
from framing.read.docx import PARTS, rows
from framing.read.given import Given
from framing.read.rows import Row
from framing.records import SetAside

BODY = "The council met on Monday. It agreed to open the bridge again after the winter."
FUZZ = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


def given(data: bytes, stem: str = "news") -> Given:
    return Given(f"{stem}.docx", stem, ".docx", lambda: io.BytesIO(data), len(data))


def read(data: bytes, limits: Limits | None = None) -> list[Row | SetAside]:
    return list(rows(given(data), limits or Limits()))


def saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def document(*lines: str | tuple[str, str], title: str = "") -> bytes:
    """A Word file of paragraphs, some of a style."""
    made = docx.Document()
    made.core_properties.title = title
    for line in lines:
        text, style = line if isinstance(line, tuple) else (line, None)
        made.add_paragraph(text, style=style)
    return saved(made)


def article(data: bytes) -> Row:
    (row,) = read(data)
    assert isinstance(row, Row)
    return row


def aside(data: bytes, limits: Limits | None = None) -> str:
    (one,) = read(data, limits)
    assert isinstance(one, SetAside) and one.where.startswith("news.docx")
    assert "\n" not in one.why and one.why.isprintable()
    return one.why


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The file with every part as `change` makes it; a part that it makes None is left out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return stream.getvalue()


def with_xml(xml: bytes) -> bytes:
    """A document with `xml` behind its text."""

    def change(name: str, part: bytes) -> bytes:
        return part.replace(b"<w:sectPr", xml + b"<w:sectPr", 1) if name == "word/document.xml" else part

    return repacked(document(BODY), change)


# --- one article ------------------------------------------------------------------------------------------------------


def test_a_document_is_one_article_with_its_heading_and_the_lines_before_its_text():
    lines = ["Source: The Post", "Date: 4 March 2026", "", BODY, "Then it rained."]
    row = article(document(("The bridge is open", "Heading 1"), *lines))
    assert row.fields == {"title": "The bridge is open", "source": "The Post", "date": "4 March 2026",
                          "text": f"{BODY}\nThen it rained."}  # fmt: skip
    assert (row.where, row.name, row.file, row.notes) == ("news.docx", "news", "news", ())


@pytest.mark.parametrize(
    ("lines", "properties", "title"),
    [
        ([("Open again", "Title"), BODY], "Of the file", "Open again"),
        ([BODY], "Of the file", "Of the file"),
        ([BODY], "Word Document", None),
        ([BODY], "", None),
        (["Headline: Open again", "", BODY], "", "Open again"),
        ([BODY, ("Open again", "Heading 1"), "More."], "", None),
    ],
)
def test_the_title_is_the_heading_before_the_text_else_the_files_own(lines, properties, title):
    assert article(document(*lines, title=properties)).fields.get("title") == title


def test_a_heading_that_nothing_follows_is_text():
    assert article(document((BODY, "Heading 1"))).fields == {"text": BODY}


def test_a_line_with_a_colon_that_names_no_field_is_text():
    assert article(document("Warning: the bridge is shut.", BODY)).fields["text"].startswith("Warning: the bridge")


def test_tables_breaks_tabs_and_links_are_text_in_their_order():
    made = docx.Document()
    made.add_paragraph("First.")
    made.add_table(1, 2).cell(0, 1).text = "In a cell."
    paragraph = made.add_paragraph("Before")
    paragraph.add_run().add_tab()
    paragraph.add_run("after").add_break()
    paragraph.add_run("on a line of its own")
    text = article(saved(made)).fields["text"]
    assert text.split("\n") == ["First.", "", "In a cell.", "Before\tafter", "on a line of its own"]


def test_what_was_struck_out_or_moved_away_is_no_text_and_a_text_box_is_told_once():
    runs = (
        b"<w:p><w:r><w:t>Kept </w:t></w:r><w:del><w:r><w:delText>struck</w:delText></w:r></w:del>"
        b"<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:ins><w:r><w:t>and added</w:t></w:r></w:ins></w:p>"
        b'<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>'
        b"<mc:Choice><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
        b"<mc:Fallback><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
        b"</mc:AlternateContent></w:p>"
    )
    data = with_xml(runs)
    assert [line for line in article(data).fields["text"].split("\n") if line] == [BODY, "Kept and added", "In a box."]


# --- Nexis Uni --------------------------------------------------------------------------------------------------------


def uni(n: int, *, without: Iterable[str] = (), body: Iterable[str] = (), date: str = "March {n}, 2026 Wednesday") -> list:
    """The lines of one article as Nexis Uni lays them out, some left out."""
    parts = {
        "headline": [(f"Bridge story {n}", "Heading 1")],
        "newspaper": ["The Wexcombe Courier (London)"],
        "date": [date.format(n=n)],
        "copyright": ["Copyright 2026 Courier Newspapers Ltd All Rights Reserved"],
        "section": ["Section: NEWS; Pg. 3"],
        "length": ["Length: 512 words"],
        "byline": ["Byline: By Ann Lee and Ben Cole"],
        "highlight": ["Highlight: A bridge opens."],
        "body": ["Body", "", *(body or [f"{BODY} ({n})", "", "“Load it,” said the mayor."])],
        "graphic": ["Graphic", "", "A photo of the bridge"],
        "classification": ["Classification", "", "Language:\xa0ENGLISH", "Subject:\xa0BRIDGES (90%)"],
        "load": [f"Load-Date:\xa0March {n + 1}, 2026"],
        "end": ["End of Document"],
    }
    return [line for name, lines in parts.items() if name not in without for line in lines]


def contents(*titles: str, count: int | None = None) -> list[str]:
    head = ["User Name: A Reader", "Date and Time: Wednesday, March 25, 2026 10:15 AM", "Job Number: 123456",
            f"Documents ({len(titles) if count is None else count})"]  # fmt: skip
    rest = ["Client/Matter: -None-", "Search Terms: bridge", "Narrowed by:"]
    return [*head, *(line for n, title in enumerate(titles, 1) for line in [f"{n}. {title}", *rest])]


def test_a_nexis_download_gives_every_article_with_newspaper_date_author_and_text_alone():
    found = read(document(*contents("Bridge story 1", "Bridge story 2"), *uni(1), *uni(2)))
    assert [row.where for row in found] == ["news.docx article 1", "news.docx article 2"]
    assert [row.name for row in found] == ["news#1", "news#2"]
    for n, row in enumerate(found, 1):
        assert row.fields == {
            "title": f"Bridge story {n}", "source": "The Wexcombe Courier (London)", "date": f"2026-03-0{n}",
            "author": "Ann Lee and Ben Cole", "text": f"{BODY} ({n})\n“Load it,” said the mayor.",
        }  # fmt: skip


@pytest.mark.parametrize(
    "without",
    [(), ("byline",), ("section",), ("length",), ("copyright",), ("byline", "section", "length", "highlight", "copyright"),
     ("graphic",), ("classification",), ("graphic", "classification"), ("load",)],
)  # fmt: skip
def test_a_nexis_article_does_without_any_of_its_labels(without):
    found = read(document(*contents("Bridge story 1"), *uni(1, without=without)))
    (row,) = found
    assert (row.fields["title"], row.fields["source"], row.fields["date"]) == (
        "Bridge story 1", "The Wexcombe Courier (London)", "2026-03-01",
    )  # fmt: skip
    assert row.fields["text"] == f"{BODY} (1)\n“Load it,” said the mayor."
    assert ("author" in row.fields) == ("byline" not in without)


@pytest.mark.parametrize("date", ["Wednesday 4 March 2026", "March 4, 2026 Wednesday 10:15 PM GMT", "4 March 2026 Wednesday",
                                  "March 4, 2026 Wednesday Final Edition", "Wednesday, March 4, 2026"])  # fmt: skip
def test_the_forms_of_a_nexis_date(date):
    (row,) = read(document(*uni(1, date=date)))
    assert row.fields["date"] == "2026-03-04"
    assert row.fields["source"] == "The Wexcombe Courier (London)"


def test_a_nexis_article_without_a_date_takes_that_of_its_loading_and_says_so():
    (row,) = read(document(*contents("Bridge story 1"), *uni(1, without=("date",))))
    assert row.fields["date"] == "2026-03-02"
    assert any("archive" in note for note in row.notes)


def test_a_nexis_article_without_a_headline_has_its_newspaper():
    first, second = read(document(*uni(1), *uni(2, without=("headline",))))
    assert "title" not in second.fields and second.fields["source"] == first.fields["source"]


def test_words_of_the_layout_inside_a_text_stay_text():
    body = ["Classification", "of bridges is old.", "The body: a bridge.", "End of document, he said."]
    (row,) = read(document(*uni(1, body=body)))
    assert row.fields["text"].split("\n") == body


def test_the_first_article_is_found_without_styles_behind_the_list_of_contents():
    lines = [line[0] if isinstance(line, tuple) else line for line in (*contents("Bridge story 1"), *uni(1))]
    (row,) = read(document(*lines))
    assert (row.fields["title"], row.fields["source"]) == ("Bridge story 1", "The Wexcombe Courier (London)")


def test_what_a_download_lists_and_does_not_hold_is_set_aside_by_name():
    found = read(document(*contents("Bridge story 1", "Bridge story 2", "Bridge story 3"), *uni(1), *uni(3)))
    assert [isinstance(one, Row) for one in found] == [True, True, False]
    assert "'Bridge story 2'" in found[2].why


def test_an_article_that_cannot_be_read_is_set_aside_in_its_place():
    sorry = ["We are sorry but there is an error in this document and it is not possible to display it.", "End of Document"]
    found = read(document(*uni(1), *sorry, *uni(3, without=("body",)), *uni(4, body=[" "]), *uni(5)))
    assert [isinstance(one, Row) for one in found] == [True, False, False, False, True]
    assert [one.where for one in found] == [f"news.docx article {n}" for n in range(1, 6)]
    assert [word in one.why for one, word in zip(found[1:4], ("error", "Body", "no text"), strict=True)] == [True] * 3


def test_a_number_of_articles_that_no_file_can_hold_gives_a_bounded_list():
    found = read(document(*contents("Bridge story 1", count=999_999_999), *uni(1)))
    assert len(found) == 2 + nexis.LISTED and isinstance(found[0], Row)
    assert "999,999,999" in found[-1].why


def test_a_last_article_without_its_end_is_read_and_noted():
    first, last = read(document(*uni(1), *uni(2, without=("end",))))
    assert (first.notes, len(last.notes)) == ((), 1)


# --- LexisNexis, the older layout -------------------------------------------------------------------------------------


def older(n: int, of: int) -> list[str]:
    return [f"{n} of {of} DOCUMENTS", "", "", "The Valley News (England)", "", f"January {n}, 2010 Monday", "Edition 1;",
            "Scotland", "", f"Bridge story {n}", "", "BYLINE: Ann Lee", "", "SECTION: NEWS; Pg. 6", "", "LENGTH: 67 words", "",
            "", "The council met on Monday. It agreed to open", f"the bridge again, for the {n}th time.", "", "Then it rained.",
            "", "LOAD-DATE: January 12, 2010", "", "LANGUAGE: ENGLISH", "", "PUBLICATION-TYPE: Newspaper", "", "",
            "Copyright 2010 Valley Newspapers", "All Rights Reserved", ""]  # fmt: skip


def test_the_older_layout_is_read_by_its_numbering_and_what_is_not_there_is_set_aside():
    found = read(document("Download Request: Selected Items: 1-4", *older(1, 4), *older(2, 4), *older(4, 4)))
    assert [one.where for one in found] == [f"news.docx article {n}" for n in (1, 2, 4, 3)]
    assert isinstance(found[-1], SetAside) and "3 of 4" in found[-1].why
    assert found[1].fields == {
        "source": "The Valley News (England)", "date": "2010-01-02", "title": "Bridge story 2", "author": "Ann Lee",
        "text": "The council met on Monday. It agreed to open the bridge again, for the 2th time.\nThen it rained.",
    }  # fmt: skip


def test_an_older_article_without_the_line_before_its_text_is_set_aside():
    kept = [line for line in older(2, 2) if not line.startswith(("LENGTH", "BYLINE", "SECTION"))]
    first, second = read(document(*older(1, 2), *kept))
    assert isinstance(first, Row) and "LENGTH" in second.why


# --- row 38: what is no Word file, or a hostile one -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"{\\rtf1\\ansi hello}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Word file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"Just some text.", "no Word file"),
        (b"PK\x03\x04 and no more", "broken"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "JPEG"),
    ],
)
def test_row_38_what_is_no_word_file_is_told_for_what_it_is(data, word):
    assert word in aside(data)


def test_row_38_a_workbook_or_a_plain_zip_renamed():
    for name, word in (("xl/workbook.xml", "Excel"), ("ppt/presentation.xml", "PowerPoint"), ("content.xml", "OpenDocument"),
                       ("a.txt", "zip")):  # fmt: skip
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as made:
            made.writestr(name, "x")
        assert word in aside(stream.getvalue())


def test_row_38_entities_and_outside_files_are_never_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    head = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y "LOL">]>'.encode()

    def hostile(name: str, part: bytes) -> bytes:
        if name != "word/document.xml":
            return part
        return part.replace(b"?>", b"?>" + head, 1).replace(b"The council", b"&x;&y;", 1)

    assert "document type" in aside(repacked(document(BODY), hostile))


def test_row_38_links_to_outside_and_macros_are_left_alone():
    def hostile(name: str, part: bytes) -> bytes:
        if name == "word/_rels/document.xml.rels":
            link = b'<Relationship Id="rX" Type="http://x/t" Target="http://127.0.0.1:9/t.dotm" TargetMode="External"/>'
            return part.replace(b"</Relationships>", link + b"</Relationships>")
        if name == "_rels/.rels":
            link = b'<Relationship Id="rY" Type="http://x/officeDocument" Target="file:///etc/passwd" TargetMode="External"/>'
            return part.replace(b"<Relationship ", link + b"<Relationship ", 1)
        return part

    assert article(repacked(document(BODY), hostile)).fields == {"text": BODY}


def test_row_38_a_bomb_is_told_by_what_it_unpacks_to_not_by_what_it_says():
    filler = b"<w:p><w:r><w:t>" + b"a" * 3_000_000 + b"</w:t></w:r></w:p>"
    data = with_xml(filler)
    assert "unpacks" in aside(data)
    assert len(article_of(data, Limits(archive_ratio=10_000))) > 3_000_000


def article_of(data: bytes, limits: Limits) -> str:
    (row,) = read(data, limits)
    assert isinstance(row, Row)
    return row.fields["text"]


def test_row_38_a_file_beyond_the_limit_or_with_too_many_parts():
    assert "1,000 bytes" in aside(document(BODY), Limits(file_bytes=1_000))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for n in range(PARTS + 1):
            made.writestr(f"word/{n}.xml", "")
    assert "parts" in aside(stream.getvalue())


def test_row_38_a_document_without_words_or_deeply_nested():
    assert "no text" in aside(document("", " "))
    deep = b"<w:tbl><w:tr><w:tc>" * 2000
    data = with_xml(deep)
    assert "broken" in aside(data)


def test_a_file_that_may_not_be_opened_is_set_aside():
    def closed() -> io.BytesIO:
        raise PermissionError(13, "Permission denied")

    (one,) = rows(Given("news.docx", "news", ".docx", closed), Limits())
    assert "Permission denied" in one.why


# --- any bytes --------------------------------------------------------------------------------------------------------


def holds(found: list[Row | SetAside]) -> None:
    assert found
    assert all(isinstance(one, SetAside) or one.fields["text"].strip() for one in found)


@FUZZ
@drawn(st.binary(max_size=2000), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"]))
def test_fuzz_any_bytes_give_rows_or_reasons(data, head):
    holds(read(head + data))


@FUZZ
@drawn(st.data())
def test_fuzz_a_file_cut_or_changed_anywhere_gives_rows_or_reasons(data):
    whole = document(*contents("Bridge story 1"), *uni(1))
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = data.draw(st.binary(max_size=20))
    holds(read(whole[:at] + changed))
    holds(read(whole[:at] + changed + whole[at + len(changed) :]))


WORDS = [
    "Body", "End of Document", "Classification", "Graphic", "Load-Date: May 3, 2020", "Documents (3)", "2 of 4 DOCUMENTS",
    "Length: 9 words", "1. A", "LENGTH: 9 words", "LANGUAGE: X", "May 3, 2020 Sunday", "Copyright 2020", "Byline:", "",
    "Language:\xa0X", "Job Number: 1",
]  # fmt: skip


@FUZZ
@drawn(st.lists(st.sampled_from(WORDS) | st.text(max_size=30), max_size=30))
def test_fuzz_lines_of_the_layout_in_any_order(lines):
    told = [nexis.Line(line) for line in lines]
    nexis.recognised(told)
    for one in nexis.rows(told, "x", "x"):
        assert isinstance(one, SetAside) or one.fields["text"].strip()
