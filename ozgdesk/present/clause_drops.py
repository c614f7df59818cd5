"""Where on the page of an agreement a part may be put down, with everything below it."""

from collections.abc import Sequence
from dataclasses import dataclass

from ozgdesk.domain.clauses import LEVELS
from ozgdesk.domain.vocabulary import ClauseKind
from ozgdesk.present.agreement import ClauseRow


@dataclass(frozen=True, slots=True)
class Drop:
    """A place under a parent behind a sibling (None: at its front), shown above the row number `line`."""

    line: int
    depth: int
    parent_id: str | None
    after_id: str | None


def drop_places(rows: Sequence[ClauseRow], moved_id: str) -> tuple[Drop, ...]:
    """All places that suit the kind of a part, from top to bottom; the one where it stands is among them."""
    ids = {row.id for row in rows}
    ends = _ends(rows)
    moved = next((place for place, row in enumerate(rows) if row.id == moved_id), None)
    if moved is None:
        return ()
    kind = ClauseKind(rows[moved].kind)
    children: dict[str | None, list[int]] = {}
    for place, row in enumerate(rows):
        if place != moved:
            children.setdefault(row.parent_id if row.parent_id in ids else None, []).append(place)
    found = []
    for parent in (None, *range(len(rows))):
        if parent is not None and moved <= parent < ends[moved]:
            continue
        if kind not in LEVELS[None if parent is None else ClauseKind(rows[parent].kind)]:
            continue
        parent_id = None if parent is None else rows[parent].id
        depth = 0 if parent is None else rows[parent].depth + 1
        found.append(Drop(0 if parent is None else parent + 1, depth, parent_id, None))
        found += [Drop(ends[c], depth, parent_id, rows[c].id) for c in children.get(parent_id, ())]
    return tuple(sorted(found, key=lambda drop: (drop.line, drop.depth)))


def stands_at(rows: Sequence[ClauseRow], moved_id: str, drop: Drop) -> bool:
    """Whether a part stands at a place already."""
    row = next(row for row in rows if row.id == moved_id)
    siblings = [other.id for other in rows if other.parent_id == row.parent_id]
    place = siblings.index(moved_id)
    return (drop.parent_id, drop.after_id) == (row.parent_id, siblings[place - 1] if place else None)


def _ends(rows: Sequence[ClauseRow]) -> list[int]:
    """For each row the number of the first row that no longer belongs to it."""
    ends = [len(rows)] * len(rows)
    open_rows: list[int] = []
    for place, row in enumerate(rows):
        while open_rows and rows[open_rows[-1]].depth >= row.depth:
            ends[open_rows.pop()] = place
        open_rows.append(place)
    return ends
