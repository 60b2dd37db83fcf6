"""The lessons of the gallery, one of each level, made from its comparisons: `python -m tests.lessons` writes them anew."""

from __future__ import annotations

from pathlib import Path

from framing import from_json, teach, write
from framing.levels import LEVELS

REPORTS = Path(__file__).parent.parent / "reports"
SHOWN = {"000-b5dce99c3a1fdfa9": "11-13", "002-76fa894463f9fd1d": "14-18", "003-eac15356b4594fd0-2": "university"}
"""The event of each lesson, and for whom it is made."""


def made() -> dict[str, str]:
    """The text of each file by its path under reports/lessons."""
    return {
        f"{event}-{level}/{name}": text
        for event, level in SHOWN.items()
        for name, text in teach.pack(from_json((REPORTS / f"{event}.json").read_text()), level=LEVELS[level]).items()
    }


if __name__ == "__main__":
    write.files(REPORTS / "lessons", made(), force=True)
