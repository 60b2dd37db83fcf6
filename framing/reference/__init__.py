"""A comparison kept as the measure for new articles: which of its points they tell, whose account they follow.

    comparison ─ fit → Reference ─ write → folder ─ read → Reference ─ prepare → Prepared ─ place → Placed ─ follow → Followed

`fitting` keeps what is needed of a comparison, `folder` writes and reads it, `placing` lays a new article beside it as one more
account, `following` says whose account that is nearest to, `rows` makes the tables.
"""

from framing.reference.fitting import fit
from framing.reference.folder import read, write
from framing.reference.following import Followed, follow
from framing.reference.placing import Placed, Prepared, place, prepare
from framing.reference.record import Reference

__all__ = ["Followed", "Placed", "Prepared", "Reference", "fit", "follow", "place", "prepare", "read", "write"]
