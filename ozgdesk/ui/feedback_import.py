"""Taking over a feedback form: choosing the file, reading it in a worker, the preview, one step."""

from dataclasses import dataclass
from pathlib import Path

from ozgdesk import formats
from ozgdesk.commands.feedback import import_feedback, plan_feedback
from ozgdesk.commands.feedback_history import changes_since
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.feedback import Feedback, Meanwhile
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.step import Author
from ozgdesk.exchange.feedback_reading import read
from ozgdesk.present.feedback_preview import feedback_preview
from ozgdesk.ui.feedback_dialog import FeedbackDialog
from ozgdesk.ui.file_dialogs import ask_for_form
from ozgdesk.ui.file_import import FileImport


@dataclass(frozen=True, slots=True)
class _Found:
    """A form, and who changed here what it is about."""

    feedback: Feedback
    meanwhile: Meanwhile


class FeedbackImport(FileImport):
    """Takes over feedback forms."""

    def ask(self, folder: Path) -> Path | None:
        return ask_for_form(self.window, folder)

    @staticmethod
    def work(path: Path, project: Path) -> _Found:
        """Read a form, and the journal about what it is about."""
        feedback = read(path)
        reading = Workspace.open_reading(project, author=Author(""))
        try:
            return _Found(feedback, changes_since(reading, feedback))
        finally:
            reading.close()

    def show_found(self, found: _Found) -> None:
        workspace = self.desk.workspace
        today = workspace.clock.today()
        try:
            plan = plan_feedback(self.desk.snapshot, found.feedback, today=today, meanwhile=found.meanwhile)
        except RuleViolation as refusal:
            self.show_fault(refusal)
            return
        dialog = FeedbackDialog(feedback_preview(plan), self.window)
        self.offer(
            dialog,
            lambda: import_feedback(workspace, plan, dialog.ticked),
            lambda count: f"Rückmeldung {plan.code}: {formats.count(count, 'Angabe', 'Angaben')} übernommen.",
        )
