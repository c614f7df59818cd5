"""Plans that were written from this project and come back: their tasks are the ones that are here.

What the other program cannot hold, or only in other words, is no difference.
"""

from collections.abc import Mapping
from dataclasses import replace

from ozgdesk.domain.incoming import Incoming, IncomingTask
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import MINUTES_PER_DAY, Task
from ozgdesk.domain.vocabulary import ConstraintKind, TaskKind, TaskState
from ozgdesk.domain.whole_days import duration_days

_PROGRESS = ("state", "progress_percent", "remaining_minutes", "actual_start_on", "actual_finish_on")


def own_tasks(snapshot: Snapshot, incoming: Incoming) -> dict[str, str]:
    """Ids of tasks here by the uid of their row in the file; a row copied there is a new task."""
    found: dict[str, str] = {}
    for task in incoming.tasks:
        if task.own_id and snapshot.find(Task, task.own_id) is not None:
            found.setdefault(task.own_id, task.uid)
    return {uid: id_ for id_, uid in found.items()}


def written_tasks(base: Snapshot, incoming: Incoming) -> dict[str, str]:
    """Ids of the tasks that a file was written from, by uid; a list knows all of them by their numbers."""
    if not incoming.is_table:
        return own_tasks(base, incoming)
    return {task.number: task.id for task in base.all(Task)}


def as_here(
    here: Task, there: Mapping[str, object], task: IncomingTask, incoming: Incoming, *, is_phase: bool
) -> dict[str, object]:
    """The fields of a task of ours, as it was when it was written, as the file means them.

    White space stays as it is here, as do the duration of what has none of its own and all that the format
    cannot say. Progress is that of here until the file says another.
    """
    values = dict(there)
    for field in ("name", "description"):
        if str(there[field]).split() == str(getattr(here, field)).split():
            values[field] = getattr(here, field)
    days = duration_days(here.duration_minutes)
    is_rounded = incoming.has_whole_days and days * MINUTES_PER_DAY == there["duration_minutes"]
    if is_rounded or is_phase or here.kind is there["kind"] is TaskKind.MILESTONE:
        values |= {"kind": here.kind, "duration_minutes": here.duration_minutes}
    kept = incoming.unsaid - set(_PROGRESS)
    told = [field for field in _PROGRESS if field not in incoming.unsaid]
    said = replace(task, remaining_minutes=_said_remaining(task, here))
    if all(getattr(said, field) == getattr(here, field) for field in told):
        kept |= set(_PROGRESS)
    elif said.remaining_minutes is None:
        values["remaining_minutes"] = None
    return values | {field: getattr(here, field) for field in kept}


def reasons(task: IncomingTask, here: Task | None, there: Mapping[str, object]) -> dict[str, str]:
    """Reason and source of the constraint: as here where the file says neither, or binds the task no more.

    White space stays as it is here. A task that is new has what the file says.
    """
    found = {}
    for field in ("constraint_reason", "constraint_source"):
        ours, said = str(getattr(here, field, "")), getattr(task, field)
        is_free = here is not None and there["constraint_kind"] is ConstraintKind.AS_SOON_AS_POSSIBLE
        is_same = said is None or is_free or said.split() == ours.split()
        found[field] = ours if is_same else said
    return found


def _said_remaining(task: IncomingTask, here: Task) -> int | None:
    """What remains, unless the file says no more than follows from duration and per cent."""
    left, minutes = task.remaining_minutes, task.duration_minutes
    if left is None or minutes is None or left == here.remaining_minutes:
        return left
    is_rest = abs(left * 100 - minutes * (100 - task.progress_percent)) <= minutes / 2 + 100
    return None if is_rest else left


def as_listed(here: Task, there: Mapping[str, object], *, is_phase: bool) -> dict[str, object]:
    """The fields of a task that our own list does not tell, or not exactly: they are as they were written."""
    state, percent = there["state"], there["progress_percent"]
    is_same = here.state is state and (here.progress_percent == percent or state is TaskState.DONE)
    fields = ["description", "constraint_on", "constraint_kind"]
    if is_phase or is_same:
        fields += _PROGRESS
    elif here.actual_start_on is not None and there["actual_start_on"] is not None:
        fields.append("actual_start_on")
    if is_phase or (here.kind is there["kind"] is TaskKind.MILESTONE):
        fields += ["duration_minutes", "kind"]
    return {field: getattr(here, field) for field in fields}
