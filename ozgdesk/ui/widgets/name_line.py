"""A line for a name: while nobody writes in it, a name that has no room ends with "…" and is told whole."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame

from ozgdesk.ui import theme
from ozgdesk.ui.widgets.plain_label import plain_tip

_BUTTON = 28
"""Pixels of the button in the line."""


class NameLine(QLineEdit):
    """Qt cuts the name in the middle of a letter."""

    def wanted_width(self) -> int:
        """The width that shows the whole name."""
        return self.fontMetrics().horizontalAdvance(self.text()) + self.width() - self._room().width() + 2

    def shown_text(self) -> str:
        """The name as it is painted while nobody writes."""
        room = self._room().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.shown_text()
        self.setToolTip(plain_tip(self.text()) if shown != self.text() else "")
        if self.hasFocus() or shown == self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        option = self._option()
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        painter.setPen(theme.role(self, "muted" if self.isReadOnly() else "text"))
        painter.drawText(self._room(), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()

    def _option(self) -> QStyleOptionFrame:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        return option

    def _room(self) -> QRect:
        part = QStyle.SubElement.SE_LineEditContents
        return self.style().subElementRect(part, self._option(), self).adjusted(2, 0, -_BUTTON, 0)
