from __future__ import annotations

import numpy as np
import pytest

from framing import headlines
from framing.records import Attribution, Statement

PLAIN = "The harbour council agreed to open the northern quay to ships."


def said(text: str, **more) -> Statement:
    return Statement("a/s0", "a", 0, len(text), text, 0, **more)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("The quay will open.", "length"),
        (" ".join(["The council met"] * 20) + ".", "length"),
        ("It said that the northern quay would open to foreign ships.", "leans"),
        ("But the council agreed to open the northern quay to ships.", "leans"),
        ("In their talks, the two mayors also touched on the quay.", "leans"),
        ("\"He's the mayor who wants the northern quay for the ships.\"", "leans"),
        ("In addition, the council agreed to open the northern quay.", "leans"),
        ("Will the council ever agree to open the northern quay?", "question"),
        ("Harbour council to open northern quay to the foreign ships", "no sentence"),
        ("The council agreed to open “the northern quay to the ships.", "half a quotation"),
    ],
)
def test_faults(text, fault):
    assert headlines.faults(said(text)) == (fault,)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "“The northern quay will be open to all foreign ships,” the mayor said.",
        "In the talks, the two mayors touched on the northern quay.",
        "According to the mayor, the northern quay opens to ships in May.",
    ],
)
def test_a_sentence_that_is_read_alone_has_no_fault(text):
    assert headlines.faults(said(text)) == ()


def test_a_headline_and_a_speaker_named_elsewhere_are_faults():
    carried = Attribution("the mayor", None, None, (0, len(PLAIN)), "carried")
    assert headlines.faults(said(PLAIN, attributions=(carried,))) == ("speaker elsewhere",)
    assert headlines.faults(said(PLAIN, headline=True)) == ("no sentence",)


def chance(*rows):
    return np.array(rows, dtype=np.float32)


FLAT = chance((1, 0.5, 0.5), (0.5, 1, 0.5), (0.5, 0.5, 1))


def best(texts, matrix=FLAT, speaks=None, label=""):
    ones = [said(text) for text in texts]
    return headlines.best(tuple(range(len(ones))), ones, matrix, speaks or dict.fromkeys(range(len(ones)), 1), label)


def test_the_nearest_to_all_others_tells_a_point():
    assert best([PLAIN] * 3, chance((1, 0.3, 0.3), (0.3, 1, 0.9), (0.3, 0.9, 1))) == 1


def test_one_that_is_read_alone_goes_before_a_slightly_nearer_one():
    assert best(["It was agreed there to open the northern quay to ships.", PLAIN, PLAIN],
                chance((1, 0.6, 0.6), (0.6, 1, 0.4), (0.6, 0.4, 1))) == 1  # fmt: skip


def test_one_that_speaks_to_this_point_alone_goes_before_a_summary():
    assert best([PLAIN] * 3, speaks={0: 3, 1: 1, 2: 1}) == 1


def test_one_that_holds_the_label_goes_before_one_that_does_not():
    other = "The fishermen of the islands fear for the silver herring."
    assert best([other, PLAIN, other], label="northern quay") == 1


def test_of_equals_the_first():
    assert best([PLAIN] * 3) == 0
