"""Statements gathered into accounts: by source, whoever is quoted, and by side, wherever it is published."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence

from framing.records import Account, Article, Copy, Statement
from framing.settings import Settings

NO_PARTY = frozenset({"outlet", "joint", "expert", "unnamed", "media"})
"""Sides that are no teller of their own: nobody speaks for "experts", and a joint statement belongs to no one alone."""


FEWEST = 5
"""Words from which a statement told alike in two articles was repeated; fewer ("He declined to comment.") come up anew."""


def counted(articles: Sequence[Article], statements: Sequence[Statement], copies: Sequence[Copy]) -> list[Statement]:
    """The statements that count, in their order: none of a copy, and of what a source repeats word for word only the first.

    An update that takes over half of the morning's article would else give its source twice the room for the same words. The
    first is the one in the earlier article (those without a date come last), then by id. Case and punctuation are no words.
    What stands twice in one article counts twice: there it is stress.
    """
    copied = {copy.article for copy in copies}
    order = {a.id: (a.date is None, a.date or "", a.id) for a in articles if a.id not in copied}
    source = {a.id: a.source for a in articles}
    told: dict[tuple[str, tuple[str, ...]], str] = {}
    for s in sorted((s for s in statements if s.article in order), key=lambda s: order[s.article]):
        told.setdefault((source[s.article], _words(s)), s.article)
    return [s for s in statements if s.article in order
            and (s.words < FEWEST or told[source[s.article], _words(s)] == s.article)]  # fmt: skip


def _words(statement: Statement) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", statement.text.lower()))


def gather(
    articles: Sequence[Article],
    statements: Sequence[Statement],
    copies: Sequence[Copy],
    parties: Collection[str],
    settings: Settings,
) -> tuple[Account, ...]:
    """All accounts of one event, sources first, each view in alphabetical order.

    An article that copies another is not counted again. A side is an account when it is one of the event's `parties`, or when
    at least `settings.side_statements` statements are its own; otherwise it is an outside voice and stays in the sources'.
    """
    copied = {copy.article for copy in copies}
    source = {article.id: article.source for article in articles if article.id not in copied}
    parts = {article.id for article in articles if article.excerpt}
    counted = [s for s in statements if s.article in source]
    by_source: dict[str, list[Statement]] = defaultdict(list)
    by_side: dict[str, list[Statement]] = defaultdict(list)
    for s in counted:
        by_source[source[s.article]].append(s)
        if s.side and s.side.lower() not in NO_PARTY:
            by_side[s.side].append(s)
    sides = {name: own for name, own in by_side.items() if name in parties or len(own) >= settings.side_statements}
    return (
        *(_account("source", name, own, parts) for name, own in sorted(by_source.items())),
        *(_account("side", name, own, parts) for name, own in sorted(sides.items())),
    )


def _account(view: str, name: str, own: Sequence[Statement], parts: Collection[str]) -> Account:
    ordered = sorted(own, key=lambda s: (s.article, s.start))
    return Account(
        id=f"{view}:{name}",
        view="source" if view == "source" else "side",
        name=name,
        statements=tuple(s.id for s in ordered),
        words=sum(s.words for s in ordered),
        voice=sum(s.words for s in ordered if s.mode == "voice"),
        excerpt=all(s.article in parts for s in ordered),
    )


def bounded(accounts: Sequence[Account], most: int) -> tuple[tuple[Account, ...], tuple[Account, ...]]:
    """The accounts of each view, `most` of them, the longest, in their order; and those left out."""
    left = set()
    for view in ("source", "side"):
        ranked = sorted((a for a in accounts if a.view == view), key=lambda a: (-a.words, a.name))
        left |= {a.id for a in ranked[most:]}
    return tuple(a for a in accounts if a.id not in left), tuple(a for a in accounts if a.id in left)


def without(left: Sequence[Account], statements: Sequence[Statement]) -> list[Statement]:
    """The statements that stand in none of the accounts left out."""
    theirs = {i for account in left for i in account.statements}
    return [s for s in statements if s.id not in theirs]
