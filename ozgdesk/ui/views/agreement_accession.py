"""The page Beitritt und Kündigung: what if a municipality joins or gives notice, drafts of an accession."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.commands import accession
from ozgdesk.domain.agreements import AccessionCondition, Agreement, AgreementParty
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.view import View
from ozgdesk.domain.what_if import Comparison, PartyChange, Proposal, compare, suggested_day
from ozgdesk.present.choices import Choice
from ozgdesk.present.what_if import WhatIfRow, condition_rows, what_if_rows
from ozgdesk.reports.sheet import WhatIf
from ozgdesk.texts import what_if as words
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.views.accession_conditions import Conditions
from ozgdesk.ui.views.agreement_choice import chosen_agreement
from ozgdesk.ui.views.what_if_choices import chosen_town, who_may
from ozgdesk.ui.widgets.fields_chosen import ChoiceField, ReferenceField
from ozgdesk.ui.widgets.fields_typed import DateField
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable

HELP = (
    "Was wäre, wenn eine Kommune beitritt oder kündigt? Wählen Sie Kommune und Tag: Die Tabelle stellt heute "
    "und danach nebeneinander und nennt zu jeder Zeile den Grund und die Norm; die Zeile darunter liest die "
    "gewählte ganz.\n\n"
    "Hat eine Vertretung die Entscheidung auf Magistrat oder Gemeindevorstand übertragen, tragen Sie die "
    "Ermächtigung ein und haken ihre Bedingungen mit der Leertaste ab. „Entwürfe anlegen“ legt Partei, "
    "Fassung, Vorlagen und Aufgaben in einem Schritt an; beschlossen ist damit nichts."
)
CHOOSE = "Wählen Sie eine Kommune: Hier steht dann, was sich ändert und warum."
MADE = "Angelegt: Vertragspartei ab dem {day}, {papers} und {tasks}. Beschlossen ist damit noch nichts."
NOT_YET = "{name} gehört noch nicht zum Projekt; „Entwürfe anlegen“ nimmt die Kommune auf."


class AccessionView(QWidget):
    """A line of choices, the comparison, and the conditions of authorisations."""

    help_text = HELP

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._agreement_id = ""
        self._found: Comparison | None = None
        self.town = ReferenceField("Kommune", self._choices, self, must=True)
        self.change = ChoiceField("Was wäre, wenn", tuple(words.CHANGES.items()), self)
        self.day = DateField("Tag", lambda: desk.view.as_of, self, must=True)
        self.day_name = QLabel(self)
        self.make = QPushButton("Entwürfe anlegen", self)
        self.preview = QPushButton("Vorschau", self)
        self.preview.setToolTip("Heute und danach auf einer Seite, zum Drucken.")
        self.table = _comparison_table(self)
        self.reading = plain_label("muted", "")
        self.reading.setWordWrap(True)
        self.reading.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.conditions = Conditions(desk, self)
        self._set_up()
        self.change.show_value(PartyChange.JOINS)

    def show_view(self, view: View) -> None:
        """Compare for the chosen agreement; what was chosen stays chosen."""
        row = chosen_agreement(self._desk)
        if row is not None and row.id != self._agreement_id:
            self._agreement_id = row.id
            self._begin()
        self._compare()

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Bring a condition of an accession into sight."""
        row = self._desk.snapshot.find(AccessionCondition, id_) if kind is AccessionCondition else None
        if row is None:
            return False
        self.look_at(PartyChange.JOINS, row.joining_id)
        return self.conditions.table.pick(id_)

    def look_at(self, change: PartyChange, key: str, on: date | None = None) -> None:
        """Compare for a municipality: its id, or `ags:` and its official key."""
        self.change.show_value(change)
        self._begin()
        self.town.show_value(key)
        self._take_day(on)
        self._compare()

    def _begin(self) -> None:
        """Another change or agreement: what was chosen no longer fits."""
        change = self.change.read()
        self.town.show_value(None)
        self.day_name.setText(words.DAYS[change])
        self.day.show_value(
            suggested_day(self._desk.snapshot, self._agreement_id, change, self._desk.view.as_of)
        )

    def _take_day(self, on: date | None) -> None:
        """The day that is planned already for a municipality that is to join."""
        rows = self._desk.snapshot.all(AgreementParty)
        planned = [
            row.joined_on
            for row in rows
            if (row.agreement_id, row.municipality_id) == (self._agreement_id, self.town.read())
            and self.change.read() is PartyChange.JOINS
        ]
        day = on or next((day for day in planned if day is not None), None)
        if day is not None:
            self.day.show_value(day)

    def _choices(self) -> list[Choice]:
        return who_may(self._desk.view, self._agreement_id, self.change.read())

    def _proposal(self) -> Proposal | None:
        try:
            key, on = self.town.read(), self.day.read()
        except formats.NotReadable as reason:
            if self.town.is_dirty() or self.day.is_dirty():
                self._desk.tell(str(reason))
            return None
        town = chosen_town(self._desk.snapshot, key, on) if key and on else None
        if town is None or not self._agreement_id:
            return None
        return Proposal(self._agreement_id, town, self.change.read(), on)

    def _compare(self) -> None:
        proposal = self._proposal()
        snapshot = self._desk.snapshot
        self._found = compare(snapshot, proposal, self._desk.view.as_of) if proposal else None
        agreement = snapshot.find(Agreement, self._agreement_id)
        rows = what_if_rows(self._found, agreement) if self._found and agreement else ()
        self.table.rows.set_rows(rows)
        self.table.setVisible(bool(rows))
        if rows and self.table.picked_id() is None:
            self.table.pick(rows[0].id)
        is_joining = self.change.read() is PartyChange.JOINS
        is_drafted = proposal is not None and accession.is_drafted(
            snapshot, self._agreement_id, proposal.municipality.id
        )
        self._desk.what_if = WhatIf(proposal.change, proposal.municipality, proposal.on) if proposal else None
        self.preview.setEnabled(proposal is not None)
        self.make.setVisible(is_joining)
        self.make.setEnabled(proposal is not None and not is_drafted)
        self.conditions.setVisible(is_joining and self._found is not None)
        self.conditions.show_conditions(self._found, condition_rows(self._found) if self._found else ())
        self._read_row()

    def _read_row(self) -> None:
        """The chosen line in full, under the table."""
        row = next((row for row in self.table.rows.rows if row.id == self.table.picked_id()), None)
        if row is not None:
            self.reading.setText(_in_full(row))
        elif self._found is None:
            self.reading.setText(CHOOSE)
        else:
            self.reading.setText("")

    def _on_change(self) -> None:
        self._begin()
        self._compare()

    def _on_town(self) -> None:
        try:
            self.town.accept()
        except formats.NotReadable as reason:
            self.town.mark(str(reason))
            return
        self.town.mark("")
        self._take_day(None)
        self._compare()

    def _on_day(self) -> None:
        try:
            self.day.accept()
        except formats.NotReadable as reason:
            self.day.mark(str(reason))
            self._desk.tell(str(reason))
            return
        self.day.mark("")
        self._compare()

    def _show_town(self, key: str) -> None:
        """Go to the municipality; one of the master data has no place in the project yet."""
        if self._desk.snapshot.find(Municipality, key) is not None:
            self._desk.go("people", Subject(Municipality, key))
        elif self._found is not None:
            self._desk.tell(NOT_YET.format(name=self._found.proposal.municipality.name))

    def _make_drafts(self) -> None:
        proposal = self._proposal()
        if proposal is None:
            return
        town = proposal.municipality
        label = words.DRAFT_STEP.format(name=town.name)
        command = accession.draft_accession(self._agreement_id, town, proposal.on)
        made = self._desk.run(label, command)
        if made is not None:
            self._desk.tell(
                MADE.format(
                    day=formats.day(proposal.on),
                    papers=formats.count(len(made.paper_ids), "Vorlage", "Vorlagen"),
                    tasks=formats.count(len(made.task_ids), "Aufgabe", "Aufgaben"),
                )
            )

    def _set_up(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.step(2))
        top.addWidget(plain_label("muted", "Was wäre, wenn"))
        top.addWidget(self.town, 3)
        top.addWidget(self.change, 1)
        top.addWidget(self.day_name)
        top.addWidget(self.day, 1)
        top.addWidget(self.preview)
        top.addWidget(self.make)
        theme.look(self.make, "primary")
        self.day.setMinimumWidth(theme.step(32))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.step(6), theme.step(4), theme.step(4), theme.step(4))
        column.setSpacing(theme.step(3))
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.reading)
        column.addWidget(self.conditions)
        self.setFocusProxy(self.town)
        self.town.settled.connect(self._on_town)
        self.town.jumped.connect(self._show_town)
        self.change.settled.connect(self._on_change)
        self.day.settled.connect(self._on_day)
        self.table.row_picked.connect(lambda _id: self._read_row())
        self.make.clicked.connect(self._make_drafts)
        self.preview.clicked.connect(lambda: self._desk.asked_for_sheet.emit("what_if"))


def _in_full(row: WhatIfRow) -> str:
    sides = f"{row.topic}: heute {row.today}, danach {row.after}."
    return " ".join(part for part in (sides, row.why, row.norm) if part)


def _comparison_table(parent: QWidget) -> RowTable:
    columns: tuple[Column[WhatIfRow], ...] = (
        Column("", lambda r: r.topic, width=180),
        Column("heute", lambda r: r.today, width=160, tip=lambda r: r.today),
        Column("danach", lambda r: r.after, width=226, tip=lambda r: r.after, strong=lambda r: r.is_changed),
        Column("warum", lambda r: r.why, width=200, stretch=True, tip=lambda r: r.why),
        Column("Norm", lambda r: r.norm, width=150, tip=lambda r: r.norm, spare=1),
    )
    return RowTable(RowModel(columns), "Heute und danach", parent)
