"""What becomes of an event that fails: the articles at fault are found and set aside, and the others compared without them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from framing.batch import spool
from framing.batch.pool import Outcome, Task, outcomes
from framing.batch.work import Job
from framing.records import Article

FAILED = "failed"
"""Mark of a line that tells of an event or article that failed and may be tried again."""

Line = tuple[str, Any]
Scored = tuple[int, list[Line], int]
"""An event's number, its lines and how many articles it has."""


def events(articles: Path, asked: Iterator[int], job: Job, workers: int, seconds: float) -> Iterator[Scored]:
    """Score the events `asked` for out of the spool `articles`, as `pool.outcomes` does; one comes when its last try is done.

    An event that fails is tried without those of its articles that fail alone. With one worker an event is asked for when
    the one before it is done, so that what is asked may be decided as late as that.
    """
    extra: list[Task] = []
    failing: dict[int, _Failing] = {}

    def tasks() -> Iterator[Task]:
        while True:
            if extra:
                yield extra.pop()
            elif (number := next(asked, None)) is not None:
                yield Task(number, spool.event(articles, number))
            else:
                return

    waiting = tasks()
    while True:
        for outcome in outcomes(waiting, job, workers, seconds):
            task = outcome.task
            if task.number not in failing and not outcome.fault:
                yield task.number, outcome.lines, len(task.articles)
                continue
            one = failing.setdefault(task.number, _Failing(task.articles, outcome.fault))
            extra += one.heard(outcome)
            if one.lines is not None:
                del failing[task.number]
                yield task.number, one.lines, len(one.articles)
        if not extra:
            return
        waiting = tasks()


class _Failing:
    """An event that failed: its articles are read alone, then it is tried once more with those that can be."""

    def __init__(self, articles: tuple[Article, ...], fault: str) -> None:
        self.articles, self.fault = articles, fault
        self.lines: list[Line] | None = None
        self._bad: list[Line] = []
        self._good: list[Article] = []

    def heard(self, outcome: Outcome) -> list[Task]:
        """What is to be asked next."""
        number = outcome.task.number
        if outcome.task.probe:
            (article,) = outcome.task.articles
            if outcome.fault:
                self._bad.append(_failed(article.origin or article.id, outcome.fault))
            else:
                self._good.append(article)
            if len(self._bad) + len(self._good) < len(self.articles):
                return []
            if not self._bad or not self._good:
                self.lines = self._bad or [_failed(self._where(), self.fault)]
                return []
            order = {article.id: n for n, article in enumerate(self.articles)}
            return [Task(number, tuple(sorted(self._good, key=lambda a: order[a.id])))]
        if not self._bad and not self._good:
            return [Task(number, (article,), probe=True) for article in self.articles]
        rest = [_failed(self._where(), outcome.fault)] if outcome.fault else outcome.lines
        self.lines = [*rest, *sorted(self._bad, key=str)]
        return []

    def _where(self) -> str:
        first = self.articles[0]
        return f"event {first.event}" if len(self.articles) > 1 else first.origin or first.id


def _failed(where: str, fault: str) -> Line:
    return FAILED, {"where": where, "why": f"could not be compared ({fault}), tried twice; --retry-failed tries again"}
