"""Measure the installed `framing` on labelled data; write models/metrics.json, framing/accuracy.json and the README's table.

    python models/measure.py BENCH [TASK ...] [--framing PATH]

BENCH is a folder with score.py and its labelled sets; the sets are not part of this repository. Tasks not named keep the
figures they had. What scripts of their own measure ("presence", "one event out", "coverage notes", "tone") is read from theirs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
METRICS = ROOT / "models" / "metrics.json"
CARD = ROOT / "framing" / "accuracy.json"
PRESENCE = ROOT / "models" / "points" / "presence_metrics.json"
CROSSED = ROOT / "models" / "contrasts" / "crossed_metrics.json"
COVERAGE = ROOT / "models" / "contrasts" / "coverage_metrics.json"
TASKS = ("attribution", "points", "contrasts", "pairs", "events")
ON = {
    "attribution": "84 US political articles (PolNeAR, dev part)",
    "points": "18 events, 841 sentences, each read twice; the weights of points were fitted on these",
    "presence": "18 events, each read twice; each event measured with weights fitted on the others",
    "contrasts": "18 events, each read twice; the order of differences and the weights of wordings were fitted on these",
    "one event out": "the same 18 events; each list made with weights of differences and wordings fitted on the other 17",
    "tone": "sentences of US political news (NewsMTSC, training part); five folds by file order",
    "coverage notes": "remarks of editors on how outlets told 324 stories (AllSides 2021); the texts are the first 90 words",
    "pairs": "40 news topics (SPARK)",
    "events": "772 and 486 articles (ECB+, SEESAW)",
}
BEGIN, END = "<!-- accuracy -->", "<!-- /accuracy -->"


def sha256(paths: list[Path]) -> str:
    """One hash of several files: their names and bytes, in order of name."""
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda p: p.name):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def weights() -> dict[str, str]:
    """Hashes of everything learned or listed that the figures depend on."""
    from framing import models

    cards = {card.name: card.sha256 for card in models.load().cards()}
    tables = [p for folder in ("lexicons", "heads") for p in (ROOT / "framing" / folder).glob("*") if p.is_file()]
    return {**cards, "lexicons and heads": sha256(tables)}


def data(bench: Path) -> str:
    """Hash of the labelled sets."""
    return sha256([p for p in bench.rglob("*.json*") if p.is_file()])


def score(bench: Path, tasks: list[str], framing: str) -> list[dict]:
    """The figures of score.py for these tasks."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "figures.json"
        subprocess.run([sys.executable, bench / "score.py", *tasks, "--framing", framing, "--json", out], check=True)
        return json.loads(out.read_text())


def presence() -> list[dict]:
    """How right the three answers to "does this account tell this point" are, as models/points/presence.py measured them."""
    found = json.loads(PRESENCE.read_text())
    answers, strangers = found["leaving one event out"], found["accounts of another event"]
    rows = [(f"accounts and points, answer “{answer}”: a reader finds it told", answers[answer]["readers"], reference,
             answers[answer]["n"]) for answer, reference in
            (("told", ""), ("cannot tell", ""), ("not found", "lower is better"))]  # fmt: skip
    rows += [(f"accounts of another event, answer “{answer}”", strangers[answer], "lower is better; 0", strangers["n"])
             for answer in ("told", "cannot tell")]  # fmt: skip
    return [{"task": "presence", "metric": m, "value": v, "reference": r, "n": n} for m, v, r, n in rows]


def crossed() -> list[dict]:
    """The whole list of contrasts with weights that never saw the event, as models/contrasts/crossed.py measured it."""
    found = json.loads(CROSSED.read_text())
    fitted = found["fitted on the same events"]
    return [{"task": "one event out", "metric": f"leaving one event out: {metric.removeprefix('... ')}", "value": f["value"],
             "reference": f"95% {f['low']:.2f} to {f['high']:.2f}; fitted on them {fitted[metric]['value']:.2f}; {f['beside']}",
             "n": f["n"]} for metric, f in found["leaving one event out"].items()]  # fmt: skip


def coverage_notes() -> list[dict]:
    """Whether what editors say of coverage is among our contrasts, as models/contrasts/coverage_notes.py measured it."""
    found = json.loads(COVERAGE.read_text())["one word"]
    every, near, right = "all", "words in a text of the side named", "side right, where the words are found"
    sentences, sides = "sentences dealt at random", "sides dealt at random"
    asked = [
        ("an editor's remark, outlets and words, among the first 10", 10, every, (sentences, sides, "another event")),
        ("... of those whose words stand in a text of the outlets named", 10, near, (sentences, sides)),
        ("... of those, among the first 3", 3, near, (sentences, sides)),
        ("the outlets right, where the words are among the first 10", 10, right, (sides,)),
    ]
    return [{"task": "coverage notes", "metric": metric, "value": own["framing"],
             "reference": ", ".join(f"{way} {own[way]['mean']:.2f}" for way in ways),
             "n": found[f"first {first}"]["words found"] if key == right else found["n"][key]}
            for metric, first, key, ways in asked for own in [found[f"first {first}"][key]]]  # fmt: skip


def tone() -> list[dict]:
    """How well tone toward a named target is read, as models/tone/fit.py measured it on folds it was not fitted on."""
    found = json.loads((ROOT / "models" / "tone" / "metrics.json").read_text())
    lexicon = found["macro F1"]["lexicon, whole sentence"]
    return [{"task": "tone", "metric": "tone toward a named target, macro F1", "value": found["macro F1"]["head"],
             "reference": f"lexicon {lexicon:.2f}", "n": found["targets"]}]  # fmt: skip


READ = {"presence": presence, "one event out": crossed, "coverage notes": coverage_notes, "tone": tone}


def table(figures: list[dict]) -> str:
    """The figures as a Markdown table."""
    rows = [f"| {f['task']} | {f['metric']} | {f['value']:.3f} | {f['reference'] or '–'} | {f['n']} |" for f in figures]
    return "\n".join(["| task | measure | framing | beside it | n |", "|---|---|---|---|---|", *rows])


def card(figures: list[dict]) -> list[dict[str, str]]:
    """The figures as the accuracy card of every page: what, how well, on what, and what to hold it against."""
    return [{"what": f["metric"], "figure": f"{f['value']:.2f}", "on": ON[f["task"]], "beside": f["reference"]}
            for f in figures]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("tasks", nargs="*", choices=[*TASKS, *READ, []], metavar="TASK")
    parser.add_argument("--framing", default=str(Path(sys.executable).parent / "framing"))
    args = parser.parse_args()
    tasks = args.tasks or list(TASKS)
    old = json.loads(METRICS.read_text()) if METRICS.exists() else {"figures": []}
    scored = [task for task in tasks if task in TASKS]
    fresh = score(args.bench, scored, args.framing) if scored else []
    # Speed is a fact about one machine in one hour: benchmarks report it as a ratio, this table not at all.
    kept = [f for f in old["figures"] if f["task"] not in (*tasks, *READ)]
    figures = kept + [f for read in READ.values() for f in read()] + [f for f in fresh if "per second" not in f["metric"]]
    figures.sort(key=lambda f: list(ON).index(f["task"]))
    for figure in figures:
        figure["value"] = round(figure["value"], 4)
    # What is only read from files says nothing of the weights that are here now.
    measured = {"data": data(args.bench), "weights": weights()} if scored else {k: old[k] for k in ("data", "weights")}
    METRICS.write_text(json.dumps({**measured, "figures": figures}, indent=1, ensure_ascii=False) + "\n")
    CARD.write_text(json.dumps(card(figures), indent=1, ensure_ascii=False) + "\n")
    readme = ROOT / "README.md"
    text = readme.read_text()
    before, rest = text.split(BEGIN)
    readme.write_text(f"{before}{BEGIN}\n{table(figures)}\n{END}{rest.split(END)[1]}")


if __name__ == "__main__":
    main()
