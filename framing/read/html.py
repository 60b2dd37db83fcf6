"""A web page as it was saved, to the one article in it (trafilatura).

A page is hostile until it is read: its bytes, its nesting and its entities are looked at before anything parses it, and the
parsing is done by a worker process that has neither network nor time without end. A page without an article is set aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from framing.limits import Limits
from framing.read import encodings, pages
from framing.read.encodings import Encoding
from framing.read.given import Given
from framing.read.rows import Row
from framing.records import SetAside

LARGEST = 5_000_000
"""Bytes of a page: a long article has a tenth of it. One of 30 MB takes 25 s, and most of its text is lost on the way."""

DEEPEST = 200
"""Elements within each other: the parser loses, without a word, what lies below 256; a real page has some 30."""

NOTHING = "no article was found in this page: it may be made by a script or need a login; paste its text into a .txt file"
TOO_DEEP = f"its elements lie more than {DEEPEST} deep in each other, which loses text; save the article alone"
ENTITIES = "declares entities of its own (a DTD), as no web page does; it is not opened"

HEAD = 4_096
"""Bytes in which a page says its encoding; browsers look into the first 1,024."""


def rows(given: Given, limits: Limits) -> Iterator[Row | SetAside]:
    """The article of the page, or why there is none."""
    largest = min(LARGEST, limits.file_bytes)
    too_large = SetAside(given.where, f"is a page of more than {largest:,} bytes; save the article alone")
    if given.size is not None and given.size > largest:
        yield too_large
        return
    encoding = _encoding(given)
    if encoding.fault:
        yield SetAside(given.where, encoding.fault)
        return
    with encodings.text(given, encoding) as stream:
        page = stream.read(largest + 1)
    if len(page) > largest:
        yield too_large
        return
    why = _refused(page)
    answer = why or pages.ask(page, limits.html_seconds)
    if isinstance(answer, str):
        yield SetAside(given.where, answer)
    elif not answer.get("text", "").strip():
        yield SetAside(given.where, NOTHING)
    else:
        yield Row({name: value for name, value in answer.items() if value}, given.where, given.stem, encoding.notes, given.stem)


# --- encoding -----------------------------------------------------------------------------------------------------------

_CHARSET = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s{0,4}=\s{0,4}[\"']?\s{0,4}([\w.:-]{2,30})", re.IGNORECASE
)

_WESTERN = ("ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "windows-1252", "cp1252", "x-cp1252")
_CODECS = {
    **dict.fromkeys(_WESTERN, "cp1252"), **{f"windows-{n}": f"cp{n}" for n in (874, *range(1250, 1259)) if n != 1252},
    **{f"iso-8859-{n}": f"iso8859-{n}" for n in range(2, 17) if n != 12}, "gb2312": "gb18030", "gbk": "gb18030",
    "gb18030": "gb18030", "big5": "big5hkscs", "euc-jp": "euc_jp", "shift_jis": "cp932", "sjis": "cp932", "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949", "koi8-r": "koi8_r", "koi8-u": "koi8_u", "macintosh": "mac_roman",
}  # fmt: skip
"""Codecs by what pages call them (WHATWG Encoding Standard, section 4.2): what a browser reads as another, as it reads it."""


def _encoding(given: Given) -> Encoding:
    """UTF-8 and UTF-16 by their bytes; else what the page says, as browsers take it; else as any text.

    Bytes that are UTF-8 are read so whatever the page says: it was saved anew, or its server said otherwise.
    """
    found = encodings.survey(given)
    if found.fault == encodings.EMPTY or found.name.startswith("utf-16"):
        return found
    with given.open() as stream:
        head = stream.read(HEAD)
    m = _CHARSET.search(head)
    said = m[1].decode("ascii", "replace").lower() if m else ""
    if found == Encoding():
        return replace(found, notes=(f"read as UTF-8, though it says {said}",)) if said in _CODECS else found
    codec = _CODECS.get(said) if 0 not in head else None
    return Encoding(codec, "replace", (f"read as {said}, as it says",)) if codec else found


# --- what is looked at before parsing -------------------------------------------------------------------------------------


def _refused(page: str) -> str:
    """Why a page is not parsed, or ""."""
    low = page.lower()
    if "<!entity" in low:
        return ENTITIES
    return TOO_DEEP if depth(low) > DEEPEST else ""


_TAG = re.compile(r"<(?:(!--)|(/?)([a-z][a-z0-9:-]{0,40})[^<>]{0,100000}(>?))")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
_RAW = frozenset(("script", "style", "textarea", "title", "iframe", "noframes", "xmp"))
_CLOSES = {
    "p": ("p",), "li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "option": ("option",), "tr": ("tr", "td", "th"),
    "td": ("td", "th"), "th": ("td", "th"),
}  # fmt: skip
"""Elements whose opening closes an open one right around them."""


def depth(low: str) -> int:
    """How deep the elements of a page in small letters lie in each other, at most. Linear in its length."""
    open_: list[str] = []
    counts: dict[str, int] = {}
    deepest = at = 0
    while m := _TAG.search(low, at):
        at = m.end()
        comment, closing, name = m[1], m[2], m[3]
        if comment:
            at = _after(low, "-->", at)
        elif closing:
            while counts.get(name):
                gone = open_.pop()
                counts[gone] -= 1
                if gone == name:
                    break
        elif name in _RAW:
            at = _after(low, f"</{name}", at)
        elif name not in _VOID and not m[0].endswith("/>"):
            while open_ and open_[-1] in _CLOSES.get(name, ()):
                counts[open_.pop()] -= 1
            open_.append(name)
            counts[name] = counts.get(name, 0) + 1
            deepest = max(deepest, len(open_))
    return deepest


def _after(text: str, end: str, at: int) -> int:
    found = text.find(end, at)
    return len(text) if found < 0 else found + len(end)
