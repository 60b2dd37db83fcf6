"""The lessons of the gallery: what their comparisons give, byte for byte, and quoted as the articles have it."""

from __future__ import annotations

import pytest

from tests import lessons
from tests.pages import Page


@pytest.mark.parametrize("name", lessons.MADE_FROM)
def test_a_lesson_is_what_its_comparison_gives(name):
    folder = lessons.LESSONS / name
    made = lessons.pack(name)
    assert made == {path.name: path.read_bytes().decode() for path in sorted(folder.iterdir())}
    assert {"worksheet.html", "answer-key.html", "guide.html"} <= set(made)


@pytest.mark.parametrize("name", lessons.MADE_FROM)
def test_every_quotation_of_the_key_is_in_an_article(name):
    comparison = lessons.comparison(name)
    texts = [" ".join(a.text.split()) for a in comparison.articles]
    quoted = Page((lessons.LESSONS / name / "answer-key.html").read_text()).texts("blockquote")
    assert quoted
    for words in quoted:
        number, _, told = words.removeprefix("not on the sheet ").partition(" ") if words[0] in "ABC" else ("", "", words)
        told = (told or words).removeprefix("not on the sheet ")
        assert any(told in text for text in texts), (number, told)
