"""The events of a run scored through Ray Data: on this machine, or on a cluster whose machines see one storage.

Numbers of events go out in blocks and their lines come back; each actor reads the articles from the spool and keeps one worker
process of `pool` beside it, so that an event that raises, hangs or kills what scores it fares as it does without Ray. When and
where a block is done, and what becomes of it when a machine is lost, is Ray's affair. The only file that imports ray.
"""

from __future__ import annotations

import json
import logging
import os
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from framing.batch import inputs, isolate
from framing.batch.isolate import Scored
from framing.batch.work import Job
from framing.errors import ExtraMissing, UsageError

BLOCK = 20
"""Events of a block at most: a minute or two of an actor's time, beside which handing a block over costs nothing."""

BLOCKS_OF_ONE = 8
"""Blocks that each actor has to do at least, where there are enough events: the last block keeps nobody waiting for long."""

WAIT = 10.0
"""Seconds for the cluster's machine to answer."""


def check() -> None:
    """Raise `ExtraMissing` where Ray is not installed."""
    try:
        import ray.data  # noqa: F401
    except ImportError:
        raise ExtraMissing("--engine ray needs Ray: pip install 'framing[ray]', or leave --engine out") from None


def events(articles: Path, asked: Iterable[int], job: Job, workers: int, seconds: float) -> Iterator[Scored]:
    """Score the events `asked` for as `isolate.events` does, with `workers` actors; they come in any order.

    Works on the cluster that the environment's RAY_ADDRESS names, else on one of its own that ends with it. Raises `UsageError`
    when the cluster cannot be reached, its machines do not see the spool `articles`, or have other versions installed.
    """
    numbers = list(asked)
    if not numbers:
        return
    threads = job.threads or 1
    with _cluster(workers * threads):
        import ray.data

        size = min(BLOCK, max(1, len(numbers) // (workers * BLOCKS_OF_ONE)))
        given = ray.data.from_items([{"event": n} for n in numbers], override_num_blocks=-(-len(numbers) // size))
        scored = given.map_batches(
            Scorer, fn_constructor_args=(str(articles.absolute()), job, seconds, inputs.versions()), batch_size=None,
            compute=ray.data.ActorPoolStrategy(size=workers, max_tasks_in_flight_per_actor=1), num_cpus=threads,
        )  # fmt: skip
        for row in scored.iter_rows():
            if row["fault"]:
                raise UsageError(row["fault"])
            yield row["event"], [(mark, told) for mark, told in json.loads(row["lines"])], row["articles"]


@contextmanager
def _cluster(cores: int) -> Iterator[None]:
    """A connection to the cluster of RAY_ADDRESS, or a cluster of this machine, without a dashboard; Ray reports to nobody."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    import ray.data

    logging.getLogger("ray.data").setLevel(logging.ERROR)
    address = os.environ.get("RAY_ADDRESS")
    _answers(address)
    own: dict[str, Any] = {} if address else {"num_cpus": cores, "include_dashboard": False}
    try:
        ray.init(address=address or "local", log_to_driver=False, logging_level=logging.ERROR, **own)
    except (ConnectionError, RuntimeError, ValueError) as fault:
        where = f"the cluster at {address}" if address else "Ray"
        raise UsageError(f"{where} cannot be reached or started: {str(fault).splitlines()[0]}") from None
    ray.data.DataContext.get_current().enable_progress_bars = False
    try:
        yield
    finally:
        ray.shutdown()


def _answers(address: str | None) -> None:
    """Raise `UsageError` where nobody listens at "host:port": Ray itself would go on asking for minutes."""
    host, colon, port = (address or "").rpartition(":")
    if not (colon and port.isdigit() and host and "/" not in host):
        return  # "auto", "ray://…": Ray knows
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=WAIT).close()
    except (OSError, OverflowError) as fault:
        raise UsageError(f"the cluster at {address} cannot be reached or started: {fault}") from None


class Scorer:
    """What an actor is: given blocks of events by number, it gives the lines of each as JSON and the number of its articles."""

    def __init__(self, articles: str, job: Job, seconds: float, versions: dict[str, Any]) -> None:
        self._fault = _unfit(Path(articles), versions)
        self._asked = -1
        self._events = isolate.events(Path(articles), iter(lambda: self._asked, None), job, 1, seconds)

    def __call__(self, block: dict[str, Any]) -> dict[str, list[Any]]:
        """The block's events scored; with a `fault` in place of them when this machine cannot."""
        if self._fault:
            return {"event": [-1], "lines": [""], "articles": [0], "fault": [self._fault]}
        done = [self._one(int(number)) for number in block["event"]]
        return {
            "event": [number for number, _, _ in done],
            "lines": [json.dumps(lines) for _, lines, _ in done],
            "articles": [size for _, _, size in done],
            "fault": [""] * len(done),
        }

    def _one(self, number: int) -> Scored:
        self._asked = number
        return next(self._events)


def _unfit(articles: Path, versions: dict[str, Any]) -> str:
    """Why this machine cannot score, if so."""
    here = socket.gethostname()
    if not articles.is_file():
        return f"{here} does not see {str(articles)!r}: with --engine ray, --output must lie on storage that all machines share"
    apart = [name for name, version in inputs.versions().items() if versions.get(name) != version]
    return f"{here} has other versions of {', '.join(apart)} than this machine: install the same on all" if apart else ""
