"""The command line: parse, call, write, say."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from framing import __version__, config
from framing.cli import checking, comparing, fitting, lessons, scoring
from framing.cli.talking import say
from framing.errors import FramingError, UsageError

app = typer.Typer(
    help="Lay several accounts of one event side by side: who says what, what each stresses and leaves out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context, version: Annotated[bool, typer.Option("--version", help="Say the version and stop.")] = False
) -> None:
    if version:
        print(__version__)
        raise typer.Exit
    try:
        context.default_map = config.read().options.defaults()
    except UsageError:  # told by the verb that uses the configuration: --help and doctor work without
        context.default_map = {}


for verb in (comparing.compare, comparing.events, comparing.statements, lessons.teach, lessons.agree, scoring.score,
             fitting.fit, checking.check, comparing.demo, checking.doctor):  # fmt: skip
    app.command()(verb)
app.command("config")(checking.configuration)


def main(arguments: Sequence[str] | None = None) -> None:
    """The entry point: every fault ends in one sentence on standard error and the documented exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = app(arguments, standalone_mode=False)
    except FramingError as fault:
        say(f"framing: {fault}")
        code = fault.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads on: end quietly
        code = 0
    except KeyboardInterrupt:
        say("framing: stopped")
        code = 130
    except Exception as fault:  # noqa: BLE001 - the last net: a user never sees a traceback
        code = _unexpected(fault)
    sys.exit(code or 0)


def _unexpected(fault: Exception) -> int:
    """Faults of the command line parser have their own code; any other is ours, and says how to tell us."""
    if hasattr(fault, "exit_code") and hasattr(fault, "format_message"):
        say(f"framing: {fault.format_message()}")
        return int(fault.exit_code)
    if os.environ.get("FRAMING_DEBUG"):
        raise fault
    say(f"framing: unexpected fault, {type(fault).__name__}: {fault}; run again with FRAMING_DEBUG=1 to see where")
    return 1
