"""Changing several tasks together: what is filled in counts for all, and what would move is shown before."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.commands.plan_selection import Changes, change_tasks
from ozgdesk.commands.problems import StoreProblem
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.transaction import Command
from ozgdesk.present.plan_row import PlanRow
from ozgdesk.texts import steps
from ozgdesk.texts.rules import rule_message
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.inspector.field_row import FieldRow
from ozgdesk.ui.views.plan_change_fields import change_fields, changes
from ozgdesk.ui.views.plan_moves import PlanMovesPanel
from ozgdesk.ui.widgets.plain_label import plain_label

_NAMED = 6
NOTHING_YET = "Füllen Sie ein Feld aus; hier steht dann, was sich verschiebt."
_LEFT_ALONE = "Leere Felder bleiben, wie sie sind; „–“ nimmt eine Angabe weg."


class PlanPreviewDialog(QDialog):
    """A change to the plan that is shown before it is made; subclasses give the command.

    Nothing is written until "Übernehmen"; what is refused then keeps the dialog open.
    """

    def __init__(self, desk: Desk, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(title)
        self.panel = PlanMovesPanel(desk)
        self.problem = plain_label("error")
        self.problem.hide()
        self.buttons = QDialogButtonBox()
        self.take = self.buttons.addButton("Ü&bernehmen", QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel = self.buttons.addButton("&Abbrechen", QDialogButtonBox.ButtonRole.RejectRole)
        self.take.setDefault(True)
        self.take.setEnabled(False)
        self.buttons.accepted.connect(self._on_taken)
        self.buttons.rejected.connect(self.reject)
        self.panel.foreseen.connect(lambda: self.take.setEnabled(True))
        self.panel.refused.connect(self.refuse)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(theme.step(6), theme.step(5), theme.step(6), theme.step(5))
        self._layout.setSpacing(theme.step(3))
        self.resize(theme.step(280), theme.step(170))

    def lay_out(self, *parts: QWidget) -> None:
        """Put these parts above the preview."""
        for part in (*parts, self.problem):
            self._layout.addWidget(part)
        self._layout.addWidget(self.panel, 1)
        self._layout.addWidget(self.buttons)

    def command(self) -> Command[None]:
        """What "Übernehmen" does."""
        raise NotImplementedError

    def label(self) -> str:
        """The label of its step."""
        raise NotImplementedError

    def refuse(self, refusal: RuleViolation) -> None:
        """Say why the change is not possible."""
        self.take.setEnabled(False)
        self.problem.setText(rule_message(refusal))
        self.problem.show()

    def _on_taken(self) -> None:
        try:
            self.desk.commit(self.label(), self.command())
        except RuleViolation as refusal:
            self.refuse(refusal)
            return
        except StoreProblem as problem:
            self.desk.failed.emit(problem)
            return
        self.accept()


class PlanChangeDialog(PlanPreviewDialog):
    """ "Ausgewählte Aufgaben ändern": the fields that can be changed together, and below what moves."""

    def __init__(self, desk: Desk, rows: Sequence[PlanRow], parent: QWidget | None = None) -> None:
        super().__init__(desk, "Ausgewählte Aufgaben ändern", parent)
        self._ids = [row.id for row in rows]
        self._values: dict[str, Any] = {}
        self._asked = Changes()
        self._refusal: RuleViolation | None = None
        self.fields: dict[str, FieldRow] = {
            name: FieldRow(spec, field, self._write)
            for name, (spec, field) in change_fields(desk.view, set(self._ids)).items()
        }
        for field_row in self.fields.values():
            field_row.reset(None)
            field_row.field.edited.connect(lambda: self.take.setEnabled(False))
            field_row.field.settled.connect(self._refresh)
        head = plain_label("heading", f"{formats.count(len(rows), 'Aufgabe', 'Aufgaben')} ändern")
        self.lay_out(
            head, plain_label("muted", _named(rows)), self._form(), plain_label("small", _LEFT_ALONE)
        )
        self.panel.show_nothing(NOTHING_YET)
        next(iter(self.fields.values())).field.inner.setFocus()

    def command(self) -> Command[None]:
        view = self.desk.view
        return change_tasks(self._ids, changes(self._values), view.plan.dates, view.as_of)

    def label(self) -> str:
        return steps.CHANGE_TASKS

    def refuse(self, refusal: RuleViolation) -> None:
        """Say it at the field that is to blame, else below them all."""
        self._refusal = refusal
        blamed = self.fields.get(str(refusal.values.get("at", "")))
        if blamed is None:
            super().refuse(refusal)
        else:
            self.take.setEnabled(False)
            blamed.mark(rule_message(refusal))

    def _form(self) -> QWidget:
        form = QWidget()
        columns = QHBoxLayout(form)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(theme.step(8))
        rows = list(self.fields.values())
        for part in (rows[:4], rows[4:]):
            column = QVBoxLayout()
            column.setSpacing(theme.step(2))
            for row in part:
                column.addWidget(row)
            column.addStretch()
            columns.addLayout(column, 1)
        return form

    def _write(self, name: str, value: Any) -> None:
        self._values[name] = value
        self._refresh()

    def _refresh(self) -> None:
        """Show what the fields would move now; nothing can be taken before that is known."""
        wanted = changes(self._values)
        if wanted != self._asked:
            self._foresee(wanted)
        elif self._refusal is not None:
            self.refuse(self._refusal)
        else:
            is_typing = any(row.field.is_dirty() for row in self.fields.values())
            self.take.setEnabled(self.panel.moves is not None and not is_typing)

    def _foresee(self, wanted: Changes) -> None:
        self._asked, self._refusal = wanted, None
        self.take.setEnabled(False)
        self.problem.hide()
        for row in self.fields.values():
            if not row.field.is_dirty():
                row.mark("")
        if wanted:
            self.panel.foresee(self.command(), set(self._ids), self._ids if wanted.shift_days else ())
        else:
            self.panel.show_nothing(NOTHING_YET)

    def _on_taken(self) -> None:
        are_right = [row.flush() for row in self.fields.values()]  # every one, also after a refusal
        if all(are_right) and self.take.isEnabled():
            super()._on_taken()


def _named(rows: Sequence[PlanRow]) -> str:
    """The first of the tasks by number, and how many there are besides."""
    shown = ", ".join(row.number for row in rows[:_NAMED])
    more = len(rows) - _NAMED
    return f"{shown} und {formats.count(more, 'weitere', 'weitere')}" if more > 0 else shown
