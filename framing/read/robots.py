"""What a host asks of programs in its robots.txt (RFC 9309)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

_AS_WRITTEN = "/?&=%:;,+@!$'()*~#[]"


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for one program: each whether it allows, and the pattern of the paths it speaks of."""

    rules: Sequence[tuple[bool, str]] = ()

    def allow(self, path: str) -> bool:
        """Whether a path, with its query, may be read: the longest pattern that matches decides, of equal ones the kinder."""
        written = quote(path, safe=_AS_WRITTEN)
        matching = [(len(pattern), allowed) for allowed, pattern in self.rules if _matches(pattern, written)]
        return max(matching, default=(0, True))[1]


ANYTHING = Robots()
NOTHING = Robots(((False, "/"),))


def parse(text: str, program: str) -> Robots:
    """The rules for a program: those of its own groups, else those of "*". Case of its name plays no part."""
    groups: dict[str, list[tuple[bool, str]]] = {}
    agents: list[str] = []
    open_to_agents = True
    for key, value in _lines(text.splitlines()):
        if key == "user-agent":
            agents = [*agents, value.lower()] if open_to_agents else [value.lower()]
            open_to_agents = True
            for agent in agents:
                groups.setdefault(agent, [])
        elif key in ("allow", "disallow"):
            open_to_agents = False
            if value:
                for agent in dict.fromkeys(agents):
                    groups[agent].append((key == "allow", quote(value, safe=_AS_WRITTEN)))
    return Robots(tuple(groups.get(program.lower(), groups.get("*", ()))))


def _lines(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    for line in lines:
        key, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield key.strip().lower(), value.strip()


def _matches(pattern: str, path: str) -> bool:
    """Whether a pattern, in which "*" is anything and a last "$" the end, matches a path from its start. In linear time."""
    ends = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, part in enumerate(rest, 1):
        found = len(path) - len(part) if ends and number == len(rest) and path.endswith(part) else path.find(part, at)
        if found < at:
            return False
        at = found + len(part)
    return not ends or at == len(path)
