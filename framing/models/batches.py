"""Which texts the encoder reads together, such that a text's vector never depends on its company.

A matrix product rounds by the shape of its operands: the same text, filled up to another length, differs in the last digits
(about 1e-7 in float32, 1e-3 in bfloat16), which moves a chance across a threshold now and then. So every text is filled up to
one of a few fixed lengths, whatever stands beside it; the number of texts in a batch then changes nothing, but for a short one
alone, which is multiplied in another way. Equal text, equal bits, in whatever order, by any number of workers, out of a cache.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

LENGTHS = (*range(4, 32, 2), *range(32, 64, 4), *range(64, 128, 8), *range(128, 257, 16))
"""Pieces of words a batch may be long: so near each other that a twentieth of the work goes into filling."""

PIECES = 1024
"""Pieces of words in a batch, about: enough to keep a core busy, few enough for two cores to share an event evenly."""

SHORT = 64
"""Pieces of a batch under which one text alone is joined by an empty one."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts read together: ids and mask of the shape (rows, length), int64; `members` are the numbers of the texts."""

    ids: np.ndarray
    mask: np.ndarray
    members: tuple[int, ...]


def batches(pieces: Sequence[Sequence[int]], padding: int = 0) -> Iterator[Batch]:
    """All texts, given as the ids of their pieces (at least one, at most the last of `LENGTHS`), the longest first."""
    import numpy as np

    of_length: dict[int, list[int]] = {}
    for n, ids in enumerate(pieces):
        of_length.setdefault(next(length for length in LENGTHS if length >= len(ids)), []).append(n)
    for length, numbers in sorted(of_length.items(), reverse=True):  # long ones last would leave a core idle
        most = PIECES // length
        for begin in range(0, len(numbers), most):
            members = tuple(numbers[begin : begin + most])
            rows = max(len(members), 2 if length < SHORT else 1)
            block = np.full((rows, length), padding, dtype=np.int64)
            mask = np.zeros((rows, length), dtype=np.int64)
            mask[:, 0] = 1  # an empty row has one piece: a mean over none is no number
            for row, n in enumerate(members):
                block[row, : len(pieces[n])] = pieces[n]
                mask[row, : len(pieces[n])] = 1
            yield Batch(block, mask, members)
