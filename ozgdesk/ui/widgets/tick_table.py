"""A table whose rows can be ticked: by mouse in the first column, by the space bar all selected ones."""

from collections.abc import Callable, Collection, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from ozgdesk.ui import theme
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.row_delegate import RowDelegate
from ozgdesk.ui.widgets.row_model import ID_ROLE, Column, HasId, Index, RowModel
from ozgdesk.ui.widgets.rows import RowTable

R = TypeVar("R", bound=HasId)
TICKED, FREE, NONE = "angekreuzt", "nicht angekreuzt", ""
_SIDE = 16


class TickTable(RowTable, Generic[R]):
    """`ticked` are the ids that are ticked now; `ticks_changed` tells when they changed.

    `may_be_ticked(row)` says which rows have a box at all. Return is left to the dialog around.
    """

    ticks_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column[R]],
        name: str,
        may_be_ticked: Callable[[R], bool],
        parent: QWidget | None = None,
    ) -> None:
        self.ticked: set[str] = set()
        self._may_be_ticked = may_be_ticked
        ticks: Column[R] = Column("", self._word, theme.step(9), firm=True)
        super().__init__(RowModel((ticks, *columns)), name, parent)
        self.setItemDelegate(_TickDelegate(self))
        self.clicked.connect(self._on_clicked)

    def tick(self, ids: Collection[str]) -> None:
        """Tick exactly these rows."""
        self.ticked = set(ids)
        self._refresh()

    def toggle(self, ids: Sequence[str]) -> None:
        """Tick the rows that have a box, or none of them when all are ticked already."""
        rows = (self.rows.position(id_) for id_ in ids)
        boxes = [
            self.rows.rows[place].id
            for place in rows
            if place is not None and self._may_be_ticked(self.rows.rows[place])
        ]
        if not boxes:
            return
        self.ticked = self.ticked - set(boxes) if self.ticked >= set(boxes) else self.ticked | set(boxes)
        self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Space:
            current = self.picked_id()
            self.toggle(self.selected_ids() or ([current] if current else []))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.toggle([index.data(ID_ROLE)])

    def _word(self, row: R) -> str:
        if not self._may_be_ticked(row):
            return NONE
        return TICKED if row.id in self.ticked else FREE

    def _refresh(self) -> None:
        last = len(self.rows.rows) - 1
        if last >= 0:
            self.rows.dataChanged.emit(self.rows.index(0, 0), self.rows.index(last, 0))
        self.ticks_changed.emit()


class _TickDelegate(RowDelegate):
    """Paints the word of the first column as a box."""

    def _paint_text(
        self, painter: QPainter, inner: QRect, option: QStyleOptionViewItem, index: Index
    ) -> None:
        if index.column():
            super()._paint_text(painter, inner, option, index)
            return
        word = str(index.data() or "")
        if word == NONE:
            return
        box = QRectF(inner.x(), inner.center().y() - _SIDE / 2 + 1, _SIDE, _SIDE)
        self._paint_box(painter, box, option, is_ticked=word == TICKED)

    @staticmethod
    def _paint_box(painter: QPainter, box: QRectF, option: Any, *, is_ticked: bool) -> None:
        widget = option.widget
        is_over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.role(widget, "accent" if is_ticked or is_over else "border")
        painter.setPen(QPen(edge, 1))
        painter.setBrush(theme.role(widget, "accent" if is_ticked else "surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if is_ticked:
            icon("check", "on_accent").paint(painter, box.adjusted(1, 1, -1, -1).toRect())
