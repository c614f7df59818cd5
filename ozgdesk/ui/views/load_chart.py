"""The load as a drawing: a lane of bars per municipality, its agreed share as a line, today as a dashed one.

What lies above the share is hatched, so that it shows without colour. The table has the same rows in words.
"""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QBrush,
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ozgdesk import formats
from ozgdesk.domain.load import LoadStep, day_after
from ozgdesk.domain.tasks import MINUTES_PER_DAY
from ozgdesk.present.load import LoadCell, LoadLane, LoadPlace, share_words
from ozgdesk.present.time_axis import Tick, Zoom, header
from ozgdesk.ui import theme
from ozgdesk.ui.widgets.code_chip import chip_width, paint_chip

HEAD = theme.step(11)
LANE = theme.step(22)
LEGEND = theme.step(8)
NAMES = theme.step(64)
_EDGE = theme.step(2)
_LINE = theme.step(5)
_LEAST_FOR_VALUE = 26
"""Pixels of a bar that has room for its days; narrower ones would stand in a crowd of numbers."""
_BAR_ROOM = LANE - theme.step(7)
_ZOOMS = {LoadStep.WEEK: Zoom.WEEK, LoadStep.MONTH: Zoom.MONTH}
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class LoadChart(QWidget):
    """Draws a `LoadPlace`.

    `cell_picked(id)` follows the marked bar, `opened(municipality id)` a click on a name, or Return.
    """

    cell_picked = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place: LoadPlace | None = None
        self._picked = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Auslastung als Bild")

    def show_place(self, place: LoadPlace) -> None:
        """Show other bars; the marked one stays where it is as far as there is one."""
        self._place = place
        row, column = self._picked
        self._picked = (min(row, max(len(place.lanes) - 1, 0)), min(column, len(place.starts) - 1))
        self._say()
        self.updateGeometry()
        self.update()

    @property
    def picked(self) -> LoadCell | None:
        """The marked bar."""
        row, column = self._picked
        if self._place is None or row >= len(self._place.lanes):
            return None
        return self._place.lanes[row].cells[column]

    def pick(self, cell_id: str) -> bool:
        """Mark a bar; false when it is not shown."""
        for row, lane in enumerate(self._place.lanes if self._place else ()):
            for column, cell in enumerate(lane.cells):
                if cell.id == cell_id:
                    self._mark(row, column)
                    return True
        return False

    def sizeHint(self) -> QSize:
        lanes = len(self._place.lanes) if self._place else 0
        return QSize(720, HEAD + lanes * LANE + LEGEND)

    def minimumSizeHint(self) -> QSize:
        return QSize(480, self.sizeHint().height())

    def bar_area(self, row: int, column: int) -> QRectF:
        """Where a bar stands, as high as a bar can be."""
        assert self._place is not None
        start = self._place.starts[column]
        left, right = self._x(start), self._x(day_after(self._place.step, start))
        gap = min(3.0, (right - left) / 8)
        bottom = HEAD + (row + 1) * LANE - _EDGE
        return QRectF(left + gap, bottom - _BAR_ROOM, max(right - left - 2 * gap, 1.0), _BAR_ROOM)

    def _x(self, day: date) -> float:
        assert self._place is not None
        days = (self._place.last_on - self._place.first_on).days + 1
        return NAMES + (day - self._place.first_on).days * (self.width() - NAMES - _EDGE) / days

    def _height(self, minutes: int) -> float:
        most = self._place.most_minutes if self._place else 0
        return _BAR_ROOM * minutes / most if most else 0.0

    def _at(self, point: QPoint) -> tuple[int, int] | None:
        """The lane and bar under a point; the names belong to no bar."""
        if self._place is None or point.x() < NAMES or point.y() < HEAD:
            return None
        row = (point.y() - HEAD) // LANE
        columns = range(len(self._place.starts))
        column = next((c for c in reversed(columns) if point.x() >= self._x(self._place.starts[c])), None)
        return (row, column) if row < len(self._place.lanes) and column is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, (row, column) = Qt.Key(event.key()), self._picked
        if self._place is None or not self._place.lanes:
            super().keyPressEvent(event)
        elif key in _STEPS:
            across, down = _STEPS[key]
            self._mark(
                min(max(row + down, 0), len(self._place.lanes) - 1),
                min(max(column + across, 0), len(self._place.starts) - 1),
            )
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._mark(row, 0 if key == Qt.Key.Key_Home else len(self._place.starts) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._place.lanes[row].municipality.id)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        found = self._at(point)
        if found is not None:
            self._mark(*found)
        elif self._place is not None and point.x() < NAMES and point.y() >= HEAD:
            row = (point.y() - HEAD) // LANE
            if row < len(self._place.lanes):
                self.opened.emit(self._place.lanes[row].municipality.id)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._at(event.pos())
            cell = self._place.lanes[found[0]].cells[found[1]] if found and self._place else None
            QToolTip.showText(event.globalPos(), cell.sentence if cell else "", self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _mark(self, row: int, column: int) -> None:
        if (row, column) != self._picked:
            self._picked = (row, column)
            self._say()
            self.update()
        if self.picked is not None:
            self.cell_picked.emit(self.picked.id)

    def _say(self) -> None:
        """The marked bar for screen readers, with what its municipality carries over the whole time."""
        cell = self.picked
        text = "Es gibt keine Kommunen."
        if cell is not None and self._place is not None:
            text = f"{cell.sentence}. {self._place.lanes[self._picked[0]].sentence}"
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def paintEvent(self, event: QPaintEvent) -> None:
        place = self._place
        if place is None or not place.lanes:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_head(painter, place)
        for row, lane in enumerate(place.lanes):
            self._paint_lane(painter, row, lane)
        if place.first_on <= place.as_of <= place.last_on:
            x = self._x(place.as_of)
            painter.setPen(QPen(theme.role(self, "today"), 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, HEAD - 6), QPointF(x, HEAD + len(place.lanes) * LANE))
        self._paint_legend(painter, place, HEAD + len(place.lanes) * LANE)
        painter.end()

    def _paint_head(self, painter: QPainter, place: LoadPlace) -> None:
        painter.setFont(theme.font(-1.5))
        painter.setPen(theme.role(self, "muted"))
        most = f"Volle Höhe: {formats.duration(place.most_minutes)}" if place.most_minutes else ""
        painter.drawText(QRect(0, HEAD // 2, NAMES, HEAD // 2), Qt.AlignmentFlag.AlignVCenter, most)
        lines = header(_ZOOMS[place.step], place.first_on, place.last_on)
        for number, ticks in enumerate((lines.upper, lines.lower)):
            self._paint_ticks(painter, place, ticks, number * HEAD // 2)

    def _paint_ticks(self, painter: QPainter, place: LoadPlace, ticks: tuple[Tick, ...], top: int) -> None:
        """One line of the head; all its whole spans are named in the same way, as long as has room."""
        days = (place.last_on - place.first_on).days + 1
        pace = (self.width() - NAMES - _EDGE) / days
        metrics = QFontMetrics(painter.font())

        def fitting(tick: Tick) -> int:
            room = (min(tick.x1, days) - max(tick.x0, 0)) * pace - 6
            found = (n for n, text in enumerate(tick.texts) if metrics.horizontalAdvance(text) <= room)
            return next(found, len(tick.texts))

        whole = [fitting(tick) for tick in ticks if tick.x0 >= 0 and tick.x1 <= days]
        for tick in ticks:
            left, right = NAMES + max(tick.x0, 0) * pace, NAMES + min(tick.x1, days) * pace
            painter.setPen(theme.role(self, "hairline"))
            painter.drawLine(QPointF(left, top), QPointF(left, HEAD))
            shown = "".join(tick.texts[max(fitting(tick), *whole, 0) :][:1])
            painter.setPen(theme.role(self, "muted"))
            area = QRectF(left + 4, top, right - left - 4, HEAD // 2)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_lane(self, painter: QPainter, row: int, lane: LoadLane) -> None:
        top = HEAD + row * LANE
        painter.setPen(theme.role(self, "hairline"))
        painter.drawLine(0, top, self.width(), top)
        self._paint_name(painter, QRect(0, top, NAMES - _EDGE, LANE), lane)
        for column, cell in enumerate(lane.cells):
            area = self.bar_area(row, column)
            self._paint_bar(painter, area, cell)
            if (row, column) == self._picked and self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.role(self, "focus"), 2))
                painter.drawRect(area.adjusted(-2, -4, 2, 3))
        painter.setPen(theme.role(self, "border"))
        painter.drawLine(
            QPointF(NAMES, top + LANE - _EDGE), QPointF(self.width() - _EDGE, top + LANE - _EDGE)
        )

    def _paint_name(self, painter: QPainter, area: QRect, lane: LoadLane) -> None:
        tag = lane.municipality
        width = chip_width(tag.code)
        paint_chip(painter, QRect(0, area.y() + 9, width, 18), tag.code, tag.color)
        left = width + _EDGE
        lines = [
            (QRect(left, area.y() + 8, area.width() - left, _LINE), theme.font(strong=True), "text", tag.name)
        ]
        for number, text in enumerate(_facts(lane), 1):
            place = QRect(0, area.y() + 10 + number * (_LINE + 3), area.width(), _LINE)
            lines.append((place, theme.font(-1), "text" if number == 1 else "muted", text))
        for place, font, role, text in lines:
            painter.setFont(font)
            painter.setPen(theme.role(self, role))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_bar(self, painter: QPainter, area: QRectF, cell: LoadCell) -> None:
        color, height = QColor(cell.municipality.color), self._height(cell.minutes)
        bar = QRectF(area.x(), area.bottom() - height, area.width(), height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        if cell.minutes:
            painter.drawRect(bar)
        share = area.bottom() - self._height(cell.agreed_minutes or 0)
        if cell.is_over:
            over = QRectF(bar.x(), bar.y(), bar.width(), share - bar.y())
            text = theme.role(self, "text")
            painter.setBrush(QBrush(text, Qt.BrushStyle.BDiagPattern))
            painter.setPen(QPen(text, 1))
            painter.drawRect(over)
        if cell.agreed_minutes:
            painter.setPen(QPen(theme.role(self, "text"), 1.5))
            painter.drawLine(QPointF(area.x() - 2, share), QPointF(area.right() + 2, share))
        self._paint_value(painter, bar, cell)

    def _paint_value(self, painter: QPainter, bar: QRectF, cell: LoadCell) -> None:
        """The days above a bar, where they have room."""
        text = formats.number(round(cell.minutes / MINUTES_PER_DAY, 1), None)
        font = theme.font(-2)
        width = QFontMetrics(font).horizontalAdvance(text)
        if not cell.minutes or bar.width() < max(width, _LEAST_FOR_VALUE):
            return
        painter.setFont(font)
        painter.setPen(theme.role(self, "muted"))
        top = min(bar.y(), bar.bottom() - self._height(cell.agreed_minutes or 0) - 1) - 16
        painter.drawText(QRectF(bar.x() - 4, top, bar.width() + 8, 16), Qt.AlignmentFlag.AlignCenter, text)

    def _paint_legend(self, painter: QPainter, place: LoadPlace, top: int) -> None:
        x, middle = float(NAMES), top + LEGEND / 2 + 2
        for word, pen, brush in self._legend(place):
            painter.setPen(pen)
            if brush is None:
                painter.drawLine(QPointF(x, middle), QPointF(x + 18, middle))
            else:
                painter.setBrush(brush)
                painter.drawRect(QRectF(x, middle - 6, 18, 12))
            painter.setFont(theme.font(-1.5))
            painter.setPen(theme.role(self, "muted"))
            width = QFontMetrics(painter.font()).horizontalAdvance(word)
            painter.drawText(QRectF(x + 24, middle - 10, width + 4, 20), Qt.AlignmentFlag.AlignVCenter, word)
            x += 24 + width + theme.step(5)

    def _legend(self, place: LoadPlace) -> Iterator[tuple[str, QPen, QBrush | None]]:
        text = theme.role(self, "text")
        if any(lane.agreed is not None for lane in place.lanes):
            yield "vereinbarter Anteil", QPen(text, 1.5), None
            yield "über dem Anteil", QPen(text, 1), QBrush(text, Qt.BrushStyle.BDiagPattern)
        yield "Stichtag", QPen(theme.role(self, "today"), 1.5, Qt.PenStyle.DashLine), None


def _facts(lane: LoadLane) -> tuple[str, str]:
    """Two lines below the name: the shares, then the days."""
    if lane.share is None:
        return "kein Aufwand geplant", ""
    days = formats.duration(lane.minutes)
    return share_words(lane.share, lane.agreed), f"{days}, {lane.note}" if lane.note else days
