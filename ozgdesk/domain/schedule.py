"""The dates that follow from tasks, links, closures and the Stichtag.

How days are counted stands in `calendar`, how dates are found in `passes` and `slack`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, compress, repeat
from operator import itemgetter
from typing import NamedTuple

from ozgdesk.domain.calendar import MOMENTS_PER_DAY, Calendars, calendars, day_of, end_of, start_of
from ozgdesk.domain.findings import Finding, Severity
from ozgdesk.domain.network import Network, build
from ozgdesk.domain.passes import Places, as_meant, forward
from ozgdesk.domain.slack import Limits, backward, closing_nodes
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Assignment, Link, Task
from ozgdesk.domain.vocabulary import ConstraintKind, DeadlineKind, Role

_DAYS = itemgetter("constraint_on", "deadline_on", "actual_start_on", "actual_finish_on")
_PART = itemgetter("role", "task_id", "municipality_id")


class Dates(NamedTuple):
    """When one task lies. A task whose date is open has no Dates.

    `start_minute` and `finish_minute` are working minutes of the day (0 to 480). Floats are working minutes,
    those of a phase the least of its tasks, None for what is finished. `is_finish_open`: a day is known, the
    duration is not; `finish` is then the last day known to belong to the task.
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


_NOT_AFTER = ConstraintKind.NOT_AFTER
_new = tuple.__new__
"""Dates from all their values in order: without the names it takes a fifth of the time."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The computed plan: dates by task id, what is wrong with it, and its last day (None without any date).

    `overdue` gives the day an open task should have been finished by links, durations and fixed days;
    `late` holds these tasks and those that miss a deadline.
    """

    dates: Mapping[str, Dates]
    findings: tuple[Finding, ...] = ()
    finish: date | None = None
    overdue: Mapping[str, date] = field(default_factory=dict)
    late: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Layout:
    """A plan laid out for a Stichtag: its network, where tasks lie, and how far they may slip.

    `earliest` has every task as early as it can be, `places` those that are to be as late as possible there.
    """

    network: Network
    earliest: Places
    places: Places
    limits: Limits


def layout(snapshot: Snapshot, as_of: date) -> Layout:
    """The plan laid out for the Stichtag `as_of`; pure, linear in tasks and links."""
    network = network_of(snapshot, as_of)
    earliest = forward(network, as_of)
    places = earliest.copy()
    return Layout(network, earliest, places, backward(network, places))


def schedule(snapshot: Snapshot, as_of: date) -> Schedule:
    """The dates of all tasks for the Stichtag `as_of`; pure, linear in tasks and links."""
    return dated(layout(snapshot, as_of), as_of)


def dated(layout: Layout, as_of: date) -> Schedule:
    """The dates of a layout for the Stichtag it was made for."""
    network = layout.network
    dates = _all_dates(network, layout.places, layout.limits)
    overdue = dict(_overdue(network, as_meant(network, as_of, layout.earliest), as_of))
    found = sorted(
        [*_circle_findings(network), *_plan_findings(network, dates, overdue, as_of)],
        key=lambda finding: (list(Severity).index(finding.severity), str(finding.values["number"])),
    )
    late = frozenset(f.subject_id for f in found if f.code in ("overdue", "deadline_missed"))
    closing = closing_nodes(network, layout.places.dated(range(len(network.ids))))
    last = max(map(layout.places.finish_moment.__getitem__, closing), default=None)
    return Schedule(dates, tuple(found), None if last is None else day_of(last), overdue, late)


def network_of(snapshot: Snapshot, as_of: date) -> Network:
    """Tasks, links and working time of a project as a graph."""
    parts, lead = map(_PART, map(vars, snapshot.all(Assignment))), Role.LEAD
    leads = ((task_id, municipality_id) for role, task_id, municipality_id in parts if role is lead)

    def calendars_from(days: set[date | None]) -> Calendars:
        return calendars(snapshot, _first_year({as_of, *days}))

    return build(snapshot.table(Task), snapshot.all(Link), calendars_from, leads)


def working_time(snapshot: Snapshot, as_of: date, others: Iterable[date] = ()) -> Calendars:
    """The calendars of the cooperation and its municipalities, from before the first day of the plan on.

    `others` are further days the caller will ask about.
    """
    days = chain.from_iterable(map(_DAYS, map(vars, snapshot.all(Task))))
    return calendars(snapshot, _first_year({as_of, *others, *days}))


def _first_year(days: set[date | None]) -> int:
    """The year before the first of the days."""
    return max(min(day for day in days if day is not None).year - 1, 1)


def _all_dates(network: Network, places: Places, limits: Limits) -> dict[str, Dates]:
    """The dates of all tasks and phases that have some, from one column for each of their fields."""
    durations = [duration or 0 for duration in network.durations]
    total, free = _floats(places, limits)
    for visit in network.order:
        if visit < 0 and places.is_dated[~visit]:
            below = network.children[~visit]
            total[~visit], free[~visit] = _least(total, below), _least(free, below)
            durations[~visit] = _working_minutes(network, places, ~visit)
    columns = (
        *(compress(column, places.is_dated) for column in (durations, total, free)),
        compress([minutes is not None and minutes <= 0 for minutes in total], places.is_dated),
        compress(map(bool, network.children), places.is_dated),
        compress(places.is_done, places.is_dated),
        compress(places.is_finish_open, places.is_dated),
    )
    starts = list(compress(places.start_moment, places.is_dated))
    finishes = list(compress(places.finish_moment, places.is_dated))
    minutes = ([moment % MOMENTS_PER_DAY for moment in ends] for ends in (starts, finishes))
    rows = zip(_days(starts), _days(finishes), *columns, *minutes, strict=True)
    made = map(_new, repeat(Dates), rows)
    return dict(zip(compress(network.ids, places.is_dated), made, strict=True))


def _days(moments: Iterable[int]) -> Iterator[date]:
    """The days of moments, of which many share one."""
    ordinals = [moment // MOMENTS_PER_DAY for moment in moments]
    days = {ordinal: date.fromordinal(ordinal) for ordinal in set(ordinals)}
    return map(days.__getitem__, ordinals)


def _floats(places: Places, limits: Limits) -> tuple[list[int | None], list[int | None]]:
    """The total and the free float of each task; None for what is done, or has no known finish."""
    total: list[int | None] = []
    free: list[int | None] = []
    marks = (places.is_dated, places.is_done, places.is_finish_open)
    ends = zip(*marks, places.finish, limits.late, limits.free, strict=True)
    for is_dated, is_done, is_open, finish, late, latest in ends:
        if is_done or is_open or not is_dated:
            total.append(None)
            free.append(None)
        else:
            total.append(late - finish)
            free.append(latest - finish if latest > finish else 0)
    return total, free


def _least(floats: Sequence[int | None], nodes: Iterable[int]) -> int | None:
    """The least float of some nodes that have one."""
    return min([minutes for node in nodes if (minutes := floats[node]) is not None], default=None)


def _working_minutes(network: Network, places: Places, phase: int) -> int:
    """The working time from the first to the last day of a phase, each as a whole."""
    first, last = day_of(places.start_moment[phase]), day_of(places.finish_moment[phase])
    position = network.calendars[phase].position
    return position(end_of(last)) - position(start_of(first))


def _overdue(network: Network, meant: Places, as_of: date) -> Iterator[tuple[str, date]]:
    """Open tasks whose meant finish or last allowed day (if undated: deadline) lies before the Stichtag."""
    today = start_of(as_of)
    of_tasks = (network.ids, network.children, network.constraint_kinds)
    days_of_tasks = (network.constraint_days, network.deadlines)
    of_places = (meant.is_done, meant.is_dated, meant.finish_moment, meant.is_finish_open)
    for row in zip(*of_tasks, *days_of_tasks, *of_places, strict=True):
        id_, below, kind, day, deadline, is_done, is_dated, finish, is_open = row
        is_past = finish < today and not is_open
        if is_done or below or (is_dated and not is_past and kind is not _NOT_AFTER):
            continue
        days = []
        if is_dated and is_past:
            days.append(day_of(finish))
        if kind is _NOT_AFTER:
            days.append(day or as_of)
        if not is_dated:
            days.append(deadline or as_of)
        if days and min(days) < as_of:
            yield id_, min(days)


def _circle_findings(network: Network) -> Iterator[Finding]:
    for circle in network.circles:
        tasks = ", ".join(f"{task.number} {task.name}" for task in circle)
        values = {"number": circle[0].number, "name": circle[0].name, "tasks": tasks}
        yield Finding("link_cycle", Severity.ERROR, "task", circle[0].id, values)
    by_id = {task.id: task for task in network.tasks} if network.unusable else {}
    for link in network.unusable:
        task = by_id[link.successor_id]
        values = {"number": task.number, "name": task.name}
        yield Finding("link_to_phase_end", Severity.WARNING, "task", task.id, values)


def _plan_findings(
    network: Network, dates: Mapping[str, Dates], overdue: Mapping[str, date], as_of: date
) -> Iterator[Finding]:
    days = zip(network.deadlines, network.constraint_days, strict=True)
    for id_, task, (deadline, constraint) in zip(network.ids, network.tasks, days, strict=True):
        if id_ not in overdue and deadline is None and constraint is None:
            continue
        found = dates.get(id_)
        values: dict[str, object] = {"number": task.number, "name": task.name}
        if id_ in overdue:
            yield Finding("overdue", Severity.ERROR, "task", task.id, {**values, "day": overdue[task.id]})
        if found is None or found.is_done:
            continue
        if task.deadline_on is not None and found.finish > task.deadline_on:
            severity = Severity.WARNING if task.deadline_kind is DeadlineKind.OWN else Severity.ERROR
            missed = {**values, "day": found.finish, "deadline": task.deadline_on}
            yield Finding("deadline_missed", severity, "task", task.id, missed)
        if _breaks_constraint(task, found, as_of):
            broken = {**values, "constraint": task.constraint_kind, "day": task.constraint_on}
            yield Finding("impossible_constraint", Severity.WARNING, "task", task.id, broken)


def _breaks_constraint(task: Task, found: Dates, as_of: date) -> bool:
    """Whether links or working days do not allow a fixed day that is still to come; a past one is overdue."""
    day = task.constraint_on
    if day is None or day < as_of or found.is_summary:
        return False
    if task.constraint_kind is ConstraintKind.START_ON:
        return task.actual_start_on is None and found.start > day
    fixed_ends = (ConstraintKind.FINISH_ON, ConstraintKind.NOT_AFTER)
    return task.constraint_kind in fixed_ends and found.finish > day
