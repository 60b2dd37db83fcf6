"""The ladder of commitment: which word of a parse is a cue, and how high it stands (`lexicons/commitment.tsv`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from framing.syntax import Parse

PROMISED, CONSIDERED = 5, 4
"""Heights that a modal or "will" leaves at most."""

POS = {"VERB": "verb", "AUX": "verb", "ADJ": "adj", "NOUN": "noun"}


def height_of(parse: Parse, i: int) -> int | None:
    """The height of a token that is a cue; None for any other, and for a cue's word in another sense."""
    token = parse.tokens[i]
    part = POS.get(token.pos)
    if part is None or token.dep in {"amod", "compound", "aux", "auxpass", "poss"}:
        return None
    height = _heights().get((part, word(parse, i))) or _heights().get((part, token.lemma.lower()))
    sense = {"verb": _verb_binds, "adj": _adjective_binds, "noun": _noun_binds}[part]
    return height if height and sense(parse, i) else None


def _verb_binds(parse: Parse, i: int) -> bool:
    """Not "raised fees", "considered rude", "considers it a success", "signed up"."""
    token, own = parse.tokens[i], [parse.tokens[c] for c in parse.children[i]]
    lemma = token.lemma.lower()
    objects = {t.lemma.lower() for t in own if t.dep in {"dobj", "nsubjpass"}}
    if lemma == "raise" or word(parse, i) == "bring_up":
        return bool(objects & words("issue")) or _with_somebody(parse, i)
    if lemma == "sign":
        return bool(objects & words("paper"))
    if lemma == "consider":
        opinion = any(t.dep in {"ccomp", "oprd", "acomp", "auxpass"} for t in own) or token.dep in {"prep", "advcl", "pcomp"}
        return not opinion and any(t.dep == "dobj" or (t.dep == "xcomp" and t.tag == "VBG") for t in own)
    return True


def _with_somebody(parse: Parse, i: int) -> bool:
    """Whether a verb is done with somebody named; the parser hangs "with Xi" on the verb or on its object."""
    own = [parse.tokens[c] for c in parse.children[i]]
    own += [parse.tokens[k] for t in own if t.dep == "dobj" for k in parse.children[t.i]]
    return any(t.dep == "prep" and t.text.lower() == "with" and parse.tokens[c].pos == "PROPN"
               for t in own for c in parse.children[t.i])  # fmt: skip


def _adjective_binds(parse: Parse, i: int) -> bool:
    """"Is ready to sell", "open to talks"; not "an open door"."""
    after = any(parse.tokens[c].dep in {"xcomp", "prep"} for c in parse.children[i])
    return after and parse.tokens[i].dep in {"acomp", "oprd", "ROOT", "conj"}


def _noun_binds(parse: Parse, i: int) -> bool:
    """Whether a noun tells an act and what of: a verb only lends it its place ("made a pledge to"), or somebody owns it."""
    token, above = parse.tokens[i], parse.tokens[parse.tokens[i].head]
    tells = any(parse.tokens[c].dep in {"acl", "prep"} for c in parse.children[i])
    if token.dep == "nsubjpass" and above.lemma.lower() in words("light"):
        return tells or any(parse.tokens[c].dep == "prep" for c in parse.children[above.i])
    if above.pos in {"VERB", "AUX"} and token.dep == "dobj" and above.lemma.lower() in words("light"):
        return tells
    if above.pos == "ADP" and parse.tokens[above.head].lemma.lower() in {"come", "enter"}:
        return tells
    return tells and any(parse.tokens[c].dep == "poss" for c in parse.children[i])


def word(parse: Parse, i: int) -> str:
    """A predicate's lemma with the particle, preposition or object that makes it another word: "call_on", "exchange_views"."""
    lemma = parse.tokens[i].lemma.lower()
    for c in parse.children[i]:
        child = parse.tokens[c]
        if child.dep in {"prt", "prep", "dobj"} and f"{lemma}_{child.text.lower()}" in _joined():
            return f"{lemma}_{child.text.lower()}"
    return lemma


def lends(parse: Parse, i: int, at: int) -> bool:
    """Whether token `i` only lends the cue `at` its place: "made a pledge", "is ready"."""
    noun = parse.tokens[at].pos == "NOUN" and parse.tokens[i].lemma.lower() in words("light")
    return noun or (parse.tokens[at].pos == "ADJ" and parse.tokens[i].lemma.lower() == "be")


# --- the lexicon ----------------------------------------------------------------------------------------------------------


@cache
def words(kind: str) -> frozenset[str]:
    """The words of a class that has no rungs."""
    return frozenset(word for k, _, _, _, words in _rows() if k == kind for word in words)


@cache
def nouns() -> frozenset[str]:
    """The nouns that are cues."""
    return frozenset(word for part, word in _heights() if part == "noun")


def name_of(height: int) -> str:
    """The name of a rung."""
    return next(name for kind, name, h, _, _ in _rows() if kind == "rung" and h == height)


@cache
def stances() -> Mapping[str, int]:
    """The height of each verb of reporting that takes a stance, by lemma."""
    return {word: height for kind, _, height, _, words in _rows() if kind == "stance" for word in words}


@cache
def _heights() -> Mapping[tuple[str, str], int]:
    return {(part, word): height for kind, _, height, part, words in _rows() if kind == "rung" for word in words}


@cache
def _joined() -> frozenset[str]:
    return frozenset(word for _, _, _, _, words in _rows() for word in words if "_" in word)


@cache
def _rows() -> tuple[tuple[str, str, int, str, tuple[str, ...]], ...]:
    lines = files("framing.lexicons").joinpath("commitment.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return tuple((r[0], r[1], int(r[2] or 0), r[3], tuple(r[4].split())) for r in rows)
