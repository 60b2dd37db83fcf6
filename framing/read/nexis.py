"""The articles of a Nexis Uni or LexisNexis download, out of its lines.

Nexis Uni puts a list of contents first ("Documents (100)"), then of each article headline, newspaper, date, copyright, lines
such as "Section: …", "Length: 512 words" and "Byline: …", a line "Body", the text, "Load-Date: …", "Classification" with
subjects, and "End of Document". The older LexisNexis puts "2 of 100 DOCUMENTS" before each article, then newspaper, date,
headline, labels in capitals, the text, and "LOAD-DATE: …". Any of these lines may be missing. What the download says it
holds and does not is set aside, one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from framing.read import dates
from framing.read.rows import Row
from framing.records import SetAside

LISTED = 1_000
"""Articles of one download that are missed one by one; Nexis Uni gives 100, Nexis Advance 500, a file may say anything."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document, and the name of its style in small letters, "" when it has none."""

    text: str
    style: str = ""

    @property
    def is_heading(self) -> bool:
        return self.style == "title" or self.style.startswith("heading ")


_END = "end of document"
_BODY = "body"
_NUMBERED = re.compile(r"(?:Document )?(\d{1,5}) of (\d{1,5}) DOCUMENTS?")
_COUNT = re.compile(r"Documents? ?\((\d{1,9})\)", re.IGNORECASE)
_ENTRY = re.compile(r"(\d{1,4})\.[ \t\xa0]*(\S.{0,500})?")
_LABEL = re.compile(
    r"(Section|Length|Byline|Dateline|Highlight|Headline|Distribution|Edition|Series|Correction|Type|Guests|Anchors|Reporters"
    r"|Load-Date|Language|Publication-Type|Journal-Code|Subject|Graphic|Notes|Doc-Type|Copyright|Load Date)"
    r"[ \xa0]?:[ \t\xa0]*(.{0,2000})",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"(copyright\b|©|\(c\) ?\d{4}|all rights reserved)", re.IGNORECASE)
_LENGTH = re.compile(r"length[ \xa0]?:[ \t\xa0]*[\d,.]{1,9}[ \xa0]words", re.IGNORECASE)
_JOB = re.compile(
    r"(client/matter|search terms|search type|narrowed by|content type|job number|date and time|user name)\b", re.IGNORECASE
)
_SORRY = "we are sorry but there is an error in this document"
_AFTER = frozenset(
    ["load-date", "load date", "language", "publication-type", "journal-code", "subject", "graphic", "doc-type"]
)  # fmt: skip
"""Labels that follow an article's text in the older layout."""

_BEFORE = frozenset(
    ["section", "length", "byline", "dateline", "highlight", "headline", "distribution", "edition", "series", "correction",
     "type", "guests", "anchors", "reporters"]
)  # fmt: skip
"""Labels that go before it."""


def recognised(lines: Sequence[Line]) -> bool:
    """Whether these lines are such a download: by two of its marks at least, or the numbering of the older layout."""
    told = [line.text.strip() for line in lines]
    if any(_NUMBERED.fullmatch(line) for line in told) and any(_label(line) for line in told):
        return True
    body = any(line.lower() == _BODY for line in told)
    end = any(line.lower() == _END for line in told)
    labels = any(_LENGTH.match(line) or _label(line) == "load-date" for line in told)
    listed = any(_COUNT.fullmatch(line) for line in told[:20]) and any(_JOB.match(line) for line in told[:40])
    return (body and (end or labels)) or (listed and (body or end))


def rows(lines: Sequence[Line], where: str, stem: str) -> Iterator[Row | SetAside]:
    """The articles as rows, and each that cannot be read or is missing set aside, with its number."""
    told = [Line(line.text.strip(" \t\xa0\ufeff"), line.style) for line in lines]
    older = any(_NUMBERED.fullmatch(line.text) for line in told)
    yield from _older(told, where, stem) if older else _newer(told, where, stem)


# --- Nexis Uni --------------------------------------------------------------------------------------------------------


def _newer(lines: Sequence[Line], where: str, stem: str) -> Iterator[Row | SetAside]:
    count, titles = _contents(lines)
    chunks = _chunks(lines)
    seen: list[str] = []
    for number, (chunk, ended) in enumerate(chunks, start=1):
        place = f"{where} article {number}"
        start = _start(chunk, titles) if number == 1 and (count or any(_JOB.match(line.text) for line in chunk[:10])) else 0
        found = _article(chunk[start:], place, f"{stem}#{number}", ended)
        seen.append(found.fields.get("title", "") if isinstance(found, Row) else "")
        yield found
    missing = [title for title in titles if not any(_alike(title, one) for one in seen)]
    for number in range(len(chunks) + 1, min(count, len(chunks) + LISTED) + 1):
        named = f" ({missing[number - len(chunks) - 1]!r})" if len(missing) == count - len(chunks) else ""
        yield SetAside(f"{where} article {number}", f"is in the list of contents{named} and not in the file; download it again")
    if count > len(chunks) + LISTED:
        yield SetAside(where, f"says it holds {count:,} articles, and holds {len(chunks)}; download the rest again")


def _contents(lines: Sequence[Line]) -> tuple[int, list[str]]:
    """How many articles the download says it holds (0 when it does not say), and their titles as it lists them."""
    counts = [(n, int(m[1])) for n, line in enumerate(lines[:40]) if (m := _COUNT.fullmatch(line.text))]
    if not counts:
        return 0, []
    begin, count = counts[0]
    titles: list[str] = []
    for n in range(begin + 1, len(lines)):
        text = lines[n].text
        m = _ENTRY.fullmatch(text)
        if m and int(m[1]) == len(titles) + 1:
            titles.append(m[2] or next((line.text for line in lines[n + 1 : n + 4] if line.text), ""))
        if text.lower() in (_BODY, _END) or len(titles) >= min(count, LISTED):
            break
    return count, titles


def _chunks(lines: Sequence[Line]) -> list[tuple[Sequence[Line], bool]]:
    """The lines of each article, and whether they end with the mark of an end."""
    chunks: list[tuple[Sequence[Line], bool]] = []
    begin = 0
    for n, line in enumerate(lines):
        if line.text.lower() == _END:
            chunks.append((lines[begin:n], True))
            begin = n + 1
    rest = lines[begin:]
    if any(line.text.lower() == _BODY for line in rest) or sum(len(line.text) for line in rest) > 300 or not chunks:
        chunks.append((rest, False))
    return chunks


def _start(chunk: Sequence[Line], titles: Sequence[str]) -> int:
    """Where, behind the list of contents, the first article begins: at its heading, its title, or two lines before its date."""
    body = _first(chunk, _BODY)
    head = [n for n in range(len(chunk) if body is None else body) if chunk[n].text]
    heading = [n for n in head if chunk[n].is_heading]
    titled = [n for n in head if titles and _alike(chunk[n].text, titles[0])]
    listed = [n for n in head if _ENTRY.fullmatch(chunk[n].text) or _JOB.match(chunk[n].text)]
    dated = [n for n in head if dates.leading(chunk[n].text)]
    last = listed[-1] if listed else -1
    if heading and heading[-1] > last:
        return next(n for n in heading if n > last)
    if titled and titled[-1] > last:
        return titled[-1]
    if dated and dated[-1] > last:
        return head[max(0, head.index(dated[-1]) - 2)]
    return last + 1


def _article(chunk: Sequence[Line], place: str, name: str, ended: bool) -> Row | SetAside:
    body = _first(chunk, _BODY)
    if any(_SORRY in line.text.lower() for line in chunk):
        return SetAside(place, "could not be given by Nexis ('there is an error in this document'); download it again")
    if body is None:
        return SetAside(place, "has no line 'Body', so that its text cannot be told from its other lines")
    fields = _head([line.text for line in chunk[:body] if line.text])
    text, loaded = _text([line.text for line in chunk[body + 1 :]])
    if not any(c.isalnum() for c in text):
        return SetAside(place, "holds no text (a picture, or a table as a picture)")
    notes = []
    if "date" not in fields and loaded:
        fields["date"] = loaded
        notes.append("its date is the day on which the archive took it in")
    if not ended:
        notes.append("the mark of its end is missing, so it may be cut off")
    return Row({**fields, "text": text}, place, name, tuple(notes))


def _head(lines: Sequence[str]) -> dict[str, str]:
    """Fields of the lines before a body: headline, newspaper, date and edition by their place, the others by their label."""
    fields = _labelled(lines)
    free = [line for line in lines if not _label(line) and not _RIGHTS.match(line)]
    dated = next((n for n, line in enumerate(free) if dates.leading(line)), None)
    if dated is not None:
        found = dates.leading(free[dated])
        fields["date"] = found[0] if found else ""
    before = free[: 2 if dated is None else dated]
    if dated == 1 or not before:  # no headline stands before the newspaper
        fields.update({"source": before[0]} if before else {})
    else:
        fields.update({"title": before[0]} | ({"source": before[-1]} if len(before) > 1 else {}))
    return {field: value for field, value in fields.items() if value}


def _text(lines: Sequence[str]) -> tuple[str, str]:
    """The text behind "Body", and the day of loading, if it is told.

    The text ends at "Load-Date:", at the last "Classification" that labels follow, and at the last "Graphic" before them.
    """
    end = next((n for n, line in enumerate(lines) if _label(line) in ("load-date", "load date")), len(lines))
    loaded = dates.leading(_value(lines[end])) if end < len(lines) else None
    ruled = [
        n for n, line in enumerate(lines[:end])
        if line.lower() == "classification" and any(":" in one[:40] for one in [one for one in lines[n + 1 :] if one][:2])
    ]  # fmt: skip
    end = ruled[-1] if ruled else end
    pictured = [n for n, line in enumerate(lines[:end]) if line.lower() in ("graphic", "graphics")]
    end = pictured[-1] if pictured else end
    kept = [line for line in lines[:end] if line]
    while kept and _RIGHTS.match(kept[-1]) and len(kept[-1]) < 200:
        kept.pop()
    return "\n".join(kept), loaded[0] if loaded else ""


# --- LexisNexis, the older layout -------------------------------------------------------------------------------------


def _older(lines: Sequence[Line], where: str, stem: str) -> Iterator[Row | SetAside]:
    marks = [(n, int(m[1]), int(m[2])) for n, line in enumerate(lines) if (m := _NUMBERED.fullmatch(line.text))]
    ends = [n for n, _, _ in marks[1:]] + [len(lines)]
    for (begin, number, _), end in zip(marks, ends, strict=True):
        texts = [line.text for line in lines[begin + 1 : end]]
        yield _older_article(texts, f"{where} article {number}", f"{stem}#{number}")
    seen, said = {number for _, number, _ in marks}, max(total for _, _, total in marks)
    missing = [number for number in range(1, said + 1) if number not in seen]
    for number in missing[:LISTED]:
        yield SetAside(f"{where} article {number}", f"is counted ({number} of {said}) and not in the file; download it again")
    if len(missing) > LISTED:
        yield SetAside(where, f"says it holds {said:,} articles, and holds {len(seen)}; download the rest again")


def _older_article(lines: Sequence[str], place: str, name: str) -> Row | SetAside:
    labelled = [n for n, line in enumerate(lines) if _label(line) in _BEFORE]
    length = next((n for n in labelled if _LENGTH.match(lines[n])), labelled[0] if labelled else None)
    if length is None:
        return SetAside(place, "has no line 'LENGTH: … words', so that its text cannot be told from its other lines")
    begin = length + 1
    while any(begin <= n <= begin + 1 for n in labelled):  # labels right behind, a blank line between
        begin = next(n for n in labelled if n >= begin) + 1
    end = next((n for n in range(begin, len(lines)) if _label(lines[n]) in _AFTER and _is_capital(lines[n])), len(lines))
    text = _joined(lines[begin:end])
    if not any(c.isalnum() for c in text):
        return SetAside(place, "holds no text (a picture, or a table as a picture)")
    return Row({**_older_head(lines[:begin]), "text": text}, place, name)


def _older_head(lines: Sequence[str]) -> dict[str, str]:
    """Newspaper, date and headline by their place: the headline is the last block without a label."""
    fields = _labelled(lines)
    blocks = [list(block) for blank, block in groupby(lines, key=lambda line: not line) if not blank]
    free = [[line for line in block if not _label(line) and not _RIGHTS.match(line)] for block in blocks]
    free = [block for block in free if block]
    if len(free) == 1:
        free = [[line] for line in free[0]]
    dated = next((n for n, block in enumerate(free) if dates.leading(block[0])), None)
    if dated is not None and (found := dates.leading(free[dated][0])):
        fields["date"] = found[0]
        fields["source"] = " ".join(free[dated - 1]) if dated else ""
        behind = free[dated + 1 :]
    else:
        fields["source"] = " ".join(free[0]) if free else ""
        behind = free[1:]
    if behind:
        fields.setdefault("title", " ".join(behind[-1]))
    return {field: value for field, value in fields.items() if value}


def _joined(lines: Sequence[str]) -> str:
    """Paragraphs, one a line; lines that were broken at the width of a screen are joined again."""
    while lines and (not lines[-1] or _RIGHTS.match(lines[-1])):
        lines = lines[:-1]
    blocks = [list(block) for blank, block in groupby(lines, key=lambda line: not line) if not blank]
    broken = len(blocks) > 1 and all(len(line) <= 90 for line in lines) and any(len(block) > 1 for block in blocks)
    return "\n".join(" ".join(block) if broken else "\n".join(block) for block in blocks)


# --- lines ------------------------------------------------------------------------------------------------------------


def _label(line: str) -> str:
    """The label that a line begins with, in small letters ("byline"), "" when it begins with none."""
    m = _LABEL.fullmatch(line)
    return m[1].lower() if m else ""


def _value(line: str) -> str:
    m = _LABEL.fullmatch(line)
    return m[2].strip() if m else ""


def _labelled(lines: Sequence[str]) -> dict[str, str]:
    """Author and headline where a label names them; "By " before a name is no part of it."""
    author = next((_value(line) for line in lines if _label(line) == "byline"), "")
    title = next((_value(line) for line in lines if _label(line) == "headline"), "")
    author = author[3:].strip() if author[:3].lower() == "by " else author
    return {field: value for field, value in (("author", author), ("title", title)) if value}


def _is_capital(line: str) -> bool:
    return line.partition(":")[0].isupper()


def _first(lines: Sequence[Line], text: str) -> int | None:
    return next((n for n, line in enumerate(lines) if line.text.lower() == text), None)


def _alike(one: str, other: str) -> bool:
    """Whether two headlines are the same but for case, marks and space; a list cuts long ones."""
    a, b = ("".join(c for c in told.lower() if c.isalnum())[:60] for told in (one, other))
    return bool(a) and a == b
