"""What changed days of a task of ours mean in a file where they only follow from the plan.

A list shows them beside the duration, GanttProject knows no constraint but the earliest begin. What differs
from the days that were written was typed or dragged there, and means what it means when it is typed here.
"""

from collections.abc import Mapping
from datetime import date

from ozgdesk.commands.import_comparison import Comparison
from ozgdesk.domain.calendar import calendars
from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.incoming import IncomingTask, last_day
from ozgdesk.domain.schedule import Dates
from ozgdesk.domain.tasks import MINUTES_PER_DAY, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ConstraintKind, TaskKind, TaskState
from ozgdesk.domain.whole_days import duration_days

_OF_START = (ConstraintKind.NOT_BEFORE, ConstraintKind.START_ON)
_FREE = {"constraint_kind": ConstraintKind.AS_SOON_AS_POSSIBLE, "constraint_on": None}


def edited_days(
    comparison: Comparison, task: IncomingTask, there: Mapping[str, object], *, is_linked: bool
) -> dict[str, object]:
    """The constraint and duration that follow from days changed in the file; empty where none were."""
    written, base = comparison.written(task.uid), comparison.base
    if written is None or base is None or written.id in base.view.children:
        return {}
    dates = base.view.plan.dates.get(written.id)
    if comparison.incoming.is_table:
        found = _listed(comparison, base.view, task, written, there, dates)
    elif "constraint_on" in comparison.incoming.unsaid:
        found = _dragged(task, written, dates, is_linked=is_linked)
    else:
        return {}
    if found and _has_begun(written):
        comparison.say(Fate.NOT_CARRIED, "task", task.name, "begun_days")
        return {}
    return found


def _listed(
    comparison: Comparison,
    view: View,
    task: IncomingTask,
    written: Task,
    there: Mapping[str, object],
    dates: Dates | None,
) -> dict[str, object]:
    incoming, found = comparison.incoming, dict[str, object]()
    start = task.starts_at.date() if task.starts_at is not None else None
    finish = last_day(task.finishes_at) if task.finishes_at is not None else None
    shown = (dates.start, None if dates.is_finish_open else dates.finish) if dates else (None, None)
    if incoming.tells("constraint_on") and start != shown[0]:
        found |= _begin(written, start)
    if finish is None or finish == shown[1] or there["duration_minutes"] != written.duration_minutes:
        return found
    if there["kind"] is TaskKind.MILESTONE:
        return found or _begin(written, finish)
    first = start or shown[0]
    if first is None or finish < first:
        comparison.say(Fate.NOT_CARRIED, "task", task.name, "odd_finish", day=finish)
        return found
    lead = view.ownership.lead.get(written.id)
    calendar = calendars(view.snapshot, first.year).of(lead.municipality_id if lead else None)
    days = max(calendar.working_days(first, finish), 1)
    if days != duration_days(written.duration_minutes):
        found["duration_minutes"] = days * MINUTES_PER_DAY
    return found


def _dragged(task: IncomingTask, written: Task, dates: Dates | None, *, is_linked: bool) -> dict[str, object]:
    """Where a link moved a task along, its new day follows from the link."""
    if dates is None:
        return {}
    if not is_linked:
        day = task.starts_at.date() if task.starts_at is not None else None
    else:
        day = task.constraint_at.date() if task.constraint_at is not None else None
    earliest = written.constraint_on if written.constraint_kind is ConstraintKind.NOT_BEFORE else None
    return {} if day in (None, dates.start, earliest) else _begin(written, day)


def _begin(written: Task, day: date | None) -> dict[str, object]:
    """As when it is typed: not before that day, at that day where one was fixed, free without a day."""
    if day is None:
        return dict(_FREE) if written.constraint_kind in _OF_START else {}
    is_fixed = written.constraint_kind is ConstraintKind.START_ON
    kind = ConstraintKind.START_ON if is_fixed else ConstraintKind.NOT_BEFORE
    return {"constraint_kind": kind, "constraint_on": day}


def _has_begun(task: Task) -> bool:
    begun = task.actual_start_on is not None or task.actual_finish_on is not None
    return begun or task.state is TaskState.DONE
