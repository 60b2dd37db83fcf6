"""Bad input of every kind ends in a result, a row set aside with its reason, or one sentence and an exit code: never in a
traceback, a hang or a loss. The number in a test's name is the row of our list of bad inputs."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import check, doubts, markdown, report, river
from framing.errors import FramingError, NothingUsable, UsageError
from framing.limits import Limits
from framing.read import Asked, read, stream, tables
from framing.read.kinds import READERS
from framing.read.lines import LONGEST
from framing.records import Article, SetAside
from framing.settings import Settings
from tests import fakes

BODY = "The council met on Monday. It agreed to open the bridge again after the winter."
SETTINGS = Settings(bootstrap=50, permutations=50, words_deals=50, silence_words=20)


def framing(*arguments, stdin=b"", env=None, **how) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "framing", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, timeout=60, env={**os.environ, **(env or {})}, **how)


def refused(done, code) -> str:
    said = done.stderr.decode()
    assert done.returncode == code and "Traceback" not in said, said
    return said.strip().splitlines()[-1]


def file(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def found(path, **how):
    said: list[str] = []
    made = list(stream([path], asked=Asked(say=said.append, **how)))
    return [a for a in made if isinstance(a, Article)], [a for a in made if isinstance(a, SetAside)], said


def one(path, **how) -> Article:
    (article,), aside, _ = found(path, **how)
    assert aside == []
    return article


# --- tables -----------------------------------------------------------------------------------------------------------


def test_row_1_a_field_beyond_131072_characters(tmp_path):
    assert len(one(file(tmp_path, "a.csv", f'text\n"{"word " * 30_000}"\n')).text) == 150_000


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize(
    ("name", "form"),
    [("a.csv", 'source,text\nPost,"{}"\n'), ("a.jsonl", '{{"source": "Post", "text": "{}"}}\n'), ("Post.txt", "{}")],
)
def test_rows_2_3_4_encodings_are_read_and_named(tmp_path, encoding, name, form):
    text = "“Café” owners met — at last — on Monday, they said."
    article = one(file(tmp_path, name, form.format(text).encode(encoding)))
    assert (article.text, article.source) == (text, "Post")
    note = {"utf-8-sig": "", "cp1252": "Windows-1252"}.get(encoding, "UTF-16")
    assert note in article.origin


def test_rows_3_4_the_encoding_is_told_by_the_whole_file_not_by_its_beginning(tmp_path):
    rows = "".join(f"{n},{BODY}\n" for n in range(30_000))
    articles, _, _ = found(file(tmp_path, "a.csv", f"source,text\n{rows}Post,Café owners met.\n".encode("cp1252")))
    assert (articles[-1].text, len(articles)) == ("Café owners met.", 30_001)


@pytest.mark.parametrize(("mark", "name"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_row_5_another_delimiter_and_case_are_sniffed_and_told(tmp_path, mark, name):
    article = one(file(tmp_path, "a.csv", f"SOURCE{mark}Text\nPost{mark}{BODY}\n"))
    assert (article.source, article.text) == ("Post", BODY) and f"cells parted by {name}" in article.origin


def test_row_5_a_header_in_another_language_is_a_question(tmp_path):
    path = file(tmp_path, "a.csv", f"Quelle;Inhalt\nPost;{BODY}\n")
    with pytest.raises(NothingUsable, match="'Quelle', 'Inhalt'"):
        read([path])
    assert one(path, columns={"source": "Quelle", "text": "Inhalt"}).source == "Post"


def test_row_6_a_ragged_row_is_set_aside_with_its_cells(tmp_path):
    articles, aside, _ = found(file(tmp_path, "a.csv", f"source,text\nA,{BODY}\nB,one, two\nC\nD,{BODY}\n"))
    assert [a.source for a in articles] == ["A", "D"]
    assert [(row.where.rpartition(" ")[2], dict(row.own)) for row in aside] == [
        ("3", {"source": "B", "text": "one", "cell 3": " two"}), ("4", {"source": "C"})]  # fmt: skip


@pytest.mark.parametrize("behind", [3, 30_000])
def test_row_7_an_unclosed_quotation_mark_swallows_nothing(tmp_path, behind):
    rows = [f"S{n},{BODY}" for n in range(behind)]
    articles, aside, _ = found(file(tmp_path, "a.csv", "\n".join(["source,text", f"A,{BODY}", 'B,"never closed', *rows])))
    assert [a.source for a in articles] == ["A", *(f"S{n}" for n in range(behind))]
    (row,) = aside
    assert row.where.endswith("a.csv line 3") and "never closed" in row.why and row.own["line"].startswith('B,"never')


def test_row_7_a_mark_that_a_later_one_seems_to_close_swallows_nothing(tmp_path):
    path = file(tmp_path, "a.csv", f'source,text\nA,"never closed\nB,{BODY}\nC,"{BODY}"\nD,{BODY}\n')
    articles, aside, _ = found(path)
    assert [a.source for a in articles] == ["B", "C", "D"] and [row.where.rpartition(" ")[2] for row in aside] == ["2"]


def test_row_7_a_table_of_nothing_but_open_marks_is_read_in_time(tmp_path):
    count = 3 * tables.RESTARTS
    lines = [f'S{n},"open' if n % 2 else f"S{n},{BODY}" for n in range(2 * count)]
    articles, aside, _ = found(file(tmp_path, "a.csv", "source,text\n" + "\n".join(lines)))
    assert len(articles) == len(aside) == count


def test_row_7_a_paragraph_in_quotation_marks_is_no_open_mark(tmp_path):
    assert one(file(tmp_path, "a.csv", f'source,text\nA,"{BODY}\n\n{BODY}"\n')).text == f"{BODY}\n\n{BODY}"


def test_row_7_a_line_that_fills_the_memory_is_cut_and_set_aside(tmp_path):
    long = "word " * (LONGEST // 5 + 2)
    for name, line in (("a.csv", f"B,{long}"), ("a.jsonl", json.dumps({"text": long}))):
        good = [f"A,{BODY}", f"C,{BODY}"] if name == "a.csv" else [json.dumps({"text": BODY})] * 2
        head = ["source,text"] if name == "a.csv" else []
        articles, aside, _ = found(file(tmp_path, name, "\n".join([*head, good[0], line, good[1]])))
        assert len(articles) == 2 and "is longer than" in aside[0].why


@pytest.mark.parametrize(
    ("header", "fault", "said"),
    [("text,Text", UsageError, "stands twice"), ("source,title", NothingUsable, "no column holds the text"),
     ("content,body", UsageError, "--map text=content")],
)  # fmt: skip
def test_row_8_headers_that_are_no_answer(tmp_path, header, fault, said):
    with pytest.raises(fault, match=said):
        read([file(tmp_path, "a.csv", f"{header}\nA,{BODY}\n")])


@pytest.mark.parametrize("source", ["NA", "None", "null", "nan", "TRUE", "007", "1e5"])
@pytest.mark.parametrize("kind", ["csv", "jsonl", "json"])
def test_row_9_a_source_stays_the_string_it_is(tmp_path, source, kind):
    content = f"source,text\n{source},{BODY}\n" if kind == "csv" else json.dumps({"source": source, "text": BODY})
    assert one(file(tmp_path, f"a.{kind}", content)).source == source


# --- files ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.txt", b""), ("a.csv", b"source,text\n"), ("a.csv", b"\n \n\n"), ("a.jsonl", b"\n\n"), ("a.json", b"[]"),
     ("a.json", b"3")],
)  # fmt: skip
def test_row_10_nothing_in_a_file_is_one_sentence(tmp_path, name, content):
    with pytest.raises(NothingUsable) as told:
        read([file(tmp_path, name, content)])
    assert name in str(told.value) and "\n" not in str(told.value)


def test_row_10_a_device_a_pipe_and_an_empty_folder():
    assert "neither a file nor a folder" in refused(framing("check", "/dev/zero"), 3)


def test_row_10_what_is_no_file_in_a_folder_is_told(tmp_path):
    file(tmp_path, "a.txt", BODY)
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    articles, aside, _ = found(tmp_path)
    assert len(articles) == 1 and sorted(Path(row.where).name for row in aside) == ["gone.txt", "pipe.txt"]
    with pytest.raises(NothingUsable, match="neither a file nor a folder"):
        read([tmp_path / "pipe.txt"])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open anything")
def test_row_10_a_file_one_may_not_open(tmp_path):
    path = file(tmp_path, "a.txt", BODY)
    path.chmod(0)
    with pytest.raises(NothingUsable, match="cannot be read"):
        read([path])


def test_row_10_a_file_that_breaks_off_is_set_aside(tmp_path):
    from framing.read import kinds
    from framing.read.given import Given

    class Broken(io.BytesIO):
        def read(self, size=-1):
            raise EOFError("compressed file ended")

    (row,) = kinds.rows(Given("a.csv.gz", "a", ".csv", Broken), Asked())
    assert isinstance(row, SetAside) and "breaks off" in row.why


def test_row_10_a_file_of_an_ending_that_is_not_read_is_set_aside_wherever_it_comes_from():
    from framing.read import kinds
    from framing.read.given import Given

    (row,) = kinds.rows(Given("https://post.example/a.exe", "a", ".exe", io.BytesIO), Asked())
    assert isinstance(row, SetAside) and "files ending in .exe are not read" in row.why


@pytest.mark.parametrize("name", ["a.txt", "a.json"])
def test_a_file_that_is_read_whole_has_a_limit(tmp_path, name):
    content = BODY * 9 if name == "a.txt" else json.dumps({"text": BODY * 9})
    _, (row,), _ = found(file(tmp_path, name, content), limits=Limits(file_bytes=100))
    assert "file_bytes" in row.why


# --- articles ---------------------------------------------------------------------------------------------------------


def compared(articles, **how):
    return list(river.compare(articles, fakes.MODELS, SETTINGS, **how))


def test_row_11_identical_articles_are_merged_and_a_source_twice_is_one_account():
    (made,) = compared([Article(n, s, BODY * 3, event="e") for n, s in (("a", "A"), ("b", "B"))])
    assert [a.name for a in made.accounts if a.view == "source"] == ["A"] and len(made.copies) == 1
    (made,) = compared([Article("a", "A", BODY, event="e"), Article("b", "A", "It rained all day on the harbour.", event="e")])
    assert [a.name for a in made.accounts if a.view == "source"] == ["A"]


def test_row_11_two_hundred_sources_are_the_longest_and_the_others_told():
    text = "Ship {} came in on Monday with grain. The harbour of number {} was closed to it."
    (made,) = compared([Article(f"a{n}", f"Paper {n}", text.format(n, n * 7), event="e") for n in range(200)],
                       limits=Limits(event_accounts=20))  # fmt: skip
    assert len([a for a in made.accounts if a.view == "source"]) == 20 and len(made.set_aside) == 180
    assert "event_accounts" in report.page(made)


@pytest.mark.parametrize("text", ["", " \n\t ", "...", "\u200b\u200b", "— ! —"])
def test_row_12_an_empty_text_is_set_aside(tmp_path, text):
    path = file(tmp_path, "a.jsonl", json.dumps({"text": text}) + "\n" + json.dumps({"text": BODY}))
    articles, aside, _ = found(path)
    assert len(articles) == len(aside) == 1 and "no words" in aside[0].why


@pytest.mark.parametrize(("text", "title"), [("[Removed]", "T"), (BODY, "[Removed]"), (" [removed]\n", "")])
def test_row_13_what_was_removed_is_set_aside(tmp_path, text, title):
    _, (row,), _ = found(file(tmp_path, "a.jsonl", json.dumps({"text": text, "title": title})))
    assert "removed by its publisher" in row.why


@pytest.mark.parametrize("text", [f"{BODY} The mayor… [+1234 chars]", f"{BODY}\n[+12 chars]"])
def test_row_13_a_text_that_the_export_cut_is_an_excerpt(tmp_path, text):
    article = one(file(tmp_path, "a.jsonl", json.dumps({"text": text})))
    assert article.excerpt and "chars]" not in article.text and article.text.startswith(BODY)


@pytest.mark.parametrize(("column", "value", "part"), [
    ("truncated", "true", True), ("Truncated", True, True), ("truncated", "1", True), ("truncated", "false", False),
    ("free_access", False, True), ("free_access", "True", False),
])  # fmt: skip
def test_row_13_a_column_says_that_a_text_is_a_part(tmp_path, column, value, part):
    assert bool(one(file(tmp_path, "a.jsonl", json.dumps({"text": BODY, column: value}))).excerpt) == part


def test_row_13_a_title_alone_is_set_aside(tmp_path):
    _, (row,), _ = found(file(tmp_path, "a.jsonl", json.dumps({"title": "Bridge opens", "text": ""})))
    assert "no words in its text" in row.why


STRANGE = '"one \\ud800two\\u0000three\\u000bfour\\u001b[2J five\\ufffe said the mayor on Monday, they told us."'


@pytest.mark.parametrize("text", [
    STRANGE, '"\\u200bThe\\u00ad har\\u200dbour \\u202eseil\\u202c open \\udb40\\udc41 on Monday."',
    '"The harbour ' + "a" + "\\u0301" * 1000 + ' opened on Monday. ' + BODY * 3 + '"',
], ids=["surrogates and controls", "invisible", "combining marks"])  # fmt: skip
def test_rows_14_15_strange_characters_reach_every_output_and_break_none(tmp_path, text):
    rows = [f'{{"text": {text}, "source": "A\\u202e\\u001b\\ud800", "event": "e"}}', json.dumps({"text": BODY, "event": "e"})]
    path = file(tmp_path, "a.jsonl", "\n".join(rows))
    articles, aside, _ = found(path)
    assert len(articles) == 2 and aside == []
    (made,) = compared(articles)
    for written in (report.page(made), markdown.text(made, ()), made.to_json()):
        written.encode()
    assert "\u202e" not in report.page(made) and "\x1b" not in report.page(made)


def test_row_16_composed_and_decomposed_letters_are_one_text(tmp_path):
    text = "The café’s owner, Zoë Łukasz, said on Monday that the façade was Ångström’s work, not the mayor’s."
    rows = [{"source": form, "text": unicodedata.normalize(form, text), "event": "e"} for form in ("NFC", "NFD")]
    articles, _, _ = found(file(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows))))
    assert articles[0].text == articles[1].text == text
    assert "NFC" in articles[1].origin and "; " not in articles[0].origin
    (made,) = compared(articles)
    assert len(made.copies) == 1


@pytest.mark.parametrize("text", [
    "\U0001f600" * 10_000 + " https://example.org/" + "a/" * 5_000, '"' * 10_000 + " said the mayor", "!?" * 5_000 + "a",
    "(" * 10_000 + "a", "a" * 50_000, "word " * 100_000, "a\n" * 20_000, "\n" * 20_000 + "a", " " * 50_000 + "a",
    "Source: " * 5_000, "By A. " * 5_000, "- " * 20_000 + "a", "PARIS (AFP) — " * 3_000,
], ids=range(13))  # fmt: skip
@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.jsonl"])
def test_rows_17_18_19_long_runs_are_read(tmp_path, text, name):
    written = {"a.txt": text, "a.csv": 'text\n"' + text.replace('"', '""') + '"\n', "a.jsonl": json.dumps({"text": text})}[name]
    articles, aside, _ = found(file(tmp_path, name, written), limits=Limits(article_characters=60_000))
    assert [0 < len(a.text) <= 60_000 for a in articles] + ["another language" in row.why for row in aside] == [True]


def test_row_20_a_text_of_more_than_a_million_characters_is_cut_and_told(tmp_path):
    paragraph = "The council met on Monday, and it agreed to open the bridge again. " * 20
    article = one(file(tmp_path, "a.txt", "\n\n".join([paragraph.strip()] * 900)))
    assert 180_000 < len(article.text) <= 200_000 and article.text.endswith("again.")
    assert "article_characters" in article.excerpt and "article_characters" in article.origin


@pytest.mark.parametrize(("text", "kept"), [
    ("one two three four. " * 10, "one two three four. " * 6 + "one two three four."),
    ("word. " * 24 + "\n\n" + "more. " * 90, "word. " * 24), ("one two " * 90, "one two " * 19 + "one"), ("7" * 300, "7" * 159),
])  # fmt: skip
def test_row_20_it_is_cut_at_a_paragraph_else_a_sentence_else_a_word(tmp_path, text, kept):
    assert one(file(tmp_path, "a.txt", text), limits=Limits(article_characters=159)).text.rstrip() == kept.rstrip()


OTHERS = {
    "zh": "两国元首星期二通电话，同意在冬天到来之前重新开放港口。" * 6,
    "ar": "تحدث الرئيسان هاتفيا يوم الثلاثاء "
          "واتفقا على إعادة فتح الميناء قبل حلول فصل الشتاء، وفقا لما قالاه في بيان مشترك صدر في العاصمة.",
    "th": "ประธานาธิบดีทั้งสองพูดคุยทางโทรศัพท์เมื่อวันอังคารและตกลงที่จะเปิดท่าเรืออีกครั้งก่อนฤดูหนาว" * 3,
}  # fmt: skip


@pytest.mark.parametrize("code", OTHERS)
def test_row_25_another_language_is_named_and_set_aside_whatever_the_column_says(tmp_path, code):
    _, (row,), _ = found(file(tmp_path, "a.jsonl", json.dumps({"text": OTHERS[code], "language": "en"})))
    assert f"({code})" in row.why and row.language == code


def test_row_25_a_language_without_a_pipeline_is_a_fault_of_use(tmp_path):
    said = refused(framing("check", file(tmp_path, "a.txt", BODY), "--language", "fr"), 2)
    assert "no pipeline for it is here yet" in said


@pytest.mark.parametrize("value", ["03/04/2026", "May", "2026-02-30", "9" * 20_000, "soon"])
def test_row_26_a_date_that_is_not_clear_is_left_out_and_told(tmp_path, value):
    article = one(file(tmp_path, "a.jsonl", json.dumps({"text": BODY, "date": value})))
    assert article.date is None and "is not clear" in article.origin and len(article.origin) < 200


def test_row_26_gdelts_date_is_of_this_century(tmp_path):
    path = file(tmp_path, "a.jsonl", json.dumps({"text": BODY, "seendate": "20260304T050607Z"}))
    assert one(path).date == "2026-03-04T05:06:07+00:00"


@pytest.mark.parametrize(("stamp", "date"), [("1394470370698", "2014-03-10T16:52:50+00:00"), ("soon", None), ("9" * 15, None)])
def test_row_26_milliseconds_where_an_export_is_known_to_write_them(tmp_path, stamp, date):
    path = file(tmp_path, "a.csv", f"ID,TITLE,URL,PUBLISHER,STORY,HOSTNAME,TIMESTAMP,TEXT\n1,T,,A,e,h,{stamp},{BODY}\n")
    assert one(path).date == date


# --- sets of articles -------------------------------------------------------------------------------------------------


def test_row_27_events_that_do_not_hold_together_are_asked_about():
    articles = [Article("a", "A", BODY, date="2026-01-02", event="x"), Article("b", "B", "B.", date="2026-05-02", event="x"),
                Article("c", "C", BODY, date="2026-01-03", event="y"), Article("d", "D", "D.", event="y")]  # fmt: skip
    assert list(doubts.of(articles)) == [
        "the event 'x' runs from 2026-01-02 to 2026-05-02: are these articles of one event?",
        "the text of 'a' stands in 2 events ('x', 'y')",
    ]
    assert check.survey(articles).doubts == tuple(doubts.of(articles))


@pytest.mark.parametrize(("names", "alike"), [
    (("BBC", "bbc"), True), (("The Post", "ThePost"), True), (("Pravda", "Prаvda"), True), (("ВВС", "BBC"), True),
    (("Post", "Post\u200b"), True), (("Ｐost", "Post"), True), (("Post", "Ποst"), False), (("Post", "Posts"), False),
    (("Правда", "Известия"), False),
])  # fmt: skip
def test_row_64_sources_that_look_alike_are_kept_apart_and_told(names, alike):
    articles = [Article(str(n), name, BODY.replace("Monday", f"day {n}"), event="e") for n, name in enumerate(names)]
    assert len(list(doubts.of(articles))) == alike
    (made,) = compared(articles)
    assert {a.name for a in made.accounts if a.view == "source"} <= set(names)


def test_row_64_many_doubts_are_not_told_without_end():
    names = [f"{word}{n}" for n in range(50) for word in ("Post", "post")]
    told = list(doubts.of(Article(name, name, BODY) for name in names))
    assert len(told) == doubts.SHOWN + 1 and told[-1].startswith("30 more")


# --- terminals and streams --------------------------------------------------------------------------------------------

EVIL = "[/] [link=file:///etc/passwd]x[/link] \x1b]0;owned\x07 \x1b[2J \u202eevil\r\nset aside: 0"


def test_row_34_titles_and_names_reach_a_terminal_escaped(tmp_path):
    rows = [{"source": EVIL, "title": EVIL, "id": EVIL, "event": EVIL, "text": BODY}, {"source": "b", EVIL: EVIL, "text": ""}]
    path = file(tmp_path, "a\x1b[2J.jsonl", "\n".join(map(json.dumps, rows)))
    for verb in ("check", "events"):
        done = framing(verb, path)
        assert done.returncode == 4
        for written in (done.stdout.decode(), done.stderr.decode()):
            assert not set("\x1b\x07\r\u202e") & set(written)


@pytest.mark.parametrize("line", [
    "{not json", "[1, 2]", "3", '"text"', "null", '{"text": ' + "[" * 100_000, '{"text": "a b", "text": "c d"}',
    '{"text": "a', "\ufeff{",
    '{"a": ' * 1000 + "1" + "}" * 1000,
], ids=range(10))  # fmt: skip
def test_row_40_a_bad_line_is_set_aside_and_reading_goes_on(tmp_path, line):
    good = json.dumps({"text": BODY})
    articles, aside, _ = found(file(tmp_path, "a.jsonl", f"{good}\n{line}\n\n{good}"))
    assert len(articles) == 2 and [row.where.rpartition(" ")[2] for row in aside] == ["2"]


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1" * 5000, "1e999"])
def test_row_40_numbers_no_computer_holds_are_read(tmp_path, value):
    assert one(file(tmp_path, "a.jsonl", f'\ufeff{{"text": "{BODY}", "x": {value}, "id": {value}}}')).id == value


def test_row_42_standard_input_closed_or_broken_off(tmp_path):
    done = subprocess.run(f"{sys.executable} -m framing check - <&-", shell=True, capture_output=True, timeout=60)
    assert "standard input" in refused(done, 3)
    articles, aside, _ = found_in(b'{"text": "' + BODY.encode() + b'"}\n{"text": "half')
    assert len(articles) == len(aside) == 1


def found_in(data):
    made = list(stream(["-"], io.BytesIO(data)))
    return [a for a in made if isinstance(a, Article)], [a for a in made if isinstance(a, SetAside)], []


def test_row_42_nobody_reads_standard_output(tmp_path):
    path = file(tmp_path, "a.jsonl", json.dumps({"text": BODY}))
    done = subprocess.run(f"{sys.executable} -m framing check {path} | true", shell=True, capture_output=True, timeout=60)
    assert done.returncode == 0 and b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_row_42_a_terminal_is_told_that_it_is_waited_for():
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen([sys.executable, "-m", "framing", "check", "-"], stdin=theirs, stderr=subprocess.PIPE,
                          stdout=subprocess.PIPE) as done:  # fmt: skip
        os.write(ours, f"{BODY}\n\x04\x04".encode())
        out, told = done.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)
    assert b"Ctrl-D" in told and b"articles     1" in out and done.returncode == 0


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_row_42_ends_of_lines_make_no_difference(tmp_path, name, end):
    rows = [json.dumps({"source": source, "text": BODY}) for source in "AB"]
    lines = ["source,text", f"A,{BODY}", f"B,{BODY}"] if name == "a.csv" else rows
    articles, aside, _ = found(file(tmp_path, name, (end or "\n").join(lines) + end))
    assert [(a.source, a.text) for a in articles] == [("A", BODY), ("B", BODY)] and aside == []


def test_row_43_json_stays_pure_beside_warnings(tmp_path):
    rows = [{"source": s, "Headline": "x", "text": BODY, "date": "soon", "event": "e"} for s in ("BBC", "bbc")]
    path = file(tmp_path, "a.jsonl", "\n".join(map(json.dumps, [*rows, {"text": ""}])))
    for verb in ("check", "events"):
        done = framing(verb, path, "--json")
        assert done.returncode == 4 and b"columns of" in done.stderr
        assert [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("env", [
    {"LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}, {"TERM": "dumb"}, {"COLUMNS": "20"}, {"NO_COLOR": "1"},
], ids=str)  # fmt: skip
def test_row_44_poor_terminals(tmp_path, env):
    path = file(tmp_path, "a.jsonl", json.dumps({"text": BODY, "source": "Café — “Zoë”"}))
    for arguments in (["check", path], ["check", "--help"]):
        done = framing(*arguments, env=env)
        assert done.returncode == 0 and b"Traceback" not in done.stderr and b"\x1b[" not in done.stdout


# --- any bytes whatever -------------------------------------------------------------------------------------------------
#
# Ten minutes of the like on 2026-11-27: 480,000 examples, hypothesis seeds 20261127 to 20261286, no fault.

anything = st.one_of(
    st.binary(max_size=600), st.text(max_size=300).map(lambda t: t.encode("utf-8", "surrogatepass")),
    st.text(st.sampled_from('",;\t\n\r |ab{}[]:\\\x00é'), max_size=300).map(str.encode),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(anything, st.sampled_from(["", *sorted({".txt", ".md", ".csv", ".tsv", ".jsonl", ".ndjson", ".json"} & READERS.keys())]),
       st.sampled_from([b"", b"source,text\n", b"text\n", b'{"text": "a b"}\n', b"\xff\xfe", b"\xef\xbb\xbf"]))  # fmt: skip
def test_any_bytes_end_in_articles_rows_set_aside_or_one_sentence(tmp_path_factory, data, ending, head):
    try:
        if ending:
            made = list(stream([file(tmp_path_factory.mktemp("any"), f"a{ending}", head + data)]))
        else:
            made = list(stream(["-"], io.BytesIO(head + data)))
    except FramingError as told:
        assert str(told).strip() and "\n" not in str(told)
        return
    ids = [a.id for a in made if isinstance(a, Article)]
    assert made and len(set(ids)) == len(ids)
    counted = check.survey(made)
    assert (counted.rows, counted.articles, counted.set_aside) == (len(made), len(ids), len(made) - len(ids))
    check.text(counted)


cells = st.text(st.sampled_from('ab ,"\n;é'), max_size=12)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=12), st.sets(st.integers(0, 11)))
def test_each_row_of_a_table_is_an_article_or_set_aside(tmp_path_factory, rows, ragged):
    import csv

    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["source", "text"])
    for n, (source, text) in enumerate(rows):
        writer.writerow([f"S{n} {source}", f"x{text}", *["more"] * (n in ragged)])
    articles, aside, _ = found(file(tmp_path_factory.mktemp("any"), "a.csv", out.getvalue()))
    assert len(articles) + len(aside) == len(rows)
    assert len(aside) == len(ragged & set(range(len(rows))))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(st.just('{"text": "a b"}'), st.text(st.characters(exclude_characters="\r\n\x00"), min_size=1))))
def test_each_line_of_json_is_an_article_or_set_aside(tmp_path_factory, lines):
    told = [line.encode("utf-8", "replace").decode() for line in lines]
    told = [line for line in told if line.strip("\ufeff").strip()]
    good = sum(line == '{"text": "a b"}' for line in told)
    if not told or 20 * sum(c < " " for line in told for c in line) > sum(map(len, told)):
        return
    articles, aside, _ = found(file(tmp_path_factory.mktemp("any"), "a.jsonl", "\n".join(told)))
    assert len(articles) >= good and len(articles) + len(aside) == len(told)
