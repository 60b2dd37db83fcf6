"""Phrases of a statement that can stand alone: two to six words, whole, and never the opposite of their sentence.

A phrase is a contiguous stretch over one subtree of the parse. Three forms: a noun with its modifiers and complements ("letter
to the islanders", "pledge to deepen the harbour"), a verb in a form without tense with its object ("purchase grain"), and a
short clause with its subject ("mayor withdraws from the race"), the last only where the article itself says it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from framing.once import per_record
from framing.propositions import CONTENT, empty_lemmas
from framing.records import Statement
from framing.syntax import Parse, Reading, Token

Form = Literal["noun", "verb", "clause"]

SHORTEST, LONGEST = 2, 6
MODIFIER = frozenset({"amod", "compound", "nummod", "nmod", "poss", "quantmod", "advmod", "npadvmod", "hyph", "punct",
                      "case", "neg"})  # fmt: skip
EDGE = frozenset({"PUNCT", "PART", "DET", "PRON", "ADV", "ADP"})
TIME = frozenset({"DATE", "TIME", "ORDINAL", "CARDINAL", "PERCENT", "MONEY", "QUANTITY"})
BROKEN = ("\"", "“", "”", "‘", "(", ")", "[", "]", "{", "}", "<", ">", ":", ";", "|", "*", "•", "–", "—", "/", "…", " - ")
"""A phrase that holds one of these is cut out of something longer; so is one with a comma that is not the comma of a list."""

HALF_QUOTED = re.compile(r"[^s]['’](\s|$)|(^|\s)['’]")
"""A closing mark without its opening, which is no apostrophe."""

LEFT_OUT = frozenset({"amod", "poss", "advmod"})
"""Modifiers before a noun that a label may leave out; half a compound is another thing."""

JOINTS = ("-", "‑", "–", "'", "’")
"""A phrase that touches one of these is the half of a word ("self-" | "ruled Taiwan")."""

NAMING = frozenset({"attr", "oprd", "appos", "npadvmod", "compound", "nmod"})
"""Places of a noun that say what something is called, or when, and not what is told ("a wayward province")."""

OWED = frozenset({"dobj", "attr", "acomp", "xcomp", "ccomp", "prt", "dative", "oprd", "agent"})
"""Dependents without which a verb is cut."""

DENIALS = frozenset({"no", "not", "n't", "n’t", "never", "neither", "nor", "without", "nobody", "none", "nothing", "hardly",
                     "barely", "cannot"})  # fmt: skip
"""Words that turn round what stands under them; a label that leaves one out would say the opposite of its sentence."""

REVERSALS = frozenset({
    "abandon", "against", "avoid", "ban", "bar", "block", "cancel", "cease", "decline", "deny", "discourage", "dismiss",
    "dispute", "doubt", "fail", "failure", "forbid", "forgo", "halt", "inability", "instead", "lack", "neglect", "oppose",
    "prevent", "prohibit", "quit", "rather", "rebut", "refrain", "refusal", "refuse", "refute", "reject", "rule", "scrap",
    "shun", "stop", "suspend", "unable", "unlikely", "unwilling",
})  # fmt: skip
"""Lemmas after which a deed is not done: "refused to sign the treaty" is no "sign the treaty"."""

DOUBTS = frozenset({
    "alleged", "apparent", "attempted", "bogus", "conditional", "fake", "failed", "false", "former", "hypothetical",
    "imaginary", "likely", "non", "planned", "possible", "potential", "presumed", "proposed", "purported", "rejected",
    "rumored", "rumoured", "so-called", "supposed", "suspected", "unlikely", "unproven", "would-be",
})  # fmt: skip
"""Adjectives that may not be left out: without them a phrase says that the thing is there."""

POINTING = frozenset({"this", "that", "these", "those", "such", "other", "another", "latter", "above"})
CONDITIONS = frozenset({"if", "unless", "whether", "lest", "until", "though", "although"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of a statement, the lemmas of its content words, its form, and whether it says who rather than what: names
    only, a person with a title, or part of what names a speaker."""

    text: str
    lemmas: tuple[str, ...]
    form: Form
    who: bool


def of(statement: Statement, reading: Reading) -> tuple[Phrase, ...]:
    """The phrases of a statement in the order of the text, each text once."""
    found: dict[str, Phrase] = {}
    for paragraph in reading.paragraphs:
        parse = paragraph.parse
        if parse is None or paragraph.start >= statement.end or paragraph.end <= statement.start:
            continue
        first, last = parse.tokens_in(statement.start - paragraph.start, statement.end - paragraph.start)
        own = statement.mode == "voice" and not statement.text.rstrip("\"”’' ").endswith("?")
        speakers = _speakers(statement, parse, paragraph.start)
        for low, high, form in (s for head in parse.tokens[first:last] for s in _spans(parse, head, own)):
            phrase = _phrase(parse, low, high, form, speakers) if first <= low and high <= last else None
            if phrase:
                found.setdefault(phrase.text, phrase)
    return tuple(found.values())


def _speakers(statement: Statement, parse: Parse, offset: int) -> frozenset[int]:
    """Tokens of the names of those who speak and of what hangs on these names ("Lee, a professor of political science")."""
    found: set[int] = set()
    for attribution in statement.attributions:
        if attribution.holder_span:
            first, last = parse.tokens_in(attribution.holder_span[0] - offset, attribution.holder_span[1] - offset)
            nouns = [t for t in parse.tokens[first:last] if t.pos in {"NOUN", "PROPN"}]
            found |= {i for t in nouns for i in range(t.left, t.right)}
    return frozenset(found)


def _spans(parse: Parse, head: Token, own_voice: bool) -> Iterator[tuple[int, int, Form]]:
    """Token ranges of the phrases a word is the head of."""
    if head.pos in {"NOUN", "PROPN"} and _named(parse, head):
        ends = list(_noun_ends(parse, head))
        yield from ((low, end, "noun") for low in _lows(parse, head) for end in ends)
    elif head.pos == "VERB" and head.lemma.lower() not in empty_lemmas():
        ends = list(_verb_ends(parse, head))
        if head.tag in {"VB", "VBG"} and not _undone(parse, head):
            yield from ((head.i, end, "verb") for end in ends if end > head.i + 1)
        subject = _subject(parse, head)
        if subject is not None and own_voice and head.tag != "VB" and not _unsure(parse, head):
            yield from ((low, end, "clause") for low in _lows(parse, subject) for end in ends)


# --- nouns ------------------------------------------------------------------------------------------------------------


def _named(parse: Parse, head: Token) -> bool:
    """Whether a noun stands where a matter is told rather than something called a name or dated."""
    as_what = head.dep == "pobj" and parse.tokens[head.head].lemma.lower() == "as"
    return head.name not in TIME and head.dep not in NAMING and not as_what


def _lows(parse: Parse, head: Token) -> Iterator[int]:
    """First tokens of a noun phrase: all modifiers but a leading article or pronoun; then without possessor and adjectives.

    "No" is kept: "no moral leadership" is a matter, "moral leadership" its opposite."""
    starts = [head.i]
    for child in (parse.tokens[c] for c in reversed(parse.children[head.i]) if c < head.i):
        whole = child.right == starts[-1] and (child.dep in MODIFIER or child.text.lower() == "no")
        if not whole or child.pos == "PRON" or (child.pos == "DET" and child.text.lower() != "no"):
            break
        starts.append(child.left)
    for at, low in zip(reversed(range(len(starts))), reversed(starts), strict=True):
        bare = _without_edge(parse, low, head.i)
        if bare < (starts[at - 1] if at else head.i + 1):
            yield bare
        left_out = parse.tokens[low : starts[at - 1]] if at else ()
        kept = any(t.head == head.i and t.dep not in LEFT_OUT and t.pos not in EDGE for t in left_out)
        if kept or any(_turns(t) for t in left_out):
            return


def _turns(token: Token) -> bool:
    """Whether a modifier makes another thing of its noun ("alleged poll", "anti-reef movement")."""
    return token.lemma.lower() in DOUBTS or token.text.lower().startswith(("anti", "non"))


def _without_edge(parse: Parse, low: int, head: int) -> int:
    """The first token from `low` on that a label may open with."""
    for token in parse.tokens[low:head]:
        own = token.head == head and (token.pos in EDGE or token.name in TIME)
        if token.text.lower() == "no" or not (own or token.pos in {"DET", "PUNCT", "PRON"}):
            return token.i
    return head


def _noun_ends(parse: Parse, head: Token) -> Iterator[int]:
    """Where a noun phrase may end: at the noun, or behind a complement right after it.

    An infinitive of its own is never cut ("readiness | to talk"), nor a list before its last or behind its first word.
    """
    end = head.i + 1
    after = [parse.tokens[c] for c in parse.children[head.i] if c > head.i]
    in_list = head.dep == "conj" and any(t.dep == "conj" for t in after)
    if not (after and after[0].dep in {"acl", "relcl"} and after[0].tag == "VB" and after[0].left == end):
        yield end
    for child in after:
        if child.i == end and not in_list and (child.dep == "cc" or child.text == ","):
            end += 1
        elif child.left == end and child.dep in {"prep", "conj", "acl", "case"}:
            yield from [child.right] if parse.tokens[end - 1].text == "," else _complement(parse, child)
            end = child.right
        else:
            return


def _complement(parse: Parse, child: Token) -> Iterator[int]:
    """Ends of what hangs on a noun or verb to its right."""
    if child.dep in {"prep", "agent", "dative"} and child.pos in {"ADP", "SCONJ"}:
        for held in (parse.tokens[c] for c in parse.children[child.i] if c > child.i):
            if held.dep == "pobj" and _nominal(parse, held):
                yield from [held.right] if child.lemma.lower() == "between" else _noun_ends(parse, held)
            elif held.dep == "pcomp" and held.tag == "VBG" and held.left == child.i + 1:
                yield from _verb_ends(parse, held)
    elif _nominal(parse, child):
        yield from _noun_ends(parse, child)
    elif child.pos == "VERB" and child.dep in {"acl", "xcomp"} and child.tag in {"VB", "VBG", "VBN"}:
        yield from (end for end in _verb_ends(parse, child) if end > child.i + 1)


def _nominal(parse: Parse, token: Token) -> bool:
    """Whether a word stands for a thing: a noun that is no date or number, or an adjective with an article ("the poor")."""
    articled = token.pos == "ADJ" and any(parse.tokens[c].pos == "DET" for c in parse.children[token.i])
    return (token.pos in {"NOUN", "PROPN"} or articled) and token.name not in TIME


# --- verbs ------------------------------------------------------------------------------------------------------------


def _verb_ends(parse: Parse, verb: Token) -> Iterator[int]:
    """Where a verb phrase may end: behind the verb when nothing is owed to it, behind its object, behind a preposition's.

    A preposition right behind the verb is owed as well ("have emerged | as critics").
    """
    after = [parse.tokens[c] for c in parse.children[verb.i] if c > verb.i and parse.tokens[c].dep != "punct"]
    owed = max((t.i for t in after if t.dep in OWED or (t.dep == "prep" and t.left == verb.i + 1)), default=-1)
    end = verb.i + 1
    if owed < end:
        yield end
    for child in after:
        if child.left != end or child.dep in {"conj", "cc", "advcl", "ccomp", "parataxis"}:
            return
        if child.i >= owed:
            yield from ([child.right] if child.dep in {"prt", "acomp"} else _complement(parse, child))
        end = child.right


def _subject(parse: Parse, verb: Token) -> Token | None:
    """The noun that is a verb's subject, when nothing but auxiliaries stands between them."""
    for child in (parse.tokens[c] for c in parse.children[verb.i] if c < verb.i):
        if child.dep in {"nsubj", "nsubjpass"} and child.pos in {"NOUN", "PROPN"}:
            between = parse.tokens[child.right : verb.i]
            return child if all(t.pos in {"AUX", "ADV", "PART"} for t in between) else None
    return None


def _unsure(parse: Parse, verb: Token) -> bool:
    """Whether a clause is under a condition or inside another that may turn it round; relative clauses lack their noun."""
    marked = any(parse.tokens[c].text.lower() in CONDITIONS for c in parse.children[verb.i])
    return marked or verb.dep in {"relcl", "acl", "ccomp", "xcomp", "pcomp", "csubj"} or _undone(parse, verb)


def _undone(parse: Parse, token: Token) -> bool:
    """Whether a word above says that the deed is not done ("refused to sign", "without sending", "rather than sell")."""
    if any(t.text.lower() in {"without", "rather", "instead"} for t in parse.tokens[max(0, token.i - 3) : token.i]):
        return True
    for _ in range(3):
        above = parse.tokens[token.head]
        if above.i == token.i or token.dep in {"ROOT", "advcl", "relcl"}:
            return False
        around = {parse.tokens[c].text.lower() for c in parse.children[above.i]}
        if above.lemma.lower() in REVERSALS or above.text.lower() in DENIALS or around & DENIALS:
            return True
        token = above
    return False


# --- the whole --------------------------------------------------------------------------------------------------------


def _phrase(parse: Parse, low: int, high: int, form: Form, speakers: Collection[int]) -> Phrase | None:
    tokens = parse.tokens[low:high]
    text = " ".join(parse.text[slice(*parse.span(low, high))].split())
    if not SHORTEST <= len(text.split()) <= LONGEST or _cut(parse, low, high, text, form):
        return None
    if {low, high} & _inside_names(parse) or tokens[0].sentence != tokens[-1].sentence or any(_points(t) for t in tokens):
        return None
    if any(t.text == "," for t in tokens) and not any(t.dep == "cc" for t in tokens):
        return None
    content = [t for t in tokens if t.pos in CONTENT]
    if len(content) < 2 or _denied(parse, low, high):
        return None
    person = tokens[-1].name == "PERSON" and all(t.name == "PERSON" or t.dep in MODIFIER for t in content)
    names = all(t.name or t.pos == "PROPN" for t in content) or all(t.i in speakers for t in tokens)
    return Phrase(text, tuple(t.lemma.lower() for t in content), form, person or names)


@per_record
def _inside_names(parse: Parse) -> frozenset[int]:
    """The tokens at which a name would be cut in two; its article may stay behind."""
    inside = (k for n in parse.names for k in range(n.first + 1, n.last))
    return frozenset(k for k in inside if parse.tokens[k - 1].pos != "DET")


def _cut(parse: Parse, low: int, high: int, text: str, form: Form) -> bool:
    """Whether the marks and words at the edges of a phrase show that it is part of something longer."""
    start, end = parse.span(low, high)
    before, after = parse.text[max(0, start - 1) : start], parse.text[end : end + 4].lower()
    joined = before in JOINTS or after[:1] in JOINTS or text.strip("".join(JOINTS)) != text
    quoted = HALF_QUOTED.search(text) is not None or (before == "‘" and "’" in text)
    titled = form != "noun" and after.lstrip()[:1] in {"“", '"', "‘"}
    opens = parse.tokens[low].pos in {"CCONJ", "SCONJ", "ADP"}
    return joined or quoted or titled or opens or after == " of " or any(c in text for c in BROKEN)


def _points(token: Token) -> bool:
    """Whether a word means what stands elsewhere ("it", "these matters")."""
    return token.pos == "PRON" or token.text.lower() in POINTING


def _denied(parse: Parse, low: int, high: int) -> bool:
    """Whether a phrase leaves out a denial of its noun ("no details"), of its verb or of the subject ("no date is set"),
    or the "any" of a noun under one ("denied any role")."""
    for token in parse.tokens[low:high]:
        outside = [parse.tokens[c] for c in parse.children[token.i] if not low <= c < high]
        if token.pos == "VERB":
            subjects = [t for t in outside if t.dep in {"nsubj", "nsubjpass"}]
            outside += [parse.tokens[token.head], *subjects, *(parse.tokens[c] for t in subjects for c in parse.children[t.i])]
        if any(t.text.lower() in DENIALS for t in outside):
            return True
        if token.pos in {"NOUN", "PROPN"} and any(t.text.lower() == "any" for t in outside) and _undone(parse, token):
            return True
    return False
