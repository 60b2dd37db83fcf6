"""A number as it is written: its value, how exactly it is told, and the words before it that widen it."""

from __future__ import annotations

import math
import re

from framing.syntax import Parse

_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
         "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS = {**{w: float(n) for n, w in enumerate(_ONES)}, **{w: 10.0 * n for n, w in enumerate(_TENS, 2)}}
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9, "m": 1e6, "k": 1e3,
          "mn": 1e6, "tn": 1e12}  # fmt: skip

CURRENCY = {"$": "$", "us$": "$", "dollar": "$", "€": "€", "euro": "€", "£": "£", "pound": "£", "¥": "¥", "yuan": "yuan",
            "yen": "¥", "rouble": "rouble", "ruble": "rouble", "rupee": "rupee", "franc": "franc"}  # fmt: skip

ABOUT = frozenset({"about", "around", "roughly", "approximately", "some", "estimated", "circa", "approx", "near", "close"})
BELOW = frozenset({"nearly", "almost"})
LEAST = ("more than", "over", "at least", "greater than", "above", "upwards of", "no fewer than", "no less than",
         "not less than", "exceeding")  # fmt: skip
MOST = ("less than", "under", "fewer than", "at most", "up to", "below", "as many as", "as much as", "no more than",
        "maximum of", "not more than")  # fmt: skip
ROUGH, SHY, COARSEST = 0.1, 0.15, 0.05
"""Shares of a number: how far "about" reaches both ways and "nearly" downwards, and the coarsest rounding of a plain number."""

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
NAMED = frozenset({"PRODUCT", "LAW", "WORK_OF_ART", "FAC", "EVENT", "ORG", "PERSON", "GPE", "NORP", "LOC"})


def counts(word: str) -> bool:
    """Whether a word is a number or part of one: "47", "Forty-seven", "percent"."""
    first = word.lower().split("-")[0].rstrip("%")
    return first in WORDS or first in SCALES or first in {"percent", "cent"} or bool(_DIGITS.fullmatch(first))


def opens(word: str) -> bool:
    """Whether a number may begin with a word in lower case: "47", "forty", "a" of "a million", "dozen"."""
    return word in WORDS or word in {"a", "dozen"} or bool(_DIGITS.fullmatch(word))


def word_at(parse: Parse, i: int) -> str:
    """The word at a token in lower case, "" outside the paragraph."""
    return parse.tokens[i].text.lower() if 0 <= i < len(parse.tokens) else ""


def read(parse: Parse, i: int, last: int, joined: bool = False) -> tuple[float, float, int] | None:
    """Value, place of its last telling digit, and the token behind a number; ordinals, scores and names are none.

    `joined` is for the upper end of a range, which may stand behind a hyphen.
    """
    before = word_at(parse, i - 1)
    if parse.tokens[i].name in NAMED or "/" in {before, word_at(parse, i + 1)} or _of_total(parse, i):
        return None
    if before in {"no.", "number", "no", "#", ":"} or (before in {"-", "–"} and not joined):
        return None
    found = _first(parse, i)
    if found is None:
        return None
    value, step, i = found
    if [word_at(parse, j) for j in range(i, i + 3)] == ["and", "a", "half"]:
        return value + 0.5, 1.0, i + 3
    if word_at(parse, i) == "dozen":
        return value * 12, 1.0, i + 1
    while i < last and word_at(parse, i) in SCALES:
        value, step, i = value * SCALES[word_at(parse, i)], step * SCALES[word_at(parse, i)], i + 1
    return value, step, i


def _first(parse: Parse, i: int) -> tuple[float, float, int] | None:
    """The digits or number words that begin a number, before "million", "dozen" and the like; "a million" begins with one."""
    word, behind = word_at(parse, i), word_at(parse, i + 1)
    if _DIGITS.fullmatch(word):
        return (*_value(word), i + 1)
    if word in WORDS and (parse.tokens[i].pos == "NUM" or word != "one"):
        if WORDS[word] >= 20 and behind == "-" and word_at(parse, i + 2) in WORDS:
            return WORDS[word] + WORDS[word_at(parse, i + 2)], 1.0, i + 3
        return WORDS[word], 1.0, i + 1
    if word == "a" and behind in {"dozen", "hundred", "thousand", "million", "billion"}:
        return 1.0, 1.0, i + 1
    return (12.0, 1.0, i + 1) if word == "dozen" and parse.tokens[i].pos == "NUM" else None


def _of_total(parse: Parse, i: int) -> bool:
    """Whether a number is the whole that another is a part of: "28 of 41 passes"."""
    before = [word_at(parse, j) for j in (i - 2, i - 1)]
    return before[1] == "of" and counts(before[0])


def _value(digits: str) -> tuple[float, float]:
    plain = digits.replace(",", "")
    if "." in plain:
        return float(plain), 10.0 ** -len(plain.split(".")[1])
    bare = plain.rstrip("0")
    return float(plain), 10.0 ** (len(plain) - len(bare)) if bare else 1.0


def range_end(parse: Parse, i: int, end: int, last: int) -> tuple[float, float, int] | None:
    """The upper end of a range that begins with the number before token `end`: "10 to 15", "between 10 and 15"."""
    joined, before = word_at(parse, end), {word_at(parse, i - 1), word_at(parse, i - 2)}
    if joined not in {"to", "-", "–"} and not (joined == "and" and "between" in before):
        return None
    behind = end + 1 + (word_at(parse, end + 1) in CURRENCY)
    return read(parse, behind, last, joined=True) if behind < last else None


def interval(parse: Parse, first: int, value: float, step: float) -> tuple[float, float, int]:
    """What a number stands for with the words before it, and where it begins with them."""
    before = [word_at(parse, j) for j in range(max(0, first - 4), first)]
    for n in (3, 2, 1):
        phrase = " ".join(before[-n:]) if len(before) >= n else ""
        if phrase in LEAST:
            return value, math.inf, first - n
        if phrase in MOST:
            return 0.0, value * (1 + 1e-9), first - n
    word = before[-1] if before else ""
    if word in {"a", "an", "to", "of"} and len(before) > 1 and before[-2] in ABOUT | {"estimated"}:
        word = before[-2]
    if word in ABOUT:
        return value * (1 - ROUGH), value * (1 + ROUGH), first - 1
    if word in BELOW:
        return value * (1 - SHY), value * (1 + 1e-9), first - 1
    half = min(step / 2, max(0.5, COARSEST * value))
    return value - half, value + half, first
