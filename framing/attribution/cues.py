"""The cue lexicon: words that attribute, the frames they take, and how surely each frame attributes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

LEVELS = (0.9, 0.7, 0.5, 0.3)
"""How surely a word in a frame attributes: nearly always, mostly, about half the time, now and then."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A word (lemma, with its particle), its part of speech ("verb", "noun", "adj") and the level of each frame it takes."""

    word: str
    pos: str
    frames: Mapping[str, float]

    @property
    def speaks(self) -> bool:
        """Whether the word can introduce a quotation or trail a reported sentence ("…, she said on Monday")."""
        return "quote" in self.frames


@cache
def lexicon() -> Mapping[tuple[str, str], Cue]:
    """The cues by (word, part of speech)."""
    rows: dict[tuple[str, str], Cue] = {}
    text = files("framing.lexicons").joinpath("cues.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        word, pos, *cells = line.split("\t")
        frames = {frame: level for level, cell in zip(LEVELS, cells, strict=False) for frame in cell.split()}
        for spelling in word.split("|"):
            rows[spelling, pos] = Cue(spelling, pos, MappingProxyType(frames))
    return MappingProxyType(rows)


@cache
def words(kind: str) -> frozenset[str]:
    """A class of words of `lexicons/speech.tsv`, such as "light" (make, have, give) or "occasion" (speech, interview)."""
    text = files("framing.lexicons").joinpath("speech.tsv").read_text(encoding="utf-8")
    rows = dict(line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return frozenset(rows[kind].split())
