"""One line of a form: label, field, and what is wrong with it; it saves itself while the user works."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from ozgdesk.commands.problems import StoreProblem
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.formats import NotReadable
from ozgdesk.present.forms import FieldKind, FieldSpec
from ozgdesk.texts.problems import problem_message
from ozgdesk.texts.rules import rule_message
from ozgdesk.ui import theme
from ozgdesk.ui.widgets.field_base import Field
from ozgdesk.ui.widgets.fields_chosen import ReferenceField
from ozgdesk.ui.widgets.giving_up import ASK

PAUSE_MS = 600
LABEL_WIDTH = theme.step(30)
ABOVE = (FieldKind.LINES, FieldKind.FILE)
"""What needs the whole width: the label stands above it."""

_WIDEST = 16_777_215  # no limit, for Qt

Write = Callable[[str, Any], None]
"""Saves one field by name; raises RuleViolation or StoreProblem."""


class FieldRow(QWidget):
    """Saves 600 ms after the last key, when the field is left, and when told to (`flush`).

    What cannot be read or is refused stays as typed and is marked with the reason; only a pause in typing
    does not mark, because half a date is not a mistake yet. After Esc it waits for the answer.
    `righted` says that a marked field is right again.
    """

    righted = Signal()

    def __init__(self, spec: FieldSpec, field: Field, write: Write, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self.field = field
        self._write = write
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(lambda: self._save(while_typing=True))
        field.edited.connect(self._on_edited)
        field.asked.connect(self._on_asked)
        field.settled.connect(self.flush)
        self._lay_out()

    def _lay_out(self) -> None:
        self._error = QLabel()
        self._error.setTextFormat(Qt.TextFormat.PlainText)
        self._error.setWordWrap(True)
        theme.look(self._error, "error")
        self._error.hide()
        right = QVBoxLayout()
        right.setSpacing(2)
        right.addWidget(self.field)
        right.addWidget(self._error)
        if self.spec.hint:
            right.addWidget(self._hint())
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        if self.spec.kind is FieldKind.YES_NO:
            self._line.setSpacing(theme.step(2))
            self._line.addSpacing(LABEL_WIDTH + theme.step(2))
        else:
            self._label = self._make_label()
            self._line.addWidget(self._label)
            self._place_label(is_above=self.spec.kind in ABOVE)
        self._line.addLayout(right, 1)

    def _make_label(self) -> QLabel:
        label = QLabel(self.spec.label)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setBuddy(self.field.inner)
        theme.look(label, "muted")
        return label

    def _place_label(self, *, is_above: bool) -> None:
        """Above the field, which then has the whole width, or beside it."""
        way = QBoxLayout.Direction.TopToBottom if is_above else QBoxLayout.Direction.LeftToRight
        self._line.setDirection(way)
        self._line.setSpacing(2 if is_above else theme.step(2))
        self._label.setWordWrap(not is_above)
        self._label.setMinimumWidth(0 if is_above else LABEL_WIDTH)
        self._label.setMaximumWidth(_WIDEST if is_above else LABEL_WIDTH)
        middle, top = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignTop
        self._label.setAlignment(middle if is_above else top)
        self._label.setContentsMargins(0, 0 if is_above else 6, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_name()

    def _fit_name(self) -> None:
        """A name that has no room beside its label stands below it."""
        if isinstance(self.field, ReferenceField):
            self._place_label(is_above=self.field.wanted_width() > self.width() - LABEL_WIDTH - theme.step(2))

    def _hint(self) -> QLabel:
        hint = QLabel(self.spec.hint)
        hint.setTextFormat(Qt.TextFormat.PlainText)
        hint.setWordWrap(True)
        theme.look(hint, "muted")
        return hint

    def show_value(self, value: Any) -> None:
        """Show the value of the row, unless something else is typed and not saved yet."""
        if not self.field.is_dirty() and self.field.read() != value:
            self.field.show_value(value)
            self._fit_name()

    def reset(self, value: Any) -> None:
        """Show another row: forget what was typed."""
        self._timer.stop()
        self.mark("")
        self.field.show_value(value)
        self._fit_name()

    def flush(self) -> bool:
        """Save what is typed; false when that is not possible, and then the field says why."""
        self._timer.stop()
        return self._save(while_typing=False)

    def mark(self, reason: str) -> None:
        """Show the reason below the field, or none with ""."""
        was_wrong = bool(self.error)
        self.field.mark(reason)
        self._error.setText(reason)
        self._error.setVisible(bool(reason))
        if was_wrong and not reason:
            self.righted.emit()

    @property
    def error(self) -> str:
        """The reason that is shown now."""
        return self._error.text()

    def _on_edited(self) -> None:
        if self.error == ASK:
            self.mark("")
        self._timer.start()

    def _on_asked(self, sentence: str) -> None:
        self._timer.stop()
        self.mark(sentence)

    def _save(self, *, while_typing: bool) -> bool:
        if not self.field.is_dirty():
            if self.error:
                self.mark("")
            return True
        try:
            value = self.field.read()
        except NotReadable as reason:
            if not while_typing:
                self.mark(str(reason))
            return False
        try:
            self._write(self.spec.name, value)
        except RuleViolation as refusal:
            self.mark(rule_message(refusal))
            return False
        except StoreProblem as problem:
            self.mark(problem_message(problem))
            return False
        self.field.accept()
        self.mark("")
        return True
