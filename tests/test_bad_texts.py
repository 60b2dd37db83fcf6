"""What a text may do to its quotation marks and its speakers, through the whole way from article to statements."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from framing import river
from framing.models import Models
from framing.records import Article, Statement

pytestmark = pytest.mark.models


def told(models: Models, text: str) -> tuple[Statement, ...]:
    return river.tell(river.read(Article("a", "Gazette", text), models))


@pytest.mark.parametrize("text", [
    "«The bridge will open», said Maria Lopez.",
    "« The bridge will open, » said Maria Lopez.",
    "»The bridge will open,« said Maria Lopez.",
    "„The bridge will open“, said Maria Lopez.",
    "„The bridge will open”, said Maria Lopez.",
    "「The bridge will open,」 said Maria Lopez.",
    "『The bridge will open,』 said Maria Lopez.",
    "‹The bridge will open,› Maria Lopez said.",
    "“He said ‘the bridge is shut’ and left,” Maria Lopez said.",
    "\"He said 'the bridge is shut' and left,\" Maria Lopez said.",
    "“The bridge “is” shut,” Maria Lopez said.",
])  # fmt: skip
def test_row_22_foreign_and_nested_marks_quote_the_one_who_speaks(models: Models, text: str) -> None:
    (one,) = told(models, text)
    assert (one.mode, [a.holder for a in one.attributions]) == ("direct", ["Maria Lopez"])


@pytest.mark.parametrize("text", [
    "The bridge is shut,” Maria Lopez said. It rained.", "“The bridge is shut, Maria Lopez said. It rained.",
    "He called it a ruin\". It rained \"and rained.", "The bridge ’ is » shut „ and “ Maria Lopez « said so. It rained.",
    "“‘“The bridge is shut,” Maria Lopez said. It rained.",
])  # fmt: skip
def test_row_22_unbalanced_marks_give_statements_and_never_a_wrong_name(models: Models, text: str) -> None:
    found = told(models, text)
    assert [text[s.start : s.end] for s in found] == [s.text for s in found]
    assert {a.holder for s in found for a in (*s.attributions, *s.parts)} <= {"Maria Lopez", "unnamed", ""}


@pytest.mark.parametrize("text", [
    "“The bridge is shut and will never open again.”", "It is “shut for good and for all of us” now.",
])  # fmt: skip
def test_row_23_a_quotation_of_nobody_is_nobodys(models: Models, text: str) -> None:
    (one,) = told(models, text)
    assert {a.holder for a in (*one.attributions, *one.parts)} <= {""}
    assert one.side in (None, "unnamed")


@pytest.mark.parametrize(("text", "said"), [
    ("Maria Lopez said the bridge was shut and Juan Sato said it would open.",
     {"Maria Lopez": "the bridge was shut", "Juan Sato": "it would open"}),
    ("“The bridge is shut,” Maria Lopez said, and “it will stay shut,” Juan Sato said.",
     {"Maria Lopez": "“The bridge is shut,”", "Juan Sato": "“it will stay shut,”"}),
])  # fmt: skip
def test_row_23_two_speakers_of_one_sentence_keep_their_own_words(models: Models, text: str, said: dict[str, str]) -> None:
    (one,) = told(models, text)
    found = {a.holder: text[slice(*a.content_span)] for a in (*one.attributions, *one.parts)}
    assert found == said


def test_capitals_are_read_like_other_text(models: Models) -> None:
    found = told(models, "PRESIDENT TRUMP SAID HE WOULD MEET XI IN MAY. \"IT IS A RUIN,\" SAID MARIA LOPEZ.")
    assert [(s.mode, s.attributions[0].holder) for s in found] == [("indirect", "Trump"), ("direct", "MARIA LOPEZ")]


HOSTILE: dict[str, Callable[[int], str]] = {
    "one word": lambda n: "a" * n,
    "marks": lambda n: '"' * n,
    "guillemets": lambda n: "«»" * (n // 2),
    "nested marks": lambda n: "“‘" * (n // 2),
    "never closed": lambda n: "“a " * (n // 3),
    "punctuation": lambda n: "!?" * (n // 2),
    "stops": lambda n: ". " * (n // 2),
    "colons": lambda n: ": " * (n // 2),
    "labels": lambda n: "Maria Lopez: " * (n // 13),
    "no spaces": lambda n: "a,“b”" * (n // 5),
    "capitals": lambda n: "HE SAID THE MAYOR WARNED THEM. " * (n // 31),
    "frames": lambda n: "“No,” he said. He said. " * (n // 24),
    "links": lambda n: "“a” “b” It is the ‘old bridge’ now. " * (n // 36),
}


def work(done: Callable[[], object]) -> int:
    """Calls of functions: a measure of work that no machine changes."""
    made = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        done()
    finally:
        sys.setprofile(None)
    return made


@pytest.mark.parametrize("kind", HOSTILE)
def test_rows_17_18_19_the_whole_way_takes_no_more_than_the_text_is_long(models: Models, kind: str) -> None:
    amounts = []
    for n in (2_500, 10_000):
        text = f"Maria Lopez said the bridge was shut. {HOSTILE[kind](n)} It rained."
        article = Article("a", "Gazette", text)
        one = river.read(article, models)
        river.tell(one)  # fills the caches
        amounts.append(work(lambda one=one: river.tell(one)))  # type: ignore[misc]
        assert all(text[s.start : s.end] == s.text for s in river.tell(one))
    assert amounts[1] <= 6 * amounts[0] + 3000  # four times the text


def test_row_19_a_word_of_fifty_thousand_characters_is_one_statement_among_others(models: Models) -> None:
    text = f"Maria Lopez said the bridge was shut. {'a' * 50_000} is a word. “It rained,” Juan Sato said."
    found = told(models, text)
    assert [text[s.start : s.end] for s in found] == [s.text for s in found]
    assert found[0].attributions[0].holder == "Maria Lopez"
    assert found[-1].attributions[0].holder == "Juan Sato"
