"""The main job on real input, with the real models: what the seed documents must give."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing import read, river
from framing.records import Comparison

pytestmark = pytest.mark.models
SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="module")
def compared(models) -> dict[frozenset[str], Comparison]:
    """The comparisons of the seeds, by their articles: "000", "001", …, "003#1" for the first story of the digest."""
    articles, aside = read.read(sorted(SEEDS.glob("0*.txt")))
    assert not aside
    made = river.compare(articles, models)
    return {frozenset(a.id[:3] + a.id[20:] for a in c.articles): c for c in made}


def told_by(c: Comparison, account: str) -> str:
    """The text of an account's statements, in order."""
    text = {s.id: s.text for s in c.statements}
    (found,) = [a for a in c.accounts if a.id == account]
    return "\n".join(text[i] for i in found.statements)


def lead(c: Comparison, account: str) -> tuple[str, str]:
    """The point an account opens with, and what it says on it."""
    cells = [x for x in c.cells if x.account == account and x.found == "told"]
    first = max(cells, key=lambda x: (x.first, len(x.statements)))
    text = {s.id: s.text for s in c.statements}
    return first.point, text[first.statements[0]]


def test_the_seeds_are_eight_events(compared):
    assert set(compared) == {
        frozenset({"000", "003#1", "003#3"}),
        frozenset({"001"}),
        frozenset({"002", "004"}),
        frozenset({"003#2", "003#6", "003#9"}),
        frozenset({"003#5", "003#8"}),
        *(frozenset({f"003#{n}"}) for n in (4, 7, 10)),
    }


def test_one_article_holds_the_white_houses_account_and_beijings(compared):
    c = compared[frozenset({"001"})]
    assert [a.id for a in c.accounts if a.view == "side"] == ["side:China", "side:US"]
    us_lead, us_words = lead(c, "side:US")
    china_lead, china_words = lead(c, "side:China")
    assert "trade" in us_words and "farmers" in us_words and "soybeans" in us_words
    assert "Taiwan" in china_words and "post-war order" in china_words
    cell = {(x.account, x.point): x for x in c.cells}
    for account, point in (("side:US", china_lead), ("side:China", us_lead)):
        assert cell[account, point].found == "not found" and cell[account, point].closest


def test_the_call_of_xi_and_putin_has_two_publishers_and_two_sides(compared):
    c = compared[frozenset({"002", "004"})]
    assert len([a for a in c.accounts if a.view == "source"]) == 2
    assert {"side:China", "side:Russia"} <= {a.id for a in c.accounts}
    assert "external uncertainties" in told_by(c, "side:China")
    assert "not connected with Trump’s inauguration" in told_by(c, "side:Russia")
    assert "friendship, mutual trust" in told_by(c, "side:Russia")


def test_merkel_and_putin_are_two_accounts(compared):
    c = compared[frozenset({"003#7"})]
    assert [a.id for a in c.accounts if a.view == "side"] == ["side:Germany", "side:Russia"]
    assert "asked foreign ministers" in told_by(c, "side:Germany")
    assert "serious concerns were expressed" in told_by(c, "side:Russia")


def test_guesses_are_marked(compared):
    by_id = {a.id[:3] + a.id[20:]: a for c in compared.values() for a in c.articles}
    assert (by_id["001"].source, by_id["003#1"].source, by_id["000"].source) == ("Bloomberg.com", "Reuters", "CNN")
    assert by_id["002"].date == "2025-01-22"
    assert all("source" in a.guessed for a in by_id.values()) and "date" in by_id["002"].guessed


def test_furniture_is_no_statement(compared):
    said = [s.text for c in compared.values() for s in c.statements]
    for furniture in ("(asd)", "Source: Bloomberg", "(Reporting by", "Editing by", "02:06", "translated by AI", "pkg_00001029",
                      "By Parisa Hafezi", "TAIWAN, YUAN IN FOCUS", "Story highlights", "nL4N1F"):  # fmt: skip
        assert not [text for text in said if furniture in text], furniture


def test_equal_input_gives_equal_bytes(models, compared):
    from framing import to_json

    c = compared[frozenset({"001"})]
    (again,) = river.compare(c.articles, models)
    assert to_json(again) == to_json(c)
