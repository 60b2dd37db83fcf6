"""Texts that are only the beginning of an article, or stand in its place: what exports, feeds and walls leave of one.

Only what addresses the reader from a line of its own counts, so that an article about subscriptions or cookies is none.
Time is linear in the text: patterns are bounded and look at its last lines or at a short text as a whole.
"""

from __future__ import annotations

import re

TAIL_CHARACTERS = 2_000
"""Characters at the end in which a prompt to read on is looked for: it stands there with a price and a link or two."""

TAIL_LINES = 5
"""Lines at the end that may be the prompt; below it stand "Already a subscriber? Log in" and the like."""

LONGEST_PROMPT = 240
"""Characters of a line that may be a prompt; a longer one is a paragraph that tells something."""

LONGEST_WALL = 6_000
"""Characters of a text that may be a notice as a whole; the longest consent notices have some 5,000."""

CONSENT_PHRASES = 3
"""Different phrases of a consent notice that make one: an article about such notices seldom quotes three and little else."""


def cut_short(text: str, title: str) -> str:
    """Why a text is only a part of its article, in a few words; "" where nothing says so."""
    whole = text.strip() if len(text) <= LONGEST_WALL else ""
    end = text[-TAIL_CHARACTERS:].rstrip()
    return _in_place_of_it(whole, title) or _by_its_end(end) or _by_prompt(end)


# --- what stands in place of the article --------------------------------------------------------------------------------

_CONSENT = tuple(re.compile(phrase, re.IGNORECASE) for phrase in (
    r"\b(?:we|our sites?|this (?:web)?site)(?: and our (?:\d+ )?partners)?,? (?:also )?uses? (?:[a-z]+ ){0,3}?cookies\b",
    r"\bwe (?:value|respect|care about) your privacy\b",
    r"\bwe and our (?:\d+ )?(?:trusted )?(?:partners|vendors|third parties)\b",
    r"\bstore (?:and/or|and|or) access information on (?:a|your) device\b",
    r"\b(?:accept|reject|agree to|allow|refuse) (?:all|cookies)\b",
    r"\b(?:manage|change|customi[sz]e|review)(?: your| my)?(?: cookie| privacy)? (?:settings|preferences|choices|options)\b",
    r"\b(?:cookie|privacy) policy\b",
    r"\blegitimate interests?\b",
    r"\bpersonali[sz]ed (?:ads?|advertising|advertisements|content)\b",
    r"\bwithdraw (?:your )?consent\b",
    r"\b(?:by continuing|if you continue) to (?:use|browse)\b",
))  # fmt: skip
"""What a notice of consent to cookies says, each once."""

_BLOCKED = re.compile(
    r"(?:please )?(?:enable|turn on) (?:javascript|cookies)|javascript (?:is disabled|is not enabled|must be enabled)"
    r"|(?:please )?(?:verify|confirm)(?: that)? you(?:’re|'re| are) (?:a )?(?:not a robot|human)|are you a robot\b"
    r"|checking your browser before|just a moment\.\.\.|access (?:denied|to this page has been denied)"
    r"|(?:sorry, )?you have been blocked|(?:error )?(?:403 forbidden|404 not found|page not found)",
    re.IGNORECASE,
)
LONGEST_BLOCK = 1_500
"""Characters of a page that turns its reader away."""


def _in_place_of_it(whole: str, title: str) -> str:
    """What a short text is instead of its article."""
    if not whole:
        return ""
    if whole.lower() == "[removed]":
        return "its publisher took it back ([Removed])"
    if title.strip() and _plain(whole) == _plain(title):
        return "its text is only its title"
    if len(whole) <= LONGEST_BLOCK and _BLOCKED.match(whole):
        return "a page that turns readers away, not the article"
    return "a notice of consent to cookies, not the article" if _is_consent(whole) else ""


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(" .…!?").casefold()


def _is_consent(whole: str) -> bool:
    """Whether most of a text stands in lines that speak of consent, in at least so many different phrases."""
    found: set[int] = set()
    speaking = 0
    for line in whole.splitlines():
        here = {n for n, phrase in enumerate(_CONSENT) if phrase.search(line)}
        found |= here
        speaking += len(line) if here else 0
    return len(found) >= CONSENT_PHRASES and 2 * speaking >= len(whole)


# --- how it ends ----------------------------------------------------------------------------------------------------------

_ENDS = (
    (re.compile(r"\[\+ ?\d{1,9} ?(?:chars|characters)\]$", re.IGNORECASE), "the export cut it (it ends in “[+… chars]”)"),
    (re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s{0,3}[\[(]?(?:read (?:more|on)|continue reading|more)\b[ .…»›>→\])]{0,6}$",
                re.IGNORECASE), "it ends in “read more”"),
    (re.compile(r"[\[(](?:…|\.\.\.|more ?(?:…|\.\.\.))[\])]$"), "it breaks off (it ends in “[…]”)"),
    (re.compile(r"(?<![.!?…:;\"”’'\])\s])[ \u00a0]{0,2}(?<!\.)(?:…|\.\.\.)$"), "it breaks off in a sentence (it ends in “…”)"),
)  # fmt: skip
"""How a text ends that was cut, with what is said of it."""


def _by_its_end(end: str) -> str:
    return next((why for pattern, why in _ENDS if pattern.search(end[-80:])), "")


# --- prompts to read on ---------------------------------------------------------------------------------------------------

_ACT = (
    r"(?:subscribe|sign up|sign in|log ?in|register|join(?: us)?|become an? (?:member|subscriber)"
    r"|create (?:a|an|your) (?:free )?account)"
)
_PIECE = r"(?:article|story|piece|post|content|page)"
_ALL = r"(?:full|rest|whole|entire|complete)"
_TO_READ = (
    rf"(?:continue|keep reading|finish reading|read (?:on|more|(?:the )?{_ALL}|(?:this|the) {_PIECE})"
    rf"|(?:unlock|access|view|see) (?:this|the(?: full| rest)?|full) (?:{_PIECE}|access))"
)
_NOW = r"(?: now| today| here)?"
_ARROWS = r"[ .…:»›>→\])]{0,8}"

_PROMPTS = tuple((re.compile("|".join(f"(?:{one})" for one in begins), re.IGNORECASE), why) for why, begins in {
    "it ends in “read more”": (
        rf"\W{{0,3}}(?:(?:read|keep|continue) (?:more|on|reading)){_ARROWS}$",
        rf"\W{{0,3}}read the rest(?: of (?:this|the) (?:{_PIECE}|entry))?{_ARROWS}$",
        rf"\W{{0,3}}(?:click here to )?(?:read|see|view) the (?:{_ALL}|rest of the) {_PIECE}\b",
    ),
    "it ends at a paywall": (
        rf"(?:please |simply )?{_ACT}{_NOW}(?:,? (?:or|and) {_ACT})?{_NOW},? (?:to|and) {_TO_READ}\b",
        rf"(?:want|would you like|wish) to (?:continue|read (?:more|on|the {_ALL}))\b.{{0,60}}\b{_ACT}\b",
        r"to (?:continue|keep) reading\b",
        rf"to (?:read|unlock|access|view|see) (?:the {_ALL}|this|more)\b.{{0,60}}\b{_ACT}\b",
        rf"(?:this|the (?:full|rest of (?:this|the))) (?:premium |exclusive )?{_PIECE} is "
        r"(?:(?:only|exclusively|reserved|available|restricted) ){0,3}(?:for|to) "
        r"(?:(?:our|paid|paying|registered|digital|premium) ){0,3}(?:subscribers|members|users)\b",
        r"already (?:a|an) (?:paid |digital )?(?:subscriber|member)\b.{0,20}\b(?:log|sign) ?in\b",
        r"(?:you(?:’ve|'ve| have) )?(?:reached|read|used) (?:your|all(?: of)? your|the) .{0,40}\b(?:free|monthly) .{0,20}"
        r"(?:articles?|stories|limit)\b",
        rf"(?:unlock|get access to) (?:this|the (?:full|rest of (?:this|the))) {_PIECE}\b",
        rf"(?:the )?remaining (?:content|text|part) of this {_PIECE} is\b",
    ),
}.items())  # fmt: skip
"""How a line begins that asks the reader to pay, to sign in or to go elsewhere for the rest, with what is said of it."""

_TOLD = re.compile(r"[\"“”«»]|\b(?:he|she|they|said|says|told|asked|wrote)\b", re.IGNORECASE)
"""What a sentence about such a prompt has, and the prompt itself has not."""


def _by_prompt(end: str) -> str:
    """What a prompt among the last lines says."""
    lines = [line.strip() for line in end.splitlines() if line.strip()][-TAIL_LINES:]
    for line in lines:
        if len(line) <= LONGEST_PROMPT and not _TOLD.search(line):
            for pattern, why in _PROMPTS:
                if pattern.match(line):
                    return why
    return ""
