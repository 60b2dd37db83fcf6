"""How often accounts that do not differ show a difference in who acts or in a frame: paragraphs dealt out at random.

    python models/contrasts/simulate_agency.py ARTICLES.jsonl [--deals N] [--texts N]

ARTICLES.jsonl has rows with `event_id`, `doc_id`, `source` and `text`. The statements of an event's accounts by source are put
together, paragraph by paragraph (long ones in stretches, as `shares.places` cuts them), shuffled, and dealt out to as many fake
accounts with as many pieces each as the true ones have. Printed for each finder: deals, those with a difference whose interval
holds no zero and that is not below the floor, and those whose p also is small enough to be told. Figures: AGENCY.md.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from framing import accounts, models, river
from framing.contrasts import agency, frames, shares
from framing.models import Models
from framing.nearness import Nearness
from framing.records import Account, Article, Statement
from framing.settings import DEFAULT
from framing.syntax import Reading

NOBODY = Nearness((), np.zeros((0, 0), dtype=np.float32), np.zeros((0, 0), dtype=np.float32))


def events(path: Path, texts: int) -> Iterator[list[Article]]:
    """The articles of each event, the first `texts` of them."""
    found: dict[str, list[Article]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        source = row["source"] or row["doc_id"]
        found[row["event_id"]].append(Article(row["doc_id"], source, row["text"], event=row["event_id"]))
    yield from (rows[:texts] for rows in found.values())


def dealt(true: Sequence[Account], statements: Mapping[str, Statement], random: np.random.Generator) -> list[Account]:
    """Fake accounts of the true ones' pieces, as many to each as it has."""
    pieces: list[list[str]] = []
    sizes = []
    for one in true:
        places = shares.places([statements[i] for i in one.statements])
        sizes.append(len(set(places)))
        pieces += [[i for i, p in zip(one.statements, places, strict=True) if p == n] for n in dict.fromkeys(places)]
    order = iter(random.permutation(len(pieces)))
    return [replace(one, statements=tuple(i for _ in range(n) for i in pieces[next(order)]))
            for one, n in zip(true, sizes, strict=True)]  # fmt: skip


def told(articles: Sequence[Article], opened: Models) -> tuple[list[Account], dict[str, Statement], dict[str, Reading]]:
    """The accounts by source of an event, its statements and readings."""
    readings = {a.id: river.read(a, opened) for a in articles}
    own = [s for a in articles for s in river.tell(readings[a.id])]
    columns = accounts.gather(articles, own, (), (), DEFAULT)
    return [a for a in columns if a.view == "source"], {s.id: s for s in own}, readings


def main() -> None:
    """Deal and count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--deals", type=int, default=12, help="deals of each event")
    parser.add_argument("--texts", type=int, default=6, help="articles of an event that are read at most")
    asked = parser.parse_args()
    opened, random, seen = models.load(), np.random.default_rng(0), {"agency": [0, 0, 0], "frame": [0, 0, 0]}
    every = replace(DEFAULT, chance=1.0)
    for articles in events(asked.articles, asked.texts):
        true, statements, readings = told(articles, opened)
        for _ in range(asked.deals if len(true) > 1 else 0):
            fake = dealt(true, statements, random)
            shown = {"agency": agency.find(fake, (), statements, readings, NOBODY, every),
                     "frame": frames.find(fake, statements, readings, every)}  # fmt: skip
            for kind, contrasts in shown.items():
                sizes = [c.estimate for _, c in contrasts if c.estimate is not None]
                small = any(size.p is not None and size.p <= DEFAULT.chance for size in sizes)
                seen[kind] = [n + more for n, more in zip(seen[kind], (1, bool(sizes), small), strict=True)]
    for kind, (deals, interval, small) in seen.items():
        print(f"{kind}: {deals} deals, interval without zero {interval / deals:.3f}, told {small / deals:.3f}")


if __name__ == "__main__":
    main()
