"""Dates as people and exports write them, as ISO 8601, or nothing where they are not clear.

Nothing is guessed: "03/04/2026" is two days, "May" is thirty-one, 2026-02-30 is none. Years are those in which there were
newspapers and may soon be articles: 1600 to 2100.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

YEARS = range(1600, 2101)
"""Years of a date that is believed; 1600: before the first newspaper (1605), 2100: no article is of a later year."""

LONGEST = 60
"""Characters of the longest form: "Wednesday, September 30, 2026 10:15 PM Eastern Standard Time" has 60."""

_MONTHS = {
    name: n
    for n, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), start=1)
    for name in names.split()
}  # fmt: skip
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\.?"
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_ORDERS = (
    rf"{_MONTH} {_DAY}(?:, ?| ){_YEAR}", rf"(?:the )?{_DAY} (?:of )?{_MONTH},? {_YEAR}", rf"{_YEAR} {_MONTH} {_DAY}",
)  # fmt: skip
_WORDS = tuple(
    re.compile(rf"(?:{_WEEKDAY},? )?{order}(?!\d)(?:,? {_WEEKDAY}(?![a-z]))?", re.IGNORECASE) for order in _ORDERS
)
_CLOCK = re.compile(
    r",? ?(?:at |- |\| )?(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))? ?([ap]\.?m\.?)?"
    r"(?: ?[A-Z]{2,5}| ?(?:[A-Z][a-z]+ ){1,3}Time)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})(Z)?)?")
_SLASHED = re.compile(r"(\d{4})([/.])(\d{1,2})\2(\d{1,2})(?:[ T](\d{2}:\d{2}(?::\d{2})?))?")
_WEEK = re.compile(r"\d{4}-?W\d{2}")
_OF_MAIL = re.compile(r"(?:[A-Z][a-z]{2}, ?)?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:")
_ZONED = re.compile(r"(\d) (UTC|GMT|Z|[+-]\d{2}:?\d{2})")


def iso(value: str) -> str | None:
    """`value` as an ISO 8601 date or date-time, None when it is not clear: "03/04/2026", "May", a number of seconds.

    Read are ISO 8601 itself, "March 4, 2026 Wednesday", "Wednesday 4 March 2026", "4th of March 2026", "Mar. 4, 2026 10:15 PM",
    2026/03/04, 20260304, 20260304050607, 20260304T050607Z (GDELT) and RFC 2822. A time of day in words is left out: it
    seldom says its zone.
    """
    told = " ".join(value.split())
    if not told or len(told) > LONGEST:
        return None
    found = _compact(told) if told[:8].isdecimal() else _iso(told) or _of_mail(told) or _in_words(told) or _slashed(told)
    return found if found and int(found[:4]) in YEARS else None


def from_epoch(value: str) -> str | None:
    """Seconds, milliseconds, microseconds or nanoseconds since 1970 as an ISO 8601 date-time in UTC, None when they are none.

    Only for a column that is known to hold a timestamp: which of them it is follows from the size, for years from 1990 on
    (631,152,000 s); a smaller number is no date of an article online.
    """
    if not re.fullmatch(r"\d{9,19}(?:\.\d{1,9})?", value.strip()):
        return None
    number = float(value.strip())
    seconds = next((n for n in (number, number / 1e3, number / 1e6, number / 1e9) if 631_152_000 <= n < 4_102_444_800), None)
    if seconds is None:
        return None
    return datetime.fromtimestamp(int(seconds), UTC).isoformat()


def leading(value: str) -> tuple[str, str] | None:
    """The date in words at the head of a line, as ISO 8601, and what follows it ("Final Edition"); None when there is none."""
    for form in _WORDS:
        if (m := form.match(value[: 2 * LONGEST])) and (found := _day(m["year"], str(_MONTHS[m["month"].lower()]), m["day"])):
            return (found, value[m.end() :].strip(" ,;")) if int(found[:4]) in YEARS else None
    return None


def _iso(told: str) -> str | None:
    if _WEEK.fullmatch(told):
        return None
    for form in (date.fromisoformat, datetime.fromisoformat):
        try:
            return form(_ZONED.sub(r"\1\2", told).replace("UTC", "+00:00").replace("GMT", "+00:00")).isoformat()
        except ValueError:
            continue
    return None


def _in_words(told: str) -> str | None:
    found = leading(told)
    return found[0] if found and (not found[1] or _CLOCK.fullmatch(found[1])) else None


def _compact(told: str) -> str | None:
    m = _COMPACT.fullmatch(told)
    if not m:
        return _iso(told)
    day = _day(m[1], m[2], m[3])
    return _iso(f"{day}T{m[4]}:{m[5]}:{m[6]}{'+00:00' if m[7] else ''}") if day and m[4] else day


def _slashed(told: str) -> str | None:
    m = _SLASHED.fullmatch(told)
    day = _day(m[1], m[3], m[4]) if m else None
    return _iso(f"{day}T{m[5]}") if m and day and m[5] else day


def _of_mail(told: str) -> str | None:
    try:
        return parsedate_to_datetime(told).isoformat() if _OF_MAIL.match(told) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
