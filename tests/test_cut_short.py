"""A text that is only the beginning of its article is known by its end; one that only speaks of such things is not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.read.cut_short import LONGEST_WALL, cut_short

BODY = "The council met on Monday. It agreed to open the bridge again after the winter."
TITLE = "Bridge opens again"

CONSENT = """We value your privacy
We and our 842 partners store and/or access information on a device, such as cookies.
With your permission we may use precise geolocation data for personalised advertising.
Accept all
Manage options"""

PARTS = {
    "NewsAPI": f"{BODY} The mayor sa… [+1234 chars]",
    "NewsAPI, old form": f"{BODY} The mayor [+ 98 chars] \n",
    "removed": "[Removed]",
    "title": "Bridge opens  again.",
    "ellipsis": f"{BODY} The mayor told reporters that the…",
    "three dots": f"{BODY} The mayor told reporters that the ...",
    "WordPress": f"{BODY} The mayor told reporters […]",
    "feed": f"{BODY} The mayor told reporters... Read more",
    "more in brackets": f"{BODY} The mayor (more…)",
    "prompt": f"{BODY}\n\nRead more",
    "arrow": f"{BODY}\n\nContinue reading →",
    "full story": f"{BODY}\nClick here to read the full story at The Post.",
    "subscribe": f"{BODY}\n\nSubscribe to continue",
    "subscribe or log in": f"{BODY}\n\nPlease subscribe or log in to keep reading.\nOnly $1 a week",
    "account": f"{BODY}\n\nCreate a free account to read the full article.\n\nAlready have one?\nHelp",
    "members": f"{BODY}\n\nThis content is available exclusively to our digital subscribers.",
    "already": f"{BODY}\nStart your trial\nAlready a subscriber? Log in\nHelp",
    "limit": f"{BODY}\n\nYou’ve reached your limit of free articles.",
    "to continue": f"{BODY}\n\nTo continue reading, start a trial.",
    "consent": CONSENT,
    "blocked": "Please enable JavaScript and cookies to continue",
    "robot": "Are you a robot? Click the box below to let us know.",
}


@pytest.mark.parametrize("kind", PARTS)
def test_row_13_a_part_of_an_article_is_known_and_told_in_a_few_words(kind):
    why = cut_short(PARTS[kind], TITLE)
    assert why and len(why) < 70 and why[0].islower() and not why.endswith(".")


WHOLE = {
    "plain": BODY,
    "empty": "",
    "quotes a subscription": f"{BODY} “Subscribe to continue,” said the screen, and the mayor gave up.",
    "a sentence on it": f"{BODY}\n\nSubscribe to continue, the screen told her, and she gave up.",
    "about paywalls": f"{BODY}\n\nThe paper asks readers to subscribe to continue reading, a step that others took before.",
    "a newsletter": f"{BODY}\n\nSign up to our newsletter to get the news every morning.",
    "a related story": f"{BODY}\n\nRead more: Ferry runs late for the third day",
    "a report": f"{BODY}\n\nRead the full report here.",
    "trailing off in a quotation": f"{BODY} “We shall see…”",
    "ellipsis after a full stop": f"{BODY} And then it closed. …",
    "prompt far up": f"Subscribe to continue\n{BODY}\n" + "\n".join(f"The council spoke of road {n} next." for n in range(9)),
    "banner above an article": f"We use cookies. Accept all\n\n{BODY * 20}",
    "about cookies": (
        "The regulator fined the firm for its banner, which said that it used cookies and offered to accept all of them.\n"
        "Its privacy policy was found to be unclear as well.\n"
        + "The firm said that it would appeal the decision before the summer and change nothing until then. " * 4
    ),
    "blocked in the middle": f"{BODY} Access denied, the sign said.",
    "more in brackets inside": f"{BODY} [+1234 chars] is what the export adds to a text.",
}  # fmt: skip


@pytest.mark.parametrize("kind", WHOLE)
def test_a_whole_article_is_not_called_cut(kind):
    assert cut_short(WHOLE[kind], TITLE) == ""


def test_a_text_is_not_its_title_where_there_is_no_title():
    assert cut_short("!", "") == "" and cut_short(BODY, "") == ""


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.text(max_size=40))
def test_any_text_is_answered(text, title):
    assert isinstance(cut_short(text, title), str)


HOSTILE = ["subscribe or " * 400, "we use " * 800, " " * LONGEST_WALL, "." * LONGEST_WALL, "… " * 2500, "[+" * 2900,
           "read the " * 600, "to read the full " + "subscrib" * 600, "you have read your free " * 240]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_row_55_a_hostile_text_takes_no_more_than_a_moment(text):
    begun = time.process_time()
    for _ in range(20):
        cut_short(text[:LONGEST_WALL], TITLE)
        cut_short(text * 20, TITLE)
    assert time.process_time() - begun < 5
