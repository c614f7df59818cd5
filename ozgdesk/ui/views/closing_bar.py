"""The line in which minutes are closed: the end, the next date, and what is still missing."""

from collections.abc import Hashable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ozgdesk.formats import NotReadable
from ozgdesk.ui import theme
from ozgdesk.ui.widgets.fields_typed import DateField, TypedField, time_field
from ozgdesk.ui.widgets.giving_up import GivingUp
from ozgdesk.ui.widgets.plain_label import plain_label


class ClosingBar(QWidget):
    """Enter closes the minutes: `taken(ends_at, next day or None)`; Escape, twice
    where something is typed, goes back (`closed`)."""

    taken = Signal(str, object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._day = date.min
        self.ends_at = time_field("Ende", self)
        self.next_on = DateField("Nächste Sitzung", lambda: self._day, self)
        self.missing = plain_label("muted")
        self.reason = plain_label("error")
        self.reason.hide()
        self.take_button = QPushButton("Protokoll abschließen", self)
        theme.look(self.take_button, "primary")
        back = QPushButton("Zurück zur Sitzung", self)
        theme.look(back, "quiet")
        row = QHBoxLayout()
        row.setSpacing(theme.step(2))
        for word, field, width in (("Ende", self.ends_at, 76), ("Nächste Sitzung", self.next_on, 136)):
            title = QLabel(word, self)
            theme.look(title, "small")
            field.setFixedWidth(width)
            row.addWidget(title)
            row.addWidget(field)
        row.addStretch(1)
        row.addWidget(back)
        row.addWidget(self.take_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.step(4), theme.step(2), theme.step(4), theme.step(2))
        column.setSpacing(theme.step(1))
        for part in (self.missing, self.reason):
            column.addWidget(part)
        column.insertLayout(1, row)
        self.giving_up = GivingUp(self, self._typed, self.refuse, self.give_up)
        self.giving_up.watch(self.ends_at.line, self.next_on.line)
        self.take_button.clicked.connect(self.take)
        back.clicked.connect(self.give_up)
        self.hide()

    def open(self, ends_at: str, next_on: date | None, missing: tuple[str, ...], reference: date) -> None:
        """Begin with an end and a next date; `missing` is what the minutes lack."""
        self._day = reference
        self.ends_at.show_value(ends_at)
        self.next_on.show_value(next_on)
        lacks = f"Noch offen: {' '.join(missing)}" if missing else "Das Protokoll ist vollständig."
        self.missing.setText(lacks)
        self.refuse("")
        self.show()
        self.ends_at.setFocus()
        self.ends_at.line.selectAll()

    def take(self) -> None:
        """Hand over what is typed; what cannot be read is marked."""
        fields: tuple[TypedField, ...] = (self.ends_at, self.next_on)
        for field in fields:
            try:
                field.read()
                field.mark("")
            except NotReadable as reason:
                field.mark(str(reason))
                self.refuse(str(reason))
                field.setFocus()
                return
        self.taken.emit(self.ends_at.read(), self.next_on.read())

    def refuse(self, reason: str) -> None:
        """Say why the minutes were not closed; an empty reason takes that back."""
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))

    def give_up(self) -> None:
        """Go back to the meeting."""
        self.hide()
        self.closed.emit()

    def _typed(self) -> Hashable:
        return tuple(field.line.text() for field in (self.ends_at, self.next_on) if field.is_dirty())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        elif event.key() == Qt.Key.Key_Escape:
            self.giving_up.escape()
        else:
            super().keyPressEvent(event)
