"""Frames: which words carry one, in whose voice, and when a difference between accounts is told."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import river
from framing.contrasts import frames, shares
from framing.contrasts.shares import Counts
from framing.models import Models
from framing.records import Account, Article
from framing.settings import DEFAULT, Settings
from tests import readings

CUES = [
    ("The feud over the quay is bitter.", {"conflict": ("feud",)}),
    ("Marsh accused the council.", {"conflict": ("accused",)}),
    ("The widow slept; her daughter was silent.", {"human interest": ("widow", "daughter")}),
    ("Unemployment and tariffs hurt the town.", {"economic consequences": ("Unemployment", "tariffs")}),
    ("It was an immoral choice.", {"morality": ("immoral",)}),
    ("The council is responsible for the negligence.", {"responsibility": ("responsible", "negligence")}),
    ("The harbour was opened on Monday.", {}),
    ("The vice president thanked the market hall for its interest.", {}),
    ("Tear gas was fired at the border.", {}),
]


@pytest.mark.models
@pytest.mark.parametrize(("text", "words"), CUES)
def test_the_words_of_each_frame(models, text, words):
    (s,) = readings.told(models, text)
    assert frames.cues(s, readings.reading(models, text)) == words


CALM = ["The quay was opened on Monday.", "Ships came at noon.", "The harbour master walked to the pier.",
        "Boats were painted in the spring.", "The pier is long.", "A band played in the evening.",
        "The island lies to the north.", "The tide was low.", "Gulls flew over the roofs.", "The hall was full."]  # fmt: skip
FIGHT = ["The feud over the quay grew.", "A showdown began.", "The clash lasted for hours.", "A row followed.",
         "The rivals clashed at the pier.", "The dispute is ten years old.", "The quarrel was loud.",
         "The standoff went on.", "A backlash came from the north.", "The rift is deep."]  # fmt: skip


def found(models: Models, *texts: str):
    read = {f"a{n}": river.read(Article(f"a{n}", f"Paper {n}", text), models) for n, text in enumerate(texts)}
    told = {name: river.tell(reading) for name, reading in read.items()}
    columns = [Account(f"source:{n}", "source", n, tuple(s.id for s in own), 99) for n, own in told.items()]
    by_id = {s.id: s for own in told.values() for s in own}
    return frames.find(columns, by_id, read, DEFAULT), by_id


def test_fewer_than_two_accounts_give_nothing():
    assert frames.find([], {}, {}, DEFAULT) == ()


@pytest.mark.models
def test_an_account_full_of_a_frames_words_stands_apart_and_shows_them(models):
    contrasts, by_id = found(models, "\n\n".join(CALM), "\n\n".join(FIGHT))
    ((worth, one),) = contrasts
    assert (one.kind, one.target, one.note, one.point) == ("frame", "conflict", "", None)
    assert one.accounts == ("source:a1", "source:a0") and one.estimate is not None and one.estimate.value == 1
    assert one.estimate.low > 0 and one.estimate.floor == 0 and one.estimate.p <= 0.05 and 0 < worth <= 1
    assert one.evidence and all(word in by_id[i].text for i, word in zip(one.evidence, one.words, strict=True))


@pytest.mark.models
def test_what_others_are_quoted_as_saying_is_counted_apart(models):
    said = [f"“{s.rstrip('.')},” Teo Marsh said." for s in FIGHT], [f"“{s.rstrip('.')},” Teo Marsh said." for s in CALM]
    contrasts, _ = found(models, *("\n\n".join(lines) for lines in said))
    assert [(c.target, c.note, c.accounts[0]) for _, c in contrasts] == [("conflict", frames.VOICES[1], "source:a0")]


@pytest.mark.models
def test_little_text_one_word_more_and_equal_texts_are_told_as_nothing(models):
    few, fight, calm = "\n\n".join(FIGHT[:4]), "\n\n".join(FIGHT), "\n\n".join(CALM)
    assert not found(models, few, calm)[0]
    assert not found(models, "\n\n".join([*CALM[:9], FIGHT[0]]), calm)[0]
    assert not found(models, fight, fight)[0]


@pytest.mark.models
def test_the_order_of_accounts_changes_no_number(models):
    texts = ["\n\n".join(lines) for lines in (CALM, FIGHT, CALM[:5] + CALM[:4:-1])]
    there, back = ([c for _, c in found(models, *t)[0]] for t in (texts, texts[::-1]))
    assert [(c.estimate, c.target, c.words) for c in there] == [(c.estimate, c.target, c.words) for c in back]


def test_the_lexicon_names_its_origin_and_holds_each_word_in_one_frame():
    lines = (files("framing.lexicons") / "frames.tsv").read_text(encoding="utf-8").splitlines()
    assert any(line.startswith("# origin:") for line in lines) and any(line.startswith("# licence:") for line in lines)
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    words = [(word, pos) for _, pos, told in rows for word in told.split()]
    assert len(words) == len(set(words)) == len(frames.lexicon())
    assert all(60 <= n <= 120 for n in Counter(frames.lexicon().values()).values())


# --- shares ---------------------------------------------------------------------------------------------------------------

QUICK = Settings(bootstrap=200, permutations=200)


def counts(hits, cases, text="") -> Counts:
    return Counts(np.array(hits, dtype=float)[:, None], np.array(cases, dtype=float)[:, None], text)


@given(st.lists(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=8), min_size=0, max_size=4))
def test_any_counts_give_estimates_that_hold_their_value(accounts):
    given_ = [counts([min(h, n) for h, n in rows], [n for _, n in rows], str(k)) for k, rows in enumerate(accounts)]
    for one in shares.find(given_, 3, "share", QUICK):
        assert one.size.low <= one.size.value <= one.size.high and (one.size.low > 0 or one.size.high < 0)
        assert abs(one.size.value) >= one.size.floor and one.size.p <= QUICK.chance
        assert one.first not in one.others and one.others


def test_chance_alone_is_told_in_fewer_than_one_of_twenty_deals():
    random, told = np.random.default_rng(3), 0
    for n in range(100):
        hits = random.binomial(2, 0.3, size=(3, 12, 8)).astype(float)
        given_ = [Counts(h, np.full((12, 8), 2.0), f"{n}{k}") for k, h in enumerate(hits)]
        told += bool(shares.find(given_, 8, "share", QUICK))
    assert told <= 10


def test_a_difference_within_one_account_is_the_floor():
    uneven = counts([2, 0] * 6, [2] * 12, "a")
    assert uneven.halves(0) == 1
    assert not shares.find([uneven, counts([0] * 12, [2] * 12, "b")], 8, "share", QUICK)


def test_a_long_paragraph_is_cut_and_a_short_one_stays_whole(models_free_statements):
    assert shares.places(models_free_statements([0, 0, 1, 1, 1, 1, 1, 2])) == [0, 0, 1, 1, 1, 2, 2, 3]


@pytest.fixture
def models_free_statements():
    from framing.records import Statement

    return lambda paragraphs: [Statement(f"a/s{n}", "a", n, n + 1, "x", p) for n, p in enumerate(paragraphs)]
