"""What a coordinator does with the plan: new tasks, durations, dates, progress, links, baselines.

Where a task stands in the tree is in `plan_tree`, who answers for it in `tasks`, plain fields in `records`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ozgdesk.commands.plan_tree import order_after, order_before
from ozgdesk.commands.records import create, delete_tree, edit
from ozgdesk.commands.tasks import change_state
from ozgdesk.domain.calendar import calendars
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.schedule import schedule
from ozgdesk.domain.tasks import MINUTES_PER_DAY, Assignment, Baseline, BaselineTask, Link, Task
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import ConstraintKind, LagKind, LinkKind, Role, TaskKind, TaskState

LONGEST_MINUTES = 10_000 * MINUTES_PER_DAY


@dataclass(frozen=True, slots=True)
class Predecessor:
    """A link as it is typed at the successor: number of the predecessor, kind and lag."""

    number: str
    kind: LinkKind = LinkKind.FS
    lag_minutes: int = 0
    lag_kind: LagKind = LagKind.WORKING


def add_task(
    name: str, *, after_id: str | None = None, before_id: str | None = None, parent_id: str | None = None
) -> Command[Task]:
    """Add a task with the next free number: beside a sibling, else at the end of a phase or of the plan."""

    def command(tx: Transaction) -> Task:
        values: dict[str, Any] = {"name": name, "parent_id": parent_id}
        if after_id is not None:
            sibling = tx.get(Task, after_id)
            values |= {"parent_id": sibling.parent_id, "order": order_after(tx, sibling)}
        elif before_id is not None:
            sibling = tx.get(Task, before_id)
            values |= {"parent_id": sibling.parent_id, "order": order_before(tx, sibling)}
        return create(Task, **values)(tx)

    return command


def rename_task(task_id: str, name: str) -> Command[Task]:
    """Give a task another name."""
    return edit(Task, task_id, name=name)


def set_duration(task_id: str, minutes: int | None) -> Command[Task]:
    """Set the working minutes of a task; 0 makes it a milestone, None leaves its duration open.

    Raises RuleViolation `has_no_duration` for a phase and `too_long` above 10 000 days.
    """

    def command(tx: Transaction) -> Task:
        _refuse_phase(tx, task_id)
        task = tx.get(Task, task_id)
        if minutes is not None and minutes > LONGEST_MINUTES:
            raise RuleViolation("too_long")
        if minutes == 0:
            return tx.update(Task, task_id, kind=TaskKind.MILESTONE, duration_minutes=None)
        remaining = None if task.actual_start_on is None else _remaining(task, minutes)
        return tx.update(
            Task, task_id, kind=TaskKind.TASK, duration_minutes=minutes, remaining_minutes=remaining
        )

    return command


def resize_task(task_id: str, start_on: date, finish_on: date, as_of: date) -> Command[Task]:
    """Let a task that lies from `start_on` on end on another day; what has begun gets another remainder.

    Days count in the calendar of its lead. Raises RuleViolation `has_no_duration`, `is_done`, `too_long`.
    """

    def command(tx: Transaction) -> Task:
        _refuse_phase(tx, task_id)
        task = _open_task(tx, task_id)
        parts = tx.having(Assignment, "task_id", task_id)
        lead = next((part.municipality_id for part in parts if part.role is Role.LEAD), None)
        calendar = calendars(tx, min(start_on, as_of).year).of(lead)
        days = max(calendar.working_days(start_on, finish_on), 1)
        if days * MINUTES_PER_DAY > LONGEST_MINUTES:
            raise RuleViolation("too_long")
        values: dict[str, Any] = {"kind": TaskKind.TASK, "duration_minutes": days * MINUTES_PER_DAY}
        if task.actual_start_on is not None:
            left = calendar.working_days(max(as_of, start_on), finish_on)
            values["remaining_minutes"] = max(left, 0) * MINUTES_PER_DAY
        return tx.update(Task, task_id, **values)

    return command


def move_task(task_id: str, day: date) -> Command[Task]:
    """Let a task begin on a day at the earliest; a fixed start stays fixed, on the new day.

    Links still hold: they may put the task later. Raises RuleViolation `is_done` or `has_begun`.
    """

    def command(tx: Transaction) -> Task:
        task = _open_task(tx, task_id)
        if task.actual_start_on is not None:
            raise RuleViolation("has_begun", number=task.number)
        fixed = task.constraint_kind is ConstraintKind.START_ON
        kind = ConstraintKind.START_ON if fixed else ConstraintKind.NOT_BEFORE
        return tx.update(Task, task_id, constraint_kind=kind, constraint_on=day)

    return command


def free_task(task_id: str) -> Command[Task]:
    """Take the constraint away, with its reason and source: the task lies as early as its links allow."""

    def command(tx: Transaction) -> Task:
        return tx.update(
            Task,
            task_id,
            constraint_kind=ConstraintKind.AS_SOON_AS_POSSIBLE,
            constraint_on=None,
            constraint_reason="",
            constraint_source="",
        )

    return command


def free_tasks(task_ids: Iterable[str]) -> Command[None]:
    """Take the constraints of several tasks away."""
    wanted = tuple(task_ids)

    def command(tx: Transaction) -> None:
        for id_ in wanted:
            free_task(id_)(tx)

    return command


def set_progress(task_id: str, percent: int) -> Command[Task]:
    """Note how much is done, in per cent: above 0 the task has begun, with 100 it is done, both today."""

    def command(tx: Transaction) -> Task:
        _refuse_phase(tx, task_id)
        task = tx.get(Task, task_id)
        if percent == 100:
            return change_state(task_id, TaskState.DONE)(tx)
        if task.state is TaskState.DONE or (percent > 0 and task.state is TaskState.PLANNED):
            change_state(task_id, TaskState.IN_PROGRESS)(tx)
        return tx.update(Task, task_id, progress_percent=percent, remaining_minutes=None)

    return command


def set_actual_start(task_id: str, day: date | None) -> Command[Task]:
    """Note when a task really began; planned work has then begun. Raises RuleViolation `period`."""

    def command(tx: Transaction) -> Task:
        _refuse_phase(tx, task_id)
        task = edit(Task, task_id, actual_start_on=day)(tx)
        if day is not None and task.state is TaskState.PLANNED:
            return change_state(task_id, TaskState.IN_PROGRESS)(tx)
        return task

    return command


def set_actual_finish(task_id: str, day: date | None) -> Command[Task]:
    """Note when a task really ended: that makes it done, and none opens it again. Raises `period`."""

    def command(tx: Transaction) -> Task:
        _refuse_phase(tx, task_id)
        task = edit(Task, task_id, actual_finish_on=day)(tx)
        if day is not None:
            return change_state(task_id, TaskState.DONE)(tx)
        if task.state is TaskState.DONE:
            return change_state(task_id, TaskState.IN_PROGRESS)(tx)
        return task

    return command


def link_tasks(
    predecessor_id: str,
    successor_id: str,
    kind: LinkKind = LinkKind.FS,
    lag_minutes: int = 0,
    lag_kind: LagKind = LagKind.WORKING,
) -> Command[Link]:
    """Let one task wait for another.

    Raises RuleViolation `link_exists`, `link_to_own_phase` or `link_cycle`, the latter with the tasks in it.
    """
    return create(
        Link,
        predecessor_id=predecessor_id,
        successor_id=successor_id,
        kind=kind,
        lag_minutes=lag_minutes,
        lag_kind=lag_kind,
    )


def set_predecessors(task_id: str, wanted: Iterable[Predecessor]) -> Command[None]:
    """Let a task wait for exactly these; links that stay keep their identity.

    Raises RuleViolation `no_such_task`, and all that `link_tasks` raises.
    """

    def command(tx: Transaction) -> None:
        by_number = {task.number: task.id for task in tx.all(Task)}
        open_ = {link.predecessor_id: link for link in tx.all(Link) if link.successor_id == task_id}
        fresh: dict[str, Predecessor] = {}
        for predecessor in wanted:
            if predecessor.number not in by_number:
                raise RuleViolation("no_such_task", number=predecessor.number)
            fresh[by_number[predecessor.number]] = predecessor
        for id_, link in open_.items():
            if id_ not in fresh:
                tx.delete(Link, link.id)
        for id_, row in fresh.items():
            if id_ in open_:
                values = {"kind": row.kind, "lag_minutes": row.lag_minutes, "lag_kind": row.lag_kind}
                edit(Link, open_[id_].id, **values)(tx)
            else:
                link_tasks(id_, task_id, row.kind, row.lag_minutes, row.lag_kind)(tx)

    return command


def delete_tasks(task_ids: Iterable[str]) -> Command[int]:
    """Delete tasks with their sub-tasks, links and assignments; returns how many rows went."""
    wanted = tuple(task_ids)

    def command(tx: Transaction) -> int:
        first = len(tx.changes)
        for id_ in wanted:
            if tx.find(Task, id_) is not None:  # else it went with its phase
                delete_tree(tx, Task, id_)
        return len(tx.changes) - first

    return command


def take_baseline(name: str, as_of: date, reason: str = "") -> Command[Baseline]:
    """Keep the dates of all dated tasks, as computed for `as_of`, for later comparison.

    Raises RuleViolation `nothing_dated` for a plan without dates.
    """

    def command(tx: Transaction) -> Baseline:
        found = schedule(tx.snapshot(), as_of)
        if not found.dates:
            raise RuleViolation("nothing_dated")
        baseline = tx.insert(Baseline(id=tx.new_id(), name=name, taken_on=as_of, reason=reason))
        tasks = tx.table(Task)
        tx.insert_many(
            BaselineTask(
                id=tx.new_id(),
                baseline_id=baseline.id,
                task_id=id_,
                task_number=tasks[id_].number,
                task_name=tasks[id_].name,
                starts_on=dates.start,
                finishes_on=dates.finish,
                duration_minutes=dates.duration_minutes,
            )
            for id_, dates in found.dates.items()
        )
        return baseline

    return command


def _open_task(tx: Transaction, task_id: str) -> Task:
    task = tx.get(Task, task_id)
    if task.actual_finish_on is not None or task.state is TaskState.DONE:
        raise RuleViolation("is_done", number=task.number)
    return task


def _refuse_phase(tx: Transaction, task_id: str) -> None:
    if tx.having(Task, "parent_id", task_id):
        raise RuleViolation("has_no_duration")


def _remaining(task: Task, minutes: int | None) -> int | None:
    """What remains of a task that has begun when its whole duration changes: as much more or less."""
    if minutes is None or task.remaining_minutes is None or task.duration_minutes is None:
        return None
    return max(task.remaining_minutes + minutes - task.duration_minutes, 0)
