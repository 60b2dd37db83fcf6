"""The lines of a stream, one at a time, and none so long that it fills the memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

LONGEST = 4_000_000
"""Characters of one line, or of one record of a table: twenty times the longest article that is read. A table's record that is
longer has a quotation mark that was never closed."""

KEPT = 20_000
"""Characters of a line that cannot be read which are kept to be shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its end, by its number from 1; `whole` is False where it was cut at `LONGEST` characters."""

    number: int
    text: str
    whole: bool = True


def lines(stream: TextIO) -> Iterator[Line]:
    """All lines of a stream; of one that is too long only its beginning."""
    number = 0
    while text := stream.readline(LONGEST + 1):
        number += 1
        whole = len(text) <= LONGEST or text[-1] in "\r\n"
        rest = "" if whole else text
        while rest and rest[-1] not in "\r\n":
            rest = stream.readline(LONGEST)
        yield Line(number, text, whole)
