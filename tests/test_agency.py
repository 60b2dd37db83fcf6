"""Agency: who acts in which clause, what is no deed, where an actor is left out, and what is too little to tell."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest

from framing import river
from framing.contrasts import agency, deeds
from framing.models import Models
from framing.nearness import Nearness
from framing.records import Account, Article, Point
from framing.settings import DEFAULT
from tests import readings

ROLES = [
    ("Brandt fired the harbour master.", "Brandt", "harbour master"),
    ("The harbour master was fired by Brandt.", "Brandt", "harbour master"),
    ("Ana Brandt praised Teo Marsh and arrested the captain.", "Ana Brandt", "captain"),
    ("Police arrested Marsh.", "Police", "Marsh"),
    ("Marsh died in the harbour.", "", "Marsh"),
    ("Marsh was arrested on Monday.", "", "Marsh"),
    ("Brandt began to demolish the quay.", "Brandt", "quay"),
]
NONE = [
    "Brandt did not fire the captain.", "Brandt could fire the captain.", "Brandt wants to fire the captain.",
    "If Brandt fires the captain, the ship is old.", "Did Brandt fire the captain?", "Brandt is the mayor.",
    "“Brandt fired the captain.”", "Brandt said nothing.", "Marsh waits to be arrested.",
]  # fmt: skip


@pytest.mark.models
@pytest.mark.parametrize(("text", "agent", "patient"), ROLES)
def test_who_acts_and_who_is_acted_upon(models, text, agent, patient):
    (s,) = readings.told(models, text)
    deed = list(deeds.of(s, readings.reading(models, text)))[-1]
    assert (deed.agent is None) == (not agent) and deed.patient is not None
    assert patient in deed.called(deed.patient)
    assert not agent or deed.called(deed.agent) == agent
    assert deed.phrase() and deed.phrase() in text


@pytest.mark.models
@pytest.mark.parametrize("text", NONE)
def test_what_is_denied_asked_only_possible_or_quoted_is_no_deed(models, text):
    (s,) = readings.told(models, text)
    assert not list(deeds.of(s, readings.reading(models, text)))


def found(models: Models, *texts: str, settings=DEFAULT, chance=0.9):
    """The differences between accounts of one text each; all their statements are on one point."""
    read = {f"a{n}": river.read(Article(f"a{n}", f"Paper {n}", text), models) for n, text in enumerate(texts)}
    told = {name: river.tell(reading) for name, reading in read.items()}
    columns = [Account(f"source:{n}", "source", n, tuple(s.id for s in own), 99) for n, own in told.items()]
    ids = tuple(s.id for own in told.values() for s in own)
    near = Nearness(ids, np.full((len(ids), len(ids)), chance, dtype=np.float32), np.zeros((len(ids), 2), dtype=np.float32))
    by_id = {s.id: s for own in told.values() for s in own}
    return agency.find(columns, [Point("p1", "matter", ids)], by_id, read, near, settings), by_id


NAMED = "Police shot Teo Marsh on Monday. The town was quiet."
LEFT_OUT = [
    ("Teo Marsh was shot on Monday. The town was quiet.", "Teo Marsh was shot"),
    ("The town was quiet. Marsh died after a shooting.", "died after a shooting"),
    ("The shooting of Teo Marsh shocked the town.", "The shooting of Teo Marsh"),
    ("The harbour was closed. Marsh died in his boat.", "Marsh died"),
]
NOT_LEFT_OUT = [
    "Teo Marsh was shot by police on Monday.", "Police came at noon. Teo Marsh was shot.", "Teo Marsh was not shot.",
    "Officers spoke to the mayor. Marsh was shot.", "Ana Brandt was shot on Monday.", "Teo Marsh was arrested on Monday.",
    "“Teo Marsh was shot.”", "Teo Marsh was shot, police said.", "Teo Marsh was shot in 2009.",
    "The police shot Teo Marsh. Nobody slept. The quay was dark. Marsh was shot.",
]  # fmt: skip


@pytest.mark.models
@pytest.mark.parametrize(("silent", "words"), LEFT_OUT)
def test_an_actor_left_out_is_told_beside_the_account_that_names_it(models, silent, words):
    contrasts, by_id = found(models, NAMED, silent)
    ((worth, one),) = [f for f in contrasts if f[1].point]
    assert one.accounts == ("source:a1", "source:a0") and one.target == "Police" and one.note == agency.LEFT_OUT
    assert one.words[0] == words and all(w in by_id[i].text for w, i in zip(one.words, one.evidence, strict=True))
    assert one.estimate is None and one.point == "p1" and 0 <= worth <= 1


@pytest.mark.models
@pytest.mark.parametrize("silent", NOT_LEFT_OUT)
def test_an_actor_named_nearby_or_another_deed_is_no_actor_left_out(models, silent):
    named = NAMED.replace("on Monday", "in 2015") if "2009" in silent else NAMED
    assert not found(models, named, silent)[0]


@pytest.mark.models
@pytest.mark.parametrize(("naming", "silent"), [
    ("A CHP officer arrested Teo Marsh.", "Teo Marsh was arrested, the California Highway Patrol said."),
    ("The California Highway Patrol arrested Teo Marsh.", "A statement came from the CHP. Teo Marsh was arrested."),
])  # fmt: skip
def test_initials_name_an_actor_too(models, naming, silent):
    assert not found(models, naming, silent)[0]
    assert found(models, naming, "A statement came from the mayor. Teo Marsh was arrested.")[0]


@pytest.mark.models
def test_what_happens_by_itself_leaves_out_who_did_it(models):
    contrasts, _ = found(models, "The government closed the border on Friday.", "The border closed on Friday.")
    assert [(c.words[0], c.target) for _, c in contrasts] == [("The border closed", "The government")]


@pytest.mark.models
def test_a_common_noun_on_an_unlike_matter_is_not_the_same_deed(models):
    texts = "Police shot the man on the quay.", "The man was shot on the quay."
    assert found(models, *texts)[0] and not found(models, *texts, chance=0.2)[0]


FIRST = "Mayor Ana Brandt arrived.\n\n"
ACTS = FIRST + "\n\n".join(f"Brandt {verb} the {thing}." for verb, thing in (
    ("closed", "harbour"), ("fired", "captain"), ("opened", "quay"), ("built", "pier"), ("sold", "boats"), ("moved", "market"),
    ("raised", "tax"), ("cut", "budget"), ("painted", "bridge"), ("bought", "island")))  # fmt: skip
SUFFERS = FIRST + "\n\n".join(f"Brandt was {verb} by the {who}." for verb, who in (
    ("attacked", "captain"), ("sued", "fishermen"), ("removed", "council"), ("booed", "crowd"), ("fined", "court"),
    ("mocked", "sailors"), ("blocked", "union"), ("beaten", "rivals"), ("ruined", "press"), ("forced", "town")))  # fmt: skip


@pytest.mark.models
def test_an_account_in_which_somebody_acts_stands_apart_from_one_in_which_the_same_is_acted_upon(models):
    contrasts, by_id = found(models, ACTS, SUFFERS)
    ((worth, one),) = [f for f in contrasts if f[1].target == "Brandt"]
    assert one.point is None and one.accounts == ("source:a0", "source:a1") and one.estimate is not None
    assert one.estimate.value > 0.8 and 0 < one.estimate.low <= one.estimate.value <= one.estimate.high
    assert one.estimate.p is not None and one.estimate.p <= DEFAULT.chance and 0 < worth <= 1
    assert len(one.words) == len(one.evidence) == 2
    assert all(w in by_id[i].text for w, i in zip(one.words, one.evidence, strict=True))


@pytest.mark.models
def test_a_few_clauses_and_equal_texts_give_no_number(models):
    short = "Mayor Ana Brandt arrived.\n\nBrandt was sued by the town."
    assert not found(models, ACTS, short)[0]
    assert not found(models, ACTS, ACTS)[0]


@pytest.mark.models
def test_exchanging_accounts_and_their_order_changes_no_number(models):
    there, back = ([c for _, c in found(models, *texts)[0]] for texts in ((ACTS, SUFFERS), (SUFFERS, ACTS)))
    assert [(c.estimate, c.words, c.target) for c in there] == [(c.estimate, c.words, c.target) for c in back]
    assert there[0].accounts == tuple(reversed(back[0].accounts))


@pytest.mark.models
def test_a_stricter_chance_tells_less(models):
    assert not found(models, ACTS, SUFFERS, settings=replace(DEFAULT, chance=0.0))[0]


def test_the_lexicon_names_its_origin_and_no_verb_does_two_acts():
    lines = (files("framing.lexicons") / "agency.tsv").read_text(encoding="utf-8").splitlines()
    assert any(line.startswith("# origin:") for line in lines) and any(line.startswith("# licence:") for line in lines)
    verbs = [verb for line in lines if line.startswith("act\t") for verb in line.split("\t")[1].split()]
    assert verbs and len(verbs) == len(set(verbs))
    assert not deeds.words("state") & deeds.words("undergo") and not deeds.words("labile") & deeds.words("undergo")
