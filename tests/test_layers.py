"""Every module of the package has its place in the import contract of pyproject.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def modules(package: str) -> set[str]:
    """The modules and packages right below a package, but for its own opening file and its command."""
    folder = ROOT.joinpath(*package.split("."))
    found = {p.stem for p in folder.glob("*.py")} | {p.parent.name for p in folder.glob("*/__init__.py")}
    return {f"{package}.{name}" for name in found - {"__init__", "__main__"}}


def test_no_module_stands_outside_the_layers():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    for contract in contracts:
        (container,) = contract.get("containers", ["framing"])
        names = {name.strip() for layer in contract["layers"] for name in layer.split("|")}
        assert {f"{container}.{name.removeprefix('framing.')}" for name in names} == modules(container)
