"""The parts of a Sitzungsmappe: a list in order, and boxes to tick for every sheet and municipality."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ozgdesk.commands.reporting import place_entry, put_file, put_sheet, take_out
from ozgdesk.domain.reporting import SheetSetEntry
from ozgdesk.domain.view import View
from ozgdesk.present.sheet_sets import SetEntry, SetRow
from ozgdesk.reports.foreign import read_foreign
from ozgdesk.reports.register import SHEETS
from ozgdesk.reports.sheet import NotPrintable
from ozgdesk.reports.sheet_set import TAGGED, UNTAGGED
from ozgdesk.texts import steps
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.row_drag import RowDrag
from ozgdesk.ui.widgets.rows import Column, RowModel
from ozgdesk.ui.widgets.sections import Section

EMPTY = "Kreuzen Sie unten an, welche Blätter in die Mappe kommen."
_UNREADABLE = "„{name}“ kann nicht gelesen werden; bitte wählen Sie eine Datei, die Sie lesen dürfen."


def _hint(entry: SetEntry) -> str:
    """What the contents will say about a file of others."""
    if entry.file is None:
        return ""
    try:
        return TAGGED if read_foreign(entry.file.file_name, entry.file.content).is_tagged else UNTAGGED
    except NotPrintable as problem:
        return str(problem)


class SetParts(QWidget):
    """Everything is a step of its own that can be undone."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._set: SetRow | None = None
        self._showing = False
        self._hints: dict[str, str] = {}
        columns: tuple[Column[SetEntry], ...] = (
            Column("Teil", lambda row: row.title, 140, stretch=True),
            Column("für", lambda row: row.whose, 60),
            Column("Hinweis", self._hint_of, 120, spare=1, tip=self._hint_of),
        )
        self.entries = Section("Teile", RowModel(columns, lambda row: row.id), EMPTY, self)
        table = self.entries.table
        table.on_remove = self._remove
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), table, partial(self.move_part, by))
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        RowDrag(table, self._place)
        table.row_picked.connect(lambda id_: self.desk.pick(SheetSetEntry, id_))
        table.row_opened.connect(lambda id_: self.desk.edit(SheetSetEntry, id_))
        self.ticks = QTableWidget(self)
        self._set_up_ticks()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.step(2))
        column.addWidget(self.entries)
        column.addLayout(self._buttons())
        column.addWidget(plain_label("strong", "Blätter"))
        column.addWidget(self.ticks)

    def show_set(self, view: View, found: SetRow) -> None:
        """Show the parts of a set."""
        self._set = found
        self._hints = {e.id: self._hints.get(e.id) or _hint(e) for e in found.entries if e.file is not None}
        self.entries.show_rows(found.entries)
        codes = [("alle", None), *((row.code, row.id) for row in view.municipalities)]
        ticked = {(entry.sheet, entry.municipality.id or None) for entry in found.entries}
        self._showing = True
        self.ticks.setColumnCount(len(codes))
        self.ticks.setHorizontalHeaderLabels([code for code, _ in codes])
        for row, sheet in enumerate(SHEETS):
            for place, (code, id_) in enumerate(codes):
                item = self._box(sheet.key, id_, f"{sheet.title}, {code}")
                if id_ is None or sheet.is_by_municipality:
                    checked = (sheet.key, id_) in ticked
                    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
                    item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
                self.ticks.setItem(row, place, item)
        self._showing = False

    def move_part(self, by: int) -> None:
        """Move the part that is picked up or down."""
        id_ = self.entries.table.picked_id()
        if self._set is None or id_ is None:
            return
        place = next((n for n, entry in enumerate(self._set.entries) if entry.id == id_), None)
        if place is not None and 0 <= place + by < len(self._set.entries):
            self._place(id_, place + by)

    def _place(self, id_: str, place: int) -> None:
        self.desk.run(steps.PLACE_ENTRY, place_entry(id_, place))
        self.entries.table.pick(id_)

    def add_file(self) -> None:
        """Ask for a PDF of others and put it at the end."""
        if self._set is None:
            return
        dialog = QFileDialog(
            self, "PDF in die Mappe aufnehmen", str(self.desk.workspace.path.parent), "PDF-Datei (*.pdf)"
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        if not dialog.exec():
            return
        path = Path(dialog.selectedFiles()[0])
        try:
            data = path.read_bytes()
            read_foreign(path.name, data)
        except OSError:
            self.desk.tell(_UNREADABLE.format(name=path.name))
        except NotPrintable as problem:
            self.desk.tell(str(problem))
        else:
            self.desk.run(steps.PUT_FILE, put_file(self._set.id, path.name, data))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.step(2))
        for name, text, by in (
            ("arrow_up", "Nach oben (Alt+Pfeil auf)", -1),
            ("arrow_down", "Nach unten (Alt+Pfeil ab)", 1),
        ):
            button = QPushButton(icon(name), "", self)
            button.setToolTip(text)
            button.setAccessibleName(text)
            button.clicked.connect(lambda _checked=False, by=by: self.move_part(by))
            row.addWidget(button)
        self.file_button = QPushButton(icon("add"), "PDF hin&zufügen …", self)
        self.file_button.clicked.connect(self.add_file)
        row.addWidget(self.file_button)
        row.addStretch(1)
        return row

    def _set_up_ticks(self) -> None:
        ticks = self.ticks
        ticks.setAccessibleName("Blätter je Kommune")
        ticks.setRowCount(len(SHEETS))
        ticks.setVerticalHeaderLabels([sheet.title for sheet in SHEETS])
        ticks.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        ticks.verticalHeader().setDefaultSectionSize(theme.step(7))
        ticks.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        ticks.setTabKeyNavigation(False)
        ticks.setShowGrid(False)
        ticks.setFixedHeight((len(SHEETS) + 1) * theme.step(7) + theme.step(4))
        ticks.itemChanged.connect(self._on_ticked)

    def _box(self, key: str, id_: str | None, words: str) -> QTableWidgetItem:
        item = QTableWidgetItem()
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setData(Qt.ItemDataRole.UserRole, (key, id_))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        item.setToolTip(words)
        return item

    def _on_ticked(self, item: QTableWidgetItem) -> None:
        if self._showing or self._set is None:
            return
        key, id_ = item.data(Qt.ItemDataRole.UserRole)
        if item.checkState() == Qt.CheckState.Checked:
            self.desk.run(steps.PUT_SHEET, put_sheet(self._set.id, key, id_))
            return
        for entry in self._set.entries:
            if (entry.sheet, entry.municipality.id or None) == (key, id_):
                self.desk.run(steps.TAKE_OUT, take_out(entry.id))
                return

    def _remove(self, ids: list[str]) -> None:
        for id_ in ids:
            self.desk.run(steps.TAKE_OUT, take_out(id_))

    def _hint_of(self, entry: SetEntry) -> str:
        return self._hints.get(entry.id, entry.shows)
