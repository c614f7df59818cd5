"""The proposal of tasks that carry out a resolution, to be changed and taken where it stands."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from ozgdesk.commands.resolution_tasks import NewTask, carry_out
from ozgdesk.domain.councils import Consultation, CouncilPaper
from ozgdesk.present.council_followup import ProposedTask, proposed_tasks
from ozgdesk.present.station_words import body_and_day
from ozgdesk.texts import steps
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.ask_box import AskBox
from ozgdesk.ui.widgets.fields_chosen import ChoiceField, YesNoField
from ozgdesk.ui.widgets.fields_typed import DateField, text_field

NOBODY = (None, "noch niemand")


class TaskLine(QWidget):
    """One task: whether it is made, its name, who leads it, and its deadline."""

    def __init__(self, desk: Desk, towns: list[tuple[str | None, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.is_made = YesNoField("Anlegen", self)
        self.is_made.box.setText("")
        self.name = text_field("Aufgabe", self)
        self.lead = ChoiceField("Federführung", [NOBODY, *towns], self)
        self.due_on = DateField("Fällig am", lambda: desk.view.as_of, self)
        self.lead.setFixedWidth(150)
        self.due_on.setFixedWidth(132)
        row = QGridLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setHorizontalSpacing(theme.step(2))
        for place, field in enumerate((self.is_made, self.name, self.lead, self.due_on)):
            row.addWidget(field, 0, place)
        row.setColumnStretch(1, 1)
        self.fields = (self.name, self.is_made, self.lead, self.due_on)

    def show_task(self, name: str, municipality_id: str | None, due_on: date | None) -> None:
        """Begin with a proposal."""
        self.is_made.show_value(True)
        self.name.show_value(name)
        self.lead.show_value(municipality_id)
        self.due_on.show_value(due_on)

    def read(self) -> NewTask | None:
        """The task, None where it is not to be made or has no name. Raises NotReadable for a wrong day."""
        name, day = self.name.read(), self.due_on.read()
        return NewTask(name, self.lead.read(), day) if self.is_made.read() and name else None


class CarryOutBar(AskBox):
    """Return makes the tasks in one step (`made`), Esc makes none."""

    made = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Aufgaben anlegen", parent)
        theme.look(self, "sunken")
        self.station_id = ""
        self.lines: list[TaskLine] = []
        self._holder = QVBoxLayout()
        self._holder.setSpacing(theme.step(1))
        self.body.addLayout(self._holder)
        self.more = QPushButton("Weitere &Zeile", self)
        theme.look(self.more, "quiet")
        self.more.clicked.connect(self.add_line)
        self.buttons.insertWidget(self.buttons.count() - 1, self.more)

    def propose(self, station_id: str) -> bool:
        """Propose what the resolution of a station takes; false, and nothing asked, where that is nothing."""
        found = proposed_tasks(self._desk.view, station_id)
        if found:
            self._ask(station_id, found)
        return bool(found)

    def ask(self, station_id: str) -> None:
        """The same with an empty line where nothing is proposed."""
        self._ask(station_id, proposed_tasks(self._desk.view, station_id))

    def add_line(self) -> None:
        """A further empty line, led by the municipality of the resolution."""
        station = self._desk.snapshot.get(Consultation, self.station_id)
        self._add("", self._desk.snapshot.get(CouncilPaper, station.paper_id).municipality_id, None)
        self._watch()
        self.lines[-1].name.line.setFocus()

    def _ask(self, station_id: str, found: tuple[ProposedTask, ...]) -> None:
        if self.is_begun:
            return
        station = self._desk.snapshot.get(Consultation, station_id)
        self.station_id = station_id
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = []
        for row in found:
            self._add(row.name, row.municipality_id, row.due_on)
        if not found:
            self.add_line()
        title = f"Aufgaben aus Beschluss {body_and_day(self._desk.view, station)}"
        self._open(title, [field for line in self.lines for field in line.fields])

    def _add(self, name: str, municipality_id: str | None, due_on: date | None) -> None:
        towns: list[tuple[str | None, str]] = [(row.id, row.name) for row in self._desk.view.municipalities]
        line = TaskLine(self._desk, towns, self)
        line.show_task(name, municipality_id, due_on)
        self.lines.append(line)
        self._holder.addWidget(line)

    def _watch(self) -> None:
        """What is typed in a new line counts as typed too."""
        self._fields = [field for line in self.lines for field in line.fields]
        self.giving_up.watch(*(field.inner for field in self.lines[-1].fields))

    def _take(self) -> None:
        wanted = [task for line in self.lines if (task := line.read()) is not None]
        if wanted:
            self._desk.commit(steps.CARRY_OUT, carry_out(self.station_id, wanted))
            self.made.emit(self.station_id)
