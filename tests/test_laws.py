"""The laws: what must hold for any articles whatever. On fake models, so that hundreds of cases take seconds."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framing import NothingUsable, from_json, report, river, scores, teach, to_json
from framing.records import Article, Comparison
from framing.settings import Settings
from tests import fakes
from tests.pages import SCRIPT

SETTINGS = Settings(bootstrap=50, silence_words=20)
quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

SENTENCES = [
    "The harbour council agreed on Monday to open the northern quay to foreign ships.",
    "Fishermen said the quay would drive away the herring they live on.",
    "Minister Ana Brandt told reporters that the island had promised to buy grain for three years.",
    "“We never spoke of grain,” said island president Teo Marsh.",
    "According to the island's statement, the talks were about the disputed reef.",
    "The reef has been claimed by both governments since 1952.",
    "Analysts believe the grain promise is the price of silence about the reef.",
    "He added that 14 ships were waiting outside the harbour.",
]
HOSTILE = ["<script>alert(1)</script>", '" onmouseover="alert(1)', "{{ 7*7 }}", "]]><!--", "\u202egnp", "=HYPERLINK(1)",
           "'''\"\"\"" * 30, "javascript:alert(1)"]  # fmt: skip

sentences = st.one_of(st.sampled_from(SENTENCES), st.sampled_from(HOSTILE), st.text(max_size=60))
texts = st.lists(sentences, min_size=1, max_size=7).map("\n\n".join)
names = st.one_of(st.sampled_from(["Harbour Herald", "Island Post", *HOSTILE]), st.text(min_size=1, max_size=20))


@st.composite
def sets_of_articles(draw, least=2):
    wanted = draw(st.lists(texts, min_size=least, max_size=4))
    return [Article(f"a{n}", draw(names), text, title=draw(names), date=draw(st.sampled_from([None, "2026-11-02"])),
                    url=draw(st.sampled_from([None, *HOSTILE, "https://example.org/a"])), event="talks")
            for n, text in enumerate(wanted)]  # fmt: skip


def compared(articles) -> Comparison:
    (one,) = river.compare(articles, fakes.MODELS, SETTINGS)
    return one


@quick
@given(sets_of_articles(least=1))
def test_spans_quote_the_article(articles):
    one = compared(articles)
    text = {a.id: a.text for a in one.articles}
    for s in one.statements:
        assert text[s.article][s.start : s.end] == s.text and s.text.strip()
        for a in s.attributions:
            for span in (a.content_span, a.holder_span, a.cue_span):
                assert span is None or 0 <= span[0] < span[1] <= len(text[s.article])


@quick
@given(sets_of_articles(least=1))
def test_evidence_exists_and_intervals_hold_their_value(articles):
    one = compared(articles)
    told = {s.id for s in one.statements}
    accounts, points = {a.id for a in one.accounts}, {p.id for p in one.points}
    for c in one.contrasts:
        assert c.evidence and set(c.evidence) <= told and set(c.accounts) <= accounts
        assert c.point in points or (c.point is None and c.kind != "omission")
        assert c.point or c.target or c.kind in {"emphasis", "conflict", "cross-attribution"}
        assert len(c.words) in {0, len(c.evidence)}
        sized = c.kind == "omission" or (c.kind == "emphasis" and c.point)
        assert not sized or (c.estimate is None) == (c.note == "too little text to say")
    for number in [c.estimate for c in one.contrasts] + [cell.share for cell in one.cells]:
        assert number is None or number.low <= number.value <= number.high
    assert len(one.cells) == len(one.accounts) * len(one.points)
    assert all(set(p.statements) <= told and p.headline in p.statements and p.label for p in one.points)
    assert len({p.label for p in one.points}) == len(one.points)


@quick
@given(sets_of_articles(least=1))
def test_a_comparison_survives_json(articles):
    one = compared(articles)
    assert from_json(to_json(one)) == one


@quick
@given(sets_of_articles(), st.randoms())
def test_the_order_of_articles_changes_no_byte(articles, random):
    shuffled = random.sample(articles, len(articles))
    assert to_json(compared(shuffled)) == to_json(compared(articles))


@quick
@given(texts)
def test_row_57_the_same_text_under_two_sources_gives_no_contrast(text):
    one = compared([Article("a", "Harbour Herald", text, event="talks"), Article("b", "Island Post", text, event="talks")])
    assert [c for c in one.contrasts if c.view == "source"] == []


@quick
@given(texts, texts)
def test_exchanging_sources_exchanges_names_and_nothing_else(one_text, other_text):
    def made(first, second):
        return compared([Article("a", first, one_text, event="talks"), Article("b", second, other_text, event="talks")])

    def told(c: Comparison, names: dict[str, str]):
        rename = {f"source:{old}": f"source:{new}" for old, new in names.items()}
        return {(x.kind, x.view, x.point, tuple(rename.get(a, a) for a in x.accounts), x.estimate, x.evidence, x.note, x.words,
                 x.target)
                for x in c.contrasts}  # fmt: skip

    one, swapped = made("X", "Y"), made("Y", "X")
    assert told(one, {}) == told(swapped, {"X": "Y", "Y": "X"})
    assert one.points == swapped.points and one.statements == swapped.statements


@quick
@given(sets_of_articles(), st.integers(0, 3))
def test_row_28_a_repeated_wire_story_counts_once(articles, which):
    twice = articles[which % len(articles)]
    again = replace(twice, id="zz", source="Another Paper", date=None if twice.date is None else "2026-12-31")
    one, more = compared(articles), compared([*articles, again])
    if not [s for s in one.statements if s.article == twice.id]:
        return
    assert [c.article for c in more.copies] == sorted({*(c.article for c in one.copies), "zz"})
    assert (more.accounts, more.points, more.cells, more.contrasts) == (one.accounts, one.points, one.cells, one.contrasts)


class Inert(HTMLParser):
    """Fails on anything in a page that could run or fetch, except `script` to the letter."""

    def __init__(self, script=""):
        super().__init__()
        self.script = script
        self.running = False

    def handle_data(self, data):
        assert not self.running or data == self.script
        self.running = False

    def handle_starttag(self, tag, attrs):
        assert tag not in {"iframe", "object", "embed", "base", "img", "link"}, tag
        assert self.script or tag not in {"script", "form"}, tag
        assert tag != "script" or not attrs
        self.running = tag == "script"
        for name, value in attrs:
            assert not name.startswith("on"), name
            if name in {"href", "src", "action", "formaction", "xlink:href"}:
                assert re.match(r"#|https?://|[\w.%/-]+$", value or ""), value


@quick
@given(sets_of_articles())
def test_rows_29_30_31_33_hostile_text_reaches_no_page_sheet_or_table_as_code(articles):
    one = compared(articles)
    pages = [report.page(one), report.index([one], ["event"])]
    try:
        pages += [text for name, text in teach.pack(one).items() if name.endswith(".html")]
    except NothingUsable as thin:
        assert str(thin)
    for page, script in zip(pages, [SCRIPT, *[""] * len(pages)], strict=False):
        Inert(script).feed(page)
    for table in (scores.to_csv(table.rows(one), table.columns) for table in scores.TABLES.values()):
        assert not re.search(r"(?m)(^|,)\"?=HYPER", table)


@pytest.mark.parametrize("text", ["", "   \n\n ", "…", "\n".join(HOSTILE)])
def test_row_57_an_article_without_a_sentence_is_set_aside_or_told(text):
    one = compared([Article("a", "A", text, event="e"), Article("b", "B", "The quay was opened on Monday.", event="e")])
    empty = not [s for s in one.statements if s.article == "a"]
    assert empty == any(row.where == "a" for row in one.set_aside)
