"""The columns of real exports: recognised by their header, told, and changed by whoever knows better."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from framing.errors import UsageError
from framing.read import Asked, asked, read, stream
from framing.read.mapping import EXPORTS, FIELDS, GKG, TRAFILATURA, export_of
from framing.records import Article, SetAside

BODY = "The council met on Monday. It agreed to open the bridge again after the winter."


@dataclass(frozen=True)
class Real:
    """A header as the export writes it, a row, and what must come of it: the mapping as told, and the article (None: a row
    without text, set aside)."""

    header: str
    row: Mapping[str, str]
    told: str
    article: Mapping[str, str | None] | None = field(default_factory=dict)


REAL = {
    "AllSides, Baly et al.": Real(
        "ID,topic,source,source_url,url,date,authors,title,content_original,content,bias_text,bias",
        {"ID": "Xy1", "topic": "elections", "source": "The Post", "source_url": "www.post.example", "url": "https://post.example/a",
         "date": "2016-10-09", "authors": "Ann Lee", "title": "Bridge", "content_original": BODY, "content": BODY.lower(),
         "bias_text": "center", "bias": "1"},
        "ID -> id, source -> source, title -> title, content_original -> text, date -> date, url -> url, authors -> author; "
        "not taken: content, source_url",
        {"id": "Xy1", "source": "The Post", "title": "Bridge", "date": "2016-10-09", "text": BODY, "event": None},
    ),
    "Qbias": Real(
        ",title,tags,heading,source,text,bias_rating",
        {"title": "The Bridge", "tags": "['Bridges']", "heading": "Bridge opens", "source": "The Post", "text": BODY,
         "bias_rating": "left"},
        "title -> event, source -> source, heading -> title, text -> text",
        {"event": "The Bridge", "title": "Bridge opens", "source": "The Post"},
    ),
    "NewsAPI": Real(
        "source.id,source.name,author,title,description,url,urlToImage,publishedAt,content",
        {"source.id": "", "source.name": "The Post", "author": "Ann Lee", "title": "Bridge opens", "description": "In short.",
         "url": "https://post.example/a", "publishedAt": "2024-03-11T10:00:00Z", "content": BODY[:40] + "… [+1234 chars]"},
        "source.name -> source, title -> title, content -> text, publishedAt -> date, url -> url, author -> author, "
        "description -> summary",
        {"source": "The Post", "date": "2024-03-11T10:00:00+00:00"},
    ),
    "Media Cloud by minet": Real(
        "guid,stories_id,processed_stories_id,title,url,language,collect_date,publish_date,media_id,media_name,media_url,tags",
        {"guid": "https://post.example/a", "stories_id": "17", "title": "Bridge", "url": "https://post.example/a",
         "language": "en", "publish_date": "2024-03-11", "media_name": "The Post", "media_url": "https://post.example"},
        "stories_id -> id, media_name -> source, title -> title, publish_date -> date, url -> url, language -> language; "
        "not taken: guid",
        None,
    ),
    "Media Cloud": Real(
        "id,title,url,language,publish_date,indexed_date,media_name,media_url",
        {"id": "9f", "title": "Bridge", "url": "https://post.example/a", "language": "en", "publish_date": "2024-03-11",
         "media_name": "post.example"},
        "id -> id, media_name -> source, title -> title, publish_date -> date, url -> url, language -> language",
        None,
    ),
    "GDELT DOC 2.0": Real(
        "url,url_mobile,title,seendate,socialimage,domain,language,sourcecountry",
        {"url": "https://post.example/a", "title": "Bridge", "seendate": "20240311T101500Z", "domain": "post.example",
         "language": "English"},
        "domain -> source, title -> title, seendate -> date, url -> url, language -> language",
        None,
    ),
    "newspaper4k": Real(
        "url,read_more_link,language,title,top_image,meta_img,images,movies,keywords,authors,publish_date,summary,"
        "meta_description,meta_site_name,canonical_link,text",
        {"url": "https://post.example/a?x=1", "language": "en", "title": "Bridge", "authors": "Ann Lee",
         "publish_date": "2024-03-11 00:00:00", "meta_site_name": "The Post", "canonical_link": "https://post.example/a",
         "text": BODY},
        "meta_site_name -> source, title -> title, text -> text, publish_date -> date, url -> url, language -> language, "
        "authors -> author; not taken: canonical_link",
        {"source": "The Post", "url": "https://post.example/a?x=1", "date": "2024-03-11T00:00:00"},
    ),
    "trafilatura": Real(
        "title,author,url,hostname,description,sitename,date,categories,tags,fingerprint,id,license,raw_text,text,language",
        {"title": "Bridge", "url": "https://post.example/a", "hostname": "post.example", "sitename": "The Post",
         "date": "2024-03-11", "fingerprint": "a1b2", "raw_text": "Bridge " + BODY, "text": BODY, "language": "en"},
        "id -> id, sitename -> source, title -> title, text -> text, date -> date, url -> url, language -> language, "
        "author -> author; not taken: hostname, raw_text",
        {"source": "The Post", "text": BODY},
    ),
    "fundus": Real(
        "title,body,plaintext,authors,publishing_date,topics,free_access,images",
        {"title": "Bridge", "body": "{}", "plaintext": BODY, "authors": "Ann Lee",
         "publishing_date": "2024-03-11 10:00:00+00:00", "free_access": "False"},
        "title -> title, plaintext -> text, publishing_date -> date, authors -> author; not taken: body",
        {"text": BODY, "excerpt": "its column 'free_access' says 'False'", "date": "2024-03-11T10:00:00+00:00"},
    ),
    "Kaggle news aggregator": Real(
        "ID,TITLE,URL,PUBLISHER,CATEGORY,STORY,HOSTNAME,TIMESTAMP",
        {"ID": "1", "TITLE": "Bridge", "URL": "https://post.example/a", "PUBLISHER": "The Post", "CATEGORY": "b",
         "STORY": "ddUyU0", "HOSTNAME": "post.example", "TIMESTAMP": "1394470370698"},
        "ID -> id, STORY -> event, PUBLISHER -> source, TITLE -> title, URL -> url, TIMESTAMP -> timestamp; "
        "not taken: HOSTNAME",
        None,
    ),
    "All the News": Real(
        "date,year,month,day,author,title,article,url,section,publication",
        {"date": "2016-12-09 18:31:00", "year": "2016", "author": "Ann Lee", "title": "Bridge", "article": BODY,
         "url": "https://post.example/a", "section": "News", "publication": "Vox"},
        "publication -> source, title -> title, article -> text, date -> date, url -> url, author -> author",
        {"source": "Vox", "text": BODY, "date": "2016-12-09T18:31:00"},
    ),
    "mediastack": Real(
        "author,title,description,url,source,image,category,language,country,published_at",
        {"author": "Ann Lee", "title": "Bridge", "description": BODY, "url": "https://post.example/a", "source": "The Post",
         "category": "general", "language": "en", "country": "us", "published_at": "2024-03-11T10:00:00+00:00"},
        "source -> source, title -> title, published_at -> date, url -> url, language -> language, author -> author, "
        "description -> summary",
        {"text": BODY, "excerpt": "only its description was given", "source": "The Post"},
    ),
    "LexisNexisTools": Real(
        "ID,Source_File,Newspaper,Date,Length,Section,Author,Edition,Headline,Graphic,Article",
        {"ID": "1", "Source_File": "a.docx", "Newspaper": "The Times (London)", "Date": "2010-01-11", "Length": "355 words",
         "Section": "NEWS; Pg. 3", "Author": "Ann Lee", "Headline": "Bridge opens", "Article": BODY},
        "ID -> id, Newspaper -> source, Headline -> title, Article -> text, Date -> date, Author -> author",
        {"source": "The Times (London)", "title": "Bridge opens", "date": "2010-01-11"},
    ),
}  # fmt: skip


def found(path, **how) -> tuple[list[Article], list[SetAside], list[str]]:
    said: list[str] = []
    made = list(stream([path], asked=Asked(say=said.append, **how)))
    return [a for a in made if isinstance(a, Article)], [a for a in made if isinstance(a, SetAside)], said


def table(header, row, delimiter=","):
    names = next(csv.reader([header]))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerows([names, [row.get(name, "") for name in names]])
    return out.getvalue()


def check(real, path, name):
    articles, aside, said = found(path)
    told = said[0].removeprefix(f"columns of {path} ({name}): ").removesuffix(
        "; no column holds a text: fetch the pages of its urls with --fetch")
    assert told == real.told
    if real.article is None:
        assert articles == [] and "--fetch" in aside[0].why and "--fetch" in said[0]
        assert set(real.row.items()) <= set(aside[0].own.items())
    else:
        (article,) = articles
        assert {key: getattr(article, key) for key in real.article} == dict(real.article)
        assert article.origin.startswith(f"{path.name} line 2")


def test_every_export_known_has_a_real_header_here():
    assert REAL.keys() == {one.name for one in EXPORTS if one.name != GKG.name}


@pytest.mark.parametrize("name", REAL)
def test_the_header_of_a_real_export(name, tmp_path):
    real = REAL[name]
    assert export_of(real.header.split(",")).name == name
    path = tmp_path / "a.csv"
    path.write_text(table(real.header, real.row))
    check(real, path, name)


@pytest.mark.parametrize("name", REAL)
@pytest.mark.parametrize(
    "written",
    [lambda text: ("\ufeff" + text).encode(), lambda text: text.encode("utf-16"),
     lambda text: text.replace("\n", "\r\n").encode()],
    ids=["BOM", "UTF-16", "CRLF"],
)  # fmt: skip
def test_its_encoding_changes_nothing(name, written, tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(written(table(REAL[name].header, REAL[name].row)))
    check(REAL[name], path, name)


@pytest.mark.parametrize("name", REAL)
@pytest.mark.parametrize("written", [str.upper, str.lower, lambda n: f" {n} "], ids=["upper", "lower", "spaces"])
def test_its_names_in_another_case_or_with_spaces(name, written, tmp_path):
    real = REAL[name]
    names = real.header.split(",")
    path = tmp_path / "a.csv"
    path.write_text(table(",".join(written(n) for n in names), {written(n): real.row.get(n, "") for n in names}))
    articles, aside, said = found(path)
    assert f"({name})" in said[0]
    assert (len(articles), len(aside)) == ((0, 1) if real.article is None else (1, 0))
    if articles:
        told = {key: value for key, value in real.article.items() if key != "excerpt"}
        assert {key: getattr(articles[0], key) for key in told} == told


@pytest.mark.parametrize("name", REAL)
def test_its_rows_as_json(name, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({column: REAL[name].row.get(column) for column in REAL[name].header.split(",")}))
    articles, aside, said = found(path)
    assert f"({name})" in said[0]
    assert (len(articles), len(aside)) == ((0, 1) if REAL[name].article is None else (1, 0))


def test_newsapis_own_answer(tmp_path):
    one = {"source": {"id": None, "name": "The Post"}, "author": None, "title": "Bridge", "description": "It is open.",
           "url": "u", "urlToImage": None, "publishedAt": "2024-03-11T10:00:00Z", "content": BODY}  # fmt: skip
    removed = {**one, "title": "[Removed]", "content": "[Removed]"}
    path = tmp_path / "a.json"
    answer = {"status": "ok", "totalResults": 3, "articles": [one, removed, {**one, "content": None}]}
    path.write_text(json.dumps(answer, indent=1))
    articles, aside, _ = found(path)
    assert [(a.source, a.text, a.excerpt) for a in articles] == [
        ("The Post", BODY, ""), ("The Post", "It is open.", "only its description was given")]  # fmt: skip
    assert [(row.where.rpartition(" ")[2], row.why[:11]) for row in aside] == [("2", "was removed")]


def test_a_source_that_python_wrote_is_its_name(tmp_path):
    path = tmp_path / "a.csv"
    row = {"source": "{'id': None, 'name': 'The Post'}", "publishedAt": "2024-03-11", "content": BODY}
    path.write_text(table("source,author,title,description,url,urlToImage,publishedAt,content", row))
    assert found(path)[0][0].source == "The Post"


def test_gdelts_table_without_a_header(tmp_path):
    cells = ["20240311101500-12", "20240311101500", "1", "post.example", "https://post.example/a", *[""] * 22]
    path = tmp_path / "20240311101500.gkg.csv"
    path.write_text("\t".join(cells) + "\n" + "\t".join(["20240311101500-13", *cells[1:]]) + "\n")
    articles, aside, said = found(path)
    assert articles == [] and [row.own["DocumentIdentifier"] for row in aside] == ["https://post.example/a"] * 2
    assert said == [f"columns of {path} (GDELT GKG 2.1): GKGRECORDID -> id, SourceCommonName -> source, DATE -> date, "
                    "DocumentIdentifier -> url; no column holds a text: fetch the pages of its urls with --fetch"]  # fmt: skip
    assert len(cells) == len(GKG.header)


@pytest.mark.parametrize("ending", ["csv", "tsv"])
def test_trafilaturas_table_without_a_header(ending, tmp_path):
    cells = ["https://post.example/a", "null", "ef7a0c32ab1ff8e1", "post.example", "Bridge", "null", "2024-03-11", BODY, "null",
             "null", "article"]  # fmt: skip
    path = tmp_path / f"a.{ending}"
    path.write_text("\t".join(cells) + "\n")
    (article,), aside, said = found(path)
    assert (article.source, article.title, article.date, article.id) == ("post.example", "Bridge", "2024-03-11", "a#1")
    assert aside == [] and "(trafilatura)" in said[0] and len(cells) == len(TRAFILATURA.header)


def test_our_own_columns_need_no_word(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f"doc_id,source,title,text,date,url,language,event_id\na,A,T,{BODY},2024-03-11,,en,e\n")
    (article,), _, said = found(path)
    assert (article.id, article.event, said) == ("a", "e", [])


# --- what a user says -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_a_users_own_columns_go_before_ours(name, tmp_path):
    row = {"source": "wire", "outlet": "The Post", "content": "cut", "Body Text": BODY, "kicker": "Bridge"}
    path = tmp_path / name
    path.write_text(table(",".join(row), row) if name == "a.csv" else json.dumps(row))
    own = asked.columns(["source=outlet", "text=body text", " title = kicker "])
    (article,), _, said = found(path, columns=own)
    assert (article.source, article.text, article.title) == ("The Post", BODY, "Bridge")
    assert "outlet -> source" in said[0] and "Body Text -> text" in said[0]


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_a_column_that_is_nowhere_is_a_fault_that_says_what_there_is(name, tmp_path):
    row = {"source": "A", "text": BODY}
    path = tmp_path / name
    path.write_text(table("source,text", row) if name == "a.csv" else json.dumps(row))
    with pytest.raises(UsageError, match=r"no column 'outlet'; its columns are source, text"):
        read([path], asked=Asked(columns=asked.columns(["source=outlet"])))


def test_a_column_that_some_lines_lack_is_no_fault(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": BODY}) + "\n" + json.dumps({"text": BODY, "outlet": "The Post"}))
    articles, _, _ = found(path, columns={"source": "outlet"})
    assert [a.source for a in articles] == ["a", "The Post"]


@pytest.mark.parametrize(("pair", "said"), [("source", "no pair"), ("source=", "no pair"), ("paper=outlet", ", ".join(FIELDS))])
def test_a_pair_that_makes_no_sense_is_refused(pair, said):
    with pytest.raises(UsageError) as told:
        asked.columns([pair])
    assert said in str(told.value)


@pytest.mark.parametrize("code", ["fr", "zh", "english", ""])
def test_a_language_without_a_pipeline_is_refused(code):
    with pytest.raises(UsageError, match="no pipeline for it is here yet"):
        asked.language(code)
    assert asked.language("EN") == "en"


def test_lines_of_many_shapes_are_not_told_without_end(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps({"headline": "T", "text": BODY, f"x{n}": "y", "outlet" if n % 2 else "publisher": "A",
                                          "lang" if n % 3 else "language": "en", "link" if n % 5 else "url": "u"})
                              for n in range(60)))  # fmt: skip
    articles, _, said = found(path)
    assert len(articles) == 60 and len(said) == 6 and "others still" in said[-1]


# --- pages in place of texts ------------------------------------------------------------------------------------------


def test_rows_without_a_text_get_the_page_of_their_url(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(BODY)
    path = tmp_path / "a.csv"
    path.write_text(table(REAL["Media Cloud"].header, REAL["Media Cloud"].row) + ",,https://gone.example,,,,,\n")

    def fetch(url, limits):
        from framing.read.given import on_disk

        return SetAside(url, "answers 404") if "gone" in url else on_disk(page, url, "page", ".txt")

    (article,), (gone,), said = found(path, fetch=fetch)
    assert (article.text, article.source, article.date) == (BODY, "post.example", "2024-03-11")
    assert "answers 404" in gone.why and "--fetch" not in said[0]


def test_a_page_is_an_article_under_its_address(tmp_path):
    from framing.read.given import on_disk

    page = tmp_path / "page.txt"
    page.write_text(BODY)
    fetch = lambda url, limits: on_disk(page, url, "a", ".txt")  # noqa: E731 - what the network would answer
    (article,), aside = read(["https://www.post.example/news/"], asked=Asked(fetch=fetch))
    assert (article.url, article.source, article.origin) == (
        "https://www.post.example/news/", "post.example", "https://www.post.example/news/")  # fmt: skip
    assert aside == ()


def test_a_page_without_fetch_is_refused():
    with pytest.raises(UsageError, match="--fetch"):
        read(["https://post.example/a"])
