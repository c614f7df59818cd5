"""How the matrix looks: heads of rows and columns, and cells.

A lead is a filled chip in the colour of its municipality, a contribution a ring of it, who is informed only a
letter; what is done is grey. So the role is seen in shape and letter, not by colour alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ozgdesk.present.matrix import NONE, MatrixCell, MatrixRow
from ozgdesk.present.municipalities import MunicipalityTag
from ozgdesk.ui import theme
from ozgdesk.ui.icons import icon
from ozgdesk.ui.palette import ink_on
from ozgdesk.ui.views.matrix_model import MatrixModel, sum_words
from ozgdesk.ui.widgets.code_chip import chip_width, paint_chip
from ozgdesk.ui.widgets.row_model import Index

HEAD_HEIGHT = 34
INDENT = theme.step(4)
ARROW = 16
PAD = theme.step(2)
_CHIP = QSize(28, 20)
_ROLES = (
    "surface", "sunken", "selection", "hairline", "border", "text", "muted", "warning", "danger", "focus",
)  # fmt: skip
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTER = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Line:
    """A row that is painted: its task, where it lies, and the marked and current columns in it."""

    row: MatrixRow
    y: int
    marked: range
    current: int


class CellPainter:
    """Paints rows of cells in one go: asked cell by cell, Qt takes longer than a frame may last."""

    def __init__(self, painter: QPainter, widget: QWidget, tags: Sequence[MunicipalityTag]) -> None:
        self._painter = painter
        self._tags = tags
        self._colors = {name: theme.role(widget, name) for name in _ROLES}
        self._towns = [(QColor(tag.color), ink_on(tag.color)) for tag in tags]
        self._plain, self._strong = theme.font(-0.5), theme.font(-0.5, strong=True)
        self._small, self._sign, self._text = theme.font(-1.5), theme.font(0.5, strong=True), theme.font()
        self._has_focus = widget.hasFocus()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint(self, line: Line, spans: Sequence[tuple[int, int, int]], width: int) -> None:
        """One row over the width of the viewport; `spans` are the columns in sight as (column, x, width)."""
        self._paint_ground(line, width)
        for column, x, wide in spans:
            area = QRect(x, line.y, wide, theme.ROW_HEIGHT)
            if column in line.marked:
                self._painter.fillRect(area.adjusted(0, 0, 0, -1), self._colors["selection"])
            if column < len(self._tags):
                self._paint_cell(line.row, column, area)
            elif column == len(self._tags):
                self._paint_text(area, sum_words(line.row), "muted")
            else:
                self._paint_text(area, "; ".join(line.row.problems), "warning")
            if column == line.current and self._has_focus:
                self._painter.setBrush(Qt.BrushStyle.NoBrush)
                self._painter.setPen(QPen(self._colors["focus"], 2))
                self._painter.drawRect(area.adjusted(1, 1, -1, -2))

    def _paint_ground(self, line: Line, width: int) -> None:
        area = QRect(0, line.y, width, theme.ROW_HEIGHT)
        self._painter.fillRect(area, self._colors["sunken" if line.row.is_phase else "surface"])
        self._painter.fillRect(QRect(0, area.bottom(), width, 1), self._colors["hairline"])

    def _paint_cell(self, row: MatrixRow, column: int, area: QRect) -> None:
        cell = row.cells[column]
        is_sum = row.is_phase and cell.counts != NONE
        if is_sum:
            self._paint_counts(cell, area)
        if cell.letter:
            place = QRect(QPoint(), _CHIP)
            place.moveCenter(area.center())
            if is_sum:
                place.moveLeft(area.x() + 2)
            self._paint_part(cell, place, column)

    def _paint_part(self, cell: MatrixCell, place: QRect, column: int) -> None:
        """The letter in the look of its role, with a sign where there is something to check."""
        painter, colors = self._painter, self._colors
        town, ink_on_town = self._towns[column]
        ink = colors["muted" if cell.is_done or cell.letter == "K" else "text"]
        if cell.letter == "F":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors["hairline"] if cell.is_done else town)
            painter.drawRoundedRect(QRectF(place), 4, 4)
            ink = ink if cell.is_done else ink_on_town
        elif cell.letter == "Z":
            painter.setPen(QPen(colors["border"], 1) if cell.is_done else QPen(town, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(place).adjusted(0.75, 0.75, -0.75, -0.75), 4, 4)
        painter.setFont(self._plain if cell.is_done else self._strong)
        painter.setPen(ink)
        painter.drawText(place, _CENTER, cell.letter)
        if cell.problems:
            painter.setFont(self._sign)
            painter.setPen(colors["danger" if cell.is_late else "warning"])
            painter.drawText(QRect(place.right() + 4, place.y(), 10, place.height()), _LEFT, "!")

    def _paint_counts(self, cell: MatrixCell, area: QRect) -> None:
        self._painter.setFont(self._small)
        self._painter.setPen(self._colors["muted"])
        if cell.letter:
            area = area.adjusted(_CHIP.width() + 4, 0, 0, 0)
        words = QFontMetrics(self._small).elidedText(
            cell.counts.words(), Qt.TextElideMode.ElideRight, area.width() - 2
        )
        self._painter.drawText(area, _CENTER, words)

    def _paint_text(self, area: QRect, text: str, role: str) -> None:
        if text:
            _paint_text(self._painter, area.adjusted(PAD, 0, -PAD, -1), text, self._colors[role])


def _paint_sign(painter: QPainter, at: QPointF, widget: QWidget, *, is_late: bool) -> None:
    painter.setFont(theme.font(0.5, strong=True))
    painter.setPen(theme.role(widget, "danger" if is_late else "warning"))
    painter.drawText(QRectF(at.x(), at.y() - 10, 10, 20), _LEFT, "!")


def _paint_text(painter: QPainter, inner: QRect, text: str, color: QColor, *, strong: bool = False) -> None:
    font = theme.font(strong=strong)
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(
        inner, _LEFT, QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
    )


class ColumnHead(QHeaderView):
    """The codes of the municipalities on their colours; the sum and what to look at in words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(HEAD_HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self.model()
        tag = model.tag_at(section) if isinstance(model, MatrixModel) else None
        painter.save()
        painter.fillRect(rect, theme.role(self, "surface"))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), theme.role(self, "hairline"))
        if tag is not None:
            width = min(chip_width(tag.code), rect.width() - 4)
            middle = rect.center()
            chip = QRect(middle.x() - width // 2, middle.y() - 9, width, 18)
            paint_chip(painter, chip, tag.code, tag.color)
        else:
            text = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
            inner = rect.adjusted(PAD, 0, -PAD, 0)
            _paint_text(painter, inner, text, theme.role(self, "muted"), strong=True)
        painter.restore()


class RowHead(QHeaderView):
    """Number and name of each task in its place in the tree; a phase folds by the arrow before its name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.folded: frozenset[str] = frozenset()
        self.on_fold = lambda id_: None
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(theme.ROW_HEIGHT)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event)
        left = self._left(row) if row is not None else 0
        if row is not None and row.is_phase and left - 4 <= event.position().x() <= left + ARROW + 4:
            self.on_fold(row.id)
            return
        super().mousePressEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self.model()
        assert isinstance(model, MatrixModel)
        row = model.rows[section]
        painter.save()
        self._paint_ground(painter, rect, row, section)
        x = rect.x() + self._left(row)
        if row.is_phase or row.is_milestone:
            name = "milestone" if row.is_milestone else "chevron_down"
            name = "chevron_right" if row.id in self.folded else name
            icon(name, "muted").paint(painter, QRect(x, rect.y(), ARROW, rect.height()))
        inner = QRect(x + ARROW + 4, rect.y(), max(rect.right() - PAD - x - ARROW - 4, 0), rect.height() - 1)
        sign = 10 if row.own_problems else 0
        inner.setWidth(max(inner.width() - sign, 0))
        number = f"{row.number}  "
        shift = QFontMetrics(theme.font()).horizontalAdvance(number)
        _paint_text(painter, inner, number, theme.role(self, "muted"))
        ink = theme.role(self, "muted" if row.is_closed else "text")
        _paint_text(painter, inner.adjusted(shift, 0, 0, 0), row.name, ink, strong=row.is_phase)
        if sign:
            is_unled = row.is_unled
            _paint_sign(painter, QPointF(inner.right() + 2, rect.center().y()), self, is_late=is_unled)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, row: MatrixRow, section: int) -> None:
        selection = self.selectionModel()
        is_current = selection is not None and selection.currentIndex().row() == section
        role = "selection" if is_current else "sunken" if row.is_phase else "surface"
        painter.fillRect(rect, theme.role(self, role))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), theme.role(self, "hairline"))

    def _left(self, row: MatrixRow) -> int:
        return PAD + row.level * INDENT

    def _row_at(self, event: QMouseEvent) -> MatrixRow | None:
        model = self.model()
        section = self.logicalIndexAt(round(event.position().y()))
        return model.rows[section] if isinstance(model, MatrixModel) and section >= 0 else None


class TotalHead(QHeaderView):
    """What each row of the totals counts."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        _paint_total_ground(painter, rect, self, section)
        inner = rect.adjusted(PAD + ARROW + 4, 0, -PAD, -1)
        text = str(self.model().headerData(section, Qt.Orientation.Vertical) or "")
        _paint_text(painter, inner, text, theme.role(self, "text"))
        painter.restore()


class TotalDelegate(QStyledItemDelegate):
    """Figures below the middle of the cells they count."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        widget, rect = option.widget, option.rect
        painter.save()
        _paint_total_ground(painter, rect, widget, index.row())
        if option.state & QStyle.StateFlag.State_HasFocus and widget.hasFocus():
            painter.setPen(QPen(theme.role(widget, "focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        columns = index.model().columnCount()
        text = str(index.data() or "")
        if index.column() == columns - 1:
            _paint_text(painter, rect.adjusted(PAD, 0, -PAD, 0), text, theme.role(widget, "danger"))
        else:
            painter.setFont(theme.font(strong=index.column() == columns - 2))
            painter.setPen(theme.role(widget, "text"))
            align = _LEFT if index.column() == columns - 2 else _CENTER
            painter.drawText(rect.adjusted(PAD, 0, -PAD, 0), align, text)
        painter.restore()


def _paint_total_ground(painter: QPainter, rect: QRect, widget: QWidget, row: int) -> None:
    painter.fillRect(rect, theme.role(widget, "sunken"))
    line = QRect(rect.x(), rect.y(), rect.width(), 1)
    painter.fillRect(line, theme.role(widget, "hairline" if row else "border"))
