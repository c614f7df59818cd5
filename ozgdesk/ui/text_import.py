"""Taking over a Word document: choosing the file, reading it in a worker, the preview, one step."""

from functools import partial
from pathlib import Path

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
from ozgdesk.ui.file_dialogs import ask_for_text
from ozgdesk.ui.file_import import FileImport
from ozgdesk.ui.text_dialog import Choice, TextDialog


class TextImport(FileImport):
    """Takes over Word documents."""

    def ask(self, folder: Path) -> Path | None:
        return ask_for_text(self.window, folder)

    @staticmethod
    def work(path: Path, project: Path) -> TextPlan:
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

    def show_found(self, found: TextPlan) -> None:
        plans = [found]
        towns = [(f"{row.name} ({row.code})", row.id) for row in self.desk.view.municipalities]
        dialog = TextDialog(
            text_preview(self.desk.snapshot, found),
            partial(self._preview, found.incoming, plans),
            self._versions(),
            found.version_id,
            towns,
            self.window,
        )
        self.offer(
            dialog,
            lambda: import_text(self.desk.workspace, plans[-1], dialog.ticked),
            lambda count: f"„{found.incoming.title}“: {formats.count(count, 'Zeile', 'Zeilen')} übernommen.",
        )

    def _preview(
        self, incoming: IncomingText, plans: list[TextPlan], version_id: str, town_id: str
    ) -> TextPreview:
        """Compare, and keep the plan for the moment when it is taken."""
        plan = planned(self.desk.workspace, incoming, version_id, town_id or None)
        plans[:] = [plan]
        return text_preview(self.desk.snapshot, plan)

    def _versions(self) -> Choice:
        snapshot = self.desk.snapshot
        rows = sorted(snapshot.all(AgreementVersion), key=lambda row: (row.agreement_id, row.order, row.id))
        titles = {row.id: row.short_title or row.title for row in snapshot.all(Agreement)}
        return [(f"{row.name} – {titles[row.agreement_id]}", row.id) for row in rows]
