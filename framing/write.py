"""Files into an output folder: whole or not at all, and never over what is not ours."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from framing.errors import UsageError

MARK = ".framing"
"""Name of the file that says a folder was written by this program and may be written again."""

_UNSAFE = re.compile(r"[^a-z0-9]+")
_RESERVED = frozenset({"con", "prn", "aux", "nul", "index", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))})


def slug(name: str) -> str:
    """A file name for any text: up to 60 letters, digits and hyphens, then eight digits of its hash if that changed it.

    Two different names never share a slug, whatever their case, and no slug leaves the folder or is a reserved name.
    """
    plain = _UNSAFE.sub("-", name.lower()).strip("-")[:60].strip("-")
    if plain and plain == name and plain not in _RESERVED:
        return plain
    return f"{plain or 'event'}-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def files(folder: Path, contents: Mapping[str, str | bytes], *, force: bool = False) -> list[Path]:
    """Write each content, text as UTF-8, under its name in `folder`; files appear whole, by rename. Raises as `check` does."""
    check(folder, force=force)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _one(folder / MARK, "")
        _stay_within(folder, contents)
        return [_one(folder / name, content) for name, content in contents.items()]
    except OSError as fault:
        raise UsageError(f"cannot write to {str(folder)!r}: {fault.strerror or fault}; give another --output") from None


def file(path: Path, content: str, *, force: bool = False) -> None:
    """Write one file whole, by rename. Raises as `check_file`, and `UsageError` when it cannot be written."""
    check_file(path, force=force)
    try:
        _one(path, content)
    except OSError as fault:
        raise UsageError(f"cannot write {str(path)!r}: {fault.strerror or fault}; give another name") from None


def check_file(path: Path, *, force: bool = False) -> None:
    """Raise `UsageError` for a file that is there already (unless `force`), before any work is done for it."""
    if path.is_symlink() or (path.exists() and not (force and path.is_file())):
        raise UsageError(f"{str(path)!r} is there already; give another name, or add --force to write over a file")


def check(folder: Path, *, force: bool = False) -> None:
    """Refuse a folder that may not be written, before any work is done for it.

    Raises `UsageError` when it is a file or a link, or holds what is not ours (unless `force`), or cannot be read.
    """
    try:
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise UsageError(f"{str(folder)!r} is not a folder of its own; give another --output")
        if not force and folder.exists() and not (folder / MARK).exists() and any(folder.iterdir()):
            raise UsageError(f"{str(folder)!r} holds files that are not ours; give an empty --output or add --force")
    except OSError as fault:
        raise UsageError(f"cannot use {str(folder)!r}: {fault.strerror or fault}; give another --output") from None


def check_apart(folder: Path, inputs: Iterable[str]) -> None:
    """Refuse, even where writing is forced, a folder that is one of the inputs or holds one of them.

    A result might take the place of an article, and the next run would read results as articles. Raises `UsageError`.
    """
    try:
        out = folder.resolve()
        for given in inputs:
            path = Path(given)
            if path.exists() and out in (path.resolve(), path.resolve().parent if path.is_file() else None):
                raise UsageError(f"{str(folder)!r} is the folder of the input {given!r}; give another --output")
    except (OSError, ValueError, RuntimeError):  # no path at all: "-", a url, a name with a zero byte, links in a circle
        return


def _stay_within(folder: Path, names: Iterable[str]) -> None:
    """Raise `UsageError` where a name would be written outside the folder: by a link inside it, or of itself."""
    out = folder.resolve()
    for name in names:
        if not (folder / name).parent.resolve().is_relative_to(out):
            raise UsageError(f"{str(folder / name)!r} leads out of its folder by a link; give another --output")


def _one(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content if isinstance(content, bytes) else content.encode())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path
