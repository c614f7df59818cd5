"""A large button with an icon, a title and a sentence: one of a few things to begin with."""

import re

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ozgdesk.ui import theme
from ozgdesk.ui.icons import icon as themed_icon

_PADDING = theme.step(4)
_ICON = theme.step(6)
_RADIUS = 8.0
_WIDE = 10_000


class Choice(QAbstractButton):
    """Title and sentence are plain text. Enter and Space choose it, the arrow keys go to its neighbours.

    With `framed` it is a card; without, a quiet row. `elide_left` keeps the end of the sentence, for folders.
    """

    def __init__(
        self,
        title: str,
        text: str,
        icon: str = "",
        *,
        framed: bool = True,
        elide_left: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setText(title)
        self.sentence = text
        self._icon = icon
        self._framed = framed
        self._elide = Qt.TextElideMode.ElideMiddle if elide_left else Qt.TextElideMode.ElideNone
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(re.sub("&(.)", r"\1", title))
        self.setAccessibleDescription(text)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(theme.step(80), self.heightForWidth(theme.step(80)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.step(50), self.heightForWidth(_WIDE))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = max(width - self._left() - _PADDING, 1)
        text = self._sentence_metrics()
        if self._elide == Qt.TextElideMode.ElideNone:
            height = text.boundingRect(0, 0, room, 10_000, Qt.TextFlag.TextWordWrap, self.sentence).height()
        else:
            height = text.height()
        return self._padding() * 2 + QFontMetrics(theme.font(1, strong=True)).height() + 2 + height

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_icon(painter)
        self._paint_words(painter)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        ground = "surface" if self._framed else "window"
        if self.isDown() or self.isChecked():
            ground = "selection"
        elif self.underMouse():
            ground = "hover"
        width = 2.0 if self.hasFocus() else 1.0
        edge = "focus" if self.hasFocus() else "hairline"
        is_edged = self._framed or self.hasFocus()
        painter.setBrush(theme.role(self, ground))
        painter.setPen(QPen(theme.role(self, edge), width) if is_edged else Qt.PenStyle.NoPen)
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)

    def _paint_icon(self, painter: QPainter) -> None:
        if self._icon:
            top = self._padding() + (QFontMetrics(theme.font(1, strong=True)).height() - _ICON) // 2
            place = QRectF(_PADDING, top, _ICON, _ICON).toRect()
            themed_icon(self._icon, "accent" if self._framed else "muted").paint(painter, place)

    def _paint_words(self, painter: QPainter) -> None:
        room = self.rect().adjusted(self._left(), self._padding(), -_PADDING, -self._padding())
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        title_font = theme.font(1, strong=True)
        painter.setFont(title_font)
        painter.setPen(theme.role(self, "text"))
        painter.drawText(room, flags | Qt.TextFlag.TextShowMnemonic, self.text())
        room.setTop(room.top() + QFontMetrics(title_font).height() + 2)
        painter.setFont(theme.font(-0.5))
        painter.setPen(theme.role(self, "muted"))
        metrics = self._sentence_metrics()
        if self._elide == Qt.TextElideMode.ElideNone:
            painter.drawText(room, flags | Qt.TextFlag.TextWordWrap, self.sentence)
        else:
            painter.drawText(room, flags, metrics.elidedText(self.sentence, self._elide, room.width()))

    def _sentence_metrics(self) -> QFontMetrics:
        return QFontMetrics(theme.font(-0.5))

    def _padding(self) -> int:
        return _PADDING if self._framed else theme.step(2)

    def _left(self) -> int:
        return _PADDING + (_ICON + theme.step(3) if self._icon else 0)
