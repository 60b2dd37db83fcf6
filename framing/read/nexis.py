"""Downloads from Nexis Uni and LexisNexis: many articles in one Word file, each between marks of its own.

Nexis Uni: a list of documents, then for each its headline, newspaper, date, "Section:", "Length:", "Byline:" lines, "Body",
the text, "Classification", "Load-Date:", "End of Document". LexisNexis before it: "2 of 100 DOCUMENTS", newspaper, date,
headline, the same lines in capitals, the text, "LOAD-DATE:".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framing.read.dates import iso
from framing.read.given import Given
from framing.read.rows import Row
from framing.records import SetAside


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph with a word: white space as one space, and the name of its style."""

    text: str
    style: str = ""


_END = re.compile(r"end of document", re.I)
_BEGIN = re.compile(r"\d{1,6} of \d{1,6} documents?", re.I)
_LISTED = re.compile(r"documents \((\d{1,6})\)", re.I)
_LABEL = re.compile(
    r"(section|length|byline|dateline|highlight|copyright|edition|series|distribution|headline|title)[ ]?:[ ]?(.*)", re.I
)
_COPYRIGHT = re.compile(r"(?:copyright\b|©|\(c\) |all rights reserved)", re.I)
_AFTER = re.compile(
    r"(?:classification|graphics?|notes|correction(?:-date)?|load-date|publication-type|journal code|subject|language|url)"
    r"(?:[ ]?:.*)?",
    re.I,
)
_OVER = frozenset({"classification", "graphic", "graphics", "load-date"})
"""Lines that end a text when they stand alone; the other marks end it with a colon behind them only."""
_DAYS = "(?:mon|tues|wednes|thurs|fri|satur|sun)"
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DATE = re.compile(rf"(?:{_DAYS}day,? )?(?:(?:{_MONTHS}) \d{{1,2}},? \d{{4}}|\d{{1,2}} (?:{_MONTHS}),? \d{{4}})\b", re.I)
_DAY = re.compile(rf"{_DAYS}day,? ", re.I)
_SORRY = "we are sorry but there is an error in this document"


def is_download(lines: Sequence[Line]) -> bool:
    """Whether a document is a download with articles in it."""
    return any(_END.fullmatch(line.text) or _BEGIN.fullmatch(line.text) for line in lines)


def rows(lines: Sequence[Line], given: Given) -> Iterator[Row | SetAside]:
    """Every article of a download; what its list names and is not found, or cannot be read, is set aside."""
    parts = _parts(lines)
    for n, part in enumerate(parts, 1):
        place = f"{given.where} document {n}"
        yield _row(part, place, f"{given.stem}#{n}")
    listed = next((int(m[1]) for line in lines[:20] if (m := _LISTED.fullmatch(line.text))), len(parts))
    for missing in range(1, listed - len(parts) + 1):
        why = f"the list names {listed} documents and {len(parts)} were found; download it anew"
        yield SetAside(f"{given.where} missing document {missing}", why)


def _parts(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each article, without the marks."""
    by_end = any(_END.fullmatch(line.text) for line in lines)
    mark = _END if by_end else _BEGIN
    parts: list[list[Line]] = [[]]
    for line in lines:
        if mark.fullmatch(line.text):
            parts.append([])
        else:
            parts[-1].append(line)
    parts = parts if by_end else parts[1:]
    return [part for part in parts if any(c.isalnum() for line in part for c in line.text)]


def _row(part: Sequence[Line], place: str, name: str) -> Row | SetAside:
    if any(line.text.lower().startswith(_SORRY) for line in part):
        return SetAside(place, "holds no text: the service could not show it; download it anew")
    dated = _date_line(part)
    if dated is None:
        return SetAside(place, "has no line with its date, by which its newspaper and headline are found; mend or remove it")
    begin = _begin(part, dated)
    labels = {m[1].lower(): m[2] for line in part[dated + 1 : begin] if (m := _LABEL.fullmatch(line.text))}
    end = next((n for n in range(begin, len(part)) if _ends(part[n].text)), len(part))
    text = "\n\n".join(line.text for line in part[begin:end])
    paper, title = _paper_and_title(part, dated, begin, labels)
    found = _DATE.match(part[dated].text)
    spoken = next((m[1] for line in part[end:] if (m := re.fullmatch(r"language: ?(\w+).*", line.text, re.I))), "")
    fields = {
        "source": paper, "title": title, "date": iso(_DAY.sub("", found[0])) or "" if found else "", "text": text,
        "author": re.sub(r"(?i)^by ", "", labels.get("byline", "")), "language": spoken,
    }  # fmt: skip
    return Row({field: value for field, value in fields.items() if value}, place, name, tuple(_doubt(labels, text)))


def _date_line(part: Sequence[Line]) -> int | None:
    """The line of the date: the last that is one before the labels and the text."""
    stop = next((n for n, line in enumerate(part) if line.text.lower() == "body" or _is_label(line.text)), len(part))
    dates = [n for n in range(min(stop, len(part))) if _DATE.match(part[n].text) and len(part[n].text) < 80]
    return dates[-1] if dates else None


def _is_label(text: str) -> bool:
    return bool(re.match(r"(?:section|length|byline)[ ]?:", text, re.I))


def _begin(part: Sequence[Line], dated: int) -> int:
    """The first line of the text: behind "Body", else behind the last of the labels that follow the date."""
    body = next((n for n in range(dated, len(part)) if part[n].text.lower() == "body"), None)
    if body is not None:
        return body + 1
    labels = [n for n in range(dated + 1, min(dated + 12, len(part))) if _LABEL.fullmatch(part[n].text)]
    return (labels[-1] if labels else dated) + 1


def _ends(text: str) -> bool:
    return bool(_AFTER.fullmatch(text)) and (":" in text or text.lower() in _OVER)


def _paper_and_title(part: Sequence[Line], dated: int, begin: int, labels: dict[str, str]) -> tuple[str, str]:
    """Newspaper and headline: Nexis Uni has both before the date, LexisNexis the headline behind it."""
    before = [line.text for line in part[:dated] if not _COPYRIGHT.match(line.text)]
    paper = before[-1] if before else ""
    title = labels.get("headline") or labels.get("title") or ""
    behind = [line.text for line in part[dated + 1 : begin]
              if not (_LABEL.fullmatch(line.text) or _COPYRIGHT.match(line.text) or line.text.lower() == "body"
                      or re.fullmatch(r"[\w' -]{0,40}edition", line.text, re.I))]  # fmt: skip
    if not title:
        title = before[-2] if len(before) > 1 and not _BEGIN.fullmatch(before[-2]) else next(iter(behind), "")
    return paper, title


def _doubt(labels: dict[str, str], text: str) -> Iterator[str]:
    """A note where the text is much shorter or longer than its own line of length says."""
    m = re.match(r"(\d{1,7}) words", labels.get("length", ""), re.I)
    words = len(text.split())
    if m and abs(words - int(m[1])) > max(20, 0.2 * int(m[1])):
        yield f"its length line says {m[1]} words, {words} were found"
