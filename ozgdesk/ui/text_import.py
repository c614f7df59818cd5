"""Taking over a Word document: choosing the file, reading it in a worker, the preview, one step."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ozgdesk import formats
from ozgdesk.commands.text_import import import_text, planned
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.agreements import Agreement, AgreementVersion
from ozgdesk.domain.incoming_text import IncomingText, TextPlan
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.step import Author
from ozgdesk.exchange.docx_reading import read
from ozgdesk.present.agreement_document import chosen_agreement, current_version
from ozgdesk.present.text_preview import TextPreview, text_preview
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.file_dialogs import ask_for_text
from ozgdesk.ui.import_faults import show_fault, taken
from ozgdesk.ui.text_dialog import Choice, TextDialog


class TextImport(QObject):
    """One document after the other, each from the question for the file to the step."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

    def begin(self) -> None:
        """Ask for a file and read it."""
        if self._desk.flush():
            path = ask_for_text(self._window, self._desk.workspace.path.parent)
            if path is not None:
                self.read(path)

    def read(self, path: Path) -> None:
        """Read a document and compare it in a worker, beside the window, and show what it says."""
        self._desk.tell(f"„{path.name}“ wird gelesen …")
        project = self._desk.workspace.path
        self._desk.jobs.run(_read, path, project, done=self._on_read, failed=self._on_failed)

    def _on_read(self, plan: TextPlan) -> None:
        plans = [plan]
        towns = [(f"{row.name} ({row.code})", row.id) for row in self._desk.view.municipalities]
        dialog = TextDialog(
            text_preview(self._desk.snapshot, plan),
            partial(self._preview, plan.incoming, plans),
            self._versions(),
            plan.version_id,
            towns,
            self._window,
        )
        try:
            while dialog.exec() and not self._take(plans[-1], dialog):
                pass
        finally:
            dialog.deleteLater()

    def _preview(
        self, incoming: IncomingText, plans: list[TextPlan], version_id: str, town_id: str
    ) -> TextPreview:
        """Compare, and keep the plan for the moment when it is taken."""
        plan = planned(self._desk.workspace, incoming, version_id, town_id or None)
        plans[:] = [plan]
        return text_preview(self._desk.snapshot, plan)

    def _versions(self) -> Choice:
        snapshot = self._desk.snapshot
        rows = sorted(snapshot.all(AgreementVersion), key=lambda row: (row.agreement_id, row.order, row.id))
        titles = {row.id: row.short_title or row.title for row in snapshot.all(Agreement)}
        return [(f"{row.name} – {titles[row.agreement_id]}", row.id) for row in rows]

    def _take(self, plan: TextPlan, dialog: TextDialog) -> bool:
        """Write what is ticked; a refusal is shown in the dialog, which then stays."""

        def take() -> int:
            return import_text(self._desk.workspace, plan, dialog.ticked)

        if not taken(self._desk, take, dialog.show_refusal):
            return False
        count = formats.count(len(dialog.ticked), "Zeile", "Zeilen")
        self._desk.tell(f"„{plan.incoming.title}“: {count} übernommen.")
        return True

    def _on_failed(self, error: BaseException) -> None:
        show_fault(error, self._desk, self._window)


def _read(path: Path, project: Path) -> TextPlan:
    """Compare with the version the document comes from, else the current one of the newest agreement."""
    incoming = read(path)
    reading = Workspace.open_reading(project, author=Author(""))
    try:
        found = reading.snapshot.find(AgreementVersion, incoming.version_id)
        agreement = chosen_agreement(reading.view, None, None)
        if found is None and agreement is not None:
            found = current_version(reading.view, agreement.id)
        if found is None:
            raise RuleViolation("no_version")
        return planned(reading, incoming, found.id)
    finally:
        reading.close()
