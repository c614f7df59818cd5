"""Who takes part in which task, one row per assignment, and whom a task concerns."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import TaskKind
from ozgdesk.present.absences import person_name
from ozgdesk.present.municipalities import MunicipalityTag, tags_of
from ozgdesk.present.ownership import tasks_in_order
from ozgdesk.texts.labels import label


@dataclass(frozen=True, slots=True)
class PartRow:
    """The part of one municipality in one task; `due_on` and `done_on` are those of the part itself."""

    task_id: str
    number: str
    task: str
    municipality: MunicipalityTag
    role_text: str
    person: str
    due_on: date | None
    done_on: date | None


def part_rows(view: View, municipality_id: str | None = None) -> tuple[PartRow, ...]:
    """Lead, contributors and informed of every task in the order of the tree.

    For a municipality: all parts of the tasks that it leads or contributes to, and where it is informed.
    """
    tags = tags_of(view)
    return tuple(
        PartRow(
            task_id=task.id,
            number=task.number,
            task=task.name,
            municipality=tags[part.municipality_id],
            role_text=label(part.role),
            person=person_name(view.snapshot, part.person_id),
            due_on=part.due_on,
            done_on=part.done_on,
        )
        for task, _ in tasks_in_order(view)
        for part in _parts(view, task.id)
        if municipality_id is None
        or part.municipality_id == municipality_id
        or municipality_id in involved(view, task.id)
    )


def involved(view: View, task_id: str) -> frozenset[str]:
    """The ids of the municipalities that lead or contribute to a task itself."""
    lead = view.ownership.lead.get(task_id)
    parts = [*([lead] if lead else []), *view.ownership.contributors.get(task_id, ())]
    return frozenset(part.municipality_id for part in parts)


def concerned(view: View, task: Task) -> frozenset[str] | None:
    """The ids of the municipalities that a date of this task concerns; None is everybody.

    A phase concerns whoever takes part in it or in one of its tasks. A phase or milestone without any part
    belongs to all, a task without any to nobody yet.
    """
    is_shared = task.id in view.children or task.kind is TaskKind.MILESTONE
    found = involved(view, task.id)
    for below, _ in tasks_in_order(view, task.id):
        found |= involved(view, below.id)
    return None if is_shared and not found else found


def _parts(view: View, task_id: str) -> Iterator[Assignment]:
    owned = view.ownership
    if task_id in owned.lead:
        yield owned.lead[task_id]
    yield from owned.contributors.get(task_id, ())
    yield from owned.informed.get(task_id, ())
