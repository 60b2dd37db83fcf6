"""Worker processes that may die: what they were asked is asked again of a new one, and given up after two tries.

Processes are started anew, never forked (a fork beside threads hangs), and end when their parent does. Each opens the models
once. The parent knows what each was asked, so that a worker killed by the system costs one task and no other.
"""

from __future__ import annotations

import multiprocessing
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

from threadpoolctl import threadpool_limits

from framing.batch import work
from framing.batch.work import Job
from framing.records import Article

TRIES = 2
"""Times a task is tried: once more than a worker that was killed for no fault of the task needs."""


@dataclass(frozen=True, slots=True)
class Task:
    """An event to score, or with `probe` an article of it to read alone; `number` is the event's."""

    number: int
    articles: tuple[Article, ...]
    probe: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task: its lines, or why there are none."""

    task: Task
    lines: list[tuple[str, Any]]
    fault: str = ""


@dataclass(slots=True)
class _Worker:
    process: Any
    pipe: Connection
    task: Task | None = None
    since: float = 0.0


def outcomes(
    tasks: Iterator[Task], job: Job, workers: int, seconds: float, answer: Callable[[Connection, Job], None] | None = None
) -> Iterator[Outcome]:
    """The outcome of each task, as they come; a task is taken from `tasks` when a worker is free for it.

    A task that takes longer than `seconds`, whose worker dies, or that raises is tried `TRIES` times. `answer` is what a worker
    runs, `serve` when None.
    """
    again: deque[Task] = deque()
    tries: dict[Task, int] = {}
    hands = [_started(job, answer or serve) for _ in range(workers)]
    try:
        while True:
            for hand in hands:
                if hand.task is None and (task := again.popleft() if again else next(tasks, None)):
                    _ask(hand, task)
            busy = [hand for hand in hands if hand.task]
            if not busy:
                return
            ready = set(wait([hand.pipe for hand in busy], timeout=1.0))
            for hand in busy:
                task = hand.task
                late = time.monotonic() - hand.since > seconds
                if task is None or (hand.pipe not in ready and not late):
                    continue
                told, fault = _answer(hand) if hand.pipe in ready else (None, f"took longer than {seconds:g} s")
                if told is None:
                    _end(hand)
                    hands[hands.index(hand)] = _started(job, answer or serve)
                hand.task = None
                tries[task] = tries.get(task, 0) + 1
                if fault and tries[task] < TRIES:
                    again.append(task)
                    continue
                del tries[task]
                yield Outcome(task, told or [], fault)
    finally:
        for hand in hands:
            _end(hand)


def _started(job: Job, answer: Callable[[Connection, Job], None]) -> _Worker:
    here, there = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=answer, args=(there, job), daemon=True)
    process.start()
    there.close()
    return _Worker(process, here)


def _ask(hand: _Worker, task: Task) -> None:
    hand.task, hand.since = task, time.monotonic()
    with suppress(OSError):  # it died while it had nothing to do: seen when its answer is read
        hand.pipe.send((task.articles, task.probe))


def _answer(hand: _Worker) -> tuple[list[tuple[str, Any]] | None, str]:
    """The worker's lines and fault; None when it died."""
    try:
        told, fault = hand.pipe.recv()
    except (EOFError, OSError):
        hand.process.join(5)
        return None, f"its worker died ({_why(hand.process.exitcode)})"
    return told, fault


def _why(code: int | None) -> str:
    return f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"


def _end(hand: _Worker) -> None:
    hand.pipe.close()
    hand.process.kill()
    hand.process.join()


def serve(pipe: Connection, job: Job) -> None:
    """Answer what is asked through `pipe` until the parent closes it, or is gone."""
    threadpool_limits(1)  # the encoder has its own; the rest is short products, which rounding should not depend on cores
    used = work.opened(job)
    while True:
        try:
            articles, probe = pipe.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        try:
            told = work.readable(articles[0], job, used) if probe else work.lines(articles, job, used)
            fault = ""
        except Exception as wrong:  # noqa: BLE001 - whatever it is, the article and not the run is at fault
            told, fault = [], f"{type(wrong).__name__}: {wrong}"[:500]
        except KeyboardInterrupt:
            return
        try:
            pipe.send((told, fault))
        except OSError:
            return
