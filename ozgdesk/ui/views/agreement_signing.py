"""The page Unterzeichnung: who is bound by an agreement, who signs it, and where its originals lie."""

from PySide6.QtWidgets import QWidget

from ozgdesk.commands import agreements, records, signing
from ozgdesk.domain.agreements import AgreementCopy, AgreementParty, Signature
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.view import View
from ozgdesk.present.signing import signing_text
from ozgdesk.texts import agreement_dates as words
from ozgdesk.texts import steps
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.agreement_choice import chosen_agreement
from ozgdesk.ui.views.agreement_tables import parties_table
from ozgdesk.ui.views.chooser import Chooser
from ozgdesk.ui.views.signing_options import SigningOptions
from ozgdesk.ui.views.signing_tables import copies_table, signatures_table
from ozgdesk.ui.widgets import groups
from ozgdesk.ui.widgets.plain_label import plain_label

HELP = (
    "Hier stehen die Vertragsparteien, die Unterschriften, zwei je Kommune, und die Ausfertigungen.\n\n"
    "F2 trägt Tag und Ort einer Unterschrift oder den Verbleib einer Ausfertigung ein. Sind mehrere Zeilen "
    "markiert, gilt das Eingegebene für alle. Einfg legt eine weitere Ausfertigung an, Entf löscht; "
    "Strg+P zeigt das Unterschriftsblatt."
)


class SigningView(QWidget):
    """What is missing, in words, above tables of parties, signatures and originals."""

    help_text = HELP

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._agreement_id = ""
        self.parties = parties_table(desk)
        self.signatures = signatures_table(desk)
        self.copies = copies_table(desk, self._add_copy)
        self.summary = plain_label("lead")
        self.options = SigningOptions(desk)
        self._towns = Chooser("Kommune …", self)
        self._towns.chosen.connect(self._add_party)
        groups.fill(
            self,
            groups.group("Stand der Unterzeichnung", self.options, above=self.summary),
            groups.beside(
                groups.group("Vertragsparteien", self.parties, ("Partei hinzufügen", self._choose_party)),
                groups.group(
                    "Ausfertigungen", self.copies, ("Ausfertigungen vorsehen", self._propose_copies)
                ),
                shares=(1, 1),
            ),
            groups.group(
                "Unterschriften, zwei je Kommune (§\u00a071 Abs. 2 HGO)",
                self.signatures,
                ("Unterschriften vorsehen", self._propose_signatures),
            ),
        )
        self.setFocusProxy(self.parties)

    def show_view(self, view: View) -> None:
        """Show how far the signing of the chosen agreement is."""
        row = chosen_agreement(self._desk)
        self._agreement_id = row.id if row else ""
        self.parties.rows.set_rows(row.parties if row else ())
        self.signatures.rows.set_rows(row.signatures if row else ())
        self.copies.rows.set_rows(row.copies if row else ())
        self.summary.setText(signing_text(view, row.id) if row else "")
        self.options.show_agreement(view, self._agreement_id)

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Bring a party, a signature or an original into sight."""
        tables = {AgreementParty: self.parties, Signature: self.signatures, AgreementCopy: self.copies}
        return kind in tables and tables[kind].pick(id_)

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

    def _propose_copies(self) -> None:
        made = self._desk.run(words.PROPOSE_COPIES, signing.propose_copies(self._agreement_id))
        if made == ():
            self._desk.tell("Es sind schon so viele Ausfertigungen erfasst, wie vorgesehen sind.")

    def _add_copy(self) -> None:
        made = self._desk.run(
            steps.create(AgreementCopy), records.create(AgreementCopy, agreement_id=self._agreement_id)
        )
        if made is not None:
            self.copies.pick(made.id)
