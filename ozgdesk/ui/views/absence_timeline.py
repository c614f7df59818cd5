"""The timeline of absences as a drawing: a lane per person, hatched where nobody stands in.

The table below it shows the same rows for keyboard and screen reader; here a click picks an absence.
"""

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ozgdesk import formats
from ozgdesk.present.absences import Timeline, TimelineBar
from ozgdesk.ui import theme
from ozgdesk.ui.widgets.code_chip import chip_width, paint_chip

LANE = theme.step(7)
HEAD = theme.step(7)
NAMES = theme.step(64)


class AbsenceTimeline(QWidget):
    """Draws a `Timeline`. `absence_picked(id)` follows a click on a bar."""

    absence_picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timeline: Timeline | None = None
        self._picked = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Abwesenheiten im Kalender")

    def show_timeline(self, timeline: Timeline) -> None:
        """Show other absences."""
        self._timeline = timeline
        persons = formats.count(len(timeline.lanes), "Person", "Personen")
        self.setAccessibleDescription(
            f"{persons} in den nächsten Wochen abwesend; die Tabelle nennt alle Tage."
        )
        self.updateGeometry()
        self.update()

    def pick(self, absence_id: str) -> None:
        """Mark one bar."""
        self._picked = absence_id
        self.update()

    def sizeHint(self) -> QSize:
        lanes = len(self._timeline.lanes) if self._timeline else 0
        return QSize(600, HEAD + lanes * LANE + 4 if lanes else 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.sizeHint().height())

    def bar_at(self, point: QPoint) -> TimelineBar | None:
        """The bar under a point."""
        if self._timeline is None:
            return None
        for number, lane in enumerate(self._timeline.lanes):
            for bar in lane.bars:
                if self._bar_rect(number, bar).toRect().contains(point):
                    return bar
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        bar = self.bar_at(event.position().toPoint())
        if bar is not None:
            self.pick(bar.absence_id)
            self.absence_picked.emit(bar.absence_id)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            bar = self.bar_at(event.pos())
            QToolTip.showText(event.globalPos(), bar.text if bar else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        timeline = self._timeline
        if timeline is None or not timeline.lanes:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_months(painter, timeline)
        for number in range(len(timeline.lanes)):
            self._paint_lane(painter, timeline, number)
        x = self._x(timeline.today + 0.5)
        painter.setPen(QPen(theme.role(self, "today"), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(int(x), HEAD - 8, int(x), self.height())
        painter.end()

    def _x(self, day: float) -> float:
        days = self._timeline.days if self._timeline else 1
        return NAMES + day * (self.width() - NAMES - 8) / days

    def _bar_rect(self, lane: int, bar: TimelineBar) -> QRectF:
        left, right = self._x(bar.first), self._x(bar.last + 1)
        return QRectF(left, HEAD + lane * LANE + 6, max(right - left, 6), LANE - 12)

    def _paint_months(self, painter: QPainter, timeline: Timeline) -> None:
        painter.setFont(theme.font(-1.5))
        metrics = QFontMetrics(painter.font())
        starts = [start for start, _ in timeline.months] + [timeline.days]
        for (start, text), end in zip(timeline.months, starts[1:], strict=True):
            x, room = self._x(start), self._x(end) - self._x(start) - 8
            painter.setPen(theme.role(self, "hairline"))
            painter.drawLine(int(x), 0, int(x), self.height())
            painter.setPen(theme.role(self, "muted"))
            name = text.partition(" ")[0]
            fitting = (word for word in (text, name, name[:3]) if metrics.horizontalAdvance(word) <= room)
            shown = next(fitting, "")
            painter.drawText(QRect(int(x) + 6, 0, int(room), HEAD), Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_lane(self, painter: QPainter, timeline: Timeline, number: int) -> None:
        lane = timeline.lanes[number]
        top = HEAD + number * LANE
        painter.setPen(theme.role(self, "hairline"))
        painter.drawLine(0, top, self.width(), top)
        left = 0
        if lane.municipality.code:
            width = chip_width(lane.municipality.code)
            chip = QRect(0, top + (LANE - 18) // 2, width, 18)
            paint_chip(painter, chip, lane.municipality.code, lane.municipality.color)
            left = width + theme.step(2)
        painter.setFont(self.font())
        painter.setPen(theme.role(self, "text"))
        room = NAMES - left - theme.step(2)
        name = QFontMetrics(self.font()).elidedText(lane.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, top, room, LANE), Qt.AlignmentFlag.AlignVCenter, name)
        for bar in lane.bars:
            self._paint_bar(painter, self._bar_rect(number, bar), bar)

    def _paint_bar(self, painter: QPainter, rect: QRectF, bar: TimelineBar) -> None:
        role = "bar" if bar.has_deputy else "critical"
        color = theme.role(self, role)
        is_picked = bar.absence_id == self._picked
        painter.setPen(QPen(theme.role(self, "focus" if is_picked else role), 2.5 if is_picked else 1.5))
        pattern = Qt.BrushStyle.SolidPattern if bar.has_deputy else Qt.BrushStyle.BDiagPattern
        painter.setBrush(QBrush(color, pattern))
        painter.drawRoundedRect(rect, 3, 3)
