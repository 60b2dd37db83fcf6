"""What was measured of this version, on what and how well: the rows of the accuracy card that comes with it."""

from __future__ import annotations

import json
from importlib.resources import files


def card() -> list[dict[str, str]]:
    """Rows with the keys "what", "figure", "on" and, where there is something to hold the figure against, "beside"."""
    rows: list[dict[str, str]] = json.loads((files("framing") / "accuracy.json").read_text(encoding="utf-8"))
    return rows
