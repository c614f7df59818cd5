"""The dates that follow from tasks, links, closures and the Stichtag. How days are counted stands in `calendar`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ozgdesk.domain.findings import Finding
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Task


@dataclass(frozen=True, slots=True)
class Dates:
    """When one task lies. A task whose date is open has no Dates.

    `start_minute` and `finish_minute` are the working minute of the day (0 to 480). Floats are working minutes, None
    for what is finished or summed up. `is_finish_open`: the start is known, the duration is not; `finish` is then the
    day up to which the task has surely run.
    """

    start: date
    finish: date
    duration_minutes: int
    total_float_minutes: int | None = None
    free_float_minutes: int | None = None
    is_critical: bool = False
    is_summary: bool = False
    is_done: bool = False
    is_finish_open: bool = False
    start_minute: int = 0
    finish_minute: int = 480


@dataclass(frozen=True, slots=True)
class Schedule:
    """The computed plan: dates by task id, what is wrong with it, and its last day (None for a plan without dates).

    `late` holds the tasks that should be finished already or will miss their deadline; `overdue` gives the day a
    task should have been finished; `planned_finish` the finish without regard to the Stichtag.
    """

    dates: Mapping[str, Dates]
    findings: tuple[Finding, ...] = ()
    finish: date | None = None
    late: frozenset[str] = frozenset()


def schedule(snapshot: Snapshot, as_of: date) -> Schedule:
    """The dates of all tasks for the Stichtag `as_of`; pure, linear in tasks and links."""
    dates = {
        task.id: Dates(task.actual_start_on or task.actual_finish_on, task.actual_finish_on, task.duration_minutes or 0, is_done=True)
        for task in snapshot.all(Task)
        if task.actual_finish_on is not None
    }
    return Schedule(dates)
