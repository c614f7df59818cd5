"""A line of plain text, shortened where there is no room; tooltip and screen readers have it whole."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ozgdesk.ui import theme
from ozgdesk.ui.widgets.plain_label import plain_tip


class ElidedLabel(QWidget):
    """Never higher than one line, never wider than there is room."""

    def __init__(self, role: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """The whole text."""
        return self._text

    @property
    def is_cut(self) -> bool:
        """Whether there is no room for the whole text."""
        return QFontMetrics(self.font()).horizontalAdvance(self._text) > self.width()

    def show_text(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(plain_tip(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._text), metrics.height() + theme.step(1))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = QFontMetrics(self.font()).elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(theme.role(self, self._role))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()
