"""The list "Hinweise zum Plan": each row leads to its task, and one key does something about it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.present.plan_hints import HintRow
from ozgdesk.ui import theme
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable

SEVERITY_ICONS = {"error": ("error", "danger"), "warning": ("warning", "warning"), "note": ("info", "muted")}
_WEIGHTS = {"error": "Fehler", "warning": "Warnung", "note": "Hinweis"}
_SHOWN_ROWS = 5


def _icon(row: HintRow) -> QIcon:
    return icon(*SEVERITY_ICONS[row.severity])


_COLUMNS: tuple[Column[HintRow], ...] = (
    Column("Hinweis", lambda row: row.short, 240, stretch=True, icon=_icon, tip=lambda row: row.text),
    Column("Nr.", lambda row: row.number, 64),
    Column("Aufgabe", lambda row: row.name, 240, spare=2, tip=lambda row: row.name),
    Column("Abhilfe (Eingabe)", lambda row: row.remedy, 212),
    Column("Gewicht", lambda row: _WEIGHTS[row.severity], 84, spare=1),
)


class PlanHints(QFrame):
    """`hint_chosen(HintRow)` follows the current row, `remedy_asked(HintRow)` is Return or a double click.

    `closed` is Escape or the button; the view then hides the list.
    """

    hint_chosen = Signal(object)
    remedy_asked = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "sunken")
        self.model = RowModel(_COLUMNS)
        self.table = RowTable(self.model, "Hinweise zum Plan")
        self.table.row_picked.connect(self._on_row(self.hint_chosen.emit))
        self.table.row_opened.connect(self._on_row(self.remedy_asked.emit))
        self.title = QLabel()
        theme.look(self.title, "heading")
        close = QToolButton()
        close.setIcon(icon("close"))
        close.setToolTip("Hinweise schließen (Esc)")
        close.setAccessibleName("Hinweise schließen")
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(4), theme.step(2), theme.step(4), theme.step(3))
        layout.setSpacing(theme.step(1))
        layout.addLayout(head)
        layout.addWidget(self.table)
        self.setFocusProxy(self.table)

    def show_hints(self, rows: tuple[HintRow, ...]) -> None:
        """Show the list; where the chosen row is gone, the one that took its place is chosen."""
        place = self.table.currentIndex().row()
        gone = place >= 0 and self.table.picked_id() not in {row.id for row in rows}
        self.model.set_rows(rows)
        self.title.setText(
            f"Hinweise zum Plan ({formats.number(len(rows))})" if rows else "Keine Hinweise zum Plan"
        )
        shown = min(max(len(rows), 1), _SHOWN_ROWS)
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(head + shown * theme.ROW_HEIGHT + 2)
        if gone and rows:
            self.table.pick(rows[min(place, len(rows) - 1)].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _on_row(self, tell: Callable[[HintRow], object]) -> Callable[[str], None]:
        def told(id_: str) -> None:
            position = self.model.position(id_)
            if position is not None:
                tell(self.model.rows[position])

        return told
