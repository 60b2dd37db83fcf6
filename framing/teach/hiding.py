"""The tellers' names kept from the class, with a letter or a black bar in their place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from framing.columns import Columns
from framing.names import gender_of, sides_in
from framing.records import Account, Statement

BAR = "█████"
"""What stands for a name that is blacked out: of one length, so that it does not tell how long the name is."""


_WORD = re.compile(r"(?:[A-Z]\.)+[A-Z]?|\w+")


@dataclass(frozen=True, slots=True)
class Names:
    """The tellers' names, each with the letter that hides it on the sheet: "Beijing said" becomes "[B] said".

    A source is hidden wherever it is named; a side only where it speaks, for what it says of itself is what the class reads.
    Names to `bar` are blacked out instead, wherever they stand.
    """

    sources: Mapping[str, str]
    sides: Mapping[str, str]
    bar: tuple[str, ...] = ()

    def hide(self, text: str) -> str:
        """The text with the sources' names hidden where they stand as words of their own."""
        if self.bar:
            return _with_first_name(self.bar).sub(self._barred, text)
        longest_first = sorted((n for n in self.sources if n), key=len, reverse=True)
        return _named(longest_first).sub(lambda m: f"[{self.sources[m.group()]}]", text) if longest_first else text

    def _barred(self, found: re.Match[str]) -> str:
        """The bar, which takes a first name with it: "Donald Trump" is one name though the text mostly has "Trump"."""
        before = found[1] or ""
        if before in self.bar:
            return f"{BAR} {BAR}"
        return f"{before} {BAR}" if before and not gender_of(before) else BAR

    def hide_in(self, s: Statement) -> str:
        """The statement with the sources' names hidden, or its outermost holder if it speaks for a side of the sheet."""
        mark = self.sides.get(s.side or "") if not self.bar else None
        span = s.attributions[0].holder_span if s.attributions else None
        if not mark or span is None or not s.start <= span[0] < span[1] <= s.end:
            return self.hide(s.text)
        return f"{s.text[: span[0] - s.start]}[{mark}]{s.text[span[1] - s.start :]}"


def _named(names: Sequence[str]) -> re.Pattern[str]:
    """Any of the names where it stands as words of its own."""
    return re.compile("|".join(rf"(?<!\w){re.escape(n)}(?!\w)" for n in names))


def _with_first_name(names: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:([A-Z]\w+) )?(?:{'|'.join(map(re.escape, names))})(?!\w)")


def to_bar(columns: Columns, accounts: Sequence[Account]) -> tuple[str, ...]:
    """The tellers' names, and by side those of whoever speaks for one of them, as the texts have them; the longest first.

    With a side go its country, people, capital, government and leaders, as far as `lexicons/countries.tsv` and `sides.tsv` know
    them. A pronoun is no name, and an article before one is left standing.
    """
    sides = frozenset(a.name for a in accounts)
    names = set(sides)
    if columns.view == "side":
        names |= {name for s in columns.statements.values() for name in _of_sides(s.text, sides)}
        for s in (s for a in accounts for s in columns.own(a)):
            for one in s.attributions[:1]:
                at = one.holder_span
                there = s.text[at[0] - s.start : at[1] - s.start] if at and s.start <= at[0] < at[1] <= s.end else ""
                names |= {re.sub(r"^[Tt]he ", "", n) for n in (one.holder, there if one.resolved != "pronoun" else "")}
    return tuple(sorted((n for n in names if any(c.isupper() for c in n)), key=lambda n: (-len(n), n)))


def _of_sides(text: str, sides: frozenset[str]) -> set[str]:
    """What of a text names one of the sides: "Beijing", "Chinese", "White House"."""
    words = list(_WORD.finditer(text))
    found = sides_in([w.group() for w in words], sides)
    return {text[words[f.first].start() : words[f.last - 1].end()] for f in found if f.alias.side in sides}
