"""The dates that follow from tasks, links, closures and the Stichtag.

How days are counted stands in `calendar`, how dates are found in `passes` and `slack`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from ozgdesk.domain.calendar import MOMENTS_PER_DAY, Calendars, calendars, day_at, day_of, start_of
from ozgdesk.domain.findings import Finding, Severity
from ozgdesk.domain.network import Network, build
from ozgdesk.domain.passes import Places, as_meant, forward
from ozgdesk.domain.slack import Limits, backward, closing_nodes
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import MINUTES_PER_DAY, Assignment, Link, Task
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
    nodes = [node for node, id_ in enumerate(network.ids) if id_ in dates]
    closing = closing_nodes(network, nodes)
    finish = max((dates[network.ids[node]].finish for node in closing), default=None)
    return Schedule(dates, tuple(found), finish, overdue, late)


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
    """The dates of tasks from their places, then those of phases from the dates of their sub-tasks."""
    found = _dates_of_tasks(network, places, limits)
    for visit in network.order:
        if visit < 0 and places.is_dated[~visit]:
            found[network.ids[~visit]] = _dates_of_phase(network, ~visit, places, found)
    return found


def _dates_of_tasks(network: Network, places: Places, limits: Limits) -> dict[str, Dates]:
    of_tasks = (network.ids, network.children, network.durations)
    of_places = (places.is_dated, places.is_done, places.is_finish_open, places.start_moment)
    ends = (places.finish_moment, places.finish, limits.late, limits.free)
    found = {}
    for row in zip(*of_tasks, *of_places, *ends, strict=True):
        id_, below, duration, is_dated, is_done, is_open, start, end, finish, late, free = row
        if not is_dated or below:
            continue
        total = slack = None
        if not (is_done or is_open):
            total = late - finish
            slack = free - finish if free > finish else 0
        found[id_] = _new(
            Dates,
            (
                day_at(start // MOMENTS_PER_DAY),
                day_at(end // MOMENTS_PER_DAY),
                duration or 0,
                total,
                slack,
                total is not None and total <= 0,
                False,
                is_done,
                is_open,
                start % MOMENTS_PER_DAY,
                end % MOMENTS_PER_DAY,
            ),
        )
    return found


def _dates_of_phase(network: Network, node: int, places: Places, found: Mapping[str, Dates]) -> Dates:
    """A phase: from the first start to the last finish below it, with the least float."""
    first, start_minute = divmod(places.start_moment[node], MOMENTS_PER_DAY)
    last, finish_minute = divmod(places.finish_moment[node], MOMENTS_PER_DAY)
    parts = [found[network.ids[child]] for child in places.dated(network.children[node])]
    total = min((m for part in parts if (m := part.total_float_minutes) is not None), default=None)
    return Dates(
        start=day_at(first),
        finish=day_at(last),
        duration_minutes=network.calendars[node].working_days(day_at(first), day_at(last)) * MINUTES_PER_DAY,
        total_float_minutes=total,
        free_float_minutes=min(
            (m for part in parts if (m := part.free_float_minutes) is not None), default=None
        ),
        is_critical=total is not None and total <= 0,
        is_summary=True,
        is_done=places.is_done[node],
        is_finish_open=places.is_finish_open[node],
        start_minute=start_minute,
        finish_minute=finish_minute,
    )


def _overdue(network: Network, meant: Places, as_of: date) -> Iterator[tuple[str, date]]:
    """Open tasks whose meant finish or last allowed day (if undated: deadline) lies before the Stichtag."""
    today = start_of(as_of)
    of_tasks = (network.ids, network.children, network.constraint_kinds)
    days_of_tasks = (network.constraint_days, network.deadlines)
    of_places = (meant.is_done, meant.is_dated, meant.finish_moment, meant.is_finish_open)
    for row in zip(*of_tasks, *days_of_tasks, *of_places, strict=True):
        id_, below, kind, day, deadline, is_done, is_dated, finish, is_open = row
        if is_done or below:
            continue
        days = []
        if is_dated and finish < today and not is_open:
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
