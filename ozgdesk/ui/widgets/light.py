"""A traffic light that is colour, word and shape: circle green, triangle yellow, octagon red, ring grey."""

import math

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ozgdesk.ui import theme

SIDE = 16


def paint_light(painter: QPainter, rect: QRect | QRectF, light: str, widget: QWidget | None) -> None:
    """Draw the shape of a light (green, yellow, red, grey) into the largest square of `rect`."""
    side = min(rect.width(), rect.height())
    square = QRectF(0, 0, side, side)
    square.moveCenter(QRectF(rect).center())
    square.adjust(1, 1, -1, -1)
    color = theme.role(widget, f"light_{light}")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    if light == "green":
        painter.drawEllipse(square)
    elif light == "yellow":
        painter.drawPolygon(
            QPolygonF([QPointF(square.center().x(), square.top()), square.bottomRight(), square.bottomLeft()])
        )
    elif light == "red":
        painter.drawPolygon(_octagon(square))
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color, 2))
        painter.drawEllipse(square.adjusted(1, 1, -1, -1))
    painter.restore()


def _octagon(square: QRectF) -> QPolygonF:
    radius = square.width() / 2 / math.cos(math.pi / 8)
    center = square.center()
    angles = [math.pi / 8 + number * math.pi / 4 for number in range(8)]
    return QPolygonF([center + QPointF(math.cos(a) * radius, math.sin(a) * radius) for a in angles])


class LightMark(QWidget):
    """A light with its word beside it."""

    def __init__(self, light: str, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_light(light, word)

    def show_light(self, light: str, word: str) -> None:
        """Show another light."""
        self._light, self._word = light, word
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(SIDE + theme.step(2) + QFontMetrics(self.font()).horizontalAdvance(self._word) + 2, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_light(painter, QRect(0, (self.height() - SIDE) // 2, SIDE, SIDE), self._light, self)
        painter.setPen(theme.role(self, "text"))
        area = self.rect().adjusted(SIDE + theme.step(2), 0, 0, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._word)
        painter.end()
