"""The place Gremien: every matter with its lanes through the bodies, the same as a table, and meetings."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QTabWidget, QVBoxLayout, QWidget

from ozgdesk.commands import councils, records
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import BY_TABLE
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Result
from ozgdesk.domain.votes import Votes, exceeds_seats
from ozgdesk.present.council import CouncilPlace, Matter, council_rows, matters
from ozgdesk.texts import steps
from ozgdesk.texts.agreements import PAPER_TITLE
from ozgdesk.texts.labels import label
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views import council_tables
from ozgdesk.ui.views.council_head import CouncilHead
from ozgdesk.ui.views.council_lanes import EMPTY, NO_MUNICIPALITY, CouncilLanes
from ozgdesk.ui.views.effect_banner import EffectBanner
from ozgdesk.ui.views.result_bar import ResultBar

HELP = (
    "Hier sehen Sie, welchen Weg jede Vorlage durch die Gremien nimmt und was zur Wirksamkeit fehlt.\n\n"
    "Bahnen: Pfeiltasten wechseln die Station, die Eingabetaste öffnet die Zeile für das Ergebnis. Geben Sie "
    "die Stimmen ein; das Ergebnis folgt daraus oder wird gewählt. Vertagt und verwiesen legen die nächste "
    "Station an.\n\n"
    "Tabelle: dieselben Stationen als Zeilen, zum Kopieren. Sitzungen: der Kalender der Gremien.\n\n"
    "Bearbeiten > Schulferien vorschlagen (Alt+B, U): trägt die Schulferien, die Sie ankreuzen, als "
    "sitzungsfreie Zeiten einer Kommune ein. Sie stehen bei der Kommune unter „Schließzeiten“."
)


class CouncilView(QWidget):
    """Wires head, banner, lanes, tables and the result line to the desk; remembers what is chosen by id."""

    help_text = HELP

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._place: CouncilPlace | None = None
        self._matters: tuple[Matter, ...] = ()
        self._matter_key = ""
        self._station_id = ""
        self.head = CouncilHead()
        self.banner = EffectBanner()
        self.lanes = CouncilLanes()
        self.stations = council_tables.stations_table(desk)
        self.meetings = council_tables.meetings_table(desk)
        self.result = ResultBar()
        self.result.hide()
        self.tabs = QTabWidget()
        self.tabs.tabBar().setAccessibleName("Ansichten der Gremien")
        self._scroll = QScrollArea()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._set_up()
        self._connect()

    def show_view(self, view: View) -> None:
        """Show the project; matter and station stay chosen by id."""
        self._place = council_rows(view)
        self._matters = matters(view, self._place)
        matter = self._matter()
        self._matter_key = matter.key if matter else ""
        self.head.show_matters(self._matters, matter)
        self.head.show_bodies(view.municipalities, self._bodies())
        self.banner.show_effect(matter.effect if matter else None)
        self.lanes.show_matter(matter, EMPTY if view.municipalities else NO_MUNICIPALITY)
        self.stations.rows.set_rows(council_tables.station_lines(matter))
        self.meetings.rows.set_rows(self._place.meetings)
        if self._desk.snapshot.find(Consultation, self._station_id) is None:
            self._station_id = ""
            self.result.hide()
            self.head.show_station("")

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Bring a station, paper, meeting, or the matter of an agreement into sight."""
        entity = self._desk.snapshot.find(kind, id_)
        if isinstance(entity, Meeting):
            self.tabs.setCurrentIndex(2)
            return self.meetings.pick(id_)
        if isinstance(entity, Agreement):
            return self._open_matter(id_)
        if isinstance(entity, CouncilPaper):
            return self._open_paper(entity)
        if isinstance(entity, Consultation):
            self._open_paper(self._desk.snapshot.get(CouncilPaper, entity.paper_id))
            self._mark(id_)
            self.stations.pick(id_)
            return True
        return False

    def _set_up(self) -> None:
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self.lanes)
        self._scroll.setFocusProxy(self.lanes)
        self.setFocusProxy(self.lanes)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self._scroll, "Bahnen")
        self.tabs.addTab(_framed(self.stations), "Tabelle")
        self.tabs.addTab(_framed(self.meetings), "Sitzungen")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.banner)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.result)

    def _connect(self) -> None:
        self.head.matter_chosen.connect(self._choose_matter)
        self.head.paper_wanted.connect(self._add_paper)
        self.head.station_wanted.connect(self._add_station)
        self.head.meeting_wanted.connect(self._add_meeting)
        self.head.shift_wanted.connect(self._shift_station)
        self.head.final_wanted.connect(self._flag_final)
        self.banner.reason_picked.connect(self._on_reason)
        self.lanes.picked.connect(self._on_station)
        self.lanes.opened.connect(self._open_result)
        self.lanes.paper_wanted.connect(self._add_paper)
        self.stations.row_picked.connect(self._mark)
        self.stations.row_opened.connect(self._open_result)
        self.result.typed.connect(self._on_votes)
        self.result.taken.connect(self._record)
        self.result.closed.connect(self.lanes.setFocus)

    def _matter(self) -> Matter | None:
        found = next((row for row in self._matters if row.key == self._matter_key), None)
        return found or self._default_matter()

    def _default_matter(self) -> Matter | None:
        """The newest agreement, else the first matter."""
        agreements = [row for row in self._matters if row.effect is not None]
        if agreements:
            return agreements[-1]
        return self._matters[0] if self._matters else None

    def _choose_matter(self, key: str) -> None:
        if self._desk.flush():
            self._open_matter(key)
            if self._desk.snapshot.find(Agreement, key) is not None:
                self._desk.pick(Agreement, key)

    def _open_matter(self, key: str) -> bool:
        self._matter_key = key
        self.show_view(self._desk.view)
        return self._matter_key == key

    def _open_paper(self, paper: CouncilPaper) -> bool:
        key = paper.agreement_id or next(
            (
                row.key
                for row in self._matters
                for lane in row.lanes
                if paper.id in {p.id for p in lane.papers}
            ),
            "",
        )
        return self._open_matter(key)

    def _on_reason(self, kind: str, id_: str) -> None:
        self._desk.pick(BY_TABLE[kind], id_)
        if kind == "consultation":
            self._mark(id_)

    def _on_station(self, id_: str) -> None:
        self._mark(id_)
        self._desk.pick(Consultation, id_)

    def _mark(self, id_: str) -> None:
        if id_ != self._station_id:
            self.result.hide()
        self._station_id = id_
        self.lanes.pick(id_)
        rect = self.lanes.card_rect(id_)
        if rect is not None:
            self._scroll.ensureVisible(rect.center().x(), rect.center().y(), rect.width(), rect.height())
        station = self._desk.snapshot.find(Consultation, id_)
        paper = self._desk.snapshot.find(CouncilPaper, station.paper_id) if station else None
        self.head.show_station(paper.municipality_id if paper else "")

    def _open_result(self, id_: str) -> None:
        self._mark(id_)
        lines = council_tables.station_lines(self._matter())
        row = next((line.station for line in lines if line.id == id_), None)
        if row is not None:
            self.result.open(row, self._desk.view.as_of)

    def _on_votes(self, votes: Votes) -> None:
        station = self._desk.snapshot.find(Consultation, self._station_id)
        if station is None:
            return
        body = self._desk.snapshot.get(Committee, station.committee_id)
        found = councils.proposed_result(self._desk.snapshot, station.id, votes)
        words = f"Daraus folgt: {label(found)}." if found else ""
        if exceeds_seats(votes, body.seats):
            words = f"{votes.present} Stimmen bei {body.seats} Sitzen, bitte prüfen. {words}"
        self.result.show_hint(words)

    def _record(self, held_on: date | None, result: Result | None, votes: Votes) -> None:
        command = councils.record_result(self._station_id, result, votes, held_on=held_on)
        if self._desk.run(steps.RECORD_RESULT, command) is not None:
            self.result.hide()
            self.lanes.setFocus()

    def _add_paper(self, municipality_id: str) -> None:
        matter = self._matter()
        agreement = self._desk.snapshot.find(Agreement, matter.key) if matter else None
        title = agreement.title if agreement else PAPER_TITLE
        paper = self._desk.run(
            steps.create(CouncilPaper),
            councils.add_paper(municipality_id, title, agreement_id=agreement.id if agreement else None),
        )
        if paper is not None:
            self._open_paper(paper)
            self._desk.edit(CouncilPaper, paper.id)

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

    def _add_meeting(self, committee_id: str) -> None:
        made = self._desk.run(
            steps.create(Meeting),
            records.create(Meeting, committee_id=committee_id, held_on=self._desk.view.as_of),
        )
        if made is not None:
            self.tabs.setCurrentIndex(2)
            self.meetings.pick(made.id)
            self._desk.edit(Meeting, made.id)

    def _shift_station(self, places: int) -> None:
        if self._station_id:
            self._desk.run(steps.MOVE_STATION, councils.move_station(self._station_id, places))

    def _flag_final(self) -> None:
        if self._station_id:
            self._desk.run(steps.FLAG_FINAL, councils.flag_final(self._station_id))

    def _bodies(self) -> list[tuple[str, str, str]]:
        """All bodies as (id, municipality id, name with code)."""
        snapshot = self._desk.snapshot
        codes = {row.id: row.code for row in snapshot.all(Municipality)}
        found = sorted(
            snapshot.all(Committee), key=lambda row: (codes.get(row.municipality_id or "", ""), row.order)
        )
        return [
            (
                row.id,
                row.municipality_id or "",
                f"{codes.get(row.municipality_id or '', 'alle')} · {row.name}",
            )
            for row in found
        ]


def _framed(table: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(theme.step(4), theme.step(1), theme.step(4), theme.step(2))
    column.addWidget(table)
    return page
