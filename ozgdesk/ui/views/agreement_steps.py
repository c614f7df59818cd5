"""The page Verfahren: filing, approval and publication, an attested effect, and the days that follow."""

from PySide6.QtWidgets import QWidget

from ozgdesk.commands import agreement_dates, supervisor_steps
from ozgdesk.domain.agreements import SupervisorStep
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.texts import agreement_dates as words
from ozgdesk.texts import steps
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.agreement_choice import chosen_agreement
from ozgdesk.ui.views.agreement_tables import dates_table, steps_table
from ozgdesk.ui.views.recorded_effect import RecordedEffect
from ozgdesk.ui.widgets import groups
from ozgdesk.ui.widgets.plain_label import plain_label

HELP = (
    "Hier stehen die Schritte vor Aufsicht und Öffentlichkeit: Anzeige, Genehmigung und Bekanntmachung. "
    "Welche nötig sind, folgt aus der Rechtsform der Vertragsaufgaben.\n\n"
    "Für alte Vereinbarungen lässt sich die Wirksamkeit mit Nachweis feststellen.\n\n"
    "Darunter stehen die Termine, die aus Laufzeit, Kündigungsfrist und Förderung folgen. Sie lassen sich "
    "als Meilensteine in den Plan übernehmen; nach einer Änderung der Laufzeit rücken dieselben "
    "Meilensteine nach. Die Eingabetaste öffnet den Meilenstein im Plan."
)


class StepsView(QWidget):
    """The table of steps, the line of the attestation and the table of days."""

    help_text = HELP

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._agreement_id = ""
        self.steps = steps_table(desk)
        self.recorded = RecordedEffect(desk)
        self.dates = dates_table(desk)
        self.hints = plain_label("muted")
        groups.fill(
            self,
            groups.group(
                "Anzeige, Genehmigung, Bekanntmachung (§§\u00a026, 27 KGG)",
                self.steps,
                ("Schritte vorsehen", self._propose_steps),
            ),
            groups.group("Wirksamkeit festgestellt", self.recorded),
            groups.group(
                "Termine der Vereinbarung",
                self.dates,
                ("Als Meilensteine übernehmen", self._take_over),
                above=self.hints,
            ),
        )
        self.setFocusProxy(self.steps)

    def show_view(self, view: View) -> None:
        """Show the steps of the chosen agreement, what is attested, and its days."""
        row = chosen_agreement(self._desk)
        self._agreement_id = row.id if row else ""
        self.steps.rows.set_rows(row.steps if row else ())
        self.recorded.show_agreement(view, self._agreement_id)
        self.dates.rows.set_rows(row.dates if row else ())
        self.hints.setText(" ".join(row.date_hints) if row else "")
        self.hints.setVisible(bool(self.hints.text()))

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Bring a step into sight."""
        return kind is SupervisorStep and self.steps.pick(id_)

    def _propose_steps(self) -> None:
        made = self._desk.run(
            steps.PROPOSE_SUPERVISOR_STEPS, supervisor_steps.propose_supervisor_steps(self._agreement_id)
        )
        if made == ():
            self._desk.tell(
                "Es fehlt kein Schritt, oder die Rechtsform der Vertragsaufgaben ist noch nicht festgelegt."
            )

    def _take_over(self) -> None:
        found = self._desk.run(words.TAKE_OVER, agreement_dates.take_over(self._agreement_id))
        if found is not None:
            self._desk.tell(words.taken_over(*map(_numbers, (found.created, found.moved, found.left))))


def _numbers(tasks: tuple[Task, ...]) -> list[str]:
    return [task.number for task in tasks]
