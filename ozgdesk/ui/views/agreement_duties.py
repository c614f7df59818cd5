"""The page Vertragsaufgaben: the tasks of the annex with their legal form, and where practice departs."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ozgdesk import formats
from ozgdesk.domain.agreements import Deviation
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.view import View
from ozgdesk.present.deviations import deviations_text
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.agreement_choice import chosen_agreement
from ozgdesk.ui.views.agreement_tables import deviations_table, duties_table
from ozgdesk.ui.widgets import groups

HELP = (
    "Hier stehen die Vertragsaufgaben mit ihrer Rechtsform und die Abweichungen: Aufgaben, die eine andere "
    "Kommune führt, als die unterzeichnete Anlage sagt. F2 wählt die Rechtsform oder schreibt die Bemerkung "
    "dazu, „Als Text kopieren“ gibt den Entwurf der nächsten Änderung, Entf nimmt eine heraus, die "
    "eine neue Fassung übernommen hat."
)


class DutiesView(QWidget):
    """Tables of duties and deviations."""

    help_text = HELP

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.duties = duties_table(desk)
        self.deviations = deviations_table(desk)
        groups.fill(
            self,
            groups.group("Vertragsaufgaben mit Rechtsform (§\u00a024 KGG)", self.duties),
            groups.group(
                "Abweichungen von der Vereinbarung",
                self.deviations,
                ("Als Text kopieren", self.copy_deviations),
            ),
        )
        self.setFocusProxy(self.duties)

    def show_view(self, view: View) -> None:
        """Show the duties of the chosen agreement."""
        row = chosen_agreement(self._desk)
        self.duties.rows.set_rows(row.duties if row else ())
        self.deviations.rows.set_rows(row.deviations if row else ())

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Bring a deviation into sight."""
        return kind is Deviation and self.deviations.pick(id_)

    def copy_deviations(self) -> None:
        """Put the deviations on the clipboard, as the draft of the next amendment."""
        rows = self.deviations.rows.rows
        if rows:
            QGuiApplication.clipboard().setText(deviations_text(tuple(rows)))
            self._desk.tell(f"{formats.count(len(rows), 'Abweichung', 'Abweichungen')} kopiert.")
        else:
            self._desk.tell("Es gibt keine Abweichung: Jede Vertragsaufgabe wird geführt, wie vereinbart.")
