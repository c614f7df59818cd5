"""A strip below the top bar that says who else writes the file, and when it is free again."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ozgdesk.ui import theme
from ozgdesk.ui.icons import pixmap


class Banner(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "banner")
        self._icon = QLabel()
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self.button = QPushButton()
        self._action: Callable[[], object] | None = None
        self.button.clicked.connect(self._on_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.step(6), theme.step(2), theme.step(5), theme.step(2))
        layout.setSpacing(theme.step(3))
        layout.addWidget(self._icon)
        layout.addWidget(self._label, 1)
        layout.addWidget(self.button)
        self.hide()

    def show_text(self, text: str, button: str = "", action: Callable[[], object] | None = None) -> None:
        """Say something; an empty text hides the strip."""
        if text != self._label.text():
            self._icon.setPixmap(pixmap("lock", 16, "text", self.devicePixelRatioF()))
        self._label.setText(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self._action = action
        self.setVisible(bool(text))

    @property
    def text(self) -> str:
        """What the strip says."""
        return self._label.text()

    def _on_clicked(self) -> None:
        if self._action is not None:
            self._action()
