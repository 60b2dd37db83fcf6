"""Whether a predicate is told as so or as not so, and as a fact or under something else ("hopes to", "if", "may").

Negation parity with scope (after Chapman et al. 2001, NegEx, and MacCartney & Manning 2009 on implicatives): each "not", each
negative subject or object and each verb of denying that governs the predicate turns it once; two cancel. Modals are no
negation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from framing.claims import lexicon
from framing.syntax import Parse

NOT = frozenset({"not", "n't", "n’t", "never", "nt"})
CUT_OFF = frozenset({"didn", "hadn", "isn", "wasn", "weren", "aren", "doesn", "couldn", "wouldn", "shouldn", "haven", "hasn"})
"""What is left of "didn't" where its apostrophe was set apart."""
NOBODY = frozenset({"nobody", "none", "neither", "nothing"})
SLOTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "pobj"})
NO_DENIAL_NEXT = frozenset({"only", "just", "merely", "solely", "simply", "least"})
IDIOMS = frozenset({"doubt", "matter", "wonder", "question", "late", "later", "less", "more", "few", "fewer", "sooner",
                    "secret", "mean", "means", "surprise"})  # fmt: skip
"""Words before which "no" denies nothing of the clause: "no doubt", "no later than", "no matter"."""

UNSURE = frozenset({"necessarily", "clear", "sure", "always", "entirely", "fully", "exactly"})
HALF = frozenset({"hardly", "barely", "scarcely", "nearly", "almost"})
"""Words that leave open what "not" denies: "not necessarily", "not always", "not clear"."""

ASKING = frozenset({"when", "whether", "how", "why"})
PLACES = frozenset({"where", "what", "who", "which", "whom", "whose"})
OPEN_MARKS = frozenset({"if", "whether", "unless", "until", "before", "lest", "once", "though", "in"})
MODES = {"will": "future", "would": "future", "'ll": "future", "’ll": "future", "wo": "future", "shall": "future", "may": "may",
         "might": "may", "can": "may", "could": "may", "ca": "may", "should": "must", "must": "must"}  # fmt: skip
TOP = -1
CLIMB = 12
"""Governors looked at above a predicate."""


@dataclass(frozen=True, slots=True)
class Scope:
    """How a predicate is told: `so` is False when it is denied; `marks` are the tokens that deny or govern it so.

    `mode` is "" for a fact, the modal's class, the lemma it hangs on ("hope"), or "open" where it is left open.
    """

    so: bool
    mode: str
    marks: tuple[int, ...]


def of(parse: Parse, at: int) -> Scope:
    """The scope of the predicate at token `at`: what is found on the way up from it to what nothing governs."""
    marks: list[int] = []
    mode, so = _question(parse, at) or _garbled(parse, at), True
    here, reported = at, False
    for _ in range(CLIMB):
        found = list(denials(parse, here))
        marks += found
        so ^= len(found) % 2 == 1
        mode = mode or _unsure(parse, here, found) or (_modal(parse, here) if not reported else "open" if found else "")
        above = parse.tokens[here].head
        step = _step(parse, here, above) if above != here else (False, "", TOP)
        if step is None:
            mode = mode or _unfinished(parse, here)
            break
        turned, told_under, here = step
        so ^= turned
        marks += [above] if turned else []
        mode = mode or told_under or ("open" if turned and reported else "")
        if told_under or here == TOP:
            break
        reported = reported or (not turned and parse.tokens[here].lemma.lower() in lexicon.words("saying"))
    return Scope(so, mode, tuple(sorted(set(marks))))


def denials(parse: Parse, at: int) -> Iterator[int]:
    """The tokens that deny the clause of a predicate: not, never, no longer, a negative subject or object."""
    for child in parse.children[at]:
        token = parse.tokens[child]
        word, following = token.text.lower(), _word(parse, child + 1)
        if word in NOT or word in CUT_OFF or (word == "cannot" and token.dep in {"aux", "neg"}):
            if following not in NO_DENIAL_NEXT and not _but(parse, child):
                yield child
        elif token.dep in SLOTS or (token.dep == "prep" and word == "without"):
            yield from _negative_phrase(parse, child)
        elif token.dep in {"advmod", "npadvmod"} and token.lemma.lower() in {"long", "longer", "anymore"}:
            yield from (c for c in parse.children[child] if parse.tokens[c].text.lower() == "no")
        elif token.dep in {"preconj", "cc"} and word == "neither":
            yield child


def _negative_phrase(parse: Parse, at: int) -> Iterator[int]:
    """The "no", "nobody" or "neither of …" of a subject or object that denies its clause."""
    token = parse.tokens[at]
    if token.text.lower() in NOBODY or (token.text.lower() == "one" and _word(parse, at - 1) == "no"):
        yield at
        return
    for c in parse.children[at]:
        word = parse.tokens[c].text.lower()
        denies = word in {"no", "neither"} and parse.tokens[c].dep in {"det", "preconj"}
        if denies and token.lemma.lower() not in IDIOMS and _word(parse, c + 1) not in IDIOMS | {"."}:
            yield c


def _word(parse: Parse, i: int) -> str:
    return parse.tokens[i].text.lower() if 0 <= i < len(parse.tokens) else ""


def _but(parse: Parse, at: int) -> bool:
    """Whether a negation is taken back at once: "cannot but agree", "could not help but agree"."""
    return _word(parse, at + 1) == "but" or (_word(parse, at + 1) == "help" and _word(parse, at + 2) in {"but", "agreeing"})


def _unsure(parse: Parse, at: int, found: list[int]) -> str:
    near = {_word(parse, i + 1) for i in found} | {parse.tokens[c].lemma.lower() for c in parse.children[at]
                                                   if parse.tokens[c].dep == "advmod"}  # fmt: skip
    return "open" if (found and near & UNSURE) or near & HALF else ""


def _modal(parse: Parse, at: int) -> str:
    if any(parse.tokens[c].dep == "mark" and parse.tokens[c].text.lower() in OPEN_MARKS for c in parse.children[at]):
        return "open"
    if any(parse.tokens[c].text.lower() in ASKING for c in parse.children[at]):
        return "open"
    asked = parse.tokens[at].dep == "ccomp" and parse.tokens[at].left < at
    if asked and parse.tokens[parse.tokens[at].left].text.lower() in PLACES:
        return "open"
    helping = (parse.tokens[c].text.lower() for c in parse.children[at] if parse.tokens[c].dep == "aux")
    return next((MODES[word] for word in helping if word in MODES), "")


def _unfinished(parse: Parse, at: int) -> str:
    """Open for an infinitive or a bare imperative, which tell nothing as so."""
    helping = {parse.tokens[c].tag for c in parse.children[at] if parse.tokens[c].dep == "aux"}
    return "open" if parse.tokens[at].tag == "VB" and ("TO" in helping or not helping) else ""


def _garbled(parse: Parse, at: int) -> str:
    """Open where "didn't" before a predicate was torn apart and the parser could not join it: "didn’ t return"."""
    torn = {i for i in range(max(0, at - 4), at) if parse.tokens[i].text.lower() in CUT_OFF}
    return "open" if torn - set(parse.children[at]) else ""


def _question(parse: Parse, at: int) -> str:
    first, last = parse.sentences[parse.tokens[at].sentence]
    return "open" if any(parse.tokens[i].text == "?" for i in range(max(first, last - 3), last)) else ""


def _step(parse: Parse, here: int, above: int) -> tuple[bool, str, int] | None:
    """From a predicate to what governs it: whether that turns it, the mode it lends, and where to go on; None at the top."""
    token, governor = parse.tokens[here], parse.tokens[above]
    lemma = predicate_lemma(parse, above)
    if token.dep == "pcomp":
        return _after_preposition(parse, above)
    if token.dep == "conj" and governor.pos in {"VERB", "AUX"}:
        return _joined(parse, here, above)
    if token.dep == "acl":
        return _of_noun(parse, here, above)
    if token.dep not in {"ccomp", "xcomp", "csubj"}:
        return None
    if token.dep == "xcomp" and governor.lemma.lower() in {"have", "be"}:
        yet = any(parse.tokens[c].text.lower() == "yet" for c in (*parse.children[above], *parse.children[here], here - 2))
        return yet, "" if yet else "must", above
    if lemma in lexicon.words("denying"):
        denied = any(True for _ in denials(parse, above))
        return True, "open" if denied and lemma in {"deny", "dispute", "reject", "rule_out"} else "", above
    if lemma in lexicon.words("doing"):
        return False, "", above
    if lemma in lexicon.words("mind"):
        return False, "" if token.dep == "ccomp" else _under(parse, above), above
    if token.dep == "ccomp" and lemma in lexicon.words("saying"):
        return False, "open" if any(True for _ in denials(parse, above)) else "", above
    return False, _under(parse, above), above


def _of_noun(parse: Parse, here: int, above: int) -> tuple[bool, str, int] | None:
    """A clause that says what a noun holds: "his denial that …" turns it, "rumours that …" leave it open."""
    lemma = parse.tokens[above].lemma.lower()
    if lemma == "denial":
        return True, "", TOP
    finite = any(parse.tokens[c].dep in {"nsubj", "nsubjpass"} for c in parse.children[here])
    return (False, "open", TOP) if finite and lemma not in {"fact", "news", "evidence", "proof", "sign"} else None


def _under(parse: Parse, above: int) -> str:
    """The mode that a governor such as "hope" lends what hangs on it; open where it is denied itself."""
    return "open" if any(True for _ in denials(parse, above)) else lexicon.act(parse.tokens[above].lemma.lower())


def _after_preposition(parse: Parse, at: int) -> tuple[bool, str, int] | None:
    """"Without agreeing", "instead of agreeing", "refrained from agreeing", "ruled out agreeing"."""
    word, above = parse.tokens[at].text.lower(), parse.tokens[at].head
    if word == "without" or (word in {"of", "than"} and _word(parse, at - 1) in {"instead", "rather"}):
        return True, "", at
    if predicate_lemma(parse, above) in lexicon.words("denying"):
        return True, "", above
    return False, _under(parse, above), above


def _joined(parse: Parse, here: int, above: int) -> tuple[bool, str, int] | None:
    """A coordinated predicate goes on under what governs the first ("denied that it met and agreed"), not under its "not",
    unless it is joined by "or" or "nor": those stay open."""
    joined = {parse.tokens[c].text.lower() for c in parse.children[above] if parse.tokens[c].dep == "cc"}
    if joined & {"or", "nor"}:
        return False, "open", TOP
    top = parse.tokens[above]
    shares = not any(parse.tokens[c].dep in {"nsubj", "nsubjpass", "aux"} for c in parse.children[here])
    mode = _modal(parse, above) if shares else ""
    if shares and any(True for _ in denials(parse, above)):
        mode = "open" if parse.tokens[here].tag in {"VB", "VBG"} else mode
    if top.dep in {"ccomp", "xcomp", "pcomp"} and top.head != above:
        step = _step(parse, above, top.head)
        return (step[0], mode or step[1], step[2]) if step else None
    return (False, mode, TOP) if mode else None


def predicate_lemma(parse: Parse, at: int) -> str:
    """The lemma of a predicate with the particle that makes it another word: "rule_out"."""
    lemma = parse.tokens[at].lemma.lower()
    for c in parse.children[at]:
        if parse.tokens[c].dep in {"prt", "prep"} and f"{lemma}_{parse.tokens[c].text.lower()}" in lexicon.words("denying"):
            return f"{lemma}_{parse.tokens[c].text.lower()}"
    if lemma == "stop" and any(parse.tokens[c].text.lower() == "short" for c in parse.children[at]):
        return "stop_short"
    return lemma
