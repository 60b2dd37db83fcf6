"""What is worked out once of a record and kept for as long as the record lives.

Many stages ask the same of one reading or parse: who appears in it, which words stand between marks. Records are frozen, so the
answer stays the same; it is kept by the record's identity (comparing two readings costs more than most answers) and goes with
the record, so that memory does not grow with the number of events.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Record = TypeVar("Record")
Result = TypeVar("Result")


def per_record(function: Callable[[Record], Result]) -> Callable[[Record], Result]:
    """`function` of one frozen record (with a weak reference), run once for each record.

    What it gives must not be changed by anybody and must not hold the record itself, which would then live for ever.
    """
    known: dict[int, tuple[weakref.ref[Record], Result]] = {}

    @wraps(function)
    def kept(record: Record) -> Result:
        key = id(record)
        if key not in known:
            result = function(record)
            known[key] = weakref.ref(record, lambda _: known.pop(key, None)), result
        return known[key][1]

    return kept
