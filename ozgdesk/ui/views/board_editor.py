"""The name of a card, typed where it stands. Questions of the board stand in `board_prompts`."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QLineEdit

from ozgdesk.ui import theme
from ozgdesk.ui.widgets.giving_up import GivingUp


class NameEditor(QLineEdit):
    """A name typed where the card stands: `named(text)` once, unless empty, unchanged or given up.

    Esc asks first, below the line, where something is typed; the second one gives it up.
    """

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
        self.hint = QLabel(area.viewport())
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setWordWrap(True)
        theme.look(self.hint, "popup")
        self.hint.hide()
        self._giving_up = GivingUp(self, self._typed, self._ask, self._end)
        self.editingFinished.connect(self._on_finished)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._giving_up.escape()
        else:
            super().keyPressEvent(event)
        event.accept()  # Return would open the card below in the inspector

    def _typed(self) -> str:
        typed = self.text().strip()
        return typed if typed != self._before else ""

    def _ask(self, sentence: str) -> None:
        self.hint.setText(sentence)
        self.hint.setFixedWidth(self.width())
        self.hint.adjustSize()
        self.hint.move(self.x(), self.geometry().bottom() + theme.step(1))
        self.hint.show()
        self.hint.raise_()
        self.setAccessibleDescription(sentence)

    def _on_finished(self) -> None:
        typed = self._typed()
        if not self._is_over and typed:
            self._is_over = True
            self.named.emit(typed)
        self._end()

    def _end(self) -> None:
        self._is_over = True
        had_focus = self.hasFocus()
        self.hint.deleteLater()
        self.hide()
        self.deleteLater()
        if had_focus:
            self._area.setFocus()
