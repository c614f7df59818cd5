"""The page Sitzungen: the calendar of all bodies."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ozgdesk.commands import records
from ozgdesk.domain.councils import Meeting
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.view import View
from ozgdesk.present.council import council_rows
from ozgdesk.texts import steps
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.chooser import Chooser
from ozgdesk.ui.views.council_choice import bodies_of
from ozgdesk.ui.views.council_tables import meetings_table

HELP = (
    "Hier stehen die Sitzungen aller Gremien mit den Vorlagen, die dort beraten werden. Die Eingabetaste "
    "öffnet eine Sitzung rechts, Entf löscht sie.\n\n"
    "Bearbeiten > Schulferien vorschlagen (Alt+B, U): trägt die Schulferien, die Sie ankreuzen, als "
    "sitzungsfreie Zeiten einer Kommune ein. Sie stehen bei der Kommune unter „Schließzeiten“."
)


class MeetingsView(QWidget):
    """The table of meetings and what adds to it."""

    help_text = HELP

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.meetings = meetings_table(desk)
        self._bodies = Chooser("Gremium der Sitzung …", self)
        self._bodies.chosen.connect(self._add)
        self.new = QPushButton("Sitzung anlegen")
        self.new.clicked.connect(lambda: self._bodies.open_at(self.new, self._choices()))
        self.bar = QHBoxLayout()
        self.bar.setSpacing(theme.step(2))
        self.bar.addWidget(self.new)
        self.bar.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.step(6), theme.step(2), theme.step(4), theme.step(2))
        column.addLayout(self.bar)
        column.addWidget(self.meetings, 1)
        self.setFocusProxy(self.meetings)

    def show_view(self, view: View) -> None:
        """Show the meetings of the project."""
        self.meetings.rows.set_rows(council_rows(view).meetings)
        self.new.setEnabled(bool(self._choices()))

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Bring a meeting into sight."""
        return kind is Meeting and self.meetings.pick(id_)

    def _choices(self) -> list[tuple[str, str]]:
        return [(id_, name) for id_, _, name in bodies_of(self._desk)]

    def _add(self, committee_id: str) -> None:
        made = self._desk.run(
            steps.create(Meeting),
            records.create(Meeting, committee_id=committee_id, held_on=self._desk.view.as_of),
        )
        if made is not None:
            self.meetings.pick(made.id)
            self._desk.edit(Meeting, made.id)
