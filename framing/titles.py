"""A title for a lesson that is no teller's headline: how many accounts, when, and the names that all of them hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from framing.columns import Columns
from framing.records import Account

NAMED = 4
"""Names beside a title."""

_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w-]+(?: [A-Z][\w-]+)*")
_ADJECTIVE = re.compile(r"\w+(?:ese|ian|ish)")
_TITLES = frozenset({
    "Prime", "Foreign", "Minister", "President", "Premier", "Chancellor", "Secretary", "Senator", "Director",
    "King", "Queen", "Mr", "Mrs", "Ms", "Dr", "General", "Deputy", "Vice", "State"
})  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
_WHEN = frozenset(_DAYS + _MONTHS)


def title(texts: int, dates: Sequence[str]) -> str:
    """A title that is no teller's headline: how many accounts, and when."""
    days = dict.fromkeys(_day(d) for d in dates)
    return f"{'Two' if texts == 2 else 'Three'} accounts of one event" + "".join(f", {d}" for d in list(days)[:1])


def _day(date: str) -> str:
    """An ISO date as a reader says it; anything else as it is."""
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)", date)
    if not found or not 1 <= int(found[2]) <= 12:
        return date
    return f"{int(found[3])} {_MONTHS[int(found[2]) - 1]} {found[1]}"


def shared_names(columns: Columns, accounts: Sequence[Account]) -> tuple[str, ...]:
    """The names most often in the texts of all accounts, the tellers' own left out.

    By side the accounts stand in the same articles, and a name of any sentence will do.
    """
    by_text = [Counter(name for s in columns.own(a) for name in _names_in(s.text)) for a in accounts]
    if columns.view == "side":
        by_text = [Counter(name for s in columns.statements.values() for name in _names_in(s.text))]
    tellers = {a.name for a in columns.accounts}
    last = [{name.split()[-1] for name in counts} for counts in by_text]
    common = set.intersection(*last)
    total = sum(by_text, Counter[str]())
    common -= {name.split()[-1] for name in total if name in tellers}
    often = Counter({word: sum(n for name, n in total.items() if name.split()[-1] == word) for word in common})
    first = sorted(common, key=lambda word: (-often[word], word))[:NAMED]
    return tuple(max((n for n in total if n.split()[-1] == word), key=lambda n: (total[n], n)) for word in first)


def _names_in(text: str) -> Iterator[str]:
    """Runs of words with a capital inside a sentence, without titles, days and adjectives of nations."""
    for found in _NAME.finditer(text):
        words = found[0].split()
        while words and (words[0] in _TITLES or words[0] in _WHEN or _ADJECTIVE.fullmatch(words[0])):
            words = words[1:]
        if words and not _WHEN.intersection(words) and words[-1] not in _TITLES:
            yield " ".join(words)
