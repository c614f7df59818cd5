"""Icons from resources/icons, drawn in the colours in use, so that they follow every change of the theme."""

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ozgdesk.paths import resource
from ozgdesk.ui import theme

SIZE = 18


@cache
def _svg(name: str) -> str:
    return (
        resource("icons", f"{name}.svg")
        .read_text(encoding="utf-8")
        .replace('stroke-width="2"', 'stroke-width="1.75"')
    )


@cache
def _drawing(name: str, color: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_svg(name).replace("currentColor", color).encode()))


class _Engine(QIconEngine):
    """Draws the icon when asked, in the colour that its role has then."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        role = "muted" if mode == QIcon.Mode.Disabled else self._role
        if state == QIcon.State.On and role == "text":
            role = "accent"
        side = min(rect.width(), rect.height())
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(rect).center())
        if mode == QIcon.Mode.Disabled:
            painter.setOpacity(0.55)
        _drawing(self._name, getattr(theme.colors(), role)).render(painter, square)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        found = QPixmap(size)
        found.fill(Qt.GlobalColor.transparent)
        painter = QPainter(found)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return found

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role)


def icon(name: str, role: str = "text") -> QIcon:
    """The icon `resources/icons/<name>.svg` in the colour of a role; checked ones take the accent."""
    return QIcon(_Engine(name, role))


def pixmap(name: str, side: int = SIZE, role: str = "text", ratio: float = 1.0) -> QPixmap:
    """A picture of an icon for labels, `side` logical pixels wide."""
    found = QPixmap(round(side * ratio), round(side * ratio))
    found.fill(Qt.GlobalColor.transparent)
    painter = QPainter(found)
    _drawing(name, getattr(theme.colors(), role)).render(painter, QRectF(0, 0, found.width(), found.height()))
    painter.end()
    found.setDevicePixelRatio(ratio)
    return found
