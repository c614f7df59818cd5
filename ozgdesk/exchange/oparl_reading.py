"""Reading what a council information system says in OParl 1.0 or 1.1, from files that were saved before.

Source: OParl 1.1 (https://dev.oparl.org/spezifikation), and the defects of real servers.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

from ozgdesk.domain.incoming import Leftover, Unreadable
from ozgdesk.domain.incoming_papers import (
    IncomingBody,
    IncomingCommittee,
    IncomingItem,
    IncomingMeeting,
    IncomingPaper,
    IncomingPapers,
    IncomingStation,
)
from ozgdesk.exchange.oparl_agenda import agenda
from ozgdesk.exchange.oparl_files import documents
from ozgdesk.exchange.oparl_objects import Objects, Row
from ozgdesk.exchange.oparl_values import ags, day, line, moment, truth, whole
from ozgdesk.texts.council_words import is_called_off

NAME = "oparl"
_ALONE = (
    ("AgendaItem", "Meeting", "agendaItem", "lost_items"),
    ("Consultation", "Paper", "consultation", "lost_stations"),
)
"""What belongs to something else, the field that lists it there, and what it is called where it is lost."""


def read(*sources: Path) -> IncomingPapers:
    """Read one file, several of them, or all of a folder and the folders below it. Raises Unreadable.

    What is broken, missing or not kept is named in the `leftovers`.
    """
    files = documents(sources)
    objects = Objects()
    count = sum(objects.take(document) for document in files.read())
    if not count:
        raise Unreadable("oparl_other", sources[0])
    found = _Reading(objects)
    leftovers = (*files.leftovers, *objects.leftovers, *found.leftovers)
    return IncomingPapers(
        title=files.title,
        bodies=found.bodies,
        committees=found.committees,
        meetings=found.meetings,
        papers=found.papers,
        leftovers=leftovers,
    )


class _Reading:
    """From objects to what we know: links are resolved, stations sorted, kinds told apart."""

    def __init__(self, objects: Objects) -> None:
        self._of = objects.of
        self.leftovers: list[Leftover] = []
        self._body = self._bodies_by_uid()
        self.committees = tuple(self._committee(uid, row) for uid, row in self._of["Organization"].items())
        self._body_of = {row.uid: row.body_uid for row in self.committees}
        self._link_back()
        self.meetings = tuple(self._meeting(uid, row) for uid, row in self._of["Meeting"].items())
        self._item_of = {item.uid: (row, item) for row in self.meetings for item in row.items}
        self._by_station = {
            (item.station_uid, uid): (row, item)
            for row, item in self._item_of.values()
            for uid in (row.uid, "")
        }
        self._meeting_of = {row.uid: row for row in self.meetings}
        circle = self._circle()
        self._owned: set[str] = set()
        self._shared = 0
        self.papers = (
            *(
                self._paper(uid, row, has_predecessor=uid not in circle)
                for uid, row in self._of["Paper"].items()
            ),
            *(IncomingPaper(uid, "", is_deleted=True) for uid in objects.tombstones),
        )
        self.bodies = tuple(self._body.values())
        self._count_odd_ones()

    def _bodies_by_uid(self) -> dict[str, IncomingBody]:
        """The municipalities that are described, and those that are only named."""
        found = {
            uid: IncomingBody(
                uid, line(row.get("name")), line(row.get("shortName")), ags(row.get("ags"), row.get("rgs"))
            )
            for uid, row in self._of["Body"].items()
            if not row.get("deleted")
        }
        for kind in ("Organization", "Meeting", "Paper"):
            for row in self._of[kind].values():
                if (uid := _first(row, "body")) and uid not in found:
                    found[uid] = IncomingBody(uid)
        return found or {"": IncomingBody("")}

    def _home(self, row: Row, committees: Sequence[str]) -> str:
        """The municipality of an object: as it says, as its committee says, or the only one there is."""
        named = _first(row, "body") or next((self._body_of[c] for c in committees if c in self._body_of), "")
        if named or len(self._body) > 1:
            return named
        return next(iter(self._body))

    def _committee(self, uid: str, row: Row) -> IncomingCommittee:
        only = next(iter(self._body)) if len(self._body) == 1 else ""
        return IncomingCommittee(
            uid=uid,
            body_uid=_first(row, "body") or only,
            name=line(row.get("name")),
            short_name=line(row.get("shortName")),
            sort=" ".join(filter(None, (line(row.get("organizationType")), line(row.get("classification"))))),
            starts_on=day(row.get("startDate")),
            ends_on=day(row.get("endDate")),
            seats=whole(row.get("votingMemberCount")),
            is_deleted=bool(row.get("deleted")),
        )

    def _link_back(self) -> None:
        """Items and stations that stand alone name their meeting or paper; then these name them too."""
        for kind, parent, name, code in _ALONE:
            parents = self._of[parent]
            named = {uid for row in parents.values() for uid in row.setdefault(name, [])}
            lost = 0
            for uid, row in self._of[kind].items():
                above = parents.get(_first(row, parent.lower()))
                if uid not in named and above is not None:
                    above[name].append(uid)
                elif uid not in named and not row.get("deleted"):
                    lost += 1
            if lost:
                self.leftovers.append(Leftover(code, values={"count": lost}))

    def _meeting(self, uid: str, row: Row) -> IncomingMeeting:
        committees = tuple(row.get("organization", ()))
        starts_at, ends_at = moment(row.get("start")), moment(row.get("end"))
        if line(row.get("start")) and starts_at is None and not row.get("deleted"):
            self.leftovers.append(
                Leftover("odd_meeting_day", line(row.get("name")), {"typed": line(row["start"])[:40]})
            )
        return IncomingMeeting(
            uid=uid,
            body_uid=self._home(row, committees),
            committee_uids=committees,
            starts_at=starts_at,
            ends_at=_end(starts_at, ends_at),
            place=self._place(row),
            is_cancelled=truth(row.get("cancelled")) is True or is_called_off(line(row.get("meetingState"))),
            is_deleted=bool(row.get("deleted")),
            is_only_day=truth(row.get("OZGDESK:isOnlyDay")) is True,
            items=agenda([(item, self._of["AgendaItem"].get(item)) for item in row["agendaItem"]]),
        )

    def _place(self, row: Row) -> str:
        found = self._of["Location"].get(_first(row, "location"), {})
        told = [line(found.get(name)) for name in ("description", "room")]
        if any(told):
            return next(filter(None, told))
        return ", ".join(filter(None, (line(found.get(name)) for name in ("streetAddress", "locality"))))

    def _circle(self) -> set[str]:
        """The papers that lead back to themselves over those they belong to."""
        above = {uid: _first(row, "superordinatedPaper") for uid, row in self._of["Paper"].items()}
        found: set[str] = set()
        seen: dict[str, str] = {}
        for first in above:
            at = first
            while at in above and at not in seen:
                seen[at] = first
                at = above[at]
            if at in above and seen[at] == first:
                while at not in found:
                    found.add(at)
                    at = above[at]
        if found:
            self.leftovers.append(Leftover("paper_circle", values={"count": len(found)}))
        return found

    def _paper(self, uid: str, row: Row, *, has_predecessor: bool) -> IncomingPaper:
        named = dict.fromkeys(row["consultation"])
        known = [id_ for id_ in named if id_ in self._of["Consultation"]]
        own = [id_ for id_ in known if id_ not in self._owned]
        self._owned.update(own)
        self._shared += len(known) - len(own)
        stations = [self._station(id_, self._of["Consultation"][id_]) for id_ in own]
        if missing := len(named) - len(known):
            self.leftovers.append(
                Leftover("missing_stations", line(row.get("reference")), {"count": missing})
            )
        committees = [uid for station in stations for uid in station.committee_uids]
        departments = (self._of["Organization"].get(id_, {}) for id_ in row.get("underDirectionOf", ()))
        return IncomingPaper(
            uid=uid,
            body_uid=self._home(row, committees),
            title=line(row.get("name")),
            number=line(row.get("reference")),
            sort=line(row.get("paperType")),
            dated_on=day(row.get("date")),
            department=", ".join(filter(None, (line(found.get("name")) for found in departments))),
            predecessor_uid=_first(row, "superordinatedPaper") if has_predecessor else "",
            stations=self._in_order(stations),
            is_deleted=bool(row.get("deleted")),
            closed_on=day(row.get("modified")) if row.get("deleted") else None,
        )

    def _station(self, uid: str, row: Row) -> IncomingStation:
        """A consultation with its agenda item, which names it or is named by it."""
        at = _first(row, "meeting")
        found = self._item_of.get(_first(row, "agendaItem")) or self._by_station.get((uid, at))
        meeting, item = found or (None, None)
        return IncomingStation(
            uid=uid,
            committee_uids=tuple(row.get("organization", ())) or (meeting.committee_uids if meeting else ()),
            meeting_uid=at or (meeting.uid if meeting else ""),
            item=item,
            role=line(row.get("role")),
            is_authoritative=truth(row.get("authoritative")),
            is_final=truth(row.get("OZGDESK:isFinal")),
            is_deleted=bool(row.get("deleted")),
        )

    def _in_order(self, stations: list[IncomingStation]) -> tuple[IncomingStation, ...]:
        """By the begin of their meetings; one without follows the station that the list has before it."""
        keys: list[datetime] = []
        for station in stations:
            meeting = self._meeting_of.get(station.meeting_uid)
            starts_at = meeting.starts_at if meeting is not None else None
            keys.append(starts_at or (keys[-1] if keys else datetime.combine(date.min, time())))
        places = sorted(range(len(stations)), key=lambda place: (keys[place], place))
        return tuple(stations[place] for place in places)

    def _count_odd_ones(self) -> None:
        """Stations that several papers name, and items of the agenda that no paper goes through."""
        if self._shared:
            self.leftovers.append(Leftover("shared_stations", values={"count": self._shared}))
        used = {station.item.uid for paper in self.papers for station in paper.stations if station.item}
        items: list[IncomingItem] = [item for _, item in self._item_of.values() if not item.is_heading]
        if loose := sum(item.uid not in used for item in items):
            self.leftovers.append(Leftover("loose_items", values={"count": loose}))


def _first(row: Row, name: str) -> str:
    """The first id that a field names, empty for none."""
    found = row.get(name)
    return str(found[0]) if isinstance(found, list) and found else ""


def _end(starts_at: datetime | None, ends_at: datetime | None) -> datetime | None:
    """The end of a meeting, unless it is midnight or lies before the begin: then nobody knew it."""
    is_odd = ends_at is None or starts_at is None or ends_at <= starts_at or ends_at.time() == time()
    return None if is_odd else ends_at
