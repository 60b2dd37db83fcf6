"""How hard a text is to read: the Flesch–Kincaid grade, with syllables counted by rule.

J. P. Kincaid, R. P. Fishburne, R. L. Rogers and B. S. Chissom, "Derivation of New Readability Formulas (Automated Readability
Index, Fog Count and Flesch Reading Ease Formula) for Navy Enlisted Personnel", Naval Technical Training Command, 1975.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^aeiouylr]|[aeiouy][lr])e$|[^aeiouydt]ed$|[^aeiouyscxzg]es$")
_TWO = re.compile(r"[^cstg]i[ao]|io[lt]|eo(?!p)|ua|uou|ying|ier$|iet|cien|dea")
"""Letters that look like one syllable and are two: "media", "idiot", "video"."""


def grade(sentences: Sequence[str]) -> float:
    """The school grade (United States) of sentences: 0.39 words per sentence + 11.8 syllables per word - 15.59.

    Sentences without a word count nothing; 0.0 where there is none left.
    """
    told = [words for s in sentences if (words := _WORD.findall(s))]
    words = [word for one in told for word in one]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(told) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Syllables of an English word by its spelling, at least one: runs of vowels, without a silent ending."""
    plain = re.sub(r"['’].*", "", word.lower())
    spoken = len(_VOWELS.findall(plain)) - len(_SILENT.findall(plain)) + len(_TWO.findall(plain))
    return max(1, spoken)
