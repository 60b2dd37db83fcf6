"""The comparison as rows for a table: one per account of an event, one per article, with a codebook of their columns."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from math import log2

from framing import columns as views
from framing.columns import Columns
from framing.records import Account, Article, Comparison, Mode, Point, Statement

Row = dict[str, str | int | float | None]

ACCOUNT_COLUMNS: dict[str, str] = {
    "event": "id of the event",
    "view": "what the account was gathered by: source or side",
    "account": "name of the source or side",
    "statements": "statements of the account",
    "words": "words of its statements",
    "voice_share": "share of its words in the teller's own voice, 0 to 1; empty by side, where there is none",
    "points_told": "points of the event it tells",
    "points_not_found": "points of the event that others of the view tell and no statement of it was matched to",
    "points_cannot_tell": "points of the event of which we cannot tell whether it tells them",
    "only_here": "points it tells and no other account of the view does; empty when it is the only account",
    "emphasis_divergence": "Jensen-Shannon divergence, in bits (0 to 1), between its shares over the points and the mean "
    "of the others' that have text enough; empty when it has too little, or either tells no point",
    "lead_point": "the point it gives most of its words to; empty when it has too little text to say",
    "lead_share": "that point's share of its words, 0 to 1; empty as lead_point is",
    "flags": "cautions, parted by semicolons: only account, too little text, no point",
}
"""The columns of `account_rows`, with their meanings."""

ARTICLE_COLUMNS: dict[str, str] = {
    "event": "id of the event",
    "article": "id of the article",
    "source": "who published it",
    "date": "its date, as given or read from the text",
    "statements": "statements in it",
    "words": "words of its statements",
    "voice_share": "share of its words in its own voice, 0 to 1",
    "direct_share": "share of its words in statements quoted word for word",
    "mixed_share": "share of its words in statements quoted in part",
    "indirect_share": "share of its words in statements reported in other words",
    "sides": "sides whose words it gives, parted by semicolons",
    "points_told": "points of the event it tells; empty for a copy, which is not counted",
    "copy_of": "id of the article it carries the text of; empty when it is no copy",
    "guessed": "fields that were read out of the text, not given, parted by semicolons",
}
"""The columns of `article_rows`, with their meanings."""

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_UNSEEN = " \u00a0\u200b\u2060\ufeff"  # what a spreadsheet may leave out before it looks


def account_rows(comparison: Comparison) -> list[Row]:
    """One row for each account of both views, in the comparison's order."""
    rows = []
    for view in ("source", "side"):
        columns = views.read(comparison, "source" if view == "source" else "side")
        rows += [_account_row(account, columns, comparison) for account in columns.accounts]
    return rows


def article_rows(comparison: Comparison) -> list[Row]:
    """One row for each article, copies included, in the comparison's order."""
    return [_article_row(article, comparison) for article in comparison.articles]


def to_csv(rows: Sequence[Mapping[str, object]], columns: Mapping[str, str]) -> str:
    """The rows as CSV text (RFC 4180) with a header. Text that a spreadsheet might run as a formula starts with `'`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_safe(name) for name in columns])
    writer.writerows([_safe(row[name]) for name in columns] for row in rows)
    return out.getvalue()


def to_jsonl(rows: Iterable[Mapping[str, object]]) -> str:
    """The rows as JSON, one a line; text is given as it is."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def divergence(p: Sequence[float], q: Sequence[float]) -> float | None:
    """Jensen-Shannon divergence in bits (Lin 1991, IEEE Trans. Inf. Theory 37) of two lists of weights of the same length.

    0 when they are in proportion, 1 when they share nothing; None when either sums to nothing.
    """
    if not sum(p) or not sum(q):
        return None
    ps, qs = [x / sum(p) for x in p], [x / sum(q) for x in q]
    middle = [(a + b) / 2 for a, b in zip(ps, qs, strict=True)]
    return max(0.0, (_relative(ps, middle) + _relative(qs, middle)) / 2)


def _relative(p: Sequence[float], q: Sequence[float]) -> float:
    return sum(a * log2(a / b) for a, b in zip(p, q, strict=True) if a > 0)


def _account_row(account: Account, columns: Columns, comparison: Comparison) -> Row:
    cells = {p.id: columns.cell(account, p) for p in columns.points}
    told = [p for p in columns.points if cells[p.id].found == "told"]
    sized = [p for p in told if cells[p.id].share]
    lead = max(sized, key=lambda p: (_share(account, p, columns), cells[p.id].first or 0.0), default=None)
    alone = len(columns.accounts) < 2
    few = account.id in columns.thin or len(sized) < len(told)
    flags = (("only account", alone), ("too little text", few), ("no point", not told))
    return {
        "event": comparison.event.id,
        "view": columns.view,
        "account": account.name,
        "statements": len(account.statements),
        "words": account.words,
        "voice_share": _rounded(account.voice / account.words) if columns.view == "source" and account.words else None,
        "points_told": len(told),
        "points_not_found": sum(c.found == "not found" for c in cells.values()),
        "points_cannot_tell": sum(c.found == "cannot tell" for c in cells.values()),
        "only_here": None if alone else sum(len(columns.tellers(p)) == 1 for p in told),
        "emphasis_divergence": None if alone or few else _emphasis_divergence(account, columns),
        "lead_point": lead.label if lead else None,
        "lead_share": _rounded(_share(account, lead, columns)) if lead else None,
        "flags": "; ".join(name for name, holds in flags if holds),
    }


def _emphasis_divergence(account: Account, columns: Columns) -> float | None:
    """The account's shares against the mean of those others' that have text enough, each counting alike however long."""
    own = [_share(account, p, columns) for p in columns.points]
    others = [a for a in columns.accounts if a.id != account.id and a.id not in columns.thin]
    if not others:
        return None
    pool = [sum(_share(a, p, columns) for a in others) / len(others) for p in columns.points]
    found = divergence(own, pool)
    return None if found is None else _rounded(found)


def _share(account: Account, point: Point, columns: Columns) -> float:
    share = columns.cell(account, point).share
    return share.value if share else 0.0


def _article_row(article: Article, comparison: Comparison) -> Row:
    own = [s for s in comparison.statements if s.article == article.id]
    ids = {s.id for s in own}
    copy_of = next((c.of for c in comparison.copies if c.article == article.id), None)
    return {
        "event": comparison.event.id,
        "article": article.id,
        "source": article.source,
        "date": article.date,
        "statements": len(own),
        "words": sum(s.words for s in own),
        "voice_share": _mode_share(own, "voice"),
        "direct_share": _mode_share(own, "direct"),
        "mixed_share": _mode_share(own, "mixed"),
        "indirect_share": _mode_share(own, "indirect"),
        "sides": "; ".join(sorted({s.side for s in own if s.side})),
        "points_told": None if copy_of else sum(not ids.isdisjoint(p.statements) for p in comparison.points),
        "copy_of": copy_of,
        "guessed": "; ".join(article.guessed),
    }


def _mode_share(own: Sequence[Statement], mode: Mode) -> float | None:
    words = sum(s.words for s in own)
    return _rounded(sum(s.words for s in own if s.mode == mode) / words) if words else None


def _rounded(x: float) -> float:
    return round(x, 4) + 0.0


def _safe(cell: object) -> object:
    return "'" + cell if isinstance(cell, str) and cell.lstrip(_UNSEEN).startswith(_FORMULA) else cell
