"""Moving a row of a table to another place with the mouse: a line shows where it would stand."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame

from ozgdesk.ui import theme
from ozgdesk.ui.widgets.row_model import ID_ROLE
from ozgdesk.ui.widgets.rows import RowTable


class RowDrag(QObject):
    """Watches a table; `on_moved(id, place)` is told where a row was let go, counted without itself.

    Esc, or letting go where it stood, changes nothing.
    """

    def __init__(self, table: RowTable, on_moved: Callable[[str, int], object]) -> None:
        super().__init__(table)
        self._table = table
        self._on_moved = on_moved
        self._from = -1
        self._pressed_at = QPoint()
        self._line = QFrame(table.viewport())
        self._line.setFixedHeight(2)
        theme.look(self._line, "drop")
        self._line.hide()
        table.viewport().installEventFilter(self)
        table.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            return self._on_mouse(event)
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self._line.isVisible():
            self._end()
            return True
        return False

    def _on_mouse(self, event: QMouseEvent) -> bool:
        at = event.position().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._from, self._pressed_at = self._table.indexAt(at).row(), at
        elif event.type() == QEvent.Type.MouseMove and self._from >= 0:
            way = (at - self._pressed_at).manhattanLength()
            if self._line.isVisible() or way >= QApplication.startDragDistance():
                self._show_line(self._gap(at))
            return True
        elif event.type() == QEvent.Type.MouseButtonRelease and self._from >= 0:
            self._let_go(at)
        return False

    def _let_go(self, at: QPoint) -> None:
        source, gap, was_dragged = self._from, self._gap(at), self._line.isVisible()
        self._end()
        place = gap - 1 if gap > source else gap
        if was_dragged and place != source:
            self._on_moved(self._table.rows.index(source, 0).data(ID_ROLE), place)

    def _gap(self, at: QPoint) -> int:
        """Before which row the point lies: a row counts from its middle on as passed."""
        row = self._table.rowAt(at.y())
        if row < 0:
            return 0 if at.y() < 0 else self._table.rows.rowCount()
        middle = self._table.rowViewportPosition(row) + self._table.rowHeight(row) // 2
        return row + (at.y() > middle)

    def _show_line(self, gap: int) -> None:
        height = self._table.rowHeight(0)
        self._line.setGeometry(0, max(gap * height - 1, 0), self._table.viewport().width(), 2)
        self._line.show()
        self._table.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def _end(self) -> None:
        self._from = -1
        self._line.hide()
        self._table.viewport().unsetCursor()
