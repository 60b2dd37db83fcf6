"""Agency: who acts and who is acted upon, in an account's own voice, and where the one who acts is left out.

Two things are told.

*Who acts.* Of each person, country and body named, an account's share of the clauses of its own voice in which it stands as one
who acts, among all in which it acts or is acted upon (`deeds`); the difference from the mean of the other accounts' shares with
its interval, floor and p (`shares`). It is a plain transitivity count (Halliday 1985; the part of what Sap et al. 2017 and
Antoniak et al. 2023 count by verb that needs no scores): who is told as doing something, not whether that is power or blame.

*Who is left out.* Two statements of one point, one of which names the one who acts ("police shot the man") while the other
tells the same act on the same patient without ("the man was shot", "died after a shooting"): a passive without an agent, a noun
of the act, or a verb of the outcome (Fowler et al. 1979; Trew 1979; Toolan 1991). Words in quotation marks do not count; an
article's paraphrase does, as its words are the article's. Only where the actor, by any name known to us, stands neither in
that sentence nor in the one before it, and the account names it for that act nowhere else. No size is given: it is one
sentence beside another, and says that the actor is not named there, not that somebody hid it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from framing import names
from framing.actors import Actor
from framing.contrasts import deeds, named, shares
from framing.contrasts.deeds import Act, Deed
from framing.contrasts.order import Found
from framing.contrasts.shares import Apart, Counts
from framing.nearness import Nearness
from framing.records import Account, Contrast, Point, Statement
from framing.references import lexis
from framing.settings import Settings
from framing.syntax import Parse, Reading, Token

UNIT = "difference of shares of clauses in which it acts"
LEFT_OUT = "actor left out"

AGENT, PATIENT = True, False

OFFICE = frozenset({"head", "state", "spokes", "politician", "body"})
"""Kinds of role that tell who acts; "the man" and "people" do not."""

YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class _Told:
    """One account's statements in order, with the deeds of each that is not all quotation, and all its text."""

    account: Account
    own: tuple[Statement, ...]
    deeds: Mapping[str, tuple[Deed, ...]]

    @property
    def text(self) -> str:
        return "\n".join(s.text for s in self.own)

    def voiced(self) -> Iterator[Deed]:
        """The deeds told in its own voice."""
        return (d for own in self.deeds.values() for d in own if d.statement.mode == "voice")


@dataclass(frozen=True, slots=True)
class _Part:
    """The part somebody named has in a deed."""

    name: str
    deed: Deed
    acts: bool


def find(
    accounts: Sequence[Account],
    points: Sequence[Point],
    statements: Mapping[str, Statement],
    readings: Mapping[str, Reading],
    nearness: Nearness,
    settings: Settings,
) -> tuple[Found, ...]:
    """The differences of agency between the accounts of one view, each with its worth (0..1), its id still empty.

    `statements` are by id, `readings` by article. The worth of a difference in who acts is how far its interval lies from no
    difference; of an actor left out, the chance that the two statements are of one matter. Fewer than two accounts give none.
    """
    told = sorted((_told(account, statements, readings) for account in accounts), key=lambda one: one.text)
    return (*_who_acts(told, readings, settings), *_left_out(told, points, readings, nearness, settings))


def _told(account: Account, statements: Mapping[str, Statement], readings: Mapping[str, Reading]) -> _Told:
    own = tuple(statements[i] for i in account.statements)
    return _Told(account, own, {s.id: tuple(deeds.of(s, readings[s.article])) for s in own if s.mode != "direct"})


# --- who acts -------------------------------------------------------------------------------------------------------------


def _who_acts(told: Sequence[_Told], readings: Mapping[str, Reading], settings: Settings) -> Iterator[Found]:
    articles = dict.fromkeys(d.statement.article for one in told for d in one.voiced())
    mentions = {article: named.of(readings[article]) for article in articles}
    parts = [[part for d in one.voiced() for part in _parts(d, mentions[d.statement.article])] for one in told]  # fmt: skip
    targets = sorted(_targets(parts, settings.agency_clauses))
    if not targets:
        return
    counts = [_counts(one, own, targets) for one, own in zip(told, parts, strict=True)]
    for apart in shares.find(counts, settings.agency_clauses, UNIT, settings):
        yield max(0.0, apart.size.low, -apart.size.high), _contrast(apart, targets[apart.k], told, parts)


def _targets(parts: Sequence[Sequence[_Part]], fewest: int) -> Iterator[str]:
    """Those who stand in clauses enough of at least two accounts."""
    enough: dict[str, int] = defaultdict(int)
    for own in parts:
        clauses: dict[str, int] = defaultdict(int)
        for part in own:
            clauses[part.name] += 1
        for name, n in clauses.items():
            enough[name] += n >= fewest
    return (name for name, accounts in enough.items() if accounts > 1)


def _parts(deed: Deed, mentions: Sequence[named.Named]) -> Iterator[_Part]:
    """The parts of those named in a deed; who does something to itself has none."""
    places = [(actor, acts) for actor, acts in ((deed.agent, AGENT), (deed.patient, PATIENT)) if actor is not None]
    there: dict[str, set[bool]] = defaultdict(set)
    for actor, acts in places:
        filled = deeds.heads(deed.parse, actor)
        standing = {deed.standing[i][0] for i in filled if i in deed.standing}
        for one in mentions:
            if one.span in standing or _head(deed.parse, one.span[0] - deed.offset, one.span[1] - deed.offset) in filled:
                there[one.name].add(acts)
    return (_Part(name, deed, acts.pop()) for name, acts in there.items() if len(acts) == 1)


def _head(parse: Parse, start: int, end: int) -> int | None:
    """The token of a name that hangs on what is outside of it; None for a name in another paragraph."""
    if start < 0 or end > len(parse.text):
        return None
    own = range(*parse.tokens_in(start, end))
    return next((i for i in own if parse.tokens[i].head == i or parse.tokens[i].head not in own), None)


def _counts(one: _Told, parts: Sequence[_Part], targets: Sequence[str]) -> Counts:
    rows = dict(zip((s.id for s in one.own), shares.places(one.own), strict=True))
    columns = {name: k for k, name in enumerate(targets)}
    hits, cases = (np.zeros((max(rows.values(), default=0) + 1, len(targets))) for _ in range(2))
    for part in parts:
        if part.name in columns:
            place = rows[part.deed.statement.id], columns[part.name]
            hits[place] += part.acts
            cases[place] += 1
    return Counts(hits, cases, one.text)


def _contrast(apart: Apart, name: str, told: Sequence[_Told], parts: Sequence[Sequence[_Part]]) -> Contrast:
    """The difference with a clause of the first account that shows its part and one of each of the first others that shows
    the opposite."""
    more = apart.size.value > 0
    order = (apart.first, *apart.others)
    wanted = ((apart.first, more), *((n, not more) for n in apart.others))
    first = (next((p.deed for p in parts[n] if p.name == name and p.acts == acts), None) for n, acts in wanted)
    shown = [deed for deed in first if deed is not None][:3]
    return Contrast("", "agency", told[apart.first].account.view, None, tuple(told[n].account.id for n in order), apart.size,
                    tuple(d.statement.id for d in shown), words=tuple(d.phrase() for d in shown), target=name)  # fmt: skip


# --- who is left out ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Pair:
    """A deed with its actor named, and the words of a statement of another account that leave the actor out."""

    chance: float
    naming: Deed
    silent: Statement
    words: str
    point: str
    accounts: tuple[str, str]


def _left_out(
    told: Sequence[_Told],
    points: Sequence[Point],
    readings: Mapping[str, Reading],
    nearness: Nearness,
    settings: Settings,
) -> Iterator[Found]:
    """At most one of an account and an act, the surest first: beside whom else it could be laid says no more."""
    place = {i: n for n, i in enumerate(nearness.ids)}
    on: dict[str, list[str]] = defaultdict(list)
    for point in points:
        for i in point.statements:
            on[i].append(point.id)
    pairs = [pair for one in told for other in told if other is not one
             for pair in _pairs(one, other, on, place, nearness, readings, settings)]  # fmt: skip
    pairs.sort(key=lambda p: (-round(p.chance, 6), p.silent.text, p.naming.statement.text, place[p.silent.id]))
    laid: set[object] = set()
    for pair in pairs:
        keys = {(deeds.act_of(pair.naming.lemma), pair.accounts[0]), (pair.silent.id, pair.words)}
        if not keys & laid and pair.naming.agent is not None:
            laid |= keys
            actor = pair.naming.agent
            yield pair.chance, Contrast(
                "", "agency", told[0].account.view, pair.point, pair.accounts, None,
                (pair.silent.id, pair.naming.statement.id), LEFT_OUT, (pair.words, pair.naming.phrase()),
                pair.naming.called(actor),
            )  # fmt: skip


def _pairs(
    naming: _Told,
    silent: _Told,
    on: Mapping[str, Sequence[str]],
    place: Mapping[str, int],
    nearness: Nearness,
    readings: Mapping[str, Reading],
    settings: Settings,
) -> Iterator[_Pair]:
    """The deeds of one account that name their actor, each beside the statements of another that tell it without."""
    for deed in (d for i, own in naming.deeds.items() if i in place for d in own if _names_actor(d)):
        if _elsewhere(silent, deed):
            continue
        for s in (s for s in silent.own if s.id in silent.deeds and s.id in place and on[s.id]):
            chance = float(nearness.chance[place[s.id], place[deed.statement.id]])
            shared = [point for point in on[s.id] if point in on[deed.statement.id]]
            near = bool(shared) and chance >= settings.agency_chance
            if near or (deed.patient is not None and deed.names(deed.patient)):
                words = _silent(s, silent, deed, readings[s.article] if near else None)
                if words:
                    accounts = silent.account.id, naming.account.id
                    yield _Pair(chance, deed, s, words, (shared or on[s.id])[0], accounts)


def _names_actor(deed: Deed) -> bool:
    """Whether a deed has an actor that is somebody, told by a name or a noun, and a patient told by one too."""
    agent, patient = deed.agent, deed.patient
    return (agent is not None and patient is not None and not agent.pronoun and _somebody(deed.parse, agent)
            and (deed.parse.tokens[patient.head].pos in {"NOUN", "PROPN"} or patient.head in deed.standing))  # fmt: skip


def _somebody(parse: Parse, actor: Actor) -> bool:
    token = parse.tokens[actor.head]
    if token.pos == "PROPN":
        return token.name in {"PERSON", "ORG", "GPE", "NORP"}
    role = names.role_of([token.text], 0)
    return token.lemma.lower() in deeds.words("actor") or (role is not None and role[0].kind in OFFICE)


def _silent(s: Statement, other: _Told, naming: Deed, reading: Reading | None) -> str:
    """The words of a statement that tell the deed without its actor; "" where it does not, or where the actor is near.

    Nouns of the act are looked for in the article's `reading`, where one is given: away from the matter "his death" tells less.
    """
    told = _told_without(s, other, naming) or (_noun(s, naming, reading) if reading else "")
    return "" if not told or _another_deed(s, other.deeds[s.id], naming) or _near(s, other, naming) else told


def _told_without(s: Statement, other: _Told, naming: Deed) -> str:
    act = deeds.act_of(naming.lemma)
    for deed in other.deeds[s.id]:
        if _by_itself(deed, naming):
            return deed.phrase()
        if _same(deed, deed.patient, naming, naming.patient):
            if deed.agentless and deed.lemma in act.verbs:
                return deed.phrase()
            if deed.agent is None and not deed.passive and deed.lemma in act.outcomes:
                return _with_noun(deed, act) or deed.phrase()
    return ""


def _another_deed(s: Statement, there: Sequence[Deed], naming: Deed) -> bool:
    """Whether a statement may tell another deed: it names another year, or somebody else who acts."""
    years, years_there = set(YEAR.findall(naming.statement.text)), set(YEAR.findall(s.text))
    if years and years_there and not years & years_there:
        return True
    acting = (d for d in there if d.agent is not None and not d.agent.pronoun and _somebody(d.parse, d.agent))
    return any(not _same(d, d.agent, naming, naming.patient) for d in acting)


def _near(s: Statement, other: _Told, naming: Deed) -> bool:
    """Whether an account names the actor of a deed in a statement or in the one before it."""
    n = other.own.index(s)
    near = [s, *(before for before in other.own[max(0, n - 1) : n] if before.article == s.article)]
    return naming.agent is None or any(_named_in(one.text, naming, naming.agent) for one in near)


def _by_itself(deed: Deed, naming: Deed) -> bool:
    """Whether a deed tells of the patient alone what was done to it: "the border closed"."""
    alone = not deed.passive and deed.patient is None and deed.agent is not None and deed.lemma == naming.lemma
    return alone and deed.lemma in deeds.words("labile") and _same(deed, deed.agent, naming, naming.patient)


def _with_noun(deed: Deed, act: Act) -> str:
    """The outcome with the act's noun behind it, "died after a shooting"; "" where none stands near."""
    tokens, head = deed.parse.tokens, deed.head
    end = min(deed.parse.sentences[tokens[head].sentence][1], head + deeds.LONGEST)
    noun = next((i for i in range(head + 1, end) if tokens[i].pos == "NOUN" and tokens[i].lemma.lower() in act.nouns), None)
    return "" if noun is None else deed.text(head, noun + 1)


def _noun(s: Statement, naming: Deed, reading: Reading) -> str:
    """A noun of the act with its patient and nobody who does it: "the arrest of Marsh", "Marsh's arrest"."""
    paragraph = named.paragraph_of(s, reading)
    if paragraph is None or paragraph.parse is None or naming.patient is None:
        return ""
    parse, offset = paragraph.parse, paragraph.start
    nouns = deeds.act_of(naming.lemma).nouns | {n for n, verbs in lexis.acts().items() if naming.lemma in verbs}
    for i in range(*parse.tokens_in(s.start - offset, s.end - offset)):
        token = parse.tokens[i]
        if token.pos == "NOUN" and token.lemma.lower() in nouns:
            below = [parse.tokens[c] for c in parse.children[i]]
            of = [parse.tokens[c] for p in below if p.text == "of" for c in parse.children[p.i]]
            whose = [t for t in (*below, *of) if t.dep in {"poss", "pobj", "compound"}]
            by = any(t.text.lower() == "by" for t in below)
            if whose and not by and all(_is_patient(t, parse, naming) for t in whose):
                start, end = parse.span(min(token.left, i), max(i + 1, *(t.right for t in whose)))
                return s.text[max(0, start + offset - s.start) : end + offset - s.start]
    return ""


def _is_patient(token: Token, parse: Parse, naming: Deed) -> bool:
    """Whether a noun is the one acted upon, by its lemma or last name."""
    patient = naming.patient
    return patient is not None and token.pos in {"NOUN", "PROPN"} and (
        token.lemma.lower() == patient.lemma or token.text.lower() in naming.names(patient))


def _same(deed: Deed, one: Actor | None, naming: Deed, other: Actor | None) -> bool:
    """Whether two places are filled by the same: by a name both have, or by the noun both end in, with a second one where both
    have more, and no other number."""
    if one is None or other is None:
        return False
    called, called_there = deed.names(one), naming.names(other)
    if called or called_there or one.pronoun or other.pronoun:
        several = max(len(deeds.heads(d.parse, a)) for d, a in ((deed, one), (naming, other)))
        return called == called_there if several > 1 else bool(called & called_there)
    if one.lemma != other.lemma or _figures(deed, one) ^ _figures(naming, other):
        return False
    return min(len(one.nouns), len(other.nouns)) < 2 or len(one.nouns & other.nouns) > 1


def _figures(deed: Deed, actor: Actor) -> frozenset[str]:
    return frozenset(t.text.lower() for t in deed.parse.tokens[actor.first : actor.last] if t.pos == "NUM")


def _named_in(text: str, naming: Deed, actor: Actor) -> bool:
    """Whether a text has any word that the actor goes by: a part of its name, its initials or the name they stand for, a name
    of its side, a word for the same."""
    words = [w.strip(".,;:!?()[]\"“”'’‘").removesuffix("'s").removesuffix("’s").replace(".", "")
             for w in text.replace("-", " ").split()]  # fmt: skip
    tokens = naming.parse.tokens[actor.first : actor.last]
    called = {t.text.lower().replace(".", "") for t in tokens if t.pos == "PROPN"} | actor.nouns
    same = {noun for t in tokens if t.pos in {"NOUN", "PROPN"} for noun in deeds.actor_group(t.lemma.lower())}
    plain = {form for w in words for form in (w.lower(), w.lower().removesuffix("s"), w.lower().removesuffix("es"))}
    sides = {f"side:{one.alias.side}" for one in names.sides_in(words)}
    short = {w for t in tokens for w in [t.text.replace(".", "")] if w.isupper() and len(w) > 1}
    initials = {run for run in _initials([t.text for t in tokens if t.pos == "PROPN"]).split() if len(run) > 1}
    spelt = any(w in run for w in short for run in _initials(words).split())
    return bool(plain & (called | same) or sides & actor.names or spelt or initials & set(words))


def _initials(words: Sequence[str]) -> str:
    """The initials of words with a capital, those that stand together joined: "CHP" of "California Highway Patrol"."""
    return "".join(w[0] if w[:1].isupper() else " " for w in words)


def _elsewhere(told: _Told, naming: Deed) -> bool:
    """Whether an account names the actor of the deed somewhere."""
    verbs = deeds.act_of(naming.lemma).verbs
    return any(d.lemma in verbs and d.agent is not None and _same(d, d.agent, naming, naming.agent)
               for own in told.deeds.values() for d in own)  # fmt: skip
