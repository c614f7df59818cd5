"""The same body over the Wahlperioden: whoever closes one, its successor meets in its place."""

from ozgdesk.domain.councils import Committee
from ozgdesk.domain.snapshot import Rows


def successors(rows: Rows, committee_id: str) -> tuple[Committee, ...]:
    """A body and those that follow it in later terms (Wahlperioden)."""
    found = [rows.get(Committee, committee_id)]
    for body in found:
        known = {row.id for row in found}
        found += [row for row in rows.all(Committee) if row.predecessor_id == body.id and row.id not in known]
    return tuple(found)


def all_terms(rows: Rows, committee_id: str) -> tuple[Committee, ...]:
    """A body with those before it and those that follow it, the first of them first."""
    first = rows.get(Committee, committee_id)
    known = {first.id}
    while (before := rows.find(Committee, first.predecessor_id)) is not None and before.id not in known:
        first = before
        known.add(first.id)
    return successors(rows, first.id)
