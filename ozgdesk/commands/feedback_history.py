"""Who changed here, since a feedback form was written, what the form is about: read from the journal."""

from collections.abc import Iterator
from datetime import timedelta

from ozgdesk.commands.feedback_additions import task_id
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.feedback import Feedback, Meanwhile
from ozgdesk.domain.people import Person
from ozgdesk.domain.step import Step, StepHead
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.store.past import first_after

Key = tuple[type[Entity], str]
SECOND = timedelta(seconds=1)


def changes_since(workspace: Workspace, feedback: Feedback) -> Meanwhile:
    """The last step that changed each field of the rows of a form; all steps when it names no Datenstand.

    Steps count whole seconds: one of the same second may have come after the export, so it is looked at too.
    """
    known = feedback.known_until
    first = first_after(workspace.heads(), known - SECOND) if known is not None else 1
    found: dict[tuple[type[Entity], str, str], StepHead] = {}
    if first is None:
        return found
    steps: dict[int, Step] = {}
    for kind, id_ in set(_keys(feedback)):
        for number in workspace.numbers_of(kind, id_):
            if number < first:
                break
            if number not in steps:
                steps[number] = workspace.step(number)
            for name in _touched(steps[number], (kind, id_)):
                found.setdefault((kind, id_, name), steps[number].head)
    return found


def _keys(feedback: Feedback) -> Iterator[Key]:
    for row in feedback.rows:
        yield Assignment, row.part_id
        yield Task, row.task_id
    for contact in feedback.contacts:
        yield Person, contact.person_id
    for new in feedback.new_tasks:
        yield Task, task_id(feedback, new)


def _touched(step: Step, key: Key) -> Iterator[str]:
    for change in step.changes:
        if (change.kind, change.id) == key:
            yield from ("",) if change.after is None else change.changed_fields()
