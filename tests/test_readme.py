"""The tables of the README: what is read, and what an exit code means."""

from __future__ import annotations

import re
from pathlib import Path

from framing import errors, scores
from framing.batch.tables import ASIDE
from framing.cli.talking import SOME_SET_ASIDE
from framing.read.kinds import READERS
from framing.read.mapping import EXPORTS
from framing.reference import rows as by_model
from framing.scores.codebook import as_markdown

README = (Path(__file__).parent.parent / "README.md").read_text()
TABLES = [line for line in README.splitlines() if line.startswith("|")]


def test_every_ending_that_is_read_has_a_row():
    assert [ending for ending in READERS if not any(f"`{ending}`" in line for line in TABLES)] == []


def test_every_export_that_is_known_has_a_row():
    assert [one.name for one in EXPORTS if not any(one.name in line for line in TABLES)] == []


def test_every_exit_code_has_a_row():
    faults = [fault.exit_code for fault in vars(errors).values() if isinstance(fault, type)]
    codes = {int(m[1]) for line in TABLES if (m := re.match(r"\| (\d+) \|", line))}
    assert {0, 130, SOME_SET_ASIDE, *faults} == codes


def test_the_codebook_is_the_tables():
    told = README.split("<!-- codebook -->\n")[1].split("<!-- /codebook -->")[0]
    every = {name: table.columns for name, table in scores.TABLES.items()} | by_model.TABLES | {"set-aside": ASIDE}
    assert told == as_markdown(every)
