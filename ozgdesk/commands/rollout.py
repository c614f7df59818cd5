"""One task for every municipality: how most of what a cooperation introduces reaches each town hall."""

from ozgdesk.commands.records import last_order, next_number
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.schedule import network_of
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import Role, TaskState

_LONGEST_NAME = 300


def create_per_municipality(task_id: str) -> Command[list[Task]]:
    """Give a task one sub-task for every municipality that is a party today, led by this municipality.

    The sub-tasks take duration and kind of the task, which becomes a phase and keeps its lead, its links and
    its constraint. Municipalities that lead a sub-task already are left out, so that the command can be
    repeated for one that joins later. Raises RuleViolation `has_begun`, `is_done`, `nothing_to_divide` or
    `link_to_end`.
    """

    def command(tx: Transaction) -> list[Task]:
        task = tx.get(Task, task_id)
        children = [row for row in tx.all(Task) if row.parent_id == task_id]
        _require_untouched(task, is_phase=bool(children))
        made = [_create(tx, task, municipality) for municipality in _without_part(tx, children)]
        if not made:
            raise RuleViolation("nothing_to_divide", number=task.number)
        if any(link.successor_id == task_id for link in network_of(tx.snapshot(), tx.today).unusable):
            raise RuleViolation("link_to_end", number=task.number)
        return made

    return command


def _require_untouched(task: Task, *, is_phase: bool) -> None:
    if task.state is TaskState.DONE or task.actual_finish_on is not None:
        raise RuleViolation("is_done", number=task.number)
    if not is_phase and (task.actual_start_on is not None or task.progress_percent):
        raise RuleViolation("has_begun", number=task.number)


def _without_part(tx: Transaction, children: list[Task]) -> list[Municipality]:
    """The parties of today, in their order, that lead none of these tasks."""
    ids = {child.id for child in children}
    leading = {a.municipality_id for a in tx.all(Assignment) if a.role is Role.LEAD and a.task_id in ids}
    found = [row for row in tx.all(Municipality) if row.id not in leading and _is_party(row, tx)]
    return sorted(found, key=lambda row: (row.order, row.id))


def _is_party(municipality: Municipality, tx: Transaction) -> bool:
    from_on, until_on = municipality.party_from, municipality.party_until
    return (from_on is None or from_on <= tx.today) and (until_on is None or tx.today <= until_on)


def _create(tx: Transaction, task: Task, municipality: Municipality) -> Task:
    ending = f" – {municipality.name}"
    made = Task(
        id=tx.new_id(),
        parent_id=task.id,
        order=last_order(tx, Task, {"parent_id": task.id}),
        number=next_number(tx),
        name=task.name[: _LONGEST_NAME - len(ending)] + ending,
        kind=task.kind,
        duration_minutes=task.duration_minutes,
    )
    tx.insert(made)
    tx.insert(Assignment(id=tx.new_id(), task_id=made.id, municipality_id=municipality.id, role=Role.LEAD))
    return made
