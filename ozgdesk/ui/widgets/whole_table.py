"""Tables that stand on a page which scrolls as a whole: as high as their rows, without a scroll bar."""

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QScrollArea

from ozgdesk.ui import theme
from ozgdesk.ui.widgets.rows import RowTable


class WholeTable(QObject):
    """Gives a table the height of its rows from now on, and lets the page follow its current row."""

    def __init__(self, table: RowTable, page: QScrollArea) -> None:
        super().__init__(table)
        self._table = table
        self._page = page
        table.model().modelReset.connect(self._grow)
        table.horizontalScrollBar().rangeChanged.connect(self._grow)
        table.selectionModel().currentRowChanged.connect(self._follow)
        self._grow()

    def _grow(self) -> None:
        rows = max(self._table.model().rowCount(), 1)
        bar = self._table.horizontalScrollBar()
        spare = bar.sizeHint().height() if bar.maximum() else 0
        head = self._table.horizontalHeader().sizeHint().height()
        self._table.setFixedHeight(head + rows * theme.ROW_HEIGHT + spare + 2)

    def _follow(self) -> None:
        content = self._page.widget()
        if not self._table.hasFocus() or content is None:
            return
        row = self._table.visualRect(self._table.currentIndex())
        at = QRect(self._table.viewport().mapTo(content, row.topLeft()), row.size())
        for corner in (at.bottomLeft(), at.topLeft()):
            self._page.ensureVisible(corner.x(), corner.y(), 0, theme.ROW_HEIGHT)
