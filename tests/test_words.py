"""Words that mark an account: a planted one is found, shuffled ones are not, and no name of a source changes anything."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from framing import river
from framing.contrasts import words
from framing.contrasts.logodds import log_odds
from framing.records import Account, Article
from framing.settings import DEFAULT
from tests import fakes

SETTINGS = replace(DEFAULT, words_deals=2000, bootstrap=200)
NOUNS = ["harbour", "herring", "quay", "council", "fishermen", "ferry", "grain", "island", "market", "winter", "timber",
         "barley", "engine", "lantern", "captain", "ledger", "village", "orchard", "meadow", "bakery", "chimney", "garden",
         "library", "painter"]  # fmt: skip


def paragraphs(seed: int, planted: str, often: float, count: int = 24) -> str:
    """Paragraphs of drawn nouns, some with a planted word."""
    random = np.random.default_rng(seed)
    told = [[*random.choice(NOUNS, 7, replace=False), *([planted] if random.random() < often else [])] for _ in range(count)]
    return "\n\n".join(" ".join(one).capitalize() + "." for one in told)


def found(*texts: str, names: tuple[str, ...] = ("A", "B", "C")):
    readings = {f"a{n}": river.read(Article(f"a{n}", names[n], text), fakes.MODELS) for n, text in enumerate(texts)}
    told = {a: river.tell(one) for a, one in readings.items()}
    columns = [Account(f"source:{names[n]}", "source", names[n], tuple(s.id for s in told[f"a{n}"]), 200)
               for n in range(len(texts))]  # fmt: skip
    return words.find(columns, {s.id: s for own in told.values() for s in own}, readings, SETTINGS), told


PLANTED = (paragraphs(1, "regime", 0.7), paragraphs(2, "regime", 0.0))


def test_a_planted_word_is_found_with_the_statements_that_use_it():
    contrasts, told = found(*PLANTED)
    ((worth, one),) = contrasts
    text = {s.id: s.text for own in told.values() for s in own}
    assert (one.kind, one.point, one.target, one.accounts) == ("wording", None, "regime", ("source:A", "source:B"))
    assert one.note == "in the outlet's own voice" and 0 < worth <= words.WORTH
    assert one.words == ("regime",) * 3 and all("regime" in text[i] for i in one.evidence)
    size = one.estimate
    assert size.low <= size.value <= size.high and size.low > 0 and size.p <= 0.05 and size.unit == words.UNIT
    assert size.n == PLANTED[0].count("regime")
    assert one.evidence == tuple(i for i in text if "regime" in text[i])[:3]


def test_the_same_text_marks_nobody():
    assert found(PLANTED[0], PLANTED[0])[0] == ()


@pytest.mark.parametrize("texts", [PLANTED[:1], ("", ""), ("They saw regime regime regime.", "They saw grain.")])
def test_one_account_or_too_few_words_mark_nobody(texts):
    assert found(*texts)[0] == ()


def test_a_burst_in_one_paragraph_is_no_mark():
    burst = paragraphs(1, "regime", 0.0) + "\n\nThey saw " + " ".join(["regime"] * 12) + "."
    assert found(burst, PLANTED[1])[0] == ()


def test_exchanging_the_texts_exchanges_the_accounts_and_nothing_else():
    (there,), (back,) = (found(*PLANTED, names=names)[0] for names in (("A", "B"), ("B", "A")))
    rename = {"source:A": "source:B", "source:B": "source:A"}
    assert replace(back[1], accounts=tuple(rename[a] for a in back[1].accounts)) == there[1]


def test_each_account_is_held_against_the_pool_of_all_others():
    contrasts, _ = found(*PLANTED, paragraphs(3, "junta", 0.8))
    assert {(c.target, c.accounts[0], len(c.accounts)) for _, c in contrasts} == {
        ("regime", "source:A", 3), ("junta", "source:C", 3)
    }  # fmt: skip


def test_the_order_of_accounts_and_statements_changes_nothing():
    readings = {f"a{n}": river.read(Article(f"a{n}", "AB"[n], text), fakes.MODELS) for n, text in enumerate(PLANTED)}
    told = {a: river.tell(one) for a, one in readings.items()}
    columns = [Account(f"source:{a}", "source", a, tuple(s.id for s in own), 200) for a, own in told.items()]
    by_id = {s.id: s for own in told.values() for s in own}
    made = words.find(columns, by_id, readings, SETTINGS)
    assert made and made == words.find(columns[::-1], dict(reversed(by_id.items())), dict(reversed(readings.items())), SETTINGS)


def test_paragraphs_dealt_at_random_list_a_word_in_no_more_than_one_of_twenty():
    random, listed = np.random.default_rng(4), 0
    settings = replace(DEFAULT, words_deals=4000)
    text = "\n\n".join((paragraphs(5, "regime", 0.5), paragraphs(6, "regime", 0.1)))
    reading = {"a": river.read(Article("a", "A", text), fakes.MODELS)}
    told = river.tell(reading["a"])
    by_id = {s.id: s for s in told}
    for _ in range(40):
        order = [told[i].id for i in random.permutation(len(told))]
        half = len(order) // 2
        columns = [Account(f"source:{n}", "source", n, tuple(part), 200)
                   for n, part in (("A", order[:half]), ("B", order[half:]))]  # fmt: skip
        listed += bool(words.find(columns, by_id, reading, settings))
    assert listed <= 4  # 5% of 40 is 2; more than 4 comes in one of twenty runs


def test_what_no_deal_makes_rare_is_not_tested():
    counts = np.zeros((20, 3))
    counts[:, 0], counts[:3, 1], counts[:10, 2] = 10, 1, 1  # in every paragraph, in three, in ten
    bag = words.Bag(("all", "three", "ten"), counts, np.repeat([0, 1], 10), ((), ()))
    (chosen,) = words.choose([bag], SETTINGS)
    assert chosen.tolist() == [[False, False, True]] * 2  # 1, 2 C(17,7)/C(20,10) = 0.105 each, 1/C(20,10)


def test_z_of_a_deal_is_the_log_odds_over_its_error():
    counts = np.array([[2.0, 1, 4], [1, 0, 5], [0, 3, 2]])
    prior, hands = np.array([0.5, 1.0, 2.5]), np.array([[True, False, True]])
    z = words._marks(hands, counts, counts.sum(axis=1), prior, prior.sum())[0]
    assert z == pytest.approx(log_odds(counts[[0, 2]].sum(axis=0), counts[1], prior))


@pytest.mark.models
def test_quoted_and_own_voice_are_counted_apart(models):
    text = "The regime closed the quay.\n\n“The junta is a regime,” Ana Brandt said.\n\nBrandt said the regime would fall."
    reading = {"a": river.read(Article("a", "A", text), models)}
    told = river.tell(reading["a"])
    column = [Account("source:A", "source", "A", tuple(s.id for s in told), 20)]
    bags = words.gather(column, {s.id: s for s in told}, reading)
    by_voice = {v: {use.lemma for use in bag.uses[0]} for v, bag in zip(("own", "quoted", "retold"), bags, strict=True)}
    assert by_voice["quoted"] == {"junta", "regime"}
    assert by_voice["own"] == {"regime", "close", "quay"}
    assert {"regime", "fall"} <= by_voice["retold"]
