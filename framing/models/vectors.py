"""Vectors kept on disk between runs, by the text and by the model that made them.

One SQLite file. A key is the SHA-256 of the model's name, version and weights and of the text, so that another model, another
engine or another text is another key; the text itself is not kept. Batches have fixed shapes (`batches`), so a vector taken
from here is the very one that would be computed. The file may be deleted at any time: what cannot be read, or is no vector, is
computed anew and written over.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from framing.records import ModelCard

if TYPE_CHECKING:
    import numpy as np

WAIT = 10.0
"""Seconds another process may hold the file; after that the run goes on without it."""


def key(card: ModelCard, text: str) -> bytes:
    """The key of a text under a model, 32 bytes."""
    told = "\0".join((card.name, card.version, card.sha256, text))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest()


def kept(file: Path, keys: Sequence[bytes], width: int) -> dict[bytes, np.ndarray]:
    """Those of `keys` that are kept, each a finite row of `width` numbers; none when the file cannot be read."""
    import numpy as np

    found: dict[bytes, np.ndarray] = {}
    with suppress(sqlite3.Error, OSError), closing(_open(file)) as store:
        for name in keys:
            (data,) = store.execute("SELECT row FROM vectors WHERE key = ?", (name,)).fetchone() or (None,)
            row = np.frombuffer(data, dtype="<f4") if isinstance(data, bytes) and len(data) == 4 * width else None
            if row is not None and np.isfinite(row).all():
                found[name] = row
    return found


def keep(file: Path, rows: Mapping[bytes, np.ndarray]) -> bool:
    """Keep `rows`; a file that is no store of vectors is made anew. False when nothing could be kept, which loses nothing."""
    for attempt in range(2):
        try:
            with closing(_open(file)) as store, store:
                told = ((name, row.astype("<f4").tobytes()) for name, row in rows.items())
                store.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", told)
            return True
        except sqlite3.OperationalError:  # locked, full, read-only: not the file's fault
            return False
        except sqlite3.DatabaseError:
            if attempt:
                return False
            with suppress(OSError):
                file.unlink()
        except OSError:
            return False
    return False


def _open(file: Path) -> sqlite3.Connection:
    file.parent.mkdir(parents=True, exist_ok=True)
    store = sqlite3.connect(file, timeout=WAIT)
    store.execute("PRAGMA journal_mode=WAL")
    store.execute("PRAGMA synchronous=NORMAL")
    store.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, row BLOB NOT NULL) WITHOUT ROWID")
    return store
