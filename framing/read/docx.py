"""A Word file becomes one article, or the many of a Nexis download (`nexis`).

Of the parts of a DOCX (a zip of XML) four are read: which part is the text, the text, the names of its styles, its
properties. Nothing else is opened, so pictures, macros and what the file links to outside itself never are; its XML is
parsed without DTD, entities or network, piece by piece, and what it unpacks to is counted while it does.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from framing.limits import Limits
from framing.read import nexis
from framing.read.given import Given
from framing.read.nexis import Line
from framing.read.rows import Row
from framing.read.whole import kind, reason, whole
from framing.records import SetAside

if TYPE_CHECKING:
    from lxml.etree import _Element

PARTS = 5_000
"""Parts of one Word file; one with a picture on every page of a book has some hundred."""

UNPACKED_FOR_PACKED = 4
"""Times `Limits.file_bytes` to which the text of a Word file may unpack: its XML is packed to a tenth, beside pictures."""

PIECE = 65_536
"""Bytes that are unpacked and parsed at a time."""

FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, LookupError, struct.error)
"""What reading a broken zip raises."""

_NO_TITLES = frozenset({"", "word document", "document", "untitled", "microsoft word", "title"})
"""Titles in a file's properties that a program put there."""


_OTHER_OFFICE = (
    ("xl/", "an Excel workbook; save the sheet as .csv"),
    ("ppt/", "a PowerPoint file; give its text as .txt"),
    ("content.xml", "an OpenDocument file; save it as .docx"),
)
"""How the names of parts begin in other zips of XML, and what they are."""


class _Unread(Exception):
    """Why a file is not read, in words."""


def rows(given: Given, limits: Limits) -> Iterator[Row | SetAside]:
    """The articles of a Word file as rows; what cannot be read is set aside.

    `limits.file_bytes` bounds the file, `limits.archive_ratio` what it unpacks to.
    """
    data = whole(given, limits)
    if isinstance(data, SetAside):
        yield data
        return
    try:
        lines, title = _opened(data, limits)
    except _Unread as fault:
        yield SetAside(given.where, str(fault))
        return
    if nexis.recognised(lines):
        yield from nexis.rows(lines, given.where, given.stem)
    else:
        yield _article(lines, title, given)


def _article(lines: Sequence[Line], title: str, given: Given) -> Row | SetAside:
    fields, body = _head([line for line in lines if not line.style.startswith("toc ")])
    text = "\n".join(line.text for line in body).strip()
    if not any(c.isalnum() for c in text):
        return SetAside(given.where, "holds no text; if it is a picture of one, give the text itself")
    if title.strip().lower() not in _NO_TITLES:
        fields.setdefault("title", title.strip())
    return Row({**fields, "text": text}, given.where, given.stem, file=given.stem)


_KEY = re.compile(r"([A-Za-z][A-Za-z ]{0,20}?)[ \t\xa0]?:[ \t\xa0]*(\S.{0,500})")
_KEYS: Mapping[str, str] = {
    "source": "source", "publication": "source", "newspaper": "source", "outlet": "source", "publisher": "source",
    "title": "title", "headline": "title", "date": "date", "published": "date", "author": "author", "byline": "author",
    "url": "url", "link": "url", "event": "event", "event id": "event", "id": "id", "language": "language",
}  # fmt: skip
"""What may stand before a colon in the first lines of a document, in small letters, and the field it names."""


def _head(lines: Sequence[Line]) -> tuple[dict[str, str], Sequence[Line]]:
    """Fields that the first lines tell (a title or heading, "Source: …", "Date: …"), and the lines behind them.

    A heading alone that nothing follows is text.
    """
    fields: dict[str, str] = {}
    begin = 0
    for n, line in enumerate(lines[:60]):
        told = line.text.strip()
        key = _KEY.fullmatch(told)
        field = _KEYS.get(key[1].lower()) if key else None
        if line.is_heading and told and "title" not in fields:
            fields["title"] = told
        elif key and field:
            fields.setdefault(field, key[2].strip())
        elif told:
            break
        begin = n + 1
    if any(line.text.strip() for line in lines[begin:]):
        return fields, lines[begin:]
    return {}, lines


# --- the parts of the file --------------------------------------------------------------------------------------------


def _opened(data: bytes, limits: Limits) -> tuple[list[Line], str]:
    """The lines of a Word file's text and the title of its properties. Raises `_Unread`."""
    if kind(data[:300]) != "a zip archive":
        raise _Unread(_other(data))
    if data.count(b"PK\x01\x02") > PARTS:
        raise _Unread(f"is a Word file of more than {PARTS:,} parts; save it anew in Word")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = set(parts.namelist())
            main = _main(parts, names, limits)
            near = main.rpartition("/")[0]
            styles = _styles(parts, f"{near}/styles.xml", limits) if f"{near}/styles.xml" in names else {}
            title = _title(parts, limits) if "docProps/core.xml" in names else ""
            return list(_lines(parts, main, styles, limits)), title
    except FAULTS as fault:
        raise _Unread(f"is a broken Word file ({reason(fault)}); save it anew in Word") from None


def _other(data: bytes) -> str:
    """What a file that is no zip is, and what to do about it."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "is locked by a password; save it without one"
        return "is an old Word file (.doc); save it as .docx"
    told = kind(data[:300])
    if told:
        return f"is {told}, not a Word file; open it and save it as .docx, or give its text as .txt"
    return "is no Word file; save it as .docx in Word, or name it .txt if it is text"


def _main(parts: zipfile.ZipFile, names: set[str], limits: Limits) -> str:
    """The name of the part that holds the text; what a relation points to outside the file is not followed."""
    if "_rels/.rels" in names:
        for _, element in _elements(parts, "_rels/.rels", limits, ("end",)):
            target = (element.get("Target") or "").lstrip("/")
            named = (element.get("Type") or "").endswith("/officeDocument") and element.get("TargetMode") != "External"
            if named and target in names and target.startswith("word/"):
                return target
    if "word/document.xml" in names:
        return "word/document.xml"
    for begin, told in _OTHER_OFFICE:
        if any(name.startswith(begin) for name in names):
            raise _Unread(f"is {told}")
    raise _Unread("is a zip archive without a Word text in it; name it .zip if it holds articles")


def _styles(parts: zipfile.ZipFile, name: str, limits: Limits) -> dict[str, str]:
    """The name of each style, in small letters, by the id that paragraphs give; names are English in every Word."""
    found = {}
    for _, element in _elements(parts, name, limits, ("end",)):
        if _local(element) == "style":
            key, named = _attribute(element, "styleId"), next((one for one in element if _local(one) == "name"), None)
            if key and named is not None:
                found[key] = (_attribute(named, "val") or "").lower()
            element.clear()
    return found


def _title(parts: zipfile.ZipFile, limits: Limits) -> str:
    elements = _elements(parts, "docProps/core.xml", limits, ("end",))
    return next((element.text or "" for _, element in elements if _local(element) == "title"), "")


# --- paragraphs -------------------------------------------------------------------------------------------------------

_SKIPPED = frozenset({"Fallback", "moveFrom", "del"})
"""Elements whose text is told elsewhere (the second form of a text box, where a moved passage was) or is struck out."""

_SIGNS: Mapping[str, str] = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def _lines(parts: zipfile.ZipFile, main: str, styles: Mapping[str, str], limits: Limits) -> Iterator[Line]:
    skipped = 0
    for event, element in _elements(parts, main, limits, ("start", "end")):
        name = _local(element)
        if name in _SKIPPED:
            skipped += 1 if event == "start" else -1
        if event != "end":
            continue
        if name == "p" and not skipped:
            style = styles.get(_style(element), "")
            yield from (Line(line, style) for line in "".join(_text(element)).split("\n"))
        if name in ("p", "tbl") or name in _SKIPPED:
            element.clear(keep_tail=True)
            parent = element.getparent()
            while parent is not None and _local(parent) == "body" and element.getprevious() is not None:
                del parent[0]


def _text(paragraph: _Element) -> Iterator[str]:
    """The text of a paragraph's runs; of a paragraph within it (in a text box) nothing is left by now."""
    for element in paragraph.iter():
        name = _local(element)
        if name == "t":
            yield element.text or ""
        elif name in _SIGNS and _local(element.getparent()) == "r":
            yield _SIGNS[name]


def _style(paragraph: _Element) -> str:
    head = next((one for one in paragraph if _local(one) == "pPr"), None)
    style = next((one for one in head if _local(one) == "pStyle"), None) if head is not None else None
    return (_attribute(style, "val") or "") if style is not None else ""


def _elements(parts: zipfile.ZipFile, name: str, limits: Limits, events: Sequence[str]) -> Iterator[tuple[str, _Element]]:
    """The elements of a part as they begin and end, parsed while it is unpacked. Raises `_Unread`."""
    from lxml import etree

    parser: Any = etree.XMLPullParser(
        events, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        first = True
        for piece in _pieces(parts, name, limits):
            parser.feed(piece)
            for event, element in parser.read_events():
                if first and element.getroottree().docinfo.doctype:
                    raise _Unread("declares a document type in its XML, which no Word file does; save it anew in Word")
                first = False
                yield event, element
        parser.close()
        yield from parser.read_events()
    except etree.LxmlError as fault:
        raise _Unread(f"is a broken Word file ({reason(fault)}); save it anew in Word") from None


def _pieces(parts: zipfile.ZipFile, name: str, limits: Limits) -> Iterator[bytes]:
    told, count = parts.getinfo(name), 0
    if told.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _Unread("is packed as no Word file is; save it anew in Word")
    most = max(1_000_000, min(UNPACKED_FOR_PACKED * limits.file_bytes, limits.archive_ratio * told.compress_size))
    with parts.open(name) as part:
        while piece := part.read(PIECE):
            count += len(piece)
            if count > most:
                raise _Unread("unpacks to far more than its size; save it anew in Word, or give its text as .txt")
            yield piece


def _local(element: _Element) -> str:
    """The name of an element without its namespace, which differs between the two forms of the standard (ECMA-376)."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _attribute(element: _Element, name: str) -> str | None:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)
