"""Rows of an event, of its articles, points, differences and statements."""

from __future__ import annotations

from collections.abc import Sequence

from framing import columns as views
from framing.records import Article, Comparison, Contrast, Mode, Point, Statement
from framing.scores.accounts import rounded
from framing.scores.codebook import Column, Row

EVENT_COLUMNS: dict[str, Column] = {
    "event": Column("text", "id of the event"),
    "label": Column("text", "what it is called: words of its texts"),
    "first_date": Column("text", "first date of its articles, ISO 8601; empty when none is known"),
    "last_date": Column("text", "last date of its articles"),
    "articles": Column("whole", "articles that tell it, copies included"),
    "copies": Column("whole", "articles that repeat another and are not counted"),
    "sources": Column("whole", "accounts by source"),
    "sides": Column("whole", "accounts by side"),
    "statements": Column("whole", "statements of its articles"),
    "points": Column("whole", "points of the event"),
    "points_shared": Column("whole", "points that two sources or more tell"),
    "contrasts": Column("whole", "differences listed between accounts, in both views"),
    "set_aside": Column(
        "whole", "articles and accounts of it that were read and not compared; what could not be read is in set-aside"),
}  # fmt: skip

ARTICLE_COLUMNS: dict[str, Column] = {
    "event": Column("text", "id of the event"),
    "article": Column("text", "id of the article"),
    "source": Column("text", "who published it"),
    "date": Column("text", "its date, as given or read from the text, ISO 8601; empty when not known"),
    "statements": Column("whole", "statements in it"),
    "words": Column("whole", "words of its statements"),
    "voice_share": Column("number", "share of its words in its own voice, 0 to 1"),
    "direct_share": Column("number", "share of its words in statements quoted word for word"),
    "mixed_share": Column("number", "share of its words in statements quoted in part"),
    "indirect_share": Column("number", "share of its words in statements reported in other words"),
    "sides": Column("text", "sides whose words it gives, parted by semicolons"),
    "points_told": Column("whole", "points of the event it tells; empty for a copy, which is not counted"),
    "copy_of": Column("text", "id of the article it carries the text of; empty when it is no copy"),
    "guessed": Column("text", "fields that were read out of the text, not given, parted by semicolons"),
}  # fmt: skip

POINT_COLUMNS: dict[str, Column] = {
    "event": Column("text", "id of the event"),
    "point": Column("text", "id of the point within its event"),
    "label": Column("text", "what it is called: words of its texts"),
    "view": Column("text", "source or side"),
    "account": Column("text", "name of the source or side"),
    "found": Column("text", "told, not found, or cannot tell"),
    "chance": Column("number", "chance that the account speaks to the point, 0 to 1; empty where nobody else does"),
    "share": Column("number", "share of the account's words, 0 to 1; empty where it is not told or there is too little text"),
    "share_low": Column("number", "lower end of its 95% interval"),
    "share_high": Column("number", "upper end of its 95% interval"),
    "first": Column("number", "place of first mention: 1 opens the account, 0 ends it; empty where it is not told"),
    "statements": Column("text", "ids of the statements that tell it, parted by semicolons"),
}  # fmt: skip

CONTRAST_COLUMNS: dict[str, Column] = {
    "event": Column("text", "id of the event"),
    "rank": Column("whole", "place in the event's list, 1 for the one a reader most likely reports"),
    "kind": Column(
        "text", "emphasis, omission, wording, tone, frame, agency, commitment, conflict or cross-attribution"),
    "view": Column("text", "source or side"),
    "account": Column("text", "name of the account it is about"),
    "against": Column("text", "names of the accounts it is measured against, parted by semicolons"),
    "point": Column("text", "label of the point; empty where it is about no point"),
    "target": Column("text", "what a tone, an agency, a frame, a naming or a cross-attribution is about; else empty"),
    "value": Column("number", "its size in `unit`; empty where it has none"),
    "low": Column("number", "lower end of its 95% interval"),
    "high": Column("number", "upper end of its 95% interval"),
    "unit": Column("text", "unit of value, low and high"),
    "p": Column("number", "chance that so much shows anywhere in the view if accounts do not differ; empty if not tested"),
    "words": Column("text", "phrases of the texts that differ, parted by bars, one for each statement of evidence"),
    "evidence": Column("text", "ids of the statements that show it, parted by semicolons"),
    "note": Column("text", "a caution, such as too little text to say"),
}  # fmt: skip

STATEMENT_COLUMNS: dict[str, Column] = {
    "event": Column("text", "id of the event"),
    "statement": Column("text", "id of the statement"),
    "article": Column("text", "id of its article"),
    "start": Column("whole", "first character of it in the article's text"),
    "end": Column("whole", "character after its last"),
    "paragraph": Column("whole", "number of its paragraph, from 0"),
    "mode": Column("text", "voice, direct, mixed or indirect"),
    "holder": Column("text", "who is said to have said it, outermost first, parted by ›; empty in the article's own voice"),
    "side": Column("text", "for whom the outermost speaks; empty when not known"),
    "points": Column("text", "labels of the points it speaks to, parted by semicolons"),
    "text": Column("text", "the statement as it stands"),
}  # fmt: skip


def event_rows(comparison: Comparison) -> list[Row]:
    """The one row of the event."""
    sources = views.read(comparison, "source")
    dates = comparison.event.dates
    return [{
        "event": comparison.event.id,
        "label": comparison.event.label,
        "first_date": dates[0] if dates else None,
        "last_date": dates[-1] if dates else None,
        "articles": len(comparison.articles),
        "copies": len(comparison.copies),
        "sources": len(sources.accounts),
        "sides": sum(a.view == "side" for a in comparison.accounts),
        "statements": len(comparison.statements),
        "points": len(comparison.points),
        "points_shared": sum(len(sources.tellers(p)) > 1 for p in sources.points),
        "contrasts": len(comparison.contrasts),
        "set_aside": len(comparison.set_aside),
    }]  # fmt: skip


def article_rows(comparison: Comparison) -> list[Row]:
    """One row for each article, copies included, in the comparison's order."""
    return [_article_row(article, comparison) for article in comparison.articles]


def point_rows(comparison: Comparison) -> list[Row]:
    """One row for each account on each point of its view."""
    return [
        {
            "event": comparison.event.id, "point": point.id, "label": point.label, "view": columns.view,
            "account": account.name, "found": cell.found, "chance": rounded(cell.chance),
            "share": rounded(cell.share.value if cell.share else None),
            "share_low": rounded(cell.share.low if cell.share else None),
            "share_high": rounded(cell.share.high if cell.share else None), "first": rounded(cell.first),
            "statements": "; ".join(cell.statements),
        }
        for columns in (views.read(comparison, "source"), views.read(comparison, "side"))
        for point in columns.points
        for account in columns.accounts
        for cell in (columns.cell(account, point),)
    ]  # fmt: skip


def contrast_rows(comparison: Comparison) -> list[Row]:
    """One row for each difference listed, in the order of the list."""
    names = {a.id: a.name for a in comparison.accounts}
    labels = {p.id: p.label for p in comparison.points}
    return [_contrast_row(n, c, comparison.event.id, names, labels) for n, c in enumerate(comparison.contrasts, 1)]


def statement_rows(comparison: Comparison) -> list[Row]:
    """One row for each statement, in the comparison's order."""
    on: dict[str, list[Point]] = {}
    for point in comparison.points:
        for i in point.statements:
            on.setdefault(i, []).append(point)
    return [
        {
            "event": comparison.event.id, "statement": s.id, "article": s.article, "start": s.start, "end": s.end,
            "paragraph": s.paragraph, "mode": s.mode, "holder": " › ".join(a.holder or "unnamed" for a in s.attributions),
            "side": s.side, "points": "; ".join(p.label for p in on.get(s.id, ())), "text": s.text,
        }
        for s in comparison.statements
    ]  # fmt: skip


def _contrast_row(n: int, c: Contrast, event: str, names: dict[str, str], labels: dict[str, str]) -> Row:
    size = c.estimate
    return {
        "event": event, "rank": n, "kind": c.kind, "view": c.view, "account": names[c.accounts[0]],
        "against": "; ".join(names[a] for a in c.accounts[1:]), "point": labels.get(c.point or ""), "target": c.target,
        "value": rounded(size.value if size else None), "low": rounded(size.low if size else None),
        "high": rounded(size.high if size else None),
        "unit": size.unit if size else None, "p": size.p if size else None, "words": " | ".join(c.words),
        "evidence": "; ".join(c.evidence), "note": c.note,
    }  # fmt: skip


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
    return rounded(sum(s.words for s in own if s.mode == mode) / words) if words else None
