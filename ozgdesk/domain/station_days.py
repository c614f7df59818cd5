"""On which days stations that are to come can be: as scheduled, else at the next entered meeting."""

from collections.abc import Sequence
from datetime import date, timedelta

from ozgdesk.domain.councils import Committee, Consultation, Meeting
from ozgdesk.domain.reasons import Actor, Reason, Weight
from ozgdesk.domain.resolutions import day_of, stations_of
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.standing import result_of
from ozgdesk.domain.vocabulary import Result


class StationDays:
    """Finds the days of stations from `as_of` on: `steps` say what was found, `obstacles` what lacks."""

    def __init__(self, snapshot: Snapshot, as_of: date) -> None:
        self.snapshot = snapshot
        self.as_of = as_of
        self.steps: list[Reason] = []
        self.obstacles: list[Reason] = []

    def decided_on(self, station: Consultation, municipality_id: str) -> date | None:
        """The earliest day on which a station can decide, after the open ones before it; None without one."""
        way = stations_of(self.snapshot, station.paper_id)
        before = [row for row in way[: way.index(station)] if result_of(self.snapshot, row) is Result.OPEN]
        reached = self.as_of
        for row in (*before, station):
            day = self._day(row, municipality_id, reached)
            if day is None:
                return None
            reached = max(reached, day)
        return reached

    def _day(self, station: Consultation, municipality_id: str, earliest: date) -> date | None:
        """The day of one station; one of the past without a result holds nothing up."""
        subject = ("consultation", station.id)
        planned = day_of(self.snapshot, station)
        meeting = self.snapshot.find(Meeting, station.meeting_id)
        is_cancelled = meeting is not None and meeting.is_cancelled
        is_open = result_of(self.snapshot, station) is Result.OPEN
        if planned is not None and is_open and not is_cancelled:
            if planned >= self.as_of:
                self._step("forecast_scheduled", subject, municipality_id, planned)
                return planned
            return earliest
        after = planned if planned is not None and not is_open else None
        bodies = successors(self.snapshot, station.committee_id)
        found = next_meeting(self.snapshot, bodies, self.as_of, max(earliest, after or earliest), after)
        if found is None:
            last = last_meeting(self.snapshot, bodies)
            code = "forecast_no_meeting" if last else "forecast_no_meeting_at_all"
            told = {"day": last} if last else {}
            self.obstacles.append(
                Reason(code, Weight.OPEN, *subject, "", municipality_id, Actor.COORDINATION, told)
            )
            return None
        self._step("forecast_next_meeting", subject, municipality_id, found.held_on)
        return found.held_on

    def _step(self, code: str, subject: tuple[str, str], municipality_id: str, day: date) -> None:
        values = {"day": day}
        self.steps.append(Reason(code, Weight.NOTE, *subject, "", municipality_id, Actor.COUNCIL, values))


def successors(snapshot: Snapshot, committee_id: str) -> tuple[Committee, ...]:
    """A body and those that follow it in later terms (Wahlperioden)."""
    found = [snapshot.get(Committee, committee_id)]
    for body in found:
        known = {row.id for row in found}
        found += [
            row for row in snapshot.all(Committee) if row.predecessor_id == body.id and row.id not in known
        ]
    return tuple(found)


def next_meeting(
    snapshot: Snapshot,
    bodies: Sequence[Committee],
    as_of: date,
    earliest: date,
    after: date | None,
) -> Meeting | None:
    """The first entered meeting of a body, or of its successor, for which a paper can still be submitted.

    It is not before `earliest` and later than `after`. The Vorlagenschluss counts, else the Ladungsfrist.
    """
    lead = {body.id: body.closing_days or body.notice_days or 0 for body in bodies}
    found = (
        row
        for row in snapshot.all(Meeting)
        if row.committee_id in lead
        and not row.is_cancelled
        and row.held_on >= earliest
        and (after is None or row.held_on > after)
        and row.held_on - as_of >= timedelta(days=lead[row.committee_id])
    )
    return min(found, key=lambda row: (row.held_on, row.id), default=None)


def last_meeting(snapshot: Snapshot, bodies: Sequence[Committee]) -> date | None:
    """The day of the last entered meeting of a body or its successors."""
    ids = {body.id for body in bodies}
    days = (row.held_on for row in snapshot.all(Meeting) if row.committee_id in ids and not row.is_cancelled)
    return max(days, default=None)
