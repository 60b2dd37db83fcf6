"""Write the lessons of the gallery: `python -m tests.lessons` after `make gallery`."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from framing import from_json, read, river, teach, to_json
from framing import models as opener
from framing.records import Comparison
from framing.settings import DEFAULT
from framing.teach.levels import MIDDLE, UNIVERSITY, YOUNG

REPORTS = Path(__file__).parent.parent / "reports"
LESSONS = REPORTS / "lessons"
DEMO = LESSONS / "norland-and-sarvia.json"
MADE_FROM = {"xi-trump-call": REPORTS / "001-762eb665452de657.json", "trump-letter": REPORTS / "000-b5dce99c3a1fdfa9.json",
             "norland-and-sarvia": DEMO}  # fmt: skip
"""The comparison each lesson is made from: two of the seeds', and one of two articles written for this project."""
LEVEL = {"xi-trump-call": MIDDLE, "trump-letter": UNIVERSITY, "norland-and-sarvia": YOUNG}
"""For whom each is made, one of each level: the youngest have the shortest texts, those who code have the longest."""


def comparison(name: str) -> Comparison:
    """The comparison of a lesson of the gallery."""
    return from_json(MADE_FROM[name].read_text(encoding="utf-8"))


def pack(name: str) -> dict[str, str]:
    """The files of a lesson of the gallery."""
    return teach.pack(comparison(name), level=LEVEL[name])


def main() -> None:
    """Compare the demo's articles and write every lesson of the gallery."""
    LESSONS.mkdir(exist_ok=True)
    articles, _ = read.read([str(files("framing") / "demo")])
    (made,) = river.compare(articles, opener.load(), DEFAULT)
    DEMO.write_text(to_json(made), encoding="utf-8")
    for name in MADE_FROM:
        folder = LESSONS / name
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for file, text in pack(name).items():
            (folder / file).write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
