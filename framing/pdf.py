"""The page on paper: its own HTML, laid out as PDF with a style sheet for print, without a browser and without the network.

Needs the extra `pdf` (WeasyPrint) and the system library Pango, which are opened at the first use.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn

from framing.errors import ExtraMissing
from framing.render import render

COLOURS = ("#0b6e69", "#95570a", "#77498a", "#4b5a6b", "#5c6100", "#93465e")
"""The colours of accounts on paper, as `page.css` has them on the screen in the light."""

FAINT = "#d8d2c5"
"""The colour of what lies behind: tracks and grids."""

LETTERS = 'font-size="9" text-anchor="middle"'
"""How the numbers of an axis are set."""

LABELS = {"first": 'font-size="12" text-anchor="end"', "last": 'font-size="12" text-anchor="start"'}
"""How the labels beside the first and the last upright of the order of telling are set."""

_DRAWN = re.compile(r'class="(?:[a-z ]*\b)?c([0-5])\b[^"]*"|class="(fill|dot|range|track|grid|link|node)"')

MEND = "pip install 'framing[pdf]', and on Debian or Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0"


def check() -> None:
    """Raise `ExtraMissing` when a PDF cannot be written here: no WeasyPrint, or none of the libraries below it."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        raise ExtraMissing(f"--format pdf needs WeasyPrint and Pango: {MEND}") from None


def pdf(page: str) -> bytes:
    """A page made by `report.page` as the bytes of a tagged PDF file, for A4. Raises `ExtraMissing` as `check` does."""
    return _laid_out(painted(page).replace("</style>", f"{render('print.css')}</style>", 1))


def sheet(page: str) -> bytes:
    """A sheet of a lesson as the bytes of a tagged PDF file, in the size of paper that it names. Raises as `pdf` does."""
    return _laid_out(page)


def _laid_out(page: str) -> bytes:
    check()
    from weasyprint import HTML

    made: bytes = HTML(string=page, url_fetcher=_refusing()).write_pdf(pdf_tags=True)
    return made


def painted(page: str) -> str:
    """The page with the colours of its drawings as attributes: WeasyPrint does not apply the page's style to them.

    Each drawing has the colour of the account that was named last before it.
    """
    colour = COLOURS[0]

    def paint(found: re.Match[str]) -> str:
        nonlocal colour
        account, part = found.groups()
        if account:
            colour = COLOURS[int(account)]
            return f'{found[0]} fill="{colour}"' if "mark" in found[0] else found[0]
        faint = f'stroke="{FAINT}"'
        paints = {"range": f'stroke="{colour}" stroke-width="2.5"', "grid": faint, "track": f'fill="{FAINT}"',
                  "link": f'{faint} stroke-width="1.5"',
                  "node": f'fill="#ffffff" stroke="{colour}" stroke-width="2"'}  # fmt: skip
        fill = f'fill="{colour}"'
        return f"{found[0]} {paints.get(part, fill)}"

    coloured = _DRAWN.sub(paint, page).replace("<text x", f"<text {LETTERS} x")
    for side, how in LABELS.items():
        coloured = coloured.replace(f'<text class="{side}"', f'<text {how} class="{side}"')
    return coloured


def refuse(url: str) -> NoReturn:
    """Open no address at all, on the network or on this machine: the page holds everything it needs."""
    raise ValueError(f"a page opens no address: {url[:80]}")


def _refusing() -> Any:
    from weasyprint.urls import URLFetcher

    class Refusing(URLFetcher):  # type: ignore[misc]
        """What WeasyPrint asks for addresses, made to refuse each."""

        def fetch(self, url: str, headers: object = None) -> NoReturn:
            refuse(url)

    return Refusing()
