"""What keys and the menu of the fan do with a station: to another meeting, away, or another one behind it."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
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

NO_MEETING = (
    "Für „{body}“ ist noch keine Sitzung erfasst; legen Sie sie auf der Seite „Sitzungen“ an, oder tragen "
    "Sie rechts den Sitzungstag ein."
)
WITHOUT = "ohne Sitzung"


class StationGestures(QObject):
    """Connects itself to the lanes; the bar knows the bodies a station can be at."""

    def __init__(self, desk: Desk, lanes: CouncilLanes, bar: WayBar) -> None:
        super().__init__(lanes)
        self._desk, self._lanes, self._bar = desk, lanes, bar
        self.meetings = Chooser("Sitzung der Beratung …", lanes)
        self.meetings.chosen.connect(self._take_to)
        self._station_id = ""
        lanes.station_wanted.connect(lambda _id: bar.choose_station())
        lanes.meeting_wanted.connect(self.ask_for_meeting)
        bar.meeting_wanted.connect(lambda: self.ask_for_meeting(lanes.current_id))
        lanes.remove_wanted.connect(self.remove)
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
        self.meetings.open_at(self._lanes, entries)
        area = self._lanes.card_rect(id_)
        if area is not None:
            self.meetings.move(self._lanes.viewport().mapToGlobal(area.bottomLeft()))

    def remove(self, id_: str) -> None:
        """Delete a station."""
        self._desk.run(steps.delete(Consultation), records.delete(Consultation, id_))

    def open_menu(self, id_: str, point: QPoint) -> None:
        """What can be done with a station (empty id: with none), at a global point."""
        menu = QMenu(self._lanes)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        bar = self._bar
        if id_:
            entries = (
                ("edit", "Ergebnis eintragen …\tEingabe", partial(self._lanes.opened.emit, id_)),
                ("calendar", "Sitzung wählen …\tS", partial(self.ask_for_meeting, id_)),
                ("add", "Station dahinter …\tEinfg", bar.choose_station),
                ("decision", "Als entscheidend kennzeichnen", bar.final_wanted.emit),
                ("document", "Beschlussauszug liegt vor oder nicht", bar.extract_wanted.emit),
                ("arrow_up", "Früher beraten", partial(bar.shift_wanted.emit, -1)),
                ("arrow_down", "Später beraten", partial(bar.shift_wanted.emit, 1)),
                ("delete", "Löschen\tEntf", partial(self.remove, id_)),
            )
            for name, text, act in entries:
                menu.addAction(icon(name), text).triggered.connect(lambda _on=False, act=act: act())
            menu.addSeparator()
        menu.addMenu(bar.papers)
        menu.popup(point)

    def _take_to(self, meeting_id: str) -> None:
        command = field_edits.set_field(Consultation, self._station_id, "meeting_id", meeting_id or None)
        self._desk.run(steps.CHOOSE_MEETING, command)
        self._lanes.setFocus()
