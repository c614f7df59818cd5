"""Authorisations for an accession: which council left it to its board, and its conditions to tick."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.commands import accession, records
from ozgdesk.domain.agreements import AccessionCondition
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.what_if import Comparison, ResolutionPart
from ozgdesk.present.what_if import ConditionRow
from ozgdesk.texts import steps
from ozgdesk.texts import what_if as words
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.chooser import Chooser
from ozgdesk.ui.widgets import groups
from ozgdesk.ui.widgets.rows import Column
from ozgdesk.ui.widgets.tick_table import TickTable

TAKEN_UP = "{name} ist jetzt als Kommune des Projekts angelegt, beteiligt ab dem {day}."
_MOST_IN_SIGHT = 5
ALL_AUTHORISED = "Für alle bisherigen Kommunen ist schon eine Ermächtigung eingetragen."


class Conditions(QWidget):
    """A table of conditions; each tick and each word is one step."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._found: Comparison | None = None
        self._rows: tuple[ConditionRow, ...] = ()
        self.table = TickTable(self._columns(), "Bedingungen der Ermächtigung", lambda _row: True, self)
        self.table.on_remove = self._remove
        self.table.row_picked.connect(lambda id_: desk.pick(AccessionCondition, id_))
        self._towns = Chooser("Kommune …", self)
        self._towns.chosen.connect(self._authorise)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            groups.group(
                "Ermächtigung von Magistrat oder Gemeindevorstand",
                self.table,
                ("Ermächtigung eintragen …", self.choose_town),
            )
        )
        self.table.ticks_changed.connect(self._on_ticks)

    def show_conditions(self, found: Comparison | None, rows: Sequence[ConditionRow]) -> None:
        """Show the conditions of all authorisations for this accession."""
        self._found = found
        self._rows = tuple(rows)
        self.table.rows.set_rows(self._rows)
        self.table.setVisible(bool(self._rows))
        self.table.setFixedHeight(theme.step(10) + min(len(self._rows), _MOST_IN_SIGHT) * theme.ROW_HEIGHT)
        self.table.tick({row.id for row in self._rows if row.is_met})

    def choose_town(self) -> None:
        """Ask which council has authorised its board."""
        found = self._found
        needs = found.resolutions if found else ()
        towns = [
            (need.municipality.id, f"{need.municipality.code} {need.municipality.name}")
            for need in needs
            if need.part is ResolutionPart.AGREES and not need.is_by_board
        ]
        if towns:
            self._towns.open_at(self.table, towns)
        else:
            self._desk.tell(ALL_AUTHORISED)

    def _authorise(self, municipality_id: str) -> None:
        if self._found is None:
            return
        proposal = self._found.proposal
        label = words.AUTHORISE_STEP.format(name=proposal.municipality.name)
        town = proposal.municipality
        was_new = self._desk.snapshot.find(Municipality, town.id) is None
        made = self._desk.run(label, accession.authorise_board(proposal.agreement_id, municipality_id, town))
        if made and was_new:
            self._desk.tell(TAKEN_UP.format(name=town.name, day=formats.day(proposal.on)))

    def _on_ticks(self) -> None:
        ticks = {
            row.id: row.id in self.table.ticked
            for row in self._rows
            if (row.id in self.table.ticked) != row.is_met
        }
        if ticks:
            self._desk.run(steps.edit(AccessionCondition), accession.tick_conditions(ticks))

    def _remove(self, ids: list[str]) -> None:
        self._desk.run(steps.delete(AccessionCondition), records.delete(AccessionCondition, *ids))

    def _columns(self) -> tuple[Column[ConditionRow], ...]:
        def write(row: ConditionRow, **values: object) -> None:
            self._desk.run(steps.edit(AccessionCondition), records.edit(AccessionCondition, row.id, **values))

        return (
            Column("Kommune", lambda r: r.town, width=150),
            Column("Bedingung", lambda r: r.text, stretch=True, tip=lambda r: r.text,
                   edit=lambda r, typed: write(r, text=typed)),
            Column("erfüllt am", lambda r: formats.day(r.met_on) if r.met_on else "offen", width=120),
            Column("Nachweis", lambda r: r.evidence, width=200, tip=lambda r: r.evidence,
                   edit=lambda r, typed: write(r, evidence=typed.strip())),
        )  # fmt: skip
