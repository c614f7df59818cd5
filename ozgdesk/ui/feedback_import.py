"""Taking over a feedback form: choosing the file, reading it in a worker, the preview, one step."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ozgdesk import formats
from ozgdesk.commands.feedback import import_feedback, plan_feedback
from ozgdesk.commands.feedback_history import changes_since
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.feedback import Feedback, FeedbackPlan, Meanwhile
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.step import Author
from ozgdesk.exchange.feedback_reading import read
from ozgdesk.present.feedback_preview import feedback_preview
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.feedback_dialog import FeedbackDialog
from ozgdesk.ui.file_dialogs import ask_for_form
from ozgdesk.ui.import_faults import show_fault, taken


@dataclass(frozen=True, slots=True)
class _Found:
    """A form, and who changed here what it is about."""

    feedback: Feedback
    meanwhile: Meanwhile


class FeedbackImport(QObject):
    """One form after the other, each from the question for the file to the step."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

    def begin(self) -> None:
        """Ask for a file and read it."""
        if self._desk.flush():
            path = ask_for_form(self._window, self._desk.workspace.path.parent)
            if path is not None:
                self.read(path)

    def read(self, path: Path) -> None:
        """Read a form in a worker, with the journal of the file beside the window, and show what it says."""
        self._desk.tell(f"„{path.name}“ wird gelesen …")
        project = self._desk.workspace.path
        self._desk.jobs.run(_read, path, project, done=self._on_read, failed=self._on_failed)

    def _on_read(self, found: _Found) -> None:
        desk = self._desk
        today = desk.workspace.clock.today()
        try:
            plan = plan_feedback(desk.snapshot, found.feedback, today=today, meanwhile=found.meanwhile)
        except RuleViolation as refusal:
            self._on_failed(refusal)
            return
        dialog = FeedbackDialog(feedback_preview(plan), self._window)
        try:
            while dialog.exec() and not self._take(plan, dialog):
                pass
        finally:
            dialog.deleteLater()

    def _take(self, plan: FeedbackPlan, dialog: FeedbackDialog) -> bool:
        """Write what is ticked; a refusal is shown in the dialog, which then stays."""

        def take() -> int:
            return import_feedback(self._desk.workspace, plan, dialog.ticked)

        if not taken(self._desk, take, dialog.show_refusal):
            return False
        count = formats.count(len(dialog.ticked), "Angabe", "Angaben")
        self._desk.tell(f"Rückmeldung {plan.code}: {count} übernommen.")
        return True

    def _on_failed(self, error: BaseException) -> None:
        show_fault(error, self._desk, self._window)


def _read(path: Path, project: Path) -> _Found:
    feedback = read(path)
    reading = Workspace.open_reading(project, author=Author(""))
    try:
        return _Found(feedback, changes_since(reading, feedback))
    finally:
        reading.close()
