"""The line in which the result of a station is entered: day, votes, result and what follows, by keyboard."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ozgdesk.commands import council_changes, councils
from ozgdesk.domain.councils import Consultation
from ozgdesk.domain.resolutions import day_of
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import Result
from ozgdesk.domain.votes import RETURNING, UNDECIDED, Votes
from ozgdesk.formats import NotReadable
from ozgdesk.present.council_results import station_title, votes_hint
from ozgdesk.texts import steps
from ozgdesk.texts.labels import label
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.ask_box import AskBox
from ozgdesk.ui.views.result_parts import ChangePart, NextPart, SuspensionPart, WordingPart
from ozgdesk.ui.widgets.field_base import Field
from ozgdesk.ui.widgets.fields_chosen import ChoiceField
from ozgdesk.ui.widgets.fields_typed import DateField, TypedField
from ozgdesk.ui.widgets.plain_label import plain_label

AUTOMATIC = "aus den Stimmen"
_VOTES = ("Ja", "Nein", "Enthaltungen", "Befangen")
_RESULT_WIDTH = 210


class ResultBar(AskBox):
    """Return takes what is typed in one step and says so (`taken(station id)`); Esc goes, and asks first
    where something is typed. `text_made(station id, NewText)`: a new version is there, to be edited.

    Below the votes stands only what the result asks for: where the paper goes next, or the new text. Wording
    and suspension are opened by their buttons.
    """

    taken = Signal(str)
    text_made = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Festhalten", parent)
        theme.look(self, "sunken")
        self.station_id = ""
        self.day = DateField("Sitzungstag", lambda: desk.view.as_of, self)
        self.votes = tuple(_vote_field(name, self) for name in _VOTES)
        outcomes = [(None, AUTOMATIC), *((result, label(result)) for result in Result)]
        self.result = ChoiceField("Ergebnis", outcomes, self)
        self.hint = plain_label("muted")
        self.hint.setWordWrap(True)
        self.next = NextPart(desk, self)
        self.change = ChangePart(desk, self)
        self.wording = WordingPart(self)
        self.suspension = SuspensionPart(desk, self)
        self._parts = (self.next, self.change, self.wording, self.suspension)
        self.more = QPushButton("&Wortlaut und Maßgaben", self)
        self.suspend = QPushButton("A&ussetzung", self)
        self._lay_out()
        self._connect()

    def open_for(self, station_id: str, result: Result | None = None) -> None:
        """Begin with what is recorded for a station, or with a result that is chosen already."""
        station = self._desk.snapshot.find(Consultation, station_id)
        if station is None:
            return
        if not self.is_begun:
            self._show(station)
        elif station_id != self.station_id:
            return
        if result is not None:
            self.result.choose(result)
        first = self.day if result is not None and not self.day.line.text() else self.votes[0]
        first.line.setFocus()
        first.line.selectAll()
        self._tell()

    def _show(self, station: Consultation) -> None:
        self.station_id = station.id
        self.day.show_value(day_of(self._desk.snapshot, station))
        votes = (station.votes_yes, station.votes_no, station.abstentions, station.excluded)
        for field, count in zip(self.votes, votes, strict=True):
            field.show_value(count)
        self.result.show_value(None if station.result in UNDECIDED else station.result)
        for part in self._parts:
            part.show_station(station)
        for button, part in ((self.more, self.wording), (self.suspend, self.suspension)):
            button.setChecked(part.holds_something)
        parts = [field for part in self._parts for field in part.fields]
        fields = (*self.votes, self.day, self.result, *parts)
        self._open(station_title(self._desk.view, station), fields)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.step(2))
        for name, field, width in (("am", self.day, 116), *zip(_VOTES, self.votes, (52,) * 4, strict=True)):
            row.addWidget(_word(name))
            field.setFixedWidth(width)
            row.addWidget(field)
        row.addStretch(1)
        self.result.setFixedWidth(_RESULT_WIDTH)
        outcome = QHBoxLayout()
        outcome.setSpacing(theme.step(2))
        outcome.addWidget(self.result)
        outcome.addWidget(self.hint, 1)
        self.body.addLayout(row)
        self.body.addLayout(outcome)
        for part in self._parts:
            self.body.addWidget(part)
        for button in (self.more, self.suspend):
            button.setCheckable(True)
            button.setAutoDefault(True)
            theme.look(button, "quiet")
            self.buttons.insertWidget(self.buttons.count() - 1, button)

    def _connect(self) -> None:
        for field in (self.day, *self.votes):
            field.edited.connect(self._tell)
        self.result.settled.connect(self._tell)
        self.more.toggled.connect(self._show_wording)
        self.suspend.toggled.connect(self._show_suspension)
        self.suspension.lift_wanted.connect(self._lift)

    def _show_wording(self, is_shown: bool) -> None:
        """One group at a time, so that the stations stay in sight; what is typed in the other stays too."""
        self.wording.setVisible(is_shown)
        if is_shown:
            self.suspend.setChecked(False)
            self.wording.text.setFocus()

    def _show_suspension(self, is_shown: bool) -> None:
        self.suspension.setVisible(is_shown)
        if is_shown:
            self.more.setChecked(False)
            self.suspension.reason.setFocus()

    def _refuse(self, sentence: str) -> None:
        self._say(sentence)

    def _take(self) -> None:
        day, result = self._read(self.day), self.result.read()
        votes = Votes(*(self._read(field) for field in self.votes))
        goes_to = self.next.read(self._read)
        wording = self.wording.read()
        suspension = self.suspension.read(self._read) if self.suspension.is_asked_for else None
        is_followed = self.change.is_wanted

        def command(tx: Transaction) -> council_changes.NewText | None:
            row = councils.record_result(
                self.station_id, result, votes, held_on=day, goes_to=goes_to, wording=wording
            )(tx)
            if suspension is not None:
                councils.suspend_resolution(row.id, *suspension)(tx)
            if is_followed and row.result is Result.CHANGED:
                return council_changes.follow_change(row.id)(tx)
            return None

        made = self._desk.commit(steps.RECORD_RESULT, command)
        self.taken.emit(self.station_id)
        if made is not None and made.version is not None:
            self.text_made.emit(self.station_id, made)

    def _lift(self) -> None:
        lifted: Command[Consultation] = councils.lift_suspension(self.station_id)
        if not self.is_begun and self._desk.run(steps.LIFT_SUSPENSION, lifted) is not None:
            self.open_for(self.station_id)

    def _read(self, field: Field) -> Any:
        """The value of a field, which is marked and gets the cursor where it cannot be read."""
        field.mark("")
        try:
            return field.read()
        except NotReadable as reason:
            field.mark(str(reason))
            field.setFocus()
            raise

    def _tell(self) -> None:
        """Say what follows from what is typed, and show only what the result asks for."""
        station = self._desk.snapshot.find(Consultation, self.station_id)
        if station is None:
            return
        self._say("")
        try:
            votes = Votes(*(field.read() for field in self.votes))
            day = self.day.read()
        except NotReadable as reason:
            self.hint.setText(str(reason))
            return
        self.hint.setText(votes_hint(self._desk.view, station, votes))
        result = self.result.read()
        self.next.offer(result if result in RETURNING else None, day)
        self.change.offer(is_changed=result is Result.CHANGED, day=day)


def _vote_field(name: str, parent: QWidget) -> TypedField:
    def parse(text: str) -> int | None:
        typed = text.strip()
        if typed and not (typed.isascii() and typed.isdigit() and len(typed) <= 4):
            raise NotReadable("Stimmen sind ganze Zahlen, zum Beispiel 21.")
        return int(typed) if typed else None

    return TypedField(name, parse, lambda value: "" if value is None else str(value), parent=parent)


def _word(text: str) -> QLabel:
    word = QLabel(text)
    theme.look(word, "small")
    return word
