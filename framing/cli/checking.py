"""Verbs that say what is there before any work: check, config, doctor."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from framing import config
from framing.cli.options import Changes, Columns, Fetch, Force, Inputs, Json, Language
from framing.cli.talking import SOME_SET_ASIDE, lines, safe, say
from framing.cli.working import asked, standard_input
from framing.errors import NothingUsable
from framing.records import Article, SetAside, plain

PACKAGES = ("framing", "sentence-transformers", "scikit-learn", "spacy", "torch", "openvino", "typer", "jinja2", "pydantic",
            "trafilatura", "python-docx", "pyarrow", "weasyprint")  # fmt: skip


def check(
    inputs: Inputs,
    as_json: Json = False,
    set_aside: Annotated[
        Path | None, typer.Option("--set-aside", help="Write the rows that cannot be used, with the reason: .csv or .jsonl.")
    ] = None,
    force: Force = False,
    columns: Columns = None,
    language: Language = "en",
    fetch: Fetch = False,
    changes: Changes = None,
) -> int:
    """Read everything, open no model, and say what a comparison would work with and what it would not use."""
    given = config.read(changes or ())
    from framing import aside as rows
    from framing import check as counts
    from framing import read, write

    if set_aside:
        rows.check(set_aside)
        write.check_file(set_aside, force=force)
    unused: list[SetAside] = []
    streamed = read.stream(inputs, standard_input(), asked(columns, language, given, fetch))
    found = counts.survey(_kept(streamed, unused, every=set_aside is not None))
    if set_aside:
        write.file(set_aside, rows.content(unused, set_aside), force=force)
        say(f"{len(unused)} rows in {safe(str(set_aside))}")
    if as_json:
        lines([counts.as_dict(found)])
    else:
        print(*map(safe, counts.text(found).splitlines()), sep="\n")
    if not found.articles:
        raise NothingUsable(read.nothing(inputs, next(iter(unused), None), found.set_aside))
    return SOME_SET_ASIDE if found.set_aside else 0


def _kept(found: Iterable[Article | SetAside], unused: list[SetAside], every: bool) -> Iterator[Article | SetAside]:
    """What was found; the rows set aside are kept too: `every` one for a file of them, else the first, for a sentence."""
    for one in found:
        if isinstance(one, SetAside) and (every or not unused):
            unused.append(one)
        yield one


def configuration(
    origin: Annotated[bool, typer.Option("--origin", help="Say where each value comes from.")] = False,
    as_json: Json = False,
    changes: Changes = None,
) -> int:
    """Print the settings, limits and options in force here, as a framing.toml that sets them all."""
    given = config.read(changes or ())
    if as_json:
        lines(config.rows(given))
    else:
        print(config.text(given, origin), end="")
    return 0


def doctor(as_json: Json = False) -> int:
    """Say what is installed, which models are here, and their hashes."""
    from importlib.metadata import PackageNotFoundError, version

    from framing import models

    packages: dict[str, str | None] = {}
    for package in PACKAGES:
        try:
            packages[package] = version(package)
        except PackageNotFoundError:
            packages[package] = None
    cards = models.load().cards()
    if as_json:
        lines([{"python": sys.version.split()[0], "packages": packages, "models": [plain(card) for card in cards]}])
        return 0
    print(f"python {sys.version.split()[0]}")
    for name, number in packages.items():
        print(f"{name} {number or 'is not installed'}")
    for card in cards:
        print(f"model {card.name} {card.version} sha256 {card.sha256}")
    return 0
