"""Kept plans: which of them a day is compared with, and how far dates have moved since."""

from datetime import date

from ozgdesk.domain.calendar import WorkCalendar, end_of, start_of
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import MINUTES_PER_DAY, Baseline, BaselineTask


def newest_baseline(snapshot: Snapshot, as_of: date) -> Baseline | None:
    """The baseline taken last up to a day."""
    taken = (baseline for baseline in snapshot.all(Baseline) if baseline.taken_on <= as_of)
    return max(taken, key=lambda baseline: (baseline.taken_on, baseline.id), default=None)


def chosen_baseline(snapshot: Snapshot, id_: str | None, as_of: date) -> Baseline | None:
    """The baseline with this id; the newest up to a day when none is chosen or the chosen one is gone."""
    return snapshot.find(Baseline, id_) or newest_baseline(snapshot, as_of)


def kept_tasks(snapshot: Snapshot, baseline: Baseline | None) -> dict[str, BaselineTask]:
    """What a baseline holds, by task id."""
    if baseline is None:
        return {}
    return {row.task_id: row for row in snapshot.all(BaselineTask) if row.baseline_id == baseline.id}


def moved_start_days(calendar: WorkCalendar, before: date, now: date) -> int:
    """How many working days a first day has moved; negative when it is earlier."""
    return (calendar.position(start_of(now)) - calendar.position(start_of(before))) // MINUTES_PER_DAY


def moved_finish_days(calendar: WorkCalendar, before: date, now: date) -> int:
    """How many working days a last day has moved; negative when it is earlier."""
    return (calendar.position(end_of(now)) - calendar.position(end_of(before))) // MINUTES_PER_DAY
