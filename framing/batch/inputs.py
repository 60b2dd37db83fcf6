"""What a run is of: the files it was given, with their hashes, and all that a row depends on."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from framing import read
from framing.batch.work import Job, opened
from framing.errors import UsageError
from framing.limits import DEFAULT as LIMITS
from framing.limits import recorded
from framing.models.weights import sha256
from framing.read.asked import Asked
from framing.records import Article, SetAside, plain
from framing.settings import as_dict

PACKAGES = ("framing", "numpy", "scipy", "sentence-transformers", "spacy", "torch", "openvino")
"""Packages whose version may change a row."""


def fingerprint(
    inputs: Sequence[str], standard_input: Path | None, events: str, job: Job, asked: Asked
) -> dict[str, Any]:
    """What the rows of a run depend on, as plain data; not the time an event may take, so that a late one can be tried again
    with more. `standard_input` holds what stood there when "-" is among `inputs`.

    Raises `ModelMissing` when a model of the job is absent.
    """
    return {
        "inputs": [told for given in inputs for told in _files(given, standard_input)],
        "columns": dict(sorted(asked.columns.items())),
        "fetch": asked.fetch is not None,
        "events by": events,
        "tables": list(job.tables),
        "settings": as_dict(job.settings) | recorded(replace(job.limits, event_seconds=LIMITS.event_seconds))
        | job.own_sides.recorded(),
        "models": [plain(card) for card in opened(job).cards()],
        "versions": versions(),
    } | ({"model": _files(str(job.model), None)} if job.model else {})


def versions() -> dict[str, str | None]:
    """The versions, here, of all whose version may change a row; None for what is not installed."""
    return {"python": platform.python_version()} | {name: _version(name) for name in PACKAGES}


def reading(
    inputs: Sequence[str], standard_input: Path | None, events: str, asked: Asked
) -> Callable[[], Iterator[Article | SetAside]]:
    """What reads the inputs when called: articles with their events, and rows set aside."""
    return lambda: _read(inputs, standard_input, events, asked)


def _read(inputs: Sequence[str], standard_input: Path | None, events: str, asked: Asked) -> Iterator[Article | SetAside]:
    for name, group in _groups(inputs, events):
        with standard_input.open("rb") if standard_input else nullcontext() as stream:
            for one in read.stream(group, stream, asked):
                yield one if events == "column" or isinstance(one, SetAside) else replace(one, event=name)


def _groups(inputs: Sequence[str], events: str) -> Iterator[tuple[str | None, list[str]]]:
    """What is read at one go, and the event of all of it: each folder that holds files is an event, or all is read together."""
    if events != "folder":
        yield None, list(inputs)
        return
    for given in inputs:
        path = Path(given)
        if not path.is_dir():
            raise UsageError(f"{given!a} is no folder: with --events folder, give folders that hold one event each")
        files: dict[Path, list[str]] = {}
        for file in read.inside(path):
            files.setdefault(file.parent, []).append(str(file))
        for folder, own in sorted(files.items()):
            yield (str(folder.relative_to(path)) if folder != path else path.name), own


def _files(given: str, standard_input: Path | None) -> list[dict[str, Any]]:
    """Name, bytes and SHA-256 of each file of an input; a url stands for itself."""
    if given == "-":
        return [_told("standard input", standard_input)] if standard_input else []
    path = Path(given)
    if path.is_file():
        return [_told(path.name, path)]
    below = [file for file in read.inside(path) if file.is_file()] if path.is_dir() else []
    return [_told(str(file.relative_to(path)), file) for file in below] or [{"name": given}]


def _told(name: str, path: Path) -> dict[str, Any]:
    return {"name": ascii(name)[1:-1], "bytes": path.stat().st_size, "sha256": sha256(path)}


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
