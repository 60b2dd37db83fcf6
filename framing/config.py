"""What the user has set, from four places: flag > environment > framing.toml or [tool.framing] of pyproject.toml > default.

    [settings]                  # the thresholds, framing/settings.py        FRAMING_SETTINGS_SAME_EVENT=0.2
    same_event = 0.2
    [limits]                    # how much is read, framing/limits.py        FRAMING_LIMITS_FILE_BYTES=1000000
    file_bytes = 1_000_000
    [options]                   # defaults of the verbs' own options         FRAMING_OPTIONS_LEVEL=university
    level = "university"

The file is that of the nearest folder, from the working folder upwards, which has one; framing.toml goes before pyproject.toml.
A variable is FRAMING_, the section and the key in capitals; `--set settings.same_event=0.2` is the flag. A key that is not
known and a value that does not fit are errors that name their place.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from framing import limits, settings, toml
from framing.errors import UsageError
from framing.limits import Limits
from framing.ranges import OnDisk, OneOf, PathText, Range, SomeOf, bounds
from framing.settings import Settings

FILE = "framing.toml"
DEBUG = "FRAMING_DEBUG"
"""The one variable of ours that is no setting: with it an unexpected fault shows where it came from."""

PAGES = ("docx", "html", "json", "md", "pdf")
"""What `compare` can write of an event."""

SHEETS = ("docx", "html", "pdf")
"""What `teach` can write a sheet as."""

TABLES = ("csv", "jsonl", "parquet")
"""What `score` can write."""


@dataclass(frozen=True, slots=True)
class Options:
    """Defaults of the verbs' own options; "" stands for none."""

    compare_format: Annotated[str, SomeOf(PAGES)] = "html,json"
    teach_format: Annotated[str, SomeOf(SHEETS)] = "html"
    score_format: Annotated[str, SomeOf(TABLES)] = "csv"
    level: Annotated[str, OneOf(("11-13", "14-18", "university"))] = "14-18"
    minutes: Annotated[int, OneOf((45, 90))] = 45
    paper: Annotated[str, OneOf(("a4", "letter"))] = "a4"
    language: str = "en"
    map: tuple[str, ...] = ()
    """Columns by name, each as "source=outlet"; in the environment with commas between them."""
    encoder: PathText = ""
    sides: PathText = ""

    def defaults(self) -> dict[str, dict[str, Any]]:
        """For each verb the defaults of its options, by the names of their parameters; those of none are left out."""
        shared = {"level": self.level, "minutes": self.minutes, "paper": self.paper, "language": self.language,
                  "columns": list(self.map), "encoder": self.encoder, "sides": self.sides}  # fmt: skip
        formats = {"compare": self.compare_format, "teach": self.teach_format, "score": self.score_format}
        own = {name: value for name, value in shared.items() if value}
        return {verb: own | ({"formats": formats[verb]} if verb in formats else {})
                for verb in ("compare", "teach", "score", "fit", "statements", "events", "check")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Config:
    """The values in force; `origins` tells of those that are set ("settings.same_event") the place they come from."""

    settings: Settings = settings.DEFAULT
    limits: Limits = limits.DEFAULT
    options: Options = field(default_factory=Options)
    origins: Mapping[str, str] = field(default_factory=dict)


SECTIONS = {"settings": Settings, "limits": Limits, "options": Options}


@dataclass(frozen=True, slots=True)
class Kind:
    """What a field may hold: its type, and which values of it (None: any)."""

    of: type
    bound: Range | OneOf | SomeOf | OnDisk | None

    def __str__(self) -> str:
        noun = {int: "a whole number", float: "a number", str: "text in quotation marks", tuple: "a list of texts"}[self.of]
        if isinstance(self.bound, OneOf | SomeOf):
            return str(self.bound)
        return f"{noun} {self.bound}" if self.bound else noun

    def value(self, given: object) -> Any:
        """The value as the field holds it. Raises `ValueError` when it does not fit."""
        if self.of is tuple and isinstance(given, list) and all(isinstance(one, str) for one in given):
            return tuple(given)
        fits = isinstance(given, int | float) if self.of is float else isinstance(given, self.of)
        if not fits or isinstance(given, bool) or (self.bound is not None and not self.bound.holds(given)):  # type: ignore[arg-type]
            raise ValueError
        try:
            return self.of(given)
        except OverflowError:  # a whole number beyond all floats
            raise ValueError from None

    def written(self, text: str) -> object:
        """The value in the text of a flag or of a variable; `ValueError` when it is no number and must be one."""
        if self.of is tuple:
            return [part.strip() for part in text.split(",") if part.strip()]
        return self.of(text)


@cache
def kinds(section: str) -> Mapping[str, Kind]:
    """The fields of a section by name, in their order."""
    return {name: Kind(of, bound) for name, (of, bound) in bounds(SECTIONS[section]).items()}


def read(
    changes: Sequence[str] = (), folder: Path | None = None, environment: Mapping[str, str] = os.environ
) -> Config:
    """The values in force in `folder` (the working folder), with `changes` such as "settings.same_event=0.2" before all others.

    Raises `UsageError`, with file and line, variable or flag, for a key that is not known and a value that does not fit.
    """
    found: dict[str, tuple[Any, str]] = {}
    for place in (_in_file(folder), _in_environment(environment), _in_flags(changes)):
        found |= {f"{section}.{key}": (value, origin) for section, key, value, origin in place}
    made = {
        section: record(**{key: found[f"{section}.{key}"][0] for key in kinds(section) if f"{section}.{key}" in found})
        for section, record in SECTIONS.items()
    }
    return Config(**made, origins={name: origin for name, (_, origin) in found.items()})


def rows(config: Config) -> Iterator[dict[str, Any]]:
    """Each value with its name and the place it comes from, in the order of the fields."""
    for section in SECTIONS:
        for key in kinds(section):
            value = getattr(getattr(config, section), key)
            yield {"section": section, "key": key, "value": value, "origin": config.origins.get(f"{section}.{key}", "default")}


def text(config: Config, origins: bool = False) -> str:
    """The values as a framing.toml that sets them all; with `origins` each with the place it comes from."""
    lines: list[str] = []
    for row in rows(config):
        if f"[{row['section']}]" not in lines:
            lines += [*([""] if lines else []), f"[{row['section']}]"]
        origin = f"  # {ascii(row['origin'])[1:-1]}" if origins else ""
        lines.append(f"{row['key']} = {_written(row['value'])}{origin}")
    return "\n".join(lines) + "\n"


def _written(value: object) -> str:
    """A value as TOML, in which JSON's strings and lists mean the same; what controls or turns a line is escaped."""
    return "".join(c if c.isprintable() else f"\\U{ord(c):08X}" for c in json.dumps(value, ensure_ascii=False))


# --- the file ---------------------------------------------------------------------------------------------------------

_Found = tuple[str, str, Any, str]  # section, key, value, place


def _in_file(folder: Path | None) -> Iterator[_Found]:
    try:
        start = (folder or Path.cwd()).resolve()
    except OSError:  # the working folder was removed
        return
    for one in (start, *start.parents):
        for path, prefix in ((one / FILE, ""), (one / "pyproject.toml", "tool.framing.")):
            if _is_file(path) and (found := _tables(path, prefix)) is not None:
                yield from _in_tables(found, path, prefix)
                return


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder above that nobody lets us look into
        return False


def _tables(path: Path, prefix: str) -> Any:
    """Our tables in a file; None where a pyproject.toml is silent on us, be it TOML or not, small or large."""
    if prefix and path.stat().st_size > toml.LARGEST:
        return None
    raw = toml.content(path)
    if prefix and b"framing" not in raw:
        return None
    parsed = toml.parse(raw, str(path))
    if not prefix:
        return parsed
    tool = parsed.get("tool")
    return tool.get("framing") if isinstance(tool, dict) else None


def _in_tables(tables: Any, path: Path, prefix: str) -> Iterator[_Found]:
    lines = toml.content(path).decode("utf-8-sig").splitlines()
    if not isinstance(tables, dict):
        raise UsageError(f"{path}: [{prefix.rstrip('.')}] must be a table")
    for section, table in tables.items():
        if section not in SECTIONS:
            place = f"{path}{_line(lines, f'{prefix}{section}')}"
            raise _unknown(place, f"[{toml.short(prefix + section)}]", section, SECTIONS)
        if not isinstance(table, dict):
            raise UsageError(f"{path}{_line(lines, f'{prefix}{section}')}: [{prefix}{section}] must be a table")
        for key, value in table.items():
            place = f"{path}{_line(lines, f'{prefix}{section}.{key}')}"
            kept = _checked(section, key, lambda _, value=value: value, value, place)
            if isinstance(kinds(section)[key].bound, OnDisk) and kept:
                kept = str(path.parent / kept)
            yield section, key, kept, place


def _line(lines: Sequence[str], name: str) -> str:
    """":3" for the line that sets a dotted name or opens its table; "" when it is written in another way."""
    table = ""
    for number, line in enumerate(lines, 1):
        plain = line.strip()
        if plain.startswith("["):
            table = _plain(plain.strip("[").partition("]")[0])
            here = table
        else:
            here = ".".join(filter(None, (table, _plain(plain.partition("=")[0]))))
        if here == name:
            return f":{number}"
    return ""


def _plain(key: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in key.split("."))


# --- environment and flags --------------------------------------------------------------------------------------------


def _in_environment(environment: Mapping[str, str]) -> Iterator[_Found]:
    known = {f"FRAMING_{section}_{key}".upper(): (section, key) for section in SECTIONS for key in kinds(section)}
    for name in sorted(name for name in environment if name.startswith("FRAMING_") and name != DEBUG):
        if name not in known:
            raise _unknown("environment", name, name, known)
        section, key = known[name]
        yield section, key, _checked(section, key, Kind.written, environment[name], name), name


def _in_flags(changes: Sequence[str]) -> Iterator[_Found]:
    known = {f"{section}.{key}": (section, key) for section in ("settings", "limits") for key in kinds(section)}
    given: dict[str, str] = {}
    for change in changes:
        name, equals, text = (part.strip() for part in change.partition("="))
        if not equals:
            raise UsageError(f"--set {toml.shown(change)}: write a name and its value, as in settings.same_event=0.2")
        if name.startswith("options."):
            raise UsageError(f"--set {toml.shown(name)}: the options of a command have flags of their own; see its --help")
        if name not in known:
            raise _unknown("--set", toml.shown(name), name, known)
        if given.setdefault(name, text) != text:
            both = f"{toml.shown(given[name])} and as {toml.shown(text)}"
            raise UsageError(f"--set {name} is given twice, as {both}: give one")
        section, key = known[name]
        yield section, key, _checked(section, key, Kind.written, text, f"--set {name}"), "--set"


# --- checking ---------------------------------------------------------------------------------------------------------


def _checked(section: str, key: str, reading: Any, given: Any, place: str) -> Any:
    kind = kinds(section).get(key)
    if kind is None:
        raise _unknown(place, f"“{toml.short(key)}” in [{section}]", key, kinds(section))
    try:
        return kind.value(reading(kind, given))
    except ValueError:
        raise UsageError(f"{place}: {section}.{key} must be {kind}, not {toml.shown(given)}") from None


def _unknown(place: str, told: str, name: str, known: Mapping[str, Any]) -> UsageError:
    nearest = get_close_matches(name[:80], known, n=1, cutoff=0)
    return UsageError(f"{place}: {told} is not known; the nearest is {nearest[0] if nearest else next(iter(known))}")
