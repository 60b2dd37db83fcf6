"""How much of the parser's own speed `statements` keeps, both measured in one run.

    python models/bench_statements.py ARTICLES.jsonl [ROUNDS]

Prints words per second of spaCy's pipeline alone and of the whole way from articles to statements (cleaning, parsing,
attribution, holders, sides), taken in turns, and the ratio of the medians: a ratio, since machines differ and are shared.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from framing import clean, models, read, river


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    articles, _ = read.read([sys.argv[1]])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    opened = models.load()
    nlp = models.parser.opened()
    lines = [article.text[p.start : p.end] for article in articles for p in clean.paragraphs(article) if p.kind != "furniture"]
    words = sum(len(article.text.split()) for article in articles)

    def parser_alone() -> None:
        for _ in nlp.pipe(lines, batch_size=64):
            pass

    def whole_way() -> None:
        for article in articles:
            river.tell(river.read(article, opened))

    parser_alone()  # the first pass opens the model
    alone, whole = [], []
    for _ in range(rounds):
        alone.append(seconds(parser_alone))
        whole.append(seconds(whole_way))
    ratio = statistics.median(alone) / statistics.median(whole)
    print(f"{Path(sys.argv[1]).name}: {len(articles)} articles, {words} words, {rounds} rounds")
    for name, taken in (("parser alone", alone), ("statements", whole)):
        print(f"{name}: {words / statistics.median(taken):.0f} words/s")
    print(f"ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
