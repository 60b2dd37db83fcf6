"""Who is said to have said it. The tables hold one sentence or more for every form; the real parser reads them."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from framing import attribution, quotations
from framing.attribution import cues
from framing.models import Models
from framing.records import Article, Attribution
from framing.syntax import Paragraph, Reading


def reading(models: Models, text: str) -> Reading:
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((at, at + len(line)))
        at += len(line) + 1
    parses = models.parse([text[a:b] for a, b in spans])
    return Reading(Article("a", "Gazette", text), tuple(
        Paragraph(a, b, "text", parse) for (a, b), parse in zip(spans, parses, strict=True)))  # fmt: skip


def told(models: Models, text: str) -> list[tuple[str, str, str]]:
    """Holder, cue and content of each attribution, as words."""
    return [(one.holder, text[slice(*one.cue_span)] if one.cue_span else "", text[slice(*one.content_span)])
            for one in attribution.find(reading(models, text))]  # fmt: skip


FORMS = {
    "that": (
        "Japanese Prime Minister Sanae Takaichi stated that a blockade could trigger a response.",
        ("Japanese Prime Minister Sanae Takaichi", "stated", "that a blockade could trigger a response")),
    "no that": (
        "Some analysts believe Xi is trying to pressure Washington.",
        ("Some analysts", "believe", "Xi is trying to pressure Washington")),
    "whether": (
        "A reporter asked whether the talks would go on.",
        ("A reporter", "asked", "whether the talks would go on")),
    "told somebody": (
        "In a brief statement, the White House said that Trump told Xi he looked forward to working with him.",
        ("Trump", "told", "he looked forward to working with him")),
    "inverted": (
        "The bridge will reopen in June, said Maria Lopez, the mayor of Springfield.",
        ("Maria Lopez", "said", "The bridge will reopen in June")),
    "inverted, a first name read as a preposition": (
        "\"We will believe it when the first ship is loaded,\" said Per Lund, who heads the farmers' union.",
        ("Per Lund", "said", "\"We will believe it when the first ship is loaded,\"")),
    "read as a member of a list": (
        "Despite heated words between Tehran and Washington, U.S. Defense Secretary Jim Mattis said on Saturday he was not "
        "considering strengthening U.S. forces in the Middle East to address Iran’s “misbehavior”.",
        ("U.S. Defense Secretary Jim Mattis", "said",
         "he was not considering strengthening U.S. forces in the Middle East to address Iran’s “misbehavior”")),
    "read as a clause of its own subject": (
        "Hamid Aboutalebi, deputy chief of staff of President Hassan Rouhani, tweeted on Monday that the U.S. government "
        "“should de-escalate” the situation.",
        ("Hamid Aboutalebi", "tweeted", "that the U.S. government “should de-escalate” the situation")),
    "a participle behind a clause of time": (
        "Chinese President Xi Jinping had a video call just hours after Donald Trump took office on Monday, promising to take "
        "ties to a new height.",
        ("Chinese President Xi Jinping", "promising", "to take ties to a new height")),
    "tail, and what was meant by it": (
        "There would be no winner from conflict between China and the United States, Chinese Foreign Minister Wang Yi warned "
        "on Tuesday, seeking to dampen tension between the two nations.",
        ("Chinese Foreign Minister Wang Yi", "warned",
         "There would be no winner from conflict between China and the United States")),
    "passive with an agent, to": (
        "Officials at the ministry were told by Downing Street to wait.", ("Downing Street", "told", "to wait")),
    "regarding": (
        "He raised concerns regarding abuses of human rights.", ("He", "concerns", "abuses of human rights")),
    "colon, last": (
        "China ready to work with new U.S. administration: minister",
        ("minister", ":", "China ready to work with new U.S. administration")),
    "colon, last, a name": ("Talks were a success: Kremlin", ("Kremlin", ":", "Talks were a success")),
    "called on, with a particle": (
        "Iranian leading figures had called on Iranians to join the rally on Friday to “show their unbreakable ties with the "
        "Supreme Leader”.",
        ("Iranian leading figures", "called on",
         "Iranians to join the rally on Friday to “show their unbreakable ties with the Supreme Leader”")),
    "a word with a hyphen": (
        "The leaders called on Russia to de-escalate and agreed to stay in touch.",
        ("The leaders", "called", "Russia to de-escalate")),
    "signed": (
        "“We will not sign the contract.” — Commissioner Jan Vos",
        ("Commissioner Jan Vos", "—", "“We will not sign the contract.”")),
    "signed on a line of its own": (
        "“We will not sign the contract.”\n— Commissioner Jan Vos",
        ("Commissioner Jan Vos", "—", "“We will not sign the contract.”")),
    "inverted, read as an object": (
        "The mayor has left the town, said three people who spoke on the condition of anonymity to discuss the matter.",
        ("three people", "said", "The mayor has left the town")),
    "read as a relative clause": (
        "In another appeal to farmers, Maria Lopez announced in an ad that she grew up on a farm.",
        ("Maria Lopez", "announced", "that she grew up on a farm")),
    "read as two clauses": (
        "Healthcare experts have warned rate shock for 2015 will be worse than for 2014.",
        ("Healthcare experts", "warned", "rate shock for 2015 will be worse than for 2014")),
    "the infinitive hung on the object": (
        "Maria Lopez urged the attorneys present to contribute to her campaign.",
        ("Maria Lopez", "urged", "the attorneys present to contribute to her campaign")),
    "after": (
        "The bridge will reopen in June, the mayor said.",
        ("the mayor", "said", "The bridge will reopen in June")),
    "in the middle": (
        "The bridge, the mayor said, will reopen in June.",
        ("the mayor", "said", "The bridge, the mayor said, will reopen in June")),
    "tail": (
        "The letter thanked Xi for his congratulatory note, the White House said in a statement on Wednesday.",
        ("the White House", "said", "The letter thanked Xi for his congratulatory note")),
    "according to, first": (
        "According to the mayor, the bridge will reopen in June.",
        ("the mayor", "According to", "the bridge will reopen in June")),
    "according to, last": (
        "The bridge will reopen in June, according to the mayor.",
        ("the mayor", "according to", "The bridge will reopen in June")),
    "according to somebody who": (
        "Putin told Xi that any settlement “must respect Russian interests”, according to foreign affairs adviser Yuri "
        "Ushakov who spoke to reporters.",
        ("foreign affairs adviser Yuri Ushakov", "according to",
         "Putin told Xi that any settlement “must respect Russian interests”")),
    "direct": (
        "“China fears nothing,” a foreign ministry spokesman said on Friday.",
        ("a foreign ministry spokesman", "said", "“China fears nothing,”")),
    "direct, foreign marks and words": (
        "„Wir sind bereit“, said Chancellor Olaf Scholz.", ("Chancellor Olaf Scholz", "said", "„Wir sind bereit“")),
    "direct, cue first": (
        'He emphasized, "We are working to ensure security for the entire world."',
        ("He", "emphasized", '"We are working to ensure security for the entire world."')),
    "direct, broken": (
        "“These things need time,” the diplomat said. “China cannot guarantee that.”",
        ("the diplomat", "said", "“These things need time,” the diplomat said. “China cannot guarantee that.”")),
    "direct, verb of no row": (
        "“Go back to your network,” the senator barked.", ("the senator", "barked", "“Go back to your network,”")),
    "mixed": (
        "The official said the call was “not connected with the inauguration in any way”.",
        ("The official", "said", "the call was “not connected with the inauguration in any way”")),
    "mixed, two quotations": (
        "The candidate said Trump “helped create the hatred,” and therefore “should not come. He has no place here.”",
        ("The candidate", "said",
         "Trump “helped create the hatred,” and therefore “should not come. He has no place here.”")),
    "bound verb": (
        "The White House vowed to defend the territories.", ("The White House", "vowed", "to defend the territories")),
    "urged somebody to": (
        "Bishop urged China to consider joining the pact.", ("Bishop", "urged", "China to consider joining the pact")),
    "object": (
        "Trump criticized the nuclear deal.", ("Trump", "criticized", "the nuclear deal")),
    "accused of": (
        "Trump accused Beijing of stealing jobs.", ("Trump", "accused", "Beijing of stealing jobs")),
    "called": (
        "The senator called the plan a mistake.", ("The senator", "called", "the plan a mistake")),
    "called, in quotation marks": (
        "Hillary Clinton called the front-runner “ISIS’ best recruiter.”",
        ("Hillary Clinton", "called", "the front-runner “ISIS’ best recruiter.”")),
    "described as": (
        "The president described the talk as a success.", ("The president", "described", "the talk as a success")),
    "what was described": (
        "Joseph Biden, in turn, focused on what he described as threatening movements near the border.",
        ("Joseph Biden", "focused", "what he described as threatening movements near the border")),
    "preposition": (
        "Wang called for an open world economy.", ("Wang", "called", "an open world economy")),
    "passive": (
        "The call was said to be a sequel to a meeting.", ("", "said", "The call was said to be a sequel to a meeting")),
    "passive with an agent": (
        "The plan was criticised by the opposition.", ("the opposition", "criticised", "The plan")),
    "noun": (
        "Officials rejected the minister's claim that the plant was safe.",
        ("the minister's", "claim", "that the plant was safe")),
    "light verb": (
        "The interlocutors paid special attention to the security situation in Donbas.",
        ("The interlocutors", "paid", "special attention to the security situation in Donbas")),
    "adjective": (
        "The minister is confident that the talks will succeed.",
        ("The minister", "confident", "that the talks will succeed")),
    "convinced": (
        "Republicans are convinced that a shutdown would be a disaster.",
        ("Republicans", "convinced", "that a shutdown would be a disaster")),
    "made clear": (
        "President Biden made clear that the United States would respond decisively.",
        ("President Biden", "made clear", "that the United States would respond decisively")),
    "thought": (
        "Analysts fear that the truce will not hold.", ("Analysts", "fear", "that the truce will not hold")),
    "intention": (
        "He also threatened to put Moscow in “big trouble”.", ("He", "threatened", "to put Moscow in “big trouble”")),
    "relative": (
        "Lopez, who said the bridge was safe, resigned.", ("Lopez", "said", "the bridge was safe")),
    "coordinated acts": (
        "Xi also recalled that the US and China fought together during World War II and warned against damaging the issue.",
        ("Xi", "recalled", "that the US and China fought together during World War II")),
    "coordinated acts, the second": (
        "Xi also recalled that the US and China fought together during World War II and warned against damaging the issue.",
        ("Xi", "warned", "damaging the issue")),
    "and said": (
        'Xi noted that the Lunar New Year was just a few days away and said, "I am very pleased to meet."',
        ("Xi", "said", '"I am very pleased to meet."')),
    "nested": (
        "Chinese state media said Xi also expressed readiness to work with Putin.",
        ("Chinese state media", "said", "Xi also expressed readiness to work with Putin")),
    "nested, inner": (
        "Beijing emphasized that Xi called Taiwan a core interest and urged the United States to act with caution.",
        ("Xi", "urged", "the United States to act with caution")),
    "colon": (
        "TAPPER: Do you think he has campaigned as a healer?", ("TAPPER", ":", "Do you think he has campaigned as a healer?")),
    "colon, headline": (
        "Trump: We will guard our border with the military", ("Trump", ":", "We will guard our border with the military")),
    "dateline": (
        "BERLIN (Reuters) – Angela Merkel said the truce must hold.", ("Angela Merkel", "said", "the truce must hold")),
    "dateline, content first": (
        "BERLIN (Reuters) – The truce must hold, Angela Merkel said.", ("Angela Merkel", "said", "The truce must hold")),
    "readout, emphasise": (
        "Vladimir Putin emphasised that it is wrong to shift the responsibility.",
        ("Vladimir Putin", "emphasised", "that it is wrong to shift the responsibility")),
    "readout, underscore": (
        "President Biden underscored the U.S. commitment to the sovereignty of Ukraine.",
        ("President Biden", "underscored", "the U.S. commitment to the sovereignty of Ukraine")),
    "readout, voice": (
        "President Biden voiced the deep concerns of the United States.",
        ("President Biden", "voiced", "the deep concerns of the United States")),
    "readout, exchange views": (
        "The leaders exchanged views on the situation in the Middle East.",
        ("The leaders", "exchanged", "views on the situation in the Middle East")),
    "readout, several speakers": (
        "Andriy Yermak, Dmytro Kuleba and Jacob Sullivan exchanged views on the situation.",
        ("Andriy Yermak, Dmytro Kuleba and Jacob Sullivan", "exchanged", "views on the situation")),
    "readout, a suffix": (
        "President Joseph R. Biden, Jr. said today that he was ready.",
        ("President Joseph R. Biden", "said", "that he was ready")),
    "readout, coordinated objects": (
        "Both sides welcomed the new start of the Commission, as well as cooperation on energy security.",
        ("Both sides", "welcomed", "the new start of the Commission, as well as cooperation on energy security")),
    "readout, task": (
        "The two presidents tasked their teams to follow up.", ("The two presidents", "tasked", "their teams to follow up")),
    "readout, welcome": (
        "Volodymyr Zelenskyy welcomed the decision of the US Senate.",
        ("Volodymyr Zelenskyy", "welcomed", "the decision of the US Senate")),
    "all capitals": (
        "THE PRESIDENT SAID THAT THE TRUCE MUST HOLD.", ("THE PRESIDENT", "SAID", "THAT THE TRUCE MUST HOLD")),
}


@pytest.mark.models
@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_found(models: Models, form: str) -> None:
    text, expected = FORMS[form]
    assert expected in told(models, text)


@pytest.mark.models
@pytest.mark.parametrize("text", [
    "The call lasted about one and a half hours.",
    "Trade between both countries reached a record in 2023.",
    "Soybean purchases have fallen far short.",
    "He is the author of “War and Peace”.",
    "The meeting took place in Seoul, where it rained.",
    "Xi Calls Trump: What's Behind It?",
    "What you need to know: the summit",
    "WASHINGTON: The union met on Friday in the rain.",
])  # fmt: skip
def test_nothing_is_attributed_where_nobody_speaks(models: Models, text: str) -> None:
    assert told(models, text) == []


@pytest.mark.models
def test_two_speakers_of_one_sentence_keep_their_own_content(models: Models) -> None:
    found = told(models, "Iran said the test was routine, while the White House said it was a provocation.")
    assert [holder for holder, _, _ in found] == ["Iran", "the White House"]


@pytest.mark.models
def test_outer_comes_before_inner_and_nested_ones_are_kept(models: Models) -> None:
    found = told(models, "The White House said that Trump told Xi he looked forward to working with him.")
    assert [holder for holder, _, _ in found] == ["The White House", "Trump"]


@pytest.mark.models
def test_a_quotation_of_nobody_has_no_holder(models: Models) -> None:
    found = attribution.find(reading(models, "“There is a saying in China – good food is worth waiting for.”"))
    assert [(one.holder, one.holder_span, one.resolved) for one in found] == [("", None, "unresolved")]
    assert found[0].confidence < 0.5


@pytest.mark.models
def test_a_sentence_of_its_own_after_a_quotation_is_not_its_cue(models: Models) -> None:
    text = "“We were ready for this vote,” Lopez said. “We wanted it now.” The mayor told reporters about the bridge."
    found = told(models, text)
    assert ("Lopez", "said", "“We were ready for this vote,” Lopez said. “We wanted it now.”") in found
    assert not any(holder == "The mayor" and "“" in content for holder, _, content in found)


@pytest.mark.models
def test_nobody_says_what_only_seems(models: Models) -> None:
    assert {holder for holder, _, _ in told(models, "The president appears to favor a rival.")} <= {""}


@pytest.mark.models
def test_cues_inside_quotation_marks_are_the_speakers_words(models: Models) -> None:
    found = told(models, "“He told me that he warned them,” the mayor said.")
    assert [holder for holder, _, _ in found] == ["the mayor"]


@pytest.mark.models
def test_a_quotation_paragraph_carries_on_its_speaker_and_another_speaker_ends_that(models: Models) -> None:
    text = ("“That is the last thing we want,” the diplomat said in a long interview with this newspaper on Tuesday, before "
            "leaving for the airport with two aides.\n“It would be embarrassing for everybody in the room.”\n"
            "“We welcome the visit,” the spokesman said.\n“We hope it goes well for both of our countries.”")  # fmt: skip
    found = attribution.find(reading(models, text))
    assert [(one.holder, one.resolved) for one in found] == [
        ("the diplomat", "named"), ("the diplomat", "carried"), ("the spokesman", "named"), ("the spokesman", "carried")]
    assert [one.cue_span is None for one in found] == [False, True, False, True]
    assert all(text[slice(*one.holder_span)] == one.holder for one in found if one.holder_span)


@pytest.mark.models
def test_who_speaks_last_before_a_quotation_paragraph_says_it(models: Models) -> None:
    text = ("“We have lost our way in this town,” Lopez said.\nThe mayor tweeted from his train about Lopez's remarks.\n"
            "“Watching the lady making a speech. So boring!”")  # fmt: skip
    one = attribution.find(reading(models, text))[-1]
    assert (one.holder, one.resolved, one.cue_span) == ("The mayor", "carried", None)


@pytest.mark.models
def test_a_quotation_without_its_end_mark_runs_into_the_next_paragraph(models: Models) -> None:
    text = "Qasemi said: “The test was not a message.\n“There is no need to test him.”"
    assert told(models, text) == [("Qasemi", "said", text[text.index("“") :])]


@pytest.mark.models
def test_a_paragraph_that_ends_in_a_colon_speaks_the_next(models: Models) -> None:
    text = "President Clinton released the following statement:\n“We offer our condolences to the family.”"
    assert ("President Clinton", "released", "“We offer our condolences to the family.”") in told(models, text)


@pytest.mark.models
def test_the_mention_takes_in_the_relative_pronoun(models: Models) -> None:
    text = "Lopez, who said the bridge was safe, resigned."
    found = attribution.find(reading(models, text))
    assert found[0].holder == "Lopez" and found[0].holder_span == (0, len("Lopez, who"))


@pytest.mark.models
def test_furniture_says_nothing(models: Models) -> None:
    text = "Kim Lee said it was so."
    one = Reading(Article("a", "Gazette", text), (Paragraph(0, len(text), "furniture"),))
    assert attribution.find(one) == ()


# --- quotation marks ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "expected"), [
    ("He said “no way” twice.", ["“no way”"]),
    ('He said "no way" twice.', ['"no way"']),
    ("He said ''no way'' twice.", ["''no way''"]),
    ("Elle dit «jamais» ce soir.", ["«jamais»"]),
    ("Sie sagte „niemals“ und ging.", ["„niemals“"]),
    ("王毅说「不行」。", ["「不行」"]),
    ("He said ‘no way’ twice.", ["‘no way’"]),
    ("It’s the dog’s bowl, isn't it?", []),
    ("“He said ‘no way’ to me.”", ["“He said ‘no way’ to me.”"]),
    ("“He never closed it.", ["“He never closed it."]),
    ("A stray mark” and “a pair”.", ["“a pair”"]),
    ('<a href="page">text</a>', []),
    ('"" “” ""', []),
])  # fmt: skip
def test_quotations(text: str, expected: list[str]) -> None:
    assert [text[slice(*one.span)] for one in quotations.find(text)] == expected


def test_an_unclosed_quotation_is_flagged() -> None:
    assert [one.open for one in quotations.find("“One.” “Two")] == [False, True]


def test_a_title_is_told_from_what_is_said() -> None:
    assert [one.titled for one in quotations.find("“War and Peace” “We do it” “We will go now” “Never Again!”")] == [
        True, False, False, False]  # fmt: skip


@given(st.text(alphabet="“”„\"«»「」‘’'` aB.,\n=", max_size=200))
def test_quotations_stand_in_order_and_apart(text: str) -> None:
    ends = [0, *(at for one in quotations.find(text) for at in one.span), len(text)]
    assert ends == sorted(ends)


# --- the lexicon ----------------------------------------------------------------------------------------------------

NAMED_FRAMES = {"that", "clause", "before", "whether", "to", "one_to", "ing", "object", "name", "passive_to", "quote"}
PREPOSITIONS = {"about", "against", "at", "by", "for", "from", "in", "like", "of", "on", "over", "to", "upon", "with", "as"}


def test_every_row_of_the_lexicon_is_one_the_frames_can_use() -> None:
    for (word, pos), cue in cues.lexicon().items():
        assert pos in ("verb", "noun", "adj") and cue.frames, word
        for frame in cue.frames:
            bare = frame.removeprefix("object_")
            assert frame in NAMED_FRAMES or bare in PREPOSITIONS | {"that"}, (word, frame)


# --- laws -----------------------------------------------------------------------------------------------------------

ODD = st.text(alphabet=st.sampled_from("ab SAID said. “”\"'’,:;—-«»「」\n\té💥0(%"), max_size=120)
WORDS = st.lists(st.sampled_from([
    "He", "said", "that", "“", "”", ",", ".", "\n", "according", "to", "Xi", "told", "Putin", "and", "warned", "against", ":",
    "who", '"', "‘", "’", "Trump", "the", "deal", "is", "not", "BERLIN", "–", "adding", "claim", "of", "«", "it",
]), max_size=40).map(" ".join)  # fmt: skip


@pytest.mark.models
@hypothesis_settings(max_examples=80)
@given(text=ODD | WORDS)
@example('He and according " that said')
def test_spans_lie_in_the_text_and_the_holder_is_its_words(models: Models, text: str) -> None:
    found = attribution.find(reading(models, text))
    for one in found:
        for span in (one.content_span, one.cue_span, one.holder_span):
            assert span is None or 0 <= span[0] < span[1] <= len(text)
        assert 0 <= one.confidence <= 1
        assert bool(one.holder) == bool(one.holder_span)
        assert one.holder_span is None or text[slice(*one.holder_span)].startswith(one.holder)
    assert list(found) == sorted(found, key=in_text_order)
    assert len(set(found)) == len(found)
    assert found == attribution.find(reading(models, text))


def in_text_order(one: Attribution) -> tuple[int, int]:
    return one.content_span[0], -one.content_span[1]


HOSTILE: dict[str, Callable[[int], str]] = {
    "marks": lambda n: '"' * n * 20,
    "short quotations": lambda n: '"a b c" ' * n,
    "never closed": lambda n: "“a b c " * n,
    "spoken": lambda n: "“Go now please,” he said. " * n,
    "nested": lambda n: "he said that " * n,
    "coordinated": lambda n: "He said that we go" + " and said that they go" * n,
    "one word": lambda n: "x" * n * 100,
    "capitals": lambda n: "HE SAID THAT THE PRESIDENT WARNED AGAINST WAR. " * n,
    "dashes": lambda n: "— said — he — said " * n,
}


@pytest.mark.models
@pytest.mark.parametrize("kind", HOSTILE)
def test_work_grows_no_faster_than_the_text(models: Models, kind: str) -> None:
    small, large = (_calls(reading(models, HOSTILE[kind](n))) for n in (100, 400))
    assert large <= 6 * small + 2000  # four times the text; the parse itself varies


def _calls(one: Reading) -> int:
    """Function calls made by `find`: a count of the work that no clock disturbs."""
    calls = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    attribution.find(one)  # fills the caches
    sys.setprofile(count)
    try:
        attribution.find(one)
    finally:
        sys.setprofile(None)
    return calls
