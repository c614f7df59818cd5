"""What a coordinator looks at in the morning: follow-ups, what is late, what is due this week, what waits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ozgdesk import formats
from ozgdesk.domain.lights import RESTING_STATES, is_contribution_overdue
from ozgdesk.domain.registry import table_name
from ozgdesk.domain.steering import Decision, FollowUp
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Role, TaskState
from ozgdesk.present.absences import person_name
from ozgdesk.present.municipalities import MunicipalityTag, tags_of
from ozgdesk.present.naming import finder, subject_name
from ozgdesk.present.ownership import tasks_in_order
from ozgdesk.present.task_facts import TaskFacts
from ozgdesk.texts.entities import NOUNS
from ozgdesk.texts.labels import label

GROUPS = (
    ("follow_up", "Wiedervorlagen"),
    ("late", "Verspätet"),
    ("week", "Diese Woche fällig"),
    ("waiting", "Wartet"),
)
_WAITING = {TaskState.WAITING_CONTRIBUTION, TaskState.WAITING_THIRD, TaskState.IN_COUNCIL}
PLACES = {
    **dict.fromkeys(("task",), "plan"),
    **dict.fromkeys(("assignment",), "board"),
    **dict.fromkeys(("agreement", "agreement_version", "clause", "remark", "signature"), "agreement"),
    **dict.fromkeys(("agreement_copy", "supervisor_step", "deviation", "accession_condition"), "agreement"),
    **dict.fromkeys(
        ("matter", "council_paper", "consultation", "meeting", "minute_item", "committee"), "council"
    ),
    **dict.fromkeys(("person", "municipality", "shared_office", "office_holder"), "people"),
    **dict.fromkeys(("cooperation", "risk", "decision", "grant", "saving", "document"), "overview"),
}
"""Where the row of a table is shown that something is about."""


@dataclass(frozen=True, slots=True)
class TodayRow:
    """One thing to look at. `id` belongs to `kind` (a table); `subject_*` is where a jump leads, in `place`.

    `due_text` says the day and how it lies to the Stichtag; `can_finish` whether one key ticks it off.
    """

    id: str
    kind: str
    group: str
    what: str
    text: str
    detail: str
    municipality: MunicipalityTag
    person: str
    due_on: date | None
    due_text: str
    is_late: bool
    can_finish: bool
    subject_kind: str
    subject_id: str
    place: str


@dataclass(frozen=True, slots=True)
class Today:
    """The rows of the day by group, each group by day; `week_ends_on` is its Sunday."""

    as_of: date
    week_ends_on: date
    rows: tuple[TodayRow, ...]

    def group(self, key: str) -> tuple[TodayRow, ...]:
        """The rows of one group."""
        return tuple(row for row in self.rows if row.group == key)


def today_rows(view: View) -> Today:
    """Everything for the Stichtag; each thing stands in the first group it fits."""
    end = view.as_of + timedelta(days=6 - view.as_of.weekday())
    tags = tags_of(view)
    rows = [
        *_follow_ups(view, tags, end),
        *_decisions(view, tags, end),
        *_tasks(view, tags, end),
        *_contributions(view, tags, end),
    ]
    places = {key: place for place, (key, _) in enumerate(GROUPS)}
    rows.sort(key=lambda row: (places[row.group], row.due_on or date.max, row.text, row.id))
    return Today(view.as_of, end, tuple(rows))


def due_text(day: date | None, as_of: date) -> str:
    """A day and how far it lies from the Stichtag: "17.11.2026, seit 6 Tagen".

    >>> due_text(date(2026, 11, 23), date(2026, 11, 23))
    'heute'
    """
    if day is None:
        return ""
    days = (day - as_of).days
    if days == 0:
        return "heute"
    if days < 0:
        return f"{formats.day(day)}, seit {formats.count(-days, 'Tag', 'Tagen')}"
    return "morgen" if days == 1 else formats.weekday_and_day(day)


def _group(day: date | None, view: View, end: date) -> str | None:
    if day is None or day > end:
        return None
    return "late" if day < view.as_of else "week"


def _follow_ups(view: View, tags: dict[str | None, MunicipalityTag], end: date) -> Iterator[TodayRow]:
    for row in view.snapshot.all(FollowUp):
        if row.due_on > end or (row.done_on is not None and row.done_on <= view.as_of):
            continue
        subject = subject_name(row.subject_kind, row.subject_id, finder(view.snapshot))
        yield TodayRow(
            id=row.id,
            kind=table_name(FollowUp),
            group="follow_up",
            what=NOUNS["follow_up"].singular,
            text=row.text,
            detail=subject,
            municipality=tags[None],
            person=person_name(view.snapshot, row.person_id),
            due_on=row.due_on,
            due_text=due_text(row.due_on, view.as_of),
            is_late=row.due_on < view.as_of,
            can_finish=True,
            subject_kind=row.subject_kind,
            subject_id=row.subject_id,
            place=PLACES.get(row.subject_kind, ""),
        )


def _decisions(view: View, tags: dict[str | None, MunicipalityTag], end: date) -> Iterator[TodayRow]:
    for row in view.snapshot.all(Decision):
        group = _group(row.due_on, view, end)
        if group is None or (row.decided_on is not None and row.decided_on <= view.as_of):
            continue
        yield TodayRow(
            id=row.id,
            kind=table_name(Decision),
            group=group,
            what="Entscheidung",
            text=row.question,
            detail=row.decided_by,
            municipality=tags[row.municipality_id],
            person="",
            due_on=row.due_on,
            due_text=due_text(row.due_on, view.as_of),
            is_late=group == "late",
            can_finish=False,
            subject_kind=table_name(Decision),
            subject_id=row.id,
            place="overview",
        )


def _tasks(view: View, tags: dict[str | None, MunicipalityTag], end: date) -> Iterator[TodayRow]:
    facts = TaskFacts(view)
    for task, _ in tasks_in_order(view):
        if task.id in view.children or task.state in RESTING_STATES:
            continue
        due = facts.due_on(task)
        is_late = due is not None and due < view.as_of
        group = _group(due, view, end) or ("waiting" if task.state in _WAITING else None)
        if task.state in _WAITING and not is_late:
            group = "waiting"
        if group is None:
            continue
        lead = view.ownership.lead.get(task.id)
        stand = facts.stand(lead, due)
        waiting = f"{label(task.state)}: {task.waiting_for}" if task.waiting_for else label(task.state)
        yield TodayRow(
            id=task.id,
            kind=table_name(Task),
            group=group,
            what=label(task.kind),
            text=f"{task.number} {task.name}",
            detail=waiting,
            municipality=tags[lead.municipality_id if lead else None],
            person=f"{stand.deputy} (Vertretung)" if stand.deputy else stand.person,
            due_on=due,
            due_text=due_text(due, view.as_of),
            is_late=is_late,
            can_finish=True,
            subject_kind=table_name(Task),
            subject_id=task.id,
            place="plan",
        )


def _contributions(view: View, tags: dict[str | None, MunicipalityTag], end: date) -> Iterator[TodayRow]:
    facts = TaskFacts(view)
    for part in view.snapshot.all(Assignment):
        task = view.snapshot.find(Task, part.task_id)
        group = _group(part.due_on, view, end)
        if task is None or group is None or task.state in RESTING_STATES:
            continue
        if part.role is not Role.CONTRIBUTOR or part.done_on is not None:
            continue
        stand = facts.stand(part, part.due_on)
        yield TodayRow(
            id=part.id,
            kind=table_name(Assignment),
            group=group,
            what=label(Role.CONTRIBUTOR),
            text=f"{task.number} {task.name}",
            detail=part.note,
            municipality=tags[part.municipality_id],
            person=f"{stand.deputy} (Vertretung)" if stand.deputy else stand.person,
            due_on=part.due_on,
            due_text=due_text(part.due_on, view.as_of),
            is_late=is_contribution_overdue(part, view.as_of),
            can_finish=True,
            subject_kind=table_name(Task),
            subject_id=task.id,
            place="board",
        )
