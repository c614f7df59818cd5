"""Taking over a plan of another program: choosing the file, reading it in a worker, the preview, one step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ozgdesk.commands.former_imports import Former, former_imports
from ozgdesk.commands.import_base import Base, base_of
from ozgdesk.commands.import_rest import proposed_mapping
from ozgdesk.commands.imports import import_plan, plan_import
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.change_set import ChangeSet
from ozgdesk.domain.export_stamp import ExportStamp
from ozgdesk.domain.incoming import Incoming, Unreadable
from ozgdesk.domain.step import Author
from ozgdesk.exchange.feedback_reading import is_form
from ozgdesk.exchange.readers import READERS, Reader
from ozgdesk.exchange.tasks_cells import text
from ozgdesk.exchange.tasks_columns import proposed, remembered
from ozgdesk.exchange.tasks_reading import read_columns, read_table
from ozgdesk.exchange.tasks_table import Table
from ozgdesk.present.import_preview import ImportPreview, import_preview
from ozgdesk.texts.imports import unreadable_message
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.file_dialogs import ask_for_plan
from ozgdesk.ui.import_columns import ImportColumns
from ozgdesk.ui.import_dialog import ImportDialog
from ozgdesk.ui.import_faults import show_fault
from ozgdesk.ui.waiting import Waiting

_ROWS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a file brings with one choice of columns and municipalities."""

    incoming: Incoming
    mapping: Mapping[str, str]
    change_set: ChangeSet
    preview: ImportPreview


@dataclass(frozen=True, slots=True)
class _Known:
    """What the project knows about a file: what earlier imports wrote, and what it was written from."""

    former: Former
    base: Base | None


class PlanImport(QObject):
    """One import, from the question for the file to the step; the window keeps it until the next one.

    `form_found` carries the path of a file that is no plan but a feedback form.
    """

    form_found = Signal(object)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._dialog: ImportDialog | None = None
        self._planned: ChangeSet | None = None
        self._turn = 0

    def begin(self) -> None:
        """Ask for a file and read it."""
        if not self._desk.flush():
            return
        kinds = [(reader.title, reader.suffixes) for reader in READERS]
        path = ask_for_plan(self._window, self._desk.workspace.path.parent, kinds)
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a file in a worker and show what it brings, unless it is given up before that."""
        desk, reader, project = self._desk, _reader(path), self._desk.workspace.path
        read: Callable[[Path], Table | Incoming | Path] = _read_list if reader.has_columns else reader.read
        waiting = Waiting(self._window, f"„{path.name}“ wird gelesen …")
        waiting.given_up.connect(
            lambda: desk.tell(f"Abgebrochen; aus „{path.name}“ wurde nichts eingelesen.")
        )

        def work() -> tuple[Table | Incoming | Path, _Known]:
            found = read(path)
            return found, _known(project, None if isinstance(found, Path) else found.stamp)

        def show(result: tuple[Table | Incoming | Path, _Known]) -> None:
            found, known = result
            if waiting.is_given_up:
                return
            if isinstance(found, Path):
                waiting.end()
                self.form_found.emit(found)
            else:
                self._preview(found, known, waiting)

        def fail(error: BaseException) -> None:
            if not waiting.is_given_up:
                waiting.end()
                self._on_failed(error)

        desk.jobs.run(work, done=show, failed=fail)

    def _preview(self, found: Table | Incoming, known: _Known, waiting: Waiting) -> None:
        """Open the dialog with its first preview, and plan again whenever something else is chosen."""
        columns = self._columns(found) if isinstance(found, Table) else None
        parties = [(row.id, f"{row.code}  {row.name}") for row in self._desk.view.municipalities]
        dialog = ImportDialog(parties, columns, self._window)

        def again() -> None:
            dialog.wait()
            self._plan(found, known, dialog, self._show)

        dialog.mapping_changed.connect(again)
        if columns is not None:
            columns.changed.connect(again)

        def give_up() -> None:
            self._turn += 1
            dialog.deleteLater()

        def show(plan: _Plan | Unreadable) -> None:
            waiting.end()
            self._open(dialog, found, plan)

        waiting.given_up.connect(give_up)
        self._plan(found, known, dialog, show, waiting.end)

    def _plan(
        self,
        found: Table | Incoming,
        known: _Known,
        dialog: ImportDialog,
        done: Callable[[_Plan | Unreadable], None],
        ended: Callable[[], None] = lambda: None,
    ) -> None:
        """Compare in a worker: a Snapshot never changes. A newer choice makes the answer void."""
        snapshot, today = self._desk.snapshot, self._desk.workspace.clock.today()
        chosen, columns = dialog.chosen, dialog.columns.columns if dialog.columns else ()
        self._turn += 1
        turn = self._turn

        def work() -> _Plan | Unreadable:
            try:
                incoming = read_columns(found, columns) if isinstance(found, Table) else found
            except Unreadable as problem:
                return problem
            given = {**proposed_mapping(snapshot, incoming), **chosen}
            mapping = {name: id_ for name, id_ in given.items() if id_ is not None}
            planned = plan_import(
                snapshot, incoming, mapping, today=today, former=known.former, base=known.base
            )
            return _Plan(incoming, mapping, planned, import_preview(planned, snapshot))

        def show(plan: _Plan | Unreadable) -> None:
            if turn == self._turn:
                done(plan)

        def fail(error: BaseException) -> None:
            if turn != self._turn:
                return
            ended()
            if self._dialog is not dialog:
                dialog.deleteLater()
            self._on_failed(error)

        self._desk.jobs.run(work, done=show, failed=fail)

    def _open(self, dialog: ImportDialog, found: Table | Incoming, plan: _Plan | Unreadable) -> None:
        self._dialog = dialog
        self._show(plan)
        try:
            if dialog.exec() and self._planned is not None:
                if isinstance(found, Table):
                    self._remember(found, dialog)
                self._take(self._planned)
        finally:
            self._turn += 1
            self._dialog = None
            dialog.deleteLater()

    def _show(self, plan: _Plan | Unreadable) -> None:
        dialog = self._dialog
        self._planned = None if isinstance(plan, Unreadable) else plan.change_set
        if dialog is None:
            return
        if isinstance(plan, Unreadable):
            dialog.show_fault(str(plan.values["file"]), unreadable_message(plan))
            return
        dialog.show_people(list(dict.fromkeys(row.name for row in plan.incoming.resources)), plan.mapping)
        dialog.show_preview(plan.preview)

    def _columns(self, table: Table) -> ImportColumns:
        """The columns as they were chosen for such a list before, else as their titles say."""
        kept = self._desk.settings.list_columns.get(table.signature, ())
        rows = [[text(cell) for cell in row.cells] for row in table.rows[:_ROWS_SHOWN]]
        return ImportColumns(table.titles, rows, remembered(table.titles, kept))

    def _remember(self, table: Table, dialog: ImportDialog) -> None:
        columns = dialog.columns.columns if dialog.columns else ()
        is_proposed = columns == proposed(table.titles)
        fields = () if is_proposed else tuple(field.value if field else "" for field in columns)
        settings = self._desk.settings.chosen_for(table.signature, fields)
        if settings != self._desk.settings:
            self._desk.prefer(settings)

    def _take(self, planned: ChangeSet) -> None:
        desk = self._desk
        if desk.write(lambda: import_plan(desk.workspace, planned)) is not None:
            desk.go("plan")
            desk.tell(f"„{planned.title}“ eingelesen: {import_preview(planned).summary}.")

    def _on_failed(self, error: BaseException) -> None:
        show_fault(error, self._desk, self._window)


def _read_list(path: Path) -> Table | Path:
    """The table of a list; the path itself where it is a feedback form."""
    return path if is_form(path) else read_table(path)


def _known(path: Path, stamp: ExportStamp | None) -> _Known:
    """What the journal tells, read from the file beside the window."""
    reading = Workspace.open_reading(path, author=Author(""))
    try:
        return _Known(former_imports(reading), base_of(reading, stamp))
    finally:
        reading.close()


def _reader(path: Path) -> Reader:
    suffix = path.suffix.lower().removeprefix(".")
    return next((reader for reader in READERS if suffix in reader.suffixes), READERS[0])
