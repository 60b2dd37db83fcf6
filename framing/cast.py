"""Who appears in an article: the persons it names, what it calls them, and the sides its words settle.

    lexicons → names → cast → {holders, sides}

Made once from a reading and handed to the stages that ask who "the spokesman" is and whom he speaks for. No coreference model:
a person is a name and all that the text puts beside it ("Chinese Foreign Ministry spokesman Lu Kang", "Matt Brooks, the
coalition's executive director"). Linear in the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from framing import names
from framing.attribution import quotations
from framing.names import Role
from framing.records import Span
from framing.syntax import Paragraph, Parse, Reading, Token

TITLES = {"mr": "m", "mr.": "m", "sir": "m", "ms": "f", "ms.": "f", "mrs": "f", "mrs.": "f", "miss": "f", "dr": "", "dr.": ""}
MALE = frozenset("spokesman congressman chairman king emperor sultan crown prince father brother son husband man businessman "
                 "actor councilman".split())  # fmt: skip
FEMALE = frozenset("spokeswoman congresswoman chairwoman queen mother sister daughter wife woman businesswoman actress "
                   "first lady".split())  # fmt: skip
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_LONG_NAME = 4  # words of a personal name looked at; a longer run is a heading
_REACH = 14  # words of a description on either side of a name


@dataclass(frozen=True, slots=True)
class Mention:
    """A person's name in the text. `left` and `right` bound the name with its description; all are characters of the article."""

    start: int
    end: int
    left: int
    right: int
    person: int
    subject: bool
    quoted: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the article: the fullest name, the short one, and what the text says beside it.

    `side` is the country or body named in a description, or None; `of` is the run of words that a spokesman or an officer is
    said to belong to ("Secure America Now"), or "".
    """

    name: str
    short: str
    described: frozenset[str]
    roles: tuple[Role, ...]
    side: str | None
    of: str
    party: str | None
    gender: str | None

    def has(self, *kinds: str) -> bool:
        """Whether a description gives a role of one of these kinds."""
        return any(role.kind in kinds for role in self.roles)


@dataclass(frozen=True, slots=True)
class Cast:
    """The persons of an article and their mentions in text order.

    `sure` holds the sides the text names without doubt; `own` is the government that publishes the article, or None.
    `principals` are the persons of the meeting, call or quarrel the article opens with, as indices.
    """

    persons: tuple[Person, ...]
    mentions: tuple[Mention, ...]
    sure: frozenset[str]
    own: str | None
    principals: tuple[int, ...]
    named: dict[str, int]

    def mentions_in(self, start: int, end: int) -> Sequence[Mention]:
        """The mentions that begin in characters `start` to `end`."""
        return self.mentions[
            bisect_left(self.mentions, start, key=lambda m: m.start) : bisect_left(self.mentions, end, key=lambda m: m.start)
        ]

    def before(self, character: int) -> int:
        """The number of mentions that begin before `character`."""
        return bisect_right(self.mentions, character, key=lambda m: m.start)

    def person(self, name: str) -> Person | None:
        """The person that goes by `name` in full or in short."""
        found = self.named.get(name.lower())
        return None if found is None else self.persons[found]


def of(reading: Reading) -> Cast:
    """The cast of an article."""
    parsed = [(p, p.parse) for p in reading.paragraphs if p.parse is not None and p.kind != "furniture"]
    sure = _sure_sides(reading, [parse for _, parse in parsed])
    runs = _all_runs(parsed)
    quotes = [(q.start + p.start, q.end + p.start) for p, parse in parsed for q in quotations.find(parse.text)]
    groups = _same_person(runs)
    persons: list[Person] = []
    mentions: list[Mention] = []
    for number, group in enumerate(groups):
        told = [_Description(run, *_describe(run)) for run in group]
        persons.append(_person(told, sure))
        mentions.extend(Mention(*d.run.span, *d.span, number, d.run.subject, _within(quotes, d.run.span[0])) for d in told)
    mentions.sort(key=lambda m: (m.start, m.end))
    own = source_side(reading.article.source)
    named = {key.lower(): n for n in reversed(range(len(persons))) for key in (persons[n].name, persons[n].short)}
    return Cast(tuple(persons), tuple(mentions), sure, own, _principals(reading, persons, mentions), named)


def _within(spans: Sequence[Span], character: int) -> bool:
    """Whether one of the ordered spans holds the character."""
    place = bisect_right(spans, character, key=lambda span: span[0])
    return place > 0 and character < spans[place - 1][1]


# --- sides of the text ----------------------------------------------------------------------------------------------------


def _sure_sides(reading: Reading, parses: Sequence[Parse]) -> frozenset[str]:
    found: set[str] = set()
    for words in (reading.article.title.split(), *([t.text for t in parse.tokens] for parse in parses)):
        found.update(one.alias.side for one in names.sides_in(words) if one.alias.sort != "media")
    return frozenset(found)


_OFFICES = frozenset(
    "president presidency government ministry minister kremlin cabinet chancellery chancellor embassy office department "
    "administration spokesperson".split()
)


def source_side(source: str) -> str | None:
    """The government that a source is: "Russia" for "President of Russia" and "Kremlin", None for an outlet."""
    words = source.replace("’", "'").replace("'s", "").split()
    found = list(names.sides_in(words))
    if not found or any(one.alias.sort == "media" for one in found):
        return None
    whole = found[0].alias.sort in ("seat", "body") and len(words) - (found[0].last - found[0].first) <= 1
    office = any(word.lower().strip(",.") in _OFFICES for word in words)
    return found[0].alias.side if office or (whole and found[0].alias.sort != "people" and _is_office(found[0], words)) else None


def _is_office(found: names.Found, words: Sequence[str]) -> bool:
    rest = [w.lower() for n, w in enumerate(words) if not found.first <= n < found.last]
    return all(w in {"the", "press"} for w in rest)


# --- names of persons -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Run:
    """A personal name: tokens `first` to `last` of a paragraph's parse, title not included."""

    paragraph: Paragraph
    parse: Parse
    first: int
    last: int

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(t.text for t in self.parse.tokens[self.first : self.last])

    @property
    def span(self) -> Span:
        start, end = self.parse.span(self.first, self.last)
        return self.paragraph.start + start, self.paragraph.start + end

    @property
    def subject(self) -> bool:
        head = self.parse.tokens[self.first : self.last]
        tops = [t for t in head if not self.first <= t.head < self.last or t.head == t.i]
        seen = tops[0] if tops else head[-1]
        for _ in range(3):  # a name stands at most a few steps under the head of its phrase
            if seen.dep in ("nsubj", "nsubjpass"):
                return True
            if seen.dep not in ("compound", "appos", "nmod", "pobj", "prep", "flat") or seen.head == seen.i:
                return False
            if seen.dep in ("pobj", "prep") and seen.text.lower() not in ("of",) and seen.dep == "prep":
                return False
            seen = self.parse.tokens[seen.head]
        return False


def _runs(paragraph: Paragraph, parse: Parse) -> list[_Run]:
    """The personal names of a paragraph: those the parser names, those the lexicon knows, those behind a title."""
    tokens = parse.tokens
    spans = [_trimmed(tokens, n.first, n.last) for n in parse.names if n.label == "PERSON"]
    words = [t.text for t in tokens]
    known = list(names.sides_in(words))
    leaders = {f.first: f.last for f in known if f.alias.sort == "leader"}
    other = {i for f in known if f.alias.sort != "leader" for i in range(f.first, f.last)}
    spans += [*leaders.items(), *_titled(parse, words)]
    best: list[tuple[int, int]] = []
    for first, last in sorted({s for s in spans if s[1] > s[0]}, key=lambda s: (s[0], -s[1])):
        if other & set(range(first, last)):
            continue
        last = leaders.get(first, last)  # "Xi Calls", "Trump Wants": a heading's verb is no part of the name
        if not best or first >= best[-1][1]:
            best.append((first, last))
        elif last - first > best[-1][1] - best[-1][0]:
            best[-1] = (first, last)
    return [_Run(paragraph, parse, first, last) for first, last in best]


def _all_runs(parsed: Sequence[tuple[Paragraph, Parse]]) -> list[_Run]:
    """The personal names of an article, and wherever their first or last word stands alone."""
    found = [_runs(paragraph, parse) for paragraph, parse in parsed]
    ends = {run.words[n] for runs in found for run in runs for n in (0, -1)}
    every = []
    for (paragraph, parse), runs in zip(parsed, found, strict=True):
        taken = {i for run in runs for i in range(run.first, run.last)}
        known = {i for f in names.sides_in([t.text for t in parse.tokens]) for i in range(f.first, f.last)}
        lone = [t.i for t in parse.tokens if t.text in ends and t.pos == "PROPN" and t.i not in taken | known]
        every += sorted([*runs, *(_Run(paragraph, parse, i, i + 1) for i in lone)], key=lambda run: run.first)
    return every


def _trimmed(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """A name without titles, roles and marks at its edges; empty when it is no personal name."""
    words = [t.text for t in tokens[first:last]]
    while first < last:
        role = names.role_of(words, 0)
        step = role[1] if role else 1 if words[0].lower() in TITLES or not _capital(tokens[first]) else 0
        if not step:
            break
        first, words = first + step, words[step:]
    while last > first and (not _capital(tokens[last - 1]) or tokens[last - 1].text.lower() in ("'s", "’s")):
        last -= 1
    for i in range(first, last):
        inner = tokens[i].text in ("-", ".", "’", "'") or (i > first and tokens[i - 1].text == "-")
        if (not _capital(tokens[i]) and not inner) or tokens[i].text in _DAYS:
            return first, i
    return (first, first) if last - first > _LONG_NAME + 2 else (first, last)


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos != "PRON"


def _titled(parse: Parse, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Names behind a title: "Mr. Enzi", "President Xi", "spokesman Lu Kang". None in a heading that capitalises all words."""
    tokens = parse.tokens
    headings = {n for n, (a, b) in enumerate(parse.sentences) if _heading(words[a:b])}
    i = 0
    while i < len(words):
        role = names.role_of(words, i)
        step = role[1] if role and role[0].kind in names.PERSONS else 1 if words[i].lower() in TITLES else 0
        if not step or tokens[i].sentence in headings or words[i].lower() in _PARTIES:
            i += 1
            continue
        first = last = i + step
        while last < len(words) and last - first < _LONG_NAME and _name_word(tokens, words, last):
            last += 1
        if last > first and not (role and words[i].islower() and tokens[first].dep == "ROOT"):
            yield first, last
        i = max(last, i + step)


def _heading(words: Sequence[str]) -> bool:
    long = [w for w in words if len(w) > 3 and w[0].isalpha()]
    return len(long) > 2 and sum(w[0].isupper() for w in long) >= 0.8 * len(long)


def _name_word(tokens: Sequence[Token], words: Sequence[str], i: int) -> bool:
    if not (_capital(tokens[i]) and tokens[i].pos in ("PROPN", "NOUN", "ADJ", "X")) or names.role_of(words, i):
        return False
    return not any(f.first == 0 and f.alias.sort != "leader" for f in names.sides_in(words[i : i + 1]))


# --- one person, many names -----------------------------------------------------------------------------------------------


def _key(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a name that tell persons apart: no initials, no suffixes, no marks."""
    kept = tuple(w.lower() for w in words if len(w.rstrip(".")) > 1 and w.lower() not in _SUFFIXES)
    return kept or tuple(w.lower() for w in words)


def _same_person(runs: Sequence[_Run]) -> list[list[_Run]]:
    """The runs gathered by person, in the order of first mention. A lone word goes to the last full name that bears it."""
    keys = Counter(_key(run.words) for run in runs)
    known = {key for key, n in keys.items() if n > 1 and len(key) > 1} | {key[-1:] for key in keys if len(key) > 1}
    full: dict[tuple[str, ...], int] = {}
    bearers: dict[str, list[tuple[int, int]]] = defaultdict(list)  # word -> (place, group)
    groups: list[list[_Run]] = []
    lone = []
    for place, run in enumerate(runs):
        key = _key(run.words)
        if len(key) == 1:
            lone.append((place, run, key[0]))
            continue
        shorter = next((n for n in range(len(run.words) - 1, 0, -1) if _key(run.words[:n]) in known), 0)
        if shorter:  # "Mary Cheney Criticizes": a heading's verb behind a name the text gives elsewhere
            run = replace(run, last=run.first + shorter)
            key = _key(run.words)
            if len(key) == 1:
                lone.append((place, run, key[0]))
                continue
        short = [a.short.lower() for a in names.alias_of(" ".join(run.words)) if a.sort == "leader"]
        same = (short[0],) if short else (key[0], key[-1])
        if same not in full:
            full[same] = len(groups)
            groups.append([])
        groups[full[same]].append(run)
        for word in {key[0], key[-1]}:
            bearers[word].append((place, full[same]))
    alone: dict[str, int] = {}
    for place, run, word in lone:
        leader = next((a.short.lower() for a in names.alias_of(run.words[0]) if a.sort == "leader"), "")
        if (leader,) in full:
            group = full[(leader,)]
        elif word in bearers:
            before = bisect_right(bearers[word], (place, len(groups)))
            group = bearers[word][max(0, before - 1)][1]
        else:
            group = alone.setdefault(word, len(groups))
            if group == len(groups):
                groups.append([])
        groups[group].append(run)
    return [sorted(group, key=lambda r: r.span) for group in sorted(groups, key=lambda g: min(r.span for r in g))]


# --- descriptions ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Description:
    """A name in place, with the words before and behind it that describe its bearer."""

    run: _Run
    before: tuple[str, ...]
    behind: tuple[str, ...]
    span: Span


_IN_NAME = frozenset({"PROPN", "NOUN", "ADJ", "PART", "NUM", "ADV"})


def _describe(run: _Run) -> tuple[tuple[str, ...], tuple[str, ...], Span]:
    tokens = run.parse.tokens
    left = _left(tokens, run.first)
    right = _right(run.parse, run.last)
    begin = min(left, run.first)
    while begin < run.first and tokens[begin].text in (",", "the", "The", "a", "A", "an", "An"):
        begin += 1
    span = (run.paragraph.start + tokens[begin].start, run.paragraph.start + tokens[max(right, run.last) - 1].end)
    before = tuple(t.text for t in tokens[left : run.first])
    behind = tuple(t.text for t in tokens[run.last : right])
    return before, behind, span


def _left(tokens: Sequence[Token], first: int) -> int:
    """Where the words before a name that belong to it begin: "National Security Adviser to the President of the United States"."""
    at = _chunk(tokens, first, first)
    if at == first and first >= 2 and tokens[first - 1].text == ",":  # "the group's executive director, Matt Brooks"
        at = _chunk(tokens, first - 1, first - 1)
        found = list(names.roles_in([t.text for t in tokens[at : first - 1]]))
        if not found or found[-1][1] != first - 1 - at or found[-1][2].kind not in names.PERSONS:
            return first
    outer = at
    while at < first and first - outer < _REACH:  # "a spokesman for Merkel" does not describe Merkel
        link = outer - 1
        article = link >= 0 and tokens[link].text.lower() in ("the", "his", "her", "its", "their")
        link -= article
        if (_titled_words(tokens, at, first) and not article) or link < 1 or tokens[link].text.lower() not in _LINKS:
            break
        outer = _chunk(tokens, link, first)
        if outer == link:
            break
        if _titled_words(tokens, outer, link):
            at = outer
    return at


_LINKS = frozenset({"of", "for", "to", "at"})


def _titled_words(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words name a role that a person has."""
    return any(role.kind in names.PERSONS for _, _, role in names.roles_in([t.text for t in tokens[first:last]]))


def _chunk(tokens: Sequence[Token], last: int, name: int) -> int:
    """The first token of the noun phrase that ends before `last`."""
    at = last
    while at > 0 and name - at < _REACH:
        token = tokens[at - 1]
        joined = token.text in ("-", "–", "/", "&") or token.text.lower() in ("'s", "’s", "s'", "’")
        if not joined and (token.pos not in _IN_NAME or token.sentence != tokens[name].sentence or token.text.lower() == "not"):
            break
        if token.pos == "ADV" and token.text[:1].islower():
            break
        at -= 1
    return at


def _right(parse: Parse, last: int) -> int:
    """Where the words behind a name that belong to it end: "of Ukraine", "(D-Iowa)", ", a professor at Lingnan University"."""
    tokens = parse.tokens
    end = parse.sentences[tokens[last - 1].sentence][1]
    at = last
    if at < end and tokens[at].text.lower() in ("jr.", "sr.", "jr", "sr"):
        at += 1
    if at + 1 < end and tokens[at].text == "," and tokens[at + 1].text.lower() in _SUFFIXES:
        at += 2
        at += at < end and tokens[at].text == ","
    if at < end and tokens[at].text == "of":
        stop = at + 1
        while stop < end and stop - at < 6 and (tokens[stop].pos in ("PROPN", "DET") or tokens[stop].text == "the"):
            stop += 1
        if stop > at + 1:
            at = stop
    if at < end and tokens[at].text in (",", "(", "—", "–"):
        stop = _apposition(tokens, at + 1, end)
        if stop > at + 1:
            at = stop
    return at


_ENDS = frozenset({",", ";", ":", "—", "–", ")", ".", "”", '"', "“", "''", "``"})


def _apposition(tokens: Sequence[Token], first: int, end: int) -> int:
    """The end of the apposition that begins at `first`, or `first` when what stands there is none."""
    stop = first
    while stop < end and stop - first < _REACH and tokens[stop].text not in _ENDS and tokens[stop].pos not in ("VERB", "AUX"):
        stop += 1
    words = [t.text for t in tokens[first:stop]]
    if not words or tokens[first].pos in ("CCONJ", "SCONJ", "ADP", "PRON") or tokens[first].lemma in ("not", "then"):
        return first
    if _party(words):
        return stop
    roles = [(i, r) for i, _, r in names.roles_in(words) if r.kind in names.PERSONS]
    starts = tokens[first].pos in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV")
    return stop if starts and roles and roles[0][0] < 8 else first


_PARTIES = {"d": "Democrats", "r": "Republicans", "democrat": "Democrats", "republican": "Republicans", "democratic": "Democrats",
            "gop": "Republicans", "dem": "Democrats"}  # fmt: skip


def _party(words: Sequence[str]) -> str | None:
    """The US party a description names: "(D-Iowa)", "R-Wis.", "Democratic Rep."."""
    for n, word in enumerate(words):
        head, mark, _ = word.partition("-")
        letter = word in ("D", "R") and (len(words) == 1 or words[min(n + 1, len(words) - 1)] in ("-", ")", ","))
        if word.lower() in _PARTIES and len(word) > 1 or letter or (mark and head in ("D", "R")):
            return _PARTIES[head.lower()]
    return None


def _person(told: Sequence[_Description], sure: frozenset[str]) -> Person:
    """A person from all its mentions: the fullest name, the commonest short one, and every description."""
    forms = Counter(" ".join(d.run.words) for d in told)
    full = min(forms, key=lambda form: (-len(_key(form.split())), -forms[form], form))
    leader = [a for form in sorted(forms) for a in names.alias_of(form) if a.sort == "leader"]
    lone = [form for form in forms if len(form.split()) == 1]
    short = leader[0].short if leader else min(lone, key=lambda form: (-forms[form], form)) if lone else full
    words = [w for d in told for w in (*d.before, *d.behind)]
    roles = {r: None for d in told for part in (d.before, d.behind) for _, _, r in names.roles_in(part)}
    party = next((p for d in told for p in (_party(d.before), _party(d.behind)) if p), None)
    sides = [s for d in told for s in [_described_side(d, sure)] if s]
    belongs = next((o for d in told for o in [_belongs(d)] if o), "")
    gender = _gender(full.split(), words, [t.text.lower() for d in told for t in d.run.parse.tokens[max(0, d.run.first - 1) : d.run.first]])
    side = Counter(sides).most_common(1)[0][0] if sides else None
    return Person(_tidy(full), _tidy(short), frozenset(w.lower() for w in words), tuple(roles), side, belongs, party, gender)


def _tidy(name: str) -> str:
    return name.replace(" - ", "-").replace(" ,", ",").replace(" ’", "’").replace(" '", "'")


def _described_side(told: _Description, sure: frozenset[str]) -> str | None:
    for part in (told.before, told.behind):
        for found in names.sides_in(part, sure):
            if found.alias.sort != "leader":
                return found.alias.side
    return None


def _belongs(told: _Description) -> str:
    """Whom a description says its bearer works for: the name behind "of" or "for", or the one before the role."""
    for part in (told.behind, told.before):
        words = list(part)
        found = [(i, j) for i, j, r in names.roles_in(words) if r.kind in names.PERSONS]
        if not found:
            continue
        for link in range(found[0][1], len(words) - 1):
            if words[link] in ("for", "of", "at", "with"):
                name = _capitals(words, link + 1)
                if name:
                    return name
        name = _capitals(words, 0) if words[0][:1].isupper() else ""
        if name and found[0][0] > 0 and not names.role_of(words, 0):
            return name
    return ""


def _capitals(words: Sequence[str], first: int) -> str:
    """The capitalised words that stand together from `first`, without an article."""
    while first < len(words) and words[first].lower() in ("the", "a", "an"):
        first += 1
    last = first
    while last < len(words) and words[last][:1].isupper() and not names.role_of(words, last):
        last += 1
    return " ".join(words[first:last])


def _gender(name: Sequence[str], words: Sequence[str], before: Sequence[str]) -> str | None:
    for word in before:
        if TITLES.get(word):
            return TITLES[word]
    lower = {w.lower() for w in words}
    if lower & FEMALE:
        return "f"
    if lower & MALE:
        return "m"
    return names.gender_of(name[0]) if len(name) > 1 else None


# --- principals -----------------------------------------------------------------------------------------------------------

_OPENING = 3  # sentences in which the parties of the event are introduced


def _principals(reading: Reading, persons: Sequence[Person], mentions: Sequence[Mention]) -> tuple[int, ...]:
    """The persons of at least two sides whom one of the first sentences puts together; else the two most named ones."""
    seen = 0
    for paragraph in reading.paragraphs:
        parse = paragraph.parse
        if parse is None or paragraph.kind == "furniture":
            continue
        for first, last in parse.sentences:
            start, end = (paragraph.start + c for c in parse.span(first, last))
            there = {m.person: None for m in mentions if start <= m.start < end and _main_clause(parse, m.start - paragraph.start)}
            sides = {person_side(persons[p]) for p in there} - {None}
            if len(sides) >= 2 and 2 <= len(there) <= 4:
                return tuple(there)
            seen += 1
            if seen >= _OPENING:
                return _most_named(persons, mentions)
    return _most_named(persons, mentions)


def _main_clause(parse: Parse, character: int) -> bool:
    """Whether the word at a character belongs to its sentence's main clause."""
    token = parse.tokens[parse.tokens_in(character, character + 1)[0]]
    while token.head != token.i and token.dep not in ("advcl", "relcl", "ccomp", "acl", "pcomp"):
        token = parse.tokens[token.head]
    return token.head == token.i


def _most_named(persons: Sequence[Person], mentions: Sequence[Mention]) -> tuple[int, ...]:
    counts = Counter(m.person for m in mentions)
    order = sorted(counts, key=lambda p: (-counts[p], p))
    for n, second in enumerate(order[:6]):
        for first in order[:n]:
            if counts[second] >= 2 and None not in (a := {person_side(persons[first]), person_side(persons[second])}) and len(a) == 2:
                return tuple(sorted((first, second)))
    return ()


def person_side(person: Person) -> str | None:
    """The country a person's descriptions name, else the one the lexicon of leaders knows."""
    if person.side:
        return person.side
    known = [a.side for form in (person.name, person.short) for a in names.alias_of(form) if a.sort == "leader" and not a.unsure]
    return known[0] if known else None
