"""On which days stations that are to come can be: as scheduled, else at the next entered meeting."""

from collections.abc import Sequence
from datetime import date

from ozgdesk.domain.council_days import CouncilDays, days_before
from ozgdesk.domain.council_terms import successors
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
        self.days = CouncilDays(snapshot)
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
        if planned is not None and not is_open:
            earliest = max(earliest, days_before(planned, -1))
        bodies = successors(self.snapshot, station.committee_id)
        found = self._next_meeting(bodies, earliest)
        if found is None:
            self._lacks_meeting(bodies, subject, municipality_id)
            return None
        self._step("forecast_next_meeting", subject, municipality_id, found)
        return found

    def _next_meeting(self, bodies: Sequence[Committee], earliest: date) -> date | None:
        """The first entered meeting for which a paper can still be submitted."""
        found = (
            meeting.held_on
            for body in bodies
            for meeting in self.days.usable(body)
            if meeting.held_on >= earliest and self.days.submission_by(body, meeting.held_on) >= self.as_of
        )
        return min(found, default=None)

    def _lacks_meeting(
        self, bodies: Sequence[Committee], subject: tuple[str, str], municipality_id: str
    ) -> None:
        """No day is named past the last entered meeting."""
        entered = [row.held_on for body in bodies for row in self.days.entered(body.id)]
        code = "forecast_no_meeting" if entered else "forecast_no_meeting_at_all"
        told = {"day": max(entered)} if entered else {}
        self.obstacles.append(
            Reason(code, Weight.OPEN, *subject, "HGO-10", municipality_id, Actor.COORDINATION, told)
        )

    def _step(self, code: str, subject: tuple[str, str], municipality_id: str, day: date) -> None:
        values = {"day": day}
        self.steps.append(
            Reason(code, Weight.NOTE, *subject, "HGO-05", municipality_id, Actor.COUNCIL, values)
        )
