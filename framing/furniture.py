"""What in a line of news says nothing about the event: bylines, datelines, captions, credits, slugs, page prompts.

Pure, one line at a time. Phrases are read from lexicons/furniture.tsv; every pattern is bounded and linear.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from framing import quotations
from framing.records import Span

AGENCIES = (
    "Reuters", "AP", "Associated Press", "AFP", "Agence France-Presse", "UPI", "CNN", "CNN Business", "CNN Politics", "BBC",
    "Bloomberg", "Bloomberg News", "Xinhua", "TASS", "Tass", "RIA Novosti", "Interfax", "Sputnik", "dpa", "DPA", "ANSA", "EFE",
    "Kyodo", "Kyodo News", "Yonhap", "PTI", "IANS", "ANI", "Antara", "Bernama", "Anadolu", "AA", "CNA", "CP",
    "The Canadian Press", "AAP", "PA", "PA Media", "NPR", "JTA", "KUNA", "WAM", "SPA", "IRNA", "Fars", "Tasnim", "Ukrinform",
)  # fmt: skip
"""Names that may follow the place in a dateline without parentheses: "Hong Kong CNN —"."""

LONGEST_FURNITURE = 1_000
"""Characters beyond which a line is no furniture as a whole, and a sentence is not looked for any further."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """The dateline a line opens with: how many of its characters it takes, and the agency it names, or ""."""

    end: int
    agency: str


# --- lines ------------------------------------------------------------------------------------------------------------

_ENDS_SENTENCE = re.compile(r"[.!?。！？؟।…:;][\"'”’»)\]]*$")
_OPENS_LOWER = re.compile(r"[a-z,;:.)]")
_BULLET = re.compile(r"(?:[-–—•*·▪‣]|\d{1,3}[.)])\s")


def is_sentence(line: str) -> bool:
    """Whether the line closes as a sentence does."""
    return bool(_ENDS_SENTENCE.search(line[-20:]))


def is_slug(line: str) -> bool:
    """Whether the line is no sentence and too short to tell anything: a section's heading, a name, a picture's label."""
    return (
        len(line.split()) <= 9
        and not is_sentence(line)
        and not line.endswith((",", "-", "–", "—"))
        and not _OPENS_LOWER.match(line)
        and not _BULLET.match(line)
    )


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without the white space at its ends."""
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), max(start, end - len(inner) + len(inner.rstrip()))


# --- datelines --------------------------------------------------------------------------------------------------------

_DASH = r"(?:--|[-–—―])"
_GAP = r"[ \u00a0]*"
_PLACE = r"[A-Z][^()\"“”\n]{0,60}?"
_AGENCY = "|".join(map(re.escape, sorted(AGENCIES, key=len, reverse=True)))
_NAMED = re.compile(rf"({_PLACE})??{_GAP}\(([A-Z][\w.&/’' -]{{1,30}}|dpa)\){_GAP}{_DASH}{_GAP}")
_UNDASHED = re.compile(r"\((CNN|CNN Business|Reuters|AP|AFP|UPI)\)[ \u00a0]?(?=[A-Z\"“])")
_PLAIN = re.compile(rf"(?:{_PLACE}[ \u00a0])??({_AGENCY}){_GAP}[–—―]{_GAP}")
_CAPITALS = re.compile(
    r"[A-Z][A-Z.’'/-]{2,}(?:[ /][A-Z][A-Z.’'/-]+){0,3}(?:, [A-Z][A-Za-z.]{1,14}(?: \d{1,2})?){0,2}"
    rf"(?:[ \u00a0]+{_DASH}{_GAP}|[—―])"
)
_ALONE = re.compile(r"(?:[A-Z][\w.’'-]*(?:,? [A-Z][\w.’'-]*){0,3}[ \u00a0]*)?[—―–][ \u00a0]*$")


def dateline(line: str) -> Dateline | None:
    """The dateline that `line` opens with, or None: "BEIJING (Reuters) – ", "Hong Kong CNN —", "WASHINGTON — ".

    In the form with parentheses an agency that is not in `AGENCIES` counts only after a place in capitals.
    """
    head = line[:160]
    if (m := _NAMED.match(head)) and (m[2] in AGENCIES or _in_capitals(m[1] or "")):
        return Dateline(m.end(), m[2])
    if m := _UNDASHED.match(head) or _PLAIN.match(head):
        return Dateline(m.end(), m[1])
    if (m := _CAPITALS.match(head)) or (len(line) <= 60 and (m := _ALONE.match(line))):
        return Dateline(m.end(), "")
    return None


def _in_capitals(place: str) -> bool:
    first = re.match(r"[^\s,/]+", place)
    return bool(first and len(first[0]) > 2 and first[0].upper() == first[0])


# --- furniture: whole lines -------------------------------------------------------------------------------------------

_NAME_WORD = r"(?:[A-Z][\w.’'-]*|and|of|the|for|de|van|von|in|&|\|)"
_CREDIT_WORD = (
    "Reporting|Additional|Writing|Editing|Compiled|This story|This article|This version|Corrects|Refiles|Updates|Adds|"
    "Graphic|Source"
)
_WHOLE = tuple(
    re.compile(rf"\A(?:{p})")
    for p in (
        rf"[Bb][Yy][: ] ?[A-Z][\w.’'-]*(?:,? {_NAME_WORD}){{0,14}},?$",
        rf"\((?:{_CREDIT_WORD})\b.{{0,600}}\)$",
        r"(?:Source|Sources|SOURCE): .{1,80}$",
        r"\d{1,2}:\d\d\s?[-–—] ?Source: .{1,60}$",
        r".{1,200}\.(?:jpe?g|png|gif|webp|mp4)$",
        r"https?://\S+$",
        r"[.#@]?[\w-]+(?: [\w.#-]+){0,4} ?\{$|\}$|[\w-]+: ?[^ ;]+(?: [^ ;]+){0,3};$",
        r"[-–—_=*#.~ ]+$",
        r"\d{1,3}[.)]?$",
        r"\d{1,2}(?::\d\d)? ?(?:[ap]\.m\.|[AP]M)(?: [A-Z]{2,3})?$",
        r".{1,400}(?:/ ?Courtesy of|\(Courtesy of|\(Photo by|\(AP Photo|REUTERS/|via Getty Images|/Getty Images|/AFP\b)"
        r".{0,40}$",
        r"(?:Updated|UPDATED|Published|PUBLISHED|Posted|Last updated)\b.{0,12}\b\d.{0,40}$",
    )
)
_MONTH = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?|July?|Aug(?:ust|\.)|Sept?(?:ember|\.)|"
    r"Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_PICTURED = re.compile(
    r"\b(?:shakes? hands|holds?|speaks?|stands?|poses?|waves?|looks?|walks?|arrives?|attends?|listens?|gestures?|smiles?|"
    r"greets?|meets?|address(?:es)?|delivers?|sits?|gathers?|takes? part|embraces?|hugs?|kiss(?:es)?|boards?|reacts?|"
    r"chats?|watch(?:es)?|salutes?|(?:is|are) (?:seen|pictured))\b"
)
_PICTURED_WHEN = re.compile(
    rf"\b(?:in|on) (?:[A-Z][a-z]{{2,5}}day, )?{_MONTH}(?: \d{{1,2}})?,? \d{{4}}(?: \(local time\))?\.?$"
    r"|\((?:file|file photo|archive|local time)\)\.?$"
)
_TOLD = re.compile(r"\b(?:said|says|told|was|were|had|has|have|will|would)\b|[\"“”]|[.!?] [A-Z]")


@cache
def _phrases(where: str) -> tuple[str, ...]:
    rows = files("framing").joinpath("lexicons/furniture.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [row.split("\t") for row in rows if row and not row.startswith("#")]
    return tuple(phrase for place, phrase in pairs if place == where)


def whole(line: str) -> bool:
    """Whether the line as a whole is furniture: a byline, a credit, a caption, a page's prompt."""
    if len(line) > LONGEST_FURNITURE:
        return False
    return any(p.match(line) for p in _WHOLE) or _boilerplate(line) or _caption(line)


def _boilerplate(line: str) -> bool:
    low = line.lower().replace("’", "'")
    if low.rstrip(".:! ") in _phrases("whole"):
        return True
    opens = any(low.startswith(p) and not (p[-1].isalnum() and low[len(p) :][:1].isalnum()) for p in _phrases("start"))
    return opens and len(low.split()) <= 60


def _caption(line: str) -> bool:
    """A picture's caption as one sentence: somebody shown doing something, in the present tense, and when it was taken."""
    return len(line) < 300 and bool(_PICTURED_WHEN.search(line) and _PICTURED.search(line)) and not _TOLD.search(line)


# --- furniture: inside a line -----------------------------------------------------------------------------------------

_LEADING_DATE = re.compile(r"date \d{4}-\d{2}-\d{2}\s+")
_INSIDE = re.compile(
    r"\[[a-z]{1,3}[A-Z]\w{5,12}\]"  # an agency's story code
    rf"|\((?:{_CREDIT_WORD}) by\b[^()]{{0,400}}\)"
    r"|\(Photo by [^()]{1,80}\)"
    r"|(?<=[.!?”\"] )(?:Advertisement|ADVERTISEMENT)\b:?"
    r"|(?<=[.!?”\"] )[‘“](?:[^‘“’”\n]|’(?=\w)){5,60}[’”]: (?=[A-Z])"  # the name of another story, linked in between
    r"|(?<=[.!?”\"] )[’']s(?= [a-z])"  # what is left of a link
    r"|(?:(?<=[.!?”\"] )|^)(?:The|This) (?:news|story) was first reported (?:\w+ )?by (?:[A-Z][\w&-]*|the|of)"
    r"(?: (?:[A-Z][\w&-]*|the|of)){0,5}(?:\.(?= |$)| on [A-Z]\w+\.)"
)
_AT_END = re.compile(
    r"(?<=[.!?”\"])\s*\([a-z]{2,3}(?:/[a-z]{2,4}){0,3}\)$"  # initials of who wrote it
    r"|(?:Updated|UPDATED|Published|Last updated) (?:at|on) [^.]{0,20}\d ?(?:[ap]\.m\.|AM|PM|am|pm)(?: [A-Z]{2,3})?\.?$"
)
_FILE_PHOTO = re.compile(r"(?:FILE PHOTO|File photo|TOPSHOT)(?=:| -)")
_PHOTO_CREDIT = re.compile(r"\s?REUTERS/[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)?(?:/File Photo)?")
_USED = 2  # quotations between double marks that show them to be the text's own
_STOP = re.compile(r"[.!?][\"”’)]?(?=\s|$)")
_USED = 2  # quotations between double marks that show them to be the text's own
_TITLE = 16  # words of a headline
_NO_STOP = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|St|Jr|Sr|No|vs|Inc|Co|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec))$"
)


def within(line: str) -> list[Span]:
    """Spans of the furniture inside a line of running text, in order and apart: dateline, codes, credits, prompts."""
    head = _LEADING_DATE.match(line)
    start = head.end() if head else 0
    if (mark := dateline(line[start : start + 160])) and start + mark.end < len(line):
        start += mark.end
    found = [(0, start)] if start else []
    found += [m.span() for m in _INSIDE.finditer(line, start)]
    tail = max(start, len(line) - 200)
    found += [(m.start() + tail, len(line)) for m in [_AT_END.search(line[tail:])] if m]
    found += [(m.start(), _photo_end(line, m.end())) for m in _FILE_PHOTO.finditer(line, start)]
    found += _linked(line, start)
    past = start
    for m in _telltale().finditer(line, start):
        if m.start() >= past:  # a sentence is looked for once, however many phrases it holds
            found.append(_sentence(line, *m.span()))
            past = found[-1][1]
    return _apart(line, found)


def _linked(line: str, start: int) -> list[Span]:
    """Headlines of other stories linked into a line: single marks are theirs where the text itself quotes in double ones."""
    if line.find("‘", start) < 0:
        return []
    marked = [q for q in quotations.find(line) if not q.open]
    if sum(line[q.start] == "“" for q in marked) < _USED:
        return []
    singles = (q for q in marked if line[q.start] == "‘" and q.words > 1 and not q.ended and q.start >= start)
    return [(a, b) for q in singles for a, b in [_sentence(line, *q.span)] if a < q.start and _is_title(line[a:b])]


def _is_title(sentence: str) -> bool:
    return len(sentence.split()) <= _TITLE and "“" not in sentence and "”" not in sentence


@cache
def _telltale() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(p).replace("'", "['’]") for p in _phrases("sentence")), re.IGNORECASE)


def _photo_end(line: str, start: int) -> int:
    end = _sentence(line, start, start)[1]
    credit = _PHOTO_CREDIT.match(line, end)
    return credit.end() if credit else end


def _sentence(line: str, at: int, end: int) -> Span:
    """The sentence of `line` that holds characters `at` to `end`, or these alone where it is not closed soon enough."""
    first, last = max(0, at - LONGEST_FURNITURE), min(len(line), end + LONGEST_FURNITURE)
    stops = [m.end() for m in _STOP.finditer(line, first, last)
             if not _NO_STOP.search(line[max(0, m.start() - 6) : m.start()])]  # fmt: skip
    left = max((s for s in stops if s <= at), default=at if first else 0)
    right = min((s for s in stops if s >= end), default=end if last < len(line) else last)
    return trimmed(line, left, right)


def _apart(line: str, spans: Sequence[Span]) -> list[Span]:
    """The spans in order, those with nothing but white space between them joined."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and not line[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
