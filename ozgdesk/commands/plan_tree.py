"""The place of tasks in the tree of the plan: below, beside and among others; one task or several at once.

Of several tasks those that lie below another one of them go with it.
"""

from collections.abc import Iterable, Sequence

from ozgdesk.commands.records import edit
from ozgdesk.domain.order import between
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.schedule import network_of
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.transaction import Command, Transaction


def indent_tasks(task_ids: Iterable[str]) -> Command[None]:
    """Make each task the last sub-task of the sibling above it. Raises RuleViolation `nothing_above`."""
    wanted = tuple(task_ids)

    def command(tx: Transaction) -> None:
        tops = topmost(tx, wanted)
        for id_ in tops:
            siblings, place = _siblings(tx, id_)
            if place == 0:
                raise RuleViolation("nothing_above", number=siblings[place].number)
            above = siblings[place - 1].id
            edit(Task, id_, parent_id=above, order=_last_order(tx, above))(tx)
        _refuse_circles(tx, tops)

    return command


def outdent_tasks(task_ids: Iterable[str]) -> Command[None]:
    """Put each task behind the phase it lies in. Raises RuleViolation `top_level`."""
    wanted = tuple(task_ids)

    def command(tx: Transaction) -> None:
        tops = topmost(tx, wanted)
        for id_ in reversed(tops):  # the last one first, so that they stay in their order
            task = tx.get(Task, id_)
            if task.parent_id is None:
                raise RuleViolation("top_level", number=task.number)
            phase = tx.get(Task, task.parent_id)
            edit(Task, id_, parent_id=phase.parent_id, order=order_after(tx, phase))(tx)
        _refuse_circles(tx, tops)

    return command


def shift_tasks(task_ids: Iterable[str], by: int) -> Command[None]:
    """Move each task among its siblings, up with -1 and down with 1; what stands at the end stays there."""
    wanted = tuple(task_ids)

    def command(tx: Transaction) -> None:
        tops = topmost(tx, wanted)
        held: set[str] = set()
        for id_ in tops if by < 0 else reversed(tops):
            siblings, place = _siblings(tx, id_)
            target = place + by
            if not 0 <= target < len(siblings) or siblings[target].id in held:
                held.add(id_)
                continue
            others = [task for task in siblings if task.id != id_]
            low = others[target - 1].order if target > 0 else None
            high = others[target].order if target < len(others) else None
            tx.update(Task, id_, order=between(low, high))

    return command


def move_under(task_ids: Iterable[str], parent_id: str | None) -> Command[None]:
    """Put tasks at the end of a phase, or of the plan with None, in their order.

    Raises RuleViolation `own_parent` for a phase among them or below, and `link_cycle`.
    """
    wanted = tuple(task_ids)

    def command(tx: Transaction) -> None:
        tops = topmost(tx, wanted)
        for id_ in tops:
            if tx.get(Task, id_).parent_id != parent_id:
                edit(Task, id_, parent_id=parent_id, order=_last_order(tx, parent_id))(tx)
        _refuse_circles(tx, tops)

    return command


def topmost(tx: Transaction, task_ids: Iterable[str]) -> list[str]:
    """Those of the tasks that lie below no other of them, from top to bottom."""
    wanted = set(task_ids)
    tops = [id_ for id_ in wanted if not any(task.id in wanted for task in _above(tx, id_))]
    return sorted(tops, key=lambda id_: _path(tx, id_))


def below(tx: Transaction, task_id: str) -> list[Task]:
    """All tasks below one, at any depth."""
    found: list[Task] = []
    waiting = [task_id]
    while waiting:
        children = tx.having(Task, "parent_id", waiting.pop())
        found += children
        waiting += [child.id for child in children]
    return found


def order_after(tx: Transaction, task: Task) -> str:
    """The order key directly behind a task, among its siblings."""
    later = [other.order for other in _in_order(tx, task.parent_id) if other.order > task.order]
    return between(task.order, min(later, default=None))


def order_before(tx: Transaction, task: Task) -> str:
    """The order key directly above a task, among its siblings."""
    earlier = [other.order for other in _in_order(tx, task.parent_id) if other.order < task.order]
    return between(max(earlier, default=None), task.order)


def _last_order(tx: Transaction, parent_id: str | None) -> str:
    return between(max((task.order for task in tx.having(Task, "parent_id", parent_id)), default=None), None)


def _in_order(tx: Transaction, parent_id: str | None) -> list[Task]:
    return sorted(tx.having(Task, "parent_id", parent_id), key=lambda task: (task.order, task.id))


def _siblings(tx: Transaction, task_id: str) -> tuple[list[Task], int]:
    siblings = _in_order(tx, tx.get(Task, task_id).parent_id)
    return siblings, next(place for place, task in enumerate(siblings) if task.id == task_id)


def _above(tx: Transaction, task_id: str) -> list[Task]:
    found: list[Task] = []
    task = tx.find(Task, tx.get(Task, task_id).parent_id)
    while task is not None:
        found.append(task)
        task = tx.find(Task, task.parent_id)
    return found


def _path(tx: Transaction, task_id: str) -> list[tuple[str, str]]:
    line = [tx.get(Task, task_id), *_above(tx, task_id)]
    return [(task.order, task.id) for task in reversed(line)]


def _refuse_circles(tx: Transaction, moved: Sequence[str]) -> None:
    """The links of tasks that were moved must not lead to a phase they then lie in."""
    touched = set(moved).union(*({task.id for task in below(tx, id_)} for id_ in moved))
    for circle in network_of(tx.snapshot(), tx.today).circles:
        if touched & {member.id for member in circle}:
            raise RuleViolation("link_cycle", tasks=" → ".join(member.number for member in circle))
