"""Several tasks of the plan changed together: the same values, moved, longer or shorter, put elsewhere.

What one of the tasks does not allow refuses the whole, with the tasks named and `at` the field to blame.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ozgdesk.commands import plan
from ozgdesk.commands.plan_fields import COMPUTED_OF_PHASES, set_fields
from ozgdesk.commands.plan_tree import below, move_under, topmost
from ozgdesk.commands.records import edit
from ozgdesk.domain.calendar import WorkCalendar, day_of, start_of
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.schedule import Dates, schedule, working_time
from ozgdesk.domain.tasks import MINUTES_PER_DAY, Assignment, Link, Task
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import ConstraintKind, Role, TaskKind, TaskState
from ozgdesk.present.plan_fields import PlanField, Values

SHIFT, PARENT = "shift", "parent"
"""What `at` holds besides the fields of `PlanField`."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What is changed. `shift_days` are working days; `parent_id` counts if `is_moved`, None is the top."""

    values: Values = field(default_factory=dict)
    shift_days: int = 0
    is_moved: bool = False
    parent_id: str | None = None

    def __bool__(self) -> bool:
        return bool(self.values or self.shift_days or self.is_moved)


def change_tasks(
    task_ids: Iterable[str], changes: Changes, dates: Mapping[str, Dates], as_of: date
) -> Command[None]:
    """Change all of these tasks; `dates` is where they lie now, computed for `as_of`."""
    wanted = tuple(task_ids)

    def command(tx: Transaction) -> None:
        _refuse_combinations(changes)
        _refuse_phases(tx, wanted, changes.values)
        if changes.shift_days:
            _shift(tx, wanted, changes.shift_days, dates, as_of)
        if changes.is_moved:
            _blamed(PARENT, move_under(wanted, changes.parent_id), tx)
        set_fields([(id_, changes.values) for id_ in wanted], dates, as_of)(tx)

    return command


def stretch_tasks(
    task_ids: Iterable[str], days: int, dates: Mapping[str, Dates], as_of: date
) -> Command[None]:
    """Let all of these tasks end working days later or earlier, but not before they begin.

    `dates` is where they lie now. Phases, milestones, what is done and what has no date refuse the whole.
    """
    wanted = tuple(task_ids)

    def command(tx: Transaction) -> None:
        _refuse_phases(tx, wanted, {PlanField.DURATION: None})
        tasks = [tx.get(Task, id_) for id_ in wanted]
        at = PlanField.DURATION.value
        _refuse("milestones_selected", at, (task for task in tasks if task.kind is TaskKind.MILESTONE))
        _refuse("done_selected", at, (task for task in tasks if _is_done(task)))
        _refuse("undated_selected", at, (task for task in tasks if task.id not in dates))
        time = working_time(tx.snapshot(), as_of, (dates[id_].start for id_ in wanted))
        for id_ in wanted:
            start, finish = dates[id_].start, dates[id_].finish
            later = _later(time.of(_lead(tx, id_)), start_of(finish), days)
            plan.resize_task(id_, start, max(later, start), as_of)(tx)

    return command


def _blamed(at: str, command: Command[None], tx: Transaction) -> None:
    try:
        command(tx)
    except RuleViolation as refusal:
        raise RuleViolation(refusal.code, **{**refusal.values, "at": at}) from refusal


def _refuse_combinations(changes: Changes) -> None:
    state, percent = changes.values.get(PlanField.STATE), changes.values.get(PlanField.PROGRESS)
    if state is not None and percent is not None:
        fits = percent == 100 if state is TaskState.DONE else percent < 100
        if not fits or (state is TaskState.PLANNED and percent > 0):
            raise RuleViolation("state_and_progress", at=PlanField.PROGRESS.value, state=state)
    begins = state not in (None, TaskState.PLANNED, TaskState.DORMANT, TaskState.DROPPED) or bool(percent)
    if changes.shift_days and begins:
        raise RuleViolation("shift_and_begin", at=SHIFT)


def _refuse_phases(tx: Transaction, task_ids: Sequence[str], values: Values) -> None:
    blamed = next((f for f in values if f in COMPUTED_OF_PHASES), None)
    phases = [tx.get(Task, id_) for id_ in task_ids if tx.having(Task, "parent_id", id_)]
    if blamed is not None:
        _refuse("phases_selected", blamed.value, phases)


def _shift(
    tx: Transaction, task_ids: Sequence[str], days: int, dates: Mapping[str, Dates], as_of: date
) -> None:
    """Move tasks, and those in phases that can be moved, by working days of the calendar of their lead.

    What waits for another of them moves along by its link; only what would not gets a day of its own.
    """
    tasks = {task.id: task for task in _movable(tx, task_ids, dates)}
    time = working_time(tx.snapshot(), as_of, (dates[id_].start for id_ in tasks))
    calendars = {id_: time.of(_lead(tx, id_)) for id_ in tasks}
    wanted = {id_: _later(calendars[id_], _begins(task, dates[id_]), days) for id_, task in tasks.items()}
    follows = dict.fromkeys(
        id_ for id_, task in tasks.items() if task.constraint_on is None and _waits_for(tx, id_, tasks)
    )
    for id_, task in tasks.items():
        if task.constraint_kind is ConstraintKind.FINISH_ON and task.constraint_on is not None:
            end = _later(calendars[id_], start_of(task.constraint_on), days)
            edit(Task, id_, constraint_on=end)(tx)
        elif id_ not in follows and (days > 0 or _is_held_until_after(task, wanted[id_])):
            plan.move_task(id_, wanted[id_])(tx)
    if follows and days > 0:
        lies = schedule(tx.snapshot(), as_of).dates
        for id_ in (id_ for id_ in follows if id_ in lies):
            if _later(calendars[id_], _begins(tasks[id_], lies[id_]), 0) < wanted[id_]:
                plan.move_task(id_, wanted[id_])(tx)


def _begins(task: Task, lies: Dates) -> int:
    """The moment at which a task begins; work that follows on the end of a day begins on the next one."""
    return start_of(lies.start) + (lies.start_minute if task.kind is TaskKind.TASK else 0)


def _later(calendar: WorkCalendar, moment: int, days: int) -> date:
    return day_of(calendar.start_moment(calendar.position(moment) + days * MINUTES_PER_DAY))


def _lead(tx: Transaction, task_id: str) -> str | None:
    parts = tx.having(Assignment, "task_id", task_id)
    return next((part.municipality_id for part in parts if part.role is Role.LEAD), None)


def _waits_for(tx: Transaction, task_id: str, others: Container[str]) -> bool:
    return any(link.predecessor_id in others for link in tx.having(Link, "successor_id", task_id))


def _is_held_until_after(task: Task, day: date) -> bool:
    """Whether a task could lie on a day if its own did not forbid it."""
    holds = task.constraint_kind in (ConstraintKind.NOT_BEFORE, ConstraintKind.START_ON)
    return holds and task.constraint_on is not None and task.constraint_on > day


def _movable(tx: Transaction, task_ids: Sequence[str], dates: Mapping[str, Dates]) -> list[Task]:
    found: dict[str, Task] = {}
    begun, undated = [], []
    for id_ in topmost(tx, task_ids):
        inner = below(tx, id_)
        if inner:
            leaves = (task for task in inner if not tx.having(Task, "parent_id", task.id))
            found |= {task.id: task for task in leaves if not _has_begun(task) and task.id in dates}
            continue
        task = tx.get(Task, id_)
        if _has_begun(task):
            begun.append(task)
        elif id_ not in dates:
            undated.append(task)
        else:
            found[id_] = task
    _refuse("begun_selected", SHIFT, begun)
    _refuse("undated_selected", SHIFT, undated)
    return list(found.values())


def _has_begun(task: Task) -> bool:
    return task.actual_start_on is not None or _is_done(task)


def _is_done(task: Task) -> bool:
    return task.actual_finish_on is not None or task.state is TaskState.DONE


def _refuse(code: str, at: str, blamed: Iterable[Task]) -> None:
    tasks = list(blamed)
    if tasks:
        raise RuleViolation(code, at=at, tasks=_numbers(tasks))


def _numbers(tasks: Iterable[Task]) -> str:
    numbers = sorted(task.number for task in tasks)
    shown = ", ".join(numbers[:5])
    return f"{shown} …" if len(numbers) > 5 else shown
