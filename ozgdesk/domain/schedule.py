"""The dates that follow from tasks, links, closures and the Stichtag.

How days are counted stands in `calendar`, how dates are found in `passes` and `slack`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from ozgdesk.domain.calendar import MOMENTS_PER_DAY, Calendars, calendars, day_of
from ozgdesk.domain.findings import Finding, Severity
from ozgdesk.domain.network import Network, Node, build
from ozgdesk.domain.passes import Place, forward
from ozgdesk.domain.slack import Limit, backward
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import MINUTES_PER_DAY, Assignment, Closure, Link, Task
from ozgdesk.domain.vocabulary import ConstraintKind, DeadlineKind, Role


@dataclass(frozen=True, slots=True)
class Dates:
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


def schedule(snapshot: Snapshot, as_of: date) -> Schedule:
    """The dates of all tasks for the Stichtag `as_of`; pure, linear in tasks and links."""
    network = network_of(snapshot, as_of)
    meant = forward(network, as_of, progress=False)
    places = forward(network, as_of, progress=True)
    limits = backward(network, places)
    _gather_again(network, places)
    dates = {
        node.task.id: _dates(node, places[node.index], limits[node.index])
        for node in network.nodes.values()
        if places[node.index].is_dated
    }
    _sum_up(network, dates)
    overdue = dict(_overdue(network, meant, as_of))
    found = sorted(
        [*_circle_findings(network), *_plan_findings(network, dates, overdue, as_of)],
        key=lambda finding: (list(Severity).index(finding.severity), str(finding.values["number"])),
    )
    late = frozenset(f.subject_id for f in found if f.code in ("overdue", "deadline_missed"))
    finish = max((d.finish for d in dates.values()), default=None)
    return Schedule(dates, tuple(found), finish, overdue, late)


def network_of(snapshot: Snapshot, as_of: date) -> Network:
    """Tasks, links and working time of a project as a graph."""
    leads = {a.task_id: a.municipality_id for a in snapshot.all(Assignment) if a.role is Role.LEAD}
    return build(snapshot.all(Task), snapshot.all(Link), working_time(snapshot, as_of), leads)


def working_time(snapshot: Snapshot, as_of: date, others: Iterable[date] = ()) -> Calendars:
    """The calendars of the cooperation and its municipalities, from before the first day of the plan on.

    `others` are further days the caller will ask about.
    """
    days = [as_of, *others, *(day for task in snapshot.all(Task) for day in _days(task))]
    return calendars(snapshot.all(Closure), max(min(days).year - 1, 1))


def _days(task: Task) -> Iterator[date]:
    days = (task.constraint_on, task.deadline_on, task.actual_start_on, task.actual_finish_on)
    return (day for day in days if day is not None)


def _gather_again(network: Network, places: list[Place]) -> None:
    """Sum the phases up once more: tasks as late as possible have moved."""
    for node, is_exit in network.order:
        below = [places[child.index] for child in node.children if places[child.index].is_dated]
        if is_exit and below:
            place = places[node.index]
            place.start_moment = min(p.start_moment for p in below)
            place.finish_moment = max(p.finish_moment for p in below)


def _dates(node: Node, place: Place, limit: Limit) -> Dates:
    start, finish = place.start_moment, place.finish_moment
    is_open = place.is_done or place.is_finish_open or node.is_phase
    total = None if is_open else limit.late - place.finish
    first, last = day_of(start), day_of(finish)
    if node.is_phase:
        duration = node.calendar.working_days(first, last) * MINUTES_PER_DAY
    else:
        duration = node.duration or 0
    return Dates(
        start=first,
        finish=last,
        duration_minutes=duration,
        total_float_minutes=total,
        free_float_minutes=None if is_open else max(limit.free - place.finish, 0),
        is_critical=total is not None and total <= 0,
        is_summary=node.is_phase,
        is_done=place.is_done,
        is_finish_open=place.is_finish_open,
        start_minute=start % MOMENTS_PER_DAY,
        finish_minute=finish % MOMENTS_PER_DAY,
    )


def _sum_up(network: Network, dates: dict[str, Dates]) -> None:
    """Give every phase the least float of its sub-tasks."""
    for node, is_exit in network.order:
        if not is_exit or node.task.id not in dates:
            continue
        below = [dates[child.task.id] for child in node.children if child.task.id in dates]
        floats = [d.total_float_minutes for d in below if d.total_float_minutes is not None]
        frees = [d.free_float_minutes for d in below if d.free_float_minutes is not None]
        dates[node.task.id] = replace(
            dates[node.task.id],
            total_float_minutes=min(floats, default=None),
            free_float_minutes=min(frees, default=None),
            is_critical=any(d.is_critical for d in below),
        )


def _overdue(network: Network, meant: list[Place], as_of: date) -> Iterator[tuple[str, date]]:
    """Open tasks whose meant finish or last allowed day (if undated: deadline) lies before the Stichtag."""
    for node in network.nodes.values():
        task, place = node.task, meant[node.index]
        if place.is_done or node.is_phase:
            continue
        days = []
        if place.is_dated and not place.is_finish_open:
            days.append(day_of(place.finish_moment))
        if task.constraint_on is not None and task.constraint_kind is ConstraintKind.NOT_AFTER:
            days.append(task.constraint_on)
        if not place.is_dated and task.deadline_on is not None:
            days.append(task.deadline_on)
        if days and min(days) < as_of:
            yield task.id, min(days)


def _circle_findings(network: Network) -> Iterator[Finding]:
    for circle in network.circles:
        tasks = ", ".join(f"{task.number} {task.name}" for task in circle)
        values = {"number": circle[0].number, "name": circle[0].name, "tasks": tasks}
        yield Finding("link_cycle", Severity.ERROR, "task", circle[0].id, values)
    for link in network.unusable:
        task = network.nodes[link.successor_id].task
        values = {"number": task.number, "name": task.name}
        yield Finding("link_to_phase_end", Severity.WARNING, "task", task.id, values)


def _plan_findings(
    network: Network, dates: Mapping[str, Dates], overdue: Mapping[str, date], as_of: date
) -> Iterator[Finding]:
    for node in network.nodes.values():
        task, found = node.task, dates.get(node.task.id)
        values: dict[str, object] = {"number": task.number, "name": task.name}
        if task.id in overdue:
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
