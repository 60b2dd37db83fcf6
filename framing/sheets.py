"""A sheet of a lesson as a document: the words of its own HTML as blocks, for formats that are not HTML.

The templates stay the one place where a sheet is worded. Boxes to tick become ☐, lines to write on become underscores.
"""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser

from framing.document import Block, Bullets, Framed, Heading, Paragraph, Quotation, Run, Table, Words

LINE = "_" * 78
"""A line to write on, as wide as a page of A4 or Letter in the style of a paragraph."""

FEW = "_" * 8
"""A gap to fill in within a line: for a number; one for words takes what is left of the line."""

SHORTEST = 10
"""Characters of a gap for words, however full its line."""

_MARKS = {"tick": "☐", "gap": f" {FEW}"}
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3}
_CLOSING = frozenset(",.;:)")
"""Marks that no space stands before, also where one parts what is set apart from what follows."""

_WHOLE = frozenset({"p", "li", "blockquote", "th", "td", *_HEADINGS})
"""Elements whose words are one block or one cell."""


def blocks(page: str) -> tuple[Block, ...]:
    """The blocks of a sheet made by `teach.pack`, in reading order."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return tuple(reader.blocks)


_GAP = "\ufdd0"
"""Stands for a gap for words until the rest of its line is known."""


def _filled(words: Words) -> Words:
    """The words with their gaps as wide as the line leaves room for."""
    text = "".join(run.text for run in words)
    gaps = text.count(_GAP)
    gap = "_" * max(SHORTEST, (len(LINE) - len(text) + gaps) // gaps) if gaps else ""
    return tuple(Run(run.text.replace(_GAP, gap), run.strong, run.url) for run in words)


class _Reader(HTMLParser):
    """Reads our own templates, which close what they open; what stands in the head is no word of the sheet."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._runs: list[Run] = []
        self._open: list[tuple[str, Mapping[str, str | None]]] = []
        self._rows: list[list[Words]] = []
        self._items: list[Words] = []
        self._frame: list[Words] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = dict(attrs)
        kind = had.get("class") or ""
        if tag == "br":
            self._runs.append(Run(" "))
        if tag in {"meta", "br"}:
            return
        self._open.append((tag, had))
        if tag in _WHOLE:
            self._runs = []
        elif tag == "tr":
            self._rows.append([])
        elif tag == "span" and kind == "line":
            self._lead()
            self.blocks.append(Paragraph((Run(LINE),)))
        elif kind == "discuss":
            self._runs.append(Run("[", strong=True))
        elif tag == "span" and kind in _MARKS:
            self._runs.append(Run(_MARKS[kind]))
        elif tag == "i":
            self._runs.append(Run(f" {FEW if kind == 'few' else _GAP} "))

    def handle_data(self, data: str) -> None:
        within = [tag for tag, _ in self._open]
        if "body" not in within or not _WHOLE.intersection(within):
            return
        strong = "b" in within or any(had.get("class") in {"discuss", "num"} for _, had in self._open)
        url = next((had.get("href") or "" for tag, had in self._open if tag == "a"), "")
        self._runs.append(Run(data, strong, url))

    def handle_endtag(self, tag: str) -> None:
        _, had = self._open.pop()
        if had.get("class") == "discuss":
            self._runs.append(Run("]", strong=True))
        if tag == "span" or (tag == "b" and self._open[-1][0] in {"h2", "li"}):
            self._runs.append(Run(" "))
        elif tag in {"th", "td"}:
            self._rows[-1].append(self._words())
        elif tag == "table":
            head, *rows = self._rows
            by_hand = any(not cell for row in rows for cell in row)
            self._lead()
            self.blocks.append(Table(tuple(head), tuple(map(tuple, rows)), by_hand))
            self._rows = []
        elif tag == "ul" and self._items:
            self.blocks.append(Bullets(tuple(self._items)))
            self._items = []
        elif had.get("class") == "ticket":
            self.blocks.append(Framed(tuple(self._frame)))
            self._frame = []
        elif tag in _WHOLE:
            self._end(tag, had, self._words())

    def _lead(self) -> None:
        """Keep the paragraph before on one page with what it asks for: a table, or a line to write on."""
        match self.blocks[-1:]:
            case [Paragraph(words, "")]:
                self.blocks[-1] = Paragraph(words, "lead")

    def _end(self, tag: str, own: Mapping[str, str | None], words: Words) -> None:
        parents = [name for name, _ in self._open]
        noted = any(had.get("class") == "notes" for _, had in self._open)
        if not words:
            return
        if own.get("class") in {"fill", "top"}:
            words = _filled(words)
        if any(had.get("class") == "ticket" for _, had in self._open):
            self._frame.append(tuple(Run(run.text, tag in _HEADINGS or run.strong) for run in words))
        elif tag in _HEADINGS:
            self.blocks.append(Heading(_HEADINGS[tag], "".join(run.text for run in words), own.get("class") == "new-page"))
        elif tag == "li" and parents[-1] == "ul":
            self._items.append(words)
        elif tag == "blockquote":
            number, *told = words
            self.blocks.append(Quotation("".join(run.text for run in told), number.text.strip(), ""))
        else:
            self.blocks.append(Paragraph(words, "note" if noted else ""))

    def _words(self) -> Words:
        """What was read since the element began, white space as one space, none at the ends."""
        made: list[Run] = []
        for run in self._runs:
            text = " ".join(run.text.split())
            text = f"{' ' * run.text[:1].isspace()}{text}{' ' * (run.text[-1:].isspace() and bool(text))}"
            if not made or made[-1].text.endswith(" "):
                text = text.lstrip()
            if made and text[:1] in _CLOSING and not text[1:2].strip() and made[-1].text.endswith(" "):
                made[-1] = Run(made[-1].text.rstrip(), made[-1].strong, made[-1].url)
            if text:
                made.append(Run(text, run.strong, run.url))
        self._runs = []
        while made and not made[-1].text.strip():
            made.pop()
        if made:
            made[-1] = Run(made[-1].text.rstrip(), made[-1].strong, made[-1].url)
        return tuple(made)
