"""How full the places of the board are that have a limit (Höchstzahl)."""

from collections.abc import Iterator
from dataclasses import dataclass

from ozgdesk.domain.lights import RESTING_STATES
from ozgdesk.domain.snapshot import Rows
from ozgdesk.domain.tasks import Assignment, BoardLimit, Task
from ozgdesk.domain.vocabulary import Role, TaskState


@dataclass(frozen=True, slots=True)
class LimitedPlace:
    """A limit and how many cards it counts: the open ones of its lane, column or cell.

    Led tasks and contributions count alike, for both bind people. What is done, delivered, dropped or at rest
    does not count, nor do phases, which have no card.
    """

    limit: BoardLimit
    count: int

    @property
    def is_exceeded(self) -> bool:
        """Whether there are more cards than the limit allows."""
        return self.count > self.limit.most


def limited_places(rows: Rows) -> tuple[LimitedPlace, ...]:
    """Every limit with its count, in no promised order; nothing is counted where there is no limit."""
    limits = rows.all(BoardLimit)
    if not limits:
        return ()
    cards = tuple(_open_cards(rows))
    return tuple(LimitedPlace(limit, sum(_is_in(limit, *card) for card in cards)) for limit in limits)


def _is_in(limit: BoardLimit, municipality_id: str | None, state: TaskState) -> bool:
    return limit.municipality_id in (None, municipality_id) and limit.state in (None, state)


def _open_cards(rows: Rows) -> Iterator[tuple[str | None, TaskState]]:
    """Lane and column of every open card; a task that nobody leads has no lane."""
    phases = {task.parent_id for task in rows.all(Task)}
    open_ = {
        task.id: task for task in rows.all(Task) if task.state not in RESTING_STATES and task.id not in phases
    }
    led = set()
    for part in rows.all(Assignment):
        task = open_.get(part.task_id)
        if task is None or part.role is Role.INFORMED:
            continue
        if part.role is Role.LEAD:
            led.add(task.id)
        elif part.done_on is not None:
            continue
        yield part.municipality_id, task.state
    for task in open_.values():
        if task.id not in led:
            yield None, task.state
