"""Colours, typefaces, laid out words and icons of the fan, each looked up once."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap, QStaticText, QTransform
from PySide6.QtWidgets import QWidget

from ozgdesk.ui import theme
from ozgdesk.ui.icons import pixmap

SYMBOLS = {
    "passed": ("ok", "success"),
    "changed": ("edit", "warning"),
    "failed": ("failed", "danger"),
    "returned": ("clock", "warning"),
    "noted": ("info", "muted"),
    "open": ("deadline", "muted"),
    "unknown": ("unknown", "warning"),
    "suspended": ("lock", "danger"),
}
"""Icon and colour of a result; the word stands beside it."""

Fitted = dict[tuple[tuple[str, ...], float, float, bool], tuple[QStaticText, float]]
"""Words that were shortened and laid out for a width before, with the width they have: that takes most of a
frame."""

_WIDE = 1e6
_ICONS: dict[tuple[str, int, int, float], QPixmap] = {}


class Pens:
    """What paints one frame of a widget, which keeps `fitted` from frame to frame."""

    def __init__(self, painter: QPainter, widget: QWidget, fitted: Fitted) -> None:
        self.painter = painter
        self.widget = widget
        self._fitted = fitted
        self.has_focus = widget.hasFocus()
        self._colors: dict[str, QColor] = {}
        self._fonts: dict[tuple[float, bool], tuple[QFont, float]] = {}

    def color(self, role: str) -> QColor:
        """A colour of the theme, shared by all who ask: see `pale` for one to be changed."""
        found = self._colors.get(role)
        if found is None:
            found = self._colors[role] = theme.role(self.widget, role)
        return found

    def pale(self, role: str, alpha: float) -> QColor:
        """A colour of the theme that lets the ground shine through."""
        found = QColor(self.color(role))
        found.setAlphaF(alpha)
        return found

    def type(self, points: float, *, strong: bool = False) -> tuple[QFont, float]:
        """A typeface and the height of its lines; `points` is relative to the ordinary size."""
        found = self._fonts.get((points, strong))
        if found is None:
            font = theme.font(points, strong=strong)
            found = self._fonts[points, strong] = (font, QFontMetricsF(font).height())
        return found

    def text(
        self, area: QRectF, *words: str, points: float = 0.0, strong: bool = False, role: str = "text"
    ) -> float:
        """Write the first of these words that fits into a line, else the last shortened; return its width."""
        font, height = self.type(points, strong=strong)
        laid_out, advance = self.fitted(words, area.width(), points, strong=strong)
        self.painter.setFont(font)
        self.painter.setPen(self.color(role))
        top = round(area.center().y() - height / 2)
        self.painter.drawStaticText(QPointF(area.left(), top), laid_out)
        return advance

    def fitted(
        self, words: tuple[str, ...], width: float, points: float, *, strong: bool = False
    ) -> tuple[QStaticText, float]:
        """The first of these words that fits into a width, else the last shortened, and its width."""
        key = (words, width, points, strong)
        found = self._fitted.get(key)
        if found is None:
            font = self.type(points, strong=strong)[0]
            metrics = QFontMetricsF(font)
            shown = next((word for word in words if metrics.horizontalAdvance(word) <= width), None)
            if shown is None:
                shown = metrics.elidedText(words[-1], Qt.TextElideMode.ElideRight, width)
            found = self._fitted[key] = (_laid_out(shown, font), metrics.horizontalAdvance(shown))
        return found

    def advance(self, text: str, points: float, *, strong: bool = False) -> float:
        """How wide a text is."""
        return self.fitted((text,), _WIDE, points, strong=strong)[1]

    def icon(self, name: str, role: str, x: float, y: float, side: int) -> None:
        """An icon from its top left corner."""
        ratio = self.widget.devicePixelRatioF()
        key = (name, side, self.color(role).rgb(), ratio)
        if key not in _ICONS:
            _ICONS[key] = pixmap(name, side, role, ratio)
        self.painter.drawPixmap(QPointF(x, y), _ICONS[key])


def _laid_out(text: str, font: QFont) -> QStaticText:
    """A line of text that is drawn again and again."""
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    made.prepare(QTransform(), font)
    return made
