"""Jahreswechsel: what the next year lacks per body and municipality, and copying the series into it."""

from datetime import date

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.commands.meeting_series import SeriesEntry
from ozgdesk.domain.view import View
from ozgdesk.present.meeting_series import NextYear, YearRow, next_year
from ozgdesk.texts.school_holidays import school_holidays
from ozgdesk.ui import theme
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.series_dialog import day_table, free_ids
from ozgdesk.ui.widgets.combo_box import ComboBox
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable

_WHAT = (
    "Oben steht, was für das Jahr eingetragen ist und was fehlt. Unten stehen die Tage, die sich aus den "
    "Sitzungsreihen des Vorjahres ergeben; angekreuzte werden eingetragen."
)
_YEARS_AHEAD = 5
_NO_SERIES = "Es gibt keine Sitzungsreihe, die sich in dieses Jahr übernehmen ließe."


class NextYearDialog(QDialog):
    """Accepted by "Eintragen", which needs a tick; `entries` are the series with the chosen days."""

    def __init__(self, view: View, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._found: NextYear | None = None
        self.setWindowTitle("Jahreswechsel")
        self.year = ComboBox()
        for year in range(view.as_of.year, min(view.as_of.year + _YEARS_AHEAD, date.max.year) + 1):
            self.year.addItem(str(year), year)
        self.year.setCurrentIndex(min(1, self.year.count() - 1))
        self.year.setAccessibleName("Jahr")
        self.missing = _missing_table()
        self.days = day_table("Tage der Sitzungsreihen im neuen Jahr")
        self.note = plain_label("muted")
        self.buttons = QDialogButtonBox()
        self.enter = self.buttons.addButton("&Eintragen", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("&Schließen", QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.year.currentIndexChanged.connect(self._refresh)
        self.days.ticks_changed.connect(self._on_ticked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(6), theme.step(5), theme.step(6), theme.step(5))
        layout.setSpacing(theme.step(3))
        for widget in (plain_label("", _WHAT), self.year, self.missing, self.note, self.days, self.buttons):
            layout.addWidget(widget)
        self.resize(theme.step(210), theme.step(190))
        self._refresh()

    @property
    def entries(self) -> tuple[SeriesEntry, ...]:
        """The series of the year with the days that are ticked."""
        rules = self._found.rules if self._found else ()
        chosen = [row for row in self.days.rows.rows if row.id in self.days.ticked]
        return tuple(
            SeriesEntry(rule, tuple(row.on for row in chosen if row.committee_id == rule.committee_id))
            for rule in rules
        )

    def _refresh(self) -> None:
        self._found = next_year(self._view, int(self.year.currentData()), school_holidays())
        self.missing.rows.set_rows(self._found.rows)
        self.days.rows.set_rows(self._found.days)
        self.note.setText("" if self._found.rules else _NO_SERIES)
        self.note.setVisible(not self._found.rules)
        self.days.tick(free_ids(self._found.days))

    def _on_ticked(self) -> None:
        count = len(self.days.ticked)
        self.enter.setEnabled(count > 0)
        self.enter.setText(f"{formats.count(count, 'Sitzung', 'Sitzungen')} &eintragen")


def _missing_table() -> RowTable:
    columns: tuple[Column[YearRow], ...] = (
        Column("", lambda r: r.municipality.code or "alle", width=76,
               chips=lambda r: [(r.municipality.code, r.municipality.color)] if r.municipality.code else []),
        Column("Was", lambda r: r.what, width=260),
        Column("Stand", lambda r: r.text, stretch=True, tip=lambda r: r.text,
               icon=lambda r: icon("warning", "warning") if r.is_missing else icon("ok", "success")),
    )  # fmt: skip
    return RowTable(RowModel(columns), "Was für das Jahr eingetragen ist")
