"""What typing into a cell of the plan does; every edit returns the reason when it is refused."""

from collections.abc import Callable

from ozgdesk import formats
from ozgdesk.commands.plan_fields import set_fields
from ozgdesk.commands.problems import StoreProblem
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.present.plan_fields import TITLES, PlanField, read_field
from ozgdesk.present.plan_row import PlanRow
from ozgdesk.texts import steps
from ozgdesk.texts.rules import rule_message
from ozgdesk.ui.desk import Desk

_LABELS = {
    PlanField.NAME: steps.RENAME_TASK,
    PlanField.DURATION: steps.RESIZE_TASK,
    PlanField.START: steps.MOVE_TASK,
    PlanField.FINISH: steps.RESIZE_TASK,
    PlanField.LEAD: steps.HAND_OVER,
    PlanField.PREDECESSORS: steps.CHANGE_PREDECESSORS,
    PlanField.PROGRESS: steps.SET_PROGRESS,
    PlanField.CONTRIBUTORS: steps.SET_CONTRIBUTORS,
    PlanField.STATE: steps.CHANGE_STATE,
    PlanField.DEADLINE: steps.CHANGE_DEADLINE,
    PlanField.SOURCE: steps.CHANGE_SOURCE,
}
_LABELS_OF_NOTHING = {PlanField.START: steps.FREE_TASK, PlanField.LEAD: steps.REMOVE_LEAD}


class PlanEdits:
    """The edits of the cells, by column title in `by_title`."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.by_title: dict[str, Callable[[PlanRow, str], str]] = {
            title: self._edit(field) for field, title in TITLES.items()
        }

    def told(self, title: str) -> Callable[[PlanRow, str], object]:
        """The edit of a column whose values are chosen: a refusal is told in passing."""

        def run(row: PlanRow, typed: str) -> None:
            reason = self.by_title[title](row, typed)
            if reason:
                self.desk.tell(reason)

        return run

    def _edit(self, field: PlanField) -> Callable[[PlanRow, str], str]:
        def edit(row: PlanRow, typed: str) -> str:
            view = self.desk.view
            try:
                value = read_field(view, field, typed)
                label = _LABELS_OF_NOTHING.get(field) if value is None else None
                command = set_fields([(row.id, {field: value})], view.plan.dates, view.as_of)
                self.desk.commit(label or _LABELS[field], command)
            except formats.NotReadable as reason:
                return str(reason)
            except RuleViolation as refusal:
                return rule_message(refusal)
            except StoreProblem as problem:
                self.desk.failed.emit(problem)
            return ""

        return edit
