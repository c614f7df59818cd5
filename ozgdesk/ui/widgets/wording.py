"""A wording with its changes as running text: what is gone is struck out, what is new underlined."""

from collections.abc import Sequence

from PySide6.QtGui import QFont, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import QTextEdit, QWidget

from ozgdesk.present.stretches import Stretch
from ozgdesk.ui import theme


class WordingView(QTextEdit):
    """Shows the stretches of one wording; Tab leaves it. With `most_lines` it is as high as its text."""

    def __init__(self, name: str, parent: QWidget | None = None, *, most_lines: int = 0) -> None:
        super().__init__(parent)
        self._most_lines = most_lines
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)

    def show_runs(self, runs: Sequence[Stretch]) -> None:
        """Show other stretches, from the beginning."""
        self.clear()
        cursor = self.textCursor()
        for run in runs:
            cursor.insertText(run.text, run_look(self, run.kind))
        self.moveCursor(cursor.MoveOperation.Start)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._most_lines:
            most = self._most_lines * self.fontMetrics().lineSpacing()
            frame = max(self.height() - self.viewport().height(), 2 * self.frameWidth())
            self.setFixedHeight(min(round(self.document().size().height()), most) + frame)


def run_look(widget: QWidget, kind: str) -> QTextCharFormat:
    """Gone is struck out, new is underlined and stronger; the colour only helps."""
    look = QTextCharFormat()
    if kind == "deleted":
        look.setFontStrikeOut(True)
        look.setForeground(theme.role(widget, "danger"))
    elif kind == "inserted":
        look.setFontUnderline(True)
        look.setFontWeight(QFont.Weight.DemiBold)
        look.setForeground(theme.role(widget, "accent"))
    return look
