"""Statements for a person: the marks in the sentence, the chain below."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import marked
from framing.cli import talking
from framing.models import Models
from framing.records import Article, Attribution, Statement
from tests.readings import told

TEXT = """Talks on the bridge
“Nobody knows who wrote this line.”
Beijing emphasized that Xi called the bridge “a shared work”.
“It was a good day. We shall meet again,” said Emmanuel Macron.
The wall was built in spring, long after the storms and the talk that followed Macron’s pledge to build it."""

GOLDEN = """\
s0  [voice] Talks on the bridge
s1  [direct · unnamed] [“Nobody knows who wrote this line.”]
    unknown
s2  [mixed · China] ‹Beijing› {emphasized} [that ‹Xi› {called} [the bridge “a shared work”]].
    Beijing > Xi
s3  [direct · France] [“It was a good day.]
    Macron
s4  [direct · France] [We shall meet again,”] {said} ‹Emmanuel Macron›.
    Macron
s5  [voice] The wall was built in spring, long after the storms and the talk that followed ‹Macron’s› {pledge} [to build it].
    touches on: Macron?
"""


@pytest.mark.models
def test_holder_cue_and_content_are_marked_in_the_sentence_and_the_chain_stands_below(models: Models) -> None:
    lines = [line for one in told(models, TEXT, headlines=1) for line in marked.lines(one)]
    assert "\n".join(lines) + "\n" == GOLDEN


SPANS = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted).map(tuple)


@given(st.lists(st.tuples(SPANS, SPANS, SPANS), max_size=5))
def test_without_the_marks_it_is_the_text_again_and_every_mark_is_closed(spans):
    text = "Xi said that Putin had told him"[5:25]
    chain = tuple(Attribution("Xi", holder, cue, content) for holder, cue, content in spans)
    one = marked.sentence(Statement("a/s0", "a", 5, 25, text, 0, attributions=chain))
    assert re.sub(r"[‹›{}\[\]]", "", one) == text
    assert all(one.count(opens) == one.count(closes) for opens, closes in ("‹›", "{}", "[]"))


def test_nothing_in_a_text_reaches_the_terminal_as_control(capsys):
    text = "Xi\x1b[31m said\r\n\u202eso"
    chain = (Attribution("Xi\x1b]0;x\x07", (0, 2), (8, 12), (15, 17)),)
    article = Article("a\x1b", "Gaz\u200fette", text)
    talking.show(article, [Statement("a/s\x1b0", "a", 0, len(text), text, 0, "indirect", "US\x9b", attributions=chain)])
    out = capsys.readouterr().out
    assert all(c.isprintable() or c == "\n" for c in out)
    assert "\\x1b" in out
    assert "\\u202e" in out
