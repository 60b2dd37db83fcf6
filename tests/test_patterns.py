"""No regular expression of ours takes more than linear time, whatever text it meets (row 55 of the bad inputs).

Every pattern is found, wherever it stands, and run over long hostile texts, among them texts of its own literals. The bound is
generous: linear time is some milliseconds, quadratic time some seconds.
"""

from __future__ import annotations

import ast
import functools
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from pathlib import Path
from re import _parser as parser
from types import FunctionType, ModuleType

import pytest

import framing
from framing import furniture
from framing.teach import hiding

ROOT = Path(framing.__file__).parent
SIZES = (25, 4_000, 50_000)
"""Characters: a first size at which exponential time shows and still ends, a last at which quadratic time does."""

BOUND = 0.2
"""Seconds for one text of the largest size."""

UNITS = ("a", " ", "\n", "(", ")", '"', "“", "”", "'", "’", "1", "1,", "1.", "-", "—", "A", "a ", "A ", "Aa ", "A. ", "a.",
         " \n", "a\n", "\t", "[", "/", ":", "é", "_", "a-", "a, ", "the ", "1 ", "https://", "X\n\n", "\u00a0")  # fmt: skip

MADE = {
    "framing/furniture.py": lambda: [furniture._telltale()],
    "framing/teach/hiding.py": lambda: [hiding._named(["Harbour Herald", "A. B."]), hiding._with_first_name(["Lopez", "a"])],
}
"""Where patterns are made while running, and some that are made there."""

FROM_START = {"match", "fullmatch"}
ANYWHERE = {"search", "finditer", "findall", "sub", "subn", "split"}


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(framing.__path__, "framing."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def held(thing: object, depth: int = 0) -> Iterator[re.Pattern]:
    """The patterns in a value: itself, its items, a function's defaults and closure, the fields of a record or class."""
    if isinstance(thing, re.Pattern):
        yield thing
    elif depth > 4 or isinstance(thing, str | bytes | int | float | ModuleType | None):
        return
    elif isinstance(thing, dict):
        for pair in thing.items():
            yield from held(pair, depth + 1)
    elif isinstance(thing, tuple | list | set | frozenset):
        for item in thing:
            yield from held(item, depth + 1)
    elif isinstance(thing, FunctionType | functools.partial):
        own = (getattr(thing, name, None) for name in ("__defaults__", "__kwdefaults__", "args", "keywords"))
        cells = [cell.cell_contents for cell in getattr(thing, "__closure__", None) or () if cell != type(cell)()]
        yield from held([*own, *cells], depth + 1)
    elif isinstance(thing, type) or hasattr(thing, "__dataclass_fields__"):
        names = vars(thing) if isinstance(thing, type) else {n: getattr(thing, n) for n in thing.__dataclass_fields__}
        if getattr(thing if isinstance(thing, type) else type(thing), "__module__", "").startswith("framing"):
            yield from held(dict(names), depth + 1)
    elif hasattr(thing, "__wrapped__"):
        yield from held(thing.__wrapped__, depth + 1)


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(ROOT.rglob("*.py")):
        yield str(path.relative_to(ROOT.parent)), ast.parse(path.read_text())


def calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str, bool]]:
    """Each call of a function of `re`, with its name, and whether it stands in a function."""
    inner = {id(n) for f in ast.walk(tree) if isinstance(f, ast.FunctionDef | ast.Lambda) for n in ast.walk(f)}
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=way)) if way in {"compile", *FROM_START, *ANYWHERE}:
                yield node, way, id(node) in inner


def literal(call: ast.Call) -> str:
    """The pattern that a call writes out; "" for one made while running."""
    written = call.args[0] if call.args else None
    return written.value if isinstance(written, ast.Constant) and isinstance(written.value, str) else ""


def ways() -> dict[str, frozenset[str]]:
    """How patterns are used, by the names they have (a private one after its file): by methods, or "?", as cannot be told."""
    used: dict[str, set[str]] = {}
    for path, tree in trees():
        methods = {id(n.value): n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
                name = node.id if isinstance(node, ast.Name) else node.attr
                place = path if name.startswith("_") else ""
                used.setdefault(f"{place} {name}", set()).add(methods.get(id(node), "?"))
    return {name: frozenset(methods) for name, methods in used.items()}


def everything() -> dict[str, tuple[re.Pattern, frozenset[str]]]:
    """Every pattern of ours, with the ways it is used, by where it stands. One that is only matched from the start of a text
    need not be quick from each of its places."""
    found: dict[tuple[str, int, frozenset[str]], str] = {}
    used = ways()
    for module in modules():
        file = str(Path(module.__file__ or "").relative_to(ROOT.parent))
        for name, value in vars(module).items():
            known = used.get(f"{file if name.startswith('_') else ''} {name}", frozenset())
            own = known if isinstance(value, re.Pattern) else frozenset()
            own = own if own and own <= FROM_START | ANYWHERE else frozenset(FROM_START | ANYWHERE)
            for pattern in held(value):
                if isinstance(pattern.pattern, str):
                    found.setdefault((pattern.pattern, pattern.flags, own), f"{module.__name__}.{name}")
    for path, tree in trees():
        for call, way, inside in calls(tree):
            if inside and literal(call):
                own = frozenset(FROM_START | ANYWHERE if way == "compile" else {way})
                for flags in (0, re.IGNORECASE | re.MULTILINE):
                    pattern = re.compile(literal(call), flags)
                    found.setdefault((pattern.pattern, pattern.flags, own), path)
    for path, make in MADE.items():
        for pattern in make():
            found.setdefault((pattern.pattern, pattern.flags, frozenset(ANYWHERE)), path)
    return {f"{where} {text[:40]!r} {flags}": (re.compile(text, flags), own) for (text, flags, own), where in found.items()}


def literals(parsed) -> Iterator[str]:
    """The runs of plain characters in a pattern, and one character of each set."""
    run = ""
    for kind, value in parsed:
        if kind is parser.LITERAL:
            run += chr(value)
            continue
        if run:
            yield run
        run = ""
        if kind is parser.IN and value[0][0] in (parser.LITERAL, parser.RANGE):
            first = value[0][1]
            run += chr(first if isinstance(first, int) else first[0])
        stack = [value]
        while stack:
            one = stack.pop()
            if isinstance(one, parser.SubPattern):
                yield from literals(one)
            elif isinstance(one, tuple | list):
                stack.extend(one)
    if run:
        yield run


def hostile(pattern: re.Pattern) -> Iterator[str]:
    """Units whose repetition the pattern is tried on: ours, its own literals, these with a space or letters between."""
    own = list(dict.fromkeys(literals(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))))
    own = sorted(own, key=lambda one: (len(one) != 1, len(one)))[:14]
    joined = "".join(own)[:40]
    apart = (f"{one}{other}" for one in own for other in (" ", "a"))
    yield from dict.fromkeys((*UNITS, *own, *apart, *([joined] if joined else [])))


def seconds(run, text: str) -> float:
    began = time.process_time()
    run(text)
    return time.process_time() - began


def slow(pattern: re.Pattern, used: frozenset[str] = frozenset(FROM_START | ANYWHERE)) -> str:
    """The first text on which the pattern takes too long, in words; "" when there is none."""

    def every(text: str) -> int:
        return sum(1 for _ in pattern.finditer(text))

    runs = [getattr(pattern, way) for way in sorted(used & FROM_START)] + [every] * bool(used & ANYWHERE)
    for unit in hostile(pattern):
        for end in ("", "\0"):
            for run in runs:
                for size in SIZES:
                    text = unit * (size // len(unit)) + end
                    taken = seconds(run, text)
                    if taken > BOUND and min(seconds(run, text) for _ in range(2)) > BOUND:
                        return f"{unit!r} * {size // len(unit)} + {end!r}: {taken:.1f} s ({run.__name__})"
    return ""


EVERYTHING = everything()


@pytest.mark.parametrize("name", EVERYTHING)
def test_row_55_no_pattern_takes_more_than_linear_time(name):
    assert not slow(*EVERYTHING[name])


@pytest.mark.parametrize("pattern", ["(a+)+$", "a.*a.*b"])
def test_patterns_that_do_are_found(pattern):
    assert slow(re.compile(pattern))


def test_no_pattern_escapes():
    """All patterns that are written out are found, and those made while running are of the places named here."""
    written = {literal(call) for _, tree in trees() for call, _, _ in calls(tree)} - {""}
    assert len(written) > 60
    assert written <= {pattern.pattern for pattern, _ in EVERYTHING.values()}
    assert {path for path, tree in trees() for call, _, inside in calls(tree) if inside and not literal(call)} == set(MADE)
