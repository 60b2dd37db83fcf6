"""What a reader is given: one file, wherever it lies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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
