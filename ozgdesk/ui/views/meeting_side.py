"""Beside the minutes: what the agenda could hold, who takes part, and what the meeting set going."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.domain.vocabulary import Presence
from ozgdesk.present.agenda import Proposal
from ozgdesk.present.meeting import AttendanceLine, MeetingRows
from ozgdesk.present.municipalities import MunicipalityTag
from ozgdesk.texts.labels import label
from ozgdesk.ui import theme
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable


@dataclass(frozen=True, slots=True)
class Consequence:
    """One task that the meeting gave or changed; `detail` is the day or what became of it."""

    id: str
    kind: str
    number: str
    name: str
    detail: str


class KeyTable(RowTable):
    """A table whose rows do something on the space bar, Return or a double click: `used(ids)`."""

    used = Signal(list)

    def __init__(self, model: RowModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, name, parent)
        self.row_opened.connect(lambda id_: self.used.emit([id_]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        picked = self.picked_id()
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and picked is not None:
            self.used.emit(self.selected_ids() or [picked])
        else:
            super().keyPressEvent(event)


_NOTHING_TO_PROPOSE = (
    "Kein weiterer Vorschlag. Hier steht, was verspätet, bald fällig, ohne Federführung oder zu entscheiden "
    "ist; eigene Punkte ergänzen Sie in der Zeile unten."
)


class ProposalPanel(QWidget):
    """The proposals for the agenda; `wanted(ids)` takes some or all of them."""

    wanted = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = KeyTable(RowModel(_proposal_columns(self)), "Vorschläge für die Tagesordnung", self)
        self.take = QPushButton(icon("add"), "Auf die Tagesordnung", self)
        self.take.setToolTip("Markierte Vorschläge auf die Tagesordnung setzen (Leertaste)")
        self.take_all = QPushButton("Alle", self)
        self.take_all.setToolTip("Alle Vorschläge auf die Tagesordnung setzen")
        for button in (self.take, self.take_all):
            theme.look(button, "quiet")
        self.empty = plain_label("muted", _NOTHING_TO_PROPOSE)
        _fill(self, self.table, (self.take, self.take_all), head=self.empty)
        self.table.used.connect(self.wanted)
        self.take.clicked.connect(lambda: self.wanted.emit(self.table.selected_ids()))
        self.take_all.clicked.connect(lambda: self.wanted.emit([row.id for row in self.table.rows.rows]))

    def show_rows(self, rows: Sequence[Proposal], *, may_change: bool) -> None:
        """Show the proposals; closed minutes take none."""
        self.table.rows.set_rows(rows)
        self.empty.setVisible(not rows)
        for button in (self.take, self.take_all):
            button.setEnabled(may_change and bool(rows))


class AttendancePanel(QWidget):
    """The attendance list. The space bar turns present into excused, absent and back."""

    turned = Signal(list)
    guest_named = Signal(str)
    invited = Signal()
    person_wanted = Signal()

    def __init__(
        self,
        edit: Callable[[str, str, str], object],
        deputies: Callable[[], Sequence[str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.table = KeyTable(RowModel(_attendance_columns(self, edit, deputies)), "Teilnahme", self)
        self.guest = QLineEdit(self)
        self.guest.setPlaceholderText("Gast (Stelle), Eingabe fügt hinzu")
        self.guest.setAccessibleName("Gast hinzufügen")
        self.guest.setMaxLength(1_000)
        self.propose = QPushButton(icon("people"), "Vorschlagen", self)
        self.propose.setToolTip(
            "Wer zuletzt da war, sonst Ämter und Federführungen; Abwesende mit Vertretung"
        )
        self.person = QPushButton(icon("person"), "Person", self)
        self.person.setToolTip("Eine Person in die Teilnahmeliste aufnehmen")
        for button in (self.propose, self.person):
            theme.look(button, "quiet")
        _fill(self, self.table, (self.guest, self.person, self.propose))
        self.table.used.connect(self.turned)
        self.guest.returnPressed.connect(self._on_guest)
        self.propose.clicked.connect(lambda: self.invited.emit())
        self.person.clicked.connect(lambda: self.person_wanted.emit())

    def show_rows(self, rows: Sequence[AttendanceLine], *, may_change: bool) -> None:
        """Show the list; that of closed minutes stays."""
        self.table.rows.set_rows(rows)
        for widget in (self.guest, self.propose, self.person):
            widget.setEnabled(may_change)

    def _on_guest(self) -> None:
        if self.guest.text().strip():
            self.guest_named.emit(self.guest.text().strip())


class ResultPanel(QWidget):
    """What the meeting set going: tasks given and changed. Return leads to the task.

    `sheet_wanted(key)` asks for the minutes or for the lists of what everybody has to do.
    """

    sheet_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = KeyTable(RowModel(_result_columns(self)), "Aufträge und Änderungen", self)
        self.minutes = QPushButton(icon("print"), "Protokoll", self)
        self.todo = QPushButton(icon("list"), "Aufgabenlisten", self)
        self.todo.setToolTip("Was jede Kommune zu tun hat, zum Abhaken")
        for button, sheet in ((self.minutes, "minutes"), (self.todo, "todo")):
            theme.look(button, "quiet")
            button.clicked.connect(lambda _on=False, key=sheet: self.sheet_wanted.emit(key))
        _fill(self, self.table, (self.minutes, self.todo))

    def show_rows(self, rows: MeetingRows) -> None:
        """Show what one meeting gave to do and changed."""
        found = [Consequence(row.id, "Auftrag", row.number, row.what, row.until) for row in rows.given]
        found += [Consequence(row.id, "Änderung", row.number, row.name, row.change) for row in rows.changed]
        self.table.rows.set_rows(found)


def _fill(panel: QWidget, table: QWidget, tools: Sequence[QWidget], *, head: QWidget | None = None) -> None:
    column = QVBoxLayout(panel)
    column.setContentsMargins(theme.step(2), theme.step(1), theme.step(3), theme.step(2))
    column.setSpacing(theme.step(1))
    if head is not None:
        column.addWidget(head)
    column.addWidget(table, 1)
    row = QHBoxLayout()
    row.setSpacing(theme.step(2))
    for tool in tools:
        row.addWidget(tool, 1 if isinstance(tool, QLineEdit) else 0)
    if not any(isinstance(tool, QLineEdit) for tool in tools):
        row.addStretch(1)
    column.addLayout(row)
    panel.setFocusProxy(table)


def _proposal_columns(widget: QWidget) -> tuple[Column[Proposal], ...]:
    def due_color(row: Proposal) -> QColor:
        return theme.role(widget, "danger" if row.is_late else "muted")

    def whole(row: Proposal) -> str:
        return f"{row.text} – {row.detail}" if row.detail else row.text

    return (
        Column("Warum", lambda row: row.group_text, 120, color=lambda row: theme.role(widget, "muted")),
        Column("Was", whole, 160, stretch=True, tip=whole, strong=lambda row: row.group == "late"),
        Column(
            "Kommune",
            lambda row: row.municipality.code,
            84,
            spare=1,
            chips=lambda row: _chips(row.municipality),
        ),
        Column(
            "Fällig",
            lambda row: formats.day(row.due_on) if row.due_on else "",
            96,
            spare=2,
            color=due_color,
            tip=lambda row: row.due_text,
            sort=lambda row: row.due_on,
        ),
    )


def _attendance_columns(
    widget: QWidget, edit: Callable[[str, str, str], object], deputies: Callable[[], Sequence[str]]
) -> tuple[Column[AttendanceLine], ...]:
    return (
        Column("Wer", lambda row: row.who, 200, stretch=True, tip=lambda row: row.who),
        Column(
            "Kommune",
            lambda row: "Gast" if row.is_guest else row.municipality.code,
            84,
            spare=2,
            chips=lambda row: _chips(row.municipality),
        ),
        _presence_column(widget, edit),
        Column(
            "Vertretung",
            lambda row: row.deputy or "–",
            110,
            tip=lambda row: row.deputy,
            edit=lambda row, name: edit(row.id, "deputy_id", name),
            choices=lambda row: deputies(),
        ),
        Column(
            "Protokoll",
            lambda row: "ja" if row.gets_minutes else "nein",
            76,
            spare=1,
            tip=lambda row: "Ob das Protokoll an diese Stelle geht",
            edit=lambda row, word: edit(row.id, "gets_minutes", word),
            choices=lambda row: ["ja", "nein"],
        ),
    )


def _presence_column(widget: QWidget, edit: Callable[[str, str, str], object]) -> Column[AttendanceLine]:
    def color(row: AttendanceLine) -> QColor | None:
        return None if row.presence == Presence.PRESENT else theme.role(widget, "warning")

    return Column(
        "Teilnahme",
        lambda row: row.presence_text,
        100,
        color=color,
        edit=lambda row, word: edit(row.id, "presence", word),
        choices=lambda row: [label(presence) for presence in Presence],
    )


def _chips(tag: MunicipalityTag) -> list[tuple[str, str]]:
    return [(tag.code, tag.color)] if tag.code else []


def _result_columns(widget: QWidget) -> tuple[Column[Consequence], ...]:
    return (
        Column("Art", lambda row: row.kind, 84, spare=1, color=lambda row: theme.role(widget, "muted")),
        Column("Nr.", lambda row: row.number, 64),
        Column("Was", lambda row: row.name, 120, stretch=True, tip=lambda row: row.name),
        Column("Bis wann, wie", lambda row: row.detail, 120, tip=lambda row: row.detail),
    )
