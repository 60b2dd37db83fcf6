"""How often chance alone lists a word or a tone: paragraphs of real events dealt out anew among their accounts.

    python models/contrasts/shuffles.py BENCH [--deals N]

Each deal gives every account as many of the event's paragraphs as it has, so that no account differs, and runs the finders as
they are. Whatever they list is a false find. Events are those of BENCH/gold that have two sources or more, and the stories of
BENCH/events/seesaw.jsonl up to --stories.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from framing import accounts, events, models, river
from framing.contrasts import tone, words
from framing.models import Models
from framing.records import Account, Article, Statement
from framing.settings import DEFAULT
from framing.syntax import Reading, TokenVectors

FEWEST = 20
"""Paragraphs an event must have in all: in fewer no deal is rare, nothing is tested, and no find is no news."""

Event = tuple[Sequence[Account], Mapping[str, Statement], Mapping[str, Reading]]


def shuffled(columns: Sequence[Account], statements: Mapping[str, Statement], random: np.random.Generator) -> list[Account]:
    """The accounts, each with as many paragraphs as it has, dealt from all of theirs."""
    blocks: list[list[str]] = []
    sizes = []
    for account in columns:
        own: dict[tuple[str, int], list[str]] = defaultdict(list)
        for i in account.statements:
            own[statements[i].article, statements[i].paragraph].append(i)
        blocks += own.values()
        sizes.append(len(own))
    order, dealt, at = random.permutation(len(blocks)), [], 0
    for account, size in zip(columns, sizes, strict=True):
        told = tuple(i for b in sorted(order[at : at + size]) for i in blocks[b])
        dealt.append(replace(account, statements=told))
        at += size
    return dealt


def remembering(opened: Models) -> Models:
    """The models, each text encoded once."""
    known: dict[str, TokenVectors] = {}

    def embed_tokens(texts: Sequence[str]) -> list[TokenVectors]:
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(new, opened.embed_tokens(new), strict=True))
        return [known[text] for text in texts]

    return replace(opened, embed_tokens=embed_tokens)


def measure(told: Sequence[Event], opened: Models, deals: int) -> dict[str, float]:
    """Of all deals of all events, how many were made and the shares in which a word, and a tone, was listed."""
    random, opened, found = np.random.default_rng(1), remembering(opened), np.zeros(2)
    told = [one for one in told if len({(s.article, s.paragraph) for s in one[1].values()}) >= FEWEST]
    for columns, statements, readings in told:
        for _ in range(deals):
            dealt = shuffled(columns, statements, random)
            found[0] += bool(words.find(dealt, statements, readings, DEFAULT))
            found[1] += bool(tone.find(dealt, statements, readings, opened, DEFAULT))
    made = len(told) * deals
    return {"events": len(told), "deals": made, "a word listed": found[0] / made, "a tone listed": found[1] / made}


def read(bench: Path, stories: int, opened: Models) -> Iterator[Event]:
    """The events of BENCH of two sources or more."""
    rows: dict[str, list[Article]] = defaultdict(list)
    for file, most in (("gold/articles.jsonl", None), ("events/seesaw.jsonl", stories)):
        here: dict[str, list[Article]] = defaultdict(list)
        for line in (bench / file).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            here[row["event_id"]].append(Article(row["doc_id"], row["source"], row["text"], row.get("title") or "",
                                                 row.get("date"), event=row["event_id"]))  # fmt: skip
        rows |= dict(list(here.items())[:most])
    for articles in (own for own in rows.values() if len({a.source for a in own}) > 1):
        readings = {a.id: river.read(a, opened) for a in articles}
        said = [s for one in readings.values() for s in river.tell(one)]
        copies = events.copies(articles)
        counted = accounts.counted(articles, said, copies)
        columns = [a for a in accounts.gather(articles, counted, copies, (), DEFAULT) if a.view == "source"]
        yield columns, {s.id: s for s in counted}, readings


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--deals", type=int, default=10)
    parser.add_argument("--stories", type=int, default=60)
    args = parser.parse_args()
    opened = models.load()
    print(json.dumps(measure(list(read(args.bench, args.stories, opened)), opened, args.deals), indent=1))


if __name__ == "__main__":
    main()
