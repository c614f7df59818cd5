"""The strip above the plan while the critical path to a chosen task is marked: what drives its date."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from ozgdesk.ui import theme
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.plain_label import plain_label

OFF = "Kritischen Weg zu dieser Aufgabe nicht mehr zeigen (Esc)"


class PlanPathStrip(QFrame):
    """Shows one sentence; hidden without one. `closed` is its button."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "sunken")
        self.sentence = plain_label("strong")
        self.close_button = QToolButton()
        self.close_button.setIcon(icon("close"))
        self.close_button.setToolTip(OFF)
        self.close_button.setAccessibleName(OFF)
        self.close_button.clicked.connect(self.closed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.step(4), theme.step(1), theme.step(4), theme.step(1))
        layout.setSpacing(theme.step(2))
        layout.addWidget(self.sentence, 1)
        layout.addWidget(self.close_button)
        self.hide()

    def show_text(self, sentence: str) -> None:
        """Show another sentence, or nothing."""
        self.sentence.setText(sentence)
        self.setVisible(bool(sentence))
