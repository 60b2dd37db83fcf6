"""Templates to text: the Jinja environment and the few things a page needs to be safe.

Every value is escaped and freed of marks that turn the direction of writing, a missing one is an error, and only http and
https addresses become links.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

_PLAIN_ID = re.compile(r"[A-Za-z0-9/_-]{1,80}")
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9_-]+")
_TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f]")


def render(template: str, **values: object) -> str:
    """The text of a file in framing/templates, filled with `values`."""
    return _environment().get_template(template).render(**values)


def words(template: str, macro: str, *values: object) -> tuple[str, ...]:
    """What a macro says, line by line and without its marks: the page's own wording, for outputs that are not HTML.

    The lines are words as they were given, to be escaped anew by whoever writes them.
    """
    said = getattr(_environment().get_template(template).module, macro)(*values)
    return tuple(line for line in (part.striptags() for part in said.splitlines()) if line)


def upright(value: Any) -> Any:
    """Text without embeddings, overrides and isolates (UAX #9: U+202A to U+202E, U+2066 to U+2069); anything else as it is.

    One of them left open turns the words behind it: a name could rewrite the line it stands in.
    """
    return value.translate(_TURNS) if isinstance(value, str) else value


def turns(text: str) -> bool:
    """Whether a text holds a mark that `upright` leaves out."""
    return any(ord(c) in _TURNS for c in text)


def anchor(kind: str, name: str) -> str:
    """An element id for any text: `kind` and the name made of letters, digits, `.`, `_` and `-`.

    Two different names never share an anchor: a name that holds anything else carries the start of its hash, after `..`.
    """
    if _PLAIN_ID.fullmatch(name) and "//" not in name:
        return f"{kind}-{name.replace('/', '.')}"
    plain = _NOT_PLAIN.sub("-", name)[:40].strip("-")
    return f"{kind}-{plain}..{hashlib.sha256(name.encode('utf-8', 'backslashreplace')).hexdigest()[:12]}"


def link(url: str | None) -> str | None:
    """The address when it is plain http or https to a named host, else None: anything else is shown as text."""
    if not url or turns(url) or _CONTROL.search(url) or not url.lower().startswith(("http://", "https://")):
        return None
    try:
        return url if urlsplit(url).hostname else None
    except ValueError:
        return None


def file_link(name: str) -> str:
    """A relative address of a file in the same folder."""
    return "./" + quote(name)


def inlined(template: str) -> str:
    """A style or script that a page holds whole, as its Content-Security-Policy names it: "sha256-…" (CSP level 3, 2.3.1).

    The page must set the text between the tags with nothing beside it: `<script>{% include "page.js" %}</script>`.
    """
    return "sha256-" + base64.b64encode(hashlib.sha256(render(template).encode()).digest()).decode()


def percent(share: float) -> str:
    """A share as a reader says it: 0.324 → "32%", 0.004 → "<1%"."""
    return "<1%" if 0 < share < 0.005 else f"{share * 100:.0f}%"


def count(n: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 point", "1,204 points"."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def ordinal(n: int) -> str:
    """A place as a reader says it: 1 → "1st", 12 → "12th"."""
    ending = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("framing"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=upright,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Any] = {"anchor": anchor, "count": count, "file_link": file_link, "inlined": inlined, "link": link,
                               "ordinal": ordinal, "percent": percent}  # fmt: skip
    environment.filters.update(filters)
    return environment
