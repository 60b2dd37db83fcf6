"""Which column means what: the names of real exports, the names seen elsewhere, and a user's own before both.

An export is recognised by names that only its header has; what was taken for what is told in one sentence, so that nothing is
guessed silently. The names are those of each export's documentation or code (Baly et al. 2020, Qbias, NewsAPI, Media Cloud,
minet, GDELT 2.0 and GKG 2.1, newspaper4k, trafilatura, fundus, the UCI news aggregator, All the News 2, mediastack,
LexisNexisTools).
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from framing.errors import UsageError

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("doc_id", "docid", "article_id", "stories_id", "guid", "id"),
    "event": ("event_id", "event"),
    "source": (
        "source", "source_name", "source.name", "publication", "publisher", "outlet", "newspaper", "media_name",
        "sitename", "meta_site_name", "sourcecommonname", "hostname", "domain",
    ),
    "title": ("title", "headline"),
    "text": (
        "text", "content", "body", "article", "plaintext", "full_text", "fulltext", "article_text", "raw_text",
    ),
    "date": (
        "date", "publish_date", "published_at", "publishedat", "publishing_date", "date_published", "date_publish",
        "publish_time", "published", "pubdate", "seendate",
    ),
    "url": ("url", "link", "canonical_link", "source_url"),
    "language": ("language", "lang"),
    "author": ("author", "authors", "byline"),
    "summary": (),
    "timestamp": (),
}  # fmt: skip
"""Names a column may carry, compared without case and surrounding space, the first found taken. Nothing else is guessed.

For the text alone two names side by side are a question, not a choice, unless one of them is `text` itself. `summary` stands
in, as an excerpt, where a row has no text, and `timestamp` is a date in milliseconds since 1970: both only where an export is
known to have them, or a user says so.
"""

FIELDS = tuple(COLUMNS)

Columns = Callable[[Sequence[str], str], Mapping[str, str]]
"""A header and where it stands -> our field of each of its columns that has one."""

PLAIN = frozenset({*FIELDS, "doc_id", "event_id"})
"""Columns that are called what they are: nothing needs to be said of them."""


@dataclass(frozen=True, slots=True)
class Export:
    """A program's table. `known_by` are names that together no other header has; `columns` its names of our fields, the first
    found taken."""

    name: str
    known_by: frozenset[str]
    columns: Mapping[str, tuple[str, ...]]


def _export(name: str, known_by: str, **columns: str) -> Export:
    return Export(name, frozenset(known_by.split()), {field: tuple(names.split()) for field, names in columns.items()})


EXPORTS: tuple[Export, ...] = (
    _export("AllSides, Baly et al.", "content_original bias_text", id="id", source="source", title="title",
            text="content_original content", date="date", url="url", author="authors"),
    _export("Qbias", "heading tags bias_rating", event="title", title="heading", source="source", text="text", url="url link",
            date="date"),
    _export("NewsAPI", "urltoimage publishedat", source="source.name source_name source", author="author", title="title",
            summary="description", url="url", date="publishedat", text="content"),
    _export("Media Cloud by minet", "stories_id processed_stories_id", id="stories_id", title="title", url="url",
            language="language", date="publish_date", source="media_name"),
    _export("Media Cloud", "media_name indexed_date", id="id", title="title", url="url", language="language",
            date="publish_date", source="media_name"),
    _export("GDELT DOC 2.0", "seendate domain", url="url", title="title", date="seendate", source="domain",
            language="language"),
    _export("GDELT GKG 2.1", "gkgrecordid documentidentifier", id="gkgrecordid", date="date", source="sourcecommonname",
            url="documentidentifier"),
    _export("newspaper4k", "read_more_link meta_site_name", url="url", title="title", author="authors", date="publish_date",
            source="meta_site_name", language="language", text="text"),
    _export("trafilatura", "fingerprint hostname", source="sitename source-hostname hostname", title="title", author="author",
            date="date", url="url source", text="text raw_text", id="id", language="language"),
    _export("fundus", "publishing_date free_access", title="title", text="plaintext body", author="authors",
            date="publishing_date", source="publisher", url="url", language="lang language"),
    _export("Kaggle news aggregator", "story hostname timestamp", id="id", title="title", url="url", source="publisher",
            event="story", timestamp="timestamp"),
    _export("All the News", "publication section article", date="date", author="author", title="title", text="article",
            url="url", source="publication"),
    _export("mediastack", "published_at category country", author="author", title="title", summary="description", url="url",
            source="source", language="language", date="published_at"),
    _export("LexisNexisTools", "newspaper headline section", id="id", source="newspaper", date="date", author="author byline",
            title="headline", text="article body text"),
)  # fmt: skip
"""Exports known by their header, the narrower before the wider."""


@dataclass(frozen=True, slots=True)
class Headerless:
    """An export whose table has no header: the names of its cells in their order, and what stands for nothing in one."""

    name: str
    header: tuple[str, ...]
    nothing: str = ""


TRAFILATURA = Headerless("trafilatura", (
    "url", "id", "fingerprint", "hostname", "title", "image", "date", "text", "comments", "license", "pagetype",
), nothing="null")  # fmt: skip

GKG = Headerless("GDELT GKG 2.1", (
    "GKGRECORDID", "DATE", "SourceCollectionIdentifier", "SourceCommonName", "DocumentIdentifier", "Counts", "V2Counts",
    "Themes", "V2Themes", "Locations", "V2Locations", "Persons", "V2Persons", "Organizations", "V2Organizations", "V2Tone",
    "Dates", "GCAM", "SharingImage", "RelatedImages", "SocialImageEmbeds", "SocialVideoEmbeds", "Quotations", "AllNames",
    "Amounts", "TranslationInfo", "Extras",
))  # fmt: skip


def headerless(cells: Sequence[str]) -> Headerless | None:
    """The export whose first row, parted by tabs, `cells` are, if they are no header."""
    if len(cells) == len(GKG.header) and cells[0][:14].isdecimal() and cells[1].isdecimal() and len(cells[1]) == 14:
        return GKG
    if len(cells) == len(TRAFILATURA.header) and (cells[0].startswith("http") or cells[0] == TRAFILATURA.nothing):
        return TRAFILATURA
    return None


# --- a header read ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a header was taken for: our field of each column that has one, as the column is written; the export it is known as;
    and the columns that might have held a field too and were not taken."""

    fields: Mapping[str, str]
    export: str = ""
    passed_over: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """ "NewsAPI: source.name -> source, publishedAt -> date; not taken: url"; "" where every name says what it is."""
        pairs = [f"{_shown(name)} -> {field}" for name, field in self.fields.items()]
        if not self.export and not self.passed_over and all(name.strip().lower() in PLAIN for name in self.fields):
            return ""
        rest = f"; not taken: {', '.join(map(_shown, self.passed_over))}" if self.passed_over else ""
        return f"{', '.join(pairs)}{rest}"


def mapped(header: Sequence[str], where: str, own: Mapping[str, str]) -> Mapped:
    """Our field for each column of `header` that has one, `own` (column by field) before all else.

    A column of `own` that is not in the header is passed by. Raises `UsageError` when two columns may hold the text.
    """
    export = export_of(header)
    fields: dict[str, str] = {}
    over: list[str] = []
    chosen = {field: name for field, wanted in own.items() if (name := column(header, wanted)) is not None}
    for field in FIELDS:
        if field in own:
            if field in chosen:
                fields[chosen[field]] = field
            continue
        names = [name for name in _candidates(header, field, export) if name not in fields and name not in chosen.values()]
        if field == "text" and not export:
            _refuse_two_texts(names, where)
        if names:
            fields[names[0]] = field
            over += names[1:]
    return Mapped(fields, export.name if export else "", tuple(n for n in dict.fromkeys(over) if n not in fields))


def export_of(header: Sequence[str]) -> Export | None:
    """The export that a header is known as."""
    names = {name.strip().lower() for name in header}
    return next((one for one in EXPORTS if one.known_by <= names), None)


def column(header: Sequence[str], wanted: str) -> str | None:
    """The column of `header` called `wanted`: to the letter, else without case and surrounding space."""
    if wanted in header:
        return wanted
    return next((name for name in header if name.strip().lower() == wanted.strip().lower()), None)


def refuse_missing(own: Mapping[str, str], header: Sequence[str], where: str) -> None:
    """Raise `UsageError` for a column that a user named and that is nowhere in the header."""
    for field, wanted in own.items():
        if column(header, wanted) is None:
            there = ", ".join(_shown(name) for name in list(header)[:40]) or "none"
            raise UsageError(f"--map {field}={wanted}: {where} has no column {wanted!r}; its columns are {there}")


def refuse_twice(header: Sequence[str], where: str) -> None:
    """Raise `UsageError` for a column that we know and that stands twice in the header."""
    twice = [name for name, n in Counter(name.strip().lower() for name in header).items() if n > 1 and known(name)]
    if twice:
        raise UsageError(f"{where}: the column {twice[0]!r} stands twice in the header; rename or remove one of them")


def known(name: str) -> list[str]:
    """The fields of `COLUMNS` that a column of this name may hold."""
    return [field for field, names in COLUMNS.items() if name.strip().lower() in names]


def named(header: Sequence[str], field: str) -> list[str]:
    """The columns of `header` that may hold `field` by their name alone, best first."""
    return _ranked(header, COLUMNS[field])


def _candidates(header: Sequence[str], field: str, export: Export | None) -> list[str]:
    """The columns that may hold a field: as the export has it, then by name alone."""
    first = _ranked(header, export.columns.get(field, ())) if export else []
    return [*first, *(name for name in named(header, field) if name not in first)]


def _ranked(header: Sequence[str], names: Sequence[str]) -> list[str]:
    rank = {name: n for n, name in enumerate(names)}
    return sorted((name for name in header if name.strip().lower() in rank), key=lambda n: rank[n.strip().lower()])


def _refuse_two_texts(names: Sequence[str], where: str) -> None:
    if len(names) > 1 and names[0].strip().lower() != "text":
        shown = " and ".join(repr(name) for name in names)
        raise UsageError(
            f"{where}: the columns {shown} may both hold the text; name the right one 'text', or say --map text={names[0]}"
        )


def _shown(name: str) -> str:
    """A column's name as it may stand in a sentence."""
    plain = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in name[:40])
    return plain if plain.strip() and "," not in plain else repr(plain)


def fields(mapping: Mapping[str, str], values: Mapping[str, str]) -> dict[str, str]:
    """A row's values by our fields."""
    found = {mapping[name]: value for name, value in values.items() if name in mapping}
    if found.get("source", "").startswith("{"):
        found["source"] = _name_in(found["source"])
    return found


def _name_in(value: str) -> str:
    """The name in a source that a table holds as it was written in Python: "{'id': None, 'name': 'The Post'}"."""
    try:
        source = ast.literal_eval(value) if len(value) < 500 else None
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return value
    name = source.get("name") if isinstance(source, dict) else None
    return name if isinstance(name, str) and name else value
