"""Painting the sheet of an agreement: paper, parts, what is current, selected or dragged, and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ozgdesk.ui import theme
from ozgdesk.ui.icons import icon

if TYPE_CHECKING:
    from ozgdesk.ui.views.clause_surface import ClauseSurface

_BAR = 3
_MARK = 18
_DOT = 3


def paint_page(page: ClauseSurface, dirty: QRect) -> None:
    """Paint what lies in a rectangle of the viewport."""
    painter = QPainter(page.viewport())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    _paint_paper(page, painter)
    if not page.rows:
        _paint_hint(page, painter)
    chosen = {row.id for row in page.selected()} if page.has_selection() else frozenset()
    first, last = page.place_at(dirty.top()), page.place_at(dirty.bottom())
    for place in range(max(first, 0), last + 1):
        row, part = page.rows[place], page.stack.part(place)
        top = page.line_top(place)
        rect = page.row_rect(row.id)
        if row.id in chosen:
            painter.fillRect(
                rect.adjusted(-theme.step(2), -2, theme.step(2), 2), theme.role(None, "selection")
            )
        part.paint(painter, top, page.hits.get(row.id, {}))
        if row.id == page.current_id:
            _paint_bar(page, painter, rect)
        if row.id == page.grip_id:
            _paint_grip(painter, QPoint(page.stack.look.left - theme.step(6), rect.top()), row.depth)
        mark = page.marks.get(row.id)
        if mark is not None:
            spot = QRect(0, rect.top() + 2, _MARK, _MARK)
            spot.moveLeft(page.stack.look.left + page.stack.look.measure + theme.step(2))
            icon(mark.icon, mark.role).paint(painter, spot)
    if page.drop_line is not None:
        _paint_drop(page, painter, *page.drop_line)
    painter.end()


def _paint_paper(page: ClauseSurface, painter: QPainter) -> None:
    """A sheet on the table; in a narrow window the sheet fills it."""
    look, view = page.stack.look, page.viewport().rect()
    if look.paper >= look.width:
        painter.fillRect(view, theme.role(None, "surface"))
        return
    painter.fillRect(view, theme.role(None, "sunken"))
    top = theme.step(4) - page.verticalScrollBar().value()
    bottom = max(page.sheet_bottom(), top)
    sheet = QRectF(look.left - look.beside, top, look.paper, bottom - top)
    painter.setPen(QPen(theme.role(None, "hairline"), 1))
    painter.setBrush(theme.role(None, "surface"))
    painter.drawRect(sheet.adjusted(0.5, 0.5, -0.5, -0.5))


def _paint_hint(page: ClauseSurface, painter: QPainter) -> None:
    look = page.stack.look
    painter.setPen(theme.role(None, "muted"))
    painter.setFont(look.body)
    area = QRect(look.left, theme.step(14), look.measure, page.viewport().height())
    painter.drawText(area, int(Qt.TextFlag.TextWordWrap), page.hint)


def _paint_bar(page: ClauseSurface, painter: QPainter, rect: QRect) -> None:
    """The current part, strong while the keys go to the page or its editor."""
    is_active = page.hasFocus() or page.editor.hasFocus()
    role = theme.role(None, "focus" if is_active else "border")
    painter.fillRect(QRect(rect.left() - theme.step(3), rect.top(), _BAR, rect.height()), role)


def _paint_grip(painter: QPainter, corner: QPoint, _depth: int) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.role(None, "border"))
    for column in range(2):
        for line in range(3):
            painter.drawEllipse(
                QRectF(corner.x() + column * 2 * _DOT, corner.y() + 6 + line * 2 * _DOT, _DOT, _DOT)
            )
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_drop(page: ClauseSurface, painter: QPainter, line: int, indent: int) -> None:
    look = page.stack.look
    y = page.line_top(line) + 2
    color = QColor(theme.role(None, "accent"))
    left = look.left + indent
    painter.fillRect(QRect(left, y - 1, look.measure - indent, _BAR), color)
    painter.setPen(QPen(color, 2))
    painter.setBrush(theme.role(None, "surface"))
    painter.drawEllipse(QPoint(left, y), 4, 4)
