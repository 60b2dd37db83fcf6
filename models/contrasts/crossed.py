"""Measures the whole list of contrasts with weights that never saw the event: each is made with heads fitted on the others.

    python models/contrasts/crossed.py BENCH     BENCH holds score.py, gold/articles.jsonl and gold/<event>.json

For each event the weights of `heads/contrasts.json` (which omissions and emphases come first, how often readers report each
kind) and of `heads/wording.json` are fitted anew on the other events, the program makes its list with them, and score.py of
BENCH scores all lists as it scores the program's own. Whatever other kinds the program lists are in it as they are. What stays
as it is, though fitted on these events: the chances of one point and of presence, constants in code, and the choice of features
and of the number of sentences cited. Writes models/contrasts/crossed_metrics.json. About three minutes.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import fit
import fit_wording
import numpy as np

from framing import models, river
from framing.contrasts import wording, worth
from framing.records import to_json
from framing.settings import DEFAULT

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
from labelled import Told, events  # noqa: E402 - models/ is no package

DRAWS = 2000
"""Times the events are drawn anew for an interval."""

Lists = Mapping[str, dict]
"""The comparison of each event as JSON."""


@contextmanager
def heads(**learned: object) -> Iterator[None]:
    """The program with other weights: `contrasts` in place of `worth.head()`, `wording` in place of `wording.head()`.

    Every module of the package that holds one of these functions is given the other weights, under whatever name.
    """
    own: dict[str, Callable[[], Any]] = {"contrasts": worth.head, "wording": wording.head}
    with ExitStack() as stack:
        for name, weights in learned.items():
            for module in [m for path, m in sys.modules.items() if path.split(".")[0] == "framing"]:
                for held in [key for key, value in vars(module).items() if value is own[name]]:
                    stack.enter_context(patch.object(module, held, partial(_given, weights)))
        yield


def _given(weights: object) -> object:
    return weights


def listed(one: Told, opened: models.Models) -> dict:
    """The comparison of one event as the command line writes it."""
    (made,) = river.compare([r.article for r in one.readings.values()], opened)
    return json.loads(to_json(made))


def once(opened: models.Models) -> models.Models:
    """The models with every answer kept, as each event is read three times."""
    def kept(ask: Callable[[Sequence[str]], Any]) -> Callable[[Sequence[str]], Any]:
        answers: dict[tuple[str, ...], Any] = {}

        def answer(texts: Sequence[str]) -> Any:
            if tuple(texts) not in answers:
                answers[tuple(texts)] = ask(texts)
            return answers[tuple(texts)]

        return answer

    return replace(opened, parse=kept(opened.parse), embed=kept(opened.embed), embed_tokens=kept(opened.embed_tokens))


def scorer(bench: Path) -> ModuleType:
    """score.py of BENCH."""
    spec = importlib.util.spec_from_file_location("score", bench / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scored(score: ModuleType, made: Lists, told: Sequence[Told]) -> dict[str, tuple[float, str, int]]:
    """The figures of score.py for these events: value, what to hold it against, what it was counted on."""
    with patch.object(score, "comparisons", lambda *_: (made, 0.0)):
        return {metric: tuple(rest) for metric, *rest in score.contrasts("", Path(), None, [one.gold for one in told])}


def figures(score: ModuleType, made: Lists, told: Sequence[Told]) -> dict[str, dict]:
    """The figures over all events, each with a 95% interval from events drawn anew (Efron & Tibshirani 1993)."""
    every = scored(score, made, told)
    single = [scored(score, made, [one]) for one in told]
    drawn = np.random.default_rng(DEFAULT.seed).integers(0, len(told), (DRAWS, len(told)))
    found = {}
    for metric, (value, beside, n) in every.items():
        hits, counts = np.array([[one[metric][0] * one[metric][2], one[metric][2]] for one in single]).T
        low, high = np.quantile(hits[drawn].sum(axis=1) / np.maximum(1, counts[drawn].sum(axis=1)), [0.025, 0.975])
        found[metric] = {"value": round(value, 4), "low": round(float(low), 3), "high": round(float(high), 3),
                         "beside": beside, "n": n}  # fmt: skip
    return found


def without(left_out: Told, told: Sequence[Told], differences: Mapping[str, Sequence[fit.Listed]],
            read: Mapping[str, fit_wording.Read], pairs: Mapping) -> dict[str, object]:  # fmt: skip
    """The heads fitted on all events but one."""
    rest = [one for one in told if one is not left_out]
    return {"contrasts": fit.head(rest, differences), "wording": fit_wording.fitted([read[one.name] for one in rest], pairs)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    bench = parser.parse_args().bench
    opened = once(models.load())
    told = list(events(bench, opened))
    score = scorer(bench)
    differences = {one.name: fit.found(one, opened) for one in told}
    read = {one.name: one for one in fit_wording.prepared(bench, opened)}
    pairs = {name: fit_wording.evidence(one) for name, one in read.items()}
    fitted, crossed = {}, {}
    for one in told:
        fitted[one.name] = listed(one, opened)
        with heads(**without(one, told, differences, read, pairs)):
            crossed[one.name] = listed(one, opened)
    digest = hashlib.sha256(b"".join(p.read_bytes() for p in sorted((bench / "gold").glob("*.json*")))).hexdigest()
    kinds = sorted({c["kind"] for one in crossed.values() for c in one["contrasts"]})
    result = {
        "data": {"events": len(told), "sha256": digest},
        "kinds listed": kinds,
        "leaving one event out": figures(score, crossed, told),
        "fitted on the same events": figures(score, fitted, told),
    }
    (HERE / "crossed_metrics.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
