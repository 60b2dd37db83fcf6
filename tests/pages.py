"""A page taken apart with the standard library's parser, for tests of what it may and may not hold."""

from __future__ import annotations

from html.parser import HTMLParser
from importlib.resources import files

SCRIPT = files("framing").joinpath("templates", "page.js").read_text().removesuffix("\n")
"""The one script a page may hold."""

VOID = {"meta", "br", "hr", "img", "link", "input"}


class Page(HTMLParser):
    """Tags, attributes, and the text of each element that closes: `texts(tag)`."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[tuple[str, list[str]]] = []
        self.runs: list[tuple[str, tuple[str, ...]]] = []  # each run of text, with the elements it stands in
        self._texts: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append((tag, []))

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.runs.append((data, tuple(name for name, _ in self._open)))
        for _, words in self._open:
            words.append(data)

    def handle_endtag(self, tag):
        name, words = self._open.pop()
        assert name == tag, f"<{name}> is closed by </{tag}>"
        self._texts.append((tag, "".join(words)))

    def texts(self, tag: str) -> list[str]:
        return [" ".join(text.split()) for name, text in self._texts if name == tag]

    def scripts(self) -> list[str]:
        """The text of each script, to the letter."""
        return [text for text, within in self.runs if within and within[-1] == "script"]

    def values(self, attribute: str) -> list[str]:
        return [attrs[attribute] or "" for _, attrs in self.tags if attribute in attrs]
