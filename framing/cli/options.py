"""The options that several verbs share, each worded once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Inputs = Annotated[
    list[str],
    typer.Argument(metavar="ARTICLES...", help="Files (text, JSON, tables), folders of these, or - for standard input."),
]
Output = Annotated[Path, typer.Option("--output", "-o", help="Folder for the results: new, empty or ours.")]
Force = Annotated[bool, typer.Option("--force", help="Write into a folder that holds other files.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line on standard output.")]
Encoder = Annotated[str | None, typer.Option(help="Folder of another sentence-transformers model.")]
Open = Annotated[bool, typer.Option("--open", help="Show the result in the browser of this machine.")]
Columns = Annotated[
    list[str] | None, typer.Option("--map", metavar="OURS=THEIRS", help="A column by name, as in source=outlet; repeatable.")
]
Language = Annotated[str, typer.Option(help="The language of the articles that are read: en.")]
Sides = Annotated[Path | None, typer.Option(help="Your own sides, a TOML file: it goes before what we know.")]
Changes = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="A threshold or a limit, as in settings.same_event=0.2; repeatable."),
]
Fetch = Annotated[bool, typer.Option("--fetch", help="Get the pages behind urls; without it the network is never asked.")]
