"""An article while its holders are being named: its cast, its sentences, who has spoken so far, and questions about phrases."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from framing import cast, names
from framing.cast import Cast, Person
from framing.records import Attribution, Span
from framing.syntax import Paragraph, Parse, Reading, Token

_MARKS = frozenset({"“", "”", '"', "``", "''", "«", "»", "„", "「", "」"})
_RELATIVE = ("WDT", "WP", "WP$")
_LIST = 6  # tokens between a phrase and the next member of its list
_BEHIND = 60  # characters behind a description in which its bearer's name may stand: "the director, Matt Brooks"
_MEMORY = 60  # attributions a description reaches back to


@dataclass(frozen=True, slots=True)
class Named:
    """A holder's name, how it was found and how sure that is (0..1)."""

    name: str
    how: str
    sure: float


NOBODY = Named("", "unresolved", 0.5)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its tokens, their parse, and where its paragraph begins in the article."""

    parse: Parse
    start: int
    tokens: Sequence[Token]

    @property
    def head(self) -> Token:
        """The token that governs the others."""
        first, last = self.tokens[0].i, self.tokens[-1].i
        tops = [t for t in self.tokens if not first <= t.head <= last or t.head == t.i]
        nouns = [t for t in tops if t.pos in ("PROPN", "NOUN", "PRON", "NUM", "ADJ", "DET")]
        return nouns[0] if nouns else tops[0] if tops else self.tokens[-1]

    @property
    def words(self) -> list[str]:
        """The words as written."""
        return [t.text for t in self.tokens]

    @property
    def span(self) -> Span:
        """Characters of the article."""
        return self.start + self.tokens[0].start, self.start + self.tokens[-1].end

    @property
    def is_plural(self) -> bool:
        """Whether the head is a plural noun."""
        return self.head.tag in ("NNS", "NNPS")

    def part(self, tokens: Sequence[Token]) -> Phrase:
        """Another phrase of the same paragraph."""
        return Phrase(self.parse, self.start, tokens)

    def core(self) -> Phrase:
        """The phrase without what a comma sets off behind its head."""
        head = self.head.i
        end = next((n for n, t in enumerate(self.tokens) if t.i > head and t.text in (",", "(", "—", "–", "-")), None)
        return self.part(self.tokens[:end])


@dataclass(slots=True)
class Scene:
    """An article while its holders are being named.

    `starts` are the sentences' first characters; `places` the paragraph, parse and number in it of each. `spoke` tells by
    sentence who has spoken there, `by_span` how a stretch of text was named, `told` the last attributions, `called` who bears a
    role that the text gives beside no name, `issued` by noun who is said to have written a document.
    """

    reading: Reading
    cast: Cast
    starts: list[int]
    places: list[tuple[Paragraph, Parse, int]]
    spoke: dict[int, list[tuple[str, bool]]] = field(default_factory=dict)
    by_span: dict[Span, Attribution] = field(default_factory=dict)
    told: deque[Attribution] = field(default_factory=lambda: deque(maxlen=_MEMORY))
    called: dict[str, Person] = field(default_factory=dict)
    issued: dict[str, list[Phrase]] | None = None

    def sentence(self, character: int) -> int:
        """The number of the sentence that holds a character."""
        return max(0, bisect_right(self.starts, character) - 1)

    def bounds(self, sentence: int) -> Span:
        """The characters of a sentence."""
        paragraph, parse, number = self.places[sentence]
        start, end = parse.span(*parse.sentences[number])
        return paragraph.start + start, paragraph.start + end

    def tokens_of(self, sentence: int) -> Sequence[Token]:
        """The tokens of a sentence."""
        _, parse, number = self.places[sentence]
        return parse.tokens[slice(*parse.sentences[number])]

    def phrase(self, span: Span | None) -> Phrase | None:
        """The phrase at a span of the article, with the article before it and what is coordinated with its head behind it.

        "who" and "which" give way to what they stand for. None without a span or without words there.
        """
        if span is None or not self.places:
            return None
        paragraph, parse, _ = self.places[self.sentence(span[0])]
        first, last = parse.tokens_in(span[0] - paragraph.start, span[1] - paragraph.start)
        if first == last:
            return None
        return _whole(Phrase(parse, paragraph.start, parse.tokens[first:last]))

    def bearer(self, phrase: Phrase) -> Person | None:
        """The person whose name, with its description, is what a phrase is about."""
        begin, end = phrase.span
        at = phrase.start + phrase.head.start
        for m in self.cast.mentions_in(begin, end + _BEHIND):
            if m.left <= at < m.right or (m.left <= begin and m.end >= end):
                return self.cast.persons[m.person]
        return None

    def subjects(self, sentence: int) -> list[Phrase]:
        """The subjects of a sentence's main clause."""
        paragraph, parse, number = self.places[sentence]
        first, last = parse.sentences[number]
        found = [t for t in parse.tokens[first:last] if t.dep in ("nsubj", "nsubjpass") and parse.tokens[t.head].dep == "ROOT"]
        return [Phrase(parse, paragraph.start, parse.tokens[max(first, t.left) : min(last, t.right)]) for t in found]

    def both(self) -> str:
        """The principals of the article as one holder, or ""."""
        return joined([self.cast.persons[p].short for p in self.cast.principals]) if len(self.cast.principals) > 1 else ""


def place(one: Attribution) -> int:
    """The character an attribution is read at: its cue, or where its content begins."""
    return one.cue_span[0] if one.cue_span else one.content_span[0]


def of(reading: Reading) -> Scene:
    """The scene of an article before anybody has spoken."""
    starts: list[int] = []
    places: list[tuple[Paragraph, Parse, int]] = []
    for paragraph in reading.paragraphs:
        parse = paragraph.parse
        if parse is None or paragraph.kind == "furniture":
            continue
        for number, (first, last) in enumerate(parse.sentences):
            if last > first:
                starts.append(paragraph.start + parse.tokens[first].start)
                places.append((paragraph, parse, number))
    return Scene(reading, cast.of(reading), starts, places)


def joined(holders: Sequence[str]) -> str:
    """Several holders as one: "Biden + Putin", in alphabetical order."""
    return " + ".join(sorted(set(holders)))


def tidied(phrase: Phrase) -> str:
    """A phrase as a name: no article before it, no mark of the genitive, no date behind it."""
    tokens = phrase.tokens
    dates = [n for n in range(1, len(tokens) - 1) if tokens[n].pos == "ADP" and _is_date(tokens[n + 1])]
    kept = list(tokens[: dates[0]] if dates else tokens)
    while kept and (_is_date(kept[-1]) or kept[-1].text in _EDGE or kept[-1].pos == "SPACE"):
        kept.pop()
    if len(kept) > 1 and kept[0].text.lower() in ("the", "a", "an"):
        kept = kept[1:]
    return "".join((" " if n and t.start > kept[n - 1].end else "") + t.text for n, t in enumerate(kept))


_EDGE = frozenset({"'s", "’s", "'", "’", ",", '"', "”"})


def _is_date(token: Token) -> bool:
    return token.name in ("DATE", "TIME")


def like_person(name: str) -> bool:
    """Whether a holder the cast does not know reads as a person's name: one to three capitalised words, no side, no role."""
    words = name.split()
    if not 1 <= len(words) <= 3 or not all(w[:1].isupper() and not w.isupper() for w in words):
        return False
    return not any(names.sides_in(words)) and not any(names.roles_in(words))


def _whole(phrase: Phrase) -> Phrase:
    parse, tokens, head = phrase.parse, phrase.parse.tokens, phrase.head
    first, last = phrase.tokens[0].i, phrase.tokens[-1].i + 1
    if head.tag in _RELATIVE or (head.text.lower() == "that" and last - first == 1):
        stands_for = _antecedent(parse, head)
        if stands_for is None:
            return phrase
        head = stands_for
        first, last = head.left, head.i + 1
    while last > head.i + 1 and (tokens[last - 1].tag in _RELATIVE or tokens[last - 1].text == ","):
        last -= 1
    last = next((t.i for t in tokens[head.i + 1 : last] if t.text in _MARKS), last)
    first -= first > 0 and tokens[first - 1].pos == "DET" and first <= tokens[first - 1].head < last
    return phrase.part(tokens[first : _end_of_list(parse, head.i, last)])


def _antecedent(parse: Parse, pronoun: Token) -> Token | None:
    """What a relative pronoun stands for."""
    verb = parse.tokens[pronoun.head]
    while verb.dep not in ("relcl", "acl") and verb.head != verb.i:
        verb = parse.tokens[verb.head]
    return None if verb.head == verb.i else parse.tokens[verb.head]


def _end_of_list(parse: Parse, member: int, last: int) -> int:
    """The end of a phrase with the names coordinated behind `member`, from `last` on."""
    while True:
        following = [c for c in parse.children[member] if parse.tokens[c].dep == "conj" and last <= c < last + _LIST]
        nouns = [c for c in following if parse.tokens[c].pos in ("PROPN", "NOUN")]
        if not nouns:
            return last
        member, last = nouns[0], nouns[0] + 1
