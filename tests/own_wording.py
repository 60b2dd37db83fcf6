"""Our own wording on a sheet: what is not the words of an article, which stand in `bdi`, in quotations or where dir="auto"."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_SENTENCE = re.compile(r"[^.?!]*[^\W\d_][^.?!]*[.?!]")


class OwnWording(HTMLParser):
    """Whole sentences of paragraphs, cells and items that we worded; what an article says within one is left out."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, bool]] = []
        self._block: list[str] = []
        self.sentences: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag not in {"meta", "br"}:
            self._open.append((tag, tag in {"bdi", "blockquote", "style", "title"} or dict(attrs).get("dir") == "auto"))

    def handle_data(self, data):
        if not any(theirs for _, theirs in self._open):
            self._block.append(data)

    def handle_endtag(self, tag):
        self._open.pop()
        if tag in {"p", "td", "th", "li", "h1", "h2", "h3"}:
            self.sentences += _SENTENCE.findall(" ".join("".join(self._block).split()))
            self._block = []
