"""What all fields have in common: a value that is shown and read, and marks for what is wrong with it."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ozgdesk.ui import theme
from ozgdesk.ui.widgets.giving_up import ASK, GivingUp, shown_text


class Field(QWidget):
    """A field for one value. `edited` while the user types; `settled` when a choice is made or it is left;
    `asked(sentence)` when Esc would lose what is typed.

    `read()` gives the value or raises `formats.NotReadable` with the sentence for the user. `accept()` says
    that what is typed has been saved; `show_value` replaces it.
    """

    edited = Signal()
    settled = Signal()
    asked = Signal(str)

    def __init__(self, name: str, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inner = inner
        inner.setAccessibleName(name)
        self.setFocusProxy(inner)
        self._giving_up = GivingUp(self, lambda: shown_text(inner), self._ask_first, self._give_up)
        self.edited.connect(self._forget)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.step(1))
        self._layout.addWidget(inner, 1)

    def read(self) -> Any:
        """The value as typed; raises NotReadable."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Show a value and forget what was typed."""
        raise NotImplementedError

    def is_dirty(self) -> bool:
        """Whether the user changed something that is not accepted yet."""
        raise NotImplementedError

    def accept(self) -> None:
        """What is typed has been saved; it stays as it is while the cursor is in it."""
        raise NotImplementedError

    def mark(self, reason: str) -> None:
        """Mark the field as wrong with the reason, or as right with ""."""
        theme.look(self.inner, "wrong" if reason else self.look())
        self.inner.setAccessibleDescription(reason)

    def take_back(self) -> None:
        """Show the value again instead of what was typed."""
        raise NotImplementedError

    def escape(self) -> bool:
        """What Esc does to something typed: the first one asks, the second takes it back. False with nothing
        typed: then the key belongs to what is around the field.
        """
        if not self.is_dirty():
            return False
        self._giving_up.escape()
        return True

    def _ask_first(self, sentence: str) -> None:
        self.mark(sentence)
        self.asked.emit(sentence)

    def _forget(self) -> None:
        """Something else is typed: the question is over."""
        self._giving_up.forget()
        if self.inner.accessibleDescription() == ASK:
            self.mark("")

    def _give_up(self) -> None:
        """Nothing is wrong any more, here or around the field."""
        self.take_back()
        self.mark("")
        self.settled.emit()

    def look(self) -> str:
        """The look of the field while nothing is wrong."""
        return "plain"

    def set_fixed(self, fixed: bool) -> None:
        """Only show the value."""
        self.inner.setEnabled(not fixed)

    def add_beside(self, widget: QWidget) -> None:
        """Put a small button behind the field."""
        self._layout.addWidget(widget)
