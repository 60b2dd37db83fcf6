"""Reading in a stream: what was read is let go, and what comes out is what `read` gathers."""

from __future__ import annotations

import io
import json
import tracemalloc
from itertools import islice

import pytest

from framing import language
from framing.read import Asked, kinds, read, stream
from framing.read.given import Given
from framing.records import Article, SetAside

BODY = "The council met on Monday. It agreed to open the bridge again after the winter. " * 20
PARTS = {".csv": ("source,text\n", f'A,"{BODY}"\n'), ".jsonl": ("", json.dumps({"text": BODY}) + "\n")}


class Endless(io.RawIOBase):
    """A file of so many equal rows that is nowhere."""

    def __init__(self, head: str, row: str, count: int) -> None:
        self.left, self.row, self.count = head.encode(), row.encode(), count

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        while len(self.left) < len(buffer) and self.count:
            self.left += self.row * min(self.count, 1000)
            self.count -= min(self.count, 1000)
        piece, self.left = self.left[: len(buffer)], self.left[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


@pytest.mark.parametrize("ending", PARTS)
def test_row_56_memory_does_not_grow_with_the_file(ending):
    peaks = []
    for count in (2_000, 12_000):
        given = Given("a", "a", ending, lambda count=count: io.BufferedReader(Endless(*PARTS[ending], count)))
        tracemalloc.start()
        assert sum(1 for _ in kinds.rows(given, Asked())) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 2_000_000  # of 20 MB


def test_the_first_article_comes_before_the_last_is_read(tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(language, "of", lambda text: seen.append(text))
    path = tmp_path / "a.csv"
    path.write_text("source,text\n" + "A,one two three\n" * 5000)
    assert len(list(islice(stream([path]), 3))) == 3
    assert len(seen) < 10


def test_the_stream_gives_what_reading_gathers_in_order(tmp_path):
    (tmp_path / "a.csv").write_text("source,text\nA,one two\nB,\nC,three four\n")
    (tmp_path / "b.jsonl").write_text('{"text": ""}\n{"text": "five six"}\n')
    made = list(stream([tmp_path]))
    articles, aside = read([tmp_path])
    order = [one.id if isinstance(one, Article) else one.where.rpartition(" ")[2] for one in made]
    assert order == ["a#1", "3", "a#3", "1", "b#2"]
    assert tuple(one for one in made if isinstance(one, Article)) == articles
    assert tuple(one for one in made if isinstance(one, SetAside)) == aside


def test_ids_in_a_stream_are_unique_though_what_comes_is_not_known(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id,text\n" + "".join(f"{i},one two {n}\n" for n, i in enumerate(["x", "x", "x~2", "x", "x~2"])))
    assert [a.id for a in stream([path])] == ["x", "x~2", "x~2~2", "x~3", "x~2~3"]
    assert [a.id for a in read([path])[0]] == ["x", "x~3", "x~2", "x~4", "x~2~2"]
