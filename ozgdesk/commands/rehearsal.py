"""Trying a command without doing it: what would change is shown before the user decides."""

from datetime import UTC, date, datetime
from itertools import count
from typing import TypeVar

from pydantic import ValidationError

from ozgdesk.commands.refusals import refusal
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Author
from ozgdesk.domain.transaction import Command, Transaction

T = TypeVar("T")

_AWAY = "f" * 16  # ids of the copy are far from real ones


def rehearse(snapshot: Snapshot, today: date, command: Command[T]) -> T:
    """Run a command on a copy and return what it returns; raises what it raises. Nothing is kept."""
    return command(_transaction(snapshot, today))


def foresee(snapshot: Snapshot, today: date, command: Command[object]) -> Snapshot:
    """The rows as they would be after a command. Raises RuleViolation as `Workspace.run` does."""
    tx = _transaction(snapshot, today)
    try:
        command(tx)
    except ValidationError as error:
        raise refusal(error) from error
    return tx.snapshot()


def _transaction(snapshot: Snapshot, today: date) -> Transaction:
    numbers = count(1)
    return Transaction(
        snapshot,
        now=datetime(today.year, today.month, today.day, tzinfo=UTC),
        today=today,
        new_id=lambda: f"{_AWAY}{next(numbers):016x}",
        author=Author(""),
    )
