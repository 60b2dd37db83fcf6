"""How sure an attribution is: the level of the cue in its frame, moved on the log-odds scale by what the sentence shows.

The signs and rough sizes of the weights come from a logistic fit over the candidates of an annotated corpus (PolNeAR, train
part); they are rounded by hand, and no word has a weight of its own beyond the lexicon's four levels.
"""

from __future__ import annotations

import math

from framing.attribution.clauses import Clause
from framing.records import Span

_BASE = 0.2
_LEVEL = 0.7  # of the log-odds of the lexicon's level
_CONTENT = 0.55  # per log character of content: what is reported at length is reported on purpose
_SENTENCE = 0.7  # taken off per log token of the sentence
_MODAL = 0.6  # "may say"
_BARE = 0.5  # "tried to say"
_MAIN = 0.4  # the cue is the main verb, coordinated with it or a participle beside it
_NOBODY = 0.3  # nobody speaks
_NAMED = 0.2  # a person, organisation, place or people speaks
_THING = 0.5  # "it", "this", "which" speaks
_QUOTED = 0.5  # the content's middle is in quotation marks

_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_THINGS = frozenset({"it", "this", "which", "that"})


def of(clause: Clause, content: Span, level: float) -> float:
    """Confidence in 0..1 that `clause` attributes `content` (characters of the paragraph), from the `level` of its frame."""
    passage, tokens = clause.passage, clause.passage.tokens
    cue, (begin, end) = tokens[clause.at], passage.sentence(clause.at)
    odds = _BASE + _LEVEL * math.log(level / (1 - level))
    odds += _CONTENT * math.log(1 + content[1] - content[0]) - _SENTENCE * math.log(1 + end - begin)
    odds += _MAIN * (cue.dep in ("ROOT", "conj", "advcl"))
    odds -= _MODAL * clause.modal + _BARE * (cue.tag == "VB")
    odds += _QUOTED * (passage.quotation_at((content[0] + content[1]) // 2) >= 0)
    if clause.speaker < 0:
        odds -= _NOBODY
    else:
        who = tokens[clause.speaker]
        odds += _NAMED * (who.name in _NAMES) - _THING * (who.text.lower() in _THINGS)
    return 1 / (1 + math.exp(-odds))
