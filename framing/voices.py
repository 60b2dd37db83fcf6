"""Whose words the tokens of a statement are: the teller's own, another's between quotation marks, or another's retold.

Three voices are kept apart and none is held against another:

- own: statements in the teller's own voice, and the frame around others' words ("The embattled mayor said"), which is the
  teller's too;
- quoted: what stands between quotation marks in a direct or mixed statement;
- retold: the content of indirect statements, and of mixed ones outside their marks. What is said there is the holder's, how it
  is put may be either's; counted as the outlet's own, a word would be held against one who only reports it, and counted as
  quoted, against one who never said it.

A word between marks in the teller's own voice ("the “peace” plan", a title) is nobody's and left out, and so is the frame in
an account by side, where it is the words of whichever outlet reports the side.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from framing import quotations
from framing.once import per_record
from framing.records import Statement, View
from framing.syntax import Parse, Reading, Token

Voice = Literal["own", "quoted", "retold"]

VOICES: tuple[Voice, ...] = ("own", "quoted", "retold")

CALLED: dict[Voice, str] = {
    "own": "in the outlet's own voice", "quoted": "in quoted voice", "retold": "in speech retold without quotation marks",
}  # fmt: skip
"""What each voice is called in a note."""


def tokens(statement: Statement, reading: Reading, view: View) -> Iterator[tuple[Token, Parse, int, Voice]]:
    """The tokens of a statement with the parse they stand in, the parse's first character in the article, and their voice.

    Tokens of no voice are left out; a statement without a parse has none.
    """
    for paragraph in reading.paragraphs:
        parse = paragraph.parse
        if parse is None or paragraph.start >= statement.end or paragraph.end <= statement.start:
            continue
        first, last = parse.tokens_in(statement.start - paragraph.start, statement.end - paragraph.start)
        marked = _marked(parse)
        for token in parse.tokens[first:last]:
            voice = _voice(statement, token.i in marked, token.start + paragraph.start, view)
            if voice:
                yield token, parse, paragraph.start, voice


@per_record
def _marked(parse: Parse) -> frozenset[int]:
    """The tokens of a paragraph that stand between quotation marks."""
    return frozenset(i for q in quotations.find(parse.text) for i in range(*parse.tokens_in(q.start, q.end)))


def _voice(statement: Statement, marked: bool, at: int, view: View) -> Voice | None:
    """The voice of a token at character `at` of the article, `marked` when it is between quotation marks."""
    if statement.mode == "voice":
        return None if marked else "own"
    if marked and statement.mode in ("direct", "mixed"):
        return "quoted"
    if statement.attributions and not _holds(statement.attributions[0].content_span, at):
        return "own" if view == "source" and not marked else None
    return "retold" if statement.mode in ("indirect", "mixed") else None


def _holds(span: tuple[int, int], at: int) -> bool:
    return span[0] <= at < span[1]
