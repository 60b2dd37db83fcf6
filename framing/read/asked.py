"""How a user wants the input read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from framing.errors import UsageError
from framing.limits import DEFAULT, Limits
from framing.read.given import Given
from framing.read.mapping import FIELDS
from framing.records import SetAside

LANGUAGES = ("en",)
"""The languages there is a parser and lexicons for, as ISO 639-1 codes."""


def _nobody(sentence: str) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What to read by. `columns` are the user's own names of columns, by our field. `fetch` gets the page behind a url; None:
    the network is not asked. `say` is told, sentence by sentence, what was taken for what."""

    limits: Limits = DEFAULT
    columns: Mapping[str, str] = field(default_factory=dict)
    fetch: Callable[[str, Limits], Given | SetAside] | None = None
    say: Callable[[str], None] = _nobody


ASKED = Asked()


def columns(pairs: Sequence[str]) -> dict[str, str]:
    """The user's columns by our field, from "source=outlet". Raises `UsageError` for what is no pair or no field of ours."""
    found: dict[str, str] = {}
    for pair in pairs:
        ours, equals, theirs = (part.strip() for part in pair.partition("="))
        if not equals or not theirs:
            raise UsageError(f"--map {pair!r} is no pair: write a field, =, and the name of the column, as in source=outlet")
        if ours not in FIELDS:
            raise UsageError(f"--map {pair!r}: there is no field {ours!r}; the fields are {', '.join(FIELDS)}")
        found[ours] = theirs
    return found


def language(code: str) -> str:
    """`code` where there is a pipeline for that language. Raises `UsageError` for any other."""
    if code.lower() not in LANGUAGES:
        raise UsageError(f"--language {code!r}: no pipeline for it is here yet; give {' or '.join(LANGUAGES)}")
    return code.lower()
