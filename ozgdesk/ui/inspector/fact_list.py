"""The computed statements about a row, each with its reasons."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ozgdesk.present.facts import Fact
from ozgdesk.ui import theme
from ozgdesk.ui.widgets.light import LightMark

MOST_REASONS = 6


class FactList(QFrame):
    """Names on the left, values on the right, reasons below. Nothing here can be typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "facts")
        self.setAccessibleName("Berechnet")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(theme.step(3), theme.step(2), theme.step(3), theme.step(2))
        self._layout.setSpacing(theme.step(1))
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
        for fact in found:
            self._layout.addWidget(self._line(fact))
            for reason in fact.reasons[:MOST_REASONS]:
                self._layout.addWidget(_label(reason, "small"))
            if len(fact.reasons) > MOST_REASONS:
                rest = len(fact.reasons) - MOST_REASONS
                self._layout.addWidget(_label(f"… und {rest} weitere Gründe.", "small"))
        self.setVisible(bool(found))

    def _line(self, fact: Fact) -> QWidget:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.step(2))
        name = _label(fact.name, "muted")
        name.setFixedWidth(theme.step(27))
        name.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout.addWidget(name)
        layout.addWidget(self._value(fact), 1)
        return line

    @staticmethod
    def _value(fact: Fact) -> QWidget:
        if fact.light and len(fact.value) < 28:
            mark = LightMark(fact.light, fact.value)
            mark.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            return mark
        return _label(fact.value, "")


def _label(text: str, look: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    theme.look(label, look)
    return label
