"""The fan on screen: knows the chosen station, and turns keys and clicks into wishes.

Where everything lies stands in `present.council_layout`, how a frame is painted in `council_paint`.
"""

import html

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from ozgdesk import formats
from ozgdesk.domain.view import View
from ozgdesk.present.council import Fan
from ozgdesk.present.council_cards import described, step_sentence
from ozgdesk.present.council_fan import Box, Card, FanScene
from ozgdesk.present.council_layout import fan_scene
from ozgdesk.ui import theme
from ozgdesk.ui.views import station_keys as keys
from ozgdesk.ui.views.council_heads import HEAD, LEFT, NAMES, paint_names, paint_times
from ozgdesk.ui.views.council_paint import MEASURES, FanPaint
from ozgdesk.ui.views.council_pens import Fitted, Pens

EMPTY = (
    "Hier steht, welchen Weg eine Vorlage in jeder Kommune nimmt. Legen Sie oben mit „Vorlage“ die erste an, "
    "oder zuerst im Ort „Vereinbarung“ eine Vereinbarung."
)
NO_MUNICIPALITY = (
    "Hier steht, welchen Weg eine Vorlage in jeder Kommune nimmt. Legen Sie zuerst im Ort „Übersicht“ eine "
    "Kommune an."
)
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_RIGHT = 16


class CouncilLanes(QAbstractScrollArea):
    """Draws one matter. Signals carry the id of a station; `paper_wanted` that of a municipality,
    `result_wanted` also the letter of a result.

    `menu_wanted(station id or "", global point)`, `step_picked(table name, id)`. The table beside it says the
    same in rows.
    """

    picked = Signal(str)
    opened = Signal(str)
    result_wanted = Signal(str, str)
    paper_wanted = Signal(str)
    station_wanted = Signal(str)
    meeting_wanted = Signal(str)
    remove_wanted = Signal(str)
    menu_wanted = Signal(str, QPoint)
    step_picked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Wege durch die Gremien")
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else nothing can be moved
        self._view: View | None = None
        self._fan: Fan | None = None
        self._hint = EMPTY
        self._fitted: Fitted = {}
        self.scene: FanScene | None = None
        self.current_id = ""
        """The chosen station, or the municipality of an empty lane."""

    def show_fan(self, view: View, fan: Fan | None, hint: str = EMPTY) -> None:
        """Draw another matter, or the same one again; without one, the hint what to do first."""
        self._view, self._fan, self._hint = view, fan, hint
        self._lay_out()
        self.setAccessibleDescription(described(fan) if fan else hint)
        self.viewport().update()

    def pick(self, id_: str) -> None:
        """Mark a station and bring it into sight."""
        before = self.card_rect(self.current_id)
        if id_ != self.current_id:
            self.current_id = id_
            self._tell()
        box = self._box_of(id_)
        if box is not None:
            self._bring_into_sight(box)
        for area in (before, self.card_rect(id_)):
            if area is not None:
                self.viewport().update(area.adjusted(-2, -2, 2, 2))

    def card_rect(self, id_: str) -> QRect | None:
        """Where a station, or the empty lane of a municipality, is drawn in the viewport."""
        box = self._box_of(id_)
        if box is None:
            return None
        left, top = self._offset()
        return QRectF(box.x - left, box.y - top, box.width, box.height).toRect()

    def minimumSizeHint(self) -> QSize:
        return QSize(320, HEAD + theme.step(40))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before = self.card_rect(self.current_id)
        self._lay_out()
        box = self._box_of(self.current_id)
        if box is not None and before is not None and before.intersects(QRect(QPoint(), event.oldSize())):
            self._bring_into_sight(box)  # the inspector that opens beside it must not cover it

    def paintEvent(self, event: QPaintEvent) -> None:
        port = self.viewport()
        painter = QPainter(port)
        painter.fillRect(event.rect(), theme.role(self, "window"))
        if self.scene is None:
            painter.setPen(theme.role(self, "muted"))
            area = port.rect().adjusted(LEFT, theme.step(6), -LEFT, 0)
            painter.drawText(area, Qt.TextFlag.TextWordWrap, self._hint)
        else:
            self._paint_scene(painter, self.scene, event.region())
        painter.end()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is painted already; the heads, and names that stay in sight, are painted anew."""
        port = self.viewport()
        if self.scene is None or (dx and dy):
            port.update()
            return
        size = port.size()
        left = NAMES if dx else 0
        port.scroll(dx, dy, QRect(left, HEAD, size.width() - left, size.height() - HEAD))
        port.update(QRect(0, HEAD, NAMES, size.height() - HEAD))
        if dx:
            port.update(QRect(0, 0, size.width(), HEAD))

    def _paint_scene(self, painter: QPainter, scene: FanScene, region: QRegion) -> None:
        """Paint what lies in a part of the viewport."""
        size, dirty = self.viewport().size(), region.boundingRect()
        left, top = self._offset()
        pens = Pens(painter, self, self._fitted)
        body = region.intersected(QRect(NAMES, HEAD, size.width() - NAMES, size.height() - HEAD))
        paint = FanPaint(pens, scene, self.current_id, body.translated(round(left), round(top)))
        lanes = scene.lanes_between(top + max(dirty.top(), HEAD), top + dirty.bottom() + 1)
        painter.save()
        painter.setClipRect(QRect(NAMES, HEAD, size.width() - NAMES, size.height() - HEAD))
        painter.translate(-left, -top)
        paint.times(top + HEAD, min(top + size.height(), scene.height))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for lane in lanes:
            paint.lane(lane)
        painter.restore()
        paint_names(pens, lanes, top + HEAD, size.height(), left > 0)
        day = formats.day(self._view.as_of) if self._view else ""
        if dirty.top() < HEAD:
            paint_times(pens, scene, left, size.width(), day)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x, y = self._at(event.position())
        card = self._card_at(x, y)
        if card is not None:
            self._go(card.id)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._press_elsewhere(x, y)

    def _press_elsewhere(self, x: float, y: float) -> None:
        for lane in self.scene.lanes_between(y, y + 1) if self.scene else ():
            if lane.empty is not None and lane.empty.holds(x, y):
                self.paper_wanted.emit(lane.lane.municipality.id)
            for mark in lane.steps:
                if mark.box.holds(x, y):
                    self.step_picked.emit(mark.step.subject_kind, mark.step.subject_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        card = self._card_at(*self._at(event.position()))
        if card is not None:
            self.opened.emit(card.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x, y = self._at(event.position())
        lanes = self.scene.lanes_between(y, y + 1) if self.scene else ()
        boxes = [mark.box for lane in lanes for mark in lane.steps] + [
            lane.empty for lane in lanes if lane.empty
        ]
        over = self._card_at(x, y) is not None or any(box.holds(x, y) for box in boxes)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.scene is None:
            return
        point = self.viewport().mapFromGlobal(event.globalPos())
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            area = self.card_rect(self.current_id)
            point = area.center() if area else QPoint(NAMES, HEAD)
        card = self._card_at(*self._at(QPointF(point)))
        if card is not None:
            self._go(card.id)
        self.menu_wanted.emit(card.id if card else "", self.viewport().mapToGlobal(point))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and self.scene is not None:
            found = self.scene.neighbour(self.current_id, *_STEPS[key])
            if found:
                self._go(found)
        elif not self._take(*keys.wish_of(event)):
            super().keyPressEvent(event)

    def _take(self, wish: str, letter: str) -> bool:
        """Say what is wanted of what is chosen; false where it has nothing to do with it."""
        id_ = self.current_id
        if self._is_empty_lane(id_):
            if wish in keys.ADDS_PAPER:
                self.paper_wanted.emit(id_)
            return wish in keys.ADDS_PAPER
        if not wish or not id_:
            return False
        if wish == keys.RESULT:
            self.result_wanted.emit(id_, letter)
        else:
            signals = {
                keys.OPEN: self.opened,
                keys.STATION: self.station_wanted,
                keys.MEETING: self.meeting_wanted,
                keys.REMOVE: self.remove_wanted,
            }
            signals[wish].emit(id_)
        return True

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            assert isinstance(event, QHelpEvent)
            tip = html.escape(self._tip(*self._at(QPointF(event.pos())))).replace("\n", "<br>")
            QToolTip.showText(event.globalPos(), f"<qt>{tip}</qt>" if tip else "", self)
            return True
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _tip(self, x: float, y: float) -> str:
        """Everything about what lies at a point: a station, a step, or days on which nobody meets."""
        card = self._card_at(x, y)
        if card is not None:
            return card.text.sentence
        for lane in self.scene.lanes_between(y, y + 1) if self.scene else ():
            for mark in lane.steps:
                if mark.box.holds(x, y):
                    return step_sentence(mark.step)
            bands = (*lane.recess, *(self.scene.holidays if self.scene else ()))
            return next((band.name for band in bands if band.x0 <= x < band.x1), "")
        return ""

    def _go(self, id_: str) -> None:
        self.pick(id_)
        if not self._is_empty_lane(id_):
            self.picked.emit(id_)

    def _tell(self) -> None:
        """Screen readers hear what was chosen."""
        card = next((card for card in self._cards() if card.id == self.current_id), None)
        if card is not None:
            self.setAccessibleDescription(card.text.sentence)
        elif self._fan is not None:
            self.setAccessibleDescription(described(self._fan))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _lay_out(self) -> None:
        self.scene = None
        self._fitted.clear()
        size = self.viewport().size()
        if self._view is not None and self._fan is not None and self._fan.lanes:
            self.scene = fan_scene(self._view, self._fan, size.width() - _RIGHT, MEASURES)
        wide = self.scene.width + _RIGHT if self.scene else 0
        high = self.scene.height + HEAD if self.scene else 0
        for bar, whole, page in (
            (self.horizontalScrollBar(), wide, size.width()),
            (self.verticalScrollBar(), high, size.height()),
        ):
            bar.setRange(0, max(round(whole) - page, 0))
            bar.setPageStep(page)
            bar.setSingleStep(40)

    def _offset(self) -> tuple[float, float]:
        """What lies at the origin of the viewport, as a point of the scene."""
        return float(self.horizontalScrollBar().value()), float(self.verticalScrollBar().value() - HEAD)

    def _at(self, point: QPointF) -> tuple[float, float]:
        left, top = self._offset()
        return point.x() + left, point.y() + top

    def _cards(self) -> tuple[Card, ...]:
        return tuple(self.scene.cards()) if self.scene else ()

    def _card_at(self, x: float, y: float) -> Card | None:
        if y - self._offset()[1] < HEAD:
            return None
        lanes = self.scene.lanes_between(y, y + 1) if self.scene else ()
        cards = (card for lane in lanes for track in lane.tracks for card in track.cards)
        return next((card for card in cards if card.box.holds(x, y)), None)

    def _is_empty_lane(self, id_: str) -> bool:
        lanes = self.scene.lanes if self.scene else ()
        return any(lane.empty is not None and lane.lane.municipality.id == id_ for lane in lanes)

    def _box_of(self, id_: str) -> Box | None:
        lanes = self.scene.lanes if self.scene else ()
        empty = (lane.empty for lane in lanes if lane.lane.municipality.id == id_)
        found = next((card.box for card in self._cards() if card.id == id_), None)
        return found or next(empty, None)

    def _bring_into_sight(self, box: Box) -> None:
        size, (left, top) = self.viewport().size(), self._offset()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        above, below = box.y - MEASURES.title - MEASURES.rail - MEASURES.leader, box.bottom + 8
        if above < top + HEAD:
            down.setValue(round(above))
        elif below > top + size.height():
            down.setValue(round(below - size.height() + HEAD))
        if box.x < left + NAMES:
            across.setValue(round(box.x - NAMES - 8))
        elif box.right > left + size.width():
            across.setValue(round(box.right - size.width() + 8))
