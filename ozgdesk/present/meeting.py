"""A meeting with its attendance and minutes, for page and sheet. What it should talk about: `agenda`."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.councils import Committee, Meeting
from ozgdesk.domain.meetings import (
    OF_COOPERATION,
    attendance_of,
    items_of,
    meeting_after,
    minutes_findings,
    open_meeting,
    rule_of,
)
from ozgdesk.domain.minutes import MinuteItem
from ozgdesk.domain.people import Person
from ozgdesk.domain.registry import table_name
from ozgdesk.domain.steering import Decision
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import DecisionRule, MinuteKind, MinutesState, Outcome, Presence
from ozgdesk.present.absences import person_name
from ozgdesk.present.municipalities import MunicipalityTag, tags_of
from ozgdesk.texts.findings import finding_message
from ozgdesk.texts.labels import label
from ozgdesk.texts.minutes import NOBODY, result_text


@dataclass(frozen=True, slots=True)
class MeetingChoice:
    """A meeting to choose: body, day and state in one line."""

    id: str
    text: str
    held_on: date
    state: str


@dataclass(frozen=True, slots=True)
class AttendanceLine:
    """Who takes part; `presence` is present, excused or absent, `deputy` came instead."""

    id: str
    who: str
    municipality: MunicipalityTag
    presence: str
    presence_text: str
    deputy: str
    gets_minutes: bool
    is_guest: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the minutes. Topics have a `number`; `topic_id` is the topic an entry belongs to.

    `result` is what became of a resolution, `question` the decision it is linked to.
    """

    id: str
    kind: str
    kind_text: str
    number: str
    text: str
    topic_id: str
    result: str
    is_pending: bool
    question: str
    subject_kind: str
    subject_id: str


@dataclass(frozen=True, slots=True)
class Given:
    """A task given in the meeting, as it was minuted: number, what, who, until when."""

    id: str
    number: str
    what: str
    who: str
    until: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What the meeting changed in one task: before → after."""

    id: str
    number: str
    name: str
    change: str


@dataclass(frozen=True, slots=True)
class MeetingRows:
    """Everything about one meeting."""

    id: str
    body: str
    day_text: str
    time_text: str
    place: str
    chair: str
    minutes_by: str
    state: str
    state_text: str
    rule: str
    rule_text: str
    next_text: str
    attendance: tuple[AttendanceLine, ...]
    entries: tuple[Entry, ...]
    given: tuple[Given, ...]
    changed: tuple[Changed, ...]
    missing: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether the meeting runs."""
        return self.state == MinutesState.OPEN

    @property
    def is_closed(self) -> bool:
        """Whether its minutes are closed."""
        return self.state == MinutesState.CLOSED


def meeting_rows(view: View, meeting_id: str) -> MeetingRows:
    """A meeting with all that belongs to it."""
    snapshot = view.snapshot
    meeting = snapshot.get(Meeting, meeting_id)
    body = snapshot.get(Committee, meeting.committee_id)
    following = meeting_after(snapshot, meeting)
    items = items_of(snapshot, meeting_id)
    rule = rule_of(body)
    return MeetingRows(
        id=meeting.id,
        body=_body_name(view, body),
        day_text=f"{formats.weekday(meeting.held_on)}, {formats.long_day(meeting.held_on)}",
        time_text=_time(meeting),
        place=meeting.place,
        chair=person_name(snapshot, meeting.chair_id),
        minutes_by=person_name(snapshot, meeting.minutes_by_id),
        state=meeting.minutes_state.value,
        state_text=_state_text(meeting),
        rule=rule.value,
        rule_text=label(rule),
        next_text=_next(following) if following else "",
        attendance=tuple(_attendance(view, meeting_id)),
        entries=tuple(_entries(view, items, rule)),
        given=tuple(_given(view, item) for item in items if item.kind is MinuteKind.TASK),
        changed=tuple(_changed(view, item) for item in items if item.kind is MinuteKind.CHANGE),
        missing=tuple(finding_message(finding) for finding in minutes_findings(snapshot, meeting)),
    )


def meeting_choices(view: View, also_id: str = "") -> tuple[MeetingChoice, ...]:
    """Meetings of the bodies of the cooperation and whatever has minutes, the latest first."""
    kinds = {body.id: body.kind for body in view.snapshot.all(Committee)}
    found = [
        row
        for row in view.snapshot.all(Meeting)
        if kinds[row.committee_id] in OF_COOPERATION
        or row.minutes_state is not MinutesState.NONE
        or row.id == also_id
    ]
    found.sort(key=lambda row: (row.held_on, row.id), reverse=True)
    return tuple(MeetingChoice(r.id, _choice_text(view, r), r.held_on, r.minutes_state.value) for r in found)


def meeting_at_hand(view: View) -> str:
    """The meeting one wants to see first: the one that runs, else the next one, else the last one."""
    running = open_meeting(view.snapshot)
    if running is not None:
        return running.id
    choices = meeting_choices(view)
    coming = [row for row in choices if row.held_on >= view.as_of and row.state == MinutesState.NONE]
    return (coming[-1:] or list(choices[:1]) or [MeetingChoice("", "", date.min, "")])[0].id


def newest_minutes(view: View) -> str:
    """The newest meeting with minutes, or nothing."""
    kept = [row for row in view.snapshot.all(Meeting) if row.minutes_state is not MinutesState.NONE]
    return max(((row.held_on, row.id) for row in kept), default=(date.min, ""))[1]


def open_questions(view: View, also_id: str = "") -> tuple[tuple[str, str], ...]:
    """Decisions that can be taken now, as (id, question); one that is taken already may stay."""
    found = [row for row in view.snapshot.all(Decision) if row.decided_on is None or row.id == also_id]
    return tuple((row.id, row.question) for row in sorted(found, key=lambda row: (row.order, row.id)))


def _body_name(view: View, body: Committee) -> str:
    code = tags_of(view)[body.municipality_id].code
    return f"{body.name} ({code})" if code else body.name


def _choice_text(view: View, meeting: Meeting) -> str:
    body = _body_name(view, view.snapshot.get(Committee, meeting.committee_id))
    state = {MinutesState.OPEN: " · läuft", MinutesState.CLOSED: " · abgeschlossen"}
    off = " · abgesagt" if meeting.is_cancelled else ""
    return f"{formats.weekday_and_day(meeting.held_on)} · {body}{state.get(meeting.minutes_state, '')}{off}"


def _state_text(meeting: Meeting) -> str:
    return "in Vorbereitung" if meeting.minutes_state is MinutesState.NONE else label(meeting.minutes_state)


def _time(meeting: Meeting) -> str:
    unit = f"{formats.NO_BREAK_SPACE}Uhr"
    if meeting.starts_at and meeting.ends_at:
        return f"{meeting.starts_at} bis {meeting.ends_at}{unit}"
    if meeting.starts_at:
        return f"{meeting.starts_at}{unit}"
    return f"bis {meeting.ends_at}{unit}" if meeting.ends_at else ""


def _next(meeting: Meeting) -> str:
    day = f"{formats.weekday(meeting.held_on)}, {formats.long_day(meeting.held_on)}"
    return ", ".join(part for part in (day, _time(meeting), meeting.place) if part)


def _attendance(view: View, meeting_id: str) -> Iterator[AttendanceLine]:
    tags = tags_of(view)
    for row in attendance_of(view.snapshot, meeting_id):
        person = view.snapshot.find(Person, row.person_id)
        yield AttendanceLine(
            id=row.id,
            who=person.name if person else row.guest,
            municipality=tags[person.municipality_id if person else None],
            presence=row.presence.value,
            presence_text=label(row.presence),
            deputy=person_name(view.snapshot, row.deputy_id) if row.presence is not Presence.PRESENT else "",
            gets_minutes=row.gets_minutes,
            is_guest=person is None,
        )


def _entries(view: View, items: Iterable[MinuteItem], rule: DecisionRule) -> Iterator[Entry]:
    number, topic = 0, ""
    for item in items:
        is_topic = item.kind is MinuteKind.TOPIC
        if is_topic:
            number, topic = number + 1, item.id
        is_resolution = item.kind is MinuteKind.RESOLUTION
        is_about_question = is_resolution and item.subject_kind == table_name(Decision)
        question = view.snapshot.find(Decision, item.subject_id) if is_about_question else None
        yield Entry(
            id=item.id,
            kind=item.kind.value,
            kind_text=label(item.kind),
            number=str(number) if is_topic else "",
            text=item.text,
            topic_id=topic,
            result=result_text(rule, item) if is_resolution else "",
            is_pending=is_resolution and item.outcome is Outcome.OPEN,
            question=question.question if question else "",
            subject_kind=item.subject_kind,
            subject_id=item.subject_id,
        )


_TASK = re.compile(r"(A-\d{3,6}) ([^:]+): (.*?)(?: bis (\d{2}\.\d{2}\.\d{4}))?", re.DOTALL)


def _given(view: View, item: MinuteItem) -> Given:
    """The parts of the minuted words, for what was signed must not follow later changes of the task."""
    match = _TASK.fullmatch(item.text)
    if match is None:
        task = view.snapshot.find(Task, item.subject_id)
        return Given(item.id, task.number if task else "", item.text, "", "")
    number, who, what, until = match.groups()
    names = {town.code: town.name for town in view.municipalities}
    lead, *others = [names.get(code, code) for code in who.split(", ")]
    lead = "" if lead == NOBODY else lead
    helped = f"; Zuarbeit: {', '.join(others)}" if others else ""
    return Given(item.id, number, what, f"{lead}{helped}", until or "")


def _changed(view: View, item: MinuteItem) -> Changed:
    number, _, rest = item.text.partition(" ")
    task = view.snapshot.find(Task, item.subject_id)
    if task is not None and rest.startswith(f"{task.name}: "):
        return Changed(item.id, number, task.name, rest.removeprefix(f"{task.name}: "))
    name, colon, change = rest.partition(": ")
    return Changed(item.id, number, name, change) if colon else Changed(item.id, "", "", item.text)
