"""A resolution becomes tasks on the board (Beschlusskontrolle)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ozgdesk.commands.tasks import create_task
from ozgdesk.domain.councils import Consultation
from ozgdesk.domain.resolution_tasks import is_resolution
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.transaction import Command, Transaction


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task to be made: its name, who leads it (None: nobody yet), and its deadline."""

    name: str
    municipality_id: str | None
    due_on: date | None


def carry_out(consultation_id: str, wanted: Sequence[NewTask]) -> Command[tuple[Task, ...]]:
    """Make tasks out of what was resolved at a station, each with its lead and its deadline.

    RuleViolation `not_resolved`.
    """

    def command(tx: Transaction) -> tuple[Task, ...]:
        station = tx.get(Consultation, consultation_id)
        if not is_resolution(tx.snapshot(), station):
            raise RuleViolation("not_resolved")
        return tuple(_make(tx, station.id, row) for row in wanted)

    return command


def _make(tx: Transaction, consultation_id: str, wanted: NewTask) -> Task:
    task = create_task(wanted.name.strip(), wanted.municipality_id)(tx)
    return tx.update(Task, task.id, consultation_id=consultation_id, deadline_on=wanted.due_on)
