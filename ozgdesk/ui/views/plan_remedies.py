"""What is done about a hint of the plan by one key: a command, or the field in which the answer is typed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ozgdesk.commands import plan
from ozgdesk.commands.tasks import change_state
from ozgdesk.domain.people import Absence
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import TaskState
from ozgdesk.present.plan_hints import HintRow
from ozgdesk.texts import steps

if TYPE_CHECKING:
    from ozgdesk.ui.views.plan import PlanView


class PlanRemedies:
    """The remedies of the list by the code of the hint."""

    def __init__(self, view: "PlanView") -> None:
        self._view = view
        self._by_code: dict[str, Callable[[HintRow], object]] = {
            "overdue": self._finish,
            "deadline_missed": self._inspect,
            "impossible_constraint": self._free,
            "link_to_phase_end": self._type("Vorgänger"),
            "link_cycle": self._type("Vorgänger"),
            "no_lead": self._type("Federführung"),
            "lead_absent": lambda hint: view.desk.edit(Absence, hint.absence_id),
            "no_predecessor": self._type("Vorgänger"),
            "open_end": self._inspect,
        }

    def apply(self, hint: HintRow) -> None:
        """Do what the list promises."""
        self._by_code[hint.code](hint)

    def _finish(self, hint: HintRow) -> None:
        self._view.desk.run(steps.CHANGE_STATE, change_state(hint.task_id, TaskState.DONE))

    def _free(self, hint: HintRow) -> None:
        self._view.desk.run(steps.FREE_TASK, plan.free_task(hint.task_id))

    def _inspect(self, hint: HintRow) -> None:
        self._view.desk.edit(Task, hint.task_id)

    def _type(self, title: str) -> Callable[[HintRow], object]:
        return lambda hint: self._view.edit_cell(hint.task_id, title)
