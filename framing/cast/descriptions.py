"""What the text says beside a person's name: role, country, employer, party, gender."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from framing import names
from framing.cast.people import Person, known_side
from framing.cast.runs import PARTIES, SUFFIXES, TITLES, Run, key_of
from framing.records import Span
from framing.syntax import Parse, Token

_MALE = frozenset({
    "spokesman", "congressman", "chairman", "king", "emperor", "sultan", "prince", "father", "brother", "son", "husband", "man",
    "businessman", "actor", "councilman",
})  # fmt: skip
_FEMALE = frozenset({
    "spokeswoman", "congresswoman", "chairwoman", "queen", "princess", "mother", "sister", "daughter", "wife", "woman",
    "businesswoman", "actress", "lady",
})  # fmt: skip
_REACH = 14  # words of a description on either side of a name


@dataclass(frozen=True, slots=True)
class Description:
    """A name in place, with the words before and behind it that describe its bearer."""

    run: Run
    before: tuple[str, ...]
    behind: tuple[str, ...]
    span: Span


_IN_NAME = frozenset({"PROPN", "NOUN", "ADJ", "PART", "NUM", "ADV"})


def describe(run: Run) -> tuple[tuple[str, ...], tuple[str, ...], Span]:
    tokens = run.parse.tokens
    left = _left(tokens, run.first)
    right = _right(run.parse, run.last)
    begin = min(left, run.first)
    while begin < run.first and tokens[begin].text in (",", "the", "The", "a", "A", "an", "An"):
        begin += 1
    span = (run.paragraph.start + tokens[begin].start, run.paragraph.start + tokens[max(right, run.last) - 1].end)
    before = tuple(t.text for t in tokens[left : run.first])
    behind = tuple(t.text for t in tokens[run.last : right])
    return before, behind, span


def _left(tokens: Sequence[Token], first: int) -> int:
    """Where the words before a name that belong to it begin: "the National Security Adviser to the President of Russia"."""
    at = _chunk(tokens, first, first)
    if at == first and first >= 2 and tokens[first - 1].text == ",":  # "the group's executive director, Matt Brooks"
        at = _chunk(tokens, first - 1, first - 1)
        if not _ends_in_role(tokens, at, first - 1):
            return first
        return at
    if at < first and tokens[first - 1].text.islower() and not _ends_in_role(tokens, at, first):
        return first  # "Iran leader rebuffs Trump's warning": a verb taken for a noun
    outer = at
    while at < first and first - outer < _REACH:  # "a spokesman for Merkel" does not describe Merkel
        link = outer - 1
        article = link >= 0 and tokens[link].text.lower() in ("the", "his", "her", "its", "their")
        link -= article
        if (_titled_words(tokens, at, first) and not article) or link < 1 or tokens[link].text.lower() not in _LINKS:
            break
        outer = _chunk(tokens, link, first)
        if outer == link:
            break
        if _titled_words(tokens, outer, link):
            at = outer
    return at


_LINKS = frozenset({"of", "for", "to", "at"})


def _ends_in_role(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the last of the words is a role that a person has; "'s" may stand behind a country."""
    found = list(names.roles_in([t.text for t in tokens[first:last]]))
    owner = tokens[last - 1].text.lower() in ("'s", "’s")
    return owner or bool(found and found[-1][1] == last - first and found[-1][2].kind in names.PERSONS)


def _titled_words(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words name a role that a person has."""
    return any(role.kind in names.PERSONS for _, _, role in names.roles_in([t.text for t in tokens[first:last]]))


def _chunk(tokens: Sequence[Token], last: int, name: int) -> int:
    """The first token of the noun phrase that ends before `last`."""
    at = last
    while at > 0 and name - at < _REACH:
        token = tokens[at - 1]
        joined = token.text in ("-", "–", "/", "&") or token.text.lower() in ("'s", "’s", "s'", "’")
        if not joined and (token.pos not in _IN_NAME or token.sentence != tokens[name].sentence or token.text.lower() == "not"):
            break
        if token.pos == "ADV" and token.text[:1].islower():
            break
        at -= 1
    return at


def _right(parse: Parse, last: int) -> int:
    """Where the words behind a name that belong to it end: "of Ukraine", "(D-Iowa)", ", a professor at Lingnan University"."""
    tokens = parse.tokens
    end = parse.sentences[tokens[last - 1].sentence][1]
    at = last
    if at < end and tokens[at].text.lower() in ("jr.", "sr.", "jr", "sr"):
        at += 1
    if at + 1 < end and tokens[at].text == "," and tokens[at + 1].text.lower() in SUFFIXES:
        at += 2
        at += at < end and tokens[at].text == ","
    if at < end and tokens[at].text == "of":
        stop = at + 1
        while stop < end and stop - at < 6 and (tokens[stop].pos in ("PROPN", "DET") or tokens[stop].text == "the"):
            stop += 1
        if stop > at + 1:
            at = stop
    if at < end and tokens[at].text in (",", "(", "—", "–"):
        stop = _apposition(tokens, at + 1, end)
        if stop > at + 1:
            at = stop
    return at


_ENDS = frozenset({",", ";", ":", "—", "–", ")", ".", "”", '"', "“", "''", "``"})


def _apposition(tokens: Sequence[Token], first: int, end: int) -> int:
    """The end of the apposition that begins at `first`, or `first` when what stands there is none."""
    stop = first
    while stop < end and stop - first < _REACH and tokens[stop].text not in _ENDS and tokens[stop].pos not in ("VERB", "AUX"):
        stop += 1
    words = [t.text for t in tokens[first:stop]]
    if not words or tokens[first].pos in ("CCONJ", "SCONJ", "ADP", "PRON") or tokens[first].lemma in ("not", "then"):
        return first
    if _party(words):
        return stop
    roles = [(i, r) for i, _, r in names.roles_in(words) if r.kind in names.PERSONS]
    starts = tokens[first].pos in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV")
    return stop if starts and roles and roles[0][0] < 8 else first


def role_sides(parses: Sequence[Parse], sure: frozenset[str]) -> dict[str, set[str]]:
    """The sides each role is named with anywhere in the article: "Manila's defense minister"."""
    found: dict[str, set[str]] = defaultdict(set)
    for parse in parses:
        words = [t.text for t in parse.tokens]
        ends = {f.last: f.alias.side for f in names.sides_in(words, sure) if f.alias.sort in ("name", "people", "seat")}
        for i, _, role in names.roles_in(words):
            near = next((ends[i - n] for n in range(3) if i - n in ends), None)
            if near:
                found[role.word].add(near)
    return found


def sided_by_role(persons: Sequence[Person], sides: dict[str, set[str]]) -> list[Person]:
    """The persons; those whose country no description gives get the one side the article names their office with."""
    known = []
    for person in persons:
        offices = [r.word for r in person.roles if r.kind in ("head", "state", "spokes")]
        only = {side for word in offices for side in sides.get(word, ())}
        fits = known_side(person) is None and len(only) == 1
        known.append(replace(person, side=next(iter(only))) if fits else person)
    return known


def _party(words: Sequence[str]) -> str | None:
    """The US party a description names: "(D-Iowa)", "R-Wis.", "Democratic Rep."."""
    for n, word in enumerate(words):
        head, mark, _ = word.partition("-")
        letter = word in ("D", "R") and (len(words) == 1 or words[min(n + 1, len(words) - 1)] in ("-", ")", ","))
        if (word.lower() in PARTIES and len(word) > 1) or letter or (mark and head in ("D", "R")):
            return PARTIES.get(word.lower()) or PARTIES[head.lower()]
    return None


def person_of(told: Sequence[Description], sure: frozenset[str]) -> Person:
    """A person from all its mentions: the fullest name, the commonest short one, and every description."""
    forms = Counter(" ".join(d.run.words) for d in told)
    full = min(forms, key=lambda form: (-len(key_of(form.split())), -forms[form], form))
    leader = [a for form in sorted(forms) for a in names.alias_of(form) if a.sort == "leader"]
    lone = [form for form in forms if len(form.split()) == 1]
    short = leader[0].short if leader else min(lone, key=lambda form: (-forms[form], form)) if lone else full
    words = [w for d in told for w in (*d.before, *d.behind)]
    roles = {r: None for d in told for part in (d.before, d.behind) for _, _, r in names.roles_in(part)}
    party = next((p for d in told for p in (_party(d.before), _party(d.behind)) if p), None)
    sides = [s for d in told for s in [_described_side(d, sure)] if s]
    belongs = next((o for d in told for o in [_belongs(d)] if o), "")
    before = [d.run.parse.tokens[d.run.first - 1].text.lower() for d in told if d.run.first]
    gender = _gender(full.split(), words, before)
    known = [a.side for a in leader if a.side in sides]
    side = known[0] if known else Counter(sides).most_common(1)[0][0] if sides else None
    return Person(_tidy(full), _tidy(short), frozenset(w.lower() for w in words), tuple(roles), side, belongs, party, gender)


def _tidy(name: str) -> str:
    return name.replace(" - ", "-").replace(" ,", ",").replace(" ’", "’").replace(" '", "'")


def _described_side(told: Description, sure: frozenset[str]) -> str | None:
    for part in (told.before, told.behind):
        for found in names.sides_in(part, sure):
            if found.alias.sort != "leader":
                return found.alias.side
    return None


def _belongs(told: Description) -> str:
    """Whom a description says its bearer works for: the name behind "of" or "for", or the one before the role."""
    for part in (told.behind, told.before):
        words = list(part)
        found = [(i, j) for i, j, r in names.roles_in(words) if r.kind in names.PERSONS]
        if not found:
            continue
        for link in range(found[0][1], len(words) - 1):
            if words[link] in ("for", "of", "at", "with"):
                name = _capitals(words, link + 1)
                if name:
                    return name
        name = _capitals(words, 0) if words[0][:1].isupper() else ""
        if name and found[0][0] > 0 and not names.role_of(words, 0):
            return name
    return ""


def _capitals(words: Sequence[str], first: int) -> str:
    """The capitalised words that stand together from `first`, without an article."""
    while first < len(words) and words[first].lower() in ("the", "a", "an"):
        first += 1
    last = first
    while last < len(words) and words[last][:1].isupper() and not names.role_of(words, last):
        last += 1
    return " ".join(words[first:last])


def _gender(name: Sequence[str], words: Sequence[str], before: Sequence[str]) -> str | None:
    for word in before:
        if TITLES.get(word):
            return TITLES[word]
    lower = {w.lower() for w in words}
    if lower & _FEMALE:
        return "f"
    if lower & _MALE:
        return "m"
    return names.gender_of(name[0]) if len(name) > 1 else None
