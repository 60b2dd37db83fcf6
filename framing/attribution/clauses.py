"""A cue with what depends on it, sorted once; and what the verbs round it are to each other."""

from __future__ import annotations

from dataclasses import dataclass

from framing.attribution import speakers
from framing.attribution.cues import Cue
from framing.attribution.passage import Passage
from framing.attribution.verbs import is_passive


@dataclass(frozen=True, slots=True)
class Clause:
    """The dependents of a cue at token `at`, by what they are to it; -1 or () where there is none.

    `start` is the token where the clause's own words begin: its subject, auxiliary or the cue itself, whichever is first;
    `past` is the token after the cue and its particle.
    `speaker` is the head token of the one who speaks.
    """

    passage: Passage
    cue: Cue
    at: int
    start: int
    past: int
    speaker: int
    subject: int = -1
    passive: bool = False
    modal: bool = False
    objects: tuple[int, ...] = ()
    predicate: int = -1
    complements: tuple[int, ...] = ()
    infinitives: tuple[int, ...] = ()
    prepositions: tuple[int, ...] = ()


def gather(passage: Passage, cue: Cue, at: int) -> Clause:
    """The clause of a verb cue."""
    tokens, kinds = passage.tokens, passage.kinds(at)
    inverted = speakers.inverted(passage, at)
    subject = next((kinds[kind][0] for kind in ("nsubj", "nsubjpass", "csubj") if kind in kinds), inverted)
    own = [at, *(k for kind in ("aux", "auxpass", "neg") for k in kinds.get(kind, ()))]
    own += [tokens[subject].left] if 0 <= subject != inverted else []
    passive = is_passive(passage, at)
    behind = [k for c in kinds.get("prt", ()) for k in passage.parse.children[c] if tokens[k].dep == "pobj"]  # "called on them"
    return Clause(
        passage, cue, at, min(own), _past(passage, cue, at), speakers.of(passage, at, passive), subject, passive,
        modal=any(tokens[k].tag == "MD" and tokens[k].lemma not in ("will", "would") for k in kinds.get("aux", ())),
        objects=tuple(k for kind in ("dobj", "dative") for k in kinds.get(kind, behind) if k > at and k != inverted),
        predicate=kinds.get("oprd", [-1])[0],
        complements=tuple(kinds.get("ccomp", ())),
        infinitives=tuple(_infinitives(passage, at, kinds)),
        prepositions=tuple(k for k in kinds.get("prep", ()) if k > at),
    )  # fmt: skip


def _past(passage: Passage, cue: Cue, at: int) -> int:
    particle = cue.word.partition(" ")[2]
    parts = (c for c in passage.parse.children[at] if particle and c > at and passage.tokens[c].text.lower() == particle)
    return next(parts, at) + 1


def _infinitives(passage: Passage, at: int, kinds: dict[str, list[int]]) -> list[int]:
    """Bound verbs after the cue; with an object, parsers hang "tasked them to go" on it as an adverbial clause too."""
    bound = kinds.get("xcomp", []) + (kinds.get("advcl", []) if "dobj" in kinds else [])
    found = [k for k in bound if k > at and (passage.tokens[k].dep == "xcomp" or "aux" in passage.kinds(k))]
    return found or [k for k in kinds.get("dobj", [])[:1] for k in _behind(passage, k)]


def _behind(passage: Passage, person: int) -> list[int]:
    """An infinitive hung on what describes the object: "urged the farmers present to come"."""
    tokens = passage.tokens
    close = (c for c in passage.parse.children[person] if c > person and tokens[c].dep == "amod")
    return [k for c in close for k in passage.parse.children[c] if tokens[k].dep == "xcomp" and "aux" in passage.kinds(k)]
