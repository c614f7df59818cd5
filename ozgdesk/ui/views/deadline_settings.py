"""The wanted day and the assumed durations of an agreement, typed where the calculation is seen.

A matter without an agreement has only the day by which it is to be resolved.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from ozgdesk.commands import records
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.councils import Matter
from ozgdesk.domain.view import View
from ozgdesk.present.deadlines import StageRow, assumptions
from ozgdesk.present.forms import field_spec
from ozgdesk.texts import deadlines as words
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.inspector.field_row import FieldRow
from ozgdesk.ui.widgets.fields import make_field
from ozgdesk.ui.widgets.plain_label import plain_label

WANTED = "wanted_on"
_FIELDS_A_LINE = 2


class DeadlineSettings(QWidget):
    """A field for the wanted day and one for each stage; what is left empty takes the assumed days."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.fields: dict[str, FieldRow] = {}
        self._kind: type[Agreement] | type[Matter] = Agreement
        self._subject_id = ""
        self._stages: list[str] = []
        self.assumed = plain_label("muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.step(2))
        self._grid = QGridLayout()
        column.addLayout(self._grid)
        column.addWidget(self.assumed)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.step(5))
        self._grid.setColumnStretch(_FIELDS_A_LINE, 1)
        detach = desk.attach_editor(self.flush)
        self.destroyed.connect(lambda: detach())

    def show_subject(self, view: View, subject_id: str) -> None:
        """Show the values of an agreement or matter; a field that is being typed into stays as it is."""
        kind = Agreement if subject_id in view.effect else Matter
        subject = view.snapshot.find(kind, subject_id)
        self.setVisible(subject is not None)
        if subject is None:
            return
        stages = assumptions(view, subject_id) if kind is Agreement else ()
        names = [row.stage for row in stages]
        if (subject_id, names) != (self._subject_id, self._stages):
            self._kind, self._subject_id, self._stages = kind, subject_id, names
            self._make_fields(stages)
        assumed = [(row.title, row.days) for row in stages if row.is_assumed]
        self.assumed.setText(words.assumptions_text(assumed))
        self.assumed.setVisible(bool(self.assumed.text()))
        for name, row in self.fields.items():
            row.show_value(getattr(subject, name))
        for stage in stages:
            line = self.fields[f"{stage.stage}_days"].field.inner
            if isinstance(line, QLineEdit):
                line.setPlaceholderText(words.ASSUMED_DAYS.format(days=stage.days))

    def flush(self) -> bool:
        """Save what is typed; false when a field cannot be read, and then it says why."""
        outcomes = [row.flush() for row in self.fields.values()]  # every one, also after a refusal
        return all(outcomes)

    def _make_fields(self, stages: Sequence[StageRow]) -> None:
        for row in self.fields.values():
            self._grid.removeWidget(row)
            row.deleteLater()
        self.fields = {}
        self._add(WANTED, words.WANTED_LABEL if self._kind is Agreement else words.RESOLVED_LABEL)
        for stage in stages:
            self._add(f"{stage.stage}_days", f"{stage.title} (Tage)")

    def _add(self, name: str, label: str) -> None:
        spec = replace(field_spec(self._kind, name), label=label)
        field = make_field(spec, lambda: self.desk.view.as_of, lambda _spec: ())
        row = self.fields[name] = FieldRow(
            spec, field, partial(self._write, self._kind, self._subject_id), self
        )
        row.reset(getattr(self.desk.snapshot.get(self._kind, self._subject_id), name))
        place = len(self.fields) - 1
        self._grid.addWidget(row, place // _FIELDS_A_LINE, place % _FIELDS_A_LINE)

    def _write(self, kind: type[Agreement] | type[Matter], id_: str, name: str, value: Any) -> None:
        label = words.SET_WANTED if name == WANTED else words.SET_ASSUMPTION
        self.desk.commit(label, records.edit(kind, id_, **{name: value}), merge=True)
