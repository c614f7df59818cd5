"""What typing into a cell of the plan does; every edit returns the reason when it is refused."""

from collections.abc import Callable
from typing import Any

from ozgdesk import formats
from ozgdesk.commands import plan
from ozgdesk.commands.problems import StoreProblem
from ozgdesk.commands.records import edit
from ozgdesk.commands.tasks import hand_over_lead
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.transaction import Command
from ozgdesk.domain.vocabulary import ConstraintKind
from ozgdesk.present.links import read_links
from ozgdesk.present.plan_row import PlanRow
from ozgdesk.texts import steps
from ozgdesk.texts.rules import rule_message
from ozgdesk.ui.desk import Desk

NOBODY = "–"
_ONLY_WHOLE = "Bitte geben Sie einen Fortschritt von 0 bis 100 Prozent ein."
_NO_NAME = "Bitte geben Sie der Aufgabe einen Namen."


class PlanEdits:
    """The edits of the cells, by column title in `by_title`."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.by_title: dict[str, Callable[[PlanRow, str], str]] = {
            "Aufgabe": self._caught(self.name),
            "Dauer": self._caught(self.duration),
            "Anfang": self._caught(self.start),
            "Ende": self._caught(self.finish),
            "Vorgänger": self._caught(self.predecessors),
            "Fortschritt": self._caught(self.progress),
            "Federführung": self._caught(self.lead),
        }

    def told(self, title: str) -> Callable[[PlanRow, str], object]:
        """The edit of a column for cells that are left with the mouse: a refusal is told in passing."""

        def run(row: PlanRow, typed: str) -> None:
            reason = self.by_title[title](row, typed)
            if reason:
                self.desk.tell(reason)

        return run

    def name(self, row: PlanRow, typed: str) -> None:
        """Rename the task."""
        if not typed.strip():
            raise formats.NotReadable(_NO_NAME)
        self._run(steps.RENAME_TASK, plan.rename_task(row.id, typed))

    def duration(self, row: PlanRow, typed: str) -> None:
        """Set the duration; nothing typed leaves it open."""
        minutes = formats.read_duration(typed) if typed.strip() else None
        self._run(steps.RESIZE_TASK, plan.set_duration(row.id, minutes))

    def start(self, row: PlanRow, typed: str) -> None:
        """Let the task begin on a day at the earliest; nothing typed takes that away."""
        if not typed.strip():
            self._run(steps.FREE_TASK, plan.free_task(row.id))
            return
        self._run(steps.MOVE_TASK, plan.move_task(row.id, formats.read_day(typed, self.desk.view.as_of)))

    def finish(self, row: PlanRow, typed: str) -> None:
        """Let the task end on a day; one without dates gets this day as a fixed end."""
        day = formats.read_day(typed, self.desk.view.as_of)
        if row.is_milestone:
            self._run(steps.MOVE_TASK, plan.move_task(row.id, day))
        elif row.start is None or row.duration_minutes is None:
            fixed = {"constraint_kind": ConstraintKind.FINISH_ON, "constraint_on": day}
            self._run(steps.MOVE_TASK, edit(Task, row.id, **fixed))
        else:
            command = plan.resize_task(row.id, row.start, day, self.desk.view.as_of)
            self._run(steps.RESIZE_TASK, command)

    def predecessors(self, row: PlanRow, typed: str) -> None:
        """Let the task wait for exactly what is typed."""
        wanted = [
            plan.Predecessor(link.number, link.kind, link.lag_minutes, link.lag_kind)
            for link in read_links(typed)
        ]
        self._run(steps.CHANGE_PREDECESSORS, plan.set_predecessors(row.id, wanted))

    def progress(self, row: PlanRow, typed: str) -> None:
        """Set the per cent done."""
        share = formats.read_percent(typed or "0") * 100
        if not 0 <= share <= 100:
            raise formats.NotReadable(_ONLY_WHOLE)
        self._run(steps.SET_PROGRESS, plan.set_progress(row.id, round(share)))

    def lead(self, row: PlanRow, typed: str) -> None:
        """Hand the lead over to the municipality with this code."""
        found = {m.code.casefold(): m.id for m in self.desk.view.municipalities}
        code = typed.strip().casefold()
        if code in ("", NOBODY):
            self._run(steps.REMOVE_LEAD, hand_over_lead(row.id, None, keeps_contributing=False))
        elif code not in found:
            codes = ", ".join(m.code for m in self.desk.view.municipalities)
            raise formats.NotReadable(f"„{typed}“ ist keine Kommune; möglich sind {codes}.")
        else:
            self._run(steps.HAND_OVER, hand_over_lead(row.id, found[code]))

    def _run(self, label: str, command: Command[Any]) -> None:
        self.desk.commit(label, command)

    def _caught(self, run: Callable[[PlanRow, str], None]) -> Callable[[PlanRow, str], str]:
        def caught(row: PlanRow, typed: str) -> str:
            try:
                run(row, typed)
            except formats.NotReadable as reason:
                return str(reason)
            except RuleViolation as refusal:
                return rule_message(refusal)
            except StoreProblem as problem:
                self.desk.failed.emit(problem)
            return ""

        return caught
