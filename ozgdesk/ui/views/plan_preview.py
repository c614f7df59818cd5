"""What a drag in the chart of the plan would move, shown before it is dropped; nothing is written."""

from datetime import date
from typing import Any

from ozgdesk import formats
from ozgdesk.commands import plan
from ozgdesk.commands.rehearsal import rehearse
from ozgdesk.domain.preview import Preview, Span
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.transaction import Command
from ozgdesk.domain.view import View
from ozgdesk.texts.rules import rule_message
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.widgets.gantt_chart import GanttChart


class PlanPreview:
    """Answers each day a bar comes to with the dates of all tasks that depend on it."""

    def __init__(self, desk: Desk, chart: GanttChart) -> None:
        self._desk = desk
        self._chart = chart
        self._view: View | None = None
        self._preview: Preview | None = None
        chart.move_tried.connect(lambda id_, day: self._show(plan.move_task(id_, day)))
        chart.resize_tried.connect(self._on_resize_tried)

    def resized(self, id_: str, finish: date) -> Command[Task] | None:
        """Ending a task on another day; None while it has no dates."""
        view = self._desk.view
        found = view.plan.dates.get(id_)
        return None if found is None else plan.resize_task(id_, found.start, finish, view.as_of)

    def _on_resize_tried(self, id_: str, finish: date) -> None:
        command = self.resized(id_, finish)
        if command is not None:
            self._show(command)

    def _show(self, command: Command[Any]) -> None:
        """Try the command on a copy; what refuses it is said at once, not only after the drop."""
        view = self._desk.view
        if self._preview is None or self._view is not view:
            self._view, self._preview = view, Preview(view)
        try:
            task = rehearse(view.snapshot, self._desk.workspace.clock.today(), command)
        except RuleViolation as refusal:
            self._chart.show_shift({}, rule_message(refusal))
            return
        spans = self._preview.spans(task)
        self._chart.show_shift(spans, self._words(view, task.id, spans))

    def _words(self, view: View, id_: str, spans: dict[str, Span]) -> str:
        """Where the task itself would lie, which links and free days decide, and how many go with it."""
        at = spans.get(id_) or view.plan.dates.get(id_)
        when = formats.period(at.start, at.finish) if at else ""
        others = sum(1 for other in spans if other != id_ and other not in view.children)
        more = formats.count(others, "weitere Aufgabe verschiebt sich", "weitere Aufgaben verschieben sich")
        return f"{when} – {more}" if others else when
