"""How much each municipality answers for, and the whole. Who answers for which task says `matrix`."""

from collections.abc import Iterator
from dataclasses import dataclass

from ozgdesk import formats
from ozgdesk.domain.lights import RESTING_STATES
from ozgdesk.domain.ownership import CLOSED_STATES
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Role, TaskState
from ozgdesk.present.municipalities import MunicipalityTag, tags_of


@dataclass(frozen=True, slots=True)
class MunicipalityTotals:
    """How many tasks a municipality leads (open, done, late), contributes to and is informed of.

    Of the whole `led_*` count all tasks. A dropped task is neither open nor done.
    """

    municipality: MunicipalityTag
    led_open: int
    led_done: int
    led_late: int
    contributions_owed: int
    contributions_late: int
    contributions_done: int
    informed: int


def tasks_in_order(view: View, parent: str | None = None) -> Iterator[tuple[Task, int]]:
    """Every task with its depth, as the tree shows them; a parent that is not there makes a top task."""
    stack = [(task, 0) for task in reversed(view.children.get(parent, ()))]
    while stack:
        task, level = stack.pop()
        yield task, level
        stack += [(child, level + 1) for child in reversed(view.children.get(task.id, ()))]


def municipality_totals(view: View, tag: MunicipalityTag) -> MunicipalityTotals:
    """The figures of one municipality; phases do not count, their tasks do."""
    phases = view.children
    led = [
        task
        for task_id, row in view.ownership.lead.items()
        if row.municipality_id == tag.id
        and task_id not in phases
        and (task := view.snapshot.find(Task, task_id)) is not None
    ]
    parts = [
        row
        for row in view.snapshot.all(Assignment)
        if row.municipality_id == tag.id and row.role is not Role.LEAD and _counts(view, row)
    ]
    owed = [row for row in parts if row.role is Role.CONTRIBUTOR and row.done_on is None]
    owed = [row for row in owed if _is_open(view, row)]
    return MunicipalityTotals(
        municipality=tag,
        led_open=sum(task.state not in CLOSED_STATES for task in led),
        led_done=sum(task.state is TaskState.DONE for task in led),
        led_late=sum(task.id in view.plan.late and task.state not in RESTING_STATES for task in led),
        contributions_owed=len(owed),
        contributions_late=sum(
            _is_late(view, row) and _state(view, row) not in RESTING_STATES for row in owed
        ),
        contributions_done=sum(
            row.role is Role.CONTRIBUTOR and (row.done_on is not None or _state(view, row) is TaskState.DONE)
            for row in parts
        ),
        informed=sum(row.role is Role.INFORMED for row in parts),
    )


def whole_totals(view: View, tag: MunicipalityTag) -> MunicipalityTotals:
    """The figures of the whole: all tasks, also those nobody leads, and the contributions of everybody."""
    tasks = [task for task in view.snapshot.all(Task) if task.id not in view.children]
    parts = [municipality_totals(view, other) for id_, other in tags_of(view).items() if id_ is not None]
    return MunicipalityTotals(
        municipality=tag,
        led_open=sum(task.state not in CLOSED_STATES for task in tasks),
        led_done=sum(task.state is TaskState.DONE for task in tasks),
        led_late=sum(task.id in view.plan.late and task.state not in RESTING_STATES for task in tasks),
        contributions_owed=sum(part.contributions_owed for part in parts),
        contributions_late=sum(part.contributions_late for part in parts),
        contributions_done=sum(part.contributions_done for part in parts),
        informed=sum(part.informed for part in parts),
    )


def late_words(totals: MunicipalityTotals) -> tuple[str, str]:
    """How many tasks and contributions are late, and the words to it, 'verspätet, davon 2 Zuarbeiten'."""
    parts = formats.count(totals.contributions_late, "Zuarbeit", "Zuarbeiten")
    words = f"verspätet, davon {parts}" if totals.contributions_late else "verspätet"
    return formats.number(totals.led_late + totals.contributions_late), words


def _counts(view: View, row: Assignment) -> bool:
    return row.task_id not in view.children and view.snapshot.find(Task, row.task_id) is not None


def _is_open(view: View, row: Assignment) -> bool:
    return _state(view, row) not in CLOSED_STATES


def _state(view: View, row: Assignment) -> TaskState:
    return view.snapshot.get(Task, row.task_id).state


def _is_late(view: View, row: Assignment) -> bool:
    return row.done_on is None and row.due_on is not None and row.due_on < view.as_of
