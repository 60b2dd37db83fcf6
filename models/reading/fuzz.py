"""Damages files of every kind that is read, and reads them: what comes is articles, rows set aside, or a fault a user can mend.

    python models/reading/fuzz.py [SECONDS] [SEED]

Each turn takes a sound file of one kind and changes it: bytes flipped, a piece cut out, doubled, or put in from another file,
the end cut off, random bytes in its place. Anything but those three ends the run with the file's bytes. Prints the files by
kind, the slowest of each, and the peak memory. The seed makes the run again.
"""

from __future__ import annotations

import collections
import io
import json
import random
import resource
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import docx
import pyarrow
from pyarrow import parquet

from framing.errors import FramingError
from framing.read import stream

TEXT = "The council of Port Ana met on Monday and agreed to open the quay, “at last”, the mayor said. It will cost two million."


def word(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def sound() -> dict[str, bytes]:
    """A sound file of every kind, by its name."""
    rows = [
        {"source": f"Paper {n}", "title": "Quay", "text": f"{TEXT} {n}", "date": "2026-03-04", "event_id": "e"}
        for n in range(5)
    ]
    table = "\n".join(["source,title,text,date", *(f'"{r["source"]}","{r["title"]}","{r["text"]}",{r["date"]}' for r in rows)])
    packed, zipped = io.BytesIO(), io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(rows), packed)
    page = "<html lang=en><head><title>Quay</title></head><body><article><h1>Quay</h1>"
    page += f"<p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("b/c.html", page)
    nexis = [
        "Quay opens",
        "Ana Times",
        "March 4, 2026 Wednesday",
        "Length: 22 words",
        "Body",
        TEXT,
        "Load-Date: March 5, 2026",
        "End of Document",
    ]
    return {
        "a.txt": f"---\nsource: Ana Times\ndate: 2026-03-04\n---\n{TEXT}\n".encode(), "b.md": TEXT.encode(),
        "c.csv": table.encode(), "d.tsv": table.replace(",", "\t").encode("utf-16"),
        "e.jsonl": "\n".join(map(json.dumps, rows)).encode(), "f.json": json.dumps({"articles": rows}).encode(),
        "g.html": page.encode(), "h.docx": word(TEXT), "i.docx": word(*nexis, *nexis),
        "j.parquet": packed.getvalue(), "k.zip": zipped.getvalue(),
    }  # fmt: skip


def damaged(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """The file with one to eight changes."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at, length = chance.randrange(len(changed) + 1), chance.choice((1, 1, 4, 40, 400))
        kind = chance.randrange(6)
        if kind == 0 and changed:
            changed[at % len(changed)] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del changed[at : at + length]
        elif kind == 2:
            changed[at:at] = changed[at : at + length] * chance.choice((1, 2, 50))
        elif kind == 3:
            other = chance.choice(others)
            begin = chance.randrange(len(other))
            changed[at:at] = other[begin : begin + length]
        elif kind == 4:
            changed[at : at + length] = chance.randbytes(length)
        else:
            del changed[max(at, 1) :]
    return bytes(changed)


def main() -> None:
    seconds, seed = float(sys.argv[1]) if len(sys.argv) > 1 else 600.0, int(sys.argv[2]) if len(sys.argv) > 2 else 1
    chance, files = random.Random(seed), sound()
    turns: collections.Counter[str] = collections.Counter()
    slowest: dict[str, float] = collections.defaultdict(float)
    ends: collections.Counter[str] = collections.Counter()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() - begun < seconds:
            name = chance.choice(list(files))
            data = damaged(files[name], list(files.values()), chance)
            path = Path(folder) / name
            path.write_bytes(data)
            at = time.monotonic()
            try:
                ends["rows"] += sum(1 for _ in stream([path]))
            except FramingError:
                ends["faults a user can mend"] += 1
            except Exception:
                print(f"{name}, seed {seed}, turn {sum(turns.values())}: {data!r}")
                raise
            turns[Path(name).suffix] += 1
            slowest[Path(name).suffix] = max(slowest[Path(name).suffix], time.monotonic() - at)
    for kind, n in turns.items():
        print(f"{kind}: {n} files, slowest {slowest[kind]:.2f} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"seed {seed}, {seconds:.0f} s, {sum(turns.values())} files, {dict(ends)}, peak {peak} MB")


if __name__ == "__main__":
    main()
