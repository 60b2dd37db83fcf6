"""Bytes to text, in constant memory: a first pass over the file says what encoding it is in, a second one reads it.

UTF-8 with or without a byte order mark; UTF-16 that says so or looks so (every other byte of Latin text is zero); the old
encoding of Western Windows; and UTF-8 with a few broken bytes, which are replaced and counted.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TextIO

from framing.read.given import Given

PIECE = 1 << 20
"""Bytes read at a time."""

LOOKED_AT = 4000
"""Bytes by which UTF-16 is known."""

SAMPLE = 100_000
"""Characters among which controls are counted: where they are one in twenty, the bytes are no text."""

NO_WINDOWS = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D})
"""Bytes that Windows-1252 does not use."""

EMPTY = "is empty; give it at least one article"
NO_TEXT = "its bytes are no text; save it as text in UTF-8"


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to decode a file; `notes` tell it where it is not plain UTF-8; `fault` is why it cannot be read, or ""."""

    name: str = "utf-8-sig"
    errors: str = "strict"
    notes: tuple[str, ...] = ()
    fault: str = ""


def survey(given: Given) -> Encoding:
    """The encoding of a file, by all of its bytes. Raises what opening and reading it raises."""
    with given.open() as stream:
        head = stream.read(LOOKED_AT)
    if not head:
        return Encoding(fault=EMPTY)
    found = _by_head(head) or _by_all(given)
    if found.fault:
        return found
    sample, blank = _looked_over(given, found)
    if blank:
        return Encoding(fault=EMPTY)
    controls = sum(c < " " and c not in "\t\n\r\f\v" for c in sample)
    return Encoding(fault=NO_TEXT) if 20 * controls > len(sample) else found


def text(given: Given, encoding: Encoding) -> TextIO:
    """The file as a stream of characters, its ends of lines as they are."""
    return io.TextIOWrapper(given.open(), encoding=encoding.name, errors=encoding.errors, newline="")


def _pieces(given: Given) -> Iterator[bytes]:
    with given.open() as stream:
        while piece := stream.read(PIECE):
            yield piece


def _by_head(head: bytes) -> Encoding | None:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Encoding("utf-16", "replace", ("read as UTF-16",))
    if 0 in head:
        even, odd, half = head[0::2].count(0), head[1::2].count(0), len(head) / 2
        if max(even, odd) > 0.6 * half and min(even, odd) < 0.1 * half:
            name = "utf-16-le" if odd > even else "utf-16-be"
            return Encoding(name, "replace", ("read as UTF-16, though it does not say so",))
    return None


def _by_all(given: Given) -> Encoding:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for piece in _pieces(given):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return _not_utf8(given)
    return Encoding()


def _not_utf8(given: Given) -> Encoding:
    """UTF-8 but for a few bytes, or the old encoding of Western Windows, or none."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    broken = beyond = 0
    windows = True
    for piece in chain(_pieces(given), [b""]):
        patched = decoder.decode(piece, final=not piece)
        broken += patched.count("\ufffd")
        beyond += len(patched) - len(patched.encode("ascii", "ignore"))
        windows = windows and not any(byte in piece for byte in NO_WINDOWS)
    if beyond > 4 * broken:
        return Encoding("utf-8-sig", "replace", (f"{broken} bytes that are no UTF-8 replaced",))
    return Encoding("cp1252", "strict", ("read as Windows-1252, as it is no UTF-8",)) if windows else Encoding(fault=NO_TEXT)


def _looked_over(given: Given, encoding: Encoding) -> tuple[str, bool]:
    """The first characters, and whether there is nothing but white space."""
    with text(given, encoding) as stream:
        sample = stream.read(SAMPLE)
        some = piece = sample
        while piece and not some.strip():
            some = piece = stream.read(PIECE)
    return sample, not some.strip()
