"""Fields of tasks as they are typed in the plan: in one cell, in pasted rows, or in several tasks at once.

What a typed text means is read in `present.plan_fields`.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from ozgdesk.commands import plan
from ozgdesk.commands.records import edit
from ozgdesk.commands.tasks import change_state, hand_over_lead, set_contributors
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.schedule import Dates, schedule
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import ConstraintKind, TaskKind, TaskState
from ozgdesk.present.links import TypedLink
from ozgdesk.present.pasted_tasks import PastedRow
from ozgdesk.present.plan_fields import PlanField, Values

COMPUTED_OF_PHASES = frozenset(
    {PlanField.DURATION, PlanField.START, PlanField.FINISH, PlanField.PROGRESS, PlanField.STATE}
)
"""What follows from the sub-tasks of a phase."""


def set_fields(rows: Sequence[tuple[str, Values]], dates: Mapping[str, Dates], as_of: date) -> Command[None]:
    """Give tasks the values of their fields; `dates` is where they lie now, computed for `as_of`.

    Raises RuleViolation of the field, `at` holds the field where it is not plain from the sentence.
    """

    def command(tx: Transaction) -> None:
        for id_, values in rows:
            _write(tx, id_, values)
            _write_days(tx, id_, values, dates.get(id_), as_of)
            _write_progress(tx, id_, values)
        for id_, values in rows:
            if PlanField.PREDECESSORS in values:
                plan.set_predecessors(id_, [_predecessor(link) for link in values[PlanField.PREDECESSORS]])(
                    tx
                )

    return command


def add_rows(rows: Sequence[PastedRow], as_of: date, *, after_id: str | None = None) -> Command[list[str]]:
    """Add tasks with their values below a sibling, or at the end of the plan; returns their ids.

    Predecessors mean the pasted row of that number, else the task. A day a task begins on is kept as the
    earliest one where its links would let it begin before.
    """

    def command(tx: Transaction) -> list[str]:
        made: list[str] = []
        last = after_id
        for row in rows:
            name = row.values[PlanField.NAME]
            if row.phase is None:
                last = plan.add_task(name, after_id=last)(tx).id
                made.append(last)
            else:
                made.append(plan.add_task(name, parent_id=made[row.phase])(tx).id)
        phases = {row.phase for row in rows}
        values = [_own(row, is_phase=place in phases) for place, row in enumerate(rows)]
        for id_, own in zip(made, values, strict=True):
            _write(tx, id_, {field: value for field, value in own.items() if field is not PlanField.NAME})
            _place(tx, id_, own, as_of)
            _write_progress(tx, id_, own)
        _link(tx, made, rows)
        _hold_starts(tx, made, values, as_of)
        return made

    return command


def _own(row: PastedRow, *, is_phase: bool) -> dict[PlanField, Any]:
    return {f: value for f, value in row.values.items() if not (is_phase and f in COMPUTED_OF_PHASES)}


def _write(tx: Transaction, id_: str, values: Values) -> None:
    for field, write in _PLAIN.items():
        if field in values:
            write(id_, values[field])(tx)


_PLAIN: dict[PlanField, Callable[[str, Any], Command[Any]]] = {
    PlanField.NAME: plan.rename_task,
    PlanField.SOURCE: lambda id_, value: edit(Task, id_, source=value),
    PlanField.DEADLINE: lambda id_, value: edit(Task, id_, deadline_on=value),
    PlanField.LEAD: lambda id_, value: hand_over_lead(id_, value, keeps_contributing=value is not None),
    PlanField.CONTRIBUTORS: set_contributors,
    PlanField.DURATION: plan.set_duration,
}


def _write_days(tx: Transaction, id_: str, values: Values, lies: Dates | None, as_of: date) -> None:
    """Where a task that is there begins and ends; a day to end on changes its duration."""
    start = values.get(PlanField.START)
    if PlanField.START in values:
        (plan.free_task(id_) if start is None else plan.move_task(id_, start))(tx)
    if PlanField.FINISH not in values:
        return
    begins = start or (lies.start if lies else None)
    task = tx.get(Task, id_)
    is_phase = bool(tx.having(Task, "parent_id", id_))
    if begins is not None and (is_phase or task.duration_minutes is not None):
        _end(tx, id_, begins, values[PlanField.FINISH], as_of)
    else:
        _fix_end(tx, task, values[PlanField.FINISH])


def _place(tx: Transaction, id_: str, values: Values, as_of: date) -> None:
    """Where a new task begins and ends; the duration counts more than the last day."""
    start, finish = values.get(PlanField.START), values.get(PlanField.FINISH)
    has_duration = values.get(PlanField.DURATION) is not None
    if start is not None and PlanField.PREDECESSORS not in values:
        plan.move_task(id_, start)(tx)
    if finish is None or (start is not None and has_duration):
        return
    if start is None:
        _fix_end(tx, tx.get(Task, id_), finish)
    else:
        _end(tx, id_, start, finish, as_of)


def _end(tx: Transaction, id_: str, start: date, finish: date, as_of: date) -> None:
    if finish < start:
        raise RuleViolation("period")
    plan.resize_task(id_, start, finish, as_of)(tx)


def _fix_end(tx: Transaction, task: Task, finish: date) -> None:
    if task.kind is TaskKind.MILESTONE:
        plan.move_task(task.id, finish)(tx)
    else:
        edit(Task, task.id, constraint_kind=ConstraintKind.FINISH_ON, constraint_on=finish)(tx)


def _write_progress(tx: Transaction, id_: str, values: Values) -> None:
    state, percent = values.get(PlanField.STATE), values.get(PlanField.PROGRESS)
    if state is not None:
        if tx.having(Task, "parent_id", id_):
            raise RuleViolation("has_no_state")
        if tx.get(Task, id_).state is not state:
            change_state(id_, state)(tx)
    if percent is not None and (state is not TaskState.DONE or percent != 100):
        plan.set_progress(id_, percent)(tx)


def _predecessor(link: TypedLink, number: str = "") -> plan.Predecessor:
    return plan.Predecessor(number or link.number, link.kind, link.lag_minutes, link.lag_kind)


def _link(tx: Transaction, made: Sequence[str], rows: Sequence[PastedRow]) -> None:
    numbers = {
        row.number: tx.get(Task, id_).number for id_, row in zip(made, rows, strict=True) if row.number
    }
    for id_, row in zip(made, rows, strict=True):
        links = row.values.get(PlanField.PREDECESSORS, ())
        if links:
            plan.set_predecessors(id_, [_predecessor(link, numbers.get(link.number, "")) for link in links])(
                tx
            )


def _hold_starts(tx: Transaction, made: Sequence[str], values: Sequence[Values], as_of: date) -> None:
    linked = {
        id_: own[PlanField.START]
        for id_, own in zip(made, values, strict=True)
        if own.get(PlanField.PREDECESSORS) and own.get(PlanField.START)
    }
    if not linked:
        return
    dates = schedule(tx.snapshot(), as_of).dates
    for id_, start in linked.items():
        task = tx.get(Task, id_)
        if id_ in dates and dates[id_].start < start and task.actual_start_on is None:
            plan.move_task(id_, start)(tx)
