"""Does a p under 0.05 mean what it says, and what does it find? Simulated accounts, compared by the installed `framing`.

    python models/bench_uncertainty.py [EVENTS] [--json FILE]

Chance: events whose accounts (2 to 4, of 15 to 60 statements in paragraphs of 1 to 3) are drawn from one distribution of
points; at most 5% of such events may show an emphasis contrast with p < 0.05. Counted with statements of a paragraph that are
drawn apart, with ones that often stay on their point, and with accounts whose paragraphs differ in length.

Power: one account of 40 statements gives a point twice the share it has in the others, of 40 statements each. Printed is how
often that contrast has p < 0.05: among all accounts and points of the event, and when that one point had been asked about
beforehand, for more room or for less. Figures and what was tried: models/uncertainty/LOG.md.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from framing.contrasts.coverage import cover
from framing.records import Account, Point, Presence, Statement
from framing.settings import DEFAULT
from framing.uncertainty import Floats, max_t

P = 0.05
WORDS = (8, 36)  # words of a statement
POINTS = (12, 31)  # points of an event
LENGTHS = {"apart": (1, 4), "staying": (1, 4), "unlike": (1, 4)}  # statements of a paragraph: from, below
STAYS = {"apart": 0.0, "staying": 0.5, "unlike": 0.5}  # chance that a statement of a paragraph stays on the last one's point
BASES = (0.1, 0.2, 0.3, 0.4)  # share of the point in the other accounts
OTHERS = (1, 3, 9)
STATEMENTS = 40

Told = list[list[tuple[int, int]]]  # paragraphs of (point, words)


def shares(points: int, rng: np.random.Generator) -> Floats:
    """Room of each point: a few large, most small, as in news (Zipf), in random order of size."""
    return rng.permutation(1 / np.arange(1, points + 1)) / (1 / np.arange(1, points + 1)).sum()


def account(statements: int, room: Floats, lengths: tuple[int, int], stays: float, rng: np.random.Generator) -> Told:
    """Paragraphs of one account with so many statements."""
    told: Told = []
    while (left := statements - sum(map(len, told))) > 0:
        points: list[int] = []
        for _ in range(min(left, int(rng.integers(*lengths)))):
            points.append(points[-1] if points and rng.random() < stays else int(rng.choice(len(room), p=room)))
        told.append([(k, int(rng.integers(*WORDS))) for k in points])
    return told


def columns(told: list[Told], points: int) -> tuple[Floats, Floats, np.ndarray]:
    """The same as numbers: words by paragraph and point, words by paragraph, account of each paragraph."""
    paragraphs = [(n, paragraph) for n, one in enumerate(told) for paragraph in one]
    amounts = np.zeros((len(paragraphs), points))
    for row, (_, paragraph) in enumerate(paragraphs):
        for k, words in paragraph:
            amounts[row, k] += words
    return amounts, amounts.sum(axis=1), np.array([n for n, _ in paragraphs])


def contrasts(told: list[Told], points: int) -> list[float]:
    """p of every emphasis contrast that `framing` lists for these accounts."""
    statements: dict[str, Statement] = {}
    for n, one in enumerate(told):
        for row, paragraph in enumerate(one):
            for k, words in paragraph:
                name = f"{n}/{len(statements)}/{k}"
                statements[name] = Statement(name, str(n), 0, 1, " ".join(["word"] * words), row)
    own = [tuple(s for s in statements.values() if s.article == str(n)) for n in range(len(told))]
    accounts = [Account(f"source:{n}", "source", str(n), tuple(s.id for s in mine), sum(s.words for s in mine))
                for n, mine in enumerate(own)]  # fmt: skip
    on = [tuple(i for i in statements if i.endswith(f"/{k}")) for k in range(points)]
    listed = [Point(f"p{k}", f"point {k}", ids, ids[0]) for k, ids in enumerate(on) if ids]
    presences = {(a.id, p.id): Presence("not found") for a in accounts for p in listed}
    found = [contrast for _, contrast in cover(accounts, listed, statements, presences, DEFAULT).known]
    sizes = [c.estimate for c in found if c.kind == "emphasis"]
    return [size.p for size in sizes if size and size.p is not None]


def chance(kind: str, events: int) -> dict[str, object]:
    """Share of events without a difference that show one all the same."""
    rng, shown, listed = np.random.default_rng(1), 0, 0
    for _ in range(events):
        room = shares(int(rng.integers(*POINTS)), rng)
        lengths = [(2, 6) if kind == "unlike" and n % 2 else LENGTHS[kind] for n in range(int(rng.integers(2, 5)))]
        told = [account(int(rng.integers(15, 61)), room, each, STAYS[kind], rng) for each in lengths]
        ps = contrasts(told, len(room))
        shown, listed = shown + any(p < P for p in ps), listed + len(ps)
    return {"paragraphs": kind, "events": events, "contrasts listed": listed, "shown": shown / events,
            "error": 1.96 * (P * (1 - P) / events) ** 0.5}  # fmt: skip


def power(base: float, others: int, kind: str, events: int) -> dict[str, object]:
    """How often twice the share of a point is found in an account of 40 statements."""
    rng, every, alone = np.random.default_rng(2), 0, 0
    for _ in range(events):
        rest = shares(int(rng.integers(*POINTS)) - 1, rng)
        rooms = [np.array([share, *(rest * (1 - share))]) for share in (2 * base, *[base] * others)]
        told = [account(STATEMENTS, room, LENGTHS[kind], STAYS[kind], rng) for room in rooms]
        amounts, totals, owner = columns(told, len(rooms[0]))
        every += bool(max_t(amounts, totals, owner, DEFAULT.permutations, 0)[0, 0] < P)
        alone += bool(max_t(amounts[:, :1], totals, np.minimum(owner, 1), DEFAULT.permutations, 0)[0, 0] < P)
    return {"share": base, "others": others, "paragraphs": kind, "events": events, "found": every / events,
            "asked beforehand": alone / events}  # fmt: skip


def main() -> None:
    asked = argparse.ArgumentParser(description="False finds and power of the emphasis contrasts on simulated accounts.")
    asked.add_argument("events", nargs="?", type=int, default=1000)
    asked.add_argument("--json", type=Path)
    given = asked.parse_args()
    rows = []
    for kind in STAYS:
        rows.append(chance(kind, given.events))
        print("no difference, paragraphs {paragraphs}: {shown:.3f} of {events} events show a contrast (0.05 ± {error:.3f}); "
              "{contrasts listed} listed".format(**rows[-1]), flush=True)  # fmt: skip
    for kind in ("apart", "staying"):
        for others in OTHERS:
            for base in BASES:
                rows.append(power(base, others, kind, given.events // 5))
                print("share {share} doubled, {others} other accounts, paragraphs {paragraphs}: found {found:.3f}, asked "
                      "beforehand {asked beforehand:.3f} of {events}".format(**rows[-1]), flush=True)  # fmt: skip
    if given.json:
        given.json.write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
