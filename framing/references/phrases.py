"""An article as sentences and the noun phrases in them, in order: what a reference may stand for."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from framing import names, quotations
from framing.records import Span
from framing.syntax import Parse, Reading, Token

SUBJECT = frozenset({"nsubj", "nsubjpass"})
CLAUSE = frozenset({"ROOT", "conj", "ccomp", "advcl", "relcl", "acl", "parataxis", "pcomp", "xcomp", "csubj"})
_PART = frozenset({"compound", "nmod", "amod", "det", "nummod", "quantmod", "npadvmod", "predet"})
_BEHIND = 12  # tokens behind its head that a phrase may still hold
_LONGEST = 250  # tokens of a sentence that is read
_UP = 40  # steps up a tree: deeper ones come from broken text

Kind = Literal["person", "body", "state", "place", "thing", "none"]

_NO_THING = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "LANGUAGE"})
_BY_LABEL: dict[str, Kind] = {"GPE": "state", "NORP": "state", "LOC": "place", "FAC": "place", "ORG": "body"}
_HUMANS = frozenset({
    "man", "woman", "boy", "girl", "child", "father", "mother", "son", "daughter", "brother", "sister", "wife",
    "husband", "partner", "friend", "person", "somebody", "someone", "everyone", "nobody", "one", "baby", "teacher",
    "doctor", "nurse", "driver", "student", "voter", "victim", "survivor", "resident", "soldier", "worker", "migrant",
    "refugee", "nanny", "veteran", "candidate", "rival", "opponent", "incumbent", "nominee", "lawyer", "judge",
    "pastor", "priest", "bishop", "author", "owner", "suspect", "gunman", "farmer", "parent", "founder", "leader",
    "host", "guest", "actor", "singer", "player", "coach", "pilot", "captain",
})  # fmt: skip
_TIMES = frozenset({
    "day", "week", "month", "year", "time", "morning", "night", "evening", "afternoon", "hour", "minute", "moment",
    "decade", "century", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today",
    "tomorrow", "yesterday", "weekend", "period", "way", "lot", "part", "kind", "sort", "addition", "fact", "example",
    "end", "number", "case", "rest", "bit", "response", "reply", "order", "person", "phone", "behalf", "favor",
    "favour", "least", "course", "place", "reason",
})  # fmt: skip


AGENTS = frozenset({
    "say", "tell", "add", "announce", "call", "urge", "warn", "want", "plan", "hope", "believe", "think", "know",
    "agree", "decide", "insist", "deny", "accuse", "vow", "seek", "try", "intend", "expect", "refuse", "ask", "demand",
    "offer", "condemn", "declare", "support", "oppose", "reject", "back", "claim", "argue", "consider", "discuss",
    "need", "like", "fear", "feel", "see", "promise", "pledge", "propose", "note", "stress", "emphasize", "express",
    "welcome", "choose", "attempt", "accept", "invite", "meet",
})  # fmt: skip
"""Verbs whose subject wills, says or thinks: of things only a body or a state does."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens `first` to `last` (exclusive) of a parse that begins at `offset`, and the token that governs it.

    `sentence` counts over the article; `quote` is the quotation it stands in, -1 for the article's own words.
    """

    parse: Parse
    offset: int
    head: Token
    first: int
    last: int
    sentence: int
    quote: int

    @property
    def span(self) -> Span:
        """Characters of the article."""
        start, end = self.parse.span(self.first, self.last)
        return self.offset + start, self.offset + end

    @property
    def whole(self) -> Span:
        """Characters of the article, with all that is coordinated with the head: "Lima and Quito"."""
        tokens, last, head = self.parse.tokens, self.last, self.head
        for _ in range(_UP):
            following = next((tokens[c] for c in self.parse.children[head.i] if tokens[c].dep == "conj" and c > head.i), None)
            if following is None:
                break
            head = following
            last = max(last, head.i + 1)
        start, end = self.parse.span(self.first, last)
        return self.offset + start, self.offset + end

    @property
    def tokens(self) -> Sequence[Token]:
        """Its tokens."""
        return self.parse.tokens[self.first : self.last]

    @property
    def plural(self) -> bool:
        """Whether more than one is named."""
        return self.several or self.joined

    @property
    def several(self) -> bool:
        """Whether the head is a plural noun."""
        return self.head.tag in ("NNS", "NNPS")

    @property
    def joined(self) -> bool:
        """Whether another noun is coordinated with the head: "Lima and Quito"."""
        return any(self.parse.tokens[c].dep == "conj" for c in self.parse.children[self.head.i])

    @property
    def subject(self) -> bool:
        """Whether it is the subject of its clause."""
        return self.head.dep in SUBJECT

    @property
    def words(self) -> frozenset[str]:
        """Lemmas of what it says beside its head: no articles, pronouns, marks."""
        kept = ("NOUN", "PROPN", "ADJ", "NUM", "VERB")
        return frozenset(t.lemma.lower() for t in self.tokens if t.i != self.head.i and t.pos in kept and t.text[:1].isalnum())

    @property
    def article(self) -> str:
        """The article or other determiner it opens with, in lower case, or ""."""
        token = self.parse.tokens[self.first]
        return token.text.lower() if token.dep in ("det", "predet") or token.pos == "DET" else ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: tokens `first` to `last` (exclusive) of a parse that begins at `offset`."""

    parse: Parse
    offset: int
    first: int
    last: int

    @property
    def tokens(self) -> Sequence[Token]:
        """Its tokens; none of a sentence longer than people write, so that broken text costs no more than its length."""
        return self.parse.tokens[self.first : self.last] if self.last - self.first <= _LONGEST else ()


@dataclass(frozen=True, slots=True)
class Text:
    """The running text of an article: its sentences in order, the noun phrases of each, where quotations stand, and how often
    each name governs a phrase."""

    sentences: tuple[Sentence, ...]
    phrases: tuple[tuple[Phrase, ...], ...]
    quotes: tuple[Span, ...]
    named: Counter[str]

    def quote(self, character: int) -> int:
        """The number of the quotation that holds a character of the article, or -1."""
        return _place(self.quotes, character)

    def begin(self, sentence: int) -> int:
        """The first character of a sentence; of the first for a number below it."""
        one = self.sentences[max(0, sentence)]
        return one.offset + one.parse.tokens[one.first].start


def text(reading: Reading) -> Text:
    """The sentences and phrases of an article's running text, without headlines and furniture."""
    parsed = [(p.start, p.parse) for p in reading.paragraphs if p.parse is not None and p.kind == "text"]
    quotes = tuple((start + q.start, start + q.end) for start, parse in parsed for q in quotations.find(parse.text))
    sentences = tuple(Sentence(parse, start, *bounds) for start, parse in parsed for bounds in parse.sentences)
    phrases = tuple(tuple(_phrases(s, n, quotes)) for n, s in enumerate(sentences))
    return Text(sentences, phrases, quotes, Counter(p.head.text for there in phrases for p in there if p.head.pos == "PROPN"))


def _place(spans: Sequence[Span], character: int) -> int:
    place = bisect_right(spans, character, key=lambda span: span[0]) - 1
    return place if place >= 0 and character < spans[place][1] else -1


def _phrases(sentence: Sentence, number: int, quotes: Sequence[Span]) -> Iterator[Phrase]:
    for token in sentence.tokens:
        if token.pos in ("NOUN", "PROPN") and token.dep not in _PART and token.text[:1].isalnum():
            first, last = _bounds(sentence, token)
            quote = _place(quotes, sentence.offset + token.start)
            yield Phrase(sentence.parse, sentence.offset, token, first, last, number, quote)


def _bounds(sentence: Sentence, head: Token) -> Span:
    """A phrase from what stands before its head to the prepositional phrases that follow it without a comma."""
    tokens, below = sentence.parse.tokens, children(sentence.parse, head)
    before = (t.left for t in below if t.i < head.i and t.dep not in ("punct", "cc", "prep", "mark"))
    first = max(min(before, default=head.i), sentence.first)
    while first < head.i and not tokens[first].text[:1].isalnum():
        first += 1
    last = head.i + 1
    if head.dep == "dobj":  # "sent a letter to the union"
        below += [t for t in children(sentence.parse, tokens[head.head]) if t.dep == "dative"]
    for t in below:
        if t.i > head.i and t.dep in ("prep", "dative") and t.pos == "ADP" and t.left == last and t.right - head.i <= _BEHIND:
            last = min(t.right, sentence.last)
    cut = next((t.i for t in tokens[head.i : last] if t.text in _CUTS or _another(tokens, t)), last)
    return first, max(head.i + 1, cut)


def _another(tokens: Sequence[Token], token: Token) -> bool:
    """Whether a phrase with an article of its own is joined at a token: "a letter to Ann and a note"."""
    return token.pos == "CCONJ" and token.i + 1 < len(tokens) and tokens[token.i + 1].text.lower() in ("a", "an", "the")


_CUTS = frozenset({",", ";", ":", "—", "–", "(", "\"", "“", "”"})


def kind(phrase: Phrase) -> Kind:
    """What sort of thing a phrase names; "none" for times, amounts and words that name nothing to come back to."""
    head = phrase.head
    if head.name == "PERSON":
        return "person"
    if head.name in _NO_THING or head.lemma.lower() in _TIMES:
        return "none"
    if head.pos == "PROPN" or head.name:
        word = names.role_of([head.text], 0)
        if word and word[0].kind in names.PERSONS:
            return "person"
        return _BY_LABEL.get(head.name, "thing")
    return _of_noun(head)


def _of_noun(head: Token) -> Kind:
    role = names.role_of([head.text], 0)
    if head.lemma.lower() in _HUMANS or (role and role[0].kind in names.PERSONS):
        return "person"
    return "body" if role and role[0].kind in ("body", "paper") else "thing"


# --- clauses --------------------------------------------------------------------------------------------------------------


def clause(parse: Parse, token: Token) -> Token:
    """The verb of the clause a token stands in."""
    for _ in range(_UP):
        if token.head == token.i or (token.dep in CLAUSE and token.pos in ("VERB", "AUX")):
            break
        token = parse.tokens[token.head]
    return token


def above(parse: Parse, verb: Token) -> Token | None:
    """The verb of the clause that a clause hangs on, or None at the top."""
    return None if verb.head == verb.i else clause(parse, parse.tokens[verb.head])


def children(parse: Parse, token: Token) -> list[Token]:
    """The tokens that hang on a token."""
    return [parse.tokens[c] for c in parse.children[token.i]]


_SHARING = frozenset({"conj", "xcomp", "advcl", "pcomp"})


def subject(parse: Parse, verb: Token) -> Token | None:
    """The subject of a clause, that of the clause it hangs on if it has none of its own: "came and went", "left, saying"."""
    for _ in range(_UP):
        own = next((parse.tokens[c] for c in parse.children[verb.i] if parse.tokens[c].dep in SUBJECT), None)
        if own is not None or verb.dep not in _SHARING or verb.head == verb.i:
            return own
        higher = clause(parse, parse.tokens[verb.head])
        if verb.dep == "pcomp" and any(t.dep == "dobj" for t in children(parse, higher)):
            return None  # "kept the firm from closing": the firm's closing
        verb = higher
    return None
