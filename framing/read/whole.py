"""The bytes of a file that is read whole, within its limit, and what kind of file they are by their first bytes."""

from __future__ import annotations

from framing.limits import Limits
from framing.read.given import Given
from framing.records import SetAside

_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "an RTF document"),
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word file (.doc) or one locked by a password"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a rar archive"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PAR1", "a Parquet file"),
    (b"ARROW1", "an Arrow file"),
    (b"FEA1", "a Feather file of the first version"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"From: <Saved by ", "a web archive (MHTML)"),
    (b"MIME-Version: ", "a web archive (MHTML)"),
)
"""First bytes of kinds of file that are met under a wrong ending (each format's own specification)."""


def kind(head: bytes) -> str:
    """What kind of file begins with `head` ("a PDF"), "" when it is none that is known by its first bytes."""
    if head[257:262] == b"ustar":
        return "a tar archive"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "a WebP picture"
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")[:20]
    return next((name for mark, name in _KINDS if head.startswith(mark) or (mark[:1] in b"%{" and begin.startswith(mark))), "")


def whole(given: Given, limits: Limits) -> bytes | SetAside:
    """All bytes of a file, at most `limits.file_bytes`; set aside when it cannot be opened, is empty or is larger."""
    try:
        with given.open() as file:
            data = file.read(limits.file_bytes + 1)
    except OSError as fault:
        return SetAside(given.where, f"cannot be opened ({reason(fault)}); check that you may read it")
    if not data:
        return SetAside(given.where, "is empty; give it at least one article")
    if len(data) > limits.file_bytes:
        return SetAside(given.where, f"is larger than {limits.file_bytes:,} bytes; split it, or raise the limit file_bytes")
    return data


def reason(fault: BaseException) -> str:
    """A fault of a library as one short printable line."""
    said = getattr(fault, "strerror", None) or str(fault) or type(fault).__name__
    return printable(" ".join(str(said).split())[:160].rstrip(" .:;"))


def printable(told: str) -> str:
    """A name as it may stand in a sentence: what cannot be printed is escaped."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in told)
