"""The page Beratungsfolge: the lanes of a matter through the bodies, the same as a table, and results."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ozgdesk.commands import councils, matters
from ozgdesk.commands.council_changes import NewText
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.papers import extracts_of
from ozgdesk.domain.registry import BY_TABLE
from ozgdesk.domain.view import View
from ozgdesk.present.council import Fan
from ozgdesk.present.council_lines import fan_lines
from ozgdesk.present.council_results import RESULT_KEYS, result_of_key
from ozgdesk.texts import matters as words
from ozgdesk.texts import steps
from ozgdesk.texts.agreements import PAPER_TITLE
from ozgdesk.texts.labels import label
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.carry_out_bar import CarryOutBar
from ozgdesk.ui.views.council_choice import all_fans, bodies_of, chosen_fan
from ozgdesk.ui.views.council_gestures import StationGestures
from ozgdesk.ui.views.council_lanes import EMPTY, NO_MUNICIPALITY, CouncilLanes
from ozgdesk.ui.views.council_way_bar import WayBar
from ozgdesk.ui.views.new_text import open_new_text
from ozgdesk.ui.views.result_bar import ResultBar
from ozgdesk.ui.views.stations_table import StationsTable

_KEYS = ", ".join(f"{key} {label(result)}" for key, result in RESULT_KEYS.items())
HELP = (
    "Hier sehen Sie, welchen Weg jede Vorlage durch die Gremien nimmt und was zur Wirksamkeit fehlt. Jede "
    "Station steht bei ihrem Tag; schraffiert sind sitzungsfreie Zeiten, Wellen überspringen lange "
    "Pausen.\n\n"
    "Pfeiltasten wechseln die Station und die Kommune, S wählt die Sitzung, Einfg legt eine Station dahinter "
    "an, Entf löscht sie. Die Eingabetaste öffnet die Zeile für das Ergebnis. Geben Sie "
    "die Stimmen ein; das Ergebnis folgt daraus oder wird gewählt. Vertagt und verwiesen fragen nach der "
    "nächsten Beratung, „geändert beschlossen“ legt die neue Fassung und Ergänzungsvorlagen an und "
    "öffnet sie dort, wo der Beschluss sie ändert; die Ergänzungsvorlagen nennen die Änderungen.\n\n"
    "Schneller: Ein Buchstabe öffnet die Zeile mit einem Ergebnis, die Eingabetaste hält es fest. "
    f"{_KEYS}.\n\n"
    "„Als Tabelle“ zeigt dieselben Stationen als Zeilen, mit denselben Tasten und zum Kopieren; darunter "
    "steht je Kommune, was den Gremien folgt: Unterschriften, Anzeige oder Genehmigung, Bekanntmachung und "
    "Wirksamkeit."
)


class WayView(QWidget):
    """Wires bar, lanes, table and the result line to the desk; remembers the chosen station by id."""

    help_text = HELP

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._station_id = ""
        self.bar = WayBar()
        self.lanes = CouncilLanes()
        self.stations = StationsTable()
        self.gestures = StationGestures(desk, self.lanes, self.stations, self.bar)
        self.result = ResultBar(desk)
        self.tasks = CarryOutBar(desk)
        self._ways = QStackedWidget()
        self._set_up()
        self._connect()

    def show_view(self, view: View) -> None:
        """Show the project; the station stays chosen by id."""
        fan = self._fan()
        fans_out = fan is not None and fan.is_matter and bool(self._without_paper(fan))
        self.bar.show_bodies(view.municipalities, bodies_of(self._desk), fans_out=fans_out)
        self.lanes.show_fan(view, fan, EMPTY if view.municipalities else NO_MUNICIPALITY)
        self.stations.rows.set_rows(fan_lines(view, fan))
        if self._desk.snapshot.find(Consultation, self._station_id) is None:
            self._station_id = ""
            self._close_boxes()
            self.bar.show_station("")

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Bring a station, or the paper it belongs to, of the chosen matter into sight."""
        lines = fan_lines(self._desk.view, self._fan())
        if kind is CouncilPaper:
            return any(line.paper_id == id_ for line in lines)
        if kind is not Consultation or all(line.id != id_ for line in lines):
            return False
        if self._mark(id_):
            self.stations.pick(id_)
        return True

    def _set_up(self) -> None:
        table = QWidget()
        framed = QVBoxLayout(table)
        framed.setContentsMargins(theme.step(4), theme.step(1), theme.step(4), theme.step(2))
        framed.addWidget(self.stations)
        self._ways.addWidget(self.lanes)
        self._ways.addWidget(table)
        self._ways.setMinimumHeight(1)  # a low window leaves its height to the line for the result
        self.setFocusProxy(self.lanes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._ways, 1)
        column.addWidget(self.result)
        column.addWidget(self.tasks)

    def _connect(self) -> None:
        self.bar.paper_wanted.connect(self._add_paper)
        self.bar.papers_wanted.connect(self._add_papers)
        self.bar.station_wanted.connect(self._add_station)
        self.bar.shift_wanted.connect(self._shift_station)
        self.bar.final_wanted.connect(self._flag_final)
        self.bar.extract_wanted.connect(self._turn_extract)
        self.bar.table_wanted.connect(self._show_table)
        self.lanes.picked.connect(self._on_station)
        self.stations.row_picked.connect(self._on_line)
        self.stations.step_opened.connect(self._edit_step)
        for shown in (self.lanes, self.stations):
            shown.opened.connect(self._open_result)
            shown.paper_wanted.connect(self._add_paper)
            shown.result_wanted.connect(self._begin_result)
        self.gestures.ended.connect(self._return_keys)
        self.result.ended.connect(self._return_keys)
        self.result.taken.connect(self._on_taken)
        self.result.text_made.connect(self._on_text_made)
        self.tasks.ended.connect(self._return_keys)

    def _fan(self) -> Fan | None:
        return chosen_fan(self._desk, all_fans(self._desk))

    def _show_table(self, is_table: bool) -> None:
        self._ways.setCurrentIndex(int(is_table))
        self.setFocusProxy(self.stations if is_table else self.lanes)
        self._return_keys()

    def _return_keys(self) -> None:
        if self.tasks.isHidden():  # else what a result yields is asked first
            (self.stations if self.bar.table.isChecked() else self.lanes).setFocus()

    def _on_text_made(self, station_id: str, made: NewText) -> None:
        """Go where the changed text is edited, once the line for the result is closed."""
        QTimer.singleShot(0, self, lambda: open_new_text(self._desk, station_id, made))

    def _on_station(self, id_: str) -> None:
        if self._mark(id_):
            self._desk.pick(Consultation, id_)
            self.stations.pick(id_)

    def _on_line(self, id_: str) -> None:
        line = self.stations.line(id_)
        if line is not None and self._mark(id_ if line.is_station else "") and line.subject_kind:
            self._desk.pick(BY_TABLE[line.subject_kind], line.subject_id)

    def _edit_step(self, id_: str) -> None:
        line = self.stations.line(id_)
        if line is not None:
            self._desk.edit(BY_TABLE[line.subject_kind], line.subject_id)

    def _mark(self, id_: str) -> bool:
        """Choose a station; false, and everything stays, while something is typed about another one."""
        if id_ != self._station_id and (self.result.is_begun or self.tasks.is_begun):
            self._desk.flush()
            self.lanes.pick(self._station_id)
            return False
        if id_ != self._station_id:
            self._close_boxes()
        self._station_id = id_
        self.lanes.pick(id_)
        station = self._desk.snapshot.find(Consultation, id_)
        paper = self._desk.snapshot.find(CouncilPaper, station.paper_id) if station else None
        self.bar.show_station(paper.municipality_id if paper else "")
        return True

    def _close_boxes(self) -> None:
        for box in (self.result, self.tasks):
            if not box.isHidden():
                box.close_down()

    def _open_result(self, id_: str) -> None:
        if self._mark(id_):
            self.result.open_for(id_)

    def _on_taken(self, id_: str) -> None:
        """A resolution yields tasks, unless it is suspended."""
        station = self._desk.snapshot.find(Consultation, id_)
        if station is not None and station.suspended_on is None:
            self.tasks.propose(id_)

    def _begin_result(self, id_: str, key: str) -> None:
        """Open the line with the result that a key stands for."""
        station = self._desk.snapshot.find(Consultation, id_)
        if station is not None and self._mark(id_):
            body = self._desk.snapshot.get(Committee, station.committee_id)
            self.result.open_for(id_, result_of_key(key, body.kind))

    def _add_paper(self, municipality_id: str) -> None:
        fan = self._fan()
        agreement = self._desk.snapshot.find(Agreement, fan.agreement_id if fan else None)
        matter_id = fan.key if fan and fan.is_matter else None
        title = agreement.title if agreement else fan.title if fan and fan.is_matter else PAPER_TITLE
        command = councils.add_paper(
            municipality_id,
            title,
            agreement_id=agreement.id if agreement else None,
            matter_id=matter_id,
        )
        paper = self._desk.run(steps.create(CouncilPaper), command)
        if paper is not None:
            if agreement is None and matter_id is None:
                self._desk.look_at_fan(paper.id)
            self._desk.edit(CouncilPaper, paper.id)

    def _without_paper(self, fan: Fan) -> list[str]:
        """The parties of the agreement, else all municipalities, that have no paper on a matter yet."""
        taken = {lane.municipality.id for lane in fan.lanes if lane.papers}
        lanes = [lane.municipality.id for lane in fan.lanes] if fan.agreement_id else []
        return [
            id_ for id_ in lanes or [row.id for row in self._desk.view.municipalities] if id_ not in taken
        ]

    def _add_papers(self) -> None:
        fan = self._fan()
        if fan is not None and fan.is_matter:
            self._desk.run(words.FAN_OUT, matters.fan_out(fan.key, self._without_paper(fan)))
            self._return_keys()

    def _add_station(self, committee_id: str) -> None:
        station = self._desk.snapshot.find(Consultation, self._station_id)
        if station is None:
            return
        made = self._desk.run(
            steps.create(Consultation),
            councils.add_station(station.paper_id, committee_id, after_id=station.id),
        )
        if made is not None:
            self._on_station(made.id)

    def _shift_station(self, places: int) -> None:
        if self._station_id:
            self._desk.run(steps.MOVE_STATION, councils.move_station(self._station_id, places))

    def _turn_extract(self) -> None:
        if self._station_id:
            is_there = not extracts_of(self._desk.snapshot, self._station_id)
            self._desk.run(words.SET_EXTRACT, matters.set_extract(self._station_id, is_there))
            self._desk.tell("Beschlussauszug liegt vor." if is_there else "Beschlussauszug liegt nicht vor.")

    def _flag_final(self) -> None:
        if self._station_id:
            self._desk.run(steps.FLAG_FINAL, councils.flag_final(self._station_id))
