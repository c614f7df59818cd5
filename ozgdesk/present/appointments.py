"""All days to keep in mind in one list: deadlines, milestones, contributions, follow-ups, meetings and what
must be there before them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.council_days import CouncilDays
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.people import Person
from ozgdesk.domain.registry import BY_TABLE
from ozgdesk.domain.steering import FollowUp
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Role, TaskKind, TaskState
from ozgdesk.present.council import council_rows
from ozgdesk.present.municipalities import MunicipalityTag, tags_of
from ozgdesk.present.naming import finder, subject_name
from ozgdesk.present.ownership import tasks_in_order
from ozgdesk.present.parts import concerned, involved
from ozgdesk.texts.labels import label

KINDS = {
    "deadline": "Frist",
    "milestone": "Meilenstein",
    "contribution": "Zuarbeit",
    "follow_up": "Wiedervorlage",
    "meeting": "Sitzung",
    "closing": "Vorlagenschluss",
    "notice": "Ladungsfrist",
}

PRIVATE = frozenset({"person", "absence"})
"""Tables whose rows are not named beside a day: a calendar goes to many."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """One day to keep in mind. `key` stays the same while the row lives, also when the day moves.

    `starts_at` is HH:MM or empty for the whole day, `whose` the municipality that has to act (or none),
    `concerns` the ids of all whom it concerns, None for everybody.
    """

    key: str
    kind: str
    on: date
    starts_at: str
    title: str
    detail: str
    place: str
    whose: MunicipalityTag
    concerns: frozenset[str] | None
    is_done: bool
    is_cancelled: bool

    @property
    def kind_text(self) -> str:
        """The kind in German."""
        return KINDS[self.kind]


def appointments(view: View, municipality_id: str | None = None) -> tuple[Appointment, ...]:
    """Everything with a day, by day and time; for a municipality what concerns it."""
    tags = tags_of(view)
    found = [
        *_tasks(view, tags),
        *_contributions(view, tags),
        *_follow_ups(view, tags),
        *_meetings(view),
        *_before_meetings(view, tags),
        *_stations(view, tags),
    ]
    if municipality_id is not None:
        found = [row for row in found if row.concerns is None or municipality_id in row.concerns]
    places = {kind: place for place, kind in enumerate(KINDS)}
    found.sort(
        key=lambda row: (row.on, row.starts_at, places[row.kind], formats.sort_key(row.title), row.key)
    )
    return tuple(found)


def _tasks(view: View, tags: dict[str | None, MunicipalityTag]) -> Iterator[Appointment]:
    """Deadlines, and the milestones of the plan on the day that follows from it."""
    for task, _ in tasks_in_order(view):
        is_milestone = task.kind is TaskKind.MILESTONE and task.id not in view.children
        dates = view.plan.dates.get(task.id)
        if is_milestone and dates is not None and not dates.is_finish_open:
            yield _of_task(view, task, "milestone", dates.finish, tags)
        if task.deadline_on is not None:
            yield _of_task(view, task, "deadline", task.deadline_on, tags)


def _of_task(
    view: View, task: Task, kind: str, day: date, tags: dict[str | None, MunicipalityTag]
) -> Appointment:
    lead = view.ownership.lead.get(task.id)
    words = [f"Zustand: {label(task.state)}"] if task.id not in view.children else []
    words += [f"Federführung: {tags[lead.municipality_id].name}"] if lead else []
    words += [f"Art der Frist: {label(task.deadline_kind)}"] if kind == "deadline" else []
    dates = view.plan.dates.get(task.id)
    return Appointment(
        key=f"{task.id}-{kind}",
        kind=kind,
        on=day,
        starts_at="",
        title=f"{task.number} {task.name}",
        detail="; ".join(words),
        place="",
        whose=tags[lead.municipality_id if lead else None],
        concerns=concerned(view, task),
        is_done=task.state is TaskState.DONE or (dates is not None and dates.is_done),
        is_cancelled=task.state is TaskState.DROPPED,
    )


def _contributions(view: View, tags: dict[str | None, MunicipalityTag]) -> Iterator[Appointment]:
    """What a municipality owes to the lead of a task; it concerns both."""
    for part in view.snapshot.all(Assignment):
        task = view.snapshot.find(Task, part.task_id)
        if task is None or part.role is not Role.CONTRIBUTOR or part.due_on is None:
            continue
        lead = view.ownership.lead.get(task.id)
        whose = {part.municipality_id} | ({lead.municipality_id} if lead else set())
        yield Appointment(
            key=f"{part.id}-contribution",
            kind="contribution",
            on=part.due_on,
            starts_at="",
            title=f"{task.number} {task.name}",
            detail=f"Federführung: {tags[lead.municipality_id].name}" if lead else "",
            place="",
            whose=tags[part.municipality_id],
            concerns=frozenset(whose),
            is_done=part.done_on is not None or task.state is TaskState.DONE,
            is_cancelled=task.state is TaskState.DROPPED,
        )


def _follow_ups(view: View, tags: dict[str | None, MunicipalityTag]) -> Iterator[Appointment]:
    for row in view.snapshot.all(FollowUp):
        is_private = row.subject_kind in PRIVATE
        subject = "" if is_private else subject_name(row.subject_kind, row.subject_id, finder(view.snapshot))
        person = view.snapshot.find(Person, row.person_id)
        whose = person.municipality_id if person else None
        yield Appointment(
            key=f"{row.id}-follow-up",
            kind="follow_up",
            on=row.due_on,
            starts_at="",
            title=row.text,
            detail=subject,
            place="",
            whose=tags[whose],
            concerns=_subject_concerns(view, row) | ({whose} if whose else frozenset()),
            is_done=row.done_on is not None and row.done_on <= view.as_of,
            is_cancelled=False,
        )


def _subject_concerns(view: View, row: FollowUp) -> frozenset[str]:
    """Whose matter the subject is; a follow-up on what belongs to all is the project office's own."""
    kind = BY_TABLE.get(row.subject_kind)
    subject: Entity | None = view.snapshot.find(kind, row.subject_id) if kind else None
    if isinstance(subject, Task):
        return involved(view, subject.id)
    if isinstance(subject, Meeting | Consultation):
        subject = view.snapshot.find(Committee, subject.committee_id)
    whose = (
        row.subject_id if row.subject_kind == "municipality" else getattr(subject, "municipality_id", None)
    )
    return frozenset({whose}) if whose else frozenset()


def _meetings(view: View) -> Iterator[Appointment]:
    for row in council_rows(view).meetings:
        yield Appointment(
            key=f"{row.id}-meeting",
            kind="meeting",
            on=row.date,
            starts_at=row.starts_at,
            title=row.committee,
            detail=f"Vorlagen: {row.papers}" if row.papers else "",
            place=row.place,
            whose=row.municipality,
            concerns=frozenset({row.municipality.id}) if row.municipality.id else None,
            is_done=False,
            is_cancelled=row.is_cancelled,
        )


def _before_meetings(view: View, tags: dict[str | None, MunicipalityTag]) -> Iterator[Appointment]:
    """Vorlagenschluss and last receipt of the Ladung for meetings to come of organs of a municipality."""
    days = CouncilDays(view.snapshot)
    for meeting in view.snapshot.all(Meeting):
        body = view.snapshot.get(Committee, meeting.committee_id)
        if body.municipality_id is None or meeting.held_on < view.as_of:
            continue
        by_law = "" if body.notice_days is not None else " (gesetzliche Ladungsfrist)"
        for kind, on, what in (
            ("closing", days.closing_on(body, meeting.held_on), "Letzter Tag für Vorlagen"),
            (
                "notice",
                days.invitation_by(body, meeting.held_on),
                f"Letzter Tag für den Zugang der Ladung{by_law}",
            ),
        ):
            if on is not None:
                yield Appointment(
                    key=f"{meeting.id}-{kind}",
                    kind=kind,
                    on=on,
                    starts_at="",
                    title=f"{body.name} am {formats.day(meeting.held_on)}",
                    detail=what,
                    place="",
                    whose=tags[body.municipality_id],
                    concerns=frozenset({body.municipality_id}),
                    is_done=False,
                    is_cancelled=meeting.is_cancelled,
                )


def _stations(view: View, tags: dict[str | None, MunicipalityTag]) -> Iterator[Appointment]:
    """Meetings that are known only from the papers which were or will be before them."""
    kept = {(row.committee_id, row.held_on) for row in view.snapshot.all(Meeting)}
    found: dict[tuple[str, date], list[Consultation]] = {}
    for station in view.snapshot.all(Consultation):
        place = (station.committee_id, station.held_on)
        if station.meeting_id is None and station.held_on is not None and place not in kept:
            found.setdefault((station.committee_id, station.held_on), []).append(station)
    for (committee_id, day), stations in found.items():
        body = view.snapshot.get(Committee, committee_id)
        papers = [view.snapshot.get(CouncilPaper, station.paper_id) for station in stations]
        names = sorted({paper.number or paper.title for paper in papers}, key=formats.sort_key)
        yield Appointment(
            key=f"{min(station.id for station in stations)}-meeting",
            kind="meeting",
            on=day,
            starts_at="",
            title=body.name,
            detail=f"Vorlagen: {', '.join(names)}",
            place="",
            whose=tags[body.municipality_id],
            concerns=frozenset({body.municipality_id}) if body.municipality_id else None,
            is_done=False,
            is_cancelled=False,
        )
