"""Quoted otherwise: two accounts give the same quotation in other words.

The words between quotation marks of each paragraph are one passage. Two passages of different articles are laid side by side
when they share runs of `RUN` words; their common blocks are found by the longest matching block first (Ratcliff & Metzener
1988, "Pattern matching: the gestalt approach"). Between two neighbouring blocks the accounts differ in what they put between
the marks. It is told where that cannot be the quoting alone: an ellipsis, a bracket, a break of the quotation, another spelling
or a contraction is no difference, nor is where a quotation begins and ends.

What somebody said has one wording, so one of the two is not what was said, or both are translations.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import combinations

from framing import quotations
from framing.contrasts.together import Pair, Side
from framing.propositions import CONTENT, empty_lemmas
from framing.quotations import Quotation
from framing.records import Account, Statement
from framing.syntax import Parse, Reading

NOTE = "quoted in other words"

RUN = 4
"""Words that two passages must share in a row before they are laid side by side."""

BLOCK = 3
"""Words in a row that make a common block: a shorter one may be shared by chance."""

SHARED = 8
"""Words of the common blocks round a difference at least: with fewer the two may be other sentences."""

GAP = 7
"""Words in which two quotations may differ in one place; more is another sentence, or one left out."""

LONGEST = 600
"""Words of a passage that are compared at most: longer ones are no quotations but marks that never close."""

ALIKE = 0.8
"""Share of characters from which two words are one in two spellings ("defence", "defense")."""

TELLING, SMALL = 0.7, 0.35
"""Chance that a reader reports a quotation given in other words: a word of its own differs, or small words only."""

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[.,][0-9]+)*(?:['’][^\W_]+)*")
SENTENCE = re.compile(r"[\"”'’]*[.!?;](?!\w)")
STOP = re.compile(r"[.!?;](?!\w)")
MARK = re.compile(r"\.\s?\.\s?\.|…|[\[\]()]|—\s*—")
SHORT = {"n't": "not", "'re": "are", "'ll": "will", "'ve": "have", "'m": "am", "'d": "would", "'s": "is"}


@dataclass(frozen=True, slots=True)
class Word:
    """A quoted word: as compared, its characters in the article, the number of its quotation in the passage, and whether it
    says something of its own, as "bomb" does and "the" does not."""

    plain: str
    start: int
    end: int
    quotation: int
    telling: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """The quoted words of one paragraph of an article, and the article's text."""

    article: str
    text: str
    words: tuple[Word, ...]

    @property
    def plain(self) -> list[str]:
        return [word.plain for word in self.words]

    def said(self, first: int, last: int) -> str:
        """The article's characters from one word to another (exclusive)."""
        return self.text[self.words[first].start : self.words[last - 1].end]

    def broken(self, first: int, last: int, closing: bool) -> bool:
        """Whether the quotation breaks off round a place within a sentence, or an editor's mark says that words are left out.

        A place that is `closing` is followed by the end of the quotation.
        """
        edges = [(n - 1, n) for n in range(first, last + (not closing)) if 0 < n < len(self.words)]
        return any(self._breaks(self.words[a], self.words[b], first == last) for a, b in edges)

    def _breaks(self, before: Word, after: Word, empty: bool) -> bool:
        between = self.text[before.end : after.start]
        parted = before.quotation != after.quotation and (empty or not SENTENCE.match(between))
        return parted or MARK.search(between) is not None


@dataclass(frozen=True, slots=True)
class Gap:
    """Where two passages differ: words `a` to `b` of the one (exclusive) and `c` to `d` of the other; `closing` when nothing
    that they share comes after."""

    a: int
    b: int
    c: int
    d: int
    closing: bool


def find(
    accounts: Sequence[Account], statements: Mapping[str, Statement], readings: Mapping[str, Reading]
) -> tuple[Pair, ...]:
    """The quotations that accounts of one view give in other words, in the order of the texts.

    `statements` are by id, `readings` by article.
    """
    holder = {i: account.id for account in accounts for i in account.statements}
    told = defaultdict(list)
    for i in statements:
        if i in holder:
            told[statements[i].article].append(statements[i])
    passages = [p for article in told for p in _passages(readings[article])]
    found = []
    for one, other in _near(passages):
        for gap in _gaps(one, other):
            weight = _weight(one, other, gap)
            a, b = _side(one, gap.a, gap.b, told), _side(other, gap.c, gap.d, told)
            if weight and a and b and holder[a.statement] != holder[b.statement]:
                found.append(Pair(weight, (a, b), NOTE))
    return tuple(found)


def _passages(reading: Reading) -> Iterator[Passage]:
    for paragraph in reading.paragraphs:
        if paragraph.parse is not None:
            quoted = quotations.find(paragraph.parse.text)
            words = tuple(word for n, one in enumerate(quoted) for word in _words(paragraph.parse, paragraph.start, one, n))
            if RUN < len(words) <= LONGEST:
                yield Passage(reading.article.id, reading.article.text, words)


def _words(parse: Parse, offset: int, quotation: Quotation, number: int) -> Iterator[Word]:
    """The words of a quotation, without case; a contraction is the words it stands for."""
    for found in WORD.finditer(parse.text, quotation.start, quotation.end):
        plain = found.group().lower().replace("’", "'").replace(".", "")
        stem, short = next(((plain[: -len(s)], SHORT[s]) for s in SHORT if plain.endswith(s)), (plain, ""))
        tokens = parse.tokens[slice(*parse.tokens_in(found.start(), found.end()))]
        telling = any(t.pos in CONTENT and t.lemma.lower() not in empty_lemmas() for t in tokens)
        for word in (stem, short):
            if word:
                yield Word(word, found.start() + offset, found.end() + offset, number, telling)


def _near(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Passage]]:
    """Passages of two articles that share a run of words, in the order of the texts."""
    having: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, passage in enumerate(passages):
        plain = passage.plain
        for run in {tuple(plain[i : i + RUN]) for i in range(len(plain) - RUN + 1)}:
            having[run].append(n)
    near = {(a, b) for own in having.values() for a, b in combinations(own, 2)}
    for a, b in sorted(near):
        if passages[a].article != passages[b].article:
            yield passages[a], passages[b]


def _gaps(one: Passage, other: Passage) -> Iterator[Gap]:
    """The places in which the passages differ, where enough is common round about: between two blocks, or after the last."""
    found = SequenceMatcher(None, one.plain, other.plain, autojunk=False).get_matching_blocks()
    *blocks, end = (block for block in found if block.size >= BLOCK or block.a == len(one.words))
    for n, before in enumerate(blocks):
        after, closing = (end, True) if before is blocks[-1] else (blocks[n + 1], False)
        gap = Gap(before.a + before.size, after.a, before.b + before.size, after.b, closing)
        if closing:
            gap = replace(gap, b=_closing(one, gap.a), d=_closing(other, gap.c))
        sizes = gap.b - gap.a, gap.d - gap.c
        told = max(sizes) if after.size else min(sizes)
        if told > 0 and max(sizes) <= (GAP if after.size else BLOCK) and before.size + after.size >= SHARED:
            yield gap


def _closing(passage: Passage, first: int) -> int:
    """The end of the sentence or the quotation that the word before `first` stands in."""
    words = passage.words
    for n in range(first, len(words)):
        ended = STOP.search(passage.text, words[n - 1].end, words[n].start)
        if ended or words[n].quotation != words[first - 1].quotation:
            return n
    return len(words)


def _weight(one: Passage, other: Passage, gap: Gap) -> float:
    """The chance that a reader reports a difference; 0 when it is of the quoting and not of the words."""
    left, right = one.words[gap.a : gap.b], other.words[gap.c : gap.d]
    own = {w.plain for w in left} ^ {w.plain for w in right}
    spelled = "".join(w.plain for w in left), "".join(w.plain for w in right)
    if not own or _short_for(*spelled, left, right) or SequenceMatcher(None, *spelled, autojunk=False).ratio() >= ALIKE:
        return 0.0
    if one.broken(gap.a, gap.b, gap.closing) or other.broken(gap.c, gap.d, gap.closing):
        return 0.0
    if any(w.telling for w in (*left, *right) if w.plain in own):
        return TELLING
    return SMALL if left and right and len(own) > 1 else 0.0


def _short_for(one: str, other: str, left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Whether one is short for the other: "NSC" for "National Security Council", "Pres." for "President"."""
    if one and other and (one.startswith(other) or other.startswith(one)):
        return len(left) == len(right)
    return one == "".join(w.plain[0] for w in right) or other == "".join(w.plain[0] for w in left)


def _side(passage: Passage, first: int, last: int, told: Mapping[str, Sequence[Statement]]) -> Side | None:
    """One side of a difference; None where the words stand in no statement of an account."""
    own = (first, last) if first < last else (first - 1, min(last + 1, len(passage.words)))
    at = passage.words[own[0]].start
    return next((Side(s.id, passage.said(*own)) for s in told[passage.article] if s.start <= at < s.end), None)
