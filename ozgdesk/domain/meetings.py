"""What follows from the minutes of a meeting: order, expected attendance, results, what is missing.

The entities are in `minutes` and `councils`; their sentences in `texts`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ozgdesk.domain.calendar import CUSTOMARY, holidays
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee, Meeting, OfficeHolder
from ozgdesk.domain.findings import Finding, Severity
from ozgdesk.domain.minutes import Attendance, MinuteItem
from ozgdesk.domain.ownership import CLOSED_STATES
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.snapshot import Rows
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.vocabulary import (
    CommitteeKind,
    DecisionRule,
    MinuteKind,
    MinutesState,
    Office,
    Outcome,
    Presence,
    Role,
)
from ozgdesk.domain.votes import Votes

OF_COOPERATION = frozenset(
    {CommitteeKind.STEERING_GROUP, CommitteeKind.MAYORS_ROUND, CommitteeKind.WORKING_GROUP}
)
"""Bodies that the cooperation gave itself; the others are organs of a municipality."""

_WITH_MAYORS = frozenset({CommitteeKind.STEERING_GROUP, CommitteeKind.MAYORS_ROUND})
_WITH_LEADS = frozenset({CommitteeKind.STEERING_GROUP, CommitteeKind.WORKING_GROUP})


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody proposed for the attendance list: a person, or a guest by function."""

    person_id: str | None
    guest: str = ""
    presence: Presence = Presence.PRESENT
    deputy_id: str | None = None
    gets_minutes: bool = True


def items_of(rows: Rows, meeting_id: str) -> tuple[MinuteItem, ...]:
    """The entries of the minutes in their order."""
    found = (item for item in rows.all(MinuteItem) if item.meeting_id == meeting_id)
    return tuple(sorted(found, key=lambda item: (item.order, item.id)))


def attendance_of(rows: Rows, meeting_id: str) -> tuple[Attendance, ...]:
    """Who is on the list of a meeting, by municipality and name; guests and persons of none come last."""
    orders = {town.id: (0, town.order) for town in rows.all(Municipality)}

    def place(row: Attendance) -> tuple[tuple[int, str], str, str]:
        person = rows.find(Person, row.person_id)
        town = person.municipality_id if person else None
        return orders.get(town or "", (1, "")), person.name if person else row.guest, row.id

    return tuple(sorted((r for r in rows.all(Attendance) if r.meeting_id == meeting_id), key=place))


def open_meeting(rows: Rows) -> Meeting | None:
    """The meeting whose minutes are open; there is at most one."""
    return next((row for row in rows.all(Meeting) if row.minutes_state is MinutesState.OPEN), None)


def meeting_after(rows: Rows, meeting: Meeting) -> Meeting | None:
    """The next meeting of the same body that is not cancelled."""
    later = [
        row
        for row in rows.all(Meeting)
        if row.committee_id == meeting.committee_id and row.held_on > meeting.held_on and not row.is_cancelled
    ]
    return min(later, key=lambda row: (row.held_on, row.id), default=None)


def proposed_next(rows: Rows, meeting: Meeting) -> date:
    """The day of the next meeting: as planned, else four weeks later, not on a holiday."""
    planned = meeting_after(rows, meeting)
    day = planned.held_on if planned else meeting.held_on + timedelta(weeks=4)
    while planned is None and (day in holidays(day.year) or (day.month, day.day) in CUSTOMARY):
        day += timedelta(weeks=1)
    return day


def rule_of(body: Committee) -> DecisionRule:
    """What a resolution of a body needs: what it agreed on, else for organs of a municipality the majority
    of the votes (§ 54 Abs. 1 HGO).
    """
    if body.decision_rule is DecisionRule.NOT_STATED and body.kind not in OF_COOPERATION:
        return DecisionRule.MAJORITY
    return body.decision_rule


def outcome_of(rule: DecisionRule, votes: Votes, objections: str = "") -> Outcome:
    """What became of a proposal by the rule of the body; open while that cannot be said.

    Einvernehmen: carried unless somebody objects. Einstimmigkeit: at least one yes and no no. Mehrheit: more
    yes than no; a tie rejects. Abstentions do not count, as in § 54 Abs. 1 HGO, which bodies of a
    cooperation follow where they agreed on nothing else.

    >>> outcome_of(DecisionRule.MAJORITY, Votes(3, 1, 2)).value
    'carried'
    """
    if rule is DecisionRule.NOT_STATED:
        return Outcome.OPEN
    if rule is DecisionRule.CONSENSUS:
        return Outcome.NOT_CARRIED if objections.strip() else Outcome.CARRIED
    if votes.yes is None or votes.no is None or votes.yes + votes.no == 0:
        return Outcome.OPEN
    carried = votes.yes > 0 and votes.no == 0 if rule is DecisionRule.UNANIMITY else votes.yes > votes.no
    return Outcome.CARRIED if carried else Outcome.NOT_CARRIED


def votes_of(item: MinuteItem) -> Votes:
    """The votes of a resolution."""
    return Votes(item.votes_yes, item.votes_no, item.abstentions)


def invited(rows: Rows, meeting: Meeting) -> tuple[Invited, ...]:
    """Who should be on the attendance list: whoever was the last time, else who holds office or leads tasks.

    Who is absent on the day is proposed as excused, with the deputy; who has left is not proposed.
    """
    body = rows.get(Committee, meeting.committee_id)
    last = _last_attendance(rows, meeting)
    persons = [row.person_id for row in last if row.person_id] or list(_members(rows, body, meeting.held_on))
    found = [
        _proposed(rows, id_, meeting.held_on)
        for id_ in dict.fromkeys(persons)
        if _is_there(rows.find(Person, id_), meeting.held_on)
    ]
    guests = dict.fromkeys(row.guest for row in last if row.person_id is None and row.gets_minutes)
    return (*found, *(Invited(None, guest) for guest in guests))


def minutes_findings(rows: Rows, meeting: Meeting) -> Iterator[Finding]:
    """What is missing in the minutes of a meeting; nothing of it keeps them from being closed."""
    subject = ("meeting", meeting.id)
    body = rows.get(Committee, meeting.committee_id)
    items = items_of(rows, meeting.id)
    resolutions = [item for item in items if item.kind is MinuteKind.RESOLUTION]
    if not any(row.presence is Presence.PRESENT or row.deputy_id for row in attendance_of(rows, meeting.id)):
        yield Finding("no_attendance", Severity.WARNING, *subject)
    if not any(item.kind is MinuteKind.TOPIC for item in items):
        yield Finding("no_topics", Severity.WARNING, *subject)
    for field, code in (("starts_at", "no_begin"), ("chair_id", "no_chair"), ("minutes_by_id", "no_minuter")):
        if not getattr(meeting, field):
            yield Finding(code, Severity.NOTE, *subject)
    if resolutions and rule_of(body) is DecisionRule.NOT_STATED:
        yield Finding("no_decision_rule", Severity.WARNING, "committee", body.id, {"body": body.name})
    for item in resolutions:
        if item.outcome is Outcome.OPEN:
            yield Finding("resolution_open", Severity.WARNING, "minute_item", item.id, {"text": item.text})


def _last_attendance(rows: Rows, meeting: Meeting) -> tuple[Attendance, ...]:
    kept = {row.meeting_id for row in rows.all(Attendance)}
    earlier = [
        row
        for row in rows.all(Meeting)
        if row.committee_id == meeting.committee_id and row.held_on < meeting.held_on and row.id in kept
    ]
    last = max(earlier, key=lambda row: (row.held_on, row.id), default=None)
    return attendance_of(rows, last.id) if last else ()


def _members(rows: Rows, body: Committee, day: date) -> Iterator[str]:
    """Persons by the order of their municipalities: office holders, then who leads open tasks."""
    orders = {town.id: town.order for town in rows.all(Municipality)}
    holders = sorted(rows.all(OfficeHolder), key=lambda row: (orders.get(row.municipality_id, ""), row.id))
    for holder in holders:
        is_member = holder.committee_id == body.id
        is_mayor = holder.office is Office.MAYOR and body.kind in _WITH_MAYORS
        has_begun = holder.valid_from is None or holder.valid_from <= day
        has_ended = holder.valid_until is not None and holder.valid_until < day
        if holder.person_id and (is_member or is_mayor) and has_begun and not has_ended:
            yield holder.person_id
    if body.kind not in _WITH_LEADS:
        return
    for part in sorted(rows.all(Assignment), key=lambda row: (orders.get(row.municipality_id, ""), row.id)):
        is_open = part.role is Role.LEAD and rows.get(Task, part.task_id).state not in CLOSED_STATES
        if part.person_id and is_open:
            yield part.person_id


def _is_there(person: Person | None, day: date) -> bool:
    return person is not None and (person.left_on is None or person.left_on >= day)


def _proposed(rows: Rows, person_id: str, day: date) -> Invited:
    for absence in sorted(rows.all(Absence), key=lambda row: (row.from_on, row.id)):
        if absence.person_id == person_id and absence.from_on <= day <= absence.until_on:
            return Invited(person_id, presence=Presence.EXCUSED, deputy_id=absence.deputy_id)
    return Invited(person_id)
