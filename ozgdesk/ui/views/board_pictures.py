"""Cards as they were painted last: scrolling puts them down again instead of painting them anew."""

from collections import OrderedDict
from math import ceil

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from ozgdesk.present.board import BoardCard
from ozgdesk.present.board_scene import CardBox
from ozgdesk.ui import theme
from ozgdesk.ui.palette import Colors
from ozgdesk.ui.views.board_paint import paint_card

MARGIN = 1
"""Pixels around a card that its outline needs."""
MOST_PIXELS = 12_000_000
"""How much is kept, about 48 MB: several full screens of cards. What was shown longest ago goes first."""

_Key = tuple[BoardCard, int, int, str, float, Colors]


class CardPictures:
    """Pictures of cards by everything that decides how they look, on the ground of the window."""

    def __init__(self) -> None:
        self._kept: OrderedDict[_Key, QPixmap] = OrderedDict()
        self._pixels = 0

    def paint(self, painter: QPainter, place: CardBox, area: QRect, widget: QWidget, state: str) -> None:
        """Put a card into `area`; see `paint_card`."""
        key = (place.card, area.width(), area.height(), state, widget.devicePixelRatioF(), theme.colors())
        picture = self._kept.get(key)
        if picture is None:
            picture = self._kept[key] = _painted(place, area, widget, state)
            self._pixels += _size(picture)
            while self._pixels > MOST_PIXELS and len(self._kept) > 1:
                _, oldest = self._kept.popitem(last=False)
                self._pixels -= _size(oldest)
        else:
            self._kept.move_to_end(key)
        painter.drawPixmap(area.x() - MARGIN, area.y() - MARGIN, picture)


def _painted(place: CardBox, area: QRect, widget: QWidget, state: str) -> QPixmap:
    ratio = widget.devicePixelRatioF()
    width, height = area.width() + 2 * MARGIN, area.height() + 2 * MARGIN
    picture = QPixmap(QSize(ceil(width * ratio), ceil(height * ratio)))
    picture.setDevicePixelRatio(ratio)
    picture.fill(theme.role(widget, "window"))
    painter = QPainter(picture)
    paint_card(painter, place, QRect(MARGIN, MARGIN, area.width(), area.height()), widget, state=state)
    painter.end()
    return picture


def _size(picture: QPixmap) -> int:
    return picture.width() * picture.height()
