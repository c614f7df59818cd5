"""A table whose cells are running text: what is gone is struck out, what is new underlined."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QTableView, QWidget

from ozgdesk.domain.redline import RunKind
from ozgdesk.present.comparison import ComparedRow
from ozgdesk.present.stretches import Stretch, Stretches
from ozgdesk.ui import theme
from ozgdesk.ui.widgets.row_delegate import MARGIN, RowDelegate
from ozgdesk.ui.widgets.row_model import Index, rows_behind
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable
from ozgdesk.ui.widgets.wording import run_look

Cell = Callable[[ComparedRow], Stretches]
Field = tuple[Column[ComparedRow], Cell]
"""A column, and its cells as stretches of text."""

_PADDING = theme.step(2)
_NOTHING = (Stretch(RunKind.EQUAL.value, "–"),)


class RedlineDelegate(RowDelegate):
    """Sets the text of a cell into lines; `cells` gives the stretches of each column."""

    def __init__(self, cells: Sequence[Cell], parent: QTableView) -> None:
        super().__init__(parent)
        self._cells = tuple(cells)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        self._paint_ground(painter, option, index)
        painter.setPen(theme.role(option.widget, "hairline"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        inner = _inner(option.rect)
        painter.setClipRect(inner)
        painter.setPen(theme.role(option.widget, "text"))
        layout = self._laid(index, inner.width(), option.widget)
        layout.draw(painter, QPointF(inner.topLeft()))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(option.rect.width(), self.height(index, option.rect.width(), option.widget))

    def height(self, index: Index, width: int, widget: QWidget) -> int:
        """How high a cell of this width must be."""
        laid = self._laid(index, width - 2 * MARGIN, widget)
        return max(round(laid.boundingRect().height()) + 2 * _PADDING, theme.ROW_HEIGHT)

    def _laid(self, index: Index, width: int, widget: QWidget) -> QTextLayout:
        row = rows_behind(index).rows[index.row()]
        stretches = self._cells[index.column()](row)
        layout = QTextLayout("".join(found.text for found in stretches).replace("\n", "\u2028"))
        layout.setFont(theme.font(strong=True) if row.is_title else widget.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(_formats(stretches, widget))
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout


class RedlineModel(RowModel[ComparedRow]):
    """Reasons of a frozen version stand fast: then nothing is editable."""

    is_frozen = False

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        return found & ~Qt.ItemFlag.ItemIsEditable if self.is_frozen else found


class RedlineTable(RowTable):
    """Rows as high as their texts; they are measured when rows or widths change."""

    def __init__(self, columns: Sequence[Field], name: str, parent: QWidget) -> None:
        self.model_of_rows = RedlineModel([column for column, _ in columns])
        super().__init__(self.model_of_rows, name, parent)
        self._delegate = RedlineDelegate([cell for _, cell in columns], self)
        self.setItemDelegate(self._delegate)
        self.setWordWrap(True)
        self.horizontalHeader().setSectionsClickable(False)
        self._measuring = QTimer(self, interval=0, singleShot=True)
        self._measuring.timeout.connect(self.measure)
        self.rows.modelReset.connect(self._measuring.start)
        self.rows.dataChanged.connect(self._measuring.start)
        self.horizontalHeader().sectionResized.connect(self._measuring.start)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other widths ask for other heights."""
        super().resizeEvent(event)
        self._measuring.start()

    def measure(self) -> None:
        """Make each row as high as its highest cell."""
        head = self.verticalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        shown = [at for at in range(len(self.rows.columns)) if not self.isColumnHidden(at)]
        for number in range(self.rows.rowCount()):
            heights = (
                self._delegate.height(self.rows.index(number, at), self.columnWidth(at), self) for at in shown
            )
            head.resizeSection(number, max(heights, default=theme.ROW_HEIGHT))

    def step(self, way: int, *, with_numbers: bool) -> bool:
        """Go to the next (1) or the last (-1) row that is changed; false when there is none.

        Rows in which only numbers differ are passed over unless they are wanted.
        """
        rows = self.rows.rows
        at = self.currentIndex().row()
        places = range(at + 1, len(rows)) if way > 0 else range(at - 1, -1, -1)
        found = next((place for place in places if _is_stop(rows[place], with_numbers)), None)
        return found is not None and self.pick(rows[found].id)


def _is_stop(row: ComparedRow, with_numbers: bool) -> bool:
    return row.is_changed and (with_numbers or not row.is_consequential)


def words(text: str) -> Stretches:
    """Plain words as the text of a cell; a dash for none."""
    return (Stretch(RunKind.EQUAL.value, text),) if text else ()


def side(stretches: Stretches) -> Stretches:
    """One side of a clause; a dash where it is not there."""
    return stretches or _NOTHING


def _inner(rect: QRect) -> QRect:
    return rect.adjusted(MARGIN, _PADDING, -MARGIN, -_PADDING)


def _formats(stretches: Stretches, widget: QWidget) -> list[QTextLayout.FormatRange]:
    found, start = [], 0
    for stretch in stretches:
        if stretch.kind != RunKind.EQUAL.value:
            part = QTextLayout.FormatRange()
            part.start, part.length = start, _units(stretch.text)
            part.format = run_look(widget, stretch.kind)
            found.append(part)
        start += _units(stretch.text)
    return found


def _units(text: str) -> int:
    """How long Qt takes a text for: it counts in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
