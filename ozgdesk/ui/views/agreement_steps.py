"""The page Verfahren: filing, approval and publication, and an effect that somebody attests."""

from PySide6.QtWidgets import QWidget

from ozgdesk.commands import agreements
from ozgdesk.domain.agreements import SupervisorStep
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.view import View
from ozgdesk.texts import steps
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.agreement_choice import chosen_agreement
from ozgdesk.ui.views.agreement_tables import steps_table
from ozgdesk.ui.views.recorded_effect import RecordedEffect
from ozgdesk.ui.widgets import groups

HELP = (
    "Hier stehen die Schritte vor Aufsicht und Öffentlichkeit: Anzeige, Genehmigung und Bekanntmachung. "
    "Welche nötig sind, folgt aus der Rechtsform der Vertragsaufgaben.\n\n"
    "Für alte Vereinbarungen lässt sich die Wirksamkeit mit Nachweis feststellen."
)


class StepsView(QWidget):
    """The table of steps and the line of the attestation."""

    help_text = HELP

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._agreement_id = ""
        self.steps = steps_table(desk)
        self.recorded = RecordedEffect(desk)
        groups.fill(
            self,
            groups.group(
                "Anzeige, Genehmigung, Bekanntmachung (§§\u00a026, 27 KGG)",
                self.steps,
                ("Schritte vorsehen", self._propose_steps),
            ),
            groups.group("Wirksamkeit festgestellt", self.recorded),
        )
        self.setFocusProxy(self.steps)

    def show_view(self, view: View) -> None:
        """Show the steps of the chosen agreement, and what is attested."""
        row = chosen_agreement(self._desk)
        self._agreement_id = row.id if row else ""
        self.steps.rows.set_rows(row.steps if row else ())
        self.recorded.show_agreement(view, self._agreement_id)

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Bring a step into sight."""
        return kind is SupervisorStep and self.steps.pick(id_)

    def _propose_steps(self) -> None:
        made = self._desk.run(
            steps.PROPOSE_SUPERVISOR_STEPS, agreements.propose_supervisor_steps(self._agreement_id)
        )
        if made == ():
            self._desk.tell(
                "Es fehlt kein Schritt, oder die Rechtsform der Vertragsaufgaben ist noch nicht festgelegt."
            )
