"""The tree of clauses beside the page: numbers and headings, to jump to and to put in another order."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from ozgdesk.domain.vocabulary import ClauseKind
from ozgdesk.present.agreement import ClauseRow
from ozgdesk.present.clause_drops import Drop
from ozgdesk.present.naming import shortened
from ozgdesk.ui import theme
from ozgdesk.ui.views.part_drag import PartDrag

_ID = Qt.ItemDataRole.UserRole
_LONGEST = 44
_INDENT = 16
_LINE = 3


class ClauseOutline(QTreeWidget):
    """Shows the parts of a version; `picked(id)` when the user chooses one.

    A part is dragged to another place (`dropped(id, parent_id, after_id)`) or moved with Strg+Up and
    Strg+Down (`shift`); Escape while dragging leaves it where it is.
    """

    picked = Signal(str)
    dropped = Signal(str, object, object)
    shift = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setAccessibleName("Gliederung")
        self.setUniformRowHeights(True)
        self.setIndentation(_INDENT)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.rows: Sequence[ClauseRow] = ()
        self.is_locked = False
        self.drop_line: QPoint | None = None
        self._items: dict[str, QTreeWidgetItem] = {}
        self._shown: list[tuple[str, str | None]] = []
        self.drag = PartDrag(self, self)
        self.drag.dropped.connect(self.dropped)
        self.currentItemChanged.connect(self._on_current)

    def set_rows(self, rows: tuple[ClauseRow, ...], *, is_locked: bool) -> None:
        """Show a text; what was folded open and the current part stay."""
        self.rows, self.is_locked = rows, is_locked
        if [(row.id, row.parent_id) for row in rows] == self._shown:
            for row in rows:
                if self._items[row.id].text(0) != title(row):
                    self._items[row.id].setText(0, title(row))
            return
        self._shown = [(row.id, row.parent_id) for row in rows]
        opened = {id_ for id_, item in self._items.items() if item.isExpanded()}
        current = self.current_id()
        self.blockSignals(True)
        self.clear()
        self._items = {}
        for row in rows:
            above = self._items.get(row.parent_id or "")
            item = QTreeWidgetItem(above if above is not None else self.invisibleRootItem())
            item.setText(0, title(row))
            item.setToolTip(0, row.heading)
            item.setData(0, _ID, row.id)
            self._items[row.id] = item
        for id_ in opened & self._items.keys():
            self._items[id_].setExpanded(True)
        if current in self._items:
            self.setCurrentItem(self._items[current])
        self.blockSignals(False)

    def current_id(self) -> str:
        """The id of the chosen part, empty when there is none."""
        item = self.currentItem()
        return str(item.data(0, _ID)) if item is not None else ""

    def pick(self, clause_id: str) -> None:
        """Choose a part without telling anybody."""
        item = self._items.get(clause_id)
        if item is not None:
            self.blockSignals(True)
            self.setCurrentItem(item)
            self.scrollToItem(item)
            self.blockSignals(False)

    def drop_point(self, drop: Drop) -> QPoint | None:
        """Where in the viewport the line of a place begins; None below a part that is folded."""
        above = self._items.get(drop.parent_id or "")
        if above is not None and above.childCount() and not above.isExpanded():
            return None
        before = self._items.get(drop.after_id or "", above)
        while (
            drop.after_id is not None and before is not None and before.isExpanded() and before.childCount()
        ):
            before = before.child(before.childCount() - 1)
        if before is not None and self.visualItemRect(before).isEmpty():
            return None
        top = self.visualItemRect(before).bottom() + 1 if before is not None else self._top()
        return QPoint(_INDENT * (drop.depth + 1), top)

    def show_drop(self, drop: Drop | None) -> None:
        """Draw the line of a place where a part may be put down; None: no line."""
        self.drop_line = self.drop_point(drop) if drop is not None else None
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        point = event.position().toPoint()
        item = self.itemAt(point)
        is_held = item is not None and self.visualItemRect(item).contains(point) and not self.is_locked
        if item is not None and is_held and event.button() == Qt.MouseButton.LeftButton:
            self.drag.press(point, str(item.data(0, _ID)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.drag.is_pressed:
            self.drag.move(event.position().toPoint())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.drag.release()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        moves = event.modifiers() & Qt.KeyboardModifier.ControlModifier and not self.is_locked
        if key == Qt.Key.Key_Escape and self.drag.is_pressed:
            self.drag.cancel()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and moves:
            self.shift.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.drop_line is not None:
            painter = QPainter(self.viewport())
            color = theme.role(None, "accent")
            left, y = self.drop_line.x(), max(self.drop_line.y(), _LINE)
            painter.fillRect(left, y - 1, self.viewport().width() - left, _LINE, color)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(color, 2))
            painter.setBrush(theme.role(None, "surface"))
            painter.drawEllipse(QPoint(left, y), _LINE, _LINE)
            painter.end()

    def _top(self) -> int:
        first = self.topLevelItem(0)
        return self.visualItemRect(first).top() if first is not None else 0

    def _on_current(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.picked.emit(str(item.data(0, _ID)))


def title(row: ClauseRow) -> str:
    """Number and heading of a part, or the first words of its text; its kind when there are none."""
    words = row.heading or row.text
    if not words.strip():
        words = row.kind_text
    if row.kind == ClauseKind.FORMULA.value:
        words = row.kind_text
    return f"{row.number}  {shortened(words, _LONGEST)}".strip()
