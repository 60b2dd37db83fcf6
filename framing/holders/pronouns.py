"""Pronouns, and the two parties told of together: whom "he", "they", "it", "we" and "the two presidents" stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing import names
from framing.cast import Mention
from framing.holders.scene import NOBODY, Named, Phrase, Scene, joined, like_person, place, tidied
from framing.records import Attribution, Span
from framing.syntax import Token

SINGULAR = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
"""The pronouns of one person, with the gender they tell."""

_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves", "both"})
_THING = frozenset({"it", "its", "itself"})
_SELF = frozenset({"i", "we", "me", "us", "my", "our", "ours", "mine"})
_BACK = 5  # sentences a pronoun reaches back
_JOINT = frozenset({
    "two", "both", "pair", "sides", "parties", "leaders", "presidents", "ministers", "interlocutors", "counterparts",
    "countries", "nations", "governments", "duo", "diplomats", "premiers", "chancellors",
})  # fmt: skip
_PEOPLE = ("ers", "ors", "ists", "ants", "ents", "ians", "ees", "men", "people", "folk", "others")
_BOUND = frozenset({"the", "these", "those", "that", "this", "both", "two", "all"})


def resolve(scene: Scene, one: Attribution, phrase: Phrase) -> Named | None:
    """Whom a pronoun or a joint subject stands for; None when the phrase is neither."""
    word, head = phrase.tokens[0].text.lower(), phrase.head
    if head.text.lower() in _SELF:
        return _enclosing(scene, one)
    if is_joint(phrase) and scene.both():
        return Named(scene.both(), "joint", 0.8)
    if head.pos != "PRON":
        return None
    if word in SINGULAR:
        return he(scene, phrase.span[0], one.content_span, SINGULAR[word])
    if word in _PLURAL:
        return _they(scene, phrase.span[0])
    return _it(scene, phrase.span[0]) if word in _THING else None


def is_joint(phrase: Phrase) -> bool:
    """Whether both parties of the event are meant together: "the two presidents", "both sides", "the pair"."""
    head = phrase.head
    if head.tag not in ("NNS", "NNPS", "CD", "DT", "NN", "PDT", "CC"):
        return False
    words = [w.lower() for w in phrase.words if w.isalpha()]
    if not 1 <= len(words) <= 4 or words[0] not in _BOUND:
        return False
    return words[-1] in _JOINT or (words[-1] in ("state", "government") and "heads" in words)


def _enclosing(scene: Scene, one: Attribution) -> Named:
    """ "I" and "we" inside a quotation are its holder."""
    at = one.holder_span[0] if one.holder_span else place(one)
    for other in reversed(scene.told):
        if other.holder and other.content_span[0] <= at < other.content_span[1]:
            return Named(other.holder, "pronoun", 0.7)
    return NOBODY


# --- one person -----------------------------------------------------------------------------------------------------------


def he(scene: Scene, at: int, content: Span, gender: str) -> Named:
    """The nearest person who fits: who spoke last or was a subject, before anybody else; none from the content itself."""
    here = scene.sentence(at)
    tail = content[0] < at  # "…, he said": what stands before is said, not the sayer
    behind = () if tail else scene.cast.mentions_in(content[0], min(content[1], scene.bounds(here)[1]))
    spoken_of = {scene.cast.persons[m.person].short for m in behind if not m.quoted}  # "He wants more from Trump": not Trump
    back = range(here - tail, max(-1, here - _BACK - 1), -1)
    for likely, find in ((True, _speakers_and_subjects), (False, _others)):
        for n in back:
            there = list(find(scene, n, _mentions(scene, n, at if n == here else None, content), n == here))
            name = _fitting(scene, [one for one in there if one not in spoken_of], gender)
            if name:
                return Named(name, "pronoun", 0.9 if likely and here - n <= 1 else 0.6)
    return NOBODY


def _fitting(scene: Scene, there: Sequence[str], gender: str) -> str:
    """The first of the names known to be of a gender, else the first that may be; or ""."""
    maybe = ""
    for name in there:
        person = scene.cast.person(name)
        if person is not None and person.gender == gender:
            return name
        if not maybe and (person.gender is None if person is not None else like_person(name)):
            maybe = name
    return maybe


def _speakers_and_subjects(scene: Scene, sentence: int, there: Sequence[Mention], here: bool) -> Iterator[str]:
    if not here:
        yield from (name for name, _ in reversed(scene.spoke.get(sentence, [])))
    yield from (scene.cast.persons[m.person].short for m in there if m.subject)


def _others(scene: Scene, _sentence: int, there: Sequence[Mention], _here: bool) -> Iterator[str]:
    yield from (scene.cast.persons[m.person].short for m in there if not m.subject)


def _mentions(scene: Scene, sentence: int, until: int | None, content: Span) -> list[Mention]:
    """The persons a sentence names in the article's own words, up to a character; none from what is being attributed."""
    start, end = scene.bounds(sentence)
    there = scene.cast.mentions_in(start, end if until is None else until)
    return [m for m in there if not m.quoted and not content[0] <= m.start < content[1]]


# --- several, and things --------------------------------------------------------------------------------------------------


def _they(scene: Scene, at: int) -> Named:
    here = scene.sentence(at)
    for n in range(here, max(-1, here - _BACK - 1), -1):
        for name, plural in reversed(scene.spoke.get(n, [])):
            if plural or " + " in name:
                return Named(name, "pronoun", 0.8)
        found = _several(scene, n, here) if n < here else None
        if found is not None:
            return found
    return NOBODY


def _several(scene: Scene, sentence: int, here: int) -> Named | None:
    """The several whom a sentence makes its subject; both principals when the sentence before names them."""
    for subject in scene.subjects(sentence):
        persons = {m.person for m in scene.cast.mentions_in(*subject.span)}
        if is_joint(subject) and scene.both():
            return Named(scene.both(), "joint", 0.8)
        if len(persons) > 1:
            return Named(joined([scene.cast.persons[p].short for p in persons]), "joint", 0.8)
        if subject.is_plural and _can_speak(subject.head):
            return Named(tidied(subject), "pronoun", 0.6)
    there = {m.person for m in scene.cast.mentions_in(*scene.bounds(sentence))}
    if here - sentence == 1 and scene.both() and there >= set(scene.cast.principals):
        return Named(scene.both(), "joint", 0.7)
    return None


def _can_speak(head: Token) -> bool:
    """Whether a plural noun names people or bodies, so far as its form, its name or the roles tell."""
    if head.tag == "NNPS" or head.name in ("NORP", "ORG", "PERSON") or head.text.lower() in _JOINT:
        return True
    role = names.role_of([head.text], 0)
    return role[0].kind != "document" if role else head.text.lower().endswith(_PEOPLE)


def _it(scene: Scene, at: int) -> Named:
    here = scene.sentence(at)
    for n in range(here, max(-1, here - _BACK - 1), -1):
        for name, plural in reversed(scene.spoke.get(n, [])):
            if name and " + " not in name and not plural and scene.cast.person(name) is None:
                return Named(name, "pronoun", 0.8)
        for subject in scene.subjects(n):
            if (n < here or subject.span[1] <= at) and _is_body(subject) and scene.bearer(subject) is None:
                return Named(tidied(subject.core()), "pronoun", 0.6)
    return NOBODY


def _is_body(phrase: Phrase) -> bool:
    head = phrase.head
    if any(phrase.parse.tokens[c].dep == "conj" for c in phrase.parse.children[head.i]):
        return False  # "it" is no two
    if head.name in ("ORG", "GPE", "NORP") or head.pos == "PROPN":
        return True
    role = names.role_of([head.text], 0)
    return role is not None and role[0].kind in ("body", "paper", "document")
