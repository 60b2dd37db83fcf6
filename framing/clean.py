"""Tidies an article without losing offsets: furniture is marked, not cut out, and a digest is split into its stories.

Pure. Every span is characters into `Article.text` as it was given. Furniture is what says nothing about the event: bylines,
datelines, captions, credits, section slugs, page navigation. `paragraphs` is the public verb for one article, `split_digest`
for a document that holds several; `headline` and `dateline` are what the readers ask about a text that names no title or source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from framing.records import Article, Span
from framing.syntax import Paragraph, ParagraphKind

AGENCIES = (
    "Reuters", "AP", "Associated Press", "AFP", "Agence France-Presse", "UPI", "CNN", "CNN Business", "CNN Politics", "BBC",
    "Bloomberg", "Bloomberg News", "Xinhua", "TASS", "Tass", "RIA Novosti", "Interfax", "Sputnik", "dpa", "DPA", "ANSA", "EFE",
    "Kyodo", "Kyodo News", "Yonhap", "PTI", "IANS", "ANI", "Antara", "Bernama", "Anadolu", "AA", "CNA", "CP",
    "The Canadian Press", "AAP", "PA", "PA Media", "NPR", "JTA", "KUNA", "WAM", "SPA", "IRNA", "Fars", "Tasnim", "Ukrinform",
)  # fmt: skip
"""Names that may follow the place in a dateline without parentheses: "Hong Kong CNN —"."""

MAX_LINE = 2_000
"""Characters of a line that the patterns look at, from each end: furniture is short, and a bound keeps them linear."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """The dateline a line opens with: how many of its characters it takes, and the agency it names, or ""."""

    end: int
    agency: str


# --- lines ----------------------------------------------------------------------------------------------------------------

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_ENDS_SENTENCE = re.compile(r"[.!?。！？؟।…:;][\"'”’»)\]]*$")
_OPENS_LOWER = re.compile(r"[a-z,;:.)]")
_BULLET = re.compile(r"(?:[-–—•*·▪‣]|\d{1,3}[.)])\s")


def _lines(text: str) -> list[Span]:
    """Spans of the lines that are not blank, trimmed."""
    found = []
    for m in _LINE.finditer(text):
        start, end = _trim(text, m.start(), m.end())
        if start < end:
            found.append((start, end))
    return found


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_sentence(line: str) -> bool:
    return bool(_ENDS_SENTENCE.search(line[-20:]))


# --- datelines ------------------------------------------------------------------------------------------------------------

_DASH = r"(?:--|[-–—―])"
_PLACE = r"[A-Z][^()\"“”\n]{0,60}?"
_NAMED = re.compile(rf"({_PLACE})??[ \u00a0]*\(([A-Z][\w.&/’' -]{{1,30}}|dpa)\)[ \u00a0]*{_DASH}[ \u00a0]*")
_PLAIN = re.compile(rf"(?:{_PLACE}[ \u00a0])??({'|'.join(map(re.escape, sorted(AGENCIES, key=len, reverse=True)))})[ \u00a0]*[–—―][ \u00a0]*")
_CAPITALS = re.compile(
    r"[A-Z][A-Z.’'/-]{2,}(?:[ /][A-Z][A-Z.’'/-]+){0,3}(?:, [A-Z][A-Za-z.]{1,14}(?: \d{1,2})?){0,2}"
    rf"(?:[ \u00a0]+{_DASH}[ \u00a0]+|[—―])"
)
_ALONE = re.compile(rf"(?:[A-Z][\w.’'-]*(?:,? [A-Z][\w.’'-]*){{0,3}}[ \u00a0]*)?[—―–][ \u00a0]*$")


def dateline(line: str) -> Dateline | None:
    """The dateline that `line` opens with, or None: "BEIJING (Reuters) – ", "Hong Kong CNN —", "WASHINGTON — ".

    In the form with parentheses an agency that is not in `AGENCIES` counts only after a place in capitals.
    """
    head = line[:160]
    if (m := _NAMED.match(head)) and (m[2] in AGENCIES or _in_capitals(m[1] or "")):
        return Dateline(m.end(), m[2])
    if m := _PLAIN.match(head):
        return Dateline(m.end(), m[1])
    if (m := _CAPITALS.match(head)) or (m := _ALONE.match(line[:60] if len(line) <= 60 else "")):
        return Dateline(m.end(), "")
    return None


def _in_capitals(place: str) -> bool:
    first = re.match(r"[^\s,/]+", place)
    return bool(first and len(first[0]) > 2 and first[0].upper() == first[0])


# --- furniture ------------------------------------------------------------------------------------------------------------

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|"
    r"Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WHOLE = tuple(
    re.compile(p)
    for p in (
        r"[Bb][Yy][: ]\s?(?:[A-Z][\w.’'-]*|and|of|for|de|van|von|in|,|&|\|)(?:,? (?:[A-Z][\w.’'-]*|and|of|the|for|de|van|von|in|&|\|)){0,14},?$",
        r"\((?:Reporting|Additional|Writing|Editing|Compiled|This (?:story|article|version)|Corrects|Refiles|Updates|Adds|Story|"
        r"Graphic|Reuters|Source)\b.{0,600}\)$",
        r"(?:Source|Sources|SOURCE): .{1,80}$",
        r"\d{1,2}:\d\d\s?[-–—] ?Source: .{1,60}$",
        r".{1,200}\.(?:jpe?g|png|gif|webp|mp4)$",
        r"https?://\S+$",
        r"(?:\.|#|@)?[\w-]+(?: [\w.#-]+){0,4} ?\{$|\}$|[\w-]+: ?[^ ;]+(?: [^ ;]+){0,3};$",
        r"[-–—_=*#.~ ]+$",
        r"\d{1,3}[.)]?$",
        r".{1,400}(?:/\s?Courtesy of|\(Courtesy of|\(?Photo by|\(AP Photo|REUTERS/|Getty Images|/AFP\b).{0,80}$",
        r"(?:Updated|Published|Posted|Last updated|UPDATED)\b.{0,12}\b\d.{0,40}$",
    )
)
_SUFFIX = re.compile(r"\s*\((?:[a-z]{2,4})(?:/[a-z]{2,4}){0,3}\)$")
_CODE = re.compile(r"\[[a-z]{1,3}[A-Z]\w{5,12}\]")
_UPDATED = re.compile(
    r"(?:Updated|UPDATED|Published|Last updated) (?:at|on) [^.]{0,20}\d[\d:]{0,4} ?(?:[ap]\.m\.|AM|PM|am|pm)(?: [A-Z]{2,3})?\.?$"
)
_FILE_PHOTO = re.compile(r"(?:FILE PHOTO|File photo|FILE - |TOPSHOT -)[^.]{0,40}(?:[^.]|\.(?=[A-Z]\.)|\.(?=\w)|\. (?=\d)){0,400}\.\s?(?:REUTERS/[\w ]{1,40})?")
_LEADING_DATE = re.compile(r"date \d{4}-\d{2}-\d{2}\s+")
_PICTURED = re.compile(
    r"(?:shakes? hands|holds?|speaks?|stands?|poses?|waves?|looks?|walks?|arrives?|attends?|listens?|gestures?|smiles?|greets?|"
    r"meets?|addresses|delivers?|sits?|gathers?|takes? part|embraces?|hugs?|kisses|boards?|reacts?|chats?|watch(?:es)?|salutes?|"
    r"is seen|are seen|is pictured|are pictured)\b"
)
_PICTURED_WHEN = re.compile(
    rf"(?:(?:in|on) (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, )?{_MONTH}(?: \d{{1,2}})?,? \d{{4}}|on {_MONTH} \d{{1,2}}(?:, \d{{4}})?)"
    r"(?: \((?:local time|file)\))?\.$|\((?:file|file photo|archive|local time)\)\.?$"
)
_PAST = re.compile(r"\b(?:said|says|told|was|were|had|added|has|have|will|would)\b|[\"“”]")


@cache
def _phrases() -> dict[str, tuple[str, ...]]:
    rows = files("framing").joinpath("lexicons/furniture.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [row.split("\t") for row in rows if row and not row.startswith("#")]
    return {where: tuple(p for w, p in pairs if w == where) for where in ("start", "whole", "holds")}


def _boilerplate(line: str) -> bool:
    low, phrases = line.lower().replace("’", "'"), _phrases()
    if len(low) > 600:
        return False
    if low.rstrip(".:! ") in phrases["whole"]:
        return True
    if any(low.startswith(p) and not low[len(p) : len(p) + 1].isalnum() for p in phrases["start"]):
        return len(low.split()) <= 60
    return any(p in low for p in phrases["holds"])


def _caption(line: str) -> bool:
    """A picture's caption in sentence form: someone shown doing something, in the present tense, with the day it was taken."""
    return bool(
        len(line) < 300 and _PICTURED_WHEN.search(line) and _PICTURED.search(line) and not _PAST.search(line)
    )


def _whole_furniture(line: str) -> bool:
    if len(line) > MAX_LINE:
        return False
    return any(p.match(line) for p in _WHOLE) or _boilerplate(line) or _caption(line)


def _slug(line: str) -> bool:
    """A line that is no sentence and too short to tell anything: a section's heading, a name, a picture's label."""
    words = line.split()
    return (
        len(words) <= 9
        and not _is_sentence(line)
        and not line.endswith((",", "-", "–", "—"))
        and not _OPENS_LOWER.match(line)
        and not _BULLET.match(line)
    )


def _within(line: str) -> list[Span]:
    """Spans of the furniture inside a line of running text, in order: dateline, codes, initials at the end."""
    found: list[Span] = []
    head = _LEADING_DATE.match(line)
    start = head.end() if head else 0
    if (mark := dateline(line[start : start + 160])) and start + mark.end < len(line):
        start += mark.end
    if start:
        found.append((0, start))
    tail = line[-200:]
    for pattern in (_SUFFIX, _UPDATED):
        if (m := pattern.search(tail)) and m.start() + len(line) - len(tail) > start:
            found.append((m.start() + len(line) - len(tail), len(line)))
    found.extend(m.span() for m in _CODE.finditer(line) if m.start() >= start)
    if "PHOTO" in line or "TOPSHOT" in line or "File photo" in line:
        found.extend(m.span() for m in _FILE_PHOTO.finditer(line) if m.start() >= start)
    return sorted(found)


# --- headline -------------------------------------------------------------------------------------------------------------


def headline(text: str) -> Span | None:
    """The span of the headline that `text` opens with, or None: a short first line that is no sentence, with a body below."""
    return _headline(text, _lines(text))


def _headline(text: str, lines: Sequence[Span]) -> Span | None:
    if len(lines) < 2:
        return None
    start, end = lines[0]
    first = text[start:end]
    body = any(_is_sentence(text[a:b]) and len(text[a:b].split()) >= 8 for a, b in lines[1:])
    if not body or len(first.split()) > 25 or len(first) > 220 or _whole_furniture(first) or dateline(first):
        return None
    if first[-1] in ".:;,":
        titled = [w for w in first.split() if len(w) > 3]
        if first[-1] != "." or "\n\n" not in text[end : end + 4] or sum(w[0].isupper() for w in titled) < 0.7 * len(titled):
            return None
    return start, end


# --- paragraphs -----------------------------------------------------------------------------------------------------------


def paragraphs(article: Article) -> tuple[Paragraph, ...]:
    """The article's paragraphs in order, not parsed: one a line, furniture inside a line apart.

    Together they hold every character that is not white space. An article of nothing but furniture keeps its longest line as
    text, so that a reader sees what was given.
    """
    text = article.text
    lines = _lines(text)
    found = tuple(_paragraphs(text, lines, _headline(text, lines)))
    if found and all(p.kind == "furniture" for p in found):
        longest = max(found, key=lambda p: (p.end - p.start, -p.start))
        return tuple(replace(p, kind="text") if p is longest else p for p in found)
    return found


def _paragraphs(text: str, lines: Sequence[Span], title: Span | None) -> Iterator[Paragraph]:
    lead_in = _lead_in(text, lines, title)
    sentences = sum(_is_sentence(text[a:b]) for a, b in lines)
    highlights = False
    for number, (start, end) in enumerate(lines):
        line = text[start:end]
        if (start, end) == title:
            yield Paragraph(start, end, "headline")
            continue
        if _whole_furniture(line) or _only_dateline(line):
            highlights = line.lower().startswith(("story highlights", "highlights", "key points", "key takeaways"))
            yield Paragraph(start, end, "furniture")
            continue
        highlights = highlights and not _is_sentence(line)
        slug = number > 0 and 2 * sentences > len(lines) and _slug(line) and not highlights
        if number in lead_in or slug:
            yield Paragraph(start, end, "furniture")
            continue
        yield from _pieces(text, start, end)


def _only_dateline(line: str) -> bool:
    mark = dateline(line) if len(line) <= 160 else None
    return bool(mark and mark.end >= len(line))


def _lead_in(text: str, lines: Sequence[Span], title: Span | None) -> frozenset[int]:
    """Numbers of the lines between the headline and an agency's dateline that are no sentences: the picture's caption."""
    if title is None:
        return frozenset()
    for number, (start, end) in enumerate(lines[1:6], start=1):
        mark = dateline(text[start : min(end, start + 160)])
        if mark and mark.agency:
            return frozenset(n for n in range(1, number) if not _is_sentence(text[lines[n][0] : lines[n][1]]))
    return frozenset()


def _pieces(text: str, start: int, end: int) -> Iterator[Paragraph]:
    place = start
    for a, b in (*_within(text[start:end]), (end - start, end - start)):
        pieces: tuple[tuple[int, int, ParagraphKind], ...] = ((place, start + a, "text"), (start + a, start + b, "furniture"))
        for left, right, kind in pieces:
            first, last = _trim(text, left, right)
            if first < last:
                yield Paragraph(first, last, kind)
        place = max(place, start + b)


# --- digests --------------------------------------------------------------------------------------------------------------

MAX_LEAD_IN = 4
"""Lines before a dateline that may belong to its story: headline, deck, caption, byline."""


def split_digest(article: Article) -> tuple[Article, ...]:
    """The stories of a digest, each an article of its own; any other article alone, as it is.

    A digest holds several agency datelines, each under a headline of its own. A story is the exact slice of the text (`origin`
    tells its characters), named "<id>#1" onwards. Its title and, unless the digest's source was given, its source are read
    from the text and marked as guessed; its date is not known.
    """
    starts = _stories(article.text)
    if len(starts) < 2:
        return (article,)
    ends = [*starts[1:], len(article.text)]
    return tuple(_story(article, n, a, b) for n, (a, b) in enumerate(zip(starts, ends, strict=True), start=1))


def _stories(text: str) -> list[int]:
    lines = _lines(text)
    found: list[int] = []
    floor = 0
    for number, (start, end) in enumerate(lines):
        mark = dateline(text[start : min(end, start + 160)])
        if not (mark and mark.agency and end - start > mark.end + 40):
            continue
        first = _first_of_lead_in(text, lines, number, floor)
        if first is not None:
            found.append(lines[first][0])
        floor = number + 1
    return [0, *found[1:]] if len(found) > 1 else []


def _first_of_lead_in(text: str, lines: Sequence[Span], number: int, floor: int) -> int | None:
    """Number of the headline above dateline line `number`, or None when there is none."""
    first = number
    while first > floor and number - first < MAX_LEAD_IN:
        line = text[lines[first - 1][0] : lines[first - 1][1]]
        if _ENDS_SENTENCE.search(line[-20:]) or line.endswith(")") or len(line.split()) > 30:
            break
        first -= 1
    line = text[lines[first][0] : lines[first][1]]
    return first if first < number and len(line.split()) >= 4 and not _whole_furniture(line) else None


def _story(digest: Article, number: int, start: int, end: int) -> Article:
    start, end = _trim(digest.text, start, end)
    text = digest.text[start:end]
    lines = _lines(text)
    title = _headline(text, lines)
    marks = [m for a, b in lines[: MAX_LEAD_IN + 1] if (m := dateline(text[a : min(b, a + 160)])) and m.agency]
    given = "source" not in digest.guessed
    guessed = [*(["source"] if not given else []), *(["title"] if title else [])]
    return replace(
        digest,
        id=f"{digest.id}#{number}",
        source=digest.source if given or not marks else marks[0].agency,
        title=text[title[0] : title[1]] if title else "",
        date=None,
        text=text,
        origin=f"{digest.origin}, story {number}: characters {start} to {end}".lstrip(", "),
        guessed=tuple(guessed),
    )
