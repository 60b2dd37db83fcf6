"""Frames: how often each account speaks in the words of a generic news frame, in its own voice and, apart, in
sentences that report what others say.

The frames are the five of Semetko & Valkenburg (2000), Journal of Communication 50(2): conflict, human interest, economic
consequences, morality, responsibility; their words are ours (`lexicons/frames.tsv`). An account's score is the share of its
sentences of one voice with at least one word of the frame: a sentence full of them counts once. What is told is the
difference from the mean of the other accounts' shares, with an interval, the floor of the account's own halves, and a p over
all frames, voices and accounts (`shares`). It counts words and says which: whether a text *takes* a frame, a reader judges.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from framing.contrasts import named, shares
from framing.contrasts.order import Found
from framing.contrasts.shares import Apart, Counts
from framing.records import Account, Contrast, Statement
from framing.settings import Settings
from framing.syntax import Reading

UNIT = "difference of shares of sentences with a word of the frame"
VOICES = ("", "in sentences that report what others say")
"""The note of a difference in the account's own voice, and in sentences that report what others say, in quotation or not."""


@dataclass(frozen=True, slots=True)
class _Told:
    """One account's statements in order, the words of each frame in each, and all its text."""

    account: Account
    own: tuple[Statement, ...]
    cues: tuple[Mapping[str, tuple[str, ...]], ...]

    @property
    def text(self) -> str:
        return "\n".join(s.text for s in self.own)


def find(
    accounts: Sequence[Account], statements: Mapping[str, Statement], readings: Mapping[str, Reading], settings: Settings
) -> tuple[Found, ...]:
    """The differences in frames between the accounts of one view, each with its worth: how far its interval lies from zero.

    `statements` are by id, `readings` by article. `words` of each are the frame's words in the sentence cited, as the text has
    them; where several stand there, the first. What is too little to tell gives nothing.
    """
    told = sorted((_told(account, statements, readings) for account in accounts), key=lambda one: one.text)
    columns = [(frame, voice) for frame in names() for voice in range(len(VOICES))]
    counts = [_counts(one, columns) for one in told]
    found = shares.find(counts, settings.frame_sentences, UNIT, settings)
    return tuple((max(0.0, one.size.low, -one.size.high), _contrast(one, *columns[one.k], told, settings)) for one in found)


def cues(s: Statement, reading: Reading) -> dict[str, tuple[str, ...]]:
    """The words of each frame in a statement, as the text has them, in text order; frames without one are left out."""
    paragraph = named.paragraph_of(s, reading)
    if paragraph is None or paragraph.parse is None:
        return {}
    parse = paragraph.parse
    found: dict[str, tuple[str, ...]] = {}
    for i in range(*parse.tokens_in(s.start - paragraph.start, s.end - paragraph.start)):
        token = parse.tokens[i]
        frame = lexicon().get((token.lemma.lower(), token.pos))
        if frame and s.start <= token.start + paragraph.start and token.end + paragraph.start <= s.end:
            found[frame] = (*found.get(frame, ()), token.text)
    return found


@cache
def lexicon() -> Mapping[tuple[str, str], str]:
    """The frame of each lemma and part of speech."""
    return {(word, pos): frame for frame, pos, words in _rows() for word in words.split()}


def names() -> tuple[str, ...]:
    """The names of the frames, in the order of the lexicon."""
    return tuple(dict.fromkeys(frame for frame, _, _ in _rows()))


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    lines = files("framing.lexicons").joinpath("frames.tsv").read_text(encoding="utf-8").splitlines()
    kept = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple((frame, pos, words) for frame, pos, words in kept[1:])


def _told(account: Account, statements: Mapping[str, Statement], readings: Mapping[str, Reading]) -> _Told:
    own = tuple(statements[i] for i in account.statements)
    return _Told(account, own, tuple(cues(s, readings[s.article]) for s in own))


def _voice(s: Statement) -> int:
    return 0 if s.mode == "voice" else 1


def _counts(one: _Told, columns: Sequence[tuple[str, int]]) -> Counts:
    rows = shares.places(one.own)
    hits, cases = (np.zeros((max(rows, default=0) + 1, len(columns))) for _ in range(2))
    for row, s, words in zip(rows, one.own, one.cues, strict=True):
        for k, (frame, voice) in enumerate(columns):
            if voice == _voice(s):
                cases[row, k] += 1
                hits[row, k] += frame in words
    return Counts(hits, cases, one.text)


def _contrast(apart: Apart, frame: str, voice: int, told: Sequence[_Told], settings: Settings) -> Contrast:
    """The difference with sentences that show it: where the account has more, its own with most words of the frame, then one of
    each of the first others that have any; where it has less, those of the others alone."""
    about, *others = (told[n] for n in (apart.first, *apart.others))
    shown = list(_shown(about, frame, voice))[: settings.evidence - 1] if apart.size.value > 0 else []
    shown += [pair for one in others for pair in list(_shown(one, frame, voice))[:1]]
    shown = shown[: settings.evidence]
    return Contrast("", "frame", about.account.view, None, (about.account.id, *(one.account.id for one in others)), apart.size,
                    tuple(i for i, _ in shown), VOICES[voice], tuple(word for _, word in shown), frame)  # fmt: skip


def _shown(one: _Told, frame: str, voice: int) -> Iterator[tuple[str, str]]:
    """Statements with a word of the frame and that word, those with most of its words first."""
    there = [(s, words[frame]) for s, words in zip(one.own, one.cues, strict=True) if frame in words and _voice(s) == voice]
    there.sort(key=lambda pair: -len(pair[1]))
    return ((s.id, words[0]) for s, words in there)
