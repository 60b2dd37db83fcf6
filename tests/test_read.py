"""Reading: what people have becomes articles; what cannot be used is told, row by row, and lost nowhere."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import write
from framing.errors import NothingUsable, UsageError
from framing.read import OURS, read
from framing.read.dates import iso
from framing.read.kinds import READERS

SEEDS = Path(__file__).parent.parent / "seeds"
BODY = "The council met on Monday. It agreed to open the bridge again after the winter."


def one(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    articles, aside = read([path])
    assert (len(articles), aside) == (1, ())
    return articles[0]


def fault(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises((NothingUsable, UsageError)) as told:
        read([path])
    sentence = str(told.value)
    assert name in sentence and "\n" not in sentence
    return told.value


def as_csv(*lines, delimiter=","):
    return "\n".join(line.replace(",", delimiter) for line in lines) + "\n"


# --- the seeds --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "source", "title", "date", "guessed"),
    [
        ("000", "CNN", "", None, ("source",)),
        ("001", "Bloomberg.com", "Xi Calls Trump: What's Behind the Invitation to Beijing?", None, ("source", "title")),
        ("002", "002", "", "2025-01-22", ("date", "source")),
        ("004", "004", "", None, ("source",)),
    ],
)
def test_source_title_and_date_come_from_the_text_and_are_marked_as_guessed(number, source, title, date, guessed):
    (path,) = SEEDS.glob(f"{number}_*.txt")
    (article,), _ = read([path])
    assert (article.source, article.title, article.date, article.guessed) == (source, title, date, guessed)
    assert article.text == path.read_bytes().decode()


def test_a_folder_is_read_whole_sorted_and_without_its_own_papers():
    articles, aside = read([SEEDS])
    assert aside == ()
    assert [a.id for a in articles][:2] == ["000_b5dce99c3a1fdfa9", "001_762eb665452de657"]
    assert {"Harbour Post", "Wexcombe Courier", "Valley News"} <= {a.source for a in articles}
    assert not any("SOURCE.md" in a.origin for a in articles)


# --- front matter -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        "---\nsource: The Post\ntitle: 'Bridge: open'\ndate: 2024-03-11\ntags:\n  - bridge\n---\n\n",
        "Source: The Post\nTitle: Bridge: open\nDate: 11 March 2024\n\n",
        "SOURCE: The Post\r\nHeadline: Bridge: open\r\nPublished: March 11, 2024\r\n\r\n",
    ],
)
def test_front_matter_gives_the_fields_and_is_no_text(tmp_path, head):
    article = one(tmp_path, "a.txt", head + BODY)
    assert (article.source, article.title, article.date) == ("The Post", "Bridge: open", "2024-03-11")
    assert (article.text, article.guessed) == (BODY, ())
    assert f"from character {len(head)}" in article.origin


@pytest.mark.parametrize("text", ["---\nNo key here, only talk.\n---\n" + BODY, "Monday: rain.\n\n" + BODY, BODY])
def test_what_only_looks_like_front_matter_stays(tmp_path, text):
    assert one(tmp_path, "a.txt", text).text == text


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("BEIJING (Reuters) – China said on Friday that it was content.\n", "Reuters"),
        ("Title\n\nBy Ann Lee\n\nWASHINGTON (AP) — The president said on Friday that he was content.\n", "AP"),
        ("A day passed in the capital, people said.\n02:06 - Source: CNN\nThen came another.\n", "evening-post"),
        ("A day passed.\nSource: Bloomberg.com\n", "Bloomberg.com"),
        ("A day passed in the capital.\n", "evening-post"),
    ],
)
def test_source_from_dateline_then_source_line_then_file_name(tmp_path, text, source):
    article = one(tmp_path, "evening-post_0123456789abcdef.txt", text)
    assert (article.source, "source" in article.guessed) == (source, True)


def test_date_in_the_file_name_is_a_guess(tmp_path):
    article = one(tmp_path, "2024-03-11-post.txt", BODY)
    assert (article.date, "date" in article.guessed) == ("2024-03-11", True)


# --- tables and lines -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", ["NA", "None", "null", "nan", "TRUE", "007", "1e5"])
@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_every_value_stays_the_string_it_was(tmp_path, source, kind):
    content = {"csv": f"source,text\n{source},{BODY}\n", "jsonl": json.dumps({"source": source, "text": BODY})}
    assert one(tmp_path, f"a.{kind}", content[kind]).source == source


@pytest.mark.parametrize("number", ["007.50", "1" * 6000, "true", "1e999"])
def test_a_number_in_json_keeps_its_digits(tmp_path, number):
    if number == "007.50":
        assert "is no JSON" in str(fault(tmp_path, "a.jsonl", f'{{"id": {number}, "text": "{BODY}"}}'))
    else:
        assert one(tmp_path, "b.jsonl", f'{{"id": {number}, "text": "{BODY}"}}').id == number


@pytest.mark.parametrize(
    ("header", "source"),
    [
        ("ID,publication,title,article,url", "publication"),
        ("title,tags,heading,source,text,bias_rating", "source"),
        ("id,title,publish_date,media_name,text", "media_name"),
        ("TITLE,URL,PUBLISHER,Content,x", "PUBLISHER"),
        ("url,hostname,text,date,sitename", "sitename"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_columns_of_real_exports_under_any_delimiter(tmp_path, header, source, delimiter):
    names = header.split(",")
    values = [BODY if n.lower() in ("text", "article", "content") else f"the {n}" for n in names]
    article = one(tmp_path, "a.csv", as_csv(header, ",".join(values), delimiter=delimiter))
    assert (article.source, article.text) == (f"the {source}", BODY)


def test_newsapi_source_objects_give_the_name(tmp_path):
    row = {"source": {"id": None, "name": "The Post"}, "content": BODY, "publishedAt": "2024-03-11T10:00:00Z"}
    article = one(tmp_path, "a.jsonl", json.dumps(row))
    assert (article.source, article.date) == ("The Post", "2024-03-11T10:00:00+00:00")


def test_a_url_names_the_source_when_no_column_does(tmp_path):
    article = one(tmp_path, "a.csv", f"url,text\nhttps://www.post.example/a,{BODY}\n")
    assert (article.source, article.guessed) == ("post.example", ("source",))


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_two_columns_that_may_hold_the_text_are_a_question(tmp_path, name):
    content = as_csv("content,body", "a b,c d") if name == "a.csv" else '{"content": "a b", "body": "c d"}'
    told = fault(tmp_path, name, content)
    assert isinstance(told, UsageError) and "'content' and 'body'" in str(told)


def test_text_wins_over_other_names_for_it(tmp_path):
    assert one(tmp_path, "a.csv", as_csv("body,text", f"summary,{BODY}")).text == BODY


def test_rows_in_are_articles_and_rows_set_aside(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(as_csv("source,text", f"A,{BODY}", "B, ", f"C,{BODY},more", "D", f"E,{BODY}"))
    articles, aside = read([path])
    assert [a.source for a in articles] == ["A", "E"]
    assert [a.id for a in articles] == ["a#1", "a#5"]
    assert sorted((s.where.rpartition("/")[2], s.why.split(";")[0]) for s in aside) == [
        ("a.csv line 3", "has no words in its text"),
        ("a.csv line 4", "has 3 cells where the header has 2"),
        ("a.csv line 5", "has 1 cells where the header has 2"),
    ]


def test_bad_json_lines_are_set_aside_one_by_one(tmp_path):
    path = tmp_path / "a.jsonl"
    bad = ["{not json", "[1, 2]", '{"text": ' + "[" * 100_000, '{"text": "a b", "text": "c d"}', '{"title": "only"}']
    path.write_text("\n".join([json.dumps({"text": BODY}), *bad, "", json.dumps({"text": BODY + " Again."})]))
    articles, aside = read([path])
    assert (len(articles), len(aside)) == (2, len(bad))
    assert [s.where.rpartition(" ")[2] for s in aside] == ["2", "3", "4", "5", "6"]


def test_an_open_quotation_mark_swallows_no_row(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(as_csv("source,text", f"A,{BODY}", '"B,never closed', f"C,{BODY}", f"D,{BODY}"))
    articles, aside = read([path])
    assert [a.source for a in articles] == ["A", "C", "D"]
    assert len(aside) == 1 and "line 3" in aside[0].where and "never closed" in aside[0].why


def test_a_field_longer_than_the_usual_limit(tmp_path):
    assert len(one(tmp_path, "a.csv", "text\n" + '"' + "word " * 30_000 + '"\n').text) == 150_000


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.jsonl"])
def test_ten_thousand_quotation_marks(tmp_path, name):
    text = '"' * 10_000 + " said the mayor."
    content = {"a.txt": text, "a.csv": 'text\n"' + text.replace('"', '""') + '"\n', "a.jsonl": json.dumps({"text": text})}
    assert one(tmp_path, name, content[name]).text == text


# --- encodings and characters -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "note"),
    [("utf-8-sig", ""), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"), ("cp1252", "Windows-1252")],
)
@pytest.mark.parametrize("name", ["a.txt", "a.csv"])
def test_encodings(tmp_path, encoding, note, name):
    text = "“Café” owners met — at last — on Monday."
    article = one(tmp_path, name, (text if name == "a.txt" else f"text\n{text}\n").encode(encoding))
    assert article.text == text
    assert note in article.origin


def test_one_bad_byte_does_not_spoil_the_rest(tmp_path):
    article = one(tmp_path, "a.txt", "“Café” owners — née Ümit — met.".encode() + b"\xff")
    assert article.text == "“Café” owners — née Ümit — met.\ufffd" and "1 bytes" in article.origin


def test_what_no_text_can_hold_is_replaced_one_for_one_and_told(tmp_path):
    article = one(tmp_path, "a.jsonl", '{"text": "one\\ud800two\\u0000three\\u000bfour\\u001b[2J", "title": "a\\u0007b"}')
    assert article.text == "one\ufffdtwo\ufffdthree four\ufffd[2J"
    assert article.title == "a\ufffdb" and "5 characters" in article.origin
    article.text.encode()


# --- faults -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "is empty"),
        ("a.csv", b" \n\n ", "is empty"),
        ("a.csv", b"source,text\n", "no row"),
        ("a.csv", b"source,title\nA,B\n", "no column holds the text"),
        ("a.csv", b"text,Text\nA,B\n", "stands twice"),
        ("a.jsonl", b'{"source": "A"}\n', "has no words"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x81\x8d", "no text"),
        ("a.txt", bytes(1000), "no text"),
        ("a.pdf", b"%PDF-1.7", "are not read"),
        ("a.txt", b"?! ... --", "has no words"),
    ],
)
def test_one_sentence_says_what_where_and_how_to_mend(tmp_path, name, content, said):
    assert said in str(fault(tmp_path, name, content))


def test_a_missing_file_is_a_fault_of_use(tmp_path):
    with pytest.raises(UsageError, match=r"no\\u001bne\.txt does not exist|no\\x1bne\.txt does not exist"):
        read([tmp_path / "no\x1bne.txt"])


def test_an_empty_folder(tmp_path):
    with pytest.raises(NothingUsable, match="no article found"):
        read([tmp_path])


def test_other_files_of_a_folder_are_told(tmp_path):
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    (tmp_path / "README.md").write_text("about these files")
    (tmp_path / ".hidden.txt").write_text(BODY)
    articles, aside = read([tmp_path])
    assert [a.id for a in articles] == ["a"]
    assert [Path(s.where).name for s in aside] == ["photo.jpg"]


def test_ids_are_made_distinct(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(as_csv("id,text", *(f"{i},{BODY} {n}" for n, i in enumerate(["x", "x", "x~2", "x"]))))
    assert [a.id for a in read([path])[0]] == ["x", "x~3", "x~2", "x~4"]


# --- standard input ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "source"),
    [
        (b'{"source": "A", "text": "One two three."}\n', "A"),
        (b"\xef\xbb\xbfsource;text\nB;One two three.\n", "B"),
        (b"PARIS (AFP) - The mayor, the source, the text.\nA second line, with commas.\n", "AFP"),
        (b"One day, a text came in.\n", "stdin"),
    ],
)
def test_standard_input_is_told_apart_by_its_look(data, source):
    (article,), aside = read(["-"], io.BytesIO(data))
    assert (article.source, aside) == (source, ())


def test_closed_standard_input():
    stream = io.BytesIO()
    stream.close()
    with pytest.raises(NothingUsable, match="standard input: is empty"):
        read(["-"], stream)


# --- dates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_date", "iso_date"),
    [
        ("2025-01-22", "2025-01-22"),
        ("20250122", "2025-01-22"),
        ("2025-01-22T10:30:00Z", "2025-01-22T10:30:00+00:00"),
        ("20260304T050607Z", "2026-03-04T05:06:07+00:00"),
        ("January 22, 2025", "2025-01-22"),
        ("Jan. 22, 2025", "2025-01-22"),
        ("Sept. 2, 2025", "2025-09-02"),
        ("22 January 2025", "2025-01-22"),
        ("2025/01/22", "2025-01-22"),
        ("Wed, 22 Jan 2025 10:00:00 GMT", "2025-01-22T10:00:00+00:00"),
        ("03/04/2026", None),
        ("May", None),
        ("2026-02-30", None),
        ("1737500000000", None),
        ("9" * 20_000, None),
        ("yesterday", None),
    ],
)
def test_dates_are_iso_or_left_out(given_date, iso_date):
    assert iso(given_date) == iso_date


def test_an_unclear_date_is_told(tmp_path):
    article = one(tmp_path, "a.csv", as_csv("date,text", f"03/04/2026,{BODY}"))
    assert article.date is None and "'03/04/2026' is not clear" in article.origin


# --- laws -------------------------------------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=400) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace")),
       kind=st.sampled_from(sorted(READERS)))  # fmt: skip
def test_any_bytes_end_in_articles_rows_set_aside_or_one_sentence(tmp_path_factory, data, kind):
    path = tmp_path_factory.mktemp("any") / f"a{kind}"
    path.write_bytes(data)
    try:
        articles, _ = read([path])
    except (NothingUsable, UsageError) as told:
        assert str(told).strip()
    else:
        assert len({a.id for a in articles}) == len(articles)
        for article in articles:
            article.text.encode()
            assert article.source and article.text.strip()


def test_a_folder_that_was_written_before_is_no_input(tmp_path):
    (tmp_path / "a.txt").write_text(BODY)
    write.files(tmp_path / "out", {"index.html": f"<article><p>{BODY}</p></article>", "lesson/guide.html": "<p>x</p>"})
    articles, aside = read([tmp_path])
    assert [a.id for a in articles] == ["a"] and not aside and OURS == write.MARK
