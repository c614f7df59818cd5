"""What the line for a result asks besides the votes: next station, new text, wording, suspension."""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.commands.councils import NextStation, Wording
from ozgdesk.domain.councils import Consultation
from ozgdesk.domain.vocabulary import Result, SuspensionKind
from ozgdesk.formats import NotReadable
from ozgdesk.present.council_results import change_preview, next_day, other_bodies
from ozgdesk.texts.labels import label
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.ask_box import named
from ozgdesk.ui.widgets.field_base import Field
from ozgdesk.ui.widgets.fields_chosen import ChoiceField, YesNoField, tri_state_field
from ozgdesk.ui.widgets.fields_lines import LinesField
from ozgdesk.ui.widgets.fields_typed import DateField, text_field
from ozgdesk.ui.widgets.plain_label import plain_label

Read = Callable[[Field], Any]
"""Reads a field, or marks it and raises NotReadable."""


class Part(QWidget):
    """One group of fields. `show_station` begins with what is recorded; hidden until it is asked for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.fields: tuple[Field, ...] = ()
        self.hide()

    @property
    def holds_something(self) -> bool:
        """Whether there is something recorded to be seen."""
        return False

    def show_station(self, station: Consultation) -> None:
        """Begin with what is recorded for a station."""
        raise NotImplementedError


class NextPart(Part):
    """Where a paper goes that was postponed or referred: the day, and the committee before it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._station: Consultation | None = None
        self._offered: Result | None = None
        self.body = ChoiceField("Verwiesen an", [(None, "kein Ausschuss genannt")], self)
        self.body.settled.connect(self._propose)
        self.body.setFixedWidth(190)
        self.day = DateField("Nächste Beratung am", lambda: desk.view.as_of, self)
        self.day.setFixedWidth(132)
        self._to = QLabel("verwiesen an", self)
        self._on = QLabel("nächste Beratung am", self)
        self.note = plain_label("muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.step(2))
        for word in (self._to, self._on):
            theme.look(word, "small")
        for widget in (self._to, self.body, self._on, self.day, self.note):
            row.addWidget(widget)
        row.addStretch(1)
        self.fields = (self.body, self.day)

    def show_station(self, station: Consultation) -> None:
        """Offer the other bodies of the municipality."""
        self._station, self._offered = station, None
        self.body.offer([(None, "kein Ausschuss genannt"), *other_bodies(self._desk.view, station)])
        self.day.show_value(None)
        self.note.setText("")
        self.hide()

    def offer(self, result: Result | None, day: date | None) -> None:
        """Ask where the paper goes after such a result on a day; None asks nothing."""
        self._held_on = day
        if result is not self._offered:
            self._offered = result
            for widget in (self._to, self.body):
                widget.setVisible(result is Result.REFERRED)
            self._propose()
        self.setVisible(result is not None)

    def read(self, read: Read) -> NextStation:
        """Where it goes."""
        if self._offered is None:
            return NextStation()
        body = self.body.read() if self._offered is Result.REFERRED else None
        return NextStation(read(self.day), body)

    def _propose(self) -> None:
        """The next entered meeting of the body, to be changed; what is typed stays."""
        if self._station is None or self._offered is None or self.day.is_dirty():
            return
        body = (self.body.read() if self._offered is Result.REFERRED else None) or self._station.committee_id
        found = next_day(self._desk.view, body, self._held_on)
        self.day.show_value(found)
        words = (
            "nächste eingetragene Sitzung"
            if found
            else "keine Sitzung eingetragen; der Tag kann offen bleiben"
        )
        self.note.setText(words)


class ChangePart(Part):
    """What is made when the text was changed, to be refused by its box."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._station_id = ""
        self.follow = YesNoField("Neue Fassung und &Ergänzungsvorlagen anlegen", self)
        self.preview = plain_label("muted")
        self.preview.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.step(1))
        column.addWidget(self.follow)
        column.addWidget(self.preview)

    @property
    def is_wanted(self) -> bool:
        """Whether the new text is to be brought before the others."""
        return not self.isHidden() and bool(self.follow.read())

    def show_station(self, station: Consultation) -> None:
        """Propose it."""
        self._station_id = station.id
        self.follow.show_value(True)
        self.hide()

    def offer(self, *, is_changed: bool, day: date | None) -> None:
        """Say what would be made; nothing where there is nothing to do."""
        station = self._desk.snapshot.find(Consultation, self._station_id)
        words = change_preview(self._desk.view, station, day) if station and is_changed else ""
        self.preview.setText(words)
        self.setVisible(bool(words))


class WordingPart(Part):
    """The words that were passed, Maßgaben, and whether the others must pass the same words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = LinesField("Beschlossener Wortlaut", self)
        self.conditions = LinesField("Maßgaben", self)
        self.met = tri_state_field("Maßgaben erfüllt", self)
        self.equal = YesNoField("&Gleich lautender Beschluss der anderen nötig", self)
        texts = QHBoxLayout()
        texts.setSpacing(theme.step(3))
        texts.addLayout(named("Beschlossener Wortlaut", self.text), 3)
        texts.addLayout(named("Maßgaben", self.conditions), 2)
        below = QHBoxLayout()
        below.setSpacing(theme.step(2))
        word = QLabel("Maßgaben erfüllt", self)
        theme.look(word, "small")
        self.met.setFixedWidth(132)
        for widget in (self.equal, word, self.met):
            below.addWidget(widget)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.step(2))
        column.addLayout(texts)
        column.addLayout(below)
        self.fields = (self.text, self.conditions, self.met, self.equal)

    @property
    def holds_something(self) -> bool:
        return bool(self.text.read() or self.conditions.read() or self.equal.read())

    def show_station(self, station: Consultation) -> None:
        """Begin with what was passed."""
        self.text.show_value(station.resolution_text)
        self.conditions.show_value(station.conditions)
        self.met.show_value(station.conditions_met)
        self.equal.show_value(station.needs_equal_wording)

    def read(self) -> Wording:
        """What was passed."""
        return Wording(self.text.read(), self.conditions.read(), self.met.read(), self.equal.read())


class SuspensionPart(Part):
    """A Widerspruch or a Beanstandung against the resolution (§ 63 HGO), or the end of one."""

    lift_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_suspended = False
        kinds = [(kind, label(kind)) for kind in (SuspensionKind.OBJECTION, SuspensionKind.COMPLAINT)]
        self.kind = ChoiceField("Art der Aussetzung", kinds, self)
        self.day = DateField("Ausgesetzt seit", lambda: desk.view.as_of, self)
        self.reason = text_field("Grund der Aussetzung", self)
        self.kind.setFixedWidth(148)
        self.day.setFixedWidth(132)
        self._today = lambda: desk.view.as_of
        self.state = plain_label("")
        self.state.setWordWrap(True)
        self.lift = QPushButton("Aussetzung aufheben", self)
        self.lift.setAutoDefault(True)
        self.lift.clicked.connect(self.lift_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.step(2))
        self._words = [QLabel(text, self) for text in ("am", "Grund")]
        for word in self._words:
            theme.look(word, "small")
        row.addWidget(self.kind)
        row.addWidget(self._words[0])
        row.addWidget(self.day)
        row.addWidget(self._words[1])
        row.addWidget(self.reason, 1)
        row.addWidget(self.state, 1)
        row.addWidget(self.lift)
        self.fields = (self.kind, self.day, self.reason)

    @property
    def holds_something(self) -> bool:
        return self._is_suspended

    @property
    def is_asked_for(self) -> bool:
        """Whether the resolution is to be suspended now."""
        return not self._is_suspended and (not self.isHidden() or self.reason.is_dirty())

    def show_station(self, station: Consultation) -> None:
        """Ask, or say what suspends the resolution."""
        self._is_suspended = station.suspended_on is not None
        self.kind.show_value(SuspensionKind.OBJECTION)
        self.day.show_value(self._today())
        self.reason.show_value("")
        if station.suspended_on is not None:
            word = (
                label(station.suspended_kind)
                if station.suspended_kind is not SuspensionKind.NOT_STATED
                else ""
            )
            parts = (f"Ausgesetzt seit {formats.day(station.suspended_on)}", word, station.suspended_reason)
            self.state.setText(", ".join(part for part in parts if part))
        for widget in (*self._words, self.kind, self.day, self.reason):
            widget.setVisible(not self._is_suspended)
        for widget in (self.state, self.lift):
            widget.setVisible(self._is_suspended)

    def read(self, read: Read) -> tuple[SuspensionKind, date, str]:
        """Kind, day and reason. Raises NotReadable where one is missing."""
        day, reason = read(self.day), read(self.reason)
        if day is None:
            self.day.setFocus()
            raise NotReadable("Bitte nennen Sie den Tag, seit dem der Beschluss ausgesetzt ist.")
        if not reason:
            self.reason.setFocus()
            raise NotReadable("Bitte nennen Sie den Grund der Aussetzung.")
        return cast("SuspensionKind", self.kind.read()), day, reason
