"""What is said: data on standard output, talk on standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from framing.records import Article, SetAside, Statement, plain

SOME_SET_ASIDE = 4
"""Exit code of a run that was finished while some rows were set aside."""


def written(output: Path, contents: Mapping[str, str | bytes], force: bool) -> list[Path]:
    """Write the files, say so, and give their paths."""
    from framing import write

    paths = write.files(output, contents, force=force)
    index = next((p for p in paths if p.name == "index.html"), None)
    say(f"{len(paths)} files in {safe(str(output))}" + (f"; open {safe(str(index))}" if index else ""))
    return paths


def show_in_browser(paths: Sequence[Path]) -> None:
    """Open the index, or the only page, where there is a browser to open it in; else say so and go on."""
    import webbrowser

    ordered = sorted(paths, key=lambda p: (p.name != "index.html", p.suffix != ".html"))
    page = next((p for p in ordered if p.suffix in {".html", ".pdf"}), None)
    if page is None:
        say("note: --open shows html or pdf; none was asked for")
    elif not has_display() or not webbrowser.open(page.resolve().as_uri()):
        say("note: there is no browser here to open it in")


def has_display() -> bool:
    """Whether a window can be opened; a user's own `BROWSER` is trusted."""
    windows = sys.platform in {"win32", "darwin"}
    return windows or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))


def end(aside: Sequence[SetAside]) -> int:
    """The exit code, when the rows set aside are said."""
    for row in aside:
        say(f"set aside: {row.where}: {row.why}")
    return SOME_SET_ASIDE if aside else 0


def show(article: Article, told: Iterable[Statement]) -> None:
    """An article's statements with who is said to have said them."""
    from framing import marked

    print(f"== {safe(article.id)} · {safe(article.source)}")
    for statement in told:
        print("", *(safe(line) for line in marked.lines(statement)), sep="\n")
    print()


def row(statement: Statement) -> dict[str, Any]:
    """A statement as one line of JSON: its attributions, then those of its parts."""
    row: dict[str, Any] = plain(statement)
    row["attributions"] += row.pop("parts")
    return row


def lines(rows: Iterable[Any]) -> None:
    """Rows as JSON, one a line, for a program or a terminal: what controls or turns a line is escaped, as JSON can."""
    for row in rows:
        line = json.dumps(row, ensure_ascii=False)
        print(line if line.isprintable() else "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in line))


def say(text: str) -> None:
    """A sentence on standard error."""
    print(safe(text), file=sys.stderr)


def safe(text: str) -> str:
    """Text for a terminal: control characters, and marks that turn the direction of writing, are shown as escapes."""
    return "".join(c if c.isprintable() or c == " " else c.encode("unicode_escape", "replace").decode() for c in text)
