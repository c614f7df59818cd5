"""Which row of the project an object of a council information system is, and what may be filled in there.

An object is known by its id. What was typed here before anybody imported anything is known by what it is: a
committee by its name, a meeting by its day, a paper by its number, a station by committee and day. Such rows
keep all that was typed; only what is still blank in them is filled.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeVar

from ozgdesk import formats
from ozgdesk.commands.former_imports import Former
from ozgdesk.commands.row_comparison import RowComparison
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.incoming_papers import IncomingCommittee, IncomingPaper, IncomingPapers, PaperChoice
from ozgdesk.domain.oparl_ids import row_id
from ozgdesk.domain.resolutions import day_of
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.vocabulary import ConsultationRole, Result

E = TypeVar("E", bound=Entity)

BLANK = frozenset({None, "", Result.OPEN, Result.UNKNOWN, ConsultationRole.NOT_STATED})
"""What says nothing: a value of the file may stand there."""


class PaperComparison(RowComparison):
    """The state of one comparison; `ids` are the rows of objects by uid, as far as they are here or will be.

    `committees` are those that were compared, `holders` the ids of those that hold a meeting, by uid.
    """

    def __init__(
        self, snapshot: Snapshot, incoming: IncomingPapers, choice: PaperChoice, former: Former, today: date
    ) -> None:
        super().__init__(snapshot, former)
        self.incoming = incoming
        self.choice = choice
        self.today = today
        self.ids: dict[str, str] = {}
        self.committees: dict[str, Committee] = {}
        self.holders: dict[str, str] = {}
        self._claimed: set[str] = set()
        self._index()

    def _index(self) -> None:
        """What was typed here, by what it is known by; what imports wrote is known by its id alone."""
        self._addressed = {row_id(uid) for uid in _uids(self.incoming)}
        self._committees: dict[tuple[str | None, str], list[str]] = defaultdict(list)
        self._meetings: dict[tuple[str, date], list[str]] = defaultdict(list)
        self._papers: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._stations: dict[str, list[Consultation]] = defaultdict(list)
        self._successors = {
            row.predecessor_id: row for row in self.snapshot.all(Committee) if row.predecessor_id
        }
        for is_over in (False, True):  # one of a former Wahlperiode only where there is no other
            for row in self._typed(Committee):
                known = self._committees[row.municipality_id, plain(row.name)]
                ended = row.valid_until is not None and row.valid_until < self.today
                if is_over == ended and not (is_over and known):
                    known.append(row.id)
        for meeting in self._typed(Meeting):
            self._meetings[meeting.committee_id, meeting.held_on].append(meeting.id)
        for paper in self._typed(CouncilPaper):
            if paper.number.strip():
                self._papers[paper.municipality_id, plain(paper.number)].append(paper.id)
        for station in self._typed(Consultation):
            self._stations[station.paper_id].append(station)
        self._numbers = Counter((paper.body_uid, plain(paper.number)) for paper in self.incoming.papers)

    def _typed(self, kind: type[E]) -> list[E]:
        return [
            row
            for row in self.snapshot.all(kind)
            if row.id not in self._addressed and "id" not in self.former.get((kind, row.id), {})
        ]

    def town(self, body_uid: str) -> str | None:
        """The municipality that a body was assigned to."""
        return self.choice.towns.get(body_uid)

    def committee_id(self, there: IncomingCommittee) -> str:
        """The row of a committee: by id, else the one of this name."""
        found = self._committees[self.town(there.body_uid), plain(there.name)]
        return self._row(Committee, there.uid, found)

    def committee(self, uid: str) -> Committee | None:
        """A committee that was compared, or that an earlier import brought and this file only names."""
        return self.committees.get(uid) or self.snapshot.find(Committee, row_id(uid))

    def terms(self, committee: Committee) -> list[Committee]:
        """The same body over all its Wahlperioden that are here, the earliest first."""
        found = [committee]
        while (former := self.snapshot.find(Committee, found[0].predecessor_id)) and former not in found:
            found.insert(0, former)
        while (later := self._successors.get(found[-1].id)) and later not in found:
            found.append(later)
        return found

    def on_day(self, committee: Committee, day: date | None) -> Committee:
        """The body as it is kept in the Wahlperiode of a day."""
        terms = self.terms(committee)
        if day is None:
            return committee
        return next((row for row in terms if row.valid_until is None or row.valid_until >= day), terms[-1])

    def meeting_id(self, uid: str, committee_id: str, day: date) -> str:
        """The row of a meeting: by id, else the one of this committee on this day."""
        return self._row(Meeting, uid, self._meetings[committee_id, day])

    def paper_id(self, there: IncomingPaper) -> str:
        """The row of a paper: by id, else the only one with this number, which only one has there."""
        number = plain(there.number)
        is_one = bool(number) and self._numbers[there.body_uid, number] == 1
        found = self._papers[self.town(there.body_uid) or "", number] if is_one else []
        return self._row(CouncilPaper, there.uid, found)

    def has_double_number(self, there: IncomingPaper) -> bool:
        """Whether another paper of the same body carries the same number in the file."""
        return bool(there.number) and self._numbers[there.body_uid, plain(there.number)] > 1

    def station_id(self, uid: str, paper_id: str, committee_id: str, day: date | None) -> str:
        """The row of a station: by id, else the one of this committee on this day, else one that has none."""
        rows = [row for row in self._stations[paper_id] if row.committee_id == committee_id]
        days = {row.id: day_of(self.snapshot, row) for row in rows}
        on_day = [row.id for row in rows if days[row.id] == day]
        planned = [row.id for row in rows if days[row.id] is None and row.result is Result.OPEN]
        return self._row(Consultation, uid, on_day or planned[:1])

    def _row(self, kind: type[Entity], uid: str, found: list[str]) -> str:
        """The id by which a row is here; another object may not have it too."""
        id_ = row_id(uid)
        free = [other for other in found if other not in self._claimed]
        if self.snapshot.find(kind, id_) is None and not self.was_here(kind, id_) and len(free) == 1:
            id_ = free[0]
        self._claimed.add(id_)
        self.ids[uid] = id_
        return id_

    def _former(self, kind: type[Entity], here: Entity) -> Mapping[str, object]:
        """What imports wrote; what they never wrote and is still blank is free to be filled."""
        told = self.former.get((kind, here.id), {})
        blank = {
            name: value
            for name in kind.model_fields
            if name not in told and (value := getattr(here, name)) in BLANK
        }
        return {**blank, **told}


def _uids(incoming: IncomingPapers) -> Iterator[str]:
    yield from incoming.committee
    yield from incoming.meeting
    for paper in incoming.papers:
        yield paper.uid
        yield from (station.uid for station in paper.stations)


def plain(text: str) -> str:
    """A name or number as it is compared: without regard to case and blanks."""
    return " ".join(text.casefold().split())


def dated(name: str, day: date | None) -> str:
    """A name with a day behind it."""
    return f"{name}, {formats.day(day)}" if day is not None else name
