"""The traffic lights of the cooperation and of each municipality, with the reasons they unfold to.

Only `schedule` is computed; cost, outcome and risk are the newest Assessment a person wrote.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ozgdesk.domain.baselines import kept_tasks, newest_baseline
from ozgdesk.domain.cooperation import Cooperation, Municipality
from ozgdesk.domain.findings import Finding, Severity
from ozgdesk.domain.ownership import CLOSED_STATES, Ownership
from ozgdesk.domain.schedule import Schedule
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.steering import Assessment
from ozgdesk.domain.tasks import Assignment, Task, by_number
from ozgdesk.domain.vocabulary import DeadlineKind, Dimension, Light, Role, TaskKind, TaskState

RANK = {Light.GREY: 0, Light.GREEN: 1, Light.YELLOW: 2, Light.RED: 3}
RESTING_STATES = CLOSED_STATES | {TaskState.DORMANT}
ASSESSED = (Dimension.COST, Dimension.OUTCOME, Dimension.RISK)


@dataclass(frozen=True, slots=True)
class Judged:
    """One light. A computed one carries `reasons`, an assessed one the `text` of its `author`."""

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


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How many calendar days the forecast may lie behind the baseline before Termine turns; None: never."""

    yellow_days: int | None
    red_days: int | None


def thresholds_of(snapshot: Snapshot) -> Thresholds:
    """The thresholds of the cooperation."""
    for cooperation in snapshot.all(Cooperation):
        return Thresholds(cooperation.yellow_slip_days, cooperation.red_slip_days)
    return Thresholds(7, None)


def lights(snapshot: Snapshot, as_of: date, plan: Schedule, owned: Ownership) -> dict[str | None, Lights]:
    """The lights by municipality id; None is the whole cooperation.

    A municipality is judged by the tasks it leads and the contributions it owes.
    """
    newest = _newest_assessments(snapshot, as_of)
    schedule = _schedule_lights(snapshot, as_of, plan, owned)
    result: dict[str | None, Lights] = {}
    for id_, computed in schedule.items():
        cost, outcome, risk = (_assessed(newest.get((id_, dimension))) for dimension in ASSESSED)
        overall = _worst((computed, cost, outcome, risk))
        result[id_] = Lights(computed, cost, outcome, risk, overall)
    return result


def _schedule_lights(
    snapshot: Snapshot, as_of: date, plan: Schedule, owned: Ownership
) -> dict[str | None, Judged]:
    """The light Termine.

    Red: a legal or political deadline is missed by the forecast, a milestone or critical task is overdue, or
    the forecast ends further behind the newest baseline than the cooperation has set for red. Yellow: another
    task or a contribution is overdue, an own deadline is missed, the float is negative, or the forecast ends
    further behind the newest baseline than set for yellow. Green: dated, and none of this. Grey:
    nothing is dated. Tasks that are done, dropped or dormant cannot make a light worse.
    """
    ids: tuple[str | None, ...] = (None, *(m.id for m in snapshot.all(Municipality)))
    found: dict[str | None, list[Finding]] = {id_: [] for id_ in ids}
    dated: set[str | None] = set()
    for task_id, dates in plan.dates.items():
        if not dates.is_summary:
            dated.update(_owners(task_id, owned))
    for finding in (*_plan_reasons(snapshot, plan), *_baseline_reasons(snapshot, as_of, plan)):
        for id_ in _owners(finding.subject_id, owned):
            found[id_].append(finding)
    for municipality_id, finding in late_contributions(snapshot, as_of):
        dated.update((None, municipality_id))
        found[None].append(finding)
        found[municipality_id].append(finding)
    return {id_: _judge(found[id_], id_ in dated) for id_ in ids}


def _owners(task_id: str, owned: Ownership) -> tuple[str | None, ...]:
    lead = owned.lead.get(task_id)
    return (None, lead.municipality_id) if lead else (None,)


def _judge(found: list[Finding], is_dated: bool) -> Judged:
    """Errors make red, warnings yellow; the grave ones stand first."""
    if not found:
        return Judged(Light.GREEN if is_dated else Light.GREY, is_computed=True)
    ordered = sorted(
        found, key=lambda f: (f.severity is not Severity.ERROR, by_number(str(f.values.get("number"))))
    )
    light = Light.RED if ordered[0].severity is Severity.ERROR else Light.YELLOW
    return Judged(light, tuple(ordered), is_computed=True)


def _plan_reasons(snapshot: Snapshot, plan: Schedule) -> Iterator[Finding]:
    for finding in plan.findings:
        task = snapshot.find(Task, finding.subject_id) if finding.subject_kind == "task" else None
        if task is None or task.state in RESTING_STATES:
            continue
        dates = plan.dates.get(task.id)
        if finding.code == "deadline_missed":
            is_grave = task.deadline_kind is not DeadlineKind.OWN
        elif finding.code == "overdue":
            is_grave = task.kind is TaskKind.MILESTONE or bool(dates and dates.is_critical)
        else:
            continue
        severity = Severity.ERROR if is_grave else Severity.WARNING
        yield Finding(finding.code, severity, "task", task.id, finding.values)
    reported = {finding.subject_id for finding in plan.findings}
    for task_id, dates in plan.dates.items():
        has_float = dates.total_float_minutes is None or dates.total_float_minutes >= 0
        if has_float or dates.is_summary or task_id in reported:
            continue
        task = snapshot.find(Task, task_id)
        if task is not None and task.state not in RESTING_STATES:
            yield Finding("float_used_up", Severity.WARNING, "task", task.id, _named(task))


def _baseline_reasons(snapshot: Snapshot, as_of: date, plan: Schedule) -> Iterator[Finding]:
    thresholds = thresholds_of(snapshot)
    for row in kept_tasks(snapshot, newest_baseline(snapshot, as_of)).values():
        task = snapshot.find(Task, row.task_id)
        dates = plan.dates.get(row.task_id)
        if task is None or dates is None or task.state in RESTING_STATES:
            continue
        is_reported = task.id in plan.late or dates.is_summary or dates.is_done
        severity = (
            None if is_reported else _severity_of_slip(thresholds, (dates.finish - row.finishes_on).days)
        )
        if severity is not None:
            values = {**_named(task), "day": dates.finish, "planned": row.finishes_on}
            yield Finding("behind_baseline", severity, "task", task.id, values)


def _severity_of_slip(thresholds: Thresholds, days: int) -> Severity | None:
    if thresholds.red_days is not None and days > thresholds.red_days:
        return Severity.ERROR
    if thresholds.yellow_days is not None and days > thresholds.yellow_days:
        return Severity.WARNING
    return None


def late_contributions(snapshot: Snapshot, as_of: date) -> Iterator[tuple[str, Finding]]:
    """A finding for every contribution that is overdue, each with the id of its municipality."""
    for row in snapshot.all(Assignment):
        task = snapshot.find(Task, row.task_id)
        if task is None or task.state in RESTING_STATES or not is_contribution_overdue(row, as_of):
            continue
        code = snapshot.get(Municipality, row.municipality_id).code
        values = {**_named(task), "code": code, "day": row.due_on}
        yield row.municipality_id, Finding("contribution_overdue", Severity.WARNING, "task", task.id, values)


def is_contribution_overdue(row: Assignment, as_of: date) -> bool:
    """Whether a contribution should have been delivered before `as_of` and is not."""
    is_open = row.role is Role.CONTRIBUTOR and row.done_on is None
    return is_open and row.due_on is not None and row.due_on < as_of


def _named(task: Task) -> dict[str, object]:
    return {"number": task.number, "name": task.name}


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
    light = max((part.light for part in parts), key=RANK.__getitem__)
    worst = [part for part in parts if part.light is light and light is not Light.GREY]
    reasons = tuple(finding for part in worst for finding in part.reasons)
    text = "\n".join(part.text for part in worst if part.text)
    return Judged(light, reasons, text, is_computed=True)
