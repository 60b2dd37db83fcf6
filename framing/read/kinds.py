"""Which reader reads a file: by its ending, else by its look."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from zipfile import BadZipFile

from framing.read import archives, docx, encodings, html, json_lines, mapping, parquet, tables, texts
from framing.read.asked import Asked
from framing.read.given import Given
from framing.read.rows import Row
from framing.records import SetAside

TOLD = 5
"""Ways of reading the columns of one file that are told one by one: lines of JSON may each have their own."""

NO_TEXT = "no column holds a text: fetch the pages of its urls with --fetch"

OWN_PAPERS = ("readme", "source", "sources", "license", "licence", "notice", "changelog", "citation")
"""Names, without an ending or with .md or .cff, of a folder's own papers: they are no articles. `source.txt` is one."""

Reader = Callable[[Given, Asked], Iterator[Row | SetAside]]


def rows(given: Given, asked: Asked) -> Iterator[Row | SetAside]:
    """The rows of a file. Raises `UsageError` where its columns are not clear, or a column that the user named is nowhere.

    What cannot be opened, or breaks off, is set aside with the reason.
    """
    if given.suffix and given.suffix not in READERS:
        yield not_read(given.where, given.suffix)
        return
    try:
        reader = READERS[given.suffix] if given.suffix else _by_look(given)
        yield from reader(given, asked)
    except OSError as fault:
        yield SetAside(given.where, f"cannot be read ({fault.strerror or fault}); check that it is whole and yours to open")
    except (EOFError, zlib.error, BadZipFile) as fault:
        yield SetAside(given.where, f"breaks off or is damaged ({fault}); get it anew")


def own_paper(stem: str, suffix: str) -> bool:
    """Whether a file in a folder or an archive tells of the others and is no article."""
    return stem.lower() in OWN_PAPERS and suffix.lower() in ("", ".md", ".cff")


def not_read(where: str, suffix: str) -> SetAside:
    """A file of a kind that is not read."""
    shown = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in suffix)
    ending = f"files ending in {shown}" if suffix else "files without an ending"
    return SetAside(where, f"{ending} are not read; save it as one of {', '.join(READERS)}")


def _by_look(given: Given) -> Reader:
    """An archive, a web page, JSON, a table whose header names a column of text beside others, or one article."""
    with given.open() as raw:
        head = raw.read(60)
    if b"[Content_Types].xml" in head:  # a document of Word is a .zip too
        return READERS.get(".docx", _texts)
    if head.startswith((*archives.ZIP, *archives.GZIP)):
        return _archives
    encoding = encodings.survey(given)
    if encoding.fault:
        return _texts
    with encodings.text(given, encoding) as stream:
        begin = stream.read(encodings.SAMPLE).lstrip()
    if begin[:20].lower().startswith(("<!doctype html", "<html")):
        return _pages
    if begin.startswith("["):
        return _json
    first = begin.partition("\n")[0]
    if begin.startswith("{"):
        return _json_lines if first.rstrip().endswith("}") else _json
    return _tables if tables.looks_like_one(first) else _texts


# --- columns ----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Header:
    """What is asked of the columns of one file, and what was said of them."""

    given: Given
    asked: Asked
    strict: bool  # one header for all rows: a column that the user named must be in it
    said: list[str] = field(default_factory=list)
    seen: dict[str, None] = field(default_factory=dict)
    known: dict[tuple[str, ...], Mapping[str, str]] = field(default_factory=dict)

    def columns(self, header: Sequence[str], where: str) -> Mapping[str, str]:
        """Our field of each column; told once where names do not say what they are."""
        names = tuple(header)
        if names not in self.known:
            if self.strict:
                mapping.refuse_missing(self.asked.columns, header, where)
            mapped = mapping.mapped(header, where, self.asked.columns)
            self._tell(mapped)
            if len(self.known) > 1000:
                self.known.clear()
            self.known[names] = mapped.fields
            self.seen.update(dict.fromkeys(names[: max(0, 1000 - len(self.seen))]))
        return self.known[names]

    def _tell(self, mapped: mapping.Mapped) -> None:
        textless = bool(mapped.export) and not {"text", "summary"} & set(mapped.fields.values())
        told = "; ".join(filter(None, (mapped.told, NO_TEXT if textless and self.asked.fetch is None else "")))
        export = f" ({mapped.export})" if mapped.export else ""
        sentence = f"columns of {self.given.where}{export}: {told}"
        if told and sentence not in self.said and len(self.said) <= TOLD:
            self.said.append(sentence)
            more = f"columns of {self.given.where}: other rows have others still"
            self.asked.say(sentence if len(self.said) <= TOLD else more)


def _texts(given: Given, asked: Asked) -> Iterator[Row | SetAside]:
    return texts.rows(given, asked.limits)


def _archives(given: Given, asked: Asked) -> Iterator[Row | SetAside]:
    """The rows of each file in an archive."""
    for member in archives.members(given, asked.limits):
        if isinstance(member, SetAside):
            yield member
        elif not own_paper(member.stem, member.suffix):
            yield from rows(member, asked)


def _pages(given: Given, asked: Asked) -> Iterator[Row | SetAside]:
    return html.rows(given, asked.limits)


def _tables(given: Given, asked: Asked) -> Iterator[Row | SetAside]:
    return tables.rows(given, asked.limits, _Header(given, asked, strict=True).columns)


def _docx(given: Given, asked: Asked) -> Iterator[Row | SetAside]:
    return docx.rows(given, asked.limits)


def _parquet(given: Given, asked: Asked) -> Iterator[Row | SetAside]:
    return parquet.rows(given, asked.limits, _Header(given, asked, strict=True).columns)


def _json_lines(given: Given, asked: Asked) -> Iterator[Row | SetAside]:
    header = _Header(given, asked, strict=False)
    yield from json_lines.rows(given, asked.limits, header.columns)
    _refuse_missing(header)


def _json(given: Given, asked: Asked) -> Iterator[Row | SetAside]:
    header = _Header(given, asked, strict=False)
    yield from json_lines.whole(given, asked.limits, header.columns)
    _refuse_missing(header)


def _refuse_missing(header: _Header) -> None:
    """Lines of JSON may each lack a column that the user named, not all of them."""
    if header.seen:
        mapping.refuse_missing(header.asked.columns, list(header.seen), header.given.where)


READERS: Mapping[str, Reader] = {
    ".txt": _texts, ".md": _texts, ".jsonl": _json_lines, ".ndjson": _json_lines, ".json": _json, ".csv": _tables,
    ".tsv": _tables, ".parquet": _parquet, ".docx": _docx, ".html": _pages, ".htm": _pages, ".xhtml": _pages, ".zip": _archives,
    ".gz": _archives,
}  # fmt: skip
"""How each kind of file is read, by its ending."""
