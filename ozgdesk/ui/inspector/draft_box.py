"""A row that is being filled in: nothing is created before everything it needs is there."""

from collections.abc import Hashable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ozgdesk.commands import records
from ozgdesk.commands.problems import StoreProblem
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.present.drafts import draft, lacking, require_room
from ozgdesk.texts import steps
from ozgdesk.texts.rules import rule_message
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.inspector.form_panel import FormPanel
from ozgdesk.ui.widgets.giving_up import GivingUp, shown_text


class DraftBox(QFrame):
    """The form of a new row with "Anlegen" and "Verwerfen". `created(id)` comes before `ended`."""

    created = Signal(str)
    ended = Signal()

    def __init__(
        self,
        desk: Desk,
        kind: type[Entity],
        given: dict[str, Any],
        *,
        left_out: frozenset[str] = frozenset(),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kind = kind
        self._values = self._at_first = draft(desk.view, kind, given)
        self._is_creating = False
        self.form = FormPanel(desk, kind, self._write, left_out=left_out)
        self.form.show_row(self._values, is_other=True)
        self._lay_out()
        self._giving_up = GivingUp(self, self._typed, self._show_problem, self.ended.emit)
        self._giving_up.watch(*(row.field.inner for row in self.form.rows.values()))

    def _typed(self) -> Hashable:
        shown = tuple(shown_text(row.field.inner) for row in self.form.rows.values())
        return (shown, repr(self._values)) if self.is_begun else ()

    def _lay_out(self) -> None:
        self.create_button = QPushButton("Anlegen")
        theme.look(self.create_button, "primary")
        self.create_button.clicked.connect(self.create_row)
        discard = QPushButton("Verwerfen")
        discard.clicked.connect(self.ended)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(discard)
        buttons.addWidget(self.create_button)
        theme.look(self, "card")
        self.problem = QLabel()
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.hide()
        theme.look(self.problem, "error")
        self.title = QLabel(steps.create(self._kind))
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        theme.look(self.title, "strong")
        layout = QVBoxLayout(self)
        margin = theme.step(3)
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.setSpacing(margin)
        layout.addWidget(self.title)
        layout.addWidget(self.form)
        layout.addWidget(self.problem)
        layout.addLayout(buttons)

    def begin(self) -> None:
        """Put the cursor into the first field."""
        self.form.focus_first()

    @property
    def is_begun(self) -> bool:
        """Whether something is filled in that would be lost without the row."""
        is_typed = any(row.field.is_dirty() for row in self.form.rows.values())
        return not self._is_creating and (is_typed or self._values != self._at_first)

    def create_row(self) -> None:
        """Create the row, or mark what is missing or refused."""
        self._show_problem("")
        if not self.form.flush():
            return
        missing = lacking(self._kind, self._values)
        for name, reason in missing.items():
            if name in self.form.rows:
                self.form.rows[name].mark(reason)
        if missing:
            first = next((name for name in missing if name in self.form.rows), None)
            if first is not None:
                self.form.rows[first].field.inner.setFocus()
            return
        self._create()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_return and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.create_row()
        elif event.key() == Qt.Key.Key_Escape:
            self._giving_up.escape()
        else:
            super().keyPressEvent(event)

    def _create(self) -> None:
        kind = self._kind
        values = {name: value for name, value in self._values.items() if name not in MADE or value}
        self._is_creating = True
        try:
            if not self._desk.flush():
                return
            row = self._desk.commit(steps.create(kind), records.create(kind, **values))
        except RuleViolation as refusal:
            self._refuse(refusal)
            return
        except StoreProblem as problem:
            self._desk.failed.emit(problem)
            return
        finally:
            self._is_creating = False
        self._at_first = self._values
        self.created.emit(row.id)
        self.ended.emit()

    def _refuse(self, refusal: RuleViolation) -> None:
        """Say why there is no row: at the field that is to blame, else below them all."""
        blamed = self.form.rows.get(str(refusal.values.get("at", "")))
        if blamed is None:
            self._show_problem(rule_message(refusal))
        else:
            blamed.mark(rule_message(refusal))
            blamed.field.inner.setFocus()

    def _show_problem(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _write(self, name: str, value: Any) -> None:
        require_room(self._kind, name, value)
        self._values = {**self._values, name: value}
        self.form.show_row(self._values, is_other=False)


MADE = frozenset({"number", "author", "assessed_on", "taken_on"})
"""Fields that the command fills where the draft leaves them empty."""
