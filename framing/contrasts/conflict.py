"""Conflicts: two accounts that cannot both be right, from the differences in polarity, number and role (`claims`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing.contrasts.order import Found
from framing.records import Account, Contrast, Difference

REPORTED = 0.8
"""Chance that a reader reports a conflict that is found: nearly all found so far are real (models/claims/card.md)."""


def find(accounts: Sequence[Account], differences: Sequence[Difference]) -> Iterator[Found]:
    """The differences between statements of two accounts of one view."""
    holder = {i: account for account in accounts for i in account.statements}
    for one in differences:
        tellers = [holder[i].id for i in one.statements if i in holder]
        if len(set(tellers)) == 2:
            yield REPORTED, Contrast("", "conflict", accounts[0].view, one.point, tuple(tellers), None, one.statements)
