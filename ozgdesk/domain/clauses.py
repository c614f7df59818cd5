"""The text of an agreement version as a tree: order, numbers, references and placeholders."""

from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.snapshot import Snapshot


def same_text(snapshot: Snapshot, first_id: str, second_id: str) -> bool:
    """Whether two versions are the same or read the same: a frozen copy of a text is still that text."""
    if first_id == second_id:
        return True
    return _words(snapshot, first_id) == _words(snapshot, second_id)


def _words(snapshot: Snapshot, version_id: str) -> frozenset[tuple[str, ...]]:
    stems = {row.id: row.stem for row in snapshot.all(Clause) if row.version_id == version_id}
    return frozenset(
        (row.stem, stems.get(row.parent_id or "", ""), row.order, row.kind.value, row.heading, row.text)
        for row in snapshot.all(Clause)
        if row.version_id == version_id
    )
