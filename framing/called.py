"""What a statement calls the persons, places, bodies and things it names.

A naming is a noun with what stands before it and an apposition beside it: "the embattled mayor Ana Brandt", "Brandt, a
convicted felon", "the Taiwan question". Whom it names is a key that is the same in every article: a person by the last name, a
side, a name in capitals, a noun. What it *tells* are its words that judge or place whom they name, by `lexicons/naming.tsv` and
the valences of `lexicons/tone.tsv`; titles, offices, first names, ages and all other words tell nothing, so that "President
Brandt" and "Brandt" are one name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from framing import names, voices
from framing.cast import Cast
from framing.cast.runs import PARTIES
from framing.once import per_record
from framing.records import Span, Statement, View
from framing.similarity import rarity
from framing.syntax import Parse, Reading, Token
from framing.tone import lexicon
from framing.voices import Voice

Sort = Literal["person", "side", "name", "noun"]

Whom = tuple[Sort, str, str, int]
"""Whom a noun names: sort, key, common name, and the first token of the name."""

BEFORE = frozenset({"amod", "compound", "nmod", "npadvmod", "advmod", "nummod", "quantmod", "poss", "det", "punct", "case"})
"""What stands before a noun as part of its naming."""

INSIDE = frozenset({"amod", "compound", "nmod", "npadvmod", "nummod", "quantmod"})
"""Places of a noun inside another's naming, where it names nothing itself."""

TIMES = frozenset({"DATE", "TIME", "ORDINAL", "CARDINAL", "PERCENT", "MONEY", "QUANTITY"})
"""Names that name nothing but a number or a day."""

NAMED = frozenset({"name", "seat", "body"})
"""Names of a side that speak of it itself."""

LISTED = 0.6
"""What a listed word tells, 0..1: as much as a valence of 2.4 of 4."""

VALENCE = 1.0
"""Valence from which a word that is not listed judges whom it names."""

HYPHENS = frozenset({"-", "\u2010", "\u2011", "\u2013"})

LONGEST = 14
"""Tokens of a naming at most; one of more is cut to the noun and what stands before it."""


@dataclass(frozen=True, slots=True)
class Naming:
    """One naming: whom (`sort` and `key`; `common` as a reader would write it), the `noun` it ends in, and its characters in
    the article.

    `telling` is what each of its telling words tells (0..1), `which` the proper words that say which one it is, `place` how it
    is joined to which lemma, `many` whether it is a plural, `owner` the other side that a side is said to be of, or "".
    """

    sort: Sort
    key: str
    common: str
    noun: str
    span: Span
    telling: tuple[tuple[str, float], ...]
    which: frozenset[str]
    place: tuple[str, str]
    definite: bool
    many: bool
    owner: str
    statement: str
    voice: Voice


def of(statement: Statement, reading: Reading, people: Cast, view: View) -> Iterator[Naming]:
    """The namings of a statement in text order, those of no voice left out."""
    told = list(voices.tokens(statement, reading, view))
    if not told:
        return
    _, parse, offset, _ = told[0]
    inside = {token.i for token, *_ in told}
    persons = _persons(parse, offset, people, inside)
    sides = _sides(parse, people)
    for head, _, _, voice in told:
        if head.pos not in {"NOUN", "PROPN"} or (head.dep in INSIDE and head.i not in persons) or not head.text[:1].isalpha():
            continue
        whom = _whom(head, parse, persons, sides, people)
        if whom:
            yield _naming(head, parse, offset, statement, whom, voice, inside)


@per_record
def _sides(parse: Parse, people: Cast) -> Mapping[int, names.Found]:
    """The names of sides in a paragraph that speak of the side itself, by their last token."""
    found = names.sides_in([t.text for t in parse.tokens], people.sure)
    return {one.last - 1: one for one in found if one.alias.sort in NAMED}


def _persons(parse: Parse, offset: int, people: Cast, inside: set[int]) -> dict[int, tuple[int, int]]:
    """By the last token of each name of a person: the person's number and the name's first token."""
    found = {}
    begin, end = (offset + parse.tokens[i].start for i in (min(inside), max(inside)))
    for mention in people.mentions_in(begin, end + 1):
        first, last = parse.tokens_in(mention.start - offset, mention.end - offset)
        if last:
            found[last - 1] = (mention.person, first)
    return found


def _whom(
    head: Token, parse: Parse, persons: Mapping[int, tuple[int, int]], sides: Mapping[int, names.Found], people: Cast
) -> Whom | None:
    """Whom a noun names: sort, key, common name, and the first token of the name."""
    if head.i in persons:
        number, first = persons[head.i]
        person = people.persons[number]
        own = last_name(person.name)
        return "person", own, person.short if own in person.short.lower() else person.name.split()[-1], first
    if head.i in sides and not _runs_on(parse, head.i) and not _in_name(parse.tokens[sides[head.i].first - 1], head):
        return "side", sides[head.i].alias.side.lower(), sides[head.i].alias.side, sides[head.i].first
    if head.name in TIMES:
        return None
    if head.pos == "NOUN":
        return "noun", head.lemma.lower(), head.text, head.i
    first = head.i
    while first > head.left and _in_name(parse.tokens[first - 1], head):
        first -= 1
    name = parse.text[slice(*parse.span(first, _name_end(head, parse)))]
    if head.lemma.lower() in PARTIES or _runs_on(parse, head.i):
        return None
    return "name", " ".join(name.lower().split()), " ".join(name.split()), first


def _in_name(token: Token, head: Token) -> bool:
    """Whether the word before is part of the name that ends in `head`."""
    inside = token.i < token.head <= head.i
    return inside and token.text[:1].isupper() and token.dep in INSIDE and token.pos != "VERB"


def _name_end(head: Token, parse: Parse) -> int:
    """Where a name in capitals ends: behind its "of" with another name ("Court of Arbitration"), else behind its noun."""
    tokens, after = parse.tokens, head.i + 1
    if after < len(tokens) and tokens[after].text == "of" and tokens[after].head == head.i:
        held = [tokens[c] for c in parse.children[after] if tokens[c].pos == "PROPN"]
        return held[0].i + 1 if held and held[0].i - after <= 3 else after
    return after


def _runs_on(parse: Parse, last: int) -> bool:
    """Whether a name goes on behind a word: "America" in "Secure America Now"."""
    after = parse.tokens[last + 1] if last + 1 < len(parse.tokens) else None
    return after is not None and after.text[:1].isupper() and after.start == parse.tokens[last].end + 1


def last_name(name: str) -> str:
    """The last name of a person's name, in lower case."""
    words = [w for w in name.replace(",", " ").lower().split() if w.rstrip(".") not in {"jr", "sr", "ii", "iii", "iv"}]
    return words[-1] if words else name.lower()


def _naming(
    head: Token, parse: Parse, offset: int, statement: Statement, whom: Whom, voice: Voice, inside: set[int]
) -> Naming:
    sort, key, common, first = whom
    low, high, told = _extent(head, parse, first, sort, inside)
    start, end = parse.span(low, high)
    above = parse.tokens[head.head]
    governor = parse.tokens[above.head] if above.pos == "ADP" else above
    before = [parse.tokens[c] for c in parse.children[head.i] if c < head.i]
    return Naming(
        sort, key, common, head.lemma.lower(), (start + offset, end + offset), tuple(told.items()),
        which=_which(head, parse, low, first), place=(head.dep, governor.lemma.lower()),
        definite=any(t.dep == "poss" or t.text.lower() in {"the", "this", "these"} for t in before),
        many=head.tag in {"NNS", "NNPS"}, owner=_owner(head, parse, sort, key), statement=statement.id, voice=voice,
    )  # fmt: skip


def _extent(head: Token, parse: Parse, first: int, sort: Sort, inside: set[int]) -> tuple[int, int, dict[str, float]]:
    """The tokens of a naming, from what stands before its name to what stands beside it, and its telling words."""
    low = min(_low(head, parse), first)
    low = next((i for i in range(first - 1, low, -1) if parse.tokens[i].pos == "DET"), low)  # nothing before an article belongs
    high = _name_end(head, parse) if sort == "name" else head.i + 1
    joined = sort != "noun" and high < len(parse.tokens) and parse.tokens[high].pos == "CCONJ"  # its modifiers are the pair's
    told = {} if joined else dict(_telling(parse, low, head))
    for other in _beside(head, low, parse, sort):
        told |= dict(_telling(parse, _low(other, parse), other)) | dict(_own_word(other))
        low, high = min(low, _low(other, parse)), max(high, other.i + 1)
    if high - low > LONGEST or not inside.issuperset(range(low, high)):
        low, high = max(low, min(inside)) if low in inside else first, head.i + 1
        told = {} if joined else dict(_telling(parse, low, head))
    return _without_article(parse.tokens, low, first), high, told


def _owner(head: Token, parse: Parse, sort: Sort, key: str) -> str:
    """The side that a side named by its name is said to belong to: China in "China's Taiwan"; "" where there is none."""
    if sort != "side":
        return ""
    owners = [parse.tokens[c] for c in parse.children[head.i] if parse.tokens[c].dep == "poss"]
    found = [alias.side for t in owners for alias in names.alias_of(t.text)[:1] if alias.sort == "name"]
    return next((side for side in found if side.lower() != key), "")


def _low(head: Token, parse: Parse) -> int:
    """The first token of what stands unbroken before a noun."""
    low = head.i
    for child in (parse.tokens[c] for c in reversed(parse.children[head.i]) if c < head.i):
        if child.right != low or child.dep not in BEFORE or child.name in TIMES:
            break
        low = child.left
        if child.dep == "det":
            break
    return low


def _without_article(tokens: Sequence[Token], low: int, first: int) -> int:
    while low < first and (tokens[low].pos == "DET" or tokens[low].pos == "PUNCT"):
        low += 1
    return low


def _which(head: Token, parse: Parse, low: int, first: int) -> frozenset[str]:
    """The proper words before a noun, or behind its "of", "in", "on", "against", that say which one; sides by their name."""
    words = [t.text for t in parse.tokens[low : head.i] if t.i < first or t.pos == "PROPN"]
    for prep in (parse.tokens[c] for c in parse.children[head.i] if c > head.i and parse.tokens[c].dep == "prep"):
        if prep.lemma.lower() in {"of", "in", "on", "against", "with"}:
            words += [parse.tokens[c].text for c in parse.children[prep.i] if parse.tokens[c].pos == "PROPN"]
    sides = {word: found[0].side for word in words for found in [names.alias_of(word)] if found and found[0].sort != "leader"}
    return frozenset(sides.get(word, word.lower()) for word in words if word[:1].isupper())


def _beside(head: Token, low: int, parse: Parse, sort: Sort) -> Iterator[Token]:
    """The nouns put beside a name with nothing but a mark between: "Brandt, a felon", "a felon, Tom Brandt", and the kind of
    place that it is: "the besieged city of Kor". Of all but persons only a kind of place or body: what else stands there
    seldom is it ("lied to Congress, a crime").
    """
    if sort == "noun":
        return
    places, kinds = _table()["place"], _table()["place"] | _table()["body"]
    above = parse.tokens[head.head]
    noun = parse.tokens[above.head]
    if head.dep == "pobj" and above.text == "of" and low == above.i + 1 and noun.i == above.i - 1 \
            and noun.lemma.lower() in places:  # fmt: skip
        yield noun
    found = [parse.tokens[c] for c in parse.children[head.i] if c > head.i and parse.tokens[c].dep == "appos"]
    found += [above] if head.dep == "appos" else []
    alone = (t for t in found if not any(parse.tokens[c].dep == "conj" for c in parse.children[t.i]))  # else a list, not a name
    for noun in (t for t in alone if t.pos == "NOUN" and t.tag != "NNS" and (sort == "person" or t.lemma.lower() in kinds)):
        first, last = (noun.i + 1, low) if noun.i < head.i else (head.i + 1, _low(noun, parse))
        pointing = parse.tokens[_low(noun, parse)].text.lower() in {"that", "this", "these", "those"}
        if first <= last <= first + 1 and all(t.pos == "PUNCT" for t in parse.tokens[first:last]) and not pointing:
            yield noun


def _most(token: Token, parse: Parse) -> bool:
    """Whether a word is the highest degree: "the most popular plan" is one plan of several, not another name of it."""
    above = (parse.tokens[c].text.lower() for c in parse.children[token.i])
    return token.tag == "JJS" or any(word in {"most", "least"} for word in above)


def _own_word(noun: Token) -> Iterator[tuple[str, float]]:
    tells = _tells(noun.text.lower(), noun)
    if tells:
        yield noun.text.lower(), tells


def _telling(parse: Parse, low: int, head: Token) -> Iterator[tuple[str, float]]:
    """The telling words from `low` on that belong to a noun: its own modifiers, and those of its compounds, not its owner's.

    "Self-ruled" is one word. A word in capitals is part of a name.
    """
    at = low
    while at < head.i:
        end = at + 1
        while end + 1 < head.i and parse.tokens[end].text in HYPHENS and parse.tokens[end].start == parse.tokens[end - 1].end:
            end += 2
        word, last = parse.text[slice(*parse.span(at, end))], parse.tokens[end - 1]
        above = parse.tokens[last.head]
        own = above.i == head.i or (above.head == head.i and above.dep in INSIDE)
        named = own and last.dep in INSIDE and word.islower() and not _most(last, parse)
        verbal = last.pos == "VERB" and end == at + 1 and parse.tokens[low].pos not in {"DET", "PRON"}  # "accused Brandt of"
        tells = _tells(word.lower(), last) if named and not verbal else 0.0
        if tells:
            yield word, tells
        at = end


def _tells(word: str, token: Token) -> float:
    """What a word tells of whom it names, 0 for nothing: its valence of 4, or what a listed word tells, times its rarity.

    Of a verb only the past participle ("disgraced"). Of nouns only what is listed, for their valence is that of what they name
    ("a prison spokesman"), and so of what ends in "ing": "upsetting Beijing" names nobody.
    """
    forms, table = {word, token.lemma.lower()}, _table()
    if forms & table["plain"] or not (token.pos in {"ADJ", "NOUN"} or token.tag == "VBN"):
        return 0.0
    valence = abs(lexicon.valence(token)) if word.isalpha() else 0.0
    valence = 0.0 if valence < VALENCE or token.pos == "NOUN" or word.endswith("ing") else valence
    value = max(LISTED if forms & table["telling"] else 0.0, valence / 4)
    return value * float(rarity([word])[0]) if value else 0.0


@cache
def same() -> Mapping[str, tuple[int, int]]:
    """The nouns by which one thing is called with another judgement: the number of the set, and of the judgement in it."""
    return {noun: (n, k) for n, row in enumerate(_rows("same")) for k, nouns in enumerate(row) for noun in nouns.split("/")}


@cache
def _table() -> Mapping[str, frozenset[str]]:
    return {kind: frozenset(word for row in _rows(kind) for word in row) for kind in ("telling", "plain", "place", "body")}


def _rows(kind: str) -> Iterator[list[str]]:
    lines = (files("framing") / "lexicons" / "naming.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    yield from (words.split() for name, words in rows[1:] if name == kind)
