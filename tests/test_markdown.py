"""Markdown: whatever the articles hold, a renderer that lets HTML through finds words in it, and no tag or link but ours."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import markdown
from framing.render import link, upright
from tests.comparisons import harbour, hostile, many, xi_trump

MarkdownIt = pytest.importorskip("markdown_it", reason="markdown-it-py is not installed").MarkdownIt

STRICT = MarkdownIt("commonmark", {"html": True}).enable("table")
EAGER = MarkdownIt("gfm-like", {"html": True, "linkify": True})

OURS = {
    "heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "blockquote_open", "blockquote_close",
    "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "table_open", "table_close", "thead_open",
    "thead_close", "tbody_open", "tbody_close", "tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close",
}  # fmt: skip
INLINE = {"text", "text_special", "strong_open", "strong_close", "link_open", "link_close"}

MARKS = st.sampled_from(
    ["<script>alert(1)</script>", "[a](javascript:x)", "![a](http://x.example/p.png)", "[a]: http://x.example", "//localhost",
     "www.x.example", "http://x.example", "<http://x.example>", "a@x.example", "mailto:a@x.example", "x.example", "&lt;b&gt;",
     "***", "---", "===", "# ", "> ", "- ", "+ ", "1. ", "1) ", "```", "~~~", "~~", "|", "| --- |", "`", "\\", "*", "_",
     "__a__", "\n", "\n\n", "\r", "    ", "\t", "&#60;", "<!--", "$x$", "[^1]", "{{x}}", "[ ]", "\u202e", "\u2028", "\x00", " ",
     "word", "ſ"]
)  # fmt: skip
TEXTS = st.lists(MARKS | st.text(max_size=4), max_size=12).map("".join)


def tokens(renderer, source):
    return [(t, t.children or []) for t in renderer.parse(source)]


def shown(renderer, source):
    """What a reader sees of one paragraph."""
    (inline,) = (t for t in renderer.parse(source) if t.type == "inline")
    return "".join(child.content for child in inline.children)


def words(text):
    return " ".join(re.sub(r"[\x00-\x08\x0e-\x1b\x7f-\x9f]", "", upright(text)).split())


@pytest.mark.parametrize("renderer", [STRICT, EAGER], ids=["commonmark", "github"])
@given(text=TEXTS)
def test_any_text_is_one_paragraph_of_itself(renderer, text):
    source = markdown.escaped(text)
    if not source:
        return
    assert [t.type for t in renderer.parse(source)] == ["paragraph_open", "inline", "paragraph_close"]
    inline = renderer.parse(source)[1]
    assert {child.type for child in inline.children} == {"text"}
    assert shown(renderer, source) == words(text)


@pytest.mark.parametrize("renderer", [STRICT, EAGER], ids=["commonmark", "github"])
@given(text=TEXTS)
def test_any_text_is_inert_wherever_a_comparison_carries_it(renderer, text):
    plain = harbour()
    said = text or "word"
    made = replace(
        plain,
        event=replace(plain.event, label=said, dates=(text,)),
        articles=tuple(replace(a, source=text, title=text, date=text, url=text, guessed=(text,)) for a in plain.articles),
        statements=tuple(replace(s, text=said, side=text) for s in plain.statements),
        accounts=tuple(replace(a, name=text) for a in plain.accounts),
        points=tuple(replace(p, label=text) for p in plain.points),
    )
    for token, children in tokens(renderer, markdown.text(made, [{"what": text, "figure": text}])):
        assert token.type in OURS
        assert {child.type for child in children} <= INLINE
        assert not [c for c in children if c.type == "link_open" and link(text) is None]


@pytest.mark.parametrize("made", [xi_trump, harbour, hostile, lambda: many(6, 8)], ids=["call", "harbour", "hostile", "many"])
def test_only_the_addresses_of_articles_are_links(made):
    comparison = made()
    addresses = {unquote(a.url) for a in comparison.articles if link(a.url)}
    source = comparison.to_markdown()
    for renderer in (STRICT, EAGER):
        found = [c.attrGet("href") for _, children in tokens(renderer, source) for c in children if c.type == "link_open"]
        assert {unquote(href) for href in found} == addresses


def test_a_table_has_a_cell_for_each_account_in_each_row():
    source = harbour().to_markdown()
    rows = [line for line in source.splitlines() if line.startswith("| 1\\. double the number")]
    assert rows and all(row.count(" | ") == 2 for row in rows)
    opened = [t.type for t in STRICT.parse(source)]
    assert opened.count("table_open") >= 6


def test_every_quotation_can_be_read_back():
    comparison = harbour()
    seen = " ".join(c.content for _, children in tokens(STRICT, comparison.to_markdown()) for c in children)
    shown_ids = {i for c in comparison.contrasts for i in c.evidence}
    assert shown_ids
    for s in comparison.statements:
        assert s.id not in shown_ids or words(s.text) in seen


@pytest.mark.parametrize(
    ("text", "source"),
    [("U.S. dollars: 3.5 million", r"U\.S. dollars: 3.5 million"), ("1. First", r"1\. First"), ("- dash", r"\- dash"),
     ("a-b", "a-b"), ("2026", "2026"), ("A | B", r"A \| B"), ("5 * 3", r"5 \* 3"), ("  two\n lines ", "two lines")],
)  # fmt: skip
def test_plain_words_stay_plain(text, source):
    assert markdown.escaped(text) == source


def test_it_is_a_function_of_the_comparison():
    assert harbour().to_markdown() == harbour().to_markdown()
    assert "0.70" in harbour().to_markdown(accuracy=[{"what": "x", "figure": "0.70"}])
    assert "How well it does this" not in harbour().to_markdown(accuracy=())
