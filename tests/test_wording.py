"""Wording: which statements are laid side by side, and which phrases of theirs differ."""

from __future__ import annotations

import pytest

from framing import accounts, differing, points, river
from framing.contrasts import wording
from framing.models import Models
from framing.records import Account, Article, Contrast, Statement
from framing.settings import DEFAULT
from framing.syntax import Reading
from tests.readings import reading, told

pytestmark = pytest.mark.models

GAZETTE = """Harbour council slams plan to close the old bridge
The council slammed the reckless plan to close the old bridge on Monday.
Mayor Ada Finch said the ferry would run every hour from the northern quay.
Fishermen gathered at the market to sell herring."""
HERALD = """Harbour council questions plan for the old bridge
The council questioned the cautious plan to close the old bridge on Monday.
Mayor Ada Finch said the ferry would run every hour from the northern quay.
A choir sang in the cathedral."""
COURIER = """Council scolds planners over the old bridge
On Monday the council scolded planners for the hasty plan to close the old bridge.
Schools will open late in spring."""


def found(models: Models, **texts: str) -> tuple[tuple[tuple[float, Contrast], ...], dict[str, Statement]]:
    """What the finder makes of the texts by source."""
    readings = {name: river.read(Article(name, name, text), models) for name, text in texts.items()}
    said = [s for one in readings.values() for s in river.tell(one)]
    own = accounts.gather([r.article for r in readings.values()], said, (), (), DEFAULT)
    at = points.find(said, readings, models, DEFAULT)
    by_id = {s.id: s for s in said}
    return wording.find([a for a in own if a.view == "source"], at.points, by_id, readings, at.nearness, DEFAULT), by_id


def one(models: Models, text: str) -> differing.Worded:
    read: Reading = reading(models, text)
    return differing.worded(told(models, text)[0], read)


@pytest.mark.parametrize("a, b, words", [
    ("The council slammed the plan.", "The council welcomed the plan.", ("slammed", "welcomed")),
    ("Ships patrolled the disputed waters.", "Ships patrolled the sovereign waters.", ("disputed waters", "sovereign waters")),
    ("Leaders discussed the invasion of Sarvia.", "Leaders discussed the liberation of Sarvia.",
     ("invasion of Sarvia", "liberation of Sarvia")),
    ("The minister denounced the massive spending bill.", "The minister denounced the modest spending bill.",
     ("massive spending bill", "modest spending bill")),
    ("Police arrested the activists at the quay.", "Police arrested the rioters at the quay.", ("activists", "rioters")),
    ("The senator was ridiculed by her sister.", "The senator was corrected by her sister.", ("ridiculed", "corrected")),
])  # fmt: skip
def test_phrases_in_one_place_that_differ(models, a, b, words):
    made = differing.between(one(models, a), one(models, b))
    assert made is not None and made.words == words
    assert 0 < made.placed < 1 and 0 < made.rare <= 1
    back = differing.between(one(models, b), one(models, a))
    assert back is not None and back.words == words[::-1]


@pytest.mark.parametrize("a, b", [
    ("The council slammed the plan.", "The council slammed the plan."),
    ("The council slammed the plan.", "On Monday the council angrily slammed the plan."),
])  # fmt: skip
def test_nothing_differs_where_one_has_no_word_of_its_own(models, a, b):
    assert differing.between(one(models, a), one(models, b)) is None


def test_the_same_text_of_two_sources_gives_no_contrast(models):
    assert found(models, Gazette=GAZETTE, Herald=GAZETTE)[0] == ()


def test_the_bridge_is_told_in_other_words_and_the_ferry_is_not(models):
    made, by_id = found(models, Gazette=GAZETTE, Herald=HERALD)
    assert made
    cited = {by_id[i].text for _, contrast in made for i in contrast.evidence}
    assert any("slam" in text for text in cited) and any("question" in text for text in cited)
    assert not any("ferry" in text for text in cited)


def test_a_contrast_cites_what_its_accounts_tell_and_quotes_their_words(models):
    made, by_id = found(models, Gazette=GAZETTE, Herald=HERALD, Courier=COURIER)
    assert made and [w for w, _ in made] == sorted((w for w, _ in made), reverse=True)
    for weight, contrast in made:
        assert 0 <= weight <= 1 and contrast.kind == "wording" and contrast.view == "source"
        assert len(contrast.evidence) == len(contrast.accounts) in (2, 3)
        assert len(contrast.words) in (0, len(contrast.evidence))
        assert [f"source:{by_id[i].article}" for i in contrast.evidence] == list(contrast.accounts)
        assert all(words in " ".join(by_id[i].text.split())
                   for i, words in zip(contrast.evidence, contrast.words or [""] * 3, strict=False))
    assert {"reckless plan", "cautious plan"} in [set(c.words[:2]) for _, c in made]


def test_exchanging_sources_exchanges_accounts_and_nothing_else(models):
    there, by_id = found(models, Gazette=GAZETTE, Herald=HERALD)
    back, again = found(models, Gazette=HERALD, Herald=GAZETTE)
    assert [w for w, _ in there] == [w for w, _ in back]
    assert [{by_id[i].text for i in c.evidence} for _, c in there] == [{again[i].text for i in c.evidence} for _, c in back]


def test_no_set_of_statements_is_cited_twice_and_two_accounts_meet_once_in_a_point(models):
    made, _ = found(models, Gazette=GAZETTE, Herald=HERALD, Courier=COURIER)
    assert len({frozenset(c.evidence) for _, c in made}) == len(made)
    met = [(c.point, *two) for _, c in made for two in wording.combinations(sorted(c.accounts), 2)]
    assert len(set(met)) == len(met)


def test_one_account_has_nothing_to_differ_from(models):
    assert found(models, Gazette=GAZETTE)[0] == ()
    assert wording.told([Account("source:A", "source", "A", (), 0)], points.Point("p1", "x", ()),
                        wording.Event({}, {}, {}, {}, None)) == {}  # fmt: skip
