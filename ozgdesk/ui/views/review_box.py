"""Closing a finding in place: reason, day and document, right where the finding stands."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ozgdesk.commands import reviews
from ozgdesk.commands.problems import StoreProblem
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.formal_findings import FORM_RULE
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.steering import Document
from ozgdesk.domain.vocabulary import ReviewState
from ozgdesk.formats import NotReadable, sort_key
from ozgdesk.present.legal_check import CheckRow
from ozgdesk.texts import steps
from ozgdesk.texts.labels import label
from ozgdesk.texts.rules import rule_message
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.widgets.combo_box import QuietComboBox
from ozgdesk.ui.widgets.fields_typed import DateField, text_field
from ozgdesk.ui.widgets.giving_up import GivingUp
from ozgdesk.ui.widgets.plain_label import plain_label

_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
NO_DOCUMENT = "keine Unterlage"


class ReviewBox(QFrame):
    """Return closes the finding, Esc twice gives it up. `opened` and `ended` tell when it comes and goes.

    What is typed keeps the window where it is until it is taken or given up.
    """

    opened = Signal()
    ended = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, is_narrow: bool = False) -> None:
        super().__init__(parent)
        theme.look(self, "popup")
        self._desk = desk
        self._agreement_id = ""
        self._row: CheckRow | None = None
        self._state = ReviewState.CHECKED
        self.title = plain_label("strong")
        self.reason = text_field("Grund", self)
        self.day = DateField("Geprüft am", lambda: desk.view.as_of, self)
        self.document = QuietComboBox(self)
        self.document.setAccessibleName("Unterlage")
        self.problem = plain_label("error")
        self.problem.hide()
        self._detach: Callable[[], None] = lambda: None
        self.giving_up = GivingUp(
            self, lambda: self.reason.line.text() if self.is_begun else "", self._say, self.close_down
        )
        self.giving_up.watch(self.reason.line)
        self._set_up(is_narrow)
        desk.held_up.connect(self._on_held_up)
        self.hide()

    @property
    def is_begun(self) -> bool:
        """Whether a reason is typed that is not taken yet."""
        return not self.isHidden() and self.reason.is_dirty()

    def open_for(self, agreement_id: str, row: CheckRow, state: ReviewState) -> None:
        """Ask for the reason; a lapsed one is not proposed again."""
        self._detach()
        self._agreement_id, self._row, self._state = agreement_id, row, state
        self.title.setText(f"Befund als „{label(state)}“ schließen")
        self.reason.show_value("")
        self.day.show_value(self._desk.view.as_of)
        self._offer_documents()
        self._refuse("")
        self._detach = self._desk.attach_editor(lambda: not self.is_begun)
        self.show()
        self.reason.setFocus()
        self.opened.emit()

    def close_down(self) -> None:
        """Go away without closing the finding."""
        self._detach()
        self.reason.show_value("")
        self.hide()
        self.ended.emit()

    def accept(self) -> None:
        """Close the finding, or say what is missing and stay."""
        row = self._row
        try:
            reason, day = self.reason.read(), self.day.read()
        except NotReadable as unreadable:
            self._refuse(str(unreadable))
            return
        if row is None:
            return
        clause = self._desk.snapshot.find(Clause, row.clause_id or None)
        command = reviews.close_finding(
            self._agreement_id,
            row.rule or FORM_RULE,
            row.key,
            self._state,
            reason,
            stem=clause.stem if clause else "",
            reviewed_on=day,
            document_id=self.document.currentData(),
        )
        try:
            self._desk.commit(steps.CLOSE_FINDING, command)
        except RuleViolation as refusal:
            self._refuse(rule_message(refusal))
        except StoreProblem as problem:
            self._desk.failed.emit(problem)
        else:
            self.close_down()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.giving_up.escape()
        elif event.key() in _RETURN and isinstance(self.focusWidget(), QLineEdit | QComboBox):
            self.accept()
        event.accept()  # what is typed here is no key of the list

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _refuse(self, sentence: str) -> None:
        self._say(sentence)
        self.reason.mark(sentence)
        if sentence:
            self.reason.setFocus()

    def _offer_documents(self) -> None:
        self.document.clear()
        self.document.addItem(NO_DOCUMENT, None)
        for row in sorted(self._desk.snapshot.all(Document), key=lambda row: sort_key(row.title)):
            self.document.addItem(row.title, row.id)

    def _on_held_up(self) -> None:
        if self.is_begun:
            self.reason.setFocus()

    def _set_up(self, is_narrow: bool) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(3), theme.step(2), theme.step(3), theme.step(2))
        layout.setSpacing(theme.step(2))
        layout.addWidget(self.title)
        fields = QBoxLayout(
            QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        )
        fields.setSpacing(theme.step(1) if is_narrow else theme.step(3))
        shares = ((self.reason, "Grund", 4), (self.day, "am", 1), (self.document, "Unterlage", 2))
        for field, name, share in shares:
            fields.addLayout(_named(name, field), 0 if is_narrow else share)
        layout.addLayout(fields)
        layout.addWidget(self.problem)
        take = QPushButton("Schließen", self)
        theme.look(take, "primary")
        take.clicked.connect(self.accept)
        leave = QPushButton("Abbrechen", self)
        leave.clicked.connect(self.close_down)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.step(2))
        for button in (take, leave):
            button.setAutoDefault(True)
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout.addLayout(buttons)


def _named(name: str, field: QWidget) -> QVBoxLayout:
    """A field below its name."""
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(plain_label("small", name))
    column.addWidget(field)
    return column
