"""By what the work is shared and whether persons are shown, chosen and typed where it is seen."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ozgdesk.commands import records
from ozgdesk.domain.cooperation import Cooperation, Municipality
from ozgdesk.domain.load_share import parties
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import LoadShare
from ozgdesk.present.forms import field_spec
from ozgdesk.texts import steps
from ozgdesk.texts.fields import field_name
from ozgdesk.texts.labels import label
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.inspector.field_row import FieldRow
from ozgdesk.ui.widgets.combo_box import QuietComboBox
from ozgdesk.ui.widgets.fields import make_field

PERSONS_NOTICE = (
    "Die Auslastung einzelner Personen kann eine Kontrolle von Leistung oder Verhalten sein. Schalten Sie "
    "sie nur ein, wenn das mit dem Personalrat vereinbart ist (Mitbestimmung nach dem Hessischen "
    "Personalvertretungsgesetz: bitte prüfen). OZG-Desk erfasst keine Arbeitszeit."
)
_FIELDS_A_LINE = 3


class LoadSettings(QWidget):
    """Each choice is one step; `percents` has a field per party while fixed parts are agreed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.share = QuietComboBox(self)
        for share in LoadShare:
            self.share.addItem(label(share), share)
        self.share.activated.connect(self._on_share)
        self.by_person = QCheckBox("Auch je Person", self)
        self.by_person.setToolTip(PERSONS_NOTICE)
        self.by_person.clicked.connect(self._on_by_person)
        self.percents: dict[str, FieldRow] = {}
        title = field_name(Cooperation, "load_share")
        words = QLabel(f"{title[:1].upper()}{title[1:]}", self)
        words.setBuddy(self.share)
        theme.look(words, "muted")
        self.share.setAccessibleName(words.text())
        line = QHBoxLayout()
        line.setSpacing(theme.step(2))
        for widget in (words, self.share, self.by_person):
            line.addWidget(widget)
        line.addStretch(1)
        self._fields = QWidget(self)
        self._grid = QGridLayout(self._fields)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.step(5))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)
        layout.addWidget(self._fields)
        detach = desk.attach_editor(self.flush)
        self.destroyed.connect(lambda: detach())

    def show_view(self, view: View) -> None:
        """Show what is chosen; a field that is being typed into stays as it is."""
        found = view.cooperation
        self.setEnabled(found is not None)
        share = found.load_share if found else LoadShare.EQUAL
        self.share.setCurrentIndex(self.share.findData(share))
        self.by_person.setChecked(found is not None and found.has_load_per_person)
        towns = parties(view.snapshot, view.as_of) if share is LoadShare.FIXED else ()
        self._fields.setVisible(bool(towns))
        if [town.id for town in towns] != list(self.percents):
            self._make_fields(towns)
        for town in towns:
            self.percents[town.id].show_value(town.load_percent)

    def flush(self) -> bool:
        """Save what is typed; false when a field cannot be read, and then it says why."""
        outcomes = [row.flush() for row in self.percents.values()]  # every one, also after a refusal
        return all(outcomes)

    def _make_fields(self, towns: tuple[Municipality, ...]) -> None:
        for row in self.percents.values():
            self._grid.removeWidget(row)
            row.deleteLater()
        self.percents = {}
        for number, town in enumerate(towns):
            spec = replace(field_spec(Municipality, "load_percent"), label=f"{town.code} {town.name}")
            field = make_field(spec, lambda: self.desk.view.as_of, lambda _spec: ())
            row = self.percents[town.id] = FieldRow(spec, field, partial(self._write, town.id), self._fields)
            row.reset(town.load_percent)
            self._grid.addWidget(row, number // _FIELDS_A_LINE, number % _FIELDS_A_LINE)
        self._grid.setColumnStretch(_FIELDS_A_LINE, 1)

    def _write(self, municipality_id: str, name: str, value: Any) -> None:
        command = records.edit(Municipality, municipality_id, **{name: value})
        self.desk.commit(steps.edit(Municipality), command, merge=True)

    def _on_share(self) -> None:
        self._edit(load_share=self.share.currentData())

    def _on_by_person(self, wanted: bool) -> None:
        self._edit(has_load_per_person=wanted)

    def _edit(self, **values: object) -> None:
        found = self.desk.view.cooperation
        if found is not None:
            self.desk.run(steps.edit(Cooperation), records.edit(Cooperation, found.id, **values))
        self.show_view(self.desk.view)
