from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from framing.accounts import gather
from framing.contrasts.coverage import TOO_LITTLE, Coverage, cover
from framing.contrasts.order import in_order
from framing.nearness import Nearness
from framing.presence import judge
from framing.records import Account, Article, Contrast, Copy, Point, Presence, Statement
from framing.settings import Settings

SETTINGS = Settings(bootstrap=200, silence_words=20, widest=2)


def statement(article: str, n: int, words: int = 10, side: str | None = None, mode: str = "voice") -> Statement:
    text = " ".join(["word"] * words)
    return Statement(f"{article}/s{n}", article, 100 * n, 100 * n + len(text), text, n, mode, side)


def two_accounts(a_words=(30, 10, 10, 10), b_words=(10, 30, 10, 10)):
    """Accounts A and B: four statements each, the first two on points p1 and p2, the rest on p3; B also tells p4 alone."""
    a = [statement("a", n, words) for n, words in enumerate(a_words)]
    b = [statement("b", n, words) for n, words in enumerate(b_words)]
    points = [
        Point("p1", "one", (a[0].id, b[0].id), a[0].id),
        Point("p2", "two", (a[1].id, b[1].id), b[1].id),
        Point("p3", "three", (a[2].id, a[3].id, b[2].id), a[2].id),
        Point("p4", "four", (b[3].id,), b[3].id),
    ]
    accounts = gather([Article("a", "A", "x"), Article("b", "B", "y")], [*a, *b], (), (), SETTINGS)
    by_id = {s.id: s for s in [*a, *b]}
    apart = np.eye(len(by_id), dtype=np.float32)
    return accounts, points, by_id, judge(accounts, points, Nearness(tuple(by_id), apart, apart), SETTINGS)


def contrasts_of(coverage: Coverage) -> tuple[Contrast, ...]:
    return in_order(coverage.found)


def test_shares_of_an_account_are_shares_of_its_words():
    cells = cover(*two_accounts(), SETTINGS).cells
    a = {c.point: c for c in cells if c.account == "source:A"}
    assert a["p1"].share.value == pytest.approx(0.5)
    assert sum(c.share.value for c in a.values() if c.share) == pytest.approx(1)


def test_a_point_not_told_shows_the_closest_passage():
    cells = cover(*two_accounts(), SETTINGS).cells
    empty = next(c for c in cells if c.account == "source:A" and c.point == "p4")
    assert (empty.found, empty.statements, empty.share) == ("not found", (), None)
    assert empty.closest in {f"a/s{n}" for n in range(4)} and empty.similarity == 0


def test_what_is_known_of_a_silent_account_stands_in_its_cell_and_moves_its_omission_back():
    accounts, points, by_id, presences = two_accounts()
    points = [*points, replace(points[3], id="p5")]
    presences |= {(account.id, "p5"): presences[account.id, "p4"] for account in accounts}
    presences["source:A", "p4"] = Presence("cannot tell", 0.6, "a/s3", 0.8)
    found = cover(accounts, points, by_id, presences, SETTINGS)
    cell = next(c for c in found.cells if (c.account, c.point) == ("source:A", "p4"))
    assert (cell.found, cell.chance, cell.closest, cell.similarity) == ("cannot tell", 0.6, "a/s3", 0.8)
    assert [c.point for c in contrasts_of(found) if c.kind == "omission"][:2] == ["p5", "p4"]


def test_emphasis_goes_to_the_account_that_gives_more_room():
    contrasts = contrasts_of(cover(*two_accounts(), SETTINGS))
    emphasis = {c.point: c for c in contrasts if c.kind == "emphasis"}
    assert emphasis["p1"].accounts == ("source:A", "source:B")
    assert emphasis["p2"].accounts == ("source:B", "source:A")
    assert emphasis["p1"].estimate.value > 0.585
    assert emphasis["p1"].evidence == ("a/s0", "b/s0")


def test_two_accounts_differ_by_the_same_ratio_seen_from_either():
    contrasts = {c.point: c for c in contrasts_of(cover(*two_accounts(), SETTINGS)) if c.kind == "emphasis"}
    assert contrasts["p1"].estimate.value == pytest.approx(contrasts["p2"].estimate.value)


def test_omission_names_the_silent_account_first_and_cites_who_tells_it():
    omission = next(c for c in contrasts_of(cover(*two_accounts(), SETTINGS)) if c.kind == "omission")
    assert (omission.point, omission.accounts, omission.evidence) == ("p4", ("source:A", "source:B"), ("b/s3",))
    assert omission.estimate.value > 0 and omission.note == ""


def test_a_short_account_gets_words_and_no_number():
    contrasts = contrasts_of(cover(*two_accounts(), Settings(bootstrap=50, silence_words=1000)))
    assert contrasts and all(c.estimate is None and c.note == TOO_LITTLE for c in contrasts)


def test_one_account_gives_cells_and_no_contrast():
    accounts, points, by_id, presences = two_accounts()
    found = cover(accounts[:1], points, by_id, presences, SETTINGS)
    assert len(found.cells) == 4 and found.known == ()


def test_a_statement_on_two_points_gives_half_its_words_to_each():
    accounts, points, by_id, presences = two_accounts()
    points[1] = Point("p2", "two", (*points[1].statements, "a/s0"), "b/s1")
    cell = next(c for c in cover(accounts, points, by_id, presences, SETTINGS).cells if c.account == "source:A")
    assert cell.share.value == pytest.approx(0.25)


def test_sides_gather_statements_wherever_they_stand():
    said = [statement("a", 0, side="US", mode="indirect"), statement("b", 1, side="US"), statement("b", 2, side="China"),
            statement("b", 3, side="expert")]  # fmt: skip
    accounts = gather([Article("a", "A", "x"), Article("b", "B", "y")], said, (), {"China"}, Settings(side_statements=2))
    sides = [a for a in accounts if a.view == "side"]
    assert sides == [
        Account("side:China", "side", "China", ("b/s2",), 10, 10),
        Account("side:US", "side", "US", ("a/s0", "b/s1"), 20, 10),
    ]


def test_an_outside_voice_is_no_account_until_it_says_enough():
    said = [statement("a", 0), statement("a", 1, side="Japan")]
    names = [a.name for a in gather([Article("a", "A", "x")], said, (), (), Settings(side_statements=2))]
    assert names == ["A"]


def test_a_copy_is_not_counted():
    said = [statement("a", 0), statement("b", 0)]
    articles = [Article("a", "A", "x"), Article("b", "B", "x")]
    assert [a.name for a in gather(articles, said, [Copy("b", "a", 1.0)], (), SETTINGS)] == ["A"]


def test_shares_that_may_be_nearly_anything_are_not_given():
    found = cover(*two_accounts(), Settings(bootstrap=200, silence_words=20))
    assert all(c.share is None for c in found.cells) and any(c.found == "told" for c in found.cells)
    assert all(c.estimate is None and c.note == TOO_LITTLE for c in contrasts_of(found))


def many_paragraphs(a_points: str, b_points: str):
    """Accounts A and B of one statement of ten words a paragraph, on the points that the letters name."""
    told = [(statement(account, n), letter) for account, letters in (("a", a_points), ("b", b_points))
            for n, letter in enumerate(letters)]  # fmt: skip
    letters = sorted({letter for _, letter in told})
    on = {x: tuple(s.id for s, letter in told if letter == x) for x in letters}
    points = [Point(x, x, ids, ids[0]) for x, ids in on.items()]
    accounts = gather([Article("a", "A", "x"), Article("b", "B", "y")], [s for s, _ in told], (), (), SETTINGS)
    presences = {(a.id, p.id): Presence("not found") for a in accounts for p in points}
    return accounts, points, {s.id: s for s, _ in told}, presences


def emphases(*compared):
    return {c.point: c for c in contrasts_of(cover(*compared, SETTINGS)) if c.kind == "emphasis"}


def test_what_chance_hardly_gives_has_a_small_p_and_what_it_often_gives_a_large_one():
    found = emphases(*many_paragraphs("xxyxxxzxxyxx" * 2, "yzyyxyzyyyzy" * 2))
    assert found["x"].accounts[0] == "source:A" and found["x"].estimate.p < 0.01
    found = emphases(*many_paragraphs("xxyz", "xyyz"))
    assert found["x"].estimate.p > 0.5


def test_an_account_told_in_one_paragraph_has_no_p_and_no_floor():
    accounts, points, by_id, presences = many_paragraphs("xxyxx", "yyyx")
    by_id = {i: replace(s, paragraph=0) if s.article == "a" else s for i, s in by_id.items()}
    size = emphases(accounts, points, by_id, presences)["x"].estimate
    assert (size.p, size.floor) == (None, None)


def test_the_floor_is_how_far_the_account_itself_goes_apart():
    # A tells x in four of six odd and two of six even paragraphs. One statement of twelve pulls to 6 / 12: 4.5 / 7 and 2.5 / 7.
    found = emphases(*many_paragraphs("xxxyxyxxyyyy", "xyyyyyyzyyyz"))
    assert found["x"].estimate.floor == pytest.approx(np.log2(4.5 / 2.5), abs=1e-6)
