"""Every module of the package has its place in the import contract of pyproject.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_no_module_stands_outside_the_layers():
    (contract,) = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    placed = {name.strip() for layer in contract["layers"] for name in layer.split("|")}
    here = {f"framing.{p.stem}" for p in (ROOT / "framing").glob("*.py")}
    here |= {f"framing.{p.parent.name}" for p in (ROOT / "framing").glob("*/__init__.py")}
    assert placed == here - {"framing.__init__", "framing.__main__"}
