"""An archive is read file by file, within bounds that it cannot talk itself out of; what is not read is told."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import struct
import tarfile
import tracemalloc
import warnings
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.limits import DEFAULT
from framing.read import Asked, archives, stream
from framing.read.given import Given
from framing.read.kinds import rows
from framing.records import Article, SetAside

BODY = "The council met on Monday. It agreed to open the bridge again after the winter."


def zipped(*members, how=zipfile.ZIP_DEFLATED):
    """The bytes of a .zip of pairs of a name (or a `ZipInfo`) and a content."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", how) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # names that stand twice
        for name, content in members:
            archive.writestr(name, content, how)
    return held.getvalue()


def held(data, name="news.zip"):
    stem, _, suffix = name.rpartition(".")
    return Given(name, stem or name, f".{suffix}" if stem else "", lambda: io.BytesIO(data), len(data))


def read(data, name="news.zip", limits=DEFAULT):
    """Texts by place, and reasons by place."""
    texts, aside = {}, {}
    for one in rows(held(data, name), Asked(limits=limits)):
        into = aside if isinstance(one, SetAside) else texts
        assert one.where not in into
        into[one.where] = one.why if isinstance(one, SetAside) else one.fields["text"]
    return texts, aside


# --- what is in them ----------------------------------------------------------------------------------------------------


def test_each_member_is_read_by_its_own_kind(tmp_path):
    page = f"<html><head><title>Bridge</title></head><body><article><p>{BODY}</p><p>{BODY}</p></article></body></html>"
    lines = "\n".join(json.dumps({"id": n, "text": f"{BODY} {n}"}) for n in "ab")
    path = tmp_path / "news.zip"
    path.write_bytes(zipped(
        ("post.txt", BODY), ("deep/folder/table.csv", f"source,text\nThe Post,{BODY}\n"), ("lines.jsonl", lines),
        ("page.html", page), ("noending", BODY), ("picture.png", b"\x89PNG"), ("README.md", "Of these files."), ("folder/", ""),
    ))  # fmt: skip
    made = list(stream([path]))
    assert [one.id for one in made if isinstance(one, Article)] == ["post", "table#1", "a", "b", "page", "noending"]
    (aside,) = [one for one in made if isinstance(one, SetAside)]
    assert aside.where == f"{path}/picture.png" and "files ending in .png are not read" in aside.why


def test_a_gz_is_read_as_the_file_in_it():
    assert read(gzip.compress(BODY.encode()), "post.txt.gz") == ({"post.txt.gz/post.txt": BODY}, {})
    table = gzip.compress(f"source,text\nA,{BODY}\nB,{BODY}\n".encode())
    assert list(read(table, "table.csv.gz")[0].values()) == [BODY, BODY]
    assert read(gzip.compress(BODY.encode()) + gzip.compress(b" More."), "post.gz")[0] == {"post.gz/post": BODY + " More."}


@pytest.mark.parametrize("pack", [gzip.compress, lambda data: zipped(("a.txt", data))])
def test_an_archive_on_standard_input_is_known_by_its_look(pack):
    assert list(read(pack(BODY.encode()), "stdin")[0].values()) == [BODY]


def test_a_document_of_word_without_an_ending_is_not_taken_for_an_archive():
    data = zipped(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w:document/>"))
    assert all(where == "stdin" for where in {**read(data, "stdin")[0], **read(data, "stdin")[1]})


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_every_way_of_packing_that_python_knows_is_read(how):
    assert read(zipped(("a.txt", BODY), how=how))[0] == {"news.zip/a.txt": BODY}


def test_hidden_files_and_what_a_mac_adds_are_passed_by():
    data = zipped(("a.txt", BODY), ("__MACOSX/._a.txt", b"\x00\x05"), (".DS_Store", b"x"), (".git/config.txt", BODY))
    assert read(data) == ({"news.zip/a.txt": BODY}, {})


def test_a_name_that_stands_twice_is_two_articles(tmp_path):
    path = tmp_path / "news.zip"
    path.write_bytes(zipped(("a.txt", BODY), ("a.txt", BODY + " More."), ("b/a.txt", BODY + " Less.")))
    made = list(stream([path]))
    assert [one.id for one in made] == ["a", "a~2", "a~3"]
    assert [one.text.removeprefix(BODY) for one in made] == ["", " More.", " Less."]
    assert [one.origin for one in made] == ["a.txt", "a.txt (2)", "a.txt"]


def test_a_member_can_be_opened_more_than_once_at_a_time():
    for size in (10, 3 * archives.IN_MEMORY):
        data = zipped(("a.txt", bytes(n % 251 for n in range(1000)) * (size // 1000 + 1)), how=zipfile.ZIP_STORED)
        for member in archives.members(held(data), DEFAULT):
            assert isinstance(member, Given)
            with member.open() as one, member.open() as other:
                assert one.read(300) == other.read(300) and one.read(5) == other.read(5)
                assert other.seek(-3, io.SEEK_END) == member.size - 3 and len(other.read()) == 3
                assert one.read(2) == bytes((305 % 251, 306 % 251))


# --- hostile archives ---------------------------------------------------------------------------------------------------


def link(name):
    info = zipfile.ZipInfo(name)
    info.external_attr = 0o120777 << 16
    return info


@pytest.mark.parametrize("name", ["../../etc/a.txt", "/etc/a.txt", "..\\..\\a.txt", "C:\\a.txt", "./a.txt", "x/../a.txt"])
def test_row_37_a_name_that_leads_elsewhere_is_only_a_label(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "news.zip"
    path.write_bytes(zipped((name, BODY)))
    (article,) = stream([path])
    assert isinstance(article, Article) and (article.id, article.text) == ("a", BODY)
    assert [one.name for one in tmp_path.rglob("*")] == ["news.zip"] and not (tmp_path.parent / "a.txt").exists()


def test_row_37_a_member_without_a_name_is_read():
    assert read(zipped(("QQ.txt", BODY)).replace(b"QQ.txt", b"\x00Q.txt")) == ({"news.zip/": BODY}, {})


def test_row_37_a_name_with_controls_is_shown_harmlessly():
    texts, aside = read(zipped(("a\x1b[2J\n.txt", BODY), ("b.\x1b]0;x\x07", BODY)))
    assert list(texts) == ["news.zip/a\\x1b[2J\\n.txt"]
    assert all(c.isprintable() for where, why in aside.items() for c in where + why) and len(aside) == 1


def test_row_37_a_link_and_an_encrypted_member_are_set_aside_and_the_rest_is_read():
    data = bytearray(zipped((link("l.txt"), "/etc/passwd"), ("secret.txt", BODY), ("a.txt", BODY)))
    data[data.rfind(b"PK\x01\x02", 0, data.rfind(b"secret.txt")) + 8] |= 1
    texts, aside = read(bytes(data))
    assert texts == {"news.zip/a.txt": BODY}
    assert "is a link" in aside["news.zip/l.txt"] and "is encrypted" in aside["news.zip/secret.txt"]


def test_row_37_an_archive_in_an_archive_is_set_aside():
    inner = zipped(("a.txt", BODY))
    tar = io.BytesIO()
    tarfile.open(fileobj=tar, mode="w").close()
    data = zipped(
        ("in.zip", inner), ("in.gz", b"x"), ("in.tar", tar.getvalue()), ("in.bz2", bz2.compress(b"x")), ("look", inner),
        ("gz", gzip.compress(b"x")), ("b.txt", BODY),
    )  # fmt: skip
    texts, aside = read(data)
    assert list(texts) == ["news.zip/b.txt"]
    assert set(aside.values()) == {"is an archive in an archive; unpack it first"} and len(aside) == 6
    for name, content in (("news.tar.gz", tar.getvalue()), ("news.gz", inner)):
        assert list(read(gzip.compress(content), name)[1].values()) == ["is an archive in an archive; unpack it first"]


def test_row_37_a_zip_bomb_is_given_up_and_the_rest_is_read():
    data = zipped(("bomb.txt", bytes(200_000_000)), ("a.txt", BODY))
    assert len(data) < 250_000
    tracemalloc.start()
    texts, aside = read(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert texts == {"news.zip/a.txt": BODY} and "limit archive_ratio" in aside["news.zip/bomb.txt"]
    assert peak < 100_000_000


def test_row_37_a_gz_bomb_is_given_up():
    texts, aside = read(gzip.compress(bytes(200_000_000)), "bomb.txt.gz")
    assert texts == {} and "limit archive_ratio" in aside["bomb.txt.gz"]


def test_row_37_a_header_that_lies_about_packed_bytes_gets_no_more():
    data = bytearray(zipped(("bomb.txt", bytes(20_000_000))))
    place = data.find(b"PK\x01\x02")
    struct.pack_into("<L", data, place + 20, 0x7FFFFFFF)
    limits = replace(DEFAULT, archive_ratio=100)
    texts, aside = read(bytes(data), limits=limits)
    assert texts == {} and len(aside) == 1


def test_row_37_all_bytes_of_an_archive_are_bounded():
    data = zipped(*((f"{n}.txt", f"{n} {BODY} " * 50) for n in range(10)), how=zipfile.ZIP_STORED)
    texts, aside = read(data, limits=replace(DEFAULT, archive_bytes=10_000))
    assert list(texts) == ["news.zip/0.txt", "news.zip/1.txt"]
    assert "limit archive_bytes" in aside["news.zip/2.txt"] and "7 more files are left out" in aside["news.zip"]


def test_row_37_members_beyond_the_limit_are_counted_and_left_out():
    data = zipped(*((f"{n}.txt", BODY) for n in range(25_000)), how=zipfile.ZIP_STORED)
    texts, aside = read(data)
    assert len(texts) == 20_000
    assert aside == {"news.zip": "holds more than 20,000 files (limit archive_members); 5,000 more are left out"}


def test_row_37_a_list_of_members_that_would_fill_the_memory_is_not_read():
    data = bytearray(zipped(("a.txt", BODY)))
    struct.pack_into("<L", data, data.rfind(b"PK\x05\x06") + 12, archives.DIRECTORY + 1)
    assert "its list of files is too long" in read(bytes(data))[1]["news.zip"]


@pytest.mark.parametrize("cut", [3, 30, 100, -1, -30])
def test_row_37_an_archive_that_breaks_off_is_set_aside(cut):
    data = zipped(("a.txt", BODY), ("b.txt", BODY))[:cut]
    texts, aside = read(data)
    assert texts == {} and "get it anew" in aside["news.zip"]


@pytest.mark.parametrize("cut", [5, 40, -1])
def test_row_37_a_gz_that_breaks_off_is_set_aside(cut):
    texts, aside = read(gzip.compress(BODY.encode())[:cut], "a.txt.gz")
    assert texts == {} and "breaks off or is damaged" in aside["a.txt.gz"]


@pytest.mark.parametrize(("name", "data"), [("a.zip", b""), ("a.zip", BODY.encode()), ("a.gz", b""), ("a.gz", BODY.encode())])
def test_row_38_what_is_only_called_an_archive_is_set_aside(name, data):
    texts, aside = read(data, name)
    assert texts == {} and len(aside) == 1


def test_row_37_a_damaged_member_does_not_cost_the_others():
    data = bytearray(zipped(("a.txt", BODY), ("b.txt", BODY + " More."), how=zipfile.ZIP_STORED))
    data[data.find(b"council")] ^= 1
    texts, aside = read(bytes(data))
    assert list(texts) == ["news.zip/b.txt"] and "damaged" in aside["news.zip/a.txt"]


WHOLE = {"a.zip": zipped(("a.txt", BODY), ("b.csv", f"text\n{BODY}\n")), "a.gz": gzip.compress(BODY.encode())}


CHANGES = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=6)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(WHOLE)), CHANGES, st.integers(0, 400))
def test_row_37_any_damage_ends_in_rows_or_set_aside(name, changes, cut):
    data = bytearray(WHOLE[name])
    for place, byte in changes:
        data[place % len(data)] = byte
    made = list(rows(held(bytes(data[: len(data) - cut % len(data)]), name), Asked()))
    assert all(one.where.startswith(name) for one in made)
