"""The tables of articles laid beside a reference: one row an article, and one an article and point."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from framing.records import Point, Presence
from framing.reference.following import Followed
from framing.reference.placing import Placed, Prepared
from framing.scores.codebook import Column, Row
from framing.similarity import rarity

FIRST = 3
"""Statements an article adds that are shown with their text: what a reader looks at."""

WORDS = 10
"""New words that are listed."""

FOLLOWED = {
    "article": Column("text", "id of the new article"),
    "source": Column("text", "who published it"),
    "date": Column("text", "its date, as given or read from the text, ISO 8601; empty when not known"),
    "model": Column("text", "id of the event of the model"),
    "statements": Column("whole", "statements in it that say something"),
    "words": Column("whole", "words of its statements"),
    "points_told": Column("whole", "points of the model it tells"),
    "points_unclear": Column("whole", "points of the model of which we cannot tell whether it tells them"),
    "view": Column("text", "source or side: whose accounts it is held against"),
    "follows": Column("text", "name of the account it most likely follows; empty where none can be named"),
    "chance": Column("number", "chance that it follows that account, if it follows one of the model's, 0 to 1"),
    "runner_up": Column("text", "name of the account it next most likely follows"),
    "runner_up_chance": Column("number", "chance that it follows that one"),
    "left_out": Column("text", "labels of the points of the account it follows that are not found in it, parted by bars"),
    "points_left_out": Column("whole", "how many these are; empty where no account is named"),
    "added": Column("whole", "statements in it that speak to no point of the model"),
    "added_share": Column("number", "their share of the words of its statements that say something, 0 to 1"),
    "added_ids": Column("text", "ids of these statements, parted by semicolons"),
    "added_words": Column("text", "content words in it that no account of the model uses, the rarest first, at most ten"),
    "added_first": Column("text", "the first of them as they stand, parted by bars"),
    "note": Column("text", "a caution, such as too little text to say"),
}  # fmt: skip

POINTS = {
    "article": Column("text", "id of the new article"),
    "model": Column("text", "id of the event of the model"),
    "point": Column("text", "id of the point within the model"),
    "label": Column("text", "what it is called: words of the model's texts"),
    "told_by": Column("text", "names of the model's accounts that tell it, parted by semicolons"),
    "found": Column("text", "told, not found, or cannot tell"),
    "chance": Column("number", "chance that the new article speaks to the point, 0 to 1"),
    "statements": Column("text", "ids of its statements that speak to the point, parted by semicolons"),
    "closest": Column("text", "id of its nearest statement where it does not tell the point"),
}  # fmt: skip


TABLES = {"followed": FOLLOWED, "reference-points": POINTS}
"""The tables with their columns."""


def rows(prepared: Prepared, placed: Placed, followed: Followed, name: str) -> Iterator[tuple[str, Row]]:
    """The rows of one article, each with the name of its table; `name` is the article's id as it was given."""
    yield "followed", _followed(prepared, placed, followed, name)
    accounts = prepared.reference.accounts
    cells = {(c.account, c.point): c.found for c in prepared.reference.comparison.cells}
    for k, (point, found) in enumerate(_judged(prepared, placed)):
        speaking = [s.id for s, joins in zip(placed.statements, placed.joins[:, k], strict=True) if joins]
        yield "reference-points", {
            "article": name, "model": prepared.reference.comparison.event.id, "point": point.id, "label": point.label,
            "told_by": "; ".join(a.name for a in accounts if cells[a.id, point.id] == "told"),
            "found": found.found, "chance": found.chance,
            "statements": "; ".join(_given(i, placed, name) for i in speaking),
            "closest": _given(found.closest, placed, name) if found.closest else None,
        }  # fmt: skip


def _followed(prepared: Prepared, placed: Placed, followed: Followed, name: str) -> Row:
    answers = [one.found for one in placed.found]
    added, said = placed.added, sum(s.words for s in placed.statements)
    first, second = (*followed.ranked, (None, None), (None, None))[:2]
    left = _left_out(prepared, placed, followed)
    return {
        "article": name,
        "source": placed.article.source,
        "date": placed.article.date,
        "model": prepared.reference.comparison.event.id,
        "statements": len(placed.statements),
        "words": placed.words,
        "points_told": answers.count("told"),
        "points_unclear": answers.count("cannot tell"),
        "view": prepared.reference.accounts[0].view,
        "follows": first[0].name if first[0] else None,
        "chance": first[1],
        "runner_up": second[0].name if second[0] else None,
        "runner_up_chance": second[1],
        "left_out": None if left is None else " | ".join(p.label for p in left),
        "points_left_out": None if left is None else len(left),
        "added": len(added),
        "added_share": round(sum(s.words for s in added) / said, 4) if said else None,
        "added_ids": "; ".join(_given(s.id, placed, name) for s in added),
        "added_words": ", ".join(_new_words(prepared, placed)),
        "added_first": " | ".join(" ".join(s.text.split()) for s in added[:FIRST]),
        "note": followed.note,
    }


def _left_out(prepared: Prepared, placed: Placed, followed: Followed) -> list[Point] | None:
    """The points of the account it follows that are not found in it; None where it follows none."""
    if not followed.ranked:
        return None
    account = followed.ranked[0][0].id
    told = {c.point for c in prepared.reference.comparison.cells if c.account == account and c.found == "told"}
    return [p for p, found in _judged(prepared, placed) if p.id in told and found.found == "not found"]


def _new_words(prepared: Prepared, placed: Placed) -> list[str]:
    """Lemmas of the article that are in nobody's vocabulary, the rarest in general news first, then those it uses most."""
    known = {lemma for words in prepared.reference.vocabulary.values() for lemma in words}
    used = Counter(w.lemma for m in placed.matters for w in m.words if w.lemma not in known)
    rare = dict(zip(used, rarity(list(used)).tolist(), strict=True))
    return sorted(used, key=lambda lemma: (-rare[lemma], -used[lemma], lemma))[:WORDS]


def _judged(prepared: Prepared, placed: Placed) -> Iterator[tuple[Point, Presence]]:
    return zip(prepared.reference.comparison.points, placed.found, strict=True)


def _given(statement: str, placed: Placed, name: str) -> str:
    """The id of a statement under its article's own id."""
    return name + statement.removeprefix(placed.article.id)
