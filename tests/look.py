"""Pictures of pages for a person to look at: `python -m tests.look FOLDER PAGE...`, three widths, by day and by night.

Each picture is cut into pieces of at most `TALL` pixels, so that it can be looked at whole.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser import chromium

WIDTHS = (320, 768, 1440)
SCHEMES = ("light", "dark")
TALL = 2400
PIECES = 6
"""Pieces of one page at most: the rest repeats what they show."""


def take(browser: Browser, address: str, stem: str, folder: Path) -> None:
    """Writes `stem`-WIDTH-SCHEME-PIECE.png for each width and scheme."""
    for width in WIDTHS:
        for scheme in SCHEMES:
            page = browser.new_page(viewport={"width": width, "height": TALL}, color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(address)
            high = page.evaluate("document.documentElement.scrollHeight")
            for piece in range(min(PIECES, -(-high // TALL))):
                clip = {"x": 0, "y": piece * TALL, "width": width, "height": min(TALL, high - piece * TALL)}
                name = f"{stem}-{width}-{scheme}-{piece + 1}.png"
                page.screenshot(path=folder / name, full_page=True, clip=clip)  # type: ignore[arg-type]
            page.close()


def main() -> None:
    folder, *pages = map(Path, sys.argv[1:])
    folder.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for page in pages:
            take(browser, page.resolve().as_uri(), page.stem, folder)


if __name__ == "__main__":
    main()
