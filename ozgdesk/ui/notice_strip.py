"""A strip at the bottom of the window for what one should know but need not act on; it is closed by hand."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ozgdesk.ui import theme


class NoticeStrip(QFrame):
    """Shows one sentence at a time and the next when it is closed; hidden when there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "banner")
        self._sentences: list[str] = []
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self.button = QPushButton("Verstanden")
        self.button.clicked.connect(self._on_closed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.step(6), theme.step(2), theme.step(5), theme.step(2))
        layout.setSpacing(theme.step(3))
        layout.addWidget(self._label, 1)
        layout.addWidget(self.button)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown, or nothing."""
        return self._sentences[0] if self._sentences else ""

    def add(self, sentence: str) -> None:
        """Show a sentence after those that still wait; one that waits already is not repeated."""
        if sentence and sentence not in self._sentences:
            self._sentences.append(sentence)
            self._refresh()

    def clear(self) -> None:
        """Forget all sentences."""
        self._sentences.clear()
        self._refresh()

    def _on_closed(self) -> None:
        del self._sentences[:1]
        self._refresh()

    def _refresh(self) -> None:
        self._label.setText(self.text)
        self.setVisible(bool(self.text))
