"""A question asked in place: fields below a title, taken or given up where they stand."""

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ozgdesk.commands.problems import StoreProblem
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.formats import NotReadable
from ozgdesk.texts.rules import rule_message
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.widgets.field_base import Field
from ozgdesk.ui.widgets.giving_up import GivingUp, shown_text
from ozgdesk.ui.widgets.plain_label import plain_label

_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AskBox(QFrame):
    """Return (in a field of several lines Strg+Return) takes what is typed, Esc twice gives it up.

    `opened` and `ended` tell when the box comes and goes. What is typed keeps the window where it is until it
    is taken or given up. A subclass adds its fields to `body` and does the deed in `_take`.
    """

    opened = Signal()
    ended = Signal()

    def __init__(self, desk: Desk, take_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "popup")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._desk = desk
        self._fields: Sequence[Field] = ()
        self._detach: Callable[[], None] = lambda: None
        self.title = plain_label("strong")
        self.problem = plain_label("error")
        self.problem.hide()
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.step(2))
        self.buttons = QHBoxLayout()
        self.take_button = QPushButton(take_words, self)
        self.giving_up = GivingUp(self, self._typed, self._say, self.close_down)
        self._set_up()
        desk.held_up.connect(self._on_held_up)
        self.hide()

    @property
    def is_begun(self) -> bool:
        """Whether something is typed that is not taken yet."""
        return not self.isHidden() and any(field.is_dirty() for field in self._fields)

    def close_down(self) -> None:
        """Go away without doing anything."""
        self._detach()
        for field in self._fields:
            field.show_value("")
        self.hide()
        self.ended.emit()

    def accept(self) -> None:
        """Do it, or say what is missing and stay."""
        try:
            self._take()
        except NotReadable as unreadable:
            self._refuse(str(unreadable))
        except RuleViolation as refusal:
            self._refuse(rule_message(refusal))
        except StoreProblem as problem:
            self._desk.failed.emit(problem)
        else:
            self.close_down()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_line = isinstance(self.focusWidget(), QLineEdit | QComboBox)
        is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.giving_up.escape()
        elif event.key() in _RETURN and (is_line or is_control):
            self.accept()
        event.accept()  # what is typed here is no key of the list

    def _open(self, title: str, fields: Sequence[Field]) -> None:
        """Show the box with these fields, empty ones first in line for what is typed."""
        self._detach()
        self._fields = fields
        self.giving_up.watch(*(field.inner for field in fields))
        self.title.setText(title)
        self._refuse("")
        self._detach = self._desk.attach_editor(lambda: not self.is_begun)
        self.show()
        fields[0].setFocus()
        self.opened.emit()

    def _typed(self) -> tuple[Hashable, ...]:
        return tuple(shown_text(field.inner) for field in self._fields if field.is_dirty())

    def _take(self) -> None:
        """Do what the box is for; raises RuleViolation, StoreProblem or NotReadable."""
        raise NotImplementedError

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _refuse(self, sentence: str) -> None:
        self._say(sentence)
        if self._fields:
            self._fields[0].mark(sentence)
            if sentence:
                self._fields[0].setFocus()

    def _on_held_up(self) -> None:
        if self.is_begun:
            next(field for field in self._fields if field.is_dirty()).setFocus()

    def _set_up(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(3), theme.step(2), theme.step(3), theme.step(2))
        layout.setSpacing(theme.step(2))
        layout.addWidget(self.title)
        layout.addLayout(self.body)
        layout.addWidget(self.problem)
        theme.look(self.take_button, "primary")
        self.take_button.clicked.connect(self.accept)
        leave = QPushButton("Abbrechen", self)
        leave.clicked.connect(self.close_down)
        self.buttons.setSpacing(theme.step(2))
        for button in (self.take_button, leave):
            button.setAutoDefault(True)
            self.buttons.addWidget(button)
        self.buttons.addStretch(1)
        layout.addLayout(self.buttons)


def named(name: str, field: QWidget) -> QVBoxLayout:
    """A field below its name."""
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(plain_label("small", name))
    column.addWidget(field)
    return column
