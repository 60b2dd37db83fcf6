"""Dates as people and programs write them."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_OF_GDELT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})Z?)?")
_DAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,? ", re.I)
_FORMS = ("%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d", "%Y.%m.%d")
_OF_MAIL = re.compile(r"[A-Z][a-z]{2}, ?\d")


def iso(value: str) -> str | None:
    """`value` as an ISO 8601 date or date-time, or None when it is not clear: "03/04/2026", "May", a number of seconds."""
    if not value or len(value) > 40:
        return None
    if m := _OF_GDELT.fullmatch(value):
        return _of_digits(m)
    for form in (date.fromisoformat, datetime.fromisoformat):
        try:
            return form(value).isoformat()
        except ValueError:
            continue
    plain = re.sub(r"(?<=[A-Za-z])\.", "", _DAY.sub("", value, count=1)).replace("Sept ", "Sep ")
    for pattern in _FORMS:
        try:
            return datetime.strptime(plain, pattern).date().isoformat()
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(value).isoformat() if _OF_MAIL.match(value) else None
    except (ValueError, TypeError):
        return None


def _of_digits(m: re.Match[str]) -> str | None:
    """GDELT's "20260304" and "20260304T050607Z", which is in UTC."""
    numbers = [int(part) for part in m.groups() if part is not None]
    try:
        return f"{datetime(*numbers).isoformat()}+00:00" if len(numbers) > 3 else date(*numbers).isoformat()  # type: ignore[arg-type]
    except ValueError:
        return None
