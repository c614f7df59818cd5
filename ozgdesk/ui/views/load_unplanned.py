"""Ohne Aufwand: the leads and contributions that are in no figure, with their effort to be typed in."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ozgdesk import formats
from ozgdesk.commands import records
from ozgdesk.commands.problems import StoreProblem
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.tasks import Assignment
from ozgdesk.present.load import UnplannedRow
from ozgdesk.texts import steps
from ozgdesk.texts.rules import rule_message
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.checked_delegate import CheckedDelegate
from ozgdesk.ui.widgets.rows import Column, RowModel
from ozgdesk.ui.widgets.sections import ShortTable

EFFORT = "Aufwand"


class UnplannedTable(ShortTable):
    """F2 or a digit types the effort of the row, wherever in it the cursor stands, a click into its cell too.

    What is typed is saved with Return or Tab, and the next row is marked.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        model: RowModel[UnplannedRow] = RowModel(_columns(self))
        super().__init__(model, "Ohne Aufwand", parent)
        self.desk = desk
        self._effort = [column.title for column in model.columns].index(EFFORT)
        self.delegate = CheckedDelegate(self, self._save)
        self.setItemDelegate(self.delegate)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.doubleClicked.disconnect()
        self.clicked.connect(self._on_clicked)
        self.row_picked.connect(lambda id_: desk.pick(Assignment, id_))
        self.row_opened.connect(lambda id_: desk.edit(Assignment, id_))
        detach = desk.attach_editor(self.delegate.finish)
        self.destroyed.connect(lambda: detach())

    def begin(self, place: int) -> None:
        """Type the effort of a row."""
        self.pick(self.rows.rows[place].id)
        self.setCurrentIndex(self.rows.index(place, self._effort))
        self.edit(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_typed = event.text().isdigit() or event.key() == Qt.Key.Key_F2
        if is_typed and self.currentIndex().isValid():
            self.setCurrentIndex(self.rows.index(self.currentIndex().row(), self._effort))
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.delegate.finish():  # else what is typed would be left behind
            super().mousePressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == self._effort:
            self.edit(index)

    def _save(self, row: UnplannedRow, typed: str) -> str:
        """Keep an effort and go on to the next row; returns why it is refused, else an empty text."""
        place = self.rows.position(row.id) or 0
        try:
            minutes = formats.read_duration(typed) if typed.strip() else None
            self.desk.commit(steps.edit(Assignment), records.edit(Assignment, row.id, effort_minutes=minutes))
        except formats.NotReadable as reason:
            return str(reason)
        except RuleViolation as refusal:
            return rule_message(refusal)
        except StoreProblem as problem:
            self.desk.failed.emit(problem)
            return ""
        self._go_on(place + (self.rows.position(row.id) is not None))
        return ""

    def _go_on(self, place: int) -> None:
        if self.rows.rowCount():
            self.pick(self.rows.rows[min(place, self.rows.rowCount() - 1)].id)


def _columns(widget: QWidget) -> tuple[Column[UnplannedRow], ...]:
    def muted(_row: UnplannedRow) -> QColor:
        return theme.role(widget, "muted")

    return (
        Column("Nr.", lambda row: row.number, 72, sort=lambda row: formats.sort_key(row.number)),
        Column("Aufgabe", lambda row: row.name, 220, stretch=True, tip=lambda row: row.name),
        Column("Kommune", lambda row: row.municipality.code, 84, chips=_chips),
        Column("Rolle", lambda row: row.role_text, 116, spare=1, color=muted),
        Column(
            "Fällig",
            lambda row: formats.day(row.due_on) if row.due_on else "–",
            104,
            spare=2,
            color=muted,
            sort=lambda row: row.due_on,
        ),
        Column("Grund", lambda row: row.reason, 116),
        Column(
            EFFORT,
            _effort,
            132,
            firm=True,
            icon=lambda row: icon("edit", "muted"),
            tip=lambda row: "Aufwand in Personentagen, zum Beispiel 2,5 (F2)",
            edited=_effort,
            edit=lambda row, typed: None,  # the delegate of the table carries it out
            sort=lambda row: row.effort_minutes,
        ),
    )


def _effort(row: UnplannedRow) -> str:
    return "" if row.effort_minutes is None else formats.duration(row.effort_minutes)


def _chips(row: UnplannedRow) -> list[tuple[str, str]]:
    return [(row.municipality.code, row.municipality.color)]
