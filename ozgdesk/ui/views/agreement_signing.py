"""The page Unterzeichnung: who is bound by an agreement, and who signs it."""

from PySide6.QtWidgets import QWidget

from ozgdesk.commands import agreements
from ozgdesk.domain.agreements import AgreementParty, Signature
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.view import View
from ozgdesk.texts import steps
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.agreement_choice import chosen_agreement
from ozgdesk.ui.views.agreement_tables import parties_table, signatures_table
from ozgdesk.ui.views.chooser import Chooser
from ozgdesk.ui.widgets import groups

HELP = (
    "Hier stehen die Vertragsparteien und die Unterschriften, zwei je Kommune. F2 trägt ein, wann "
    "unterschrieben wurde."
)


class SigningView(QWidget):
    """Tables of parties and signatures."""

    help_text = HELP

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._agreement_id = ""
        self.parties = parties_table(desk)
        self.signatures = signatures_table(desk)
        self._towns = Chooser("Kommune …", self)
        self._towns.chosen.connect(self._add_party)
        groups.fill(
            self,
            groups.group("Vertragsparteien", self.parties, ("Partei hinzufügen", self._choose_party)),
            groups.group(
                "Unterschriften, zwei je Kommune (§\u00a071 Abs. 2 HGO)",
                self.signatures,
                ("Unterschriften vorsehen", self._propose_signatures),
            ),
        )
        self.setFocusProxy(self.parties)

    def show_view(self, view: View) -> None:
        """Show the parties and signatures of the chosen agreement."""
        row = chosen_agreement(self._desk)
        self._agreement_id = row.id if row else ""
        self.parties.rows.set_rows(row.parties if row else ())
        self.signatures.rows.set_rows(row.signatures if row else ())

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Bring a party or a signature into sight."""
        if kind is AgreementParty:
            return self.parties.pick(id_)
        return kind is Signature and self.signatures.pick(id_)

    def _choose_party(self) -> None:
        bound = {party.municipality.id for party in self.parties.rows.rows}
        towns = [(m.id, f"{m.code} {m.name}") for m in self._desk.view.municipalities if m.id not in bound]
        if towns:
            self._towns.open_at(self.parties, towns)
        else:
            self._desk.tell("Alle Kommunen des Projekts sind schon Vertragspartei.")

    def _add_party(self, municipality_id: str) -> None:
        self._desk.run(
            steps.create(AgreementParty), agreements.add_party(self._agreement_id, municipality_id)
        )

    def _propose_signatures(self) -> None:
        made = self._desk.run(steps.PROPOSE_SIGNATURES, agreements.propose_signatures(self._agreement_id))
        if made == ():
            self._desk.tell("Für jede Kommune sind schon zwei Unterschriften vorgesehen.")
