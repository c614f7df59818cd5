"""The question of the sheet Was wäre, wenn: who joins or gives notice, and when."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.domain.view import View
from ozgdesk.domain.what_if import PartyChange, suggested_day
from ozgdesk.present.choices import Choice
from ozgdesk.reports.sheet import WhatIf
from ozgdesk.texts import what_if as words
from ozgdesk.ui import theme
from ozgdesk.ui.views.what_if_choices import chosen_town, key_of, who_may
from ozgdesk.ui.widgets.fields_chosen import ChoiceField, ReferenceField
from ozgdesk.ui.widgets.fields_typed import DateField


class WhatIfOption(QWidget):
    """Three fields below each other; `changed` when one of them was settled."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: View | None = None
        self._agreement_id = ""
        self.town = ReferenceField("Kommune", self._choices, self, must=False, may_jump=False)
        self.change = ChoiceField("Was wäre, wenn", tuple(words.CHANGES.items()), self)
        self.day = DateField("Tag", self._today, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.step(2))
        for field in (self.town, self.change, self.day):
            column.addWidget(field)
            field.settled.connect(self._on_settled)
        self.change.settled.connect(self._on_change)

    def show_agreement(self, view: View, agreement_id: str) -> None:
        """Ask about another agreement or project; what is chosen stays where it still fits."""
        self._view = view
        if agreement_id != self._agreement_id:
            self._agreement_id = agreement_id
            self._on_change()

    def look_at(self, asked: WhatIf | None) -> None:
        """Ask what was asked elsewhere."""
        if asked is not None and self._view is not None:
            self.change.show_value(asked.change)
            self.town.show_value(key_of(self._view.snapshot, asked.municipality))
            self.day.show_value(asked.on)

    def asked(self) -> WhatIf | None:
        """The question; None while nobody is chosen or a field cannot be read."""
        if self._view is None:
            return None
        try:
            key, on = self.town.read(), self.day.read()
        except formats.NotReadable:
            return None
        town = chosen_town(self._view.snapshot, key, on or self._view.as_of) if key else None
        return WhatIf(self.change.read(), town, on) if town is not None else None

    def _today(self) -> date:
        return self._view.as_of if self._view is not None else date.today()

    def _choices(self) -> list[Choice]:
        return who_may(self._view, self._agreement_id, self.change.read()) if self._view is not None else []

    def _on_change(self) -> None:
        """Another change or agreement: who was chosen no longer fits."""
        change: PartyChange = self.change.read()
        self.town.show_value(None)
        if self._view is not None and self._agreement_id:
            day = suggested_day(self._view.snapshot, self._agreement_id, change, self._view.as_of)
            self.day.show_value(day)

    def _on_settled(self) -> None:
        for field in (self.town, self.day):
            try:
                field.accept()
            except formats.NotReadable as reason:
                field.mark(str(reason))
                return
            field.mark("")
        self.changed.emit()
