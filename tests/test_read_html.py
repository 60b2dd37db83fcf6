"""A saved web page gives its one article, or is set aside with the reason: whatever its bytes are."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.limits import DEFAULT
from framing.read import Asked, articles, extraction, html, pages, stream
from framing.read.given import Given
from framing.read.kinds import rows
from framing.read.rows import Row
from framing.records import Article, SetAside

PARAGRAPHS = [
    "The council met on Monday and agreed to open the old bridge again after the long winter, officials said.",
    "“It is safe,” said Ann Lee, the mayor, who had closed it in November after a beam was found to be cracked.",
    "Traders on the east bank had asked for months that it be opened, as their customers went elsewhere.",
    "Engineers will look at the new beam every month, and the council will hear from them again in the summer.",
]
BODY = "".join(f"<p>{paragraph}</p>\n" for paragraph in PARAGRAPHS)

HEAD = """<meta charset="utf-8"><title>Bridge opens again | The Post</title>
<meta property="og:site_name" content="The Post"><meta property="og:title" content="Bridge opens again">
<link rel="canonical" href="https://www.post.example/2026/bridge-opens-again">
<meta property="article:published_time" content="2026-03-04T05:06:07Z"><meta name="author" content="Ida Moor">"""


def page(body=BODY, head=HEAD, opening="<!DOCTYPE html>\n<html lang='en-GB'>"):
    return (
        f"{opening}<head>{head}</head><body><nav><a href='/'>Home</a> <a href='/x'>News</a></nav><article>"
        f"<h1>Bridge opens again</h1>{body}</article><script>var x = '<div>';</script><footer>All rights</footer></body></html>"
    )


def held(content, name="a.html", sized=True):
    data = content if isinstance(content, bytes) else content.encode()
    stem, _, suffix = name.rpartition(".")
    return Given(name, stem, f".{suffix}" if stem else "", lambda: io.BytesIO(data), len(data) if sized else None)


def found(content, limits=DEFAULT, **how):
    (one,) = rows(held(content, **how), Asked(limits=limits))
    return one


def why(content, **how):
    one = found(content, **how)
    assert isinstance(one, SetAside) and "\n" not in one.why
    return one.why


# --- pages --------------------------------------------------------------------------------------------------------------


def test_the_article_of_a_page_with_what_the_page_says_of_it():
    row = found(page())
    told = {field: value for field, value in row.fields.items() if field != "text"}
    assert told == {
        "title": "Bridge opens again", "author": "Ida Moor", "date": "2026-03-04", "source": "The Post", "language": "en-GB",
        "url": "https://www.post.example/2026/bridge-opens-again",
    }  # fmt: skip
    assert row.fields["text"].split("\n\n")[-4:] == PARAGRAPHS
    assert not any(word in row.fields["text"] for word in ("Home", "All rights", "var x"))
    assert (row.notes, row.name, row.file) == ((), "a", "a")


def test_a_page_becomes_an_article(tmp_path):
    for name in ("one.html", "two.HTM", "three.xhtml"):
        (tmp_path / name).write_text(page())
    made = list(stream([tmp_path]))
    assert all(isinstance(one, Article) for one in made)
    assert {one.id for one in made} == {"one", "two", "three"}
    assert {(one.source, one.date, one.guessed, one.excerpt) for one in made} == {("The Post", "2026-03-04", (), "")}


def test_the_source_is_the_host_where_no_site_is_named_and_the_file_where_no_address_is():
    bare = "<title>Bridge opens again</title>"
    link = '<link rel="canonical" href="https://www.post.example/a">'
    assert found(page(head=bare + link)).fields["source"] == "post.example"
    row = found(page(head=bare))
    assert "source" not in row.fields and "url" not in row.fields
    article = articles.article(row, DEFAULT)
    assert isinstance(article, Article) and (article.source, article.guessed[-1]) == ("a", "source")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://a.example/b"])
def test_row_30_only_an_address_of_the_web_is_a_url(url):
    head = f'<link rel="canonical" href="{url}"><meta property="og:url" content="{url}">'
    assert "url" not in found(page(head=head)).fields


@pytest.mark.parametrize(
    ("opening", "head", "language"),
    [
        ("<html lang='en'>", "", "en"),
        ("<html>", "<meta property='og:locale' content='en_US'>", "en-US"),
        ("<html>", "<meta http-equiv='Content-Language' content='en-IE'>", "en-IE"),
        ("<html lang='\"><script>'>", "", None),
        ("<html>", "", None),
    ],
)
def test_the_language_is_the_one_the_page_says(opening, head, language):
    assert found(page(head=head, opening=opening)).fields.get("language") == language


def test_a_page_on_standard_input_is_known_by_its_look():
    assert found(page(), name="stdin").fields["title"] == "Bridge opens again"
    assert found("  <HTML><body>" + BODY, name="stdin").fields["text"].split("\n\n") == PARAGRAPHS


def test_a_page_laid_out_as_a_table_is_read_too():
    table = f"<html><body><table><tr><td>{BODY}</td></tr></table></body></html>"
    assert all(paragraph in found(table).fields["text"] for paragraph in PARAGRAPHS)


# --- encodings ----------------------------------------------------------------------------------------------------------

CURLY = page().replace("old bridge", "old café bridge")


@pytest.mark.parametrize(
    ("codec", "says", "note"),
    [
        ("utf-8", "utf-8", ""),
        ("utf-8-sig", "windows-1252", "read as UTF-8, though it says windows-1252"),
        ("utf-8", "iso-8859-1", "read as UTF-8, though it says iso-8859-1"),
        ("cp1252", "iso-8859-1", "read as iso-8859-1, as it says"),
        ("cp1252", "windows-1252", "read as windows-1252, as it says"),
        ("cp1252", "utf-8", "read as Windows-1252, as it is no UTF-8"),
        ("cp1252", "zip", "read as Windows-1252, as it is no UTF-8"),
        ("cp1257", "windows-1257", "read as windows-1257, as it says"),
        ("mac_roman", "macintosh", "read as macintosh, as it says"),
        ("gb18030", "gb2312", "read as gb2312, as it says"),
        ("utf-16", "utf-8", "read as UTF-16"),
    ],
)
def test_row_39_a_wrong_or_old_charset_loses_no_letter(codec, says, note):
    row = found(CURLY.replace('charset="utf-8"', f'charset="{says}"').encode(codec))
    assert "old café bridge" in row.fields["text"] and "“It is safe,” said" in row.fields["text"]
    assert row.notes == ((note,) if note else ())


def test_row_39_an_xhtml_page_says_its_charset_in_its_first_line():
    opening = '<?xml version="1.0" encoding="ISO-8859-1"?>\n<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en">'
    row = found(page(head="<title>Bridge opens again</title>", opening=opening).replace("old", "café").encode("cp1252"))
    assert "café" in row.fields["text"] and row.notes == ("read as iso-8859-1, as it says",)


# --- hostile pages ------------------------------------------------------------------------------------------------------

ENTITIES = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))

HOSTILE = {
    "5,000 nested divs": ("<html><body>" + "<div>" * 5000 + BODY + "</div>" * 5000, "deep"),
    "300 nested spans": ("<html><body>" + "<span>" * 300 + BODY, "deep"),
    "entity bomb": (f'<!DOCTYPE x [<!ENTITY a "lol">{ENTITIES}]><html><body><p>&i;</p>{BODY}', "entities"),
    "XXE": (f'<!DOCTYPE x [<!entity a SYSTEM "file:///etc/passwd">]><html><body><p>&a;</p>{BODY}', "entities"),
    "JPEG": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(256)) * 60, "no text"),
    "JPEG that says a charset": (b"\xff\xd8\xff\xe0\x00<meta charset=gbk>" + bytes(range(256)) * 60, "no text"),
    "only a script": ("<html><body><script>render()</script><div id='root'></div></body></html>", "no article"),
    "head only": ("<html><head><title>Bridge opens again</title></head></html>", "no article"),
    "empty": (b"", "empty"),
    "blank": (b" \n\n ", "empty"),
    "30 MB": ("<html><body>" + "<p>word</p>" * 2_800_000, "5,000,000 bytes"),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("sized", [True, False])
def test_row_39_a_hostile_page_is_set_aside_with_the_reason(kind, sized):
    content, reason = HOSTILE[kind]
    assert reason in why(content, sized=sized)


def test_row_39_a_page_without_a_body_and_one_of_unclosed_paragraphs_are_read():
    assert found(BODY).fields["text"].split("\n\n") == PARAGRAPHS
    unclosed = found("<html><body>" + "<p>word " * 50_000)
    assert unclosed.fields["text"].count("word") == 50_000


def test_row_39_the_limit_of_bytes_holds_for_pages_too():
    assert "1,000 bytes" in why(page(), limits=replace(DEFAULT, file_bytes=1000))


def test_row_39_a_page_that_takes_too_long_is_given_up_and_the_next_is_read():
    long = "<html><body>" + "<p>word " * 600_000
    begun = time.monotonic()
    assert "more than 0.5 seconds (limit html_seconds)" in why(long, limits=replace(DEFAULT, html_seconds=0.5))
    assert time.monotonic() - begun < 20
    assert isinstance(found(page()), Row)


@pytest.mark.parametrize(
    ("low", "depth"),
    [
        ("", 0), ("no tag", 0), ("<br>" * 9, 0), ("<p>" * 9, 1), ("<div><p>a<p>b</div>", 2), ("<ul><li>a<li>b<li>c</ul>", 2),
        ("<svg><path/><path/><path/></svg>", 1), ("<!-- <div><div> --><p>", 1), ("<!-- <div><div>", 0), ("<i>" * 9, 9),
        ("<script>'<div><div>'</script><p>", 1), ("</div>" * 9 + "<p>", 1), ("<div><span></div>" * 9, 2),
        ("<table><tr><td>a<td>b<tr><td>c", 3), ("<div " * 9, 9), ("< div>", 0), ("<a title='<b>'>", 2),
    ],
)  # fmt: skip
def test_how_deep_elements_lie_in_each_other(low, depth):
    assert html.depth(low) == depth


@pytest.mark.parametrize("piece", ["<", "<a ", "<!--", "</a>", "<a>", "<script>", "<a b='", "<p>", "<div></span>", "<!--->"])
def test_row_55_the_scan_of_nesting_is_linear(piece):
    begun = time.process_time()
    html.depth(piece * (2_000_000 // len(piece)))
    assert time.process_time() - begun < 10


PIECES = (
    b"<p>", b"</p>", b"<div", b">", b"The council met on Monday.", b"<!--", b"&#0;", b"&#xD800;", b"<script>", b"\xff", b"\x00",
    b"'", b"<![CDATA[", b"<title>", b"<meta charset=", b"<a href=//[>", b"<link rel=canonical href=http://[", b"<table>",
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join)))
def test_row_39_any_bytes_end_in_a_row_or_set_aside(data):
    one = found(data)
    assert one.why if isinstance(one, SetAside) else one.fields["text"].strip()


# --- the worker ---------------------------------------------------------------------------------------------------------


def test_one_worker_reads_many_pages_and_a_dead_one_is_replaced():
    assert isinstance(found(page()), Row)
    first = pages._worker().process
    assert isinstance(found(page()), Row) and pages._worker().process is first
    first.kill()
    first.wait()
    assert isinstance(found(page()), Row) and pages._worker().process is not first


def test_row_45_a_worker_killed_in_its_work_is_told_and_the_next_page_is_read(monkeypatch):
    real = pages._read

    def killed(process):
        process.kill()
        return real(process)

    assert isinstance(found(page()), Row)
    monkeypatch.setattr(pages, "_read", killed)
    assert "broke down" in why(page())
    monkeypatch.undo()
    assert isinstance(found(page()), Row)


def test_a_worker_that_cannot_start_is_told(monkeypatch):
    pages._end(pages._worker())
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert "cannot be started" in why(page())


def test_the_worker_ends_with_its_parent():
    program = f"""
import os
from framing.read import pages
pages.ask({page()!r}, 9)
print(pages._worker().process.pid, flush=True)
os._exit(1)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60)
    worker = int(done.stdout)
    for _ in range(100):
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("the worker lives on")


def test_the_worker_has_no_network_and_starts_no_program():
    program = f"""
import runpy, socket, subprocess
worker = runpy.run_path({extraction.__file__!r})
worker["_bounded"]()
for forbidden in (lambda: socket.create_connection(("127.0.0.1", 9)), lambda: subprocess.run(["true"])):
    try:
        forbidden()
    except PermissionError:
        print("forbidden")
"""
    done = subprocess.run([sys.executable, "-P", "-c", program], capture_output=True, timeout=60)
    assert done.stdout.split() == [b"forbidden"] * 2


def test_the_libraries_of_pages_are_loaded_in_the_worker_alone(tmp_path):
    (tmp_path / "a.html").write_text(page())
    program = """
import sys
from framing.read import read
read([sys.argv[1]])
print([name for name in ("trafilatura", "lxml") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, timeout=60)
    assert done.stdout.strip() == b"[]", done.stderr


def test_reading_a_page_asks_no_network(monkeypatch):
    monkeypatch.setattr(socket, "socket", None)
    assert isinstance(found(page('<img src="http://a.example/x.png">' + BODY)), Row)
