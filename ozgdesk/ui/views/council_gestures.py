"""What keys and menus do with a station: to another meeting, away, or another one behind it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ozgdesk.commands import field_edits, records
from ozgdesk.domain.councils import Committee, Consultation
from ozgdesk.domain.registry import BY_TABLE
from ozgdesk.present.station_meetings import meeting_choices
from ozgdesk.texts import steps
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.chooser import Chooser
from ozgdesk.ui.views.council_lanes import CouncilLanes
from ozgdesk.ui.views.council_way_bar import WayBar
from ozgdesk.ui.views.stations_table import StationsTable

NO_MEETING = (
    "Für „{body}“ ist noch keine Sitzung erfasst; legen Sie sie auf der Seite „Sitzungen“ an, oder tragen "
    "Sie rechts den Sitzungstag ein."
)
WITHOUT = "ohne Sitzung"


class StationGestures(QObject):
    """Connects itself to the lanes and their table; the bar knows the bodies a station can be at.

    `ended`: what was asked is answered, and the keys go back to where they were.
    """

    ended = Signal()

    def __init__(self, desk: Desk, lanes: CouncilLanes, table: StationsTable, bar: WayBar) -> None:
        super().__init__(lanes)
        self._desk, self._lanes, self._table, self._bar = desk, lanes, table, bar
        self.meetings = Chooser("Sitzung der Beratung …", lanes)
        self.meetings.chosen.connect(self._take_to)
        self._station_id = ""
        for shown in (lanes, table):
            shown.station_wanted.connect(lambda _id: bar.choose_station())
            shown.meeting_wanted.connect(self.ask_for_meeting)
        table.actions_for = self.actions
        table.on_remove = self.remove_lines
        bar.meeting_wanted.connect(lambda: self.ask_for_meeting(lanes.current_id))
        lanes.remove_wanted.connect(lambda id_: self.remove(id_))
        lanes.menu_wanted.connect(self.open_menu)
        lanes.step_picked.connect(lambda table, id_: desk.pick(BY_TABLE[table], id_))

    def ask_for_meeting(self, id_: str) -> None:
        """Offer the meetings of the body of a station, the next one first."""
        station = self._desk.snapshot.find(Consultation, id_)
        if station is None:
            return
        entries = [(choice.id, choice.text) for choice in meeting_choices(self._desk.view, id_)]
        if station.meeting_id is not None:
            entries.append(("", WITHOUT))
        if not entries:
            body = self._desk.snapshot.get(Committee, station.committee_id)
            self._desk.tell(NO_MEETING.format(body=body.name))
            return
        self._station_id = id_
        shown = self._lanes if self._lanes.isVisible() else self._table
        self.meetings.open_at(shown, entries)
        corner = self._corner_of(id_)
        if corner is not None:
            self.meetings.move(corner)

    def remove(self, *ids: str) -> None:
        """Delete stations."""
        self._desk.run(steps.delete(Consultation), records.delete(Consultation, *ids))

    def remove_lines(self, ids: list[str]) -> None:
        """Delete the stations among rows of the table; what follows the councils is no station."""
        stations = [id_ for id_ in ids if (line := self._table.line(id_)) is not None and line.is_station]
        if stations:
            self.remove(*stations)

    def _corner_of(self, id_: str) -> QPoint | None:
        """Where something about a station opens, on the screen."""
        if self._lanes.isVisible():
            area = self._lanes.card_rect(id_)
            return self._lanes.viewport().mapToGlobal(area.bottomLeft()) if area is not None else None
        row = self._table.visualRect(self._table.currentIndex())
        return self._table.viewport().mapToGlobal(QPoint(max(row.left(), 0), row.bottom()))

    def actions(self, id_: str) -> list[QAction]:
        """What can be done with a station besides deleting it; nothing with what is none."""
        line = self._table.line(id_)
        if line is None or not line.is_station:
            return []
        bar = self._bar
        entries = (
            ("edit", "Ergebnis eintragen …\tEingabe", partial(self._lanes.opened.emit, id_)),
            ("calendar", "Sitzung wählen …\tS", partial(self.ask_for_meeting, id_)),
            ("add", "Station dahinter …\tEinfg", bar.choose_station),
            ("decision", "Als entscheidend kennzeichnen", bar.final_wanted.emit),
            ("document", "Beschlussauszug liegt vor oder nicht", bar.extract_wanted.emit),
            ("arrow_up", "Früher beraten", partial(bar.shift_wanted.emit, -1)),
            ("arrow_down", "Später beraten", partial(bar.shift_wanted.emit, 1)),
        )
        return [self._action(name, text, act) for name, text, act in entries]

    def _action(self, name: str, text: str, act: Callable[[], object]) -> QAction:
        made = QAction(icon(name), text, self._lanes)
        made.triggered.connect(lambda: act())
        return made

    def open_menu(self, id_: str, point: QPoint) -> None:
        """What can be done with a station (empty id: with none), at a global point."""
        menu = QMenu(self._lanes)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if id_:
            menu.addActions(self.actions(id_))
            menu.addAction(self._action("delete", "Löschen\tEntf", partial(self.remove, id_)))
            menu.addSeparator()
        menu.addMenu(self._bar.papers)
        menu.popup(point)

    def _take_to(self, meeting_id: str) -> None:
        command = field_edits.set_field(Consultation, self._station_id, "meeting_id", meeting_id or None)
        self._desk.run(steps.CHOOSE_MEETING, command)
        self.ended.emit()
