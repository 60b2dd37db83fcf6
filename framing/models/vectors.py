"""Vectors kept on disk between runs, by the text and by the model that made them.

One SQLite file that says it is ours. A key is the SHA-256 of the model's name, version and weights and of the text, so that
another model, another engine or another text is another key; the text itself is not kept. Batches have fixed shapes
(`batches`), so a vector taken from here is the very one that would be computed. The file may be deleted at any time: what
cannot be read, or is not the vector that was kept, is computed anew and written over. A file that is not ours is never touched.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from framing.errors import UsageError
from framing.records import ModelCard

if TYPE_CHECKING:
    import numpy as np

WAIT = 10.0
"""Seconds another process may hold the file; after that the run goes on without it."""

HEAD, OURS = b"SQLite format 3\0", 0x66726D76
"""How a file of SQLite begins, and the application's number that it holds at byte 68 (sqlite.org/fileformat.html): "frmv"."""

CHECK = 8
"""Bytes of a check sum behind each row."""


def check(file: Path) -> None:
    """Raise `UsageError` for what is there and is no store of vectors, before anything is written to it."""
    try:
        if file.is_dir() or (file.exists() and not _ours(file)):
            raise UsageError(f"{str(file)!r} is no store of vectors that framing made: give --store a new file")
    except OSError as fault:
        raise UsageError(f"cannot read {str(file)!r}: {fault.strerror or fault}; give another --store") from None


def _ours(file: Path) -> bool:
    """Whether a file may be written: an empty one, or one that holds our number, however damaged behind it."""
    with file.open("rb") as stream:
        head = stream.read(72)
    return not head or (head.startswith(HEAD) and head[68:] == OURS.to_bytes(4, "big"))


def key(card: ModelCard, text: str) -> bytes:
    """The key of a text under a model, 32 bytes."""
    told = "\0".join((card.name, card.version, card.sha256, text))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest()


def kept(file: Path, keys: Sequence[bytes], width: int) -> dict[bytes, np.ndarray]:
    """Those of `keys` that are kept, each a row of `width` numbers; none when the file cannot be read."""
    import numpy as np

    found: dict[bytes, np.ndarray] = {}
    with suppress(sqlite3.Error, OSError), closing(_open(file)) as store:
        for name in keys:
            (data,) = store.execute("SELECT row FROM vectors WHERE key = ?", (name,)).fetchone() or (None,)
            if isinstance(data, bytes) and len(data) == 4 * width + CHECK and data[-CHECK:] == _sum(name, data[:-CHECK]):
                found[name] = np.frombuffer(data[:-CHECK], dtype="<f4")
    return found


def keep(file: Path, rows: Mapping[bytes, np.ndarray]) -> bool:
    """Keep `rows`; a store that is damaged is made anew. False when nothing could be kept, which loses nothing."""
    for attempt in range(2):
        try:
            with closing(_open(file)) as store, store:
                told = ((name, row.astype("<f4").tobytes()) for name, row in rows.items())
                store.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", ((n, r + _sum(n, r)) for n, r in told))
            return True
        except sqlite3.OperationalError:  # locked, full, read-only: not the file's fault
            return False
        except sqlite3.DatabaseError:
            if attempt:
                return False
            with suppress(OSError):
                if _ours(file):
                    file.unlink()
        except OSError:
            return False
    return False


def _sum(name: bytes, row: bytes) -> bytes:
    return hashlib.sha256(name + row).digest()[:CHECK]


def _open(file: Path) -> sqlite3.Connection:
    """The store, made where there is none. Raises `sqlite3.Error`, and `OSError` for a file that is not ours."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists() and not _ours(file):
        raise FileExistsError(file)
    store = sqlite3.connect(file, timeout=WAIT)
    if store.execute("PRAGMA application_id").fetchone() != (OURS,):
        store.execute(f"PRAGMA application_id = {OURS}")  # before the write-ahead log: it must stand in the file itself
    store.execute("PRAGMA journal_mode=WAL")
    store.execute("PRAGMA synchronous=NORMAL")
    store.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, row BLOB NOT NULL) WITHOUT ROWID")
    return store
