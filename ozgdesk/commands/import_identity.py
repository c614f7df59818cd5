"""Which task a row of a file is: one that an earlier import made, one of our own list, or a new one."""

from collections import Counter
from collections.abc import Callable, Mapping
from itertools import chain, count

from ozgdesk.domain.incoming import Incoming, IncomingTask
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Task

MakeId = Callable[..., str]
"""The id that a part of a file always gets."""


def own_ids(snapshot: Snapshot, incoming: Incoming, id_of: MakeId) -> dict[str, str]:
    """The tasks by number when the list was written from this project: most numbers go with their names."""
    by_number = {task.number: task for task in snapshot.all(Task)}
    rows = [task for task in incoming.tasks if task.number in by_number]
    if any(snapshot.find(Task, id_of("task", task.uid)) is not None for task in rows):
        return {}  # taken over as the list of somebody else, whose numbers are not ours
    same = sum(task.name == by_number[task.number].name for task in rows)
    if not rows or 2 * same < len(rows):
        return {}
    return {number: task.id for number, task in by_number.items()}


def row_ids(
    incoming: Incoming, id_of: MakeId, own: Mapping[str, str], former: Mapping[str, str]
) -> dict[str, str]:
    """The id of the task of each row, by its uid; `former` are the names of what this file brought before.

    The number of a row in a table may only be its place, which moves when a row is put in above. So a row is
    first the task with its number and name, then the only one with its name, then the one with its number.
    """
    fixed = {task.uid: id_of("task", task.uid) for task in incoming.tasks}
    if not incoming.is_table:
        return {**fixed, **own}
    found = {task.uid: own[task.number] for task in incoming.tasks if task.number in own}
    rows = [task for task in incoming.tasks if task.uid not in found]
    found |= {task.uid: fixed[task.uid] for task in rows if former.get(fixed[task.uid]) == task.name}
    found |= _by_name([task for task in rows if task.uid not in found], former, set(found.values()))
    taken = set(found.values())
    for task in rows:
        if task.uid not in found:
            more = (id_of("task", task.uid, task.name, place) for place in count())
            found[task.uid] = next(id_ for id_ in chain([fixed[task.uid]], more) if id_ not in taken)
            taken.add(found[task.uid])
    return found


def _by_name(rows: list[IncomingTask], former: Mapping[str, str], taken: set[str]) -> dict[str, str]:
    """Rows and tasks whose name nobody else has."""
    left = {id_: name for id_, name in former.items() if id_ not in taken}
    here, there = Counter(left.values()), Counter(task.name for task in rows)
    ids = {name: id_ for id_, name in left.items() if here[name] == 1}
    return {task.uid: ids[task.name] for task in rows if there[task.name] == 1 and task.name in ids}
