"""A Word file: one article, or a download from Nexis Uni or LexisNexis with many (`nexis`)."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from framing.limits import Limits
from framing.read import nexis
from framing.read.given import Given
from framing.read.mapping import known
from framing.read.rows import Row
from framing.read.texts import KEY, too_large
from framing.records import SetAside

BODY = "word/document.xml"

OTHER_KINDS = {
    b"%PDF": "is a PDF; save it as a Word file or as text",
    b"{\\rtf": "is rich text (RTF); save it as a Word file (.docx) or as text",
    b"\xd0\xcf\x11\xe0": "is an old Word file (.doc) or one with a password; save it as .docx without one",
    b"<": "is a web page or XML; give it with the ending .html",
}
"""What a file that is named .docx may be by its first bytes, and how to mend that."""


def rows(given: Given, limits: Limits) -> Iterator[Row | SetAside]:
    """The article, or every article of a download; nothing outside the file is followed, no macro is run."""
    if given.size is not None and given.size > limits.file_bytes:
        yield too_large(given, limits)
        return
    with given.open() as stream:
        data = stream.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        yield too_large(given, limits)
        return
    why = _unreadable(data, limits)
    if why:
        yield SetAside(given.where, why)
        return
    told = _paragraphs(data)
    if told is None:
        yield SetAside(given.where, "is no Word file that can be read; open it in Word and save it anew, or save it as text")
    elif nexis.is_download(told):
        yield from nexis.rows(told, given)
    else:
        yield _one(told, given)


def _unreadable(data: bytes, limits: Limits) -> str:
    """Why the file is not opened, or ""."""
    if not data:
        return "is empty; give it at least one article"
    for start, why in OTHER_KINDS.items():
        if data.startswith(start):
            return why
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > limits.archive_ratio * len(data):
                return f"unpacks to more than {limits.archive_ratio} times its size (limit archive_ratio); it is not opened"
            body = parts.getinfo(BODY)
            if body.file_size > limits.file_bytes:
                return f"holds more than {limits.file_bytes:,} bytes of text (limit file_bytes); cut it or raise the limit"
            if any(mark in parts.read(body) for mark in (b"<!DOCTYPE", b"<!ENTITY")):
                return "declares entities of its own, as no Word file does; open it in Word and save it anew"
    except KeyError:
        return "is an archive without a Word document in it; give the documents themselves"
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError):
        return "is damaged, or no Word file; open it in Word and save it anew, or save it as text"
    return ""


def _paragraphs(data: bytes) -> list[nexis.Line] | None:
    """The paragraphs with a word, those of tables in their place, each with the name of its style; None for no Word file."""
    from docx import Document

    try:
        return [line for block in Document(io.BytesIO(data)).iter_inner_content() for line in _lines(block)]
    except Exception:  # noqa: BLE001 - a damaged file fails in python-docx and lxml in ways of its own
        return None


def _lines(block: Any) -> Iterator[nexis.Line]:
    if hasattr(block, "rows"):
        cells = {id(cell._tc): cell for row in block.rows for cell in row.cells}  # a merged cell stands once
        for cell in cells.values():
            for inner in cell.iter_inner_content():
                yield from _lines(inner)
        return
    for text in block.text.split("\n"):
        if text.strip():
            yield nexis.Line(" ".join(text.split()), (block.style.name if block.style is not None else None) or "")


def _one(told: Sequence[nexis.Line], given: Given) -> Row:
    """The file as one article: leading "Source: …" lines are its fields, a title is a paragraph in the style of one."""
    fields: dict[str, str] = {}
    rest = list(told)
    while rest and (m := KEY.match(rest[0].text)) and m[2]:
        field = next(iter(known(m[1])), "")
        if field in ("", "text"):
            break
        fields.setdefault(field, m[2].strip())
        rest.pop(0)
    if rest and rest[0].style in ("Title", "Heading 1"):
        fields.setdefault("title", rest.pop(0).text)
    return Row({**fields, "text": "\n\n".join(line.text for line in rest)}, given.where, given.stem, (), given.stem)
