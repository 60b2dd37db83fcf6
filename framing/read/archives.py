"""The files in a .zip, and the one in a .gz, one at a time and within bounds.

What an archive says of itself is believed nowhere: bytes are counted while they are unpacked. Names are labels; nothing is
written under them, only into a temporary file without a name, which is gone with the next member.
"""

from __future__ import annotations

import gzip
import io
import lzma
import stat
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from framing.limits import Limits
from framing.read.given import Given
from framing.records import SetAside

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
GZIP = (b"\x1f\x8b",)
"""How the bytes of an archive begin."""

NESTED = frozenset((".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".rar", ".zst"))
"""Archives in an archive: each could hold a bomb of its own."""

PIECE = 1 << 20
"""Bytes unpacked at a time."""

IN_MEMORY = 8_000_000
"""Bytes of a member above which it is kept on disk meanwhile."""

ALWAYS = 1_000_000
"""Bytes that a member may have whatever its ratio: a short list of equal rows packs better than any article."""

DIRECTORY = 20_000_000
"""Bytes of the list of an archive's members, which is read whole and takes ten times as much memory. That of 20,000 members has
some two million."""

_FAULTS = (OSError, EOFError, BadZipFile, zlib.error, lzma.LZMAError, struct.error, ValueError, OverflowError)

Kept = SpooledTemporaryFile[bytes]


def members(given: Given, limits: Limits) -> Iterator[Given | SetAside]:
    """Each file in an archive, good until the next one is taken; and those that are not read, with the reason.

    Folders, hidden files and what a Mac adds are passed by, as they are in a folder.
    """
    with given.open() as stream:
        if given.suffix == ".gz" or stream.read(2) == GZIP[0]:
            yield from _single(given, limits)
            return
        try:
            _refuse_directory(stream)
            archive = ZipFile(stream)
        except _FAULTS as fault:
            yield SetAside(given.where, f"is no whole .zip ({_told(fault)}); get it anew")
            return
        except NotImplementedError as fault:
            yield SetAside(given.where, f"is a .zip of a kind that is not read ({_told(fault)}); unpack it first")
            return
        with archive:
            yield from _zipped(archive, given, limits)


@dataclass(slots=True)
class _Budget:
    """Bytes that may still be unpacked from one archive."""

    left: int


class _TooMuch(Exception):
    """A member unpacks to more than it may: the reason, in words."""


def _zipped(archive: ZipFile, given: Given, limits: Limits) -> Iterator[Given | SetAside]:
    size = _size(given)
    budget = _Budget(limits.archive_bytes)
    seen: Counter[str] = Counter()
    infos = archive.infolist()
    for number, info in enumerate(infos):
        if number == limits.archive_members:
            left = f"{len(infos) - number:,} more are left out"
            yield SetAside(given.where, f"holds more than {number:,} files (limit archive_members); {left}")
            return
        if budget.left <= 0:
            most = f"{limits.archive_bytes:,} bytes (limit archive_bytes)"
            yield SetAside(given.where, f"unpacks to more than {most}; {len(infos) - number:,} more files are left out")
            return
        if info.filename.endswith("/") or _passed_by(info.filename):
            continue
        seen[info.filename] += 1
        again = f" ({seen[info.filename]})" if seen[info.filename] > 1 else ""
        where = f"{given.where}/{_shown(info.filename)}{again}"
        why = _refused(info)
        if why:
            yield SetAside(where, why)
        else:
            yield from _one(archive, info, where, min(info.compress_size, size), budget, limits)


def _one(
    archive: ZipFile, info: ZipInfo, where: str, packed: int, budget: _Budget, limits: Limits
) -> Iterator[Given | SetAside]:
    """One member of a .zip, unpacked, or why it is not."""
    with SpooledTemporaryFile(max_size=IN_MEMORY) as kept:
        try:
            with archive.open(info) as stream:
                size = _unpack(stream, kept, packed, budget, limits)
        except _TooMuch as fault:
            yield SetAside(where, str(fault))
        except (NotImplementedError, RuntimeError, MemoryError) as fault:
            yield SetAside(where, f"is packed in a way that is not read ({_told(fault)}); unpack the archive first")
        except _FAULTS as fault:
            yield SetAside(where, f"breaks off or is damaged ({_told(fault)}); get the archive anew")
        else:
            yield _member(info.filename, where, kept, size)


def _single(given: Given, limits: Limits) -> Iterator[Given | SetAside]:
    """The file in a .gz, called as the archive without its ending."""
    where = f"{given.where}/{_shown(given.stem)}"
    if PurePosixPath(given.stem).suffix.lower() in NESTED:
        yield SetAside(where, "is an archive in an archive; unpack it first")
        return
    with given.open() as packed, SpooledTemporaryFile(max_size=IN_MEMORY) as kept:
        try:
            with gzip.GzipFile(fileobj=packed) as stream:
                size = _unpack(stream, kept, _size(given), _Budget(limits.archive_bytes), limits)
        except _TooMuch as fault:
            yield SetAside(given.where, str(fault))
        except _FAULTS as fault:
            yield SetAside(given.where, f"breaks off or is damaged ({_told(fault)}); get it anew")
        else:
            yield _member(given.stem, where, kept, size)


def _unpack(stream: IO[bytes] | gzip.GzipFile, kept: Kept, packed: int, budget: _Budget, limits: Limits) -> int:
    """Unpack into `kept`, and how many bytes it was. Raises `_TooMuch` as soon as a bound is passed."""
    most = max(ALWAYS, packed * limits.archive_ratio)
    size = 0
    while piece := stream.read(PIECE):
        size += len(piece)
        budget.left -= len(piece)
        if size > most:
            raise _TooMuch(f"unpacks to more than {limits.archive_ratio} times its bytes (limit archive_ratio), as a bomb does")
        if budget.left < 0:
            raise _TooMuch(f"takes the archive over {limits.archive_bytes:,} bytes (limit archive_bytes)")
        kept.write(piece)
    return size


# --- what is not unpacked -------------------------------------------------------------------------------------------------


def _refused(info: ZipInfo) -> str:
    """Why a member is not unpacked, or ""."""
    if info.flag_bits & 0x1:
        return "is encrypted; unpack the archive with its password first"
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "is a link or a device, not a file"
    return "is an archive in an archive; unpack it first" if _path(info.filename).suffix.lower() in NESTED else ""


def _passed_by(name: str) -> bool:
    parts = _path(name).parts
    return any(part == "__MACOSX" or (part.startswith(".") and part.strip(".")) for part in parts)


_TAIL = 22 + 65_535 + 20 + 56
"""Bytes at the end of a .zip in which the place of its directory is told: its end record, comment and the two of ZIP64."""


def _refuse_directory(stream: BinaryIO) -> None:
    """Raise `ValueError` where the list of members is so large that reading it would fill the memory."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _TAIL))
    tail = stream.read(_TAIL)
    stream.seek(0)
    ends = ((b"PK\x05\x06", 12, "<L"), (b"PK\x06\x06", 40, "<Q"))
    for mark, at, form in ends:
        with suppress(struct.error):
            place = tail.rfind(mark)
            told = struct.unpack_from(form, tail, place + at)[0] if place >= 0 else 0
            if told > DIRECTORY and told != 0xFFFFFFFF:
                raise ValueError("its list of files is too long")


# --- members --------------------------------------------------------------------------------------------------------------


def _member(name: str, where: str, kept: Kept, size: int) -> Given | SetAside:
    path = _path(name)
    stem, suffix = path.stem, path.suffix.lower()
    kept.seek(0)
    if not suffix and kept.read(4).startswith((*ZIP, *GZIP)):
        return SetAside(where, "is an archive in an archive; unpack it first")

    def opened() -> BinaryIO:
        return io.BufferedReader(_View(kept))

    return Given(where, _shown(stem) or "member", _shown(suffix), opened, size)


class _View(io.RawIOBase):
    """A reader of a file that others read too: it keeps its own place, and closing it leaves the file open."""

    def __init__(self, kept: Kept) -> None:
        super().__init__()
        self._kept, self._at = kept, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        self._at = self._kept.seek(offset + (self._at if whence == io.SEEK_CUR else 0), 2 if whence == io.SEEK_END else 0)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        self._kept.seek(self._at)
        data = self._kept.read(len(buffer))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


def _path(name: str) -> PurePosixPath:
    return PurePosixPath(name.replace("\\", "/"))


def _shown(name: str) -> str:
    """A member's name as it may stand in a sentence."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in name)


def _size(given: Given) -> int:
    """The bytes of the archive itself, counted."""
    with given.open() as stream:
        return stream.seek(0, io.SEEK_END)


def _told(fault: BaseException) -> str:
    return " ".join(_shown(str(fault)).split())[:100] or type(fault).__name__
