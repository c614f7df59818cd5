"""The name of a card, typed where it stands. Questions of the board stand in `board_prompts`."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit


class NameEditor(QLineEdit):
    """A name typed where the card stands: `named(text)` once, unless empty, unchanged or given up (Esc)."""

    named = Signal(str)

    def __init__(self, text: str, area: QAbstractScrollArea) -> None:
        super().__init__(text, area.viewport())
        self._area = area
        self._before = text
        self._is_over = False
        self.setAccessibleName("Name der Aufgabe")
        self.setPlaceholderText("Name der Aufgabe")
        self.setMaxLength(300)
        self.selectAll()
        self.editingFinished.connect(self._on_finished)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._end()
        else:
            super().keyPressEvent(event)

    def _on_finished(self) -> None:
        typed = self.text().strip()
        if not self._is_over and typed and typed != self._before:
            self._is_over = True
            self.named.emit(typed)
        self._end()

    def _end(self) -> None:
        self._is_over = True
        had_focus = self.hasFocus()
        self.hide()
        self.deleteLater()
        if had_focus:
            self._area.setFocus()
