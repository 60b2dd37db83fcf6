"""The records at the seams, and their JSON.

Every record is frozen. A `Comparison` holds everything said about one event; each output (page, lesson, score, table)
is a pure function of it. Spans are characters into `Article.text` exactly as it was given, end exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SCHEMA = 2
"""Number of the JSON form. History:
1  first form: event, articles, statements, accounts, points, cells, contrasts, copies, set-aside rows, method.
2  `differences`: two statements of one point that tell the same matter differently; the `spans` of a point, the `chance` of a
   cell, the `references` of a statement, the `words` and the `target` of a contrast; the `excerpt` of an article and of an
   account, which older files lack.
"""

TOO_LITTLE = "too little text to say"
"""The note of a difference that has no number because an account is too short for one."""

Span = tuple[int, int]
Mode = Literal["voice", "direct", "mixed", "indirect"]
View = Literal["source", "side"]
Kind = Literal[
    "emphasis", "omission", "wording", "tone", "frame", "agency", "commitment", "conflict", "cross-attribution"
]
Differing = Literal["polarity", "number", "role"]
Found = Literal["told", "not found", "cannot tell"]


@dataclass(frozen=True, slots=True)
class Article:
    """One document as given. `guessed` names the fields that were read out of the text or the file name, not given."""

    id: str
    source: str
    text: str
    title: str = ""
    date: str | None = None  # ISO 8601 date or date-time
    url: str | None = None
    language: str | None = None  # BCP 47
    event: str | None = None  # the event given with the row, if any
    origin: str = ""  # where it was read: file, row, story
    guessed: tuple[str, ...] = ()
    excerpt: str = ""  # why the text is only a part of the article; "" where nothing says so


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that was not used, with where it stands and why, in words."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to have said it: holder, cue, content.

    `holder` is the resolved name ("Putin" for "he"), empty when nobody is named; `holder_span` and `cue_span` are None when
    the holder or cue is carried over from an earlier sentence. `resolved` says how the name was found: "named", "pronoun",
    "role", "short name", "joint", "carried", "document", "unresolved". `confidence` is in 0..1.
    """

    holder: str
    holder_span: Span | None
    cue_span: Span | None
    content_span: Span
    resolved: str = "named"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Reference:
    """Characters `start` to `end` of an article stand for `antecedents`, earlier spans of it: one, or the two of a pair."""

    start: int
    end: int
    antecedents: tuple[Span, ...]
    kind: Literal["pronoun", "noun", "pair", "event"]


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Statement:
    """The smallest piece of an article that is compared: a sentence. `attributions` run from the outermost inwards.

    `side` is whom the outermost holder speaks for; None in a news article's own voice. `parts` are attributions that hold
    for a part of the statement only ("… after his pledge to build a wall"): they decide neither mode nor side. `references` are
    its words that stand for something said before it ("it", "the waterway"), where that is safe.
    """

    id: str
    article: str
    start: int
    end: int
    text: str
    paragraph: int
    mode: Mode = "voice"
    side: str | None = None
    headline: bool = False
    attributions: tuple[Attribution, ...] = ()
    parts: tuple[Attribution, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def words(self) -> int:
        """Words between white space; at least one."""
        return max(1, len(self.text.split()))


@dataclass(frozen=True, slots=True)
class Event:
    """What the articles tell about. `label` is words of the texts; dates are the first and last of the articles'."""

    id: str
    label: str
    articles: tuple[str, ...]
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """The event as one teller tells it: a column of the comparison.

    `words` counts the words of its statements; `voice` counts those in the teller's own voice (0 for a side). `excerpt`: all
    of them stand in articles of which only a part was read, so that what it does not tell may stand in the rest.
    """

    id: str
    view: View
    name: str
    statements: tuple[str, ...]
    words: int
    voice: int = 0
    excerpt: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A matter an account can stress or leave out. `headline` is the statement that tells it best.

    `spans` holds, for each of `statements`, the characters of its article that speak to the point: the whole statement, or the
    one of its propositions that the point's other statements tell too.
    """

    id: str
    label: str
    statements: tuple[str, ...]
    headline: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its 95% interval and what it was counted on; `low <= value <= high`.

    `p` is how likely chance alone shows so much anywhere in the view, None where it was not or cannot be tested. `floor` is how
    large the same measure is between the odd and the even paragraphs of the account itself: what is not above it is no news.
    """

    value: float
    low: float
    high: float
    unit: str
    n: int
    p: float | None = None
    floor: float | None = None


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether an account speaks to a point, the chance that it does (None where nobody else speaks to it), and its nearest
    statement with the cosine to the nearest of the point's (None where it has none with a content word)."""

    found: Found
    chance: float | None = None
    closest: str | None = None
    similarity: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One account on one point. `first` is the place of first mention, 1 = opens the account, 0 = ends it.

    `share` is None where the point is not told, and where the account has too few words for a share to mean anything.

    `chance` is how surely the account speaks to the point, judged by what the others say of it; None where no other does.
    When nothing is told, `closest` is the account's nearest statement and `similarity` its cosine, so a reader can judge.
    """

    account: str
    point: str
    found: Found
    statements: tuple[str, ...]
    share: Estimate | None = None  # share of the account's words
    first: float | None = None
    closest: str | None = None
    similarity: float | None = None
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class Contrast:
    """One difference between accounts, with the statements that show it.

    `accounts` names the account it is about first, then those it is measured against. `note` is "" or a caution such as
    "too little text to say". `words` are phrases of the texts that differ, one for each of `evidence` ("" where one has
    none); () where none are told. `target` is what a tone, an agency, a frame, a naming or a cross-attribution is about: a name
    as the texts have it, a side, the name of a frame, a word; "" for the other kinds.
    """

    id: str
    kind: Kind
    view: View
    point: str | None
    accounts: tuple[str, ...]
    estimate: Estimate | None
    evidence: tuple[str, ...]
    note: str = ""
    words: tuple[str, ...] = ()
    target: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Two statements of one point that tell the same matter differently, so that they are never one claim.

    `spans` are the characters that differ, each in the article of its statement: the predicate with what denies it, the two
    numbers, the two who act. It may be a conflict or not: what one denies, another may only have been said to affirm.
    """

    point: str
    kind: Differing
    statements: tuple[str, str]
    spans: tuple[Span, Span]


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that repeats another; it is shown and not counted. `shared` is the share of its 5-word runs in the other."""

    article: str
    of: str
    shared: float


@dataclass(frozen=True, slots=True)
class ModelCard:
    """A model that was used: its name, version and the sha256 of its weights."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Method:
    """How the comparison was made: enough to make it again."""

    version: str
    models: tuple[ModelCard, ...]
    settings: dict[str, float | int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything about one event. Ids of statements, points and accounts are unique within it."""

    schema: int
    event: Event
    articles: tuple[Article, ...]
    statements: tuple[Statement, ...]
    accounts: tuple[Account, ...]
    points: tuple[Point, ...]
    differences: tuple[Difference, ...]
    cells: tuple[Cell, ...]
    contrasts: tuple[Contrast, ...]
    copies: tuple[Copy, ...]
    set_aside: tuple[SetAside, ...]
    method: Method

    def to_json(self) -> str:
        """The comparison as JSON text, as `framing.to_json` gives it."""
        return to_json(self)

    def to_html(self, *, accuracy: Sequence[Mapping[str, object]] | None = None) -> str:
        """The page: one HTML file that asks nothing of the network.

        `accuracy`: rows of "what", "figure", "on", "beside"; None is what was measured of this version, () leaves it out.
        """
        from framing import measured, report

        return report.page(self, accuracy=measured.card() if accuracy is None else accuracy)

    def to_markdown(self, *, accuracy: Sequence[Mapping[str, object]] | None = None) -> str:
        """The comparison as Markdown, CommonMark with tables. `accuracy` as in `to_html`."""
        from framing import markdown, measured

        return markdown.text(self, measured.card() if accuracy is None else accuracy)

    def _repr_html_(self) -> str:
        """What a notebook shows: title, counts, who tells what, in plain tables.

        Not the page: its style would reach the notebook's own, and in a frame its whole size would lie in every saved cell.
        """
        from framing import notebook

        return notebook.summary(self)


def to_json(comparison: Comparison) -> str:
    """The comparison as JSON text, indented, keys in the order of the records; equal comparisons give equal bytes."""
    return _adapter().dump_json(comparison, indent=1).decode() + "\n"


def from_json(text: str | bytes) -> Comparison:
    """The comparison written by `to_json`. Unknown fields and another schema number are refused.

    Raises `NothingUsable` with the first fault and its place.
    """
    from pydantic import ValidationError

    from framing.errors import NothingUsable

    try:
        comparison = _adapter().validate_json(text)
    except ValidationError as fault:
        _refuse_other_schema(_schema_of(text))
        first = fault.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the whole text"
        raise NothingUsable(f"not a comparison this version can read: {first['msg']} at {place}") from None
    _refuse_other_schema(comparison.schema)
    return comparison


def _schema_of(text: str | bytes) -> object:
    """The schema number that a text which is no comparison of this version gives; ours when it gives none."""
    from pydantic_core import from_json as values

    try:
        found = values(text)
    except ValueError:
        return SCHEMA
    return found.get("schema", SCHEMA) if isinstance(found, dict) else SCHEMA


def _refuse_other_schema(number: object) -> None:
    from framing.errors import NothingUsable

    if number != SCHEMA:
        raise NothingUsable(f"this comparison has schema {number}, this version reads {SCHEMA}: compare the articles again")


def plain(record: Any) -> Any:
    """A record as dicts, lists, strings and numbers, for one line of JSON."""
    from pydantic import TypeAdapter

    return TypeAdapter(type(record)).dump_python(record, mode="json")


@cache
def _adapter() -> TypeAdapter[Comparison]:
    from pydantic import ConfigDict, TypeAdapter, with_config

    for record in (Article, SetAside, Attribution, Reference, Statement, Event, Account, Point, Difference, Estimate, Cell,
                   Contrast, Copy, ModelCard, Method, Comparison):  # fmt: skip
        with_config(ConfigDict(extra="forbid", strict=False, ser_json_inf_nan="null"))(record)
    return TypeAdapter(Comparison)
