"""Entering a series of meetings: the rule, and its days with ticks before they are entered."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ozgdesk import formats
from ozgdesk.domain.meeting_series import SeriesRule
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary_series import MonthPlace, SeriesRhythm, Weekday
from ozgdesk.formats import NotReadable
from ozgdesk.present.meeting_series import SeriesDayRow, series_days
from ozgdesk.texts.labels import label
from ozgdesk.texts.meeting_series import rule_words
from ozgdesk.ui import theme
from ozgdesk.ui.widgets.combo_box import ComboBox
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.rows import Column
from ozgdesk.ui.widgets.tick_table import TickTable

_WHAT = (
    "Angekreuzte Tage werden als Sitzungen eingetragen. Feiertage und sitzungsfreie Zeiten sind nicht "
    "angekreuzt; mit der Leertaste nehmen Sie Tage dazu oder heraus."
)
_MOST_EVERY = 12
_BAD_TIME = "Bitte geben Sie den Beginn als Uhrzeit ein, zum Beispiel 19:00, oder lassen Sie ihn leer."


def day_table(name: str) -> TickTable[SeriesDayRow]:
    """Days of series with a box each; a day that is entered already has none."""
    columns: Sequence[Column[SeriesDayRow]] = (
        Column("", lambda r: r.municipality.code or "alle", width=76,
               chips=lambda r: [(r.municipality.code, r.municipality.color)] if r.municipality.code else []),
        Column("Gremium", lambda r: r.committee, width=220),
        Column("Tag", lambda r: r.text, width=140, sort=lambda r: r.on),
        Column("Bemerkung", lambda r: r.remark, stretch=True, tip=lambda r: r.remark),
    )  # fmt: skip
    return TickTable(columns, name, lambda row: not row.is_there)


def free_ids(rows: Iterable[SeriesDayRow]) -> set[str]:
    """The days against which nothing stands."""
    return {row.id for row in rows if row.is_free}


class SeriesDialog(QDialog):
    """Accepted by "Eintragen", which needs a rule that can be read and at least one tick."""

    def __init__(self, view: View, bodies: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._shown: SeriesRule | None = None
        self.setWindowTitle("Sitzungsreihe eintragen")
        self.body = _choice([(name, id_) for id_, name in bodies])
        self.rhythm = _choice([(label(row), row) for row in (SeriesRhythm.MONTHLY, SeriesRhythm.WEEKLY)])
        self.every = _choice([(str(number), str(number)) for number in range(1, _MOST_EVERY + 1)])
        self.weekday = _choice([(label(row), row) for row in Weekday])
        self.weekday.setCurrentIndex(self.weekday.findData(Weekday.THURSDAY))
        self.place_in_month = _choice([(label(row), row) for row in MonthPlace])
        year = view.as_of.year
        self.first = QLineEdit(formats.day(view.as_of))
        self.last = QLineEdit(formats.day(date(min(year + 1, date.max.year), 12, 31)))
        self.starts_at = QLineEdit()
        self.starts_at.setPlaceholderText("19:00")
        self.place = QLineEdit()
        self.skips_recess = QCheckBox("Sitzungsfreie Zeiten auslassen")
        self.skips_recess.setChecked(True)
        self.words = plain_label("muted")
        self.days = day_table("Tage der Sitzungsreihe")
        self.buttons = QDialogButtonBox()
        self.enter = self.buttons.addButton("&Eintragen", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("&Abbrechen", QDialogButtonBox.ButtonRole.RejectRole)
        self._connect()
        self._lay_out()
        self._refresh()

    @property
    def chosen(self) -> tuple[date, ...]:
        """The days that are ticked."""
        return tuple(row.on for row in self.days.rows.rows if row.id in self.days.ticked)

    def rule(self) -> SeriesRule:
        """The rule as it is entered; raises NotReadable with a sentence."""
        first = formats.read_day(self.first.text(), self._view.as_of)
        last = formats.read_day(self.last.text(), self._view.as_of)
        if last < first:
            raise NotReadable("Das Ende liegt vor dem Anfang; bitte prüfen Sie beide Tage.")
        return SeriesRule(
            str(self.body.currentData()),
            SeriesRhythm(self.rhythm.currentData()),
            int(self.every.currentData()),
            Weekday(self.weekday.currentData()),
            MonthPlace(self.place_in_month.currentData()),
            first,
            last,
            _time(self.starts_at.text()),
            self.place.text().strip(),
            self.skips_recess.isChecked(),
        )

    def _connect(self) -> None:
        for box in (self.body, self.rhythm, self.every, self.weekday, self.place_in_month):
            box.currentIndexChanged.connect(self._refresh)
        for line in (self.first, self.last, self.starts_at):
            line.textChanged.connect(self._refresh)
        self.skips_recess.toggled.connect(self._refresh)
        self.days.ticks_changed.connect(self._on_ticked)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(theme.step(4))
        form.setVerticalSpacing(theme.step(2))
        for words, field in (
            ("&Gremium", self.body),
            ("&Rhythmus", self.rhythm),
            ("&Alle … Wochen oder Monate", self.every),
            ("&Wochentag", self.weekday),
            ("Wel&cher im Monat", self.place_in_month),
            ("&Von", self.first),
            ("&Bis", self.last),
            ("Be&ginn", self.starts_at),
            ("&Ort", self.place),
        ):
            form.addRow(_named(words, field), field)
        form.addRow("", self.skips_recess)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(6), theme.step(5), theme.step(6), theme.step(5))
        layout.setSpacing(theme.step(3))
        layout.addLayout(form)
        layout.addWidget(plain_label("", _WHAT))
        layout.addWidget(self.words)
        layout.addWidget(self.days, 1)
        layout.addWidget(self.buttons)
        self.resize(theme.step(190), theme.step(190))

    def _refresh(self) -> None:
        """Show the days of the rule; ticks begin anew when the rule gives other days."""
        try:
            rule = self.rule()
        except NotReadable as reason:
            self.words.setText(str(reason))
            self.days.rows.set_rows(())
            self.days.tick(())
            return
        self.place_in_month.setEnabled(rule.rhythm is SeriesRhythm.MONTHLY)
        rows = series_days(self._view, rule)
        self.days.rows.set_rows(rows)
        self.words.setText(f"{rule_words(rule)}: {formats.count(len(rows), 'Tag', 'Tage')}")
        self.days.tick(free_ids(rows))

    def _on_ticked(self) -> None:
        count = len(self.chosen)
        self.enter.setEnabled(count > 0)
        self.enter.setText(f"{formats.count(count, 'Sitzung', 'Sitzungen')} &eintragen")


def _time(typed: str) -> str:
    text = typed.strip().removesuffix("Uhr").strip().replace(".", ":")
    if not text:
        return ""
    hours, _, minutes = text.partition(":")
    if not (hours.isdecimal() and (minutes or "0").isdecimal() and hours.isascii() and minutes.isascii()):
        raise NotReadable(_BAD_TIME)
    hour, minute = int(hours), int(minutes or "0")
    if hour > 23 or minute > 59:
        raise NotReadable(_BAD_TIME)
    return f"{hour:02}:{minute:02}"


def _choice(entries: Sequence[tuple[str, str | StrEnum]]) -> ComboBox:
    found = ComboBox()
    for words, value in entries:
        found.addItem(words, value)
    return found


def _named(words: str, field: QWidget) -> QLabel:
    found = QLabel(words)
    found.setBuddy(field)
    field.setAccessibleName(words.replace("&", ""))
    return found
