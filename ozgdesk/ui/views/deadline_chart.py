"""The last days to submit, drawn: a lane per municipality on a time axis up to the wanted day."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ozgdesk.domain.deadlines import State
from ozgdesk.present.deadline_scene import DeadlineLane, DeadlineMark, DeadlineScene
from ozgdesk.present.time_axis import Zoom, header
from ozgdesk.texts.deadlines import AS_OF_LABEL, CRITICAL, WANTED_LINE
from ozgdesk.ui import theme
from ozgdesk.ui.icons import pixmap
from ozgdesk.ui.widgets.code_chip import HEIGHT, chip_width, paint_chip

NAMES = 190
AXIS = 26
LANE = 62
SIDE = 12
FOOT = 22
ROLES = {
    State.DONE.value: "success",
    State.SCHEDULED.value: "accent",
    State.OPEN.value: "accent",
    State.TOO_LATE.value: "danger",
    State.UNKNOWN.value: "muted",
}
"""The colour of a state; the lane says the word beside it."""


class DeadlineChart(QWidget):
    """Draws one calculation; `picked(id)` names the row of the table that says the same.

    The arrow keys go from day to day.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Fristen auf der Zeitachse")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.current_id = ""
        self._scene: DeadlineScene | None = None
        self._shapes: dict[str, Callable[[QPainter, QPointF], None]] = {
            "arrow": _paint_arrow,
            "circle": _paint_circle,
            "line": _paint_line,
            "diamond": _paint_diamond,
        }

    def show_scene(self, scene: DeadlineScene | None, words: str) -> None:
        """Draw another calculation; `words` say the same to a screen reader."""
        self._scene = scene
        self.setAccessibleDescription(words)
        self.setVisible(scene is not None)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        lanes = len(self._scene.lanes) if self._scene else 0
        return QSize(NAMES + 400, AXIS + lanes * LANE + FOOT)

    def mark_point(self, mark_id: str) -> QPoint | None:
        """Where a last day is drawn."""
        found = (spot.toPoint() for mark, spot in self._spots() if mark.id == mark_id)
        return next(found, None)

    def lane_words(self) -> list[str]:
        """What stands at the head of each lane."""
        lanes = self._scene.lanes if self._scene else ()
        return [f"{lane.title} {lane.words}".strip() for lane in lanes]

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            mark = self._mark_at(event.pos())
            QToolTip.showText(event.globalPos(), mark.tip if mark else "", self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        mark = self._mark_at(event.position().toPoint())
        if mark is not None:
            self._go(mark.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        way, ids = ways.get(Qt.Key(event.key())), [mark.id for mark, _ in self._spots()]
        if way is None or not ids:
            super().keyPressEvent(event)
            return
        at = ids.index(self.current_id) + way if self.current_id in ids else 0
        self._go(ids[min(max(at, 0), len(ids) - 1)])

    def _go(self, mark_id: str) -> None:
        self.current_id = mark_id
        self.update()
        self.picked.emit(mark_id)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._scene is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axis(painter, self._scene)
        self._paint_day(painter, self._scene.as_of, AS_OF_LABEL, Qt.PenStyle.DashLine)
        self._paint_day(painter, self._scene.wanted_on, WANTED_LINE, Qt.PenStyle.SolidLine)
        for number, lane in enumerate(self._scene.lanes):
            self._paint_lane(painter, lane, QRect(0, AXIS + number * LANE, self.width(), LANE))
        painter.end()

    def _x(self, day: date) -> float:
        assert self._scene is not None
        days = max((self._scene.last - self._scene.first).days, 1)
        return NAMES + (self.width() - NAMES - theme.step(2)) * (day - self._scene.first).days / days

    def _spots(self) -> list[tuple[DeadlineMark, QPointF]]:
        lanes = self._scene.lanes if self._scene else ()
        return [
            (mark, QPointF(self._x(mark.on), AXIS + number * LANE + LANE / 2 + 6))
            for number, lane in enumerate(lanes)
            for mark in lane.marks
        ]

    def _mark_at(self, point: QPoint) -> DeadlineMark | None:
        near = [
            (abs(spot.x() - point.x()), mark)
            for mark, spot in self._spots()
            if abs(spot.y() - point.y()) <= SIDE and abs(spot.x() - point.x()) <= SIDE
        ]
        return min(near, key=lambda row: row[0])[1] if near else None

    def _paint_axis(self, painter: QPainter, scene: DeadlineScene) -> None:
        painter.setFont(theme.font(-1))
        metrics = QFontMetrics(painter.font())
        for tick in header(Zoom.MONTH, scene.first, scene.last).lower:
            left = self._x(date.fromordinal(max(scene.first.toordinal() + tick.x0, 1)))
            right = self._x(date.fromordinal(scene.first.toordinal() + tick.x1))
            if left >= NAMES:
                painter.setPen(QPen(theme.role(self, "hairline"), 1))
                painter.drawLine(QPointF(left, 4), QPointF(left, self.height() - FOOT))
            room = QRectF(max(left, NAMES) + 4, 0, right - max(left, NAMES) - 6, AXIS)
            text = next((text for text in tick.texts if metrics.horizontalAdvance(text) <= room.width()), "")
            painter.setPen(theme.role(self, "muted"))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_lane(self, painter: QPainter, lane: DeadlineLane, box: QRect) -> None:
        painter.setPen(QPen(theme.role(self, "hairline"), 1))
        painter.drawLine(box.topLeft(), box.topRight())
        if lane.is_critical:
            painter.fillRect(QRectF(0, box.top() + 1, 4, LANE - 2), theme.role(self, ROLES[lane.state]))
        self._paint_name(painter, lane, box)
        self._paint_recesses(painter, lane, box)
        spots = [(mark, QPointF(self._x(mark.on), box.top() + LANE / 2 + 6)) for mark in lane.marks]
        if spots:
            painter.setPen(QPen(theme.role(self, ROLES[lane.state]), 3.0 if lane.is_critical else 1.5))
            ends = sorted((spot for _, spot in spots), key=lambda spot: spot.x())
            painter.drawLine(ends[0], ends[-1])
        free = 0.0
        for mark, spot in sorted(spots, key=lambda row: row[1].x()):
            color = theme.role(self, ROLES[mark.state])
            painter.setPen(QPen(color, 1.5))
            is_filled = mark.state != State.UNKNOWN.value
            painter.setBrush(color if is_filled else theme.role(self, "surface"))
            self._shapes[mark.shape](painter, spot)
            if self.hasFocus() and mark.id == self.current_id:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.role(self, "focus"), 2))
                painter.drawRoundedRect(QRectF(spot.x() - 10, spot.y() - 10, 20, 20), 4, 4)
            free = self._paint_label(painter, mark, spot, box, free)

    def _paint_label(
        self, painter: QPainter, mark: DeadlineMark, spot: QPointF, box: QRect, free: float
    ) -> float:
        """The day above a mark, where the one before left room; returns where the next one may begin."""
        painter.setFont(theme.font(-1.5))
        width = QFontMetrics(painter.font()).horizontalAdvance(mark.label)
        left = min(spot.x() - width / 2, self.width() - width - 2)
        if not mark.label or left < free:
            return free
        is_late = mark.state == State.TOO_LATE.value
        place = QRectF(left, box.top() + 5, width + 1, 16)
        painter.fillRect(place, theme.role(self, "window"))  # no line of a day strikes it through
        painter.setPen(theme.role(self, "danger" if is_late else "text"))
        painter.drawText(place, 0, mark.label)
        return left + width + 6

    def _paint_name(self, painter: QPainter, lane: DeadlineLane, box: QRect) -> None:
        left, top = theme.step(2), box.top() + theme.step(2)
        if lane.municipality is not None:
            chip = QRect(left, top, chip_width(lane.municipality.code), HEIGHT)
            paint_chip(painter, chip, lane.municipality.code, lane.municipality.color)
            if lane.is_critical:
                mark = pixmap("warning", 16, ROLES[lane.state], self.devicePixelRatioF())
                painter.drawPixmap(QPoint(chip.right() + 8, top + 2), mark)
                painter.setFont(theme.font(-1, strong=True))
                painter.setPen(theme.role(self, "text"))
                painter.drawText(QPoint(chip.right() + 28, top + 15), CRITICAL)
        else:
            painter.setFont(theme.font(-0.5))
            painter.setPen(theme.role(self, "text"))
            painter.drawText(QPoint(left, top + 15), lane.title)
        painter.setFont(theme.font(-1))
        is_late = lane.state == State.TOO_LATE.value
        painter.setPen(theme.role(self, "danger" if is_late else "muted"))
        painter.drawText(QPoint(left, top + HEIGHT + 16), lane.words)

    def _paint_recesses(self, painter: QPainter, lane: DeadlineLane, box: QRect) -> None:
        assert self._scene is not None
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(theme.role(self, "border"), Qt.BrushStyle.BDiagPattern))
        for free in lane.recesses:
            first, last = max(free.from_on, self._scene.first), min(free.until_on, self._scene.last)
            if first <= last:
                left = self._x(first)
                painter.drawRect(QRectF(left, box.top() + 1, max(self._x(last) - left, 2), LANE - 1))
        painter.restore()

    def _paint_day(self, painter: QPainter, day: date, words: str, style: Qt.PenStyle) -> None:
        """A line through all lanes with its name below."""
        color = theme.role(self, "text")
        pen = QPen(color, 1.2)
        pen.setStyle(style)
        painter.setPen(pen)
        x, bottom = self._x(day), self.height() - FOOT
        painter.drawLine(QPointF(x, AXIS), QPointF(x, bottom))
        painter.setFont(theme.font(-1))
        painter.setPen(color)
        width = QFontMetrics(painter.font()).horizontalAdvance(words)
        left = min(max(x - width / 2, 0), self.width() - width - 2)
        painter.drawText(QRectF(left, bottom + 2, width + 2, FOOT), 0, words)


def _paint_arrow(painter: QPainter, at: QPointF) -> None:
    """A flag pointing down: handed in by then."""
    painter.drawPolygon(QPolygonF([at + QPointF(-6, -6), at + QPointF(6, -6), at + QPointF(0, 6)]))


def _paint_circle(painter: QPainter, at: QPointF) -> None:
    painter.drawEllipse(at, 5.5, 5.5)


def _paint_line(painter: QPainter, at: QPointF) -> None:
    painter.drawLine(at + QPointF(0, -6), at + QPointF(0, 6))


def _paint_diamond(painter: QPainter, at: QPointF) -> None:
    points = [QPointF(0, -7), QPointF(7, 0), QPointF(0, 7), QPointF(-7, 0)]
    painter.drawPolygon(QPolygonF([at + point for point in points]))
