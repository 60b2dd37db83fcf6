"""What a statement says, freed of who is said to have said it: its content words and its propositions.

A proposition is one clause of a statement without its speech frame. The frame (holder and cue of the attributions) tells who
answers for the content; left in, it makes everything one speaker says look alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from framing.records import Span, Statement
from framing.syntax import Parse, Reading, Token

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
CLAUSE = frozenset({"ROOT", "conj", "ccomp", "advcl", "relcl", "acl", "parataxis"})
FRAME, PERSON = 0.3, 0.5
"""Weights of a word in a speech frame and in a person's name: both tell who speaks rather than what about."""


@dataclass(frozen=True, slots=True)
class Word:
    """A content word: its characters in the statement, its lemma in lower case, its weight in 0..1."""

    start: int
    end: int
    lemma: str
    weight: float


@dataclass(frozen=True, slots=True)
class Matter:
    """A statement as it is compared: its content words, and its propositions as text without their speech frames."""

    words: tuple[Word, ...]
    propositions: tuple[str, ...]


def of(statement: Statement, reading: Reading) -> Matter:
    """The content words and propositions of a statement; a statement without a parse is one proposition of no words."""
    view = _view(statement, reading)
    if view is None:
        return Matter((), (statement.text,))
    parse, offset, first, last = view
    tokens, frame = range(first, last), _frame(statement, parse, offset, first, last)
    return Matter(_words(statement, parse, offset, tokens, frame), _clauses(statement, parse, tokens, frame))


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


def _words(
    statement: Statement, parse: Parse, offset: int, tokens: Sequence[int], frame: frozenset[int]
) -> tuple[Word, ...]:
    words = []
    for token in (parse.tokens[i] for i in tokens):
        lemma = token.lemma.lower()
        if token.pos in CONTENT and any(c.isalnum() for c in token.text) and lemma not in empty_lemmas():
            weight = (FRAME if token.i in frame else 1.0) * (PERSON if token.name == "PERSON" else 1.0)
            start = token.start + offset - statement.start
            words.append(Word(max(0, start), start + token.end - token.start, lemma, weight))
    return tuple(words)


def _clauses(statement: Statement, parse: Parse, tokens: Sequence[int], frame: frozenset[int]) -> tuple[str, ...]:
    """The statement's clauses, each as the text of its own tokens; a coordinated verb borrows its subject."""
    groups: dict[int, list[int]] = {}
    for i in tokens:
        if i not in frame and parse.tokens[i].dep != "mark":
            groups.setdefault(_clause_head(parse, i, tokens), []).append(i)
    told = []
    for head, own in sorted(groups.items()):
        if sum(parse.tokens[i].pos in CONTENT for i in own) >= 2:
            told.append(_text(parse, sorted({*_borrowed(parse, head, frame), *own})))
    return tuple(told) or (_text(parse, [i for i in tokens if i not in frame]) or statement.text,)


def _clause_head(parse: Parse, i: int, tokens: Sequence[int]) -> int:
    for _ in range(len(tokens)):
        token = parse.tokens[i]
        if (token.dep in CLAUSE and token.pos in {"VERB", "AUX"}) or token.head == i or token.head not in tokens:
            return i
        i = token.head
    return i


def _borrowed(parse: Parse, head: int, frame: frozenset[int]) -> list[int]:
    """The subject of the verb a coordinated verb hangs on, when it has none of its own."""
    own = {parse.tokens[c].dep for c in parse.children[head]}
    if parse.tokens[head].dep != "conj" or own & {"nsubj", "nsubjpass"}:
        return []
    governor = parse.tokens[head].head
    subjects = [c for c in parse.children[governor] if parse.tokens[c].dep in {"nsubj", "nsubjpass"}]
    return [i for c in subjects for i in range(parse.tokens[c].left, parse.tokens[c].right) if i not in frame]


def _text(parse: Parse, tokens: Sequence[int]) -> str:
    return " ".join(parse.tokens[i].text for i in tokens if not parse.tokens[i].text.isspace()).strip(" ,;:.\"“”'’‘-–—")


@cache
def empty_lemmas() -> frozenset[str]:
    """Lemmas that name no matter: the function words, and words of saying."""
    return frozenset(_table("empty.tsv"))


@cache
def background() -> tuple[Mapping[str, int], int]:
    """In how many sentences of general news each lemma occurs, and how many sentences were counted."""
    rows = _table("background.tsv")
    return {lemma: int(n) for lemma, n in rows.items() if lemma != "lemma"}, int(_header("background.tsv", "sentences"))


def _table(name: str) -> dict[str, str]:
    lines = files("framing.lexicons").joinpath(name).read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {pair[0]: pair[1] if len(pair) > 1 else "" for pair in pairs}


def _header(name: str, field: str) -> str:
    lines = files("framing.lexicons").joinpath(name).read_text(encoding="utf-8").splitlines()
    return next(line.split(":", 1)[1].strip() for line in lines if line.startswith(f"# {field}:"))
