"""How firmly a statement binds somebody to something: agreed, promised, considered, discussed, raised, urged.

A cue is a word of `lexicons/commitment.tsv` that governs what is told. On the way up from it to what nothing governs each
further cue may only loosen it, so that a chain binds as its weakest link does ("agreed to discuss" is discussed, "ready to
agree" is considered); a modal or "expected to" leaves an agreement in view only, and what is denied, asked, or still to be
talked of has no rung. The ladder is ours, after the commitment predicates of FactBank (Saurí & Pustejovsky 2009: a predicate
and its polarity and modality give how an event is told) and the ladder of speech acts of Searle (1976): commissives above
what merely names a matter, directives below, as they bind another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from framing import names, quotations, similarity
from framing.propositions import CONTENT, empty_lemmas
from framing.records import Attribution, Span, Statement
from framing.syntax import Parse, Reading, Token

SUBJECT = frozenset({"nsubj", "nsubjpass"})
SPINE = frozenset({"xcomp", "ccomp", "pcomp", "acl", "conj", "dobj", "pobj", "prep", "acomp", "attr", "oprd", "nsubjpass",
                   "dative"})  # fmt: skip
"""Dependencies over which a governor's firmness holds for what hangs on it."""
APART = frozenset({"relcl", "advcl", "parataxis", "punct", "mark", "cc", "aux", "auxpass", "neg", "npadvmod", "agent"})
"""What hangs on a cue and is not what it binds to: another clause, when and by whom."""
NOT = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "cannot"})
NO_DENIAL = frozenset({"only", "just", "merely", "simply", "doubt", "later"})
MODALS = frozenset({"may", "might", "could", "can", "should", "must", "would", "'d", "’d"})
FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
OPEN = frozenset({"if", "unless", "whether", "before", "until"})
SELVES = frozenset({"i", "we", "he", "she", "it", "they"})
TOGETHER = frozenset({"side", "sides", "two", "both", "leaders", "presidents", "ministers", "parties", "countries", "nations",
                      "governments", "delegations", "officials", "they", "interlocutors", "unnamed"})  # fmt: skip
"""Who acts together and is named elsewhere: nobody in particular."""

CLIMB = 12
PROMISED, CONSIDERED = 5, 4
POS = {"VERB": "verb", "AUX": "verb", "ADJ": "adj", "NOUN": "noun"}


@dataclass(frozen=True, slots=True)
class Rung:
    """One thing somebody is told to be bound to.

    `height` is the rung's place on the ladder; `cue` the characters of the article that say so; `actors` the sides or last
    names of those bound, empty where nobody is told; `words` what they are bound to, lemmas with their rarity (0..1); `about`
    its characters. `quoted`: within quotation marks. `earlier`: told as done before the event. `teller` is who is said to
    say it, apart from the act itself and from those who are bound, "" in the article's own voice.
    """

    statement: str
    height: int
    cue: Span
    actors: frozenset[str]
    words: Mapping[str, float]
    about: Span
    quoted: bool
    earlier: bool
    teller: str


def of(statement: Statement, reading: Reading) -> tuple[Rung, ...]:
    """The rungs of a statement in text order; none without a parse or in a question."""
    for paragraph in reading.paragraphs:
        parse = paragraph.parse
        if parse is None or paragraph.start >= statement.end or paragraph.end <= statement.start:
            continue
        first, last = parse.tokens_in(statement.start - paragraph.start, statement.end - paragraph.start)
        if first == last or any(parse.tokens[i].text == "?" for i in range(first, last)):
            return ()
        cues = {i: height for i in range(first, last) for height in [_height(parse, i)] if height}
        climbs = {i: _climb(parse, i, cues) for i in cues}
        loosened = {j for climb in climbs.values() for j in climb.direct}
        quoted = tuple(q.span for q in quotations.find(parse.text))
        made = (_rung(statement, parse, paragraph.start, i, cues, climbs[i], quoted) for i in sorted(cues) if i not in loosened)
        return tuple(one for one in made if one is not None)
    return ()


def stances(statement: Statement, reading: Reading) -> tuple[Rung, ...]:
    """How the verbs of a statement's attributions stand to what they report, as rungs of their own ladder."""
    for paragraph in reading.paragraphs:
        parse = paragraph.parse
        if parse is not None and paragraph.start < statement.end and paragraph.end > statement.start:
            made = (_stance(statement, parse, paragraph.start, n) for n in range(len(statement.attributions)))
            return tuple(one for one in made if one is not None)
    return ()


def _stance(statement: Statement, parse: Parse, offset: int, n: int) -> Rung | None:
    one = statement.attributions[n]
    cue = one.cue_span
    if cue is None or not one.holder or not statement.start <= cue[0] < statement.end:
        return None
    verb = next((parse.tokens[i] for i in range(*parse.tokens_in(cue[0] - offset, cue[1] - offset))
                 if parse.tokens[i].pos == "VERB" and parse.tokens[i].lemma.lower() in _stances()), None)  # fmt: skip
    if verb is None or _denied(parse, verb.i) or _conditional(parse, verb.i):
        return None
    start, end = max(one.content_span[0], statement.start), min(one.content_span[1], statement.end)
    inside = parse.tokens[slice(*parse.tokens_in(start - offset, end - offset))]
    lemmas = list(dict.fromkeys(word for t in inside if t.i != verb.i for word in _lemmas(t)))
    if not lemmas:
        return None
    rare = dict(zip(lemmas, map(float, similarity.rarity(lemmas)), strict=True))
    outer = next((a.holder for a in statement.attributions[:n] if a.content_span[0] <= cue[0] < a.content_span[1]), "")
    height = _stances()[verb.lemma.lower()]
    return Rung(statement.id, height, cue, actors_of(one.holder), rare, (start, end), False, False, outer)


@dataclass(frozen=True, slots=True)
class _Climb:
    """The way up from a cue: its governors in order, and the cues among them that it is the content of, not joined to."""

    path: tuple[int, ...]
    direct: frozenset[int]
    joined: frozenset[int]


def _climb(parse: Parse, at: int, cues: Mapping[int, int]) -> _Climb:
    path, direct, joined, here, beside = [at], set(), set(), at, False
    for _ in range(CLIMB):
        token = parse.tokens[here]
        above = token.head
        if above == here or token.dep not in SPINE or (token.dep == "conj" and not _matching(token, parse.tokens[above])):
            break
        beside = beside or token.dep == "conj"
        if token.dep == "conj":
            joined.add(above)
        elif above in cues and not _swallows(parse, here, above):
            break
        path.append(above)
        if above in cues and token.dep != "conj" and not beside:
            direct.add(above)
        here = above
    return _Climb(tuple(path), frozenset(direct), frozenset(joined))


def _matching(one: Token, other: Token) -> bool:
    """Whether two joined words have one form; "urging him to pay and vowing" is joined wrongly by the parser."""
    return one.pos not in {"VERB", "AUX"} or one.tag == other.tag or {one.tag, other.tag} <= {"VBD", "VBN", "VBZ", "VBP"}


def _swallows(parse: Parse, here: int, above: int) -> bool:
    """Whether a cue governs another as what it binds to: a clause, or a noun of its own that is only lent a place."""
    token = parse.tokens[here]
    return token.dep in {"xcomp", "ccomp", "pcomp", "acl", "acomp", "oprd"} or (token.pos in {"ADP", "PART"})


def _rung(
    statement: Statement, parse: Parse, offset: int, at: int, cues: Mapping[int, int], climb: _Climb, quoted: Sequence[Span]
) -> Rung | None:  # fmt: skip
    height = _bound(parse, at, cues, climb)
    said = _content(parse, at)
    lemmas = list(dict.fromkeys(word for i in said for word in _lemmas(parse.tokens[i])))
    if height is None or not lemmas:
        return None
    cue = _cue(parse, at, climb, cues)
    starts = [parse.tokens[i].start + offset for i in cue]
    spoken = [a for a in (*statement.attributions, *statement.parts)
              if a.cue_span and any(a.cue_span[0] <= start < a.cue_span[1] for start in starts)]  # fmt: skip
    place = parse.tokens[at].start
    teller = _teller(statement, spoken, place + offset)
    actors = _actors(parse, climb, spoken) or (actors_of(teller) if _pronoun(parse, climb) else frozenset())
    return Rung(
        statement.id,
        height,
        _characters(parse, offset, min(cue), max(cue) + 1),
        actors,
        dict(zip(lemmas, map(float, similarity.rarity(lemmas)), strict=True)),
        _characters(parse, offset, min(said), max(said) + 1),
        any(a <= place < b for a, b in quoted) or statement.mode == "direct",
        _earlier(parse, climb),
        "" if teller and actors_of(teller) <= actors else teller,
    )


def _bound(parse: Parse, at: int, cues: Mapping[int, int], climb: _Climb) -> int | None:
    """The height of a cue after all that governs it; None where it is denied, left open, or is still to be talked of."""
    height = cues[at]
    for n, i in enumerate(climb.path):
        if _denied(parse, i) or (n and _word(parse, i) in _words("denying", "")):
            return None
        height = min(height, cues.get(i, height) if i not in climb.joined else height)
        helping = {parse.tokens[c].text.lower() for c in parse.children[i] if parse.tokens[c].dep == "aux"}
        if i in climb.joined:
            continue
        hoped = n > 0 and _word(parse, i) in _words("unsure", "")
        if _open(parse, i) or (hoped and _other_doer(parse, climb.path[n - 1])):
            return None
        loose = bool(helping & MODALS) or hoped or _conditional(parse, i)
        if loose or helping & FUTURE:
            if height < CONSIDERED:
                return None
            height = min(height, CONSIDERED if loose else PROMISED)
        if n == 0 and _only_meant(parse, i, height):
            return None
    return height


def _only_meant(parse: Parse, i: int, height: int) -> bool:
    """Whether a predicate tells only what for ("flew in to agree on fees"), or what was denied ("ruled out discussing")."""
    token = parse.tokens[i]
    purpose = token.dep in {"advcl", "relcl"} and any(parse.tokens[c].text.lower() == "to" for c in parse.children[i])
    denied = token.dep == "advcl" and token.tag == "VBG" and _word(parse, token.head) in _words("denying", "")
    return denied or (purpose and height > CONSIDERED)


def _open(parse: Parse, i: int) -> bool:
    """Whether a predicate stands under "if" or "whether", so that nothing is told of it."""
    return any(parse.tokens[c].dep == "mark" and parse.tokens[c].text.lower() in OPEN for c in parse.children[i])


def _other_doer(parse: Parse, i: int) -> bool:
    """Whether what is wanted is wanted of another: "wants the council to promise"."""
    return any(parse.tokens[c].dep in SUBJECT for c in parse.children[i])


def _conditional(parse: Parse, i: int) -> bool:
    """Whether a predicate, or the clause it governs, hangs on a condition."""
    return any(t.dep == "advcl" and _open(parse, t.i) for t in _clauses(parse, i))


def _clauses(parse: Parse, i: int) -> Iterator[Token]:
    """What hangs on a predicate or on the clause it governs: the parser hangs "if" and "last year" on either."""
    for c in parse.children[i]:
        yield parse.tokens[c]
        if parse.tokens[c].dep in {"xcomp", "ccomp", "acl"}:
            yield from (parse.tokens[k] for k in parse.children[c])


def _denied(parse: Parse, i: int) -> bool:
    children = [parse.tokens[c] for c in parse.children[i]]
    words = [t for t in children if t.text.lower() in NOT and t.dep in {"neg", "det", "aux", "preconj", "advmod"}]
    words += [parse.tokens[c] for t in children if t.dep in SUBJECT | {"dobj"} for c in parse.children[t.i]
              if parse.tokens[c].text.lower() in {"no", "neither"}]  # fmt: skip
    words += [t for t in children if t.dep in SUBJECT and t.text.lower() in {"nobody", "neither", "none"}]
    following = ((parse.tokens[t.i + 1].text.lower() if t.i + 1 < len(parse.tokens) else "") for t in words)
    without = parse.tokens[i].dep == "pcomp" and parse.tokens[parse.tokens[i].head].text.lower() == "without"
    return without or any(word not in NO_DENIAL for word in following)


def _earlier(parse: Parse, climb: _Climb) -> bool:
    """Whether the act is put before the event: "had agreed", "agreed last year"."""
    for i in climb.path:
        own = [parse.tokens[c] for c in parse.children[i]]
        if any(t.dep == "aux" and t.text.lower() in {"had", "'d", "’d"} and t.tag == "VBD" for t in own):
            return True
        when = (parse.tokens[k].text.lower() for t in _clauses(parse, i) if t.dep in {"npadvmod", "advmod"}
                for k in range(t.left, t.right))  # fmt: skip
        if any(word in _words("earlier", "") for word in when):
            return True
        dated = (parse.tokens[c] for t in own if t.dep == "prep" and t.text.lower() in {"in", "since"}
                 for c in parse.children[t.i])  # fmt: skip
        if any(t.name == "DATE" and t.text.isdigit() for t in dated):
            return True
    return False


# --- the cue and what it binds to -----------------------------------------------------------------------------------------


def _height(parse: Parse, i: int) -> int | None:
    token = parse.tokens[i]
    part = POS.get(token.pos)
    if part is None or token.dep in {"amod", "compound", "aux", "auxpass", "poss"}:
        return None
    height = _heights().get((part, _word(parse, i))) or _heights().get((part, token.lemma.lower()))
    if height is None:
        return None
    lemma = token.lemma.lower()
    if lemma == "raise" or _word(parse, i) == "bring_up":
        own = [parse.tokens[c] for c in parse.children[i]]
        about = any(t.dep in {"dobj", "nsubjpass"} and t.lemma.lower() in _words("issue", "") for t in own)
        talk = any(t.dep == "prep" and t.text.lower() == "with" and parse.tokens[c].pos == "PROPN"
                   for t in _near(parse, i) for c in parse.children[t.i])  # fmt: skip
        return height if about or talk else None
    if part == "verb" and not _weighed(parse, i):
        return None
    if part == "adj" and token.dep not in {"acomp", "oprd", "ROOT", "conj"}:
        return None
    if part == "adj" and not any(parse.tokens[c].dep in {"xcomp", "prep"} for c in parse.children[i]):
        return None
    return height if part != "noun" or _lent(parse, i) else None


def _near(parse: Parse, i: int) -> Iterator[Token]:
    """What hangs on a verb or on its object: the parser hangs "with Xi" on either."""
    for c in parse.children[i]:
        yield parse.tokens[c]
        if parse.tokens[c].dep == "dobj":
            yield from (parse.tokens[k] for k in parse.children[c])


def _weighed(parse: Parse, i: int) -> bool:
    """Whether a verb of two senses has the one of the ladder: not "considered rude", "considers it a success", "signed up"."""
    token, own = parse.tokens[i], [parse.tokens[c] for c in parse.children[i]]
    lemma = token.lemma.lower()
    if lemma == "sign":
        about = {t.lemma.lower() for t in own if t.dep in {"dobj", "nsubjpass"}}
        return bool(about & _words("paper", ""))
    if lemma == "consider":
        opinion = any(t.dep in {"ccomp", "oprd", "acomp", "auxpass"} for t in own) or token.dep in {"prep", "advcl", "pcomp"}
        return not opinion and any(t.dep == "dobj" or (t.dep == "xcomp" and t.tag == "VBG") for t in own)
    return True


def _lent(parse: Parse, i: int) -> bool:
    """Whether a noun tells an act: a verb only lends it its place, somebody owns it, or it says to do what."""
    token, above = parse.tokens[i], parse.tokens[parse.tokens[i].head]
    tells = any(parse.tokens[c].dep in {"acl", "prep"} for c in parse.children[i])
    if token.dep == "nsubjpass" and above.lemma.lower() in _words("light", ""):
        return tells or any(parse.tokens[c].dep == "prep" for c in parse.children[above.i])
    if above.pos in {"VERB", "AUX"} and token.dep == "dobj" and above.lemma.lower() in _words("light", ""):
        return tells
    if above.pos == "ADP" and parse.tokens[above.head].lemma.lower() in {"come", "enter"}:
        return tells
    return tells and any(parse.tokens[c].dep == "poss" for c in parse.children[i])


def _word(parse: Parse, i: int) -> str:
    """A predicate's lemma with the particle, preposition or object that makes it another word: "call_on", "exchange_views"."""
    lemma = parse.tokens[i].lemma.lower()
    for c in parse.children[i]:
        child = parse.tokens[c]
        if child.dep in {"prt", "prep", "dobj"} and f"{lemma}_{child.text.lower()}" in _joined():
            return f"{lemma}_{child.text.lower()}"
    return lemma


def _cue(parse: Parse, at: int, climb: _Climb, cues: Mapping[int, int]) -> list[int]:
    """The tokens that say how firmly: the cue, its particle, what lends it a place, and the governors that loosen it."""
    shown = {at, *(i for i in climb.path if i in climb.direct or (i in climb.path[1:2] and _lends(parse, i, at)))}
    for i in tuple(shown):
        shown |= {c for c in parse.children[i] if c < i and i - c <= 2 and parse.tokens[c].dep in {"aux", "auxpass"}
                  and parse.tokens[c].text.lower() in MODALS | FUTURE}  # fmt: skip
        particle = _word(parse, i).partition("_")[2]
        shown |= {c for c in parse.children[i] if particle and parse.tokens[c].text.lower() == particle and c - i <= 2}
    return sorted(i for i in shown if at - 8 <= i <= at + 3)


def _lends(parse: Parse, i: int, at: int) -> bool:
    noun = parse.tokens[at].pos == "NOUN" and parse.tokens[i].lemma.lower() in _words("light", "")
    return noun or (parse.tokens[at].pos == "ADJ" and parse.tokens[i].lemma.lower() == "be")


def _content(parse: Parse, at: int) -> list[int]:
    """The tokens of what a cue binds to: what hangs on it, without who is bound, when, and what is only joined to it."""
    waiting = [c for c in parse.children[at] if parse.tokens[c].dep not in APART | {"nsubj", "poss", "conj", "det", "amod"}]
    if parse.tokens[at].pos == "NOUN" and parse.tokens[at].dep == "nsubjpass":
        waiting += [c for c in parse.children[parse.tokens[at].head] if parse.tokens[c].dep == "prep"]
    found: list[int] = []
    while waiting:
        i = waiting.pop()
        found.append(i)
        waiting += [c for c in parse.children[i] if parse.tokens[c].dep not in APART
                    and not (parse.tokens[c].dep == "conj" and parse.tokens[c].pos in {"VERB", "AUX"})]  # fmt: skip
    return sorted(found)


def _lemmas(token: Token) -> tuple[str, ...]:
    lemma = token.lemma.lower()
    if token.pos not in CONTENT or lemma in empty_lemmas() or not any(c.isalpha() for c in lemma):
        return ()
    if token.pos == "ADV" or lemma in _words("issue", "") or ("noun", lemma) in _heights():
        return ()
    sides = {alias.side for alias in names.alias_of(token.text) if alias.sort in {"name", "people"}}
    return (sides.pop().lower(),) if len(sides) == 1 else (lemma,)


def _characters(parse: Parse, offset: int, first: int, last: int) -> Span:
    start, end = parse.span(first, last)
    return start + offset, end + offset


# --- who is bound, and who says so ----------------------------------------------------------------------------------------


def _actors(parse: Parse, climb: _Climb, spoken: Sequence[Attribution]) -> frozenset[str]:
    """Those who are bound: the holder where the cue is a saying, else the subject, owner or agent; of a passive without an
    agent those it is told to be "between"."""
    named = {side for a in spoken if a.holder for side in actors_of(a.holder)}
    if named:
        return frozenset(named)
    for i in climb.path:
        for c in parse.children[i]:
            token = parse.tokens[c]
            if token.dep in {"nsubj", "poss"} or (token.dep == "agent" and parse.children[c]):
                return _named(parse, c)
        if any(parse.tokens[c].dep == "nsubjpass" for c in parse.children[i]):
            inside = (t for c in parse.children[i] for t in parse.tokens[parse.tokens[c].left : parse.tokens[c].right])
            return next((_named(parse, t.i) for t in inside if t.text.lower() == "between"), frozenset())
        if parse.tokens[i].dep == "ccomp":
            break
    return frozenset()


def _pronoun(parse: Parse, climb: _Climb) -> bool:
    """Whether the subject of a cue is a pronoun: of one who is said to say it, most often himself."""
    for i in climb.path:
        subject = [parse.tokens[c] for c in parse.children[i] if parse.tokens[c].dep in SUBJECT]
        if subject or parse.tokens[i].dep == "ccomp":
            return any(t.text.lower() in SELVES for t in subject)
    return False


def _named(parse: Parse, i: int) -> frozenset[str]:
    """The parties in a phrase: the sides it names, else the nouns it joins."""
    inside = parse.tokens[parse.tokens[i].left : parse.tokens[i].right]
    sides = [found.alias.side for found in names.sides_in([t.text for t in inside])]
    heads = [t.text for t in inside if t.pos in {"NOUN", "PROPN"} and (t.i == i or t.dep in {"conj", "pobj"})]
    return actors_of(" + ".join(sides or heads))


def actors_of(holder: str) -> frozenset[str]:
    """The parties of a holder ("Biden + Putin"), each as its side where it is known without doubt, else as its last name."""
    found = set()
    for part in holder.split(" + "):
        forms = (part, part.split()[-1]) if part.split() else ()
        sides = [alias.side for form in forms for alias in names.alias_of(form) if not alias.unsure]
        found |= {sides[0].lower()} if sides else {form.lower() for form in forms[-1:]}
    return frozenset(found - TOGETHER)


def _teller(statement: Statement, spoken: Sequence[Attribution], place: int) -> str:
    """Who is said to say it, apart from the act that is itself an act of speech."""
    over = [a.holder for a in statement.attributions if a not in spoken and a.content_span[0] <= place < a.content_span[1]]
    return over[0] if over else ""


# --- the lexicon ----------------------------------------------------------------------------------------------------------


@cache
def _rows() -> tuple[tuple[str, str, int, str, tuple[str, ...]], ...]:
    lines = files("framing.lexicons").joinpath("commitment.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return tuple((r[0], r[1], int(r[2] or 0), r[3], tuple(r[4].split())) for r in rows)


@cache
def _words(kind: str, name: str) -> frozenset[str]:
    return frozenset(word for k, n, _, _, words in _rows() if k == kind and n == name for word in words)


@cache
def _heights() -> Mapping[tuple[str, str], int]:
    return {(part, word): height for kind, _, height, part, words in _rows() if kind == "rung" for word in words}


@cache
def _joined() -> frozenset[str]:
    return frozenset(word for _, _, _, _, words in _rows() for word in words if "_" in word)


@cache
def _stances() -> Mapping[str, int]:
    return {word: height for kind, _, height, _, words in _rows() if kind == "stance" for word in words}


def name_of(height: int) -> str:
    """The name of a rung."""
    return next(name for kind, name, h, _, _ in _rows() if kind == "rung" and h == height)
