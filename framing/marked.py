"""A statement as a person reads it in a terminal: who, how and what marked in the sentence itself, the chain below.

    s6  [mixed · China] ‹Beijing› {emphasized} [that ‹Xi› {“rectified} …”]
        Beijing > Xi
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from framing.records import Attribution, Span, Statement

HOLDER, CUE, CONTENT = "‹›", "{}", "[]"
"""The marks round each part of an attribution."""

UNSURE = 0.6
"""Confidence of an attribution below which its holder carries a question mark."""


def lines(statement: Statement) -> tuple[str, ...]:
    """The lines of a statement: its number, mode and side with the marked sentence, its chain, and what it touches on."""
    number = statement.id.rsplit("/", 1)[-1]
    told = f"{statement.mode} · {statement.side}" if statement.side else statement.mode
    below = ("    " + chain(statement.attributions),) if statement.attributions else ()
    beside = ", ".join(_each(statement.parts))
    return (f"{number}  [{told}] {sentence(statement)}", *below, *((f"    touches on: {beside}",) if beside else ()))


def chain(attributions: Iterable[Attribution]) -> str:
    """The holders from the outermost inwards, each once: "White House > Trump"; a doubtful one as "Trump?"."""
    return " > ".join(_each(attributions))


def sentence(statement: Statement) -> str:
    """The statement's text with marks round the holders, cues and contents in it; without them it is the text again."""
    opened: dict[int, list[tuple[int, str]]] = {}
    closed: dict[int, list[tuple[int, str]]] = {}
    for start, end, marks in sorted(set(_spans(statement))):
        opened.setdefault(start, []).append((end, marks[0]))
        closed.setdefault(end, []).append((start, marks[1]))
    pieces, at = [], statement.start
    for place in sorted({*opened, *closed}):
        pieces.append(statement.text[at - statement.start : place - statement.start])
        pieces += [mark for _, mark in sorted(closed.get(place, ()), reverse=True)]
        pieces += [mark for _, mark in sorted(opened.get(place, ()), reverse=True)]
        at = place
    return "".join(pieces) + statement.text[at - statement.start :]


def _spans(statement: Statement) -> Iterator[tuple[int, int, str]]:
    """The parts of the attributions, cut to the statement."""
    for one in (*statement.attributions, *statement.parts):
        parts: tuple[tuple[Span | None, str], ...] = (
            (one.holder_span, HOLDER), (one.cue_span, CUE), (one.content_span, CONTENT),
        )  # fmt: skip
        for span, marks in parts:
            start, end = (max(span[0], statement.start), min(span[1], statement.end)) if span else (0, 0)
            if start < end:
                yield start, end, marks


def _each(attributions: Iterable[Attribution]) -> list[str]:
    """The holders in order, each once, with "?" where every attribution to one is in doubt."""
    sure: dict[str, bool] = {}
    for one in attributions:
        sure[one.holder] = sure.get(one.holder, False) or one.confidence >= UNSURE
    return [name + "?" * (not known) if name else "unknown" for name, known in sure.items()]
