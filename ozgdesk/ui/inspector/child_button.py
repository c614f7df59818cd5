"""The head of a row in a list: chip, name and remark, drawn as one button that opens and closes."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ozgdesk.present.child_rows import ChildRow
from ozgdesk.ui import theme
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.code_chip import chip_width, paint_chip

LINE = theme.step(8)


class ChildButton(QAbstractButton):
    """Opens the form of a row; two lines when name and remark do not fit beside each other."""

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
        return QSize(theme.step(50), LINE + (theme.step(5) if self.row.remark else 0))

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
        x = theme.step(6)
        if self.row.code:
            width = chip_width(self.row.code)
            paint_chip(painter, QRect(x, (LINE - 18) // 2, width, 18), self.row.code, self.row.color)
            x += width + theme.step(2)
        self._text(painter, x, 0, LINE, self.row.text, "text", theme.font())
        if self.row.remark:
            remark = QRect(theme.step(6), LINE - theme.step(1), 0, theme.step(5))
            self._text(
                painter, remark.x(), remark.y(), remark.height(), self.row.remark, "muted", theme.font(-1)
            )
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.role(self, "focus"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _text(self, painter, x: int, y: int, height: int, text: str, role: str, font) -> None:
        painter.setFont(font)
        painter.setPen(theme.role(self, role))
        width = self.width() - x - theme.step(1)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
        if shown != text:
            self.setToolTip(f"{self.row.text} {self.row.remark}".strip())
        painter.drawText(QRect(x, y, width, height), Qt.AlignmentFlag.AlignVCenter, shown)
