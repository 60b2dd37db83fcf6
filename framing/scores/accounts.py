"""One row for each account of an event."""

from __future__ import annotations

from collections.abc import Callable, Collection

from framing import columns as views
from framing.columns import Columns
from framing.records import Account, Comparison, Contrast
from framing.scores.codebook import Column, Row
from framing.scores.divergence import of_emphasis, paragraphs, share

COLUMNS: dict[str, Column] = {
    "event": Column("text", "id of the event"),
    "view": Column("text", "what the account was gathered by: source or side"),
    "account": Column("text", "name of the source or side"),
    "articles": Column("whole", "articles it has statements in"),
    "statements": Column("whole", "statements of the account"),
    "words": Column("whole", "words of its statements"),
    "voice_share": Column("number", "share of its words in the teller's own voice, 0 to 1; empty by side, where there is none"),
    "borrowed_share": Column("number", "share of its words that it quotes or retells of others, 0 to 1; empty by side"),
    "points_told": Column("whole", "points of the event it tells"),
    "points_not_found": Column("whole", "points that others of the view tell and no statement of it was matched to"),
    "points_cannot_tell": Column("whole", "points that others of the view tell and of which we cannot tell whether it does"),
    "omissions": Column("whole", "points not found in it that are listed as a difference"),
    "only_here": Column("whole", "points it tells and no other account of the view does; empty when it is the only account"),
    "only_here_share": Column(
        "number", "share of its words in statements that speak to such points alone, 0 to 1; empty as only_here is"),
    "emphasis_divergence": Column(
        "number", "Jensen-Shannon divergence, in bits (0 to 1), between its shares over the points and the mean of the others' "
        "that have text enough; empty when it has too little, or either tells no point"),
    "emphasis_divergence_low": Column(
        "number", "lower end of its 95% interval: its paragraphs drawn anew, the others held; empty for one paragraph"),
    "emphasis_divergence_high": Column("number", "upper end of that interval"),
    "lead_point": Column("text", "the point it gives most of its words to; empty when it has too little text to say"),
    "lead_share": Column("number", "that point's share of its words, 0 to 1; empty as lead_point is"),
    "tone_better": Column(
        "text", "whom its own voice speaks better of than the others' do, beyond chance, parted by semicolons; else empty"),
    "tone_worse": Column("text", "whom it speaks worse of, the same"),
    "acts_more": Column(
        "text", "who acts more often in it, and is acted upon less, than in the others, beyond chance, parted by semicolons"),
    "acts_less": Column("text", "who acts less often in it, the same"),
    "firmer": Column("whole", "matters it tells as bound more firmly than another account (agreed where that says discussed)"),
    "looser": Column("whole", "matters it tells as bound less firmly"),
    "conflicts": Column("whole", "matters on which it and another account cannot both be right"),
    "wordings": Column("whole", "matters it words differently from another account"),
    "flags": Column(
        "text", "cautions, parted by semicolons: only account, too little text, no point, excerpt (only a part was read)"),
}  # fmt: skip


def rows(comparison: Comparison) -> list[Row]:
    """One row for each account of both views, in the comparison's order."""
    made = []
    for columns in (views.read(comparison, "source"), views.read(comparison, "side")):
        made += [_row(account, columns, comparison) for account in columns.accounts]
    return made


def _row(account: Account, columns: Columns, comparison: Comparison) -> Row:
    cells = {p.id: columns.cell(account, p) for p in columns.points}
    told = [p for p in columns.points if cells[p.id].found == "told"]
    sized = [p for p in told if cells[p.id].share]
    lead = max(sized, key=lambda p: (share(account, p, columns), cells[p.id].first or 0.0), default=None)
    alone = len(columns.accounts) < 2
    few = account.id in columns.thin or len(sized) < len(told)
    flags = (("only account", alone), ("too little text", few), ("no point", not told), ("excerpt", account.excerpt))
    voice = account.voice / account.words if columns.view == "source" and account.words else None
    apart = None if alone or few else of_emphasis(account, columns, int(comparison.method.settings.get("seed", 0)))
    wide = apart if apart and paragraphs(account, columns) > 1 else None
    own_points = {p.id for p in told if len(columns.tellers(p)) == 1}
    return {
        "event": comparison.event.id,
        "view": columns.view,
        "account": account.name,
        "articles": len({s.article for s in columns.own(account)}),
        "statements": len(account.statements),
        "words": account.words,
        "voice_share": rounded(voice),
        "borrowed_share": rounded(None if voice is None else 1 - voice),
        "points_told": len(told),
        "points_not_found": sum(c.found == "not found" for c in cells.values()),
        "points_cannot_tell": sum(c.found == "cannot tell" for c in cells.values()),
        "omissions": len(_about(account, columns, "omission")),
        "only_here": None if alone else len(own_points),
        "only_here_share": None if alone else rounded(_only_here(account, columns, own_points)),
        "emphasis_divergence": rounded(apart.value if apart else None),
        "emphasis_divergence_low": rounded(wide.low if wide else None),
        "emphasis_divergence_high": rounded(wide.high if wide else None),
        "lead_point": lead.label if lead else None,
        "lead_share": rounded(share(account, lead, columns)) if lead else None,
        "tone_better": _targets(account, columns, "tone", lambda x: x > 0),
        "tone_worse": _targets(account, columns, "tone", lambda x: x < 0),
        "acts_more": _targets(account, columns, "agency", lambda x: x > 0),
        "acts_less": _targets(account, columns, "agency", lambda x: x < 0),
        "firmer": len(_about(account, columns, "commitment")),
        "looser": len(_about(account, columns, "commitment", place=1)),
        "conflicts": len(_with(account, columns, "conflict")),
        "wordings": len(_with(account, columns, "wording")),
        "flags": "; ".join(name for name, holds in flags if holds),
    }


def _about(account: Account, columns: Columns, kind: str, place: int = 0) -> list[Contrast]:
    """The contrasts of a kind in which the account stands at `place`: 0 is the one they are about."""
    return [c for c in columns.contrasts if c.kind == kind and c.accounts[place : place + 1] == (account.id,)]


def _with(account: Account, columns: Columns, kind: str) -> list[Contrast]:
    return [c for c in columns.contrasts if c.kind == kind and account.id in c.accounts]


def _targets(account: Account, columns: Columns, kind: str, wanted: Callable[[float], bool]) -> str:
    found = {c.target for c in _about(account, columns, kind) if c.estimate and wanted(c.estimate.value)}
    return "; ".join(sorted(found))


def _only_here(account: Account, columns: Columns, own_points: Collection[str]) -> float | None:
    """The share of the account's words in statements that speak to points of its own and to no other."""
    told = {p.id: frozenset(columns.cell(account, p).statements) for p in columns.points}
    words = 0
    for s in columns.own(account):
        speaks = {point for point, members in told.items() if s.id in members}
        words += s.words if speaks and speaks <= set(own_points) else 0
    return words / account.words if account.words else None


def rounded(x: float | None) -> float | None:
    """Four decimals, never "-0.0"; None stays None."""
    return None if x is None else round(x, 4) + 0.0
