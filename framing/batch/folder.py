"""The folder of a run: one run at a time, what it is a run of, and the shards it has finished.

    accounts.csv …       the tables, written when all is done
    manifest.json        inputs, settings, versions and models: what the tables are made of
    .framing             this folder is ours
    .run/lock            held while a run works here
    .run/articles.sqlite the articles by event (`spool`)
    .run/shards/*.jsonl  the rows of some events each, every file whole or not there
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from framing import write
from framing.errors import UsageError

MANIFEST = "manifest.json"
RUN = ".run"
END = "end"
"""First item of the last line of a shard; the second is the SHA-256 of all before it: a shard cut short is none."""

Line = tuple[str, Any]
"""A table's name and a row of it, or another mark and what goes with it."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the folder while a run works in it. Raises `UsageError` when another run does, or it may not be written."""
    write.check(folder)
    try:
        (folder / RUN / "shards").mkdir(parents=True, exist_ok=True)
        (folder / write.MARK).touch()
        lock = (folder / RUN / "lock").open("a")
    except OSError as fault:
        raise unwritable(folder, fault) from None
    with lock:
        if not _locked(lock.fileno()):
            raise UsageError(f"another run works in {str(folder)!r}: wait for it, or give another --output")
        yield


def _locked(handle: int) -> bool:
    """Whether the lock could be taken; the system lets go of it when the process ends, however it ends."""
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def unwritable(folder: Path, fault: OSError) -> UsageError:
    """What is said when the disk is full, or the folder may not be written any more."""
    return UsageError(
        f"cannot write to {str(folder)!r}: {fault.strerror or fault}; what is finished is kept: mend that and run it again"
    )


def same_run(folder: Path, told: Mapping[str, Any]) -> None:
    """Refuse a folder whose run was of something else; a new one is marked with what it is a run of.

    Raises `UsageError` with what differs.
    """
    file = folder / RUN / MANIFEST
    try:
        before = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        put(file, json.dumps(told, ensure_ascii=False, indent=1) + "\n")
        return
    except (OSError, ValueError):
        raise UsageError(f"{str(file)!r} cannot be read: give another --output, or add --force to begin anew") from None
    apart = [key for key in told if before.get(key) != json.loads(json.dumps(told[key]))]
    if apart:
        raise UsageError(
            f"{str(folder)!r} holds a run with other {' and '.join(apart)}: give another --output, or add --force to begin anew"
        )


def forget(folder: Path) -> None:
    """Remove what an earlier run left to go on from."""
    for path in sorted((folder / RUN).rglob("*"), reverse=True):
        if path.is_file() and path.name != "lock":
            path.unlink()


def put(path: Path, content: str) -> None:
    """Write a file whole: under another name first, on the disk before it takes its own."""
    part = path.with_name(f"{path.name}.part")
    with part.open("w", encoding="utf-8", newline="") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(part, path)


# --- shards ---------------------------------------------------------------------------------------------------------------


def shard(folder: Path, number: int) -> Path:
    """The file of a shard."""
    return folder / RUN / "shards" / f"{number:07d}.jsonl"


def finish(file: Path, lines: Iterable[Line]) -> None:
    """Write the shard, with the mark of its end."""
    text = "".join(json.dumps(line, ensure_ascii=True) + "\n" for line in lines)
    digest = hashlib.sha256(text.encode()).hexdigest()
    put(file, text + json.dumps((END, digest)) + "\n")


def finished(file: Path) -> list[Line] | None:
    """The lines of a finished shard without the mark of its end; None when there is none or it was cut short or changed."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    body, _, last = text.removesuffix("\n").rpartition("\n")
    body += "\n" if body else ""
    try:
        if tuple(json.loads(last)) != (END, hashlib.sha256(body.encode()).hexdigest()):
            return None
        return [(mark, told) for mark, told in map(json.loads, body.splitlines())]
    except (ValueError, TypeError):
        return None
