"""A box to choose from that ends a text which has no room with "…", as everything else does."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

_GAP = 4  # pixels that Qt leaves beside the icon
_LIST_EDGES = 28  # pixels beside the choices of the list: its frame and a scroll bar
_WIDEST_LIST = 480


class ComboBox(QComboBox):
    """Qt cuts the text in the middle of a letter."""

    def shown_text(self) -> str:
        """The chosen text as it is painted."""
        return self._option().currentText

    def showPopup(self) -> None:
        """Open the list as wide as its longest choice needs."""
        view = self.view()
        view.setMinimumWidth(min(view.sizeHintForColumn(0) + _LIST_EDGES, _WIDEST_LIST))
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = self._option()
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def _option(self) -> QStyleOptionComboBox:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        field = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        option.currentText = option.currentText.strip()  # a choice stands indented only in its list
        icon = 0 if option.currentIcon.isNull() else option.iconSize.width() + _GAP
        room, metrics = field.width() - icon, self.fontMetrics()
        if metrics.horizontalAdvance(option.currentText) > room:
            option.currentText = metrics.elidedText(option.currentText, Qt.TextElideMode.ElideRight, room - 2)
        return option


class QuietComboBox(ComboBox):
    """Does not change its value when the wheel only passes over it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
