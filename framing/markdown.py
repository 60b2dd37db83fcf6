"""A comparison as Markdown: CommonMark with tables, in which the words of the articles are words and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from framing.document import Block, Bullets, Framed, Heading, Paragraph, Quotation, Run, Table, Words, document
from framing.records import Comparison
from framing.render import link, upright

_MARKS = re.compile(r"[\\`*_\[\]<>|#~&$^{}]")
_JOINS = re.compile(r"(?<=\S)[.@:](?=[^\W\d])|:(?=/)|/(?=/)|@(?=\S)")
_LEADING = re.compile(r"^(\d{1,9}(?=[.)](?:\s|$))|(?=[-+=]))")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x9f]")
_NOT_IN_LINKS = re.compile(r"[\\<>|\"`{}^&\[\]()]")


def text(comparison: Comparison, accuracy: Sequence[Mapping[str, object]] = ()) -> str:
    """The comparison as one Markdown text that is read on its own. `accuracy` as in `report.page`."""
    return "\n\n".join(_block(block) for block in document(comparison, accuracy)) + "\n"


def escaped(words: str) -> str:
    """Any text as inline Markdown that shows it as it is: white space is one space, control characters and marks that turn the
    direction of writing are left out, and what has a meaning in CommonMark, in GitHub's tables, mathematics and self-made links
    (`www.`, `http:`, `//`, `@`), or opens a list or a rule, is escaped."""
    flat = " ".join(_CONTROL.sub("", upright(words)).split())
    inert = _MARKS.sub(r"\\\g<0>", flat)
    return _LEADING.sub(r"\1\\", _JOINS.sub(r"\\\g<0>", inert))


def _block(block: Block) -> str:
    match block:
        case Heading(level, words):
            return f"{'#' * level} {escaped(words)}"
        case Paragraph(words, _):
            return _inline(words)
        case Quotation(words, by, _):
            return f"> {escaped(words)}\n>\n> – {escaped(by)}"
        case Bullets(items):
            return "\n".join(f"- {_inline(item)}" for item in items)
        case Framed(paragraphs):
            return "\n>\n".join(f"> {_inline(words)}" for words in paragraphs)
        case Table(head, rows):
            rule = tuple("---" for _ in head)
            return "\n".join(f"| {' | '.join(row)} |" for row in (_cells(head), rule, *map(_cells, rows)))


def _cells(row: tuple[Words, ...]) -> tuple[str, ...]:
    return tuple(_inline(cell) for cell in row)


def _inline(words: Words) -> str:
    return "".join(map(_run, words)).strip()


def _run(run: Run) -> str:
    shown = escaped(run.text)
    if run.url and link(run.url):
        return f"[{shown}]({_NOT_IN_LINKS.sub(_percent, run.url)})"
    if run.strong:
        return f"**{shown}**" if shown else ""
    before, after = run.text[:1].isspace(), run.text[-1:].isspace()
    return f"{' ' * before}{shown}{' ' * (after and bool(shown))}"


def _percent(found: re.Match[str]) -> str:
    """The character as an address may hold it; "&" as Markdown may."""
    return "&amp;" if found[0] == "&" else f"%{ord(found[0]):02X}"
