"""A comparison at a glance, as a piece of HTML that a notebook can show among other things: no style, no script, no link."""

from __future__ import annotations

from framing.document import Heading, Paragraph, Table, glance
from framing.records import Comparison
from framing.render import render

KINDS = {Heading: "heading", Paragraph: "paragraph", Table: "table"}


def summary(comparison: Comparison) -> str:
    """Title, counts and the map of each view."""
    return render("notebook.html", blocks=[(KINDS[type(block)], block) for block in glance(comparison)])
