"""The page Sitzungen: the calendar of all bodies."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ozgdesk.commands import meeting_series, new_term, records
from ozgdesk.domain.councils import Meeting
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.view import View
from ozgdesk.formats import count
from ozgdesk.present.council import MeetingRow, council_rows
from ozgdesk.texts import steps
from ozgdesk.texts.meeting_series import ENTER_SERIES, ENTER_YEAR
from ozgdesk.texts.new_term import BEGIN_TERM
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.chooser import Chooser
from ozgdesk.ui.views.council_choice import bodies_of
from ozgdesk.ui.views.council_tables import meetings_table
from ozgdesk.ui.views.new_term_dialog import NewTermDialog
from ozgdesk.ui.views.next_year_dialog import NextYearDialog
from ozgdesk.ui.views.series_dialog import SeriesDialog
from ozgdesk.ui.widgets.combo_box import ComboBox
from ozgdesk.ui.widgets.plain_label import plain_label

HELP = (
    "Hier stehen die Sitzungen aller Gremien mit den Vorlagen, die dort beraten werden. Die Eingabetaste "
    "öffnet eine Sitzung rechts, Entf löscht sie. Die Seite beginnt bei der nächsten Sitzung; rechts oben "
    "wählen Sie, ob nur kommende oder nur die gezeigt werden, deren Ergebnis noch fehlt.\n\n"
    "Sitzungsreihe: trägt Sitzungen nach einer Regel ein, zum Beispiel jeden 2. Donnerstag im Monat; Sie "
    "sehen die Tage vorher und nehmen einzelne heraus. Kalenderdatei: übernimmt Sitzungen aus einem "
    "Ratsinformationssystem oder aus Outlook (ICS), auch Wiederholungen. Jahreswechsel: zeigt, was für das "
    "nächste Jahr fehlt, und übernimmt die Reihen. Neue Wahlperiode: kopiert die Gremien einer Kommune und "
    "fragt je offener Vorlage, was aus ihr wird.\n\n"
    "Bearbeiten › Schulferien vorschlagen (Alt+B, U): trägt die Schulferien, die Sie ankreuzen, als "
    "sitzungsfreie Zeiten einer Kommune ein. Sie stehen bei der Kommune unter „Schließzeiten“."
)
NO_MEETING = "Noch keine Sitzung. „Sitzungsreihe“ trägt die Termine eines Jahres nach einer Regel ein."
NONE_FITS = "Keine Sitzung passt zur Auswahl."
_ROWS_BEFORE = 3


@dataclass(frozen=True, slots=True)
class _Shown:
    """Some of the meetings, by name."""

    title: str
    fits: Callable[[MeetingRow], bool]


_SHOWN = {
    "all": _Shown("alle Sitzungen", lambda row: True),
    "next": _Shown("kommende", lambda row: row.is_next),
    "open": _Shown("ohne Ergebnis", lambda row: row.results_missing > 0),
}


class MeetingsView(QWidget):
    """The table of meetings and what adds to it."""

    help_text = HELP

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._has_begun = False
        self.meetings = meetings_table(desk)
        self.shown = ComboBox()
        self.shown.setAccessibleName("Welche Sitzungen")
        self.shown.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        self.shown.activated.connect(lambda _place: self.show_view(desk.view))
        self.hint = plain_label("muted")
        self._bodies = Chooser("Gremium der Sitzung …", self)
        self._bodies.chosen.connect(self._add)
        self.new = QPushButton("Sitzung anlegen")
        self.new.clicked.connect(lambda: self._bodies.open_at(self.new, self._choices()))
        self.bar = QHBoxLayout()
        self.bar.setSpacing(theme.step(2))
        self.series = _button("Sitzungsreihe …", self._enter_series)
        self.calendar = _button("Kalenderdatei …", self._desk.asked_for_calendar.emit)
        self.next_year = _button("Jahreswechsel …", self._enter_next_year)
        self.new_term = _button("Neue Wahlperiode …", self._begin_term)
        for button in (self.new, self.series, self.calendar, self.next_year, self.new_term):
            self.bar.addWidget(button)
        self.bar.addStretch(1)
        self.bar.addWidget(self.shown)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.step(6), theme.step(2), theme.step(4), theme.step(2))
        column.addLayout(self.bar)
        column.addWidget(self.hint)
        column.addWidget(self.meetings, 1)
        self.setFocusProxy(self.meetings)

    def show_view(self, view: View) -> None:
        """Show the meetings of the project; at first the next one to be held is in sight."""
        rows = council_rows(view).meetings
        self._offer(rows)
        chosen = [row for row in rows if _SHOWN[self.shown.currentData()].fits(row)]
        self.meetings.rows.set_rows(chosen)
        self.hint.setText(NO_MEETING if not rows else NONE_FITS if not chosen else "")
        self.hint.setVisible(not chosen)
        if rows and not self._has_begun:
            self._has_begun = True
            QTimer.singleShot(0, self.meetings, self._begin_at_next)  # once the table has its height
        for button in (self.new, self.series, self.calendar, self.next_year, self.new_term):
            button.setEnabled(bool(self._choices()))

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Bring a meeting into sight."""
        if kind is not Meeting or self._desk.snapshot.find(Meeting, id_) is None:
            return False
        if self.meetings.rows.position(id_) is None:
            self.shown.setCurrentIndex(0)
            self.show_view(self._desk.view)
        return self.meetings.pick(id_)

    def _offer(self, rows: Sequence[MeetingRow]) -> None:
        place = max(self.shown.currentIndex(), 0)
        self.shown.clear()
        for key, kind in _SHOWN.items():
            self.shown.addItem(f"{kind.title} ({sum(map(kind.fits, rows))})", key)
        self.shown.setCurrentIndex(place)

    def _begin_at_next(self) -> None:
        rows = self.meetings.rows.rows
        following = next((row.id for row in rows if row.is_next), rows[-1].id if rows else "")
        if self.meetings.picked_id() is None:
            self.meetings.begin_at(following, above=_ROWS_BEFORE)

    def _choices(self) -> list[tuple[str, str]]:
        return [(id_, name) for id_, _, name in bodies_of(self._desk)]

    def _add(self, committee_id: str) -> None:
        made = self._desk.run(
            steps.create(Meeting),
            records.create(Meeting, committee_id=committee_id, held_on=self._desk.view.as_of),
        )
        if made is not None:
            self.select(Meeting, made.id)
            self._desk.edit(Meeting, made.id)

    def _enter_series(self) -> None:
        if not self._desk.flush():
            return
        dialog = SeriesDialog(self._desk.view, self._choices(), self)
        if dialog.exec():
            self._tell_entered(
                self._desk.run(ENTER_SERIES, meeting_series.enter_series(dialog.rule(), dialog.chosen))
            )

    def _enter_next_year(self) -> None:
        if not self._desk.flush():
            return
        dialog = NextYearDialog(self._desk.view, self)
        if dialog.exec():
            self._tell_entered(self._desk.run(ENTER_YEAR, meeting_series.enter_all(dialog.entries)))

    def _begin_term(self) -> None:
        if not self._desk.flush() or not self._desk.view.municipalities:
            return
        dialog = NewTermDialog(self._desk.view, self)
        if not dialog.exec():
            return
        command = new_term.begin_term(
            dialog.municipality_id, dialog.term.text().strip(), dialog.valid_from, dialog.choices
        )
        made = self._desk.run(BEGIN_TERM, command)
        if made is not None:
            self._desk.tell(
                f"{count(len(made.bodies), 'Gremium', 'Gremien')} in die neue Wahlperiode übernommen."
            )

    def _tell_entered(self, made: tuple[Meeting, ...] | None) -> None:
        if made:
            self.select(Meeting, made[0].id)
            self._desk.tell(f"{count(len(made), 'Sitzung', 'Sitzungen')} eingetragen.")


def _button(words: str, run: Callable[[], None]) -> QPushButton:
    made = QPushButton(words)
    made.clicked.connect(lambda: run())
    return made
