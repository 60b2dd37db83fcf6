"""A text file that is one article, with or without front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.limits import Limits
from framing.read import encodings
from framing.read.given import Given
from framing.read.mapping import known
from framing.read.rows import Row
from framing.records import SetAside


def rows(given: Given, limits: Limits) -> Iterator[Row | SetAside]:
    """The article, or why it cannot be read: it is no text, empty, or larger than `limits.file_bytes`."""
    if given.size is not None and given.size > limits.file_bytes:
        yield too_large(given, limits)
        return
    encoding = encodings.survey(given)
    if encoding.fault:
        yield SetAside(given.where, encoding.fault)
        return
    with encodings.text(given, encoding) as stream:
        text = stream.read(limits.file_bytes + 1)
    if len(text) > limits.file_bytes:
        yield too_large(given, limits)
        return
    fields, begin = _front_matter(text)
    place = f"{given.where} from character {begin}" if begin else given.where
    yield Row({**fields, "text": text[begin:]}, place, given.stem, encoding.notes, given.stem)


def too_large(given: Given, limits: Limits) -> SetAside:
    """A file that is larger than what is read whole."""
    return SetAside(given.where, f"is larger than {limits.file_bytes:,} bytes (limit file_bytes); cut it or raise the limit")


_KEY = re.compile(r"([A-Za-z][\w .-]{0,30})[ \t]*:(?:[ \t]+(\S.{0,500}))?$")


def _front_matter(text: str) -> tuple[dict[str, str], int]:
    """Fields at the head of a text, and the character where the text itself begins (0 when there are none).

    Either "key: value" lines between two lines of three dashes, or leading lines whose keys we know, up to a blank line:
    "Source: …", "Title: …", "Date: …".
    """
    lines = text[:20_000].splitlines(keepends=True)
    fenced = bool(lines) and lines[0].strip() == "---"
    place = len(lines[0]) if fenced else 0
    fields: dict[str, str] = {}
    for line in lines[1 if fenced else 0 : 60]:
        told = line.strip()
        m = _KEY.match(told)
        field = next(iter(known(m[1])), "") if m else ""
        if fenced and told in ("---", "..."):
            return fields, _past_blank(text, place + len(line))
        if not fenced and (not m or not m[2] or field in ("", "text")):
            return (fields, _past_blank(text, place)) if fields and not told else ({}, 0)
        if fenced and not m and told and not line[0].isspace() and told[0] not in "-#":
            return {}, 0
        if m and m[2] and field not in ("", "text"):
            fields.setdefault(field, m[2].strip().strip("\"'"))
        place += len(line)
    return {}, 0


def _past_blank(text: str, place: int) -> int:
    return len(text) - len(text[place:].lstrip())
