"""The line at the bottom of a meeting: what is typed, what it may become, and why it was not taken."""

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ozgdesk.present.capture import Completion, Known, completions
from ozgdesk.ui import theme
from ozgdesk.ui.search import Entry, ResultList, overlay_of
from ozgdesk.ui.widgets.fields_typed import leave_undo_to_window
from ozgdesk.ui.widgets.plain_label import plain_label

_MOST = 8  # completions that are offered
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class CaptureField(QLineEdit):
    """Tab takes the first or chosen completion, Return the chosen one, else the line as it stands."""

    topic_turned = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words: Known | None = None
        self._list: ResultList | None = None
        self._offered: tuple[Completion, ...] = ()
        self.setAccessibleName("Protokollzeile")
        self.textEdited.connect(lambda _text: self._offer())

    @property
    def offered(self) -> tuple[Completion, ...]:
        """What is offered now; empty while the list is closed."""
        return self._offered if self._is_open() else ()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Tab and self._is_open():
                self._take(self._chosen() or self._offered[0])
                return True
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            if leave_undo_to_window(event, self.isUndoAvailable()):
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and self._is_open() and self._list is not None:
            self._list.move_by(_STEPS[key])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.topic_turned.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (chosen := self._chosen()) is not None:
            self._take(chosen)
        elif key == Qt.Key.Key_Escape and self._is_open():
            self.close_list()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.close_list()
        super().focusOutEvent(event)

    def close_list(self) -> None:
        """Offer nothing any more."""
        if self._list is not None:
            self._list.hide()

    def _offer(self) -> None:
        self._offered = completions(self.text(), self.words)[:_MOST] if self.words else ()
        if not self._offered or self.cursorPosition() != len(self.text()):
            self.close_list()
            return
        if self._list is None:
            self._list = ResultList(overlay_of(self))
            self._list.chosen.connect(lambda entry: entry.run())
        entries = [
            Entry("edit", one.line.strip(), one.hint, partial(self._take, one)) for one in self._offered
        ]
        self._list.show_entries(entries, self.text(), choose_first=False)
        self._list.place_above(self)
        self._list.show()

    def _take(self, found: Completion) -> None:
        self.close_list()
        self.setText(found.line)
        self._offer()

    def _chosen(self) -> Completion | None:
        entry = self._list.current() if self._list is not None and self._is_open() else None
        lines = {one.line.strip(): one for one in self._offered}
        return lines.get(entry.text) if entry is not None else None

    def _is_open(self) -> bool:
        return self._list is not None and self._list.isVisible()


class CaptureLine(QWidget):
    """The field with the topic it writes under and the reason of a refusal; `entered(text)` on Return."""

    entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.topic = QLabel(self)
        self.topic.setTextFormat(Qt.TextFormat.PlainText)
        theme.look(self.topic, "strong")
        self.field = CaptureField(self)
        self.reason = plain_label("error")
        self.reason.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.step(2))
        row.addWidget(self.topic)
        row.addWidget(self.field, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.step(4), theme.step(2), theme.step(4), theme.step(2))
        column.setSpacing(theme.step(1))
        column.addLayout(row)
        column.addWidget(self.reason)
        self.setFocusProxy(self.field)
        self.field.returnPressed.connect(lambda: self.entered.emit(self.field.text()))
        self.field.textEdited.connect(lambda _text: self.refuse(""))

    def show_topic(self, text: str, hint: str) -> None:
        """Say under which topic the line writes, and what may be typed."""
        self.topic.setText(text)
        self.field.setPlaceholderText(hint)

    def refuse(self, reason: str) -> None:
        """Say why the line was not taken; it stays as it is. An empty reason takes that back."""
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        theme.look(self.field, "wrong" if reason else "")
        self.field.setAccessibleDescription(reason)

    def taken(self) -> None:
        """What was typed is kept: begin anew."""
        self.refuse("")
        self.field.close_list()
        self.field.setText("")  # unlike clear(), leaves nothing that Strg+Z would bring back
