"""What "it", "they", "this" and, where it is plain, "he" and "she" stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framing import names
from framing.cast import Cast, Mention
from framing.records import Reference, Span
from framing.references import clauses
from framing.references.phrases import AGENTS, SUBJECT, Kind, Phrase, Sentence, Text, above, children, clause, kind, subject
from framing.syntax import Parse, Token

_THING = frozenset({"it", "its"})
_SEVERAL = frozenset({"they", "them", "their"})
_PERSON = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss"})

_CLAUSES_UP = 6  # clauses above a pronoun whose subjects are asked
_WEATHER = frozenset({"rain", "snow", "hail", "thunder", "drizzle", "freeze"})
_EMPTY = frozenset({
    "seem", "appear", "turn", "happen", "look", "sound", "feel", "take", "remain", "matter", "help", "come", "follow",
    "mean",
})  # fmt: skip
_LINKS = frozenset({"that", "whether", "if", "when", "how", "why", "who", "what", "because", "to", "like", "until"})
_MEASURES = frozenset({
    "time", "o'clock", "day", "year", "week", "month", "date", "late", "early", "dark", "cold", "hot", "am", "pm",
})  # fmt: skip


def link(text: Text, who: Cast) -> Iterator[Reference]:
    """The pronouns of an article that safely stand for an earlier phrase."""
    linked: dict[int, int] = {}
    for number, sentence in enumerate(text.sentences):
        for token in sentence.tokens:
            if token.pos not in ("PRON", "DET") or token.dep not in _PLACES:
                continue
            if token.text.lower() in _PERSON:
                person = _person(text, who, number, sentence, token, linked)
                found = (person.start, person.end) if person else None
                if person:
                    linked[sentence.offset + token.start] = person.person
            else:
                found = _of(text, who, number, sentence, token)
            if found is not None:
                yield Reference(sentence.offset + token.start, sentence.offset + token.end, (found,), "pronoun")


def _of(text: Text, who: Cast, number: int, sentence: Sentence, token: Token) -> Span | None:
    word = token.text.lower()
    if word in ("this", "that"):
        return _clause_before(text, number, sentence, token)
    own_subject = token.dep in SUBJECT and sentence.parse.tokens[token.head].pos in ("VERB", "AUX")
    if not own_subject and token.dep != "poss":
        return None  # "busting it", "one of them": half of what rules found there was wrong
    if (word in _THING and not pleonastic(sentence, token)) or word in _SEVERAL:
        return _phrase(text, who, number, sentence, token, plural=word in _SEVERAL)
    return None


# --- it that is nothing ---------------------------------------------------------------------------------------------------


def pleonastic(sentence: Sentence, token: Token) -> bool:
    """Whether "it" stands for nothing: "it is likely that", "it rains", "it was Ann who"."""
    if token.text.lower() != "it":
        return False
    parse, verb = sentence.parse, sentence.parse.tokens[token.head]
    if verb.dep == "aux":
        verb = parse.tokens[verb.head]
    if verb.lemma.lower() in _WEATHER:
        return True
    behind = sentence.parse.tokens[token.i + 1 : min(sentence.last, token.i + 14)]
    below = [parse.tokens[c] for c in parse.children[verb.i]]
    is_be = verb.lemma == "be" or verb.text.lower() in ("'s", "’s", "‘s")
    if any(t.dep in ("ccomp", "csubj", "csubjpass") for t in below) and (is_be or token.dep == "nsubjpass"):
        return True
    return verb.lemma in _EMPTY or (is_be and _empty_copula(verb, below, behind))


def _empty_copula(verb: Token, below: Sequence[Token], behind: Sequence[Token]) -> bool:
    """Whether "it is" opens a clause or a measure: "it is likely that", "it is late", "it was Ann", "it is one big mess"."""
    said = [t for t in below if t.i > verb.i and t.dep in ("attr", "acomp", "prep", "oprd", "advmod", "npadvmod")]
    if any(t.dep == "attr" or t.lemma.lower() in _MEASURES or t.name in ("DATE", "TIME", "PERSON") for t in said):
        return True
    return any(t.text.lower() in _LINKS or (t.text.lower() == "for" and t.dep == "mark") for t in behind)


# --- a phrase -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """A pronoun in its sentence: its verb, whether that verb's subject wills or says, and who is heard."""

    number: int
    sentence: Sentence
    token: Token
    verb: Token
    wills: bool
    quote: int
    plural: bool


def _phrase(text: Text, who: Cast, number: int, sentence: Sentence, token: Token, *, plural: bool) -> Span | None:
    """Where the phrase stands that a pronoun takes up: the subject before it when no other subject fits, else the only fit."""
    verb = clause(sentence.parse, token)
    wills = token.dep == "nsubj" and verb.lemma.lower() in AGENTS
    place = _Place(number, sentence, token, verb, wills, text.quote(sentence.offset + token.start), plural)
    if _before_its_subject(place):
        return None
    every = [p for p in _near(text, place) if _fits(who, p, place)]
    if _listed(place):
        return next((p.span for p in _near(text, place) if _opens_list(who, p, place)), None)
    if _follows_noun(place):
        return None
    found = _subject_before(text, place, [p for p in every if p.quote == place.quote]) or _only(every, place)
    return found.whole if found else None


def _before_its_subject(place: _Place) -> bool:
    """Whether the pronoun may look forward: "In its report the bank said", "Though it is small, the bank grew"."""
    verb: Token | None = place.verb
    for _ in range(_CLAUSES_UP):
        if verb is None:
            return False
        own = next((t for t in children(place.sentence.parse, verb) if t.dep in SUBJECT), None)
        if own is not None and place.token.i < own.left:
            return True
        verb = above(place.sentence.parse, verb)
    return False


def _near(text: Text, place: _Place) -> list[Phrase]:
    """The phrases before the pronoun in its sentence and in the one before."""
    here = [p for p in text.phrases[place.number] if p.last <= place.token.i]
    before = text.phrases[place.number - 1] if place.number else ()
    return [p for p in (*before, *here) if p.head.dep not in ("appos", "npadvmod", "attr")]


def _fits(who: Cast, phrase: Phrase, place: _Place) -> bool:
    what: Kind = kind(phrase)
    people = what == "person" or _is_named(who, phrase)
    if place.sentence.parse is phrase.parse and _holds(phrase, place):
        return False
    if place.plural:
        return phrase.plural and what != "none" and (not place.wills or people or what in ("body", "state"))
    if phrase.plural or people or what == "none" or phrase.head.name == "NORP":
        return False
    return not place.wills or what in ("body", "state")


def _is_named(who: Cast, phrase: Phrase) -> bool:
    """Whether the head of a phrase is a person's name, whatever the parser calls it."""
    at = phrase.offset + phrase.head.start
    return any(m.start <= at < m.end for m in who.mentions_in(phrase.span[0], at + 1))


def _holds(phrase: Phrase, place: _Place) -> bool:
    """Whether the pronoun stands in what belongs to the phrase: "problems beyond their means" are not theirs."""
    if not phrase.head.left <= place.token.i < phrase.head.right:
        return False
    return not (place.verb.dep in ("relcl", "acl") and phrase.head.left <= place.verb.i < phrase.head.right)


def _listed(place: _Place) -> bool:
    """Whether a possessive opens a later member of a list: in "Peru and its rivals" it is Peru's."""
    tokens, token = place.sentence.parse.tokens, place.token
    after_and = token.i > place.sentence.first and tokens[token.i - 1].pos == "CCONJ"
    return token.dep == "poss" and after_and and tokens[token.head].dep == "conj"


def _follows_noun(place: _Place) -> bool:
    """Whether a possessive comes right behind a noun and a comma or "and", in what the parser took for no list."""
    token, tokens = place.token, place.sentence.parse.tokens
    if token.dep != "poss" or token.i < place.sentence.first + 2 or tokens[token.i - 1].text.lower() not in (",", "and", "or"):
        return False
    return tokens[token.i - 2].pos in ("NOUN", "PROPN")


def _opens_list(who: Cast, phrase: Phrase, place: _Place) -> bool:
    """Whether a phrase is the first member of the list the possessive stands in, and agrees with it."""
    tokens, head = place.sentence.parse.tokens, phrase.head
    if phrase.parse is not place.sentence.parse or head.i != tokens[tokens[place.token.head].head].i:
        return False
    if place.plural or phrase.several:
        return place.plural and phrase.several
    return kind(phrase) not in ("person", "none") and not _is_named(who, phrase)


def _subject_before(text: Text, place: _Place, fits: Sequence[Phrase]) -> Phrase | None:
    """The parallel subject, when it fits, no other subject does, and no thing competes with a body that wills nothing here."""
    like = _parallel(text, place.number, place.sentence, place.token, place.verb)
    chosen = next((p for p in fits if like is not None and p.parse is like[0] and p.head.i == like[1].i), None)
    if chosen is None:
        return None
    own = subject(place.sentence.parse, place.verb)
    if place.token.dep == "poss" and own is not None and chosen.parse is place.sentence.parse and own.i == chosen.head.i:
        return None if any(t.tag == "PRP$" for t in chosen.tokens) else chosen
    rivals = [p for p in fits if not _one(p, chosen)]
    if any(p.subject or (place.plural and p.head.dep == "dobj" and kind(p) == kind(chosen) == "person") for p in rivals):
        return None
    body = kind(chosen) in ("body", "state") and not place.wills and not place.plural
    return None if body and any(kind(p) == "thing" for p in rivals) else chosen


def _only(fits: Sequence[Phrase], place: _Place) -> Phrase | None:
    """The only phrase that fits, when it is the subject of another clause, or stands in the sentence of a possessive."""
    if not fits or any(not _one(p, fits[-1]) for p in fits):
        return None
    last, parse = fits[-1], place.sentence.parse
    if last.quote != place.quote or (last.parse is parse and _own(place) == last.head.i):
        return None
    if place.token.dep == "poss":
        return last if last.sentence == place.number and not _nested(last) else None
    return last if last.subject else None


def _own(place: _Place) -> int:
    """The subject of the pronoun's own clause; -1 for a possessive, which may take it up."""
    own = subject(place.sentence.parse, place.verb)
    return -1 if own is None or place.token.dep == "poss" else own.i


def _nested(phrase: Phrase) -> bool:
    """Whether a phrase hangs by a preposition on a noun: "a man from the project"."""
    tokens = phrase.parse.tokens
    return phrase.head.dep == "pobj" and tokens[tokens[phrase.head.head].head].pos not in ("VERB", "AUX", "ADJ")


def _one(a: Phrase, b: Phrase) -> bool:
    """Whether two phrases are one name or one noun again."""
    return a is b or a.head.text.lower() == b.head.text.lower()


def _parallel(text: Text, number: int, sentence: Sentence, token: Token, verb: Token) -> tuple[Parse, Token] | None:
    """The subject a pronoun may take up: of its own clause (a possessive), of the clause above, of the sentence before."""
    parse, seen = sentence.parse, verb
    if token.dep == "poss":
        own = subject(parse, verb)
        if own is not None and own.right <= token.i:
            return parse, own
    for child in (parse.tokens[c] for c in parse.children[verb.i]):
        if child.dep == "advcl" and child.i < token.i:
            own = subject(parse, child)
            if own is not None:
                return parse, own
    for _ in range(_CLAUSES_UP):
        higher = above(parse, seen)
        if higher is None:
            break
        own = subject(parse, higher)
        if own is not None and own.i < token.i and not own.left <= token.i < own.right:
            return parse, own
        seen = higher
    return _main_subject(text, number - 1) if number else None


def _main_subject(text: Text, number: int) -> tuple[Parse, Token] | None:
    sentence = text.sentences[number]
    root = next((t for t in sentence.tokens if t.head == t.i), None)
    own = subject(sentence.parse, root) if root is not None else None
    return (sentence.parse, own) if own is not None else None


# --- what was just told ---------------------------------------------------------------------------------------------------


def _clause_before(text: Text, number: int, sentence: Sentence, token: Token) -> Span | None:
    """The main clause of the sentence before, for a "this" that opens a sentence as its subject, outside quotations."""
    opens = token.i == sentence.first and token.dep in SUBJECT
    if any(t.tag == "WRB" for t in sentence.tokens[2:3]):
        return None  # "That's when", "This is why"
    if not opens or not number or text.quote(sentence.offset + token.start) >= 0:
        return None
    before = text.sentences[number - 1]
    root = next((t for t in before.tokens if t.head == t.i), None)
    if root is None or root.pos not in ("VERB", "AUX") or before.parse is not sentence.parse:
        return None
    span = clauses.span(before, root)
    return None if text.quote(span[0]) >= 0 else span


# --- one person -----------------------------------------------------------------------------------------------------------


def _person(text: Text, who: Cast, number: int, sentence: Sentence, token: Token, linked: dict[int, int]) -> Mention | None:
    """The only person who may be meant of those named in this sentence before the pronoun and in the two before it.

    Nobody when another person without a name stands near ("a gunman"), or another "she" whom we could not tell. `linked` tells
    by character the person each pronoun before stands for.
    """
    at, gender = sentence.offset + token.start, _PERSON[token.text.lower()]
    near = [m for m in who.mentions_in(text.begin(number - 2), at) if text.quote(m.start) == text.quote(at)]
    there = {m.person for m in near if who.persons[m.person].gender in (None, gender)}
    if len(there) != 1:
        return None
    last = [m for m in near if m.person in there][-1]
    if _others(text, who, number, token, near, last) or _untold(text, number, token, last, linked):
        return None
    return last


def _others(text: Text, who: Cast, number: int, token: Token, near: Sequence[Mention], one: Mention) -> bool:
    """Whether somebody without a name stands near who is not that person by a role: "a spokesman", "his brother"."""
    roles = {role.word for role in who.persons[one.person].roles}
    for n in range(max(0, number - 2), number + 1):
        for phrase in text.phrases[n]:
            if n == number and phrase.last > token.i:
                break
            start, end = phrase.span
            if phrase.plural or kind(phrase) != "person" or any(m.left < end and m.right > start for m in near):
                continue
            role = names.role_of([phrase.head.text], 0)
            if role is None or role[0].word not in roles or phrase.last != phrase.head.i + 1:
                return True
    return False


def _untold(text: Text, number: int, token: Token, one: Mention, linked: dict[int, int]) -> bool:
    """Whether a pronoun of one person stands near, outside quotations, that stands for nobody or somebody else."""
    gender = _PERSON[token.text.lower()]
    for n in range(max(0, number - 1), number + 1):
        sentence = text.sentences[n]
        for t in sentence.tokens:
            at = sentence.offset + t.start
            if n == number and t.i >= token.i:
                break
            if _PERSON.get(t.text.lower()) == gender and at > one.start and linked.get(at) != one.person and text.quote(at) < 0:
                return True
    return False
