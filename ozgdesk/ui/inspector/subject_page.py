"""Everything the inspector shows of one row: facts, fields, lists of what hangs on it, history."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ozgdesk.commands import field_edits
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.entity import Entity
from ozgdesk.present.choices import choice_text
from ozgdesk.present.facts import computed_fields, facts
from ozgdesk.present.form_register import FORMS
from ozgdesk.present.naming import finder
from ozgdesk.texts import steps
from ozgdesk.texts.entities import noun
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.inspector.child_list import ChildList
from ozgdesk.ui.inspector.fact_list import FactList
from ozgdesk.ui.inspector.form_panel import FormPanel
from ozgdesk.ui.inspector.row_history import RowHistory

if TYPE_CHECKING:
    from ozgdesk.ui.inspector.clause_findings import ClauseFindings
    from ozgdesk.ui.inspector.clause_remarks import ClauseRemarks


class SubjectPage(QWidget):
    """The page for one kind of entity; it is built once and shows one row after the other."""

    def __init__(self, desk: Desk, kind: type[Entity], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._desk = desk
        self._id = ""
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        theme.look(self._title, "heading")
        self._facts = FactList()
        self.form = FormPanel(desk, kind, self._write)
        self.lists = [ChildList(desk, spec) for spec in FORMS[kind].children]
        self.findings: ClauseFindings | None = None
        self.remarks: ClauseRemarks | None = None
        if kind is Clause:
            self._add_parts_of_clause()
        self.history = RowHistory(desk)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(5), theme.step(1), theme.step(5), theme.step(6))
        layout.setSpacing(theme.step(4))
        for part in (self._title, self._facts, self.form):
            layout.addWidget(part)
        for said in (self.remarks, self.findings):
            if said is not None:
                layout.addWidget(said)
        for child_list in self.lists:
            layout.addWidget(_hairline())
            layout.addWidget(child_list)
        layout.addWidget(_hairline())
        layout.addWidget(self.history)
        layout.addStretch()

    def _add_parts_of_clause(self) -> None:
        """What only a clause has; it brings the imports of texts, which the start need not wait for."""
        from ozgdesk.ui.inspector.clause_findings import ClauseFindings
        from ozgdesk.ui.inspector.clause_remarks import ClauseRemarks

        self.findings = ClauseFindings(self._desk, self)
        self.remarks = ClauseRemarks(self._desk, self)

    def shows(self, row: Entity) -> bool:
        """Whether this row is shown already, perhaps with older values."""
        return row.id == self._id

    def show_row(self, row: Entity) -> None:
        """Show a row; what is typed and not saved stays while it is the same row."""
        is_other = not self.shows(row)
        self._id = row.id
        view = self._desk.view
        name = choice_text(row, finder(view.snapshot))
        self._title.setText(name)
        self.setAccessibleName(f"{noun(self.kind).singular} {name}")
        self._facts.show_facts(facts(view, row, self._desk.lens))
        self.form.show_row(dict(row), is_other=is_other)
        self.form.leave_out(computed_fields(view, row))
        for child_list in self.lists:
            child_list.show_owner(row)
        for said in (self.remarks, self.findings):
            if said is not None:
                said.show_clause(row.id)
        self.history.show_subject(Subject(self.kind, row.id))

    def flush(self) -> bool:
        """Save what is typed on this page; false when that is not possible."""
        outcomes = [self.form.flush(), *(child_list.flush() for child_list in self.lists)]
        return all(outcomes)

    def _write(self, name: str, value: Any) -> None:
        command = field_edits.set_field(self.kind, self._id, name, value)
        self._desk.commit(steps.edit(self.kind), command, merge=True)


def _hairline() -> QFrame:
    line = QFrame()
    line.setFixedHeight(1)
    theme.look(line, "hairline")
    return line
