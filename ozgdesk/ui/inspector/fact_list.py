"""The computed statements about a row, each with its reasons."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from ozgdesk.present.facts import Fact
from ozgdesk.ui import theme
from ozgdesk.ui.widgets.light import LightMark


class FactList(QFrame):
    """Names on the left, values on the right, reasons below. Nothing here can be typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "facts")
        self.setAccessibleName("Berechnet")
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(theme.step(3), theme.step(2), theme.step(3), theme.step(2))
        self._layout.setHorizontalSpacing(theme.step(3))
        self._layout.setVerticalSpacing(theme.step(1))
        self._layout.setColumnStretch(1, 1)
        self._shown: tuple[Fact, ...] = ()
        self.hide()

    def show_facts(self, found: Sequence[Fact]) -> None:
        """Show other statements."""
        if tuple(found) == self._shown:
            return
        self._shown = tuple(found)
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        line = 0
        for fact in found:
            name = _label(fact.name, "muted")
            name.setFixedWidth(theme.step(27))
            self._layout.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
            self._layout.addWidget(self._value(fact), line, 1)
            line += 1
            for reason in fact.reasons:
                self._layout.addWidget(_label(reason, "small"), line, 0, 1, 2)
                line += 1
        self.setVisible(bool(found))

    @staticmethod
    def _value(fact: Fact) -> QWidget:
        if fact.light and len(fact.value) < 28:
            return LightMark(fact.light, fact.value)
        return _label(fact.value, "")


def _label(text: str, look: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    theme.look(label, look)
    return label
