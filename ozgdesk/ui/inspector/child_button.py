"""The head of a row in a list: chip, name and remark, drawn as one button that opens and closes."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ozgdesk.present.child_rows import ChildRow
from ozgdesk.ui import theme
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.code_chip import chip_width, paint_chip
from ozgdesk.ui.widgets.plain_label import plain_tip

LINE = theme.step(8)
_WRAPPED = Qt.TextFlag.TextWordWrap.value | Qt.TextFlag.TextWrapAnywhere.value


class ChildButton(QAbstractButton):
    """Opens the form of a row; a long name wraps, and the remark stands below it."""

    def __init__(self, row: ChildRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_row(row)

    def show_row(self, row: ChildRow) -> None:
        """Show another row."""
        self.row = row
        self.setAccessibleName(" ".join(part for part in (row.code, row.text) if part))
        self.setAccessibleDescription(row.remark)
        self.setToolTip("")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        high = self._name_height(max(self.width(), theme.step(50)))
        return QSize(theme.step(50), high + (theme.step(5) if self.row.remark else 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _name_left(self) -> int:
        return theme.step(6) + (chip_width(self.row.code) + theme.step(2) if self.row.code else 0)

    def _name_height(self, width: int) -> int:
        """As high as the lines of the name need; one line stands in the middle of `LINE`."""
        metrics = QFontMetrics(theme.font())
        room = QRect(0, 0, max(width - self._name_left() - theme.step(1), theme.step(10)), 10_000)
        return metrics.boundingRect(room, _WRAPPED, self.row.text).height() + LINE - metrics.height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.toggle()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.role(self, "hover"))
            painter.drawRoundedRect(self.rect(), 4, 4)
        arrow = icon("chevron_down" if self.isChecked() else "chevron_right", "muted")
        arrow.paint(painter, QRect(theme.step(1), 0, 14, LINE))
        left, high = self._name_left(), self._name_height(self.width())
        if self.row.code:
            chip = QRect(theme.step(6), (LINE - 18) // 2, chip_width(self.row.code), 18)
            paint_chip(painter, chip, self.row.code, self.row.color)
        painter.setFont(theme.font())
        painter.setPen(theme.role(self, "text"))
        name = QRect(left, 0, self.width() - left - theme.step(1), high)
        painter.drawText(name, _WRAPPED | Qt.AlignmentFlag.AlignVCenter.value, self.row.text)
        if self.row.remark:
            self._remark(painter, high - theme.step(1))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.role(self, "focus"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _remark(self, painter: QPainter, top: int) -> None:
        font = theme.font(-1)
        painter.setFont(font)
        painter.setPen(theme.role(self, "muted"))
        place = QRect(theme.step(6), top, self.width() - theme.step(7), theme.step(5))
        shown = QFontMetrics(font).elidedText(self.row.remark, Qt.TextElideMode.ElideRight, place.width())
        if shown != self.row.remark:
            self.setToolTip(plain_tip(self.row.remark))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
