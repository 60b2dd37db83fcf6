"""The worker that finds the article in a page: one process for many pages, killed where it takes too long, and made anew."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from typing import IO

from framing.read import extraction

STARTING = 30.0
"""Seconds the worker may take to start, which count for no page. It takes a third of one, on a busy machine more."""

SLACK = 1.0
"""Seconds after which the worker ends itself, beyond those after which it is killed: where there is nobody to kill it."""

LONGEST_ANSWER = 100_000_000
"""Bytes of an answer: more than any page is made of."""


@dataclass(slots=True)
class _Worker:
    """The process, its owner (a process forked from that one must not share it), and the lock of its two pipes."""

    process: subprocess.Popen[bytes] | None = None
    owner: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


@cache
def _worker() -> _Worker:
    worker = _Worker()
    atexit.register(_end, worker)
    return worker


def ask(page: str, seconds: float) -> dict[str, str] | str:
    """What `extraction.found` finds in a page; why it could not, in words, where it took longer or broke down."""
    worker = _worker()
    with worker.lock:
        try:
            process = _running(worker)
        except (OSError, EOFError) as fault:
            _end(worker)
            return f"the process that reads pages cannot be started ({fault})"
        try:
            with _killed_after(process, seconds) as late:
                answer = _answer(process, page, seconds)
        except (OSError, EOFError, ValueError):  # its pipe is broken, or what it says is no answer
            _end(worker)
            return _why(late.is_set(), seconds)
    return _why(False, seconds) if "fault" in answer else answer


@contextmanager
def _killed_after(process: subprocess.Popen[bytes], seconds: float) -> Iterator[threading.Event]:
    """Kill the process where what is done meanwhile takes longer; the event tells that it was."""
    late = threading.Event()

    def kill() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(seconds, kill)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()


def _why(late: bool, seconds: float) -> str:
    if late:
        return f"finding its article took more than {seconds:g} seconds (limit html_seconds); save the article alone"
    return "finding its article broke down; paste its text into a .txt file"


def _running(worker: _Worker) -> subprocess.Popen[bytes]:
    """The process of the worker, started where there is none. Raises `OSError` or `EOFError` where it cannot be."""
    if worker.process is not None and worker.owner != os.getpid():
        worker.process = None
    if worker.process is not None and worker.process.poll() is not None:
        _end(worker)
    if worker.process is None:
        command = [sys.executable, "-P", extraction.__file__, json.dumps(sys.path)]
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        process = subprocess.Popen(  # noqa: S603 - our own file, by our own interpreter
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
        worker.process, worker.owner = process, os.getpid()
        with _killed_after(process, STARTING):
            _read(process)
    return worker.process


def _answer(process: subprocess.Popen[bytes], page: str, seconds: float) -> dict[str, str]:
    """The answer to a page. Raises `OSError` or `EOFError` where the process ended before it, `ValueError` for none of ours."""
    assert process.stdin is not None
    data = page.encode("utf-8", "replace")
    process.stdin.write(extraction.QUESTION.pack(seconds + SLACK, len(data)) + data)
    process.stdin.flush()
    answer = json.loads(_read(process))
    if not isinstance(answer, dict):
        raise ValueError("no answer of ours")
    return {str(name): str(value) for name, value in answer.items()}


def _read(process: subprocess.Popen[bytes]) -> bytes:
    """The next message of the process."""
    assert process.stdout is not None
    return _whole(process.stdout, extraction.ANSWER.unpack(_whole(process.stdout, extraction.ANSWER.size))[0])


def _whole(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length) if length <= LONGEST_ANSWER else b""
    if len(data) < length:
        raise EOFError("it ended, or says what is no answer")
    return data


def _end(worker: _Worker) -> None:
    """End the process; it is made anew when it is asked again."""
    process, worker.process = worker.process, None
    if process is None or worker.owner != os.getpid():
        return
    process.kill()
    for stream in (process.stdin, process.stdout):
        with suppress(OSError):
            if stream is not None:
                stream.close()
    process.wait()
