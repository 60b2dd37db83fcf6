"""What a comparison says of a text of a lesson, read from its records alone, not from the lesson."""

from __future__ import annotations


def told(comparison, lesson, text, point):
    """Whether the text tells the point, and the ids of the statements that do.

    The reporting that sides are quoted in is what its source tells without what those sides say; a point it tells in their
    words alone was never looked for in the rest.
    """
    accounts = {a.id: a for a in comparison.accounts}
    cells = {(c.account, c.point): c for c in comparison.cells}
    cell = cells[text.account.id, point.id]
    if not text.reporting:
        assert text.account == accounts[text.account.id]
        return cell.found, set(cell.statements)
    quoted = {i for t in lesson.texts if not t.reporting for i in accounts[t.account.id].statements}
    assert text.account.id.startswith("source:") and not quoted & set(text.account.statements)
    assert quoted | set(text.account.statements) >= set(accounts[text.account.id].statements)
    rest = set(cell.statements) - quoted
    return ("told", rest) if rest else ("cannot tell" if cell.found == "told" else cell.found, set())
