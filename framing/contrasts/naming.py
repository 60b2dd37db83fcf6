"""Naming: one person, place, body or thing that two or three accounts call by other names, in each voice apart.

Four ways, each only where the other account never uses the name, in any voice (a judging word: never
where it names the same):

- epithet: one person, side or name in capitals, which one account gives a word that judges or places it ("self-ruled Taiwan",
  "Brandt, a convicted felon") and the other calls otherwise or by the bare name (`called`);
- owner: a side that one account gives to another side ("China's Taiwan");
- noun: two nouns of one set in `lexicons/naming.tsv` ("the Sarvian government", "the Sarvian regime") with the same proper
  words, or in one place of statements that tell the same; also a common noun that one of two such statements gives a judging
  word;
- name: two names in capitals in one place of statements that tell the same in nearly the same words ("the Nansha Islands",
  "the Spratly Islands").

A title, an office, a first name or an age is no naming. What an account leaves out is told by omissions, not here: the other
account must name the same thing in the same voice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from framing import called, cast, voices
from framing.called import Naming
from framing.contrasts.order import Found
from framing.differing import Worded, worded
from framing.nearness import Nearness
from framing.records import Account, Contrast, Point, Statement
from framing.settings import Settings
from framing.syntax import Reading
from framing.voices import Voice

WORTH = 0.5
"""What a naming is worth at most, 0..1: its order among namings; they stand beside sentences laid side by side, not before."""

SET = 0.5
"""What a noun of a set, an owner or another name tells, 0..1, beside the words of an epithet."""

BEARERS = frozenset({"person", "side", "name"})
"""What an epithet is given to: what is surely one thing in every article."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What one account calls things: its namings in text order, every word of its text with the nouns' lemmas, and the words of
    each of its statements."""

    account: Account
    namings: tuple[Naming, ...]
    words: frozenset[str]
    said: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Event:
    """What the accounts of a view call things, and how near their statements are."""

    told: tuple[_Told, ...]
    statements: Mapping[str, Statement]
    numbers: Mapping[str, int]
    points: Mapping[str, frozenset[str]]  # by statement
    nearness: Nearness
    worded: Callable[[str], Worded]

    def near(self, a: Naming, b: Naming) -> float:
        """The chance that two namings stand in statements that tell the same."""
        i, j = self.numbers.get(a.statement), self.numbers.get(b.statement)
        return 0.0 if i is None or j is None else float(self.nearness.chance[i, j])

    def aligned(self, a: Naming, b: Naming, settings: Settings) -> bool:
        """Whether two namings stand in statements of one point that likely tell the same."""
        shared = self.points.get(a.statement, frozenset()) & self.points.get(b.statement, frozenset())
        return bool(shared) and self.near(a, b) >= settings.naming_near


@dataclass(frozen=True, slots=True)
class _Other:
    """Two accounts that call one thing otherwise: what it is (as a key and as written), the two namings, what they tell."""

    key: str
    common: str
    a: Naming
    b: Naming
    tells: float


def find(
    accounts: Sequence[Account],
    points: Sequence[Point],
    statements: Mapping[str, Statement],
    readings: Mapping[str, Reading],
    nearness: Nearness,
    settings: Settings,
) -> tuple[Found, ...]:
    """The namings in which accounts of one view differ, each with its worth, the most telling first.

    One for each thing, voice and the account that names it so; `target` is its common name, `words` the names as they stand in
    the statements cited, `note` the voice.
    """
    if len(accounts) < 2:
        return ()
    event = _gather(accounts, points, statements, readings, nearness)
    found: list[Found] = []
    for voice in voices.VOICES:
        by_key: dict[str, list[tuple[int, int, _Other]]] = defaultdict(list)
        for (x, one), (y, other) in combinations(enumerate(event.told), 2):
            for differing in _between(one, other, voice, event, settings):
                by_key[differing.key].append((x, y, differing))
        found += [_contrast(same, event, voice) for same in by_key.values()]
    found.sort(key=lambda f: (-f[0], [event.numbers.get(i, -1) for i in f[1].evidence], -len(f[1].words[0]), f[1].target))
    return tuple(_once(found))


def _once(found: Sequence[Found]) -> Iterator[Found]:
    """The contrasts without those that show words of one before in the same statements ("embattled mayor" | ", Ana Brandt")."""
    shown: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    for one in found:
        evidence, words = one[1].evidence, one[1].words
        if not any(evidence == e and all(a in b or b in a for a, b in zip(words, w, strict=True)) for e, w in shown):
            shown.append((evidence, words))
            yield one


def _gather(
    accounts: Sequence[Account], points: Sequence[Point], statements: Mapping[str, Statement], readings: Mapping[str, Reading],
    nearness: Nearness,
) -> _Event:  # fmt: skip
    telling = [account for account in accounts if account.statements]
    ordered = sorted(telling, key=lambda a: min((statements[i].article, statements[i].start) for i in a.statements))
    articles = sorted({statements[i].article for account in ordered for i in account.statements})
    casts = {article: cast.of(readings[article]) for article in articles}
    clashing = _clashing(casts.values())
    told = []
    for account in ordered:
        own = [statements[i] for i in account.statements]
        namings = tuple(n for s in own for n in called.of(s, readings[s.article], casts[s.article], account.view)
                        if (n.sort, n.key) not in clashing)  # fmt: skip
        said = {s.id: frozenset(_words(s.text)) for s in own}
        told.append(_Told(account, namings, frozenset().union(*said.values(), (n.noun for n in namings)), said))
    at: dict[str, set[str]] = defaultdict(set)
    for point in points:
        for i in point.statements:
            at[i].add(point.id)
    known: dict[str, Worded] = {}

    def wording(i: str) -> Worded:
        if i not in known:
            known[i] = worded(statements[i], readings[statements[i].article])
        return known[i]

    numbers = {i: n for n, i in enumerate(nearness.ids)}
    return _Event(tuple(told), statements, numbers, {i: frozenset(p) for i, p in at.items()}, nearness, wording)


def _words(text: str) -> Iterator[str]:
    yield from (w for w in "".join(c if c.isalnum() else " " for c in text.lower()).split())


def _clashing(casts: Iterable[cast.Cast]) -> frozenset[tuple[str, str]]:
    """Last names that persons of several first names bear, in whichever articles."""
    first: dict[str, set[str]] = defaultdict(set)
    for one in casts:
        for person in one.persons:
            words = person.name.lower().split()
            first[called.last_name(person.name)] |= {words[0][:1]} if len(words) > 1 else set()
    return frozenset(("person", name) for name, initials in first.items() if len(initials) > 1)


def _between(one: _Told, other: _Told, voice: Voice, event: _Event, settings: Settings) -> Iterator[_Other]:
    """What two accounts call otherwise in one voice, the most telling pair of namings of each thing."""
    best: dict[str, _Other] = {}
    a, b = ([n for n in told.namings if n.voice == voice] for told in (one, other))
    for found in (*_epithets(one, other, a, b, event), *_nouns(one, other, a, b, event, settings),
                  *_names(one, other, a, b, event, settings)):  # fmt: skip
        if found.key not in best or found.tells > best[found.key].tells:
            best[found.key] = found
    yield from best.values()


def _by_key(namings: Iterable[Naming]) -> dict[tuple[str, str], list[Naming]]:
    found: dict[tuple[str, str], list[Naming]] = defaultdict(list)
    for naming in namings:
        found[naming.sort, naming.key].append(naming)
    return found


def _fresh(naming: Naming, other: _Told) -> dict[str, float]:
    """The telling words of a naming that the other account never uses where it names the same."""
    if not naming.telling:
        return {}
    near = {n.statement for n in other.namings if (n.sort, n.key) == (naming.sort, naming.key)}
    key = frozenset(_words(naming.key))
    used = frozenset().union(*(words for i, words in other.said.items() if i in near or key <= words))
    return {word: tells for word, tells in naming.telling if not used.issuperset(_words(word))}


def _epithets(
    one: _Told, other: _Told, a: Sequence[Naming], b: Sequence[Naming], event: _Event
) -> Iterator[_Other]:
    """Bearers of one name that at least one of the accounts gives a telling word, or an owner, of its own."""
    own, theirs = (_by_key(n for n in namings if n.sort in BEARERS and not n.many) for namings in (a, b))
    for key in (key for key in own if key in theirs):
        told = [{n: _tells(n, told) for n in namings}
                for namings, told in ((own[key], other), (theirs[key], one))]  # fmt: skip
        pairs = [(told[0][n] + told[1][m], event.near(n, m), n, m) for n in own[key] for m in theirs[key]]
        tells, _, n, m = max(pairs, key=lambda p: (p[0], p[1]))
        if tells:
            yield _Other("/".join(key), n.common, n, m, tells)


def _tells(naming: Naming, other: _Told) -> float:
    """What a naming tells that the other account's do not."""
    owned = naming.owner and not any(n.owner == naming.owner for n in other.namings if n.key == naming.key)
    return max([SET if owned else 0.0, *_fresh(naming, other).values()])


def _nouns(
    one: _Told, other: _Told, a: Sequence[Naming], b: Sequence[Naming], event: _Event, settings: Settings
) -> Iterator[_Other]:
    """Nouns of one set, and common nouns with a telling word, of what is likely one thing."""
    nouns: dict[str, list[Naming]] = defaultdict(list)
    for m in (m for m in b if m.sort == "noun"):
        nouns[m.noun].append(m)
    for n in (n for n in a if n.sort == "noun"):
        for m in nouns.get(n.noun, ()):
            if (n.telling or m.telling) and _one_thing(n, m) and event.aligned(n, m, settings):
                tells = max([*_fresh(n, other).values(), *_fresh(m, one).values()], default=0.0)
                if tells:
                    yield _Other(f"noun/{n.noun}", n.noun, n, m, tells)
        for m in (m for noun in nouns if _judged_apart(n.noun, noun) for m in nouns[noun]):
            if n.noun in other.words or m.noun in one.words or (n.which and m.which and not n.which & m.which):
                continue
            if n.which & m.which or (n.place == m.place and event.aligned(n, m, settings)):
                yield _Other(f"set/{n.noun}/{m.noun}", _shared(n, m, event), n, m, SET)


def _one_thing(n: Naming, m: Naming) -> bool:
    """Whether two namings that end in one noun are alike in all that says which thing is meant."""
    return n.definite and m.definite and n.many == m.many and n.which == m.which


def _judged_apart(noun: str, other: str) -> bool:
    """Whether two nouns are of one set and not of one judgement."""
    a, b = called.same().get(noun), called.same().get(other)
    return a is not None and b is not None and a[0] == b[0] and a[1] != b[1]


def _shared(n: Naming, m: Naming, event: _Event) -> str:
    """What two namings name, as the first has it: the proper words they share, else its noun."""
    words = event.statements[n.statement].text.replace("’s", "").replace("'s", "").split()
    written = [w.strip(".,;:()“”\"") for w in words]
    shared = [w for w in dict.fromkeys(written) if w.lower() in n.which & m.which]
    return " ".join(shared) or " ".join(sorted(n.which & m.which)) or n.common


def _names(
    one: _Told, other: _Told, a: Sequence[Naming], b: Sequence[Naming], event: _Event, settings: Settings
) -> Iterator[_Other]:
    """Two names in capitals in one place of statements that tell the same in nearly the same words."""
    placed: dict[tuple[str, str], list[Naming]] = defaultdict(list)
    for m in (m for m in b if m.sort == "name"):
        placed[m.place].append(m)
    for n in (n for n in a if n.sort == "name"):
        for m in (m for m in placed.get(n.place, ()) if m.key != n.key):
            alone = (frozenset(_words(n.key)) - frozenset(_words(m.key)), frozenset(_words(m.key)) - frozenset(_words(n.key)))
            if not all(alone) or alone[0] & other.words or alone[1] & one.words or not event.aligned(n, m, settings):
                continue
            alike = _alike(event.worded(n.statement), event.worded(m.statement), alone[0] | alone[1])
            if alike >= (settings.naming_alike if n.noun == m.noun else settings.naming_same):
                yield _Other("/".join(sorted((n.key, m.key))), n.common, n, m, SET)


def _alike(a: Worded, b: Worded, but: frozenset[str]) -> float:
    """The share of the rarity of two statements' words that both use, some words left out."""
    every = {w: r for w, r in (dict(a.lemmas) | dict(b.lemmas)).items() if w not in but}
    total = sum(every.values())
    return sum(r for w, r in every.items() if w in a.lemmas and w in b.lemmas) / total if total else 0.0


def _contrast(same: Sequence[tuple[int, int, _Other]], event: _Event, voice: Voice) -> Found:
    """The most telling pair of accounts on one thing, with a third that differs from the first as well."""
    x, y, best = max(same, key=lambda one: (one[2].tells, -one[0], -one[1]))
    first, second = (best.a, best.b) if _own(best.a) >= _own(best.b) else (best.b, best.a)
    about, beside = (x, y) if first is best.a else (y, x)
    cited = [(about, first), (beside, second)]
    for p, q, more in same:
        if about in (p, q) and not {p, q} <= {about, beside} and len(cited) < 3:
            third = more.b if p == about else more.a
            mine = more.a if p == about else more.b
            if mine == first:
                cited.append((q if p == about else p, third))
    text = [event.statements[n.statement] for _, n in cited]
    contrast = Contrast(
        id="", kind="wording", view=event.told[0].account.view, point=None,
        accounts=tuple(event.told[n].account.id for n, _ in cited), estimate=None, evidence=tuple(s.id for s in text),
        note=voices.CALLED[voice], target=best.common,
        words=tuple(s.text[n.span[0] - s.start : n.span[1] - s.start] for s, (_, n) in zip(text, cited, strict=True)),
    )  # fmt: skip
    return round(WORTH * min(1.0, best.tells), 6), contrast


def _own(naming: Naming) -> float:
    return max((tells for _, tells in naming.telling), default=0.0) or (SET if naming.owner else 0.0)


def merged(worded_apart: Sequence[Found], named: Sequence[Found]) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
    """Wording contrasts with the names of those namings that show two of their statements, and the namings that are left.

    A wording laid side by side for its words keeps its place, its point and its statements; it tells the names, and what they
    name, in place of its phrases.
    """
    left = list(named)
    wordings: list[Found] = []
    for worth, contrast in worded_apart:
        same = next((f for f in left if set(f[1].evidence[:2]) <= set(contrast.evidence)), None)
        if same:
            left.remove(same)
            words = dict(zip(same[1].evidence, same[1].words, strict=True))
            contrast = replace(contrast, words=tuple(words.get(i, "") for i in contrast.evidence), target=same[1].target)
        wordings.append((worth, contrast))
    return tuple(wordings), tuple(left)
