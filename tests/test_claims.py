"""Minimal pairs: what tells the same matter differently, and what only looks so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as runs
from hypothesis import strategies as st

from framing import NothingUsable, claims, from_json, river, to_json
from framing.records import Article, Difference, Point
from framing.settings import DEFAULT
from tests import fakes

POLARITY = [
    ("The two sides agreed on a ceasefire.", "The two sides did not agree on a ceasefire."),
    ("China agreed to open the northern harbour.", "China didn't agree to open the northern harbour."),
    ("China agreed to open the northern harbour.", "China refused to open the northern harbour."),
    ("China agreed to open the northern harbour.", "China has not agreed to open the northern harbour."),
    ("The council opened the northern quay.", "The council never opened the northern quay."),
    ("The minister signed the grain treaty.", "The minister failed to sign the grain treaty."),
    ("The minister signed the grain treaty.", "The minister declined to sign the grain treaty."),
    ("The company paid a bribe to the mayor.", "The company denied that it paid a bribe to the mayor."),
    ("The company paid a bribe to the mayor.", "The company denied paying a bribe to the mayor."),
    ("The harbour will close in winter.", "The harbour will not close in winter."),
    ("The harbour will close in winter.", "The harbour won't close in winter."),
    ("Ana Cooper testified for five hours on Friday.", "Ana Cooper did not testify."),
    ("Ana Brandt met the island president.", "Ana Brandt has yet to meet the island president."),
    ("The parties reached an agreement on grain.", "The parties reached no agreement on grain."),
    ("The parties reached an agreement on grain.", "The parties did not reach an agreement on grain."),
    ("The parties agreed on grain.", "Neither of the parties agreed on grain."),
    ("Parliament approved the fishing bill.", "Parliament rejected the fishing bill."),
    ("Grain prices rose in the spring.", "Grain prices fell in the spring."),
    ("The governor supported the fishing ban.", "The governor opposed the fishing ban."),
    ("The nanny worked in the country legally.", "The nanny worked in the country illegally."),
    ("The detention of the captain was legal.", "The detention of the captain was illegal."),
    ("The treaty was signed by the minister.", "The minister did not sign the treaty."),
    ("Germany may send tanks to the front.", "Germany may not send tanks to the front."),
    ("“We agreed to open the quay,” Marsh said.", "“We did not agree to open the quay,” Marsh said."),
    ("The government ruled out raising the fishing tax.", "The government raised the fishing tax."),
    ("The president left without signing the treaty.", "The president signed the treaty."),
    ("The talks no longer include the fishing ban.", "The talks include the fishing ban."),
]
NUMBER = [
    ("The speech had 4 sentences on Taiwan.", "The speech had 15 sentences on Taiwan."),
    ("The storm killed 15 people on the coast.", "The storm killed 40 people on the coast."),
    ("The storm killed 15 people on the coast.", "The storm killed at least 40 people on the coast."),
    ("The storm killed fifteen people on the coast.", "The storm killed forty people on the coast."),
    ("The Senate passed a $850 billion spending bill.", "The Senate passed a $855 billion spending bill."),
    ("Inflation rose 3 percent in Turkey.", "Inflation rose by 5 per cent in Turkey."),
    ("The Senate passed the spending plan on Tuesday.", "On Wednesday, the Senate passed the spending plan."),
    ("The two presidents spoke for two hours on Friday.", "The two presidents spoke for 40 minutes on Friday."),
    ("President Bush launched the border operation in 2006.", "In 2008, President Bush launched the border operation."),
    ("The minister visited the island on March 3.", "The minister visited the island on March 5."),
    ("China promised to buy 10 million tonnes of soybeans.", "China promised to buy 12 million tonnes of soybeans."),
    ("Dozens of ships were waiting outside the harbour.", "About 200 ships were waiting outside the harbour."),
    ("10 to 15 ships were waiting outside the harbour.", "40 ships were waiting outside the harbour."),
    ("The group bought $1 million of airtime in Miami.", "The group purchased $500,000 of airtime in Miami."),
]
ROLE = [
    ("Xi called Trump on Monday.", "Trump called Xi on Monday."),
    ("Xi called Trump.", "Xi was called by Trump."),
    ("Biden invited Putin to the summit.", "Putin invited Biden to the summit."),
    ("Israel attacked Iran.", "Iran attacked Israel."),
    ("Putin was invited by Biden to the summit.", "Putin invited Biden to the summit."),
    ("Trump asked Xi to arrange the call.", "Xi asked Trump to arrange the call."),
    ("Washington requested the call between the two leaders.", "Moscow requested the call between the two leaders."),
]
NONE = [
    ("The two sides agreed on a ceasefire.", "No doubt the two sides agreed on a ceasefire."),
    ("The two sides agreed on a ceasefire.", "The two sides not only agreed on a ceasefire, they signed it."),
    ("The two sides agreed on a ceasefire.", "The two sides could not but agree on a ceasefire."),
    ("The company paid a bribe to the mayor.", "The company denied that it had not paid a bribe to the mayor."),
    ("The minister signed the grain treaty.", "The minister did not fail to sign the grain treaty."),
    ("The minister signed the grain treaty.", "The grain treaty was signed by the minister."),
    ("The minister signed the grain treaty.", "The minister managed to sign the grain treaty."),
    ("China agreed to open the harbour.", "China did not refuse to open the harbour."),
    ("China agreed to open the harbour.", "China did not agree to buy grain from the island."),
    ("China agreed to meet.", "China did not agree to open the northern harbour."),
    ("The harbour will close in winter.", "The harbour may not close in winter."),
    ("Ships can enter the harbour.", "If ships cannot enter the harbour, prices will rise."),
    ("Did the two sides not agree on a ceasefire?", "The two sides agreed on a ceasefire."),
    ("The two sides agreed on a ceasefire.", "Brandt did not say that the two sides agreed on a ceasefire."),
    ("Xi called Trump.", "Trump was called by Xi."),
    ("Xi met Trump in Beijing.", "Trump met Xi in Beijing."),
    ("Xi thanked Trump.", "Trump thanked Xi."),
    ("President Trump called Xi on Monday.", "Donald Trump called Xi on Monday."),
    ("Chinese troops crossed the border.", "China's troops crossed the border."),
    ("The United States requested the phone call.", "Washington requested the phone call."),
    ("The speech had 4 sentences on Taiwan.", "China had 15 ships near Taiwan."),
    ("About 1,500 people marched in Kyiv.", "1,482 people marched in Kyiv."),
    ("The plan costs 1.5 million dollars a year.", "The plan costs $1.49 million a year."),
    ("Nearly 1,500 people marched in Kyiv.", "1,482 people marched in Kyiv."),
    ("More than 1,000 people marched in Kyiv.", "1,482 people marched in Kyiv."),
    ("Dozens of ships were waiting outside the harbour.", "40 ships were waiting outside the harbour."),
    ("10 to 15 ships were waiting outside the harbour.", "12 ships were waiting outside the harbour."),
    ("The minister visited the island on Monday.", "The minister visited the island on March 3."),
    ("The two presidents spoke for two hours.", "The two presidents spoke for 120 minutes."),
    ("The bill must pass no later than Friday.", "The bill must pass by Friday."),
    ("The 42-year-old captain sank the ship.", "The captain sank the ship with 15 sailors."),
    ("The storm killed 15 people in Spain.", "The storm killed 40 people in Italy."),
    ("The storm killed 15 people on Monday and 40 people on Tuesday.", "The storm killed 40 people on the coast."),
    ("The Senate passed the bill in a 93-7 vote.", "The Senate passed the bill with 93 votes."),
    ("Seventeen states recognise the island treaty.", "People live in states that do not recognise the island treaty."),
    ("The rule names ports where fishing is a way of life.", "The money goes to ports where fishing is not a way of life."),
    ("Most members voted for the fishing bill.", "Some members did not vote for the fishing bill."),
    ("Brandt met Marsh at the northern quay on Sunday.", "Brandt met Marsh at the northern quay on Tuesday."),
    ("The inquiry into the reef is run by Democrats.", "The inquiry into the reef is run by Adam Schiff."),
    ("Collins accused the council of having closed the reef.", "The council has closed the reef, said Collins."),
    ("Organisers declined to say where the film was shown.", "The film was shown, organisers said."),
    ("We did not feel that the crew was ready.", "We feel that the crew was not ready."),
    ("Before that, Marsh spent four seasons as director of personnel.", "Marsh has spent 19 seasons with the Sorrel club."),
    ("The quay was closed, said the harbour. April 9, 2012", "The quay was closed, said the harbour. April 4, 2012"),
    ("G7 leaders signed the climate pledge.", "G20 leaders signed the climate pledge."),
    ("Biden warned Putin about Ukraine.", "Putin warned Biden about Ukraine."),
    ("China hopes to visit Washington.", "China will not visit Washington."),
    ("“It was not far,” Biden said of the border.", "Biden said the road was long."),
    ("The two leaders signed nothing new.", "Nothing was signed."),
    ("The minister is not sure that the quay is open.", "The minister said the quay is open."),
    ("The talks did not necessarily include the fishing ban.", "The talks included the fishing ban."),
]


def compared(texts, opened):
    """The differences of two texts, all of whose statements are put into one point, and the texts of their spans."""
    articles = [Article(i, f"Paper {i}", text) for i, text in zip("ab", texts, strict=True)]
    readings = {a.id: river.read(a, opened) for a in articles}
    told = [s for r in readings.values() for s in river.tell(r)]
    told.sort(key=lambda s: (readings[s.article].article.text, s.start))
    point = Point("p1", "matter", tuple(s.id for s in told), told[0].id if told else "")
    found = claims.differences((point,), told, readings, DEFAULT)
    text = {a.id: a.text for a in articles}
    by_id = {s.id: s for s in told}
    shown = [(d.kind, {text[by_id[i].article][a:b] for i, (a, b) in zip(d.statements, d.spans, strict=True)}) for d in found]
    return found, shown


@pytest.mark.models
@pytest.mark.parametrize(("kind", "pair"), [
    *(("polarity", pair) for pair in POLARITY), *(("number", pair) for pair in NUMBER), *(("role", pair) for pair in ROLE),
])  # fmt: skip
def test_a_pair_that_differs_is_marked_and_its_sides_swap_with_its_texts(models, kind, pair):
    found, shown = compared(pair, models)
    assert [k for k, _ in shown] == [kind]
    assert all(any(span in text for text in pair) for span in shown[0][1]) and found[0].point == "p1"
    swapped, _ = compared(pair[::-1], models)
    names = {"a": "b", "b": "a"}
    assert [replace(d, statements=tuple(names[i[0]] + i[1:] for i in d.statements)) for d in swapped] == list(found)


@pytest.mark.models
@pytest.mark.parametrize("pair", NONE)
def test_a_pair_that_only_looks_so_is_not_marked(models, pair):
    assert compared(pair, models)[1] == [] and compared(pair[::-1], models)[1] == []


@pytest.mark.models
@pytest.mark.parametrize(("pair", "spans"), [
    (("The two sides agreed on a ceasefire.", "The two sides did not agree on a ceasefire."), {"agreed", "not agree"}),
    (("The speech had 4 sentences on Taiwan.", "The speech had 15 sentences on Taiwan."), {"4", "15"}),
    (("Xi called Trump.", "Xi was called by Trump."), {"Xi", "Trump"}),
    (("The plan costs about $2 million a year.", "The plan costs more than $5 million a year."),
     {"about $2 million", "more than $5 million"}),
    (("China agreed to open the harbour.", "China refused to open the harbour."), {"agreed", "refused"}),
])  # fmt: skip
def test_the_spans_are_what_differs(models, pair, spans):
    (shown,) = compared(pair, models)[1]
    assert shown[1] == spans


def claims_of(text, opened):
    one = river.read(Article("a", "Paper", text), opened)
    return [c for s in river.tell(one) for c in claims.of(s, one)]


@pytest.mark.models
@pytest.mark.parametrize(("texts", "merged"), [
    (("The two sides agreed on a ceasefire.", "The two sides agreed on a ceasefire on Friday."), True),
    (("The two sides agreed on a ceasefire.", "The two sides did not agree on a ceasefire."), False),
    (("The speech had 4 sentences on Taiwan.", "The speech had 15 sentences on Taiwan."), False),
    (("Xi called Trump.", "Xi was called by Trump."), False),
    (("Xi called Trump.", "Trump was called by Xi."), True),
    (("Parliament approved the fishing bill.", "Parliament rejected the fishing bill."), False),
])  # fmt: skip
def test_what_differs_is_never_the_same_claim(models, texts, merged):
    one, other = (claims_of(text, models)[0] for text in texts)
    assert claims.same(one, other) == claims.same(other, one) == merged


SENTENCES = sorted({text for pair in (*POLARITY, *NUMBER, *ROLE, *NONE) for text in pair})
few = runs(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
texts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5, unique=True).map("\n\n".join)


@pytest.mark.models
@few
@given(text=texts)
def test_a_text_differs_from_itself_in_nothing(models, text):
    found, _ = compared((text, text), models)
    assert not [d for d in found if d.statements[0][0] != d.statements[1][0]]


@pytest.mark.models
@few
@given(one=texts, other=texts)
def test_every_veto_is_the_same_from_both_sides(models, one, other):
    for a in claims_of(one, models):
        for b in claims_of(other, models):
            for _, differ in claims.VETOES:
                forth, back = differ(a, b, DEFAULT), differ(b, a, DEFAULT)
                assert (forth is None and back is None) or forth == back[::-1]


@pytest.mark.models
@few
@given(one=texts, other=texts, random=st.randoms())
def test_the_order_of_statements_and_articles_changes_nothing(models, one, other, random):
    articles = [Article("a", "Paper a", one), Article("b", "Paper b", other)]
    readings = {a.id: river.read(a, models) for a in articles}
    told = [s for r in readings.values() for s in river.tell(r)]
    point = Point("p1", "matter", tuple(s.id for s in told), told[0].id)
    shuffled = random.sample(told, len(told))
    found = claims.differences((point,), told, readings, DEFAULT)
    assert claims.differences((point,), shuffled, dict(reversed(readings.items())), DEFAULT) == found
    known = {s.id: s for s in told}
    for d in found:
        assert isinstance(d, Difference) and d.statements[0] != d.statements[1]
        for i, (start, end) in zip(d.statements, d.spans, strict=True):
            assert known[i].start <= start < end <= known[i].end


@pytest.mark.models
@pytest.mark.parametrize("text", [
    "They " + "ran and " * 1500 + "ran.",
    ", ".join(["Ann Brandt"] * 1500) + " and Teo Marsh called Xi.",
    "He did not " + "not " * 1500 + "agree.",
    "It cost $" + "5 to $" * 1500 + "5 million million million.",
    "He said that " * 700 + "the quay closed.",
])  # fmt: skip
def test_endless_sentences_are_read(models, text):
    assert compared((text, text + " It did not."), models)[0] == ()


def test_statements_of_no_common_point_are_not_compared():
    assert claims.differences((), (), {}, DEFAULT) == ()


@pytest.mark.models
def test_a_pair_of_two_points_is_told_of_once_in_the_first(models):
    articles = [Article(i, i, text) for i, text in zip("ab", NUMBER[0], strict=True)]
    readings = {a.id: river.read(a, models) for a in articles}
    told = [s for r in readings.values() for s in river.tell(r)]
    ids = tuple(s.id for s in told)
    found = claims.differences((Point("p1", "x", ids, ids[0]), Point("p2", "y", ids, ids[0])), told, readings, DEFAULT)
    assert [d.point for d in found] == ["p1"]


@pytest.mark.models
def test_two_sides_in_one_article_are_two_accounts_and_one_voice_is_not(models):
    told_twice = ("Chinese officials said China agreed to open the northern harbour.\n\n"
                  "Russian officials said China did not agree to open the northern harbour.")  # fmt: skip
    one = river.read(Article("a", "Paper", told_twice), models)
    told = river.tell(one)
    point = Point("p1", "harbour", tuple(s.id for s in told), told[0].id)
    assert [d.kind for d in claims.differences((point,), told, {"a": one}, DEFAULT)] == ["polarity"]
    alone = river.read(Article("a", "Paper", "\n\n".join(POLARITY[1])), models)
    told = river.tell(alone)
    point = Point("p1", "harbour", tuple(s.id for s in told), told[0].id)
    assert claims.differences((point,), told, {"a": alone}, DEFAULT) == ()


@pytest.mark.models
def test_what_an_article_tells_of_two_sides_is_no_account_of_theirs(models):
    one = river.read(Article("a", "Paper", "Putin invited Biden to dine.\n\nPutin was invited by Biden to dine."), models)
    told = river.tell(one)
    point = Point("p1", "summit", tuple(s.id for s in told), told[0].id)
    assert claims.differences((point,), told, {"a": one}, DEFAULT) == ()


def test_any_text_is_compared_without_a_parse_to_lean_on():
    articles = [Article(i, i, "“”…—\n\n42% of 7-3 $ $5 5$ no not n't") for i in "ab"]
    readings = {a.id: river.read(a, fakes.MODELS) for a in articles}
    told = [s for r in readings.values() for s in river.tell(r)]
    point = Point("p1", "x", tuple(s.id for s in told), told[0].id)
    assert claims.differences((point,), told, readings, DEFAULT) == ()


@pytest.mark.models
@pytest.mark.parametrize(("pair", "spans"), [
    (("In 1998 the island council launched Operation Herring Watch to guard the Sorrel reef.",
      "Operation Herring Watch, the island council's guard of the Sorrel reef, dates from 1996."), {"1998", "1996"}),
    (("The harbour of Sorrel paid $3 million for the dredger Heron, built by the Brandt yard.",
      "The dredger Heron of the Brandt yard, a $5 million ship, serves the harbour of Sorrel."), {"$3 million", "$5 million"}),
    (("In 1998 the island council launched Operation Herring Watch to guard the Sorrel reef.",
      "The mainland opened the Brandt yard in 1996 to build dredgers."), set()),
    (("In 1998 the island council launched Operation Herring Watch to guard the Sorrel reef.",
      "Operation Herring Watch, the island council's guard of the Sorrel reef, dates from 1998 and ended in 2004."), set()),
])  # fmt: skip
def test_whole_statements_that_tell_nearly_the_same_may_differ_in_their_only_amount_or_year(models, pair, spans):
    shown = compared(pair, models)[1]
    assert [s for k, s in shown] == ([spans] if spans else [])


@pytest.mark.models
@pytest.mark.parametrize(("text", "intervals"), [
    ("The storm killed 15 people.", [("count", "person", 14.5, 15.5)]),
    ("The storm killed about 1,500 people.", [("count", "person", 1350, 1650)]),
    ("The storm killed at least forty-two sailors.", [("count", "sailor", 42, float("inf"))]),
    ("The plan costs $1.5 million.", [("money", "$", 1_450_000, 1_550_000)]),
    ("The plan costs between 10 and 15 million dollars.", [("money", "$", 10_000_000, 15_000_000)]),
    ("Prices rose 3.5 per cent.", [("percent", "", 3.45, 3.55)]),
    ("They spoke for two hours.", [("duration", "", 5400, 9000)]),
    ("Dozens of ships waited.", [("count", "ship", 24, 99)]),
    ("He completed 28 of 41 passes.", [("count", "pass", 27.5, 28.5)]),
    ("The bill passed in a 93-7 vote.", []),
    ("They met two weeks ago.", []),
    ("The third ship of the G7 sank off pier No. 10.", []),
])  # fmt: skip
def test_a_number_is_read_as_the_interval_it_stands_for(models, text, intervals):
    found = [q for c in claims_of(text, models) for q in c.quantities]
    assert [(q.kind, q.unit) for q in found] == [one[:2] for one in intervals]
    for q, one in zip(found, intervals, strict=True):
        assert (q.low, q.high) == pytest.approx(one[2:], rel=1e-6)


@pytest.mark.models
def test_a_comparison_holds_its_differences_and_survives_json(models):
    texts = [
        "The harbour council agreed to open the northern quay to ships.\n\nThe quay cost $4 million, the harbour office said.",
        "The harbour council refused to open the northern quay to ships.\n\nThe quay cost $9 million, the harbour office said.",
    ]
    articles = [Article(f"a{n}", f"Paper {n}", text, event="quay") for n, text in enumerate(texts)]
    (one,) = river.compare(articles, models, replace(DEFAULT, bootstrap=10))
    assert sorted(d.kind for d in one.differences) == ["number", "polarity"]
    assert {d.point for d in one.differences} <= {p.id for p in one.points}
    assert from_json(to_json(one)) == one
    (again,) = river.compare(articles[::-1], models, replace(DEFAULT, bootstrap=10))
    assert again.differences == one.differences


def test_a_comparison_of_the_first_schema_is_refused_by_its_number():
    with pytest.raises(NothingUsable, match="schema 1, this version reads"):
        from_json('{"schema": 1, "event": {}}')
