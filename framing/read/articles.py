"""A row to an article, or why it is none; what it does not give is looked for in its text, its url and its file's name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import blake2b
from unicodedata import is_normalized, normalize
from urllib.parse import urlsplit

from framing import clean, language
from framing.furniture import dateline
from framing.limits import Limits
from framing.read.cut_short import cut_short
from framing.read.dates import iso
from framing.read.rows import Row, Unused
from framing.records import Article, SetAside

READ_LANGUAGE = "en"
"""The language that the parser and the lexicons are of: the start of its code ("en-GB", "English")."""

REMOVED = "[removed]"
"""What NewsAPI leaves of an article that its publisher took back."""

NOT_CLEAR = "is not clear and was left out"
"""What is said of a date that was given and could not be read."""

NO_PAGE = "has no text, only the address of its page; fetch the pages of its urls with --fetch"


def article(row: Row, limits: Limits) -> Article | SetAside:
    """The article of a row; at most `limits.article_characters` of its text, and then told as an excerpt."""
    tidied = {field: _held(value) for field, value in row.fields.items()}
    text, excerpt = _text(row, tidied)
    given = {field: " ".join(value.split()) for field, value in tidied.items() if field != "text"}
    given = {field: value for field, value in given.items() if value}
    why = _unusable(text, given)
    if why:
        return Unused(row.where, why, row.own or row.fields)
    spoken = language.of(text) or given.get("language", READ_LANGUAGE)
    if not spoken.lower().startswith(READ_LANGUAGE):
        why = f"is in another language ({spoken[:40]}); only English is read so far"
        return Unused(row.where, why, row.own or row.fields, spoken[:40])
    when = iso(given["date"]) if "date" in given else _of_milliseconds(given.get("timestamp", ""))
    kept, cut = _within(text, limits)
    guesses = {field: value for field, value in _guesses(row, kept, given).items() if field not in given}
    told = {**guesses, **given}
    return Article(
        id=given.get("id") or row.name,
        source=told["source"],
        text=kept,
        title=told.get("title", ""),
        date=when or guesses.get("date"),
        url=given.get("url"),
        language=given.get("language"),
        event=given.get("event"),
        origin="; ".join((_place(row.where), *row.notes, *_notes(row, given, when), *filter(None, [cut]))),
        guessed=tuple(sorted(guesses)),
        excerpt=excerpt or _told_as_part(row.own) or cut_short(tidied.get("text", ""), told.get("title", "")) or cut,
    )


_MARK = re.compile(r"\s?\[\+\d{1,9} chars\]\s?\Z")
"""What NewsAPI puts where it cut a text: no word of the article."""


def _text(row: Row, tidied: Mapping[str, str]) -> tuple[str, str]:
    """The text without an export's mark, and why it is an excerpt where the reader knows: a description stands in for a text
    that is not there."""
    text, summary = _MARK.sub("", tidied.get("text", "")), tidied.get("summary", "")
    if not _has_words(text) and _has_words(summary):
        return summary, "only its description was given"
    return text, row.excerpt


def _has_words(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _unusable(text: str, given: Mapping[str, str]) -> str:
    """Why a row is no article, or ""."""
    if REMOVED in (text.strip().lower(), given.get("title", "").lower()):
        return "was removed by its publisher ([Removed])"
    if not _has_words(text):
        return NO_PAGE if "url" in given else "has no words in its text; give it some or remove it"
    return ""


def _place(where: str) -> str:
    """Where a row stands, without the folders of this machine; a page's address is whole."""
    return where if "://" in where else where.rpartition(os.sep)[2]


def _notes(row: Row, given: Mapping[str, str], when: str | None) -> Iterator[str]:
    replaced = sum(len(_REFUSED.findall(value)) for value in row.fields.values())
    if replaced:
        yield f"{replaced} characters that no text can hold replaced"
    if any(not is_normalized("NFC", value) for value in row.fields.values()):
        yield "letters and their marks put together (Unicode NFC)"
    if "date" in given and when is None:
        yield f"its date {given['date'][:40]!r} {NOT_CLEAR}"


_NO_CHARACTER = {
    **dict.fromkeys(set(range(0x20)) - set(b"\t\n\r"), "\ufffd"),
    **dict.fromkeys(b"\x0b\x0c\x1c\x1d\x1e\x1f", " "),
    **dict.fromkeys((0x7F, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)), "\ufffd"),
}
"""What no text can hold (controls, lone surrogates) and the one character that takes its place, so that offsets stay."""

_REFUSED = re.compile(f"[{re.escape(''.join(map(chr, sorted(_NO_CHARACTER))))}]")


def _held(value: str) -> str:
    """A value as a text can hold it, its letters and their marks put together."""
    return normalize("NFC", value.translate(_NO_CHARACTER) if _REFUSED.search(value) else value)


# --- parts of articles --------------------------------------------------------------------------------------------------

PART = {"truncated": ("true", "1", "yes"), "free_access": ("false", "0", "no")}
"""Columns that say that a text is only a part, with what they say then."""


def _told_as_part(own: Mapping[str, str]) -> str:
    for name, value in own.items():
        if value.strip().lower() in PART.get(name.strip().lower(), ()):
            return f"its column {name.strip()!r} says {value.strip()!r}"
    return ""


_ENDS = ((re.compile(r"\n\s*\n"), 10), (re.compile(r"(?<=[.!?])\s|(?<=[.!?][\"”’')])\s"), 4), (re.compile(r"\s"), 4))
"""Where a text may be cut, best first: after a paragraph, a sentence, a word; each with the part of the text, one in so many,
that is given up for it at most."""


def _within(text: str, limits: Limits) -> tuple[str, str]:
    """As much of the text as is read, up to the end of a paragraph, else of a sentence; and what was cut, in words."""
    most = limits.article_characters
    if len(text) <= most:
        return text, ""
    ends = ([m.start() for m in end.finditer(text, most - most // part, most)] for end, part in _ENDS)
    at = next((found[-1] for found in ends if found), most)
    return text[:at], f"cut by us after {at:,} of its {len(text):,} characters (limit article_characters)"


# --- what the text itself says ----------------------------------------------------------------------------------------

_TEXT_DATE = re.compile(r"\s*date[: ] ?(\d{4}-\d{2}-\d{2})\b")
_NAME_DATE = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")
_SOURCE_LINE = re.compile(r"Source: (\S.{0,60})$")
_HASH = re.compile(r"[_.-][0-9a-f]{12,}$")


def _guesses(row: Row, text: str, given: Mapping[str, str]) -> dict[str, str]:
    """Source, title and date where the text, the url or the file's name tells them; the source always."""
    title = clean.headline(text)
    stated = _TEXT_DATE.match(text[:200]) or _NAME_DATE.search(row.file)
    name = _HASH.sub("", row.file or row.name.rpartition("#")[0] or row.name)
    found = {
        "source": _host(given.get("url", "")) or _stated_source(text) or name.translate(_NO_CHARACTER) or "unnamed",
        "title": " ".join(text[slice(*title)].split()) if title else "",
        "date": (iso(stated[1]) or "") if stated else "",
    }
    return {field: value for field, value in found.items() if value}


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _stated_source(text: str) -> str:
    """The agency of a dateline among the first lines, else the name after a "Source:" in the last lines, else ""."""
    first = [line.strip() for line in text[:3000].splitlines() if line.strip()][:8]
    last = [line.strip() for line in text[-1000:].splitlines() if line.strip()][-4:]
    agencies = [mark.agency for line in first if (mark := dateline(line)) and mark.agency]
    names = [m[1].strip() for line in reversed(last) if (m := _SOURCE_LINE.match(line))]
    return next(iter([*agencies, *names]), "")


def _of_milliseconds(value: str) -> str | None:
    """A date in milliseconds since 1970, in ISO 8601; None when it is no such number."""
    if not value.isdecimal() or len(value) > 14:
        return None
    return datetime.fromtimestamp(int(value) / 1000, UTC).replace(microsecond=0).isoformat()


# --- ids ----------------------------------------------------------------------------------------------------------------


def distinct(found: Iterable[Article], known: frozenset[str] = frozenset()) -> Iterator[Article]:
    """The articles with every id once: a repeated id gets the first free "~2", "~3", …, and none that is among the `known`.

    Eight bytes are kept of each id.
    """
    taken: set[int] = set()
    counts: dict[str, int] = {}
    for article in found:
        name, n = article.id, counts.get(article.id, 1)
        while _short(name) in taken or (n > 1 and name in known):
            n += 1
            name = f"{article.id}~{n}"
        if n > 1:
            counts[article.id] = n
        taken.add(_short(name))
        yield article if name == article.id else replace(article, id=name)


def _short(name: str) -> int:
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
