"""What is worked out once of frozen records and kept for as long as they live.

Many stages ask the same of one reading, parse or statement: who appears in it, which words stand between marks, what it is made
of. Records are frozen, so the answer stays the same; it is kept by their identity (comparing two readings costs more than most
answers) and goes with the first of them that goes, so that memory does not grow with the number of events.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Records = ParamSpec("Records")
Result = TypeVar("Result")


def per_record(function: Callable[Records, Result]) -> Callable[Records, Result]:
    """`function` of one or more frozen records (each with room for a weak reference), run once for the same records.

    What it gives must not be changed by anybody and must not hold the records themselves, which would then live for ever.
    Records are given by place, not by name.
    """
    known: dict[tuple[int, ...], tuple[Result, list[weakref.ref[Any]]]] = {}

    @wraps(function)
    def kept(*records: Records.args, **by_name: Records.kwargs) -> Result:
        key = tuple(map(id, records))
        if key not in known:
            result = function(*records, **by_name)
            known[key] = result, [weakref.ref(record, lambda _: known.pop(key, None)) for record in records]
        return known[key][0]

    return kept
