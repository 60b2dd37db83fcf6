"""Sentences with who is said to have said them."""

from __future__ import annotations

import pytest

from framing import statements
from framing.models import Models
from framing.records import Article, Attribution
from framing.syntax import Paragraph, Parse, Reading, Token
from tests.readings import reading, told


@pytest.mark.models
@pytest.mark.parametrize(("text", "mode", "chain"), [
    ("The talks opened on Monday.", "voice", []),
    ("“It went well,” Macron said.", "direct", ["Macron"]),
    ("“It went well,” said Macron, who had flown in from Lyon.", "direct", ["Macron"]),
    ("Macron said: “It went well.”", "direct", ["Macron"]),
    ("“It went,” Macron said, “very well.”", "direct", ["Macron"]),
    ("Macron said the talks had gone “very well”.", "mixed", ["Macron"]),
    ("Macron said the talks had gone well.", "indirect", ["Macron"]),
    ("Xinhua said Macron told Xi the talks had gone well.", "indirect", ["Xinhua", "Macron"]),
    ("According to Xinhua, Macron said the talks had gone well.", "indirect", ["Xinhua", "Macron"]),
    ("Chairwoman Mary Allen: The union will not sign the contract.", "indirect", ["Mary Allen"]),
    ("“We will not sign the contract.” — Commissioner Jan Vos", "direct", ["Jan Vos"]),
    ("Macron has not said whether he will come.", "voice", []),
    ("Macron plans to come.", "voice", []),
    ("China claims most of the South China Sea, while Taiwan has its own claims.", "voice", []),
    ("The Trump administration is still debating how much to spend on the bridge.", "voice", []),
    ("China backs a lasting truce in the region.", "voice", []),
    ("Macron raised concerns regarding abuses of human rights.", "indirect", ["Macron"]),
    ("Macron raised concerns about abuses of human rights.", "indirect", ["Macron"]),
    ("Officials at the ministry were told by Downing Street to wait.", "indirect", ["Downing Street"]),
    ("Macron opposes building the bridge.", "voice", []),
    ("Macron's remarks were released on Tuesday by America Rising.", "voice", []),
    ("Macron issued a statement voicing his opposition to the bridge.", "indirect", ["Macron"]),
    ("Macron mentions neither Boric nor the bridge.", "voice", []),
    ("Call it a lucky escape from the storm.", "voice", []),
    ("Her victory underscores how far the two have moved apart.", "voice", []),
    ("The video shows Macron speaking to a group of farmers.", "voice", []),
    ("Macron broke his silence in a letter that said he looked forward to working with Boric on the bridge.", "indirect",
     ["Macron"]),
    ("It's a policy that the White House has repeatedly criticized, calling it “a ruin.”", "mixed", ["White House"]),
    ("The president has toyed with the plan, at times saying there would be a bridge.", "indirect", ["president"]),
    ("Macron flew to Lima in spring and invited Boric to a meeting in the town of Lyon at the end of the year.", "voice", []),
])  # fmt: skip
def test_a_statement_has_its_mode_and_its_chain(models: Models, text: str, mode: str, chain: list[str]) -> None:
    (one,) = told(models, text)
    assert one.mode == mode
    assert list(dict.fromkeys(a.holder for a in one.attributions)) == chain


@pytest.mark.models
def test_a_sentence_inside_a_quotation_is_direct(models: Models) -> None:
    found = told(models, "“It went well. We shall meet again. The door is open,” Macron said.")
    assert [s.mode for s in found] == ["direct"] * 3
    assert {s.attributions[0].holder for s in found} == {"Macron"}


@pytest.mark.models
@pytest.mark.parametrize(("text", "kept"), [
    ("“Where is the money?” Macron said on Twitter. “Get tough.”", ["“Where is the money?”", "“Get tough.”"]),
    ("Politico reports:\n“The bridge is a ruin and will be closed.”", ["“The bridge is a ruin and will be closed.”"]),
    ("Bridge to close in June: French minister", ["Bridge to close in June: French minister"]),
    ("Maria Lopez: The bridge is a ruin", ["Maria Lopez: The bridge is a ruin"]),
    ("“It is a ruin.” Macron, who had flown in from Lyon, told them the truth.",
     ["“It is a ruin.”", "Macron, who had flown in from Lyon, told them the truth."]),
])  # fmt: skip
def test_what_only_names_the_speaker_of_another_sentence_is_no_statement(models: Models, text: str, kept: list[str]) -> None:
    found = told(models, text)
    assert [s.text for s in found] == kept
    assert all(s.attributions for s in found if s.text.startswith("“"))


@pytest.mark.models
def test_a_carried_outer_holder_leads_the_chain_and_leaves_the_mode(models: Models) -> None:
    first, second = told(models, "According to TASS, Putin said the deal was fair. He said: “It will hold.”")
    assert [a.holder for a in second.attributions] == ["TASS", "Putin"]
    assert (first.side, second.side, second.mode) == ("Russia", "Russia", "direct")


@pytest.mark.models
def test_what_is_told_of_a_part_is_no_chain(models: Models) -> None:
    text = "The wall was built in spring, long after the storms and the war of words that followed Macron’s pledge to build it."
    (one,) = told(models, text)
    assert (one.mode, one.side, one.attributions) == ("voice", None, ())
    assert [a.holder for a in one.parts] == ["Macron"]


@pytest.mark.models
def test_a_governments_readout_speaks_for_it(models: Models) -> None:
    opening, said = told(models, "The call took an hour. Joseph Biden said it was useful.", "President of Russia")
    assert (opening.mode, opening.side) == ("voice", "Russia")
    assert ([a.holder for a in said.attributions], said.side) == (["Biden"], "US")


@pytest.mark.models
def test_spans_are_the_text_and_ids_count_up(models: Models) -> None:
    text = "Talks open \n\n  Macron said “well”.  It was late. … \n"
    found = told(models, text, headlines=1)
    assert all(text[s.start : s.end] == s.text and s.text == s.text.strip() for s in found)
    assert [s.id for s in found] == [f"a/s{n}" for n in range(len(found))]
    assert [s.headline for s in found] == [True, False, False]
    assert [s.paragraph for s in found] == [0, 1, 1]


def token(i: int, start: int, text: str) -> Token:
    return Token(i, start, start + len(text), text, text, "NOUN", "NN", "ROOT", i, i, i + 1, 0, "")


def by_hand(text: str) -> Reading:
    words = [token(n, sum(len(w) + 1 for w in text.split()[:n]), w) for n, w in enumerate(text.split())]
    parse = Parse(text, tuple(words), ((0, len(words)),), tuple(() for _ in words), ())
    return Reading(Article("a", "Gazette", text), (Paragraph(0, len(text), "text", parse),))


@pytest.mark.parametrize(("confidence", "content", "mode"), [
    (0.9, (0, 27), "indirect"), (0.9, (0, 2), "indirect"), (0.3, (0, 2), "voice"),
])  # fmt: skip
def test_a_sentence_is_its_holders_when_the_attribution_is_sure_and_wide(
    confidence: float, content: tuple[int, int], mode: str
) -> None:
    one = Attribution("Macron", None, None, content, confidence=confidence)
    (found,) = statements.tell(by_hand("all went well on the day it"), [one])
    assert found.mode == mode
    assert (found.attributions or found.parts) == (one,)


def test_furniture_and_marks_are_no_statements() -> None:
    parse = by_hand("… — …").paragraphs[0].parse
    article = Article("a", "Gazette", "… — …")
    assert statements.tell(Reading(article, (Paragraph(0, 5, "text", parse), Paragraph(0, 5, "furniture"))), ()) == ()


@pytest.mark.models
def test_many_attributions_in_one_sentence_are_all_kept(models: Models) -> None:
    text = " and ".join(["Macron said it was so"] * 80) + "."
    one = reading(models, text)
    every = [Attribution("Macron", None, (n * 26 + 7, n * 26 + 11), (n * 26 + 12, n * 26 + 21)) for n in range(80)]
    found = statements.tell(one, every)
    assert sum(len(s.attributions) + len(s.parts) for s in found) >= 40
