"""JSON: an object on each line, or a file that is one object or one list of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from framing.limits import Limits
from framing.read import encodings
from framing.read.given import Given
from framing.read.lines import KEPT, LONGEST, lines
from framing.read.mapping import Columns, export_of, fields
from framing.read.rows import Row, Unused
from framing.read.texts import too_large
from framing.records import SetAside

LISTS = ("articles", "stories", "results", "data", "items", "documents")
"""Names under which a program's answer holds its list of articles (NewsAPI, GDELT: "articles")."""


def rows(given: Given, limits: Limits, columns: Columns) -> Iterator[Row | SetAside]:
    """A row for each line that holds something."""
    encoding = encodings.survey(given)
    if encoding.fault:
        yield SetAside(given.where, encoding.fault)
        return
    with encodings.text(given, encoding) as stream:
        for line in lines(stream):
            place = f"{given.where} line {line.number}"
            if not line.whole:
                yield Unused(place, f"is longer than {LONGEST:,} characters; cut it", {"line": line.text[:KEPT]})
            elif line.text.strip():
                yield _row(line.text, place, f"{given.stem}#{line.number}", encoding.notes, columns)


def whole(given: Given, limits: Limits, columns: Columns) -> Iterator[Row | SetAside]:
    """A row for each object of a file that is one value; a file of more values is read line by line."""
    encoding = encodings.survey(given)
    if encoding.fault:
        yield SetAside(given.where, encoding.fault)
        return
    with encodings.text(given, encoding) as stream:
        text = stream.read(limits.file_bytes + 1)
    try:
        value = None if len(text) > limits.file_bytes else _parsed(text)
    except json.JSONDecodeError as fault:
        if fault.msg != "Extra data":
            yield SetAside(given.where, f"is no JSON ({_why(fault)}); mend it")
            return
        value = None
    except (ValueError, RecursionError) as fault:
        yield SetAside(given.where, f"is no JSON ({_why(fault)}); mend it")
        return
    if value is not None:
        yield from _items(value, given, encoding.notes, columns)
    elif len(text) > limits.file_bytes and "\n" not in text:
        yield too_large(given, limits)
    else:
        yield from rows(given, limits, columns)


def _items(value: Any, given: Given, notes: tuple[str, ...], columns: Columns) -> Iterator[Row | SetAside]:
    if isinstance(value, dict):
        listed = next((value[name] for name in LISTS if isinstance(value.get(name), list)), None)
        if listed is None:
            yield _object(value, given.where, given.stem, notes, columns)
            return
        value = listed
    if not isinstance(value, list):
        yield SetAside(given.where, "is JSON, but no object and no list of objects")
        return
    if not value:
        yield SetAside(given.where, "holds an empty list; give it at least one article")
    for number, one in enumerate(value, start=1):
        yield _object(one, f"{given.where} item {number}", f"{given.stem}#{number}", notes, columns)


def _row(line: str, place: str, name: str, notes: tuple[str, ...], columns: Columns) -> Row | SetAside:
    try:
        value = _parsed(line.rstrip("\r\n"))
    except (ValueError, RecursionError) as fault:
        return Unused(place, f"is no JSON ({_why(fault)}); mend or remove the line", {"line": line[:KEPT]})
    return _object(value, place, name, notes, columns)


def _object(value: Any, place: str, name: str, notes: tuple[str, ...], columns: Columns) -> Row | SetAside:
    if not isinstance(value, dict):
        return Unused(place, "is no JSON object; write one object with a text on each line", {"line": str(value)[:KEPT]})
    flat = dict(_flat(value))
    own = {key: said for key, held in flat.items() if (said := _as_text(held)) is not None}
    header = list(flat if export_of(list(flat)) else own)  # an export is known by its names, whether they hold something or not
    return Row(fields(columns(header, place), own), place, name, notes, own=own)


def _parsed(text: str) -> Any:
    """The value of a text. Numbers keep their digits; a name that stands twice in one object is a fault."""
    return json.loads(text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_once, strict=False)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _why(fault: BaseException) -> str:
    if isinstance(fault, json.JSONDecodeError):
        return f"{fault.msg.lower()} at character {fault.pos + 1}"
    return "nested too deeply" if isinstance(fault, RecursionError) else str(fault)


def _flat(row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Names and values of a JSON object; {"source": {"name": …}} gives "source.name"."""
    for name, value in row.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{inner}", held) for inner, held in value.items())
        else:
            yield name, value


def _as_text(value: Any) -> str | None:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "; ".join(value)
    return value if isinstance(value, str) else None
