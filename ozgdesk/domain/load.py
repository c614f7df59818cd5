"""How much work falls on whom and when: the effort of leads and contributions, spread over working days.

The effort of a lead lies evenly on the working days of its task, that of a contribution on those from the
first day of the task to its own due day. What is done lies on its actual days. Of a lead whose task has
begun, the part that is done by the progress of the task lies before the Stichtag, the rest from the Stichtag
on; a contribution has no progress of its own and stays even. A contribution that is still owed lasts until
the Stichtag at least. What nobody has estimated or dated is listed, not guessed. How the work is to be shared
stands in `load_share`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ozgdesk.domain.calendar import WorkCalendar, day_of, end_of, start_of
from ozgdesk.domain.schedule import Dates, Schedule, working_time
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import MINUTES_PER_DAY, Assignment, Task
from ozgdesk.domain.vocabulary import Role, TaskKind, TaskState

Days = Mapping[date, int]
"""Working minutes by day; days without work are left out."""


class LoadGap(StrEnum):
    """Why a piece of work is in no day."""

    NO_EFFORT = "no_effort"
    NO_DATES = "no_dates"
    DORMANT = "dormant"


class LoadStep(StrEnum):
    """The spans in which days are added up: ISO weeks from Monday, or months."""

    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Unplanned:
    """A lead or contribution whose effort lies in no day; once it `is_done`, that plans nothing any more."""

    assignment_id: str
    gap: LoadGap
    is_done: bool


@dataclass(frozen=True, slots=True)
class Load:
    """Minutes by day for each municipality id and, only where that is switched on, for each person id."""

    municipalities: Mapping[str, Days]
    persons: Mapping[str, Days]
    unplanned: tuple[Unplanned, ...]


@dataclass(frozen=True, slots=True)
class _Portion:
    """A part of an effort, even over the working days from `first` to `last`."""

    first: date
    last: date
    minutes: int


def load(
    snapshot: Snapshot,
    as_of: date,
    plan: Schedule,
    *,
    is_by_person: bool,
    part_ids: frozenset[str] | None = None,
) -> Load:
    """The load of everybody on the Stichtag `as_of`; without `is_by_person` no figure of a person arises.

    `part_ids` leaves only these leads and contributions; None is all.
    """
    parts = [
        part
        for part in snapshot.all(Assignment)
        if part.role is not Role.INFORMED and (part_ids is None or part.id in part_ids)
    ]
    own_days = (day for part in parts for day in (part.due_on, part.done_on) if day is not None)
    calendars = working_time(snapshot, as_of, own_days)
    phases = {task.parent_id for task in snapshot.all(Task)}
    towns: dict[str, dict[date, int]] = {}
    persons: dict[str, dict[date, int]] = {}
    unplanned = []
    for part in parts:
        task = snapshot.get(Task, part.task_id)
        gap = _gap(part, task, plan.dates.get(task.id), is_phase=task.id in phases)
        if gap is not None:
            unplanned.append(Unplanned(part.id, gap, _is_done(part, task)))
        if gap is not None or task.state is TaskState.DROPPED or not part.effort_minutes:
            continue
        calendar = calendars.of(part.municipality_id)
        who = [towns.setdefault(part.municipality_id, {})]
        if is_by_person and part.person_id is not None:
            who.append(persons.setdefault(part.person_id, {}))
        for portion in _portions(part, task, plan.dates[task.id], as_of):
            for day, minutes in spread(portion.minutes, _working_days(calendar, portion)):
                for days in who:
                    days[day] = days.get(day, 0) + minutes
    return Load(towns, persons, tuple(unplanned))


def spread(minutes: int, days: Sequence[date]) -> Iterator[tuple[date, int]]:
    """Whole minutes for each day, as even as they can be; together they are exactly `minutes`.

    >>> [part for _, part in spread(10, [date(2026, 11, day) for day in (23, 24, 25)])]
    [3, 3, 4]
    """
    given = 0
    for number, day in enumerate(days, 1):
        due = minutes * number // len(days)
        if due > given:
            yield day, due - given
        given = due


def first_day(step: LoadStep, day: date) -> date:
    """The first day of the week or month in which a day lies."""
    return day - timedelta(days=day.weekday()) if step is LoadStep.WEEK else day.replace(day=1)


def day_after(step: LoadStep, start: date) -> date:
    """The first day of the next week or month."""
    return first_day(step, start + timedelta(days=7 if step is LoadStep.WEEK else 31))


def by_step(days: Days, step: LoadStep) -> dict[date, int]:
    """The minutes by the first day of their week or month, in order."""
    found: dict[date, int] = {}
    for day in sorted(days):
        start = first_day(step, day)
        found[start] = found.get(start, 0) + days[day]
    return found


def _is_done(part: Assignment, task: Task) -> bool:
    return part.done_on is not None or task.state is TaskState.DONE


def _gap(part: Assignment, task: Task, dates: Dates | None, *, is_phase: bool) -> LoadGap | None:
    """Why the effort cannot lie in any day; None where it can, or where there is none to expect."""
    if task.state is TaskState.DROPPED:
        return None
    if part.effort_minutes is None:
        is_work = not is_phase and task.kind is TaskKind.TASK and task.state is not TaskState.DORMANT
        return LoadGap.NO_EFFORT if is_work else None
    if part.effort_minutes == 0:
        return None
    if task.state is TaskState.DORMANT and part.done_on is None:
        return LoadGap.DORMANT
    has_own_end = part.role is Role.CONTRIBUTOR and (part.done_on or part.due_on) is not None
    is_dated = dates is not None and (not dates.is_finish_open or has_own_end)
    return None if is_dated else LoadGap.NO_DATES


def _portions(part: Assignment, task: Task, dates: Dates, as_of: date) -> Iterator[_Portion]:
    minutes, last = part.effort_minutes or 0, _last_day(part, task, dates, as_of)
    first = min(dates.start, last)
    is_under_way = task.actual_start_on is not None and not dates.is_done and first < as_of <= last
    if part.role is Role.LEAD and is_under_way:
        done = minutes * task.progress_percent // 100
        yield _Portion(first, as_of - timedelta(days=1), done)
        yield _Portion(as_of, last, minutes - done)
    else:
        yield _Portion(first, last, minutes)


def _last_day(part: Assignment, task: Task, dates: Dates, as_of: date) -> date:
    """The own day of a contribution, the Stichtag when it is overdue, else the last day of the task."""
    if part.role is Role.LEAD:
        return dates.finish
    if _is_done(part, task):
        return part.done_on or dates.finish
    return max(part.due_on or dates.finish, as_of)


def _working_days(calendar: WorkCalendar, portion: _Portion) -> list[date]:
    """The working days of a portion; where it has none, the last one before, else the first one after."""
    begin, end = calendar.position(start_of(portion.first)), calendar.position(end_of(portion.last))
    if begin >= end:
        begin = max(end - MINUTES_PER_DAY, 0)
        end = begin + MINUTES_PER_DAY
    return [day_of(calendar.start_moment(at)) for at in range(begin, end, MINUTES_PER_DAY)]
