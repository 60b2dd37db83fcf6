"""Vectors kept between runs: the same bits as computed, and never a reason to fail."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import replace

import numpy as np
import pytest

from framing.errors import UsageError
from framing.models import vectors
from framing.models.encoder import Engine, Pieces, embed
from framing.records import ModelCard

CARD = ModelCard("m", "1", "ab")
TEXTS = ["one", "two", "three", "one"]


def engine(card=CARD):
    """An engine whose vectors are the lengths of the texts, and which counts the texts it read."""
    read: list[str] = []

    def cut(texts):
        read.extend(texts)
        return [Pieces([len(text)] * 3, [(0, 1)] * 3) for text in texts]

    def run(batches, take):
        for batch in batches:
            take(batch, np.zeros((*batch.ids.shape, 2)), np.stack([batch.ids[:, 0], batch.ids[:, 0] + 0.5], axis=1))

    return Engine(cut, run, 2, 0, card), read


def test_what_is_kept_is_not_read_again_and_is_the_same(tmp_path):
    made, read = engine()
    first = embed(made, TEXTS, tmp_path / "a" / "v.sqlite")
    assert read == ["one", "two", "three"]
    assert np.array_equal(embed(made, [*TEXTS, "four"], tmp_path / "a" / "v.sqlite"), [*first, [4, 4.5]])
    assert read == ["one", "two", "three", "four"]
    assert np.array_equal(first, embed(made, TEXTS))


@pytest.mark.parametrize("change", [{"name": "n"}, {"version": "1 OpenVINO bf16"}, {"sha256": "ac"}])
def test_another_model_reads_for_itself(tmp_path, change):
    embed(engine()[0], TEXTS, tmp_path / "v.sqlite")
    other, read = engine(replace(CARD, **change))
    embed(other, TEXTS, tmp_path / "v.sqlite")
    assert read == ["one", "two", "three"]


def test_row_49_a_corrupt_store_is_made_anew(tmp_path):
    file = tmp_path / "v.sqlite"
    made, read = engine()
    first = embed(made, TEXTS, file)
    file.write_bytes(file.read_bytes()[:200] + b"no store at all" * 1000)
    vectors.check(file)
    assert np.array_equal(embed(made, TEXTS, file), first) and read == ["one", "two", "three"] * 2
    assert np.array_equal(embed(made, TEXTS, file), first) and read == ["one", "two", "three"] * 2


def another_program(file):
    with closing(sqlite3.connect(file)) as store:
        store.execute("CREATE TABLE vectors (key, row)")


@pytest.mark.parametrize("made", [lambda f: f.write_text('{"text": "mine"}'), another_program, lambda f: f.mkdir()])
def test_row_49_what_is_not_ours_is_refused_and_never_touched(tmp_path, made):
    file = tmp_path / "v.sqlite"
    made(file)
    before = file.read_bytes() if file.is_file() else None
    with pytest.raises(UsageError, match=r"no store of vectors.*new file"):
        vectors.check(file)
    mine, read = engine()
    assert len(embed(mine, TEXTS, file)) == 4 and len(read) == 3
    assert (file.read_bytes() if file.is_file() else None) == before


def test_row_49_a_store_is_known_as_ours_whatever_became_of_its_run(tmp_path):
    """The number stands in the file itself, not in a log that a killed run leaves beside it."""
    vectors.check(tmp_path / "none")
    store = vectors._open(tmp_path / "v.sqlite")
    vectors.check(tmp_path / "v.sqlite")
    store.close()


ZEROS, NO_NUMBER, THREE = b"\0" * 16, np.array([np.nan, 1], "<f4").tobytes(), np.ones(3, "<f4").tobytes()


@pytest.mark.parametrize("row", [b"", b"\0" * 7, ZEROS, "text", 1.5, NO_NUMBER, THREE])
def test_row_49_what_is_no_vector_is_computed_anew(tmp_path, row):
    file = tmp_path / "v.sqlite"
    made, read = engine()
    first = embed(made, TEXTS, file)
    with sqlite3.connect(file) as store:
        store.execute("UPDATE vectors SET row = ?", (row,))
    assert np.array_equal(embed(made, TEXTS, file), first) and len(read) == 6


def test_row_49_a_store_that_another_holds_is_done_without(tmp_path, monkeypatch):
    monkeypatch.setattr(vectors, "WAIT", 0.05)
    file = tmp_path / "v.sqlite"
    made, _ = engine()
    first = embed(made, TEXTS, file)
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    assert np.array_equal(embed(made, ["new", *TEXTS], file), [[3, 3.5], *first])
    holder.close()


@pytest.mark.skipif(os.name != "posix", reason="folders that cannot be written are made with chmod")
def test_row_46_a_folder_that_cannot_be_written_is_done_without(tmp_path):
    (tmp_path / "file").write_text("")
    made, read = engine()
    assert len(embed(made, TEXTS, tmp_path / "file" / "v.sqlite")) == 4 and len(read) == 3


def test_keys_hold_apart_what_is_not_the_same():
    other = ModelCard("m", "1\0ab", "")
    told = {vectors.key(CARD, "a"), vectors.key(CARD, "b"), vectors.key(other, "a"), vectors.key(CARD, "\ud800")}
    assert len(told) == 4 and {len(one) for one in told} == {32}
