"""What is kept of a reference comparison: the records, and whether they hold together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from framing.models import Models
from framing.nearness import Vectors
from framing.ranges import outside
from framing.records import Account, Comparison, ModelCard
from framing.settings import Settings, as_dict

SCHEMA = 1
"""Number of the JSON form. History:
1  first form: encoder and parser, settings, statements with the number of their vectors, vocabulary, comparison.
"""

@dataclass(frozen=True, slots=True)
class Said:
    """A statement that says something, and how many propositions and content words of it have a vector."""

    statement: str
    propositions: int
    words: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A comparison as the measure for new articles.

    `encoder` and `parser` are the models it was fitted with, the encoder's version without the engine that ran it. `said` lists
    the statements that count in the order of the rows of `vectors`. `vocabulary` holds for each account, by its id, how often
    it uses each content word (lemma). `comparison` has the articles, statements, accounts, points and cells; its contrasts and
    differences are left out.
    """

    encoder: ModelCard
    parser: ModelCard
    settings: Settings
    said: tuple[Said, ...]
    vocabulary: dict[str, dict[str, int]]
    comparison: Comparison
    vectors: Vectors

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The accounts that a new article may follow: by source, or by side where one source alone tells the event."""
        by_source = tuple(a for a in self.comparison.accounts if a.view == "source")
        return by_source if len(by_source) > 1 else tuple(a for a in self.comparison.accounts if a.view == "side")


def cards(models: Models) -> tuple[ModelCard, ModelCard]:
    """Encoder and parser in use, the encoder without its engine: the same weights give the same meaning on either."""
    *others, encoder = models.cards()
    parser = others[0] if others else encoder
    return replace(encoder, version=encoder.version.partition("OpenVINO")[0].strip()), parser


def fault(reference: Reference) -> str:
    """What does not hold together in a reference that was read, in a few words; "" when it all does."""
    c = reference.comparison
    texts, statements = {a.id: a.text for a in c.articles}, {s.id: s for s in c.statements}
    said = {one.statement for one in reference.said}
    once = ([a.id for a in c.articles], [x.id for x in c.statements], [one.statement for one in reference.said],
            [p.id for p in c.points], [a.id for a in c.accounts])  # fmt: skip
    if any(len(set(ids)) < len(ids) for ids in once):
        return "an id stands twice"
    if any(s.article not in texts or texts[s.article][s.start : s.end] != s.text or s.start < 0 for s in c.statements):
        return "a statement is not in its article"
    if not said <= statements.keys() or any(one.propositions < 1 or one.words < 1 for one in reference.said):
        return "vectors belong to no statement"
    if not c.points or any(not p.statements or not said.issuperset(p.statements) for p in c.points):
        return "a point has no statement"
    if any(not statements.keys() >= set(a.statements) or a.words < 1 for a in c.accounts) or len(reference.accounts) < 2:
        return "there are not two whole accounts"
    cells = {(cell.account, cell.point) for cell in c.cells}
    if any((a.id, p.id) not in cells for a in reference.accounts for p in c.points):
        return "an account has no answer for a point"
    if any(cell.chance is not None and not 0 <= cell.chance <= 1 for cell in c.cells):
        return "a chance is not from 0 to 1"
    if name := outside(reference.settings):
        return f"the setting {name} cannot be so"
    if any(a.id not in reference.vocabulary for a in reference.accounts):
        return "an account has no vocabulary"
    if any(n < 1 for words in reference.vocabulary.values() for n in words.values()):
        return "a word is counted less than once"
    return ""


def same_settings(reference: Reference, given: Settings) -> bool:
    """Whether the thresholds given are those of the reference."""
    return as_dict(reference.settings) == as_dict(given)
