"""What can go wrong that a user can mend, each kind with the exit code of the command line.

    FramingError                 1   any of the below; never raised itself
    ├── UsageError               2   the command or a setting is off
    ├── NothingUsable            3   no article, or nothing in them, can be compared
    ├── ModelMissing             5   a model's files are absent or not the ones expected
    └── ExtraMissing             5   what writes an asked-for format is not installed

Exit code 4 is no error: the work was finished and some rows were set aside (`records.SetAside`).
"""

from __future__ import annotations


class FramingError(Exception):
    """A fault in what was given, told in one sentence: what, where, and how to mend it."""

    exit_code = 1


class UsageError(FramingError):
    """The command line or a setting asks for something that does not exist."""

    exit_code = 2


class NothingUsable(FramingError):
    """The input was read and nothing in it can be compared."""

    exit_code = 3


class ModelMissing(FramingError):
    """A model's files are absent, or their hash is not the expected one."""

    exit_code = 5


class ExtraMissing(FramingError):
    """A format was asked for whose optional packages, or the system libraries below them, are not installed."""

    exit_code = 5
