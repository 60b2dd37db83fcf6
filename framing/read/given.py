"""What a reader is given: one file, wherever it lies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class Given:
    """A file on disk, in an archive, on standard input or behind a url.

    `where` is its place as it may stand in a sentence (printable); `stem` and `suffix` are its name without and with its
    ending (".csv", in small letters); `open` gives its bytes from the start, each time anew; `size` is how many there are,
    None where that is not known before they are read.
    """

    where: str
    stem: str
    suffix: str
    open: Callable[[], BinaryIO]
    size: int | None = None


def on_disk(path: Path, where: str, stem: str, suffix: str) -> Given:
    """A file on disk, under the place and name it is told by."""

    def opened() -> BinaryIO:
        return path.open("rb")

    return Given(where, stem, suffix, opened, path.stat().st_size)
