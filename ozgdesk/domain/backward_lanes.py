"""The way back through the bodies of one municipality, from its last open station to its first."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ozgdesk.domain.council_days import INVITED, CouncilDays, days_before, notice_days
from ozgdesk.domain.council_ways import Station, Way
from ozgdesk.domain.councils import Committee, Meeting
from ozgdesk.domain.deadlines import Lane, State, Step, StepKind
from ozgdesk.domain.vocabulary import CommitteeKind


class Reckoning:
    """The way of one municipality, from its last open station back to its first."""

    def __init__(self, days: CouncilDays, way: Way, resolved_by: date, as_of: date) -> None:
        self.days = days
        self.way = way
        self.as_of = as_of
        self.limit: date | None = resolved_by
        """The last day for the next station before those that are reckoned; None: it cannot be said."""
        self.held_up_by: Station | None = None
        self.submitted_by = date.max
        """The last day on which a collegial administration can hand on to what comes after it."""

    def lane(self) -> Lane:
        """All steps of the municipality."""
        done = [_done_step(row) for row in self.way.stations if row.is_done]
        open_ = [] if self.way.is_passed else [row for row in self.way.stations if not row.is_done]
        blocks = [self._station(row) for row in reversed(open_)]
        steps = [*done, *(step for block in reversed(blocks) for step in block)]
        submissions = [
            step.on
            for step in steps
            if step.kind is StepKind.SUBMISSION and step.state is not State.DONE and step.on is not None
        ]
        state = self._state(steps)
        last = None if state in (State.DONE, State.UNKNOWN) else min(submissions, default=None)
        return Lane(self.way.municipality_id, state, tuple(steps), last)

    def _state(self, steps: Sequence[Step]) -> State:
        if self.way.is_passed:
            return State.DONE
        states = {step.state for step in steps if step.state is not State.DONE}
        for state in (State.TOO_LATE, State.UNKNOWN, State.OPEN):
            if state in states:
                return state
        return State.SCHEDULED if steps else State.UNKNOWN

    def _station(self, station: Station) -> tuple[Step, ...]:
        """The steps of one open station; the limit moves before it."""
        if station.body is None:
            return (self._no_day(station, "no_body"),)
        if station.planned_on is not None and station.planned_on < self.as_of:
            return (self._held(station, station.planned_on),)
        if self.limit is None:
            return (self._no_day(station, "depends", by=self.held_up_by),)
        limit = self.limit
        if station.body.kind is CommitteeKind.ADMINISTRATION:
            limit = min(limit, self.submitted_by)
        if station.planned_on is not None and station.planned_on <= limit:
            return self._before(station, station.planned_on, "meeting_scheduled", limit)
        meeting = self._meeting_by(station, limit)
        if meeting is None:
            return (self._nothing_by(station, limit),)
        code = self._code(station, limit)
        holder = next(body for body in station.terms if body.id == meeting.committee_id)
        found = self._before(replace(station, body=holder), meeting.held_on, code, limit)
        return tuple(_read_from(step, meeting.id) for step in found)

    def _meeting_by(self, station: Station, limit: date) -> Meeting | None:
        """The last usable meeting of the body, or of the one that follows it in the new Wahlperiode."""
        found = [self.days.last_by(body, limit) for body in station.terms]
        return max((row for row in found if row is not None), key=lambda row: row.held_on, default=None)

    def _before(self, station: Station, on: date, code: str, limit: date) -> tuple[Step, ...]:
        """Submission, Ladung and meeting on a day."""
        body = station.body
        assert body is not None
        is_set = code == "meeting_scheduled"
        submission, invitation = self._submission(body, on), self._invitation(body, on)
        values = {"limit": limit, "planned": station.planned_on, "last": self._last(station)}
        meeting = Step(StepKind.MEETING, on, State.OPEN, code, "committee", body.id, "", body.id, values)
        self.limit = days_before(on, 1)
        self.submitted_by = min(self.submitted_by, submission.on or on)
        steps = (submission, *([invitation] if invitation else []), meeting)
        return tuple(self._stated(step, station.consultation_id if is_set else "") for step in steps)

    def _submission(self, body: Committee, meeting_on: date) -> Step:
        closing, invited = self.days.closing_on(body, meeting_on), self.days.invitation_by(body, meeting_on)
        if closing is None:
            code = "closing_not_entered" if invited is not None else "nothing_entered"
        else:
            code = "closing_after_notice" if invited is not None and invited < closing else "closing"
        on = self.days.submission_by(body, meeting_on)
        values = {"days": body.closing_days, "meeting": meeting_on, "closing": closing}
        return Step(
            StepKind.SUBMISSION, on, State.OPEN, code, "committee", body.id, "", body.id, values=values
        )

    def _invitation(self, body: Committee, meeting_on: date) -> Step | None:
        on = self.days.invitation_by(body, meeting_on)
        if on is None:
            return None
        code = "notice" if body.notice_days is not None else "notice_by_law"
        rule = "HGO-08" if body.kind in INVITED else ""
        values = {"days": notice_days(body), "meeting": meeting_on}
        return Step(
            StepKind.INVITATION, on, State.OPEN, code, "committee", body.id, rule, body.id, values=values
        )

    def _stated(self, step: Step, consultation_id: str) -> Step:
        """A step with its state: what is over for a paper that has its day before the body was in time."""
        is_over = step.on is not None and step.on < self.as_of
        if consultation_id:
            state = State.DONE if is_over else State.SCHEDULED
            return replace(step, state=state, subject_kind="consultation", subject_id=consultation_id)
        return replace(step, state=State.TOO_LATE) if is_over else step

    def _code(self, station: Station, limit: date) -> str:
        last = self._last(station)
        if station.planned_on is not None:
            return "meeting_scheduled_late"
        return "meeting_last_entered" if last is not None and limit > last else "meeting"

    def _last(self, station: Station) -> date | None:
        days = (row.held_on for body in station.terms for row in self.days.entered(body.id))
        return max(days, default=None)

    def _nothing_by(self, station: Station, limit: date) -> Step:
        if self._last(station) is None:
            return self._no_day(station, "no_meeting", limit=limit)
        if station.planned_on is not None:
            return self._no_day(station, "planned_too_late", limit=limit, planned=station.planned_on)
        days = (row.held_on for body in station.terms for row in self.days.usable(body))
        first = min(days, default=None)
        return self._no_day(station, "no_meeting_by", limit=limit, first=first)

    def _no_day(self, station: Station, code: str, **values: object) -> Step:
        """A station for which no day can be said; nothing before it can be either."""
        is_over = self.limit is not None and self.limit < self.as_of
        is_late = is_over or code == "planned_too_late"
        if self.limit is not None:
            self.limit = None
            self.held_up_by = station
        body = station.body
        subject = ("committee", body.id) if body else ("municipality", self.way.municipality_id)
        told = {"station": station, **values}
        body_id = body.id if body else None
        state = State.TOO_LATE if is_late else State.UNKNOWN
        return Step(StepKind.MEETING, None, state, code, *subject, committee_id=body_id, values=told)

    def _held(self, station: Station, on: date) -> Step:
        assert station.body is not None
        subject = ("consultation", station.consultation_id)
        return Step(
            StepKind.MEETING, on, State.UNKNOWN, "held_without_result", *subject, committee_id=station.body.id
        )


def _read_from(step: Step, meeting_id: str) -> Step:
    if step.kind is not StepKind.MEETING:
        return step
    return replace(step, subject_kind="meeting", subject_id=meeting_id)


def _done_step(station: Station) -> Step:
    body_id = station.body.id if station.body else None
    subject = ("consultation", station.consultation_id)
    values = {"result": station.result}
    return Step(
        StepKind.MEETING,
        station.planned_on,
        State.DONE,
        "meeting_done",
        *subject,
        committee_id=body_id,
        values=values,
    )
