"""Which statement of a point tells it on a page: near to all others, and understood without what stands before it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from framing.records import Statement
from framing.similarity import Matrix

SHORTEST, LONGEST = 8, 40
"""Words of a sentence that tells a matter and is read at one go."""

FAULT = 0.5
"""What is left of a statement's worth for each fault: one fault outweighs half the nearness."""

PRONOUNS = frozenset({
    "he", "she", "it", "they", "we", "i", "you", "his", "her", "its", "their", "our", "my", "your", "him", "them", "us",
})  # fmt: skip
LEANS = PRONOUNS | {
    "this", "that", "these", "those", "such", "here", "there", "and", "but", "or", "nor", "yet", "so", "then", "thus", "also",
    "still", "instead", "meanwhile", "however", "moreover", "furthermore", "therefore", "besides", "otherwise",
    "nevertheless", "nonetheless", "rather", "indeed", "again", "both", "neither", "another", "others", "because",
    "additionally", "conversely",
}  # fmt: skip
"""Opening words that lean on the sentence before."""

OPENS = frozenset({
    "in", "on", "at", "as", "when", "while", "after", "before", "since", "if", "for", "with", "by", "from", "during", "despite",
    "under", "though", "although", "to",
})  # fmt: skip
"""Words after which an opening leans when a pronoun is among its first `EARLY` words ("In their talks, …")."""

EARLY = 4
LINKS = ("in addition", "in turn", "in response", "as a result", "for example", "for instance", "on the other", "in return",
         "at the same time", "by contrast", "in contrast", "that said", "after that", "in other words")  # fmt: skip


def best(
    group: Sequence[int], statements: Sequence[Statement], chance: Matrix, speaks: Mapping[int, int], label: str = ""
) -> int:
    """The statement, by its number, that tells a point best.

    `group` holds the numbers of the point's statements, `chance` how surely each two speak to one point, `speaks` to how many
    points each speaks. A statement is worth the mean chance it has with the point's (1 with itself), over the square root of
    the number of its points, times `FAULT` for each of its `faults` and for a label none of whose words it holds; a part of
    the label's words counts in proportion. Of equals the first.
    """
    middle = chance[np.ix_(group, group)].mean(axis=1)

    def worth(place: int) -> float:
        s = statements[group[place]]
        marks = len(faults(s)) + 1 - _held(label, s)
        return round(float(middle[place]) / math.sqrt(speaks[group[place]]) * math.pow(FAULT, marks), 6)

    return group[max(range(len(group)), key=lambda place: (worth(place), -group[place]))]


def faults(statement: Statement) -> tuple[str, ...]:
    """Why a statement is hard to read alone: its length, an opening that leans on what stands before, a question, no whole
    sentence, half a quotation, a speaker that only an earlier sentence names."""
    text = " ".join(statement.text.split())
    said = statement.attributions[0] if statement.attributions else None
    found = {
        "length": not SHORTEST <= statement.words <= LONGEST,
        "leans": _leans(text),
        "question": text.rstrip("\"”’' ").endswith("?"),
        "no sentence": statement.headline or text.rstrip("\"”’') ")[-1:] not in {".", "!", "?", ";"},
        "half a quotation": text.count("“") != text.count("”") or text.count('"') % 2 == 1,
        "speaker elsewhere": said is not None and said.holder_span is None and said.resolved != "document",
    }
    return tuple(name for name, there in found.items() if there)


def _leans(text: str) -> bool:
    opening = text.lstrip("\"“‘'([—–- ").lower().replace("’", "'")
    words = [word.split("'")[0].strip(".,;:\"“”") for word in opening.split()[:EARLY]]
    early = bool(words) and words[0] in OPENS and not PRONOUNS.isdisjoint(words)
    return early or words[:1] == [""] or (bool(words) and words[0] in LEANS) or opening.startswith(LINKS)


def _held(label: str, statement: Statement) -> float:
    """The share of a label's words that a statement holds; 1 for no label."""
    own, text = set(label.lower().split()), set(statement.text.lower().replace(",", " ").replace(".", " ").split())
    return len(own & text) / len(own) if own else 1.0
