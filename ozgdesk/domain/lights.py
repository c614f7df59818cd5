"""The traffic lights of the cooperation and of each municipality, with the reasons they unfold to.

Only `schedule` is computed; cost, outcome and risk are the newest Assessment a person wrote. No German words live here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.findings import Finding, Severity
from ozgdesk.domain.ownership import CLOSED_STATES, Ownership
from ozgdesk.domain.schedule import Schedule
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.steering import Assessment
from ozgdesk.domain.tasks import Assignment, Baseline, BaselineTask, Task
from ozgdesk.domain.vocabulary import DeadlineKind, Dimension, Light, Role, TaskKind, TaskState

RANK = {Light.GREY: 0, Light.GREEN: 1, Light.YELLOW: 2, Light.RED: 3}
RESTING_STATES = CLOSED_STATES | {TaskState.DORMANT}


@dataclass(frozen=True, slots=True)
class Judged:
    """One light. A computed one carries `reasons`, an assessed one the `text` of its `author`; grey carries neither."""

    light: Light
    reasons: tuple[Finding, ...] = ()
    text: str = ""
    assessed_on: date | None = None
    author: str = ""
    is_computed: bool = False


@dataclass(frozen=True, slots=True)
class Lights:
    """The four lights of one municipality or of the whole, and the worst of those that are known."""

    schedule: Judged
    cost: Judged
    outcome: Judged
    risk: Judged
    overall: Judged

    def of(self, dimension: Dimension) -> Judged:
        """The light of one dimension."""
        judged: Judged = getattr(self, dimension.value)
        return judged


def lights(snapshot: Snapshot, as_of: date, plan: Schedule, owned: Ownership) -> dict[str | None, Lights]:
    """The lights by municipality id, for the tasks it leads and the contributions it owes; None is the whole."""
    newest = _newest_assessments(snapshot, as_of)
    judged = _schedule_lights(snapshot, as_of, plan, owned)
    result: dict[str | None, Lights] = {}
    for id_ in (None, *(m.id for m in snapshot.all(Municipality))):
        parts = {
            dimension: _assessed(newest.get((id_, dimension)))
            for dimension in (Dimension.COST, Dimension.OUTCOME, Dimension.RISK)
        }
        schedule = judged[id_]
        result[id_] = Lights(
            schedule,
            parts[Dimension.COST],
            parts[Dimension.OUTCOME],
            parts[Dimension.RISK],
            _worst((schedule, *parts.values())),
        )
    return result


def is_overdue(task: Task, plan: Schedule, as_of: date) -> bool:
    """Whether an open task should have been finished before `as_of`, by its planned finish or its deadline."""
    if task.state in RESTING_STATES or task.actual_finish_on is not None:
        return False
    due = due_on(task, plan)
    return due is not None and due < as_of


def due_on(task: Task, plan: Schedule) -> date | None:
    """The day a task is due: its planned finish, or its deadline where that is earlier; None when not dated."""
    dates = plan.tasks.get(task.id)
    days = [day for day in (dates.finishes_on if dates else None, task.deadline_on) if day is not None]
    return min(days, default=None)


def _schedule_lights(
    snapshot: Snapshot, as_of: date, plan: Schedule, owned: Ownership
) -> dict[str | None, Judged]:
    """Termine. Red: a legal or political deadline is or will be missed, or a milestone or critical task is overdue.

    Yellow: another task or a contribution is overdue, an own deadline is or will be missed, the float is used up
    (negative), or the forecast is later than the newest baseline. Green: something is dated and none of this holds.
    Grey: nothing is dated. Tasks that are done, dropped or dormant do not count, except that done ones are dated.
    """
    ids: tuple[str | None, ...] = (None, *(m.id for m in snapshot.all(Municipality)))
    red: dict[str | None, list[Finding]] = {id_: [] for id_ in ids}
    yellow: dict[str | None, list[Finding]] = {id_: [] for id_ in ids}
    dated: set[str | None] = set()
    baseline = _newest_baseline(snapshot, as_of)
    phases = {task.parent_id for task in snapshot.all(Task)}
    for task in sorted(snapshot.all(Task), key=lambda t: t.number):
        if task.id in phases:
            continue
        lead = owned.lead.get(task.id)
        owners = (None, lead.municipality_id) if lead else (None,)
        if _is_dated(task):
            dated.update(owners)
        for finding in _task_findings(task, plan, as_of, baseline):
            for id_ in owners:
                (red if finding.severity is Severity.ERROR else yellow)[id_].append(finding)
    for municipality_id, finding in _late_contributions(snapshot, as_of):
        dated.update((None, municipality_id))
        yellow[None].append(finding)
        yellow[municipality_id].append(finding)
    return {id_: _judge(red[id_], yellow[id_], id_ in dated) for id_ in ids}


def _judge(red: list[Finding], yellow: list[Finding], is_dated: bool) -> Judged:
    if red or yellow:
        return Judged(Light.RED if red else Light.YELLOW, (*red, *yellow), is_computed=True)
    return Judged(Light.GREEN if is_dated else Light.GREY, is_computed=True)


def _is_dated(task: Task) -> bool:
    """A computed date alone says nothing: every task has one. Somebody must have entered a day or a duration."""
    entered = (task.constraint_on, task.deadline_on, task.actual_start_on, task.actual_finish_on)
    return any(entered) or task.duration_minutes is not None


def _task_findings(
    task: Task, plan: Schedule, as_of: date, baseline: dict[str, BaselineTask]
) -> Iterator[Finding]:
    if task.state in RESTING_STATES or task.actual_finish_on is not None or not _is_dated(task):
        return
    dates = plan.tasks.get(task.id)
    named = {"number": task.number, "name": task.name}
    forecast = max(dates.finishes_on, as_of) if dates else as_of
    if task.deadline_on is not None and task.deadline_on < forecast:
        severity = Severity.WARNING if task.deadline_kind is DeadlineKind.OWN else Severity.ERROR
        values = {**named, "day": forecast, "deadline": task.deadline_on}
        yield Finding("deadline_missed", severity, "task", task.id, values)
    if dates is None:
        return
    if dates.finishes_on < as_of:
        grave = task.kind is TaskKind.MILESTONE or dates.is_critical
        severity = Severity.ERROR if grave else Severity.WARNING
        yield Finding("overdue", severity, "task", task.id, {**named, "day": dates.finishes_on})
    elif dates.float_minutes is not None and dates.float_minutes < 0:
        yield Finding("float_used_up", Severity.WARNING, "task", task.id, named)
    kept = baseline.get(task.id)
    if kept is not None and kept.finishes_on < dates.finishes_on:
        values = {**named, "day": dates.finishes_on, "planned": kept.finishes_on}
        yield Finding("behind_baseline", Severity.WARNING, "task", task.id, values)


def _late_contributions(snapshot: Snapshot, as_of: date) -> Iterator[tuple[str, Finding]]:
    codes = {m.id: m.code for m in snapshot.all(Municipality)}
    for row in snapshot.all(Assignment):
        if row.role is not Role.CONTRIBUTOR or row.due_on is None or row.due_on >= as_of or row.done_on:
            continue
        task = snapshot.find(Task, row.task_id)
        if task is None or task.state in RESTING_STATES:
            continue
        values = {
            "number": task.number,
            "name": task.name,
            "code": codes[row.municipality_id],
            "day": row.due_on,
        }
        yield (
            row.municipality_id,
            Finding("contribution_overdue", Severity.WARNING, "task", task.id, values),
        )


def _newest_baseline(snapshot: Snapshot, as_of: date) -> dict[str, BaselineTask]:
    kept = [b for b in snapshot.all(Baseline) if b.taken_on <= as_of]
    if not kept:
        return {}
    newest = max(kept, key=lambda b: (b.taken_on, b.id))
    return {row.task_id: row for row in snapshot.all(BaselineTask) if row.baseline_id == newest.id}


def _newest_assessments(snapshot: Snapshot, as_of: date) -> dict[tuple[str | None, Dimension], Assessment]:
    newest: dict[tuple[str | None, Dimension], Assessment] = {}
    for row in sorted(snapshot.all(Assessment), key=lambda a: (a.assessed_on, a.id)):
        if row.assessed_on <= as_of:
            newest[row.municipality_id, row.dimension] = row
    return newest


def _assessed(row: Assessment | None) -> Judged:
    if row is None:
        return Judged(Light.GREY)
    return Judged(row.light, text=row.text, assessed_on=row.assessed_on, author=row.author)


def _worst(parts: tuple[Judged, ...]) -> Judged:
    worst = max(parts, key=lambda part: RANK[part.light])
    if worst.light is Light.GREY:
        return Judged(Light.GREY, is_computed=True)
    reasons = tuple(f for part in parts if part.light is worst.light for f in part.reasons)
    text = "\n".join(part.text for part in parts if part.light is worst.light and part.text)
    return Judged(worst.light, reasons, text, is_computed=True)
