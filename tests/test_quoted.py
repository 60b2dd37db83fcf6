"""Quotations that accounts give in other words, and conflicts that are told together."""

from __future__ import annotations

import numpy as np
import pytest

from framing import accounts, river
from framing.contrasts import conflict, quoted
from framing.models import Models
from framing.nearness import Nearness
from framing.records import Account, Article, Statement
from framing.settings import DEFAULT
from framing.syntax import Reading

pytestmark = pytest.mark.models


def read(models: Models, *texts: str) -> tuple[list[Account], dict[str, Statement], dict[str, Reading]]:
    """Accounts by source of texts of one event, named a, b, …"""
    readings = {n: river.read(Article(n, n, text), models) for n, text in zip("abcd", texts, strict=False)}
    said = [s for one in readings.values() for s in river.tell(one)]
    own = accounts.gather([r.article for r in readings.values()], said, (), (), DEFAULT)
    return [a for a in own if a.view == "source"], {s.id: s for s in said}, readings


def words(models: Models, *texts: str) -> list[tuple[str, ...]]:
    """The words that differ, pair by pair."""
    return [tuple(side.words for side in pair.sides) for pair in quoted.find(*read(models, *texts))]


@pytest.mark.parametrize("one, other, differ", [
    ("“We will never again let the harbour be closed by a strike,” Mayor Finch said.",
     "“We will never again let the harbour be closed by a walkout,” Mayor Finch said.", ("strike", "walkout")),
    ("“The bridge is old and it has failed us all these years,” she said on Monday.",
     "“The bridge is old and it is failing us all these years,” she said on Monday.", ("has failed", "is failing")),
    ("The mayor said: “How long must our people wait for the ferry? Not one more day in this town.”",
     "“How long must our people wait for the ferry?” the mayor said. “I don’t think even one more day in this town.”",
     ("Not", "I don’t think even")),
])  # fmt: skip
def test_another_word_in_a_quotation_is_a_difference(models, one, other, differ):
    found = words(models, one, other)
    assert len(found) == 1
    assert all(told in shown or shown in told for told, shown in zip(differ, found[0], strict=True))
    assert [pair[::-1] for pair in words(models, other, one)] == found


@pytest.mark.parametrize("one, other", [
    ("“We will never again let the harbour be closed by a strike,” Finch said.",
     "“We will never again let the harbour be closed by a strike,” Finch said."),
    ("“We won't let the U.S. harbour be closed by strikers again, ever,” Finch said.",
     "“We will not let the US harbour be closed by strikers again, ever,” Finch said."),
    ("“We will never again let the harbour be closed by a strike,” Finch said.",
     "“We will never again let [the port] be closed by a strike,” Finch said."),
    ("“We will never again let the old northern harbour be closed by a strike of few,” Finch said.",
     "“We will never again let the ... harbour be closed by a strike of few,” Finch said."),
    ("“We will never again let the harbour be closed by a strike of few,” Finch said.",
     "“We will never again let the harbour” suffer, Finch said, or “be closed by a strike of few.”"),
    ("“The favour that the organisation asked of the colourful harbour was small,” Finch said.",
     "“The favor that the organization asked of the colorful harbor was small,” Finch said."),
    ("“The National Harbour Council will never again let the bridge be closed,” Finch said.",
     "“The NHC will never again let the bridge be closed,” Finch said."),
    ("“We will never again let the harbour be closed by a strike. It was wrong,” Finch said.",
     "“We will never again let the harbour be closed by a strike. People must eat,” Finch said."),
    ("“The herring came late this year and they were thin,” a fisherman said.",
     "“The ferry will run every hour from the northern quay,” Finch said."),
    ("We will never again let the harbour be closed by a strike, Finch said.",
     "“We will never again let the harbour be closed by a walkout,” Finch said."),
])  # fmt: skip
def test_another_way_of_quoting_is_none(models, one, other):
    assert words(models, one, other) == []


def test_small_words_weigh_less_than_telling_ones(models):
    small = quoted.find(*read(models, "“We always stand with the fishermen of the northern quay for ever,” Finch said.",
                              "“We always stand by these fishermen of the northern quay for ever,” Finch said."))  # fmt: skip
    telling = quoted.find(*read(models, "“We always stand with the fishermen of the northern quay for ever,” Finch said.",
                                "“We always stand with the smugglers of the northern quay for ever,” Finch said."))  # fmt: skip
    assert small[0].chance < telling[0].chance


def test_one_account_does_not_differ_from_itself(models):
    text = "“We will never again let the harbour be closed by a strike,” Finch said."
    assert words(models, text + "\n\n" + text.replace("strike", "walkout")) == []


def test_three_accounts_of_one_quotation_are_one_conflict(models):
    quote = "“We will never again let the harbour be closed by a {},” Mayor Finch said."
    own, by_id, readings = read(models, *(quote.format(word) for word in ("strike", "walkout", "lockout")))
    near = Nearness((), np.zeros((0, 0)), np.zeros((0, 2), dtype=np.float32))
    ((chance, one),) = conflict.find(own, (), by_id, readings, near, ())
    assert one.words == ("strike", "walkout", "lockout") and one.note == quoted.NOTE and one.point is None
    assert one.accounts == tuple(f"source:{n}" for n in "abc") and 0 < chance <= 1


def test_ten_thousand_quotation_marks_are_read_in_time(models):
    assert words(models, "“No” " * 5000, "\"No\" " * 5000) == []
