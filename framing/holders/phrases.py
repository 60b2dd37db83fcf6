"""Noun phrases: a person's name, a medium, a document's author, or the bearer of a description."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from framing import cast, names
from framing.cast import Person
from framing.holders import pronouns
from framing.holders.scene import Named, Phrase, Scene, joined, tidied
from framing.names import Role
from framing.syntax import Parse, Token

_LINKS = frozenset({"of", "for", "from", "in", "at", "on", "with", "to", "by", "who", "familiar", "close"})
_DEFINITE = frozenset({"the", "that", "this"})
_LITTLE = frozenset({"the", "a", "an", "of", "for", "to", "and", "his", "her", "its", "their", "'s", "’s", ",", "-", "at"})


def resolve(scene: Scene, phrase: Phrase) -> Named:
    """The name of a noun phrase; of "Xi and Putin", both."""
    parts = _coordinated(phrase)
    if len(parts) > 1 and all(any(t.pos == "PROPN" for t in part.tokens) for part in parts):
        listed = [_one(scene, part) for part in parts]
        return Named(joined([part.name for part in listed]), "joint", min(part.sure for part in listed))
    return _one(scene, phrase)


def _one(scene: Scene, phrase: Phrase) -> Named:
    person = scene.bearer(phrase)
    if person is not None:
        short = len(phrase.tokens) == 1 and phrase.tokens[0].text == person.short != person.name
        return Named(person.short, "short name" if short else "named", 1.0)
    medium = next((f.alias.short for f in names.sides_in(phrase.core().words) if f.alias.sort == "media"), "")
    if medium:
        return Named(medium, "named", 1.0)
    author = _author(scene, phrase) or _office(scene, phrase)
    if author:
        return Named(author, "role", 0.8)
    return _described(scene, phrase) or Named(tidied(phrase), "named", 1.0)


def _coordinated(phrase: Phrase) -> list[Phrase]:
    """The parts of "Xi and Putin"; the whole when nothing is coordinated."""
    parse, first, last = phrase.parse, phrase.tokens[0].i, phrase.tokens[-1].i + 1
    heads, left = [], [phrase.head.i]
    while left:
        at = left.pop()
        heads.append(at)
        left.extend(c for c in parse.children[at] if first <= c < last and parse.tokens[c].dep == "conj")
    if len(heads) == 1:
        return [phrase]
    begins = [first, *(max(first, parse.tokens[h].left) for h in sorted(heads)[1:]), last]
    parts = [_trimmed(parse.tokens[a:b]) for a, b in pairwise(begins)]
    return [phrase.part(part) for part in parts if part]


def _trimmed(tokens: Sequence[Token]) -> Sequence[Token]:
    while tokens and (tokens[-1].pos in ("CCONJ", "PUNCT") or tokens[-1].text in (",", "and", "&")):
        tokens = tokens[:-1]
    return tokens


# --- documents ------------------------------------------------------------------------------------------------------------


def _author(scene: Scene, phrase: Phrase) -> str:
    """Who speaks in "Trump's letter", "a copy of his speech", "a statement from the ministry", "the letter"; or ""."""
    head = phrase.head
    role = names.role_of([head.text], 0)
    if role is None or role[0].kind != "document":
        return ""
    for n, token in enumerate(phrase.tokens):
        word = token.text.lower()
        if token.tag == "PRP$" and word in pronouns.SINGULAR:
            at = phrase.start + token.start
            return pronouns.he(scene, at, (at, at), pronouns.SINGULAR[word]).name
        if token.tag == "POS" and n:
            return _one(scene, phrase.part(phrase.tokens[:n])).name
        if token.i > head.i and word in ("from", "by") and phrase.tokens[n + 1 :]:
            return _one(scene, phrase.part(phrase.tokens[n + 1 :])).name
    return _within(scene, phrase) or _writer(scene, head.lemma.lower(), phrase.span[0])


def _office(scene: Scene, phrase: Phrase) -> str:
    """A body by the name of the person it is said to be of: "her office" is "Holm's office"; or ""."""
    first, role = phrase.tokens[0], names.role_of([phrase.head.text], 0)
    word = first.text.lower()
    if role is None or role[0].kind != "body" or first.tag != "PRP$" or word not in pronouns.SINGULAR:
        return ""
    owner = pronouns.he(scene, phrase.span[0], (phrase.span[0], phrase.span[0]), pronouns.SINGULAR[word]).name
    return f"{owner}'s {' '.join(phrase.core().words[1:])}" if owner else ""


def _within(scene: Scene, phrase: Phrase) -> str:
    """Who did something "in a letter that said …": the person or body that is the subject of the clause, or ""."""
    tokens, head = phrase.parse.tokens, phrase.head
    if head.dep != "pobj" or tokens[head.head].text.lower() != "in" or phrase.words[0].lower() not in ("a", "an"):
        return ""
    verb = tokens[tokens[head.head].head]
    subjects = (tokens[c] for c in phrase.parse.children[verb.i] if tokens[c].dep == "nsubj" and c < verb.i)
    who = next((t for t in subjects if t.pos in ("NOUN", "PROPN")), None) if verb.pos in ("VERB", "AUX") else None
    return _one(scene, phrase.part(tokens[who.left : who.i + 1])).name if who is not None and who.i != head.i else ""


_ISSUES = frozenset({"send", "write", "issue", "release", "sign", "publish", "post", "pen"})


_SAYS = frozenset({"say", "state", "announce", "add", "write", "declare"})


def _writer(scene: Scene, noun: str, until: int) -> str:
    """Who is said to have sent, written or issued the document that is now "the letter": the latest told before, or ""."""
    if scene.issued is None:
        scene.issued = _issued(scene)
    writers = scene.issued.get(noun, [])
    before = bisect_left(writers, until, key=lambda writer: writer.span[0])
    return _one(scene, writers[before - 1]).name if before else ""


def _issued(scene: Scene) -> dict[str, list[Phrase]]:
    """The writers the article names, by the noun of what they wrote, in text order."""
    found: dict[str, list[Phrase]] = defaultdict(list)
    for paragraph, parse, number in scene.places:
        for token in parse.tokens[slice(*parse.sentences[number])]:
            role = names.role_of([token.text], 0) if token.pos == "NOUN" else None
            writer = _issuer(parse, token) if role and role[0].kind == "document" else None
            if writer is not None:
                found[token.lemma.lower()].append(Phrase(parse, paragraph.start, parse.tokens[writer.left : writer.i + 1]))
    return found


def _issuer(parse: Parse, noun: Token) -> Token | None:
    """The token that heads the writer of a document, in the clause that tells of its writing."""
    clauses = [c for c in parse.children[noun.i] if parse.tokens[c].dep in ("acl", "relcl")]
    for verb in (noun.head, *clauses):
        if parse.tokens[verb].lemma not in _ISSUES:
            continue
        for child in parse.children[verb]:
            token = parse.tokens[child]
            if token.dep == "nsubj" and token.pos in ("NOUN", "PROPN") and child != noun.i:
                return token
            by = [parse.tokens[c] for c in parse.children[child] if token.dep == "agent" and parse.tokens[c].dep == "pobj"]
            if by:
                return by[0]
    return _sayer(parse, noun)


def _sayer(parse: Parse, noun: Token) -> Token | None:
    """The token that heads who says something in a document: "…, the ministry said in a statement"."""
    link = parse.tokens[noun.head]
    verb = parse.tokens[link.head]
    if noun.dep != "pobj" or link.text.lower() != "in" or verb.lemma not in _SAYS:
        return None
    return next((parse.tokens[c] for c in parse.children[verb.i]
                 if parse.tokens[c].dep == "nsubj" and parse.tokens[c].pos in ("NOUN", "PROPN")), None)  # fmt: skip


# --- descriptions ---------------------------------------------------------------------------------------------------------


def _described(scene: Scene, phrase: Phrase) -> Named | None:
    """The bearer of "the President of Russia", "the spokesman", "the paper"; None when nobody fits."""
    core, head = phrase.core(), phrase.head
    words = core.words
    roles = list(names.roles_in(words))
    if not roles or not (words[0].lower() in _DEFINITE or words[0][:1].isupper()):
        return None
    at = head.i - core.tokens[0].i
    role = next((r for i, j, r in roles if i <= at < j), roles[0][2])
    if role.kind in names.PERSONS and not core.is_plural:
        person = scene.called.get(role.word) or _fitting(scene, words, role, phrase.span[0])
        if person is not None:
            if role not in person.roles:
                scene.called[role.word] = person
            return Named(person.short, "role", 0.8)
    again = _same_again(scene, role, core) if words[0].lower() in _DEFINITE else None
    bare = words[0].lower() in _DEFINITE and len(words) <= 3 and words[-1].islower()
    return _body(scene, core) if again is None and role.kind == "body" and bare and not core.is_plural else again


_NEAR = 300  # mentions on either side among which a bearer is looked for


def _fitting(scene: Scene, words: Sequence[str], role: Role, at: int) -> Person | None:
    """The person whom a description fits best: the same role and side, then the most words, then the latest named."""
    side = next((f.alias.side for f in names.sides_in(words, scene.cast.sure)), None)
    own = side or scene.cast.own
    content = {w.lower() for w in words} - _LITTLE
    here = scene.cast.before(at)
    latest = {m.person: n for n, m in enumerate(scene.cast.mentions[max(0, here - _NEAR) : here])}
    later = {m.person for m in scene.cast.mentions[here : here + _NEAR]}
    best: tuple[float, int, int] | None = None
    for number in sorted(latest.keys() | later):
        person = scene.cast.persons[number]
        theirs = cast.known_side(person)
        same = any(r.word == role.word for r in person.roles)
        alike = any(r.kind == role.kind for r in person.roles) and role.kind in ("head", "spokes")
        leads = role.kind == "head" and bool(own) and theirs == own
        if (side and theirs and theirs != side) or not (same or alike or leads):
            continue
        score = 3.0 * same + 0.5 * alike + 2 * bool(own and theirs == own) + 0.5 * len(content & person.described)
        best = max(best or (0.0, -1, number), (score + 1.5 * (number in latest), latest.get(number, -1), number))
    return scene.cast.persons[best[2]] if best else None


def _same_again(scene: Scene, role: Role, phrase: Phrase) -> Named | None:
    """An earlier holder that is no known person and that a description takes up: "the diplomat", "the paper", "the aide"."""
    head = phrase.head
    noun = head.text.lower() if phrase.is_plural else head.lemma.lower()
    words = {t.text.lower() for t in phrase.tokens if t.i < head.i and t.pos in ("NOUN", "PROPN", "ADJ")}
    for other in reversed(scene.told):
        if other.holder_span is None or " + " in other.holder or scene.cast.person(other.holder):
            continue
        if other.holder.lower() == noun:
            continue
        told = other.holder.lower().split()
        known = names.alias_of(other.holder)
        front = told[: next((n for n, w in enumerate(told) if w in _LINKS), None)]
        again = front[-1:] == [noun] and all(w in told for w in words)
        if again or (role.kind == "paper" and known and known[0].sort == "media"):
            return Named(other.holder, "role", 0.7)
        if role.word in ("aide", "official") and not phrase.is_plural and any(
            r.kind in ("spokes", "state") for _, _, r in names.roles_in(told)
        ):  # fmt: skip
            return Named(other.holder, "role", 0.6)
    return None


_LOOK = 12  # words behind a body's name in which the text says what it is
_TOLD_BACK = 12  # sentences looked back for the body a description takes up


def _body(scene: Scene, phrase: Phrase) -> Named | None:
    """The body that "the department" or "the group" takes up: one so named, or called so where it is named."""
    noun, until = phrase.head.lemma.lower(), phrase.span[0]
    here = scene.sentence(until)
    for n in range(here, max(-1, here - _TOLD_BACK), -1):
        paragraph, parse, number = scene.places[n]
        first, last = parse.sentences[number]
        for name in reversed([x for x in parse.names if x.label == "ORG" and first <= x.first < last]):
            body = Phrase(parse, paragraph.start, parse.tokens[name.first : name.last])
            behind = parse.tokens[name.last : min(last, name.last + _LOOK)]
            called = behind[1:] if behind and behind[0].text in (",", "(") else ()
            if body.span[0] < until and any(t.lemma.lower() == noun for t in (*body.tokens, *called)):
                return Named(tidied(body), "role", 0.6)
    return None


def subject_of(scene: Scene, noun: Phrase) -> Named | None:
    """The subject of the verb that a noun cue depends on: "Trump floated threats of …"; None when there is none."""
    head = noun.head
    verb = noun.parse.tokens[head.head]
    if head.pos != "NOUN" or head.dep not in ("dobj", "pobj") or verb.pos != "VERB":
        return None
    subject = next((noun.parse.tokens[c] for c in noun.parse.children[verb.i] if noun.parse.tokens[c].dep == "nsubj"), None)
    if subject is None or subject.pos not in ("NOUN", "PROPN"):
        return None
    return replace(_one(scene, noun.part(noun.parse.tokens[subject.left : subject.i + 1])), sure=0.7)
