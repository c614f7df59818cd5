"""The line in which the result of a station is entered: day, votes, result; all by keyboard."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.domain.vocabulary import Result
from ozgdesk.domain.votes import Votes
from ozgdesk.present.council import ConsultationRow
from ozgdesk.texts.labels import label
from ozgdesk.ui import theme
from ozgdesk.ui.widgets.short_lines import read_votes, short_line

AUTOMATIC = "aus den Stimmen"
_FIELDS = ("Ja", "Nein", "Enthaltungen", "Befangen")


class ResultBar(QWidget):
    """Enter takes: `taken(held_on, result or None, Votes)`. None means: the result follows from the votes.

    `typed(Votes)` follows the fields, so that the derived result can be shown. Escape gives up (`closed`).
    """

    taken = Signal(object, object, object)
    typed = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = QLabel()
        theme.look(self.title, "strong")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.day = short_line("Sitzungstag", 96)
        self.votes = tuple(short_line(name, 52) for name in _FIELDS)
        self.result = QComboBox()
        self.result.setAccessibleName("Ergebnis")
        self.result.addItem(AUTOMATIC, None)
        for result in Result:
            self.result.addItem(label(result), result)
        self.hint = QLabel()
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        theme.look(self.hint, "muted")
        self.hint.setWordWrap(True)
        self._take = QPushButton("Festhalten")
        theme.look(self._take, "primary")
        self._reference = date.min
        self._set_up()

    def open(self, row: ConsultationRow, reference: date) -> None:
        """Begin with what is recorded for a station."""
        self._reference = reference
        self.title.setText(row.committee)
        self.day.setText(formats.day(row.date) if row.date else "")
        known = (row.votes_yes, row.votes_no, row.abstentions, row.excluded)
        for line, count in zip(self.votes, known, strict=True):
            line.setText("" if count is None else str(count))
            theme.look(line, "")
        theme.look(self.day, "")
        is_undecided = row.result in (Result.OPEN.value, Result.UNKNOWN.value)
        self.result.setCurrentIndex(0 if is_undecided else self.result.findData(Result(row.result)))
        self.show()
        self._on_typed()
        self.votes[0].setFocus()
        self.votes[0].selectAll()

    def show_hint(self, text: str) -> None:
        """Say what follows from the votes, or what is odd about them."""
        self.hint.setText(text)

    def take(self) -> None:
        """Hand over what is typed; a wrong field is marked with the reason."""
        try:
            held_on = self._read_day()
            votes = self._read_votes()
        except formats.NotReadable as reason:
            self.show_hint(str(reason))
            return
        self.taken.emit(held_on, self.result.currentData(), votes)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _set_up(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.step(6), theme.step(2), theme.step(4), theme.step(2))
        column.setSpacing(theme.step(1))
        row = QHBoxLayout()
        row.setSpacing(theme.step(2))
        for name, line in (("am", self.day), *zip(_FIELDS, self.votes, strict=True)):
            word = QLabel(name)
            theme.look(word, "small")
            row.addWidget(word)
            row.addWidget(line)
            line.textEdited.connect(lambda _text: self._on_typed())
        row.addStretch(1)
        outcome = QHBoxLayout()
        outcome.setSpacing(theme.step(2))
        for part in (self.result, self._take):
            outcome.addWidget(part)
        outcome.addWidget(self.hint, 1)
        column.addWidget(self.title)
        column.addLayout(row)
        column.addLayout(outcome)
        self._take.clicked.connect(self.take)

    def _on_typed(self) -> None:
        try:
            self.typed.emit(self._read_votes())
        except formats.NotReadable as reason:
            self.show_hint(str(reason))

    def _read_day(self) -> date | None:
        typed = self.day.text().strip()
        try:
            found = formats.read_day(typed, self._reference) if typed else None
        except formats.NotReadable:
            theme.look(self.day, "wrong")
            raise
        theme.look(self.day, "")
        return found

    def _read_votes(self) -> Votes:
        return Votes(*read_votes(self.votes))
