"""Where the time of a comparison goes: CPU seconds and their share by stage, for the first events of a file of articles.

    python models/bench_stages.py ARTICLES.jsonl [EVENTS]

Each stage is timed from outside by a function laid over its entrance; a stage that calls another (points calls labels and the
encoder) is not charged with the other's time. Models are opened before the clock starts. With several threads the encoder's
seconds are those of all of them: set OMP_NUM_THREADS=1 to compare stages.
"""

from __future__ import annotations

import dataclasses
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from framing import (
    accounts,
    attribution,
    claims,
    clean,
    contrasts,
    events,
    holders,
    labels,
    models,
    points,
    presence,
    read,
    references,
    river,
    sides,
    statements,
)  # fmt: skip

FINDERS = ("coverage.cover", "cross_attribution.find", "wording.find", "naming.find", "naming.merged", "order.in_order",
           "opening.find", "words.find", "commitment.find", "conflict.find", "tone.find", "agency.find",
           "frames.find")  # fmt: skip
"""What `contrasts.find` calls, by module and function."""

ENTRANCES = (
    (clean, "split_digest", "reading"), (clean, "paragraphs", "reading"), (events, "group", "events"),
    (events, "copies", "events"), (attribution, "find", "attribution"), (holders, "resolve", "holders"),
    (statements, "tell", "statements"), (statements, "referring", "statements"), (references, "link", "references"),
    (sides, "give", "sides"), (sides, "parties", "sides"), (points, "find", "points"), (labels, "name", "labels"),
    (claims, "differences", "claims"), (accounts, "counted", "accounts"), (accounts, "gather", "accounts"),
    (presence, "judge", "presence"),
    *((getattr(contrasts, name.split(".")[0]), name.split(".")[1], f"contrasts: {name.split('.')[0]}") for name in FINDERS),
)  # fmt: skip
"""The functions laid over: module, name, and the stage they are charged to."""


class Clock:
    """CPU seconds by stage, each without those of the stages it calls."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._inner = [0.0]

    def over(self, function: Callable[..., Any], stage: str) -> Callable[..., Any]:
        """`function`, its time charged to `stage`."""

        def timed(*given: Any, **named: Any) -> Any:
            begun = time.process_time()
            self._inner.append(0.0)
            try:
                return function(*given, **named)
            finally:
                whole = time.process_time() - begun
                self.seconds[stage] += whole - self._inner.pop()
                self._inner[-1] += whole

        return timed


def shares(path: str, most: int) -> tuple[Clock, float, str]:
    """The clock after comparing the first `most` events of a file, all CPU seconds, and what was compared."""
    opened, clock = models.load(), Clock()
    opened.embed(["The models are opened before the clock starts."])
    opened.parse(["So is the parser."])
    timed = dataclasses.replace(
        opened, parse=clock.over(opened.parse, "parser"), embed=clock.over(opened.embed, "encoder"),
        embed_tokens=clock.over(opened.embed_tokens, "encoder"),
    )  # fmt: skip
    for module, name, stage in ENTRANCES:
        setattr(module, name, clock.over(getattr(module, name), stage))
    begun = time.process_time()
    articles, _ = clock.over(read.read, "reading")([path])
    told = list(dict.fromkeys(a.event for a in articles))[:most]
    chosen = [a for a in articles if a.event in told]
    found = list(river.compare(chosen, timed))
    whole = time.process_time() - begun
    return clock, whole, f"{len(chosen)} articles, {len(found)} events, {sum(len(c.statements) for c in found)} statements"


def main() -> None:
    clock, whole, compared = shares(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 10)
    print(compared)
    rest = whole - sum(clock.seconds.values())
    for stage, seconds in [*clock.seconds.most_common(), ("the rest", rest), ("all", whole)]:
        print(f"{stage:30}{seconds:9.2f} s{seconds / whole:8.1%}")


if __name__ == "__main__":
    main()
