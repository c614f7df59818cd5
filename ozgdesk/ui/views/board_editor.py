"""What the board asks in place: the name of a card, and what becomes of the old lead."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout

from ozgdesk.ui import theme


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


class HandOverPrompt(QFrame):
    """Asks once, beside the card, whether the old lead goes on contributing. Esc changes nothing."""

    def __init__(self, question: str, keep: str, drop: str, area: QAbstractScrollArea) -> None:
        super().__init__(area.viewport())
        self._area = area
        theme.look(self, "popup")
        self.setAccessibleName(question)
        self.chosen: Callable[[bool], object] = lambda _keeps: None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(3), theme.step(3), theme.step(3), theme.step(3))
        layout.setSpacing(theme.step(2))
        label = QLabel(question, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        theme.look(label, "strong")
        layout.addWidget(label)
        self.keep = QPushButton(keep, self)
        theme.look(self.keep, "primary")
        self.drop = QPushButton(drop, self)
        cancel = QPushButton("Abbrechen", self)
        for button in (self.keep, self.drop, cancel):
            button.setAutoDefault(True)
            layout.addWidget(button)
        self.keep.clicked.connect(lambda: self._choose(True))
        self.drop.clicked.connect(lambda: self._choose(False))
        cancel.clicked.connect(self.close_down)

    def open_beside(self, card: QRect) -> None:
        """Show it below a card, or above it where there is no room."""
        self.setFixedWidth(320)
        self.adjustSize()
        room = self._area.viewport().size()
        x = min(max(card.x(), 8), max(room.width() - self.width() - 8, 0))
        y = card.bottom() + 8
        if y + self.height() > room.height() - 8:
            y = max(card.y() - self.height() - 8, 8)
        self.move(x, y)
        self.show()
        self.raise_()
        self.keep.setFocus()

    def close_down(self) -> None:
        """Go away without doing anything and give the focus back to the board."""
        self.hide()
        self.deleteLater()
        self._area.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_down()
        else:
            super().keyPressEvent(event)

    def _choose(self, keeps: bool) -> None:
        self.close_down()
        self.chosen(keeps)
