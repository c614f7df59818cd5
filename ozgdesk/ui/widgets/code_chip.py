"""A municipality's short code on its own colour, as a widget and as something drawn."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ozgdesk.ui import theme
from ozgdesk.ui.palette import ink_on

HEIGHT = 20
_PADDING = 6


def chip_width(code: str) -> int:
    """How wide the chip of a code is, in logical pixels."""
    return QFontMetrics(theme.font(-1.5, strong=True)).horizontalAdvance(code) + 2 * _PADDING


def paint_chip(painter: QPainter, rect: QRect, code: str, color: str) -> None:
    """Draw a code on its colour; the ink is black or white, whichever reads better."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawRoundedRect(QRectF(rect), 4, 4)
    painter.setFont(theme.font(-1.5, strong=True))
    painter.setPen(ink_on(color))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, code)
    painter.restore()


class CodeChip(QWidget):
    """The chip of one municipality; screen readers hear code and name."""

    def __init__(self, code: str, color: str, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_code(code, color, name)

    def show_code(self, code: str, color: str, name: str = "") -> None:
        """Show another municipality."""
        self._code, self._color = code, color
        self.setAccessibleName(f"{code} {name}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._code), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, self.rect(), self._code, self._color)
        painter.end()
