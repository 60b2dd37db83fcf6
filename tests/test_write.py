from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.errors import UsageError
from framing.write import MARK, files, slug

NAMES = st.text(st.characters(codec=None), max_size=400)


@given(NAMES)
def test_a_slug_is_one_plain_file_name(name):
    made = slug(name)
    assert made and len(made) <= 70 and set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@given(NAMES, NAMES)
def test_two_names_share_no_slug(one, other):
    assert (slug(one) == slug(other)) == (one == other)


@pytest.mark.parametrize("name", ["BBC", "bbc", "../../etc/passwd", "/abs", "con", "CON", "a/b", ".", "", "e" * 300, "index"])
def test_awkward_names(name):
    made = slug(name)
    assert "/" not in made and "." not in made and made not in {"con", "index", ""}


def test_case_alone_keeps_names_apart():
    assert slug("BBC").lower() != slug("bbc").lower()


def test_files_are_written_and_the_folder_is_marked(tmp_path):
    out = tmp_path / "out"
    files(out, {"a.txt": "one", "b/c.txt": "two\r\n"})
    assert (out / "a.txt").read_text() == "one" and (out / "b/c.txt").read_bytes() == b"two\r\n"
    assert (out / MARK).exists() and not list(out.rglob("*.part"))


def test_our_own_folder_may_be_written_again(tmp_path):
    for text in ("one", "two"):
        files(tmp_path / "out", {"a": text})
    assert (tmp_path / "out/a").read_text() == "two"


def test_a_folder_of_others_is_left_alone_unless_forced(tmp_path):
    (tmp_path / "theirs").write_text("x")
    with pytest.raises(UsageError, match="--force"):
        files(tmp_path, {"a": "b"})
    files(tmp_path, {"a": "b"}, force=True)
    assert (tmp_path / "theirs").read_text() == "x" and (tmp_path / "a").read_text() == "b"


def test_a_file_or_a_link_is_no_output_folder(tmp_path):
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path)
    for name in ("file", "link"):
        with pytest.raises(UsageError):
            files(tmp_path / name, {"a": "b"})


def test_a_folder_that_cannot_be_made_says_so(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="cannot"):
        files(tmp_path / "file" / "below", {"a": "b"})


def test_bytes_are_written_as_they_are(tmp_path):
    files(tmp_path / "out", {"a.pdf": b"\x00\xff\r\n", "b.txt": "é"})
    assert (tmp_path / "out/a.pdf").read_bytes() == b"\x00\xff\r\n" and (tmp_path / "out/b.txt").read_bytes() == "é".encode()
