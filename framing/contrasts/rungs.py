"""How firmly a statement binds somebody to something: agreed, promised, considered, discussed, raised, urged.

A cue is a word of `lexicons/commitment.tsv` that governs what is told. On the way up from it to what nothing governs each
further cue may only loosen it, so that a chain binds as its weakest link does ("agreed to discuss" is discussed, "ready to
agree" is considered); a modal or "expected to" leaves an agreement in view only, and what is denied, asked, or still to be
talked of has no rung. The ladder is ours, after the commitment predicates of FactBank (Saurí & Pustejovsky 2009: a predicate
and its polarity and modality give how an event is told) and the ladder of speech acts of Searle (1976): commissives above
what merely names a matter, directives below, as they bind another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from framing import names, quotations, similarity
from framing.contrasts import ladder
from framing.contrasts.ladder import height_of, lends, word, words
from framing.contrasts.modality import FUTURE, MODALS, SUBJECT, Climb, bound, climbed, conditional, denied, earlier
from framing.propositions import CONTENT, empty_lemmas
from framing.records import Attribution, Span, Statement
from framing.syntax import Parse, Reading, Token

APART = frozenset({"relcl", "advcl", "parataxis", "punct", "mark", "cc", "aux", "auxpass", "neg", "npadvmod", "agent"})
"""What hangs on a cue and is not what it binds to: another clause, when and by whom."""
SELVES = frozenset({"i", "we", "he", "she", "it", "they"})
TOGETHER = frozenset({"side", "sides", "two", "both", "leaders", "presidents", "ministers", "parties", "countries", "nations",
                      "governments", "delegations", "officials", "they", "interlocutors", "unnamed"})  # fmt: skip
"""Who acts together and is named elsewhere: nobody in particular."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One thing somebody is told to be bound to.

    `height` is the rung's place on the ladder; `cue` the characters of the article that say so; `actors` the sides or last
    names of those bound, empty where nobody is told; `words` what they are bound to, lemmas with their rarity (0..1); `about`
    its characters, with the clauses that tell more of it. `quoted`: within quotation marks. `earlier`: told as done before the
    event. `teller` is who is said to say it, apart from the act itself and from him who alone is bound, "" in the article's own
    voice.
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
        cues = {i: height for i in range(first, last) for height in [height_of(parse, i)] if height}
        climbs = {i: climbed(parse, i, cues) for i in cues}
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
                 if parse.tokens[i].pos == "VERB" and parse.tokens[i].lemma.lower() in ladder.stances()), None)  # fmt: skip
    if verb is None or denied(parse, verb.i) or conditional(parse, verb.i):
        return None
    start, end = max(one.content_span[0], statement.start), min(one.content_span[1], statement.end)
    inside = parse.tokens[slice(*parse.tokens_in(start - offset, end - offset))]
    lemmas = list(dict.fromkeys(word for t in inside if t.i != verb.i for word in _lemmas(t)))
    if not lemmas:
        return None
    rare = dict(zip(lemmas, map(float, similarity.rarity(lemmas)), strict=True))
    outer = next((a.holder for a in statement.attributions[:n] if a.content_span[0] <= cue[0] < a.content_span[1]), "")
    height = ladder.stances()[verb.lemma.lower()]
    return Rung(statement.id, height, cue, actors_of(one.holder), rare, (start, end), False, False, outer)


def _rung(
    statement: Statement, parse: Parse, offset: int, at: int, cues: Mapping[int, int], climb: Climb, quoted: Sequence[Span]
) -> Rung | None:  # fmt: skip
    height = bound(parse, at, cues, climb)
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
        _characters(parse, offset, min(said), max(parse.tokens[i].right for i in said)),
        any(a <= place < b for a, b in quoted) or statement.mode == "direct",
        earlier(parse, climb),
        "" if teller and actors_of(teller) == actors else teller,
    )


# --- the cue and what it binds to -----------------------------------------------------------------------------------------


def _cue(parse: Parse, at: int, climb: Climb, cues: Mapping[int, int]) -> list[int]:
    """The tokens that say how firmly: the cue, its particle, what lends it a place, and the governors that loosen it."""
    shown = {at, *(i for i in climb.path if i in climb.direct or (i in climb.path[1:2] and lends(parse, i, at)))}
    for i in tuple(shown):
        shown |= {c for c in parse.children[i] if c < i and i - c <= 2 and parse.tokens[c].dep in {"aux", "auxpass"}
                  and parse.tokens[c].text.lower() in MODALS | FUTURE}  # fmt: skip
        particle = word(parse, i).partition("_")[2]
        shown |= {c for c in parse.children[i] if particle and parse.tokens[c].text.lower() == particle and c - i <= 2}
    return sorted(i for i in shown if at - 8 <= i <= at + 3)


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
    if token.pos == "ADV" or lemma in words("issue") or lemma in ladder.nouns():
        return ()
    sides = {alias.side for alias in names.alias_of(token.text) if alias.sort in {"name", "people"}}
    return (sides.pop().lower(),) if len(sides) == 1 else (lemma,)


def _characters(parse: Parse, offset: int, first: int, last: int) -> Span:
    start, end = parse.span(first, last)
    return start + offset, end + offset


# --- who is bound, and who says so ----------------------------------------------------------------------------------------


def _actors(parse: Parse, climb: Climb, spoken: Sequence[Attribution]) -> frozenset[str]:
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


def _pronoun(parse: Parse, climb: Climb) -> bool:
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
