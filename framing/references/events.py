"""Nouns that name an act told before: "the decision" after "the court decided …"."""

from __future__ import annotations

from collections.abc import Iterator

from framing.records import Reference, Span
from framing.references import clauses
from framing.references.lexis import acts
from framing.references.nouns import definite
from framing.references.phrases import Phrase, Sentence, Text, children, subject
from framing.syntax import Token

_BACK = 2  # sentences from an act's noun to the clause that told it

def link(text: Text) -> Iterator[Reference]:
    """The nouns of an article that safely name an act told before."""
    for there in text.phrases:
        for phrase in there:
            if definite(phrase) and len(phrase.tokens) == 2 and phrase.head.text.lower() in acts():
                found = _told(text, phrase)
                if found is not None:
                    yield Reference(*phrase.span, (found,), "event")


def _told(text: Text, phrase: Phrase) -> Span | None:
    """The nearest clause of the act, when it is the only one in its sentence; none once the act was told as a noun."""
    noun = phrase.head.text.lower()
    for n in range(phrase.sentence, max(-1, phrase.sentence - _BACK - 1), -1):
        if n < phrase.sentence and any(p.head.text.lower() == noun for p in text.phrases[n]):
            return None
        sentence = text.sentences[n]
        found = [t for t in sentence.tokens if t.pos == "VERB" and t.lemma.lower() in acts()[noun] and _before(t, phrase, n)]
        if found:
            return _safe(text, sentence, found, phrase)
    return None


def _before(verb: Token, phrase: Phrase, sentence: int) -> bool:
    return sentence < phrase.sentence or verb.right <= phrase.first


def _safe(text: Text, sentence: Sentence, found: list[Token], phrase: Phrase) -> Span | None:
    verb = found[0]
    if len(found) > 1 or verb.dep not in _TELLING or _undone(sentence, verb) or subject(sentence.parse, verb) is None:
        return None
    if text.quote(sentence.offset + verb.start) not in (phrase.quote, -1):
        return None
    return clauses.span(sentence, verb, all_of_it=verb.lemma.lower() in _SAYING)


_SAYING = frozenset({"say", "tell", "remark", "comment"})
_TELLING = frozenset({"ROOT", "conj", "ccomp", "relcl", "advcl", "parataxis"})


def _undone(sentence: Sentence, verb: Token) -> bool:
    """Whether the act is denied or only possible: "did not decide", "may decide", "if it decides"."""
    below = children(sentence.parse, verb)
    return any(t.dep == "neg" or t.tag == "MD" or t.text.lower() == "if" for t in below)
