"""How much of one input is read, each bound once, with its unit and its reason. A note is left wherever one bites."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated

from framing.ranges import Range


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep one hostile or mistaken file from taking the machine."""

    file_bytes: int = 50_000_000
    """Bytes of a file that is read whole (text, HTML, Word); tables, lines of JSON and Parquet are read piece by piece."""

    article_characters: int = 200_000
    """Characters of one article: some 30,000 words, the longest magazine piece; what follows is cut off and noted."""

    article_statements: int = 2_000
    """Statements of one article that are compared; what follows is left out and noted."""

    html_seconds: float = 8.0
    """Seconds after which finding the article in a web page is given up."""

    archive_members: int = 20_000
    """Files in one archive."""

    archive_bytes: int = 1_000_000_000
    """Bytes of all that is unpacked from one archive."""

    archive_ratio: int = 200
    """Unpacked bytes for one packed byte; text is packed to a tenth, a bomb to a thousandth."""

    event_accounts: Annotated[int, Range(2)] = 60
    """Accounts of one event: what a page can show and memory holds; the shortest beyond it are left out and noted."""

    event_seconds: float = 600.0
    """Seconds after which `score` gives an event up: ten times what 700 statements of 24 sources take."""

    fetch_seconds: float = 30.0
    """Seconds for one page of the network with its redirects: an honest server needs three."""

    fetch_redirects: Annotated[int, Range(0)] = 5
    """Redirects that are followed for one page, as many as RFC 9309 asks for robots.txt."""

    fetch_pause: Annotated[float, Range(0)] = 1.0
    """Seconds between two requests to one host, so that reading a list of pages is no burden to it."""


DEFAULT = Limits()


def recorded(limits: Limits) -> dict[str, float | int | str]:
    """The limits that are not the default, for the record of a run: by name, with "limits." before it."""
    usual = asdict(DEFAULT)
    return {f"limits.{name}": value for name, value in asdict(limits).items() if value != usual[name]}
