"""Personal names in the text, and which of them are one person's."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from framing import names
from framing.records import Span
from framing.syntax import Paragraph, Parse, Token

TITLES = {"mr": "m", "mr.": "m", "sir": "m", "ms": "f", "ms.": "f", "mrs": "f", "mrs.": "f", "miss": "f", "dr": "", "dr.": ""}
"""Forms of address, with the gender they tell."""

PARTIES = {
    "d": "Democrats", "r": "Republicans", "democrat": "Democrats", "republican": "Republicans", "democratic": "Democrats",
    "gop": "Republicans", "dem": "Democrats",
}  # fmt: skip
"""Words that name a US party before or behind a person's name."""

SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_PARTICLES = frozenset({"von", "van", "de", "da", "del", "di", "der", "den", "al", "el", "bin", "ibn", "le", "la"})
_DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
_LONG_NAME = 4  # words of a personal name looked at; a longer run is a heading


@dataclass(frozen=True, slots=True)
class Run:
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


def _runs(paragraph: Paragraph, parse: Parse) -> list[Run]:
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
        if first >= 2 and tokens[first - 1].text.lower() in _PARTICLES and tokens[first - 2].pos == "PROPN":
            first -= 2  # "Konstantin von Eggert"
        if last + 1 < len(tokens) and words[last] in _PARTICLES and _capital(tokens[last + 1]) and tokens[last].pos == "PROPN":
            last += 2
        last = leaders.get(first, last)  # "Xi Calls", "Trump Wants": a heading's verb is no part of the name
        if not best or first >= best[-1][1]:
            best.append((first, last))
        elif last - first > best[-1][1] - best[-1][0]:
            best[-1] = (first, last)
    return [Run(paragraph, parse, first, last) for first, last in best]


def find(parsed: Sequence[tuple[Paragraph, Parse]]) -> list[Run]:
    """The personal names of an article, and wherever their first or last word stands alone."""
    places = {parse.tokens[n.first].text for _, parse in parsed for n in parse.names
              if n.label in ("GPE", "LOC", "FAC") and n.last - n.first == 1}  # fmt: skip
    found = [[run for run in _runs(paragraph, parse) if not _is_place(run, places)] for paragraph, parse in parsed]
    ends = {run.words[n] for runs in found for run in runs for n in (0, -1)}
    every = []
    for (paragraph, parse), runs in zip(parsed, found, strict=True):
        taken = {i for run in runs for i in range(run.first, run.last)}
        taken.update(i for f in names.sides_in([t.text for t in parse.tokens]) for i in range(f.first, f.last))
        lone = [t.i for t in parse.tokens if t.text in ends and t.pos == "PROPN" and t.i not in taken]
        every += sorted([*runs, *(Run(paragraph, parse, i, i + 1) for i in lone)], key=lambda run: run.first)
    return every


def _is_place(run: Run, places: Collection[str]) -> bool:
    """Whether a lone word that the parser takes for a place elsewhere has no title before it."""
    if run.last - run.first > 1 or run.words[0] not in places or names.alias_of(run.words[0]):
        return False
    before = run.parse.tokens[run.first - 1].text.lower() if run.first else ""
    return before not in TITLES and names.role_of([before or "-"], 0) is None


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
        if not step or tokens[i].sentence in headings or words[i].lower() in PARTIES:
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


def key_of(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a name that tell persons apart: no initials, no suffixes, no marks."""
    kept = tuple(w.lower() for w in words if len(w.rstrip(".")) > 1 and w.lower() not in SUFFIXES)
    return kept or tuple(w.lower() for w in words)


def same_person(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs gathered by person, in the order of first mention. A lone word goes to the last full name that bears it."""
    keys = Counter(key_of(run.words) for run in runs)
    known = {key for key, n in keys.items() if n > 1 and len(key) > 1} | {key[-1:] for key in keys if len(key) > 1}
    full: dict[tuple[str, ...], int] = {}
    bearers: dict[str, list[tuple[int, int]]] = defaultdict(list)  # word -> (place, group)
    groups: list[list[Run]] = []
    lone = []
    for place, run in enumerate(runs):
        key = key_of(run.words)
        if len(key) == 1:
            lone.append((place, run, key[0]))
            continue
        shorter = next((n for n in range(len(run.words) - 1, 0, -1) if key_of(run.words[:n]) in known), 0)
        if shorter:  # "Mary Cheney Criticizes": a heading's verb behind a name the text gives elsewhere
            run = replace(run, last=run.first + shorter)
            key = key_of(run.words)
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
