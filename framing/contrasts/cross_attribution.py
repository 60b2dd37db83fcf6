"""Cross-attribution: one account says what another party said, promised or agreed to, and that party's own account does not.

Whose own account an account is: by source, that of the side whose government publishes it (its own voice speaks for that side;
`sides`) and of whoever bears the source's name; an outlet speaks for nobody, whatever country it is from. By side, the account
of the side, without what another party's readout puts in its mouth.

For a statement of account A that gives B a saying, alone or with others ("the two presidents agreed"), B's own account

    contradicts it     where `claims` found that a statement of B's tells the matter with opposite polarity, number or role;
    has it weaker      where B binds itself to it less firmly than A says (`rungs`), and nowhere as firmly;
    does not have it   where it tells none of the statement's points (`presence`), and none of its statements comes near it.

Where the chance that B speaks to a point is too high to say so ("cannot tell"), nothing is told. This is the check journalists
make by hand on the readouts of a call; readers report it as a difference of its own (models/contrasts/COMMITMENT.md).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from framing import cast
from framing.cast import Cast, known_side
from framing.contrasts import commitment, rungs
from framing.contrasts.ladder import CONSIDERED
from framing.contrasts.order import Found
from framing.contrasts.rungs import Rung
from framing.names import alias_of
from framing.nearness import Nearness
from framing.records import TOO_LITTLE, Account, Attribution, Contrast, Difference, Point, Presence, Statement
from framing.settings import Settings
from framing.syntax import Reading

NOT_FOUND = "not found in its own account"
WEAKER = "weaker in its own account"
CONTRADICTED = "contradicted by its own account"

WORTH = {CONTRADICTED: 0.8, WEAKER: 0.6, NOT_FOUND: 0.3, TOO_LITTLE: 0.1}
"""Chance that a careful reader reports it, set by hand: what is contradicted before what is weaker before what is missing."""

TOGETHER = 0.2
"""Added where A says that B said it together with others: B should know of what it agreed to."""

MOST = 3
"""Statements shown at most."""

WE = re.compile(r"\b(we|our|ours)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Event:
    """What is known of the event: statements and what they bind somebody to by id, casts by article, sides by holder, points
    and numbers in `nearness` by statement."""

    statements: Mapping[str, Statement]
    bound: Mapping[str, Sequence[Rung]]
    casts: Mapping[str, Cast]
    sides: Mapping[str, str]
    points: Mapping[str, Sequence[Point]]
    numbers: Mapping[str, int]
    nearness: Nearness
    presences: Mapping[tuple[str, str], Presence]
    differences: Sequence[Difference]
    settings: Settings


@dataclass(frozen=True, slots=True)
class Check:
    """What the own account of a party says of a statement that is put in its mouth."""

    statement: str
    point: str
    answer: str
    account: str
    chance: float
    nearest: str

    @property
    def shown(self) -> tuple[str, ...]:
        """The statement of the party's own account that is shown beside it: the nearest, where it has the matter at all."""
        return (self.nearest,) if self.answer in (CONTRADICTED, WEAKER) else ()


def find(
    accounts: Sequence[Account],
    points: Sequence[Point],
    statements: Mapping[str, Statement],
    readings: Mapping[str, Reading],
    nearness: Nearness,
    presences: Mapping[tuple[str, str], Presence],
    differences: Sequence[Difference],
    settings: Settings,
) -> tuple[Found, ...]:
    """The cross-attributions of the accounts of one view, at most one for each account, party, point and answer.

    Each names A, then B's own account; `target` is whom A quotes (a side, or the source's name), `note` the answer, the
    evidence A's statements and then B's where it has the matter.
    """
    speaks = {account.id: _speaks_for(account, statements) for account in accounts}
    parties = dict.fromkeys(party for account in accounts for party in speaks[account.id])
    if not parties or len(accounts) < 2:
        return ()
    event = _gathered(accounts, points, statements, readings, nearness, presences, differences, settings)
    found: list[tuple[list[int], Found]] = []
    for account in accounts:
        for party in parties if speaks[account.id] or account.view == "source" else ():
            own = [a for a in accounts if party in speaks[a.id]]
            if account not in own:
                said = _said_by(party, speaks[account.id], account, event)
                checks = [check for s in said for check in [_checked(s, own, party, event)] if check]
                found += _told(account, party, checks, event)
    found.sort(key=lambda f: (-f[1][0], f[0]))
    return tuple(one for _, one in found)


def _gathered(
    accounts: Sequence[Account], points: Sequence[Point], statements: Mapping[str, Statement], readings: Mapping[str, Reading],
    nearness: Nearness, presences: Mapping[tuple[str, str], Presence], differences: Sequence[Difference], settings: Settings,
) -> Event:  # fmt: skip
    on: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        for i in point.statements:
            on[i].append(point)
    told = [statements[i] for account in accounts for i in account.statements]
    heard = {s.article for s in told if s.attributions}
    casts = {name: cast.of(readings[name]) for name in sorted(heard)}
    outermost = [(s.attributions[0].holder, s.side) for s in told if s.attributions]
    sides = {holder: side for holder, side in outermost if side and " + " not in holder}
    numbers = {i: n for n, i in enumerate(nearness.ids)}
    bound = {s.id: rungs.of(s, readings[s.article]) for s in told}
    return Event(statements, bound, casts, sides, on, numbers, nearness, presences, differences, settings)


def _speaks_for(account: Account, statements: Mapping[str, Statement]) -> frozenset[str]:
    """The parties whose own account this is: a side, the side in whose voice the source writes, who bears the source's name."""
    if account.view == "side":
        return frozenset({account.name} if _country(account.name) else ())
    own = [statements[i] for i in account.statements]
    voices = {s.side for s in own if s.mode == "voice"} or {cast.source_side(account.name)}
    government = voices.pop() if len(voices) == 1 else None
    return frozenset(name for name in (government, account.name if _of_itself(account, own) else None) if name)


def _of_itself(account: Account, own: Sequence[Statement]) -> bool:
    """Whether a source tells of itself: it says "we" in its own voice, or what it says as a party. An outlet that is cited by
    others does neither, and what they cite stands in other articles of its."""
    we = any(s.mode == "voice" and WE.search(s.text) for s in own)
    return we or any(a.holder == account.name for s in own for a in s.attributions)


def _country(side: str) -> bool:
    return any(alias.side == side and alias.sort == "name" for alias in alias_of(side))


# --- what is put in a party's mouth ---------------------------------------------------------------------------------------


def _said_by(party: str, speaker: Collection[str], account: Account, event: Event) -> Iterator[Statement]:
    """The statements of an account that give a party a saying of its own.

    Nobody else may stand between the account and the party: what an outlet says that Ushakov said of Xi is Ushakov's.
    """
    for i in account.statements:
        s = event.statements[i]
        if i in event.numbers and event.points[i] and (_quoted(s, party, speaker, account, event) or _bound(
                s, party, speaker, account, event)):  # fmt: skip
            yield s


def _quoted(s: Statement, party: str, speaker: Collection[str], account: Account, event: Event) -> bool:
    """Whether a statement says that a party said something."""
    for n, one in enumerate(s.attributions):
        if one.confidence >= event.settings.attributed and party in _parties(one.holder, s.article, event):
            over = [a for a in s.attributions[:n] if _over(a, one)]
            outer = [a.holder if a.confidence >= event.settings.attributed else "" for a in over]
            if _own_words(account, speaker, party, outer, s.article, event):
                return True
    return False


def _bound(s: Statement, party: str, speaker: Collection[str], account: Account, event: Event) -> bool:
    """Whether a statement says that a party agreed to, promised, discussed or urged something; that somebody is ready for it
    is often told without his having said so."""
    return any(party.lower() in one.actors and one.height != CONSIDERED and not one.earlier and
               _own_words(account, speaker, party, [one.teller] if one.teller else [], s.article, event)
               for one in event.bound[s.id])  # fmt: skip


def _own_words(
    account: Account, speaker: Collection[str], party: str, outer: Sequence[str], article: str, event: Event
) -> bool:
    """Whether the account itself tells what a party said, `outer` being those whom it quotes for it; a side, by its people."""
    between = [_parties(holder, article, event) for holder in outer]
    if account.view == "side":
        return bool(between) and all(account.name in parties and party not in parties for parties in between)
    return all(parties & {*speaker, party} for parties in between)


def _over(outer: Attribution, inner: Attribution) -> bool:
    """Whether an attribution's content holds another's cue, so that its holder says that the other's said it."""
    if outer is inner or outer.holder == inner.holder:
        return False
    return inner.cue_span is None or outer.content_span[0] <= inner.cue_span[0] < outer.content_span[1]


def _parties(holder: str, article: str, event: Event) -> frozenset[str]:
    """Those a holder ("Biden + Putin") speaks for: the sides found for it, and its own name."""
    found: set[str] = set()
    for part in holder.split(" + "):
        person = event.casts[article].person(part)
        side = event.sides.get(part) or (known_side(person) if person else None)
        known = {alias.side for alias in alias_of(part) if not alias.unsure}
        found |= {side} if side else known if len(known) == 1 else {part}
        found.add(part)
    return frozenset(name for name in found if name)


# --- what its own account says --------------------------------------------------------------------------------------------


def _checked(s: Statement, own: Sequence[Account], party: str, event: Event) -> Check | None:
    """The answer of a party's own accounts to a statement; None where they have it, or it cannot be told."""
    mine = {i: account for account in own for i in account.statements
            if i in event.numbers and _is_own(i, account, party, event)}  # fmt: skip
    if not mine or s.id in mine:
        return None
    near = {i: float(event.nearness.chance[event.numbers[s.id], event.numbers[i]]) for i in mine}
    closest = max(mine, key=lambda i: (near[i], -event.numbers[i]))
    points = event.points[s.id]
    for one in event.differences:
        if s.id in one.statements:
            other = one.statements[1 - one.statements.index(s.id)]
            if other in mine:
                return Check(s.id, one.point, CONTRADICTED, mine[other].id, WORTH[CONTRADICTED], other)
    weaker = _weaker(s, mine, near, event)
    if weaker:
        shared = [p.id for p in points if weaker in p.statements]
        return Check(s.id, (shared or [points[0].id])[0], WEAKER, mine[weaker].id, WORTH[WEAKER] * near[weaker], weaker)
    answers = [event.presences[account.id, p.id] for account in own for p in points]
    if any(a.found != "not found" for a in answers) or near[closest] >= event.settings.unsaid:
        return None
    words = sum(event.statements[i].words for i in mine)
    answer = NOT_FOUND if words >= event.settings.silence_words else TOO_LITTLE
    silent = 1 - max(a.chance or 0.0 for a in answers)
    together = TOGETHER if any(" + " in a.holder for a in s.attributions) and answer == NOT_FOUND else 0.0
    return Check(s.id, points[0].id, answer, mine[closest].id, (WORTH[answer] + together) * silent, closest)


def _is_own(i: str, account: Account, party: str, event: Event) -> bool:
    """Whether a statement of a party's account is its own: not what another government's readout says that it said."""
    if account.view == "source":
        return True
    publisher = event.casts[event.statements[i].article].own if event.statements[i].article in event.casts else None
    return publisher is None or publisher == party


def _weaker(s: Statement, mine: Mapping[str, Account], near: Mapping[str, float], event: Event) -> str | None:
    """The statement in which a party binds itself less firmly to what it is said to have bound itself to."""
    settings = event.settings
    likely = sorted((i for i in mine if near[i] >= settings.commitment_near), key=lambda i: (-near[i], event.numbers[i]))
    for firm in event.bound[s.id] if likely else ():
        if commitment.as_firm(firm, frozenset(mine), event.bound, settings):
            continue
        for i in likely:
            if any(one.height < firm.height and commitment.comparable(firm, one, settings, True) for one in event.bound[i]):
                return i
    return None


# --- what is told ---------------------------------------------------------------------------------------------------------


def _told(
    account: Account, party: str, checks: Sequence[Check], event: Event
) -> Iterator[tuple[list[int], Found]]:
    """One contrast for all that an account says a party said on one point, with one answer."""
    groups: dict[tuple[str, str], list[Check]] = defaultdict(list)
    for check in checks:
        groups[check.point, check.answer].append(check)
    for (point, answer), group in groups.items():
        group.sort(key=lambda c: (-c.chance, event.numbers[c.statement]))
        said = [c.statement for c in group]
        shown = group[0].shown
        evidence = [*said[: MOST - len(shown)], *shown]
        contrast = Contrast("", "cross-attribution", account.view, point, (account.id, group[0].account), None,
                            tuple(evidence), note=answer, target=party)  # fmt: skip
        order = [*(event.numbers[i] for i in evidence), event.numbers[group[0].nearest]]
        yield order, (round(group[0].chance, 4), contrast)
