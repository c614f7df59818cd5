"""What the board does with a task: hand over the lead, contributions, and states with their consequences.

Dates of the plan are moved by the commands of the plan; plain fields by `records`.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import product
from typing import Any

from ozgdesk.commands.board_limits import within_limits
from ozgdesk.commands.deviations import note_handover
from ozgdesk.commands.records import last_order, next_number
from ozgdesk.domain.calendar import weekday_from
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import CouncilPaper
from ozgdesk.domain.registry import table_name
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.steering import FollowUp
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import Role, TaskState
from ozgdesk.texts.tasks import ASK_AGAIN, THIRD_PARTY

WAITING_STATES = frozenset({TaskState.WAITING_CONTRIBUTION, TaskState.WAITING_THIRD})
BEGUN_STATES = WAITING_STATES | {TaskState.IN_PROGRESS, TaskState.IN_COUNCIL}
ASK_AGAIN_AFTER = timedelta(days=14)
_ALMOST_DONE = 99


def create_task(
    name: str,
    municipality_id: str | None = None,
    *,
    state: TaskState = TaskState.PLANNED,
    parent_id: str | None = None,
) -> Command[Task]:
    """Add a task at the end of its phase, led by a municipality when one is given, in the given state."""

    def command(tx: Transaction) -> Task:
        task = Task(
            id=tx.new_id(),
            parent_id=parent_id,
            order=last_order(tx, Task, {"parent_id": parent_id}),
            number=next_number(tx),
            name=name,
        )
        with within_limits(tx):
            tx.insert(task)
            if municipality_id is not None:
                _insert(tx, task.id, municipality_id, Role.LEAD)
            return tx.update(Task, task.id, **_consequences(task, state, tx.today))

    return command


def hand_over_lead(
    task_id: str,
    municipality_id: str | None,
    *,
    keeps_contributing: bool = True,
    state: TaskState | None = None,
) -> Command[Task]:
    """Give the lead of a task to another municipality, or to nobody with None, in another state if given.

    The old lead becomes a contributor unless `keeps_contributing` is false; the new one keeps the person and
    the dates of a part it already has. Where that departs from a signed agreement, it is noted.
    """

    def command(tx: Transaction) -> Task:
        task = tx.get(Task, task_id)
        parts = tx.having(Assignment, "task_id", task_id)
        old = next((part for part in parts if part.role is Role.LEAD), None)
        old_id = old.municipality_id if old else None
        if old_id == municipality_id:
            return task
        note_handover(tx, task_id, old_id, municipality_id)
        with within_limits(tx):
            if old is not None and keeps_contributing:
                tx.update(Assignment, old.id, role=Role.CONTRIBUTOR)
            elif old is not None:
                tx.delete(Assignment, old.id)
            if municipality_id is not None:
                _let_lead(tx, task_id, municipality_id)
            return change_state(task_id, state)(tx) if state is not None else task

    return command


def _let_lead(tx: Transaction, task_id: str, municipality_id: str) -> None:
    part = _part(tx, task_id, municipality_id)
    if part is None:
        _insert(tx, task_id, municipality_id, Role.LEAD)
    else:
        tx.update(Assignment, part.id, role=Role.LEAD)


def set_role(
    task_ids: Iterable[str],
    municipality_ids: Iterable[str],
    role: Role | None,
    *,
    keeps_contributing: bool = True,
) -> Command[None]:
    """Give municipalities a role in tasks, or no part with None; person, days and note of a part stay.

    A lead is handed over, and then its old holder goes on contributing unless `keeps_contributing` is false.
    Raises RuleViolation `one_lead` when several are to lead.
    """
    tasks, municipalities = tuple(task_ids), tuple(dict.fromkeys(municipality_ids))

    def command(tx: Transaction) -> None:
        if role is Role.LEAD and len(municipalities) > 1:
            raise RuleViolation("one_lead")
        with within_limits(tx):
            for task_id, id_ in product(tasks, municipalities):
                if role is Role.LEAD:
                    hand_over_lead(task_id, id_, keeps_contributing=keeps_contributing)(tx)
                else:
                    _set_part(tx, tx.get(Task, task_id), id_, role)

    return command


def add_contribution(
    task_id: str, municipality_id: str, *, due_on: date | None = None, person_id: str | None = None
) -> Command[Assignment]:
    """Let a municipality contribute; one that was only informed contributes from now on.

    Raises RuleViolation `already_has_part` when it leads or contributes already.
    """

    def command(tx: Transaction) -> Assignment:
        task = tx.get(Task, task_id)
        part = _part(tx, task_id, municipality_id)
        values = {"due_on": due_on, "person_id": person_id}
        if part is not None and part.role is not Role.INFORMED:
            code = tx.get(Municipality, municipality_id).code
            raise RuleViolation("already_has_part", municipality=code, number=task.number)
        with within_limits(tx):
            if part is None:
                return _insert(tx, task_id, municipality_id, Role.CONTRIBUTOR, **values)
            return tx.update(Assignment, part.id, role=Role.CONTRIBUTOR, **values)

    return command


def remove_contribution(task_id: str, municipality_id: str) -> Command[None]:
    """Take a contribution away. Raises RuleViolation `gone` when the municipality does not contribute."""

    def command(tx: Transaction) -> None:
        part = _part(tx, task_id, municipality_id)
        if part is None or part.role is not Role.CONTRIBUTOR:
            raise RuleViolation("gone")
        tx.delete(Assignment, part.id)

    return command


def set_contributors(task_id: str, municipality_ids: Iterable[str]) -> Command[None]:
    """Let exactly these municipalities contribute; who does already keeps its person and day.

    Raises RuleViolation `already_has_part` for the one that leads.
    """
    wanted = tuple(dict.fromkeys(municipality_ids))

    def command(tx: Transaction) -> None:
        parts = [p for p in tx.having(Assignment, "task_id", task_id) if p.role is Role.CONTRIBUTOR]
        for part in parts:
            if part.municipality_id not in wanted:
                tx.delete(Assignment, part.id)
        for id_ in wanted:
            if id_ not in {part.municipality_id for part in parts}:
                add_contribution(task_id, id_)(tx)

    return command


def move_contribution(assignment_id: str, municipality_id: str) -> Command[Assignment]:
    """Let another municipality contribute instead, with the same day but without the person.

    Raises RuleViolation `already_has_part` when it has a part in the task already.
    """

    def command(tx: Transaction) -> Assignment:
        part = tx.get(Assignment, assignment_id)
        if part.municipality_id == municipality_id:
            return part
        if _part(tx, part.task_id, municipality_id) is not None:
            code = tx.get(Municipality, municipality_id).code
            raise RuleViolation(
                "already_has_part", municipality=code, number=tx.get(Task, part.task_id).number
            )
        with within_limits(tx):
            return tx.update(Assignment, part.id, municipality_id=municipality_id, person_id=None)

    return command


def finish_contribution(assignment_id: str) -> Command[Assignment]:
    """Note that a contribution was delivered today.

    A task that waited for contributions goes on when this was the last one that is open.
    """

    def command(tx: Transaction) -> Assignment:
        part = tx.update(Assignment, assignment_id, done_on=tx.today)
        task = tx.get(Task, part.task_id)
        open_ = [
            other
            for other in tx.all(Assignment)
            if other.task_id == task.id and other.role is Role.CONTRIBUTOR and other.done_on is None
        ]
        if task.state is TaskState.WAITING_CONTRIBUTION and not open_:
            tx.update(Task, task.id, **_consequences(task, TaskState.IN_PROGRESS, tx.today))
        return part

    return command


def reopen_contribution(assignment_id: str) -> Command[Assignment]:
    """A contribution that was delivered is owed again."""

    def command(tx: Transaction) -> Assignment:
        with within_limits(tx):
            return tx.update(Assignment, assignment_id, done_on=None)

    return command


def change_state(task_id: str, state: TaskState, *, waiting_for: str = "", reason: str = "") -> Command[Task]:
    """Put a task into another state, with what follows from it.

    Work that begins gets an actual start, work that is done an actual finish and 100 per cent; what is opened
    again loses its finish, what is planned again also its start and progress. The reason and what is waited
    for, also a paper, belong to the state and go with it, and so does the reminder to ask again.
    """

    def command(tx: Transaction) -> Task:
        task = tx.get(Task, task_id)
        if task.state is state and not waiting_for and not reason:
            return task
        _tick_off_reminder(tx, task)
        values = _consequences(task, state, tx.today)
        with within_limits(tx):
            return tx.update(Task, task_id, **values, waiting_for=waiting_for, state_reason=reason)

    return command


def wait_for_third(task_id: str, who: str, follow_up_on: date | None = None) -> Command[Task]:
    """Let a task wait for somebody outside the cooperation, with a Wiedervorlage on a day when one is given.

    Raises RuleViolation `third_needed` without a name.
    """

    def command(tx: Transaction) -> Task:
        name = who.strip()
        if not name:
            raise RuleViolation("third_needed", at="waiting_for")
        task = change_state(task_id, TaskState.WAITING_THIRD, waiting_for=name)(tx)
        if follow_up_on is not None:
            remind_to_ask(tx, task, follow_up_on)
        return task

    return command


def ask_again_on(today: date) -> date:
    """When to ask again whoever a task waits for, unless a day is named."""
    return weekday_from(today + ASK_AGAIN_AFTER)


def remind_to_ask(tx: Transaction, task: Task, on: date) -> None:
    """A Wiedervorlage to ask the third party a task waits for; also where nobody said which one it is."""
    tx.insert(
        FollowUp(
            id=tx.new_id(),
            subject_kind=table_name(Task),
            subject_id=task.id,
            due_on=on,
            text=_reminder(task),
        )
    )


def _reminder(task: Task) -> str:
    return ASK_AGAIN.format(who=task.waiting_for or THIRD_PARTY)


def wait_for_council(task_id: str, paper_id: str | None) -> Command[Task]:
    """Let a task wait for what the bodies say to a paper; which one may stay open with None."""

    def command(tx: Transaction) -> Task:
        if paper_id is not None:
            tx.get(CouncilPaper, paper_id)
        change_state(task_id, TaskState.IN_COUNCIL)(tx)
        return tx.update(Task, task_id, paper_id=paper_id)

    return command


def _tick_off_reminder(tx: Transaction, task: Task) -> None:
    """Who has waited needs no reminder to ask any more; other follow-ups on the task stay."""
    words = _reminder(task)
    for row in tx.having(FollowUp, "subject_id", task.id):
        if row.done_on is None and task.state is TaskState.WAITING_THIRD and row.text == words:
            tx.update(FollowUp, row.id, done_on=tx.today)


def _consequences(task: Task, state: TaskState, today: date) -> dict[str, Any]:
    values: dict[str, Any] = {"state": state}
    if state is not TaskState.IN_COUNCIL:
        values["paper_id"] = None
    if state is TaskState.DONE:
        finish = task.actual_finish_on or today
        values["actual_finish_on"] = finish
        values["actual_start_on"] = min(task.actual_start_on or finish, finish)
        return values | {"progress_percent": 100, "remaining_minutes": None}
    values["actual_finish_on"] = None
    values["progress_percent"] = min(task.progress_percent, _ALMOST_DONE)
    if state in BEGUN_STATES:
        values["actual_start_on"] = task.actual_start_on or today
    elif state is TaskState.PLANNED:
        values |= {"actual_start_on": None, "progress_percent": 0, "remaining_minutes": None}
    return values


def _part(tx: Transaction, task_id: str, municipality_id: str) -> Assignment | None:
    parts = tx.having(Assignment, "task_id", task_id)
    return next((part for part in parts if part.municipality_id == municipality_id), None)


def _set_part(tx: Transaction, task: Task, municipality_id: str, role: Role | None) -> None:
    part = _part(tx, task.id, municipality_id)
    if part is not None and part.role is Role.LEAD:
        hand_over_lead(task.id, None, keeps_contributing=role is not None)(tx)
        part = _part(tx, task.id, municipality_id)
    if part is None and role is not None:
        _insert(tx, task.id, municipality_id, role)
    elif part is not None and role is None:
        tx.delete(Assignment, part.id)
    elif part is not None and role is not None and part.role is not role:
        tx.update(Assignment, part.id, role=role)


def _insert(tx: Transaction, task_id: str, municipality_id: str, role: Role, **values: Any) -> Assignment:
    tx.get(Municipality, municipality_id)
    part = Assignment(id=tx.new_id(), task_id=task_id, municipality_id=municipality_id, role=role, **values)
    return tx.insert(part)
