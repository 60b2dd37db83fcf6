"""What a reader finds: rows of named fields, and rows that could not be used.

Every value stays the string it was ("NA", "007", "1e5").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from framing.records import SetAside


@dataclass(frozen=True, slots=True)
class Row:
    """One article as a reader found it.

    `fields` are named as in `mapping.COLUMNS`; `name` is the id it has when none is given; `file` is the file's name without
    its ending when the file is one article, else "". `notes` tell what was changed on the way in. `own` are all its values
    under the names they have in the file. `excerpt` says why its text is only a part, where the reader knows.
    """

    fields: Mapping[str, str]
    where: str
    name: str
    notes: tuple[str, ...] = ()
    file: str = ""
    own: Mapping[str, str] = field(default_factory=dict)
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Unused(SetAside):
    """A row set aside with its values, under the names they have in the file, so that it can be mended and given again.

    `language` is the code of the language it is in, where that is why.
    """

    own: Mapping[str, str] = field(default_factory=dict, compare=False)
    language: str = field(default="", compare=False)
