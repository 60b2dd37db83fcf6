"""The numbers and dates of a statement, each as the interval it stands for.

A plain number stands for all that round to it: "1.5 million" for 1.45 up to 1.55 million, half-open, so
that 850 and 855 differ.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from framing.quantities.numerals import CURRENCY, SCALES, counts, interval, opens, range_end, read, word_at
from framing.syntax import Parse

MANY = {"dozens": (24, 99), "scores": (40, 199), "hundreds": (200, 999), "thousands": (2e3, 999_999), "millions": (2e6, 1e9)}
SECONDS = {"second": 1.0, "minute": 60.0, "hour": 3600.0, "day": 86400.0, "week": 604800.0, "month": 2629800.0,
           "year": 31557600.0, "decade": 315576000.0}  # fmt: skip
PEOPLE = frozenset({"people", "person", "man", "woman", "civilian", "individual", "citizen", "other"})
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
_SHORT = {**{d[:3]: d for d in DAYS}, **{m[:3]: m for m in MONTHS if m != "may"}, "sept": "september", "tues": "tuesday",
          "thurs": "thursday"}  # fmt: skip
MEASURES = frozenset({*SECONDS, *CURRENCY, *DAYS, *MONTHS, "percent", "cent", "%", "percentage", "point", *SCALES})


DATES = frozenset((*DAYS, *MONTHS))
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
RELATIVE = frozenset({"ago", "earlier", "later", "before", "after", "old"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number: the half-open interval it stands for, what it counts, its tokens `first` to `last`, and the word it belongs to.

    `kind` is "money", "percent", "duration", "age", "count", "year", "day" (of the month), "weekday"; `unit` the currency, the
    lemma counted, or "". Two are comparable only when kind and unit are equal.
    """

    kind: str
    unit: str
    low: float
    high: float
    first: int
    last: int
    head: int

    def agrees(self, other: Quantity) -> bool:
        """Whether both may be true of one thing: their intervals meet in the value one of them names."""
        return self.low <= other.middle < self.high or other.low <= self.middle < other.high or (
            self.low < other.high and other.low < self.high and (self.open or other.open))  # fmt: skip

    @property
    def middle(self) -> float:
        """The value told, or the end that is told of an open interval."""
        return self.low if math.isinf(self.high) else (self.low + self.high) / 2

    @property
    def open(self) -> bool:
        """Whether the interval is told as one: "more than", "up to", "dozens", a range."""
        return math.isinf(self.high) or self.low == 0 or self.high - self.low > 0.25 * self.high

    def comparable(self, other: Quantity) -> bool:
        """Whether both count one thing."""
        return self.kind == other.kind and self.unit == other.unit


def find(parse: Parse, first: int, last: int) -> tuple[Quantity, ...]:
    """The quantities among tokens `first` to `last` (exclusive), in text order."""
    found: list[Quantity] = []
    i = first
    while i < last:
        one = (_day(parse, i, last) or _many(parse, i) or _number(parse, i, last)) if _begins(parse.tokens[i].text) else None
        if one is not None:
            found.append(one)
        i = max(i + 1, one.last if one else 0)
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def _begins(word: str) -> bool:
    """Whether a quantity may begin with, or a date stand at, a word: most words need no closer look."""
    return _name_of(word) in DATES or bool(YEAR.fullmatch(word)) or word.lower() in MANY or opens(word.lower())


# --- dates ----------------------------------------------------------------------------------------------------------------


def _name_of(word: str) -> str:
    plain = word.lower().rstrip(".")
    return _SHORT.get(plain, plain)


def _day(parse: Parse, i: int, last: int) -> Quantity | None:
    """A weekday, a day of a month, or a year."""
    token, name = parse.tokens[i], _name_of(parse.tokens[i].text)
    if name in DAYS and token.text[0].isupper() and token.pos in {"PROPN", "NOUN"}:
        return _exact("weekday", "", DAYS.index(name), i, i + 1, i)
    if name in MONTHS and token.text[0].isupper():
        for day, begin, end in ((i + 1, i, i + 2), (i - 1, i - 1, i + 1)):
            number = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", word_at(parse, day))
            if number and day < last and 1 <= int(number[1]) <= 31 and _governed(parse, begin):
                return _exact("day", "", MONTHS.index(name) * 31 + int(number[1]), begin, end, i)
        return None
    if YEAR.fullmatch(token.text) and token.dep != "nummod" and _governed(parse, i):
        return _exact("year", "", int(token.text), i, i + 1, i)
    return None


def _governed(parse: Parse, i: int) -> bool:
    """Whether a preposition stands before a date; the date of a page or a byline has none."""
    before = i - 2 if word_at(parse, i - 1) in {"the", "early", "late", "mid", "mid-"} else i - 1
    if word_at(parse, before) == "," and _name_of(word_at(parse, before - 1)) in DAYS:
        before -= 2
    return before >= 0 and parse.tokens[before].pos in {"ADP", "SCONJ"}


def _exact(kind: str, unit: str, value: float, first: int, last: int, head: int) -> Quantity:
    return Quantity(kind, unit, value, value + 0.5, first, last, head)


# --- numbers --------------------------------------------------------------------------------------------------------------


def _many(parse: Parse, i: int) -> Quantity | None:
    """"Dozens of ships"."""
    word = word_at(parse, i)
    if word not in MANY or word_at(parse, i + 1) != "of" or word_at(parse, i - 1) == "of":
        return None  # "tens of thousands of" is far from "thousands of"
    counted = next((c for p in parse.children[i] for c in parse.children[p] if parse.tokens[c].dep == "pobj"), None)
    if counted is None or word_at(parse, i + 2) in MANY:
        return None
    low, high = MANY[word]
    return Quantity("count", _counted(parse, counted), low, high, i, i + 1, i)


def _number(parse: Parse, i: int, last: int) -> Quantity | None:
    found = read(parse, i, last)
    if found is None:
        return None
    value, step, end = found
    top = range_end(parse, i, end, last)
    if top is not None:
        scale = next(iter(sorted(SCALES[w] for w in (word_at(parse, j) for j in range(end, top[2])) if w in SCALES)), 1.0)
        value, upper, end = value * (scale if value < 1000 <= scale else 1.0), top[0], top[2]
    kind, unit, end, head = _measure(parse, i, end)
    if not kind:
        return None
    first = i - 1 if word_at(parse, i - 1) in CURRENCY else i
    low, high, first = interval(parse, first, value, step)
    if top is not None:
        low, high = (value, upper * (1 + 1e-9)) if value < upper else (0.0, math.inf)
    factor = SECONDS[unit] if kind == "duration" else 1.0
    return Quantity(kind, "" if kind == "duration" else unit, low * factor, high * factor, first, end, head)


def _measure(parse: Parse, i: int, end: int) -> tuple[str, str, int, int]:
    """Kind, unit, the token behind it and the word a number belongs to; no kind when it counts nothing that can be named."""
    behind, sign = word_at(parse, end), word_at(parse, i - 1)
    if sign in CURRENCY:
        return "money", CURRENCY[sign], end, _outer(parse, i)
    if behind in {"%", "percent", "pct", "percentage"} or (behind == "per" and word_at(parse, end + 1) == "cent"):
        wide = 2 if behind in {"per", "percentage"} else 1
        return "percent", "", end + wide, _outer(parse, end)
    if behind == "-" or sign == "-":
        old = [word_at(parse, end + k) for k in (1, 2, 3)] == ["year", "-", "old"]
        return ("age", "", end + 4, _outer(parse, end + 3)) if old else ("", "", end, i)
    if sign == "aged":
        return "age", "", end, _outer(parse, i)
    noun = _noun(parse, end)
    if noun is None or (end == i + 1 and YEAR.fullmatch(word_at(parse, i))):
        return "", "", end, i
    return _measure_of_noun(parse, i, end, noun)


def _noun(parse: Parse, end: int) -> int | None:
    """The noun that the number before token `end` counts; of "28 of 41 passes", the passes."""
    if word_at(parse, end) == "of" and counts(word_at(parse, end + 1)):
        return next((c for c in parse.children[end] if parse.tokens[c].dep == "pobj"), None)
    at = end - 1
    for _ in range(4):
        if at >= end or parse.tokens[at].dep not in {"nummod", "quantmod", "compound", "conj"}:
            break
        at = parse.tokens[at].head
    return at if at >= end and parse.tokens[at].pos in {"NOUN", "PROPN", "ADJ"} else None


def _measure_of_noun(parse: Parse, i: int, end: int, noun: int) -> tuple[str, str, int, int]:
    lemma, behind = parse.tokens[noun].lemma.lower(), word_at(parse, noun + 1)
    if lemma in {"a.m.", "p.m.", "am", "pm", "o'clock"}:
        return "", "", end, i
    if lemma in CURRENCY:
        return "money", CURRENCY[lemma], noun + 1, noun
    if lemma not in SECONDS:
        return "count", _counted(parse, noun), end, noun
    if behind == "old":
        return "age", "", noun + 2, noun
    if {behind, word_at(parse, noun + 2)} & RELATIVE or word_at(parse, i - 1) in {"last", "next", "past", "first"}:
        return "", "", end, i
    return "duration", lemma, noun + 1, noun


def _counted(parse: Parse, i: int) -> str:
    lemma = parse.tokens[i].lemma.lower()
    return "person" if lemma in PEOPLE else lemma


def _outer(parse: Parse, i: int) -> int:
    return i if 0 <= i < len(parse.tokens) else len(parse.tokens) - 1
