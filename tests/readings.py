"""Readings of short texts, one paragraph a line, by the real parser."""

from __future__ import annotations

from framing import attribution, holders, sides, statements
from framing.models import Models
from framing.records import Article, Attribution, Statement
from framing.syntax import Paragraph, Reading


def reading(models: Models, text: str, source: str = "Gazette", headlines: int = 0) -> Reading:
    """`text` read as an article of `source`; its first `headlines` lines are headlines."""
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((at + len(line) - len(line.lstrip()), at + len(line.rstrip())))
        at += len(line) + 1
    parses = models.parse([text[a:b] for a, b in spans])
    return Reading(Article("a", source, text), tuple(
        Paragraph(a, b, "headline" if n < headlines else "text", parse)
        for n, ((a, b), parse) in enumerate(zip(spans, parses, strict=True))
    ))  # fmt: skip


def resolved(models: Models, text: str, source: str = "Gazette") -> tuple[Attribution, ...]:
    """The attributions of a text, their holders named."""
    one = reading(models, text, source)
    return holders.resolve(one, attribution.find(one))


def told(models: Models, text: str, source: str = "Gazette", headlines: int = 0) -> tuple[Statement, ...]:
    """The statements of a text."""
    one = reading(models, text, source, headlines)
    return sides.give(one, statements.tell(one, holders.resolve(one, attribution.find(one))))
