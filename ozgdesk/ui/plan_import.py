"""Taking over a plan of another program: choosing the file, reading it in a worker, the preview, one step."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ozgdesk.commands.import_comparison import Former
from ozgdesk.commands.import_rest import proposed_mapping
from ozgdesk.commands.imports import former_imports, import_plan, plan_import
from ozgdesk.commands.problems import StoreProblem
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.change_set import ChangeSet
from ozgdesk.domain.incoming import Incoming, Unreadable
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.step import Author
from ozgdesk.exchange.readers import READERS, Reader
from ozgdesk.present.import_preview import import_preview
from ozgdesk.texts.imports import unreadable_message
from ozgdesk.texts.rules import rule_message
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.errors import show_sentence
from ozgdesk.ui.file_dialogs import ask_for_plan
from ozgdesk.ui.import_dialog import ImportDialog

Done = Callable[[ChangeSet], None]


class PlanImport(QObject):
    """One import, from the question for the file to the step; the window keeps it until the next one."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._dialog: ImportDialog | None = None
        self._planned: ChangeSet | None = None

    def begin(self) -> None:
        """Ask for a file and read it."""
        if not self._desk.flush():
            return
        kinds = [(reader.title, reader.suffixes) for reader in READERS]
        path = ask_for_plan(self._window, self._desk.workspace.path.parent, kinds)
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a file in a worker and show what it brings."""
        self._desk.tell(f"„{path.name}“ wird gelesen …")
        self._desk.jobs.run(_reader(path).read, path, done=self._on_read, failed=self._on_failed)

    def _on_read(self, incoming: Incoming) -> None:
        mapping = proposed_mapping(self._desk.snapshot, incoming)
        path = self._desk.workspace.path

        def show(former: Former) -> None:
            self._plan(incoming, mapping, former, lambda p: self._preview(incoming, mapping, former, p))

        self._desk.jobs.run(_former, path, done=show, failed=self._on_failed)

    def _plan(
        self,
        incoming: Incoming,
        mapping: Mapping[str, str],
        former: Former,
        done: Callable[[ChangeSet], None],
    ) -> None:
        """Compare in a worker: a Snapshot never changes."""
        snapshot, today = self._desk.snapshot, self._desk.workspace.clock.today()

        def work() -> ChangeSet:
            return plan_import(snapshot, incoming, mapping, today=today, former=former)

        self._desk.jobs.run(work, done=done, failed=self._on_failed)

    def _preview(
        self, incoming: Incoming, mapping: Mapping[str, str], former: Former, planned: ChangeSet
    ) -> None:
        names = list(dict.fromkeys(resource.name for resource in incoming.resources))
        parties = [(row.id, f"{row.code}  {row.name}") for row in self._desk.view.municipalities]
        dialog = self._dialog = ImportDialog(names, parties, mapping, self._window)
        self._show(planned)
        dialog.mapping_changed.connect(lambda: self._plan_again(incoming, former, dialog))
        try:
            if dialog.exec() and self._planned is not None:
                self._take(self._planned)
        finally:
            self._dialog = None
            dialog.deleteLater()

    def _plan_again(self, incoming: Incoming, former: Former, dialog: ImportDialog) -> None:
        """Show what another choice of municipalities brings, unless there is a newer one by then."""
        chosen = dialog.mapping

        def show(planned: ChangeSet) -> None:
            if self._dialog is dialog and dialog.mapping == chosen:
                self._show(planned)

        self._plan(incoming, chosen, former, show)

    def _show(self, planned: ChangeSet) -> None:
        self._planned = planned
        if self._dialog is not None:
            self._dialog.show_preview(import_preview(planned))

    def _take(self, planned: ChangeSet) -> None:
        desk = self._desk
        if desk.write(lambda: import_plan(desk.workspace, planned)) is not None:
            desk.go("plan")
            desk.tell(f"„{planned.title}“ eingelesen: {import_preview(planned).summary}.")

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, Unreadable):
            show_sentence(unreadable_message(error), self._window)
        elif isinstance(error, RuleViolation):
            show_sentence(rule_message(error), self._window)
        elif isinstance(error, StoreProblem):
            self._desk.failed.emit(error)
        else:
            raise error


def _former(path: Path) -> Former:
    """What earlier imports wrote, read from the file beside the window."""
    reading = Workspace.open_reading(path, author=Author(""))
    try:
        return former_imports(reading)
    finally:
        reading.close()


def _reader(path: Path) -> Reader:
    suffix = path.suffix.lower().removeprefix(".")
    return next((reader for reader in READERS if suffix in reader.suffixes), READERS[0])
