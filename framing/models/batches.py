"""Which texts the encoder reads together, such that a text's vector never depends on its company.

A matrix product rounds by the shape of its operands: the same text read in a batch of another size or length differs in the
last digits (about 1e-7 in float32, 1e-3 in bfloat16), which moves a chance across a threshold now and then. So every batch
has one of a few fixed shapes, filled up with empty rows: equal text, equal bits, whatever else is read, in whatever order,
by however many workers, and out of a cache too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

LENGTHS = (8, 16, 24, 32, 40, 48, 64, 80, 96, 128, 160, 192, 256)
"""Pieces of words a batch may be long: steps small enough that about a tenth of the work goes into filling."""

ROWS = 8
"""Texts of a batch; more are no faster on a few cores, and more empty rows are read for a short event."""

PIECES = 256
"""Pieces of words below which a batch takes more rows than `ROWS`: very short texts cost more to hand over than to read."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts read together: ids and mask of the shape (rows, length), int64; `members` are the numbers of the texts in the
    first rows, the other rows are empty."""

    ids: np.ndarray
    mask: np.ndarray
    members: tuple[int, ...]


def batches(pieces: Sequence[Sequence[int]], padding: int = 0) -> Iterator[Batch]:
    """All texts, given as the ids of their pieces (at least one, at most the last of `LENGTHS`), the shortest first."""
    import numpy as np

    of_length: dict[int, list[int]] = {}
    for n, ids in enumerate(pieces):
        of_length.setdefault(next(length for length in LENGTHS if length >= len(ids)), []).append(n)
    for length, numbers in sorted(of_length.items()):
        rows = max(ROWS, PIECES // length)
        for begin in range(0, len(numbers), rows):
            members = tuple(numbers[begin : begin + rows])
            block = np.full((rows, length), padding, dtype=np.int64)
            mask = np.zeros((rows, length), dtype=np.int64)
            mask[:, 0] = 1  # an empty row has one piece: a mean over none is no number
            for row, n in enumerate(members):
                block[row, : len(pieces[n])] = pieces[n]
                mask[row, : len(pieces[n])] = 1
            yield Batch(block, mask, members)
