"""The phases of a plan as something to choose from, in the order of the plan."""

from collections.abc import Iterator
from dataclasses import dataclass

from ozgdesk import formats
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View

_BETWEEN = " › "
_INDENT = 3 * formats.NO_BREAK_SPACE


@dataclass(frozen=True, slots=True)
class PhaseChoice:
    """A phase; `level` is 0 at the top, `path` names the phases around it too and so tells it from others."""

    id: str
    number: str
    name: str
    level: int
    path: str

    @property
    def indented(self) -> str:
        """The name below those of the phases around it."""
        return _INDENT * self.level + self.name


def phase_choices(view: View) -> Iterator[PhaseChoice]:
    """All phases from top to bottom."""
    stack = [(task, 0, task.name) for task in _below(view, None)]
    while stack:
        task, level, path = stack.pop()
        yield PhaseChoice(task.id, task.number, task.name, level, path)
        stack += [(child, level + 1, path + _BETWEEN + child.name) for child in _below(view, task.id)]


def _below(view: View, parent_id: str | None) -> Iterator[Task]:
    """The phases right below one, last first."""
    return (task for task in reversed(view.children.get(parent_id, ())) if task.id in view.children)
