"""One frame of the board: which parts are painted where. How each part looks stands in `board_paint`."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPen, QRegion
from PySide6.QtWidgets import QWidget

from ozgdesk.present.board_scene import HEADER, CardBox, cell_head
from ozgdesk.ui import theme
from ozgdesk.ui.views.board_paint import paint_card, paint_column, paint_figures, paint_fold, paint_lane_head
from ozgdesk.ui.views.board_pictures import CardPictures
from ozgdesk.ui.views.board_port import BoardPort


@dataclass(frozen=True, slots=True)
class BoardLook:
    """What a frame shows besides the scene: the chosen card, and one that is dragged with the pointer."""

    selected: str = ""
    has_focus: bool = False
    dragged: CardBox | None = None
    pointer: QPoint | None = None
    hint: str = ""


def paint_board(
    painter: QPainter,
    port: BoardPort,
    look: BoardLook,
    dirty: QRegion,
    widget: QWidget,
    pictures: CardPictures,
) -> None:
    """Paint what of the viewport is dirty: cards that the region does not touch are left as they are."""
    area = dirty.boundingRect()
    _paint_grid(painter, port, area, widget)
    if look.dragged is not None and look.pointer is not None:
        _paint_target(painter, port, look.pointer, widget)
    first, last = area.top() + port.top, area.bottom() + 1 + port.top
    for place in port.scene.cards_between(first, last):
        where = port.area(place.box)
        if dirty.intersects(where):
            state = ("selected" if look.has_focus else "marked") if place.card.id == look.selected else ""
            pictures.paint(painter, place, where, widget, state)
    _paint_lanes(painter, port, first, last, widget)
    if look.dragged is not None and look.pointer is not None:
        where = port.area(look.dragged.box)
        where.moveCenter(look.pointer)
        painter.setOpacity(0.9)
        paint_card(painter, look.dragged, where, widget, state="dragged")
        painter.setOpacity(1.0)
    if area.top() < HEADER:
        _paint_columns(painter, port, widget)
    _paint_hint(painter, port, look.hint, widget)


def _paint_grid(painter: QPainter, port: BoardPort, area: QRect, widget: QWidget) -> None:
    painter.setPen(theme.role(widget, "hairline"))
    for column in port.scene.columns[1:]:
        x = column.x - port.left
        painter.drawLine(x, max(area.top(), HEADER), x, min(area.bottom(), port.scene.height - port.top))


def _paint_target(painter: QPainter, port: BoardPort, pointer: QPoint, widget: QWidget) -> None:
    target = port.target_at(pointer)
    if target is None:
        return
    area = port.cell_area(*target)
    painter.fillRect(area, theme.role(widget, "selection"))
    painter.setPen(QPen(theme.role(widget, "accent"), 1, Qt.PenStyle.DashLine))
    painter.drawRect(area.adjusted(0, 0, -1, -1))


def _paint_lanes(painter: QPainter, port: BoardPort, first: int, last: int, widget: QWidget) -> None:
    columns = {column.key: column for column in port.scene.columns}
    for lane in port.scene.lanes_between(first, last):
        if lane.fold is not None:
            paint_fold(painter, lane.fold, port.area(lane.fold.box), widget)
        for key in lane.cells:
            limit = port.scene.limits.get((lane.lane.id, key))
            if limit is not None:
                paint_figures(painter, limit, port.area(cell_head(lane, columns[key])), widget)
        limit = port.scene.limits.get((lane.lane.id, ""))
        paint_lane_head(painter, lane, port.head_y(lane), widget.width(), widget, limit)


def _paint_columns(painter: QPainter, port: BoardPort, widget: QWidget) -> None:
    painter.fillRect(QRect(0, 0, widget.width(), HEADER), theme.role(widget, "window"))
    painter.setPen(theme.role(widget, "hairline"))
    painter.drawLine(0, HEADER - 1, widget.width(), HEADER - 1)
    for column in port.scene.columns:
        limit = port.scene.limits.get((None, column.key))
        paint_column(painter, column, column.x - port.left, widget, limit)


def _paint_hint(painter: QPainter, port: BoardPort, hint: str, widget: QWidget) -> None:
    painter.setFont(widget.font())
    painter.setPen(theme.role(widget, "muted"))
    painter.drawText(QRect(16, port.scene.height - port.top + 12, widget.width() - 32, 28), 0, hint)
