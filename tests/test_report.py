"""The page: inert whatever the articles hold, true to their words, every number one step from its sentences."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import lines, report, teach
from framing.passages import pieces, shortened
from framing.records import Difference, Reference, from_json, to_json
from framing.render import anchor, link, upright
from tests.comparisons import Said, harbour, hostile, many, xi_trump
from tests.pages import SCRIPT, Page

MADE = {"one article, two sides": xi_trump, "two sources": harbour, "hostile": hostile}


@pytest.fixture(params=MADE)
def comparison(request):
    return MADE[request.param]()


def words(text):
    return " ".join(text.split())


# --- what may stand on a page -------------------------------------------------------------------------------------------


def test_rows_29_30_31_32_a_page_holds_nothing_that_runs_or_asks_the_network(comparison):
    page = Page(report.page(comparison, accuracy=[{"what": "<script>", "figure": "1"}], data_file="<script>"))
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"img", "iframe", "object", "embed", "base", "link", "math", "foreignobject"}
    assert page.scripts() == [SCRIPT] and [attrs for tag, attrs in page.tags if tag == "script"] == [{}]
    assert not page.values("action") + page.values("formaction")
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert not page.values("src") + page.values("style") + page.values("srcset")
    assert all(re.match(r"#|https?://|\./[A-Za-z0-9_.~%/-]+$", href) for href in page.values("href"))
    assert [attrs["href"] for _, attrs in page.tags if "download" in attrs] == ["./%3Cscript%3E"]
    assert page.values("http-equiv") == ["Content-Security-Policy"]
    (style,) = page.texts("style")
    assert "url(" not in style and "@import" not in style


def test_rows_29_30_31_32_hostile_words_are_shown_as_words():
    html = report.page(hostile())
    assert "{{7*7}}" in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert html.count("<script>") == 1
    assert ">javascript:alert(1)</span>" in html


def sheets(comparison):
    """The pages of a lesson; cards hold no names."""
    return [text for name, text in teach.pack(comparison).items() if name.endswith(".html") and name != "cards.html"]


TURNS = "".join(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))


def test_row_15_marks_that_turn_the_direction_of_writing_reach_no_page_and_no_sheet():
    def turned(text):
        return text and f"\u202e{text}\u2067"

    plain = harbour()
    comparison = replace(
        plain,
        event=replace(plain.event, label=turned(plain.event.label), dates=(turned("2026-03-02"),)),
        articles=tuple(replace(a, source=turned(a.source), title=turned(a.title), date=turned(a.date), url=turned(a.url))
                       for a in plain.articles),
        statements=tuple(replace(s, text=turned(s.text)) for s in plain.statements),
        accounts=tuple(replace(a, name=turned(a.name)) for a in plain.accounts),
        points=tuple(replace(p, label=turned(p.label)) for p in plain.points),
    )  # fmt: skip
    assert not any(set(TURNS) & set(text) for text in teach.pack(comparison).values())
    for html in (report.page(comparison), report.index([comparison], ["e"]), *sheets(comparison)):
        assert not set(TURNS) & set(html)
        assert "Harbour Times" in html or "worksheet" in html.lower()
    assert "They are left out of what you see; the data keeps them." in report.page(comparison)
    assert "They are left out of what you see" not in report.page(plain)
    assert from_json(to_json(comparison)) == comparison


def test_row_15_every_name_and_title_of_a_page_is_isolated():
    plain = harbour()
    comparison = replace(
        plain,
        articles=tuple(replace(a, source=f"name {a.source}", title=f"name {a.title}", date="name") for a in plain.articles),
        accounts=tuple(replace(a, name=f"name {a.name}") for a in plain.accounts),
        points=tuple(replace(p, label=f"name {p.label}") for p in plain.points),
        event=replace(plain.event, label="name of the event", dates=("name",)),
    )
    for html in (report.page(comparison), report.index([comparison], ["e"]), *sheets(comparison)):
        named = [(text, set(within)) for text, within in Page(html).runs if text.startswith("name ")]
        assert named
        alone = {"bdi", "title", "desc", "text", "h1", "h2", "h3"}  # a heading holds one name and nothing else
        assert not [text for text, within in named if not within & alone]


def test_the_index_is_inert_and_leads_to_each_page():
    page = Page(report.index([hostile(), harbour()], ['a"><script>', "harbour"]))
    assert "script" not in {tag for tag, _ in page.tags}
    assert page.values("href") == ["./a%22%3E%3Cscript%3E.html", "./harbour.html"]


def test_ids_are_unique_and_every_link_within_the_page_arrives(comparison):
    page = Page(report.page(comparison))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.values("href") if href.startswith("#")} <= set(ids)
    assert {i for value in page.values("aria-labelledby") for i in value.split()} <= set(ids)


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a?b=c", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("java\tscript:alert(1)", False),
        ("data:text/html,x", False),
        ("vbscript:x", False),
        ("//evil.example", False),
        ("https://", False),
        ("https://[", False),
        ("https://example.org/\u202egpj.exe", False),
        (" https://example.org", False),
        ("", False),
        (None, False),
    ],
)
def test_row_30_only_http_and_https_become_links(url, safe):
    assert link(url) == (url if safe else None)


@given(st.text(), st.text())
def test_two_names_never_share_an_anchor(one, other):
    assert re.fullmatch(r"s-[A-Za-z0-9._-]*", anchor("s", one))
    assert (anchor("s", one) == anchor("s", other)) == (one == other)


# --- what a page says ---------------------------------------------------------------------------------------------------


def test_every_quotation_is_in_an_article(comparison):
    texts = [words(upright(a.text)) for a in comparison.articles]
    quotations = Page(report.page(comparison)).texts("blockquote")
    assert quotations
    for quotation in quotations:
        assert any(quotation.removesuffix("…") in text for text in texts), quotation


def test_every_statement_has_its_place(comparison):
    ids = set(Page(report.page(comparison)).values("id"))
    assert {anchor("s", s.id) for s in comparison.statements} <= ids


def test_one_article_with_two_sides_is_compared_by_side():
    html = report.page(xi_trump())
    assert anchor("v", "side") in Page(html).values("id")
    assert 'id="v-source"' not in html
    assert "1 article" in html


def test_both_views_are_shown_when_both_have_two_accounts():
    ids = Page(report.page(harbour())).values("id")
    assert ids.index("v-source") < ids.index("v-side")


def test_an_account_alone_is_told_to_be_alone():
    comparison = many(1, 5)
    text = words(" ".join(Page(report.page(comparison)).texts("body")))
    assert "There is only one account, so nothing can be laid beside it: add an article of another source on" in text


def test_each_side_leads_with_its_own_and_shows_the_others_lead_as_not_found():
    page = Page(report.page(xi_trump()))
    china, us = (next(t for t in page.texts("article") if t.startswith(name)) for name in ("China", "US"))
    leads = "Leads with Too little text to say how much room a point gets: in the order told. "
    assert f"{leads}Beijing emphasized" in china
    assert "partly in quotation marks Taiwanlabel from sentence 3, the article’s own voice" in china
    assert "Others lead with, not found here trade, US farmers, soybeans (US)" in china
    assert f"{leads}The White House's version emphasized" in us
    assert us.endswith("Others lead with, not found here Taiwan (China)")


def without_shares(comparison, keep=lambda cell: False):
    return replace(comparison, cells=tuple(c if keep(c) else replace(c, share=None) for c in comparison.cells))


FIGURE = r"\d%|too little text to say how much"


def test_an_account_too_short_for_shares_shows_none():
    us = [t for t in Page(report.page(xi_trump())).texts("section") if t.startswith("US")]
    assert us[0] == (
        "UStold, in 1 sentence; too little text to say how much " + words(xi_trump().statements[3].text)
        + " sentence 4 · The White House, reported in other words"
    )
    tables = [t for t in Page(report.page(xi_trump())).texts("tr") if t.startswith("trade, US farmers, soybeans")]
    assert all("told, in 1 sentence; too little text to say how much" in t and "%" not in t for t in tables)


@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
def test_a_page_without_any_share_shows_no_percentage(made):
    page = Page(report.page(without_shares(made())))
    assert not [attrs for tag, attrs in page.tags if tag == "rect" or attrs.get("class") == "range"]
    shown = " ".join(t for tag in ("article", "td", "h5", "figcaption") for t in page.texts(tag))
    assert not re.search(r"\d%", re.sub(r"\(\d+% of its runs of five words\)", "", shown))
    assert "too little text to say how much" in shown


@given(st.sets(st.integers(0, 30)))
def test_a_page_takes_any_mix_of_known_and_unknown_shares(unknown):
    comparison = harbour()
    numbers = {(c.account, c.point): n for n, c in enumerate(comparison.cells)}
    mixed = without_shares(comparison, lambda c: numbers[c.account, c.point] not in unknown)
    map_cells = [t for t in Page(report.page(mixed)).texts("td") if re.search(FIGURE, t)]
    assert map_cells


def test_a_blank_says_not_found_and_keeps_the_closest_passage_one_step_away():
    page = Page(report.page(harbour()))
    blanks = [t for t in page.texts("td") if "not found in this text" in t]
    assert blanks
    assert all("closest passage similarity 0.31" in t for t in blanks)


def test_points_are_numbered_from_one_in_each_view_and_counted_alike_on_page_and_index():
    by_side = Page(report.page(xi_trump()))
    rows = [t for t in by_side.texts("h4") if re.match(r"\d", t)]
    assert [int(re.match(r"\d+", t)[0]) for t in rows] == list(range(1, len(rows) + 1))
    assert f"on {len(rows)} points" in words(" ".join(by_side.texts("p")))
    assert f"3 accounts, {len(rows)} points" in " ".join(Page(report.index([xi_trump()], ["xi"])).texts("p"))
    linked = re.findall(r'href="#p-side\.(p\w)" title="[^"]*">(\d+)</a>', report.page(xi_trump()))
    assert dict(linked) == {f"p{letter}": str(n) for n, letter in enumerate("abce", 1)}


def test_points_no_side_tells_are_counted_apart_with_their_sentences():
    (beyond,) = (t for t in Page(report.page(xi_trump())).texts("details") if "no side tells" in t)
    assert beyond.startswith("2 more points that no side tells")
    assert "the Ukraine conflict sentence 3sentence 11" in beyond


def test_the_id_of_a_sentence_in_the_data_is_found_at_its_number():
    comparison = harbour()
    page = Page(report.page(comparison))
    assert {s.id for s in comparison.statements} <= set(page.values("title"))
    assert "sentence A1 is harbour-times/s1 in the data" in words(" ".join(page.texts("p")))


@pytest.mark.parametrize(
    ("label", "headline", "told"),
    [
        ("China's weak purchases", "001/s3", "label from sentence 3, the article’s own voice"),
        ("china's weak purchases", "001/s4", "label from sentence 3, the article’s own voice"),
        ("China's pledge to purchase soybeans", "001/s3", "label from sentence 4, US"),
        ("Unusual move", "001/s4", "label from sentence 2, the article’s own voice"),
        ("words of no sentence", "001/s4", "label: words of the texts"),
    ],
)
def test_a_label_says_whose_words_it_is(label, headline, told):
    comparison = xi_trump()
    points = tuple(replace(p, label=label, headline=headline) if p.id == "pa" else p for p in comparison.points)
    page = Page(report.page(replace(comparison, points=points)))
    assert f"{label}{told}" in next(t for t in page.texts("article") if t.startswith("US"))
    assert told in page.texts("p")


def test_by_side_a_blank_is_of_the_account_not_of_the_text_it_stands_in():
    page = Page(report.page(xi_trump()))
    assert not [t for t in page.texts("td") + page.texts("section") if "not found in this text" in t]
    assert [t for t in page.texts("td") if "not found in this account" in t]


def test_a_blank_in_doubt_says_so():
    comparison = xi_trump()
    doubt = tuple(replace(c, found="cannot tell") if c.found == "not found" else c for c in comparison.cells)
    assert "cannot tell: a passage comes near" in report.page(replace(comparison, cells=doubt))


def test_a_copy_is_shown_and_not_counted():
    text = words(" ".join(Page(report.page(harbour())).texts("main")))
    assert "Carries the same text as article A (100% of its runs of five words); it is shown and not counted again." in text


def test_rows_set_aside_settings_models_and_accuracy_are_told():
    rows = [{"what": "attribution, characters F1", "figure": "0.70", "on": "92 articles"}]
    page = Page(report.page(xi_trump(), accuracy=rows, data_file="xi.json"))
    assert {"given.csv:7: the row has no text"} <= set(page.texts("li"))
    assert {"bootstrap", "silence_words"} <= set(page.texts("dt"))
    assert {"2000", f"sha256 {'53aa5117' * 8}"} <= set(page.texts("dd"))
    assert {"0.70", "92 articles"} <= set(page.texts("td"))
    assert "xi.json" in page.texts("code")


def test_who_is_in_doubt_is_told_to_be():
    assert "(unsure)" in report.page(xi_trump())


def test_what_was_guessed_is_told():
    assert "read from the text, not given: title" in report.page(xi_trump())


def test_an_interval_that_holds_no_difference_says_so():
    comparison = harbour()
    wide = tuple(
        replace(c, estimate=replace(c.estimate, low=-1.0)) if c.kind == "emphasis" and c.estimate else c
        for c in comparison.contrasts
    )
    text = words(" ".join(Page(report.page(replace(comparison, contrasts=wide))).texts("main")))
    assert "95% interval: 0.5 to 4.3 times, so it may be no difference at all" in text


@pytest.mark.parametrize(
    ("p", "told"), [(0.4, "40% of the time"), (0.05, "1 time in 20"), (1e-6, "less than 1 time in 1,000")]
)
def test_a_chance_is_told_in_plain_numbers(p, told):
    assert lines.chance(p) == told


@given(st.lists(st.sampled_from(["Beijing", "said", "on trade", "that"]), min_size=1, max_size=8).map(" ".join))
def test_a_statement_cut_at_holder_and_cue_is_whole_again(text):
    comparison = _one_sentence(text)
    (statement,) = comparison.statements
    assert "".join(p.text for p in pieces(statement)) == statement.text


def _one_sentence(text):
    from framing.records import Article, Event
    from tests.comparisons import comparison

    article = Article("a", "A", text)
    said = Said(text, "a", "Beijing", "said", "China", "indirect")
    return comparison(Event("e", "e", ("a",)), [(article, [said])], {"a": "x"})


def test_the_part_that_speaks_to_a_point_is_marked_and_the_whole_is_not():
    comparison = harbour()
    point = next(p for p in comparison.points if len(p.statements) > 1)
    told = {s.id: s for s in comparison.statements}
    first = told[point.statements[0]]
    part = (first.start + 4, first.start + 24)
    spans = (part, *((told[i].start, told[i].end) for i in point.statements[1:]))
    points = tuple(replace(p, spans=spans) if p is point else p for p in comparison.points)
    marked = Page(report.page(replace(comparison, points=points)))
    here = [text for text, inside in marked.runs if "blockquote" in inside and inside[-1] == "span"]
    assert first.text[4:24] in "".join(here) and first.text not in "".join(here)
    for s in comparison.statements:
        for span in ((s.start, s.end), (s.start + 3, s.end - 3)):
            assert "".join(p.text for p in pieces(s, span)) == s.text
            assert "".join(p.text for p in pieces(s, span) if p.here) == ("" if span[0] == s.start else s.text[3:-3])


def test_what_is_told_differently_is_said_with_its_words_and_places():
    comparison = harbour()
    point = next(p for p in comparison.points if len(p.statements) > 1)
    one, other = (next(s for s in comparison.statements if s.id == i) for i in point.statements[:2])
    spans = ((one.start, one.start + 7), (other.start, other.start + 9))
    made = Difference(point.id, "number", (one.id, other.id), spans)
    told = [text for text in Page(report.page(replace(comparison, differences=(made,)))).texts("p") if "differently" in text]
    assert told and all("another number" in text for text in told)
    assert words(one.text[:7]) in told[0] and words(other.text[:9]) in told[0]


def test_what_a_word_stands_for_is_said_in_the_article_s_own_words():
    comparison = harbour()
    first = comparison.statements[0]

    def linked(s):
        link = Reference(s.start, s.start + 6, ((first.start, first.start + 12),), "noun")
        return replace(s, references=(link,)) if s.article == first.article and s is not first else s

    page = Page(report.page(replace(comparison, statements=tuple(map(linked, comparison.statements)))))
    told = [text for text in page.texts("p") if "stands for" in text]
    assert told and all(f"” stands for “{words(first.text[:12])}”" in text for text in told)


@pytest.mark.parametrize(("text", "short"), [("one two three", "one two…"), ("one", "one"), ("onetwothreefour", "onetwothre…")])
def test_a_short_quotation_ends_at_a_word(text, short):
    assert shortened(text, 10) == short


# --- bytes, size, form --------------------------------------------------------------------------------------------------


def test_the_page_is_a_function_of_the_comparison(comparison):
    assert report.page(comparison) == report.page(from_json(to_json(comparison)))


@pytest.mark.parametrize(("accounts", "limit"), [(3, 1_000_000), (12, 3_000_000)])
def test_a_page_stays_small(accounts, limit):
    assert len(report.page(many(accounts, 60)).encode()) < limit


def test_row_63_a_page_of_two_hundred_sources_is_written():
    page = report.page(many(200, 6, name="A paper with a very long name " * 8))
    assert len(page.encode()) < 12_000_000


TEMPLATES = sorted(f.name for f in files("framing").joinpath("templates").iterdir() if f.is_file())


@pytest.mark.parametrize("name", TEMPLATES)
def test_row_31_templates_escape_and_quote_everything(name):
    source = files("framing").joinpath("templates", name).read_text()
    source = source.replace('<script>{% include "page.js" %}</script>', "") if name == "page.html" else source
    assert not re.search(r"\|\s*safe\b|Markup|autoescape|<script|\bon[a-z]+=|javascript:", source)
    bare = re.sub(r'"[^"]*"', '""', source)
    assert not re.search(r"<[a-z][^<>]*\s[a-z-]+=[^\"\s]", bare), "an unquoted attribute"


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colours_meet_wcag_aa(scheme):
    css = files("framing").joinpath("templates", "page.css").read_text()
    block = css.split("@media (prefers-color-scheme: dark)")[scheme].split("*")[0]
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block))
    for text in ("ink", "soft", "c0", "c1", "c2", "c3", "c4", "c5"):
        assert _contrast(colours[text], colours["paper"]) >= 4.5, text
    assert _contrast(colours["ink"], colours["mark"]) >= 4.5


def _contrast(one, other):
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour):
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
