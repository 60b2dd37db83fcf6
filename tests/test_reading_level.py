"""The Flesch–Kincaid grade and the count of syllables below it."""

from __future__ import annotations

import pytest

from framing.teach.reading_level import grade, syllables

SPOKEN = {
    "the": 1, "text": 1, "tells": 1, "sentence": 2, "point": 1, "headline": 2, "read": 1, "people": 2, "evidence": 3,
    "table": 2, "quoted": 2, "asked": 1, "named": 1, "wanted": 2, "media": 3, "comparison": 4, "who": 1, "there": 1,
    "names": 1, "places": 2, "teacher’s": 2, "nation": 2, "special": 2, "whole": 1, "rule": 1, "teller": 2,
    "article": 3, "be": 1, "idea": 3, "science": 2,
}  # fmt: skip


@pytest.mark.parametrize(("word", "count"), SPOKEN.items())
def test_syllables(word, count):
    assert syllables(word) == count


def test_the_formula():
    assert grade(["The cat sat on the mat."]) == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    assert grade(["The cat sat.", "", "12!", "Then the dog ran off too."]) == pytest.approx(0.39 * 9 / 2 + 11.8 - 15.59)
    assert grade([]) == grade(["12 !"]) == 0.0


def test_longer_words_and_longer_sentences_are_harder():
    short = grade(["They met.", "They spoke."])
    assert short < grade(["They met and they spoke."]) < grade(["Representatives negotiated and subsequently deliberated."])
