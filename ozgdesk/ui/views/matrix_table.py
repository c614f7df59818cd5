"""The tables of the matrix: cells that are walked, marked as a block and typed into, and the totals below.

What the keys do to the project is up to the view.
"""

from collections.abc import Iterable

from PySide6.QtCore import (
    QItemSelectionModel,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ozgdesk.domain.vocabulary import Role
from ozgdesk.present.matrix import MatrixRow, table_text
from ozgdesk.present.municipalities import MunicipalityTag
from ozgdesk.ui import theme
from ozgdesk.ui.views.matrix_model import MatrixModel, TotalsModel
from ozgdesk.ui.views.matrix_paint import CellPainter, ColumnHead, Line, RowHead, TotalDelegate, TotalHead
from ozgdesk.ui.widgets.row_model import Index

Key = Qt.Key

_ROLES: dict[int, Role | None] = {
    Key.Key_F: Role.LEAD,
    Key.Key_Z: Role.CONTRIBUTOR,
    Key.Key_K: Role.INFORMED,
    Key.Key_Delete: None,
    Key.Key_Backspace: None,
}
_CELL, _SUM, _HEAD = theme.step(18), theme.step(28), (theme.step(60), theme.step(110))
_LAST = theme.step(40)
_TOTAL_ROW = 26


class _MatrixGrid(QTableView):
    """What both tables share: equal columns under each other, as wide as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """The heads get a third of the width, the municipalities what they need, the last column the rest."""
        least, most = _HEAD
        self.verticalHeader().setFixedWidth(max(least, min(most, self.width() * 36 // 100)))
        model = self.model()
        last = model.columnCount() - 1 if model is not None else -1
        for column in range(last):
            self.setColumnWidth(column, _SUM if column == last - 1 else _CELL)
        if last > 0:
            used = self.columnViewportPosition(last) + self.horizontalHeader().offset()
            self.setColumnWidth(last, max(self.viewport().width() - used, _LAST))


class MatrixTable(_MatrixGrid):
    """The cells. `role_typed(role, keeps)` is F, Z, K or Entf, where `keeps` is whether an old lead goes on.

    `cell_picked()` follows the current cell; `menu_asked(point)` is a click on it or the key of the menu.
    """

    role_typed = Signal(object, bool)
    cycle_typed = Signal()
    cell_picked = Signal()
    cell_opened = Signal()
    fold_asked = Signal(str)
    menu_asked = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix = MatrixModel()
        self._kept: tuple[str, int] | None = None
        self._is_restoring = False
        self._was_current = False
        self.setAccessibleName("Matrix der Zuständigkeiten")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalHeader(ColumnHead(self))
        self.heads = RowHead(self)
        self.heads.on_fold = self.fold_asked.emit
        self.setVerticalHeader(self.heads)
        self.setModel(self.matrix)
        self.setCornerButtonEnabled(False)
        self.matrix.modelAboutToBeReset.connect(self._keep)
        self.matrix.modelReset.connect(self._restore)

    @property
    def folded(self) -> frozenset[str]:
        """The ids of the phases that are shown folded."""
        return self.heads.folded

    def show_rows(
        self, tags: Iterable[MunicipalityTag], rows: Iterable[MatrixRow], folded: frozenset[str]
    ) -> None:
        """Show other rows; the current cell stays."""
        self.heads.folded = folded
        self.matrix.show_rows(tuple(tags), tuple(rows))
        self.heads.viewport().update()

    def current_row(self) -> MatrixRow | None:
        """The task of the current cell."""
        index = self.currentIndex()
        return self.matrix.rows[index.row()] if index.isValid() else None

    def block(self) -> tuple[list[str], list[str]]:
        """The tasks and municipalities of the marked cells, or of the current one."""
        indexes = self.selectionModel().selectedIndexes() or [self.currentIndex()]
        rows = sorted({index.row() for index in indexes if index.isValid()})
        columns = sorted({index.column() for index in indexes if index.isValid()})
        tags = [self.matrix.tag_at(column) for column in columns]
        return [self.matrix.rows[row].id for row in rows], [tag.id for tag in tags if tag is not None]

    def pick(self, id_: str, column: int | None = None) -> bool:
        """Make a cell of a task current, by default in the column where the user is; false when not shown."""
        position = self.matrix.position(id_)
        if position is None:
            return False
        if column is None:
            column = max(self.currentIndex().column(), 0)
        index = self.matrix.index(position, column)
        # Not setCurrentIndex(): it toggles while Strg is held, as in Strg+Z.
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)
        return True

    def copy(self) -> None:
        """Put the rows of the marked cells on the clipboard, all columns, as spreadsheets want them."""
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        if rows:
            text = table_text(self.matrix.tags, (self.matrix.rows[row] for row in rows))
            QGuiApplication.clipboard().setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in sight; Qt's way, cell by cell, takes longer than a frame may last."""
        painter = QPainter(self.viewport())
        area, width = event.rect(), self.viewport().width()
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        if first >= 0:
            cells = CellPainter(painter, self, self.matrix.tags)
            spans = self._spans(area)
            for place in range(first, (last if last >= 0 else self.matrix.rowCount() - 1) + 1):
                cells.paint(self._line(place), spans, width)
        painter.end()

    def keyboardSearch(self, search: str) -> None:
        """Letters are roles here and search nothing."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = held == Qt.KeyboardModifier.ShiftModifier
        row = self.current_row()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif row is None or (held and not shift):
            super().keyPressEvent(event)
        elif event.key() in _ROLES and (not shift or event.key() == Key.Key_F):
            self.role_typed.emit(_ROLES[event.key()], not shift)
        elif event.key() == Key.Key_Space:
            self.cycle_typed.emit()
        elif event.key() in (Key.Key_Return, Key.Key_Enter):
            self.cell_opened.emit()
        elif event.key() in (Key.Key_Plus, Key.Key_Minus):
            self._fold_by_key(row, closes=event.key() == Key.Key_Minus)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._was_current = is_left and index.isValid() and index == self.currentIndex()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the cell that was current opens its menu."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if self._was_current and index == self.currentIndex():
            self._ask_menu(index)
        self._was_current = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second of two quick clicks is a click on the current cell."""
        self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.currentIndex()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._ask_menu(index)
        elif index.isValid():
            self.menu_asked.emit(event.globalPos())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.heads.viewport().update()
        if current.isValid() and not self._is_restoring:
            self.cell_picked.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt makes the first cell current when the table gets the keys; that is not the user's choice."""
        was, self._is_restoring = self._is_restoring, True
        super().focusInEvent(event)
        self._is_restoring = was

    def _spans(self, area: QRect) -> list[tuple[int, int, int]]:
        """The columns that lie in an area of the viewport, as (column, x, width)."""
        columns = range(self.matrix.columnCount())
        spans = ((c, self.columnViewportPosition(c), self.columnWidth(c)) for c in columns)
        return [(c, x, width) for c, x, width in spans if x <= area.right() and x + width > area.left()]

    def _line(self, place: int) -> Line:
        marked = range(0)
        for found in self.selectionModel().selection().toList():
            if found.top() <= place <= found.bottom():
                marked = range(found.left(), found.right() + 1)
        current = self.currentIndex()
        column = current.column() if current.row() == place else -1
        return Line(self.matrix.rows[place], self.rowViewportPosition(place), marked, column)

    def _ask_menu(self, index: Index) -> None:
        if index.isValid():
            self.menu_asked.emit(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))

    def _fold_by_key(self, row: MatrixRow, *, closes: bool) -> None:
        """Fold or unfold the current phase; minus on a task folds the phase around it."""
        id_ = row.id if row.is_phase else row.parent_id if closes else None
        if id_ is not None and closes is not (id_ in self.folded):
            self.fold_asked.emit(id_)

    def _keep(self) -> None:
        row = self.current_row()
        self._kept = (row.id, self.currentIndex().column()) if row else None

    def _restore(self) -> None:
        self.fit_columns()
        if self._kept is not None:
            self._is_restoring = True
            id_, column = self._kept
            self.pick(id_, min(column, self.matrix.columnCount() - 1))
            self._is_restoring = False


class TotalsTable(_MatrixGrid):
    """The totals of each municipality, in the columns of the matrix above and scrolled with it."""

    def __init__(self, above: MatrixTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._above = above
        self.totals = TotalsModel()
        self.setAccessibleName("Summen je Kommune")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().hide()
        heads = TotalHead(self)
        heads.setDefaultSectionSize(_TOTAL_ROW)
        self.setVerticalHeader(heads)
        self.setModel(self.totals)
        self.setItemDelegate(TotalDelegate(self))
        self.setFixedHeight(_TOTAL_ROW * len(TotalsModel.titles) + 2)
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(off)
        self.setVerticalScrollBarPolicy(off)
        above.horizontalScrollBar().valueChanged.connect(self.horizontalScrollBar().setValue)
        above.horizontalHeader().sectionResized.connect(self.fit_columns)
        self.totals.modelReset.connect(self.fit_columns)

    def fit_columns(self) -> None:
        """The columns of the matrix; the last one also where that has its scroll bar, to scroll as far."""
        super().fit_columns()
        last = self.totals.columnCount() - 1
        extra = self.viewport().width() - self._above.viewport().width()
        self.setColumnWidth(last, self._above.columnWidth(last) + extra)
