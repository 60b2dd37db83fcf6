"""The words references are made with: what may call what again, and which noun names which act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Sort:
    """What a noun may call again: phrases ending in one of `heads`, or the only name near that bears one of `labels`."""

    heads: frozenset[str]
    labels: frozenset[str]


@cache
def sorts() -> Mapping[str, Sort]:
    """By noun, what it may call again: "waterway" -> sea, strait, canal, …"""
    rows = _rows("kinds.tsv")
    return {noun: Sort(frozenset(heads.split(";")) - {""}, frozenset(labels.split())) for noun, heads, labels in rows}


@cache
def acts() -> Mapping[str, frozenset[str]]:
    """By noun, the lemmas of the verbs whose act it names: "decision" -> decide, resolve, rule."""
    return {noun: frozenset(verbs.split(";")) for noun, verbs in _rows("acts.tsv")}


def _rows(file: str) -> Iterator[list[str]]:
    lines = files("framing.lexicons").joinpath(file).read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.strip() and not line.startswith("#")]
    for line in kept[1:]:
        yield line.split("\t")
