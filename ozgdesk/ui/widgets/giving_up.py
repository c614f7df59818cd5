"""Esc where something is typed: the first one asks, the second one in a row gives it up. The habit of all
bars and prompts, so that nothing typed is lost by one key.
"""

from collections.abc import Callable, Hashable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

ASK = "Noch nicht übernommen. Esc noch einmal verwirft, was Sie getippt haben."


class GivingUp(QObject):
    """Decides what Esc does in `owner`.

    `typed()` is what is typed and not taken yet, something false when nothing is; `ask` shows a sentence,
    `leave` goes away.
    """

    def __init__(
        self,
        owner: QWidget,
        typed: Callable[[], Hashable],
        ask: Callable[[str], object],
        leave: Callable[[], object],
    ) -> None:
        super().__init__(owner)
        self._typed = typed
        self._ask = ask
        self._leave = leave
        self._asked_about: Hashable = None

    def escape(self) -> None:
        """Go, unless something is typed that was not asked about."""
        now = self._typed()
        if now and now != self._asked_about:
            self._asked_about = now
            self._ask(ASK)
        else:
            self._asked_about = None
            self._leave()

    def forget(self) -> None:
        """Something else is typed: ask again, also about what was asked before."""
        self._asked_about = None

    def watch(self, *inner: QWidget) -> None:
        """Let Esc in these widgets be decided here, also where they would take back what is typed."""
        for widget in inner:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() != Qt.Key.Key_Escape:
            return False
        self.escape()
        return True


def shown_text(inner: QWidget) -> Hashable:
    """What a line, a text, a list or a box shows."""
    if isinstance(inner, QLineEdit):
        return inner.text()
    if isinstance(inner, QPlainTextEdit | QTextEdit):
        return inner.toPlainText()
    if isinstance(inner, QComboBox):
        return inner.currentText()
    return inner.isChecked() if isinstance(inner, QCheckBox) else None


def typed_in(inner: tuple[QWidget, ...], at_first: tuple[Hashable, ...]) -> Hashable:
    """What these widgets show where it differs from what they showed at first; nothing where it does not."""
    now = tuple(shown_text(widget) for widget in inner)
    return now if now != at_first else ()
