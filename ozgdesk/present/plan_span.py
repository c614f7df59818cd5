"""The rows of the plan that matter in a span of days, and how many tasks lie outside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ozgdesk.present.plan_row import PlanRow


@dataclass(frozen=True, slots=True)
class Spanned:
    """The rows inside a span with the phases above them; `outside` counts the tasks left out."""

    rows: tuple[PlanRow, ...]
    outside: int


def spanned(rows: Sequence[PlanRow], first: date | None, last: date | None) -> Spanned:
    """The rows with a day from `first` to `last`, both included; None leaves that side open.

    A task without dates stays, since nobody can say that it lies outside; so does one whose deadline is
    inside. A phase stays while something below it does.
    """
    if first is None and last is None:
        return Spanned(tuple(rows), 0)
    phases = {row.id: row for row in rows if row.is_phase}
    kept: set[str] = set()
    outside = 0
    for row in rows:
        if row.is_phase:
            continue
        if not _is_inside(row, first or date.min, last or date.max):
            outside += 1
            continue
        kept.add(row.id)
        above = phases.get(row.parent_id or "")
        while above is not None and above.id not in kept:
            kept.add(above.id)
            above = phases.get(above.parent_id or "")
    return Spanned(tuple(row for row in rows if row.id in kept), outside)


def _is_inside(row: PlanRow, first: date, last: date) -> bool:
    if row.deadline is not None and first <= row.deadline <= last:
        return True
    if row.start is None or row.finish is None:
        return True
    return row.start <= last and row.finish >= first
