"""What a statement says, freed of who is said to have said it: its content words and its propositions.

A proposition is the smallest piece that tells one thing: a clause of the statement without its speech frame, a coordinated
predicate with the subject it shares, reported content apart from its frame, or one matter of a list ("trade, Taiwan and
soybeans" are three). The frame (holder and cue of the attributions) tells who answers for the content; left in, it makes
everything one speaker says look alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from framing.once import per_record
from framing.propositions.clauses import SUBJECT, Clause, cut
from framing.propositions.lexis import CONTENT, background, empty_lemmas
from framing.propositions.lists import matters_listed
from framing.records import Span, Statement
from framing.syntax import Parse, Reading, Token

__all__ = ["CONTENT", "Matter", "Proposition", "Word", "background", "empty_lemmas", "of"]

FRAME, PERSON, BORROWED = 0.3, 0.5, 0.5
"""Weights of a word in a speech frame and in a person's name, which tell who speaks rather than what about, and of a word that
a proposition borrows from another, such as the subject it shares."""


@dataclass(frozen=True, slots=True)
class Word:
    """A content word: its characters in the statement, its lemma in lower case, its weight in 0..1."""

    start: int
    end: int
    lemma: str
    weight: float


@dataclass(frozen=True, slots=True)
class Proposition:
    """One thing a statement says.

    `start` and `end` are characters of the article, from its first word of its own to its last; `text` is how it is embedded:
    with what it borrows, without the speech frame. `words` are its content words, own and borrowed, in order. `tokens` are its
    own tokens, `head` the one that governs them, in the parse of the statement's paragraph; -1 without a parse.
    """

    start: int
    end: int
    text: str
    words: tuple[Word, ...]
    kind: Literal["clause", "matter"]
    head: int
    tokens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """A statement as it is compared: its content words, its propositions in text order, at least one, and its actors.

    A list's matters come right behind the clause that holds the list. Actors are the proper names that are subjects of a
    verb, as lemmas in lower case, speakers among them.
    """

    words: tuple[Word, ...]
    propositions: tuple[Proposition, ...]
    actors: frozenset[str] = frozenset()

    @property
    def clauses(self) -> tuple[Proposition, ...]:
        """The propositions that are no matters of a list; together they hold every word that is in none's speech frame."""
        return tuple(p for p in self.propositions if p.kind == "clause")


@per_record
def of(statement: Statement, reading: Reading) -> Matter:
    """The content words and propositions of a statement; a statement without a parse is one proposition of no words."""
    view = _view(statement, reading)
    if view is None:
        return Matter((), (_whole(statement, ()),))
    parse, offset, first, last = view
    frame = _frame(statement, parse, offset, first, last)
    words = {t.i: w for t in parse.tokens[first:last] for w in [_word(t, statement, offset, frame)] if w}
    made = [p for clause in cut(parse, first, last, frame) for p in _told(clause, parse, offset, words)]
    told = tuple(words.values())
    subjects = (t for t in parse.tokens[first:last] if t.dep in SUBJECT and t.pos == "PROPN")
    if len(made) == 1 and not frame:
        made = [replace(made[0], text=statement.text)]  # all it says: the encoder need not read it twice
    return Matter(told, tuple(made) or (_whole(statement, told),), frozenset(t.lemma.lower() for t in subjects))


def _whole(statement: Statement, words: tuple[Word, ...]) -> Proposition:
    return Proposition(statement.start, statement.end, statement.text, words, "clause", -1, ())


def _view(statement: Statement, reading: Reading) -> tuple[Parse, int, int, int] | None:
    """The parse over a statement, where its text begins in the article, and the statement's token range in it."""
    for paragraph in reading.paragraphs:
        if paragraph.parse is not None and paragraph.start < statement.end and paragraph.end > statement.start:
            first, last = paragraph.parse.tokens_in(statement.start - paragraph.start, statement.end - paragraph.start)
            return (paragraph.parse, paragraph.start, first, last) if first < last else None
    return None


def _frame(statement: Statement, parse: Parse, offset: int, first: int, last: int) -> frozenset[int]:
    """Tokens of the holders and cues of the statement's attributions, with the auxiliaries of the cue."""
    spans = [span for a in statement.attributions for span in (a.holder_span, a.cue_span) if span]
    inside = {i for i in range(first, last) if any(_within(parse.tokens[i], offset, span) for span in spans)}
    extra = {c for i in inside for c in parse.children[i] if parse.tokens[c].dep in {"aux", "det", "punct"}}
    return frozenset(inside | extra)


def _within(token: Token, offset: int, span: Span) -> bool:
    return token.start + offset < span[1] and token.end + offset > span[0]


def _word(token: Token, statement: Statement, offset: int, frame: frozenset[int]) -> Word | None:
    lemma = token.lemma.lower()
    if token.pos not in CONTENT or not any(c.isalnum() for c in token.text) or lemma in empty_lemmas():
        return None
    weight = (FRAME if token.i in frame else 1.0) * (PERSON if token.name == "PERSON" else 1.0)
    start = token.start + offset - statement.start
    return Word(max(0, start), start + token.end - token.start, lemma, weight)


def _told(clause: Clause, parse: Parse, offset: int, words: dict[int, Word]) -> list[Proposition]:
    """A clause and the matters of the lists in it; a matter keeps the verb that takes the list."""
    made = [_proposition("clause", clause.head, clause.own, clause.borrowed, parse, offset, words)]
    for matter in matters_listed(parse, clause.own):
        verb = [clause.head] if clause.head in words and clause.head not in matter else []
        made.append(_proposition("matter", matter[0], matter, verb, parse, offset, words))
    return made


def _proposition(
    kind: Literal["clause", "matter"],
    head: int,
    own: Sequence[int],
    borrowed: Sequence[int],
    parse: Parse,
    offset: int,
    words: dict[int, Word],
) -> Proposition:
    tokens = sorted({*own, *borrowed})
    lent = frozenset(borrowed) - frozenset(own)
    said = (
        Word(w.start, w.end, w.lemma, w.weight * BORROWED) if i in lent else w
        for i in tokens for w in [words.get(i)] if w
    )  # fmt: skip
    text = " ".join(parse.tokens[i].text for i in tokens if not parse.tokens[i].text.isspace())
    visible = [parse.tokens[i] for i in own if any(c.isalnum() for c in parse.tokens[i].text)] or [parse.tokens[own[0]]]
    return Proposition(
        visible[0].start + offset, visible[-1].end + offset, text.strip(" ,;:.\"“”'’‘-–—") or text, tuple(said), kind, head,
        tuple(own),
    )  # fmt: skip
