"""A figure of a sheet on screen: the same drawing as on paper, in the colours of the window."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ozgdesk.reports.story import Align, Figure
from ozgdesk.ui import theme

MOST_SCALE = 1.6
_ROLES = {
    "": "text",
    "#1b1f24": "text",
    "#58616b": "muted",
    "#c9ced4": "border",
    "#e3e7ec": "hairline",
    "#1b4f8a": "accent",
    "#ffffff": "surface",
}
"""The colours of paper as roles of the window; others stay what they are, lighter on a dark ground."""

_LIGHTER = 190


class FigureView(QWidget):
    """Shows a figure as wide as there is room, up to `MOST_SCALE` pixels for a point."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure: Figure | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(name)

    def show_figure(self, figure: Figure | None) -> None:
        """Show another figure, or nothing."""
        self._figure = figure
        self.setAccessibleDescription(figure.alt if figure else "")
        self.setVisible(figure is not None)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._figure.height * self._scale(width)) if self._figure else 0

    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(480))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(240))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._figure is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._scale(self.width())
        painter.scale(scale, scale)
        self._figure.draw(_Surface(painter, self, self._figure.width, self._figure.height))
        painter.end()

    def _scale(self, width: int) -> float:
        return min(width / self._figure.width, MOST_SCALE) if self._figure else 1.0


class _Surface:
    """What a figure draws on, see `story.Drawing`, in points."""

    def __init__(self, painter: QPainter, widget: QWidget, width: float, height: float) -> None:
        self._painter, self._widget = painter, widget
        self.width, self.height = width, height

    def rect(
        self, x: float, y: float, width: float, height: float, *,
        fill: str = "", stroke: str = "", line_width: float = 0.5,
    ) -> None:  # fmt: skip
        """Draw a rectangle whose top left corner is (x, y)."""
        self._look(fill, stroke, line_width)
        self._painter.drawRect(QRectF(x, y, width, height))

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *,
        stroke: str, line_width: float = 0.5, dash: Sequence[float] = (),
    ) -> None:  # fmt: skip
        """Draw a straight line."""
        self._look("", stroke, line_width, dash)
        self._painter.drawLine(QLineF(x1, y1, x2, y2))

    def segments(
        self, lines: Iterable[tuple[float, float, float, float]], *, stroke: str, line_width: float = 0.5
    ) -> None:
        """Draw many straight lines of one look."""
        self._look("", stroke, line_width)
        self._painter.drawLines([QLineF(*line) for line in lines])

    def polygon(
        self, points: Sequence[tuple[float, float]], *,
        fill: str = "", stroke: str = "", line_width: float = 0.5, closed: bool = True,
    ) -> None:  # fmt: skip
        """Draw a polygon, or a line through all points when not closed."""
        self._look(fill, stroke, line_width)
        shape = QPolygonF([QPointF(*point) for point in points])
        (self._painter.drawPolygon if closed else self._painter.drawPolyline)(shape)

    def circle(
        self, x: float, y: float, radius: float, *, fill: str = "", stroke: str = "", line_width: float = 0.5
    ) -> None:
        """Draw a circle around (x, y)."""
        self._look(fill, stroke, line_width)
        self._painter.drawEllipse(QPointF(x, y), radius, radius)

    def text(
        self, x: float, y: float, text: str, *,
        size: float = 8, colour: str = "", strong: bool = False,
        align: Align = "left", max_width: float | None = None,
    ) -> None:  # fmt: skip
        """Write one line with its baseline at y."""
        metrics = self._font(size, strong=strong)
        if max_width is not None:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max_width)
        width = metrics.horizontalAdvance(text)
        left = x - {"left": 0.0, "center": width / 2, "right": width}[align]
        self._painter.setPen(self._color(colour))
        self._painter.drawText(QPointF(left, y), text)

    def text_width(self, text: str, *, size: float = 8, strong: bool = False) -> float:
        """Return the width of a line of text in points."""
        return self._font(size, strong=strong).horizontalAdvance(text)

    def _font(self, size: float, *, strong: bool) -> QFontMetricsF:
        found = theme.font(strong=strong)
        found.setPixelSize(max(round(size), 1))
        self._painter.setFont(found)
        return QFontMetricsF(found)

    def _look(self, fill: str, stroke: str, line_width: float, dash: Sequence[float] = ()) -> None:
        pen = QPen(self._color(stroke), line_width) if stroke else QPen(Qt.PenStyle.NoPen)
        if dash:
            pen.setDashPattern([part / line_width for part in dash])  # Qt counts in widths of the pen
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self._painter.setPen(pen)
        self._painter.setBrush(QBrush(self._color(fill)) if fill else QBrush(Qt.BrushStyle.NoBrush))

    def _color(self, colour: str) -> QColor:
        role = _ROLES.get(colour)
        if role:
            return theme.role(self._widget, role)
        return QColor(colour).lighter(_LIGHTER) if theme.is_dark() else QColor(colour)
