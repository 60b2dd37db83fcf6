"""Phrases with "the" that name an earlier one again: the same noun told more fully before, a wider noun, a person's role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from framing import names
from framing.cast import Cast, known_side
from framing.records import Reference, Span
from framing.references.lexis import Sort, acts, sorts
from framing.references.phrases import Phrase, Text, children, kind
from framing.syntax import Token

_BOUND = frozenset({"the", "this", "that", "these", "those"})
_BACK = 12  # sentences from a phrase to the fuller one it repeats
_NEAR = 3  # sentences from a wider noun or a role to the name it stands for
_KEPT = 6  # earlier phrases of one noun that are looked at
_OTHER = frozenset({
    "same", "other", "first", "second", "third", "last", "next", "latter", "former", "new", "only", "whole", "entire",
    "rest", "most", "more", "own", "very", "late", "latest", "recent", "right", "left", "best", "big", "main",
    "current", "previous", "past", "final", "early", "old", "such", "few", "many", "two", "three", "four", "one",
    "various", "different", "future", "possible",
})  # fmt: skip
"""Words that set a thing apart from one told before, or tell that there are more."""

_NO_ECHO = frozenset({
    "people", "world", "planet", "earth", "public", "media", "press", "issue", "matter", "thing", "problem", "question",
    "situation", "idea", "point", "fact", "result", "process", "country", "nation", "state", "government",
    "administration", "president", "military", "internet", "other", "member", "official", "side", "level", "area",
    "field", "line", "role", "news", "economy", "market", "law", "future", "past", "present", "beginning", "middle",
    "top", "bottom", "center", "centre", "heart", "city", "change", "leader", "street", "ground", "air", "detail",
    "money", "time", "house", "party", "police", "border", "way", "lot", "record", "subject", "event", "chance",
    "right", "minister",
})  # fmt: skip
"""Nouns that "the" makes known by itself, or that are told of many things in one text."""

_VAGUE_ROLES = frozenset({"leader", "counterpart", "official", "expert", "source", "person", "member", "people", "politician"})
_LESSER = frozenset({"deputy", "vice", "former", "ex", "assistant", "acting", "late"})
_BEARERS = 12  # bearers of one role from which the role tells nobody
_DEFINED = frozenset({"a", "an", "the", "this", "that", "his", "her", "its", "their", "our", "my", "one", ""})


def link(text: Text, who: Cast) -> Iterator[Reference]:
    """The definite phrases of an article that safely rename an earlier phrase; of kind "event" when they name an act."""
    told: dict[tuple[str, bool], list[Phrase]] = defaultdict(list)
    bearers = _bearers_by_role(who)
    for there in text.phrases:
        for phrase in there:
            if definite(phrase):
                found = _role(text, who, phrase, bearers) or _echo(told, phrase) or _wider(text, phrase)
                if found is not None:
                    yield Reference(*phrase.span, (found,), "event" if phrase.head.text.lower() in acts() else "noun")
            earlier = told[phrase.head.lemma.lower(), phrase.several]
            earlier.append(phrase)
            del earlier[:-_KEPT]


def definite(phrase: Phrase) -> bool:
    """Whether a phrase points back by its form: "the" or "this", a common noun, at most one more word, nothing behind."""
    head, tokens = phrase.head, phrase.tokens
    if head.pos != "NOUN" or head.name or head.dep in _APART or phrase.article not in _BOUND or phrase.joined:
        return False
    if phrase.last != head.i + 1 or len(tokens) > 3 or any(_sets_apart(t) for t in tokens):
        return False
    return not any(t.dep in _DESCRIBES for t in children(phrase.parse, head) if t.i > head.i)


_APART = frozenset({"appos", "attr", "npadvmod", "compound"})
_DESCRIBES = frozenset({"prep", "relcl", "acl", "appos", "case", "poss", "ccomp"})


def _sets_apart(token: Token) -> bool:
    return token.lemma.lower() in _OTHER or token.tag == "JJS" or token.text == "-"


# --- the same noun --------------------------------------------------------------------------------------------------------


def _echo(told: dict[tuple[str, bool], list[Phrase]], phrase: Phrase) -> Span | None:
    """The fuller phrase of the same noun, when the article has told of one only."""
    lemma = phrase.head.lemma.lower()
    if lemma in _NO_ECHO or kind(phrase) == "none":
        return None
    back = _NEAR if phrase.article in ("this", "that", "these", "those") else _BACK
    before = [p for p in told.get((lemma, phrase.several), ()) if phrase.sentence - p.sentence <= back]
    fuller = [p for p in before if phrase.words < p.words or (phrase.words <= p.words and p.article in ("a", "an"))]
    if not fuller or not all(_certain(p) for p in before):
        return None
    fullest = max(fuller, key=lambda p: (len(p.words), -p.sentence))
    if (fullest.words - phrase.words) & _LESSER:
        return None
    if phrase.plural and phrase.article == "the" and not _bounded(fullest):
        return None  # "coverage details … the details"
    if any(not p.words <= fullest.words for p in before) or fullest.joined or fullest.quote != phrase.quote >= 0:
        return None
    return fullest.span


def _certain(phrase: Phrase) -> bool:
    """Whether a phrase does not tell of any, none or fewer than so many."""
    return phrase.article in _DEFINED and not any(t.text.lower() == "than" for t in phrase.tokens)


def _bounded(phrase: Phrase) -> bool:
    """Whether a plural phrase tells of certain ones: with an article, a number, an owner or a name."""
    beside = [t for t in phrase.tokens if t.i != phrase.head.i]
    marked = any(t.pos in ("NUM", "PROPN", "DET") or t.dep in ("poss", "nummod") or t.text.lower() == "several" for t in beside)
    return marked or bool(phrase.article)


# --- a wider noun ---------------------------------------------------------------------------------------------------------


def _wider(text: Text, phrase: Phrase) -> Span | None:
    """The nearest phrase that a wider noun may call again, when it is the only such in the sentences near."""
    word = phrase.head.text.lower()
    sort = sorts().get(word)
    if sort is None or any(t.pos != "ADJ" or not t.text.islower() for t in phrase.tokens[1:-1]):
        return None
    near = list(_before(text, phrase))
    if any(p.head.text.lower() == word for p in near if p.words):
        return None
    found = [p for p in near if p.head.text.lower() != word and _is(text, p, sort, by_label=phrase.sentence - p.sentence <= 1)]
    forms = {p.head.text.lower() for p in found} | _rivals(text, phrase, sort)
    return found[-1].span if found and len(forms) == 1 and found[-1].quote == phrase.quote else None


def _rivals(text: Text, phrase: Phrase, sort: Sort) -> set[str]:
    """The names of that sort near, also those that stand before another noun: "the Evening Post tabloid"."""
    return {
        t.text.lower() for n in range(max(0, phrase.sentence - _NEAR), phrase.sentence + 1) for t in text.sentences[n].tokens
        if t.pos == "PROPN" and t.text.lower() in sort.heads and (n < phrase.sentence or t.i < phrase.first)
    }  # fmt: skip


def _before(text: Text, phrase: Phrase) -> Iterator[Phrase]:
    for n in range(max(0, phrase.sentence - _NEAR), phrase.sentence + 1):
        for other in text.phrases[n]:
            if n == phrase.sentence and other.last > phrase.first:
                break
            yield other


def _is(text: Text, phrase: Phrase, sort: Sort, *, by_label: bool) -> bool:
    """Whether a phrase is of a sort by its last word, or by the label of its name where that may count."""
    last = phrase.head.text.lower()
    if last in sort.heads or " ".join(t.text.lower() for t in phrase.tokens if t.pos != "DET") in sort.heads:
        return phrase.article != "no"
    if not by_label or phrase.head.name not in sort.labels or phrase.head.pos != "PROPN":
        return False
    aliases = [a.sort for a in names.alias_of(" ".join(t.text for t in phrase.tokens if t.pos != "DET"))]
    if phrase.head.name == "GPE":
        return "name" in aliases
    return not aliases and last not in _PUBLIC and text.named[phrase.head.text] > 1  # a name given once is often no name


_PUBLIC = frozenset({
    "house", "senate", "congress", "parliament", "ministry", "department", "court", "office", "council", "committee",
    "army", "navy", "party", "democrats", "republicans", "police", "bureau", "times", "post", "journal", "treaty",
    "act", "university", "college", "administration", "agency", "government", "state", "embassy", "news", "cnn", "nato",
    "eu", "gop",
})  # fmt: skip


# --- a role ---------------------------------------------------------------------------------------------------------------


def _bearers_by_role(who: Cast) -> dict[str, list[tuple[int, int]]]:
    """By role, the persons who bear it in the order of their first mention, with its first character."""
    first: dict[int, int] = {}
    for m in who.mentions:
        first.setdefault(m.person, m.start)
    bearers: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for person, start in first.items():
        one = who.persons[person]
        for word in {role.word for role in one.roles} if not _LESSER & one.described else ():
            bearers[word].append((start, person))
    return bearers


def _role(text: Text, who: Cast, phrase: Phrase, bearers: dict[str, list[tuple[int, int]]]) -> Span | None:
    """The last mention of the one person of the article who bears a role, of the side the phrase names if it names one."""
    words = [t.text for t in phrase.tokens]
    roles = [role for _, last, role in names.roles_in(words) if last == len(words)]
    if phrase.plural or not roles or roles[0].word in _VAGUE_ROLES or roles[0].kind not in names.PERSONS:
        return None
    sides = {one.alias.side for one in names.sides_in(words, who.sure)}
    if len(words) - 1 > len(roles[0].word.split()) + len(sides):
        return None
    known = bearers.get(roles[0].word, [])[:_BEARERS]
    there = {p for start, p in known if start < phrase.span[0] and (not sides or known_side(who.persons[p]) in sides)}
    return _last_mention(text, who, phrase, there) if len(known) < _BEARERS else None


def _last_mention(text: Text, who: Cast, phrase: Phrase, bearers: set[int]) -> Span | None:
    if len(bearers) != 1:
        return None
    found = [m for m in who.mentions_in(text.begin(phrase.sentence - _BACK), phrase.span[0]) if m.person in bearers]
    return (found[-1].start, found[-1].end) if found else None
