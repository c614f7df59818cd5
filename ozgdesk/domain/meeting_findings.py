"""Findings about meetings: on a holiday, in a recess, entered twice, or missing where there was a result."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from ozgdesk.domain.council_days import CouncilDays
from ozgdesk.domain.councils import Committee, Consultation, Meeting
from ozgdesk.domain.findings import Finding, Severity
from ozgdesk.domain.resolutions import day_of
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.votes import UNDECIDED


def meeting_findings(snapshot: Snapshot, as_of: date) -> Iterator[Finding]:
    """What is odd about the meetings of all bodies, and about results that belong to none of them."""
    meetings = [row for row in snapshot.all(Meeting) if not row.is_cancelled]
    yield from _days(snapshot, meetings, as_of)
    yield from _results(snapshot, meetings)
    yield from _stations(snapshot, meetings, as_of)


def _days(snapshot: Snapshot, meetings: list[Meeting], as_of: date) -> Iterator[Finding]:
    """A recess speaks only against meetings to come: of those before, it was known that they are held."""
    days = CouncilDays(snapshot)
    times = Counter((row.committee_id, row.held_on, row.starts_at) for row in meetings)
    for meeting in meetings:
        body = snapshot.get(Committee, meeting.committee_id)
        named = {"body": body.name, "day": meeting.held_on}
        obstacle = days.obstacle(body, meeting.held_on)
        if obstacle is not None and (obstacle.code == "holiday" or meeting.held_on >= as_of):
            told = {**named, "name": obstacle.name}
            yield Finding(f"meeting_{obstacle.code}", Severity.WARNING, "meeting", meeting.id, told)
        if times[meeting.committee_id, meeting.held_on, meeting.starts_at] > 1:
            yield Finding("doubled_meeting", Severity.WARNING, "meeting", meeting.id, named)


def _stations(snapshot: Snapshot, meetings: list[Meeting], as_of: date) -> Iterator[Finding]:
    """Days that only papers tell: a holiday, or a recess of those to come."""
    days = CouncilDays(snapshot)
    kept = {(row.committee_id, row.held_on) for row in meetings}
    for station in snapshot.all(Consultation):
        on = station.held_on
        if on is None or station.meeting_id is not None or (station.committee_id, on) in kept:
            continue
        body = snapshot.get(Committee, station.committee_id)
        obstacle = days.obstacle(body, on)
        if obstacle is not None and (obstacle.code == "holiday" or on >= as_of):
            told = {"body": body.name, "day": on, "name": obstacle.name}
            yield Finding(f"station_{obstacle.code}", Severity.WARNING, "consultation", station.id, told)


def _results(snapshot: Snapshot, meetings: list[Meeting]) -> Iterator[Finding]:
    """Only of bodies whose meetings are kept here; of the others nobody expects them."""
    kept = {row.committee_id for row in meetings}
    held = {(row.committee_id, row.held_on) for row in meetings}
    for station in snapshot.all(Consultation):
        if station.result in UNDECIDED:
            continue
        body = snapshot.get(Committee, station.committee_id)
        day = day_of(snapshot, station)
        named = {"body": body.name, "day": day}
        meeting = snapshot.find(Meeting, station.meeting_id)
        if meeting is not None and meeting.is_cancelled:
            code, severity = "result_of_cancelled_meeting", Severity.WARNING
        elif meeting is None and day is not None and body.id in kept and (body.id, day) not in held:
            code, severity = "result_without_meeting", Severity.NOTE
        else:
            continue
        yield Finding(code, severity, "consultation", station.id, named)
