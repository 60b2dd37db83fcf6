"""Parquet: some rows at a time, every value the string it was."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.errors import ExtraMissing
from framing.limits import DEFAULT
from framing.read import parquet as reader
from framing.read import read
from framing.read.given import Given
from framing.records import SetAside

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")
TALKS = "The council of Port Ana met on Monday and agreed to open the quay."


def packed(**columns):
    out = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), out)
    return out.getvalue()


def found(data, columns=lambda header, where: {name: name.split(".")[0] for name in header}):
    return list(reader.rows(Given("n.parquet", "n", ".parquet", lambda: io.BytesIO(data), len(data)), DEFAULT, columns))


def test_row_9_every_value_is_the_string_it_was():
    values = ["NA", "None", "null", "nan", "TRUE", "007", "1e5"]
    assert [r.fields["source"] for r in found(packed(source=values, text=[TALKS] * 7))] == values


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (7, "7"),
        (1.5, "1.5"),
        (True, "true"),
        (dt.date(2026, 3, 4), "2026-03-04"),
        (Decimal("1.50"), "1.50"),
        (dt.datetime(2026, 3, 4, 5, 6), "2026-03-04T05:06:00"),
        (["a", "b"], "a; b"),
        (None, None),
    ],
)
def test_row_41_values_of_other_kinds(value, told):
    (row,) = found(packed(text=[TALKS], date=[value]))
    assert row.fields.get("date") == told


def test_row_41_a_dot_in_a_name_is_no_record():
    name = {"body.text": "text", "story.id": "event", "source.name": "source"}
    (row,) = found(
        packed(**{"body.text": [TALKS], "story.id": ["e1"], "source": [{"name": "A"}]}), lambda header, where: name
    )
    assert (row.fields["text"], row.fields["event"], row.fields["source"]) == (TALKS, "e1", "A")


def test_row_41_dictionary_columns_and_records_are_read():
    source = pyarrow.array(["A", "B", "A"]).dictionary_encode()
    rows = found(packed(source=source, text=[TALKS] * 3))
    assert [r.fields["source"] for r in rows] == ["A", "B", "A"]
    (row,) = found(
        packed(text=[TALKS], source=[{"id": "x", "name": "Ana Times"}]),
        lambda header, where: {"text": "text", "source.name": "source"},
    )
    assert row.fields["source"] == "Ana Times"


def test_a_file_is_read_to_articles_by_the_names_of_its_columns(tmp_path):
    (tmp_path / "n.parquet").write_bytes(packed(outlet=["A", "B"], content=[TALKS, TALKS + " It rained."], event_id=["e", "e"]))
    articles, aside = read([tmp_path])
    assert not aside and [(a.source, a.event, a.id) for a in articles] == [("A", "e", "n#1"), ("B", "e", "n#2")]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is no Parquet file"),
        (b"PAR1 nothing", "is no Parquet file"),
        (packed(text=[TALKS])[:-20], "is no Parquet file"),
        (packed(text=pyarrow.array([], pyarrow.string())), "no row"),
        (packed(a=[1], b=["x"]), "no column holds a text"),
        (packed(text=[b"\x00\x01"]), "no column holds a text"),
        (packed(text=[[{"a": 1}]]), "which is no text"),
    ],
)
def test_row_41_what_cannot_be_read_is_told(data, why):
    rows = found(data)
    assert rows and all(isinstance(r, SetAside) for r in rows) and why in rows[0].why


def test_row_41_a_row_group_that_is_damaged_is_told_behind_the_rows_before_it():
    out = io.BytesIO()
    parquet.write_table(
        pyarrow.table({"text": [f"{TALKS} {n}" for n in range(1000)]}), out, row_group_size=250, compression="NONE"
    )
    data = bytearray(out.getvalue())
    middle = data.rindex(f"{TALKS} 700".encode())
    data[middle - 3000 : middle] = b"\xff" * 3000
    rows = found(bytes(data))
    assert not isinstance(rows[0], SetAside)
    assert len(rows) == 1000 or isinstance(rows[-1], SetAside)


def test_without_pyarrow_the_extra_is_named(monkeypatch):
    import builtins

    whole = builtins.__import__

    def without(name, *rest):
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return whole(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ExtraMissing, match=r"framing\[parquet\]"):
        found(b"")


SOUND = packed(text=[TALKS] * 50, source=["A"] * 50)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, len(SOUND)), st.binary(max_size=6))
def test_any_damage_gives_rows_or_a_reason(place, data):
    assert found(SOUND[:place] + data + SOUND[place + len(data) :])


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_reason(data):
    assert found(data)
